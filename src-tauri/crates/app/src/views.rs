//! What the use cases return about drafts, plain enough for JSON and TypeScript.

use desk_model::{Draft, FieldValue, Finding, Version};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::secrets::SecretState;

/// What the program is and where it keeps its data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AppFacts {
    /// The version of Source Desk.
    pub version: String,
    /// The language in force: `en` or `zh-CN`.
    pub locale: String,
    /// The data folder.
    pub data_home: String,
}

/// One entry of the New Source list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SourceTypeView {
    /// The short name: `wechat`.
    #[serde(rename = "type")]
    pub source_type: String,
    /// authentik's name: `WeChat OAuth Source`.
    pub name: String,
    /// authentik's form component.
    pub component: String,
    /// The protocol: `OAuth`.
    pub protocol: String,
    /// authentik's own description.
    pub description: String,
    /// The path of authentik's own icon, below the host that serves it.
    pub icon: String,
    /// The authentik versions that know the kind, oldest first.
    pub versions: Vec<Version>,
    /// What can be looked at and tried out beside the form and the blueprint.
    pub offers: Offers,
}

/// What can be looked at and tried out for a kind of source, beside its form and its blueprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Offers {
    /// The login page has a button for it, so there is something to preview.
    pub login_button: bool,
    /// authentik makes addresses for it that somebody has to be told, so its host matters.
    pub addresses: bool,
    /// The provider sends the browser back to a callback URL.
    pub callback: bool,
    /// The provider is built into Source Desk, so a test login can be rehearsed.
    pub test_login: bool,
}

/// One choice of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ChoiceView {
    /// The value.
    pub value: String,
    /// The message with its name.
    pub label_id: String,
}

/// One field of a form. Labels and help are message ids; the command line adds their words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FieldView {
    /// authentik's API name.
    pub name: String,
    /// The name that the API of the version asked for has; it differs from `name` where authentik renamed the field.
    pub api_name: String,
    /// The message with the label.
    pub label_id: String,
    /// The message with the help.
    pub help_id: String,
    /// The group's name for machines.
    pub group: String,
    /// The message with the group's title.
    pub group_label_id: String,
    /// Whether the group is open at first.
    pub group_open: bool,
    /// The kind of field: `text`, `slug`, `switch`, `select`, `radio`, `monospace`, `url`, `code`, `list`, `secret`,
    /// `icon`, `mappings`, `flow`, `certificate`, `user-group`.
    #[serde(rename = "type")]
    pub field_type: String,
    /// The value that the form starts with.
    pub default: Option<FieldValue>,
    /// The value that a field has which a blueprint leaves out, where it differs.
    pub api_default: Option<FieldValue>,
    /// Whether authentik's form insists on it.
    pub required: bool,
    /// Whether it is a secret.
    pub secret: bool,
    /// What the provider calls it: `AppID`.
    pub provider_term: Option<String>,
    /// What a select or radio offers.
    pub choices: Vec<ChoiceView>,
    /// Values that every authentik knows; others are as good.
    pub suggestions: Vec<String>,
    /// Whether a text of many lines is usual.
    pub multi_line: bool,
    /// What is written in a field of code: `json` or `krb5`.
    pub language: Option<String>,
    /// The field that must be filled in for this one to mean anything.
    pub shown_when: Option<String>,
    /// The most characters that the version asked for takes.
    pub max_length: Option<u32>,
    /// The authentik versions whose API has the field, oldest first.
    pub versions: Vec<Version>,
}

/// A draft with everything that is derived from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DraftView {
    /// The draft.
    pub draft: Draft,
    /// The kind of source; `None`: this version of Source Desk does not know it.
    pub kind: Option<SourceTypeView>,
    /// How often it was saved, from 1.
    pub revision: u32,
    /// When it was saved last, RFC 3339.
    pub updated_at: String,
    /// What the lints say.
    pub findings: Vec<Finding>,
    /// What is known of its secrets.
    pub secrets: Vec<SecretState>,
    /// The callback URL; empty for a kind that has none.
    pub callback_url: String,
    /// What belongs into 授权回调域; empty for a kind that is not WeChat.
    pub callback_domain: String,
    /// The URL that starts a login; empty for a kind that has none.
    pub login_url: String,
    /// Whether authentik's host is unknown and a placeholder stands in.
    pub host_is_placeholder: bool,
}

/// A draft in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DraftSummary {
    /// The identity.
    pub id: String,
    /// The kind of source.
    #[serde(rename = "type")]
    pub source_type: String,
    /// The name.
    pub name: String,
    /// The slug.
    pub slug: String,
    /// The host that serves authentik.
    pub authentik_host: String,
    /// What it is sorted by.
    pub tags: Vec<String>,
    /// When it was saved last, RFC 3339.
    pub updated_at: String,
    /// How often it was saved, from 1.
    pub revision: u32,
    /// How many findings are errors.
    pub n_errors: u32,
    /// How many findings are warnings.
    pub n_warnings: u32,
}

/// The drafts, and those that this version cannot read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ListingView {
    /// The drafts, newest change first.
    pub drafts: Vec<DraftSummary>,
    /// How many there are on all pages.
    pub n_found: u32,
    /// Drafts that a newer version wrote, or that are damaged. They are kept as they are.
    pub unreadable: Vec<UnreadableView>,
}

/// A draft that this version cannot read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct UnreadableView {
    /// The identity.
    pub id: String,
    /// The slug.
    pub slug: String,
    /// The name.
    pub name: String,
    /// Why: `newer` or `damaged`.
    pub why: String,
}

/// What a step was about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum ChangedObject {
    /// A draft of a source.
    Draft,
    /// A property mapping.
    Mapping,
}

/// What an undo or redo did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ChangeView {
    /// The step that was undone or done again: `created`, `saved`, `deleted`.
    pub change: String,
    /// What it was done with.
    pub object: ChangedObject,
    /// The name of the draft or property mapping.
    pub name: String,
    /// The draft's slug; empty for a property mapping.
    pub slug: String,
    /// The identity, if it is there after the change.
    pub id: Option<String>,
    /// How many drafts changed with a property mapping that they use.
    pub n_sources: u32,
}
