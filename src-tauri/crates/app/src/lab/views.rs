//! What the mapping lab shows.

mod offers;
mod predicted;

use std::collections::BTreeMap;

use desk_model::{DraftId, PropertyMapping};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use specta_typescript::Unknown;

use crate::mappings::MappingList;

pub use offers::{DirectoryNote, LabDirectory, LabOffers, LabSample};
pub use predicted::{GroupView, NextLoginView, PredictedLog, PredictionView, UnknownView, UserCard};

/// What to try.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct LabRequest {
    /// The draft.
    pub draft: DraftId,
    /// The provider's information about the person: a JSON object, as text.
    pub info: String,
    /// What else is known: a JSON object, as text. Empty: nothing.
    pub context: String,
    /// The mappings as they are typed, saved or not; `None`: those of the draft.
    pub mappings: Option<LabMappings>,
    /// What runs them.
    pub engine: LabEngine,
}

/// Mappings as they are typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct LabMappings {
    /// Those of users.
    pub user: Vec<PropertyMapping>,
    /// Those of groups.
    pub group: Vec<PropertyMapping>,
}

/// What runs mappings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum LabEngine {
    /// The interpreter that comes with Source Desk.
    #[default]
    Inside,
    /// The system's Python 3.
    Python,
}

impl LabEngine {
    /// Both.
    pub const ALL: [LabEngine; 2] = [LabEngine::Inside, LabEngine::Python];

    /// Returns its name on a command line.
    pub fn id(self) -> &'static str {
        match self {
            LabEngine::Inside => "inside",
            LabEngine::Python => "python",
        }
    }
}

/// What came of the property mappings of one login, and what authentik would do then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct LabRun {
    /// What came of the mappings.
    pub pipeline: PipelineView,
    /// What authentik would do. `None`: the mappings did not come to an end, for a reason that is ours or that only a
    /// server knows.
    pub prediction: Option<PredictionView>,
}

/// What came of the property mappings of one login.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct PipelineView {
    /// The user's id at the provider. `None`: authentik would say "Could not determine id." and run no mapping.
    pub identifier: Option<String>,
    /// The properties before the first mapping: what the type says, with path and attributes.
    #[specta(type = Unknown)]
    pub base: Value,
    /// What is not certain of them: `doubt-CODE` has the words.
    pub doubts: Vec<String>,
    /// Each mapping in the order in which authentik runs them, up to the one that ended it.
    pub steps: Vec<LabStep>,
    /// The mappings that were not run, because one before them ended it.
    pub not_run: Vec<String>,
    /// The user's properties after all: without those that are null, and without `groups`.
    #[specta(type = Unknown)]
    pub properties: Value,
    /// The groups with their properties.
    pub groups: Vec<LabGroup>,
    /// The properties that the enrollment flow would write.
    pub kept: Vec<String>,
    /// The properties that it would not write, with the reason.
    pub discarded: Vec<DiscardedView>,
    /// Why it did not come to an end.
    pub ended: Option<LabEnd>,
}

/// Why the mappings of a login did not come to an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum LabEnd {
    /// The user has no id at the provider.
    NoIdentifier,
    /// A mapping raised an exception: authentik answers with an error page, and so ends this.
    Raised,
    /// Only a server knows what a mapping asks for.
    NeedsServer,
    /// A mapping reached a limit of ours. authentik has none of them.
    Stopped,
    /// The groups are no list of texts: authentik crashes.
    BadGroups,
}

impl LabEnd {
    /// Returns its name in JSON and messages: `lab-ended-NAME` has the words.
    pub fn id(self) -> &'static str {
        match self {
            LabEnd::NoIdentifier => "no-identifier",
            LabEnd::Raised => "raised",
            LabEnd::NeedsServer => "needs-server",
            LabEnd::Stopped => "stopped",
            LabEnd::BadGroups => "bad-groups",
        }
    }
}

/// One mapping that was run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct LabStep {
    /// The mapping's name.
    pub mapping: String,
    /// Whether it is one of users or of groups.
    pub list: MappingList,
    /// The group that it was run for.
    pub group_id: Option<String>,
    /// What it returned; null for Python's `None` as well, and where it returned nothing.
    #[specta(type = Unknown)]
    pub returned: Value,
    /// What authentik does with that.
    pub use_of: ReturnedUse,
    /// Where what it returned is not what JSON has.
    pub notes: Vec<PythonNote>,
    /// The properties after it.
    #[specta(type = Unknown)]
    pub properties: Value,
    /// What it changed, in place or by what it returned.
    pub changes: Vec<PropertyChange>,
    /// What it changed in place, which it did whatever it returned.
    pub in_place: Vec<PropertyChange>,
    /// What it logged and printed.
    pub log: Vec<LabLog>,
    /// What it asked of authentik and of other servers.
    pub calls: Vec<LabCall>,
    /// Whether log and calls are incomplete, because there were too many.
    pub is_cut: bool,
    /// Why it did not return.
    pub error: Option<LabError>,
}

/// What authentik does with what a mapping returned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ReturnedUse {
    /// A dict: it is merged into the properties.
    Merged,
    /// `None` or something empty: it is passed over.
    Empty,
    /// Something else than a dict: it is passed over as well, which is hardly what was meant.
    NotADict,
    /// Nothing was returned.
    Nothing,
}

/// A value that JSON has no type for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PythonNote {
    /// Where it is; empty for the whole value.
    pub path: String,
    /// Python's name of its type.
    pub type_name: String,
    /// Its text.
    pub text: String,
}

/// One property that is different.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct PropertyChange {
    /// The keys that lead to it.
    pub path: Vec<String>,
    /// What it was; `None`: it was not there.
    #[specta(type = Option<Unknown>)]
    #[serde(deserialize_with = "present")]
    pub before: Option<Value>,
    /// What it is; `None`: it is gone.
    #[specta(type = Option<Unknown>)]
    #[serde(deserialize_with = "present")]
    pub after: Option<Value>,
    /// Whether it is new, gone or another.
    pub kind: ChangeKind,
}

/// How a property is different.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It was not there.
    Added,
    /// It is gone.
    Removed,
    /// It is another.
    Changed,
}

/// A line that a mapping logged or printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct LabLog {
    /// `debug`, `info`, `warning`, `error`, `critical`, or `print`.
    pub level: String,
    /// The text.
    pub event: String,
    /// What is said beside it, as JSON texts by their names.
    pub fields: BTreeMap<String, String>,
}

/// A question of a mapping to authentik or to another server, answered from what is known here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct LabCall {
    /// The function: `ak_user_by`.
    pub name: String,
    /// What it was given.
    #[specta(type = Unknown)]
    pub asked: Value,
    /// What it was answered; `None`: nothing, because it is a thing to do.
    #[specta(type = Option<Unknown>)]
    #[serde(deserialize_with = "present")]
    pub answer: Option<Value>,
}

/// Why a mapping did not return.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum LabError {
    /// It raised an exception, or its text is not Python.
    Raised {
        /// The exception's type.
        type_name: String,
        /// Its text.
        message: String,
        /// The line of the mapping's own text, from 1. authentik's tracebacks say one more.
        line: Option<u32>,
    },
    /// It raised `SkipObject`, which a sync leaves an object out for.
    Skipped,
    /// Only a server can say, and what for: "imports authentik.core.models".
    NeedsServer {
        /// What it wanted, in order.
        what: Vec<String>,
    },
    /// It was ended by a limit: `time`, `processor`, `memory`, `stack`, `output` or `ended`; `lab-limit-LIMIT` has the
    /// words.
    Stopped {
        /// Which.
        limit: String,
    },
}

/// A group with its properties after the group mappings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct LabGroup {
    /// Its id at the provider.
    pub id: String,
    /// Its properties.
    #[specta(type = Unknown)]
    pub properties: Value,
}

/// A property that is not written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DiscardedView {
    /// The key.
    pub key: String,
    /// Why: `no_value`, `component`, `groups`, `no_field` or `no_user_write`; `discarded-WHY` has the words.
    pub why: String,
}

/// Tells a value that is null from none.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}
