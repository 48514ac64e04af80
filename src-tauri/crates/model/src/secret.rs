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

/// What is known of the secrets of one draft right now, by field name: those that are at hand, and those that are kept
/// but cannot be looked at, because the vault that has them is locked.
#[derive(Clone, Default)]
pub struct Secrets(BTreeMap<String, Known>);

#[derive(Clone)]
enum Known {
    AtHand(Secret),
    Locked,
}

impl Secrets {
    /// Returns the secret of a field if it is at hand.
    pub fn get(&self, field: &str) -> Option<&Secret> {
        match self.0.get(field) {
            Some(Known::AtHand(secret)) => Some(secret),
            Some(Known::Locked) | None => None,
        }
    }

    /// Returns whether there is a secret for a field, at hand or locked away.
    pub fn has(&self, field: &str) -> bool {
        self.0.contains_key(field)
    }

    /// Has a secret for a field, in memory only.
    pub fn set(&mut self, field: &str, secret: Secret) {
        self.0.insert(field.to_owned(), Known::AtHand(secret));
    }

    /// Knows that there is a secret for a field, which cannot be looked at now.
    pub fn set_locked(&mut self, field: &str) {
        self.0.insert(field.to_owned(), Known::Locked);
    }

    /// Forgets the secret of a field. Returns whether there was one.
    pub fn forget(&mut self, field: &str) -> bool {
        self.0.remove(field).is_some()
    }

    /// Returns the fields whose secrets are at hand, and the secrets.
    pub fn at_hand(&self) -> impl Iterator<Item = (&str, &Secret)> {
        self.0.iter().filter_map(|(field, known)| match known {
            Known::AtHand(secret) => Some((field.as_str(), secret)),
            Known::Locked => None,
        })
    }
}
