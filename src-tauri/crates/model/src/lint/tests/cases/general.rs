//! Cases of the rules for every source, the catalogue, the callback, and what a blueprint keeps.

use super::{Case, NOTHING};

pub(super) const CASES: &[Case] = &[
    // Every source.
    ("name-missing", "wechat", |it| it.set("name", " "), NOTHING),
    ("slug-missing", "wechat", |it| it.set("slug", ""), NOTHING),
    ("slug-format", "saml", |it| it.set("slug", "my source"), |it| it.set("slug", "My_source-2")),
    ("slug-format", "saml", |it| it.set("slug", "微信"), NOTHING),
    ("slug-reserved", "wechat", |it| it.set("slug", "authentik-built-in"), NOTHING),
    ("user-path-empty", "ldap", |it| it.set("user_path_template", ""), NOTHING),
    (
        "user-path-template",
        "wechat",
        |it| it.set("user_path_template", "x/%(name)s"),
        |it| it.set("user_path_template", "100%%/%(slug)s"),
    ),
    ("icon-format", "wechat", |it| it.set("icon", "../etc/passwd"), |it| it.set("icon", "fa://fa-weixin")),
    (
        "icon-http",
        "wechat",
        |it| it.set("icon", "http://example.com/x.png"),
        |it| it.set("icon", "https://example.com/x.png"),
    ),
    (
        "icon-theme",
        "wechat",
        |it| it.set("icon", "icons/x.png"),
        |it| it.set("icon", "icons/x-%(theme)s.png"),
    ),
    // The catalogue.
    ("type-unknown", "wechat", |it| it.draft.source_type = "weixin".into(), NOTHING),
    ("type-not-in-version", "azuread", |it| it.set("target", "2026.8"), NOTHING),
    (
        "field-not-in-version",
        "saml",
        |it| {
            it.set("force_authn", "true");
            it.set("target", "2025.12");
        },
        |it| it.set("target", "2025.12"),
    ),
    ("field-missing", "openidconnect", |it| it.set("consumer_key", ""), NOTHING),
    ("field-missing", "telegram", |it| it.set("pre_authentication_flow", ""), NOTHING),
    ("field-empty", "ldap", |it| it.set("user_object_filter", ""), NOTHING),
    (
        "field-too-long",
        "github",
        |it| it.set("profile_url", &format!("https://example.com/{}", "a".repeat(255))),
        |it| {
            it.set("profile_url", &format!("https://example.com/{}", "a".repeat(255)));
            it.set("target", "2026.8");
        },
    ),
    ("field-choice", "github", |it| it.raw("pkce", "S512"), |it| it.set("pkce", "S256")),
    ("json-object", "openidconnect", |it| it.set("oidc_jwks", "[]"), |it| it.set("oidc_jwks", "{}")),
    ("url-format", "openidconnect", |it| it.set("profile_url", "id.example.com/me"), NOTHING),
    ("url-format", "openidconnect", |it| it.set("profile_url", "not a url"), NOTHING),
    ("saml-url-format", "saml", |it| it.set("sso_url", "idp.example.com/sso"), NOTHING),
    (
        "url-http",
        "saml",
        |it| it.set("sso_url", "http://idp.example.com/sso"),
        |it| it.set("sso_url", "http://localhost:9000/sso"),
    ),
    ("reference-unknown", "saml", |it| it.set("signing_kp", "Company"), NOTHING),
    // The host and the callback.
    ("host-missing", "github", |it| it.set("authentik_host", ""), NOTHING),
    ("host-format", "saml", |it| it.set("authentik_host", "ftp://x"), NOTHING),
    ("host-address", "wechat", |it| it.set("authentik_host", "192.168.1.4"), NOTHING),
    ("host-local", "wechat", |it| it.set("authentik_host", "localhost"), NOTHING),
    ("host-port", "wechat", |it| it.set("authentik_host", "auth.example.com:9443"), NOTHING),
    ("host-http", "github", |it| it.set("authentik_host", "http://auth.example.com"), NOTHING),
    ("callback-https", "slack", |it| it.set("authentik_host", "http://auth.example.com"), NOTHING),
    ("callback-https", "apple", |it| it.set("authentik_host", "http://localhost:9000"), NOTHING),
    (
        "callback-public",
        "google",
        |it| it.set("authentik_host", "192.168.1.4"),
        |it| it.set("authentik_host", "localhost:9000"),
    ),
    (
        "callback-domain-bare",
        "wechat",
        |it| it.set("callback_domain", "https://auth.example.com/"),
        |it| it.set("callback_domain", "auth.example.com"),
    ),
    ("callback-domain-differs", "wechat", |it| it.set("callback_domain", "example.com"), NOTHING),
    (
        "slug-changed",
        "wechat",
        |it| it.registered("auth.example.com", "weixin"),
        |it| it.registered("auth.example.com", "company"),
    ),
    (
        "callback-changed",
        "github",
        |it| it.registered("auth.example.com", "hub"),
        |it| it.registered("auth.example.com", "company"),
    ),
    ("callback-changed", "github", |it| it.registered("old.example.com", "company"), NOTHING),
    // What a blueprint said beyond the form.
    ("field-unknown", "github", |it| it.keep("user_matching_mod", "identifier"), NOTHING),
    ("field-ignored", "wechat", |it| it.keep("profile_url", "https://example.com/"), NOTHING),
    ("field-number", "github", |it| it.keep("consumer_key", "123"), |it| it.keep("consumer_key", "!Env KEY")),
    ("field-unfit", "github", |it| it.keep("enabled", "maybe"), |it| it.keep("enabled", "!Context enabled")),
    (
        "licensed-condition",
        "github",
        |it| it.draft.kept.conditions.push("!Context goauthentik.io/enterprise/licensed".into()),
        |it| {
            it.draft
                .kept
                .conditions
                .push("!AtIndex [!Context goauthentik.io/enterprise/licensed, 0, false]".into())
        },
    ),
    (
        "login-page-replaced",
        "github",
        |it| {
            it.keep_before("model: authentik_stages_identification.identificationstage\nattrs:\n  sources: [!KeyOf company]")
        },
        NOTHING,
    ),
    (
        "policies-not-enforced",
        "github",
        |it| it.keep_before("model: authentik_policies.policybinding"),
        NOTHING,
    ),
    ("policy-mode", "github", |it| it.set("policy_engine_mode", "all"), NOTHING),
    (
        "source-stage-login",
        "github",
        |it| it.keep_before("model: authentik_stages_source.sourcestage"),
        |it| {
            it.keep_before("model: authentik_stages_source.sourcestage");
            it.set("authentication_flow", "mine");
        },
    ),
];
