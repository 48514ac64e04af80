//! Rules for OAuth sources: scopes, URLs, PKCE, and what single provider types are known for
//! (authentik's `sources/oauth/types/*.py`, `api/source.py`, `views/redirect.py`).

use url::Url;

use super::rule::{error, info, warning};
use super::{Finding, Fix, Rule, finding, text};
use crate::catalogue::{ProfileAuthentication, Provider, SourceType, Version};
use crate::draft::Draft;

const REDIRECT: &str = "sources/oauth/views/redirect.py; the redirects of a live 2026.5 server";
const API: &str = "sources/oauth/api/source.py; answers of a live 2026.5 server";

pub(super) const RULES: &[Rule] = &[
    warning("scopes-comma", "RFC 6749, 3.3; sources/oauth/views/redirect.py"),
    warning("scopes-space", REDIRECT),
    error("scopes-none", REDIRECT),
    error("scopes-openid", "OpenID Connect Core 1.0, 3.1.2.1"),
    warning("scopes-email", "sources/oauth/types/github.py"),
    info("scopes-slack", "sources/oauth/types/slack.py"),
    error(
        "urls-missing",
        "A live 2026.5 server takes empty URLs; sources/oauth/views/redirect.py fails on them",
    ),
    error("request-token-url", "sources/oauth/views/base.py: a request token URL makes it OAuth 1"),
    warning("well-known-suffix", "OpenID Connect Discovery 1.0, 4"),
    info("server-fetches", API).unknown_offline(),
    error("id-token-keys", "sources/oauth/types/oidc.py: the id token is checked with the keys"),
    warning("jwks-overwritten", API),
    warning("jwks-without-keys", "RFC 7517, 5"),
    info("profile-without-sub", "sources/oauth/types/oidc.py: only `sub` is read").unknown_offline(),
    error("pkce-garbage", "authentik issue 21665; answers of a live 2026.5 server").refused(),
    info("pkce-plain", "RFC 7636, 4.2; RFC 9700, 2.1.1"),
    error("gitlab-profile", "sources/oauth/types/gitlab.py; authentik issue 16115"),
    warning("tenant-common", "Microsoft identity platform: the endpoint `common`"),
    warning("azuread-deprecated", "The New Source list of a live 2026.5 server; the OpenAPI file of 2026.8"),
    info("okta-authentication", "sources/oauth/types/okta.py; OAuthSourceForm.ts lacks the field"),
    info("facebook-version", "sources/oauth/types/facebook.py: v7.0"),
    info("discord-prompt", "sources/oauth/types/discord.py: prompt=none"),
    info("apple-expiry", "sources/oauth/types/apple.py: the client secret is good for 180 days"),
];

pub(super) fn lint(draft: &Draft) -> Vec<Finding> {
    let Some(kind) = draft.kind() else { return Vec::new() };
    let Some(provider) = kind.provider else { return Vec::new() };
    let mut findings = Vec::new();
    if kind.id != "wechat" {
        findings.extend(lint_scopes(draft, provider));
    }
    if provider.urls_customizable {
        findings.extend(lint_urls(draft, provider));
        findings.extend(lint_keys(draft, provider));
        findings.extend(lint_pkce(draft));
    }
    findings.extend(fetches(draft, provider));
    findings.extend(lint_type(draft, kind, provider));
    findings
}

fn lint_scopes(draft: &Draft, provider: &Provider) -> Vec<Finding> {
    const FIELD: &str = "additional_scopes";
    let scopes = text(draft, FIELD);
    if scopes.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let (replaces, own) = match scopes.strip_prefix('*') {
        Some(own) => (true, own),
        None => (false, scopes),
    };
    let star = if replaces { "*" } else { "" };
    let joined = |scopes: &str| {
        let words = scopes.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() { String::new() } else { format!("{star}{words}") }
    };
    if own.contains(',') {
        findings.push(finding("scopes-comma", FIELD).fixed_by_setting(joined(&own.replace(',', " "))));
    } else if own.split_whitespace().collect::<Vec<_>>().join(" ") != own && !own.trim().is_empty() {
        findings.push(finding("scopes-space", FIELD).fixed_by_setting(joined(own)));
    }
    let has = |scope: &str| own.split([' ', ',']).any(|one| one.trim() == scope);
    if replaces && own.trim().is_empty() {
        findings.push(finding("scopes-none", FIELD).fixed_by_setting(""));
        return findings;
    }
    let needs_openid = provider.profile_authentication == ProfileAuthentication::HeaderOrIdToken;
    if replaces && needs_openid && !has("openid") {
        findings.push(finding("scopes-openid", FIELD).fixed_by_setting(format!("*openid {}", own.trim())));
    }
    if replaces && provider.id == "github" && !has("user:email") && !has("user") {
        findings.push(finding("scopes-email", FIELD).fixed_by_setting(format!("*{} user:email", own.trim())));
    }
    if provider.id == "slack" {
        findings.push(finding("scopes-slack", FIELD));
    }
    findings
}

fn lint_urls(draft: &Draft, provider: &Provider) -> Vec<Finding> {
    let mut findings = Vec::new();
    let is_given = |field: &str| !text(draft, field).is_empty() || draft.is_tagged(field);
    let reads_id_token = provider.profile_authentication == ProfileAuthentication::HeaderOrIdToken;
    if !is_given("oidc_well_known_url") {
        for (field, own) in [
            ("authorization_url", provider.urls.authorization),
            ("access_token_url", provider.urls.access_token),
            ("profile_url", provider.urls.profile),
        ] {
            let may_be_empty = field == "profile_url" && reads_id_token;
            // An empty text, unlike null, is not replaced by the type's own URL only where the type has none.
            if !is_given(field) && own.is_empty() && !may_be_empty {
                findings.push(finding("urls-missing", field).with("label", label(field)));
            }
        }
        let has_keys =
            is_given("oidc_jwks_url") || holds_keys(text(draft, "oidc_jwks")) || draft.is_tagged("oidc_jwks");
        if reads_id_token && !is_given("profile_url") && !has_keys {
            findings.push(finding("id-token-keys", "profile_url"));
        }
    }
    if is_given("request_token_url") {
        findings.push(
            finding("request-token-url", "request_token_url")
                .fixed_by(Fix::Unset { field: "request_token_url".to_owned() }),
        );
    }
    let well_known = text(draft, "oidc_well_known_url");
    // A query belongs to the address: Azure AD B2C names its policy there.
    let address = well_known.split(['?', '#']).next().unwrap_or_default();
    if Url::parse(well_known).is_ok() && !address.ends_with(WELL_KNOWN) {
        let issuer = address.split("/.well-known").next().unwrap_or_default().trim_end_matches('/');
        findings.push(
            finding("well-known-suffix", "oidc_well_known_url")
                .fixed_by_setting(format!("{issuer}{WELL_KNOWN}")),
        );
    }
    let profile = text(draft, "profile_url");
    // Since 2026.8 authentik falls back to `id`.
    let needs_sub = provider.user_id == ["sub"] && draft.deployment.target < Version::V2026_8;
    if needs_sub && !profile.is_empty() && !profile.to_lowercase().contains("userinfo") {
        findings.push(finding("profile-without-sub", "profile_url").with("url", profile));
    }
    findings
}

const WELL_KNOWN: &str = "/.well-known/openid-configuration";

fn label(field: &str) -> String {
    format!("field-{}", field.replace('_', "-"))
}

fn holds_keys(jwks: &str) -> bool {
    let document: Result<serde_json::Value, _> = serde_json::from_str(jwks);
    document.is_ok_and(|document| document["keys"].as_array().is_some_and(|keys| !keys.is_empty()))
}

fn lint_keys(draft: &Draft, provider: &Provider) -> Option<Finding> {
    let jwks = text(draft, "oidc_jwks").trim();
    let is_object = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(jwks)
        .is_ok_and(|object| !object.is_empty());
    if !is_object {
        return None;
    }
    if !holds_keys(jwks) {
        return Some(finding("jwks-without-keys", "oidc_jwks").fixed_by_setting("{}"));
    }
    let given = text(draft, "oidc_jwks_url");
    let url = if given.is_empty() { provider.urls.jwks } else { given };
    (!url.is_empty() || !text(draft, "oidc_well_known_url").is_empty())
        .then(|| finding("jwks-overwritten", "oidc_jwks").fixed_by_setting("{}"))
}

fn lint_pkce(draft: &Draft) -> Option<Finding> {
    let method = text(draft, "pkce");
    // What a server made of a discovery document is no choice, so that reading a blueprint keeps it aside.
    if draft.kept.attrs.get("pkce").is_some_and(|yaml| !yaml.trim_start().starts_with('!')) {
        return Some(finding("pkce-garbage", "pkce").fixed_by_setting("none"));
    }
    (method == "plain").then(|| finding("pkce-plain", "pkce").fixed_by_setting("S256"))
}

/// What the server itself loads whenever the source is saved.
/// Returns the URL that authentik uses: the source's own, and without one the type's.
fn url_in_use<'a>(draft: &'a Draft, field: &str, of_type: &'static str) -> &'a str {
    if draft.is_tagged(field) {
        return "";
    }
    match text(draft, field) {
        "" => of_type,
        own => own,
    }
}

fn fetches(draft: &Draft, provider: &Provider) -> Option<Finding> {
    let urls = [
        ("oidc_well_known_url", url_in_use(draft, "oidc_well_known_url", provider.urls.well_known)),
        ("oidc_jwks_url", url_in_use(draft, "oidc_jwks_url", provider.urls.jwks)),
    ];
    let host = |text: &str| Url::parse(text).ok().and_then(|url| url.host_str().map(str::to_owned));
    let (field, host) = urls.iter().find_map(|(field, url)| Some((*field, host(url)?)))?;
    // Google's form has no URLs; the finding then stands at what the form has.
    let field = if provider.urls_customizable { field } else { "consumer_key" };
    Some(finding("server-fetches", field).with("host", host))
}

fn lint_type(draft: &Draft, kind: &SourceType, provider: &Provider) -> Vec<Finding> {
    let mut findings = Vec::new();
    match kind.id {
        "gitlab" => {
            let profile = url_in_use(draft, "profile_url", provider.urls.profile);
            if let Some(instance) = profile.strip_suffix("/oauth/userinfo") {
                findings.push(
                    finding("gitlab-profile", "profile_url")
                        .fixed_by_setting(format!("{instance}/api/v4/user")),
                );
            }
        }
        "azuread" | "entraid" => {
            let url = url_in_use(draft, "authorization_url", provider.urls.authorization);
            if ["/common/", "/organizations/", "/consumers/"].iter().any(|tenant| url.contains(tenant)) {
                findings.push(finding("tenant-common", "authorization_url"));
            }
            if kind.id == "azuread" && kind.versions.contains(draft.deployment.target) {
                findings.push(finding("azuread-deprecated", "name"));
            }
        }
        "okta" if !draft.values.contains_key("authorization_code_auth_method") => {
            findings.push(finding("okta-authentication", "consumer_secret"));
        }
        "facebook" => findings.push(finding("facebook-version", "consumer_key")),
        "discord" => findings.push(finding("discord-prompt", "consumer_key")),
        "apple" => findings.push(finding("apple-expiry", "consumer_secret")),
        _ => {}
    }
    findings
}
