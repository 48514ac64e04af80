//! The arguments of `test-run`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

/// What to do with the test logins that were kept.
#[derive(Subcommand)]
pub(crate) enum TestRun {
    /// Lists them.
    List {
        /// The draft.
        slug: String,
    },
    /// Shows one.
    Show {
        /// Its number.
        run: u32,
    },
    /// Compares two.
    Compare {
        /// The number of one.
        #[arg(value_name = "RUN")]
        first: u32,
        /// The number of the other.
        #[arg(value_name = "RUN")]
        second: u32,
    },
    /// Writes one for other programs.
    Export {
        /// Its number.
        run: u32,
        /// How.
        #[arg(long)]
        format: RunFormat,
        /// Where to.
        #[arg(long, value_name = "PATH")]
        out: Option<PathBuf>,
    },
    /// Deletes one.
    Delete {
        /// Its number.
        run: u32,
    },
}

/// How to write a test login.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RunFormat {
    /// HAR 1.2.
    Har,
    /// A drawing.
    Svg,
}
