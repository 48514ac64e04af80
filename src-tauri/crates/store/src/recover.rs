//! Makes a sound database of what can be read of a damaged one.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, Transaction, params_from_iter};
use serde::Serialize;

use crate::backup::{self, Temporary};
use crate::contents::{self, DraftMark};
use crate::error::{Cause, StoreError};
use crate::files::{self, Files};
use crate::health;
use crate::lock::Lock;
use crate::mend;
use crate::migration::{self, MIGRATIONS, Migration};
use crate::open::{self, Options};
use crate::pages;
use crate::repair::{self, Patient};
use crate::restore::{self, Swapped};
use crate::salvage::{self, Schema, Table};

/// What a recovery found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recovered {
    /// The drafts of the new database, by slug.
    pub drafts: Vec<DraftMark>,
    /// Those of them whose newest revision cannot be read; they have an older one now.
    pub older: Vec<DraftMark>,
    /// Those of them of which it cannot be told whether they had been deleted.
    pub brought_back: Vec<DraftMark>,
    /// Drafts that were there, but of which no revision can be read.
    pub lost: Vec<DraftMark>,
    /// Whether undo still reaches as far back as before.
    pub keeps_undo: bool,
    /// What putting the new database in the old one's place did; None if that was not asked for.
    pub swapped: Option<Swapped>,
}

/// Reads what can be read of a damaged database, and makes a sound one of it. Only if `use_it`, that one takes the
/// database's place, and the damaged file is kept as `drafts.sqlite3.corrupt-STAMP`.
///
/// `source` is such a file that was kept; without it, it is the database itself. A database that is sound is read in
/// the same way, and nothing of it is lost.
///
/// Errors: [`StoreError::Newer`] if a newer Source Desk wrote the database, [`StoreError::Corrupt`] if nothing can be
/// read, [`StoreError::InUse`] if another program has the drafts open; [`StoreError::Full`] and the like. Every error
/// leaves the database as it was.
pub fn recover(options: &Options, source: Option<&Path>, use_it: bool) -> Result<Recovered, StoreError> {
    let files = Files::prepare(&options.home).map_err(|cause| cause.at(&Files::unprepared(&options.home)))?;
    let database = files.database();
    let source = source.unwrap_or(&database);
    let now = (options.now)();
    let recovered = Lock::alone(&files).and_then(|_lock| {
        open::look_first(source, MIGRATIONS, &files).or_else(|cause| match cause {
            Cause::Store(StoreError::Newer { .. }) => Err(cause),
            _ => Ok(()),
        })?;
        restore::remove_leftovers(&files);
        let fresh = Temporary::beside(&database)?;
        let mut recovered = rebuild(&files, source, &fresh.path, now)?;
        if use_it {
            recovered.swapped = Some(restore::swap(&files, &fresh, source, now)?);
        }
        Ok(recovered)
    });
    recovered.map_err(
        |cause| if restore::is_damage(&cause) { Cause::Corrupt.at(&files) } else { cause.at(&files) },
    )
}

/// Fills the empty file `target` with what can be read of `source`.
fn rebuild(files: &Files, source: &Path, target: &Path, now: i64) -> Result<Recovered, Cause> {
    let patient = Patient::admit(files, source)?;
    let new = patient.beside("new.sqlite3");
    make(&new, MIGRATIONS, files, now)?;
    let damaged = patient.open(&repair::donors(files), &new)?;
    let schema = salvage::schema(&damaged);
    let mut fresh = make(target, &applied(&damaged, &schema, files, now)?, files, now)?;
    fresh.execute_batch("PRAGMA foreign_keys = OFF;")?;
    let transaction = fresh.transaction()?;
    let broken = fill(&damaged, &schema, &transaction)?;
    if broken.contains("revision") {
        let bytes = fs::read(&patient.database).map_err(Cause::io(&patient.database))?;
        add_unreachable(&bytes, &transaction)?;
    }
    let mended = mend::mend(&transaction, &broken, now)?;
    transaction.commit()?;
    fresh.execute_batch("PRAGMA foreign_keys = ON;")?;
    // A file in which nothing of ours was found is not replaced by an empty database.
    let is_empty = backup::is_empty(&fresh)? && health::count_drafts(&fresh)? == 0;
    if is_empty || !health::integrity(&fresh)?.is_empty() {
        return Err(Cause::Corrupt);
    }
    let drafts = contents::read(&fresh)?;
    let of =
        |ids: &BTreeSet<String>| drafts.iter().filter(|mark| ids.contains(&mark.id.0)).cloned().collect();
    Ok(Recovered {
        older: of(&mended.older),
        brought_back: of(&mended.brought_back),
        lost: mended.lost,
        keeps_undo: mended.keeps_undo,
        drafts,
        swapped: None,
    })
}

/// Makes a database with the tables of some migrations, as one file.
fn make(path: &Path, migrations: &[Migration], files: &Files, now: i64) -> Result<Connection, Cause> {
    if !path.exists() {
        files::create_private_file(path).map_err(Cause::io(path))?;
    }
    let mut connection = open::open_file(path)?;
    // Nobody relies on the file before it is whole; then it is written to the disk once, before it gets its name.
    connection.execute_batch(
        "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF;",
    )?;
    while migration::apply_next(&mut connection, migrations, files, now)? {}
    Ok(connection)
}

/// Returns the migrations that a damaged database has had, as far as this version knows them: those that it names, and
/// those without which it would not have the tables that it has. All if it cannot be told.
fn applied(damaged: &Connection, schema: &Schema, files: &Files, now: i64) -> Result<Vec<Migration>, Cause> {
    let mut named = 0;
    if let Some(table) = schema.tables.iter().find(|table| table.name == "migration") {
        salvage::read(damaged, table, &mut |row| {
            let place = MIGRATIONS.iter().position(|known| is_row_of(&row, known.id));
            named = named.max(place.map_or(0, |place| place + 1));
            Ok(())
        })?;
    }
    let mut database = Connection::open_in_memory()?;
    let mut tables_after = Vec::new();
    for n_applied in 1..=MIGRATIONS.len() {
        migration::apply_next(&mut database, &MIGRATIONS[..n_applied], files, now)?;
        tables_after.push(table_names(&database)?);
    }
    let known: BTreeSet<&String> = tables_after.iter().flatten().collect();
    let found: Vec<&String> =
        schema.tables.iter().map(|table| &table.name).filter(|name| known.contains(name)).collect();
    let has_all = |after: &BTreeSet<String>| found.iter().all(|name| after.contains(*name));
    let by_tables = tables_after.iter().position(has_all).map_or(MIGRATIONS.len(), |place| place + 1);
    let n_applied = if found.is_empty() && named == 0 { MIGRATIONS.len() } else { named.max(by_tables) };
    Ok(MIGRATIONS[..n_applied].to_vec())
}

/// Returns whether a row of the table `migration` is that of a migration, whose name begins with its number.
fn is_row_of(row: &[Value], id: u32) -> bool {
    matches!(row, [Value::Integer(found), Value::Text(name), ..]
        if *found == i64::from(id) && name.starts_with(&format!("{id:04}_")))
}

fn table_names(connection: &Connection) -> Result<BTreeSet<String>, Cause> {
    let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Copies every row that can be read. Returns the tables that are not whole.
fn fill(
    damaged: &Connection,
    schema: &Schema,
    transaction: &Transaction<'_>,
) -> Result<BTreeSet<String>, Cause> {
    let mut broken: BTreeSet<String> = BTreeSet::new();
    let has = |name: &str| -> Result<bool, Cause> {
        Ok(transaction.prepare("SELECT 1 FROM sqlite_schema WHERE name = ?1")?.exists([name])?)
    };
    for table in &schema.tables {
        // A table that this version does not know: a newer one made it and can live with us.
        if !has(&table.name)? && transaction.execute_batch(&table.sql).is_err() {
            broken.insert(table.name.clone());
            continue;
        }
        if !copy_table(damaged, table, transaction)? {
            broken.insert(table.name.clone());
        }
    }
    for object in &schema.others {
        if !has(&object.name)? && transaction.execute_batch(&object.sql).is_err() {
            broken.insert(object.name.clone());
        }
    }
    let expected = table_names(transaction)?;
    broken.extend(expected.into_iter().filter(|name| !schema.tables.iter().any(|table| table.name == *name)));
    Ok(broken)
}

/// Adds the revisions of drafts to which no way leads any more. Whatever looks like one is tried; what is a draft and
/// what is not shows when the documents are read.
fn add_unreachable(file: &[u8], transaction: &Transaction<'_>) -> Result<(), Cause> {
    let mut insert = transaction.prepare(
        "INSERT OR IGNORE INTO revision (draft_id, number, slug, name, created_at, written_at, document, machine, summary)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    let mut result = Ok(());
    pages::rows(file, |mut row| {
        // Rows from before their computer and summary were noted are shorter.
        if row.len() == 7 {
            row.extend([Value::Null, Value::Null]);
        }
        let [
            Value::Text(_),
            Value::Integer(_),
            Value::Text(_),
            Value::Text(_),
            Value::Integer(_),
            Value::Integer(_),
            Value::Text(document),
            Value::Text(_) | Value::Null,
            Value::Text(_) | Value::Null,
        ] = row.as_slice()
        else {
            return;
        };
        if result.is_ok() && document.starts_with('{') {
            match insert.execute(params_from_iter(&row)) {
                Err(error) if error.sqlite_error_code() != Some(ErrorCode::ConstraintViolation) => {
                    result = Err(error.into());
                }
                _ => {}
            }
        }
    });
    result
}

/// Copies the rows of one table. Returns whether all of them are there.
fn copy_table(damaged: &Connection, table: &Table, transaction: &Transaction<'_>) -> Result<bool, Cause> {
    let known = salvage::columns_of(transaction, &table.name).unwrap_or_default();
    let common: Vec<String> = table.columns.iter().filter(|column| known.contains(column)).cloned().collect();
    if common.is_empty() {
        return Ok(false);
    }
    let places: Vec<String> = (1..=common.len()).map(|place| format!("?{place}")).collect();
    let columns: Vec<String> = common.iter().map(|column| salvage::quoted(column)).collect();
    let mut insert = transaction.prepare(&format!(
        "INSERT OR IGNORE INTO {} ({}) VALUES ({})",
        salvage::quoted(&table.name),
        columns.join(", "),
        places.join(", ")
    ))?;
    let mut all_fit = true;
    // The rows of the migrations that made the new database are there already.
    let is_filled = table.name == "migration";
    let table = table.with_columns(common);
    let is_whole = salvage::read(damaged, &table, &mut |row| {
        // A number that is damaged would be a migration that nobody had.
        if is_filled
            && !matches!(row.first(), Some(Value::Integer(id)) if is_row_of(&row, u32::try_from(*id).unwrap_or(0)))
        {
            return Ok(());
        }
        match insert.execute(params_from_iter(row)) {
            Ok(n_inserted) => all_fit &= n_inserted == 1 || is_filled,
            // A value of the wrong type: the row is damaged.
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                all_fit = false
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    })?;
    Ok(is_whole && all_fit)
}
