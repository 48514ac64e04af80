//! List, read, insert, save, delete, search.

use super::*;
use crate::{Changed, Unreadable, Why};

#[test]
fn a_draft_reads_back_what_was_inserted_and_saved_after_a_restart() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let first = store.insert(&with_mapping(draft(1, "微信", "wechat"), "repair")).unwrap();
    let mut changed = first.draft.clone();
    changed.set("consumer_key", "wx0000000000000001").unwrap();
    let second = store.save(&changed, 1).unwrap();
    assert_eq!((first.revision, second.revision), (1, 2));
    assert_eq!((second.created_at, &second.draft), (first.created_at, &changed));
    assert!(second.updated_at > first.updated_at);
    drop(store);
    let store = open(&home);
    assert_eq!(store.find("wechat").unwrap(), second);
    assert_eq!(store.get(&changed.id).unwrap(), second);
    assert_eq!(store.list(None, None).unwrap().drafts, [second]);
}

#[test]
fn the_newest_change_is_listed_first_even_when_the_clock_is_set_back() {
    let (_folder, home) = home();
    let mut store = open(&home);
    for (number, slug) in [(1, "a"), (2, "b"), (3, "c")] {
        store.insert(&draft(number, slug, slug)).unwrap();
    }
    assert_eq!(slugs(&store, ""), ["c", "b", "a"]);
    store.now = Arc::new(|| START - 1_000_000);
    store.save(&draft(1, "changed", "a"), 1).unwrap();
    assert_eq!(slugs(&store, "  "), ["a", "c", "b"]);
    assert_eq!(store.list(None, Some(2)).unwrap().drafts.len(), 2);
    assert_eq!(store.list(Some("c"), Some(1)).unwrap().drafts.len(), 1);
}

#[test]
fn a_slug_belongs_to_one_draft_that_exists() {
    let (_folder, home) = home();
    let mut store = open(&home);
    store.insert(&draft(1, "One", "one")).unwrap();
    store.insert(&draft(2, "Two", "two")).unwrap();
    let taken = |slug: &str| StoreError::SlugTaken { slug: slug.to_owned() };
    assert_eq!(store.insert(&draft(3, "Three", "one")).unwrap_err(), taken("one"));
    assert_eq!(store.save(&draft(2, "Two", "one"), 1).unwrap_err(), taken("one"));
    assert_eq!(
        store.insert(&draft(1, "One", "other")).unwrap_err(),
        StoreError::IdTaken { id: draft(1, "", "").id.0 }
    );
    store.delete(&draft(1, "One", "one").id).unwrap();
    store.save(&draft(2, "Two", "one"), 1).unwrap();
    assert_eq!(slugs(&store, ""), ["one"]);
}

#[test]
fn what_is_not_there_is_not_found() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let missing = draft(1, "Missing", "missing");
    let by_id = StoreError::NotFound { subject: missing.id.0.clone() };
    assert_eq!(store.find("missing").unwrap_err(), StoreError::NotFound { subject: "missing".into() });
    assert_eq!(store.get(&missing.id).unwrap_err(), by_id);
    assert_eq!(store.save(&missing, 1).unwrap_err(), by_id);
    assert_eq!(store.delete(&missing.id).unwrap_err(), by_id);
    assert_eq!(store.undo().unwrap(), None);
}

#[test]
fn saving_the_same_again_makes_no_revision_and_no_step() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let first = store.insert(&draft(1, "One", "one")).unwrap();
    assert_eq!(store.save(&first.draft, 1).unwrap(), first);
    store.undo().unwrap();
    assert_eq!(store.list(None, None).unwrap().drafts, []);
}

#[test]
fn two_stores_on_one_file_see_each_other_and_conflict() {
    let (_folder, home) = home();
    let (mut window, mut terminal) = (open(&home), open(&home));
    let one = window.insert(&draft(1, "One", "one")).unwrap();
    assert_eq!(terminal.find("one").unwrap(), one);
    let theirs = terminal.save(&draft(1, "Theirs", "uno"), 1).unwrap();
    let conflict = StoreError::Conflict { slug: "uno".into(), expected: 1, found: 2 };
    assert_eq!(window.save(&draft(1, "Mine", "one"), 1).unwrap_err(), conflict);
    assert_eq!(window.find("uno").unwrap(), theirs);
    window.save(&draft(1, "Mine", "one"), 2).unwrap();
    terminal.undo().unwrap();
    assert_eq!(window.find("uno").unwrap().draft, theirs.draft);
    let conflict = StoreError::Conflict { slug: "uno".into(), expected: 3, found: 4 };
    assert_eq!(window.save(&draft(1, "Mine again", "one"), 3).unwrap_err(), conflict);
}

#[test]
fn a_store_that_another_process_keeps_locked_is_busy() {
    let (_folder, home) = home();
    let (mut window, terminal) = (open(&home), open(&home));
    window.connection.busy_timeout(std::time::Duration::ZERO).unwrap();
    terminal.connection.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(window.insert(&draft(1, "One", "one")).unwrap_err(), StoreError::Busy);
    assert_eq!(window.list(None, None).unwrap().drafts, []);
    terminal.connection.execute_batch("ROLLBACK").unwrap();
    window.insert(&draft(1, "One", "one")).unwrap();
}

#[test]
fn a_full_disk_is_told_and_changes_nothing() {
    let (_folder, home) = home();
    let mut store = open(&home);
    store.insert(&draft(1, "One", "one")).unwrap();
    let n_pages: u32 = store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    let limit = n_pages + 2;
    store.connection.execute_batch(&format!("PRAGMA max_page_count = {limit}")).unwrap();
    let large = draft(2, &"long".repeat(10_000), "two");
    assert_eq!(store.insert(&large).unwrap_err(), StoreError::Full);
    assert_eq!(slugs(&store, ""), ["one"]);
    assert_eq!(store.health().unwrap().integrity, [""; 0]);
}

#[test]
fn a_document_that_cannot_be_read_is_listed_and_spoils_nothing() {
    let (_folder, home) = home();
    let mut store = open(&home);
    for (number, slug) in [(1, "a"), (2, "b"), (3, "c"), (4, "d")] {
        store.insert(&draft(number, slug, slug)).unwrap();
    }
    let change = |sql: &str| assert_eq!(store.connection.execute(sql, []).unwrap(), 1);
    change("UPDATE revision SET document = json_set(document, '$.schema', 7) WHERE slug = 'a'");
    change("UPDATE revision SET document = '{' WHERE slug = 'b'");
    change("UPDATE revision SET document = replace(document, draft_id, 'other') WHERE slug = 'c'");
    let unreadable = |number, slug: &str, why| Unreadable {
        id: draft(number, "", "").id,
        slug: slug.into(),
        name: slug.into(),
        why,
    };
    let newer = unreadable(1, "a", Why::NewerSchema { found: 7, known: desk_model::SCHEMA });
    let listing = store.list(None, None).unwrap();
    assert_eq!(slugs(&store, ""), ["d"]);
    let damaged = [unreadable(3, "c", Why::Damaged), unreadable(2, "b", Why::Damaged)];
    assert_eq!(listing.unreadable, [&damaged[..], std::slice::from_ref(&newer)].concat());
    assert_eq!(store.find("a").unwrap_err(), StoreError::Unreadable(newer.clone()));
    assert_eq!(store.save(&draft(1, "mine", "a"), 1).unwrap_err(), StoreError::Unreadable(newer.clone()));
    store.delete(&newer.id).unwrap();
    assert_eq!(store.list(None, None).unwrap().unreadable, damaged);
    let change = store.undo().unwrap().unwrap();
    assert_eq!(change.changed, Changed::Draft { slug: "a".into(), draft: None });
    assert_eq!(store.list(Some("a"), None).unwrap().unreadable, [newer]);
}

#[test]
fn the_search_finds_what_a_person_would_expect() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let mut chinese = with_mapping(draft(1, "微信登录", "wechat-cn"), "wechat-cn: repair nickname");
    chinese.set("consumer_key", "wx0000000000000001").unwrap();
    chinese.set("authentik_host", "auth.example.com").unwrap();
    let mut percent = draft(2, "100% _WeChat_ \"quoted\" O'Neil", "percent");
    percent.set("callback_domain", "login.example.com").unwrap();
    let plain = draft(3, "Staff ÄÖ\0x", "staff");
    let mut group = draft(4, "Émile", "emile");
    let mapping = PropertyMapping { name: "组映射".into(), expression: "return {}".into() };
    group.group_property_mappings.push(mapping);
    for draft in [&chinese, &percent, &plain, &group] {
        store.insert(draft).unwrap();
    }
    let check = |store: &Store, search: &str, expected: &[&str]| {
        let mut found = slugs(store, search);
        found.sort();
        assert_eq!(found, expected, "{search:?}");
    };
    for (search, expected) in [
        ("微信", &["wechat-cn"][..]),
        ("信", &["wechat-cn"]),
        ("微信登录", &["wechat-cn"]),
        ("信登录", &["wechat-cn"]),
        ("微信 登录 CN", &["wechat-cn"]),
        ("微录", &[]),
        ("WeChat", &["percent", "wechat-cn"]),
        ("wechat example.com", &["percent", "wechat-cn"]),
        ("wx0000000000000001", &["wechat-cn"]),
        ("WX0000", &["wechat-cn"]),
        ("0000000000000002", &[]),
        ("AUTH.example", &["wechat-cn"]),
        ("login.example.com", &["percent"]),
        ("repair nick", &["wechat-cn"]),
        ("组映射", &["emile"]),
        ("映射", &["emile"]),
        ("%", &["percent"]),
        ("0%", &["percent"]),
        ("100%", &["percent"]),
        ("1%0", &[]),
        ("_", &["percent"]),
        ("_wechat_", &["percent"]),
        ("we_hat", &[]),
        ("\"", &["percent"]),
        ("\"quoted\"", &["percent"]),
        ("o'neil", &["percent"]),
        ("OR", &[]),
        ("staff AND percent", &[]),
        ("*", &[]),
        ("staff*", &[]),
        ("äö", &["staff"]),
        ("émile", &["emile"]),
        ("ÉMI", &["emile"]),
        ("staff x", &["staff"]),
        ("staf nope", &[]),
    ] {
        check(&store, search, expected);
    }
    let mut renamed = store.find("wechat-cn").unwrap();
    renamed.draft.name = "企业微信".into();
    store.save(&renamed.draft, renamed.revision).unwrap();
    check(&store, "登录", &[]);
    check(&store, "微信登录", &[]);
    check(&store, "企业微信", &["wechat-cn"]);
    store.delete(&renamed.draft.id).unwrap();
    check(&store, "企业微信", &[]);
    store.undo().unwrap();
    check(&store, "企业微信", &["wechat-cn"]);
    assert_eq!(store.health().unwrap().integrity, [""; 0]);
}

#[test]
fn a_word_in_many_drafts_and_a_word_in_few_find_the_same_as_looking_at_each() {
    let (_folder, home) = home();
    let mut store = open(&home);
    store.connection.execute_batch("PRAGMA synchronous = OFF").unwrap();
    for number in 0..600u32 {
        let id = DraftId(format!("id-{number}"));
        let name = if number % 100 == 7 { "微信登录" } else { "Staff" };
        store.insert(&Draft::new(id, "wechat", name, &format!("common-{number}")).unwrap()).unwrap();
    }
    for search in ["common", "common staff", "微信登录", "微信 common", "common-59", "登录x", "staff-"]
    {
        let mut expected = slugs(&store, "");
        let terms: Vec<String> = search.split(' ').map(str::to_lowercase).collect();
        expected.retain(|slug| {
            let name = store.find(slug).unwrap().draft.name.to_lowercase();
            terms.iter().all(|term| slug.contains(term) || name.contains(term))
        });
        // Where few enough are found, those whose line starts so come first; equals stay in the order of change.
        let rank = |slug: &String| {
            let name = store.find(slug).unwrap().draft.name.to_lowercase();
            let is_whole = *slug == search || name == search;
            (!is_whole, !(slug.starts_with(search) || name.starts_with(search)))
        };
        expected.sort_by_key(rank);
        assert_eq!(slugs(&store, search), expected, "{search}");
        let limited = store.list(Some(search), Some(3)).unwrap().drafts;
        assert!(limited.iter().map(|stored| &stored.draft.slug).eq(expected.iter().take(3)), "{search}");
    }
}
