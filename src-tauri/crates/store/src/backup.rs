//! Copies of the whole database, each one file that is complete or not there.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use crate::backup_file;
use crate::backup_name::{self, Name, free_name};
use crate::error::{Cause, StoreError};
use crate::files::{self, Files};
use crate::health;
use crate::lock::Lock;
use crate::open;
use crate::store::Store;

/// Milliseconds after which the next start makes a backup.
const DAY: i64 = 86_400_000;

impl Store {
    /// Copies the database while it is in use, and returns where the copy is.
    ///
    /// Without a path it becomes `backups/drafts-YYYYMMDDTHHMMSSZ.sqlite3` in the data folder, of which the newest ten
    /// and the newest of each of the last eight weeks stay. A path that is a folder gets a file of that name. The copy
    /// is checked and on the disk before it gets its name.
    ///
    /// Errors: [`StoreError::Exists`] instead of overwriting a file; [`StoreError::Corrupt`] if the copy would not be
    /// sound; [`StoreError::Io`], for example when the folder of the path is missing.
    pub fn backup(&self, path: Option<PathBuf>) -> Result<PathBuf, StoreError> {
        write(&self.connection, &self.files, path, (self.now)()).map_err(|cause| cause.at(&self.files))
    }

    /// Makes the backup of the day: if the newest one, or the database if there is none, is older than 24 hours, and
    /// the database was written since. Returns where it is, or None if none was due.
    ///
    /// Errors: as [`Store::backup`]. The store works all the same.
    pub fn backup_of_the_day(&self) -> Result<Option<PathBuf>, StoreError> {
        let now = (self.now)();
        self.try_backup_of_the_day(now).map_err(|cause| cause.at(&self.files))
    }

    /// Makes a backup before many drafts are changed at once, unless the newest one has everything already.
    ///
    /// Errors: as [`Store::backup`].
    pub fn backup_before_many(&self) -> Result<Option<PathBuf>, StoreError> {
        let is_needed = !is_empty(&self.connection).map_err(|cause| cause.at(&self.files))?
            && is_changed_since_newest(&self.files);
        if is_needed { self.backup(None).map(Some) } else { Ok(None) }
    }

    fn try_backup_of_the_day(&self, now: i64) -> Result<Option<PathBuf>, Cause> {
        let last = match newest_name(&self.files) {
            Some(name) => name.made_at(),
            None => {
                self.connection.query_row("SELECT min(applied_at) FROM migration", [], |row| row.get(0))?
            }
        };
        // A clock that was set back must not put the next backup off for years.
        if last.is_some_and(|last| (now - DAY..=now + DAY).contains(&last))
            || !is_changed_since_newest(&self.files)
        {
            return Ok(None);
        }
        let Some(_lock) = Lock::for_daily_backup(&self.files) else { return Ok(None) };
        write(&self.connection, &self.files, None, now).map(Some)
    }
}

/// Writes a backup; see [`Store::backup`].
pub(crate) fn write(
    connection: &Connection,
    files: &Files,
    path: Option<PathBuf>,
    now: i64,
) -> Result<PathBuf, Cause> {
    let Some(path) = path else { return write_to_folder(connection, files, &[], now) };
    if path.is_dir() {
        let folder = files::real_path(&path)?;
        return write_to(connection, folder.join(free_name(&folder, now)));
    }
    let Some(name) = path.file_name() else {
        return Err(Cause::Io { path, error: io::ErrorKind::InvalidFilename.into() });
    };
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    write_to(connection, files::real_path(folder)?.join(name))
}

/// Writes a backup into the folder of backups, and removes old ones but those spared.
pub(crate) fn write_to_folder(
    connection: &Connection,
    files: &Files,
    spared: &[PathBuf],
    now: i64,
) -> Result<PathBuf, Cause> {
    let folder = files.backups();
    files::create_private_folder(&folder)?;
    let folder = files::real_path(&folder)?;
    let written = write_to(connection, folder.join(free_name(&folder, now)))?;
    let spared: Vec<_> = spared.iter().filter_map(|path| path.canonicalize().ok()).collect();
    remove_old(&folder, |path| {
        path == written || path.canonicalize().is_ok_and(|path| spared.contains(&path))
    })?;
    Ok(written)
}

fn write_to(connection: &Connection, destination: PathBuf) -> Result<PathBuf, Cause> {
    if fs::symlink_metadata(&destination).is_ok() {
        return Err(StoreError::Exists { path: destination }.into());
    }
    let temporary = Temporary::beside(&destination)?;
    let n_drafts = copy(connection, &temporary.path)?;
    temporary.sync()?;
    // What counts is what the next program will find in the file, not what this connection believes it wrote.
    if backup_file::count_drafts(&temporary.path)? != n_drafts {
        return Err(Cause::Corrupt);
    }
    fs::rename(&temporary.path, &destination).map_err(Cause::io(&destination))?;
    if let Some(folder) = destination.parent() {
        files::sync_folder(folder)?;
    }
    Ok(destination)
}

/// Copies all pages at once: the write-ahead log lets others write meanwhile. Returns how many drafts there were.
pub(crate) fn copy(connection: &Connection, path: &Path) -> Result<u32, Cause> {
    // One moment for the number and for the pages.
    let moment = connection.unchecked_transaction()?;
    let n_drafts = health::count_drafts(&moment)?;
    let mut target = open::open_file(path)?;
    match Backup::new(&moment, &mut target)?.step(-1)? {
        StepResult::Done => {}
        _ => return Err(StoreError::Busy.into()),
    }
    drop(moment);
    // A backup is one file: nothing beside it to be forgotten in a copy.
    target.execute_batch("PRAGMA journal_mode = DELETE;")?;
    if health::integrity(&target)?.is_empty() { Ok(n_drafts) } else { Err(Cause::Corrupt) }
}

/// A file that is removed again unless it got its final name.
pub(crate) struct Temporary {
    pub(crate) path: PathBuf,
}

impl Temporary {
    pub(crate) fn beside(destination: &Path) -> Result<Temporary, Cause> {
        for number in 1u32.. {
            let mut path = destination.as_os_str().to_owned();
            path.push(format!(".{number}.tmp"));
            let path = PathBuf::from(path);
            match files::create_private_file(&path) {
                Ok(()) => return Ok(Temporary { path }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(Cause::Io { path, error }),
            }
        }
        Err(StoreError::Exists { path: destination.to_owned() }.into())
    }

    /// Waits until the file is on the disk. Windows flushes only a file that is open for writing.
    pub(crate) fn sync(&self) -> Result<(), Cause> {
        OpenOptions::new()
            .write(true)
            .open(&self.path)
            .and_then(|file| file.sync_all())
            .map_err(Cause::io(&self.path))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After the rename there is nothing to remove; and a file that stays is no reason to fail.
        let _ = fs::remove_file(&self.path);
    }
}

/// What is in a folder of backups.
#[derive(Default)]
pub(crate) struct Found {
    /// The names of our own backups, the oldest first.
    pub(crate) backups: Vec<Name>,
    /// What killed programs left of copies, and which backups they should have become.
    leftovers: Vec<(Name, PathBuf)>,
}

/// Looks into a folder of backups.
pub(crate) fn look(folder: &Path) -> Result<Found, Cause> {
    let mut found = Found::default();
    for entry in fs::read_dir(folder).map_err(Cause::io(folder))? {
        let path = entry.map_err(Cause::io(folder))?.path();
        let Some(text) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if let Some(name) = Name::parse(text) {
            found.backups.push(name);
        } else if let Some((name, rest)) = text.split_once(".sqlite3.")
            && rest.contains(".tmp")
            && let Some(name) = Name::parse(&format!("{name}.sqlite3"))
        {
            found.leftovers.push((name, path));
        }
    }
    found.backups.sort();
    Ok(found)
}

/// Removes the oldest of our own backups, but those that shall stay, and what a killed process left of a copy.
fn remove_old(folder: &Path, stays: impl Fn(&Path) -> bool) -> Result<(), Cause> {
    let Found { backups, leftovers } = look(folder)?;
    let old = backup_name::outdated(backups.clone());
    let oldest_kept = backups.into_iter().find(|name| !old.contains(name));
    // A copy that is older than all backups that stay is not being written any more.
    let leftovers = leftovers
        .into_iter()
        .filter(|(name, _)| !old.is_empty() && oldest_kept.as_ref().is_some_and(|oldest| name < oldest))
        .map(|(_, path)| path);
    let old = old.iter().map(|name| folder.join(name.to_text())).filter(|path| !stays(path));
    for path in old.chain(leftovers) {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Cause::Io { path, error }),
            _ => {}
        }
    }
    Ok(())
}

fn newest_name(files: &Files) -> Option<Name> {
    look(&files.backups()).ok()?.backups.pop()
}

/// Returns whether the database's files were written after the newest backup, by the file system's own clock. If that
/// cannot be told, they count as written.
fn is_changed_since_newest(files: &Files) -> bool {
    let Some(name) = newest_name(files) else { return true };
    let copied = fs::metadata(files.backups().join(name.to_text())).and_then(|metadata| metadata.modified());
    match (copied, files.written_at()) {
        (Ok(copied), Some(written)) => written > copied,
        _ => true,
    }
}

/// Returns whether nobody has worked with a database yet: every change is a step or leaves a revision.
pub(crate) fn is_empty(connection: &Connection) -> Result<bool, Cause> {
    let sql = "SELECT EXISTS (SELECT 1 FROM revision) OR EXISTS (SELECT 1 FROM step)";
    Ok(!connection.query_row(sql, [], |row| row.get::<_, bool>(0))?)
}
