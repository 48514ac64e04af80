//! SAML metadata of identity providers.

use crate::certificate::{self, Certificate};
use crate::error::{MetadataError, NotMetadata};
use crate::xml::{self, Element};

const METADATA: &str = "urn:oasis:names:tc:SAML:2.0:metadata";
const SIGNATURE: &str = "http://www.w3.org/2000/09/xmldsig#";
const SAML_2: &str = "urn:oasis:names:tc:SAML:2.0:protocol";

/// A federation of universities has some thousand, in a file far larger than is read.
const MOST_PROVIDERS: usize = 1_000;

/// A SAML 2.0 identity provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityProvider {
    /// Who it is.
    pub entity_id: String,
    /// Where a login begins, by binding; those of other bindings than the browser's are left out.
    pub single_sign_on: Vec<Endpoint>,
    /// Where a logout begins, likewise.
    pub single_logout: Vec<Endpoint>,
    /// The formats of the name by which it knows a user.
    pub name_id_formats: Vec<String>,
    /// Whether it insists on signed requests.
    pub wants_signed_requests: bool,
    /// The certificates with which it signs, none of them twice.
    pub certificates: Vec<Certificate>,
    /// How many certificates could not be read.
    pub n_unreadable_certificates: usize,
}

/// A URL and how the browser carries a message there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// How.
    pub binding: Binding,
    /// Where.
    pub location: String,
}

/// How a browser carries a SAML message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// In the address: HTTP-Redirect.
    Redirect,
    /// In a form: HTTP-POST.
    Post,
}

pub(crate) fn read(text: &str) -> Result<Vec<IdentityProvider>, MetadataError> {
    let root = xml::read(text)?;
    if !root.is(METADATA, "EntityDescriptor") && !root.is(METADATA, "EntitiesDescriptor") {
        return Err(MetadataError::NotMetadata { why: NotMetadata::NoEntity });
    }
    let mut entities = Vec::new();
    root.find(METADATA, "EntityDescriptor", &mut entities);
    let providers: Vec<IdentityProvider> = entities.into_iter().filter_map(provider).collect();
    match providers.len() {
        0 => Err(MetadataError::NotMetadata { why: NotMetadata::NoIdentityProvider }),
        1..=MOST_PROVIDERS => Ok(providers),
        _ => Err(MetadataError::TooLarge { limit: MOST_PROVIDERS }),
    }
}

/// Returns the identity provider that an entity is; `None` if it is none, or only one of SAML 1.
fn provider(entity: &Element) -> Option<IdentityProvider> {
    let speaks_saml_2 = |role: &&Element| {
        let protocols = role.attribute("protocolSupportEnumeration").unwrap_or(SAML_2);
        protocols.split_ascii_whitespace().any(|protocol| protocol == SAML_2)
    };
    let role = entity.children(METADATA, "IDPSSODescriptor").find(speaks_saml_2)?;
    let mut certificates: Vec<Certificate> = Vec::new();
    let mut n_unreadable_certificates = 0;
    for text in signing_certificates(role) {
        match certificate::read(text) {
            Some(certificate) if certificates.iter().any(|known| known.pem == certificate.pem) => {}
            Some(certificate) => certificates.push(certificate),
            None => n_unreadable_certificates += 1,
        }
    }
    let formats = role.children(METADATA, "NameIDFormat").map(|format| format.text().to_owned());
    Some(IdentityProvider {
        entity_id: entity.attribute("entityID").unwrap_or_default().trim().to_owned(),
        single_sign_on: endpoints(role, "SingleSignOnService"),
        single_logout: endpoints(role, "SingleLogoutService"),
        name_id_formats: formats.filter(|format| !format.is_empty()).collect(),
        wants_signed_requests: matches!(role.attribute("WantAuthnRequestsSigned"), Some("true" | "1")),
        certificates,
        n_unreadable_certificates,
    })
}

/// A key without a use is for both (SAML 2.0 Metadata, section 2.4.1.1).
fn signing_certificates(role: &Element) -> impl Iterator<Item = &str> {
    let keys = role.children(METADATA, "KeyDescriptor");
    keys.filter(|key| key.attribute("use") != Some("encryption"))
        .flat_map(|key| key.children(SIGNATURE, "KeyInfo"))
        .flat_map(|information| information.children(SIGNATURE, "X509Data"))
        .flat_map(|data| data.children(SIGNATURE, "X509Certificate"))
        .map(Element::text)
}

fn endpoints(role: &Element, name: &str) -> Vec<Endpoint> {
    let endpoint = |service: &Element| {
        let binding = match service.attribute("Binding")?.trim() {
            "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" => Binding::Redirect,
            "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" => Binding::Post,
            _ => return None,
        };
        Some(Endpoint { binding, location: service.attribute("Location")?.trim().to_owned() })
    };
    role.children(METADATA, name).filter_map(endpoint).collect()
}
