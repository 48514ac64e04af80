//! What the vault is, plain enough for JSON and TypeScript.

use desk_vault::{LockReason, Way};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::VaultAtHand;
use super::rows::Loaded;
use crate::drafts::rfc3339;
use crate::problem::Problem;

/// How a vault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum VaultState {
    /// There is none: secrets are in memory only.
    None,
    /// Its key is not in memory.
    Locked,
    /// Secrets can be kept and read.
    Open,
}

/// What opens a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum SlotWay {
    /// A keychain of an operating system.
    Keychain,
    /// A passphrase.
    Passphrase,
    /// The printed recovery key.
    RecoveryKey,
}

/// One way into the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SlotView {
    /// What tells it from any other slot.
    pub id: String,
    /// What opens it.
    pub kind: SlotWay,
    /// When it was made, RFC 3339.
    pub created_at: String,
    /// Whether the vault stays safe without it: two ways in, one of which is no keychain.
    pub removable: bool,
}

/// The vault: how it is and what opens it. Nothing in it is secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct VaultView {
    /// How it is.
    pub state: VaultState,
    /// The ways in.
    pub slots: Vec<SlotView>,
    /// How many slots are damaged or of a kind that this version does not know.
    pub n_odd_slots: u32,
    /// How many secrets it keeps, those of deleted drafts that can come back included.
    pub n_secrets: u32,
    /// How many of them do not open, damaged as they are. Known while it is open, otherwise 0.
    pub n_unreadable: u32,
    /// What opened it.
    pub opened_with: Option<SlotWay>,
    /// Why it was locked last: `idle`, `sleep`, `screen-locked`, `asked`, `quit`.
    pub locked_because: Option<String>,
    /// Why the keychain did not open it by itself.
    pub keychain_said: Option<Problem>,
    /// After how many minutes without activity it locks.
    pub auto_lock_minutes: u32,
}

impl VaultView {
    pub(super) fn of(loaded: Option<&Loaded>, at_hand: &VaultAtHand, auto_lock_minutes: u32) -> VaultView {
        let Some(loaded) = loaded else { return VaultView::none(auto_lock_minutes) };
        let records = &loaded.records;
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let open = at_hand.open.as_ref();
        let n_unreadable = open.map_or(0, |open| {
            let unreadable = records.secrets.iter().filter(|sealed| open.unlocked.open(sealed).is_err());
            unreadable.count() + loaded.n_odd_secrets()
        });
        let slots = records.slots.iter().map(|slot| SlotView {
            id: slot.id.text(),
            kind: slot.kind.way().into(),
            created_at: rfc3339(slot.created_at),
            removable: records.is_ready_without(&slot.id),
        });
        VaultView {
            state: if open.is_some() { VaultState::Open } else { VaultState::Locked },
            slots: slots.collect(),
            n_odd_slots: count(loaded.odd_slots.len()),
            n_secrets: count(loaded.sealed.len()),
            n_unreadable: count(n_unreadable),
            opened_with: open.map(|open| open.way.into()),
            locked_because: at_hand.locked_because.map(|reason| name(reason).to_owned()),
            keychain_said: at_hand.keychain_said.clone(),
            auto_lock_minutes,
        }
    }

    fn none(auto_lock_minutes: u32) -> VaultView {
        VaultView {
            state: VaultState::None,
            slots: Vec::new(),
            n_odd_slots: 0,
            n_secrets: 0,
            n_unreadable: 0,
            opened_with: None,
            locked_because: None,
            keychain_said: None,
            auto_lock_minutes,
        }
    }
}

impl From<Way> for SlotWay {
    fn from(way: Way) -> SlotWay {
        match way {
            Way::Keychain => SlotWay::Keychain,
            Way::Passphrase => SlotWay::Passphrase,
            Way::RecoveryKey => SlotWay::RecoveryKey,
        }
    }
}

fn name(reason: LockReason) -> &'static str {
    match reason {
        LockReason::Idle => "idle",
        LockReason::Sleep => "sleep",
        LockReason::ScreenLocked => "screen-locked",
        LockReason::Asked => "asked",
        LockReason::Quit => "quit",
    }
}
