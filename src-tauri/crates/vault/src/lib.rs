//! Seals secrets and opens them again.
//!
//! A vault has one data key, made once. It seals each secret on its own, bound to its place, so that a sealed secret
//! opens nowhere else. The data key itself is never kept: it is wrapped in *slots*, each of which opens with something
//! that a person or this computer has: the system's keychain, a passphrase, a printed recovery key. So a way in can be
//! added, replaced or revoked without touching a secret, and a vault survives the loss of any one of them. The shape
//! is that of LUKS key slots; the reasons are in docs/decisions/0009.
//!
//! [`Records`] are the rows of a vault, and plain data. Every change returns new records, which the caller writes in
//! one transaction, on condition that [`Header::generation`] is still the one that it read. Nothing is lost if the
//! program ends between any two steps: a new keychain item gets a name of its own, is read back, and only then do
//! records name it; the old item is deleted after a later start has opened the vault ([`Records::tidy`]).
//!
//! What is protected: secrets, against whoever gets the data folder, a backup or a synchronised copy. What is not:
//! names, slugs, hosts, client ids and mapping code, which are not sealed; and anything at all against a program that
//! runs as the same person while the vault is open. A whole set of records from the past (an old backup) opens, as it must.
//!
//! Deliberately not here: a database, files, words for people, clocks, randomness (the last two are arguments), a
//! clipboard, and `desk_model`: secrets come and go as `secrecy` values. Only [`SystemKeychain`] touches the world.

mod auto_lock;
mod error;
mod hex;
mod key;
mod keychain;
mod passphrase;
mod portable;
mod records;
mod recovery_key;
mod rotation;
mod rows;
mod seal;
mod slot;
mod system_keychain;
#[cfg(test)]
mod tests;

pub use auto_lock::{AutoLock, Event, LockReason, Moment};
pub use error::VaultError;
pub use hex::{Hex, HexBytes, Id};
pub use key::{Entropy, Key};
pub use keychain::{Keychain, KeychainUnavailable, Reading};
pub use passphrase::{Cost, WeakPassphrase, check_passphrase};
pub use portable::{
    Identities, MOST_WORK_FACTOR, Opener, PortableError, Protection, Recipient, WORK_FACTOR, Wants, digest,
    open_portable, portable_wants, seal_portable,
};
pub use records::Unlocked;
pub use recovery_key::{RecoveryKey, RecoveryKeyError};
pub use rotation::{Keep, Rotated};
pub use rows::{Header, KeySlot, Place, Records, SealedSecret, SlotKind, Way};
pub use system_keychain::SystemKeychain;

pub use secrecy::{ExposeSecret, SecretString};
