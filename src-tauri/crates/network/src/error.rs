//! Why there is no answer.

use std::io;
use std::net::{IpAddr, Ipv4Addr};

use rustls::{AlertDescription, CertificateError, OtherError};

use crate::fingerprint::Fingerprint;

/// Why there is no answer. It carries no text from outside, so no URL and no secret can travel in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NetworkError {
    /// Only `https`, and `http` to a literal loopback address, is spoken.
    #[error("the address is not https")]
    NotHttps,
    /// DNS has no such name.
    #[error("the host name does not exist")]
    NoSuchHost,
    /// DNS gave no usable answer.
    #[error("the host name cannot be looked up")]
    DnsFailed,
    /// The host's addresses are of this link only, as a cloud's metadata service has them.
    #[error("the host's address is of this link only")]
    LinkLocal(IpAddr),
    /// The host's addresses are a cloud's metadata service's.
    #[error("the host's address is a metadata service's")]
    Metadata(IpAddr),
    /// The host's addresses are of a private network or of this computer, and nobody has allowed that.
    #[error("the host's address is of a private network")]
    Private(IpAddr),
    /// Nothing listens.
    #[error("the connection was refused")]
    Refused,
    /// Nothing came in time.
    #[error("the host did not answer in time")]
    TimedOut,
    /// The connection was cut off.
    #[error("the connection was cut off")]
    Reset,
    /// There is no way there.
    #[error("there is no way to the host")]
    NoRoute,
    /// The proxy's setting cannot be understood.
    #[error("the proxy's setting cannot be understood")]
    ProxyUnusable,
    /// The proxy itself cannot be reached.
    #[error("the proxy cannot be reached")]
    ProxyUnreachable,
    /// The proxy does not let this host pass.
    #[error("the proxy refuses")]
    ProxyRefused,
    /// The proxy wants a name and a password, or others.
    #[error("the proxy wants a user name and a password")]
    ProxyAuthentication,
    /// The proxy answered with a page of its own.
    #[error("the proxy answered with a page of its own")]
    ProxyPage,
    /// The certificate's authority is not trusted.
    #[error("the certificate's issuer is not known")]
    UnknownIssuer,
    /// The same, and the authority is like that of a company's proxy.
    #[error("the certificate is a company proxy's")]
    Inspected,
    /// The certificate vouches for itself.
    #[error("the certificate is self-signed")]
    SelfSigned,
    /// Another certificate was pinned than the one presented, which the trace has. Whoever else trusts that does not count.
    #[error("the certificate is not the pinned one")]
    NotPinned {
        /// The fingerprint of the pinned one.
        pinned: Fingerprint,
    },
    /// The certificate has expired.
    #[error("the certificate has expired")]
    Expired,
    /// The certificate is not valid yet.
    #[error("the certificate is not valid yet")]
    NotYetValid,
    /// The certificate is for other names.
    #[error("the certificate is for other names")]
    WrongHost,
    /// The certificate was revoked.
    #[error("the certificate was revoked")]
    Revoked,
    /// Something else is wrong with the certificate.
    #[error("the certificate cannot be used")]
    BadCertificate,
    /// No version or cipher in common.
    #[error("no TLS version in common")]
    TlsVersion,
    /// The other side does not speak TLS.
    #[error("the other side does not speak TLS")]
    NotTls,
    /// TLS failed otherwise.
    #[error("the TLS handshake failed")]
    Handshake,
    /// The answer is not HTTP.
    #[error("the answer is not HTTP")]
    NotHttp,
    /// The answer is too large.
    #[error("the answer is larger than a megabyte")]
    TooLarge,
}

impl NetworkError {
    /// All of them.
    pub const ALL: [NetworkError; 29] = [
        NetworkError::NotHttps,
        NetworkError::NoSuchHost,
        NetworkError::DnsFailed,
        NetworkError::LinkLocal(IpAddr::V4(Ipv4Addr::new(169, 254, 169, 254))),
        NetworkError::Metadata(IpAddr::V4(Ipv4Addr::new(100, 100, 100, 200))),
        NetworkError::Private(IpAddr::V4(Ipv4Addr::LOCALHOST)),
        NetworkError::Refused,
        NetworkError::TimedOut,
        NetworkError::Reset,
        NetworkError::NoRoute,
        NetworkError::ProxyUnusable,
        NetworkError::ProxyUnreachable,
        NetworkError::ProxyRefused,
        NetworkError::ProxyAuthentication,
        NetworkError::ProxyPage,
        NetworkError::UnknownIssuer,
        NetworkError::Inspected,
        NetworkError::SelfSigned,
        NetworkError::NotPinned { pinned: Fingerprint::from_bytes([0; 32]) },
        NetworkError::Expired,
        NetworkError::NotYetValid,
        NetworkError::WrongHost,
        NetworkError::Revoked,
        NetworkError::BadCertificate,
        NetworkError::TlsVersion,
        NetworkError::NotTls,
        NetworkError::Handshake,
        NetworkError::NotHttp,
        NetworkError::TooLarge,
    ];

    /// Returns the key of the decoder.
    pub fn code(self) -> &'static str {
        match self {
            NetworkError::NotHttps => "not-https",
            NetworkError::NoSuchHost => "dns-no-such-host",
            NetworkError::DnsFailed => "dns-failed",
            NetworkError::LinkLocal(_) => "address-link-local",
            NetworkError::Metadata(_) => "address-metadata",
            NetworkError::Private(_) => "address-private",
            NetworkError::Refused => "connection-refused",
            NetworkError::TimedOut => "connection-timeout",
            NetworkError::Reset => "connection-reset",
            NetworkError::NoRoute => "no-route",
            NetworkError::ProxyUnusable => "proxy-unusable",
            NetworkError::ProxyUnreachable => "proxy-unreachable",
            NetworkError::ProxyRefused => "proxy-refused",
            NetworkError::ProxyAuthentication => "proxy-407",
            NetworkError::ProxyPage => "proxy-page",
            NetworkError::UnknownIssuer => "certificate-unknown-issuer",
            NetworkError::Inspected => "certificate-inspection",
            NetworkError::SelfSigned => "certificate-self-signed",
            NetworkError::NotPinned { .. } => "certificate-not-pinned",
            NetworkError::Expired => "certificate-expired",
            NetworkError::NotYetValid => "certificate-not-yet-valid",
            NetworkError::WrongHost => "certificate-wrong-host",
            NetworkError::Revoked => "certificate-revoked",
            NetworkError::BadCertificate => "certificate-unusable",
            NetworkError::TlsVersion => "tls-version",
            NetworkError::NotTls => "tls-not-tls",
            NetworkError::Handshake => "tls-handshake",
            NetworkError::NotHttp => "answer-not-http",
            NetworkError::TooLarge => "too-large",
        }
    }

    /// Returns the address that was not gone to.
    pub fn refused_address(self) -> Option<IpAddr> {
        match self {
            NetworkError::LinkLocal(address)
            | NetworkError::Metadata(address)
            | NetworkError::Private(address) => Some(address),
            _ => None,
        }
    }

    /// Returns whether nobody vouches for the certificate, though nothing else may be wrong with it: a person can compare it
    /// and pin it.
    pub fn is_untrusted(self) -> bool {
        matches!(self, NetworkError::UnknownIssuer | NetworkError::Inspected | NetworkError::SelfSigned)
    }

    /// Says what the system's error of a connection means.
    pub(crate) fn of_connection(error: &io::Error) -> NetworkError {
        match error.kind() {
            io::ErrorKind::ConnectionRefused => NetworkError::Refused,
            io::ErrorKind::TimedOut => NetworkError::TimedOut,
            io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::HostUnreachable
            | io::ErrorKind::AddrNotAvailable => NetworkError::NoRoute,
            _ => NetworkError::Reset,
        }
    }

    /// Returns which of two addresses' failures says more: that there is no way to an IPv6 address says nothing where the
    /// other address refuses.
    pub(crate) fn or_else(self, later: NetworkError) -> NetworkError {
        if self == NetworkError::NoRoute { later } else { self }
    }

    /// Says what an error of a look-up means. The systems tell a name that does not exist only by number or text.
    pub(crate) fn of_lookup(error: &io::Error) -> NetworkError {
        /// Windows: `WSAHOST_NOT_FOUND` and `WSANO_DATA`.
        const NOT_FOUND: [i32; 2] = [11001, 11004];
        let text = error.to_string().to_ascii_lowercase();
        let is_missing = ["not known", "no such host", "nodename nor servname", "no address associated"]
            .iter()
            .any(|words| text.contains(words));
        let is_numbered = error.raw_os_error().is_some_and(|number| NOT_FOUND.contains(&number));
        if is_missing || is_numbered { NetworkError::NoSuchHost } else { NetworkError::DnsFailed }
    }

    /// Says what an error of a handshake means.
    pub(crate) fn of_handshake(error: &io::Error) -> NetworkError {
        let tls = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
        let Some(tls) = tls else { return NetworkError::of_connection(error) };
        match tls {
            rustls::Error::InvalidCertificate(reason) => match reason {
                CertificateError::UnknownIssuer => NetworkError::UnknownIssuer,
                CertificateError::Expired | CertificateError::ExpiredContext { .. } => NetworkError::Expired,
                CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                    NetworkError::NotYetValid
                }
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                    NetworkError::WrongHost
                }
                CertificateError::Revoked => NetworkError::Revoked,
                CertificateError::Other(OtherError(why)) => match why.downcast_ref::<NotPinned>() {
                    Some(NotPinned { pinned }) => NetworkError::NotPinned { pinned: *pinned },
                    None => NetworkError::BadCertificate,
                },
                _ => NetworkError::BadCertificate,
            },
            rustls::Error::InvalidMessage(_) => NetworkError::NotTls,
            rustls::Error::PeerIncompatible(_)
            | rustls::Error::AlertReceived(AlertDescription::ProtocolVersion) => NetworkError::TlsVersion,
            _ => NetworkError::Handshake,
        }
    }
}

/// How the check of certificates tells the handshake's error that another certificate was pinned than the one presented.
#[derive(Debug, thiserror::Error)]
#[error("the certificate is not the pinned one")]
pub(crate) struct NotPinned {
    pub(crate) pinned: Fingerprint,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_does_not_exist_is_told_from_dns_that_does_not_answer() {
        for (text, expected) in [
            ("failed to lookup address information: Name or service not known", NetworkError::NoSuchHost),
            (
                "failed to lookup address information: nodename nor servname provided, or not known",
                NetworkError::NoSuchHost,
            ),
            (
                "failed to lookup address information: No address associated with hostname",
                NetworkError::NoSuchHost,
            ),
            (
                "failed to lookup address information: Temporary failure in name resolution",
                NetworkError::DnsFailed,
            ),
            ("anything else", NetworkError::DnsFailed),
        ] {
            assert_eq!(NetworkError::of_lookup(&std::io::Error::other(text)), expected, "{text}");
        }
    }

    #[test]
    fn of_several_addresses_the_failure_that_says_most_is_told() {
        use NetworkError::{NoRoute, Refused, TimedOut};
        for (failures, expected) in [
            ([NoRoute, Refused], Refused),
            ([Refused, NoRoute], Refused),
            ([TimedOut, Refused], TimedOut),
            ([NoRoute, NoRoute], NoRoute),
        ] {
            assert_eq!(failures.into_iter().reduce(NetworkError::or_else), Some(expected), "{failures:?}");
        }
    }
}
