//! The table of manners: sixteen of authentik's seventeen OAuth types. The seventeenth, WeChat, is no
//! OAuth provider by the letter and has an implementation of its own.
//!
//! Paths, default scopes, the way a client proves who it is and how the profile is read are from
//! authentik's code (`authentik/sources/oauth/types/*.py`, 2026.5), which works with the real ones. What
//! authentik does not look at (error forms, which scopes are refused, when a refresh token comes) is
//! from the providers' own documentation as far as it says; it was not recorded from a live one.

use super::manner::{
    ClientAuthentication, Discovery, Document, ErrorForm, IdToken, Manner, Pkce, Quirk, Refresh, TokenAnswer,
    TokenPlace, UnknownScope,
};

const BASIC_OR_POST: &[ClientAuthentication] = &[ClientAuthentication::Basic, ClientAuthentication::Post];
const OPENID_SCOPES: &[&str] =
    &["openid", "profile", "email", "address", "phone", "groups", "offline_access"];

/// A generic OpenID Connect provider, which the others differ from.
const OPENIDCONNECT: Manner = Manner {
    id: "openidconnect",
    name: "OpenID Connect",
    authorize_path: "/authorize",
    token_path: "/token",
    profile_path: Some("/userinfo"),
    profile_query: "",
    further: &[],
    discovery: Discovery::Document { issuer: "", jwks: "/jwks" },
    document: Document::Claims,
    profile_token: &[TokenPlace::Header],
    client_authentication: &[
        ClientAuthentication::Basic,
        ClientAuthentication::Post,
        ClientAuthentication::Public,
    ],
    pkce: Pkce::Checked,
    scopes: OPENID_SCOPES,
    unknown_scope: UnknownScope::Refused,
    scope_parameter: "scope",
    scope_separator: ' ',
    token_type: "Bearer",
    token_answer: TokenAnswer::Json,
    refresh: Refresh::Scope("offline_access"),
    id_token: IdToken::WithOpenid,
    token_error: ErrorForm::Standard,
    profile_error: ErrorForm::Standard,
    quirks: &[Quirk::PromptNone],
};

/// An OAuth 2.0 provider that is not one of OpenID Connect.
const OAUTH: Manner = Manner {
    discovery: Discovery::None,
    profile_token: &[TokenPlace::Header, TokenPlace::Query],
    client_authentication: BASIC_OR_POST,
    pkce: Pkce::Ignored,
    refresh: Refresh::Always,
    id_token: IdToken::Never,
    quirks: &[],
    ..OPENIDCONNECT
};

/// Microsoft's platform, which both of its types log in with.
const MICROSOFT: Manner = Manner {
    authorize_path: "/common/oauth2/v2.0/authorize",
    token_path: "/common/oauth2/v2.0/token",
    profile_path: Some("/v1.0/me"),
    further: &[("/v1.0/me/memberOf", Document::GraphGroups)],
    discovery: Discovery::Document { issuer: "/common/v2.0", jwks: "/common/discovery/keys" },
    document: Document::Graph,
    client_authentication: BASIC_OR_POST,
    unknown_scope: UnknownScope::Granted,
    profile_error: ErrorForm::Graph,
    ..OPENIDCONNECT
};

/// The manners, in the order of authentik's New Source list.
pub(super) static MANNERS: &[Manner] = &[
    Manner {
        id: "apple",
        name: "Apple",
        authorize_path: "/auth/authorize",
        token_path: "/auth/token",
        profile_path: None,
        discovery: Discovery::Document { issuer: "", jwks: "/auth/keys" },
        document: Document::Apple,
        client_authentication: &[ClientAuthentication::AppleToken],
        pkce: Pkce::Ignored,
        scopes: &["name", "email", "openid"],
        refresh: Refresh::Always,
        id_token: IdToken::Always,
        quirks: &[Quirk::FormPostForScopes],
        ..OPENIDCONNECT
    },
    Manner { id: "azuread", name: "Azure AD", ..MICROSOFT },
    Manner {
        id: "discord",
        name: "Discord",
        authorize_path: "/api/oauth2/authorize",
        token_path: "/api/oauth2/token",
        profile_path: Some("/api/users/@me"),
        document: Document::Discord,
        scopes: &["identify", "email", "guilds", "guilds.members.read", "connections", "openid"],
        profile_error: ErrorForm::Discord,
        ..OAUTH
    },
    Manner { id: "entraid", name: "Entra ID", ..MICROSOFT },
    Manner {
        id: "facebook",
        name: "Facebook",
        authorize_path: "/v7.0/dialog/oauth",
        token_path: "/v7.0/oauth/access_token",
        profile_path: Some("/v7.0/me"),
        profile_query: "fields=id,name,email",
        document: Document::Facebook,
        client_authentication: &[ClientAuthentication::Post],
        scopes: &["email", "public_profile"],
        token_type: "bearer",
        refresh: Refresh::Never,
        token_error: ErrorForm::Facebook,
        profile_error: ErrorForm::Facebook,
        ..OAUTH
    },
    Manner {
        id: "github",
        name: "GitHub",
        authorize_path: "/login/oauth/authorize",
        token_path: "/login/oauth/access_token",
        profile_path: Some("/user"),
        further: &[("/user/emails", Document::GithubEmails)],
        discovery: Discovery::KeysOnly { jwks: "/.well-known/jwks" },
        document: Document::Github,
        pkce: Pkce::Checked,
        scopes: &["user", "read:user", "user:email", "read:org"],
        unknown_scope: UnknownScope::Ignored,
        scope_separator: ',',
        token_type: "bearer",
        token_answer: TokenAnswer::FormUnlessJson,
        refresh: Refresh::Never,
        token_error: ErrorForm::Always200,
        profile_error: ErrorForm::Github,
        ..OAUTH
    },
    Manner {
        id: "gitlab",
        name: "GitLab",
        authorize_path: "/oauth/authorize",
        token_path: "/oauth/token",
        profile_path: Some("/oauth/userinfo"),
        further: &[("/api/v4/user", Document::GitlabUser)],
        discovery: Discovery::Document { issuer: "", jwks: "/oauth/discovery/keys" },
        document: Document::GitlabUserinfo,
        profile_token: &[TokenPlace::Header, TokenPlace::Query],
        scopes: &["read_user", "openid", "profile", "email", "api", "read_api"],
        refresh: Refresh::Always,
        quirks: &[],
        ..OPENIDCONNECT
    },
    Manner {
        id: "google",
        name: "Google",
        authorize_path: "/o/oauth2/auth",
        token_path: "/token",
        profile_path: Some("/oauth2/v1/userinfo"),
        discovery: Discovery::Document { issuer: "", jwks: "/oauth2/v3/certs" },
        document: Document::Google,
        profile_token: &[TokenPlace::Header, TokenPlace::Query],
        client_authentication: BASIC_OR_POST,
        scopes: &["openid", "email", "profile"],
        refresh: Refresh::Parameter("access_type", "offline"),
        profile_error: ErrorForm::Google,
        ..OPENIDCONNECT
    },
    Manner {
        id: "mailcow",
        name: "Mailcow",
        authorize_path: "/oauth/authorize",
        token_path: "/oauth/token",
        profile_path: Some("/oauth/profile"),
        document: Document::Mailcow,
        scopes: &["profile"],
        unknown_scope: UnknownScope::Refused,
        ..OAUTH
    },
    Manner {
        id: "okta",
        name: "Okta",
        authorize_path: "/oauth2/v1/authorize",
        token_path: "/oauth2/v1/token",
        profile_path: Some("/oauth2/v1/userinfo"),
        discovery: Discovery::Document { issuer: "", jwks: "/oauth2/v1/keys" },
        ..OPENIDCONNECT
    },
    OPENIDCONNECT,
    Manner {
        id: "patreon",
        name: "Patreon",
        authorize_path: "/oauth2/authorize",
        token_path: "/api/oauth2/token",
        profile_path: Some("/api/oauth2/api/current_user"),
        document: Document::Patreon,
        client_authentication: &[ClientAuthentication::Post],
        scopes: &["identity", "identity[email]", "identity.memberships", "campaigns"],
        profile_error: ErrorForm::Patreon,
        ..OAUTH
    },
    Manner {
        id: "reddit",
        name: "Reddit",
        authorize_path: "/api/v1/authorize",
        token_path: "/api/v1/access_token",
        profile_path: Some("/api/v1/me"),
        document: Document::Reddit,
        profile_token: &[TokenPlace::Header],
        client_authentication: &[ClientAuthentication::Basic],
        scopes: &["identity", "read", "mysubreddits"],
        token_type: "bearer",
        refresh: Refresh::Parameter("duration", "permanent"),
        token_error: ErrorForm::Always200,
        profile_error: ErrorForm::Reddit,
        quirks: &[Quirk::UserAgentRequired],
        ..OAUTH
    },
    Manner {
        id: "slack",
        name: "Slack",
        authorize_path: "/oauth/v2/authorize",
        token_path: "/api/oauth.v2.access",
        profile_path: Some("/api/openid.connect.userInfo"),
        document: Document::Slack,
        scopes: &["openid", "email", "profile", "users:read", "users:read.email"],
        scope_parameter: "user_scope",
        scope_separator: ',',
        token_type: "user",
        token_answer: TokenAnswer::AuthedUser,
        refresh: Refresh::Never,
        token_error: ErrorForm::Slack,
        profile_error: ErrorForm::Slack,
        quirks: &[Quirk::RepeatedScopes],
        ..OAUTH
    },
    Manner {
        id: "twitch",
        name: "Twitch",
        authorize_path: "/oauth2/authorize",
        token_path: "/oauth2/token",
        profile_path: Some("/oauth2/userinfo"),
        discovery: Discovery::Document { issuer: "/oauth2", jwks: "/oauth2/keys" },
        document: Document::Twitch,
        profile_token: &[TokenPlace::ExactHeader],
        client_authentication: &[ClientAuthentication::Post],
        pkce: Pkce::Ignored,
        scopes: &["openid", "user:read:email"],
        token_type: "bearer",
        token_answer: TokenAnswer::ScopeArray,
        refresh: Refresh::Always,
        token_error: ErrorForm::Twitch,
        profile_error: ErrorForm::Twitch,
        quirks: &[Quirk::EmailByClaims],
        ..OPENIDCONNECT
    },
    Manner {
        id: "twitter",
        name: "Twitter",
        authorize_path: "/i/oauth2/authorize",
        token_path: "/2/oauth2/token",
        profile_path: Some("/2/users/me"),
        document: Document::Twitter,
        profile_token: &[TokenPlace::Header],
        client_authentication: &[ClientAuthentication::Basic, ClientAuthentication::Public],
        pkce: Pkce::RequiredS256,
        scopes: &["users.read", "tweet.read", "users.email", "offline.access"],
        token_type: "bearer",
        refresh: Refresh::Scope("offline.access"),
        profile_error: ErrorForm::Twitter,
        ..OAUTH
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn there_is_a_manner_for_each_of_authentiks_types_but_wechat() {
        let ids: Vec<&str> = MANNERS.iter().map(|manner| manner.id).collect();
        assert_eq!(
            ids,
            [
                "apple",
                "azuread",
                "discord",
                "entraid",
                "facebook",
                "github",
                "gitlab",
                "google",
                "mailcow",
                "okta",
                "openidconnect",
                "patreon",
                "reddit",
                "slack",
                "twitch",
                "twitter"
            ]
        );
        for manner in MANNERS {
            assert!(std::ptr::eq(Manner::parse(manner.id).unwrap(), manner));
        }
        assert!(Manner::parse("wechat").is_none());
    }

    #[test]
    fn no_manner_answers_two_things_at_one_path() {
        for manner in MANNERS {
            let mut paths = vec![manner.authorize_path.to_owned(), manner.token_path.to_owned()];
            paths.extend(manner.profile_path.map(str::to_owned));
            paths.extend(manner.further.iter().map(|(path, _)| (*path).to_owned()));
            paths.extend(manner.discovery_path());
            paths.extend(manner.jwks_path().map(str::to_owned));
            assert!(paths.iter().all(|path| path.starts_with('/') && !path.starts_with("/__sim")));
            assert_eq!(paths.iter().collect::<BTreeSet<_>>().len(), paths.len(), "{}", manner.id);
        }
    }

    #[test]
    fn who_issues_id_tokens_publishes_the_keys_to_check_them() {
        for manner in MANNERS {
            let issues = manner.id_token != IdToken::Never;
            assert_eq!(issues, manner.discovery_path().is_some(), "{}", manner.id);
        }
    }
}
