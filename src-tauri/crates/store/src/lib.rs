//! Drafts and property mappings in SQLite: revisions, undo, search, migrations, backup.
//!
//! A [`Store`] is one open database, `drafts.sqlite3` in the data folder. The window and the command line may
//! have it open at the same time: each write is one `BEGIN IMMEDIATE` transaction, and a save says which revision
//! it started from, so that nobody overwrites what they have not seen ([`StoreError::Conflict`]).
//! When a write returns, it is on the disk (WAL with `synchronous=FULL`).
//!
//! A draft is kept as the JSON document of [`desk_model::Draft`] with the number of its layout; older layouts are
//! raised when they are read, and a newer one is listed as [`Unreadable`] without disturbing the others.
//! A property mapping is an object of its own whose name means one expression, as on a server; a draft carries name and
//! expression all the same, so that it is whole by itself. Writing a mapping therefore writes every draft that carries
//! it, in the same transaction and the same step; a draft that brings another expression under a known name is refused
//! ([`StoreError::MappingDiffers`]).
//!
//! Undo and redo are rows of the same database: they survive a restart and are shared by all processes.
//!
//! A database that a newer Source Desk wrote, that another program wrote or that is damaged is refused and left
//! exactly as it was. [`recover()`] reads what can be read of a damaged one, [`restore()`] puts a backup in its place; both
//! keep the file that was there. A lock beside the database sees to it that nobody has the old file open meanwhile.
//!
//! The rows of the vault lie here too, as texts that this crate does not read ([`VaultRows`], [`SealedRow`]); they go and
//! come back with their drafts, but are no part of any document, revision or search text.
//!
//! Deliberately not here: secrets that anybody could read, which are never given to this crate, because a
//! [`desk_model::Draft`] cannot hold one and a [`SealedRow`] is sealed; a clock, which comes in with [`Options`]; sentences for people, which the message catalogues have; and
//! access control on Windows beyond what the folder of the person's profile already has.

mod adopt;
mod backup;
mod backup_file;
mod backup_name;
mod contents;
mod document;
mod draft_row;
mod error;
mod files;
mod health;
mod history;
mod lock;
mod mapping_row;
mod mappings;
mod mend;
mod migration;
mod open;
mod page;
mod pages;
mod recover;
mod repair;
mod restore;
mod salvage;
mod search;
mod servers;
mod settle;
mod store;
mod test_runs;
mod undo;
mod vault_rows;

pub use backup_file::{BackupFile, BackupState, backups, drafts_in_backup};
pub use contents::{Difference, DraftMark};
pub use document::read as read_document;
pub use draft_row::{Listing, Stored, Unreadable, Why};
pub use error::StoreError;
pub use health::Health;
pub use history::{Restored, Revision, Summary};
pub use mapping_row::{MappingUse, StoredMapping};
pub use open::{Clock, Options};
pub use page::{Page, Query};
pub use recover::{Recovered, recover};
pub use restore::{Swapped, restore};
pub use servers::{MOST_PUSH_RUNS, NewPushStep, PushRun, PushedRow, ServerRow};
pub use store::Store;
pub use test_runs::{MOST_TEST_RUNS, NewTestRun, TestRunMark};
pub use undo::{Change, ChangeKind, Changed};
pub use vault_rows::{SealedRow, VaultRows};

#[cfg(test)]
mod tests;
