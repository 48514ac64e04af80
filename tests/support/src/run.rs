//! Runs the programs in folders of their own and collects what they say.

#![expect(clippy::expect_used, reason = "a test whose program cannot be started has nothing left to test")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::program;

/// A folder that holds a data folder, a temporary folder and whatever else a test needs. It goes away with the value.
pub struct TempHome {
    folder: TempDir,
}

/// What a program left when it ended.
#[derive(Debug)]
pub struct Ended {
    /// The exit code; `None` if a signal ended it.
    pub code: Option<i32>,
    /// What it wrote to standard output.
    pub stdout: String,
    /// What it wrote to standard error.
    pub stderr: String,
}

impl TempHome {
    /// Makes the folder.
    #[expect(clippy::new_without_default, reason = "a default value does not make folders")]
    pub fn new() -> TempHome {
        let home = TempHome { folder: tempfile::tempdir().expect("a temporary folder") };
        fs::create_dir(home.temp()).expect("a folder in a temporary folder");
        home
    }

    /// Returns the folder that holds everything else.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Returns the data folder, which the programs make when they need it.
    pub fn data(&self) -> PathBuf {
        self.path("home")
    }

    /// Returns the folder for temporary files.
    pub fn temp(&self) -> PathBuf {
        self.path("temp")
    }

    /// Returns a path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Returns a program that knows no other folder than this one and speaks English unless it is told otherwise.
    pub fn program(&self, name: &str) -> Command {
        let mut command = Command::new(program(name));
        for variable in ["SOURCE_DESK_HOME", "XDG_DATA_HOME", "LC_ALL", "LC_MESSAGES", "LANGUAGE"] {
            command.env_remove(variable);
        }
        // A real session bus could start a real keychain, and a test would leave something there.
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        for variable in ["SOURCE_DESK_PASSPHRASE", "SOURCE_DESK_NEW_PASSPHRASE"] {
            command.env_remove(variable);
        }
        command.env("HOME", self.root()).env("TMPDIR", self.temp()).env("LANG", "en_US.UTF-8");
        command.current_dir(self.root()).stdin(Stdio::null());
        command
    }

    /// Returns `source-desk --home DATA`.
    pub fn source_desk(&self) -> Command {
        let mut command = self.program("source-desk");
        command.arg("--home").arg(self.data());
        command
    }

    /// Runs `source-desk --home DATA` with arguments.
    pub fn run(&self, arguments: &[&str]) -> Ended {
        end(self.source_desk().args(arguments))
    }
}

impl Ended {
    /// Returns the one JSON document that standard output holds.
    pub fn json(&self) -> Value {
        let document = serde_json::from_str(&self.stdout);
        assert!(document.is_ok(), "standard output is not exactly one JSON document: {self:?}");
        document.unwrap_or_default()
    }

    /// Checks the exit code and returns this again.
    pub fn with_code(self, code: i32) -> Ended {
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }
}

/// Runs a program to its end.
pub fn end(command: &mut Command) -> Ended {
    Ended::of(command.output().expect("the program starts"))
}

/// Runs a program to its end; `input` is its standard input.
pub fn end_with_input(command: &mut Command, input: &str) -> Ended {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    if let Some(mut stdin) = child.stdin.take() {
        // A program that does not want its input closes it early; that is no mistake of the test.
        let _ = stdin.write_all(input.as_bytes());
    }
    Ended::of(child.wait_with_output().expect("the program ends"))
}

impl Ended {
    fn of(output: Output) -> Ended {
        let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
        Ended { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}
