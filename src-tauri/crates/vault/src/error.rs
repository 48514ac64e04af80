//! What can go wrong with a vault. No variant holds a secret or a part of one.

use crate::passphrase::WeakPassphrase;
use crate::recovery_key::RecoveryKeyError;
use crate::rows::{Place, Way};

/// What can go wrong with a vault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// There is a vault already; another one would make its secrets unreadable.
    #[error("there is a vault already")]
    AlreadyThere,
    /// The records were written by a newer version.
    #[error("the vault has format {found}; this version knows {known}")]
    Newer {
        /// The format of the records.
        found: u32,
        /// The newest format that this version reads.
        known: u32,
    },
    /// The vault has no slot of this kind.
    #[error("the vault has no slot for this way in: {way:?}")]
    NoSlot {
        /// The way that was tried.
        way: Way,
    },
    /// The system's keychain did not answer, is locked, or refused. Whether it holds the key is not known.
    #[error("the keychain is unavailable: {reason}")]
    KeychainUnavailable {
        /// What the system said.
        reason: String,
    },
    /// The system's keychain answered, and has no key for this vault.
    #[error("the keychain holds no key for this vault")]
    KeychainAbsent,
    /// A key that was just written to the keychain does not come back as it was.
    #[error("the keychain does not give back what it was given")]
    KeychainUnfaithful,
    /// A slot is as it was written, but this is not what opens it.
    #[error("this does not open the vault")]
    WrongKey {
        /// The way that was tried.
        way: Way,
    },
    /// A slot is not as it was written. Another slot may still open the vault.
    #[error("a slot of the vault is damaged")]
    SlotDamaged {
        /// The way that was tried.
        way: Way,
    },
    /// After the change the vault could be opened in fewer than two ways, or only through keychains.
    #[error("the vault needs two slots, one of which is no keychain")]
    TooFewSlots,
    /// There is no slot with this id.
    #[error("there is no such slot")]
    UnknownSlot,
    /// The records belong to another vault, or its data key was renewed elsewhere.
    #[error("the vault was opened with another data key")]
    OtherKey,
    /// A sealed secret does not open: it is damaged, or was taken from another place, time or vault.
    #[error("the secret of {} in {} cannot be opened", place.field, place.owner)]
    SecretUnreadable {
        /// Where it is kept.
        place: Place,
    },
    /// A secret without any characters cannot be kept.
    #[error("a secret needs at least one character")]
    Empty,
    /// A passphrase would be guessed too soon.
    #[error("the passphrase is too weak")]
    Weak(#[from] WeakPassphrase),
    /// What was typed is no recovery key.
    #[error("this is no recovery key")]
    NotARecoveryKey(#[from] RecoveryKeyError),
    /// What a passphrase costs is outside of what this version accepts.
    #[error("the passphrase's cost is out of bounds: {memory_kib} KiB, {passes} passes, {lanes} lanes")]
    CostOutOfBounds {
        /// Memory in KiB.
        memory_kib: u32,
        /// Passes over that memory.
        passes: u32,
        /// Lanes.
        lanes: u32,
    },
    /// There is not enough memory to try a passphrase.
    #[error("there are not {memory_kib} KiB of memory to try the passphrase with")]
    OutOfMemory {
        /// How much is needed, in KiB.
        memory_kib: u32,
    },
    /// A cryptographic function refused its input. Its inputs are ours, so that is a mistake of ours.
    #[error("a cryptographic function refused its input")]
    Cryptography,
}
