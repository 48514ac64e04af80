//! What goes wrong with a vault, in codes that have words.

use desk_vault::{RecoveryKeyError, VaultError, Way, WeakPassphrase};

use crate::problem::Problem;

impl From<VaultError> for Problem {
    fn from(error: VaultError) -> Problem {
        use VaultError as E;
        match error {
            E::AlreadyThere => Problem::new("vault-exists"),
            E::Newer { found, known } => {
                Problem::new("vault-newer").with("found", found.to_string()).with("known", known.to_string())
            }
            E::NoSlot { way } => Problem::about("vault-no-slot", name(way)),
            E::KeychainUnavailable { reason } => {
                Problem::new("vault-keychain-unavailable").detailed(reason).retryable()
            }
            E::KeychainAbsent => Problem::new("vault-keychain-absent"),
            E::KeychainUnfaithful => Problem::new("vault-keychain-unfaithful"),
            E::WrongKey { way: Way::Keychain } => Problem::new("vault-keychain-wrong"),
            E::WrongKey { way } => Problem::about("vault-wrong-key", name(way)),
            E::SlotDamaged { way } => Problem::about("vault-slot-damaged", name(way)),
            E::TooFewSlots => Problem::new("vault-too-few-slots"),
            E::UnknownSlot => Problem::new("vault-unknown-slot"),
            E::OtherKey => Problem::new("vault-other-key"),
            E::SecretUnreadable { place } => {
                Problem::about("secret-unreadable", place.field).detailed(place.owner)
            }
            E::Empty => Problem::new("secret-empty"),
            E::Weak(WeakPassphrase::Short { counted, wanted }) => Problem::new("vault-passphrase-short")
                .with("counted", counted.to_string())
                .with("wanted", wanted.to_string()),
            E::Weak(WeakPassphrase::Repetitive { distinct }) => {
                Problem::new("vault-passphrase-repetitive").with("distinct", distinct.to_string())
            }
            E::NotARecoveryKey(RecoveryKeyError::Length { found, wanted }) => {
                Problem::new("vault-recovery-key-length")
                    .with("found", found.to_string())
                    .with("wanted", wanted.to_string())
            }
            E::NotARecoveryKey(RecoveryKeyError::Character { group }) => {
                Problem::new("vault-recovery-key-character").with("group", group.to_string())
            }
            E::NotARecoveryKey(RecoveryKeyError::Checksum) => Problem::new("vault-recovery-key-checksum"),
            E::CostOutOfBounds { memory_kib, passes, lanes } => Problem::new("vault-slot-damaged")
                .detailed(format!("{memory_kib} KiB, {passes} passes, {lanes} lanes")),
            E::OutOfMemory { memory_kib } => {
                Problem::new("vault-out-of-memory").with("mebibytes", (memory_kib / 1024).to_string())
            }
            E::Cryptography => Problem::new("internal").detailed("a cipher refused its input"),
        }
    }
}

/// Returns the name of a way in, as the messages and `--json` have it.
pub(crate) fn name(way: Way) -> &'static str {
    match way {
        Way::Keychain => "keychain",
        Way::Passphrase => "passphrase",
        Way::RecoveryKey => "recovery-key",
    }
}
