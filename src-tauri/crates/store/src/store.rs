//! The drafts: read, insert, save, delete.

use desk_model::{Draft, DraftId};
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::document;
use crate::draft_row::{self, DraftRow, Stored, found};
use crate::error::{Cause, StoreError};
use crate::files::Files;
use crate::history::Summary;
use crate::lock::Lock;
use crate::open::Clock;
use crate::settle;
use crate::undo::{self, Part};

/// One open database of drafts. It may move between threads; to share it, put it behind a lock.
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) files: Files,
    pub(crate) now: Clock,
    /// Dropped last: nobody may swap the file while the connection is open.
    pub(crate) _lock: Lock,
}

impl Store {
    /// Returns the draft with a slug.
    ///
    /// Errors: [`StoreError::NotFound`], and [`StoreError::Unreadable`] if this version cannot read it.
    pub fn find(&self, slug: &str) -> Result<Stored, StoreError> {
        draft_row::by_slug(&self.connection, slug)
            .and_then(|row| read(row, slug))
            .map_err(|cause| cause.at(&self.files))
    }

    /// Returns the draft with an id.
    ///
    /// Errors: [`StoreError::NotFound`], and [`StoreError::Unreadable`] if this version cannot read it.
    pub fn get(&self, id: &DraftId) -> Result<Stored, StoreError> {
        draft_row::by_id(&self.connection, id)
            .and_then(|row| read(row, &id.0))
            .map_err(|cause| cause.at(&self.files))
    }

    /// Adds a draft. Property mappings that it carries and that nobody had become objects of their own with it.
    ///
    /// Errors: [`StoreError::SlugTaken`] and [`StoreError::IdTaken`] if another draft that exists now has them;
    /// [`StoreError::MappingDiffers`] if it carries a mapping whose name belongs to another.
    pub fn insert(&mut self, draft: &Draft) -> Result<Stored, StoreError> {
        self.insert_as(draft, &Summary::Created)
    }

    /// Adds a draft as [`Store::insert`] does, and notes for its history how it came to be.
    pub fn insert_as(&mut self, draft: &Draft, summary: &Summary) -> Result<Stored, StoreError> {
        let draft = document::at_newest_schema(draft);
        self.write(|transaction, now| insert(transaction, &draft, summary, now))
    }

    /// Adds drafts in one transaction, each as a step of its own: all of them, or none if one cannot be added.
    ///
    /// Errors: those of [`Store::insert`].
    pub fn insert_many(&mut self, drafts: &[Draft]) -> Result<(), StoreError> {
        self.write(|transaction, now| {
            drafts.iter().try_for_each(|draft| {
                insert(transaction, &document::at_newest_schema(draft), &Summary::Created, now).map(drop)
            })
        })
    }

    /// Writes a draft as its next revision; one that is the same as before stays at its revision.
    ///
    /// `expected_revision` is the one that the change started from.
    /// Errors: [`StoreError::Conflict`] if the draft has another by now, [`StoreError::NotFound`] if it was deleted,
    /// [`StoreError::SlugTaken`], [`StoreError::Unreadable`] if a newer version wrote it meanwhile, and
    /// [`StoreError::MappingDiffers`] if it now carries a mapping whose name belongs to another.
    pub fn save(&mut self, draft: &Draft, expected_revision: u32) -> Result<Stored, StoreError> {
        self.save_as(draft, expected_revision, None)
    }

    /// Writes a draft as [`Store::save`] does. Its history notes what was done: without a summary, which fields changed.
    pub fn save_as(
        &mut self,
        draft: &Draft,
        expected_revision: u32,
        summary: Option<&Summary>,
    ) -> Result<Stored, StoreError> {
        let draft = document::at_newest_schema(draft);
        self.write(|transaction, now| {
            let row = found(draft_row::by_id(transaction, &draft.id)?, &draft.id.0)?;
            if row.revision != expected_revision {
                let (slug, found) = (row.slug, row.revision);
                return Err(StoreError::Conflict { slug, expected: expected_revision, found }.into());
            }
            let before = row.read().map_err(StoreError::Unreadable)?;
            if before.draft == draft {
                return Ok(before);
            }
            let mut mappings = settle::register(transaction, &draft, Some(&before.draft), now)?;
            let summary =
                summary.map_or_else(|| Summary::of_edit(&before.draft, &draft), |known| Ok(known.clone()))?;
            let stored = draft_row::write_draft(transaction, &draft, before.created_at, now, &summary)?;
            let mut parts = vec![Part::draft(&draft.id, Some(before.revision), Some(stored.revision))];
            parts.append(&mut mappings);
            undo::record(transaction, &parts, now)?;
            Ok(stored)
        })
    }

    /// Deletes a draft; [`Store::undo`] brings it back. Its property mappings stay, even if no other draft carries them. One that this version cannot read can be deleted too.
    ///
    /// Errors: [`StoreError::NotFound`].
    pub fn delete(&mut self, id: &DraftId) -> Result<(), StoreError> {
        self.write(|transaction, now| {
            let row = found(draft_row::by_id(transaction, id)?, &id.0)?;
            draft_row::remove(transaction, id)?;
            undo::record(transaction, &[Part::draft(id, Some(row.revision), None)], now)
        })
    }

    /// Does something in one transaction that holds the write lock from its start, so that what it reads stays true
    /// until it has written.
    pub(crate) fn write<T>(
        &mut self,
        action: impl FnOnce(&Transaction<'_>, i64) -> Result<T, Cause>,
    ) -> Result<T, StoreError> {
        let now = (self.now)();
        let result = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(Cause::from)
            .and_then(|transaction| {
                let done = action(&transaction, now)?;
                transaction.commit()?;
                Ok(done)
            });
        result.map_err(|cause| cause.at(&self.files))
    }
}

fn insert(
    transaction: &Transaction<'_>,
    draft: &Draft,
    summary: &Summary,
    now: i64,
) -> Result<Stored, Cause> {
    if draft_row::by_id(transaction, &draft.id)?.is_some() {
        return Err(StoreError::IdTaken { id: draft.id.0.clone() }.into());
    }
    let mut mappings = settle::register(transaction, draft, None, now)?;
    let stored = draft_row::write_draft(transaction, draft, now, now, summary)?;
    let mut parts = vec![Part::draft(&draft.id, None, Some(stored.revision))];
    parts.append(&mut mappings);
    undo::record(transaction, &parts, now)?;
    Ok(stored)
}

fn read(row: Option<DraftRow>, subject: &str) -> Result<Stored, Cause> {
    Ok(found(row, subject)?.read().map_err(StoreError::Unreadable)?)
}
