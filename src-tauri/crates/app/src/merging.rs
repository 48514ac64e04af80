//! A draft that was changed in two places at once: what can be brought together is, the rest is asked about.

use desk_model::changes::{Conflict, Decision, merge};
use desk_model::{Draft, DraftId, FieldValue, tags};
use desk_store::StoreError;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::desk::Desk;
use crate::history::{PartView, part_view, unmergeable};
use crate::problem::Problem;
use crate::views::DraftView;

/// How often a write is tried again when somebody else was quicker each time.
const MOST_TRIES: usize = 8;

/// What came of bringing two changes of a draft together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MergeView {
    /// The draft with the changes of both; `None`: something has to be decided first, and nothing was stored.
    pub saved: Option<DraftView>,
    /// What had been changed elsewhere and is in the draft now.
    pub theirs: Vec<PartView>,
    /// What both changed, each in another way.
    pub conflicts: Vec<ConflictView>,
}

/// A part that was changed here and elsewhere, each in another way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ConflictView {
    /// The part.
    #[serde(flatten)]
    pub part: PartView,
    /// What both began with; `None`: it was not there.
    pub base: Option<FieldValue>,
    /// What it became here; `None`: it was taken away.
    pub mine: Option<FieldValue>,
    /// What it became elsewhere; `None`: it was taken away.
    pub theirs: Option<FieldValue>,
}

impl Desk {
    /// Saves a draft that was changed here from a revision which is not the newest any more, together with what was
    /// changed elsewhere meanwhile. What both changed waits for decisions; until they are there nothing is stored.
    pub fn merge_draft(
        &self,
        mine: &Draft,
        revision: u32,
        decisions: &[Decision],
    ) -> Result<MergeView, Problem> {
        let mine = tidied(mine);
        if let Some(error) = mine.check_values().into_iter().next() {
            return Err(error.into());
        }
        // Old revisions are forgotten at some time; then both sides are asked about all that differs.
        let base = self.with_store(|store| match store.revision(&mine.id, revision) {
            Ok(stored) => Ok(Some(stored.draft)),
            Err(StoreError::RevisionNotFound { .. } | StoreError::Unreadable(_)) => Ok(None),
            Err(error) => Err(error),
        })?;
        for _ in 0..MOST_TRIES {
            let theirs = self.with_store(|store| store.get(&mine.id))?;
            let merged = merge(base.as_ref(), &mine, &theirs.draft, decisions).map_err(unmergeable)?;
            let parts = merged.theirs.into_iter().map(|part| part_view(Some(&mine), part)).collect();
            if !merged.conflicts.is_empty() {
                let conflicts = merged.conflicts.into_iter().map(|one| conflict_view(&mine, one)).collect();
                return Ok(MergeView { saved: None, theirs: parts, conflicts });
            }
            if let Some(saved) = self.save_unless_changed(&merged.draft, theirs.revision)? {
                return Ok(MergeView { saved: Some(saved), theirs: parts, conflicts: Vec::new() });
            }
        }
        Err(Problem::new("store-busy").retryable())
    }

    /// Changes a draft from what it is now. If it is changed elsewhere at the same moment, the change is made again
    /// upon that, so nothing of the other is lost.
    pub fn change_draft<E: From<Problem>>(
        &self,
        id: &DraftId,
        mut change: impl FnMut(&mut Draft) -> Result<(), E>,
    ) -> Result<DraftView, E> {
        for _ in 0..MOST_TRIES {
            let stored = self.with_store(|store| store.get(id))?;
            let mut draft = stored.draft;
            change(&mut draft)?;
            let draft = tidied(&draft);
            if let Some(error) = draft.check_values().into_iter().next() {
                return Err(Problem::from(error).into());
            }
            if let Some(saved) = self.save_unless_changed(&draft, stored.revision)? {
                return Ok(saved);
            }
        }
        Err(Problem::new("store-busy").retryable().into())
    }

    /// Saves a draft; `None`: it was changed elsewhere meanwhile.
    fn save_unless_changed(&self, draft: &Draft, revision: u32) -> Result<Option<DraftView>, Problem> {
        let stored = self.with_store(|store| match store.save(draft, revision) {
            Ok(stored) => Ok(Some(stored)),
            Err(StoreError::Conflict { .. }) => Ok(None),
            Err(error) => Err(error),
        })?;
        Ok(stored.map(|stored| self.view(stored)))
    }
}

/// Returns a draft with its tags as they are kept.
pub(crate) fn tidied(draft: &Draft) -> Draft {
    Draft { tags: tags::tidy(draft.tags.iter().map(String::as_str)), ..draft.clone() }
}

fn conflict_view(draft: &Draft, conflict: Conflict) -> ConflictView {
    let Conflict { part, base, mine, theirs } = conflict;
    ConflictView { part: part_view(Some(draft), part), base, mine, theirs }
}
