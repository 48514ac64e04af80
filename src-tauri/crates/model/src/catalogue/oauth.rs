//! The form of OAuth sources (authentik's `web/src/admin/sources/oauth/OAuthSourceForm.ts`).

use super::field::{Default, Field, FieldKind, Group, Language};
use super::fields::{
    authentication_flow, enabled, enrollment_flow, field, group_matching_mode, group_property_mappings, icon,
    name, policy_engine_mode, promoted, secret, slug, user_matching_mode, user_path_template,
    user_property_mappings,
};
use super::provider::{Provider, TokenAuthentication};
use super::version::{Version, Versions};

/// The model of OAuth sources.
pub(super) const MODEL: &str = "authentik_sources_oauth.oauthsource";
/// The model of their property mappings.
pub(super) const MAPPING_MODEL: &str = "authentik_sources_oauth.oauthsourcepropertymapping";
/// The component that draws their form.
pub(super) const COMPONENT: &str = "ak-source-oauth-form";

const PKCE_METHODS: &[&str] = &["none", "plain", "S256"];
const AUTHENTICATION_METHODS: &[&str] = &["basic_auth", "post_body"];

/// Returns the versions that know a provider type.
pub(super) fn versions(provider: &Provider) -> Versions {
    match provider.id {
        // Azure AD was renamed to Entra ID long before it was taken out.
        "azuread" => Versions::until(Version::V2026_5),
        _ => Versions::ALL,
    }
}

/// Returns the fields of a provider type's form.
pub(super) fn fields(provider: &'static Provider) -> Vec<Field> {
    let mut fields = vec![
        name(),
        slug(),
        enabled(),
        promoted(),
        user_matching_mode(Group::General),
        group_matching_mode(Group::General),
        user_path_template(Group::General),
        icon(Group::General),
        field("consumer_key", Group::Protocol, FieldKind::Monospace).demanded(),
        secret("consumer_secret", Group::Protocol).demanded(),
        field("additional_scopes", Group::Protocol, FieldKind::Monospace),
    ];
    if provider.urls_customizable {
        fields.extend(urls(provider));
    }
    fields.extend([
        user_property_mappings(),
        group_property_mappings(),
        authentication_flow(),
        enrollment_flow(),
        policy_engine_mode(),
    ]);
    if provider.urls_customizable {
        // The form of Okta lacks it although Okta's client obeys it.
        if provider.id != "openidconnect" && provider.token_authentication == TokenAuthentication::Source {
            fields.push(authentication_method().api_only());
        }
        fields.push(url("request_token_url", "").api_only());
    }
    for field in &mut fields {
        field.provider_term =
            provider.terms.iter().find(|(name, _)| *name == field.name).map(|(_, term)| *term);
        // Apple's secret is a key file; the others are one line, in whatever control.
        field.multi_line |= field.name == "consumer_secret" && provider.id == "apple";
    }
    fields
}

fn urls(provider: &'static Provider) -> Vec<Field> {
    let urls = &provider.urls;
    let mut fields = vec![
        url("authorization_url", urls.authorization),
        url("access_token_url", urls.access_token),
        url("profile_url", urls.profile),
        field("oidc_well_known_url", Group::Url, FieldKind::Url).text(urls.well_known),
        field("oidc_jwks_url", Group::Url, FieldKind::Url).text(urls.jwks),
        field("oidc_jwks", Group::Url, FieldKind::Code(Language::Json)).text("{}"),
        // Left out, a server that reads the discovery document may store garbage (authentik issue 21665).
        field("pkce", Group::Url, FieldKind::Radio(PKCE_METHODS)).required().text("none"),
    ];
    if provider.id == "openidconnect" {
        fields.push(authentication_method());
    }
    fields
}

/// A URL of the source's own. The API takes null for “as the type has it”, and so does a blueprint.
fn url(name: &'static str, default: &'static str) -> Field {
    let counted = Versions::until(Version::V2026_5);
    let own = field(name, Group::Url, FieldKind::Url).text(default).nullable().at_most(255, counted);
    if default.is_empty() { own } else { own.api(Default::None).terraform(Default::None) }
}

fn authentication_method() -> Field {
    field("authorization_code_auth_method", Group::Url, FieldKind::Radio(AUTHENTICATION_METHODS))
        .required()
        .text("basic_auth")
}
