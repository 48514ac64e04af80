//! The models that the fake keeps, and their fields, which are authentik's own: they are read from the OpenAPI file.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::Value;

use super::openapi;

/// What a model is, as far as lists and lookups go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Source,
    Mapping,
    Stage,
}

/// A model.
#[derive(Debug, PartialEq)]
pub(crate) struct Model {
    pub(crate) sort: Sort,
    /// What it is called in a path: `oauth` in `/sources/oauth/`.
    pub(crate) kind: &'static str,
    pub(crate) app: &'static str,
    /// The name in lower case, as in a blueprint.
    pub(crate) name: &'static str,
    /// The name of the class, as in an error.
    pub(crate) class: &'static str,
    pub(crate) component: &'static str,
    pub(crate) verbose: &'static str,
    pub(crate) plural: &'static str,
    /// What the database stores if the request says nothing, as JSON.
    defaults: &'static str,
}

impl Model {
    /// `authentik_sources_oauth.oauthsource`.
    pub(crate) fn label(&self) -> String {
        format!("{}.{}", self.app, self.name)
    }

    /// The schema of a request that creates one.
    pub(crate) fn schema(&self) -> String {
        format!("{}Request", self.class)
    }

    /// The fields in a version such as `2026.5.0`, in the serializer's order.
    pub(crate) fn fields(&self, version: &str) -> &'static [Field] {
        FIELDS.get(&(file_of(version), self.class)).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn field(&self, version: &str, name: &str) -> Option<&'static Field> {
        self.fields(version).iter().find(|field| field.name == name)
    }

    /// What the database of a version stores if the request says nothing.
    pub(crate) fn defaults(&self, version: &str) -> serde_json::Map<String, Value> {
        let common = match self.sort {
            Sort::Source => COMMON_DEFAULTS,
            Sort::Mapping => r#"{"managed": null}"#,
            Sort::Stage => "{}",
        };
        let mut defaults = object(common);
        let own = object(self.defaults).into_iter();
        defaults.extend(own.filter(|(name, _)| self.field(version, name).is_some()));
        defaults
    }
}

fn object(json: &str) -> serde_json::Map<String, Value> {
    match serde_json::from_str(json) {
        Ok(Value::Object(map)) => map,
        _ => serde_json::Map::new(),
    }
}

const COMMON_DEFAULTS: &str = r#"{"enabled": true, "promoted": false, "authentication_flow": null,
    "enrollment_flow": null, "user_property_mappings": [], "group_property_mappings": [],
    "policy_engine_mode": "any", "user_matching_mode": "identifier", "managed": null,
    "user_path_template": "goauthentik.io/sources/%(slug)s", "icon": ""}"#;

macro_rules! source {
    ($kind:literal, $app:literal, $name:literal, $class:literal, $verbose:literal, $defaults:expr) => {
        Model {
            sort: Sort::Source,
            kind: $kind,
            app: $app,
            name: $name,
            class: $class,
            component: concat!("ak-source-", $kind, "-form"),
            verbose: concat!($verbose, " Source"),
            plural: concat!($verbose, " Sources"),
            defaults: $defaults,
        }
    };
}

macro_rules! mapping {
    ($kind:literal, $app:literal, $name:literal, $class:literal, $verbose:literal) => {
        Model {
            sort: Sort::Mapping,
            kind: $kind,
            app: $app,
            name: $name,
            class: $class,
            component: concat!("ak-property-mapping-source-", $kind, "-form"),
            verbose: concat!($verbose, " Source Property Mapping"),
            plural: concat!($verbose, " Source Property Mappings"),
            defaults: "{}",
        }
    };
}

/// Every model that can be written. Defaults: recorded for OAuth, from authentik's `sources/*/models.py` for the others.
pub(crate) static MODELS: &[Model] = &[
    source!(
        "oauth",
        "authentik_sources_oauth",
        "oauthsource",
        "OAuthSource",
        "OAuth",
        r#"{"group_matching_mode": "identifier", "request_token_url": null, "authorization_url": null,
            "access_token_url": null, "profile_url": null, "pkce": "none", "additional_scopes": "",
            "oidc_well_known_url": "", "oidc_jwks_url": "", "oidc_jwks": {},
            "authorization_code_auth_method": "basic_auth"}"#
    ),
    source!(
        "saml",
        "authentik_sources_saml",
        "samlsource",
        "SAMLSource",
        "SAML",
        r#"{"group_matching_mode": "identifier", "issuer": "", "slo_url": null, "allow_idp_initiated": false,
            "force_authn": false, "issuer_override": "", "name_id_policy": "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
            "binding_type": "REDIRECT", "verification_kp": null, "signing_kp": null, "encryption_kp": null,
            "digest_algorithm": "http://www.w3.org/2001/04/xmlenc#sha256",
            "signature_algorithm": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            "temporary_user_delete_after": "days=1", "signed_assertion": true, "signed_response": false}"#
    ),
    source!(
        "ldap",
        "authentik_sources_ldap",
        "ldapsource",
        "LDAPSource",
        "LDAP",
        r#"{"peer_certificate": null, "client_certificate": null, "bind_cn": "", "bind_password": "",
            "start_tls": false, "sni": false, "additional_user_dn": "", "additional_group_dn": "",
            "user_object_filter": "(objectClass=person)", "group_object_filter": "(objectClass=group)",
            "group_membership_field": "member", "user_membership_attribute": "distinguishedName",
            "object_uniqueness_field": "objectSid", "password_login_update_internal_password": false,
            "sync_users": true, "sync_users_password": true, "sync_groups": true, "sync_parent_group": null,
            "lookup_groups_from_user": false, "delete_not_found_objects": false, "sync_group_hierarchy": false,
            "sync_outgoing_trigger_mode": "deferred_end"}"#
    ),
    source!(
        "kerberos",
        "authentik_sources_kerberos",
        "kerberossource",
        "KerberosSource",
        "Kerberos",
        r#"{"group_matching_mode": "identifier", "krb5_conf": "", "kadmin_type": "MIT", "sync_users": false,
            "sync_users_password": true, "sync_principal": "", "sync_password": "", "sync_keytab": "",
            "sync_ccache": "", "spnego_server_name": "", "spnego_keytab": "", "spnego_ccache": "",
            "password_login_update_internal_password": false, "sync_outgoing_trigger_mode": "deferred_end"}"#
    ),
    source!(
        "plex",
        "authentik_sources_plex",
        "plexsource",
        "PlexSource",
        "Plex",
        r#"{"group_matching_mode": "identifier", "client_id": "fakefakefakefakefakefakefakefakefakefake",
            "allowed_servers": [], "allow_friends": true}"#
    ),
    source!("scim", "authentik_sources_scim", "scimsource", "SCIMSource", "SCIM", "{}"),
    source!(
        "telegram",
        "authentik_sources_telegram",
        "telegramsource",
        "TelegramSource",
        "Telegram",
        r#"{"request_message_access": false}"#
    ),
    mapping!(
        "oauth",
        "authentik_sources_oauth",
        "oauthsourcepropertymapping",
        "OAuthSourcePropertyMapping",
        "OAuth"
    ),
    mapping!(
        "saml",
        "authentik_sources_saml",
        "samlsourcepropertymapping",
        "SAMLSourcePropertyMapping",
        "SAML"
    ),
    mapping!(
        "ldap",
        "authentik_sources_ldap",
        "ldapsourcepropertymapping",
        "LDAPSourcePropertyMapping",
        "LDAP"
    ),
    mapping!(
        "kerberos",
        "authentik_sources_kerberos",
        "kerberossourcepropertymapping",
        "KerberosSourcePropertyMapping",
        "Kerberos"
    ),
    mapping!(
        "plex",
        "authentik_sources_plex",
        "plexsourcepropertymapping",
        "PlexSourcePropertyMapping",
        "Plex"
    ),
    mapping!(
        "scim",
        "authentik_sources_scim",
        "scimsourcepropertymapping",
        "SCIMSourcePropertyMapping",
        "SCIM"
    ),
    mapping!(
        "telegram",
        "authentik_sources_telegram",
        "telegramsourcepropertymapping",
        "TelegramSourcePropertyMapping",
        "Telegram"
    ),
    Model {
        sort: Sort::Stage,
        kind: "identification",
        app: "authentik_stages_identification",
        name: "identificationstage",
        class: "IdentificationStage",
        component: "ak-stage-identification-form",
        verbose: "Identification Stage",
        plural: "Identification Stages",
        defaults: r#"{"user_fields": [], "password_stage": null, "captcha_stage": null,
            "case_insensitive_matching": true, "show_matched_user": true, "enrollment_flow": null,
            "recovery_flow": null, "passwordless_flow": null, "sources": [], "show_source_labels": false,
            "pretend_user_exists": true, "enable_remember_me": false, "webauthn_stage": null}"#,
    },
    Model {
        sort: Sort::Stage,
        kind: "source",
        app: "authentik_stages_source",
        name: "sourcestage",
        class: "SourceStage",
        component: "ak-stage-source-form",
        verbose: "Source Stage",
        plural: "Source Stages",
        defaults: r#"{"resume_timeout": "minutes=10", "resume_on_match_failures": []}"#,
    },
];

/// The built-in source is of the base class, which no request and no blueprint can write.
pub(crate) static BASE_SOURCE: Model = Model {
    sort: Sort::Source,
    kind: "",
    app: "authentik_core",
    name: "source",
    class: "Source",
    component: "",
    verbose: "source",
    plural: "sources",
    defaults: "{}",
};

pub(crate) fn find(sort: Sort, kind: &str) -> Option<&'static Model> {
    MODELS.iter().find(|model| model.sort == sort && model.kind == kind)
}

/// What a related field names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    Flow,
    Mapping,
    Source,
    Stage,
    Certificate,
    Group,
}

/// What a field takes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    Text { may_be_blank: bool, longest: Option<usize>, is_slug: bool, is_url: bool },
    Switch,
    Choice(Vec<String>),
    Related(Target),
    RelatedList(Target),
    Choices(Vec<String>),
    Texts,
    Object,
}

/// A field that a request may carry.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) shape: Shape,
    pub(crate) is_required: bool,
    pub(crate) may_be_null: bool,
    pub(crate) is_write_only: bool,
}

/// The fields of each class in each version.
static FIELDS: LazyLock<HashMap<(&'static str, &'static str), Vec<Field>>> = LazyLock::new(|| {
    let of_version = |version: &'static str| {
        let of_model = move |model: &'static Model| {
            ((version, model.class), fields(openapi::schemas(version), &model.schema()))
        };
        MODELS.iter().map(of_model)
    };
    openapi::VERSIONS.into_iter().flat_map(of_version).collect()
});

/// Returns the OpenAPI file that is nearest to a version: its own, or that of 2026.5.
fn file_of(version: &str) -> &'static str {
    let is_of = |file: &&str| version == *file || version.starts_with(&format!("{file}."));
    openapi::VERSIONS.into_iter().find(is_of).unwrap_or("2026.5")
}

fn fields(schemas: &Value, name: &str) -> Vec<Field> {
    let schema = &schemas[name];
    let required: Vec<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let properties = schema["properties"].as_object().into_iter().flatten();
    properties
        .map(|(name, property)| Field {
            name: name.clone(),
            shape: shape(schemas, name, property),
            is_required: required.contains(&name.as_str()),
            may_be_null: property["nullable"] == true,
            is_write_only: property["writeOnly"] == true,
        })
        .collect()
}

fn shape(schemas: &Value, name: &str, property: &Value) -> Shape {
    let reference = property["$ref"].as_str().or_else(|| property["allOf"][0]["$ref"].as_str());
    if let Some(reference) = reference {
        return Shape::Choice(choices(schemas, reference));
    }
    let is_uuid = |value: &Value| value["format"] == "uuid";
    match property["type"].as_str() {
        Some("boolean") => Shape::Switch,
        Some("object") => Shape::Object,
        Some("array") => match property["items"]["$ref"].as_str() {
            Some(reference) => Shape::Choices(choices(schemas, reference)),
            None if is_uuid(&property["items"]) => Shape::RelatedList(target(name)),
            None => Shape::Texts,
        },
        _ if is_uuid(property) => Shape::Related(target(name)),
        _ => Shape::Text {
            may_be_blank: property.get("minLength").is_none(),
            longest: property["maxLength"].as_u64().and_then(|most| usize::try_from(most).ok()),
            is_slug: property.get("pattern").is_some(),
            is_url: property["format"] == "uri",
        },
    }
}

fn choices(schemas: &Value, reference: &str) -> Vec<String> {
    let name = reference.rsplit('/').next().unwrap_or_default();
    let values = schemas[name]["enum"].as_array().into_iter().flatten();
    values.filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

fn target(name: &str) -> Target {
    match name {
        _ if name.ends_with("_flow") => Target::Flow,
        _ if name.ends_with("_property_mappings") => Target::Mapping,
        _ if name.ends_with("_stage") => Target::Stage,
        "sources" | "source" => Target::Source,
        "sync_parent_group" => Target::Group,
        _ => Target::Certificate,
    }
}
