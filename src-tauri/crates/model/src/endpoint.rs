//! The addresses that authentik makes for a source, for whoever is on the other side.
//!
//! Source: authentik's `urls.py` and `apps.py` of each kind (`mountpoint`). A prefix that a server has by
//! `AUTHENTIK_WEB__PATH` is not known here.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::callback::AuthentikHost;
use crate::catalogue::Protocol;
use crate::draft::Draft;

/// One address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Endpoint {
    /// What it is for; its words are the messages `endpoint-KIND` and `endpoint-KIND-about`.
    pub kind: EndpointKind,
    /// The address: a URL; for Telegram a bare host.
    pub value: String,
}

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum EndpointKind {
    /// Where an OAuth provider sends the browser back to.
    Callback,
    /// Where a login with the source begins.
    Login,
    /// Where a SAML identity provider posts its assertion.
    SamlAcs,
    /// What a SAML identity provider calls authentik.
    SamlEntityId,
    /// Where a SAML identity provider reads about authentik.
    SamlMetadata,
    /// Where a SAML identity provider logs out.
    SamlSlo,
    /// Where another system sends users and groups.
    ScimRoot,
    /// The domain that a Telegram bot is linked with.
    TelegramDomain,
}

impl EndpointKind {
    /// Every kind.
    pub const ALL: [EndpointKind; 8] = [
        EndpointKind::Callback,
        EndpointKind::Login,
        EndpointKind::SamlAcs,
        EndpointKind::SamlEntityId,
        EndpointKind::SamlMetadata,
        EndpointKind::SamlSlo,
        EndpointKind::ScimRoot,
        EndpointKind::TelegramDomain,
    ];

    /// Returns the name for machines: `saml-acs`.
    pub fn id(self) -> &'static str {
        match self {
            EndpointKind::Callback => "callback",
            EndpointKind::Login => "login",
            EndpointKind::SamlAcs => "saml-acs",
            EndpointKind::SamlEntityId => "saml-entity-id",
            EndpointKind::SamlMetadata => "saml-metadata",
            EndpointKind::SamlSlo => "saml-slo",
            EndpointKind::ScimRoot => "scim-root",
            EndpointKind::TelegramDomain => "telegram-domain",
        }
    }
}

/// Returns whether authentik makes addresses for sources of a protocol that somebody has to be told: none for LDAP, which
/// authentik calls, and none for Plex.
pub fn has_addresses(protocol: Protocol) -> bool {
    !matches!(protocol, Protocol::Plex | Protocol::Ldap)
}

/// Returns the addresses of a source on a host; none where [`has_addresses`] says so.
pub fn endpoints(draft: &Draft, host: &AuthentikHost) -> Vec<Endpoint> {
    let slug = &draft.slug;
    let at = |kind, path: String| Endpoint { kind, value: host.at(&path) };
    match draft.kind().map(|kind| kind.protocol) {
        Some(Protocol::OAuth) => vec![
            Endpoint { kind: EndpointKind::Callback, value: host.callback_url(slug) },
            Endpoint { kind: EndpointKind::Login, value: host.login_url(slug) },
        ],
        Some(Protocol::Saml) => {
            let metadata = at(EndpointKind::SamlMetadata, format!("source/saml/{slug}/metadata/"));
            // authentik takes the metadata URL where the source names no issuer (`SAMLSource.get_issuer`).
            let issuer = draft.text("issuer");
            let entity_id = match issuer {
                "" => metadata.value.clone(),
                issuer => issuer.to_owned(),
            };
            let mut all = vec![at(EndpointKind::SamlAcs, format!("source/saml/{slug}/acs/"))];
            // What only a server can resolve is not known here.
            if !draft.is_tagged("issuer") {
                all.push(Endpoint { kind: EndpointKind::SamlEntityId, value: entity_id });
            }
            all.extend([
                metadata,
                at(EndpointKind::SamlSlo, format!("source/saml/{slug}/slo/")),
                at(EndpointKind::Login, format!("source/saml/{slug}/")),
            ]);
            all
        }
        Some(Protocol::Scim) => vec![at(EndpointKind::ScimRoot, format!("source/scim/{slug}/v2"))],
        Some(Protocol::Telegram) => vec![
            Endpoint { kind: EndpointKind::TelegramDomain, value: host.domain().to_owned() },
            at(EndpointKind::Login, format!("source/telegram/{slug}/start/")),
        ],
        Some(Protocol::Kerberos) => vec![at(EndpointKind::Login, format!("source/kerberos/{slug}/"))],
        Some(Protocol::Plex | Protocol::Ldap) | None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{DraftId, FieldValue};

    fn addresses(source_type: &str, change: impl FnOnce(&mut Draft)) -> Vec<(&'static str, String)> {
        let mut draft = Draft::new(DraftId::from_random([1; 16]), source_type, "Name", "work").unwrap();
        change(&mut draft);
        let host = AuthentikHost::parse("auth.example.com").unwrap();
        endpoints(&draft, &host).into_iter().map(|endpoint| (endpoint.kind.id(), endpoint.value)).collect()
    }

    #[test]
    fn saml_is_known_by_its_metadata_url_unless_the_source_names_an_issuer() {
        let expected = [
            ("saml-acs", "https://auth.example.com/source/saml/work/acs/"),
            ("saml-entity-id", "https://auth.example.com/source/saml/work/metadata/"),
            ("saml-metadata", "https://auth.example.com/source/saml/work/metadata/"),
            ("saml-slo", "https://auth.example.com/source/saml/work/slo/"),
            ("login", "https://auth.example.com/source/saml/work/"),
        ]
        .map(|(kind, value)| (kind, value.to_owned()));
        assert_eq!(addresses("saml", |_| ()), expected);
        assert_eq!(addresses("saml", |draft| draft.set("issuer", "urn:work").unwrap())[1].1, "urn:work");
        let tagged = FieldValue::Tagged { yaml: "!Env ISSUER".to_owned() };
        let kinds = addresses("saml", |draft| drop(draft.values.insert("issuer".to_owned(), tagged)));
        assert!(kinds.iter().all(|(kind, _)| *kind != "saml-entity-id"));
    }

    #[test]
    fn a_kind_is_said_to_have_addresses_if_it_has_some() {
        for kind in crate::catalogue::all() {
            assert_eq!(has_addresses(kind.protocol), !addresses(kind.id, |_| ()).is_empty(), "{}", kind.id);
        }
    }

    #[test]
    fn each_kind_has_the_addresses_that_authentik_makes() {
        for (source_type, expected) in [
            (
                "google",
                vec![
                    ("callback", "https://auth.example.com/source/oauth/callback/work/"),
                    ("login", "https://auth.example.com/source/oauth/login/work/"),
                ],
            ),
            ("scim", vec![("scim-root", "https://auth.example.com/source/scim/work/v2")]),
            (
                "telegram",
                vec![
                    ("telegram-domain", "auth.example.com"),
                    ("login", "https://auth.example.com/source/telegram/work/start/"),
                ],
            ),
            ("kerberos", vec![("login", "https://auth.example.com/source/kerberos/work/")]),
            ("ldap", vec![]),
            ("plex", vec![]),
        ] {
            let expected: Vec<_> =
                expected.into_iter().map(|(kind, value)| (kind, value.to_owned())).collect();
            assert_eq!(addresses(source_type, |_| ()), expected, "{source_type}");
        }
    }
}
