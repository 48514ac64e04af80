//! What can change, and whether it can for a source.

use desk_model::{Protocol, catalogue, slug};
use serde::Serialize;

use super::IdentityError;
use crate::Source;

/// A change after which authentik may not know a source's people again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "change")]
pub enum IdentityChange {
    /// WeChat begins to send a unionid. authentik prefers it to the openid, so each identifier changes
    /// (`authentik/sources/oauth/types/wechat.py`).
    UnionidAppears,
    /// The source gets another AppID. WeChat's openids belong to one AppID; its unionids to one Open Platform account.
    NewAppId {
        /// Whether the new AppID belongs to the Open Platform account of the one before.
        same_account: bool,
    },
    /// The source gets another slug.
    Slug {
        /// The new slug.
        to: String,
        /// How.
        way: SlugWay,
    },
    /// The source is deleted and made again under its slug. Its connections go with it.
    Recreated,
    /// The source gets another type, which takes the identifier from another key of the profile.
    ProviderType {
        /// The new type: `openidconnect`.
        to: String,
    },
}

/// How a source gets another slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SlugWay {
    /// By PATCH of the one that exists. It stays the same row, and its connections with it (recordings 091 to 093).
    Renamed,
    /// By a tool that looks for the new slug, finds nothing and makes a source. The old one and its connections stay.
    PushedAsNew,
}

/// The keys of the profile that a type takes the identifier from, as authentik's types do (`get_user_id`).
pub(super) fn identifier_keys(kind: &str) -> &'static str {
    match kind {
        "wechat" => "unionid, openid",
        "azuread" | "entraid" => "id, sub",
        "apple" | "openidconnect" | "okta" | "slack" | "twitch" => "sub",
        "patreon" | "twitter" => "data.id",
        _ => "id",
    }
}

/// Whether two types ask the same provider for the same key: Azure AD is Entra ID's older name.
pub(super) fn is_same_provider(one: &str, other: &str) -> bool {
    let is_entra = |kind: &str| matches!(kind, "azuread" | "entraid");
    is_entra(one) && is_entra(other)
}

/// Whether a type can be pointed at any provider.
pub(super) fn is_generic(kind: &str) -> bool {
    matches!(kind, "openidconnect" | "okta")
}

/// Whether authentik refuses a PATCH without the URLs (recording 106), or fetches the type's own first (139, 150).
pub(super) fn patch_needs_more(kind: &str) -> bool {
    matches!(
        kind,
        "openidconnect" | "okta" | "mailcow" | "github" | "gitlab" | "google" | "entraid" | "azuread"
    )
}

/// Whether the change fits the source.
pub(super) fn check(source: &Source, change: &IdentityChange) -> Result<(), IdentityError> {
    if matches!(source.protocol, Protocol::Ldap | Protocol::Scim) {
        return Err(IdentityError::NoLogin(source.protocol));
    }
    match change {
        IdentityChange::UnionidAppears | IdentityChange::NewAppId { .. } if !source.is_wechat() => {
            Err(IdentityError::OnlyWechat(source.kind.clone()))
        }
        IdentityChange::Slug { to, .. } if !slug::is_valid(to) => Err(IdentityError::NotASlug(to.clone())),
        IdentityChange::Slug { to, .. } if *to == source.slug => {
            Err(IdentityError::NothingChanges(to.clone()))
        }
        IdentityChange::ProviderType { to } => {
            let kind = catalogue::find(to).ok_or_else(|| IdentityError::UnknownType(to.clone()))?;
            let other = || IdentityError::OtherProtocol { from: source.kind.clone(), to: to.clone() };
            if *to == source.kind {
                return Err(IdentityError::NothingChanges(to.clone()));
            }
            // Only an OAuth source has a type of its own to change; other kinds are other models.
            (kind.protocol == Protocol::OAuth && source.protocol == Protocol::OAuth)
                .then_some(())
                .ok_or_else(other)
        }
        _ => Ok(()),
    }
}
