//! The options of `bundle`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Existing;

/// What to do with bundles.
#[derive(Subcommand)]
pub(crate) enum Bundle {
    /// Writes drafts as a bundle.
    Create(BundleCreate),
    /// Shows what a bundle holds.
    Open(BundleOpen),
}

/// A bundle to write.
#[derive(Args)]
pub(crate) struct BundleCreate {
    /// Where to write it.
    pub(crate) file: PathBuf,
    /// The drafts.
    #[arg(required = true)]
    pub(crate) slug: Vec<String>,
    /// Whether the secrets go along.
    #[arg(long)]
    pub(crate) with_secrets: bool,
    /// Whose keys open it.
    #[arg(long, value_name = "age1…", requires = "with_secrets")]
    pub(crate) recipient: Vec<String>,
    /// The secrets of the one draft.
    #[arg(long, value_name = "FIELD=SOURCE", requires = "with_secrets")]
    pub(crate) secret: Vec<String>,
    /// Whether that was thought over.
    #[arg(long, requires = "with_secrets")]
    pub(crate) yes: bool,
}

/// A bundle to open.
#[derive(Args)]
pub(crate) struct BundleOpen {
    /// The bundle.
    pub(crate) file: PathBuf,
    /// Whether to import it.
    #[arg(long)]
    pub(crate) import: bool,
    /// What to do with a source whose slug another draft has.
    #[arg(long, value_enum, default_value_t = Existing::Skip)]
    pub(crate) existing: Existing,
    /// The identity file.
    #[arg(long, value_name = "FILE")]
    pub(crate) identity: Option<PathBuf>,
}
