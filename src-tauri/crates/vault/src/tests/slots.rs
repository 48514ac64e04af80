//! The ways into a vault.

use proptest::prelude::*;

use super::{Draws, FakeKeychain, NOW, made, opened, passphrase, place, text};
use crate::passphrase::Cost;
use crate::rotation::Keep;
use crate::rows::{KeySlot, SlotKind};
use crate::{Hex, HexBytes, Id, Place, Records, RecoveryKey, SealedSecret, VaultError, Way};

#[test]
fn each_slot_opens_the_same_vault() {
    let mut made = made(1);
    made.keep(place("draft/1", "consumer_secret"), "one");
    for unlocked in [
        made.records.unlock_with_keychain(&made.keychain),
        made.records.unlock_with_passphrase(&passphrase()),
        made.records.unlock_with_recovery_key(&made.recovery_key),
    ] {
        assert_eq!(opened(&made.records, &unlocked.unwrap())["draft/1 consumer_secret"], "one");
    }
}

#[test]
fn something_else_opens_nothing_and_is_called_wrong_rather_than_damaged() {
    let made = made(2);
    let wrong = |way| Some(VaultError::WrongKey { way });
    let typed = made.records.unlock_with_passphrase(&text("correct horse battery stable"));
    assert_eq!(typed.err(), wrong(Way::Passphrase));
    let other = made.records.unlock_with_recovery_key(&RecoveryKey::new(&mut Draws(3)));
    assert_eq!(other.err(), wrong(Way::RecoveryKey));
}

#[test]
fn a_slot_with_one_changed_bit_is_called_damaged_and_the_others_still_open() {
    let made = made(3);
    let at = made.records.slots.iter().position(|slot| slot.kind.way() == Way::RecoveryKey).unwrap();
    let damages: Vec<fn(&mut KeySlot, usize)> = vec![
        |slot, bit| slot.nonce.0[bit % 24] ^= 1 << (bit % 8),
        |slot, bit| slot.wrapped.0[bit % 48] ^= 1 << (bit % 8),
        |slot, bit| slot.check.0[bit % 16] ^= 1 << (bit % 8),
        |slot, bit| slot.digest.0[bit % 16] ^= 1 << (bit % 8),
        |slot, _| slot.created_at += 1,
        |slot, bit| slot.key = Id::new(&mut Draws(bit as u64)),
        |slot, bit| slot.id = Id::new(&mut Draws(bit as u64)),
        |slot, bit| {
            if let SlotKind::RecoveryKey { salt } = &mut slot.kind {
                salt.0[bit % 16] ^= 1 << (bit % 8);
            }
        },
    ];
    for damage in damages {
        for bit in 0..64 {
            let mut records = made.records.clone();
            damage(&mut records.slots[at], bit);
            let unlocked = records.unlock_with_recovery_key(&made.recovery_key);
            assert_eq!(unlocked.err(), Some(VaultError::SlotDamaged { way: Way::RecoveryKey }));
            assert!(records.unlock_with_keychain(&made.keychain).is_ok());
        }
    }
}

#[test]
fn a_slot_whose_checksum_was_forged_to_fit_still_opens_nothing() {
    let (made, other) = (made(4), made(5));
    // The whole recovery slot of another vault, which its recovery key would open there.
    let mut records = made.records.clone();
    records.slots = other.records.slots.clone();
    assert!(records.unlock_with_recovery_key(&other.recovery_key).is_err());
    records.header.key = other.records.header.key.clone();
    assert!(records.unlock_with_recovery_key(&other.recovery_key).is_err());
}

#[test]
fn a_secret_is_kept_only_when_the_vault_opens_in_two_ways_of_which_one_is_no_keychain() {
    let mut draws = Draws(6);
    let keychain = FakeKeychain::default();
    let (records, unlocked) = Records::create(None, &mut draws, NOW).unwrap();
    let mut seal = |records: &Records| {
        records.seal(&unlocked, place("draft/1", "consumer_secret"), &text("one"), &mut draws, NOW).err()
    };
    assert_eq!(seal(&records), Some(VaultError::TooFewSlots));
    let one = records.with_keychain(&unlocked, &keychain, &mut Draws(7), NOW).unwrap();
    assert_eq!(seal(&one), Some(VaultError::TooFewSlots));
    let two_keychains = one.with_keychain(&unlocked, &keychain, &mut Draws(8), NOW).unwrap();
    assert_eq!(seal(&two_keychains), Some(VaultError::TooFewSlots));
    let recovery_key = RecoveryKey::new(&mut Draws(9));
    let ready = one.with_recovery_key(&unlocked, &recovery_key, &mut Draws(10), NOW).unwrap();
    assert_eq!(seal(&ready), None);
}

#[test]
fn a_slot_can_be_taken_away_unless_too_few_would_be_left() {
    let made = made(7);
    let id_of = |way| made.records.slots_for(way).next().unwrap().id.clone();
    let fewer = made.records.without_slot(&made.unlocked, &id_of(Way::Passphrase)).unwrap();
    assert_eq!(fewer.header.generation, made.records.header.generation + 1);
    let gone = fewer.unlock_with_passphrase(&passphrase());
    assert_eq!(gone.err(), Some(VaultError::NoSlot { way: Way::Passphrase }));
    for way in [Way::Keychain, Way::RecoveryKey] {
        let refused = fewer.without_slot(&made.unlocked, &id_of(way));
        assert_eq!(refused.err(), Some(VaultError::TooFewSlots), "{way:?}");
    }
    let unknown = made.records.without_slot(&made.unlocked, &Id::new(&mut Draws(1)));
    assert_eq!(unknown.err(), Some(VaultError::UnknownSlot));
    let without_keychain = made.records.without_slot(&made.unlocked, &id_of(Way::Keychain)).unwrap();
    assert_eq!(without_keychain.header.retired.len(), 1, "a later start deletes its item");
}

#[test]
fn after_a_rotation_the_old_key_the_old_recovery_key_and_the_old_rows_open_nothing() {
    let mut made = made(8);
    made.keep(place("draft/1", "consumer_secret"), "one");
    made.keep(place("draft/2", "consumer_secret"), "two");
    let passphrase = passphrase();
    let keep = Keep { keychain: Some(&made.keychain), passphrase: Some((&passphrase, Cost::tiny())) };
    let rotated = made.records.rotate(&made.unlocked, &keep, &mut made.draws, NOW + 9).unwrap();
    let (old, new) = (&made.records, &rotated.records);
    assert_eq!(opened(new, &rotated.unlocked), opened(old, &made.unlocked));
    assert_eq!(new.header.generation, old.header.generation + 1);
    assert_eq!(new.secrets[0].changed_at, old.secrets[0].changed_at);
    assert!(new.unlock_with_recovery_key(&made.recovery_key).is_err());
    assert!(rotated.unlocked.open(&old.secrets[0]).is_err());
    assert!(made.unlocked.open(&new.secrets[0]).is_err());
    let late = new.seal(&made.unlocked, place("a", "b"), &text("late"), &mut made.draws, NOW);
    assert_eq!(late.err(), Some(VaultError::OtherKey));
    for unlocked in [
        new.unlock_with_keychain(&made.keychain),
        new.unlock_with_passphrase(&passphrase),
        new.unlock_with_recovery_key(&rotated.recovery_key),
    ] {
        assert_eq!(opened(new, &unlocked.unwrap()).len(), 2);
    }
}

#[test]
fn a_rotation_is_refused_for_a_mistyped_passphrase_for_nothing_kept_and_for_a_secret_that_does_not_open() {
    let mut made = made(9);
    made.keep(place("draft/1", "consumer_secret"), "one");
    let mistyped = text("correct horse battery stapel");
    let keep = Keep { keychain: None, passphrase: Some((&mistyped, Cost::tiny())) };
    let refused = made.records.rotate(&made.unlocked, &keep, &mut made.draws, NOW);
    assert_eq!(refused.err(), Some(VaultError::WrongKey { way: Way::Passphrase }));
    let nothing = made.records.rotate(&made.unlocked, &Keep::default(), &mut made.draws, NOW);
    assert_eq!(nothing.err(), Some(VaultError::TooFewSlots));
    made.records.secrets[0].revision += 1;
    let keep = Keep { keychain: Some(&made.keychain), passphrase: None };
    let unreadable = made.records.rotate(&made.unlocked, &keep, &mut made.draws, NOW);
    assert!(matches!(unreadable.err(), Some(VaultError::SecretUnreadable { .. })));
    assert_eq!(made.keychain.items.lock().unwrap().len(), 1, "the keychain was not touched");
}

#[test]
fn records_of_a_newer_version_are_left_alone() {
    let mut made = made(10);
    made.records.header.format = 2;
    let newer = Some(VaultError::Newer { found: 2, known: 1 });
    assert_eq!(made.records.unlock_with_keychain(&made.keychain).err(), newer);
    assert_eq!(made.records.unlock_with_passphrase(&passphrase()).err(), newer);
    let seal = made.records.seal(&made.unlocked, place("a", "b"), &text("c"), &mut made.draws, NOW);
    assert_eq!(seal.err(), newer);
}

#[test]
fn a_cost_out_of_bounds_is_not_read_from_a_row() {
    let slot = |memory_kib: u32, passes: u32, lanes: u32| {
        serde_json::from_value::<SlotKind>(serde_json::json!({
            "kind": "passphrase",
            "salt": "00112233445566778899aabbccddeeff",
            "cost": { "memory_kib": memory_kib, "passes": passes, "lanes": lanes },
        }))
    };
    assert!(slot(64 * 1024, 3, 1).is_ok() && slot(1024 * 1024, 16, 16).is_ok());
    for (memory_kib, passes, lanes) in [
        (64 * 1024 - 1, 3, 4),
        (1024 * 1024 + 1, 3, 4),
        (128 * 1024, 2, 4),
        (128 * 1024, 17, 4),
        (128 * 1024, 3, 0),
        (128 * 1024, 3, 17),
        (u32::MAX, u32::MAX, u32::MAX),
    ] {
        assert!(slot(memory_kib, passes, lanes).is_err(), "{memory_kib} {passes} {lanes}");
    }
}

fn id() -> impl Strategy<Value = Id> {
    any::<u64>().prop_map(|seed| Id::new(&mut Draws(seed)))
}

fn kind() -> impl Strategy<Value = SlotKind> {
    let cost = (64 * 1024_u32..=1024 * 1024, 3_u32..=16, 1_u32..=16);
    prop_oneof![
        ".*".prop_map(|item| SlotKind::Keychain { item }),
        any::<[u8; 16]>().prop_map(|salt| SlotKind::RecoveryKey { salt: Hex(salt) }),
        (any::<[u8; 16]>(), cost).prop_map(|(salt, (memory_kib, passes, lanes))| {
            let cost = Cost::new(memory_kib, passes, lanes).unwrap();
            SlotKind::Passphrase { salt: Hex(salt), cost }
        }),
    ]
}

proptest! {
    #[test]
    fn rows_come_back_as_they_were_written(
        kind in kind(), ids in (id(), id()), created_at: i64, nonce: [u8; 24], check: [u8; 16], owner in ".*",
        field in ".*", revision: u32, n_characters: u32, sealed: Vec<u8>,
    ) {
        let slot = KeySlot {
            id: ids.0.clone(), kind, key: ids.1, created_at, nonce: Hex(nonce), wrapped: Hex([check[0]; 48]),
            check: Hex(check), digest: Hex(check),
        };
        let text = serde_json::to_string(&slot).unwrap();
        prop_assert_eq!(serde_json::from_str::<KeySlot>(&text).unwrap(), slot);
        let secret = SealedSecret {
            place: Place { owner, field }, key: ids.0, revision, n_characters, changed_at: created_at,
            nonce: Hex(nonce), sealed: HexBytes(sealed),
        };
        let text = serde_json::to_string(&secret).unwrap();
        prop_assert_eq!(serde_json::from_str::<SealedSecret>(&text).unwrap(), secret);
    }

    #[test]
    fn an_id_comes_back_as_it_was_written(id in id()) {
        prop_assert_eq!(Id::parse(&id.text()), Some(id));
    }
}
