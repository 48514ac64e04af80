//! Drafts from before property mappings were objects of their own.

use desk_model::Protocol;
use rusqlite::Connection;

use super::*;
use crate::migration::{APPLICATION_ID, MIGRATIONS};
use crate::{Changed, StoredMapping};

/// Makes a database of layout 1, as that version left it.
fn old_home() -> (tempfile::TempDir, std::path::PathBuf) {
    let (folder, home) = home();
    drop(open_with(&home, MIGRATIONS).unwrap());
    for name in ["drafts.sqlite3", "drafts.sqlite3-wal", "drafts.sqlite3-shm"] {
        let _ = std::fs::remove_file(home.join(name));
    }
    let database = Connection::open(home.join("drafts.sqlite3")).unwrap();
    database
        .execute_batch(
            "CREATE TABLE migration (id INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT;
             INSERT INTO migration VALUES (1, '0001_drafts', 0);
             PRAGMA user_version = 1;",
        )
        .unwrap();
    database.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
    database.execute_batch(include_str!("../../migrations/0001_drafts.sql")).unwrap();
    database.execute_batch(include_str!("version-1.sql")).unwrap();
    (folder, home)
}

fn seen(store: &Store) -> Vec<(String, String, Vec<String>)> {
    let listed = store.list_mappings().unwrap().into_iter();
    listed
        .map(|StoredMapping { mapping, used_by, .. }| {
            (mapping.name, mapping.expression, used_by.into_iter().map(|used| used.slug).collect())
        })
        .collect()
}

fn row(name: &str, expression: &str, used_by: &[&str]) -> (String, String, Vec<String>) {
    (name.into(), expression.into(), used_by.iter().map(|slug| (*slug).to_owned()).collect())
}

fn assert_settled(store: &Store) {
    assert_eq!(
        seen(store),
        [
            row("only wechat", "return {}", &["wechat"]),
            row("shared", "return {\"a\": 2}", &["wechat"]),
            row("shared (2)", "return {\"b\": ldap}", &["ldap"]),
            row("shared (3)", "return {\"a\": 1}", &["shop"]),
        ]
    );
    let shop = store.find("shop").unwrap().draft;
    assert_eq!(shop.user_property_mappings, [mapping("shared (3)", "return {\"a\": 1}")]);
    assert_eq!(
        shop.group_property_mappings,
        [mapping("shared (3)", "return {\"a\": 1}"), mapping("", "")],
        "one mapping in both lists is one mapping, and one without a name stays a form that is not filled in"
    );
    assert_eq!(slugs(store, "shared (3)"), ["shop"]);
}

#[test]
fn one_name_for_different_mappings_becomes_several_names_and_no_expression_is_lost() {
    let (_folder, home) = old_home();
    assert_settled(&open(&home));
    assert_eq!(std::fs::read_dir(home.join("backups")).unwrap().count(), 1);
    assert_settled(&open(&home));
}

#[test]
fn undo_and_redo_from_before_still_work_and_never_make_two_of_one_name() {
    let (_folder, home) = old_home();
    let mut store = open(&home);
    assert_eq!(store.redo().unwrap().unwrap().name, "微信");
    assert_eq!(seen(&store)[1], row("shared", "return {\"a\": 2}", &["wechat"]));
    store.undo().unwrap();
    // The older document had another expression under the name, which is the one of “shared (3)”.
    assert_eq!(seen(&store)[3], row("shared (3)", "return {\"a\": 1}", &["shop", "wechat"]));
    let back = store.undo().unwrap().unwrap();
    assert!(matches!(back.changed, Changed::Draft { slug, draft: Some(_) } if slug == "gone"));
    while store.undo().unwrap().is_some() {}
    assert_eq!(slugs(&store, ""), [""; 0]);
    while store.redo().unwrap().is_some() {}
    assert_eq!(slugs(&store, "").len(), 3);
    assert_eq!(store.health().unwrap().integrity, [""; 0]);
}

/// Undo of a save from before brings a document whose mapping has no row, so one is made, outside of every step. The
/// steps after it were undone by then, and one of them had given the name to another mapping.
#[test]
fn a_mapping_whose_name_was_made_again_meanwhile_comes_back_under_a_free_name() {
    for expression in ["return {\"late\": 1}", "return {}"] {
        let (_folder, home) = old_home();
        let old = Connection::open(home.join("drafts.sqlite3")).unwrap();
        let sql = "UPDATE revision SET document = replace(document, 'only wechat', 'early') WHERE number = 1";
        assert!(old.execute(sql, []).unwrap() > 0);
        drop(old);
        let mut store = open(&home);
        let late = store.insert_mapping(Protocol::OAuth, &mapping("early", expression)).unwrap();
        let mut carrying = draft(9, "Late", "late");
        carrying.user_property_mappings.push(late.mapping);
        store.insert(&carrying).unwrap();
        let edited = mapping("early", "return {\"edited\": 1}");
        store.save_mapping(late.id, &edited, late.revision).unwrap();
        let n_drafts = slugs(&store, "").len();
        for _ in 0..2 {
            while store.undo().unwrap().is_some() {}
            assert_eq!(slugs(&store, ""), [""; 0]);
            while store.redo().unwrap().is_some() {}
            assert_eq!(slugs(&store, "").len(), n_drafts);
            let late = store.get_mapping(late.id).unwrap();
            assert_eq!(late.mapping, mapping("early (2)", "return {\"edited\": 1}"));
            let carried = store.find("late").unwrap().draft.user_property_mappings;
            assert_eq!(carried, [late.mapping], "the draft follows the mapping");
            assert_eq!(store.health().unwrap().integrity, [""; 0]);
        }
    }
}

#[test]
fn a_program_that_ends_between_the_migration_and_the_settling_loses_nothing() {
    let (_folder, home) = old_home();
    let files = crate::files::Files::prepare(&home).unwrap();
    let mut connection = crate::open::open_file(&files.database()).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = ON").unwrap();
    assert!(crate::migration::apply_next(&mut connection, MIGRATIONS, &files, START).unwrap());
    drop(connection);
    assert_settled(&open(&home));
}

#[test]
fn many_processes_may_raise_the_database_at_the_same_moment() {
    let (_folder, home) = old_home();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_settled(&open(&home)));
        }
    });
}
