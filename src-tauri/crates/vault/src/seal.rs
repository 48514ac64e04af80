//! XChaCha20-Poly1305, the one cipher of the vault.
//!
//! Its nonces have 192 bits and may be drawn at random, so there is no counter that a restored backup could turn back.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::error::VaultError;
use crate::hex::Hex;
use crate::key::Key;

/// Encrypts a text and binds it to a context, which is needed again to open it. Returns 16 bytes more than the text has.
pub(crate) fn seal(key: &Key, nonce: &Hex<24>, context: &[u8], text: &[u8]) -> Result<Vec<u8>, VaultError> {
    XChaCha20Poly1305::new(key.bytes().into())
        .encrypt(&XNonce::from(nonce.0), Payload { msg: text, aad: context })
        .map_err(|_| VaultError::Cryptography)
}

/// Decrypts what [`seal`] made. `None`: another key, nonce or context, or one bit is different.
pub(crate) fn open(key: &Key, nonce: &Hex<24>, context: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    XChaCha20Poly1305::new(key.bytes().into())
        .decrypt(&XNonce::from(nonce.0), Payload { msg: sealed, aad: context })
        .ok()
        .map(Zeroizing::new)
}
