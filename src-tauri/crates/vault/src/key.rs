//! Keys, and what they are made of.

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::error::VaultError;

/// A source of bytes that nobody can foresee. Any function that fills a buffer is one.
pub trait Entropy {
    /// Fills the buffer.
    fn fill(&mut self, buffer: &mut [u8]);
}

impl<F: FnMut(&mut [u8])> Entropy for F {
    fn fill(&mut self, buffer: &mut [u8]) {
        self(buffer);
    }
}

/// A key of 256 bits. It has no `Debug`, `Display` or `Serialize`, and is overwritten when it is dropped.
pub struct Key(Zeroizing<[u8; 32]>);

impl Key {
    /// Makes a new key.
    pub fn new(entropy: &mut dyn Entropy) -> Key {
        let mut key = Key::zero();
        entropy.fill(key.0.as_mut());
        key
    }

    /// Takes over 32 bytes. `None`: there are more or fewer.
    pub fn from_bytes(bytes: &[u8]) -> Option<Key> {
        let mut key = Key::zero();
        if bytes.len() != key.0.len() {
            return None;
        }
        key.0.copy_from_slice(bytes);
        Some(key)
    }

    /// Returns the 32 bytes. Only a cipher and a keychain have business with them.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(crate) fn zero() -> Key {
        Key(Zeroizing::new([0; 32]))
    }

    pub(crate) fn bytes_mut(&mut self) -> &mut [u8; 32] {
        &mut self.0
    }

    /// Returns another key for one purpose, from which this one cannot be found (HKDF-SHA256, RFC 5869).
    pub(crate) fn derive(&self, salt: &[u8], purpose: &[&[u8]]) -> Result<Key, VaultError> {
        derive(self.bytes(), salt, purpose)
    }

    /// Returns an authentication code of some parts (HMAC-SHA256, RFC 2104).
    pub(crate) fn authenticate(&self, parts: &[&[u8]]) -> Result<[u8; 32], VaultError> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.bytes()).map_err(|_| VaultError::Cryptography)?;
        mac.update(&bind(parts));
        Ok(mac.finalize().into_bytes().into())
    }
}

/// Returns a key for one purpose from bytes that nobody can guess.
pub(crate) fn derive(strong: &[u8], salt: &[u8], purpose: &[&[u8]]) -> Result<Key, VaultError> {
    let mut key = Key::zero();
    Hkdf::<Sha256>::new(Some(salt), strong)
        .expand(&bind(purpose), key.bytes_mut())
        .map_err(|_| VaultError::Cryptography)?;
    Ok(key)
}

/// Joins parts so that no two different lists of parts give the same bytes: each is preceded by its length.
pub(crate) fn bind(parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in parts {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}
