//! The data folder: where things are, and who may touch them.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::error::{Cause, StoreError};

/// The places in the data folder.
#[derive(Debug, Clone)]
pub(crate) struct Files {
    home: PathBuf,
}

impl Files {
    /// Makes the data folder if it is missing, for this person only, and refuses one that others may write.
    pub(crate) fn prepare(home: &Path) -> Result<Files, Cause> {
        create_private_folder(home)?;
        let files = Files { home: real_path(home)? };
        refuse_open_folder(&files.home)?;
        for path in [
            files.database(),
            files.lock(),
            files.beside("-wal"),
            files.beside("-shm"),
            files.beside("-journal"),
        ] {
            if fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_symlink()) {
                return Err(StoreError::SymbolicLink { path }.into());
            }
        }
        Ok(files)
    }

    /// Returns the places below a folder that may not exist.
    pub(crate) fn unprepared(home: &Path) -> Files {
        Files { home: home.to_owned() }
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.home.join("drafts.sqlite3")
    }

    pub(crate) fn backups(&self) -> PathBuf {
        self.home.join("backups")
    }

    /// The lock that is taken before the database is touched.
    pub(crate) fn lock(&self) -> PathBuf {
        self.home.join("drafts.lock")
    }

    /// The lock of the program that makes the backup of the day.
    pub(crate) fn backup_lock(&self) -> PathBuf {
        self.home.join("backups.lock")
    }

    /// The data folder.
    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    /// What SQLite keeps beside a database.
    pub(crate) const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

    /// Returns when the database was last written, by the file system's clock. A log without an entry is no writing.
    pub(crate) fn written_at(&self) -> Option<SystemTime> {
        let written = [self.database(), self.beside("-wal")].into_iter().filter_map(|path| {
            let metadata = fs::metadata(path).ok().filter(|metadata| metadata.len() > 0)?;
            metadata.modified().ok()
        });
        written.max()
    }

    /// Returns how many bytes the database takes, with what waits in its write-ahead log.
    pub(crate) fn size_bytes(&self) -> u64 {
        [self.database(), self.beside("-wal")]
            .iter()
            .filter_map(|path| fs::metadata(path).ok())
            .map(|metadata| metadata.len())
            .sum()
    }

    /// Takes the database's files away from other people, if an older program or a copy had left them open.
    pub(crate) fn make_private(&self) -> Result<(), Cause> {
        for path in [self.database(), self.beside("-wal"), self.beside("-shm")] {
            match make_file_private(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(Cause::Io { path, error });
                }
                _ => {}
            }
        }
        Ok(())
    }

    pub(crate) fn beside(&self, suffix: &str) -> PathBuf {
        self.home.join(format!("drafts.sqlite3{suffix}"))
    }
}

/// Makes a folder and what is missing above it, each for this person only. One that exists stays as it is.
pub(crate) fn create_private_folder(path: &Path) -> Result<(), Cause> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(Cause::io(path))
}

/// Makes an empty file that only this person may read and write. Fails if there is one.
pub(crate) fn create_private_file(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(|_file| ())
}

/// Returns the path without symbolic links, because SQLite is told to follow none.
///
/// Windows has no such rule, and its form of a real path (`\\?\C:\…`) would only be harder to read in a message.
pub(crate) fn real_path(path: &Path) -> Result<PathBuf, Cause> {
    if cfg!(unix) { path.canonicalize().map_err(Cause::io(path)) } else { Ok(path.to_owned()) }
}

/// Waits until the names in a folder are on the disk. Windows has no such call and does it by itself.
pub(crate) fn sync_folder(path: &Path) -> Result<(), Cause> {
    if cfg!(unix) {
        File::open(path).and_then(|folder| folder.sync_all()).map_err(Cause::io(path))
    } else {
        Ok(())
    }
}

#[cfg(unix)]
fn refuse_open_folder(home: &Path) -> Result<(), Cause> {
    use std::os::unix::fs::PermissionsExt;
    const OTHERS_MAY_WRITE: u32 = 0o022;
    let mode = fs::metadata(home).map_err(Cause::io(home))?.permissions().mode();
    if mode & OTHERS_MAY_WRITE == 0 {
        return Ok(());
    }
    Err(StoreError::HomeOpenToOthers { home: home.to_owned() }.into())
}

#[cfg(not(unix))]
fn refuse_open_folder(_home: &Path) -> Result<(), Cause> {
    Ok(())
}

#[cfg(unix)]
fn make_file_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut permissions = fs::metadata(path)?.permissions();
    if permissions.mode() & 0o077 == 0 {
        return Ok(());
    }
    permissions.set_mode(0o600);
    fs::set_permissions(path, permissions)
}

#[cfg(not(unix))]
fn make_file_private(_path: &Path) -> io::Result<()> {
    Ok(())
}
