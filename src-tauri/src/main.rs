//! The program `source-desk-desktop`: Source Desk in a window.

// Without this Windows opens a console beside the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    match source_desk_desktop::run(desk_app::home_from_system()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            // If even standard error is closed there is nobody left to tell.
            let _ = writeln!(std::io::stderr(), "{why}");
            ExitCode::FAILURE
        }
    }
}
