//! Things that only tests need: a host whose world is in the test's hand, and the HTTP bridge.
//!
//! The bridge serves the *real* commands, through Tauri's own mock runtime, to a plain browser: `POST
//! /__ipc/COMMAND` with the arguments as JSON. A test page puts a function with Tauri's name in front of it
//! (`tests/browser/bridge.mjs`), so the web UI runs unchanged.

mod bridge;
mod host;

pub use bridge::{Bridge, BridgeError};
pub use host::TestHost;
