//! How far the registration with the provider is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

/// The steps that somebody has been at, by the names that a [`Console`](crate::console::Console) lists. A step that is
/// absent is open. Steps that the console does not have are kept: another version may know them.
pub type Checklist = BTreeMap<String, StepRecord>;

/// What is known of one step.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct StepRecord {
    /// How far it is.
    pub status: StepStatus,
    /// What somebody noted: a ticket, a date, a name. Never a secret.
    pub note: String,
    /// When status or note changed last, RFC 3339. Empty while unknown.
    pub changed_at: String,
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum StepStatus {
    /// It is still to be done.
    #[default]
    Open,
    /// It is done.
    Done,
    /// It is not needed here.
    Skipped,
}
