//! Cases of the rules for OAuth.

use super::{Case, NOTHING};

pub(super) const CASES: &[Case] = &[
    // OAuth.
    (
        "scopes-comma",
        "github",
        |it| it.set("additional_scopes", "read:org,repo"),
        |it| it.set("additional_scopes", "read:org repo"),
    ),
    ("scopes-comma", "github", |it| it.set("additional_scopes", "*user:email, repo"), NOTHING),
    ("scopes-space", "github", |it| it.set("additional_scopes", "read:org  repo"), NOTHING),
    ("scopes-space", "github", |it| it.set("additional_scopes", "* user:email"), NOTHING),
    (
        "scopes-none",
        "google",
        |it| it.set("additional_scopes", "*"),
        |it| it.set("additional_scopes", "*email"),
    ),
    (
        "scopes-openid",
        "openidconnect",
        |it| it.set("additional_scopes", "*profile email"),
        |it| it.set("additional_scopes", "*openid email"),
    ),
    (
        "scopes-email",
        "github",
        |it| it.set("additional_scopes", "*read:user"),
        |it| it.set("additional_scopes", "*user"),
    ),
    ("scopes-slack", "slack", |it| it.set("additional_scopes", "users:read"), NOTHING),
    (
        "urls-missing",
        "openidconnect",
        |it| it.set("authorization_url", ""),
        |it| {
            it.set("authorization_url", "");
            it.set("oidc_well_known_url", "https://id.example.com/.well-known/openid-configuration");
        },
    ),
    ("urls-missing", "mailcow", |it| it.set("profile_url", ""), NOTHING),
    ("request-token-url", "github", |it| it.set("request_token_url", "https://example.com/token"), NOTHING),
    (
        "well-known-suffix",
        "okta",
        |it| it.set("oidc_well_known_url", "https://id.example.com/"),
        |it| it.set("oidc_well_known_url", "https://id.example.com/.well-known/openid-configuration"),
    ),
    ("server-fetches", "github", NOTHING, NOTHING),
    ("server-fetches", "openidconnect", |it| it.set("oidc_jwks_url", "https://id.example.com/keys"), NOTHING),
    (
        "id-token-keys",
        "openidconnect",
        |it| it.set("profile_url", ""),
        |it| {
            it.set("profile_url", "");
            it.set("oidc_jwks", "{\"keys\": [{}]}");
        },
    ),
    (
        "jwks-overwritten",
        "openidconnect",
        |it| {
            it.set("oidc_jwks", "{\"keys\": [{}]}");
            it.set("oidc_jwks_url", "https://id.example.com/keys");
        },
        |it| it.set("oidc_jwks", "{\"keys\": [{}]}"),
    ),
    ("jwks-without-keys", "openidconnect", |it| it.set("oidc_jwks", "{\"kty\": \"RSA\"}"), NOTHING),
    (
        "profile-without-sub",
        "openidconnect",
        |it| it.set("profile_url", "https://id.example.com/me"),
        |it| {
            it.set("profile_url", "https://id.example.com/me");
            it.set("target", "2026.8");
        },
    ),
    (
        "pkce-garbage",
        "openidconnect",
        |it| it.keep("pkce", "['plain', 'S256']"),
        |it| it.keep("pkce", "!Context pkce"),
    ),
    ("pkce-plain", "okta", |it| it.set("pkce", "plain"), |it| it.set("pkce", "S256")),
    ("gitlab-profile", "gitlab", NOTHING, |it| it.set("profile_url", "https://gitlab.com/api/v4/user")),
    ("tenant-common", "entraid", NOTHING, |it| {
        it.set(
            "authorization_url",
            "https://login.microsoftonline.com/00000000-0000-4000-8000-000000000001/oauth2/v2.0/authorize",
        )
    }),
    ("azuread-deprecated", "azuread", NOTHING, |it| it.set("target", "2026.8")),
    ("okta-authentication", "okta", NOTHING, |it| it.set("authorization_code_auth_method", "post_body")),
    ("facebook-version", "facebook", NOTHING, NOTHING),
    ("discord-prompt", "discord", NOTHING, NOTHING),
    ("apple-expiry", "apple", NOTHING, NOTHING),
];
