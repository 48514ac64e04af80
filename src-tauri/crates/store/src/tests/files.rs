//! The data folder: permissions, foreign and damaged files, backups.

use std::fs;
use std::io::{Read, Seek, SeekFrom, Write};

use rusqlite::Connection;

use super::migrations::snapshot;
use super::*;

fn write_database(home: &Path, bytes: &[u8]) {
    fs::create_dir_all(home).unwrap();
    fs::write(home.join("drafts.sqlite3"), bytes).unwrap();
}

fn corrupt(home: &Path) -> StoreError {
    StoreError::Corrupt { database: home.join("drafts.sqlite3"), backups: home.join("backups") }
}

#[test]
fn an_empty_file_becomes_a_database() {
    let (_folder, home) = home();
    write_database(&home, b"");
    open(&home).insert(&draft(1, "One", "one")).unwrap();
}

#[test]
fn a_file_of_garbage_is_corrupt_and_stays_as_it_was() {
    for bytes in [&b"x"[..], b"garbage", &[0; 100], &[0xA5; 10_000], b"SQLite format 3\0", &[0; 5000]] {
        let (_folder, home) = home();
        write_database(&home, bytes);
        let before = snapshot(&home);
        assert_eq!(refused(&home), corrupt(&home), "{} bytes", bytes.len());
        assert_eq!(snapshot(&home), before);
    }
}

#[test]
fn a_database_that_was_cut_off_is_corrupt_and_stays_as_it_was() {
    let (_folder, home) = home();
    open(&home).insert(&draft(1, "One", "one")).unwrap();
    let whole = fs::read(home.join("drafts.sqlite3")).unwrap();
    for length in [1, 99, 100, 511, 512, 1000, 4095, 4096, 4097, 8192, whole.len() / 2, whole.len() - 4096] {
        let cut = home.join(length.to_string());
        write_database(&cut, &whole[..length]);
        assert_eq!(refused(&cut), corrupt(&cut), "{length} bytes");
        assert_eq!(fs::read(cut.join("drafts.sqlite3")).unwrap(), whole[..length], "{length} bytes");
    }
}

#[test]
fn a_database_whose_tables_are_damaged_is_corrupt_and_stays_as_it_was() {
    let (_folder, home) = home();
    open(&home).insert(&draft(1, "One", "one")).unwrap();
    let path = home.join("drafts.sqlite3");
    let mut file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.seek(SeekFrom::Start(100)).unwrap();
    file.write_all(&[0xA5; 500]).unwrap();
    drop(file);
    let before = fs::read(&path).unwrap();
    assert_eq!(refused(&home), corrupt(&home));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn damage_deep_inside_is_found_by_the_check_and_refuses_a_backup() {
    let (_folder, home) = home();
    let mut store = open(&home);
    for number in 0..100 {
        store.insert(&draft(number, "name", &format!("slug-{number}"))).unwrap();
    }
    drop(store);
    let path = home.join("drafts.sqlite3");
    let mut file = fs::OpenOptions::new().read(true).write(true).open(&path).unwrap();
    // A page of drafts: what is read when a database is opened lies before it.
    let deep = file.metadata().unwrap().len() / 4096 * 3 / 4 * 4096;
    file.seek(SeekFrom::Start(deep)).unwrap();
    let mut page = [0; 64];
    file.read_exact(&mut page).unwrap();
    file.seek(SeekFrom::Start(deep)).unwrap();
    file.write_all(&page.map(|byte| !byte)).unwrap();
    drop(file);
    let store = open(&home);
    assert!(match store.health() {
        Ok(health) => !health.integrity.is_empty(),
        Err(error) => error == corrupt(&home),
    });
    assert_eq!(store.backup(None).unwrap_err(), corrupt(&home));
    assert_eq!(fs::read_dir(home.join("backups")).unwrap().count(), 0);
}

#[test]
fn another_programs_database_is_refused_untouched() {
    for sql in [
        "PRAGMA application_id = 252006674; CREATE TABLE t (x);",
        "PRAGMA application_id = 252006674; PRAGMA user_version = 1;",
        "CREATE TABLE draft (x);",
        "PRAGMA user_version = 5;",
        "PRAGMA journal_mode = WAL; CREATE TABLE draft (x);",
    ] {
        let (_folder, home) = home();
        write_database(&home, b"");
        Connection::open(home.join("drafts.sqlite3")).unwrap().execute_batch(sql).unwrap();
        let before = snapshot(&home);
        assert_eq!(refused(&home), StoreError::NotOurs { database: home.join("drafts.sqlite3") }, "{sql}");
        let mut after = snapshot(&home);
        // Both are empty of data: a log without an entry and its index.
        assert!(after.remove("drafts.sqlite3-wal").is_none_or(|log| log.is_empty()));
        after.remove("drafts.sqlite3-shm");
        assert_eq!(after, before, "{sql}");
    }
}

#[test]
fn a_folder_in_the_databases_place_is_not_ours() {
    let (_folder, home) = home();
    fs::create_dir_all(home.join("drafts.sqlite3")).unwrap();
    assert_eq!(refused(&home), StoreError::NotOurs { database: home.join("drafts.sqlite3") });
}

#[test]
fn a_backup_opens_and_equals_while_the_store_is_in_use() {
    let (_folder, home) = home();
    let mut store = open(&home);
    for number in 0..20 {
        store.insert(&draft(number, "微信", &format!("slug-{number}"))).unwrap();
    }
    let backup = store.backup(None).unwrap();
    assert_eq!(backup, home.join("backups/drafts-20260102T030405Z.sqlite3"));
    let again = store.backup(None).unwrap();
    assert_eq!(again, home.join("backups/drafts-20260102T030405Z-2.sqlite3"));
    let names: Vec<String> = snapshot(&home.join("backups")).into_keys().collect();
    assert_eq!(names, ["drafts-20260102T030405Z-2.sqlite3", "drafts-20260102T030405Z.sqlite3"]);
    let copy = home.join("copy");
    fs::create_dir(&copy).unwrap();
    fs::copy(backup, copy.join("drafts.sqlite3")).unwrap();
    let mut copy = open(&copy);
    assert_eq!(copy.list(None, None).unwrap(), store.list(None, None).unwrap());
    assert_eq!(copy.list(Some("微信"), None).unwrap().drafts.len(), 20);
    assert!(copy.undo().unwrap().is_some());
}

#[test]
fn a_backup_goes_where_it_is_told_but_overwrites_nothing() {
    let (_folder, home) = home();
    let store = open(&home);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.sqlite3");
    assert_eq!(store.backup(Some(path.clone())).unwrap(), path);
    let before = fs::read(&path).unwrap();
    assert_eq!(store.backup(Some(path.clone())).unwrap_err(), StoreError::Exists { path: path.clone() });
    assert_eq!(fs::read(&path).unwrap(), before);
    let named = folder.path().join("drafts-20260102T030405Z.sqlite3");
    assert_eq!(store.backup(Some(folder.path().to_owned())).unwrap(), named);
    let missing = folder.path().join("missing");
    let error = StoreError::Io { path: missing.clone(), kind: std::io::ErrorKind::NotFound };
    assert_eq!(store.backup(Some(missing.join("x"))).unwrap_err(), error);
}

#[test]
fn the_newest_ten_backups_of_our_own_names_stay_and_one_of_each_week() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let backups = home.join("backups");
    fs::create_dir(&backups).unwrap();
    for name in ["before the holidays.sqlite3", "drafts-20200101T000000Z.sqlite3.1.tmp"] {
        fs::write(backups.join(name), name).unwrap();
    }
    for day in 0..11 {
        store.now = Arc::new(move || START + day * 86_400_000);
        store.backup(None).unwrap();
        store.backup(None).unwrap();
    }
    let names: Vec<String> = snapshot(&backups).into_keys().collect();
    let newest = (8..=12)
        .flat_map(|day| ["-2", ""].map(|again| format!("drafts-202601{day:02}T030405Z{again}.sqlite3")));
    // 4 January was the Sunday of the week before.
    let week_before = ["before the holidays.sqlite3", "drafts-20260104T030405Z-2.sqlite3"].map(str::to_owned);
    assert_eq!(names, week_before.into_iter().chain(newest).collect::<Vec<_>>());
    store.now = Arc::new(|| START - 86_400_000);
    assert!(store.backup(None).unwrap().exists(), "a clock that is set back does not cost the new backup");
}

#[test]
fn the_health_of_a_sound_database() {
    let (_folder, home) = home();
    let mut store = open(&home);
    store.insert(&draft(1, "One", "one")).unwrap();
    let health = store.health().unwrap();
    assert_eq!((health.schema, health.n_drafts, health.integrity.len()), (3, 1, 0));
    assert!(health.size_bytes > 4096);
    assert_eq!(health.database, home.join("drafts.sqlite3"));
}

#[test]
fn the_connection_is_durable_and_careful() {
    let (_folder, home) = home();
    let store = open(&home);
    let read = |name: &str| -> rusqlite::types::Value {
        store.connection.pragma_query_value(None, name, |row| row.get(0)).unwrap()
    };
    for (name, expected) in [
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("secure_delete", 1),
        ("busy_timeout", 5000),
        ("application_id", 0x5344_736B),
        ("user_version", 3),
    ] {
        assert_eq!(read(name), expected.into(), "{name}");
    }
    assert_eq!(read("journal_mode"), "wal".to_owned().into());
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn folder_and_files_are_for_this_person_only() {
        let (_folder, home) = home();
        let mut store = open(&home);
        store.insert(&draft(1, "One", "one")).unwrap();
        let backup = store.backup(None).unwrap();
        for folder in [&home, &home.join("backups")] {
            assert_eq!(mode(folder), 0o700, "{}", folder.display());
        }
        for name in ["drafts.sqlite3", "drafts.sqlite3-wal", "drafts.sqlite3-shm"] {
            assert_eq!(mode(&home.join(name)), 0o600, "{name}");
        }
        assert_eq!(mode(&backup), 0o600);
        drop(store);
        set_mode(&home.join("drafts.sqlite3"), 0o644);
        drop(open(&home));
        assert_eq!(mode(&home.join("drafts.sqlite3")), 0o600);
    }

    #[test]
    fn a_folder_that_others_may_write_is_refused() {
        for (folder_mode, is_refused) in
            [(0o777, true), (0o770, true), (0o702, true), (0o1777, true), (0o755, false), (0o700, false)]
        {
            let (_folder, home) = home();
            fs::create_dir(&home).unwrap();
            set_mode(&home, folder_mode);
            let result = Store::open(options(&home)).err();
            let expected = is_refused.then(|| StoreError::HomeOpenToOthers { home: home.clone() });
            assert_eq!(result, expected, "{folder_mode:o}");
        }
    }

    #[test]
    fn a_database_behind_a_symbolic_link_is_refused_untouched() {
        for name in ["drafts.sqlite3", "drafts.sqlite3-wal", "drafts.sqlite3-shm"] {
            let (folder, home) = home();
            let elsewhere = folder.path().join("elsewhere");
            drop(open(&elsewhere));
            let target = elsewhere.join("drafts.sqlite3");
            let before = fs::read(&target).unwrap();
            fs::create_dir(&home).unwrap();
            symlink(&target, home.join(name)).unwrap();
            assert_eq!(refused(&home), StoreError::SymbolicLink { path: home.join(name) });
            assert_eq!(fs::read(&target).unwrap(), before);
        }
    }

    #[test]
    fn a_data_folder_may_be_reached_through_a_symbolic_link() {
        let (folder, home) = home();
        let one = open(&home).insert(&draft(1, "One", "one")).unwrap();
        let link = folder.path().join("link");
        symlink(&home, &link).unwrap();
        assert_eq!(open(&link).find("one").unwrap(), one);
    }

    #[test]
    fn a_path_with_spaces_percent_and_chinese_is_a_path_like_any_other() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("数据 100% #1?x=y");
        drop(open(&home));
        open(&home).insert(&draft(1, "One", "one")).unwrap();
    }
}
