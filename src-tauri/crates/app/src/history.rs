//! What became of a draft over time: its revisions, what differs between them, and the way back.

use desk_model::changes::{FieldChange, PartName, diff};
use desk_model::{Draft, DraftId, FieldValue};
use desk_store::{ChangeKind, Revision, Summary};
use serde::{Deserialize, Serialize};
use similar::{ChangeTag, TextDiff};
use specta::Type;

use crate::desk::Desk;
use crate::drafts::rfc3339;
use crate::problem::Problem;
use crate::views::DraftView;

/// One revision of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RevisionView {
    /// Its number, from 1.
    pub revision: u32,
    /// When it was written, RFC 3339.
    pub at: String,
    /// The name of the computer that wrote it; `None`: unknown, as for revisions from before it was noted.
    pub machine: Option<String>,
    /// What was done.
    pub summary: SummaryView,
}

/// What was done with a draft. `history-WHAT` has its words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
pub struct SummaryView {
    /// `created`, `copied`, `imported`, `changed`, `mapping-changed`, `restored`, `undone`, `redone`, `recovered`,
    /// `settled` or `unknown`.
    pub what: String,
    /// The slug that was copied, the mapping that was changed, the revision that was restored, the step that was undone
    /// or done again (`created`, `saved`, `deleted`); else empty.
    pub subject: String,
    /// What changed, where that was noted or could be told.
    pub parts: Vec<PartView>,
}

/// A part of a draft with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PartView {
    /// The part.
    #[serde(flatten)]
    pub part: PartName,
    /// The message with the field's name.
    pub label_id: String,
}

/// What differs between two revisions in one part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ChangedPartView {
    /// The part.
    #[serde(flatten)]
    pub part: PartView,
    /// What it was; `None`: it was not there, or left at its default.
    pub before: Option<FieldValue>,
    /// What it is; `None`: it is not there, or left at its default.
    pub after: Option<FieldValue>,
    /// The lines of a text that has several on a side; else empty.
    pub lines: Vec<LineView>,
}

/// A line of a text that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LineView {
    /// What became of it.
    pub line: LineChange,
    /// The line.
    pub text: String,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum LineChange {
    /// It stays.
    Same,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

/// A draft that was put back to an earlier revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RestoredView {
    /// The draft.
    pub view: DraftView,
    /// Whether anything had to be changed for that.
    pub is_changed: bool,
    /// The property mappings whose expressions stay as they are now, because other sources may use them too.
    pub kept_mappings: Vec<String>,
}

impl Desk {
    /// Returns the revisions of a draft, the newest first. What was done in one that does not say so is told by what
    /// differs from the one before.
    pub fn history(&self, id: &DraftId) -> Result<Vec<RevisionView>, Problem> {
        let revisions = self.with_store(|store| store.history(id))?;
        let draft_at = |number| self.with_store(|store| store.revision(id, number)).ok().map(|one| one.draft);
        let kind_of = self.with_store(|store| store.get(id)).ok().map(|stored| stored.draft);
        let mut views = Vec::with_capacity(revisions.len());
        for (place, revision) in revisions.iter().enumerate() {
            let summary = match &revision.summary {
                Some(summary) => summary.clone(),
                None => match revisions.get(place + 1) {
                    None if revision.number == 1 => Summary::Created,
                    None => Summary::Settled,
                    Some(before) => {
                        let parts = match (draft_at(before.number), draft_at(revision.number)) {
                            (Some(before), Some(after)) => parts_of(&before, &after)?,
                            _ => Vec::new(),
                        };
                        Summary::Changed { parts }
                    }
                },
            };
            let is_told = revision.summary.is_some() || summary == Summary::Created;
            views.push(revision_view(revision, &summary, is_told, kind_of.as_ref()));
        }
        Ok(views)
    }

    /// Returns what differs between two revisions of a draft.
    pub fn compare_revisions(
        &self,
        id: &DraftId,
        before: u32,
        after: u32,
    ) -> Result<Vec<ChangedPartView>, Problem> {
        let before = self.with_store(|store| store.revision(id, before))?.draft;
        let after = self.with_store(|store| store.revision(id, after))?.draft;
        let changes = diff(&before, &after).map_err(unmergeable)?;
        Ok(changes.into_iter().map(|change| changed_part(&after, change)).collect())
    }

    /// Puts a draft back to what a revision has, as a new revision, which [`Desk::undo`] takes back. Secrets are not
    /// touched.
    pub fn restore_revision(&self, id: &DraftId, revision: u32) -> Result<RestoredView, Problem> {
        let before = self.with_store(|store| store.history(id))?.first().map(|newest| newest.number);
        let restored = self.with_store(|store| store.restore(id, revision))?;
        Ok(RestoredView {
            is_changed: before != Some(restored.stored.revision),
            kept_mappings: restored.kept_mappings,
            view: self.view(restored.stored),
        })
    }
}

/// Returns a part with the message that names its field.
pub(crate) fn part_view(draft: Option<&Draft>, part: PartName) -> PartView {
    let field = draft.and_then(Draft::kind).and_then(|kind| kind.field(&part.field));
    let own = format!("part-{}", part.field.replace('_', "-"));
    let label_id = match part.field.as_str() {
        "tags" if part.item.is_some() => "part-tag".to_owned(),
        "authentik_host" | "callback_domain" | "target" => format!("field-{}", part.field.replace('_', "-")),
        _ => field.map_or(own, desk_model::Field::label_id),
    };
    PartView { part, label_id }
}

/// A document always becomes JSON and back. Should that change, it is a mistake of ours.
pub(crate) fn unmergeable(error: serde_json::Error) -> Problem {
    Problem::new("internal").detailed(error.to_string())
}

/// Returns the lines of a text that changed, if there is more than one on a side.
pub(crate) fn lines_of(before: Option<&FieldValue>, after: Option<&FieldValue>) -> Vec<LineView> {
    let text = |value: Option<&FieldValue>| match value {
        Some(FieldValue::Text(text)) => Some(text.clone()),
        None => Some(String::new()),
        Some(_) => None,
    };
    let (Some(before), Some(after)) = (text(before), text(after)) else { return Vec::new() };
    lines_of_texts(&before, &after)
}

/// Returns the lines of two texts with what became of each, if one of them has more than one.
pub(crate) fn lines_of_texts(before: &str, after: &str) -> Vec<LineView> {
    if before.lines().count() < 2 && after.lines().count() < 2 {
        return Vec::new();
    }
    let changes = TextDiff::from_lines(before, after);
    let lines = changes.iter_all_changes().map(|change| LineView {
        line: match change.tag() {
            ChangeTag::Equal => LineChange::Same,
            ChangeTag::Insert => LineChange::Added,
            ChangeTag::Delete => LineChange::Removed,
        },
        text: change.value().trim_end_matches(['\n', '\r']).to_owned(),
    });
    lines.collect()
}

fn parts_of(before: &Draft, after: &Draft) -> Result<Vec<PartName>, Problem> {
    let changes = diff(before, after).map_err(unmergeable)?;
    Ok(changes.into_iter().map(|change| change.part).collect())
}

fn changed_part(draft: &Draft, change: FieldChange) -> ChangedPartView {
    let FieldChange { part, before, after } = change;
    let lines = lines_of(before.as_ref(), after.as_ref());
    ChangedPartView { part: part_view(Some(draft), part), before, after, lines }
}

fn revision_view(
    revision: &Revision,
    summary: &Summary,
    is_told: bool,
    draft: Option<&Draft>,
) -> RevisionView {
    let Revision { number, written_at, machine, .. } = revision;
    let view = |what: &str, subject: &str, parts: &[PartName]| SummaryView {
        what: what.to_owned(),
        subject: subject.to_owned(),
        parts: parts.iter().map(|part| part_view(draft, part.clone())).collect(),
    };
    let step = |kind: &ChangeKind| match kind {
        ChangeKind::Created => "created",
        ChangeKind::Saved => "saved",
        ChangeKind::Deleted => "deleted",
    };
    let summary = match summary {
        Summary::Created => view("created", "", &[]),
        Summary::Copied { from } => view("copied", from, &[]),
        Summary::Imported => view("imported", "", &[]),
        Summary::Changed { parts } if is_told || !parts.is_empty() => view("changed", "", parts),
        Summary::MappingChanged { mapping } => view("mapping-changed", mapping, &[]),
        Summary::Restored { revision } => view("restored", &revision.to_string(), &[]),
        Summary::Undone { step: kind } => view("undone", step(kind), &[]),
        Summary::Redone { step: kind } => view("redone", step(kind), &[]),
        Summary::Recovered => view("recovered", "", &[]),
        Summary::Settled if is_told => view("settled", "", &[]),
        Summary::Changed { .. } | Summary::Settled => view("unknown", "", &[]),
    };
    RevisionView { revision: *number, at: rfc3339(*written_at), machine: machine.clone(), summary }
}
