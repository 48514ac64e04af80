//! What is in a backup, without opening it for writing.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use serde::Serialize;

use crate::backup;
use crate::contents::{self, DraftMark};
use crate::error::{Cause, StoreError};
use crate::files::Files;
use crate::health;
use crate::migration::{self, APPLICATION_ID, MIGRATIONS};

/// A backup in the folder of backups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BackupFile {
    /// The file.
    pub path: PathBuf,
    /// When it was made: milliseconds since 1970-01-01 UTC.
    pub made_at: i64,
    /// Its size.
    pub size_bytes: u64,
    /// What it is good for.
    pub state: BackupState,
}

/// What a backup is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum BackupState {
    /// It can be restored.
    Usable {
        /// The compatibility line of its layout.
        schema: u32,
        /// How many drafts it has.
        n_drafts: u32,
    },
    /// A newer Source Desk wrote it.
    Newer {
        /// The compatibility line of its layout.
        found: u32,
        /// The newest that this version knows.
        known: u32,
    },
    /// It is another program's file.
    NotOurs,
    /// It cannot be read.
    Damaged,
}

/// Returns the backups in a data folder, the newest first. None is opened for writing, and the database not at all.
///
/// Errors: [`StoreError::Io`] if the folder is there but cannot be read.
pub fn backups(home: &Path) -> Result<Vec<BackupFile>, StoreError> {
    let files = Files::unprepared(home);
    let folder = files.backups();
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let found = backup::look(&folder).map_err(|cause| cause.at(&files))?;
    let backups = found.backups.into_iter().rev().filter_map(|name| {
        let made_at = name.made_at()?;
        let path = folder.join(name.to_text());
        let size_bytes = fs::metadata(&path).map(|metadata| metadata.len()).unwrap_or_default();
        Some(BackupFile { state: state_of(&path), made_at, size_bytes, path })
    });
    Ok(backups.collect())
}

/// Returns the drafts in a backup, by slug.
///
/// Errors: [`StoreError::BackupUnusable`], [`StoreError::Io`].
pub fn drafts_in_backup(path: &Path) -> Result<Vec<DraftMark>, StoreError> {
    let files = Files::unprepared(path);
    fs::metadata(path).map_err(Cause::io(path)).map_err(|cause| cause.at(&files))?;
    let state = state_of(path);
    let BackupState::Usable { .. } = state else {
        return Err(StoreError::BackupUnusable { path: path.to_owned(), state });
    };
    open_unchanging(path)
        .map_err(Cause::from)
        .and_then(|connection| contents::read(&connection))
        .map_err(|_| StoreError::BackupUnusable { path: path.to_owned(), state: BackupState::Damaged })
}

/// Returns what a file is good for, from its header and its drafts; that all of it is sound is not checked.
pub(crate) fn state_of(path: &Path) -> BackupState {
    try_state_of(path).unwrap_or(BackupState::Damaged)
}

/// Counts the drafts in a file that nobody writes to.
pub(crate) fn count_drafts(path: &Path) -> Result<u32, Cause> {
    health::count_drafts(&open_unchanging(path)?)
}

/// Opens a file that nobody writes to: no lock is taken, no log read, and no file appears beside it.
pub(crate) fn open_unchanging(path: &Path) -> Result<Connection, rusqlite::Error> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    // SQLite wants an absolute path in a URL.
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match url::Url::from_file_path(absolute) {
        Ok(mut url) => {
            url.set_query(Some("immutable=1"));
            Connection::open_with_flags(url.as_str(), flags)
        }
        Err(()) => Err(rusqlite::Error::InvalidPath(path.to_owned())),
    }
}

fn try_state_of(path: &Path) -> Result<BackupState, Cause> {
    let connection = open_unchanging(path)?;
    let known = migration::newest_line(MIGRATIONS);
    Ok(match migration::header(&connection)? {
        (APPLICATION_ID, line) => match u32::try_from(line) {
            Ok(found) if found > known => BackupState::Newer { found, known },
            Ok(schema) if schema > 0 => {
                BackupState::Usable { schema, n_drafts: health::count_drafts(&connection)? }
            }
            _ => BackupState::NotOurs,
        },
        _ => BackupState::NotOurs,
    })
}
