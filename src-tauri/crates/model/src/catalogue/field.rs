//! One field of a form.

use super::version::{Version, Versions};
use crate::draft::FieldValue;

/// One field of a source's form.
#[derive(Debug, Clone)]
pub struct Field {
    /// authentik's API name, such as `consumer_key`.
    pub name: &'static str,
    /// The name in versions that call it something else.
    pub renamed: Option<Renamed>,
    /// The group of the form that it stands in.
    pub group: Group,
    /// How it is drawn and what it holds.
    pub kind: FieldKind,
    /// Whether authentik's form insists on it.
    pub required: bool,
    /// Whether authentik's API refuses a source without it.
    pub required_by_api: bool,
    /// Whether authentik's API refuses an empty text.
    pub never_empty: bool,
    /// Whether authentik's API takes null, which is what an empty text then means.
    pub nullable: bool,
    /// The value that authentik's form starts with.
    pub default: Default,
    /// The value that the API, and with it a blueprint, gives to a field that is left out, where it differs.
    pub api_default: Option<Default>,
    /// The value that authentik's Terraform provider gives to a field that is left out, where it differs.
    pub terraform_default: Option<Default>,
    /// What the provider calls it: `AppID` for WeChat's consumer key.
    pub provider_term: Option<&'static str>,
    /// The field that must be filled in for this one to mean anything.
    pub shown_when: Option<&'static str>,
    /// The field that makes little sense without this one, which the API does not insist on: a name, of its password.
    pub needed_with: Option<&'static str>,
    /// Whether a text of many lines is usual.
    pub multi_line: bool,
    /// The versions whose API has the field.
    pub versions: Versions,
    /// The most characters that the API takes, and the versions that count them.
    pub max_length: Option<(usize, Versions)>,
    /// The versions whose API never shows the field again.
    pub write_only: Option<Versions>,
}

/// A field that has another name in newer versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renamed {
    /// The first version with the other name.
    pub since: Version,
    /// The other name.
    pub name: &'static str,
}

/// The groups of authentik's forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The fields above the first group; it has no title.
    General,
    /// Protocol settings.
    Protocol,
    /// URL settings.
    Url,
    /// Connection settings.
    Connection,
    /// Realm settings.
    Realm,
    /// Sync connection settings.
    Sync,
    /// SPNEGO settings.
    Spnego,
    /// Advanced protocol settings.
    AdvancedProtocol,
    /// Attribute mapping, with the protocol's name before it.
    AttributeMapping,
    /// Flow settings.
    Flow,
    /// Additional settings.
    Additional,
    /// Advanced settings.
    Advanced,
    /// What authentik's API takes and its form does not show.
    ApiOnly,
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
    /// Text in a fixed-width face.
    Monospace,
    /// A URL.
    Url,
    /// Code of many lines.
    Code(Language),
    /// A list of texts.
    List,
    /// A secret.
    Secret,
    /// A URL, a path below authentik's media folder, or `fa://` and an icon name.
    Icon,
    /// A list of property mappings.
    Mappings,
    /// A flow, by its slug; empty means none.
    Flow,
    /// A certificate-key pair, by its name; empty means none.
    Certificate,
    /// A group of users, by its name; empty means none.
    UserGroup,
}

/// What is written in a field of code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// A JSON object; the API takes the object, not its text.
    Json,
    /// `krb5.conf`.
    KerberosConfiguration,
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
    /// An empty list.
    EmptyList,
}

impl Default {
    /// Returns the value of a draft that this is.
    pub fn value(self) -> Option<FieldValue> {
        match self {
            Default::None => None,
            Default::Text(text) => Some(FieldValue::Text(text.to_owned())),
            Default::Switch(on) => Some(FieldValue::Switch(on)),
            Default::EmptyList => Some(FieldValue::List(Vec::new())),
        }
    }
}

impl Field {
    /// Returns the default as a value of a draft. Name, slug, secrets and mappings have none: they are kept elsewhere.
    pub fn default_value(&self) -> Option<FieldValue> {
        self.default.value()
    }

    /// Returns the name that a version's API has for the field.
    pub fn api_name(&self, version: Version) -> &'static str {
        match self.renamed {
            Some(renamed) if version >= renamed.since => renamed.name,
            _ => self.name,
        }
    }

    /// Returns whether the field goes by a name, in whatever version.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.renamed.is_some_and(|renamed| renamed.name == name)
    }

    /// Returns values that every authentik knows, to choose from where no server can be asked: slugs of its default
    /// flows (`blueprints/default`), the name of the key pair that it makes for itself (`crypto/apps.py`), the name of
    /// its first group (`blueprints/default/default-group-admin`). Others are as good.
    pub fn suggestions(&self) -> &'static [&'static str] {
        match (self.kind, self.name) {
            (FieldKind::Flow, "authentication_flow") => {
                &["default-source-authentication", "default-authentication-flow"]
            }
            (FieldKind::Flow, "enrollment_flow") => &["default-source-enrollment"],
            (FieldKind::Flow, "pre_authentication_flow") => &["default-source-pre-authentication"],
            // One with a private key, so it is no answer where the other side's certificate is asked for.
            (FieldKind::Certificate, "signing_kp" | "encryption_kp" | "client_certificate") => {
                &["authentik Self-signed Certificate"]
            }
            (FieldKind::UserGroup, _) => &["authentik Admins"],
            _ => &[],
        }
    }

    /// Returns whether it is a secret.
    pub fn is_secret(&self) -> bool {
        self.kind == FieldKind::Secret
    }

    /// Returns the id of the message with the field's label: `field-consumer-key`. Its help has `-help` behind it, and
    /// the help for one kind of source the kind's id behind that: `field-consumer-key-help-wechat`.
    pub fn label_id(&self) -> String {
        format!("field-{}", self.name.replace('_', "-"))
    }

    /// Returns the id of the message that names a choice: `choice-user-matching-mode-email-link`. Of a choice that is
    /// a URL or URN only its last part counts.
    pub fn choice_id(&self, choice: &str) -> String {
        let last = choice.rsplit(['#', ':', '/']).next().unwrap_or(choice);
        format!("choice-{}-{}", self.name, last).replace('_', "-").to_lowercase()
    }
}

impl Group {
    /// Returns the group's name for machines, such as `general` or `attribute-mapping`.
    pub fn id(self) -> &'static str {
        match self {
            Group::General => "general",
            Group::Protocol => "protocol",
            Group::Url => "url",
            Group::Connection => "connection",
            Group::Realm => "realm",
            Group::Sync => "sync",
            Group::Spnego => "spnego",
            Group::AdvancedProtocol => "advanced-protocol",
            Group::AttributeMapping => "attribute-mapping",
            Group::Flow => "flow",
            Group::Additional => "additional",
            Group::Advanced => "advanced",
            Group::ApiOnly => "api-only",
        }
    }

    /// Returns whether authentik's form shows the group open at first.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Group::General
                | Group::Protocol
                | Group::Url
                | Group::Connection
                | Group::Realm
                | Group::AttributeMapping
        )
    }
}

impl FieldKind {
    /// Returns the kind's name for machines: `text`, `slug`, `switch`, `select`, `radio`, `monospace`, `url`, `code`,
    /// `list`, `secret`, `icon`, `mappings`, `flow`, `certificate`, `user-group`.
    pub fn id(self) -> &'static str {
        match self {
            FieldKind::Text => "text",
            FieldKind::Slug => "slug",
            FieldKind::Switch => "switch",
            FieldKind::Select(_) => "select",
            FieldKind::Radio(_) => "radio",
            FieldKind::Monospace => "monospace",
            FieldKind::Url => "url",
            FieldKind::Code(_) => "code",
            FieldKind::List => "list",
            FieldKind::Secret => "secret",
            FieldKind::Icon => "icon",
            FieldKind::Mappings => "mappings",
            FieldKind::Flow => "flow",
            FieldKind::Certificate => "certificate",
            FieldKind::UserGroup => "user-group",
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
