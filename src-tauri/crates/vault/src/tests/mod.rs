//! What a vault promises, with a keychain and randomness in the test's hand.

mod auto_lock;
mod faults;
mod passphrase;
mod recovery_key;
mod slots;
mod swaps;

use std::collections::BTreeMap;
use std::sync::Mutex;

use secrecy::{ExposeSecret, SecretString};

use crate::passphrase::Cost;
use crate::{Entropy, Key, Keychain, KeychainUnavailable, Place, Reading, Records, RecoveryKey, Unlocked};

pub(crate) const NOW: i64 = 1_790_000_000_000;

/// Numbers that look random and are the same in each run (SplitMix64).
pub(crate) struct Draws(pub(crate) u64);

impl Draws {
    pub(crate) fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.number() % end as u64).unwrap()
    }
}

impl Entropy for Draws {
    fn fill(&mut self, buffer: &mut [u8]) {
        for byte in buffer {
            *byte = self.number().to_le_bytes()[0];
        }
    }
}

/// A keychain in memory that fails as it is told.
#[derive(Default)]
pub(crate) struct FakeKeychain {
    pub(crate) items: Mutex<BTreeMap<String, [u8; 32]>>,
    pub(crate) fault: Mutex<Option<faults::Fault>>,
    pub(crate) n_reads: Mutex<u32>,
}

pub(crate) fn text(text: &str) -> SecretString {
    SecretString::from(text)
}

pub(crate) fn passphrase() -> SecretString {
    text("correct horse battery staple")
}

pub(crate) fn place(owner: &str, field: &str) -> Place {
    Place { owner: owner.to_owned(), field: field.to_owned() }
}

/// A vault with a keychain, a passphrase and a recovery slot.
pub(crate) struct Made {
    pub(crate) records: Records,
    pub(crate) unlocked: Unlocked,
    pub(crate) keychain: FakeKeychain,
    pub(crate) recovery_key: RecoveryKey,
    pub(crate) draws: Draws,
}

pub(crate) fn made(seed: u64) -> Made {
    let mut draws = Draws(seed);
    let keychain = FakeKeychain::default();
    let (records, unlocked) = Records::create(None, &mut draws, NOW).unwrap();
    let recovery_key = RecoveryKey::new(&mut draws);
    let records = records.with_keychain(&unlocked, &keychain, &mut draws, NOW).unwrap();
    let records = records.with_passphrase(&unlocked, &passphrase(), Cost::tiny(), &mut draws, NOW).unwrap();
    let records = records.with_recovery_key(&unlocked, &recovery_key, &mut draws, NOW).unwrap();
    Made { records, unlocked, keychain, recovery_key, draws }
}

impl Made {
    /// Seals a secret and keeps the row.
    pub(crate) fn keep(&mut self, at: Place, secret: &str) {
        let row =
            self.records.seal(&self.unlocked, at.clone(), &text(secret), &mut self.draws, NOW + 1).unwrap();
        self.records.secrets.retain(|kept| kept.place != at);
        self.records.secrets.push(row);
    }
}

/// Opens every secret of some records, as `owner field` and text.
pub(crate) fn opened(records: &Records, unlocked: &Unlocked) -> BTreeMap<String, String> {
    let open = |row: &crate::SealedSecret| {
        // EXPOSE: a made-up secret is compared.
        let secret = unlocked.open(row).unwrap().expose_secret().to_owned();
        (format!("{} {}", row.place.owner, row.place.field), secret)
    };
    records.secrets.iter().map(open).collect()
}

impl Keychain for FakeKeychain {
    fn read(&self, item: &str) -> Reading {
        let mut n_reads = self.n_reads.lock().unwrap();
        *n_reads += 1;
        if let Some(fault) = *self.fault.lock().unwrap()
            && let Some(reading) = fault.on_read(*n_reads)
        {
            return reading;
        }
        match self.items.lock().unwrap().get(item) {
            Some(bytes) => Reading::Found(Key::from_bytes(bytes).unwrap()),
            None => Reading::Absent,
        }
    }

    fn write(&self, item: &str, key: &Key) -> Result<(), KeychainUnavailable> {
        let fault = *self.fault.lock().unwrap();
        let (bytes, answer) = fault.map_or((Some(*key.bytes()), Ok(())), |fault| fault.on_write(key));
        if let Some(bytes) = bytes {
            let before = self.items.lock().unwrap().insert(item.to_owned(), bytes);
            assert!(before.is_none(), "an item is never overwritten: {item}");
        }
        answer
    }

    fn delete(&self, item: &str) -> Result<(), KeychainUnavailable> {
        let fault = *self.fault.lock().unwrap();
        let (deletes, answer) = fault.map_or((true, Ok(())), faults::Fault::on_delete);
        if deletes {
            self.items.lock().unwrap().remove(item);
        }
        answer
    }
}
