//! Makes a copy of a damaged database readable, as far as its first page goes.
//!
//! Only ever done to a copy. The first page holds what SQLite must know before it reads anything else; the offsets are
//! those of <https://www.sqlite.org/fileformat2.html#the_database_header>.

use std::fs::{self, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::backup_file::{self, BackupState};
use crate::error::Cause;
use crate::files::{self, Files};
use crate::migration::{self, APPLICATION_ID, MIGRATIONS};
use crate::open;
use crate::salvage;

/// The size of every page that we write: SQLite's default.
pub(crate) const PAGE: usize = 4096;

const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// A copy of a damaged database in a folder of its own, which goes away with the value.
pub(crate) struct Patient {
    folder: PathBuf,
    pub(crate) database: PathBuf,
}

impl Patient {
    /// Copies a database with its log into a new folder in the data folder. The lock must be held alone.
    pub(crate) fn admit(files: &Files, source: &Path) -> Result<Patient, Cause> {
        let folder = files.home().join("recovery.tmp");
        // What a killed recovery left.
        let _ = fs::remove_dir_all(&folder);
        files::create_private_folder(&folder)?;
        let patient = Patient { database: folder.join("damaged.sqlite3"), folder };
        for suffix in ["", "-wal", "-journal"] {
            let [from, to] = [source, &patient.database].map(|path| {
                let mut path = path.as_os_str().to_owned();
                path.push(suffix);
                PathBuf::from(path)
            });
            if suffix.is_empty() || from.exists() {
                fs::copy(&from, &to).map_err(Cause::io(&from))?;
            }
        }
        Ok(patient)
    }

    /// Returns a path for a file beside the copy.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Opens the copy so that as much as possible can be read.
    ///
    /// The log is merged first, then the header is made plausible; if the schema cannot be read all the same, the first
    /// page of a backup is tried, because a backup has the same tables in the same places, and at last that of a new
    /// database.
    pub(crate) fn open(&self, backups: &[PathBuf], new: &Path) -> Result<Connection, Cause> {
        self.mend_header(true)?;
        self.merge_log();
        self.mend_header(false)?;
        let mut connection = self.try_open()?;
        for donor in backups.iter().map(PathBuf::as_path).chain([new]) {
            if has_drafts(&connection) {
                break;
            }
            drop(connection);
            self.graft(donor)?;
            self.mend_header(false)?;
            connection = self.try_open()?;
        }
        Ok(connection)
    }

    fn try_open(&self) -> Result<Connection, Cause> {
        let connection = open::open_file(&self.database)?;
        // Lets SQLite read a file that is shorter than its header says, and a schema that it can read only in part.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, true)?;
        // The first statement after that fails where the schema is damaged; the next one uses what could be read.
        let _ = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
        Ok(connection)
    }

    /// Moves what the log has into the copy. SQLite takes only entries whose checksums are right.
    fn merge_log(&self) {
        if let Ok(connection) = self.try_open() {
            let _ =
                connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;");
        }
        for suffix in Files::BESIDE {
            let mut path = self.database.as_os_str().to_owned();
            path.push(suffix);
            let _ = fs::remove_file(PathBuf::from(path));
        }
    }

    /// Writes what a header of ours always says where it says something else. Without a log also what SQLite can find
    /// out by itself: how long the file is, and which pages are free.
    fn mend_header(&self, has_log: bool) -> Result<(), Cause> {
        let path = &self.database;
        let io = || Cause::io(path);
        let mut file = OpenOptions::new().read(true).write(true).open(path).map_err(io())?;
        let length = file.metadata().map_err(io())?.len();
        let page = PAGE as u64;
        let whole = length.max(1).next_multiple_of(page);
        if whole != length {
            // The rest of a page that was cut off may still hold rows.
            file.set_len(whole).map_err(io())?;
        }
        let mut header = [0; 100];
        file.read_exact(&mut header).map_err(io())?;
        let before = header;
        header[..16].copy_from_slice(MAGIC);
        header[16..18].copy_from_slice(&[0x10, 0x00]);
        let is_mode = |byte: u8| byte == 1 || byte == 2;
        if !is_mode(header[18]) || header[18] != header[19] {
            header[18..20].copy_from_slice(&[2, 2]);
        }
        header[20..24].copy_from_slice(&[0, 64, 32, 32]);
        header[44..48].copy_from_slice(&4u32.to_be_bytes());
        header[56..60].copy_from_slice(&1u32.to_be_bytes());
        let newest = migration::newest_line(MIGRATIONS);
        let line = u32::from_be_bytes([header[60], header[61], header[62], header[63]]);
        if !(1..=newest).contains(&line) {
            header[60..64].copy_from_slice(&newest.to_be_bytes());
        }
        header[68..72].copy_from_slice(&APPLICATION_ID.to_be_bytes());
        if !has_log {
            header[18..20].copy_from_slice(&[1, 1]);
            header[28..40].fill(0);
            // No incremental vacuum, no page beyond which the file may not grow.
            header[52..56].fill(0);
            header[64..68].fill(0);
        }
        if header != before {
            file.seek(SeekFrom::Start(0)).map_err(io())?;
            file.write_all(&header).map_err(io())?;
        }
        Ok(())
    }

    /// Gives the copy the pages of another database that hold its schema: the first, and those that the first points to
    /// where the schema is longer than a page.
    fn graft(&self, donor: &Path) -> Result<(), Cause> {
        let pages = schema_pages(donor).map_err(Cause::io(donor))?;
        let write = |file: &mut fs::File| {
            pages.iter().try_for_each(|(number, page)| {
                file.seek(SeekFrom::Start((u64::from(*number) - 1) * PAGE as u64))?;
                file.write_all(page)
            })
        };
        let mut file =
            OpenOptions::new().write(true).open(&self.database).map_err(Cause::io(&self.database))?;
        write(&mut file).map_err(Cause::io(&self.database))
    }
}

/// The kind of a page that only points to others, see <https://www.sqlite.org/fileformat2.html#b_tree_pages>.
const INTERIOR: u8 = 5;

/// Returns the first page of a database, and the pages right below it where the schema needs several.
fn schema_pages(database: &Path) -> std::io::Result<Vec<(u32, Vec<u8>)>> {
    let mut file = fs::File::open(database)?;
    let mut read = |number: u32| {
        let mut page = vec![0; PAGE];
        file.seek(SeekFrom::Start((u64::from(number) - 1) * PAGE as u64))?;
        file.read_exact(&mut page)?;
        Ok::<_, std::io::Error>((number, page))
    };
    let first = read(1)?;
    let mut children = Vec::new();
    let word = |at: usize| {
        let bytes = first.1.get(at..at + 4)?;
        Some(u32::from_be_bytes(bytes.try_into().ok()?))
    };
    // The tree's own header stands behind the one of the file.
    if first.1.get(100) == Some(&INTERIOR) {
        let n_cells = first.1.get(103..105).map_or(0, |two| usize::from(two[0]) << 8 | usize::from(two[1]));
        for cell in 0..n_cells {
            let at = first.1.get(112 + cell * 2..114 + cell * 2);
            let at = at.map_or(0, |two| usize::from(two[0]) << 8 | usize::from(two[1]));
            children.extend(word(at));
        }
        children.extend(word(108));
    }
    let mut pages = vec![first];
    for child in children.into_iter().filter(|child| *child > 1) {
        pages.push(read(child)?);
    }
    Ok(pages)
}

impl Drop for Patient {
    fn drop(&mut self) {
        // What stays is removed by the next recovery.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Returns the backups whose first page may stand in for a damaged one, the newest first.
pub(crate) fn donors(files: &Files) -> Vec<PathBuf> {
    let backups = backup_file::backups(files.home()).unwrap_or_default();
    let usable = backups.into_iter().filter(|backup| matches!(backup.state, BackupState::Usable { .. }));
    usable.map(|backup| backup.path).take(3).collect()
}

/// Returns whether the schema has what every layout has.
fn has_drafts(connection: &Connection) -> bool {
    let tables = salvage::schema(connection).tables;
    ["draft", "revision"].iter().all(|name| tables.iter().any(|table| table.name == *name))
}
