//! Why an apply did not come to its end.

use super::JournalError;
use crate::error::ServerError;

/// Why an apply did not come to its end.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// The server, or the way to it.
    #[error(transparent)]
    Server(#[from] ServerError),
    /// The plan has conflicts.
    #[error("{0} conflicts")]
    Conflicts(usize),
    /// The server has changed since the plan was made.
    #[error("changed since: {0:?}")]
    Stale(Vec<String>),
    /// Another server answers at this address.
    #[error("another server")]
    OtherServer,
    /// The server refused the blueprint, with its reasons.
    #[error("refused: {0:?}")]
    Refused(Vec<String>),
    /// The server crashed on the blueprint; its reasons, as far as a dry run brought them to light.
    #[error("crashed: {0:?}")]
    Crashed(Vec<String>),
    /// Part of it may have been saved, and reading the server does not tell.
    #[error("the outcome is not known")]
    Unknown,
    /// A secret that the plan sends is not at hand.
    #[error("no secret {field} of {slug}")]
    SecretGone {
        /// The source's slug.
        slug: String,
        /// The field.
        field: String,
    },
    /// The plan does something that it does not show: somebody has changed its file.
    #[error("{0} is not as shown")]
    NotAsShown(String),
    /// Part of the plan is there already, and the rest of its base has changed.
    #[error("half of it is there: {0:?}")]
    Partly(Vec<String>),
    /// The journal cannot be written.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// A person stopped it.
    #[error("stopped")]
    Cancelled,
}
