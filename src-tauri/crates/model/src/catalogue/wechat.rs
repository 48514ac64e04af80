//! WeChat, as authentik 2026.5 has it (`sources/oauth/types/wechat.py`).

use super::{Default, Field, FieldKind, Group, SourceType};

/// authentik's user matching modes (`core/models.py`, `SourceUserMatchingModes`), in the order of the form.
const USER_MATCHING_MODES: &[&str] =
    &["identifier", "email_link", "email_deny", "username_link", "username_deny"];
/// authentik's group matching modes (`SourceGroupMatchingModes`).
const GROUP_MATCHING_MODES: &[&str] = &["identifier", "name_link", "name_deny"];
/// authentik's policy engine modes.
const POLICY_ENGINE_MODES: &[&str] = &["any", "all"];

/// The WeChat OAuth source. Its URLs are fixed, and PKCE, OIDC and URL fields do not exist in its form.
pub const WECHAT: SourceType = SourceType {
    id: "wechat",
    name: "WeChat OAuth Source",
    component: "ak-source-oauth-form",
    protocol: "OAuth",
    description: "Social Login using WeChat.",
    model: "authentik_sources_oauth.oauthsource",
    since: "2025.12",
    fields: &[
        field("name", Group::General, FieldKind::Text, true, Default::None),
        field("slug", Group::General, FieldKind::Slug, true, Default::None),
        field("enabled", Group::General, FieldKind::Switch, false, Default::Switch(true)),
        field("promoted", Group::General, FieldKind::Switch, false, Default::Switch(false)),
        field(
            "user_matching_mode",
            Group::General,
            FieldKind::Select(USER_MATCHING_MODES),
            true,
            Default::Text("identifier"),
        ),
        field(
            "group_matching_mode",
            Group::General,
            FieldKind::Select(GROUP_MATCHING_MODES),
            true,
            Default::Text("identifier"),
        ),
        field(
            "user_path_template",
            Group::General,
            FieldKind::Monospace,
            false,
            Default::Text("goauthentik.io/sources/%(slug)s"),
        ),
        field("icon", Group::General, FieldKind::Icon, false, Default::Text("")),
        Field {
            provider_term: Some("AppID"),
            ..field("consumer_key", Group::Protocol, FieldKind::Monospace, true, Default::Text(""))
        },
        Field {
            provider_term: Some("AppSecret"),
            ..field("consumer_secret", Group::Protocol, FieldKind::Secret, true, Default::None)
        },
        field("additional_scopes", Group::Protocol, FieldKind::Monospace, false, Default::Text("")),
        field("user_property_mappings", Group::AttributeMapping, FieldKind::Mappings, false, Default::None),
        field("group_property_mappings", Group::AttributeMapping, FieldKind::Mappings, false, Default::None),
        field(
            "authentication_flow",
            Group::Flow,
            FieldKind::Flow,
            false,
            Default::Text("default-source-authentication"),
        ),
        field(
            "enrollment_flow",
            Group::Flow,
            FieldKind::Flow,
            false,
            Default::Text("default-source-enrollment"),
        ),
        field(
            "policy_engine_mode",
            Group::Advanced,
            FieldKind::Radio(POLICY_ENGINE_MODES),
            true,
            Default::Text("any"),
        ),
    ],
};

const fn field(name: &'static str, group: Group, kind: FieldKind, required: bool, default: Default) -> Field {
    Field { name, group, kind, required, default, provider_term: None }
}
