//! Why the store could not do what was asked.

use std::io;
use std::path::{Path, PathBuf};

use desk_model::Protocol;
use rusqlite::ErrorCode;

use crate::backup_file::BackupState;
use crate::draft_row::Unreadable;
use crate::files::Files;

/// Why the store could not do what was asked. The database is as it was before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// No such draft, or no longer.
    #[error("no draft {subject:?}")]
    NotFound {
        /// The slug or id that was asked for.
        subject: String,
    },
    /// Another draft has this slug, and a slug is part of the callback URL.
    #[error("the slug {slug:?} is taken")]
    SlugTaken {
        /// The slug.
        slug: String,
    },
    /// A draft with this id is there already.
    #[error("the id {id:?} is taken")]
    IdTaken {
        /// The id.
        id: String,
    },
    /// The draft was changed elsewhere since it was read.
    #[error("the draft {slug:?} is at revision {found}, not {expected}")]
    Conflict {
        /// The draft's slug, as it is in the database.
        slug: String,
        /// The revision that the change started from.
        expected: u32,
        /// The revision that the database has.
        found: u32,
    },
    /// The draft has no such revision, or no longer: only the newest few hundred are kept.
    #[error("the draft {slug:?} has no revision {number}")]
    RevisionNotFound {
        /// The draft's slug.
        slug: String,
        /// The number that was asked for.
        number: u32,
        /// The draft's newest revision.
        newest: u32,
    },
    /// No such test run, or no longer: only the newest of a draft are kept.
    #[error("no test run {id}")]
    TestRunNotFound {
        /// The number that was asked for.
        id: u32,
    },
    /// No such server, or no longer.
    #[error("no server {name:?}")]
    ServerNotFound {
        /// The name that was asked for.
        name: String,
    },
    /// Another server has the name.
    #[error("there is a server {name:?}")]
    ServerNameTaken {
        /// The name.
        name: String,
    },
    /// The plan was applied already.
    #[error("the plan was used by run {run}")]
    PlanUsed {
        /// The run that used it.
        run: u32,
    },
    /// No such run of a push, or no longer.
    #[error("no push run {id}")]
    PushRunNotFound {
        /// The number that was asked for.
        id: u32,
    },
    /// No such property mapping, or no longer.
    #[error("no property mapping {subject:?}")]
    MappingNotFound {
        /// The name or id that was asked for.
        subject: String,
    },
    /// Another property mapping has this name. On a server all kinds share one set of names.
    #[error("the name {name:?} is taken")]
    MappingNameTaken {
        /// The name.
        name: String,
        /// The kind of the mapping that has it.
        kind: Protocol,
    },
    /// The property mapping was changed elsewhere since it was read.
    #[error("the property mapping {name:?} is at revision {found}, not {expected}")]
    MappingConflict {
        /// The mapping's name, as it is in the database.
        name: String,
        /// The revision that the change started from.
        expected: u32,
        /// The revision that the database has.
        found: u32,
    },
    /// A draft brings a property mapping whose name belongs to another one, which has another expression or kind.
    #[error("there is another property mapping {name:?}")]
    MappingDiffers {
        /// The name.
        name: String,
        /// The kind of the mapping that has it.
        kind: Protocol,
        /// The slugs of the drafts that carry that one.
        used_by: Vec<String>,
    },
    /// Another process changed the vault, or the secret in question, since it was read. Read it again.
    #[error("the vault was changed elsewhere")]
    VaultChanged,
    /// The draft is there, but this version cannot read its document.
    #[error("the document of the draft {:?} cannot be read", .0.slug)]
    Unreadable(Unreadable),
    /// A newer Source Desk wrote the database.
    #[error("the database has layout {found}, this version knows {known}")]
    Newer {
        /// The layout of the database.
        found: u32,
        /// The newest layout that this version knows.
        known: u32,
        /// The version that can read it, if the database says so.
        needed: Option<String>,
        /// The folder with backups from before.
        backups: PathBuf,
    },
    /// The file with the database's name belongs to another program.
    #[error("{} is no database of Source Desk", .database.display())]
    NotOurs {
        /// The file.
        database: PathBuf,
    },
    /// The database is damaged.
    #[error("{} is damaged", .database.display())]
    Corrupt {
        /// The file.
        database: PathBuf,
        /// The folder with backups.
        backups: PathBuf,
    },
    /// A file of the database is a symbolic link, which could lead anywhere.
    #[error("{} is a symbolic link", .path.display())]
    SymbolicLink {
        /// The link.
        path: PathBuf,
    },
    /// Other people may write to the data folder, so they could swap the database.
    #[error("others may write to {}", .home.display())]
    HomeOpenToOthers {
        /// The folder.
        home: PathBuf,
    },
    /// A backup does not overwrite a file.
    #[error("{} exists", .path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// Another process held the database for longer than five seconds. Worth another try.
    #[error("the database is busy")]
    Busy,
    /// Another program has the drafts open, so their file cannot be swapped now.
    #[error("the database is in use")]
    InUse,
    /// A file cannot be restored. Nothing was changed.
    #[error("{} cannot be restored: {state:?}", .path.display())]
    BackupUnusable {
        /// The file.
        path: PathBuf,
        /// The reason.
        state: BackupState,
    },
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The file or its folder is read-only.
    #[error("{} is read-only", .database.display())]
    ReadOnly {
        /// The database.
        database: PathBuf,
    },
    /// The operating system refused.
    #[error("{}: {kind}", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        kind: io::ErrorKind,
    },
    /// SQLite refused for a reason that should not happen: a mistake of ours.
    #[error("SQLite: {detail} ({code})")]
    Sqlite {
        /// SQLite's extended result code, or 0 if the error is not SQLite's own.
        code: i32,
        /// SQLite's words, for a bug report. They hold names of tables and columns, never a value.
        detail: String,
    },
}

/// An error inside this crate, before it is known which files it is about.
#[derive(Debug)]
pub(crate) enum Cause {
    /// Said already.
    Store(StoreError),
    /// From SQLite.
    Sqlite(rusqlite::Error),
    /// From the operating system.
    Io { path: PathBuf, error: io::Error },
    /// The file is no sound database.
    Corrupt,
}

impl Cause {
    /// Returns the error that names the files it is about.
    pub(crate) fn at(self, files: &Files) -> StoreError {
        match self {
            Cause::Store(error) => error,
            Cause::Corrupt => corrupt(files),
            Cause::Io { path, error } => match error.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full,
                io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly { database: path },
                kind => StoreError::Io { path, kind },
            },
            Cause::Sqlite(error) => of_sqlite(&error, files),
        }
    }

    /// Returns a function that names the path an input or output error is about.
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Cause {
        let path = path.to_owned();
        move |error| Cause::Io { path, error }
    }
}

impl From<StoreError> for Cause {
    fn from(error: StoreError) -> Cause {
        Cause::Store(error)
    }
}

impl From<rusqlite::Error> for Cause {
    fn from(error: rusqlite::Error) -> Cause {
        Cause::Sqlite(error)
    }
}

fn of_sqlite(error: &rusqlite::Error, files: &Files) -> StoreError {
    let io = |kind| StoreError::Io { path: files.database(), kind };
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
            StoreError::Busy
        }
        Some(ErrorCode::DiskFull) => StoreError::Full,
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => corrupt(files),
        Some(ErrorCode::ReadOnly) => StoreError::ReadOnly { database: files.database() },
        Some(ErrorCode::PermissionDenied) => io(io::ErrorKind::PermissionDenied),
        Some(ErrorCode::OutOfMemory) => io(io::ErrorKind::OutOfMemory),
        Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure | ErrorCode::NoLargeFileSupport) => {
            io(io::ErrorKind::Other)
        }
        _ => StoreError::Sqlite {
            code: error.sqlite_error().map_or(0, |error| error.extended_code),
            detail: error.to_string(),
        },
    }
}

fn corrupt(files: &Files) -> StoreError {
    StoreError::Corrupt { database: files.database(), backups: files.backups() }
}
