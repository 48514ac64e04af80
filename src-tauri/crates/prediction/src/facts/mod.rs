//! What is known: the source with its flows, the visit, the directory.

mod directory;
mod flow;
mod layer;
mod of_draft;
mod source;
mod visit;

use serde::{Deserialize, Serialize};

pub use directory::{Directory, Group, GroupConnection, GroupKey, User, UserConnection, UserKey};
pub use flow::{Flow, PromptField, Requirement, Runs, Stage, StageBinding, UserCreationMode, UserWrite};
pub(crate) use layer::{Layer, View};
pub use of_draft::DraftError;
pub use source::{GroupMatchingMode, Source, UserMatchingMode};
pub use visit::{Callback, Person, PersonGroups, Session, Visit};

/// Something that is known, or not.
///
/// Not an `Option`: a flow that is *not set* and a flow that we *know nothing of* end differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact<T> {
    /// It is known.
    Known(T),
    /// It was not asked for, or the place it came from does not say.
    NotKnown,
}

impl<T> Fact<T> {
    /// Returns what is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Fact::Known(value) => Some(value),
            Fact::NotKnown => None,
        }
    }
}
