//! The rows of a vault: plain data, none of it secret, for a store to keep.

use serde::{Deserialize, Serialize};

use crate::hex::{Hex, HexBytes, Id};
use crate::passphrase::Cost;

/// The newest format of the rows that this version writes and reads.
pub(crate) const FORMAT: u32 = 1;

/// Everything that a vault consists of, apart from what opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Records {
    /// About the vault as a whole.
    pub header: Header,
    /// The ways in.
    pub slots: Vec<KeySlot>,
    /// The secrets.
    pub secrets: Vec<SealedSecret>,
}

/// About a vault as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The format of all rows. A newer one is refused.
    pub format: u32,
    /// What tells this vault from any other.
    pub vault: Id,
    /// Which data key seals the secrets. Another one after each rotation.
    pub key: Id,
    /// Grows with each change to the header or the slots. Records are written only if the stored number is still the
    /// one that they were made from.
    pub generation: u32,
    /// When the vault was made, in Unix milliseconds.
    pub created_at: i64,
    /// Keychain items that no slot names any more, and that a later start deletes.
    pub retired: Vec<String>,
}

/// One way in: the data key, wrapped with another key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeySlot {
    /// What tells it from any other slot.
    pub id: Id,
    /// What opens it.
    pub kind: SlotKind,
    /// Which data key it holds.
    pub key: Id,
    /// When it was made, in Unix milliseconds.
    pub created_at: i64,
    /// For the cipher.
    pub nonce: Hex<24>,
    /// The data key, encrypted: 32 bytes and 16 of authentication.
    pub wrapped: Hex<48>,
    /// Comes out the same again only for the right key, and so tells a wrong key from a damaged slot.
    pub check: Hex<16>,
    /// A checksum of all of the above, which tells damage without any key. It keeps nobody from anything.
    pub digest: Hex<16>,
}

/// What opens a slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SlotKind {
    /// A key in the system's keychain.
    Keychain {
        /// The item's name.
        item: String,
    },
    /// A passphrase.
    Passphrase {
        /// Mixed into it.
        salt: Hex<16>,
        /// What trying one costs.
        cost: Cost,
    },
    /// A recovery key.
    RecoveryKey {
        /// Mixed into it.
        salt: Hex<16>,
    },
}

/// A way into a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// The system's keychain.
    Keychain,
    /// A passphrase.
    Passphrase,
    /// The recovery key.
    RecoveryKey,
}

/// Where a secret is kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// What it belongs to, for example `draft/` and the draft's id.
    pub owner: String,
    /// authentik's name of the field: `consumer_secret`.
    pub field: String,
}

/// A secret, sealed. Everything here is bound to it: a row that was changed in any column does not open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedSecret {
    /// Where it is kept.
    pub place: Place,
    /// Which data key sealed it.
    pub key: Id,
    /// How often the secret of this place was set.
    pub revision: u32,
    /// How many characters it has. Shown while the vault is locked; its length in bytes cannot be hidden anyway.
    pub n_characters: u32,
    /// When it was set, in Unix milliseconds.
    pub changed_at: i64,
    /// For the cipher.
    pub nonce: Hex<24>,
    /// The secret, encrypted: as many bytes as its UTF-8 text has, and 16 of authentication.
    pub sealed: HexBytes,
}

impl SlotKind {
    /// Returns what kind of way in this is.
    pub fn way(&self) -> Way {
        match self {
            SlotKind::Keychain { .. } => Way::Keychain,
            SlotKind::Passphrase { .. } => Way::Passphrase,
            SlotKind::RecoveryKey { .. } => Way::RecoveryKey,
        }
    }

    /// Returns the name of the keychain item that opens it, if a keychain does.
    pub fn item(&self) -> Option<&str> {
        match self {
            SlotKind::Keychain { item } => Some(item),
            SlotKind::Passphrase { .. } | SlotKind::RecoveryKey { .. } => None,
        }
    }
}

impl Records {
    /// Returns the sealed secret of a place.
    pub fn secret(&self, place: &Place) -> Option<&SealedSecret> {
        self.secrets.iter().find(|secret| secret.place == *place)
    }

    /// Returns the slots for one way in.
    pub fn slots_for(&self, way: Way) -> impl Iterator<Item = &KeySlot> {
        self.slots.iter().filter(move |slot| slot.kind.way() == way)
    }

    /// Returns whether secrets may be kept: the vault opens in two ways, and one does not hang on a keychain, which can
    /// be reset, emptied, or left behind on another computer.
    pub fn is_ready(&self) -> bool {
        are_enough(self.slots.iter())
    }

    /// Returns whether the vault would still be [ready](Records::is_ready) without a slot.
    pub fn is_ready_without(&self, id: &Id) -> bool {
        are_enough(self.slots.iter().filter(|slot| slot.id != *id))
    }

    /// Returns the names of the keychain items that slots name.
    pub fn keychain_items(&self) -> impl Iterator<Item = &str> {
        self.slots.iter().filter_map(|slot| slot.kind.item())
    }
}

fn are_enough<'a>(slots: impl Iterator<Item = &'a KeySlot> + Clone) -> bool {
    slots.clone().count() >= 2 && slots.clone().any(|slot| slot.kind.way() != Way::Keychain)
}
