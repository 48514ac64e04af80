//! The resources of authentik's Terraform provider, and what they lack.
//!
//! Source: the provider's `pkg/provider/resource_source_*.go`. None has an icon. The provider's version is that of the
//! authentik it is for, because its lists of choices are compiled in.

use desk_model::{Draft, Protocol};

/// A resource.
pub(crate) struct Resource {
    /// `authentik_source_oauth`.
    pub(crate) name: &'static str,
    /// The resource of its property mappings; `None` if it takes none.
    pub(crate) mapping: Option<&'static str>,
    /// Its attributes, by the API's names. Those that are called otherwise are in [`attribute`].
    attributes: &'static [&'static str],
}

/// Why a source is written as a blueprint in Terraform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The resource takes no property mappings, or the provider has none of this kind.
    Mappings,
    /// The resource insists on a field that the draft leaves to authentik.
    Field(&'static str),
}

impl Reason {
    /// Returns what the words of a finding call it.
    pub(crate) fn field(self) -> &'static str {
        match self {
            Reason::Mappings => "user_property_mappings",
            Reason::Field(field) => field,
        }
    }
}

impl Resource {
    /// Returns whether the resource has an attribute for a field.
    pub(crate) fn has(&self, field: &str) -> bool {
        self.attributes.contains(&field)
    }
}

/// Returns the attribute for a field of the API.
pub(crate) fn attribute(field: &str) -> &str {
    match field {
        "user_property_mappings" => "property_mappings",
        "group_property_mappings" => "property_mappings_group",
        "issuer_override" => "issuer",
        field => field,
    }
}

/// Returns why a draft cannot be the resource of its kind, if it cannot.
pub(crate) fn why_blueprint(draft: &Draft, protocol: Protocol) -> Option<Reason> {
    let has_mappings = !draft.user_property_mappings.is_empty() || !draft.group_property_mappings.is_empty();
    if has_mappings && resource(protocol).mapping.is_none() {
        return Some(Reason::Mappings);
    }
    // The provider sends an empty text, which the API refuses; a blueprint leaves it to authentik to make one up.
    let lacks_client_id =
        protocol == Protocol::Plex && draft.text("client_id").is_empty() && !draft.is_tagged("client_id");
    lacks_client_id.then_some(Reason::Field("client_id"))
}

/// Returns the resource of a protocol.
pub(crate) fn resource(protocol: Protocol) -> &'static Resource {
    match protocol {
        Protocol::OAuth => &OAUTH,
        Protocol::Kerberos => &KERBEROS,
        Protocol::Ldap => &LDAP,
        Protocol::Plex => &PLEX,
        Protocol::Saml => &SAML,
        Protocol::Scim => &SCIM,
        Protocol::Telegram => &TELEGRAM,
    }
}

static OAUTH: Resource = Resource {
    name: "authentik_source_oauth",
    mapping: Some("authentik_property_mapping_source_oauth"),
    attributes: &[
        "enabled",
        "promoted",
        "user_matching_mode",
        "group_matching_mode",
        "user_path_template",
        "consumer_key",
        "consumer_secret",
        "additional_scopes",
        "authorization_url",
        "access_token_url",
        "profile_url",
        "request_token_url",
        "oidc_well_known_url",
        "oidc_jwks_url",
        "oidc_jwks",
        "pkce",
        "authorization_code_auth_method",
        "user_property_mappings",
        "group_property_mappings",
        "authentication_flow",
        "enrollment_flow",
        "policy_engine_mode",
    ],
};

static KERBEROS: Resource = Resource {
    name: "authentik_source_kerberos",
    mapping: None,
    attributes: &[
        "enabled",
        "user_matching_mode",
        "group_matching_mode",
        "user_path_template",
        "realm",
        "krb5_conf",
        "sync_users",
        "sync_users_password",
        "sync_principal",
        "sync_password",
        "sync_keytab",
        "sync_ccache",
        "spnego_server_name",
        "spnego_keytab",
        "spnego_ccache",
        "password_login_update_internal_password",
        "sync_outgoing_trigger_mode",
        "authentication_flow",
        "enrollment_flow",
        "policy_engine_mode",
    ],
};

static LDAP: Resource = Resource {
    name: "authentik_source_ldap",
    mapping: Some("authentik_property_mapping_source_ldap"),
    attributes: &[
        "enabled",
        "user_path_template",
        "server_uri",
        "bind_cn",
        "bind_password",
        "start_tls",
        "sni",
        "base_dn",
        "additional_user_dn",
        "additional_group_dn",
        "user_object_filter",
        "user_membership_attribute",
        "group_object_filter",
        "group_membership_field",
        "object_uniqueness_field",
        "lookup_groups_from_user",
        "sync_users",
        "sync_users_password",
        "sync_groups",
        "sync_parent_group",
        "password_login_update_internal_password",
        "delete_not_found_objects",
        "sync_outgoing_trigger_mode",
        "user_property_mappings",
        "group_property_mappings",
    ],
};

static PLEX: Resource = Resource {
    name: "authentik_source_plex",
    mapping: None,
    attributes: &[
        "enabled",
        "promoted",
        "user_matching_mode",
        "group_matching_mode",
        "user_path_template",
        "client_id",
        "allowed_servers",
        "allow_friends",
        "plex_token",
        "authentication_flow",
        "enrollment_flow",
        "policy_engine_mode",
    ],
};

static SAML: Resource = Resource {
    name: "authentik_source_saml",
    mapping: Some("authentik_property_mapping_source_saml"),
    attributes: &[
        "enabled",
        "promoted",
        "user_matching_mode",
        "group_matching_mode",
        "user_path_template",
        "issuer",
        "issuer_override",
        "sso_url",
        "slo_url",
        "allow_idp_initiated",
        "force_authn",
        "name_id_policy",
        "binding_type",
        "signing_kp",
        "encryption_kp",
        "verification_kp",
        "signed_assertion",
        "signed_response",
        "digest_algorithm",
        "signature_algorithm",
        "temporary_user_delete_after",
        "user_property_mappings",
        "group_property_mappings",
        "pre_authentication_flow",
        "authentication_flow",
        "enrollment_flow",
        "policy_engine_mode",
    ],
};

static SCIM: Resource = Resource {
    name: "authentik_source_scim",
    mapping: Some("authentik_property_mapping_source_scim"),
    attributes: &["enabled", "user_path_template", "user_property_mappings", "group_property_mappings"],
};

/// It takes property mappings, but releases of the provider have no resource to make them (its issue 891).
static TELEGRAM: Resource = Resource {
    name: "authentik_source_telegram",
    mapping: None,
    attributes: &[
        "enabled",
        "user_matching_mode",
        "user_path_template",
        "bot_username",
        "bot_token",
        "request_message_access",
        "pre_authentication_flow",
        "authentication_flow",
        "enrollment_flow",
        "policy_engine_mode",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;
    use desk_model::catalogue;

    #[test]
    fn every_attribute_is_a_field_of_its_kind() {
        for kind in catalogue::all() {
            for name in resource(kind.protocol).attributes {
                let is_oauth_only = kind.protocol == Protocol::OAuth
                    && catalogue::all()
                        .iter()
                        .any(|other| other.protocol == Protocol::OAuth && other.field(name).is_some());
                let is_old = *name == "request_token_url";
                assert!(kind.field(name).is_some() || is_oauth_only || is_old, "{}: {name}", kind.id);
            }
        }
    }

    #[test]
    fn what_the_provider_lacks_is_known() {
        let lacking = |id: &str| -> Vec<&str> {
            let kind = catalogue::find(id).unwrap();
            let resource = resource(kind.protocol);
            let names = kind.fields.iter().map(|field| field.name);
            names.filter(|name| !resource.has(name) && !["name", "slug"].contains(name)).collect()
        };
        assert_eq!(lacking("wechat"), ["icon"]);
        assert_eq!(lacking("saml"), ["icon"]);
        assert_eq!(lacking("scim"), [""; 0]);
        assert_eq!(lacking("plex"), ["icon", "user_property_mappings", "group_property_mappings"]);
        assert_eq!(
            lacking("kerberos"),
            ["promoted", "kadmin_type", "user_property_mappings", "group_property_mappings", "icon"]
        );
        assert_eq!(
            lacking("telegram"),
            ["promoted", "user_property_mappings", "group_property_mappings", "icon"]
        );
    }
}
