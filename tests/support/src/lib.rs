//! Things that only tests need: a host whose world is in the test's hand, the HTTP bridge, and programs that run in
//! folders of their own.
//!
//! The bridge serves the *real* commands, through Tauri's own mock runtime, to a plain browser: `POST
//! /__ipc/COMMAND` with the arguments as JSON. A test page puts a function with Tauri's name in front of it
//! (`tests/browser/bridge.mjs`), so the web UI runs unchanged.

mod bridge;
mod bridge_process;
mod host;
mod programs;
mod python;
mod run;
mod simulation;

pub use bridge::{Bridge, BridgeError};
pub use bridge_process::BridgeProcess;
pub use host::{FakeKeychain, TestHost};
pub use programs::program;
pub use python::{CONFORMANCE_PYTHON, Python};
pub use run::{Ended, TempHome, end, end_with_input};
pub use simulation::Simulation;
/// The names of the commands that the main window has.
pub use source_desk_desktop::COMMAND_NAMES;

/// Returns the name that the program `draft-writer` gives to a revision of a draft.
pub fn written_name(slug: &str, revision: u32) -> String {
    format!("微信 {slug} v{revision}")
}
