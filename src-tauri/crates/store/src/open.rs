//! Opens the database, or refuses it and leaves it as it was.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::backup;
use crate::backup_file;
use crate::error::{Cause, StoreError};
use crate::files::{self, Files};
use crate::history;
use crate::lock::Lock;
use crate::migration::{self, APPLICATION_ID, Layout, MIGRATIONS, Migration};
use crate::settle;
use crate::store::Store;

/// Tells the time: milliseconds since 1970-01-01 UTC.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// What a store needs from outside.
pub struct Options {
    /// The data folder. It is made if it is missing.
    pub home: PathBuf,
    /// The clock, for the times of drafts and the names of backups.
    pub now: Clock,
    /// The computer's name, which each revision notes.
    pub machine: String,
}

/// How long a process waits for another that writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// No database has fewer bytes. SQLite would take a file that was cut off below this for an empty one and write over it.
const SMALLEST_PAGE: u64 = 512;

/// How often the switch to the write-ahead log is tried. Two processes that make the database at the same moment
/// can meet there, and SQLite then does not wait by itself.
const WAL_ATTEMPTS: u32 = 50;

impl Store {
    /// Opens the database in the data folder; makes folder and database if they are missing.
    ///
    /// On Unix the folder is made with mode 0700, files with 0600. A database of an older layout is copied to the
    /// backups before it is raised.
    ///
    /// Errors: [`StoreError::HomeOpenToOthers`], [`StoreError::SymbolicLink`], [`StoreError::Newer`],
    /// [`StoreError::NotOurs`], [`StoreError::Corrupt`]; none of them changes a byte of the database.
    /// [`StoreError::Busy`] if another program swaps the database for longer than five seconds.
    pub fn open(options: Options) -> Result<Store, StoreError> {
        Store::open_with(options, MIGRATIONS)
    }

    pub(crate) fn open_with(options: Options, migrations: &[Migration]) -> Result<Store, StoreError> {
        let Options { home, now, machine } = options;
        let files = Files::prepare(&home).map_err(|cause| cause.at(&Files::unprepared(&home)))?;
        let opened = Lock::shared(&files).and_then(|lock| {
            Ok(Store {
                connection: connect(&files, migrations, now(), &machine)?,
                files: files.clone(),
                now,
                _lock: lock,
            })
        });
        opened.map_err(|cause| cause.at(&files))
    }
}

fn connect(files: &Files, migrations: &[Migration], now: i64, machine: &str) -> Result<Connection, Cause> {
    let database = files.database();
    match files::create_private_file(&database) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            look_first(&database, migrations, files)?;
        }
        Err(error) => return Err(Cause::Io { path: database, error }),
    }
    let mut connection = open_file(&database)?;
    // Until it is known that the database is ours, closing it must not move the log into the file.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let layout = migration::layout(&mut connection)?;
    let is_pending = !migration::pending(&layout, migrations, files)?.is_empty();
    files.make_private()?;
    prepare(&connection)?;
    if is_pending {
        if layout != Layout::Empty {
            backup::write(&connection, files, None, now)?;
        }
        while migration::apply_next(&mut connection, migrations, files, now)? {}
    }
    history::note_machine(&connection, machine)?;
    // Not a part of the migration, so that it is always done by code that knows the newest tables.
    settle::settle_all(&mut connection, now)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(connection)
}

/// Opens a file that exists, for reading and writing, through no symbolic link.
pub(crate) fn open_file(path: &Path) -> Result<Connection, Cause> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    Ok(connection)
}

/// Refuses a file whose header says that it is another program's or newer, before anything is opened for writing.
///
/// SQLite reads the file alone, without log and journal. What it says may be older than the log, so only a clear refusal counts; everything else is judged when the database is open.
/// The file is not read without SQLite, because on Unix closing it would drop the locks of this process.
pub(crate) fn look_first(database: &Path, migrations: &[Migration], files: &Files) -> Result<(), Cause> {
    let metadata = fs::symlink_metadata(database).map_err(Cause::io(database))?;
    if !metadata.is_file() {
        return Err(StoreError::NotOurs { database: database.to_owned() }.into());
    }
    if (1..SMALLEST_PAGE).contains(&metadata.len()) {
        return Err(Cause::Corrupt);
    }
    let header = backup_file::open_unchanging(database)
        .and_then(|connection| Ok((migration::header(&connection)?, migration::needed(&connection))));
    let known = migration::newest_line(migrations);
    match header {
        Ok(((APPLICATION_ID, line), needed)) => match u32::try_from(line) {
            Ok(found) if found > known => {
                Err(StoreError::Newer { found, known, needed, backups: files.backups() }.into())
            }
            _ => Ok(()),
        },
        Ok(((0, 0), _)) => Ok(()),
        Ok(_) => Err(StoreError::NotOurs { database: database.to_owned() }.into()),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => Err(Cause::Corrupt),
        Err(_) => Ok(()),
    }
}

/// Sets what the connection needs to be durable, and careful with a file that may have been tampered with.
pub(crate) fn prepare(connection: &Connection) -> Result<(), Cause> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    switch_to_wal(connection)?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA secure_delete = ON;",
    )?;
    if cfg!(target_os = "macos") {
        // There a plain fsync leaves the data in the drive's cache.
        connection.execute_batch("PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;")?;
    }
    Ok(())
}

fn switch_to_wal(connection: &Connection) -> Result<(), Cause> {
    for _ in 1..WAL_ATTEMPTS {
        match connection.execute_batch("PRAGMA journal_mode = WAL;") {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {}
            result => return Ok(result?),
        }
        // A read does wait for the other process.
        migration::header(connection)?;
    }
    Ok(connection.execute_batch("PRAGMA journal_mode = WAL;")?)
}
