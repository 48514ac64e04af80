//! Undo and redo: rows of the database, so that they survive a restart.

use std::collections::BTreeSet;

use desk_model::DraftId;
use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde::Serialize;

use crate::document;
use crate::draft_row::{self, NewRevision, Stored};
use crate::error::{Cause, StoreError};
use crate::search;
use crate::store::Store;

/// How many steps can be undone. Older ones are forgotten.
const KEPT_STEPS: i64 = 1000;

/// How many revisions of a draft stay, besides those that a step still needs.
const KEPT_REVISIONS: u32 = 200;

/// What was undone or redone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What the person had done. After an undo of `Created` the draft is gone.
    pub summary: ChangeKind,
    /// The draft's slug: as it is now, or as it was last if the draft is gone now.
    pub slug: String,
    /// The draft's name, likewise.
    pub name: String,
    /// The draft as it is now. None if it is gone, or if it is back but this version cannot read it.
    pub draft: Option<Stored>,
}

/// What a person did with a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Made it, also by copy or import.
    Created,
    /// Saved it.
    Saved,
    /// Deleted it.
    Deleted,
}

impl Store {
    /// Takes back the last change that is not taken back yet, of whichever process. None if there is none.
    pub fn undo(&mut self) -> Result<Option<Change>, StoreError> {
        self.travel(Direction::Back)
    }

    /// Does again what was last undone. None if there is nothing, as after a new edit.
    pub fn redo(&mut self) -> Result<Option<Change>, StoreError> {
        self.travel(Direction::Forth)
    }

    fn travel(&mut self, direction: Direction) -> Result<Option<Change>, StoreError> {
        self.write(|transaction, now| {
            let Some(step) = next_step(transaction, direction)? else { return Ok(None) };
            let change = take(transaction, &step, direction, now)?;
            transaction
                .prepare_cached("UPDATE step SET undone = ?2 WHERE id = ?1")?
                .execute(params![step.id, direction == Direction::Back])?;
            forget_revisions(transaction, &step.draft_id)?;
            Ok(Some(change))
        })
    }
}

/// Notes what a person did. What was undone before can then no longer be redone.
pub(crate) fn record(
    transaction: &Transaction<'_>,
    draft_id: &DraftId,
    before: Option<u32>,
    after: Option<u32>,
    now: i64,
) -> Result<(), Cause> {
    let mut touched = forget_steps(transaction, "DELETE FROM step WHERE undone = ?1 RETURNING draft_id", 1)?;
    let id: i64 = transaction
        .prepare_cached(
            "INSERT INTO step (draft_id, before, after, taken_at) VALUES (?1, ?2, ?3, ?4) RETURNING id",
        )?
        .query_row(params![draft_id.0, before, after, now], |row| row.get(0))?;
    let too_old = id - KEPT_STEPS;
    touched.extend(forget_steps(transaction, "DELETE FROM step WHERE id <= ?1 RETURNING draft_id", too_old)?);
    touched.insert(draft_id.clone());
    for draft_id in &touched {
        forget_revisions(transaction, draft_id)?;
    }
    Ok(())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Back,
    Forth,
}

struct StepRow {
    id: i64,
    draft_id: DraftId,
    before: Option<u32>,
    after: Option<u32>,
}

impl StepRow {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<StepRow> {
        Ok(StepRow {
            id: row.get(0)?,
            draft_id: DraftId(row.get(1)?),
            before: row.get(2)?,
            after: row.get(3)?,
        })
    }

    fn kind(&self) -> ChangeKind {
        match (self.before, self.after) {
            (None, _) => ChangeKind::Created,
            (Some(_), None) => ChangeKind::Deleted,
            (Some(_), Some(_)) => ChangeKind::Saved,
        }
    }
}

/// Returns the newest step that is done, or the oldest that is undone: the undone ones are always the newest.
fn next_step(transaction: &Transaction<'_>, direction: Direction) -> Result<Option<StepRow>, Cause> {
    let mut statement = transaction.prepare_cached(match direction {
        Direction::Back => {
            "SELECT id, draft_id, before, after FROM step WHERE undone = 0 ORDER BY id DESC LIMIT 1"
        }
        Direction::Forth => {
            "SELECT id, draft_id, before, after FROM step WHERE undone = 1 ORDER BY id ASC LIMIT 1"
        }
    })?;
    Ok(statement.query_row([], StepRow::from_row).optional()?)
}

/// Brings the draft to the state at the other end of the step.
///
/// A document that comes back gets a new revision number, and is copied as it is: so a save that started before the
/// undo is noticed, and a document that this version cannot read comes back unharmed.
fn take(
    transaction: &Transaction<'_>,
    step: &StepRow,
    direction: Direction,
    now: i64,
) -> Result<Change, Cause> {
    let (from, to) = match direction {
        Direction::Back => (step.after, step.before),
        Direction::Forth => (step.before, step.after),
    };
    let summary = step.kind();
    let (id, shown) = (&step.draft_id, to.or(from));
    let (slug, name, created_at, document): (String, String, i64, String) = transaction
        .prepare_cached(
            "SELECT slug, name, created_at, document FROM revision WHERE draft_id = ?1 AND number = ?2",
        )?
        .query_row(params![id.0, shown], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    if to.is_none() {
        draft_row::remove(transaction, id)?;
        return Ok(Change { summary, slug, name, draft: None });
    }
    let draft = document::read(document.as_bytes()).ok().filter(|draft| draft.id == *id);
    let search = draft.as_ref().map_or_else(|| search::text_of_unreadable(&slug, &name), search::text_of);
    let revision = draft_row::write(
        transaction,
        &NewRevision { id, slug: &slug, name: &name, created_at, now, document: &document, search: &search },
    )?;
    let draft = draft.map(|draft| Stored { draft, revision, created_at, updated_at: now });
    Ok(Change { summary, slug, name, draft })
}

/// Deletes steps, and returns the drafts that they were about.
fn forget_steps(transaction: &Transaction<'_>, delete: &str, value: i64) -> Result<BTreeSet<DraftId>, Cause> {
    let mut statement = transaction.prepare_cached(delete)?;
    let ids = statement.query_map([value], |row| Ok(DraftId(row.get(0)?)))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

/// Deletes what no step needs: the old revisions of a draft that exists, all of one that cannot come back.
///
/// A draft that can come back keeps all, so that its numbers go on where they were.
fn forget_revisions(transaction: &Transaction<'_>, draft_id: &DraftId) -> Result<(), Cause> {
    transaction
        .prepare_cached(
            "DELETE FROM revision WHERE draft_id = ?1
             AND number <= (SELECT draft.revision FROM draft WHERE draft.id = ?1) - ?2
             AND NOT EXISTS (SELECT 1 FROM step WHERE step.draft_id = ?1 AND step.before = revision.number)
             AND NOT EXISTS (SELECT 1 FROM step WHERE step.draft_id = ?1 AND step.after = revision.number)",
        )?
        .execute(params![draft_id.0, KEPT_REVISIONS])?;
    transaction
        .prepare_cached(
            "DELETE FROM revision WHERE draft_id = ?1
             AND NOT EXISTS (SELECT 1 FROM draft WHERE draft.id = ?1)
             AND NOT EXISTS (SELECT 1 FROM step WHERE step.draft_id = ?1)",
        )?
        .execute(params![draft_id.0])?;
    Ok(())
}
