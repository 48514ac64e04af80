use super::*;
use crate::{ChangeKind, Query, Revision, Summary};
use desk_model::Protocol;
use desk_model::changes::PartName;

fn summaries(store: &Store, id: &DraftId) -> Vec<(u32, Option<Summary>)> {
    let history = store.history(id).unwrap();
    history.into_iter().map(|Revision { number, summary, .. }| (number, summary)).collect()
}

fn changed(fields: &[&str]) -> Option<Summary> {
    let part = |field: &&str| PartName { field: (*field).to_owned(), item: None };
    Some(Summary::Changed { parts: fields.iter().map(part).collect() })
}

#[test]
fn every_revision_says_when_where_and_what() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let first = store.insert(&draft(1, "WeChat", "wechat")).unwrap();
    let edited = Draft { name: "Staff".into(), notes: "n".into(), ..first.draft.clone() };
    store.save(&edited, 1).unwrap();
    store.undo().unwrap();
    store.redo().unwrap();
    let id = &first.draft.id;
    assert_eq!(
        summaries(&store, id),
        [
            (4, Some(Summary::Redone { step: ChangeKind::Saved })),
            (3, Some(Summary::Undone { step: ChangeKind::Saved })),
            (2, changed(&["name", "notes"])),
            (1, Some(Summary::Created)),
        ]
    );
    let history = store.history(id).unwrap();
    assert!(history.iter().all(|revision| revision.machine.as_deref() == Some("test-machine")));
    assert!(history.windows(2).all(|pair| pair[0].written_at > pair[1].written_at));
    assert_eq!(store.revision(id, 1).unwrap().draft, first.draft);
    assert_eq!(store.revision(id, 2).unwrap().draft, edited);
}

#[test]
fn a_revision_from_before_knows_neither_computer_nor_summary() {
    let (_folder, home) = home();
    drop(open_with(&home, &crate::migration::MIGRATIONS[..2]).unwrap());
    let before = rusqlite::Connection::open(home.join("drafts.sqlite3")).unwrap();
    let draft = draft(1, "WeChat", "wechat");
    let document = crate::document::write(&draft).unwrap();
    before
        .execute(
            "INSERT INTO revision (draft_id, number, slug, name, created_at, written_at, document)
             VALUES (?1, 1, 'wechat', 'WeChat', 1, 1, ?2)",
            [&draft.id.0, &document],
        )
        .unwrap();
    before
        .execute(
            "INSERT INTO draft (id, slug, name, revision, created_at, updated_at, changed, search)
             VALUES (?1, 'wechat', 'WeChat', 1, 1, 1, 1, 'wechat')",
            [&draft.id.0],
        )
        .unwrap();
    drop(before);
    let store = open(&home);
    let history = store.history(&draft.id).unwrap();
    let expected = Revision { number: 1, written_at: 1, machine: None, summary: None };
    assert_eq!(history, [expected]);
}

#[test]
fn a_summary_of_a_newer_version_is_no_reason_to_fail() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let stored = store.insert(&draft(1, "WeChat", "wechat")).unwrap();
    store.connection.execute("UPDATE revision SET summary = '{\"what\": \"signed\"}'", []).unwrap();
    assert_eq!(summaries(&store, &stored.draft.id), [(1, None)]);
}

#[test]
fn a_restored_revision_is_a_new_one_and_can_be_undone() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let first = store.insert(&draft(1, "WeChat", "wechat")).unwrap().draft;
    let second = store.save(&Draft { name: "Staff".into(), ..first.clone() }, 1).unwrap().draft;
    let restored = store.restore(&first.id, 1).unwrap();
    assert_eq!((restored.stored.revision, &restored.stored.draft), (3, &first));
    assert_eq!(summaries(&store, &first.id)[0], (3, Some(Summary::Restored { revision: 1 })));
    // Once more changes nothing: it is like that already.
    assert_eq!(store.restore(&first.id, 1).unwrap().stored.revision, 3);
    store.undo().unwrap();
    assert_eq!(store.get(&first.id).unwrap().draft, second);
}

#[test]
fn what_cannot_be_restored_is_refused_with_a_reason() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let first = store.insert(&draft(1, "A", "a")).unwrap().draft;
    store.save(&Draft { slug: "b".into(), ..first.clone() }, 1).unwrap();
    store.insert(&draft(2, "Other", "a")).unwrap();
    let missing = StoreError::RevisionNotFound { slug: "b".into(), number: 9, newest: 2 };
    assert_eq!(store.restore(&first.id, 9).err(), Some(missing.clone()));
    assert_eq!(store.revision(&first.id, 9).err(), Some(missing));
    assert_eq!(store.restore(&first.id, 1).err(), Some(StoreError::SlugTaken { slug: "a".into() }));
    let nobody = DraftId("nobody".into());
    assert_eq!(store.history(&nobody).err(), Some(StoreError::NotFound { subject: "nobody".into() }));
    assert_eq!(store.get(&first.id).unwrap().revision, 2);
}

#[test]
fn a_restored_draft_carries_its_mappings_as_they_are_now() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let carrying = Draft {
        user_property_mappings: vec![mapping("changed", "return 1"), mapping("deleted", "return 2")],
        ..draft(1, "A", "a")
    };
    store.insert(&carrying).unwrap();
    let changed = store.find_mapping("changed").unwrap();
    store.save_mapping(changed.id, &mapping("changed", "return 9"), changed.revision).unwrap();
    let deleted = store.find_mapping("deleted").unwrap();
    store.delete_mapping(deleted.id).unwrap();
    store.insert_mapping(Protocol::Ldap, &mapping("other", "return 3")).unwrap();
    let about = Summary::MappingChanged { mapping: "changed".into() };
    assert_eq!(summaries(&store, &carrying.id)[1].1, Some(about));

    let restored = store.restore(&carrying.id, 1).unwrap();
    assert_eq!(restored.kept_mappings, ["changed"]);
    let expected = [mapping("changed", "return 9"), mapping("deleted", "return 2")];
    assert_eq!(restored.stored.draft.user_property_mappings, expected);
    assert_eq!(store.find_mapping("deleted").unwrap().used_by.len(), 1);
    store.undo().unwrap();
    assert!(store.find_mapping("deleted").is_err());
}

#[test]
fn more_than_two_hundred_steps_go_back_and_forth_across_a_restart() {
    const N: u32 = 250;
    let (_folder, home) = home();
    let mut store = open(&home);
    let first = store.insert(&draft(1, "0", "a")).unwrap().draft;
    for number in 1..=N {
        if number % 50 == 0 {
            store.delete(&first.id).unwrap();
            store.undo().unwrap();
        }
        let revision = store.get(&first.id).unwrap().revision;
        store.save(&Draft { name: number.to_string(), ..first.clone() }, revision).unwrap();
    }
    store.delete(&first.id).unwrap();
    drop(store);
    let mut store = open(&home);
    store.undo().unwrap();
    for number in (0..N).rev() {
        store.undo().unwrap();
        assert_eq!(store.get(&first.id).unwrap().draft.name, number.to_string());
    }
    drop(store);
    let mut store = open(&home);
    for number in 1..=N {
        store.redo().unwrap();
        assert_eq!(store.get(&first.id).unwrap().draft.name, number.to_string());
    }
    store.redo().unwrap();
    assert!(store.get(&first.id).is_err());
    assert!(store.redo().unwrap().is_none());
}

#[test]
fn drafts_are_found_by_tag_and_by_what_is_noted() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let of = |number, slug: &str, tags: &[&str], notes: &str| Draft {
        tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
        notes: notes.to_owned(),
        ..draft(number, "Shop", slug)
    };
    store.insert(&of(1, "one", &["沪", "Staging"], "Ask Li\n等审核")).unwrap();
    store.insert(&of(2, "two", &["staging area"], "")).unwrap();
    store.insert(&of(3, "沪", &[], "staging")).unwrap();
    let by_tag = |tag| {
        let page = store.page(Query { tag: Some(tag), ..Query::default() }).unwrap();
        page.listing.drafts.into_iter().map(|stored| stored.draft.slug).collect::<Vec<_>>()
    };
    assert_eq!(by_tag("沪"), ["one"]);
    assert_eq!(by_tag("STAGING"), ["one"]);
    assert_eq!(by_tag("stag"), Vec::<String>::new());
    assert_eq!(slugs(&store, "审核"), ["one"]);
    assert_eq!(slugs(&store, "staging"), ["沪", "one", "two"]);
    let both = Query { search: "审核", tag: Some("staging area"), ..Query::default() };
    assert_eq!(store.page(both).unwrap().n_found, 0);
}

#[test]
fn pages_hold_every_draft_once() {
    let (_folder, home) = home();
    let mut store = open(&home);
    for number in 0..23 {
        store.insert(&draft(number, "微信", &format!("shop-{number}"))).unwrap();
    }
    for search in ["", "微信", "shop"] {
        let mut all = Vec::new();
        for offset in (0..30).step_by(5) {
            let page = store.page(Query { search, offset, limit: Some(5), tag: None }).unwrap();
            assert_eq!(page.n_found, 23, "{search}");
            all.extend(page.listing.drafts.into_iter().map(|stored| stored.draft.slug));
        }
        assert_eq!(all, slugs(&store, search), "{search}");
        assert_eq!(all.len(), 23);
    }
    // The one that is it comes before those that start with it, whichever is newest.
    assert_eq!(slugs(&store, "shop-1")[0], "shop-1");
}
