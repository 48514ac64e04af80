//! Where an error belongs.

use serde::Serialize;
use specta::Type;

/// Who says an error: a provider, a protocol, authentik, or what lies between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is named after the provider or protocol that it stands for")]
pub enum Family {
    #[serde(rename = "wechat")]
    WeChat,
    Authentik,
    TestLogin,
    #[serde(rename = "oauth")]
    OAuth,
    Oidc,
    Google,
    #[serde(rename = "github")]
    GitHub,
    Microsoft,
    Apple,
    Facebook,
    Discord,
    Slack,
    Okta,
    #[serde(rename = "gitlab")]
    GitLab,
    Twitch,
    Reddit,
    Patreon,
    Twitter,
    Telegram,
    Ldap,
    Kerberos,
    Saml,
    Network,
    Tls,
}

impl Family {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Family; 24] = [
        Family::WeChat,
        Family::Authentik,
        Family::TestLogin,
        Family::OAuth,
        Family::Oidc,
        Family::Google,
        Family::GitHub,
        Family::Microsoft,
        Family::Apple,
        Family::Facebook,
        Family::Discord,
        Family::Slack,
        Family::Okta,
        Family::GitLab,
        Family::Twitch,
        Family::Reddit,
        Family::Patreon,
        Family::Twitter,
        Family::Telegram,
        Family::Ldap,
        Family::Kerberos,
        Family::Saml,
        Family::Network,
        Family::Tls,
    ];

    /// Returns its name in commands and messages: `wechat`, `test-login`.
    pub fn id(self) -> &'static str {
        match self {
            Family::WeChat => "wechat",
            Family::Authentik => "authentik",
            Family::TestLogin => "test-login",
            Family::OAuth => "oauth",
            Family::Oidc => "oidc",
            Family::Google => "google",
            Family::GitHub => "github",
            Family::Microsoft => "microsoft",
            Family::Apple => "apple",
            Family::Facebook => "facebook",
            Family::Discord => "discord",
            Family::Slack => "slack",
            Family::Okta => "okta",
            Family::GitLab => "gitlab",
            Family::Twitch => "twitch",
            Family::Reddit => "reddit",
            Family::Patreon => "patreon",
            Family::Twitter => "twitter",
            Family::Telegram => "telegram",
            Family::Ldap => "ldap",
            Family::Kerberos => "kerberos",
            Family::Saml => "saml",
            Family::Network => "network",
            Family::Tls => "tls",
        }
    }

    /// Returns the families that a name means: one of their ids, or one of authentik's source types. A type without
    /// errors of its own (`mailcow`) means what its protocol says.
    pub fn named(name: &str) -> Option<Vec<Family>> {
        let name = name.trim().to_ascii_lowercase();
        if let Some(family) = Family::ALL.into_iter().find(|family| family.id() == name) {
            return Some(vec![family]);
        }
        match name.as_str() {
            "azuread" | "entraid" => Some(vec![Family::Microsoft]),
            "openidconnect" => Some(vec![Family::Oidc, Family::OAuth]),
            "mailcow" => Some(vec![Family::OAuth]),
            _ => None,
        }
    }
}
