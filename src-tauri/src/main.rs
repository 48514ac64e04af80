//! The program `source-desk-desktop`: Source Desk in a window.

// Without this Windows opens a console beside the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    desk_app::refuse_core_files();
    match source_desk_desktop::run(desk_app::home_from_system()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            source_desk_desktop::tell(&why);
            ExitCode::FAILURE
        }
    }
}
