//! What can go wrong in a task, in words that say what to do next.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::process::{ExitCode, ExitStatus};

/// Why a task stopped.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line was not understood.
    Usage(String),
    /// Something must be installed first, and we may not or cannot do it ourselves.
    Missing {
        /// What is missing.
        what: String,
        /// What the person can do: a command or an address.
        remedy: String,
    },
    /// A program could not be started at all.
    CannotStart {
        /// The command as a person would type it.
        command: String,
        /// The operating system's reason.
        error: io::Error,
    },
    /// A program ran and reported failure.
    Ended {
        /// The command as a person would type it.
        command: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// A program answered something that we cannot read. Only the display server is asked anything that must be read.
    #[cfg(target_os = "linux")]
    Answer {
        /// The command as a person would type it.
        command: String,
        /// What was expected of its answer.
        expected: &'static str,
    },
    /// A file or folder could not be read or written.
    File {
        /// Which one.
        path: PathBuf,
        /// The operating system's reason.
        error: io::Error,
    },
    /// A file has other contents than it must have.
    Content {
        /// Which one.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A step of `cargo xtask test` failed; what failed has been printed already.
    Step(&'static str),
}

impl Failure {
    /// 2 for a command line that was not understood, 1 for everything else.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(if matches!(self, Self::Usage(_)) { 2 } else { 1 })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(what) => write!(formatter, "{what}\n\nhint: cargo xtask help"),
            Self::Missing { what, remedy } => write!(formatter, "{what}\n\nhint: {remedy}"),
            Self::CannotStart { command, error } => write!(formatter, "could not start `{command}`: {error}"),
            Self::Ended { command, status } => write!(formatter, "`{command}` ended with {status}"),
            #[cfg(target_os = "linux")]
            Self::Answer { command, expected } => {
                write!(formatter, "`{command}` should have answered {expected}, but did not")
            }
            Self::File { path, error } => write!(formatter, "{}: {error}", path.display()),
            Self::Content { path, reason } => write!(formatter, "{}: {reason}", path.display()),
            Self::Step(name) => write!(
                formatter,
                "the step `{name}` failed\n\nhint: repeat it alone with: cargo xtask test --only {name}"
            ),
        }
    }
}
