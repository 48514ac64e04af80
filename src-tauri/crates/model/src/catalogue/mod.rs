//! The kinds of source that authentik's New Source list has, and the fields of their forms.
//!
//! Names, labels, groups, defaults and order are those of authentik's forms (`web/src/admin/sources`) and of its API
//! (the OpenAPI file of each [`Version`]). Labels and help texts are message ids here; their words are in the
//! catalogues of messages. To add a kind, a field or a version is to add rows here; a contract test holds the rows
//! against authentik's own OpenAPI files.

mod absent;
mod directory;
mod field;
mod fields;
mod login;
mod oauth;
mod paths;
mod provider;
mod providers;
mod version;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use specta::Type;

pub use absent::absent_in;
pub use field::{Default, Field, FieldKind, Group, Language, Renamed};
pub use paths::first_of;
pub use provider::{BaseProperties, Pkce, ProfileAuthentication, Provider, TokenAuthentication, Urls};
pub use version::{UnknownVersion, Version, Versions};

/// One entry of authentik's New Source list.
#[derive(Debug)]
pub struct SourceType {
    /// The short name, authentik's `provider_type` for OAuth sources: `wechat`.
    pub id: &'static str,
    /// The name in the list: `WeChat OAuth Source`.
    pub name: String,
    /// The web component that draws authentik's form: `ak-source-oauth-form`.
    pub component: &'static str,
    /// The protocol.
    pub protocol: Protocol,
    /// authentik's own description: `Social Login using WeChat.`
    pub description: &'static str,
    /// The model in a blueprint: `authentik_sources_oauth.oauthsource`.
    pub model: &'static str,
    /// The model of its property mappings: `authentik_sources_oauth.oauthsourcepropertymapping`.
    pub mapping_model: &'static str,
    /// The path of the icon that authentik shows where the source has none of its own.
    pub icon: String,
    /// The versions that know the kind.
    pub versions: Versions,
    /// What an OAuth provider type is made of; `None` for other protocols.
    pub provider: Option<&'static Provider>,
    /// The fields, in the order of the form.
    pub fields: Vec<Field>,
}

/// How authentik and the other side speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Protocol {
    /// OAuth 2, OpenID Connect, and WeChat's variety of it.
    OAuth,
    /// Kerberos.
    Kerberos,
    /// LDAP.
    Ldap,
    /// Plex's PIN login.
    Plex,
    /// SAML 2.
    Saml,
    /// SCIM 2.
    Scim,
    /// Telegram's login widget.
    Telegram,
}

impl Protocol {
    /// All protocols, in the order of authentik's New Source list.
    pub const ALL: [Protocol; 7] = [
        Protocol::OAuth,
        Protocol::Kerberos,
        Protocol::Ldap,
        Protocol::Plex,
        Protocol::Saml,
        Protocol::Scim,
        Protocol::Telegram,
    ];

    /// Returns the short name for machines: `oauth`, `ldap`.
    pub fn id(self) -> &'static str {
        match self {
            Protocol::OAuth => "oauth",
            Protocol::Kerberos => "kerberos",
            Protocol::Ldap => "ldap",
            Protocol::Plex => "plex",
            Protocol::Saml => "saml",
            Protocol::Scim => "scim",
            Protocol::Telegram => "telegram",
        }
    }

    /// Returns the protocol with a short name, in upper or lower case.
    pub fn find(id: &str) -> Option<Protocol> {
        Protocol::ALL.into_iter().find(|protocol| protocol.id().eq_ignore_ascii_case(id))
    }

    /// Returns the model of the property mappings that sources of this protocol take:
    /// `authentik_sources_oauth.oauthsourcepropertymapping`.
    pub fn mapping_model(self) -> &'static str {
        all().iter().find(|kind| kind.protocol == self).map_or("", |kind| kind.mapping_model)
    }

    /// Returns the name for people: `OAuth`, `LDAP`.
    pub fn name(self) -> &'static str {
        match self {
            Protocol::OAuth => "OAuth",
            Protocol::Kerberos => "Kerberos",
            Protocol::Ldap => "LDAP",
            Protocol::Plex => "Plex",
            Protocol::Saml => "SAML",
            Protocol::Scim => "SCIM",
            Protocol::Telegram => "Telegram",
        }
    }

    /// Returns whether the login page can show a button for such a source.
    pub fn has_login_button(self) -> bool {
        !matches!(self, Protocol::Ldap | Protocol::Scim)
    }
}

impl SourceType {
    /// Returns the field with an API name, that of a newer version included.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.is_called(name))
    }

    /// Returns the fields that a version's API has, in the order of the form.
    pub fn fields_of(&self, version: Version) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.versions.contains(version))
    }

    /// Returns the secret fields.
    pub fn secrets(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.is_secret())
    }
}

/// Returns every kind, in authentik's order, which is that of the names.
pub fn all() -> &'static [SourceType] {
    static KINDS: LazyLock<Vec<SourceType>> = LazyLock::new(|| {
        let mut kinds: Vec<SourceType> = providers::PROVIDERS.iter().map(oauth_kind).collect();
        kinds.extend([
            kind("kerberos", Protocol::Kerberos, "png", "Federate Kerberos realm with authentik", directory::kerberos()),
            kind(
                "ldap",
                Protocol::Ldap,
                "png",
                "Federate LDAP Directory with authentik, or create new accounts in LDAP.",
                directory::ldap(),
            ),
            kind("plex", Protocol::Plex, "svg", "Authenticate against plex.tv", login::plex()),
            kind(
                "saml",
                Protocol::Saml,
                "png",
                "Authenticate using an external SAML Identity Provider.",
                login::saml(),
            ),
            kind(
                "scim",
                Protocol::Scim,
                "png",
                "System for Cross-domain Identity Management Source, allows for\ncross-system user provisioning",
                directory::scim(),
            ),
            kind("telegram", Protocol::Telegram, "svg", "Log in with Telegram.", login::telegram()),
        ]);
        kinds.sort_by(|one, other| one.name.cmp(&other.name));
        kinds
    });
    &KINDS
}

/// Returns the kind with an id.
pub fn find(id: &str) -> Option<&'static SourceType> {
    all().iter().find(|kind| kind.id == id)
}

fn oauth_kind(provider: &'static Provider) -> SourceType {
    SourceType {
        id: provider.id,
        name: format!("{} OAuth Source", provider.name),
        component: oauth::COMPONENT,
        protocol: Protocol::OAuth,
        description: provider.description,
        model: oauth::MODEL,
        mapping_model: oauth::MAPPING_MODEL,
        icon: format!("/static/authentik/sources/{}.svg", provider.id),
        versions: oauth::versions(provider),
        provider: Some(provider),
        fields: oauth::fields(provider),
    }
}

/// Makes a kind that is the only one of its protocol.
fn kind(
    id: &'static str,
    protocol: Protocol,
    icon: &str,
    description: &'static str,
    fields: Vec<Field>,
) -> SourceType {
    let [component, model, mapping_model] = match protocol {
        Protocol::OAuth => [oauth::COMPONENT, oauth::MODEL, oauth::MAPPING_MODEL],
        Protocol::Kerberos => [
            "ak-source-kerberos-form",
            "authentik_sources_kerberos.kerberossource",
            "authentik_sources_kerberos.kerberossourcepropertymapping",
        ],
        Protocol::Ldap => [
            "ak-source-ldap-form",
            "authentik_sources_ldap.ldapsource",
            "authentik_sources_ldap.ldapsourcepropertymapping",
        ],
        Protocol::Plex => [
            "ak-source-plex-form",
            "authentik_sources_plex.plexsource",
            "authentik_sources_plex.plexsourcepropertymapping",
        ],
        Protocol::Saml => [
            "ak-source-saml-form",
            "authentik_sources_saml.samlsource",
            "authentik_sources_saml.samlsourcepropertymapping",
        ],
        Protocol::Scim => [
            "ak-source-scim-form",
            "authentik_sources_scim.scimsource",
            "authentik_sources_scim.scimsourcepropertymapping",
        ],
        Protocol::Telegram => [
            "ak-source-telegram-form",
            "authentik_sources_telegram.telegramsource",
            "authentik_sources_telegram.telegramsourcepropertymapping",
        ],
    };
    SourceType {
        id,
        name: format!("{} Source", protocol.name()),
        component,
        protocol,
        description,
        model,
        mapping_model,
        icon: format!("/static/authentik/sources/{id}.{icon}"),
        versions: Versions::ALL,
        provider: None,
        fields,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_field_has_its_default_among_its_choices() {
        for field in all().iter().flat_map(|kind| &kind.fields) {
            if let (FieldKind::Select(choices) | FieldKind::Radio(choices), Default::Text(default)) =
                (field.kind, field.default)
            {
                assert!(choices.contains(&default), "{}", field.name);
            }
        }
    }

    #[test]
    fn field_names_are_unique_within_a_kind_and_groups_stand_together() {
        for kind in all() {
            let mut names: Vec<_> = kind.fields.iter().map(|field| field.name).collect();
            names.sort_unstable();
            let n_names = names.len();
            names.dedup();
            assert_eq!(names.len(), n_names, "{}", kind.id);
            let mut groups: Vec<_> = kind.fields.iter().map(|field| field.group).collect();
            groups.dedup();
            let n_groups = groups.len();
            groups.sort_unstable();
            groups.dedup();
            assert_eq!(groups.len(), n_groups, "a group of {} is torn apart", kind.id);
        }
    }

    #[test]
    fn a_field_depends_on_another_of_its_kind() {
        for kind in all() {
            for field in &kind.fields {
                assert!(field.shown_when.is_none_or(|other| kind.field(other).is_some()), "{}", field.name);
            }
        }
    }

    #[test]
    fn there_are_twenty_three_kinds_and_azure_ad_ends_with_2026_5() {
        assert_eq!(all().len(), 23);
        let known = |version| all().iter().filter(|kind| kind.versions.contains(version)).count();
        assert_eq!(Version::ALL.map(known), [23, 23, 23, 22]);
        assert!(!find("azuread").unwrap().versions.contains(Version::V2026_8));
    }

    #[test]
    fn saml_calls_its_issuer_otherwise_since_2026_8() {
        let field = find("saml").unwrap().field("issuer_override").unwrap();
        assert_eq!(
            Version::ALL.map(|version| field.api_name(version)),
            ["issuer", "issuer", "issuer", "issuer_override"]
        );
    }
}
