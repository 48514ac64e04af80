//! Why there is no answer at all.

use std::path::PathBuf;

/// Why a mapping could not be evaluated, for reasons that are not the mapping's.
#[derive(Debug, thiserror::Error)]
pub enum ExpressionError {
    /// The program that evaluates mappings did not start: it is missing, or the system refused.
    #[error("{} does not start: {source}", program.display())]
    NotStarted {
        /// The program.
        program: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The program started and ended before it was ready.
    #[error("{} ended before it was ready: {told}", program.display())]
    NotReady {
        /// The program.
        program: PathBuf,
        /// The last of what it said, at most 4 KB.
        told: String,
    },
    /// The mapping and its variables are larger than what a worker is given.
    #[error("{size} bytes are more than {most}")]
    TooLarge {
        /// How large they are, in bytes of JSON.
        size: usize,
        /// How large they may be.
        most: usize,
    },
    /// The request cannot be written as JSON.
    #[error("the request cannot be written: {0}")]
    Request(serde_json::Error),
}
