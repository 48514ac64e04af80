//! What a draft would get from metadata, plain enough for JSON and TypeScript.

use std::collections::BTreeMap;

use desk_metadata::{Certificate, Note, Proposal, Why};
use desk_model::{Draft, FieldValue};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::present;
use crate::drafts::rfc3339;

/// What a draft would get from a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PrefillView {
    /// What [`Desk::prefill`](crate::Desk::prefill) takes.
    pub reading: String,
    /// The document's path.
    pub file: String,
    /// What it is: `openid` or `saml`.
    pub sort: String,
    /// The providers in it.
    pub providers: Vec<ProviderView>,
    /// Which provider and certificate the rest is about.
    pub place: PrefillPlace,
    /// The certificates with which the provider signs.
    pub certificates: Vec<CertificateView>,
    /// The fields that would change.
    pub changes: Vec<PrefillChange>,
    /// The fields that have the proposed value already, by API name.
    pub same: Vec<String>,
    /// What the document says beyond the fields.
    pub notes: Vec<NoteView>,
}

/// One provider of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ProviderView {
    /// Its issuer or entity ID.
    pub entity: String,
    /// The place of the certificate that is chosen at first.
    pub certificate: Option<u32>,
}

/// A place in a document, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct PrefillPlace {
    /// Which provider.
    pub provider: u32,
    /// Which of its certificates the source shall verify with; `None`: none of them.
    pub certificate: Option<u32>,
}

/// What the person takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct PrefillChoice {
    /// From where.
    pub place: PrefillPlace,
    /// The fields, by API name.
    pub fields: Vec<String>,
}

/// One field that would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PrefillChange {
    /// The field's API name.
    pub field: String,
    /// The value that it has; `None`: none.
    pub before: Option<FieldValue>,
    /// The value that it would have.
    pub after: FieldValue,
    /// Where the value is from: the message `prefill-why-…` says it.
    pub why: String,
    /// Whether it is taken unless the person says otherwise.
    pub is_advised: bool,
}

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CertificateView {
    /// The name that it would have on the server.
    pub name: String,
    /// Whom it is for.
    pub subject: String,
    /// From when it is valid, RFC 3339.
    pub not_before: String,
    /// Until when it is valid, RFC 3339.
    pub not_after: String,
    /// Whether it is valid now.
    pub state: CertificateState,
    /// The certificate as PEM.
    pub pem: String,
}

/// Whether a certificate is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum CertificateState {
    /// It is.
    Valid,
    /// Not yet.
    NotYet,
    /// Not any more.
    Expired,
}

/// What a document says beyond the fields of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NoteView {
    /// The message `prefill-note-…` says it.
    pub code: String,
    /// What the message needs.
    pub arguments: BTreeMap<String, String>,
}

impl CertificateState {
    pub(super) fn of(certificate: &Certificate, now: i64) -> CertificateState {
        let now = u64::try_from(now / 1000).unwrap_or_default();
        if now < certificate.not_before {
            CertificateState::NotYet
        } else if now > certificate.not_after {
            CertificateState::Expired
        } else {
            CertificateState::Valid
        }
    }

    /// Returns the name for machines, such as `not-yet`.
    pub fn id(self) -> &'static str {
        match self {
            CertificateState::Valid => "valid",
            CertificateState::NotYet => "not-yet",
            CertificateState::Expired => "expired",
        }
    }
}

impl CertificateView {
    pub(super) fn of(certificate: &Certificate, name: String, now: i64) -> CertificateView {
        let instant = |seconds: u64| rfc3339(i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(1000));
        CertificateView {
            name,
            subject: certificate.subject.clone(),
            not_before: instant(certificate.not_before),
            not_after: instant(certificate.not_after),
            state: CertificateState::of(certificate, now),
            pem: certificate.pem.clone(),
        }
    }
}

impl PrefillChange {
    pub(super) fn of(draft: &Draft, proposal: &Proposal) -> PrefillChange {
        let why = match proposal.why {
            Why::Said => "said",
            Why::OwnProfile => "own-profile",
            Why::WellKnown => "well-known",
            Why::PkceS256 => "pkce-s256",
            Why::PkceNone => "pkce-none",
            Why::Authentication => "authentication",
            Why::Binding => "binding",
            Why::NameId => "name-id",
            Why::Certificate => "certificate",
        };
        PrefillChange {
            field: proposal.field.clone(),
            before: present(draft, &proposal.field),
            after: proposal.value.clone(),
            why: why.to_owned(),
            is_advised: proposal.is_advised,
        }
    }
}

impl NoteView {
    pub(super) fn of(note: &Note) -> NoteView {
        let (code, argument) = match note {
            Note::NoSecretAuthentication => ("no-secret-authentication", None),
            Note::NoCode => ("no-code", None),
            Note::ScopesMissing(scopes) => ("scopes-missing", Some(("scopes", scopes.join(", ")))),
            Note::WantsSignedRequests => ("wants-signed-requests", None),
            Note::NoSingleSignOn => ("no-single-sign-on", None),
            Note::NoKnownNameId => ("no-known-name-id", None),
            Note::UnreadableCertificates(count) => {
                ("unreadable-certificates", Some(("count", count.to_string())))
            }
            Note::SeveralCertificates(count) => ("several-certificates", Some(("count", count.to_string()))),
            Note::NoCertificate => ("no-certificate", None),
            Note::NotAUrl(field) => ("not-a-url", Some(("field", field.clone()))),
        };
        let arguments = argument.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        NoteView { code: code.to_owned(), arguments }
    }
}
