//! The ways into an open vault: added, replaced, taken away.

use desk_vault::{Event, Id, Records, Unlocked, Way};

use super::rows::{Loaded, Which};
use super::{VaultView, secret_string};
use crate::desk::Desk;
use crate::problem::Problem;
use desk_model::Secret;

impl Desk {
    /// Gives the vault a passphrase, in place of the one that it has.
    pub fn set_passphrase(&self, passphrase: &Secret) -> Result<VaultView, Problem> {
        self.hear(Event::Activity);
        let passphrase = secret_string(passphrase);
        desk_vault::check_passphrase(&passphrase).map_err(desk_vault::VaultError::from)?;
        let cost = self.host.passphrase_cost();
        self.replace_slots(Way::Passphrase, |loaded, unlocked| {
            let (now, mut entropy) = (self.host.now(), self.entropy());
            Ok(loaded.records.with_passphrase(unlocked, &passphrase, cost, &mut entropy, now)?)
        })?;
        self.view_vault()
    }

    /// Adds a slot for this computer's keychain. Those of other computers stay.
    pub fn add_keychain(&self) -> Result<VaultView, Problem> {
        self.hear(Event::Activity);
        let keychain = self.host.keychain();
        self.change_vault(&Which::None, |loaded, unlocked| {
            let (now, mut entropy) = (self.host.now(), self.entropy());
            // An item of this computer that still opens the vault is replaced, so that they do not pile up.
            let is_here = |item: &str| matches!(keychain.read(item), desk_vault::Reading::Found(_));
            let old: Vec<Id> = loaded
                .records
                .slots_for(Way::Keychain)
                .filter(|slot| slot.kind.item().is_some_and(is_here))
                .map(|slot| slot.id.clone())
                .collect();
            let mut records = loaded.records.with_keychain(unlocked, keychain.as_ref(), &mut entropy, now)?;
            for id in old {
                records = records.without_slot(unlocked, &id)?;
            }
            self.write_vault(loaded, &records)
        })?;
        self.view_vault()
    }

    /// Takes a way in away.
    pub fn remove_slot(&self, id: &str) -> Result<VaultView, Problem> {
        self.hear(Event::Activity);
        let id = Id::parse(id).ok_or_else(|| Problem::new("vault-unknown-slot"))?;
        self.change_vault(&Which::None, |loaded, unlocked| {
            let records = loaded.records.without_slot(unlocked, &id)?;
            self.write_vault(loaded, &records)
        })?;
        self.view_vault()
    }

    /// Adds a slot and takes away the others of its way in, in one step.
    pub(super) fn replace_slots(
        &self,
        way: Way,
        add: impl Fn(&Loaded, &Unlocked) -> Result<Records, Problem>,
    ) -> Result<(), Problem> {
        self.change_vault(&Which::None, |loaded, unlocked| {
            let old: Vec<Id> = loaded.records.slots_for(way).map(|slot| slot.id.clone()).collect();
            let mut records = add(loaded, unlocked)?;
            for id in old {
                records = records.without_slot(unlocked, &id)?;
            }
            self.write_vault(loaded, &records)
        })
    }
}
