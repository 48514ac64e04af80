//! Whose certificates are believed: the system's authorities, and those that an admin adds; or one pinned certificate,
//! and then nobody else's.

use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::verify_server_name;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::{PemObject as _, SectionKind};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, DigitallySignedStruct, OtherError, RootCertStore, SignatureScheme};

use crate::certificate::{self, PresentedCertificate, TrustedBy};
use crate::client::Now;
use crate::error::NotPinned;
use crate::fingerprint::Fingerprint;

/// Why a file with an authority's certificate is of no use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrustError {
    /// The file holds no PEM.
    #[error("the file is not PEM")]
    NotPem,
    /// The file is PEM, but no certificate is in it.
    #[error("no certificate is in the file")]
    NoCertificate,
    /// A private key is in the file. A key has no business here, so the file is not used.
    #[error("a private key is in the file")]
    HasKey,
    /// A certificate cannot be read.
    #[error("certificate {number} cannot be read")]
    Unreadable {
        /// The how manieth it is, from 1.
        number: usize,
    },
    /// All certificates in the file have expired.
    #[error("the certificate has expired")]
    Expired {
        /// Whom the first is for.
        subject: String,
        /// The last day on which it was valid.
        last_day: String,
    },
    /// No certificate in the file is valid yet.
    #[error("the certificate is not valid yet")]
    NotYetValid {
        /// Whom the first is for.
        subject: String,
        /// The first day on which it will be valid.
        first_day: String,
    },
}

/// The name of a certificate that is for every host. authentik's own fallback certificate has this name and no other
/// (`internal/crypto/generate.go`); no authority gives it, and without a pin it fits no host.
const EVERY_HOST: &str = "*";

/// The authorities whose certificates are believed; or the one certificate that is.
#[derive(Clone)]
pub struct TrustedCertificates {
    system: Arc<RootCertStore>,
    own: Arc<RootCertStore>,
    pin: Option<Fingerprint>,
}

impl TrustedCertificates {
    /// Believes the authorities of the system, given as DER. Those that cannot be read are left out, as the system's
    /// own programs leave them out.
    pub fn system(certificates: Vec<Vec<u8>>) -> TrustedCertificates {
        let mut system = RootCertStore::empty();
        system.add_parsable_certificates(certificates.into_iter().map(CertificateDer::from));
        TrustedCertificates { system: Arc::new(system), own: Arc::new(RootCertStore::empty()), pin: None }
    }

    /// Believes the authorities in a PEM file too. Of several those that are not valid at `now`, in milliseconds since
    /// the Unix epoch, are left out; if none is left, that is an error.
    pub fn and_own(self, pem: &[u8], now: i64) -> Result<TrustedCertificates, TrustError> {
        let mut own = RootCertStore::clone(&self.own);
        for certificate in read_pem(pem, now)? {
            // It was read before, so this can fail only for what the library does not support.
            own.add(certificate.1).map_err(|_| TrustError::Unreadable { number: certificate.0 })?;
        }
        Ok(TrustedCertificates { own: Arc::new(own), ..self })
    }

    /// Believes only the certificate with this fingerprint from now on, whoever signed it; no authority counts any more. Its
    /// dates and its names are judged all the same.
    #[must_use]
    pub fn and_pin(self, fingerprint: Fingerprint) -> TrustedCertificates {
        TrustedCertificates { pin: Some(fingerprint), ..self }
    }

    /// Returns whether one certificate is believed and no authority.
    pub(crate) fn has_pin(&self) -> bool {
        self.pin.is_some()
    }

    /// Returns what is believed of a host to which the pin does not belong.
    pub(crate) fn without_pin(&self) -> TrustedCertificates {
        TrustedCertificates { pin: None, ..self.clone() }
    }

    /// Returns how many authorities are believed: of the system, and of the admin.
    pub fn count(&self) -> (usize, usize) {
        (self.system.len(), self.own.len())
    }
}

/// Reads the valid certificates of a PEM file, each with its number from 1.
fn read_pem(pem: &[u8], now: i64) -> Result<Vec<(usize, CertificateDer<'static>)>, TrustError> {
    let mut sections = Vec::new();
    for section in <(SectionKind, Vec<u8>)>::pem_slice_iter(pem) {
        let (kind, der) = section.map_err(|_| TrustError::NotPem)?;
        if matches!(kind, SectionKind::PrivateKey | SectionKind::RsaPrivateKey | SectionKind::EcPrivateKey) {
            return Err(TrustError::HasKey);
        }
        sections.push((kind, der));
    }
    if is_encrypted_key(pem) {
        return Err(TrustError::HasKey);
    }
    if sections.is_empty() && !contains(pem, b"-----BEGIN ") {
        return Err(TrustError::NotPem);
    }
    let certificates = sections.into_iter().filter(|(kind, _)| *kind == SectionKind::Certificate);
    let seconds = u64::try_from(now / 1000).unwrap_or(0);
    let mut valid = Vec::new();
    let mut first_failure = None;
    let mut number = 0;
    for (_, der) in certificates {
        number += 1;
        let facts = certificate::read(&der).ok_or(TrustError::Unreadable { number })?;
        let failure = if facts.not_after < seconds {
            TrustError::Expired { subject: facts.subject, last_day: facts.last_day }
        } else if facts.not_before > seconds {
            TrustError::NotYetValid { subject: facts.subject, first_day: facts.first_day }
        } else {
            let certificate = CertificateDer::from(der);
            // Bundles name an authority more than once.
            if !valid.iter().any(|(_, known)| *known == certificate) {
                valid.push((number, certificate));
            }
            continue;
        };
        first_failure.get_or_insert(failure);
    }
    match (valid.is_empty(), first_failure) {
        (false, _) => Ok(valid),
        (true, Some(failure)) => Err(failure),
        (true, None) => Err(TrustError::NoCertificate),
    }
}

/// Returns whether a file holds a kind of key that the PEM reader passes over.
fn is_encrypted_key(pem: &[u8]) -> bool {
    contains(pem, b"PRIVATE KEY-----")
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

/// Checks a certificate exactly as rustls does, by our clock, and remembers what it saw: an error alone names neither
/// the authority nor the dates.
#[derive(Debug)]
pub(crate) struct Verifier {
    system: Option<Arc<WebPkiServerVerifier>>,
    own: Option<Arc<WebPkiServerVerifier>>,
    pin: Option<Fingerprint>,
    provider: Arc<CryptoProvider>,
    now: UnixTime,
    seen: Mutex<Option<PresentedCertificate>>,
}

impl Verifier {
    /// Makes the verifier of one connection.
    pub(crate) fn new(trusted: &TrustedCertificates, now: &Now) -> Verifier {
        let provider = Arc::new(ring::default_provider());
        let verifier = |roots: &Arc<RootCertStore>| {
            // It fails only without any authority; then nobody is believed.
            WebPkiServerVerifier::builder_with_provider(Arc::clone(roots), Arc::clone(&provider)).build().ok()
        };
        let seconds = u64::try_from(now() / 1000).unwrap_or(0);
        Verifier {
            system: verifier(&trusted.system),
            own: verifier(&trusted.own),
            pin: trusted.pin,
            now: UnixTime::since_unix_epoch(std::time::Duration::from_secs(seconds)),
            seen: Mutex::new(None),
            provider,
        }
    }

    /// Returns the certificate that the server presented.
    pub(crate) fn seen(&self) -> Option<PresentedCertificate> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Verifier {
    /// Asks the authorities, and says who of them knows the certificate.
    fn by_authorities(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
    ) -> (Result<ServerCertVerified, rustls::Error>, TrustedBy) {
        let verify = |verifier: &Option<Arc<WebPkiServerVerifier>>| match verifier {
            Some(verifier) => {
                verifier.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, self.now)
            }
            None => Err(rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer)),
        };
        let is_unknown = |result: &Result<_, rustls::Error>| {
            matches!(result, Err(rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer)))
        };
        let by_system = verify(&self.system);
        match by_system {
            Ok(verified) => (Ok(verified), TrustedBy::System),
            Err(_) => {
                let by_own = verify(&self.own);
                // The authority that knows the certificate says more about what is wrong with it.
                let result = if is_unknown(&by_own) { by_system } else { by_own };
                let trusted_by = if result.is_ok() { TrustedBy::Own } else { TrustedBy::Nobody };
                (result, trusted_by)
            }
        }
    }
}

/// Judges a certificate by a pin: it has to be that one, of these days and for this host. Who signed it is not asked.
fn by_pin(
    pinned: Fingerprint,
    end_entity: &CertificateDer<'_>,
    server_name: &ServerName<'_>,
    now: UnixTime,
) -> Result<ServerCertVerified, rustls::Error> {
    if Fingerprint::of(end_entity) != pinned {
        return Err(CertificateError::Other(OtherError(Arc::new(NotPinned { pinned }))).into());
    }
    let facts = certificate::read(end_entity).ok_or(CertificateError::BadEncoding)?;
    if now.as_secs() < facts.not_before {
        return Err(CertificateError::NotValidYet.into());
    }
    if now.as_secs() > facts.not_after {
        return Err(CertificateError::Expired.into());
    }
    if !facts.names.iter().any(|name| name == EVERY_HOST) {
        verify_server_name(&ParsedCertificate::try_from(end_entity)?, server_name)?;
    }
    Ok(ServerCertVerified::assertion())
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let (result, trusted_by) = match self.pin {
            Some(pin) => {
                let result = by_pin(pin, end_entity, server_name, self.now);
                let trusted_by = if result.is_ok() { TrustedBy::Pin } else { TrustedBy::Nobody };
                (result, trusted_by)
            }
            None => self.by_authorities(end_entity, intermediates, server_name, ocsp_response),
        };
        let chain: Vec<Vec<u8>> =
            std::iter::once(end_entity).chain(intermediates).map(|one| one.to_vec()).collect();
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) =
            certificate::presented(&chain, trusted_by);
        result
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
