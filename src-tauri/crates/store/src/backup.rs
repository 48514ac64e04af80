//! Copies of the whole database, each one file that is complete or not there.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use crate::error::{Cause, StoreError};
use crate::files::{self, Files};
use crate::health;
use crate::open;
use crate::store::Store;

/// How many backups of our own naming stay.
const KEPT: usize = 10;

impl Store {
    /// Copies the database while it is in use, and returns where the copy is.
    ///
    /// Without a path it becomes `backups/drafts-YYYYMMDDTHHMMSSZ.sqlite3` in the data folder, of which the newest ten
    /// stay. A path that is a folder gets a file of that name. The copy is checked and on the disk before it gets its
    /// name. It holds no secrets, because the database has none.
    ///
    /// Errors: [`StoreError::Exists`] instead of overwriting a file; [`StoreError::Corrupt`] if the copy would not be
    /// sound; [`StoreError::Io`], for example when the folder of the path is missing.
    pub fn backup(&self, path: Option<PathBuf>) -> Result<PathBuf, StoreError> {
        write(&self.connection, &self.files, path, (self.now)()).map_err(|cause| cause.at(&self.files))
    }
}

/// Writes a backup; see [`Store::backup`].
pub(crate) fn write(
    connection: &Connection,
    files: &Files,
    path: Option<PathBuf>,
    now: i64,
) -> Result<PathBuf, Cause> {
    let Some(path) = path else {
        let folder = files.backups();
        files::create_private_folder(&folder)?;
        let folder = files::real_path(&folder)?;
        let written = write_to(connection, folder.join(free_name(&folder, now)))?;
        remove_old(&folder, &written)?;
        return Ok(written);
    };
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

fn write_to(connection: &Connection, destination: PathBuf) -> Result<PathBuf, Cause> {
    if fs::symlink_metadata(&destination).is_ok() {
        return Err(StoreError::Exists { path: destination }.into());
    }
    let temporary = Temporary::beside(&destination)?;
    copy(connection, &temporary.path)?;
    // Windows flushes only a file that is open for writing.
    OpenOptions::new()
        .write(true)
        .open(&temporary.path)
        .and_then(|file| file.sync_all())
        .map_err(Cause::io(&temporary.path))?;
    fs::rename(&temporary.path, &destination).map_err(Cause::io(&destination))?;
    if let Some(folder) = destination.parent() {
        files::sync_folder(folder)?;
    }
    Ok(destination)
}

/// Copies all pages at once: the write-ahead log lets others write meanwhile.
fn copy(connection: &Connection, path: &Path) -> Result<(), Cause> {
    let mut target = open::open_file(path)?;
    match Backup::new(connection, &mut target)?.step(-1)? {
        StepResult::Done => {}
        _ => return Err(StoreError::Busy.into()),
    }
    // A backup is one file: nothing beside it to be forgotten in a copy.
    target.execute_batch("PRAGMA journal_mode = DELETE;")?;
    if health::integrity(&target)?.is_empty() { Ok(()) } else { Err(Cause::Corrupt) }
}

/// A file that is removed again unless it got its final name.
struct Temporary {
    path: PathBuf,
}

impl Temporary {
    fn beside(destination: &Path) -> Result<Temporary, Cause> {
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
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After the rename there is nothing to remove; and a file that stays is no reason to fail.
        let _ = fs::remove_file(&self.path);
    }
}

/// Returns a name for a backup of this moment that the folder does not have.
fn free_name(folder: &Path, now: i64) -> String {
    let stamp = jiff::Timestamp::from_millisecond(now)
        .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
        .strftime("%Y%m%dT%H%M%SZ")
        .to_string();
    let mut name = Name { stamp, number: 1 };
    while fs::symlink_metadata(folder.join(name.to_text())).is_ok() {
        name.number += 1;
    }
    name.to_text()
}

/// The name of a backup: when it was made, and the how manieth of that second it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    stamp: String,
    number: u32,
}

impl Name {
    fn to_text(&self) -> String {
        match self.number {
            1 => format!("drafts-{}.sqlite3", self.stamp),
            number => format!("drafts-{}-{number}.sqlite3", self.stamp),
        }
    }

    /// Reads exactly what [`Name::to_text`] writes; every other file is somebody else's.
    fn parse(text: &str) -> Option<Name> {
        let middle = text.strip_prefix("drafts-")?.strip_suffix(".sqlite3")?;
        let (stamp, number) = match middle.split_once('-') {
            None => (middle, 1),
            Some((stamp, number)) => (stamp, number.parse().ok()?),
        };
        let name = Name { stamp: stamp.to_owned(), number };
        let is_stamp = stamp.len() == "YYYYMMDDTHHMMSSZ".len()
            && stamp.char_indices().all(|(index, character)| match index {
                8 => character == 'T',
                15 => character == 'Z',
                _ => character.is_ascii_digit(),
            });
        (is_stamp && name.to_text() == text).then_some(name)
    }
}

/// Removes the oldest of our own backups, never the one just written, and what a killed process left of a copy.
fn remove_old(folder: &Path, written: &Path) -> Result<(), Cause> {
    let mut backups: Vec<Name> = Vec::new();
    let mut leftovers: Vec<(Name, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder).map_err(Cause::io(folder))? {
        let path = entry.map_err(Cause::io(folder))?.path();
        let Some(text) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if let Some(name) = Name::parse(text) {
            backups.push(name);
        } else if let Some((name, rest)) = text.split_once(".sqlite3.")
            && rest.contains(".tmp")
            && let Some(name) = Name::parse(&format!("{name}.sqlite3"))
        {
            leftovers.push((name, path));
        }
    }
    backups.sort();
    let n_old = backups.len().saturating_sub(KEPT);
    let (old, kept) = backups.split_at(n_old);
    let old = old.iter().map(|name| folder.join(name.to_text())).filter(|path| path != written);
    // A copy that is older than all backups that stay is not being written any more.
    let leftovers = leftovers
        .into_iter()
        .filter(|(name, _)| n_old > 0 && kept.first().is_some_and(|oldest| name < oldest))
        .map(|(_, path)| path);
    for path in old.chain(leftovers) {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Cause::Io { path, error }),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_our_own_names_are_backups() {
        for text in [
            "drafts.sqlite3",
            "drafts-20260102T030405Z.sqlite3.1.tmp",
            "drafts-20260102T030405Z-1.sqlite3",
            "drafts-20260102T030405Z-02.sqlite3",
            "drafts-20260102T030405Z-x.sqlite3",
            "drafts-2026-01-02.sqlite3",
            "drafts-before the holidays.sqlite3",
            "my-20260102T030405Z.sqlite3",
        ] {
            assert_eq!(Name::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_name_reads_back_what_was_written(stamp in "[0-9]{8}T[0-9]{6}Z", number in 1u32..) {
            let name = Name { stamp, number };
            prop_assert_eq!(Name::parse(&name.to_text()), Some(name));
        }
    }
}
