//! A property mapping as the database has it, and which drafts carry it.

use desk_model::{Draft, DraftId, MappingId, PropertyMapping, Protocol};
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::Serialize;

use crate::error::{Cause, StoreError};

/// A property mapping with what the database knows about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoredMapping {
    /// The identity.
    pub id: MappingId,
    /// The protocol of the sources that can use it: authentik has one model of mapping for each.
    pub kind: Protocol,
    /// Name and expression.
    pub mapping: PropertyMapping,
    /// How often the mapping was written, from 1; undo and redo write too. A number is not used again.
    pub revision: u32,
    /// When the mapping was made: milliseconds since 1970-01-01 UTC.
    pub created_at: i64,
    /// When the mapping was last written: milliseconds since 1970-01-01 UTC.
    pub updated_at: i64,
    /// The drafts that carry it, by slug.
    pub used_by: Vec<MappingUse>,
}

/// A draft that carries a property mapping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MappingUse {
    /// The draft.
    pub draft: DraftId,
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Whether the mapping is among its user property mappings.
    pub for_users: bool,
    /// Whether the mapping is among its group property mappings.
    pub for_groups: bool,
}

const SELECT: &str = "SELECT id, kind, name, expression, revision, created_at, updated_at FROM mapping";

/// Returns all property mappings in the order of their names, which is the order that authentik runs them in.
pub(crate) fn all(connection: &Connection) -> Result<Vec<StoredMapping>, Cause> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} ORDER BY name"))?;
    let rows = statement.query_map([], from_row)?.collect::<Result<Vec<_>, _>>()?;
    rows.into_iter().map(|row| with_uses(connection, row)).collect()
}

/// Returns the property mapping with an id.
pub(crate) fn by_id(connection: &Connection, id: MappingId) -> Result<Option<StoredMapping>, Cause> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
    let row = statement.query_row([id.0], from_row).optional()?;
    row.map(|row| with_uses(connection, row)).transpose()
}

/// Returns the property mapping with a name.
pub(crate) fn by_name(connection: &Connection, name: &str) -> Result<Option<StoredMapping>, Cause> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE name = ?1"))?;
    let row = statement.query_row([name], from_row).optional()?;
    row.map(|row| with_uses(connection, row)).transpose()
}

/// Adds a property mapping. Its name must be free.
pub(crate) fn insert(
    transaction: &Transaction<'_>,
    kind: Protocol,
    mapping: &PropertyMapping,
    now: i64,
) -> Result<StoredMapping, Cause> {
    let id: u32 = transaction
        .prepare_cached(
            "INSERT INTO mapping (kind, name, expression, revision, created_at, updated_at)
             VALUES (?1, ?2, ?3, 1, ?4, ?4) RETURNING id",
        )?
        .query_row(params![kind.id(), mapping.name, mapping.expression, now], |row| row.get(0))?;
    let mut stored = StoredMapping {
        id: MappingId(id),
        kind,
        mapping: mapping.clone(),
        revision: 0,
        created_at: now,
        updated_at: now,
        used_by: Vec::new(),
    };
    stored.revision = write(transaction, &stored, now)?;
    Ok(stored)
}

/// Writes a property mapping as its next revision and makes that the live one. Returns its number.
pub(crate) fn write(transaction: &Transaction<'_>, stored: &StoredMapping, now: i64) -> Result<u32, Cause> {
    let StoredMapping { id, kind, mapping: PropertyMapping { name, expression }, created_at, .. } = stored;
    refuse_taken_name(transaction, name, Some(*id))?;
    let number: u32 = transaction
        .prepare_cached(
            "INSERT INTO mapping_revision (mapping_id, number, kind, name, expression, created_at, written_at)
             VALUES (?1, (SELECT ifnull(max(number), 0) + 1 FROM mapping_revision WHERE mapping_id = ?1),
                 ?2, ?3, ?4, ?5, ?6)
             RETURNING number",
        )?
        .query_row(params![id.0, kind.id(), name, expression, created_at, now], |row| row.get(0))?;
    transaction
        .prepare_cached(
            "INSERT INTO mapping (id, kind, name, expression, revision, created_at, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, expression = excluded.expression,
                 revision = excluded.revision, updated_at = excluded.updated_at",
        )?
        .execute(params![id.0, kind.id(), name, expression, number, created_at, now])?;
    Ok(number)
}

/// Returns what a revision of a property mapping was, whether the mapping exists now or not.
pub(crate) fn revision(
    connection: &Connection,
    id: MappingId,
    number: Option<u32>,
) -> Result<StoredMapping, Cause> {
    let stored = connection
        .prepare_cached(
            "SELECT mapping_id, kind, name, expression, number, created_at, written_at FROM mapping_revision
             WHERE mapping_id = ?1 AND number = ?2",
        )?
        .query_row(params![id.0, number], from_row)?;
    Ok(stored)
}

/// Removes a property mapping from the live ones. Its revisions stay.
pub(crate) fn remove(transaction: &Transaction<'_>, id: MappingId) -> Result<(), Cause> {
    transaction.prepare_cached("DELETE FROM mapping WHERE id = ?1")?.execute([id.0])?;
    Ok(())
}

/// Notes which property mappings a draft carries. Those must exist.
pub(crate) fn note_uses(transaction: &Transaction<'_>, draft: &Draft) -> Result<(), Cause> {
    transaction.prepare_cached("DELETE FROM mapping_use WHERE draft_id = ?1")?.execute([&draft.id.0])?;
    let mut note = transaction.prepare_cached(
        "INSERT INTO mapping_use (mapping_id, draft_id, for_users, for_groups)
         SELECT id, ?2, ?3, ?4 FROM mapping WHERE name = ?1
         ON CONFLICT DO UPDATE SET for_users = max(for_users, excluded.for_users),
             for_groups = max(for_groups, excluded.for_groups)",
    )?;
    for mapping in &draft.user_property_mappings {
        note.execute(params![mapping.name, draft.id.0, true, false])?;
    }
    for mapping in &draft.group_property_mappings {
        note.execute(params![mapping.name, draft.id.0, false, true])?;
    }
    Ok(())
}

/// Refuses a name that another property mapping has, of whichever kind.
pub(crate) fn refuse_taken_name(
    connection: &Connection,
    name: &str,
    but: Option<MappingId>,
) -> Result<(), Cause> {
    match by_name(connection, name)? {
        Some(other) if Some(other.id) != but => {
            Err(StoreError::MappingNameTaken { name: name.to_owned(), kind: other.kind }.into())
        }
        _ => Ok(()),
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredMapping> {
    let kind: String = row.get(1)?;
    let kind = Protocol::find(&kind).ok_or_else(|| {
        // A kind that a later version adds raises the compatibility line, so this is damage.
        rusqlite::Error::FromSqlConversionFailure(1, Type::Text, "unknown kind of property mapping".into())
    })?;
    Ok(StoredMapping {
        id: MappingId(row.get(0)?),
        kind,
        mapping: PropertyMapping { name: row.get(2)?, expression: row.get(3)? },
        revision: row.get(4)?,
        created_at: row.get(5)?,
        updated_at: row.get(6)?,
        used_by: Vec::new(),
    })
}

fn with_uses(connection: &Connection, stored: StoredMapping) -> Result<StoredMapping, Cause> {
    let mut statement = connection.prepare_cached(
        "SELECT draft.id, draft.slug, draft.name, for_users, for_groups FROM mapping_use
         JOIN draft ON draft.id = mapping_use.draft_id WHERE mapping_id = ?1 ORDER BY draft.slug",
    )?;
    let used_by = statement
        .query_map([stored.id.0], |row| {
            Ok(MappingUse {
                draft: DraftId(row.get(0)?),
                slug: row.get(1)?,
                name: row.get(2)?,
                for_users: row.get(3)?,
                for_groups: row.get(4)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(StoredMapping { used_by, ..stored })
}
