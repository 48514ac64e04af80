//! A damaged database: what is kept, what is read of it, and what a backup puts in its place.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use super::migrations::snapshot;
use super::*;
use crate::{Difference, DraftMark, Recovered};

const PAGE: usize = 4096;
const N_DRAFTS: u8 = 60;

/// Makes a database with drafts, older revisions, a deleted draft and a shared mapping, and closes it.
pub(super) fn filled() -> (tempfile::TempDir, PathBuf) {
    let (folder, home) = home();
    let mut store = open(&home);
    quick(&store);
    for number in 0..N_DRAFTS {
        let draft = with_mapping(draft(number, "微信", &format!("slug-{number}")), "shared");
        let stored = store.insert(&draft).unwrap();
        store.save(&Draft { name: format!("微信 {number}"), ..stored.draft }, 1).unwrap();
    }
    let gone = store.insert(&draft(99, "Gone", "gone")).unwrap();
    store.delete(&gone.draft.id).unwrap();
    drop(store);
    (folder, home)
}

/// Makes writing quick where a test does not need it durable.
pub(super) fn quick(store: &Store) {
    store.connection.execute_batch("PRAGMA synchronous = OFF").unwrap();
}

fn damage(home: &Path, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let path = home.join("drafts.sqlite3");
    let mut bytes = fs::read(&path).unwrap();
    change(&mut bytes);
    fs::write(&path, &bytes).unwrap();
    bytes
}

pub(super) fn recover(home: &Path, use_it: bool) -> Result<Recovered, StoreError> {
    crate::recover(&options(home), None, use_it)
}

fn kept_files(home: &Path) -> Vec<String> {
    let names = snapshot(home).into_keys();
    names.filter(|name| name.contains("corrupt") && !name.ends_with("-shm")).collect()
}

fn all_slugs() -> BTreeSet<String> {
    (0..N_DRAFTS).map(|number| format!("slug-{number}")).collect()
}

fn slugs_of(marks: &[DraftMark]) -> BTreeSet<String> {
    marks.iter().map(|mark| mark.slug.clone()).collect()
}

#[test]
fn a_sound_database_is_recovered_whole() {
    let (_folder, home) = filled();
    let before = open(&home).list(None, None).unwrap();
    let mappings = open(&home).list_mappings().unwrap();
    let recovered = recover(&home, true).unwrap();
    assert!(recovered.keeps_undo && recovered.lost.is_empty() && recovered.older.is_empty());
    assert!(recovered.brought_back.is_empty(), "a deleted draft stays deleted");
    let mut store = open(&home);
    assert_eq!(store.list(None, None).unwrap(), before);
    assert_eq!(store.list_mappings().unwrap(), mappings);
    assert_eq!(store.list(Some("微信"), None).unwrap().drafts.len(), 60);
    assert_eq!(store.undo().unwrap().unwrap().name, "Gone");
    assert_eq!(store.health().unwrap().integrity, [""; 0]);
    // A sound database that is replaced becomes a backup.
    let kept = recovered.swapped.unwrap().kept.unwrap();
    assert_eq!(crate::drafts_in_backup(&kept).unwrap().len(), 60);
}

#[test]
fn looking_changes_nothing() {
    let (_folder, home) = filled();
    damage(&home, |bytes| bytes[100..600].fill(0xA5));
    let before = snapshot(&home);
    let recovered = recover(&home, false).unwrap();
    assert_eq!((recovered.drafts.len(), recovered.swapped), (60, None));
    assert_eq!(snapshot(&home), before);
    assert!(!home.join("recovery.tmp").exists());
}

#[test]
fn whichever_page_is_destroyed_the_database_can_be_used_again_and_the_damaged_file_is_kept() {
    let (_folder, original) = filled();
    let n_pages = fs::read(original.join("drafts.sqlite3")).unwrap().len() / PAGE;
    assert!(n_pages > 40, "{n_pages}");
    let mut lost_by_page = Vec::new();
    // The first pages are the tables' own; of those that hold rows a fifth will do.
    let pages: Vec<usize> = (0..28).chain((28..n_pages).step_by(5)).collect();
    for page in pages.iter().copied() {
        let (_folder, home) = home();
        fs::create_dir(&home).unwrap();
        fs::copy(original.join("drafts.sqlite3"), home.join("drafts.sqlite3")).unwrap();
        let bytes = damage(&home, |bytes| {
            for byte in &mut bytes[page * PAGE..(page + 1) * PAGE] {
                *byte = !*byte;
            }
        });
        let recovered = match recover(&home, true) {
            Ok(recovered) => recovered,
            Err(error) => {
                // Nothing is left to be read: then nothing has changed either.
                assert_eq!(fs::read(home.join("drafts.sqlite3")).unwrap(), bytes, "page {page}: {error}");
                lost_by_page.push((page, usize::from(N_DRAFTS)));
                continue;
            }
        };
        let store = open(&home);
        assert_eq!(store.health().unwrap().integrity, [""; 0], "page {page}");
        let listing = store.list(None, None).unwrap();
        assert!(listing.unreadable.is_empty(), "page {page}");
        assert_eq!(listing.drafts.len(), recovered.drafts.len(), "page {page}");
        assert_eq!(
            store.list(Some("微信"), None).unwrap().drafts.len(),
            listing.drafts.iter().filter(|stored| stored.draft.slug != "gone").count(),
            "page {page}"
        );
        if let Some(name) = kept_files(&home).first() {
            assert_eq!(fs::read(home.join(name)).unwrap(), bytes, "page {page}");
        }
        let n_lost = all_slugs().difference(&slugs_of(&recovered.drafts)).count();
        if n_lost > 0 {
            lost_by_page.push((page, n_lost));
        }
    }
    println!("{} of {n_pages} pages; those without which drafts are lost: {lost_by_page:?}", pages.len());
    let n_lost: usize = lost_by_page.iter().map(|(_, n_lost)| n_lost).sum();
    // Without a backup at all. A page holds the revisions of two or three drafts, and nothing else keeps them.
    assert!(n_lost * 50 <= pages.len() * usize::from(N_DRAFTS), "{lost_by_page:?}");
    assert!(lost_by_page.iter().all(|(_, n_lost)| *n_lost <= 3), "{lost_by_page:?}");
}

#[test]
fn a_backup_is_compared_with_what_was_recovered_and_then_restored() {
    let (_folder, home) = filled();
    let mut store = open(&home);
    let backup = store.backup(None).unwrap();
    store.insert(&draft(100, "New", "new")).unwrap();
    store.save(&draft(0, "changed since", "slug-0"), 2).unwrap();
    drop(store);
    let bytes = damage(&home, |bytes| bytes[..100].fill(0));
    assert_eq!(
        refused(&home),
        StoreError::Corrupt { database: home.join("drafts.sqlite3"), backups: home.join("backups") }
    );
    let recovered = recover(&home, false).unwrap();
    let difference = Difference::between(&recovered.drafts, &crate::drafts_in_backup(&backup).unwrap());
    assert_eq!(slugs_of(&difference.only_here), ["new".to_owned()].into());
    assert_eq!(difference.only_there, []);
    assert_eq!(difference.changed.len(), 1);
    assert_eq!((difference.changed[0].0.revision, difference.changed[0].1.revision), (3, 2));

    let restored = crate::restore(&options(&home), &backup).unwrap();
    assert_eq!(restored.n_drafts, 60);
    let kept = restored.kept.unwrap();
    assert_eq!(kept, home.join("drafts.sqlite3.corrupt-20260102T030405Z"));
    assert_eq!(fs::read(&kept).unwrap(), bytes);
    assert_eq!(slugs(&open(&home), "new"), [""; 0]);

    // Whoever finds that the other way was better goes it afterwards.
    let again = crate::recover(&options(&home), Some(&kept), true).unwrap();
    assert_eq!(again.drafts.len(), 61);
    assert_eq!(slugs(&open(&home), "new"), ["new"]);
    assert_eq!(fs::read(&kept).unwrap(), bytes, "it is kept for good");
}

#[test]
fn restoring_keeps_what_was_there_as_a_backup() {
    let (_folder, home) = filled();
    let mut store = open(&home);
    let backup = store.backup(None).unwrap();
    store.insert(&draft(100, "New", "new")).unwrap();
    drop(store);
    fs::write(home.join("drafts.sqlite3.1.tmp"), "what a killed program left").unwrap();
    let restored = crate::restore(&options(&home), &backup).unwrap();
    assert!(!home.join("drafts.sqlite3.1.tmp").exists());
    assert_eq!(open(&home).list(None, None).unwrap().drafts.len(), 60);
    let kept = restored.kept.unwrap();
    assert_ne!(kept, backup);
    crate::restore(&options(&home), &kept).unwrap();
    assert_eq!(slugs(&open(&home), "new"), ["new"]);
    assert!(backup.exists(), "the rotation spares what was restored");
}

#[test]
fn the_log_of_the_old_database_is_not_played_into_the_restored_one() {
    let (_folder, home) = filled();
    let mut store = open(&home);
    let backup = store.backup(None).unwrap();
    store.insert(&draft(100, "New", "new")).unwrap();
    // As after a power cut: the newest draft is only in the log.
    let crashed = home.join("crashed");
    fs::create_dir_all(crashed.join("backups")).unwrap();
    for name in ["drafts.sqlite3", "drafts.sqlite3-wal"] {
        fs::copy(home.join(name), crashed.join(name)).unwrap();
    }
    drop(store);
    let restored = crate::restore(&options(&crashed), &backup).unwrap();
    assert_eq!(slugs_of(&crate::drafts_in_backup(&restored.kept.unwrap()).unwrap()).len(), 61);
    let store = open(&crashed);
    assert_eq!(
        (store.list(None, None).unwrap().drafts.len(), store.health().unwrap().integrity.len()),
        (60, 0)
    );
}

#[test]
fn what_cannot_be_restored_changes_nothing() {
    let (_folder, home) = filled();
    let backup = open(&home).backup(None).unwrap();
    let other = home.join("other.sqlite3");
    let before = fs::read(home.join("drafts.sqlite3")).unwrap();
    let whole = fs::read(&backup).unwrap();
    let changed = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = whole.clone();
        change(&mut bytes);
        bytes
    };
    use crate::BackupState::{Damaged, Newer, NotOurs};
    for (bytes, state) in [
        (b"no database".to_vec(), Damaged),
        (Vec::new(), NotOurs),
        (changed(&|bytes| bytes[63] = 9), Newer { found: 9, known: 3 }),
        (changed(&|bytes| bytes[71] = 0), NotOurs),
        (changed(&|bytes| bytes.truncate(PAGE * 10)), Damaged),
        (changed(&|bytes| bytes[PAGE * 20..PAGE * 21].fill(0xA5)), Damaged),
    ] {
        fs::write(&other, bytes).unwrap();
        let expected = StoreError::BackupUnusable { path: other.clone(), state };
        assert_eq!(crate::restore(&options(&home), &other).unwrap_err(), expected);
        assert_eq!(fs::read(home.join("drafts.sqlite3")).unwrap(), before, "{expected}");
    }
    let missing = home.join("missing");
    assert!(
        matches!(crate::restore(&options(&home), &missing), Err(StoreError::Io { path, .. }) if path == missing)
    );
    assert_eq!(kept_files(&home), [""; 0]);
    assert!(!snapshot(&home).keys().any(|name| name.ends_with(".tmp")));
}

#[test]
fn a_newer_database_is_neither_recovered_nor_touched() {
    let (_folder, home) = filled();
    let bytes = damage(&home, |bytes| bytes[63] = 9);
    let needed = Some(env!("CARGO_PKG_VERSION").to_owned());
    let newer = StoreError::Newer { found: 9, known: 3, needed, backups: home.join("backups") };
    assert_eq!(recover(&home, true).unwrap_err(), newer);
    assert_eq!(fs::read(home.join("drafts.sqlite3")).unwrap(), bytes);
}

#[test]
fn a_backup_may_be_restored_over_a_newer_database_which_is_kept() {
    let (_folder, home) = filled();
    let backup = open(&home).backup(None).unwrap();
    damage(&home, |bytes| bytes[63] = 9);
    let kept = crate::restore(&options(&home), &backup).unwrap().kept.unwrap();
    assert_eq!(open(&home).list(None, None).unwrap().drafts.len(), 60);
    let found = crate::backups(&home).unwrap().into_iter().find(|found| found.path == kept).unwrap();
    assert_eq!(found.state, crate::BackupState::Newer { found: 9, known: 3 });
}

#[cfg(unix)]
#[test]
fn everything_that_restore_and_recovery_leave_is_for_this_person_only() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, home) = filled();
    let backup = open(&home).backup(None).unwrap();
    let elsewhere = folder.path().join("copy.sqlite3");
    fs::copy(&backup, &elsewhere).unwrap();
    fs::set_permissions(&elsewhere, fs::Permissions::from_mode(0o644)).unwrap();
    damage(&home, |bytes| bytes[..100].fill(0));
    recover(&home, true).unwrap();
    crate::restore(&options(&home), &elsewhere).unwrap();
    open(&home);
    let mut n_files = 0;
    for folder in [&home, &home.join("backups")] {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
            let expected = if entry.file_type().unwrap().is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode, expected, "{}", entry.path().display());
            n_files += 1;
        }
    }
    assert!(n_files >= 5, "{n_files}");
}

#[test]
fn the_rows_of_tables_that_this_version_does_not_know_are_carried_over() {
    let (_folder, home) = filled();
    let store = open(&home);
    store
        .connection
        .execute_batch(
            "CREATE TABLE sealed (slot TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;
             INSERT INTO sealed VALUES ('a', x'00ff'), ('b', x'01');
             CREATE TABLE tag (draft TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE, tag TEXT NOT NULL) STRICT;
             CREATE INDEX tag_draft ON tag (draft);
             INSERT INTO tag SELECT id, slug FROM draft;
             INSERT INTO migration VALUES (99, '0099_later', 0);",
        )
        .unwrap();
    drop(store);
    damage(&home, |bytes| bytes[..24].fill(0));
    recover(&home, true).unwrap();
    let store = open(&home);
    let count = |sql: &str| -> u32 { store.connection.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(count("SELECT count(*) FROM sealed WHERE bytes IN (x'00ff', x'01')"), 2);
    assert_eq!(count("SELECT count(*) FROM tag JOIN draft ON draft.id = tag.draft"), 60);
    assert_eq!(count("SELECT count(*) FROM sqlite_schema WHERE name = 'tag_draft'"), 1);
    assert_eq!(count("SELECT count(*) FROM migration WHERE id = 99"), 1);
}

#[test]
fn nobody_swaps_the_file_under_a_program_that_has_it_open() {
    let (_folder, home) = filled();
    let store = open(&home);
    let backup = store.backup(None).unwrap();
    assert_eq!(crate::restore(&options(&home), &backup).unwrap_err(), StoreError::InUse);
    assert_eq!(recover(&home, true).unwrap_err(), StoreError::InUse);
    drop(store);
    let files = crate::files::Files::prepare(&home).unwrap();
    let lock = crate::lock::Lock::alone(&files).unwrap();
    assert_eq!(refused(&home), StoreError::Busy, "nobody opens a file that is being swapped");
    drop(lock);
    assert_eq!(open(&home).list(None, None).unwrap().drafts.len(), 60);
}

#[test]
fn the_backup_of_the_day_is_made_once_a_day_and_only_after_a_change() {
    const DAY: i64 = 86_400_000;
    let (_folder, home) = home();
    let mut store = open(&home);
    store.insert(&draft(1, "One", "one")).unwrap();
    let at = |store: &mut Store, time: i64| {
        store.now = Arc::new(move || time);
        store.backup_of_the_day().unwrap().is_some()
    };
    assert!(!at(&mut store, START + DAY), "the database is not a day old");
    assert!(at(&mut store, START + DAY + 1000));
    assert!(!at(&mut store, START + DAY + 2000));
    assert!(!at(&mut store, START + 3 * DAY), "nothing was written since");
    assert_eq!(store.backup_before_many().unwrap(), None);
    store.insert(&draft(2, "Two", "two")).unwrap();
    assert!(!at(&mut store, START + DAY + 3000));
    assert!(at(&mut store, START + 3 * DAY));
    store.insert(&draft(3, "Three", "three")).unwrap();
    assert!(store.backup_before_many().unwrap().is_some());
    let found = crate::backups(&home).unwrap();
    let made: Vec<i64> = found.iter().map(|backup| (backup.made_at - START) / DAY).collect();
    assert_eq!(made, [3, 3, 1]);
    assert_eq!(found[0].state, crate::BackupState::Usable { schema: 3, n_drafts: 3 });
    store.now = Arc::new(|| START - 400 * DAY);
    store.insert(&draft(4, "Four", "four")).unwrap();
    assert!(store.backup_of_the_day().unwrap().is_some(), "a clock that was wrong puts nothing off");
}
