//! What a vault asks of a keychain. Three answers, and the third is no answer.

use crate::error::VaultError;
use crate::hex::Id;
use crate::key::{Entropy, Key};

/// The system's keychain, or a stand-in for it in a test.
pub trait Keychain: Send + Sync {
    /// Reads the key of an item.
    fn read(&self, item: &str) -> Reading;

    /// Writes a key as an item.
    ///
    /// # Errors
    /// [`KeychainUnavailable`]; whether something was written is then not known.
    fn write(&self, item: &str, key: &Key) -> Result<(), KeychainUnavailable>;

    /// Deletes an item; one that is not there is as good as deleted.
    ///
    /// # Errors
    /// [`KeychainUnavailable`]; whether it was deleted is then not known.
    fn delete(&self, item: &str) -> Result<(), KeychainUnavailable>;
}

/// What a keychain says when it is asked for an item.
pub enum Reading {
    /// The key.
    Found(Key),
    /// The keychain answered, and there is no such item.
    Absent,
    /// It did not answer, is locked, or refused. Nothing follows from that about the item.
    Unavailable(KeychainUnavailable),
}

/// Why a keychain cannot be used now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct KeychainUnavailable {
    /// What the system said, without any content.
    pub reason: String,
}

impl From<KeychainUnavailable> for VaultError {
    fn from(KeychainUnavailable { reason }: KeychainUnavailable) -> VaultError {
        VaultError::KeychainUnavailable { reason }
    }
}

/// Writes a new key under a name that was never used, and reads it back. Nothing that exists is overwritten.
///
/// If the program ends before the item's name is in the records, the item stays behind. It opens nothing.
pub(crate) fn keep_new_key(
    keychain: &dyn Keychain,
    vault: &Id,
    slot: &Id,
    entropy: &mut dyn Entropy,
) -> Result<(String, Key), VaultError> {
    let item = format!("vault {} slot {}", vault.text(), slot.text());
    match keychain.read(&item) {
        Reading::Absent => {}
        // A name that was drawn from 128 random bits is taken: this keychain answers anything.
        Reading::Found(_) => return Err(VaultError::KeychainUnfaithful),
        Reading::Unavailable(why) => return Err(why.into()),
    }
    let key = Key::new(entropy);
    let written =
        keychain.write(&item, &key).map_err(VaultError::from).and_then(|()| match keychain.read(&item) {
            Reading::Found(found) if found.bytes() == key.bytes() => Ok(()),
            Reading::Found(_) | Reading::Absent => Err(VaultError::KeychainUnfaithful),
            Reading::Unavailable(why) => Err(why.into()),
        });
    match written {
        Ok(()) => Ok((item, key)),
        Err(error) => {
            // What may have been written is of no use. If it cannot be deleted either, it opens nothing.
            let _ = keychain.delete(&item);
            Err(error)
        }
    }
}
