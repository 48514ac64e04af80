//! The vault's rows: written only from what was read, gone when they are forgotten, back with their drafts.

use super::*;
use crate::{SealedRow, VaultRows};

fn rows(generation: u32) -> VaultRows {
    VaultRows { generation, header: format!("header {generation}"), slots: vec!["b".into(), "a".into()] }
}

fn sealed(number: u8, field: &str, text: &str) -> SealedRow {
    let DraftId(id) = DraftId::from_random([number; 16]);
    SealedRow { owner: format!("draft/{id}"), field: field.to_owned(), sealed: text.to_owned() }
}

#[test]
fn header_and_slots_come_back_as_they_were_and_a_stale_change_is_refused() {
    let (_folder, home) = home();
    let (mut store, mut other) = (open(&home), open(&home));
    assert_eq!(store.vault().unwrap(), None);
    store.write_vault(None, &rows(0)).unwrap();
    assert_eq!(other.write_vault(None, &rows(7)), Err(StoreError::VaultChanged), "another made one first");
    other.write_vault(Some(0), &rows(1)).unwrap();
    assert_eq!(store.write_vault(Some(0), &rows(2)), Err(StoreError::VaultChanged));
    assert_eq!(store.vault().unwrap(), Some(rows(1)));
}

#[test]
fn a_sealed_secret_is_replaced_only_by_whoever_has_seen_it() {
    let (_folder, home) = home();
    let (mut store, mut other) = (open(&home), open(&home));
    let (one, two, three) = (sealed(1, "a", "one"), sealed(1, "a", "two"), sealed(1, "a", "three"));
    assert_eq!(store.keep_sealed(0, None, &one), Err(StoreError::VaultChanged), "there is no vault");
    store.write_vault(None, &rows(0)).unwrap();
    store.keep_sealed(0, None, &one).unwrap();
    assert_eq!(other.keep_sealed(0, None, &two), Err(StoreError::VaultChanged), "there is one already");
    other.keep_sealed(0, Some(&one), &two).unwrap();
    assert_eq!(store.keep_sealed(0, Some(&one), &three), Err(StoreError::VaultChanged));
    assert_eq!(store.keep_sealed(1, Some(&two), &three), Err(StoreError::VaultChanged), "another vault");
    let elsewhere = sealed(2, "a", "x");
    store.keep_sealed(0, None, &elsewhere).unwrap();
    assert_eq!(store.sealed(Some(&one.owner)).unwrap(), std::slice::from_ref(&two));
    assert_eq!(store.sealed(None).unwrap(), [two.clone(), elsewhere]);
    assert!(store.forget_sealed(&two.owner, "a").unwrap());
    assert!(!store.forget_sealed(&two.owner, "a").unwrap());
}

#[test]
fn a_renewed_vault_is_refused_if_a_secret_came_or_went_meanwhile() {
    let (_folder, home) = home();
    let mut store = open(&home);
    store.write_vault(None, &rows(0)).unwrap();
    store.keep_sealed(0, None, &sealed(1, "a", "old")).unwrap();
    let before = store.sealed(None).unwrap();
    store.keep_sealed(0, None, &sealed(2, "a", "meanwhile")).unwrap();
    let new = [sealed(1, "a", "new")];
    assert_eq!(store.write_renewed_vault(0, &before, &rows(1), &new), Err(StoreError::VaultChanged));
    assert_eq!(store.sealed(None).unwrap().len(), 2, "nothing was lost");
    let before = store.sealed(None).unwrap();
    assert_eq!(store.write_renewed_vault(3, &before, &rows(1), &new), Err(StoreError::VaultChanged));
    store.write_renewed_vault(0, &before, &rows(1), &new).unwrap();
    assert_eq!(store.sealed(None).unwrap(), new);
    assert_eq!(store.vault().unwrap(), Some(rows(1)));
}

#[test]
fn a_deleted_draft_comes_back_with_its_secrets_and_takes_them_along_once_it_cannot_come_back() {
    let (_folder, home) = home();
    let mut store = open(&home);
    store.write_vault(None, &rows(0)).unwrap();
    let kept = sealed(1, "consumer_secret", "text");
    let stored = store.insert(&draft(1, "One", "one")).unwrap();
    store.keep_sealed(0, None, &kept).unwrap();
    store.delete(&stored.draft.id).unwrap();
    store.undo().unwrap();
    assert_eq!(store.sealed(None).unwrap(), std::slice::from_ref(&kept));
    // Undone as a whole and then something else done: it can no longer be redone.
    while store.undo().unwrap().is_some() {}
    assert_eq!(store.sealed(None).unwrap(), [kept]);
    store.insert(&draft(2, "Two", "two")).unwrap();
    assert_eq!(store.sealed(None).unwrap(), []);
}

#[test]
fn what_was_replaced_or_forgotten_is_in_no_byte_of_the_files() {
    let (_folder, home) = home();
    let mut store = open(&home);
    store.write_vault(None, &rows(0)).unwrap();
    let long = |letter: char| sealed(1, "a", &letter.to_string().repeat(6000));
    let has = |letter: char| {
        let needle = letter.to_string().repeat(64);
        let files = std::fs::read_dir(&home).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|path| path.is_file()).any(|path| {
            let bytes = std::fs::read(path).unwrap();
            bytes.windows(64).any(|window| window == needle.as_bytes())
        })
    };
    store.keep_sealed(0, None, &long('x')).unwrap();
    assert!(has('x'));
    store.keep_sealed(0, Some(&long('x')), &long('y')).unwrap();
    assert!(has('y') && !has('x'));
    store.forget_sealed(&long('y').owner, "a").unwrap();
    assert!(!has('y'));
}
