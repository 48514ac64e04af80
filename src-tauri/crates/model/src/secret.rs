//! A secret in memory.

use std::collections::BTreeMap;

use secrecy::{ExposeSecret, SecretString};

/// A secret, for example an AppSecret.
///
/// It has no `Debug`, no `Display` and no `Serialize`, so it cannot slip into a log, an error or a file,
/// and its memory is overwritten when it is dropped.
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// Wraps the text of a secret.
    pub fn new(text: String) -> Secret {
        Secret(SecretString::from(text))
    }

    /// Returns the text. Each caller says in an `EXPOSE:` comment why, and who sees it.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Returns the number of characters, which may be shown.
    pub fn n_characters(&self) -> usize {
        self.0.expose_secret().chars().count()
    }
}

/// The secrets of one draft that are at hand right now, by field name.
#[derive(Clone, Default)]
pub struct Secrets(BTreeMap<String, Secret>);

impl Secrets {
    /// Returns the secret of a field if it is at hand.
    pub fn get(&self, field: &str) -> Option<&Secret> {
        self.0.get(field)
    }

    /// Keeps a secret for a field, in memory only.
    pub fn set(&mut self, field: &str, secret: Secret) {
        self.0.insert(field.to_owned(), secret);
    }

    /// Forgets the secret of a field. Returns whether there was one.
    pub fn forget(&mut self, field: &str) -> bool {
        self.0.remove(field).is_some()
    }
}
