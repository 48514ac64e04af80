//! The program `source-desk`: Source Desk without a window, for terminals, pipelines and servers.
//!
//! Results go to stdout; progress, hints and errors for people go to stderr. With `--json` stdout holds exactly one
//! JSON document, also for an error. Exit codes: 0 done, 1 findings, 2 usage, 4 our own mistake.
//!
//! Deliberately not here: what a source is, what is stored, what is sent. That is `desk_app`'s; this program parses
//! arguments at the edge, calls one use case, and prints what comes back.

mod arguments;
mod commands;
mod documents;
mod failure;
mod help;
mod passphrase;
mod print;
mod program;
mod secrets;
mod terminal;
mod usage;

use std::process::ExitCode;

fn main() -> ExitCode {
    desk_app::refuse_core_files();
    desk_app::log_panics(Some(failure::BUG));
    ExitCode::from(program::run(terminal::arguments()))
}
