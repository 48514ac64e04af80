//! What a passphrase costs, and which are refused.

use std::time::Duration;

use secrecy::SecretString;

use super::text;
use crate::hex::Hex;
use crate::passphrase::{self, Cost, WeakPassphrase, check_passphrase};

#[test]
fn a_short_passphrase_is_refused_unless_it_has_four_words() {
    let weak = |passphrase: &str| check_passphrase(&text(passphrase)).err();
    assert_eq!(weak("thirteen chrs"), Some(WeakPassphrase::Short { counted: 13, wanted: 14 }));
    assert_eq!(weak("fourteen chars"), None);
    assert_eq!(weak("we go far now"), None, "four words");
    assert_eq!(weak("na na na na"), Some(WeakPassphrase::Short { counted: 11, wanted: 14 }), "one word");
    assert_eq!(weak("               "), Some(WeakPassphrase::Short { counted: 0, wanted: 14 }));
    assert_eq!(weak("床前明月光疑"), Some(WeakPassphrase::Short { counted: 12, wanted: 14 }));
    assert_eq!(weak("床前明月光疑是"), None, "a Chinese character counts as two");
    assert_eq!(weak("aaaaaaaaaaaaaaaa"), Some(WeakPassphrase::Repetitive { distinct: 1 }));
}

#[test]
fn the_cost_is_raised_until_a_try_is_felt_and_never_falls_below_the_floor() {
    let mebibytes = |per_128: u64| {
        let measure = |cost: Cost| Duration::from_millis(per_128 * u64::from(cost.parts().0) / (128 * 1024));
        let cost = Cost::calibrate(measure);
        assert_eq!(Cost::new(cost.parts().0, cost.parts().1, cost.parts().2), Ok(cost));
        cost.parts().0 / 1024
    };
    assert_eq!(mebibytes(5_000), 64, "a slow computer");
    assert_eq!(mebibytes(1_001), 64);
    assert_eq!(mebibytes(900), 128);
    assert_eq!(mebibytes(500), 128);
    assert_eq!(mebibytes(300), 256);
    assert_eq!(mebibytes(120), 512, "a fast computer");
    assert_eq!(mebibytes(1), 512, "not more than this, however fast");
}

#[test]
fn passphrase_salt_and_cost_all_matter_and_the_spelling_of_an_accent_does_not() {
    let derive = |passphrase: &SecretString, salt: u8, cost| {
        *passphrase::derive(passphrase, &Hex([salt; 16]), cost).unwrap().bytes()
    };
    let first = derive(&text("caf\u{e9} au lait"), 1, Cost::tiny());
    assert_eq!(first, derive(&text("cafe\u{301} au lait"), 1, Cost::tiny()), "é in one character and in two");
    assert_ne!(first, derive(&text("cafe au lait"), 1, Cost::tiny()));
    assert_ne!(first, derive(&text("caf\u{e9} au lait"), 2, Cost::tiny()));
    assert_ne!(first, derive(&text("caf\u{e9} au lait"), 1, Cost::FLOOR));
}
