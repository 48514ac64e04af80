//! A draft as the database has it.

use desk_model::{Draft, DraftId};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::Serialize;

use crate::document;
use crate::error::{Cause, StoreError};
use crate::history::{self, Summary};
use crate::mapping_row;
use crate::search;
use crate::settle;

/// A draft with what the database knows about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stored {
    /// The draft.
    pub draft: Draft,
    /// How often the draft was written: 1 when it is new, more after each save, undo and redo. A number is not used
    /// again while the draft exists or can come back.
    pub revision: u32,
    /// When the draft was made: milliseconds since 1970-01-01 UTC.
    pub created_at: i64,
    /// When the draft was last written: milliseconds since 1970-01-01 UTC.
    pub updated_at: i64,
}

/// What a search found, or all there is. In each list the newest change is first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Listing {
    /// The drafts.
    pub drafts: Vec<Stored>,
    /// Drafts that are there, but whose documents this version cannot read.
    pub unreadable: Vec<Unreadable>,
}

/// A draft whose document this version cannot read. It is kept as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unreadable {
    /// The identity.
    pub id: DraftId,
    /// The slug.
    pub slug: String,
    /// The display name.
    pub name: String,
    /// The reason.
    pub why: Why,
}

/// Why a document cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "code")]
pub enum Why {
    /// A newer Source Desk wrote it.
    NewerSchema {
        /// The document's layout.
        found: u32,
        /// The newest layout that this version knows.
        known: u32,
    },
    /// It is no draft.
    Damaged,
}

/// Selects live drafts. The order of the join is fixed (`CROSS JOIN`): a document is fetched only for a row that is
/// shown.
pub(crate) const SELECT: &str = "SELECT draft.id, draft.slug, draft.name, draft.revision, draft.created_at,
    draft.updated_at, revision.document
    FROM draft CROSS JOIN revision ON revision.draft_id = draft.id AND revision.number = draft.revision";

/// A live draft, its document unread.
pub(crate) struct DraftRow {
    pub(crate) id: DraftId,
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) revision: u32,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
    pub(crate) document: Vec<u8>,
}

impl DraftRow {
    /// Takes the columns of [`SELECT`].
    pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<DraftRow> {
        Ok(DraftRow {
            id: DraftId(row.get(0)?),
            slug: row.get(1)?,
            name: row.get(2)?,
            revision: row.get(3)?,
            created_at: row.get(4)?,
            updated_at: row.get(5)?,
            // Bytes: a document that is damaged so far that it is no text must not spoil the list.
            document: row.get_ref(6)?.as_bytes()?.to_vec(),
        })
    }

    /// Reads the document.
    pub(crate) fn read(self) -> Result<Stored, Unreadable> {
        let DraftRow { id, slug, name, revision, created_at, updated_at, document } = self;
        match document::read(&document) {
            Ok(draft) if draft.id == id => Ok(Stored { draft, revision, created_at, updated_at }),
            Ok(_) => Err(Unreadable { id, slug, name, why: Why::Damaged }),
            Err(why) => Err(Unreadable { id, slug, name, why }),
        }
    }
}

/// Returns a live draft by its id.
pub(crate) fn by_id(connection: &Connection, id: &DraftId) -> Result<Option<DraftRow>, Cause> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE draft.id = ?1"))?;
    Ok(statement.query_row([&id.0], DraftRow::from_row).optional()?)
}

/// Returns a live draft by its slug.
pub(crate) fn by_slug(connection: &Connection, slug: &str) -> Result<Option<DraftRow>, Cause> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE draft.slug = ?1"))?;
    Ok(statement.query_row([slug], DraftRow::from_row).optional()?)
}

/// A document on its way into the database.
pub(crate) struct NewRevision<'a> {
    pub(crate) id: &'a DraftId,
    pub(crate) slug: &'a str,
    pub(crate) name: &'a str,
    pub(crate) created_at: i64,
    pub(crate) now: i64,
    pub(crate) document: &'a str,
    /// What the search will look at.
    pub(crate) search: &'a str,
    /// What was done.
    pub(crate) summary: &'a Summary,
}

/// Writes a draft as its next revision and makes that the live one. Its mappings must have their rows.
pub(crate) fn write_draft(
    transaction: &Transaction<'_>,
    draft: &Draft,
    created_at: i64,
    now: i64,
    summary: &Summary,
) -> Result<Stored, Cause> {
    let document = document::write(draft).map_err(unwritable)?;
    let revision = write(
        transaction,
        &NewRevision {
            id: &draft.id,
            slug: &draft.slug,
            name: &draft.name,
            created_at,
            now,
            document: &document,
            search: &search::text_of(draft),
            summary,
        },
    )?;
    settle_uses(transaction, draft)?;
    Ok(Stored { draft: draft.clone(), revision, created_at, updated_at: now })
}

/// Notes which mappings a draft carries, all of which have their rows.
pub(crate) fn settle_uses(transaction: &Transaction<'_>, draft: &Draft) -> Result<(), Cause> {
    mapping_row::note_uses(transaction, draft)?;
    settle::settled(transaction, &draft.id)
}

/// Writes a document as the draft's next revision and makes that the live one. Returns its number.
pub(crate) fn write(transaction: &Transaction<'_>, new: &NewRevision<'_>) -> Result<u32, Cause> {
    refuse_taken_slug(transaction, new)?;
    let machine = history::machine(transaction);
    let summary = serde_json::to_string(new.summary).map_err(unwritable)?;
    let number: u32 = transaction
        .prepare_cached(
            "INSERT INTO revision (draft_id, number, slug, name, created_at, written_at, document, summary,
                 machine)
             VALUES (?1, (SELECT ifnull(max(number), 0) + 1 FROM revision WHERE draft_id = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             RETURNING number",
        )?
        .query_row(
            params![new.id.0, new.slug, new.name, new.created_at, new.now, new.document, summary, machine],
            |row| row.get(0),
        )?;
    transaction
        .prepare_cached(
            "INSERT INTO draft (id, slug, name, revision, created_at, updated_at, changed, search)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT ifnull(max(changed), 0) + 1 FROM draft), ?7)
             ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, name = excluded.name,
                 revision = excluded.revision, created_at = excluded.created_at,
                 updated_at = excluded.updated_at, changed = excluded.changed, search = excluded.search",
        )?
        .execute(params![new.id.0, new.slug, new.name, number, new.created_at, new.now, new.search])?;
    Ok(number)
}

/// Removes a draft from the live ones. Its revisions stay.
pub(crate) fn remove(transaction: &Transaction<'_>, id: &DraftId) -> Result<(), Cause> {
    transaction.prepare_cached("DELETE FROM draft WHERE id = ?1")?.execute([&id.0])?;
    Ok(())
}

/// Returns a draft's row, or that there is none.
pub(crate) fn found(row: Option<DraftRow>, subject: &str) -> Result<DraftRow, StoreError> {
    row.ok_or_else(|| StoreError::NotFound { subject: subject.to_owned() })
}

fn refuse_taken_slug(transaction: &Transaction<'_>, new: &NewRevision<'_>) -> Result<(), Cause> {
    let taken = transaction
        .prepare_cached("SELECT 1 FROM draft WHERE slug = ?1 AND id <> ?2")?
        .exists(params![new.slug, new.id.0])?;
    if taken { Err(StoreError::SlugTaken { slug: new.slug.to_owned() }.into()) } else { Ok(()) }
}

/// A draft always becomes JSON: its keys are texts. Should that change, it is a mistake of ours.
pub(crate) fn unwritable(error: serde_json::Error) -> Cause {
    StoreError::Sqlite { code: 0, detail: error.to_string() }.into()
}
