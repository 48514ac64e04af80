//! A new data key for everything, for the day when the old one may be known to somebody.

use secrecy::SecretString;

use crate::error::VaultError;
use crate::hex::Id;
use crate::key::{Entropy, Key};
use crate::keychain::Keychain;
use crate::passphrase::Cost;
use crate::records::Unlocked;
use crate::recovery_key::RecoveryKey;
use crate::rows::{Header, Records, SlotKind, Way};

/// The ways in that a vault has after a rotation, beside a new recovery key. Others cannot be carried over, because
/// what opens them is not at hand: the keychains of other computers, passphrases that are not typed.
#[derive(Default)]
pub struct Keep<'a> {
    /// This computer's keychain gets a new item.
    pub keychain: Option<&'a dyn Keychain>,
    /// The passphrase, and what trying it costs from now on. If there is a passphrase slot, it must open it.
    pub passphrase: Option<(&'a SecretString, Cost)>,
}

/// What a rotation makes.
pub struct Rotated {
    /// To be stored in one transaction, after the recovery key was confirmed. Until then the old records are in force.
    pub records: Records,
    /// The open vault, once the records are stored.
    pub unlocked: Unlocked,
    /// The new recovery key. The old one opens nothing of the new records.
    pub recovery_key: RecoveryKey,
}

impl Records {
    /// Seals every secret anew with a new data key, behind new slots. Nothing is lost if the program ends before the
    /// records are stored; at worst a keychain item remains that opens nothing.
    ///
    /// # Errors
    /// [`VaultError::SecretUnreadable`] if a secret does not open: forget it first. [`VaultError::WrongKey`] for a
    /// mistyped passphrase. [`VaultError::TooFewSlots`] if nothing is kept. Those of the slots. Nothing has changed then.
    pub fn rotate(
        &self,
        unlocked: &Unlocked,
        keep: &Keep<'_>,
        entropy: &mut dyn Entropy,
        now: i64,
    ) -> Result<Rotated, VaultError> {
        self.require_current(unlocked)?;
        if keep.keychain.is_none() && keep.passphrase.is_none() {
            return Err(VaultError::TooFewSlots);
        }
        if let Some((passphrase, _)) = keep.passphrase
            && self.slots_for(Way::Passphrase).next().is_some()
        {
            self.unlock_with_passphrase(passphrase)?;
        }
        let new =
            Unlocked { vault: self.header.vault.clone(), key: Id::new(entropy), data: Key::new(entropy) };
        let secrets = self.secrets.iter().map(|row| {
            let secret = unlocked.open(row)?;
            // When a secret was set, and how often, is about the secret and not about the key.
            let row = new.seal(row.place.clone(), row.revision, &secret, entropy, row.changed_at)?;
            new.open(&row)?;
            Ok(row)
        });
        let secrets = secrets.collect::<Result<Vec<_>, VaultError>>()?;
        let mut retired = self.header.retired.clone();
        retired.extend(self.slots.iter().filter_map(|slot| match &slot.kind {
            SlotKind::Keychain { item } => Some(item.clone()),
            SlotKind::Passphrase { .. } | SlotKind::RecoveryKey { .. } => None,
        }));
        let header = Header { key: new.key.clone(), retired, ..self.header.clone() };
        let mut records = Records { header, slots: Vec::new(), secrets };
        let recovery_key = RecoveryKey::new(entropy);
        records = records.with_recovery_key(&new, &recovery_key, entropy, now)?;
        if let Some((passphrase, cost)) = keep.passphrase {
            records = records.with_passphrase(&new, passphrase, cost, entropy, now)?;
        }
        // Last, because it alone leaves a trace outside of the records.
        if let Some(keychain) = keep.keychain {
            records = records.with_keychain(&new, keychain, entropy, now)?;
        }
        records.header.generation = self.header.generation + 1;
        Ok(Rotated { records, unlocked: new, recovery_key })
    }
}
