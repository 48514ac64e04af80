//! What `doctor` asks.

use std::path::PathBuf;

use rusqlite::Connection;
use serde::Serialize;

use crate::error::{Cause, StoreError};
use crate::migration;
use crate::store::Store;

/// How the database is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Health {
    /// The compatibility line of its layout.
    pub schema: u32,
    /// How many drafts there are, readable or not.
    pub n_drafts: u32,
    /// What SQLite's own check found, in its words; empty if all is well.
    pub integrity: Vec<String>,
    /// How many bytes the database takes on the disk, its write-ahead log included, backups not.
    pub size_bytes: u64,
    /// The file.
    pub database: PathBuf,
}

impl Store {
    /// Checks the database: every page, row and index (SQLite's `integrity_check`: an index whose page is another's shows
    /// in nothing less), the search index, and that every reference leads somewhere. The time grows with the database: ask in the background.
    ///
    /// Errors: [`StoreError::Corrupt`] if it is too damaged to be checked.
    pub fn health(&self) -> Result<Health, StoreError> {
        self.try_health().map_err(|cause| cause.at(&self.files))
    }

    fn try_health(&self) -> Result<Health, Cause> {
        let (_, line) = migration::header(&self.connection)?;
        Ok(Health {
            schema: u32::try_from(line).unwrap_or_default(),
            n_drafts: count_drafts(&self.connection)?,
            integrity: integrity(&self.connection)?,
            size_bytes: self.files.size_bytes(),
            database: self.files.database(),
        })
    }
}

/// Counts the drafts, readable or not.
pub(crate) fn count_drafts(connection: &Connection) -> Result<u32, Cause> {
    Ok(connection.query_row("SELECT count(*) FROM draft", [], |row| row.get(0))?)
}

/// Returns what is wrong with a database; nothing if it is sound.
pub(crate) fn integrity(connection: &Connection) -> Result<Vec<String>, Cause> {
    let mut found: Vec<String> = connection
        .prepare("PRAGMA integrity_check")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    found.retain(|line| line != "ok");
    let references = connection
        .prepare("PRAGMA foreign_key_check")?
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    found.extend(references.into_iter().map(|table| format!("foreign key of {table}")));
    Ok(found)
}
