//! The recipes as data.

use crate::mapping::{MappingList, NICKNAME_REPAIR};

/// A recipe, for all kinds of source that it fits. `__IDENTIFIER__`, `__PICTURE__` and `__SLUG__` in its texts are
/// replaced by what a source has there.
pub(super) struct Row {
    pub(super) id: &'static str,
    pub(super) list: MappingList,
    /// The kinds of source.
    pub(super) kinds: &'static [&'static str],
    /// What stands behind the slug in the mapping's name.
    pub(super) name: &'static str,
    pub(super) expression: &'static str,
    pub(super) sets: &'static [&'static str],
    pub(super) to_fill_in: &'static [&'static str],
    pub(super) scopes: &'static [&'static str],
    pub(super) asks: Option<&'static str>,
    pub(super) policy: Option<&'static str>,
}

impl Row {
    const fn new(
        id: &'static str,
        name: &'static str,
        kinds: &'static [&'static str],
        sets: &'static [&'static str],
        expression: &'static str,
    ) -> Row {
        Row {
            id,
            list: MappingList::User,
            kinds,
            name,
            expression,
            sets,
            to_fill_in: &[],
            scopes: &[],
            asks: None,
            policy: None,
        }
    }

    const fn with_blanks(self, names: &'static [&'static str]) -> Row {
        Row { to_fill_in: names, ..self }
    }

    const fn asking(self, host: &'static str, scopes: &'static [&'static str]) -> Row {
        Row { asks: Some(host), scopes, ..self }
    }

    /// A mapping that notes who belongs, with the policy that reads it.
    const fn gate(
        id: &'static str,
        kinds: &'static [&'static str],
        expression: &'static str,
        to_fill_in: &'static [&'static str],
    ) -> Row {
        let row = Row::new(id, "who is let in", kinds, &["attributes.is_admitted"], expression);
        Row { to_fill_in, policy: Some(include_str!("gate_policy.py")), ..row }
    }
}

/// How a mapping finds the user's id at the provider (authentik's `get_user_id` in `sources/oauth/types/*.py`).
pub(super) const IDENTIFIERS: &[(&str, &str)] = &[
    ("wechat", "info.get(\"unionid\") or info.get(\"openid\")"),
    ("reddit", "info.get(\"id\")"),
    ("twitter", "(info.get(\"data\") or {}).get(\"id\")"),
    ("facebook", "info.get(\"id\")"),
    ("telegram", "info.get(\"id\")"),
    ("slack", "info.get(\"sub\")"),
    ("google", "info.get(\"id\")"),
    ("mailcow", "info.get(\"id\")"),
];

/// Where a provider says the address of somebody's picture. Others do not, or not with the scopes and addresses that
/// authentik uses.
pub(super) const PICTURES: &[(&str, &str)] = &[
    ("wechat", "(info.get(\"headimgurl\") or \"\").replace(\"http://\", \"https://\", 1)"),
    ("google", "info.get(\"picture\")"),
    ("github", "info.get(\"avatar_url\")"),
    ("gitlab", "info.get(\"avatar_url\") or info.get(\"picture\")"),
    (
        "discord",
        "info.get(\"avatar\") and f\"https://cdn.discordapp.com/avatars/{info.get('id')}/{info.get('avatar')}.png\"",
    ),
    ("openidconnect", "info.get(\"picture\")"),
    ("okta", "info.get(\"picture\")"),
    ("slack", "info.get(\"picture\")"),
    ("reddit", "(info.get(\"icon_img\") or \"\").replace(\"&amp;\", \"&\")"),
    ("telegram", "info.get(\"photo_url\")"),
    ("plex", "info.get(\"thumb\")"),
];

/// Kinds whose people have an email address, as a rule.
const WITH_EMAIL: &[&str] = &[
    "apple",
    "azuread",
    "entraid",
    "discord",
    "facebook",
    "github",
    "gitlab",
    "google",
    "mailcow",
    "openidconnect",
    "okta",
    "patreon",
    "slack",
    "twitch",
    "saml",
    "plex",
];

/// Kinds that give a user name.
const WITH_USERNAME: &[&str] = &[
    "azuread",
    "entraid",
    "discord",
    "facebook",
    "github",
    "gitlab",
    "mailcow",
    "openidconnect",
    "okta",
    "patreon",
    "reddit",
    "slack",
    "twitch",
    "twitter",
    "saml",
    "plex",
    "telegram",
];

const WITH_PICTURE: &[&str] = &[
    "wechat",
    "google",
    "github",
    "gitlab",
    "discord",
    "openidconnect",
    "okta",
    "slack",
    "reddit",
    "telegram",
    "plex",
];

/// Kinds whose base properties can have groups.
const WITH_GROUPS: &[&str] = &["azuread", "entraid", "openidconnect", "okta", "saml"];

const ENTRA: &[&str] = &["azuread", "entraid"];

pub(super) const RECIPES: &[Row] = &[
    Row::new("wechat-nickname", "repair nickname", &["wechat"], &["name"], NICKNAME_REPAIR),
    Row::new(
        "email-made-up",
        "email address",
        &["wechat", "reddit", "twitter", "telegram", "facebook"],
        &["email"],
        include_str!("email_made_up.py"),
    )
    .with_blanks(&["DOMAIN"]),
    Row::new(
        "username-from-email",
        "username",
        WITH_EMAIL,
        &["username"],
        include_str!("username_from_email.py"),
    )
    .with_blanks(&["DOMAIN"]),
    Row::new(
        "username-readable",
        "username",
        &["wechat", "facebook", "slack", "google", "mailcow"],
        &["username"],
        include_str!("username_readable.py"),
    ),
    Row::new(
        "username-lower-case",
        "username in lower case",
        WITH_USERNAME,
        &["username"],
        include_str!("username_lower_case.py"),
    ),
    Row::new("avatar", "picture", WITH_PICTURE, &["attributes.avatar"], include_str!("avatar.py")),
    Row::gate("gate-wechat", &["wechat"], include_str!("gate_wechat.py"), &["ADMITTED"]),
    Row::gate("gate-github", &["github"], include_str!("gate_github.py"), &["ORGANIZATION"])
        .asking("api.github.com", &["read:org"]),
    Row::gate("gate-discord", &["discord"], include_str!("gate_discord.py"), &["GUILD"])
        .asking("discord.com", &["guilds"]),
    Row::gate("gate-google", &["google"], include_str!("gate_google.py"), &["DOMAIN"]),
    Row::gate("gate-entra", ENTRA, include_str!("gate_entra.py"), &["TENANT"]),
    Row::gate("gate-group", WITH_GROUPS, include_str!("gate_group.py"), &["GROUP"]),
    Row::new(
        "groups-claim",
        "groups",
        &["openidconnect", "okta"],
        &["groups"],
        include_str!("groups_claim.py"),
    )
    .with_blanks(&["CLAIM", "PREFIX", "NAMES"]),
    Row::new(
        "groups-filter",
        "groups that come in",
        WITH_GROUPS,
        &["groups"],
        include_str!("groups_filter.py"),
    )
    .with_blanks(&["PREFIX", "NAMES"]),
    Row {
        list: MappingList::Group,
        ..Row::new("group-name", "names of groups", WITH_GROUPS, &["name"], include_str!("group_name.py"))
    },
    Row::new(
        "attributes",
        "attributes",
        &["openidconnect", "okta", "google"],
        &["attributes"],
        include_str!("attributes.py"),
    ),
];
