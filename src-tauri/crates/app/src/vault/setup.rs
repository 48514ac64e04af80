//! What ends with a recovery key that a person has written down: a new vault, a new recovery key, a new data key.
//!
//! Nothing is stored before two groups of the key were typed back.

use desk_vault::{Cost, Event, Keep, Records, RecoveryKey, Rotated, Way};
use desk_vault::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::rows::{Loaded, Which};
use super::{VaultView, secret_string};
use crate::desk::{Desk, lock};
use crate::problem::Problem;
use desk_model::Secret;

/// What is to be set up.
pub enum SetupKind {
    /// A vault where there is none. Its ways in are a new recovery key and at least one of the two.
    New {
        /// This computer's keychain.
        keychain: bool,
        /// A passphrase.
        passphrase: Option<Secret>,
    },
    /// A new recovery key in place of the old one. Needs an open vault.
    RecoveryKey,
    /// A new data key, with which every secret is sealed anew. Needs an open vault. Other ways in than these and the new
    /// recovery key open nothing any more.
    Renew {
        /// This computer's keychain.
        keychain: bool,
        /// The passphrase.
        passphrase: Option<Secret>,
    },
}

/// A recovery key to write down, and what to type back. The key is secret: it is shown once and in no log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SetupView {
    /// The recovery key: seven groups with hyphens.
    pub recovery_key: String,
    /// The groups to type back, numbered from 1.
    pub groups: Vec<u32>,
}

/// What waits for the confirmation of its recovery key.
pub(crate) struct Setup {
    groups: Vec<usize>,
    waiting: Waiting,
}

enum Waiting {
    New { recovery_key: RecoveryKey, keychain: bool, passphrase: Option<SecretString> },
    RecoveryKey { recovery_key: RecoveryKey },
    // Boxed because it is much larger than the others.
    Renew(Box<(Rotated, Loaded, Way)>),
}

impl Waiting {
    fn recovery_key(&self) -> &RecoveryKey {
        match self {
            Waiting::New { recovery_key, .. } | Waiting::RecoveryKey { recovery_key } => recovery_key,
            Waiting::Renew(renewed) => &renewed.0.recovery_key,
        }
    }
}

impl Desk {
    /// Makes a recovery key and tells it. What was under way before is dropped. Nothing is stored yet.
    pub fn begin_setup(&self, kind: SetupKind) -> Result<SetupView, Problem> {
        self.cancel_setup();
        let mut entropy = self.entropy();
        let waiting = match kind {
            SetupKind::New { keychain, passphrase } => {
                if self.load_vault(Which::None)?.is_some() {
                    return Err(Problem::new("vault-exists"));
                }
                if !keychain && passphrase.is_none() {
                    return Err(Problem::new("vault-too-few-slots"));
                }
                let passphrase = passphrase.as_ref().map(secret_string);
                if let Some(passphrase) = &passphrase {
                    desk_vault::check_passphrase(passphrase).map_err(desk_vault::VaultError::from)?;
                }
                let recovery_key = RecoveryKey::new(&mut entropy);
                Waiting::New { recovery_key, keychain, passphrase }
            }
            SetupKind::RecoveryKey => {
                self.change_vault(&Which::None, |_, _| Ok(()))?;
                Waiting::RecoveryKey { recovery_key: RecoveryKey::new(&mut entropy) }
            }
            SetupKind::Renew { keychain, passphrase } => {
                Waiting::Renew(Box::new(self.renew(keychain, passphrase.as_ref())?))
            }
        };
        let groups = self.two_groups();
        let printed = waiting.recovery_key().print()?;
        let view = SetupView {
            // EXPOSE: the person writes it down; it is shown this once.
            recovery_key: printed.expose_secret().to_owned(),
            groups: groups.iter().filter_map(|group| u32::try_from(*group).ok()).collect(),
        };
        lock(&self.vault).setup = Some(Setup { groups, waiting });
        Ok(view)
    }

    /// Stores what was begun, now that the recovery key was written down: `typed` are the groups that were asked for.
    /// If they are wrong, or something fails, it can be tried again.
    pub fn confirm_setup(&self, typed: &Secret) -> Result<VaultView, Problem> {
        self.hear(Event::Activity);
        let Some(setup) = lock(&self.vault).setup.take() else {
            return Err(Problem::new("vault-setup-gone"));
        };
        let done = if setup.waiting.recovery_key().is_confirmed_by(&setup.groups, &secret_string(typed)) {
            self.store(&setup.waiting)
        } else {
            Err(Problem::new("vault-not-confirmed"))
        };
        match done {
            Ok(()) => {
                // The old data key is replaced only now that the new one is stored.
                if let Waiting::Renew(renewed) = setup.waiting {
                    let (Rotated { unlocked, .. }, _, way) = *renewed;
                    self.has_opened(unlocked, way);
                }
                self.view_vault()
            }
            Err(problem) => {
                lock(&self.vault).setup = Some(setup);
                Err(problem)
            }
        }
    }

    /// Drops what was begun. The vault is as it was.
    pub fn cancel_setup(&self) {
        let setup = lock(&self.vault).setup.take();
        // A renewal has written a keychain item of its own by now, which opens nothing that is stored.
        if let Some(Setup { waiting: Waiting::Renew(renewed), .. }) = setup {
            self.delete_items(&renewed.0.records, Some(&renewed.1.records));
        }
    }

    fn store(&self, waiting: &Waiting) -> Result<(), Problem> {
        match waiting {
            Waiting::New { recovery_key, keychain, passphrase } => {
                self.store_new(recovery_key, *keychain, passphrase.as_ref())
            }
            Waiting::RecoveryKey { recovery_key } => {
                self.replace_slots(Way::RecoveryKey, |loaded, unlocked| {
                    let (now, mut entropy) = (self.host.now(), self.entropy());
                    Ok(loaded.records.with_recovery_key(unlocked, recovery_key, &mut entropy, now)?)
                })
            }
            Waiting::Renew(renewed) => {
                let (rotated, before, _) = &**renewed;
                self.write_renewed_vault(before, &rotated.records)
            }
        }
    }

    fn store_new(
        &self,
        recovery_key: &RecoveryKey,
        with_keychain: bool,
        passphrase: Option<&SecretString>,
    ) -> Result<(), Problem> {
        let (now, mut entropy) = (self.host.now(), self.entropy());
        let stored = self.load_vault(Which::None)?;
        let (mut records, unlocked) =
            Records::create(stored.as_ref().map(|loaded| &loaded.records), &mut entropy, now)?;
        records = records.with_recovery_key(&unlocked, recovery_key, &mut entropy, now)?;
        if let Some(passphrase) = passphrase {
            let cost = self.host.passphrase_cost();
            records = records.with_passphrase(&unlocked, passphrase, cost, &mut entropy, now)?;
        }
        // Last, because it alone leaves a trace outside of the records.
        if with_keychain {
            let keychain = self.host.keychain();
            records = records.with_keychain(&unlocked, keychain.as_ref(), &mut entropy, now)?;
        }
        if let Err(problem) = self.write_first_vault(&records) {
            self.delete_items(&records, None);
            return Err(problem);
        }
        self.has_opened(unlocked, if with_keychain { Way::Keychain } else { Way::Passphrase });
        Ok(())
    }

    fn renew(&self, keychain: bool, passphrase: Option<&Secret>) -> Result<(Rotated, Loaded, Way), Problem> {
        let passphrase = passphrase.map(secret_string);
        let cost = if passphrase.is_some() { self.host.passphrase_cost() } else { Cost::USUAL };
        let at_hand = self.host.keychain();
        let (now, mut entropy) = (self.host.now(), self.entropy());
        let rotated = self.change_vault(&Which::All, |loaded, unlocked| {
            if loaded.n_odd_secrets() > 0 {
                return Err(Problem::about("secret-unreadable", "?"));
            }
            let keep = Keep {
                keychain: keychain.then_some(at_hand.as_ref()),
                passphrase: passphrase.as_ref().map(|passphrase| (passphrase, cost)),
            };
            Ok(loaded.records.rotate(unlocked, &keep, &mut entropy, now)?)
        })?;
        // Read after the rotation: it must be what the rotation started from, or the write refuses it.
        let loaded = self.load_vault(Which::All)?.ok_or_else(|| Problem::new("vault-none"))?;
        if rotated.records.header.generation != loaded.records.header.generation + 1
            || rotated.records.secrets.len() != loaded.records.secrets.len()
        {
            self.delete_items(&rotated.records, Some(&loaded.records));
            return Err(Problem::new("vault-changed").retryable());
        }
        Ok((rotated, loaded, if keychain { Way::Keychain } else { Way::Passphrase }))
    }

    /// Deletes the keychain items of records that were never stored, but not those that other records name. An item that
    /// cannot be deleted stays, and opens nothing.
    fn delete_items(&self, unstored: &Records, stored: Option<&Records>) {
        let keychain = self.host.keychain();
        for item in unstored.keychain_items() {
            if !stored.is_some_and(|stored| stored.keychain_items().any(|named| named == item)) {
                let _ = keychain.delete(item);
            }
        }
    }

    fn two_groups(&self) -> Vec<usize> {
        let [one, other] = self.random::<2>().map(usize::from);
        let first = one % RecoveryKey::GROUPS;
        let second = (first + 1 + other % (RecoveryKey::GROUPS - 1)) % RecoveryKey::GROUPS;
        let mut groups = vec![first + 1, second + 1];
        groups.sort_unstable();
        groups
    }
}
