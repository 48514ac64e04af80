//! A key from a passphrase (Argon2id, RFC 9106), what that costs, and which passphrases are too weak.

use std::collections::BTreeSet;
use std::time::Duration;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use icu_normalizer::ComposingNormalizerBorrowed;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use crate::error::VaultError;
use crate::hex::Hex;
use crate::key::Key;

/// What it costs to try one passphrase.
///
/// At least 64 MiB and 3 passes (the low-memory profile of RFC 9106). At most 1 GiB, 16 passes and 16 lanes, so that
/// rows from a stranger cannot stop the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Spelled", into = "Spelled")]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

/// Why a passphrase is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassphrase {
    /// It has too few characters and too few words.
    #[error("it counts {counted} characters of {wanted}")]
    Short {
        /// Its characters; a Chinese, Japanese or Korean one counts as two.
        counted: usize,
        /// How many are wanted, unless there are four words.
        wanted: usize,
    },
    /// It repeats a few characters.
    #[error("it is made of only {distinct} different characters")]
    Repetitive {
        /// How many different characters it has.
        distinct: usize,
    },
}

impl Cost {
    /// The least that is accepted.
    pub const FLOOR: Cost = Cost { memory_kib: 64 * 1024, passes: 3, lanes: 4 };
    /// What a vault begins with where nothing is measured.
    pub const USUAL: Cost = Cost { memory_kib: 128 * 1024, passes: 3, lanes: 4 };

    const CEILING: Cost = Cost { memory_kib: 1024 * 1024, passes: 16, lanes: 16 };

    /// Returns a cost: memory in KiB, passes over it, lanes.
    ///
    /// # Errors
    /// [`VaultError::CostOutOfBounds`] below [`Cost::FLOOR`] or above the ceiling.
    pub fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Cost, VaultError> {
        let is_within = (Self::FLOOR.memory_kib..=Self::CEILING.memory_kib).contains(&memory_kib)
            && (Self::FLOOR.passes..=Self::CEILING.passes).contains(&passes)
            && (1..=Self::CEILING.lanes).contains(&lanes);
        if is_within {
            Ok(Cost { memory_kib, passes, lanes })
        } else {
            Err(VaultError::CostOutOfBounds { memory_kib, passes, lanes })
        }
    }

    /// Returns the cost at which one try takes half a second to a second here. `measure` tries a cost and tells how
    /// long that took. Begins with [`Cost::USUAL`]; where that takes too long, [`Cost::FLOOR`] is taken.
    pub fn calibrate(mut measure: impl FnMut(Cost) -> Duration) -> Cost {
        const SHORT: Duration = Duration::from_millis(500);
        const LONG: Duration = Duration::from_secs(1);
        /// More would be felt on a computer with little memory.
        const MOST_KIB: u32 = 512 * 1024;
        let mut cost = Cost::USUAL;
        let mut took = measure(cost);
        if took > LONG {
            return Cost::FLOOR;
        }
        // Time grows with memory, so twice the memory must not be expected to take too long.
        while took < SHORT && took * 2 <= LONG && cost.memory_kib * 2 <= MOST_KIB {
            cost.memory_kib *= 2;
            took = measure(cost);
        }
        cost
    }

    /// Tries a made-up passphrase, so that [`Cost::calibrate`] has something to measure.
    ///
    /// # Errors
    /// [`VaultError::OutOfMemory`].
    pub fn try_once(self) -> Result<(), VaultError> {
        derive(&SecretString::from("made up"), &Hex([7; 16]), self).map(|_| ())
    }

    /// Returns memory in KiB, passes and lanes.
    pub fn parts(self) -> (u32, u32, u32) {
        (self.memory_kib, self.passes, self.lanes)
    }

    pub(crate) fn bytes(self) -> [u8; 12] {
        let mut bytes = [0; 12];
        for (place, number) in bytes.chunks_mut(4).zip([self.memory_kib, self.passes, self.lanes]) {
            place.copy_from_slice(&number.to_be_bytes());
        }
        bytes
    }

    /// A cost far below the floor. Only tests of this crate may make one, and it cannot be read back from a row.
    #[cfg(test)]
    pub(crate) const fn tiny() -> Cost {
        Cost { memory_kib: 32, passes: 1, lanes: 1 }
    }
}

/// Refuses a passphrase that would be guessed too soon: fewer than 14 characters, unless it has four words. A Chinese,
/// Japanese or Korean character counts as two. No kind of character is asked for.
///
/// # Errors
/// [`WeakPassphrase`], which says what is missing.
pub fn check_passphrase(passphrase: &SecretString) -> Result<(), WeakPassphrase> {
    const WANTED: usize = 14;
    const WORDS: usize = 4;
    const DISTINCT: usize = 5;
    // EXPOSE: the passphrase is counted; only numbers leave.
    let text = passphrase.expose_secret().trim();
    let counted = text.chars().map(|character| if is_ideograph(character) { 2 } else { 1 }).sum();
    let n_words = text.split_whitespace().collect::<BTreeSet<_>>().len();
    if counted < WANTED && n_words < WORDS {
        return Err(WeakPassphrase::Short { counted, wanted: WANTED });
    }
    let distinct = text.chars().collect::<BTreeSet<_>>().len();
    if distinct < DISTINCT {
        return Err(WeakPassphrase::Repetitive { distinct });
    }
    Ok(())
}

/// Derives the key of a passphrase slot. This takes its time and memory on purpose.
pub(crate) fn derive(passphrase: &SecretString, salt: &Hex<16>, cost: Cost) -> Result<Key, VaultError> {
    let Cost { memory_kib, passes, lanes } = cost;
    let parameters =
        Params::new(memory_kib, passes, lanes, Some(32)).map_err(|_| VaultError::Cryptography)?;
    let n_blocks = parameters.block_count();
    let mut memory = Vec::new();
    // Memory is asked for politely: a computer that has too little says so instead of ending the program.
    memory.try_reserve_exact(n_blocks).map_err(|_| VaultError::OutOfMemory { memory_kib })?;
    memory.resize(n_blocks, Block::new());
    // EXPOSE: the key is derived from the passphrase; its copy is overwritten when this returns.
    let text = Zeroizing::new(spelled_one_way(passphrase.expose_secret()));
    let mut key = Key::zero();
    let derived = Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters)
        .hash_password_into_with_memory(text.as_bytes(), &salt.0, key.bytes_mut(), &mut memory);
    memory.iter_mut().for_each(Zeroize::zeroize);
    derived.map_err(|_| VaultError::Cryptography)?;
    Ok(key)
}

/// One computer types é as one character, another as two. Both must open the vault (as RFC 8265 has it: NFC).
fn spelled_one_way(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned()
}

fn is_ideograph(character: char) -> bool {
    matches!(u32::from(character), 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7a3 | 0x20000..=0x3ffff)
}

/// A cost as it is written.
#[derive(Serialize, Deserialize)]
struct Spelled {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl TryFrom<Spelled> for Cost {
    type Error = VaultError;

    fn try_from(spelled: Spelled) -> Result<Cost, VaultError> {
        Cost::new(spelled.memory_kib, spelled.passes, spelled.lanes)
    }
}

impl From<Cost> for Spelled {
    fn from(Cost { memory_kib, passes, lanes }: Cost) -> Spelled {
        Spelled { memory_kib, passes, lanes }
    }
}
