//! A certificate that metadata brings.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use x509_cert::certificate::{CertificateInner, Raw};
use x509_cert::der::Decode as _;

/// A certificate with which an identity provider signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The certificate as PEM, lines of 64 characters, with a line end behind it.
    pub pem: String,
    /// Whom it is for, as RFC 4514 writes it: `CN=idp.example.com,O=Example`.
    pub subject: String,
    /// The instant from which it is valid, in seconds since the Unix epoch.
    pub not_before: u64,
    /// The last instant at which it is valid, in seconds since the Unix epoch.
    pub not_after: u64,
    /// The day of that instant, such as `2031-01-31`.
    pub last_day: String,
}

/// Reads the text of an `X509Certificate`: Base64 with any white space. `None` if it is no certificate.
pub(crate) fn read(text: &str) -> Option<Certificate> {
    let base64: String = text.split_ascii_whitespace().collect();
    let der = STANDARD.decode(&base64).ok()?;
    let certificate = CertificateInner::<Raw>::from_der(&der).ok()?;
    let body = certificate.tbs_certificate();
    let validity = body.validity();
    let last = validity.not_after.to_date_time();
    Some(Certificate {
        pem: pem(&STANDARD.encode(&der)),
        subject: body.subject().to_string(),
        not_before: validity.not_before.to_unix_duration().as_secs(),
        not_after: validity.not_after.to_unix_duration().as_secs(),
        last_day: format!("{:04}-{:02}-{:02}", last.year(), last.month(), last.day()),
    })
}

fn pem(base64: &str) -> String {
    let mut pem = "-----BEGIN CERTIFICATE-----\n".to_owned();
    for (place, character) in base64.chars().enumerate() {
        if place > 0 && place % 64 == 0 {
            pem.push('\n');
        }
        pem.push(character);
    }
    pem.push_str("\n-----END CERTIFICATE-----\n");
    pem
}
