//! Puts another file in the database's place, and keeps the one that was there.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use serde::Serialize;

use crate::backup::{self, Temporary};
use crate::backup_file::{self, BackupState};
use crate::backup_name;
use crate::error::{Cause, StoreError};
use crate::files::{self, Files};
use crate::lock::Lock;
use crate::migration::{self, APPLICATION_ID};
use crate::open::{self, Options};

/// What a swap of the database's file did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Swapped {
    /// Where the database that was there before is now: a backup, or, if it was damaged, the very file. None if there
    /// was none.
    pub kept: Option<PathBuf>,
    /// How many drafts the database has now.
    pub n_drafts: u32,
}

/// Puts a backup in the database's place. The database that was there becomes a backup itself; if it is damaged, it is
/// kept as it is, as `drafts.sqlite3.corrupt-STAMP`. A backup of an older layout is raised by the next
/// [`Store::open`](crate::Store::open).
///
/// Errors: [`StoreError::BackupUnusable`] if the file is damaged, newer or no backup, [`StoreError::InUse`] if another
/// program has the drafts open; [`StoreError::Full`] and the like. Every error leaves the database as it was.
pub fn restore(options: &Options, path: &Path) -> Result<Swapped, StoreError> {
    let files = Files::prepare(&options.home).map_err(|cause| cause.at(&Files::unprepared(&options.home)))?;
    fs::metadata(path).map_err(Cause::io(path)).map_err(|cause| cause.at(&files))?;
    let state = backup_file::state_of(path);
    if !matches!(state, BackupState::Usable { .. }) {
        return Err(StoreError::BackupUnusable { path: path.to_owned(), state });
    }
    let swapped = Lock::alone(&files).and_then(|_lock| {
        remove_leftovers(&files);
        let restored = verified_copy(&files, path).map_err(|cause| {
            let state = BackupState::Damaged;
            let unusable = StoreError::BackupUnusable { path: path.to_owned(), state };
            if is_damage(&cause) { unusable.into() } else { cause }
        })?;
        swap(&files, &restored, path, (options.now)())
    });
    swapped.map_err(|cause| cause.at(&files))
}

/// Removes what a killed program left of a file that should have taken the database's place. The lock must be held alone.
pub(crate) fn remove_leftovers(files: &Files) {
    let is_leftover = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.starts_with("drafts.sqlite3.") && name.contains(".tmp"))
    };
    let entries = fs::read_dir(files.home()).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()).filter(is_leftover) {
        // One that stays is no reason to fail: the next one gets another name.
        let _ = fs::remove_file(path);
    }
}

/// Puts a file in the database's place, which is kept. The lock must be held alone. `spared` is a backup that the
/// rotation leaves alone.
///
/// At each moment there is a whole database under the name: the old one or the new one. So the old one gets a second
/// name first, and the rename is what swaps them.
pub(crate) fn swap(files: &Files, new: &Temporary, spared: &Path, now: i64) -> Result<Swapped, Cause> {
    let n_drafts = backup_file::count_drafts(&new.path)?;
    let kept = if files.database().exists() {
        match keep_as_backup(files, spared, now) {
            Err(cause) if is_damage(&cause) => Some(keep_as_it_is(files, now)?),
            kept => kept?,
        }
    } else {
        None
    };
    // A log or journal of the old database would be played back into the new one.
    for suffix in Files::BESIDE {
        let path = files.beside(suffix);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Cause::Io { path, error }),
            _ => {}
        }
    }
    new.sync()?;
    fs::rename(&new.path, files.database()).map_err(Cause::io(&files.database()))?;
    files::sync_folder(files.home())?;
    Ok(Swapped { kept, n_drafts })
}

/// Copies a backup to where it can be renamed, and checks all of the copy.
fn verified_copy(files: &Files, path: &Path) -> Result<Temporary, Cause> {
    let temporary = Temporary::beside(&files.database())?;
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    // A copy that somebody made of a database in use has a log beside it, with the newest drafts.
    let has_log = fs::metadata(PathBuf::from(log)).is_ok_and(|metadata| metadata.len() > 0);
    let source = if has_log {
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?
    } else {
        backup_file::open_unchanging(path)?
    };
    backup::copy(&source, &temporary.path)?;
    Ok(temporary)
}

/// Makes a sound database a backup and moves its log into it. None if there is nothing in it.
fn keep_as_backup(files: &Files, spared: &Path, now: i64) -> Result<Option<PathBuf>, Cause> {
    let connection = open::open_file(&files.database())?;
    // A damaged file is to be kept as it is, so its log must not be moved into it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let n_tables: u32 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match migration::header(&connection)? {
        (0, 0) if n_tables == 0 => return Ok(None),
        (APPLICATION_ID, _) => {}
        _ => return Err(StoreError::NotOurs { database: files.database() }.into()),
    }
    let kept = backup::write_to_folder(&connection, files, &[spared.to_owned()], now)?;
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;")?;
    Ok(Some(kept))
}

/// Gives a damaged database a second name, as it is, with what lies beside it.
fn keep_as_it_is(files: &Files, now: i64) -> Result<PathBuf, Cause> {
    let stamp = backup_name::stamp(now);
    let name = |number: u32| match number {
        1 => files.beside(&format!(".corrupt-{stamp}")),
        number => files.beside(&format!(".corrupt-{stamp}-{number}")),
    };
    let kept = (1u32..).map(name).find(|path| fs::symlink_metadata(path).is_err()).unwrap_or_else(|| name(1));
    for suffix in [""].into_iter().chain(Files::BESIDE) {
        let from = files.beside(suffix);
        if !from.exists() {
            continue;
        }
        let mut to = kept.clone().into_os_string();
        to.push(suffix);
        let to = PathBuf::from(to);
        // Some file systems know no second names; a copy does as well.
        if fs::hard_link(&from, &to).is_err() {
            fs::copy(&from, &to).map_err(Cause::io(&to))?;
            File::options().write(true).open(&to).and_then(|file| file.sync_all()).map_err(Cause::io(&to))?;
        }
    }
    files::sync_folder(files.home())?;
    Ok(kept)
}

/// Returns whether an error says that a file is no sound database, and not that the disk or another program is in the
/// way.
pub(crate) fn is_damage(cause: &Cause) -> bool {
    match cause {
        Cause::Corrupt => true,
        Cause::Store(error) => matches!(error, StoreError::Corrupt { .. }),
        Cause::Io { .. } => false,
        Cause::Sqlite(error) => !matches!(
            error.sqlite_error_code(),
            Some(
                ErrorCode::DiskFull
                    | ErrorCode::SystemIoFailure
                    | ErrorCode::DatabaseBusy
                    | ErrorCode::DatabaseLocked
                    | ErrorCode::CannotOpen
                    | ErrorCode::ReadOnly
                    | ErrorCode::PermissionDenied
                    | ErrorCode::OutOfMemory
            )
        ),
    }
}
