//! What is sealed to be carried elsewhere: an age file (<https://age-encryption.org/v1>), which stock `age` and `rage`
//! open as well.
//!
//! A vault's own records open only with that vault; a file for a colleague needs a passphrase or a key that they have.
//! So this module depends on nothing of the vault. The randomness inside of an age file is taken from the operating
//! system by the age library itself.

use std::io::{Read, Write};
use std::str::FromStr as _;

use age::armor::ArmoredReader;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::passphrase::WeakPassphrase;

/// What a passphrase costs to try in a file that is written here: N = 2^18, which is 256 MiB and about a second.
pub const WORK_FACTOR: u8 = 18;
/// The most that is accepted when a file is read: N = 2^22, which is 4 GiB. A file from a stranger that asks for more
/// is refused before anything is computed, as the test vectors of age ask for.
pub const MOST_WORK_FACTOR: u8 = 22;

/// Who shall be able to open a portable file.
pub enum Protection {
    /// Whoever has this passphrase.
    Passphrase(SecretString),
    /// Whoever has the key of one of these.
    Recipients(Vec<Recipient>),
}

/// Somebody's public key: `age1…` (X25519).
pub struct Recipient(age::x25519::Recipient);

/// What a portable file is opened with.
pub enum Opener {
    /// A passphrase.
    Passphrase(SecretString),
    /// The keys of an identity file.
    Identities(Identities),
}

/// The secret keys of an identity file, as `age-keygen` writes it.
pub struct Identities(Vec<age::x25519::Identity>);

/// What a portable file asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wants {
    /// A passphrase.
    Passphrase,
    /// An identity.
    Identity,
}

/// Why a portable file is not written or not opened. No variant holds a secret or a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PortableError {
    /// The passphrase would be guessed too soon.
    #[error("the passphrase is too weak")]
    Weak(#[from] WeakPassphrase),
    /// Nobody could open the file.
    #[error("there is no recipient")]
    NoRecipient,
    /// The text is no `age1…` recipient.
    #[error("this is no recipient")]
    NotARecipient,
    /// The file has no `AGE-SECRET-KEY-1…` line, or one that is damaged.
    #[error("this is no identity file")]
    NotAnIdentity,
    /// The file is no age file, or is cut off or changed.
    #[error("the file is damaged")]
    Damaged,
    /// The passphrase or key does not open the file.
    #[error("this does not open the file")]
    WrongKey,
    /// The file opens with the other of passphrase and identity.
    #[error("the file opens with something else: {0:?}")]
    WrongWay(Wants),
    /// To try a passphrase would cost more than is accepted.
    #[error("a passphrase costs 2^{required}, more than 2^{most}")]
    TooCostly {
        /// What the file asks for, as a power of two.
        required: u8,
        /// What is accepted.
        most: u8,
    },
    /// There is more in the file than will be read.
    #[error("there are more than {limit} bytes in the file")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// A cryptographic function refused its input. Its inputs are ours, so that is a mistake of ours.
    #[error("a cryptographic function refused its input")]
    Cryptography,
}

impl Recipient {
    /// Reads a recipient: `age1` and 58 more characters.
    ///
    /// # Errors
    /// [`PortableError::NotARecipient`].
    pub fn parse(text: &str) -> Result<Recipient, PortableError> {
        age::x25519::Recipient::from_str(text.trim()).map(Recipient).map_err(|_| PortableError::NotARecipient)
    }
}

impl Identities {
    /// Reads an identity file: lines `AGE-SECRET-KEY-1…`, comments behind `#`, empty lines.
    ///
    /// # Errors
    /// [`PortableError::NotAnIdentity`] if there is no key, or a line that is none.
    pub fn parse(text: &SecretString) -> Result<Identities, PortableError> {
        // EXPOSE: the text is parsed into keys, which are wiped when they are dropped.
        let lines = text.expose_secret().lines().map(str::trim);
        let keys = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let keys = keys.map(age::x25519::Identity::from_str).collect::<Result<Vec<_>, _>>();
        match keys {
            Ok(keys) if !keys.is_empty() => Ok(Identities(keys)),
            _ => Err(PortableError::NotAnIdentity),
        }
    }
}

/// Seals bytes into an age file, in its binary form.
///
/// # Errors
/// [`PortableError::Weak`] for a passphrase that [`crate::check_passphrase`] refuses, [`PortableError::NoRecipient`].
pub fn seal_portable(plain: &[u8], protection: &Protection) -> Result<Vec<u8>, PortableError> {
    match protection {
        Protection::Passphrase(passphrase) => {
            crate::check_passphrase(passphrase)?;
            seal_at(plain, passphrase, WORK_FACTOR)
        }
        Protection::Recipients(recipients) => {
            if recipients.is_empty() {
                return Err(PortableError::NoRecipient);
            }
            seal(plain, recipients.iter().map(|Recipient(recipient)| recipient as &dyn age::Recipient))
        }
    }
}

/// Returns what a file asks for; `None` if it is no age file at all. Its armored form is one as well.
///
/// # Errors
/// [`PortableError::Damaged`] if it begins as an age file does and goes on otherwise.
pub fn portable_wants(file: &[u8]) -> Result<Option<Wants>, PortableError> {
    const STARTS: [&[u8]; 2] = [b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----"];
    if !STARTS.iter().any(|start| file.trim_ascii_start().starts_with(start)) {
        return Ok(None);
    }
    let decryptor = age::Decryptor::new(ArmoredReader::new(file)).map_err(|_| PortableError::Damaged)?;
    Ok(Some(if decryptor.is_scrypt() { Wants::Passphrase } else { Wants::Identity }))
}

/// Opens an age file. The bytes are wiped when they are dropped.
///
/// # Errors
/// [`PortableError::Damaged`], [`PortableError::WrongKey`], [`PortableError::WrongWay`], [`PortableError::TooCostly`],
/// and [`PortableError::TooLarge`] if there are more than `limit` bytes in it.
pub fn open_portable(
    file: &[u8],
    opener: &Opener,
    limit: usize,
) -> Result<Zeroizing<Vec<u8>>, PortableError> {
    let decryptor = age::Decryptor::new(ArmoredReader::new(file)).map_err(|_| PortableError::Damaged)?;
    let opened = match (opener, decryptor.is_scrypt()) {
        (Opener::Passphrase(passphrase), true) => {
            let mut identity = age::scrypt::Identity::new(passphrase.clone());
            identity.set_max_work_factor(MOST_WORK_FACTOR);
            decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity))
        }
        (Opener::Identities(Identities(keys)), false) => {
            decryptor.decrypt(keys.iter().map(|key| key as &dyn age::Identity))
        }
        (Opener::Passphrase(_), false) => return Err(PortableError::WrongWay(Wants::Identity)),
        (Opener::Identities(_), true) => return Err(PortableError::WrongWay(Wants::Passphrase)),
    };
    let reader = opened.map_err(|error| match error {
        age::DecryptError::ExcessiveWork { required, .. } => {
            PortableError::TooCostly { required, most: MOST_WORK_FACTOR }
        }
        age::DecryptError::NoMatchingKeys
        | age::DecryptError::DecryptionFailed
        | age::DecryptError::KeyDecryptionFailed => PortableError::WrongKey,
        _ => PortableError::Damaged,
    })?;
    // Room for all of it at once: a vector that grows leaves copies of its content behind.
    let mut plain = Zeroizing::new(Vec::with_capacity(file.len().min(limit.saturating_add(1))));
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    reader.take(most).read_to_end(&mut plain).map_err(|_| PortableError::Damaged)?;
    if plain.len() > limit { Err(PortableError::TooLarge { limit }) } else { Ok(plain) }
}

/// Returns the SHA-256 of bytes as `sha256:` and 64 hexadecimal digits. It tells a change, not who made it: without a
/// key anybody can compute it anew.
pub fn digest(bytes: &[u8]) -> String {
    format!("sha256:{}", data_encoding::HEXLOWER.encode(&Sha256::digest(bytes)))
}

fn seal_at(plain: &[u8], passphrase: &SecretString, work_factor: u8) -> Result<Vec<u8>, PortableError> {
    let mut recipient = age::scrypt::Recipient::new(passphrase.clone());
    recipient.set_work_factor(work_factor);
    seal(plain, std::iter::once(&recipient as &dyn age::Recipient))
}

fn seal<'a>(
    plain: &[u8],
    recipients: impl Iterator<Item = &'a dyn age::Recipient>,
) -> Result<Vec<u8>, PortableError> {
    let encryptor = age::Encryptor::with_recipients(recipients).map_err(|_| PortableError::Cryptography)?;
    let written = encryptor.wrap_output(Vec::new()).and_then(|mut writer| {
        writer.write_all(plain)?;
        writer.finish()
    });
    written.map_err(|_| PortableError::Cryptography)
}

#[cfg(test)]
mod tests;
