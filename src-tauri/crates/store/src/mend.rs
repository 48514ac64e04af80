//! Makes the rows that could be read of a damaged database fit together again.
//!
//! What cannot be told from what is left is decided so that nothing is lost: a draft that may have been deleted comes
//! back, one whose newest revision is gone has the one before. The search index and which draft carries which mapping
//! follow from the drafts, so they are made anew.

use std::collections::{BTreeMap, BTreeSet};

use desk_model::{Draft, DraftId};
use rusqlite::{OptionalExtension, Transaction, params};

use crate::contents::{self, DraftMark};
use crate::document;
use crate::draft_row::{self, NewRevision, Why};
use crate::error::Cause;
use crate::history::Summary;
use crate::salvage::quoted;
use crate::search;

/// What had to be decided.
#[derive(Debug, Default)]
pub(crate) struct Mended {
    /// Ids of drafts that have an older revision now.
    pub(crate) older: BTreeSet<String>,
    /// Ids of drafts that may have been deleted.
    pub(crate) brought_back: BTreeSet<String>,
    /// Drafts of which nothing can be read.
    pub(crate) lost: Vec<DraftMark>,
    /// Whether all steps are there.
    pub(crate) keeps_undo: bool,
}

/// Mends the tables of the newest layout or an older one. `broken` are those that could not be read whole.
pub(crate) fn mend(
    transaction: &Transaction<'_>,
    broken: &BTreeSet<String>,
    now: i64,
) -> Result<Mended, Cause> {
    let has_mappings = exists(transaction, "mapping")?;
    let mut mended = Mended::default();
    mend_drafts(transaction, now, &mut mended)?;
    if ["draft", "revision"].iter().any(|table| broken.contains(*table)) {
        let knows_steps = !["step", "step_part"].iter().any(|table| broken.contains(*table));
        let deleted = if knows_steps { deleted(transaction, has_mappings)? } else { BTreeSet::new() };
        bring_back(transaction, &deleted, now, &mut mended)?;
    }
    if has_mappings {
        mend_mappings(transaction, broken.contains("mapping"))?;
    }
    mended.keeps_undo = mend_steps(transaction, has_mappings, broken)?;
    mend_references(transaction)?;
    transaction.execute_batch("INSERT INTO draft_search (draft_search) VALUES ('rebuild');")?;
    Ok(mended)
}

/// Gives each draft a revision that can be read, if it has one, and the text that the search looks at.
fn mend_drafts(transaction: &Transaction<'_>, now: i64, mended: &mut Mended) -> Result<(), Cause> {
    for mark in contents::read(transaction)? {
        let newest: Option<Vec<u8>> = transaction
            .prepare_cached(
                "SELECT CAST(document AS BLOB) FROM revision WHERE draft_id = ?1 AND number = ?2",
            )?
            .query_row(params![mark.id.0, mark.revision], |row| row.get(0))
            .optional()?;
        match newest.as_deref().map(|document| read(document, &mark.id)) {
            Some(Ok(draft)) => {
                transaction
                    .prepare_cached("UPDATE draft SET search = ?2 WHERE id = ?1 AND search <> ?2")?
                    .execute(params![mark.id.0, search::text_of(&draft)])?;
                continue;
            }
            Some(Err(Why::NewerSchema { .. })) => continue,
            _ => {}
        }
        if let Some(draft) = newest_readable(transaction, &mark.id)? {
            write(transaction, draft, now)?;
            mended.older.insert(mark.id.0);
        } else if newest.is_none() {
            transaction.execute("DELETE FROM draft WHERE id = ?1", [&mark.id.0])?;
            mended.lost.push(mark);
        }
        // Otherwise it stays as it is: a draft that is listed as one that cannot be read.
    }
    Ok(())
}

/// Brings back the drafts that have revisions but no row, but those that are known to be deleted.
fn bring_back(
    transaction: &Transaction<'_>,
    deleted: &BTreeSet<String>,
    now: i64,
    mended: &mut Mended,
) -> Result<(), Cause> {
    let ids: Vec<String> = transaction
        .prepare("SELECT DISTINCT draft_id FROM revision WHERE draft_id NOT IN (SELECT id FROM draft)")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for id in ids.into_iter().filter(|id| !deleted.contains(id)) {
        if let Some(draft) = newest_readable(transaction, &DraftId(id.clone()))? {
            write(transaction, draft, now)?;
            mended.lost.retain(|mark| mark.id.0 != id);
            mended.brought_back.insert(id);
        }
    }
    Ok(())
}

/// Returns the drafts that the steps say are deleted: the newest step that is done deleted it, or the one that made it
/// is undone.
fn deleted(transaction: &Transaction<'_>, has_parts: bool) -> Result<BTreeSet<String>, Cause> {
    let parts = if has_parts {
        "SELECT draft_id, before, after, undone FROM step JOIN step_part ON step_id = id
         WHERE draft_id IS NOT NULL ORDER BY id, position"
    } else {
        "SELECT draft_id, before, after, undone FROM step ORDER BY id"
    };
    let mut statement = transaction.prepare(parts)?;
    let mut rows = statement.query([])?;
    let mut is_there: BTreeMap<String, bool> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        let (before, after): (Option<i64>, Option<i64>) = (row.get(1)?, row.get(2)?);
        if row.get(3)? {
            // The first undone step tells how the draft was before it; those after it are undone as well.
            is_there.entry(id).or_insert(before.is_some());
        } else {
            is_there.insert(id, after.is_some());
        }
    }
    Ok(is_there.into_iter().filter(|(_, is_there)| !is_there).map(|(id, _)| id).collect())
}

/// Gives each mapping its revision, and lets every draft be settled again when the database is opened.
fn mend_mappings(transaction: &Transaction<'_>, is_broken: bool) -> Result<(), Cause> {
    transaction.execute_batch(
        "INSERT INTO mapping_revision (mapping_id, number, kind, name, expression, created_at, written_at)
             SELECT id, revision, kind, name, expression, created_at, updated_at FROM mapping
             WHERE NOT EXISTS (SELECT 1 FROM mapping_revision WHERE mapping_id = id AND number = revision);
         DELETE FROM mapping_use;
         INSERT OR IGNORE INTO unsettled (draft_id) SELECT id FROM draft;",
    )?;
    if is_broken {
        transaction.execute_batch(
            "INSERT OR IGNORE INTO mapping (id, kind, name, expression, revision, created_at, updated_at)
                 SELECT mapping_id, kind, name, expression, max(number), created_at, written_at
                 FROM mapping_revision WHERE mapping_id NOT IN (SELECT id FROM mapping) GROUP BY mapping_id;",
        )?;
    }
    // An id that a mapping had once must not become another mapping's, or undo would mistake one for the other.
    for (table, newest) in [
        ("mapping", "SELECT ifnull(max(mapping_id), 0) FROM mapping_revision"),
        ("step", "SELECT ifnull(max(id), 0) FROM step"),
    ] {
        let newest: i64 = transaction.query_row(newest, [], |row| row.get(0))?;
        transaction.execute("INSERT INTO sqlite_sequence (name, seq) SELECT ?1, 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1)", [table])?;
        transaction.execute(
            "UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1",
            params![table, newest],
        )?;
    }
    Ok(())
}

/// Forgets the steps that can no longer be taken back, and those before them: undo goes one by one. Returns whether
/// all are there.
fn mend_steps(
    transaction: &Transaction<'_>,
    has_parts: bool,
    broken: &BTreeSet<String>,
) -> Result<bool, Cause> {
    let (table, column) = if has_parts { ("step_part", "step_id") } else { ("step", "id") };
    let last_broken: i64 = if broken.contains("step") || broken.contains(table) {
        i64::MAX
    } else {
        let mut lacking = vec![
            "before IS NOT NULL AND draft_id IS NOT NULL AND NOT EXISTS
             (SELECT 1 FROM revision AS r WHERE r.draft_id = part.draft_id AND r.number = part.before)",
            "after IS NOT NULL AND draft_id IS NOT NULL AND NOT EXISTS
             (SELECT 1 FROM revision AS r WHERE r.draft_id = part.draft_id AND r.number = part.after)",
        ];
        if has_parts {
            lacking.push(
                "before IS NOT NULL AND mapping_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM mapping_revision AS r
                 WHERE r.mapping_id = part.mapping_id AND r.number = part.before)",
            );
            lacking.push(
                "after IS NOT NULL AND mapping_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM mapping_revision AS r
                 WHERE r.mapping_id = part.mapping_id AND r.number = part.after)",
            );
        }
        let sql = format!(
            "SELECT ifnull(max({column}), 0) FROM {table} AS part WHERE ({})",
            lacking.join(") OR (")
        );
        transaction.query_row(&sql, [], |row| row.get(0))?
    };
    let mut n_forgotten = transaction.execute("DELETE FROM step WHERE id <= ?1", [last_broken])?;
    if has_parts {
        n_forgotten += transaction.execute("DELETE FROM step_part WHERE step_id <= ?1", [last_broken])?;
    }
    Ok(n_forgotten == 0 && last_broken != i64::MAX)
}

/// Removes rows of further tables that belong to something that is gone.
fn mend_references(transaction: &Transaction<'_>) -> Result<(), Cause> {
    // A row that goes may be one that another belongs to.
    for _ in 0..8 {
        let found: BTreeSet<(String, i64)> = transaction
            .prepare("SELECT DISTINCT \"table\", fkid FROM pragma_foreign_key_check")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        if found.is_empty() {
            break;
        }
        for (table, key) in found {
            remove_orphans(transaction, &table, key)?;
        }
    }
    Ok(())
}

fn remove_orphans(transaction: &Transaction<'_>, table: &str, key: i64) -> Result<(), Cause> {
    let columns: Vec<(String, String, Option<String>)> = transaction
        .prepare(
            "SELECT \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?1) WHERE id = ?2 ORDER BY seq",
        )?
        .query_map(params![table, key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    let Some((parent, _, _)) = columns.first() else { return Ok(()) };
    let primary: Vec<String> = transaction
        .prepare("SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk")?
        .query_map([parent], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut conditions = Vec::new();
    let mut present = Vec::new();
    for (place, (_, from, to)) in columns.iter().enumerate() {
        // A key that names no column means the primary key.
        let Some(to) = to.as_ref().or_else(|| primary.get(place)) else { return Ok(()) };
        let from = format!("{}.{}", quoted(table), quoted(from));
        conditions.push(format!("parent.{} = {from}", quoted(to)));
        present.push(format!("{from} IS NOT NULL"));
    }
    transaction.execute(
        &format!(
            "DELETE FROM {} WHERE {} AND NOT EXISTS (SELECT 1 FROM {} AS parent WHERE {})",
            quoted(table),
            present.join(" AND "),
            quoted(parent),
            conditions.join(" AND ")
        ),
        [],
    )?;
    Ok(())
}

/// Writes a draft as its next revision, under its slug or the first one after it that is free.
fn write(transaction: &Transaction<'_>, mut draft: Draft, now: i64) -> Result<(), Cause> {
    let wanted = draft.slug.clone();
    let mut number = 2;
    while transaction
        .prepare_cached("SELECT 1 FROM draft WHERE slug = ?1 AND id <> ?2")?
        .exists(params![draft.slug, draft.id.0])?
    {
        draft.slug = format!("{wanted}-{number}");
        number += 1;
    }
    let created_at: i64 = transaction
        .prepare_cached("SELECT min(created_at) FROM revision WHERE draft_id = ?1")?
        .query_row([&draft.id.0], |row| row.get(0))?;
    let document = document::write(&draft).map_err(draft_row::unwritable)?;
    let search = search::text_of(&draft);
    let new = NewRevision {
        id: &draft.id,
        slug: &draft.slug,
        name: &draft.name,
        created_at,
        now,
        document: &document,
        search: &search,
        summary: &Summary::Recovered,
    };
    draft_row::write(transaction, &new)?;
    Ok(())
}

/// Returns the newest revision of a draft that can be read.
fn newest_readable(transaction: &Transaction<'_>, id: &DraftId) -> Result<Option<Draft>, Cause> {
    let mut statement = transaction.prepare_cached(
        "SELECT CAST(document AS BLOB) FROM revision WHERE draft_id = ?1 ORDER BY number DESC",
    )?;
    let mut rows = statement.query([&id.0])?;
    while let Some(row) = rows.next()? {
        let document: Vec<u8> = row.get(0)?;
        if let Ok(draft) = read(&document, id) {
            return Ok(Some(draft));
        }
    }
    Ok(None)
}

fn read(document: &[u8], id: &DraftId) -> Result<Draft, Why> {
    let draft = document::read(document)?;
    if draft.id == *id { Ok(draft) } else { Err(Why::Damaged) }
}

fn exists(transaction: &Transaction<'_>, table: &str) -> Result<bool, Cause> {
    Ok(transaction
        .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1")?
        .exists([table])?)
}
