//! A process group that cannot outlive us.
//!
//! The window tests start a display server, a session bus, web-view drivers and the program itself, and some of those
//! leave children behind when only they are ended. So they all join one group, and the group has a guard: a shell that
//! waits on a pipe from us. However we end, with success, with Ctrl-C or with a crash, the pipe closes and the guard ends
//! the whole group.
#![cfg(target_os = "linux")]

use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

use crate::command;
use crate::failure::Failure;

/// `kill` is the shell's own here. The one from procps 4.0.2 reads a negative number without `--` as "every process".
const GUARD: &str = "read -r _; trap '' TERM; kill -s TERM -- \"-$$\"; sleep 1; kill -s KILL -- \"-$$\"";

/// The group; dropping it ends every process in it.
#[derive(Debug)]
pub(crate) struct Group {
    guard: Child,
}

impl Group {
    /// Starts an empty group.
    ///
    /// # Errors
    /// [`Failure::CannotStart`] when there is no shell.
    pub(crate) fn new() -> Result<Self, Failure> {
        let mut shell = Command::new("sh");
        shell.args(["-c", GUARD]).stdin(Stdio::piped()).process_group(0);
        let guard = spawned(&mut shell)?;
        Ok(Self { guard })
    }

    /// Starts a program inside the group.
    ///
    /// # Errors
    /// [`Failure::CannotStart`].
    pub(crate) fn start(&self, command: &mut Command) -> Result<Child, Failure> {
        spawned(command.process_group(self.guard.id().cast_signed()))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        // The guard ends itself with the rest. Should waiting fail, there is nothing left that we could do.
        let _ = self.guard.wait();
    }
}

fn spawned(command: &mut Command) -> Result<Child, Failure> {
    command.spawn().map_err(|error| Failure::CannotStart { command: command::shown(command), error })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::process::ExitStatusExt;

    #[test]
    fn dropping_the_group_ends_its_programs_and_their_children() {
        let group = Group::new().unwrap();
        // The shell's child inherits the pipe, so the pipe closes only when both have ended.
        let mut program = Command::new("sh");
        program.args(["-c", "sleep 600 & wait"]).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut program = group.start(&mut program).unwrap();
        drop(group);
        assert_eq!(program.wait().unwrap().signal(), Some(15));
        let rest = std::io::read_to_string(program.stdout.take().unwrap()).unwrap();
        assert_eq!(rest, "");
    }

    #[test]
    fn a_program_that_ignores_the_polite_signal_is_ended_all_the_same() {
        let group = Group::new().unwrap();
        let mut program = Command::new("sh");
        program.args(["-c", "trap '' TERM; echo ready; while :; do sleep 600; done"]).stdout(Stdio::piped());
        let mut program = group.start(&mut program).unwrap();
        let mut line = String::new();
        let mut output = std::io::BufReader::new(program.stdout.take().unwrap());
        std::io::BufRead::read_line(&mut output, &mut line).unwrap();
        drop(group);
        assert_eq!(program.wait().unwrap().signal(), Some(9));
    }
}
