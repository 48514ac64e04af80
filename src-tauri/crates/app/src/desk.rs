//! The desk: drafts, secrets at hand, running operations.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use desk_messages::Locale;
use desk_model::{DraftId, Secrets};
use desk_store::Store;

use crate::bundle::SealedBundle;
use crate::host::Host;
use crate::import::Reading;
use crate::operation::Operations;
use crate::prefill::MetadataAtHand;
use crate::problem::Problem;
use crate::settings::Settings;
use crate::views::AppFacts;

/// Everything that the use cases work on. One for each program.
pub struct Desk {
    pub(crate) host: Arc<dyn Host>,
    /// Opened by the first use case that needs it, so that the others work without a data folder.
    store: Mutex<Option<Store>>,
    /// Secrets live here and nowhere else. They are wiped when the program ends.
    secrets: Mutex<BTreeMap<DraftId, Secrets>>,
    pub(crate) operations: Operations,
    /// The blueprints that were read last, until they are imported.
    pub(crate) reading: Mutex<Option<Reading>>,
    /// The encrypted bundle that was opened last, until it is unlocked.
    pub(crate) sealed: Mutex<Option<SealedBundle>>,
    /// The metadata that was read last.
    pub(crate) metadata: Mutex<Option<MetadataAtHand>>,
    locale: Mutex<Locale>,
}

impl Desk {
    /// Makes a desk. Nothing is read or written yet but the choice of language.
    pub fn new(host: Arc<dyn Host>) -> Desk {
        let locale = Settings::read(&host.home()).locale.unwrap_or_else(|| host.system_locale());
        Desk {
            host,
            store: Mutex::new(None),
            secrets: Mutex::default(),
            operations: Operations::default(),
            reading: Mutex::default(),
            sealed: Mutex::default(),
            metadata: Mutex::default(),
            locale: Mutex::new(locale),
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
        Settings { locale: Some(locale) }.write(&self.host.home())
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
            let host = Arc::clone(&self.host);
            let options = desk_store::Options { home: self.host.home(), now: Arc::new(move || host.now()) };
            *slot = Some(Store::open(options).inspect_err(log_refusal)?);
            tracing::info!(target: crate::log::TARGET, event = "store-opened");
        }
        match slot.as_mut() {
            Some(store) => Ok(work(store)?),
            None => Err(Problem::new("internal")),
        }
    }

    /// Returns a copy of the secrets that are at hand for a draft.
    pub(crate) fn secrets_of(&self, id: &DraftId) -> Secrets {
        lock(&self.secrets).get(id).cloned().unwrap_or_default()
    }

    /// Changes the secrets that are at hand for a draft.
    pub(crate) fn change_secrets<T>(&self, id: &DraftId, change: impl FnOnce(&mut Secrets) -> T) -> T {
        change(lock(&self.secrets).entry(id.clone()).or_default())
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
