//! What a provider publishes about itself, and which fields of a draft it fills.
//!
//! [`read`] takes an OpenID discovery document (OpenID Connect Discovery 1.0, section 3) or SAML metadata of identity
//! providers (SAML 2.0 Metadata, `EntityDescriptor` and `EntitiesDescriptor`). [`propose`] says what a draft would get
//! from it, field by field and with a reason, and changes nothing by itself.
//!
//! The input is a stranger's: text, depth and numbers are bounded, a document type declaration is refused, so that no
//! entity is ever expanded, and nothing is fetched.
//!
//! Deliberately not here: input and output, a clock, the checking of signatures (metadata is as trustworthy as the way
//! it came), SAML profiles beyond the browser's, and sentences for people: errors and reasons are codes with data.

mod certificate;
mod discovery;
mod error;
mod propose;
mod saml;
mod xml;

pub use certificate::Certificate;
pub use discovery::Provider;
pub use error::{MetadataError, NotMetadata};
pub use propose::{Note, Proposal, Proposals, Why, WrongKind, certificate_name, propose};
pub use saml::{Binding, Endpoint, IdentityProvider};

/// The most bytes that are read. Metadata of one provider has some ten thousand.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;

/// What a provider publishes about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Metadata {
    /// An OpenID provider.
    OpenId(Provider),
    /// SAML identity providers, at least one, in the order of the file.
    Saml(Vec<IdentityProvider>),
}

/// Reads a document of either sort; its first character tells which.
///
/// Bounds: 2 MB of text, 32 levels and 100,000 elements of XML, 128 levels of JSON, 128 XML namespaces at once, 1,000
/// identity providers.
pub fn read(text: &str) -> Result<Metadata, MetadataError> {
    if text.len() > MOST_BYTES {
        return Err(MetadataError::TooLarge { limit: MOST_BYTES });
    }
    let text = text.trim_start_matches('\u{feff}').trim();
    match text.chars().next() {
        Some('{') => discovery::read(text).map(Metadata::OpenId),
        Some('<') => saml::read(text).map(Metadata::Saml),
        _ => Err(MetadataError::NotMetadata { why: NotMetadata::NeitherSort }),
    }
}

#[cfg(test)]
mod tests;
