//! Undo and redo: rows of the database, so that they survive a restart.

use std::collections::BTreeSet;

use desk_model::{DraftId, MappingId};
use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde::{Deserialize, Serialize};

use crate::document;
use crate::draft_row::{self, NewRevision, Stored};
use crate::error::{Cause, StoreError};
use crate::history::Summary;
use crate::mapping_row::{self, StoredMapping};
use crate::search;
use crate::settle;
use crate::store::Store;
use crate::vault_rows;

/// How many steps can be undone. Older ones are forgotten.
const KEPT_STEPS: i64 = 1000;

/// How many revisions of a draft or mapping stay, besides those that a step still needs.
const KEPT_REVISIONS: u32 = 200;

/// What was undone or redone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What the person had done. After an undo of `Created` the draft or mapping is gone.
    pub summary: ChangeKind,
    /// Its name: as it is now, or as it was last if it is gone now.
    pub name: String,
    /// What it was done with.
    pub changed: Changed,
}

/// What a step was about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Changed {
    /// A draft.
    Draft {
        /// Its slug: as it is now, or as it was last if it is gone now.
        slug: String,
        /// The draft as it is now. None if it is gone, or if it is back but this version cannot read it.
        draft: Option<Box<Stored>>,
    },
    /// A property mapping.
    Mapping {
        /// The mapping as it is now. None if it is gone.
        mapping: Option<StoredMapping>,
        /// How many drafts changed with it.
        n_drafts: u32,
    },
}

/// What a person did with a draft or a property mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
            let Some((id, parts)) = next_step(transaction, direction)? else { return Ok(None) };
            let change = take(transaction, &parts, direction, now)?;
            transaction
                .prepare_cached("UPDATE step SET undone = ?2 WHERE id = ?1")?
                .execute(params![id, direction == Direction::Back])?;
            for part in &parts {
                forget_revisions(transaction, &part.object)?;
            }
            Ok(change)
        })
    }
}

/// What a part of a step is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Object {
    Draft(DraftId),
    Mapping(MappingId),
}

/// One object of a step, and its revisions on both sides. No `before`: created. No `after`: deleted. Both: saved.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    object: Object,
    before: Option<u32>,
    after: Option<u32>,
}

impl Part {
    pub(crate) fn draft(id: &DraftId, before: Option<u32>, after: Option<u32>) -> Part {
        Part { object: Object::Draft(id.clone()), before, after }
    }

    pub(crate) fn mapping(id: MappingId, before: Option<u32>, after: Option<u32>) -> Part {
        Part { object: Object::Mapping(id), before, after }
    }

    fn from_row(row: &Row<'_>) -> rusqlite::Result<Part> {
        let object = object_of(row)?;
        Ok(Part { object, before: row.get(2)?, after: row.get(3)? })
    }

    fn kind(&self) -> ChangeKind {
        match (self.before, self.after) {
            (None, _) => ChangeKind::Created,
            (Some(_), None) => ChangeKind::Deleted,
            (Some(_), Some(_)) => ChangeKind::Saved,
        }
    }

    /// Returns the revision that the object has before the journey, and the one that it shall have.
    fn way(&self, direction: Direction) -> (Option<u32>, Option<u32>) {
        match direction {
            Direction::Back => (self.after, self.before),
            Direction::Forth => (self.before, self.after),
        }
    }
}

/// Notes what a person did, the object that they worked on first. What was undone before can then no longer be redone.
pub(crate) fn record(transaction: &Transaction<'_>, parts: &[Part], now: i64) -> Result<(), Cause> {
    let mut touched = forget_steps(transaction, "undone = ?1", 1)?;
    let id: i64 = transaction
        .prepare_cached("INSERT INTO step (taken_at) VALUES (?1) RETURNING id")?
        .query_row([now], |row| row.get(0))?;
    for (position, part) in (0i64..).zip(parts) {
        let (draft, mapping) = match &part.object {
            Object::Draft(id) => (Some(id.0.as_str()), None),
            Object::Mapping(id) => (None, Some(id.0)),
        };
        transaction
            .prepare_cached(
                "INSERT INTO step_part (step_id, position, draft_id, mapping_id, before, after)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![id, position, draft, mapping, part.before, part.after])?;
    }
    touched.extend(forget_steps(transaction, "id <= ?1", id - KEPT_STEPS)?);
    touched.extend(parts.iter().map(|part| part.object.clone()));
    for object in &touched {
        forget_revisions(transaction, object)?;
    }
    Ok(())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Back,
    Forth,
}

/// Returns the newest step that is done, or the oldest that is undone: the undone ones are always the newest.
fn next_step(transaction: &Transaction<'_>, direction: Direction) -> Result<Option<(i64, Vec<Part>)>, Cause> {
    let mut statement = transaction.prepare_cached(match direction {
        Direction::Back => "SELECT id FROM step WHERE undone = 0 ORDER BY id DESC LIMIT 1",
        Direction::Forth => "SELECT id FROM step WHERE undone = 1 ORDER BY id ASC LIMIT 1",
    })?;
    let Some(id) = statement.query_row([], |row| row.get::<_, i64>(0)).optional()? else { return Ok(None) };
    let parts = transaction
        .prepare_cached(
            "SELECT draft_id, mapping_id, before, after FROM step_part WHERE step_id = ?1 ORDER BY position",
        )?
        .query_map([id], Part::from_row)?
        .collect::<Result<_, _>>()?;
    Ok(Some((id, parts)))
}

/// Brings every object of a step to its state at the other end, and tells about the one that the person worked on.
///
/// Mappings that come back are there before the drafts that carry them, and those that go are needed until no draft
/// does. A mapping whose name was given to another meanwhile, as [`settle`] may do, comes back under the next free one,
/// and [`take_draft`] finds it there: a name that is taken must not end the journey for ever.
fn take(
    transaction: &Transaction<'_>,
    parts: &[Part],
    direction: Direction,
    now: i64,
) -> Result<Option<Change>, Cause> {
    let mut drafts = Vec::new();
    for part in parts {
        if let (Object::Mapping(id), (_, to @ Some(_))) = (&part.object, part.way(direction)) {
            let mut stored = mapping_row::revision(transaction, *id, to)?;
            stored.mapping.name = settle::free_name_for(transaction, &stored)?;
            mapping_row::write(transaction, &stored, now)?;
        }
    }
    for part in parts {
        if let Object::Draft(id) = &part.object {
            drafts.push(take_draft(transaction, id, part, direction, now)?);
        }
    }
    for part in parts {
        if let (Object::Mapping(id), (_, None)) = (&part.object, part.way(direction)) {
            mapping_row::remove(transaction, *id)?;
        }
    }
    let Some(first) = parts.first() else { return Ok(None) };
    let change = match &first.object {
        Object::Draft(_) => drafts.into_iter().next(),
        Object::Mapping(id) => {
            let (from, to) = first.way(direction);
            let name = mapping_row::revision(transaction, *id, to.or(from))?.mapping.name;
            let mapping = mapping_row::by_id(transaction, *id)?;
            let n_drafts = u32::try_from(drafts.len()).unwrap_or(u32::MAX);
            Some(Change { summary: first.kind(), name, changed: Changed::Mapping { mapping, n_drafts } })
        }
    };
    Ok(change)
}

/// Brings a draft to the state at the other end of a step.
///
/// A document that comes back gets a new revision number, and is copied as it is: so a save that started before the
/// undo is noticed, and a document that this version cannot read comes back unharmed. Only a document from before
/// mappings were objects of their own may have to be settled first.
fn take_draft(
    transaction: &Transaction<'_>,
    id: &DraftId,
    part: &Part,
    direction: Direction,
    now: i64,
) -> Result<Change, Cause> {
    let (from, to) = part.way(direction);
    let summary = part.kind();
    let (slug, name, created_at, mut document): (String, String, i64, String) = transaction
        .prepare_cached(
            "SELECT slug, name, created_at, document FROM revision WHERE draft_id = ?1 AND number = ?2",
        )?
        .query_row(params![id.0, to.or(from)], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
    if to.is_none() {
        draft_row::remove(transaction, id)?;
        return Ok(Change { summary, name, changed: Changed::Draft { slug, draft: None } });
    }
    let mut draft = document::read(document.as_bytes()).ok().filter(|draft| draft.id == *id);
    if let Some(draft) = &mut draft
        && settle::settle(transaction, draft, now)?
    {
        document = document::write(draft).map_err(draft_row::unwritable)?;
    }
    let search = draft.as_ref().map_or_else(|| search::text_of_unreadable(&slug, &name), search::text_of);
    let written = match direction {
        Direction::Back => Summary::Undone { step: summary },
        Direction::Forth => Summary::Redone { step: summary },
    };
    let new = NewRevision {
        id,
        slug: &slug,
        name: &name,
        created_at,
        now,
        document: &document,
        search: &search,
        summary: &written,
    };
    let revision = draft_row::write(transaction, &new)?;
    match &draft {
        Some(draft) => draft_row::settle_uses(transaction, draft)?,
        None => settle::postpone(transaction, id)?,
    }
    let draft = draft.map(|draft| Box::new(Stored { draft, revision, created_at, updated_at: now }));
    Ok(Change { summary, name, changed: Changed::Draft { slug, draft } })
}

/// Deletes steps, and returns the objects that they were about.
fn forget_steps(
    transaction: &Transaction<'_>,
    condition: &str,
    value: i64,
) -> Result<BTreeSet<Object>, Cause> {
    let objects = transaction
        .prepare_cached(&format!(
            "SELECT draft_id, mapping_id FROM step JOIN step_part ON step_id = id WHERE {condition}"
        ))?
        .query_map([value], object_of)?
        .collect::<Result<_, _>>()?;
    transaction.prepare_cached(&format!("DELETE FROM step WHERE {condition}"))?.execute([value])?;
    Ok(objects)
}

fn object_of(row: &Row<'_>) -> rusqlite::Result<Object> {
    match row.get(0)? {
        Some(id) => Ok(Object::Draft(DraftId(id))),
        None => Ok(Object::Mapping(MappingId(row.get(1)?))),
    }
}

/// Deletes what no step needs: the old revisions of an object that exists, all of one that cannot come back.
///
/// An object that can come back keeps all, so that its numbers go on where they were.
fn forget_revisions(transaction: &Transaction<'_>, object: &Object) -> Result<(), Cause> {
    let [live, gone] = match object {
        Object::Draft(_) => [
            "DELETE FROM revision WHERE draft_id = ?1
             AND number <= (SELECT draft.revision FROM draft WHERE draft.id = ?1) - ?2
             AND NOT EXISTS (SELECT 1 FROM step_part AS part WHERE part.draft_id = ?1 AND part.before = number)
             AND NOT EXISTS (SELECT 1 FROM step_part AS part WHERE part.draft_id = ?1 AND part.after = number)",
            "DELETE FROM revision WHERE draft_id = ?1
             AND NOT EXISTS (SELECT 1 FROM draft WHERE draft.id = ?1)
             AND NOT EXISTS (SELECT 1 FROM step_part AS part WHERE part.draft_id = ?1)",
        ],
        Object::Mapping(_) => [
            "DELETE FROM mapping_revision WHERE mapping_id = ?1
             AND number <= (SELECT mapping.revision FROM mapping WHERE mapping.id = ?1) - ?2
             AND NOT EXISTS (SELECT 1 FROM step_part AS part WHERE part.mapping_id = ?1 AND part.before = number)
             AND NOT EXISTS (SELECT 1 FROM step_part AS part WHERE part.mapping_id = ?1 AND part.after = number)",
            "DELETE FROM mapping_revision WHERE mapping_id = ?1
             AND NOT EXISTS (SELECT 1 FROM mapping WHERE mapping.id = ?1)
             AND NOT EXISTS (SELECT 1 FROM step_part AS part WHERE part.mapping_id = ?1)",
        ],
    };
    let forget =
        |sql: &str, values: &[&dyn rusqlite::ToSql]| transaction.prepare_cached(sql)?.execute(values);
    match object {
        Object::Draft(id) => {
            forget(live, params![id.0, KEPT_REVISIONS])?;
            forget(gone, params![id.0])?;
            vault_rows::forget_of_gone_draft(transaction, &id.0)?;
        }
        Object::Mapping(id) => {
            forget(live, params![id.0, KEPT_REVISIONS])?;
            forget(gone, params![id.0])?;
        }
    }
    Ok(())
}
