//! The fields that several forms share, and how a field is put together.

use super::field::{Default, Field, FieldKind, Group, Renamed};
use super::version::{Version, Versions};

/// authentik's user matching modes (`core/models.py`, `SourceUserMatchingModes`), in the order of the form.
const USER_MATCHING_MODES: &[&str] =
    &["identifier", "email_link", "email_deny", "username_link", "username_deny"];
/// authentik's group matching modes (`SourceGroupMatchingModes`).
const GROUP_MATCHING_MODES: &[&str] = &["identifier", "name_link", "name_deny"];
/// authentik's policy engine modes.
const POLICY_ENGINE_MODES: &[&str] = &["any", "all"];
/// When other systems are told about objects that a sync changed (`lib/sync/outgoing/models.py`).
const SYNC_TRIGGER_MODES: &[&str] = &["none", "immediate", "deferred_end"];
/// Where new users are filed.
const USER_PATH: &str = "goauthentik.io/sources/%(slug)s";

/// Makes a field that has nothing special about it.
pub(super) const fn field(name: &'static str, group: Group, kind: FieldKind) -> Field {
    Field {
        name,
        renamed: None,
        group,
        kind,
        required: false,
        required_by_api: false,
        never_empty: false,
        nullable: false,
        default: match kind {
            FieldKind::Switch => Default::Switch(false),
            FieldKind::Mappings | FieldKind::Secret | FieldKind::Slug => Default::None,
            FieldKind::List => Default::EmptyList,
            _ => Default::Text(""),
        },
        api_default: None,
        terraform_default: None,
        provider_term: None,
        shown_when: None,
        needed_with: None,
        multi_line: matches!(kind, FieldKind::Code(_)),
        versions: Versions::ALL,
        max_length: None,
        write_only: None,
    }
}

impl Field {
    /// The form insists on it.
    pub(super) const fn required(self) -> Field {
        Field { required: true, ..self }
    }

    /// Form and API insist on it, and the API on a text that is not empty.
    pub(super) const fn demanded(self) -> Field {
        Field { required: true, required_by_api: true, never_empty: true, ..self }
    }

    /// Form and API insist on it; the API has no rule for its text.
    pub(super) const fn referenced(self) -> Field {
        Field { required: true, required_by_api: true, ..self }
    }

    /// The API refuses an empty text.
    pub(super) const fn never_empty(self) -> Field {
        Field { never_empty: true, ..self }
    }

    /// The form starts with a text.
    pub(super) const fn text(self, default: &'static str) -> Field {
        Field { default: Default::Text(default), ..self }
    }

    /// The form starts with the switch on.
    pub(super) const fn on(self) -> Field {
        Field { default: Default::Switch(true), ..self }
    }

    /// The API has another default than the form.
    pub(super) const fn api(self, default: Default) -> Field {
        Field { api_default: Some(default), ..self }
    }

    /// The Terraform provider has another default than the form.
    pub(super) const fn terraform(self, default: Default) -> Field {
        Field { terraform_default: Some(default), ..self }
    }

    /// It means something only where another field is filled in.
    pub(super) const fn shown_when(self, field: &'static str) -> Field {
        Field { shown_when: Some(field), ..self }
    }

    /// The API takes null for an empty one.
    pub(super) const fn nullable(self) -> Field {
        Field { nullable: true, ..self }
    }

    /// Another field makes little sense without it.
    pub(super) const fn needed_with(self, field: &'static str) -> Field {
        Field { needed_with: Some(field), ..self }
    }

    /// It usually has many lines.
    pub(super) const fn multi_line(self) -> Field {
        Field { multi_line: true, ..self }
    }

    /// Only some versions have it.
    pub(super) const fn only(self, versions: Versions) -> Field {
        Field { versions, ..self }
    }

    /// It has another name from a version on.
    pub(super) const fn renamed(self, since: Version, name: &'static str) -> Field {
        Field { renamed: Some(Renamed { since, name }), ..self }
    }

    /// Some versions count its characters.
    pub(super) const fn at_most(self, characters: usize, versions: Versions) -> Field {
        Field { max_length: Some((characters, versions)), ..self }
    }

    /// Some versions never show it again.
    pub(super) const fn write_only(self, versions: Versions) -> Field {
        Field { write_only: Some(versions), ..self }
    }

    /// authentik's form does not show it, so a new draft leaves it out.
    pub(super) const fn api_only(self) -> Field {
        Field { group: Group::ApiOnly, required: false, default: Default::None, ..self }
    }
}

pub(super) const fn name() -> Field {
    Field { default: Default::None, ..field("name", Group::General, FieldKind::Text).demanded() }
}

pub(super) const fn slug() -> Field {
    field("slug", Group::General, FieldKind::Slug).demanded()
}

pub(super) const fn enabled() -> Field {
    field("enabled", Group::General, FieldKind::Switch).on()
}

pub(super) const fn promoted() -> Field {
    field("promoted", Group::General, FieldKind::Switch)
}

pub(super) const fn user_matching_mode(group: Group) -> Field {
    field("user_matching_mode", group, FieldKind::Select(USER_MATCHING_MODES)).required().text("identifier")
}

pub(super) const fn group_matching_mode(group: Group) -> Field {
    field("group_matching_mode", group, FieldKind::Select(GROUP_MATCHING_MODES)).required().text("identifier")
}

pub(super) const fn user_path_template(group: Group) -> Field {
    field("user_path_template", group, FieldKind::Monospace).never_empty().text(USER_PATH)
}

pub(super) const fn icon(group: Group) -> Field {
    field("icon", group, FieldKind::Icon)
}

pub(super) const fn user_property_mappings() -> Field {
    field("user_property_mappings", Group::AttributeMapping, FieldKind::Mappings)
}

pub(super) const fn group_property_mappings() -> Field {
    field("group_property_mappings", Group::AttributeMapping, FieldKind::Mappings)
}

pub(super) const fn pre_authentication_flow() -> Field {
    field("pre_authentication_flow", Group::Flow, FieldKind::Flow)
        .referenced()
        .text("default-source-pre-authentication")
}

pub(super) const fn authentication_flow() -> Field {
    flow("authentication_flow").text("default-source-authentication")
}

pub(super) const fn enrollment_flow() -> Field {
    flow("enrollment_flow").text("default-source-enrollment")
}

/// A flow that the form chooses beforehand and that every other channel leaves null.
const fn flow(name: &'static str) -> Field {
    field(name, Group::Flow, FieldKind::Flow).nullable().api(Default::None).terraform(Default::None)
}

pub(super) const fn policy_engine_mode() -> Field {
    field("policy_engine_mode", Group::Advanced, FieldKind::Radio(POLICY_ENGINE_MODES)).required().text("any")
}

pub(super) const fn sync_outgoing_trigger_mode() -> Field {
    field("sync_outgoing_trigger_mode", Group::Additional, FieldKind::Radio(SYNC_TRIGGER_MODES))
        .required()
        .text("deferred_end")
}

pub(super) const fn secret(name: &'static str, group: Group) -> Field {
    field(name, group, FieldKind::Secret).write_only(Versions::ALL)
}
