//! Serves the web UI and the real commands to a plain browser, for tests: `desk-bridge HOME UI [LOCALE [SAVE_PATH
//! [OPEN_FOLDER]]]`.
//!
//! The first line on standard output is the base URL. It ends with its standard input, so no test can leave it behind.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use desk_app::{Desk, Locale};
use desk_test_support::{Bridge, TestHost};
use tokio::io::AsyncReadExt as _;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (Some(home), Some(ui)) = (arguments.first(), arguments.get(1)) else {
        return ExitCode::from(2);
    };
    let locale = arguments.get(2).and_then(|tag| Locale::from_tag(tag)).unwrap_or(Locale::En);
    let mut host = TestHost::new(PathBuf::from(home), locale);
    if let Some(path) = arguments.get(3) {
        host = host.saving_to(PathBuf::from(path));
    }
    if let Some(folder) = arguments.get(4) {
        host = host.opening_from(PathBuf::from(folder));
    }
    let host = Arc::new(host);
    desk_app::start_log(host.clone(), "desktop");
    let Ok(bridge) = Bridge::new(Arc::new(Desk::new(host)), &PathBuf::from(ui)).await else {
        return ExitCode::FAILURE;
    };
    if writeln!(std::io::stdout(), "{}", bridge.base_url()).is_err() {
        return ExitCode::FAILURE;
    }
    let (mut input, mut rest) = (tokio::io::stdin(), Vec::new());
    tokio::select! {
        _ = bridge.serve() => ExitCode::FAILURE,
        _ = input.read_to_end(&mut rest) => ExitCode::SUCCESS,
    }
}
