//! Everything a keychain can do wrong, whatever was being done at that moment.

use super::{Draws, FakeKeychain, Made, NOW, made, opened, passphrase, place, text};
use crate::passphrase::Cost;
use crate::rotation::Keep;
use crate::{Key, KeychainUnavailable, Reading, Records, Unlocked, VaultError};

/// What a keychain does wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Locked,
    LockedAfterTheFirstRead,
    ItemsGone,
    ItemsReplaced,
    EveryNameTaken,
    WriteRefused,
    WriteRefusedButDone,
    WriteForgotten,
    WriteGarbled,
    DeleteRefused,
    DeleteForgotten,
    /// The program ends between the keychain and the store.
    EndsBeforeTheStore,
}

const FAULTS: [Fault; 12] = [
    Fault::Locked,
    Fault::LockedAfterTheFirstRead,
    Fault::ItemsGone,
    Fault::ItemsReplaced,
    Fault::EveryNameTaken,
    Fault::WriteRefused,
    Fault::WriteRefusedButDone,
    Fault::WriteForgotten,
    Fault::WriteGarbled,
    Fault::DeleteRefused,
    Fault::DeleteForgotten,
    Fault::EndsBeforeTheStore,
];

fn locked() -> KeychainUnavailable {
    KeychainUnavailable { reason: "locked".to_owned() }
}

impl Fault {
    pub(crate) fn on_read(self, n_reads: u32) -> Option<Reading> {
        match self {
            Fault::Locked => Some(Reading::Unavailable(locked())),
            Fault::LockedAfterTheFirstRead if n_reads > 1 => Some(Reading::Unavailable(locked())),
            Fault::ItemsGone => Some(Reading::Absent),
            Fault::ItemsReplaced if n_reads == 1 => None,
            Fault::ItemsReplaced | Fault::EveryNameTaken => {
                Some(Reading::Found(Key::from_bytes(&[9; 32]).unwrap()))
            }
            _ => None,
        }
    }

    pub(crate) fn on_write(self, key: &Key) -> (Option<[u8; 32]>, Result<(), KeychainUnavailable>) {
        match self {
            Fault::Locked | Fault::WriteRefused => (None, Err(locked())),
            Fault::WriteRefusedButDone => (Some(*key.bytes()), Err(locked())),
            Fault::WriteForgotten => (None, Ok(())),
            Fault::WriteGarbled => (Some([1; 32]), Ok(())),
            _ => (Some(*key.bytes()), Ok(())),
        }
    }

    pub(crate) fn on_delete(self) -> (bool, Result<(), KeychainUnavailable>) {
        match self {
            Fault::Locked | Fault::DeleteRefused => (false, Err(locked())),
            Fault::DeleteForgotten => (false, Ok(())),
            _ => (true, Ok(())),
        }
    }
}

/// What is being done when the keychain fails. Each gives the records that would be stored.
#[derive(Debug, Clone, Copy)]
enum Work {
    Start,
    Save,
    Rotate,
    AddKeychainSlot,
}

impl Work {
    fn run(self, made: &mut Made) -> Result<Records, VaultError> {
        let Made { records, unlocked, keychain, draws, .. } = made;
        match self {
            Work::Start => {
                let unlocked = records.unlock_with_keychain(keychain)?;
                Ok(records.tidy(&unlocked, keychain).unwrap_or_else(|| records.clone()))
            }
            Work::Save => {
                let row =
                    records.seal(unlocked, place("draft/2", "consumer_secret"), &text("new"), draws, NOW)?;
                let mut records = records.clone();
                records.secrets.push(row);
                Ok(records)
            }
            Work::Rotate => {
                let passphrase = passphrase();
                let keep = Keep { keychain: Some(keychain), passphrase: Some((&passphrase, Cost::tiny())) };
                records.rotate(unlocked, &keep, draws, NOW).map(|rotated| rotated.records)
            }
            Work::AddKeychainSlot => records.with_keychain(unlocked, keychain, draws, NOW),
        }
    }
}

/// A vault with a secret, after an earlier rotation, so that there is something to tidy.
fn lived_in(seed: u64) -> Made {
    let mut made = made(seed);
    made.keep(place("draft/1", "consumer_secret"), "d15ea5ec0ffee0ddba11ad0be5eaf00d");
    let passphrase = passphrase();
    let keep = Keep { keychain: Some(&made.keychain), passphrase: Some((&passphrase, Cost::tiny())) };
    let rotated = made.records.rotate(&made.unlocked, &keep, &mut made.draws, NOW).unwrap();
    made.records = rotated.records;
    made.unlocked = rotated.unlocked;
    made.recovery_key = rotated.recovery_key;
    *made.keychain.n_reads.lock().unwrap() = 0;
    made
}

fn unlock_without_the_keychain(records: &Records) -> Unlocked {
    records.unlock_with_passphrase(&passphrase()).unwrap()
}

#[test]
fn whatever_a_keychain_does_every_secret_stays_in_reach_and_no_key_is_made_up() {
    let mut n_failed = 0;
    for (number, fault) in FAULTS.into_iter().enumerate() {
        for work in [Work::Start, Work::Save, Work::Rotate, Work::AddKeychainSlot] {
            let case = format!("{fault:?} while {work:?}");
            let mut made = lived_in(number as u64);
            let secrets = opened(&made.records, &made.unlocked);
            *made.keychain.fault.lock().unwrap() = Some(fault);
            let worked = work.run(&mut made);
            n_failed += u32::from(worked.is_err());
            // Only what worked is stored, and of that nothing if the program ends before it is.
            let stored = match worked {
                Ok(records) if fault != Fault::EndsBeforeTheStore => records,
                _ => made.records.clone(),
            };
            let is_new_key = stored.header.key != made.records.header.key;
            assert!(!is_new_key || matches!(work, Work::Rotate), "{case}: a key was made up");
            // The next start, with the keychain as it is, and with it mended.
            for mended in [false, true] {
                if mended {
                    *made.keychain.fault.lock().unwrap() = None;
                }
                let before = made.keychain.items.lock().unwrap().clone();
                let started = stored.unlock_with_keychain(&made.keychain);
                assert_eq!(*made.keychain.items.lock().unwrap(), before, "{case}: a start wrote something");
                if let Ok(unlocked) = started {
                    assert!(opened(&stored, &unlocked).len() >= secrets.len(), "{case}");
                }
                let unlocked = unlock_without_the_keychain(&stored);
                let now = opened(&stored, &unlocked);
                assert!(secrets.iter().all(|(place, secret)| now.get(place) == Some(secret)), "{case}");
            }
            // Another slot opens it, and gives this computer a keychain slot again.
            let unlocked = unlock_without_the_keychain(&stored);
            let mended = stored.with_keychain(&unlocked, &made.keychain, &mut made.draws, NOW).unwrap();
            let unlocked = mended.unlock_with_keychain(&made.keychain).unwrap_or_else(|error| {
                panic!("{case}: {error}");
            });
            assert!(opened(&mended, &unlocked).len() >= secrets.len(), "{case}");
        }
    }
    assert!(n_failed >= 15, "the faults were felt: {n_failed}");
}

#[test]
fn the_recovery_key_opens_what_a_failed_rotation_left() {
    for fault in FAULTS {
        let mut made = lived_in(40);
        *made.keychain.fault.lock().unwrap() = Some(fault);
        let _ = Work::Rotate.run(&mut made);
        let unlocked = made.records.unlock_with_recovery_key(&made.recovery_key).unwrap();
        assert_eq!(opened(&made.records, &unlocked).len(), 1, "{fault:?}");
    }
}

#[test]
fn an_old_item_is_deleted_only_by_a_start_that_opened_the_vault_and_is_tried_again_until_it_is_gone() {
    let made = lived_in(1);
    assert_eq!(made.records.header.retired.len(), 1);
    assert_eq!(made.keychain.items.lock().unwrap().len(), 2, "the old item is still there");
    *made.keychain.fault.lock().unwrap() = Some(Fault::DeleteRefused);
    assert!(made.records.tidy(&made.unlocked, &made.keychain).is_none());
    *made.keychain.fault.lock().unwrap() = None;
    let tidied = made.records.tidy(&made.unlocked, &made.keychain).unwrap();
    assert!(tidied.header.retired.is_empty());
    assert!(tidied.header.generation > made.records.header.generation);
    assert_eq!(made.keychain.items.lock().unwrap().len(), 1);
    assert!(tidied.unlock_with_keychain(&made.keychain).is_ok());
}

#[test]
fn a_retired_item_that_a_slot_still_names_is_not_deleted() {
    let mut made = made(2);
    let item = made.keychain.items.lock().unwrap().keys().next().unwrap().clone();
    made.records.header.retired.push(item);
    let tidied = made.records.tidy(&made.unlocked, &made.keychain).unwrap();
    assert!(tidied.unlock_with_keychain(&made.keychain).is_ok());
}

#[test]
fn a_keychain_that_says_nothing_and_one_that_says_no_are_told_apart() {
    let made = made(3);
    let unlock = |fault| {
        *made.keychain.fault.lock().unwrap() = Some(fault);
        made.records.unlock_with_keychain(&made.keychain).err()
    };
    assert_eq!(unlock(Fault::Locked), Some(VaultError::KeychainUnavailable { reason: "locked".to_owned() }));
    assert_eq!(unlock(Fault::ItemsGone), Some(VaultError::KeychainAbsent));
    assert_eq!(unlock(Fault::EveryNameTaken), Some(VaultError::WrongKey { way: crate::Way::Keychain }));
}

#[test]
fn a_vault_is_made_only_where_there_is_none() {
    let made = made(4);
    let again = Records::create(Some(&made.records), &mut Draws(9), NOW);
    assert_eq!(again.err(), Some(VaultError::AlreadyThere));
    let other = FakeKeychain::default();
    assert_eq!(made.records.unlock_with_keychain(&other).err(), Some(VaultError::KeychainAbsent));
    assert!(other.items.lock().unwrap().is_empty());
}
