//! One field of a form.

use crate::draft::FieldValue;

/// One field of a source's form.
#[derive(Debug)]
pub struct Field {
    /// authentik's API name, such as `consumer_key`.
    pub name: &'static str,
    /// The group of the form that it stands in.
    pub group: Group,
    /// How it is drawn and what it holds.
    pub kind: FieldKind,
    /// Whether authentik's form insists on it.
    pub required: bool,
    /// The value that authentik's form starts with.
    pub default: Default,
    /// What the provider calls it: `AppID` for WeChat's consumer key.
    pub provider_term: Option<&'static str>,
}

/// The groups of authentik's form, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The fields above the first group; it has no title.
    General,
    /// Protocol settings, open.
    Protocol,
    /// OAuth Attribute mapping, open.
    AttributeMapping,
    /// Flow settings, closed.
    Flow,
    /// Advanced settings, closed.
    Advanced,
}

/// How a field is drawn and what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of text.
    Text,
    /// A slug, made from the name until it is edited.
    Slug,
    /// On or off.
    Switch,
    /// One of a list.
    Select(&'static [&'static str]),
    /// One of a few, all visible.
    Radio(&'static [&'static str]),
    /// One line of text in a fixed-width face.
    Monospace,
    /// A secret. It is write-only in authentik.
    Secret,
    /// A URL, a path below authentik's media folder, or `fa://` and an icon name.
    Icon,
    /// A list of property mappings.
    Mappings,
    /// A flow, by its slug; empty means none.
    Flow,
}

/// The value that a form starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Default {
    /// Nothing: the person gives it, or it is kept elsewhere.
    None,
    /// A text.
    Text(&'static str),
    /// A switch.
    Switch(bool),
}

impl Field {
    /// Returns the default as a value of a draft. Name, slug, secrets and mappings have none: they are kept elsewhere.
    pub fn default_value(&self) -> Option<FieldValue> {
        match self.default {
            Default::None => None,
            Default::Text(text) => Some(FieldValue::Text(text.to_owned())),
            Default::Switch(on) => Some(FieldValue::Switch(on)),
        }
    }

    /// Returns the id of the message with the field's label: `field-consumer-key`. Its help has `-help` behind it.
    pub fn label_id(&self) -> String {
        format!("field-{}", self.name.replace('_', "-"))
    }
}

impl Group {
    /// Returns the group's name for machines: `general`, `protocol`, `attribute-mapping`, `flow`, `advanced`.
    pub fn id(self) -> &'static str {
        match self {
            Group::General => "general",
            Group::Protocol => "protocol",
            Group::AttributeMapping => "attribute-mapping",
            Group::Flow => "flow",
            Group::Advanced => "advanced",
        }
    }

    /// Returns whether authentik's form shows the group open at first.
    pub fn is_open(self) -> bool {
        !matches!(self, Group::Flow | Group::Advanced)
    }
}

impl FieldKind {
    /// Returns the kind's name for machines: `text`, `slug`, `switch`, `select`, `radio`, `monospace`, `secret`, `icon`,
    /// `mappings`, `flow`.
    pub fn id(self) -> &'static str {
        match self {
            FieldKind::Text => "text",
            FieldKind::Slug => "slug",
            FieldKind::Switch => "switch",
            FieldKind::Select(_) => "select",
            FieldKind::Radio(_) => "radio",
            FieldKind::Monospace => "monospace",
            FieldKind::Secret => "secret",
            FieldKind::Icon => "icon",
            FieldKind::Mappings => "mappings",
            FieldKind::Flow => "flow",
        }
    }

    /// Returns what a select or radio offers; nothing for other kinds.
    pub fn choices(self) -> &'static [&'static str] {
        match self {
            FieldKind::Select(choices) | FieldKind::Radio(choices) => choices,
            _ => &[],
        }
    }
}
