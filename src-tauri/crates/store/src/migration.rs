//! Raises the tables to what this version knows.
//!
//! Each migration is one file in `migrations/` and one transaction, together with its row in the table `migration`
//! and with `user_version`. That number is the compatibility line, not the number of migrations: a migration that
//! an older Source Desk can live with keeps the line, one that it would misread raises it. The table `migration`
//! itself keeps its columns for ever, so that every version can read what was applied.

use std::collections::BTreeSet;

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use crate::error::{Cause, StoreError};
use crate::files::Files;

/// Marks a database as ours: `SDsk`, in the header that `file` and other programs can read.
pub(crate) const APPLICATION_ID: i32 = 0x5344_736B;

/// One step from an older layout of the tables to a newer one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Migration {
    /// Its number, never used again.
    pub(crate) id: u32,
    /// The compatibility line from then on.
    pub(crate) line: u32,
    /// Its file's name.
    pub(crate) name: &'static str,
    /// What it does.
    pub(crate) sql: &'static str,
}

/// All migrations, oldest first.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration { id: 1, line: 1, name: "0001_drafts", sql: include_str!("../migrations/0001_drafts.sql") },
    // An older version would write a mapping into one draft only, and could not take back a step of several parts.
    Migration { id: 2, line: 2, name: "0002_mappings", sql: include_str!("../migrations/0002_mappings.sql") },
    // An older version leaves the vault's rows alone.
    Migration { id: 3, line: 2, name: "0003_vault", sql: include_str!("../migrations/0003_vault.sql") },
    // An older version would leave tags out of what the search looks at.
    Migration { id: 4, line: 3, name: "0004_history", sql: include_str!("../migrations/0004_history.sql") },
    // An older version leaves the test runs alone.
    Migration {
        id: 5,
        line: 3,
        name: "0005_test_runs",
        sql: include_str!("../migrations/0005_test_runs.sql"),
    },
    // An older version may give a number again, and says less about a run; it reads and keeps them as before.
    Migration {
        id: 6,
        line: 3,
        name: "0006_test_run_numbers",
        sql: include_str!("../migrations/0006_test_run_numbers.sql"),
    },
    // An older version leaves servers and runs alone.
    Migration { id: 7, line: 3, name: "0007_servers", sql: include_str!("../migrations/0007_servers.sql") },
];

/// What a database says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Layout {
    /// There is nothing in it.
    Empty,
    /// Ours.
    Ours {
        line: u32,
        applied: BTreeSet<u32>,
        /// The version that applied the newest migration, if it said so.
        needed: Option<String>,
    },
    /// Another program's.
    Foreign,
}

/// Reads what a database says about itself, all from one moment. Takes no write lock.
pub(crate) fn layout(connection: &mut Connection) -> Result<Layout, Cause> {
    layout_in(&connection.transaction()?)
}

/// Returns the newest compatibility line of a list of migrations.
pub(crate) fn newest_line(migrations: &[Migration]) -> u32 {
    migrations.iter().map(|migration| migration.line).max().unwrap_or_default()
}

/// Returns which migrations a database still needs, or why it may not be touched.
pub(crate) fn pending<'a>(
    layout: &Layout,
    migrations: &'a [Migration],
    files: &Files,
) -> Result<Vec<&'a Migration>, Cause> {
    match layout {
        Layout::Empty => Ok(migrations.iter().collect()),
        Layout::Foreign => Err(StoreError::NotOurs { database: files.database() }.into()),
        Layout::Ours { line, applied, needed } => {
            let (line, known) = (*line, newest_line(migrations));
            if line > known {
                return Err(StoreError::Newer {
                    found: line,
                    known,
                    needed: needed.clone(),
                    backups: files.backups(),
                }
                .into());
            }
            if !is_whole(line, applied, migrations) {
                return Err(Cause::Corrupt);
            }
            Ok(migrations.iter().filter(|migration| !applied.contains(&migration.id)).collect())
        }
    }
}

/// Whether the table `migration` can be believed: what is applied is the beginning of the list, and accounts for the
/// line in the header. A page of that table that was lost looks like migrations that were never applied, and applying
/// them again would meet their own tables.
fn is_whole(line: u32, applied: &BTreeSet<u32>, migrations: &[Migration]) -> bool {
    let known: Vec<&Migration> =
        migrations.iter().filter(|migration| applied.contains(&migration.id)).collect();
    // A newer Source Desk has all of ours and more; what line its own ones have is not known here.
    let has_unknown = known.len() < applied.len();
    let is_beginning = known.iter().zip(migrations).all(|(known, first)| known.id == first.id)
        && (!has_unknown || known.len() == migrations.len());
    let accounted = known.iter().map(|migration| migration.line).max().unwrap_or_default();
    is_beginning && (has_unknown || accounted == line)
}

/// Applies the next migration that is missing. Returns whether there was one.
///
/// It looks again under the write lock: another process may have been quicker, or newer.
pub(crate) fn apply_next(
    connection: &mut Connection,
    migrations: &[Migration],
    files: &Files,
    now: i64,
) -> Result<bool, Cause> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let layout = layout_in(&transaction)?;
    let missing = pending(&layout, migrations, files)?;
    let Some(migration) = missing.first() else { return Ok(false) };
    transaction.execute_batch(
        "CREATE TABLE IF NOT EXISTS migration (
             id         INTEGER PRIMARY KEY,
             name       TEXT    NOT NULL,
             applied_at INTEGER NOT NULL -- Unix milliseconds
         ) STRICT;",
    )?;
    transaction.execute_batch(migration.sql)?;
    transaction.execute(
        "INSERT INTO migration (id, name, applied_at) VALUES (?1, ?2, ?3)",
        // With the version, so that an older one can say which is needed.
        params![migration.id, format!("{} {}", migration.name, env!("CARGO_PKG_VERSION")), now],
    )?;
    let line = match layout {
        Layout::Ours { line, .. } => line.max(migration.line),
        Layout::Empty | Layout::Foreign => migration.line,
    };
    transaction.pragma_update(None, "user_version", line)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.commit()?;
    Ok(true)
}

/// Returns the compatibility line and the mark in the header.
pub(crate) fn header(connection: &Connection) -> Result<(i32, i32), rusqlite::Error> {
    let read = |name| connection.pragma_query_value(None, name, |row| row.get(0));
    Ok((read("application_id")?, read("user_version")?))
}

/// Returns the version of the program that applied the newest migration.
pub(crate) fn needed(connection: &Connection) -> Option<String> {
    let name: String = connection
        .query_row("SELECT name FROM migration ORDER BY id DESC LIMIT 1", [], |row| row.get(0))
        .ok()?;
    name.split_once(' ').map(|(_, version)| version.to_owned())
}

fn layout_in(transaction: &Transaction<'_>) -> Result<Layout, Cause> {
    // The first statement that reads the file, so that the pragmas below see the same moment.
    let n_tables: u32 = transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match header(transaction)? {
        (0, 0) if n_tables == 0 => Ok(Layout::Empty),
        (APPLICATION_ID, line) => {
            let Ok(line) = u32::try_from(line) else { return Ok(Layout::Foreign) };
            let applied = transaction
                .prepare("SELECT id FROM migration")?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            Ok(Layout::Ours { line, applied, needed: needed(transaction) })
        }
        _ => Ok(Layout::Foreign),
    }
}
