//! Bytes as rows and JSON hold them: lower-case hexadecimal text.

use data_encoding::HEXLOWER;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::key::Entropy;

/// Exactly `N` bytes, written as `2 N` hexadecimal digits. Never a key: keys have their own type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hex<const N: usize>(pub [u8; N]);

/// Any number of bytes, written as hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HexBytes(pub Vec<u8>);

/// What tells vaults, data keys and slots apart: 16 random bytes, written as 32 hexadecimal digits. Not secret.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id([u8; 16]);

impl Id {
    /// Makes a new id.
    pub fn new(entropy: &mut dyn Entropy) -> Id {
        let mut bytes = [0; 16];
        entropy.fill(&mut bytes);
        Id(bytes)
    }

    /// Reads an id as [`Id::text`] writes it. `None`: it is no id.
    pub fn parse(text: &str) -> Option<Id> {
        let bytes = HEXLOWER.decode(text.as_bytes()).ok()?;
        bytes.try_into().ok().map(Id)
    }

    /// Returns the 32 digits.
    pub fn text(&self) -> String {
        HEXLOWER.encode(&self.0)
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl<const N: usize> Hex<N> {
    pub(crate) fn random(entropy: &mut dyn Entropy) -> Hex<N> {
        let mut bytes = [0; N];
        entropy.fill(&mut bytes);
        Hex(bytes)
    }
}

impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&HEXLOWER.encode(&self.0))
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hex<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let HexBytes(bytes) = HexBytes::deserialize(deserializer)?;
        let bytes = bytes.try_into().map_err(|_| D::Error::custom(format!("{N} bytes are expected")))?;
        Ok(Hex(bytes))
    }
}

impl Serialize for HexBytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&HEXLOWER.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for HexBytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        HEXLOWER.decode(text.as_bytes()).map(HexBytes).map_err(|_| D::Error::custom("no hexadecimal text"))
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Hex(bytes) = Hex::<16>::deserialize(deserializer)?;
        Ok(Id(bytes))
    }
}
