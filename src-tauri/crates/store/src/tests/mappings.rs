//! Property mappings: names, sharing, conflicts, undo.

use std::collections::BTreeMap;

use desk_model::{MappingId, Protocol};
use proptest::prelude::*;

use super::*;
use crate::{ChangeKind, Changed, StoredMapping};

const OAUTH: Protocol = Protocol::OAuth;

fn carrying(number: u8, slug: &str, mappings: &[(&str, &str)]) -> Draft {
    let mut draft = draft(number, slug, slug);
    draft.user_property_mappings =
        mappings.iter().map(|(name, expression)| mapping(name, expression)).collect();
    draft
}

fn names(store: &Store) -> Vec<String> {
    store.list_mappings().unwrap().into_iter().map(|stored| stored.mapping.name).collect()
}

fn used_by(stored: &StoredMapping) -> Vec<&str> {
    stored.used_by.iter().map(|used| used.slug.as_str()).collect()
}

#[test]
fn a_mapping_that_no_draft_carries_is_kept_listed_in_name_order_and_found_after_a_restart() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let one = store.insert_mapping(OAUTH, &mapping("b", "return 1")).unwrap();
    store.insert_mapping(Protocol::Ldap, &mapping("a", "return 2")).unwrap();
    store.insert_mapping(OAUTH, &mapping("微信", "return 3")).unwrap();
    drop(store);
    let store = open(&home);
    assert_eq!(names(&store), ["a", "b", "微信"]);
    assert_eq!(store.find_mapping("b").unwrap(), one);
    assert_eq!(store.get_mapping(one.id).unwrap(), one);
    let missing = |subject: &str| StoreError::MappingNotFound { subject: subject.to_owned() };
    assert_eq!(store.find_mapping("c").unwrap_err(), missing("c"));
    assert_eq!(store.get_mapping(MappingId(99)).unwrap_err(), missing("99"));
}

#[test]
fn all_kinds_share_one_set_of_names_as_on_a_server() {
    let (_folder, home) = home();
    let mut store = open(&home);
    store.insert_mapping(OAUTH, &mapping("one", "return {}")).unwrap();
    let two = store.insert_mapping(Protocol::Ldap, &mapping("two", "return {}")).unwrap();
    let taken = StoreError::MappingNameTaken { name: "one".into(), kind: OAUTH };
    assert_eq!(store.insert_mapping(Protocol::Saml, &mapping("one", "return {}")).unwrap_err(), taken);
    assert_eq!(store.save_mapping(two.id, &mapping("one", "return {}"), 1).unwrap_err(), taken);
    assert_eq!(names(&store), ["one", "two"]);
}

#[test]
fn a_mapping_that_a_draft_brings_becomes_an_object_and_outlives_the_draft() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let mut one = carrying(1, "one", &[("shared", "return 1"), ("", "return {}")]);
    one.group_property_mappings.push(mapping("shared", "return 1"));
    one.group_property_mappings.push(mapping("groups", "return 2"));
    store.insert(&one).unwrap();
    store.insert(&carrying(2, "two", &[("shared", "return 1")])).unwrap();
    assert_eq!(names(&store), ["groups", "shared"]);
    let shared = store.find_mapping("shared").unwrap();
    assert_eq!(used_by(&shared), ["one", "two"]);
    assert_eq!([shared.used_by[0].for_users, shared.used_by[0].for_groups], [true, true]);
    assert_eq!([shared.used_by[1].for_users, shared.used_by[1].for_groups], [true, false]);
    store.delete(&one.id).unwrap();
    assert_eq!(used_by(&store.find_mapping("groups").unwrap()), [""; 0]);
    assert_eq!(used_by(&store.find_mapping("shared").unwrap()), ["two"]);
}

#[test]
fn an_edit_reaches_every_draft_that_carries_the_mapping_and_is_one_step() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let one = store.insert(&carrying(1, "one", &[("a", "return 0"), ("shared", "return 1")])).unwrap();
    let two = store.insert(&carrying(2, "two", &[("shared", "return 1")])).unwrap();
    let other = store.insert(&carrying(3, "other", &[("a", "return 0")])).unwrap();
    let shared = store.find_mapping("shared").unwrap();
    let saved = store.save_mapping(shared.id, &mapping("renamed", "return 2"), 1).unwrap();
    assert_eq!((saved.revision, used_by(&saved)), (2, vec!["one", "two"]));
    let now = |slug: &str, store: &Store| store.find(slug).unwrap();
    assert_eq!(
        now("one", &store).draft.user_property_mappings,
        [mapping("a", "return 0"), mapping("renamed", "return 2")]
    );
    assert_eq!(now("two", &store).draft.user_property_mappings, [mapping("renamed", "return 2")]);
    assert_eq!(now("other", &store), other);
    assert_eq!(slugs(&store, "renamed"), ["two", "one"]);
    // Whoever had the draft open on the revision of before is told.
    assert!(matches!(store.save(&two.draft, 1), Err(StoreError::Conflict { expected: 1, found: 2, .. })));

    let change = store.undo().unwrap().unwrap();
    assert_eq!((change.summary, change.name.as_str()), (ChangeKind::Saved, "shared"));
    assert!(
        matches!(&change.changed, Changed::Mapping { mapping: Some(back), n_drafts: 2 } if back.revision == 3)
    );
    assert_eq!([now("one", &store).draft, now("two", &store).draft], [one.draft, two.draft]);
    assert_eq!(store.find_mapping("shared").unwrap().mapping, shared.mapping);
    assert_eq!(store.redo().unwrap().unwrap().name, "renamed");
    assert_eq!(now("two", &store).draft.user_property_mappings, [mapping("renamed", "return 2")]);
}

#[test]
fn an_edit_on_an_old_revision_is_a_conflict_and_the_same_again_is_no_edit() {
    let (_folder, home) = home();
    let (mut store, mut other) = (open(&home), open(&home));
    let one = store.insert_mapping(OAUTH, &mapping("one", "return 1")).unwrap();
    assert_eq!(store.save_mapping(one.id, &one.mapping, 1).unwrap(), one);
    other.save_mapping(one.id, &mapping("uno", "return 2"), 1).unwrap();
    assert_eq!(
        store.save_mapping(one.id, &mapping("one", "return 3"), 1).unwrap_err(),
        StoreError::MappingConflict { name: "uno".into(), expected: 1, found: 2 }
    );
    assert_eq!(store.get_mapping(one.id).unwrap().mapping, mapping("uno", "return 2"));
    other.delete_mapping(one.id).unwrap();
    assert!(matches!(
        store.save_mapping(one.id, &mapping("one", "return 3"), 2),
        Err(StoreError::MappingNotFound { .. })
    ));
}

#[test]
fn a_draft_does_not_make_two_of_one_name() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let one = store.insert(&carrying(1, "one", &[("shared", "return 1")])).unwrap();
    let differs = |kind, used_by: &[&str]| StoreError::MappingDiffers {
        name: "shared".into(),
        kind,
        used_by: used_by.iter().map(|slug| (*slug).to_owned()).collect(),
    };
    let forked = carrying(2, "two", &[("new", "return {}"), ("shared", "return 2")]);
    assert_eq!(store.insert(&forked).unwrap_err(), differs(OAUTH, &["one"]));
    assert_eq!(names(&store), ["shared"], "nothing of a refused draft stays");
    let mut ldap = Draft::new(DraftId::from_random([3; 16]), "ldap", "Directory", "ldap").unwrap();
    ldap.user_property_mappings.push(mapping("shared", "return 1"));
    assert_eq!(store.insert(&ldap).unwrap_err(), differs(OAUTH, &["one"]));
    let edited = carrying(1, "one", &[("shared", "return 2")]);
    assert_eq!(store.save(&edited, one.revision).unwrap_err(), differs(OAUTH, &["one"]));
    let twice = carrying(4, "twice", &[("x", "return 1"), ("x", "return 2")]);
    assert!(matches!(store.insert(&twice), Err(StoreError::MappingDiffers { name, .. }) if name == "x"));
    assert_eq!(store.find("one").unwrap(), one);
}

#[test]
fn a_deleted_mapping_leaves_its_drafts_and_undo_brings_it_back_there() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let mut one = carrying(1, "one", &[("a", "return 0"), ("shared", "return 1")]);
    one.group_property_mappings.push(mapping("shared", "return 1"));
    store.insert(&one).unwrap();
    let shared = store.find_mapping("shared").unwrap();
    assert_eq!(store.delete_mapping(shared.id).unwrap(), shared);
    assert_eq!(names(&store), ["a"]);
    let draft = store.find("one").unwrap().draft;
    assert_eq!(draft.user_property_mappings, [mapping("a", "return 0")]);
    assert_eq!(draft.group_property_mappings, []);
    let change = store.undo().unwrap().unwrap();
    assert_eq!((change.summary, change.name.as_str()), (ChangeKind::Deleted, "shared"));
    assert_eq!(store.find("one").unwrap().draft, one);
    let back = store.find_mapping("shared").unwrap();
    assert_eq!((back.id, back.used_by), (shared.id, shared.used_by));
    store.undo().unwrap();
    assert_eq!(
        (names(&store), slugs(&store, "")),
        (vec![], vec![]),
        "a mapping goes with the draft that brought it"
    );
}

#[test]
fn a_draft_that_cannot_be_read_does_not_hinder_an_edit_and_keeps_its_own_afterwards() {
    let (_folder, home) = home();
    let mut store = open(&home);
    store.insert(&carrying(1, "one", &[("shared", "return 1")])).unwrap();
    store.insert(&carrying(2, "two", &[("shared", "return 1")])).unwrap();
    let change = |store: &Store, sql: &str| store.connection.execute(sql, []).unwrap();
    change(&store, "UPDATE revision SET document = json_set(document, '$.schema', 7) WHERE slug = 'two'");
    let shared = store.find_mapping("shared").unwrap();
    store.save_mapping(shared.id, &mapping("shared", "return 2"), 1).unwrap();
    assert_eq!(store.find("one").unwrap().draft.user_property_mappings, [mapping("shared", "return 2")]);
    change(&store, "UPDATE revision SET document = json_set(document, '$.schema', 2) WHERE slug = 'two'");
    drop(store);
    let store = open(&home);
    assert_eq!(names(&store), ["shared", "shared (2)"]);
    assert_eq!(store.find("two").unwrap().draft.user_property_mappings, [mapping("shared (2)", "return 1")]);
}

/// What a person may do. The numbers choose among what there is.
#[derive(Debug, Clone)]
enum Action {
    InsertDraft { name: u8, expression: u8 },
    SaveDraft { which: usize, name: u8, expression: u8, is_group: bool },
    Unassign { which: usize },
    DeleteDraft { which: usize },
    InsertMapping { name: u8, expression: u8 },
    SaveMapping { which: usize, name: u8, expression: u8 },
    DeleteMapping { which: usize },
    Undo,
    Redo,
    Reopen,
}

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let pair = || (0u8..4, 0u8..2);
    let action = prop_oneof![
        3 => pair().prop_map(|(name, expression)| Action::InsertDraft { name, expression }),
        4 => (any::<usize>(), pair(), any::<bool>()).prop_map(|(which, (name, expression), is_group)| {
            Action::SaveDraft { which, name, expression, is_group }
        }),
        1 => any::<usize>().prop_map(|which| Action::Unassign { which }),
        1 => any::<usize>().prop_map(|which| Action::DeleteDraft { which }),
        2 => pair().prop_map(|(name, expression)| Action::InsertMapping { name, expression }),
        4 => (any::<usize>(), pair())
            .prop_map(|(which, (name, expression))| Action::SaveMapping { which, name, expression }),
        1 => any::<usize>().prop_map(|which| Action::DeleteMapping { which }),
        4 => Just(Action::Undo),
        3 => Just(Action::Redo),
        1 => Just(Action::Reopen),
    ];
    proptest::collection::vec(action, 1..50)
}

/// Everything that a person sees of drafts and mappings.
type World = (BTreeMap<DraftId, Draft>, BTreeMap<MappingId, PropertyMapping>);

fn world(store: &Store) -> World {
    let drafts = store.list(None, None).unwrap().drafts.into_iter();
    let mappings = store.list_mappings().unwrap().into_iter();
    (
        drafts.map(|stored| (stored.draft.id.clone(), stored.draft)).collect(),
        mappings.map(|stored| (stored.id, stored.mapping)).collect(),
    )
}

/// Does what it can; a refusal must leave the world as it is, which the caller checks.
fn perform(action: &Action, store: &mut Store, n_made: &mut u8) -> Result<(), StoreError> {
    let (drafts, mappings) = world(store);
    let draft_at = |which: usize| drafts.values().nth(which % drafts.len().max(1)).cloned();
    let mapping_at = |which: usize| mappings.keys().nth(which % mappings.len().max(1)).copied();
    let made = |name: u8, expression: u8| mapping(&format!("m{name}"), &format!("return {expression}"));
    match *action {
        Action::InsertDraft { name, expression } => {
            let mut new = draft(*n_made, "new", &format!("slug-{n_made}"));
            new.user_property_mappings.push(made(name, expression));
            *n_made += 1;
            store.insert(&new).map(drop)
        }
        Action::SaveDraft { which, name, expression, is_group } => {
            let Some(mut draft) = draft_at(which) else { return Ok(()) };
            let list =
                if is_group { &mut draft.group_property_mappings } else { &mut draft.user_property_mappings };
            list.push(made(name, expression));
            store.save(&draft, store.get(&draft.id)?.revision).map(drop)
        }
        Action::Unassign { which } => {
            let Some(mut draft) = draft_at(which) else { return Ok(()) };
            draft.user_property_mappings.clear();
            store.save(&draft, store.get(&draft.id)?.revision).map(drop)
        }
        Action::DeleteDraft { which } => draft_at(which).map_or(Ok(()), |draft| store.delete(&draft.id)),
        Action::InsertMapping { name, expression } => {
            store.insert_mapping(OAUTH, &made(name, expression)).map(drop)
        }
        Action::SaveMapping { which, name, expression } => {
            let Some(id) = mapping_at(which) else { return Ok(()) };
            let revision = store.get_mapping(id)?.revision;
            store.save_mapping(id, &made(name, expression), revision).map(drop)
        }
        Action::DeleteMapping { which } => {
            mapping_at(which).map_or(Ok(()), |id| store.delete_mapping(id).map(drop))
        }
        Action::Undo | Action::Redo | Action::Reopen => Ok(()),
    }
}

/// A name means one mapping, and who uses it is what the drafts say.
fn assert_whole(store: &Store) {
    let (drafts, mappings) = world(store);
    for stored in store.list_mappings().unwrap() {
        let is_carried = |list: &[PropertyMapping]| list.iter().any(|one| one.name == stored.mapping.name);
        let carriers: Vec<&str> = drafts
            .values()
            .filter(|draft| {
                is_carried(&draft.user_property_mappings) || is_carried(&draft.group_property_mappings)
            })
            .map(|draft| draft.slug.as_str())
            .collect();
        let mut seen = used_by(&stored);
        seen.sort_by_key(|slug| carriers.iter().position(|other| other == slug));
        assert_eq!(seen, carriers, "{}", stored.mapping.name);
    }
    for draft in drafts.values() {
        for carried in draft.user_property_mappings.iter().chain(&draft.group_property_mappings) {
            assert!(mappings.values().any(|mapping| mapping == carried), "{carried:?} of {}", draft.slug);
        }
    }
    assert_eq!(store.health().unwrap().integrity, [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_names_stay_one_and_undo_goes_back_step_by_step(actions in actions()) {
        let (_folder, home) = home();
        let mut store = open(&home);
        let mut n_made = 0;
        let (mut done, mut undone): (Vec<World>, Vec<World>) = (Vec::new(), Vec::new());
        for action in &actions {
            store.connection.execute_batch("PRAGMA synchronous = OFF").unwrap();
            let before = world(&store);
            match action {
                Action::Undo => {
                    let change = store.undo().unwrap();
                    prop_assert_eq!(change.is_some(), !done.is_empty());
                    if let Some(expected) = done.pop() {
                        undone.push(before);
                        prop_assert_eq!(world(&store), expected);
                    }
                }
                Action::Redo => {
                    let change = store.redo().unwrap();
                    prop_assert_eq!(change.is_some(), !undone.is_empty());
                    if let Some(expected) = undone.pop() {
                        done.push(before);
                        prop_assert_eq!(world(&store), expected);
                    }
                }
                Action::Reopen => store = open(&home),
                other => {
                    let result = perform(other, &mut store, &mut n_made);
                    let after = world(&store);
                    if result.is_err() {
                        prop_assert_eq!(&after, &before, "{:?}", result);
                    }
                    if after != before {
                        undone.clear();
                        done.push(before);
                    }
                }
            }
            assert_whole(&store);
        }
    }
}
