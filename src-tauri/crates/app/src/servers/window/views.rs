//! A plan as the window shows it.

use desk_authentik::{Action, Conflict, ConflictKind, Model, Operation, PlanNote, Way};
use desk_model::DraftId;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::super::ServerColour;
use super::value::{Labels, PlanValue};
use crate::history::{LineView, lines_of_texts};

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PlanView {
    /// Its id, by which it is applied.
    pub id: String,
    /// The server's name.
    pub server: String,
    /// The server's host, with a port that is not the usual one.
    pub host: String,
    /// The server's address.
    pub url: String,
    /// The server's colour.
    pub colour: ServerColour,
    /// Whether the host has to be typed before it is applied.
    pub production: bool,
    /// The server's version.
    pub version: String,
    /// When it was made (RFC 3339).
    pub made_at: String,
    /// The run that it takes back; `None`: it pushes drafts.
    pub rolls_back: Option<u32>,
    /// The drafts that it pushes.
    pub drafts: Vec<DraftId>,
    /// How it would be sent.
    pub way: Way,
    /// How many objects are made.
    pub n_create: u32,
    /// How many objects are changed.
    pub n_update: u32,
    /// How many objects are deleted.
    pub n_delete: u32,
    /// How many objects are as wanted.
    pub n_none: u32,
    /// What would be done, object by object.
    pub operations: Vec<PlanOperationView>,
    /// What has to be decided or mended before.
    pub conflicts: Vec<PlanConflictView>,
    /// What a person should know.
    pub notes: Vec<PlanNote>,
    /// The name of the login page that the plan is about, which can be drawn.
    pub login_page: Option<String>,
}

/// The sort of an object, as authentik's pages name it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum PlanSort {
    /// A source.
    #[default]
    Source,
    /// A property mapping.
    Mapping,
    /// A login page: an identification stage.
    Stage,
}

/// What would be done to an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PlanOperationView {
    /// What is done.
    pub action: Action,
    /// The sort of object.
    pub sort: PlanSort,
    /// What people know it by: a source's slug, a mapping's or stage's name.
    pub key: String,
    /// The draft of a source.
    pub draft: Option<DraftId>,
    /// What changes, field by field.
    pub changes: Vec<PlanChangeView>,
}

/// What changes in a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PlanChangeView {
    /// The field's name in the API.
    pub path: String,
    /// The message with its label; `None`: it goes by its name.
    pub label_id: Option<String>,
    /// What it is.
    pub before: PlanValue,
    /// What it will be.
    pub after: PlanValue,
    /// Both line by line, if one of them has several.
    pub lines: Vec<LineView>,
}

/// Something that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PlanConflictView {
    /// Why.
    pub kind: ConflictKind,
    /// The sort of object.
    pub sort: PlanSort,
    /// What people know the object by.
    pub key: String,
    /// The field's name in the API; empty if it is about the whole object.
    pub path: String,
    /// The message with its label; `None`: it goes by its name.
    pub label_id: Option<String>,
    /// What was pushed last.
    pub last_pushed: PlanValue,
    /// What the server has.
    pub server: PlanValue,
    /// What the draft wants.
    pub draft: PlanValue,
    /// What a person can decide about it.
    pub decision: PlanDecision,
}

/// What a person can decide about a conflict. Each is a choice of the next plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum PlanDecision {
    /// Nothing: it has to be mended, here or on the server.
    Nothing,
    /// Who wins in this field.
    Winner {
        /// The field, as [`desk_authentik::Choices::fields`] names it.
        place: String,
    },
    /// Whether the object is taken over, or made again.
    Adopt,
    /// Whether a run is taken back although the server was changed since.
    OverChanges,
}

pub(super) fn operation_view(operation: &Operation, labels: &Labels) -> PlanOperationView {
    let model = operation.sort();
    let changes = operation.changes.iter().filter(|change| !change.path.is_empty()).map(|change| {
        let before = labels.value(model, &change.path, &change.before);
        let after = labels.value(model, &change.path, &change.after);
        let lines = match (before.text(), after.text()) {
            (Some(before), Some(after)) => lines_of_texts(before, after),
            _ => Vec::new(),
        };
        PlanChangeView {
            path: change.path.clone(),
            label_id: labels.label_id(model, &change.path),
            before,
            after,
            lines,
        }
    });
    // What is empty on both sides says nothing of an object that is made.
    let changes = changes.filter(|change| change.before != change.after || !is_nothing(&change.after));
    PlanOperationView {
        action: operation.action,
        sort: sort_of(model),
        key: operation.key().to_owned(),
        draft: operation.draft.clone(),
        changes: changes.collect(),
    }
}

pub(super) fn conflict_view(
    conflict: &Conflict,
    decision: PlanDecision,
    labels: &Labels,
) -> PlanConflictView {
    let model = Model::find(&conflict.model);
    let value = |value| labels.value(model, &conflict.path, value);
    PlanConflictView {
        kind: conflict.kind,
        sort: sort_of(model),
        key: conflict.key.clone(),
        path: conflict.path.clone(),
        label_id: labels.label_id(model, &conflict.path),
        last_pushed: value(&conflict.last_pushed),
        server: value(&conflict.server),
        draft: value(&conflict.draft),
        decision,
    }
}

pub(crate) fn sort_of(model: Option<Model>) -> PlanSort {
    match model {
        Some(Model::Mapping(_)) => PlanSort::Mapping,
        Some(Model::Stage) => PlanSort::Stage,
        Some(Model::Source(_)) | None => PlanSort::Source,
    }
}

fn is_nothing(value: &PlanValue) -> bool {
    *value == PlanValue::Nothing
}
