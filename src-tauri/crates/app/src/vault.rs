//! The vault: whether it is open, what opens it, and when it locks itself.
//!
//! Its rows lie in the store; what is read of them is read anew for each use, because another program may change them.
//! While the vault is open, [`Desk`] holds its data key and nothing else of it. A failed read, of the keychain above all,
//! never makes a key: only [`Desk::begin_setup`] does, on an express wish and only where there is no vault.

mod problem;
pub(crate) mod rows;
mod setup;
mod slots;
mod views;

use std::sync::Arc;
use std::time::Duration;

use desk_vault::SecretString;
use desk_vault::{
    AutoLock, Event, LockReason, Moment, Reading, Records, RecoveryKey, Unlocked, VaultError, Way,
};

use crate::clipboard::When;
use crate::desk::{Desk, lock};
use crate::problem::Problem;
use desk_model::Secret;

pub(crate) use setup::Setup;
pub use setup::{SetupKind, SetupView};
pub use views::{SlotView, SlotWay, VaultState, VaultView};

/// How often an action is tried again when another program changed the vault meanwhile.
const ATTEMPTS: u32 = 8;

/// What a desk knows of its vault, apart from the rows.
#[derive(Default)]
pub(crate) struct VaultAtHand {
    open: Option<Open>,
    /// Whether the keychain was asked by itself, which happens once: after a lock the person decides.
    asked_keychain: bool,
    /// Why it was locked last.
    locked_because: Option<LockReason>,
    /// Why the keychain did not open it at the start.
    keychain_said: Option<Problem>,
    pub(crate) setup: Option<Setup>,
}

struct Open {
    unlocked: Unlocked,
    way: Way,
    auto_lock: AutoLock,
}

impl Desk {
    /// Returns how the vault is. The first call asks the keychain, if there is a slot for one.
    pub fn vault(&self) -> Result<VaultView, Problem> {
        self.ask_keychain_once()?;
        self.view_vault()
    }

    /// Returns how the vault is, without asking anybody for a key.
    pub fn view_vault(&self) -> Result<VaultView, Problem> {
        let loaded = self.load_vault(rows::Which::All)?;
        let at_hand = lock(&self.vault);
        Ok(VaultView::of(loaded.as_ref(), &at_hand, self.auto_lock_minutes()))
    }

    /// Returns whether this computer has a keychain that answers.
    pub fn keychain_answers(&self) -> bool {
        !matches!(self.host.keychain().read("is anybody there"), Reading::Unavailable(_))
    }

    /// Opens the vault with the key in this computer's keychain.
    pub fn unlock_with_keychain(&self) -> Result<VaultView, Problem> {
        let keychain = self.host.keychain();
        self.unlock(Way::Keychain, |records| records.unlock_with_keychain(keychain.as_ref()))
    }

    /// Opens the vault with its passphrase.
    pub fn unlock_with_passphrase(&self, passphrase: &Secret) -> Result<VaultView, Problem> {
        let passphrase = secret_string(passphrase);
        self.unlock(Way::Passphrase, |records| records.unlock_with_passphrase(&passphrase))
    }

    /// Opens the vault with its recovery key, as a person typed it.
    pub fn unlock_with_recovery_key(&self, typed: &Secret) -> Result<VaultView, Problem> {
        let recovery_key = RecoveryKey::parse(&secret_string(typed)).map_err(VaultError::from)?;
        self.unlock(Way::RecoveryKey, |records| records.unlock_with_recovery_key(&recovery_key))
    }

    /// Opens the vault for a program that runs one command: with the passphrase if one is given, else with the keychain.
    /// Returns whether there is a vault.
    pub fn open_vault(&self, passphrase: Option<&Secret>) -> Result<bool, Problem> {
        let Some(loaded) = self.load_vault(rows::Which::None)? else { return Ok(false) };
        if lock(&self.vault).open.is_some() {
            return Ok(true);
        }
        let has_passphrase = loaded.records.slots_for(Way::Passphrase).next().is_some();
        match passphrase {
            Some(passphrase) if has_passphrase => self.unlock_with_passphrase(passphrase)?,
            _ => self.unlock_with_keychain()?,
        };
        Ok(true)
    }

    /// Locks the vault at the person's wish. The key and every secret in memory are overwritten.
    pub fn lock_vault(&self) -> Result<VaultView, Problem> {
        self.hear(Event::Asked);
        self.view_vault()
    }

    /// Gives up a vault that nothing opens any more, with every secret in it; the drafts stay. A backup is made first, in
    /// case the way in is found after all.
    pub fn discard_vault(&self) -> Result<VaultView, Problem> {
        self.with_store(|store| store.backup(None))?;
        self.lock_because(LockReason::Asked);
        if !self.with_store(|store| store.discard_vault())? {
            return Err(Problem::new("vault-none"));
        }
        self.view_vault()
    }

    /// Hears that the person is active, or that time passed, that the computer sleeps, that the program ends; locks the
    /// vault when it is time, and clears the clipboard when that is due.
    pub fn hear(&self, event: Event) {
        let moment = self.moment();
        let reason = lock(&self.vault).open.as_mut().and_then(|open| open.auto_lock.hear(event, moment));
        if let Some(reason) = reason {
            self.lock_because(reason);
        }
        let goes_on = reason.is_none() && matches!(event, Event::Activity | Event::Tick);
        self.clear_clipboard(if goes_on { When::Due } else { When::Now });
    }

    /// Chooses after how many minutes without activity the vault locks: 1 to 60.
    pub fn set_auto_lock(&self, minutes: u32) -> Result<VaultView, Problem> {
        let minutes = minutes.clamp(1, 60);
        self.change_settings(|settings| settings.auto_lock_minutes = Some(minutes))?;
        let moment = self.moment();
        if let Some(open) = lock(&self.vault).open.as_mut() {
            open.auto_lock = AutoLock::new(in_minutes(minutes), moment);
        }
        self.view_vault()
    }

    /// Does something with the open vault. `Ok(None)`: there is no vault, or it is locked.
    pub(crate) fn with_open_vault<T>(&self, work: impl FnOnce(&Unlocked) -> T) -> Option<T> {
        lock(&self.vault).open.as_ref().map(|open| work(&open.unlocked))
    }

    /// Requires an open vault and does something with it and its rows; tries again if another program changed them.
    pub(crate) fn change_vault<T>(
        &self,
        which: &rows::Which<'_>,
        mut change: impl FnMut(&rows::Loaded, &Unlocked) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let mut n_tries = 0;
        loop {
            let loaded = self.load_vault(*which)?.ok_or_else(|| Problem::new("vault-none"))?;
            let changed = {
                let at_hand = lock(&self.vault);
                let open = at_hand.open.as_ref().ok_or_else(|| Problem::new("vault-locked"))?;
                change(&loaded, &open.unlocked)
            };
            n_tries += 1;
            match changed {
                Err(problem) if problem.code == "vault-changed" && n_tries < ATTEMPTS => {}
                Err(problem) if problem.code == "vault-other-key" => {
                    // Another program renewed the data key, so this one opens nothing any more.
                    self.lock_because(LockReason::Asked);
                    return Err(problem);
                }
                changed => return changed,
            }
        }
    }

    pub(crate) fn entropy(&self) -> impl FnMut(&mut [u8]) + use<> {
        let host = Arc::clone(&self.host);
        move |buffer: &mut [u8]| host.fill_random(buffer)
    }

    fn unlock(
        &self,
        way: Way,
        open: impl FnOnce(&Records) -> Result<Unlocked, VaultError>,
    ) -> Result<VaultView, Problem> {
        let loaded = self.load_vault(rows::Which::None)?.ok_or_else(|| Problem::new("vault-none"))?;
        let unlocked = open(&loaded.records)?;
        self.has_opened(unlocked, way);
        self.tidy_keychain(&loaded);
        self.view_vault()
    }

    /// Holds the key from now on, and seals what was only in memory until now.
    pub(crate) fn has_opened(&self, unlocked: Unlocked, way: Way) {
        let auto_lock = AutoLock::new(in_minutes(self.auto_lock_minutes()), self.moment());
        let mut at_hand = lock(&self.vault);
        at_hand.open = Some(Open { unlocked, way, auto_lock });
        at_hand.locked_because = None;
        at_hand.keychain_said = None;
        drop(at_hand);
        self.seal_what_is_in_memory();
    }

    /// The proof that the stored records open is the time to delete what an earlier change left in the keychain. If that
    /// fails it is tried at the next opening.
    fn tidy_keychain(&self, loaded: &rows::Loaded) {
        let keychain = self.host.keychain();
        let tidied =
            self.with_open_vault(|unlocked| loaded.records.tidy(unlocked, keychain.as_ref())).flatten();
        if let Some(records) = tidied {
            let _ = self.write_vault(loaded, &records);
        }
    }

    fn ask_keychain_once(&self) -> Result<(), Problem> {
        {
            let mut at_hand = lock(&self.vault);
            if at_hand.asked_keychain || at_hand.open.is_some() {
                return Ok(());
            }
            at_hand.asked_keychain = true;
        }
        let loaded = self.load_vault(rows::Which::None)?;
        let has_slot = loaded.is_some_and(|loaded| loaded.records.slots_for(Way::Keychain).next().is_some());
        if has_slot && let Err(problem) = self.unlock_with_keychain() {
            lock(&self.vault).keychain_said = Some(problem);
        }
        Ok(())
    }

    /// After another database took the place of the one that was there: a key that does not fit its vault is dropped, and
    /// the keychain is asked again.
    pub(crate) fn vault_may_be_another(&self) {
        // Without a key there is nothing to compare, and the database stays closed until somebody needs it.
        let has_key = lock(&self.vault).open.is_some();
        let opens = |loaded: &rows::Loaded, unlocked: &Unlocked| Ok(loaded.records.is_opened_by(unlocked));
        if has_key && self.change_vault(&rows::Which::None, opens).is_ok_and(|fits| fits) {
            return;
        }
        let mut at_hand = lock(&self.vault);
        at_hand.open = None;
        at_hand.setup = None;
        at_hand.asked_keychain = false;
    }

    fn lock_because(&self, reason: LockReason) {
        let mut at_hand = lock(&self.vault);
        // Dropping the key overwrites it; a setup that was under way holds another one.
        at_hand.open = None;
        at_hand.setup = None;
        at_hand.locked_because = Some(reason);
        // After a lock the person says what opens it again.
        at_hand.asked_keychain = true;
        drop(at_hand);
        self.clear_clipboard(When::Now);
    }

    /// Says how the vault is, in one sentence for `doctor`.
    pub(crate) fn vault_in_words(&self, vault: &VaultView) -> String {
        let id = match vault.state {
            VaultState::None => "doctor-secrets-memory",
            VaultState::Locked | VaultState::Open => "doctor-secrets-vault",
        };
        let numbers = [
            ("secrets", vault.n_secrets.to_string()),
            ("slots", vault.slots.len().to_string()),
            ("damaged", (vault.n_odd_slots + vault.n_unreadable).to_string()),
        ];
        let numbers = numbers.each_ref().map(|(name, number)| (*name, number.as_str()));
        crate::words::any_with(self.locale(), id, &numbers)
    }

    fn auto_lock_minutes(&self) -> u32 {
        let usual = u32::try_from(AutoLock::USUAL.as_secs() / 60).unwrap_or(15);
        self.settings().auto_lock_minutes.unwrap_or(usual).clamp(1, 60)
    }

    fn moment(&self) -> Moment {
        Moment { elapsed: self.host.elapsed(), wall: self.host.now() }
    }
}

fn in_minutes(minutes: u32) -> Duration {
    Duration::from_secs(u64::from(minutes) * 60)
}

/// Hands a secret that a person typed to the vault.
pub(crate) fn secret_string(secret: &Secret) -> SecretString {
    // EXPOSE: the vault has a type of its own, which overwrites its copy as well.
    SecretString::from(secret.expose())
}
