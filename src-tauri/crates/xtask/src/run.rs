//! `cargo xtask run`: from a clone to the open window, or to a rehearsed login where there is no display.

use std::process::{Command, ExitCode, ExitStatus};

use crate::command::{self, Workspace};
use crate::failure::Failure;
use crate::prerequisites::{self, Need};
use crate::ui;

/// Builds Source Desk and starts it.
///
/// # Errors
/// When something is missing or does not build. How the program itself ends is the exit code, not an error.
pub(crate) fn run(workspace: &Workspace, program_arguments: &[String]) -> Result<ExitCode, Failure> {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if has_display(std::env::consts::OS, set) {
        open_window(workspace, program_arguments)
    } else {
        rehearse(workspace, program_arguments)
    }
}

/// Whether a window can be opened: always on Windows and macOS, and elsewhere where X11 or Wayland says where.
fn has_display(system: &str, is_set: impl Fn(&str) -> bool) -> bool {
    matches!(system, "windows" | "macos") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

fn open_window(workspace: &Workspace, program_arguments: &[String]) -> Result<ExitCode, Failure> {
    prerequisites::meet(Need::Window)?;
    ui::install(workspace)?;
    ui::build(workspace)?;
    // The third runs property mappings, and is looked for beside the others.
    let programs = ["build", "-p", "source-desk-desktop", "-p", "source-desk-cli", "-p", "desk-expression"];
    command::run(workspace.cargo().args(programs))?;
    start(workspace.program(workspace.binary("source-desk-desktop")).args(program_arguments))
}

fn rehearse(workspace: &Workspace, program_arguments: &[String]) -> Result<ExitCode, Failure> {
    println!(
        "There is no display here, so this builds the command line and rehearses a WeChat login with it."
    );
    prerequisites::meet(Need::CommandLine)?;
    command::run(workspace.cargo().args(["build", "-p", "source-desk-cli"]))?;
    let mut program = workspace.program(workspace.binary("source-desk"));
    let code = start(program.args(["rehearse", "--demo"]).args(program_arguments))?;
    println!(
        "\nTo open the window, run `cargo xtask run` where there is a display: on a desktop, over `ssh -X`, or with\n\
         `xvfb-run -a cargo xtask run` (packages xvfb and xauth) on a display that nobody sees."
    );
    Ok(code)
}

fn start(command: &mut Command) -> Result<ExitCode, Failure> {
    println!("$ {}", command::shown(command));
    let status =
        command.status().map_err(|error| Failure::CannotStart { command: command::shown(command), error })?;
    Ok(ExitCode::from(code_of(status)))
}

/// The program's own exit code; 128 plus the number of the signal that ended it, as shells have it.
fn code_of(status: ExitStatus) -> u8 {
    #[cfg(unix)]
    let signal = std::os::unix::process::ExitStatusExt::signal(&status);
    #[cfg(not(unix))]
    let signal: Option<i32> = None;
    let code = status.code().or(signal.map(|signal| 128 + signal)).unwrap_or(1);
    // Windows has wider exit codes than the shells elsewhere; what does not fit is a failure all the same.
    u8::try_from(code).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linux_has_a_display_when_x11_or_wayland_says_so() {
        assert!(has_display("linux", |name| name == "DISPLAY"));
        assert!(has_display("linux", |name| name == "WAYLAND_DISPLAY"));
        assert!(!has_display("linux", |_| false));
    }

    #[test]
    fn windows_and_macos_always_have_a_display() {
        assert!(has_display("windows", |_| false) && has_display("macos", |_| false));
    }

    #[cfg(unix)]
    #[test]
    fn exit_codes_are_passed_on_and_signals_become_128_and_their_number() {
        let ended = |script: &str| code_of(Command::new("sh").args(["-c", script]).status().unwrap());
        assert_eq!(ended("exit 0"), 0);
        assert_eq!(ended("exit 3"), 3);
        assert_eq!(ended("kill -s TERM $$"), 143);
    }
}
