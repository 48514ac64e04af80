//! The desk: drafts, secrets at hand, running operations.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use desk_messages::Locale;
use desk_model::{DraftId, Secret, Secrets};
use desk_store::Store;

use tokio_util::sync::CancellationToken;

use crate::bundle::SealedBundle;
use crate::clipboard::Copied;
use crate::host::Host;
use crate::import::Reading;
use crate::lab::LabAtHand;
use crate::operation::Operations;
use crate::prefill::MetadataAtHand;
use crate::problem::Problem;
use crate::servers::ServersWindow;
use crate::settings::Settings;
use crate::vault::VaultAtHand;
use crate::views::AppFacts;

/// Everything that the use cases work on. One for each program.
pub struct Desk {
    pub(crate) host: Arc<dyn Host>,
    /// Opened by the first use case that needs it, so that the others work without a data folder.
    store: Mutex<Option<Store>>,
    /// Secrets that are in memory only: without a vault all of them, until the program ends.
    pub(crate) secrets: Mutex<BTreeMap<DraftId, Secrets>>,
    /// Secrets that a command brought along for one draft. They are used, and kept only on an express wish.
    pub(crate) lent: Mutex<BTreeMap<DraftId, Secrets>>,
    /// Tokens of servers that are in memory only, by what the vault would call them.
    pub(crate) tokens: Mutex<BTreeMap<String, Secret>>,
    /// Tokens that a command brought along. They are used, and not kept.
    pub(crate) lent_tokens: Mutex<BTreeMap<String, Secret>>,
    /// The plans that are being executed in this program.
    pub(crate) applying: Mutex<BTreeSet<String>>,
    pub(crate) vault: Mutex<VaultAtHand>,
    /// The secret that was copied last, until it is cleared from the clipboard.
    pub(crate) copied: Mutex<Option<Copied>>,
    pub(crate) operations: Operations,
    /// The plans that the window shows, the applies that it watches, and what it knows of drift.
    pub(crate) servers_window: ServersWindow,
    /// Stops the check of the network that runs.
    /// Whether every host may be in a private network while this process runs.
    pub(crate) allows_private: std::sync::atomic::AtomicBool,
    pub(crate) network_check: Mutex<Option<CancellationToken>>,
    /// The blueprints that were read last, until they are imported.
    pub(crate) reading: Mutex<Option<Reading>>,
    /// The encrypted bundle that was opened last, until it is unlocked.
    pub(crate) sealed: Mutex<Option<SealedBundle>>,
    /// The engines of the mapping lab, and the users that it looks into.
    pub(crate) lab: LabAtHand,
    /// The metadata that was read last.
    pub(crate) metadata: Mutex<Option<MetadataAtHand>>,
    locale: Mutex<Locale>,
    /// Why the backup of the day could not be made.
    backup_problem: Mutex<Option<Problem>>,
}

impl Desk {
    /// Makes a desk. Nothing is read or written yet but the choice of language.
    pub fn new(host: Arc<dyn Host>) -> Desk {
        let locale = Settings::read(&host.home()).locale.unwrap_or_else(|| host.system_locale());
        Desk {
            host,
            store: Mutex::new(None),
            secrets: Mutex::default(),
            lent: Mutex::default(),
            tokens: Mutex::default(),
            lent_tokens: Mutex::default(),
            applying: Mutex::default(),
            vault: Mutex::default(),
            copied: Mutex::default(),
            operations: Operations::default(),
            servers_window: ServersWindow::default(),
            allows_private: std::sync::atomic::AtomicBool::default(),
            network_check: Mutex::default(),
            reading: Mutex::default(),
            sealed: Mutex::default(),
            lab: LabAtHand::default(),
            metadata: Mutex::default(),
            locale: Mutex::new(locale),
            backup_problem: Mutex::default(),
        }
    }

    /// Returns what the program is and where it keeps its data.
    pub fn facts(&self) -> AppFacts {
        AppFacts {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            locale: self.locale().tag().to_owned(),
            data_home: self.host.home().display().to_string(),
        }
    }

    /// Returns the language in force.
    pub fn locale(&self) -> Locale {
        *lock(&self.locale)
    }

    /// Speaks a language from now on, and after the next start.
    pub fn set_locale(&self, tag: &str) -> Result<(), Problem> {
        let locale = Locale::from_tag(tag).ok_or_else(|| Problem::about("locale-unknown", tag))?;
        self.speak(locale);
        self.host.language_changed(locale);
        self.change_settings(|settings| settings.locale = Some(locale))
    }

    /// Speaks a language in this program only, as the option `--lang` asks for.
    pub fn speak(&self, locale: Locale) {
        *lock(&self.locale) = locale;
    }

    /// Works on the store, which is opened first if that has not happened yet.
    pub(crate) fn with_store<T>(
        &self,
        work: impl FnOnce(&mut Store) -> Result<T, desk_store::StoreError>,
    ) -> Result<T, Problem> {
        let mut slot = lock(&self.store);
        if slot.is_none() {
            let store = Store::open(self.store_options()).inspect_err(log_refusal)?;
            // A backup that cannot be made is no reason not to work; doctor and the settings tell about it.
            self.set_backup_problem(store.backup_of_the_day().err().map(Problem::from));
            *slot = Some(store);
            tracing::info!(target: crate::log::TARGET, event = "store-opened");
        }
        match slot.as_mut() {
            Some(store) => Ok(work(store)?),
            None => Err(Problem::new("internal")),
        }
    }

    pub(crate) fn settings(&self) -> Settings {
        Settings::read(&self.host.home())
    }

    /// Works on the data folder while this program has no store open, and nobody in it can open one.
    pub(crate) fn without_store<T>(
        &self,
        work: impl FnOnce(&desk_store::Options) -> Result<T, desk_store::StoreError>,
    ) -> Result<T, Problem> {
        let mut slot = lock(&self.store);
        *slot = None;
        Ok(work(&self.store_options())?)
    }

    pub(crate) fn backup_problem(&self) -> Option<Problem> {
        lock(&self.backup_problem).clone()
    }

    pub(crate) fn set_backup_problem(&self, problem: Option<Problem>) {
        *lock(&self.backup_problem) = problem;
    }

    /// Changes the choices that outlive the program; those of another program meanwhile stay.
    pub(crate) fn change_settings(&self, change: impl FnOnce(&mut Settings)) -> Result<(), Problem> {
        let mut settings = self.settings();
        change(&mut settings);
        settings.write(&self.host.home())
    }

    /// Returns sixteen or so unforeseeable bytes.
    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.host.fill_random(&mut bytes);
        bytes
    }
}

fn log_refusal(error: &desk_store::StoreError) {
    let problem = Problem::from(error.clone());
    tracing::error!(target: crate::log::TARGET, event = "store-refused", code = problem.code.as_str());
}

/// Locks even after a panic elsewhere: each guarded value is replaced as a whole, so it is never half changed.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
