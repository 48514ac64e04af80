//! A sealed secret opens where it was sealed, and nowhere else.

use super::{Draws, Made, NOW, made, opened, place, text};
use crate::rows::SealedSecret;
use crate::{HexBytes, VaultError};

/// Two vaults with secrets of several owners, fields and revisions; every row, with the vault that it is from.
fn rows() -> (Vec<Made>, Vec<(usize, SealedSecret)>) {
    let mut vaults = vec![made(10), made(11)];
    let mut rows = Vec::new();
    for (number, vault) in vaults.iter_mut().enumerate() {
        for owner in 0..6 {
            for field in ["consumer_secret", "bind_password", "private_key"] {
                for _revision in 0..3 {
                    // All the same text: nothing but the place and the time tells them apart.
                    vault.keep(place(&format!("draft/{owner}"), field), "the same everywhere");
                    rows.push((number, vault.records.secrets.last().unwrap().clone()));
                }
            }
        }
    }
    (vaults, rows)
}

#[test]
fn ten_thousand_swaps_between_rows_owners_fields_revisions_and_vaults_are_refused() {
    let (vaults, rows) = rows();
    for (vault, row) in &rows {
        assert!(vaults[*vault].unlocked.open(row).is_ok(), "a row opens in its place");
    }
    let mut draws = Draws(12);
    let (mut n_swaps, mut n_refused, mut kinds) = (0, 0, std::collections::BTreeSet::new());
    while n_swaps < 10_000 {
        let (vault, row) = &rows[draws.below(rows.len())];
        let (other_vault, other) = &rows[draws.below(rows.len())];
        let mut forged = row.clone();
        // What an attacker can copy: the cipher's output alone, with its nonce, or whole columns.
        let kind = draws.below(8);
        match kind {
            0 => forged.sealed = other.sealed.clone(),
            1 => (forged.sealed, forged.nonce) = (other.sealed.clone(), other.nonce.clone()),
            2 => forged.place.owner.clone_from(&other.place.owner),
            3 => forged.place.field.clone_from(&other.place.field),
            4 => forged.revision = other.revision,
            5 => forged.key = other.key.clone(),
            6 => forged.place = other.place.clone(),
            _ => {
                let key = forged.key.clone();
                forged = SealedSecret { key, ..other.clone() };
            }
        }
        let opens_in = if kind == 7 { *vault } else { draws.below(2) };
        let is_at_home = |row: &(usize, SealedSecret)| row.0 == opens_in && row.1 == forged;
        if rows.iter().any(is_at_home) {
            continue;
        }
        n_swaps += 1;
        kinds.insert((kind, vault == other_vault));
        let refused = vaults[opens_in].unlocked.open(&forged).err();
        n_refused += u32::from(refused == Some(VaultError::SecretUnreadable { place: forged.place.clone() }));
    }
    assert_eq!(n_refused, n_swaps);
    assert!(kinds.len() >= 14, "all kinds of swaps were tried: {kinds:?}");
}

#[test]
fn one_changed_bit_anywhere_in_a_row_is_refused() {
    let (vaults, rows) = rows();
    let (vault, row) = &rows[5];
    let unlocked = &vaults[*vault].unlocked;
    for bit in 0..row.sealed.0.len() * 8 {
        let mut bytes = row.sealed.0.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        assert!(unlocked.open(&SealedSecret { sealed: HexBytes(bytes), ..row.clone() }).is_err());
    }
    for bit in 0..192 {
        let mut changed = row.clone();
        changed.nonce.0[bit / 8] ^= 1 << (bit % 8);
        assert!(unlocked.open(&changed).is_err());
    }
    for change in [
        (|row| row.n_characters += 1) as fn(&mut SealedSecret),
        |row| row.changed_at -= 1,
        |row| row.revision += 1,
        |row| row.place.owner.push(' '),
        |row| row.sealed.0.truncate(15),
        |row| row.sealed.0.clear(),
    ] {
        let mut changed = row.clone();
        change(&mut changed);
        assert!(unlocked.open(&changed).is_err());
    }
}

#[test]
fn a_secret_is_sealed_differently_each_time_and_its_text_is_nowhere() {
    let mut made = made(13);
    let secret = "d15ea5ec0ffee0ddba11ad0be5eaf00d";
    made.keep(place("draft/1", "consumer_secret"), secret);
    let first = made.records.secrets[0].clone();
    made.keep(place("draft/1", "consumer_secret"), secret);
    let second = made.records.secrets[0].clone();
    assert_eq!((first.revision, second.revision), (1, 2));
    assert_eq!((second.n_characters, second.changed_at), (32, NOW + 1));
    assert_ne!(first.sealed, second.sealed);
    assert_ne!(first.nonce, second.nonce);
    let json = serde_json::to_string(&made.records).unwrap();
    assert!(!json.contains(secret) && !json.contains(&data_encoding::HEXLOWER.encode(secret.as_bytes())));
    assert!(!json.contains(&data_encoding::HEXLOWER.encode(made.unlocked.data.bytes())));
}

#[test]
fn any_text_comes_back_as_it_was() {
    let mut made = made(14);
    for (number, secret) in ["x", "微信密钥 🔑", "a\0b\r\n", &"long ".repeat(20_000)].iter().enumerate()
    {
        made.keep(place(&format!("draft/{number}"), "consumer_secret"), secret);
        let row = made.records.secrets.last().unwrap();
        assert_eq!(row.n_characters as usize, secret.chars().count());
        let opened = opened(&made.records, &made.unlocked);
        assert_eq!(opened[&format!("draft/{number} consumer_secret")], *secret);
    }
    let empty = made.records.seal(&made.unlocked, place("a", "b"), &text(""), &mut made.draws, NOW);
    assert_eq!(empty.err(), Some(VaultError::Empty));
}

#[test]
fn a_fingerprint_tells_another_secret_server_object_and_vault() {
    let (one, two) = (made(15), made(16));
    let of = |made: &Made, server: &str, object: &str, secret: &str| {
        made.unlocked.fingerprint(server, object, &text(secret)).unwrap()
    };
    let first = of(&one, "a", "b", "c");
    assert_eq!(first, of(&one, "a", "b", "c"));
    for other in [
        of(&one, "x", "b", "c"),
        of(&one, "a", "x", "c"),
        of(&one, "a", "b", "x"),
        of(&one, "ab", "", "c"),
        of(&two, "a", "b", "c"),
    ] {
        assert_ne!(first, other);
    }
}
