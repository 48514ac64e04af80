//! Texts made from the injected random bytes.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::options::Random;

/// `length` characters of `0-9A-Za-z`.
pub(crate) fn alphanumeric(random: &Random, length: usize) -> String {
    const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    (0..length).map(|_| char::from(ALPHABET[(number(random) % 62) as usize])).collect()
}

/// `bytes` random bytes in base64url without padding.
pub(crate) fn base64url(random: &Random, bytes: usize) -> String {
    let mut buffer = vec![0; bytes];
    random(&mut buffer);
    URL_SAFE_NO_PAD.encode(buffer)
}

/// 32 random bits. A remainder of so large a number is even enough for an alphabet.
pub(crate) fn number(random: &Random) -> u32 {
    let mut buffer = [0; 4];
    random(&mut buffer);
    u32::from_be_bytes(buffer)
}
