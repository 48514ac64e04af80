//! The revisions of a draft: which there are, what one held, and how one comes back.

use desk_model::changes::{PartName, diff};
use desk_model::{Draft, DraftId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use crate::adopt::{Adopted, adopt};
use crate::document;
use crate::draft_row::{self, Stored, Unreadable};
use crate::error::{Cause, StoreError};
use crate::store::Store;
use crate::undo::{self, ChangeKind, Part};

/// One revision of a draft, without its document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Revision {
    /// Its number, from 1. Numbers may be missing where old revisions were forgotten.
    pub number: u32,
    /// When it was written: milliseconds since 1970-01-01 UTC.
    pub written_at: i64,
    /// The name of the computer that wrote it; `None`: a version did that did not note it.
    pub machine: Option<String>,
    /// What was done; `None`: a version wrote it that did not note it, or a newer one in a way that this one does not
    /// know.
    pub summary: Option<Summary>,
}

/// What was done with a draft when a revision was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "what")]
pub enum Summary {
    /// It was made.
    Created,
    /// It was made as a copy.
    Copied {
        /// The slug of the draft that was copied.
        from: String,
    },
    /// A blueprint was read into it, or it was made of one.
    Imported,
    /// It was edited.
    Changed {
        /// What changed.
        parts: Vec<PartName>,
    },
    /// A property mapping that it carries was changed or deleted, in every draft that carries it.
    MappingChanged {
        /// The mapping's name, as it was before.
        mapping: String,
    },
    /// It was put back to an earlier revision.
    Restored {
        /// That revision's number.
        revision: u32,
    },
    /// A step was taken back.
    Undone {
        /// What had been done.
        step: ChangeKind,
    },
    /// A step that was taken back was done again.
    Redone {
        /// What is done again.
        step: ChangeKind,
    },
    /// It was put together again from what could be read of a damaged database.
    Recovered,
    /// A property mapping got another name, because its own belongs to another mapping.
    Settled,
}

/// A draft that was put back to an earlier revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The draft.
    pub stored: Stored,
    /// The property mappings whose expressions stay as they are now: a mapping belongs to every draft that carries it,
    /// so one draft's history does not change it.
    pub kept_mappings: Vec<String>,
}

impl Store {
    /// Returns the revisions of a draft, the newest first.
    ///
    /// Errors: [`StoreError::NotFound`] if the draft does not exist now.
    pub fn history(&self, id: &DraftId) -> Result<Vec<Revision>, StoreError> {
        all(&self.connection, id).map_err(|cause| cause.at(&self.files))
    }

    /// Returns a draft as a revision has it.
    ///
    /// Errors: [`StoreError::NotFound`] if the draft does not exist now, [`StoreError::RevisionNotFound`],
    /// [`StoreError::Unreadable`].
    pub fn revision(&self, id: &DraftId, number: u32) -> Result<Stored, StoreError> {
        one(&self.connection, id, number).map_err(|cause| cause.at(&self.files))
    }

    /// Puts a draft back to what a revision has, as its next revision. A draft that is like that stays at its revision.
    ///
    /// Errors: those of [`Store::revision`], and [`StoreError::SlugTaken`] if another draft has its slug by now.
    pub fn restore(&mut self, id: &DraftId, number: u32) -> Result<Restored, StoreError> {
        self.write(|transaction, now| {
            let row = draft_row::found(draft_row::by_id(transaction, id)?, &id.0)?;
            let (before, created_at) = (row.revision, row.created_at);
            // What is there now may be unreadable, which is a good reason to go back.
            let present = row.read().ok();
            let mut draft = one(transaction, id, number)?.draft;
            let Adopted { mut parts, kept_mappings } = adopt(transaction, &mut draft, now)?;
            if let Some(present) = present.filter(|present| present.draft == draft) {
                return Ok(Restored { stored: present, kept_mappings });
            }
            let summary = Summary::Restored { revision: number };
            let stored = draft_row::write_draft(transaction, &draft, created_at, now, &summary)?;
            parts.insert(0, Part::draft(id, Some(before), Some(stored.revision)));
            undo::record(transaction, &parts, now)?;
            Ok(Restored { stored, kept_mappings })
        })
    }
}

impl Summary {
    /// Returns what an edit did.
    pub(crate) fn of_edit(before: &Draft, after: &Draft) -> Result<Summary, Cause> {
        let changes = diff(before, after).map_err(draft_row::unwritable)?;
        Ok(Summary::Changed { parts: changes.into_iter().map(|change| change.part).collect() })
    }
}

/// Returns the name of the computer that a connection writes from, if that was noted for it.
pub(crate) fn machine(connection: &Connection) -> Option<String> {
    let mut statement = connection.prepare_cached("SELECT machine FROM temp.author").ok()?;
    statement.query_row([], |row| row.get(0)).ok()
}

/// Notes for a connection which computer it writes from, so that every revision can say so.
///
/// It is a temporary table, which lives in the connection alone: whatever writes a revision finds it there.
pub(crate) fn note_machine(connection: &Connection, machine: &str) -> Result<(), Cause> {
    connection.execute_batch(
        "PRAGMA temp_store = MEMORY;
         CREATE TEMPORARY TABLE author (machine TEXT NOT NULL) STRICT;",
    )?;
    connection.execute("INSERT INTO temp.author (machine) VALUES (?1)", [machine])?;
    Ok(())
}

fn all(connection: &Connection, id: &DraftId) -> Result<Vec<Revision>, Cause> {
    draft_row::found(draft_row::by_id(connection, id)?, &id.0)?;
    let revisions = connection
        .prepare_cached(
            "SELECT number, written_at, machine, summary FROM revision WHERE draft_id = ?1 ORDER BY number DESC",
        )?
        .query_map([&id.0], Revision::from_row)?
        .collect::<Result<_, _>>()?;
    Ok(revisions)
}

fn one(connection: &Connection, id: &DraftId, number: u32) -> Result<Stored, Cause> {
    let row = draft_row::found(draft_row::by_id(connection, id)?, &id.0)?;
    let found = connection
        .prepare_cached(
            "SELECT slug, name, created_at, written_at, document FROM revision
             WHERE draft_id = ?1 AND number = ?2",
        )?
        .query_row(params![id.0, number], |row| {
            let document = row.get_ref(4)?.as_bytes()?.to_vec();
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get(2)?, row.get(3)?, document))
        })
        .optional()?;
    let Some((slug, name, created_at, updated_at, document)) = found else {
        return Err(StoreError::RevisionNotFound { slug: row.slug, number, newest: row.revision }.into());
    };
    match document::read(&document) {
        Ok(draft) if draft.id == *id => Ok(Stored { draft, revision: number, created_at, updated_at }),
        read => {
            let why = read.err().unwrap_or(draft_row::Why::Damaged);
            Err(StoreError::Unreadable(Unreadable { id: id.clone(), slug, name, why }).into())
        }
    }
}

impl Revision {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Revision> {
        let summary: Option<String> = row.get(3)?;
        Ok(Revision {
            number: row.get(0)?,
            written_at: row.get(1)?,
            machine: row.get(2)?,
            summary: summary.and_then(|text| serde_json::from_str(&text).ok()),
        })
    }
}
