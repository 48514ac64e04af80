//! The store from outside: drafts, undo, files.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use desk_model::{Draft, DraftId, PropertyMapping};

use crate::migration::Migration;
use crate::{Options, Store, StoreError};

mod cut_off;
mod drafts;
mod files;
mod history;
mod mappings;
mod mappings_from_before;
mod migrations;
mod power_loss;
mod recovery;
mod servers;
mod test_runs;
mod undo;
mod vault_rows;

/// 2026-01-02T03:04:05Z.
const START: i64 = 1_767_323_045_000;

/// A clock that goes on by one millisecond each time it is asked.
fn options(home: &Path) -> Options {
    let milliseconds = AtomicI64::new(START);
    Options {
        home: home.to_owned(),
        now: Arc::new(move || milliseconds.fetch_add(1, Ordering::Relaxed)),
        machine: "test-machine".to_owned(),
    }
}

fn open(home: &Path) -> Store {
    Store::open(options(home)).unwrap()
}

/// Opens a store that must be refused: `Store` has no `Debug`, so `unwrap_err` does not do.
fn refused(home: &Path) -> StoreError {
    Store::open(options(home)).err().unwrap()
}

fn open_with(home: &Path, migrations: &[Migration]) -> Result<Store, StoreError> {
    Store::open_with(options(home), migrations)
}

/// A folder below a temporary one, so that the store makes it itself.
fn home() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    (folder, home)
}

fn draft(number: u8, name: &str, slug: &str) -> Draft {
    Draft::new(DraftId::from_random([number; 16]), "wechat", name, slug).unwrap()
}

fn with_mapping(mut draft: Draft, name: &str) -> Draft {
    let expression = "return {}".to_owned();
    draft.user_property_mappings.push(PropertyMapping { name: name.to_owned(), expression });
    draft
}

fn mapping(name: &str, expression: &str) -> PropertyMapping {
    PropertyMapping { name: name.to_owned(), expression: expression.to_owned() }
}

fn slugs(store: &Store, search: &str) -> Vec<String> {
    let listing = store.list(Some(search), None).unwrap();
    listing.drafts.into_iter().map(|stored| stored.draft.slug).collect()
}
