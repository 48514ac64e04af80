//! The fingerprint by which two people, or a person and a server, compare a certificate.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// How a fingerprint begins when it is written.
const PREFIX: &str = "sha256:";
/// More than this is no fingerprint, however it is laid out.
const LONGEST: usize = 400;

/// The SHA-256 of a whole certificate in DER, as `openssl x509 -fingerprint -sha256` and browsers show it.
///
/// It is written as `sha256:` and 64 hexadecimal digits in small letters. It is no secret.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint([u8; 32]);

/// A text is no fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no SHA-256 fingerprint: it has 64 hexadecimal digits")]
pub struct NotAFingerprint;

impl Fingerprint {
    /// Makes one of its bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Fingerprint {
        Fingerprint(bytes)
    }

    /// Computes that of a certificate in DER.
    pub fn of(der: &[u8]) -> Fingerprint {
        Fingerprint(Sha256::digest(der).into())
    }
}

impl FromStr for Fingerprint {
    type Err = NotAFingerprint;

    /// Reads what a person pastes: with or without `sha256:` or openssl's `sha256 Fingerprint=`, in small letters or
    /// capitals, with colons and white space anywhere.
    fn from_str(text: &str) -> Result<Fingerprint, NotAFingerprint> {
        if text.len() > LONGEST {
            return Err(NotAFingerprint);
        }
        let is_written = |character: &char| !character.is_whitespace() && *character != ':';
        let bare = text.chars().filter(is_written).collect::<String>().to_ascii_lowercase();
        let bare = bare.strip_prefix("sha256").unwrap_or(&bare);
        let digits = bare.strip_prefix("fingerprint=").unwrap_or(bare).as_bytes();
        let mut bytes = [0; 32];
        if digits.len() != 2 * bytes.len() {
            return Err(NotAFingerprint);
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| NotAFingerprint)?;
            // The library would take a plus sign too.
            if !pair.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                return Err(NotAFingerprint);
            }
            *byte = u8::from_str_radix(pair, 16).map_err(|_| NotAFingerprint)?;
        }
        Ok(Fingerprint(bytes))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(PREFIX)?;
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = NotAFingerprint;

    fn try_from(text: String) -> Result<Fingerprint, NotAFingerprint> {
        text.parse()
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> String {
        fingerprint.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_again(bytes: [u8; 32]) {
            let fingerprint = Fingerprint::from_bytes(bytes);
            let text = fingerprint.to_string();
            prop_assert!(text.starts_with(PREFIX) && text.len() == PREFIX.len() + 64);
            prop_assert_eq!(text.parse(), Ok(fingerprint));
            // As openssl and browsers lay it out.
            let digits = &text[PREFIX.len()..];
            let pairs: Vec<&str> = (0..32).map(|at| &digits[2 * at..2 * at + 2]).collect();
            for laid_out in [
                digits.to_owned(),
                digits.to_uppercase(),
                pairs.join(":").to_uppercase(),
                pairs.join(" "),
                format!("SHA256:{}", pairs.join(":")),
                format!("sha256 Fingerprint={}\r\n", pairs.join(":").to_uppercase()),
                format!(" {}\n\t{} ", &digits[..32], &digits[32..]),
            ] {
                prop_assert_eq!(laid_out.parse(), Ok(fingerprint), "{}", laid_out);
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,200}") {
            if let Ok(fingerprint) = text.parse::<Fingerprint>() {
                prop_assert_eq!(fingerprint.to_string().parse(), Ok(fingerprint));
            }
        }
    }

    #[test]
    fn it_is_the_hash_of_the_whole_and_what_is_none_is_refused() {
        // FIPS 180-2, appendix B.1.
        let known = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Fingerprint::of(b"abc").to_string(), known);
        let sha1 = "a9993e364706816aba3e25717850c26c9cd0d89d";
        let signed = known.replace("ba78", "+a78");
        for text in ["", "sha256:", sha1, &known[..70], &signed, &format!("{known}00"), &"é".repeat(32)] {
            assert_eq!(text.parse::<Fingerprint>(), Err(NotAFingerprint), "{text}");
        }
        assert_eq!(" ".repeat(LONGEST + 1).parse::<Fingerprint>(), Err(NotAFingerprint));
    }
}
