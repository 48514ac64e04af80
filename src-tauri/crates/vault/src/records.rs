//! Making a vault, its ways in, and the secrets in it.

use secrecy::{ExposeSecret, SecretString};

use crate::error::VaultError;
use crate::hex::{Hex, HexBytes, Id};
use crate::key::{Entropy, Key, bind};
use crate::keychain::{Keychain, Reading, keep_new_key};
use crate::passphrase::{self, Cost, check_passphrase};
use crate::recovery_key::RecoveryKey;
use crate::rows::{FORMAT, Header, KeySlot, Place, Records, SealedSecret, SlotKind, Way};
use crate::{seal, slot};

/// An open vault: its data key. Locking a vault is dropping this, which overwrites the key.
///
/// It has no `Debug`, `Display`, `Serialize` or `Clone`.
pub struct Unlocked {
    pub(crate) vault: Id,
    pub(crate) key: Id,
    pub(crate) data: Key,
}

impl Records {
    /// Makes a vault without a way in. It becomes one when two slots were added and the records are stored.
    ///
    /// This is the only place where a first data key is made, and it is for a person's express wish: pass what is
    /// stored now.
    ///
    /// # Errors
    /// [`VaultError::AlreadyThere`] if anything is stored.
    pub fn create(
        stored: Option<&Records>,
        entropy: &mut dyn Entropy,
        now: i64,
    ) -> Result<(Records, Unlocked), VaultError> {
        if stored.is_some() {
            return Err(VaultError::AlreadyThere);
        }
        let unlocked = Unlocked { vault: Id::new(entropy), key: Id::new(entropy), data: Key::new(entropy) };
        let header = Header {
            format: FORMAT,
            vault: unlocked.vault.clone(),
            key: unlocked.key.clone(),
            generation: 0,
            created_at: now,
            retired: Vec::new(),
        };
        Ok((Records { header, slots: Vec::new(), secrets: Vec::new() }, unlocked))
    }

    /// Adds a slot for this computer's keychain. The key is in the keychain when this returns; the records that name it
    /// are still to be stored.
    ///
    /// # Errors
    /// [`VaultError::KeychainUnavailable`], [`VaultError::KeychainUnfaithful`]; then nothing has changed.
    pub fn with_keychain(
        &self,
        unlocked: &Unlocked,
        keychain: &dyn Keychain,
        entropy: &mut dyn Entropy,
        now: i64,
    ) -> Result<Records, VaultError> {
        self.require_current(unlocked)?;
        let id = Id::new(entropy);
        let (item, own) = keep_new_key(keychain, &self.header.vault, &id, entropy)?;
        self.with_slot(unlocked, id, SlotKind::Keychain { item }, &own, entropy, now)
    }

    /// Adds a slot for a passphrase.
    ///
    /// # Errors
    /// [`VaultError::Weak`], [`VaultError::OutOfMemory`].
    pub fn with_passphrase(
        &self,
        unlocked: &Unlocked,
        passphrase: &SecretString,
        cost: Cost,
        entropy: &mut dyn Entropy,
        now: i64,
    ) -> Result<Records, VaultError> {
        self.require_current(unlocked)?;
        check_passphrase(passphrase)?;
        let (id, salt) = (Id::new(entropy), Hex::random(entropy));
        let own = passphrase::derive(passphrase, &salt, cost)?;
        self.with_slot(unlocked, id, SlotKind::Passphrase { salt, cost }, &own, entropy, now)
    }

    /// Adds a slot for a recovery key. Store the records only after the person has confirmed that it is written down
    /// ([`RecoveryKey::is_confirmed_by`]).
    ///
    /// # Errors
    /// [`VaultError::OtherKey`].
    pub fn with_recovery_key(
        &self,
        unlocked: &Unlocked,
        recovery_key: &RecoveryKey,
        entropy: &mut dyn Entropy,
        now: i64,
    ) -> Result<Records, VaultError> {
        self.require_current(unlocked)?;
        let (id, salt) = (Id::new(entropy), Hex::random(entropy));
        let own = recovery_key.derive(&salt)?;
        self.with_slot(unlocked, id, SlotKind::RecoveryKey { salt }, &own, entropy, now)
    }

    /// Takes a slot away. What opened it opens nothing any more, except older copies of these records.
    ///
    /// # Errors
    /// [`VaultError::UnknownSlot`]; [`VaultError::TooFewSlots`] if the vault would no longer be [ready](Records::is_ready).
    pub fn without_slot(&self, unlocked: &Unlocked, id: &Id) -> Result<Records, VaultError> {
        self.require_current(unlocked)?;
        let mut records = self.clone();
        let at = records.slots.iter().position(|slot| slot.id == *id).ok_or(VaultError::UnknownSlot)?;
        if let SlotKind::Keychain { item } = records.slots.remove(at).kind {
            records.header.retired.push(item);
        }
        if !records.is_ready() {
            return Err(VaultError::TooFewSlots);
        }
        records.header.generation += 1;
        Ok(records)
    }

    /// Opens the vault with the key in this computer's keychain. Nothing is ever written.
    ///
    /// # Errors
    /// [`VaultError::KeychainUnavailable`], [`VaultError::KeychainAbsent`], [`VaultError::WrongKey`],
    /// [`VaultError::SlotDamaged`], [`VaultError::NoSlot`]. Another slot may still open the vault.
    pub fn unlock_with_keychain(&self, keychain: &dyn Keychain) -> Result<Unlocked, VaultError> {
        self.unlock(Way::Keychain, |slot| match &slot.kind {
            SlotKind::Keychain { item } => match keychain.read(item) {
                Reading::Found(own) => Ok(own),
                // The vault may have been brought here from another computer, which has a slot of its own.
                Reading::Absent => Err(VaultError::KeychainAbsent),
                Reading::Unavailable(why) => Err(why.into()),
            },
            _ => Err(VaultError::NoSlot { way: Way::Keychain }),
        })
    }

    /// Opens the vault with a passphrase.
    ///
    /// # Errors
    /// [`VaultError::WrongKey`], [`VaultError::SlotDamaged`], [`VaultError::NoSlot`], [`VaultError::OutOfMemory`].
    pub fn unlock_with_passphrase(&self, passphrase: &SecretString) -> Result<Unlocked, VaultError> {
        self.unlock(Way::Passphrase, |slot| match &slot.kind {
            SlotKind::Passphrase { salt, cost } => passphrase::derive(passphrase, salt, *cost),
            _ => Err(VaultError::NoSlot { way: Way::Passphrase }),
        })
    }

    /// Opens the vault with its recovery key.
    ///
    /// # Errors
    /// [`VaultError::WrongKey`], [`VaultError::SlotDamaged`], [`VaultError::NoSlot`].
    pub fn unlock_with_recovery_key(&self, recovery_key: &RecoveryKey) -> Result<Unlocked, VaultError> {
        self.unlock(Way::RecoveryKey, |slot| match &slot.kind {
            SlotKind::RecoveryKey { salt } => recovery_key.derive(salt),
            _ => Err(VaultError::NoSlot { way: Way::RecoveryKey }),
        })
    }

    /// Deletes the keychain items that no slot names any more. To be called once after a start has opened the vault,
    /// which proves that the stored records do open. `None`: there is nothing to store.
    pub fn tidy(&self, unlocked: &Unlocked, keychain: &dyn Keychain) -> Option<Records> {
        self.require_current(unlocked).ok()?;
        let is_named = |item: &String| {
            let is_it =
                |slot: &KeySlot| matches!(&slot.kind, SlotKind::Keychain { item: named } if named == item);
            self.slots.iter().any(is_it)
        };
        let mut records = self.clone();
        records.header.retired.retain(|item| !is_named(item) && keychain.delete(item).is_err());
        if records.header.retired == self.header.retired {
            return None;
        }
        records.header.generation += 1;
        Some(records)
    }

    /// Seals a secret for its place. The row replaces the one that the place has now.
    ///
    /// # Errors
    /// [`VaultError::TooFewSlots`] while the vault is not [ready](Records::is_ready); [`VaultError::Empty`].
    pub fn seal(
        &self,
        unlocked: &Unlocked,
        place: Place,
        secret: &SecretString,
        entropy: &mut dyn Entropy,
        now: i64,
    ) -> Result<SealedSecret, VaultError> {
        self.require_current(unlocked)?;
        if !self.is_ready() {
            return Err(VaultError::TooFewSlots);
        }
        let revision = self.secret(&place).map_or(1, |before| before.revision.saturating_add(1));
        unlocked.seal(place, revision, secret, entropy, now)
    }

    /// Returns whether an open vault is the one that these records are of, with the data key that they have.
    pub fn is_opened_by(&self, unlocked: &Unlocked) -> bool {
        self.require_current(unlocked).is_ok()
    }

    /// Refuses to work on records that this key does not fit.
    pub(crate) fn require_current(&self, unlocked: &Unlocked) -> Result<(), VaultError> {
        self.require_known()?;
        if self.header.vault == unlocked.vault && self.header.key == unlocked.key {
            Ok(())
        } else {
            Err(VaultError::OtherKey)
        }
    }

    fn require_known(&self) -> Result<(), VaultError> {
        match self.header.format {
            FORMAT => Ok(()),
            found => Err(VaultError::Newer { found, known: FORMAT }),
        }
    }

    pub(crate) fn with_slot(
        &self,
        unlocked: &Unlocked,
        id: Id,
        kind: SlotKind,
        own: &Key,
        entropy: &mut dyn Entropy,
        now: i64,
    ) -> Result<Records, VaultError> {
        let mut records = self.clone();
        let slot = slot::wrap(&self.header, id, kind, own, &unlocked.data, entropy, now)?;
        // What was just written opens, or it is not written at all.
        slot::unwrap(&self.header.vault, &slot, own)?;
        records.slots.push(slot);
        records.header.generation += 1;
        Ok(records)
    }

    /// Tries the slots for one way in. If none opens, the error is that of the slot that came closest.
    fn unlock(
        &self,
        way: Way,
        own_key: impl Fn(&KeySlot) -> Result<Key, VaultError>,
    ) -> Result<Unlocked, VaultError> {
        self.require_known()?;
        let mut closest = VaultError::NoSlot { way };
        for slot in self.slots_for(way) {
            let tried = if slot.key != self.header.key || !slot::is_sound(&self.header.vault, slot) {
                Err(VaultError::SlotDamaged { way })
            } else {
                own_key(slot).and_then(|own| slot::unwrap(&self.header.vault, slot, &own))
            };
            match tried {
                Ok(data) => {
                    let Header { vault, key, .. } = self.header.clone();
                    return Ok(Unlocked { vault, key, data });
                }
                Err(error) if closeness(&error) > closeness(&closest) => closest = error,
                Err(_) => {}
            }
        }
        Err(closest)
    }
}

impl Unlocked {
    /// Opens a sealed secret.
    ///
    /// # Errors
    /// [`VaultError::SecretUnreadable`] if one bit of the row is not as it was sealed, or it was sealed elsewhere.
    pub fn open(&self, row: &SealedSecret) -> Result<SecretString, VaultError> {
        let unreadable = || VaultError::SecretUnreadable { place: row.place.clone() };
        let text = seal::open(&self.sealing_key()?, &row.nonce, &self.context(row), &row.sealed.0);
        let text = text.ok_or_else(unreadable)?;
        std::str::from_utf8(&text).map(SecretString::from).map_err(|_| unreadable())
    }

    /// Returns a fingerprint of a secret that was sent to a server, to tell later whether another one is to be sent.
    /// Different for each vault, data key, server and object; the secret cannot be searched for with it, as it could
    /// with a mere hash of 32 hexadecimal digits.
    ///
    /// # Errors
    /// [`VaultError::Cryptography`], which cannot happen.
    pub fn fingerprint(
        &self,
        server: &str,
        object: &str,
        secret: &SecretString,
    ) -> Result<Hex<32>, VaultError> {
        let key = self.data.derive(self.vault.bytes(), &[b"source-desk fingerprint 1"])?;
        // EXPOSE: the secret goes into a keyed hash, from which it cannot be found.
        let secret = secret.expose_secret().as_bytes();
        key.authenticate(&[server.as_bytes(), object.as_bytes(), secret]).map(Hex)
    }

    pub(crate) fn seal(
        &self,
        place: Place,
        revision: u32,
        secret: &SecretString,
        entropy: &mut dyn Entropy,
        now: i64,
    ) -> Result<SealedSecret, VaultError> {
        // EXPOSE: the text is encrypted; its length in characters is kept beside it.
        let text = secret.expose_secret();
        if text.is_empty() {
            return Err(VaultError::Empty);
        }
        let mut row = SealedSecret {
            place,
            key: self.key.clone(),
            revision,
            n_characters: u32::try_from(text.chars().count()).unwrap_or(u32::MAX),
            changed_at: now,
            nonce: Hex::random(entropy),
            sealed: HexBytes(Vec::new()),
        };
        row.sealed =
            HexBytes(seal::seal(&self.sealing_key()?, &row.nonce, &self.context(&row), text.as_bytes())?);
        Ok(row)
    }

    fn sealing_key(&self) -> Result<Key, VaultError> {
        self.data.derive(self.vault.bytes(), &[b"source-desk seal 1"])
    }

    /// What a sealed secret is bound to. The vault and the data key are those that are open, whatever the row says.
    fn context(&self, row: &SealedSecret) -> Vec<u8> {
        bind(&[
            b"source-desk secret 1",
            self.vault.bytes(),
            self.key.bytes(),
            row.key.bytes(),
            row.place.owner.as_bytes(),
            row.place.field.as_bytes(),
            &row.revision.to_be_bytes(),
            &row.n_characters.to_be_bytes(),
            &row.changed_at.to_be_bytes(),
        ])
    }
}

/// Ranks why a slot did not open: what a person can act on best comes first.
fn closeness(error: &VaultError) -> u8 {
    match error {
        VaultError::NoSlot { .. } => 0,
        VaultError::KeychainAbsent => 1,
        VaultError::KeychainUnavailable { .. } => 2,
        VaultError::WrongKey { .. } => 3,
        _ => 4,
    }
}
