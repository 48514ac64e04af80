//! A recovery key survives paper and fingers.

use proptest::prelude::*;
use secrecy::ExposeSecret;

use super::{Draws, text};
use crate::{RecoveryKey, RecoveryKeyError};

const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn printed(key: &RecoveryKey) -> String {
    // EXPOSE: a made-up recovery key is looked at.
    key.print().unwrap().expose_secret().to_owned()
}

#[test]
fn it_is_seven_groups_of_five() {
    let text = printed(&RecoveryKey::new(&mut Draws(1)));
    assert_eq!(text.split('-').count(), RecoveryKey::GROUPS);
    assert!(text.split('-').all(|group| group.len() == 5 && group.chars().all(|it| ALPHABET.contains(it))));
}

#[test]
fn every_wrong_character_and_every_exchange_of_neighbours_is_noticed() {
    for seed in 0..5 {
        let right = printed(&RecoveryKey::new(&mut Draws(seed)));
        for (at, character) in right.char_indices().filter(|(_, character)| *character != '-') {
            for other in ALPHABET.chars().filter(|other| *other != character) {
                let mut typed = right.clone();
                typed.replace_range(at..=at, &other.to_string());
                assert_eq!(RecoveryKey::parse(&text(&typed)).err(), Some(RecoveryKeyError::Checksum));
            }
        }
        let symbols: Vec<char> = right.chars().filter(|character| *character != '-').collect();
        for at in 1..symbols.len() {
            let mut typed = symbols.clone();
            typed.swap(at - 1, at);
            let is_same = typed == symbols;
            let typed: String = typed.into_iter().collect();
            assert_eq!(RecoveryKey::parse(&text(&typed)).is_ok(), is_same);
        }
    }
}

#[test]
fn what_is_missing_or_too_much_or_not_of_its_letters_is_said() {
    let right = printed(&RecoveryKey::new(&mut Draws(2)));
    let error = |typed: &str| RecoveryKey::parse(&text(typed)).err();
    assert_eq!(error(""), Some(RecoveryKeyError::Length { found: 0, wanted: 35 }));
    assert_eq!(error(&right[..40]), Some(RecoveryKeyError::Length { found: 34, wanted: 35 }));
    assert_eq!(error(&format!("{right}0")), Some(RecoveryKeyError::Length { found: 36, wanted: 35 }));
    let strange = format!("{}U{}", &right[..12], &right[13..]);
    assert_eq!(error(&strange), Some(RecoveryKeyError::Character { group: 3 }));
    assert_eq!(error("微"), Some(RecoveryKeyError::Character { group: 1 }));
}

#[test]
fn it_is_confirmed_by_the_groups_that_were_asked_for_and_by_no_others() {
    let key = RecoveryKey::new(&mut Draws(3));
    let right = printed(&key);
    let groups: Vec<&str> = right.split('-').collect();
    assert!(key.is_confirmed_by(&[2, 6], &text(&format!("{} {}", groups[1], groups[5].to_lowercase()))));
    assert!(!key.is_confirmed_by(&[2, 6], &text(&format!("{} {}", groups[5], groups[1]))));
    assert!(!key.is_confirmed_by(&[2, 6], &text(groups[1])));
    assert!(!key.is_confirmed_by(&[2], &text("")));
    assert!(!key.is_confirmed_by(&[0], &text("")));
    assert!(!key.is_confirmed_by(&[8], &text(groups[0])));
    assert!(!key.is_confirmed_by(&[], &text("")));
}

proptest! {
    #[test]
    fn it_is_read_as_it_was_printed_however_it_is_typed(seed: u64, lower: bool, separator in "[ -]{0,2}|—|－") {
        let right = printed(&RecoveryKey::new(&mut Draws(seed)));
        let mut typed = right.replace('-', &separator).replace('0', "O").replace('1', "l");
        if lower {
            typed = typed.to_lowercase();
        }
        let key = RecoveryKey::parse(&text(&typed));
        prop_assert_eq!(key.map(|key| printed(&key)), Ok(right));
    }
}
