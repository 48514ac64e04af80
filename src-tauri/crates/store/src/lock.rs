//! The lock beside the database, which is taken before the database is touched.
//!
//! Everybody who works with the drafts holds it shared. Whoever swaps the file itself (restore, recovery) holds it
//! alone, so that nobody has the old file open, or opens half of the new one. SQLite's own locks are inside the file and
//! cannot say that. The system lets go of the lock when a program ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::thread;
use std::time::Duration;

use crate::error::{Cause, StoreError};
use crate::files::Files;

/// How long a program waits for another: as long as for a transaction of another.
const ATTEMPTS: u32 = if cfg!(test) { 5 } else { 250 };
const PAUSE: Duration = Duration::from_millis(20);

/// A lock that is held as long as the value lives.
#[derive(Debug)]
pub(crate) struct Lock {
    /// None where the file system knows no such locks; SQLite's own then have to do.
    _file: Option<File>,
}

impl Lock {
    /// Waits for the right to work with the database together with others.
    ///
    /// Errors: [`StoreError::Busy`] if somebody swaps the file for longer than five seconds.
    pub(crate) fn shared(files: &Files) -> Result<Lock, Cause> {
        let path = files.lock();
        let file = open(&path).map_err(Cause::io(&path))?;
        match wait(|| file.try_lock_shared()) {
            Ok(()) => Ok(Lock { _file: Some(file) }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy.into()),
            Err(TryLockError::Error(error)) if is_unknown(&error) => Ok(Lock { _file: None }),
            Err(TryLockError::Error(error)) => Err(Cause::Io { path, error }),
        }
    }

    /// Waits until nobody else works with the database, and keeps everybody away from it.
    ///
    /// Errors: [`StoreError::InUse`] if somebody still works with it after five seconds.
    pub(crate) fn alone(files: &Files) -> Result<Lock, Cause> {
        let path = files.lock();
        let file = open(&path).map_err(Cause::io(&path))?;
        match wait(|| file.try_lock()) {
            Ok(()) => Ok(Lock { _file: Some(file) }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse.into()),
            Err(TryLockError::Error(error)) => Err(Cause::Io { path, error }),
        }
    }

    /// Returns the right to make the backup of the day; None if another program is making it.
    pub(crate) fn for_daily_backup(files: &Files) -> Option<Lock> {
        let file = open(&files.backup_lock()).ok()?;
        file.try_lock().ok().map(|()| Lock { _file: Some(file) })
    }
}

fn wait(attempt: impl Fn() -> Result<(), TryLockError>) -> Result<(), TryLockError> {
    for _ in 1..ATTEMPTS {
        match attempt() {
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            result => return result,
        }
    }
    attempt()
}

/// Opens the file, or makes it for this person only. It stays empty and is never removed: a lock on a file that was
/// removed would keep nobody away.
fn open(path: &std::path::Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Some network file systems have no locks.
fn is_unknown(error: &io::Error) -> bool {
    const NO_LOCKS_AVAILABLE: i32 = 37;
    error.kind() == io::ErrorKind::Unsupported
        || (cfg!(target_os = "linux") && error.raw_os_error() == Some(NO_LOCKS_AVAILABLE))
}
