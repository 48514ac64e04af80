//! The commands about what became of a draft.

use desk_app::{ChangedPartView, Decision, Draft, DraftId, MergeView, Problem, RestoredView, RevisionView};

use super::Desks;

/// Saves a draft that was changed here and elsewhere; what both changed is decided or asked about.
#[tauri::command]
#[specta::specta]
pub async fn merge_draft(
    desk: Desks<'_>,
    draft: Draft,
    revision: u32,
    decisions: Vec<Decision>,
) -> Result<MergeView, Problem> {
    desk.merge_draft(&draft, revision, &decisions)
}

/// Returns the revisions of a draft, the newest first.
#[tauri::command]
#[specta::specta]
pub async fn draft_history(desk: Desks<'_>, id: DraftId) -> Result<Vec<RevisionView>, Problem> {
    desk.history(&id)
}

/// Returns what differs between two revisions of a draft.
#[tauri::command]
#[specta::specta]
pub async fn compare_revisions(
    desk: Desks<'_>,
    id: DraftId,
    before: u32,
    after: u32,
) -> Result<Vec<ChangedPartView>, Problem> {
    desk.compare_revisions(&id, before, after)
}

/// Puts a draft back to what a revision has.
#[tauri::command]
#[specta::specta]
pub async fn restore_revision(desk: Desks<'_>, id: DraftId, revision: u32) -> Result<RestoredView, Problem> {
    desk.restore_revision(&id, revision)
}
