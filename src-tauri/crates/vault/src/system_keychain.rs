//! The keychain of the system that the program runs on.
//!
//! All calls come from one thread of their own: the Windows store is not reliable from several, and a keychain that
//! asks the person for a password blocks until there is an answer. Whoever waits here waits for a bounded time.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error};
use zeroize::Zeroizing;

use crate::key::Key;
use crate::keychain::{Keychain, KeychainUnavailable, Reading};

/// The system's keychain: Credential Manager, the login keychain, or the Secret Service.
pub struct SystemKeychain {
    requests: Option<Sender<Request>>,
    patience: Duration,
}

impl SystemKeychain {
    /// Makes a keychain that does not touch the system before it is first asked. `patience` is how long one call may
    /// take: a person may have to type the keychain's password meanwhile.
    pub fn new(patience: Duration) -> SystemKeychain {
        let (requests, received) = channel();
        let thread = std::thread::Builder::new().name("keychain".to_owned()).spawn(move || answer(&received));
        SystemKeychain { requests: thread.ok().map(|_running| requests), patience }
    }

    fn ask<T>(&self, make: impl FnOnce(Sender<T>) -> Request) -> Result<T, KeychainUnavailable> {
        let (reply, answer) = channel();
        let requests = self.requests.as_ref().ok_or_else(|| unavailable("no thread could be started"))?;
        requests.send(make(reply)).map_err(|_| unavailable("it stopped"))?;
        answer.recv_timeout(self.patience).map_err(|_| unavailable("it did not answer in time"))
    }
}

impl Keychain for SystemKeychain {
    fn read(&self, item: &str) -> Reading {
        let item = item.to_owned();
        self.ask(|reply| Request::Read { item, reply }).unwrap_or_else(Reading::Unavailable)
    }

    fn write(&self, item: &str, key: &Key) -> Result<(), KeychainUnavailable> {
        let (item, bytes) = (item.to_owned(), Zeroizing::new(*key.bytes()));
        self.ask(|reply| Request::Write { item, bytes, reply })?
    }

    fn delete(&self, item: &str) -> Result<(), KeychainUnavailable> {
        let item = item.to_owned();
        self.ask(|reply| Request::Delete { item, reply })?
    }
}

enum Request {
    Read { item: String, reply: Sender<Reading> },
    Write { item: String, bytes: Zeroizing<[u8; 32]>, reply: Sender<Result<(), KeychainUnavailable>> },
    Delete { item: String, reply: Sender<Result<(), KeychainUnavailable>> },
}

/// Answers until nobody can ask any more. Whoever asked may have lost patience, so a reply that nobody takes is fine.
fn answer(requests: &Receiver<Request>) {
    let mut store = None;
    for request in requests {
        match request {
            Request::Read { item, reply } => {
                let _ = reply.send(read(&mut store, &item));
            }
            Request::Write { item, bytes, reply } => {
                let written = entry(&mut store, &item).and_then(|entry| entry.set_secret(bytes.as_ref()));
                let _ = reply.send(written.map_err(|error| said(&error)));
            }
            Request::Delete { item, reply } => {
                let deleted = match entry(&mut store, &item).and_then(|entry| entry.delete_credential()) {
                    Err(Error::NoEntry) => Ok(()),
                    deleted => deleted.map_err(|error| said(&error)),
                };
                let _ = reply.send(deleted);
            }
        }
    }
}

type Store = Arc<dyn CredentialStoreApi>;

fn read(store: &mut Option<Store>, item: &str) -> Reading {
    match entry(store, item).and_then(|entry| entry.get_secret()) {
        Ok(bytes) => match Key::from_bytes(&Zeroizing::new(bytes)) {
            Some(key) => Reading::Found(key),
            None => Reading::Unavailable(unavailable("the item is no key of ours")),
        },
        Err(Error::NoEntry) => Reading::Absent,
        Err(error) => Reading::Unavailable(said(&error)),
    }
}

/// Returns the entry of an item. A store that could not be reached is tried again the next time.
fn entry(store: &mut Option<Store>, item: &str) -> Result<Entry, Error> {
    let store = match store {
        Some(store) => store,
        None => store.insert(platform::store()?),
    };
    store.build(SERVICE, item, Some(&HashMap::from(platform::MODIFIERS)))
}

/// The name under which a person finds our items. macOS ties an item to the program that made it, so a development
/// build, whose signature changes with each build, keeps its own.
const SERVICE: &str = if cfg!(all(target_os = "macos", debug_assertions)) {
    "Source Desk (development)"
} else {
    "Source Desk"
};

/// Only what the system says; the other errors can carry the content of an item.
fn said(error: &Error) -> KeychainUnavailable {
    match error {
        Error::PlatformFailure(why) | Error::NoStorageAccess(why) => {
            KeychainUnavailable { reason: why.to_string() }
        }
        Error::Ambiguous(_) => unavailable("it has several items of one name"),
        Error::NotSupportedByStore(_) => unavailable("this system has no keychain that is known here"),
        _ => unavailable("it gave an answer of another form"),
    }
}

fn unavailable(reason: &str) -> KeychainUnavailable {
    KeychainUnavailable { reason: reason.to_owned() }
}

#[cfg(target_os = "windows")]
mod platform {
    use super::{Error, Store};

    /// The store's own default lets items wander with a roaming profile.
    pub(super) const MODIFIERS: [(&str, &str); 1] = [("persistence", "Local")];

    pub(super) fn store() -> Result<Store, Error> {
        let store: Store = windows_native_keyring_store::Store::new()?;
        Ok(store)
    }
}

#[cfg(target_os = "macos")]
mod platform {
    use super::{Error, Store};

    pub(super) const MODIFIERS: [(&str, &str); 0] = [];

    pub(super) fn store() -> Result<Store, Error> {
        let store: Store = apple_native_keyring_store::keychain::Store::new()?;
        Ok(store)
    }
}

#[cfg(target_os = "linux")]
mod platform {
    use super::{Error, Store};

    pub(super) const MODIFIERS: [(&str, &str); 1] = [("label", "Source Desk vault")];

    pub(super) fn store() -> Result<Store, Error> {
        let store: Store = zbus_secret_service_keyring_store::Store::new()?;
        Ok(store)
    }
}

#[cfg(not(any(target_os = "windows", target_os = "macos", target_os = "linux")))]
mod platform {
    use super::{Error, Store};

    pub(super) const MODIFIERS: [(&str, &str); 0] = [];

    pub(super) fn store() -> Result<Store, Error> {
        Err(Error::NotSupportedByStore(String::new()))
    }
}
