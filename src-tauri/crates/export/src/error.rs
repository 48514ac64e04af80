//! Why drafts do not become a file.

use desk_blueprint::BlueprintError;

/// Why nothing is exported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// The drafts make no blueprint, so they make nothing else either: what authentik refuses it refuses by every way.
    #[error(transparent)]
    Blueprint(#[from] BlueprintError),
    /// The format has no place for secrets that are given in this way.
    #[error("{format} takes no secrets by {style}")]
    StyleNotFor {
        /// The format: `kubernetes`.
        format: &'static str,
        /// The style: `context`.
        style: &'static str,
    },
}
