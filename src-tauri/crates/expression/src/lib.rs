//! Evaluates a property mapping as authentik does, in a caged child process.
//!
//! authentik runs a mapping's text as Python, with everything that Python can do. Here it runs in a process of its own,
//! [`source-desk-expression`](../src/main.rs), that has no environment, no inherited handles, limits on its time and its
//! memory, and an interpreter into which files, sockets and processes are not compiled (docs/decisions/0017). What a
//! mapping would ask of authentik is answered from sample data and written down; what only a server can answer is an
//! outcome of its own and never guessed.
//!
//! An [`Evaluator`] has one worker ready. A [`Run`] takes it for evaluations that belong together, and throws it away: a
//! mapping can leave anything behind in its interpreter, and a fresh one is started while the person reads or types.
//!
//! # What is deliberately not here
//!
//! - No merge of what mappings return, and no order of mappings: `desk-prediction` has that.
//! - No clock, environment or folder of its own. The folder that workers run in, their program and their limits are
//!   arguments; a limit on time is waited for, not read from a clock. The time that a mapping itself asks for is the
//!   system's.
//! - Nothing is written to disk, and nothing but the interpreter reads a mapping's text.

mod cage;
mod error;
mod evaluator;
mod kind;
mod limits;
mod protocol;
mod run;
mod worker_process;

pub use error::ExpressionError;
pub use evaluator::{Engine, Evaluator};
pub use kind::Kind;
pub use limits::{Limit, Limits};
pub use protocol::{
    Answer, Call, HttpRequest, LogLine, Note, Outcome, Raised, Request, Sample, SampleAnswer, SampleHost,
    SamplePolicy,
};
pub use run::Run;

/// What the program `source-desk-expression` shares with this library: not for others.
#[doc(hidden)]
pub mod inside {
    pub use crate::cage::{lock, run_python};
    pub use crate::limits::Locks;
    pub use crate::protocol::{ANSWER, PROGRAM, READY};
}
