//! Rules for matching people and groups (authentik's `core/sources/matcher.py` and `flow_manager.py`).

use super::rule::{error, info, warning};
use super::{Finding, Rule, finding, text};
use crate::catalogue::{Protocol, SourceType};
use crate::draft::Draft;

const MATCHER: &str = "core/sources/matcher.py";
const TYPES: &str = "sources/oauth/types/*.py; sources/telegram";

pub(super) const RULES: &[Rule] = &[
    error("email-matching", MATCHER),
    warning("email-link-takeover", "core/sources/matcher.py: email_verified is not looked at"),
    info("email-from-provider", TYPES).unknown_offline(),
    info("email-absent", TYPES),
    warning("username-matching", "sources/oauth/types/wechat.py"),
    error("username-absent", MATCHER),
    warning("username-optional", TYPES),
    warning("username-link-takeover", MATCHER),
    info("username-prompt", "blueprints/default/flow-default-source-enrollment.yaml"),
    info("matching-deny", MATCHER),
    info("matching-exact", "core/sources/matcher.py: the comparison is case-sensitive"),
    info("group-names-taken", "core/sources/flow_manager.py: GroupUpdateStage").unknown_offline(),
];

/// What authentik gets from a provider to match people by.
struct Person {
    /// Whether an email address comes.
    email: Comes,
    /// Whether a user name comes.
    username: Comes,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Comes {
    /// Never.
    Never,
    /// Not for everybody.
    Sometimes,
    /// It depends on how the other side is set up.
    Perhaps,
    /// Always.
    Always,
}

/// Providers that let only the owner of an email address use it. Google, Apple and GitHub say so in their documents.
const VERIFIES_EMAIL: &[&str] = &["apple", "github", "google"];
/// Providers where everybody chooses a user name freely.
const OPEN_TO_EVERYBODY: &[&str] = &[
    "discord", "facebook", "github", "gitlab", "patreon", "plex", "reddit", "telegram", "twitch", "twitter",
];
/// Types whose user name comes from a part of the profile that many people leave empty.
const OPTIONAL_USERNAMES: &[&str] = &["okta", "patreon", "telegram"];
/// Kinds that bring groups without a mapping: by the claim `groups`, by SAML's group attribute.
const BRINGS_GROUPS: &[&str] = &["okta", "openidconnect", "saml"];

pub(super) fn lint(draft: &Draft) -> Vec<Finding> {
    const FIELD: &str = "user_matching_mode";
    let Some(kind) = draft.kind() else { return Vec::new() };
    let Some(person) = person(kind) else { return Vec::new() };
    let sets = |property| draft.user_property_mappings.iter().any(|mapping| mapping.seems_to_set(property));
    let (sets_email, sets_username) = (sets("email"), sets("username"));
    let mode = text(draft, FIELD);
    let about = |code: &str| finding(code, FIELD).with("mode", mode).with("provider", provider_name(kind));
    let mut findings = Vec::new();
    if mode.starts_with("email_") && !sets_email {
        match person.email {
            Comes::Never => {
                findings.push(about("email-matching").fixed_by_setting("identifier"));
            }
            Comes::Perhaps => findings.push(about("email-from-provider")),
            Comes::Sometimes | Comes::Always => {}
        }
    } else if person.email == Comes::Never && !sets_email {
        findings
            .push(finding("email-absent", "user_property_mappings").with("provider", provider_name(kind)));
    }
    if mode == "email_link" && person.email != Comes::Never && !VERIFIES_EMAIL.contains(&kind.id) {
        findings.push(about("email-link-takeover").fixed_by_setting("identifier"));
    }
    if mode.starts_with("username_") && !sets_username {
        match (kind.id, person.username) {
            ("wechat", _) => {
                findings.push(about("username-matching").fixed_by_setting("identifier"));
            }
            (_, Comes::Never) => findings.push(about("username-absent").fixed_by_setting("identifier")),
            (_, Comes::Sometimes) => {
                findings.push(about("username-optional").fixed_by_setting("identifier"));
            }
            _ => {}
        }
    } else if person.username == Comes::Never && !sets_username {
        findings
            .push(finding("username-prompt", "user_property_mappings").with("provider", provider_name(kind)));
    }
    if mode == "username_link" && OPEN_TO_EVERYBODY.contains(&kind.id) {
        findings.push(about("username-link-takeover").fixed_by_setting("identifier"));
    }
    if mode.ends_with("_deny") {
        findings.push(about("matching-deny"));
    } else if mode.ends_with("_link") {
        findings.push(about("matching-exact"));
    }
    let brings_groups = BRINGS_GROUPS.contains(&kind.id)
        || text(draft, "additional_scopes").contains("GroupMember.Read.All")
        || sets("groups");
    if brings_groups
        && kind.field("group_matching_mode").is_some()
        && text(draft, "group_matching_mode") == "identifier"
    {
        findings.push(finding("group-names-taken", "group_matching_mode"));
    }
    findings
}

/// Returns what authentik knows of a person before any mapping; `None` where nobody logs in by the source or it depends
/// on more than the provider.
fn person(kind: &SourceType) -> Option<Person> {
    let comes = |keys: &[&str]| match keys {
        [] => Comes::Never,
        _ if kind.id == "openidconnect" => Comes::Perhaps,
        _ => Comes::Always,
    };
    let mut person = match (kind.protocol, kind.provider) {
        (Protocol::OAuth, Some(provider)) => Person {
            email: comes(provider.base_properties.email),
            username: comes(provider.base_properties.username),
        },
        (Protocol::Saml, _) => Person { email: Comes::Perhaps, username: Comes::Always },
        (Protocol::Plex, _) => Person { email: Comes::Always, username: Comes::Always },
        (Protocol::Telegram, _) => Person { email: Comes::Never, username: Comes::Sometimes },
        _ => return None,
    };
    if OPTIONAL_USERNAMES.contains(&kind.id) {
        person.username = Comes::Sometimes;
    }
    Some(person)
}

/// Returns the name of the other side for people: `WeChat`, `SAML`.
pub(super) fn provider_name(kind: &SourceType) -> &'static str {
    kind.provider.map_or(kind.protocol.name(), |provider| provider.name)
}
