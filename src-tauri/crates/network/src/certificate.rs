//! What a certificate says of itself, in words that a person can compare.

use serde::{Deserialize, Serialize};
use specta::Type;
use x509_cert::certificate::{CertificateInner, Raw};
use x509_cert::der::Decode as _;
use x509_cert::ext::pkix::SubjectAltName;
use x509_cert::ext::pkix::name::GeneralName;

use crate::fingerprint::Fingerprint;

/// How many names of a certificate are kept; some have hundreds.
const MOST_NAMES: usize = 20;
/// How many characters of each text are kept. A stranger wrote them.
const LONGEST: usize = 200;

/// Words in the names of authorities that take TLS apart on its way: the makers of such proxies and firewalls, and
/// what companies call their own. In small letters.
const INSPECTORS: [&str; 36] = [
    "zscaler",
    "fortinet",
    "fortigate",
    "palo alto",
    "netskope",
    "blue coat",
    "bluecoat",
    "mcafee",
    "skyhigh",
    "umbrella",
    "sophos",
    "check point",
    "checkpoint",
    "kaspersky",
    "bitdefender",
    "eset ",
    "avast",
    "avg ",
    "barracuda",
    "forcepoint",
    "websense",
    "watchguard",
    "sonicwall",
    "squid",
    "mitmproxy",
    "charles proxy",
    "fiddler",
    "portswigger",
    "sangfor",
    "深信服",
    "proxy",
    "inspection",
    "interception",
    "firewall",
    "egress",
    "gateway",
];

/// A certificate that a server presented.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PresentedCertificate {
    /// Whom it is for, as RFC 4514 writes it.
    pub subject: String,
    /// Who signed it.
    pub issuer: String,
    /// Who signed the last certificate that the server sent with it: the authority that has to be trusted.
    pub authority: String,
    /// The names and addresses that it is valid for, at most twenty.
    pub names: Vec<String>,
    /// The first day on which it is valid, such as `2026-01-31`, in UTC.
    pub first_day: String,
    /// The last day on which it is valid.
    pub last_day: String,
    /// The fingerprint of the certificate itself, by which people compare it.
    #[specta(type = String)]
    pub fingerprint: Fingerprint,
    /// Why it is trusted.
    pub trusted_by: TrustedBy,
    /// Whether the authority's name is like that of a company's proxy or firewall that looks into TLS.
    pub is_like_inspection: bool,
}

/// Why a certificate is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum TrustedBy {
    /// The system trusts its authority.
    System,
    /// The admin added its authority.
    Own,
    /// A person compared this very certificate, and pinned it.
    Pin,
    /// It is not trusted.
    Nobody,
}

/// What is read of any certificate.
pub(crate) struct Facts {
    pub(crate) subject: String,
    pub(crate) issuer: String,
    pub(crate) names: Vec<String>,
    pub(crate) first_day: String,
    pub(crate) last_day: String,
    /// In seconds since the Unix epoch.
    pub(crate) not_before: u64,
    pub(crate) not_after: u64,
}

/// Reads a certificate. `None`: it is none.
pub(crate) fn read(der: &[u8]) -> Option<Facts> {
    let certificate = CertificateInner::<Raw>::from_der(der).ok()?;
    let body = certificate.tbs_certificate();
    let validity = body.validity();
    let day = |time: &x509_cert::time::Time| {
        let date = time.to_date_time();
        format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    };
    let names = match body.get_extension::<SubjectAltName>() {
        Ok(Some((_, names))) => names.0.iter().filter_map(name).take(MOST_NAMES).collect(),
        _ => Vec::new(),
    };
    Some(Facts {
        subject: short(&body.subject().to_string()),
        issuer: short(&body.issuer().to_string()),
        names,
        first_day: day(&validity.not_before),
        last_day: day(&validity.not_after),
        not_before: validity.not_before.to_unix_duration().as_secs(),
        not_after: validity.not_after.to_unix_duration().as_secs(),
    })
}

/// Describes the chain that a server sent, its own certificate first.
pub(crate) fn presented(chain: &[Vec<u8>], trusted_by: TrustedBy) -> Option<PresentedCertificate> {
    let der = chain.first()?;
    let own = read(der)?;
    let authority =
        chain.last().and_then(|last| read(last)).map_or_else(|| own.issuer.clone(), |last| last.issuer);
    let is_like_inspection = is_inspector(&authority) || is_inspector(&own.issuer);
    Some(PresentedCertificate {
        subject: own.subject,
        issuer: own.issuer,
        authority,
        names: own.names,
        first_day: own.first_day,
        last_day: own.last_day,
        fingerprint: Fingerprint::of(der),
        trusted_by,
        is_like_inspection,
    })
}

/// Returns whether an authority's name is like that of a proxy that looks into TLS.
pub(crate) fn is_inspector(authority: &str) -> bool {
    let authority = format!("{} ", authority.to_lowercase());
    INSPECTORS.iter().any(|word| authority.contains(word))
}

fn name(name: &GeneralName) -> Option<String> {
    match name {
        GeneralName::DnsName(name) => Some(short(name.as_str())),
        GeneralName::IpAddress(bytes) => match *bytes.as_bytes() {
            [a, b, c, d] => Some(std::net::Ipv4Addr::new(a, b, c, d).to_string()),
            ref bytes => {
                <[u8; 16]>::try_from(bytes).ok().map(|bytes| std::net::Ipv6Addr::from(bytes).to_string())
            }
        },
        _ => None,
    }
}

/// Cuts a stranger's text, and takes out what could change how the text around it is shown.
fn short(text: &str) -> String {
    let is_plain = |character: &char| {
        !character.is_control()
            && !matches!(*character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(is_plain).take(LONGEST).collect()
}
