//! Raising the tables, and refusing what is newer.

use super::*;
use crate::migration::{MIGRATIONS, Migration, newest_line};

const NOTE: Migration =
    Migration { id: 102, line: 2, name: "0102_note", sql: "CREATE TABLE note (text TEXT NOT NULL) STRICT;" };

const BREAK: Migration = Migration {
    id: 103,
    line: 103,
    name: "0103_break",
    sql: "INSERT INTO note (text) SELECT slug FROM draft; ALTER TABLE note RENAME TO remark;",
};

const FAILS: Migration =
    Migration { id: 103, line: 103, name: "0103_fails", sql: "DELETE FROM draft; DELETE FROM nowhere;" };

fn known() -> u32 {
    newest_line(MIGRATIONS)
}

fn list(extra: &[Migration]) -> Vec<Migration> {
    MIGRATIONS.iter().chain(extra).copied().collect()
}

/// What was applied, without the version of the program that did it.
fn applied(store: &Store) -> Vec<(u32, String)> {
    let mut statement = store.connection.prepare("SELECT id, name FROM migration ORDER BY id").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let without_version = |(id, name): (u32, String)| (id, name.split(' ').next().unwrap().to_owned());
    rows.map(|row| without_version(row.unwrap())).collect()
}

/// What a database says that is needed to read it.
fn this_version() -> Option<String> {
    Some(env!("CARGO_PKG_VERSION").to_owned())
}

fn backups(home: &Path) -> Vec<std::path::PathBuf> {
    match std::fs::read_dir(home.join("backups")) {
        Ok(entries) => entries.map(|entry| entry.unwrap().path()).collect(),
        Err(_) => Vec::new(),
    }
}

#[test]
fn a_new_database_has_every_migration_and_no_backup() {
    let (_folder, home) = home();
    let store = open(&home);
    let all = MIGRATIONS.iter().map(|migration| (migration.id, migration.name.to_owned()));
    assert_eq!(applied(&store), all.collect::<Vec<_>>());
    assert_eq!(store.health().unwrap().schema, known());
    assert_eq!(backups(&home), [""; 0].map(std::path::PathBuf::from));
}

#[test]
fn an_older_database_is_copied_then_raised() {
    let (_folder, home) = home();
    let one = open(&home).insert(&draft(1, "One", "one")).unwrap();
    let store = open_with(&home, &list(&[NOTE, BREAK])).unwrap();
    assert_eq!(applied(&store).len(), MIGRATIONS.len() + 2);
    assert_eq!(store.health().unwrap().schema, 103);
    assert_eq!(store.find("one").unwrap(), one);
    let remark: String = store.connection.query_row("SELECT text FROM remark", [], |row| row.get(0)).unwrap();
    assert_eq!(remark, "one");
    let [backup] = backups(&home).try_into().unwrap();
    let older = home.join("older");
    std::fs::create_dir(&older).unwrap();
    std::fs::copy(backup, older.join("drafts.sqlite3")).unwrap();
    let older = open(&older);
    assert_eq!((applied(&older).len(), older.find("one").unwrap()), (MIGRATIONS.len(), one));
    drop(store);
    open_with(&home, &list(&[NOTE, BREAK])).unwrap();
    assert_eq!(backups(&home).len(), 1, "nothing to raise, nothing to copy");
}

#[test]
fn a_list_of_migrations_that_cannot_be_true_is_damage_and_nothing_is_touched() {
    for lost in
        ["DELETE FROM migration", "DELETE FROM migration WHERE id = 2", "DELETE FROM migration WHERE id > 3"]
    {
        let (_folder, home) = home();
        let store = open(&home);
        store.connection.execute_batch(lost).unwrap();
        store.connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        drop(store);
        let before = std::fs::read(home.join("drafts.sqlite3")).unwrap();
        let refused = open_with(&home, MIGRATIONS).err().unwrap();
        assert!(matches!(refused, StoreError::Corrupt { .. }), "{lost}: {refused:?}");
        assert_eq!(std::fs::read(home.join("drafts.sqlite3")).unwrap(), before, "{lost}");
        assert_eq!(backups(&home).len(), 0, "{lost}");
    }
}

#[test]
fn a_migration_that_fails_leaves_everything_as_the_one_before_left_it() {
    let (_folder, home) = home();
    let one = open(&home).insert(&draft(1, "One", "one")).unwrap();
    assert!(matches!(
        open_with(&home, &list(&[NOTE, FAILS])).err().unwrap(),
        StoreError::Sqlite { detail, .. } if detail.contains("nowhere")
    ));
    let store = open(&home);
    assert_eq!(store.find("one").unwrap(), one);
    assert_eq!((applied(&store).len(), store.health().unwrap().schema), (MIGRATIONS.len() + 1, known()));
}

#[test]
fn a_migration_that_keeps_the_compatibility_line_does_not_lock_out_an_older_version() {
    let (_folder, home) = home();
    let one = open_with(&home, &list(&[NOTE])).unwrap().insert(&draft(1, "One", "one")).unwrap();
    let mut older = open(&home);
    assert_eq!(older.find("one").unwrap(), one);
    older.insert(&draft(2, "Two", "two")).unwrap();
    assert_eq!(applied(&older).len(), MIGRATIONS.len() + 1);
}

#[test]
fn a_newer_database_is_refused_untouched() {
    let (_folder, home) = home();
    drop(open_with(&home, &list(&[NOTE, BREAK])).unwrap());
    let before = snapshot(&home);
    let backups = home.join("backups");
    assert_eq!(
        refused(&home),
        StoreError::Newer { found: 103, known: known(), needed: this_version(), backups }
    );
    assert_eq!(snapshot(&home), before);
}

#[test]
fn a_newer_database_whose_log_was_not_moved_into_the_file_is_refused_untouched_too() {
    let (_folder, home) = home();
    drop(open(&home));
    let newer = open_with(&home, &list(&[NOTE, BREAK])).unwrap();
    let crashed = home.join("crashed");
    std::fs::create_dir(&crashed).unwrap();
    for name in ["drafts.sqlite3", "drafts.sqlite3-wal"] {
        std::fs::copy(home.join(name), crashed.join(name)).unwrap();
    }
    drop(newer);
    let before = snapshot(&crashed);
    let backups = crashed.join("backups");
    assert_eq!(
        refused(&crashed),
        StoreError::Newer { found: 103, known: known(), needed: this_version(), backups }
    );
    let mut after = snapshot(&crashed);
    // The shared-memory index of the log is not data: SQLite makes it anew at each start.
    after.remove("drafts.sqlite3-shm");
    assert_eq!(after, before);
}

#[test]
fn many_processes_may_make_the_database_at_the_same_moment() {
    for _ in 0..10 {
        let (_folder, home) = home();
        std::thread::scope(|scope| {
            for number in 0..4u8 {
                let home = &home;
                scope.spawn(move || open(home).insert(&draft(number, "", &number.to_string())).unwrap());
            }
        });
        let store = open(&home);
        assert_eq!(
            (store.list(None, None).unwrap().drafts.len(), applied(&store).len()),
            (4, MIGRATIONS.len())
        );
    }
}

/// Every file of a folder with its bytes, but the lock, which is always empty.
pub(super) fn snapshot(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_file() && entry.file_name() != "drafts.lock")
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .collect()
}
