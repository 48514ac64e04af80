//! Undo and redo, against a simple model in memory.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::{Change, ChangeKind, Changed, Stored};

#[test]
fn undo_and_redo_cross_a_restart_and_another_process() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let one = store.insert(&draft(1, "One", "one")).unwrap();
    store.save(&draft(1, "Uno", "uno"), 1).unwrap();
    store.delete(&one.draft.id).unwrap();
    drop(store);
    let (mut store, mut other) = (open(&home), open(&home));
    let seen = |change: Option<Change>| {
        let Change { summary, name, changed } = change.unwrap();
        let Changed::Draft { slug, draft } = changed else { panic!("{changed:?}") };
        (summary, slug, name, draft.map(|stored| stored.draft.name))
    };
    let uno = Some("Uno".to_owned());
    let one_name = Some("One".to_owned());
    assert_eq!(seen(store.undo().unwrap()), (ChangeKind::Deleted, "uno".into(), "Uno".into(), uno.clone()));
    assert_eq!(
        seen(other.undo().unwrap()),
        (ChangeKind::Saved, "one".into(), "One".into(), one_name.clone())
    );
    assert_eq!(seen(store.undo().unwrap()), (ChangeKind::Created, "one".into(), "One".into(), None));
    assert_eq!(store.undo().unwrap(), None);
    drop((store, other));
    let mut store = open(&home);
    assert_eq!(seen(store.redo().unwrap()), (ChangeKind::Created, "one".into(), "One".into(), one_name));
    assert_eq!(store.find("one").unwrap().created_at, one.created_at);
    assert_eq!(seen(store.redo().unwrap()), (ChangeKind::Saved, "uno".into(), "Uno".into(), uno));
    assert_eq!(seen(store.redo().unwrap()), (ChangeKind::Deleted, "uno".into(), "Uno".into(), None));
    assert_eq!(store.redo().unwrap(), None);
}

#[test]
fn a_revision_number_is_not_used_again_by_undo() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let mut seen = vec![store.insert(&draft(1, "a", "a")).unwrap().revision];
    seen.push(store.save(&draft(1, "b", "a"), 1).unwrap().revision);
    seen.push(store.save(&draft(1, "c", "a"), 2).unwrap().revision);
    for _ in 0..3 {
        while let Some(change) = store.undo().unwrap() {
            seen.extend(revision_of(change));
        }
        while let Some(change) = store.redo().unwrap() {
            seen.extend(revision_of(change));
        }
    }
    assert!(seen.is_sorted_by(|one, next| one < next), "{seen:?}");
}

fn revision_of(change: Change) -> Option<u32> {
    match change.changed {
        Changed::Draft { draft, .. } => draft.map(|stored| stored.revision),
        Changed::Mapping { mapping, .. } => mapping.map(|stored| stored.revision),
    }
}

#[test]
fn a_thousand_steps_can_be_undone_and_what_is_older_is_forgotten() {
    let (_folder, home) = home();
    let mut store = open(&home);
    quick(&store);
    let gone = store.insert(&draft(2, "Gone", "gone")).unwrap();
    store.delete(&gone.draft.id).unwrap();
    let mut revision = store.insert(&draft(1, "0", "one")).unwrap().revision;
    for number in 1..=1500 {
        revision = store.save(&draft(1, &number.to_string(), "one"), revision).unwrap().revision;
    }
    let count =
        |store: &Store, sql: &str| -> u32 { store.connection.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(count(&store, "SELECT count(*) FROM revision WHERE slug = 'gone'"), 0);
    assert_eq!(count(&store, "SELECT count(*) FROM revision"), 1001);
    let mut n_undone = 0;
    while store.undo().unwrap().is_some() {
        n_undone += 1;
    }
    assert_eq!(n_undone, 1000);
    assert_eq!(store.find("one").unwrap().draft.name, "500");
    store.save(&draft(1, "new", "one"), store.find("one").unwrap().revision).unwrap();
    // The step that is left needs two revisions, which are among the newest 200.
    assert_eq!(count(&store, "SELECT count(*) FROM revision"), 200);
    assert_eq!(store.health().unwrap().integrity, [""; 0]);
}

/// What a person may do. The numbers choose among what there is.
#[derive(Debug, Clone)]
enum Action {
    Insert { slug: u8 },
    Save { which: usize, slug: u8, name: String, is_stale: bool },
    Delete { which: usize },
    Undo,
    Redo,
    Reopen,
}

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let action = prop_oneof![
        3 => (0u8..6).prop_map(|slug| Action::Insert { slug }),
        4 => (any::<usize>(), 0u8..6, "[ab]", any::<bool>())
            .prop_map(|(which, slug, name, is_stale)| Action::Save { which, slug, name, is_stale }),
        2 => any::<usize>().prop_map(|which| Action::Delete { which }),
        4 => Just(Action::Undo),
        3 => Just(Action::Redo),
        1 => Just(Action::Reopen),
    ];
    proptest::collection::vec(action, 1..60)
}

type Drafts = BTreeMap<DraftId, Draft>;

/// The whole truth, kept the simplest way: a copy of everything for each step.
#[derive(Default)]
struct Model {
    now: Drafts,
    /// Newest change first.
    order: Vec<DraftId>,
    revisions: BTreeMap<DraftId, u32>,
    done: Vec<(DraftId, Drafts)>,
    undone: Vec<(DraftId, Drafts)>,
    n_made: u8,
}

impl Model {
    fn slug_taken(&self, slug: &str, by_other_than: Option<&DraftId>) -> bool {
        self.now.values().any(|draft| draft.slug == slug && Some(&draft.id) != by_other_than)
    }

    fn edit(&mut self, id: &DraftId, change: impl FnOnce(&mut Drafts)) {
        self.undone.clear();
        self.done.push((id.clone(), self.now.clone()));
        change(&mut self.now);
        self.touch(id);
    }

    fn touch(&mut self, id: &DraftId) {
        self.order.retain(|other| other != id);
        if self.now.contains_key(id) {
            self.order.insert(0, id.clone());
            *self.revisions.entry(id.clone()).or_default() += 1;
        }
    }

    fn travel(&mut self, is_undo: bool) -> bool {
        let (from, to) =
            if is_undo { (&mut self.done, &mut self.undone) } else { (&mut self.undone, &mut self.done) };
        let Some((id, drafts)) = from.pop() else { return false };
        to.push((id.clone(), std::mem::replace(&mut self.now, drafts)));
        self.touch(&id);
        true
    }

    fn listed(&self) -> Vec<(&Draft, u32)> {
        self.order.iter().map(|id| (&self.now[id], self.revisions[id])).collect()
    }
}

/// These tests are about what is written, not about whether it survives a power cut.
fn quick(store: &Store) {
    store.connection.execute_batch("PRAGMA synchronous = OFF").unwrap();
}

fn perform(action: &Action, store: &mut Store, model: &mut Model) {
    let chosen = |which: usize| model.now.keys().nth(which % model.now.len().max(1)).cloned();
    match action {
        Action::Insert { slug } => {
            let slug = format!("slug-{slug}");
            let new = draft(model.n_made, "new", &slug);
            let result = store.insert(&new);
            if model.slug_taken(&slug, None) {
                assert_eq!(result.unwrap_err(), StoreError::SlugTaken { slug });
            } else {
                model.n_made += 1;
                assert_eq!(result.unwrap().draft, new);
                model.edit(&new.id.clone(), |drafts| drop(drafts.insert(new.id.clone(), new)));
            }
        }
        Action::Save { which, slug, name, is_stale } => {
            let Some(id) = chosen(*which) else { return };
            let before = &model.now[&id];
            let draft = Draft { slug: format!("slug-{slug}"), name: name.clone(), ..before.clone() };
            let found = model.revisions[&id];
            let expected = if *is_stale { found - 1 } else { found };
            let result = store.save(&draft, expected);
            if *is_stale {
                let slug = before.slug.clone();
                assert_eq!(result.unwrap_err(), StoreError::Conflict { slug, expected, found });
            } else if *before == draft {
                assert_eq!(result.unwrap().revision, found);
            } else if model.slug_taken(&draft.slug, Some(&id)) {
                assert_eq!(result.unwrap_err(), StoreError::SlugTaken { slug: draft.slug });
            } else {
                assert_eq!(result.unwrap().revision, found + 1);
                model.edit(&id, |drafts| drop(drafts.insert(id.clone(), draft)));
            }
        }
        Action::Delete { which } => {
            let Some(id) = chosen(*which) else { return };
            store.delete(&id).unwrap();
            model.edit(&id, |drafts| drop(drafts.remove(&id)));
        }
        Action::Undo => assert_eq!(store.undo().unwrap().is_some(), model.travel(true)),
        Action::Redo => assert_eq!(store.redo().unwrap().is_some(), model.travel(false)),
        Action::Reopen => {
            let home = store.files.database().parent().unwrap().to_owned();
            *store = open(&home);
            quick(store);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_edits_ends_as_the_model_says(actions in actions()) {
        let (_folder, home) = home();
        let mut store = open(&home);
        quick(&store);
        let mut model = Model::default();
        for action in &actions {
            perform(action, &mut store, &mut model);
            let listing = store.list(None, None).unwrap();
            let listed: Vec<(&Draft, u32)> =
                listing.drafts.iter().map(|Stored { draft, revision, .. }| (draft, *revision)).collect();
            prop_assert_eq!(listed, model.listed(), "after {:?}", action);
            for draft in model.now.values() {
                let found = slugs(&store, &format!("{} {}", draft.slug, draft.name));
                prop_assert!(found.contains(&draft.slug), "{:?} in {:?}", draft.slug, found);
            }
        }
        prop_assert_eq!(store.health().unwrap().integrity, Vec::<String>::new());
    }
}
