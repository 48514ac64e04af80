//! The recovery key: 160 bits that a person prints or writes down, and types in again some day.
//!
//! It is written as seven groups of five characters from Crockford's base32, whose letters do not look alike: 32 hold
//! the key, three are a checksum. The checksum is the key modulo 32749, a prime that does not divide 32, so one wrong
//! character and two neighbours exchanged are always noticed, anything else with all but 1 in 32749.

use data_encoding::{Encoding, Specification};
use secrecy::{ExposeSecret, SecretString};
use zeroize::{Zeroize, Zeroizing};

use crate::error::VaultError;
use crate::hex::Hex;
use crate::key::{Entropy, Key, derive};

const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const N_BYTES: usize = 20;
const N_SYMBOLS: usize = 32;
const N_CHECK: usize = 3;
const GROUP: usize = 5;
const MODULUS: u32 = 32_749;

/// A recovery key. It has no `Debug`, `Display` or `Serialize`, and is overwritten when it is dropped.
pub struct RecoveryKey(Zeroizing<[u8; N_BYTES]>);

/// Why a text is no recovery key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryKeyError {
    /// It has too few or too many characters.
    #[error("it has {found} characters, not {wanted}")]
    Length {
        /// How many there are, without spaces and hyphens.
        found: usize,
        /// How many there should be.
        wanted: usize,
    },
    /// A character does not occur in recovery keys.
    #[error("group {group} has a character that recovery keys do not use")]
    Character {
        /// The group that it is in, from 1.
        group: usize,
    },
    /// The characters do not fit together: one was read or typed wrongly.
    #[error("its characters do not fit together")]
    Checksum,
}

impl RecoveryKey {
    /// How many groups it is written in.
    pub const GROUPS: usize = (N_SYMBOLS + N_CHECK) / GROUP;

    /// Makes a new one.
    pub fn new(entropy: &mut dyn Entropy) -> RecoveryKey {
        let mut bytes = Zeroizing::new([0; N_BYTES]);
        entropy.fill(bytes.as_mut());
        RecoveryKey(bytes)
    }

    /// Reads what a person typed. Case, spaces and hyphens do not matter; O is read as 0, I and L as 1.
    ///
    /// # Errors
    /// [`RecoveryKeyError`].
    pub fn parse(typed: &SecretString) -> Result<RecoveryKey, RecoveryKeyError> {
        // EXPOSE: the typed text is decoded; its copies are overwritten.
        let typed = typed.expose_secret();
        let mut symbols = Zeroizing::new(Vec::with_capacity(N_SYMBOLS + N_CHECK));
        for character in typed.chars().filter(|character| !is_separator(*character)) {
            let group = symbols.len() / GROUP + 1;
            symbols.push(value_of(character).ok_or(RecoveryKeyError::Character { group })?);
        }
        let wanted = N_SYMBOLS + N_CHECK;
        if symbols.len() != wanted {
            return Err(RecoveryKeyError::Length { found: symbols.len(), wanted });
        }
        let (data, check) = symbols.split_at(N_SYMBOLS);
        if checksum(data) != number(check) {
            return Err(RecoveryKeyError::Checksum);
        }
        let text = Zeroizing::new(spell(data));
        let mut decoded = base32()
            .and_then(|base32| base32.decode(text.as_bytes()).ok())
            .ok_or(RecoveryKeyError::Checksum)?;
        let bytes = <[u8; N_BYTES]>::try_from(decoded.as_slice()).map(Zeroizing::new);
        decoded.zeroize();
        bytes.map(RecoveryKey).map_err(|_| RecoveryKeyError::Checksum)
    }

    /// Returns it as it is printed: `XXXXX-XXXXX-…`, seven groups.
    ///
    /// # Errors
    /// [`VaultError::Cryptography`], which cannot happen.
    pub fn print(&self) -> Result<SecretString, VaultError> {
        let base32 = base32().ok_or(VaultError::Cryptography)?;
        let data = Zeroizing::new(base32.encode(self.0.as_ref()));
        let symbols: Zeroizing<Vec<u32>> = Zeroizing::new(data.chars().filter_map(value_of).collect());
        let sum = checksum(&symbols);
        let check = Zeroizing::new(spell(&[sum >> 10 & 31, sum >> 5 & 31, sum & 31]));
        let mut text = Zeroizing::new(String::with_capacity(N_SYMBOLS + N_CHECK + Self::GROUPS));
        for (at, character) in data.chars().chain(check.chars()).enumerate() {
            if at > 0 && at % GROUP == 0 {
                text.push('-');
            }
            text.push(character);
        }
        Ok(SecretString::from(text.as_str()))
    }

    /// Returns whether these are the characters of some groups (numbered from 1), in that order: the proof that the
    /// key was written down.
    pub fn is_confirmed_by(&self, groups: &[usize], typed: &SecretString) -> bool {
        let Ok(printed) = self.print() else { return false };
        // EXPOSE: what was typed is compared with what was printed; only yes or no leaves.
        let (printed, typed) = (printed.expose_secret(), typed.expose_secret());
        let wanted: Option<Vec<&str>> =
            groups.iter().map(|group| printed.split('-').nth(group.checked_sub(1)?)).collect();
        let values = |text: &str| {
            let characters = text.chars().filter(|character| !is_separator(*character));
            characters.map(value_of).collect::<Option<Vec<u32>>>()
        };
        !groups.is_empty()
            && wanted.is_some_and(|wanted| {
                let typed = values(typed);
                typed.is_some() && values(&wanted.concat()) == typed
            })
    }

    /// Derives the key of a recovery slot. 160 random bits need no slow function.
    pub(crate) fn derive(&self, salt: &Hex<16>) -> Result<Key, VaultError> {
        derive(self.0.as_ref(), &salt.0, &[b"source-desk recovery key 1"])
    }
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}')
}

fn value_of(character: char) -> Option<u32> {
    let upper = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.find(upper).and_then(|at| u32::try_from(at).ok())
}

fn spell(values: &[u32]) -> String {
    values.iter().filter_map(|&value| ALPHABET.chars().nth(value as usize)).collect()
}

fn number(values: &[u32]) -> u32 {
    values.iter().fold(0, |number, value| number * 32 + value)
}

fn checksum(values: &[u32]) -> u32 {
    values.iter().fold(0, |sum, value| (sum * 32 + value) % MODULUS)
}

fn base32() -> Option<Encoding> {
    let mut specification = Specification::new();
    specification.symbols.push_str(ALPHABET);
    specification.encoding().ok()
}
