//! The arguments of `identity`.

use std::path::PathBuf;

use clap::Args;

/// A change of a source's identity.
#[derive(Args)]
pub(crate) struct Identity {
    /// The draft.
    pub(crate) slug: String,
    /// What changes.
    #[arg(long, value_name = "CHANGE")]
    pub(crate) change: String,
    /// Users and connections.
    #[arg(long, value_name = "FILE")]
    pub(crate) directory: Option<PathBuf>,
    /// Identifiers before and after.
    #[arg(long, value_name = "FILE")]
    pub(crate) identifiers: Option<PathBuf>,
    /// Whether the new AppID is of the same Open Platform account.
    #[arg(long)]
    pub(crate) same_account: bool,
    /// Whether the new slug is pushed as a new source.
    #[arg(long)]
    pub(crate) as_new: bool,
    /// Where to write the report.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}
