//! The Python of the conformance tests.

#![expect(clippy::expect_used, reason = "a test whose program cannot be started has nothing left to test")]
#![expect(clippy::print_stdout, reason = "a test that is skipped says so where the others' output is")]

use std::path::Path;
use std::process::Command;

use crate::Ended;
use crate::run::end;

/// The variable with the path of a Python that has the packages of `tests/conformance/requirements.txt`.
pub const CONFORMANCE_PYTHON: &str = "SOURCE_DESK_CONFORMANCE_PYTHON";

/// A Python that has the packages of `tests/conformance/requirements.txt`.
pub struct Python(std::ffi::OsString);

impl Python {
    /// Finds it; without one it says so, and the caller leaves its test.
    pub fn find() -> Option<Python> {
        let python = std::env::var_os(CONFORMANCE_PYTHON);
        if python.is_none() {
            println!(
                "skipped: {CONFORMANCE_PYTHON} is not set (cargo xtask test makes such a Python and sets it)"
            );
        }
        python.map(Python)
    }

    /// Runs a script of `tests/conformance` to its end; `change` adds arguments and environment.
    pub fn run(&self, script: &str, change: impl FnOnce(&mut Command)) -> Ended {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .expect("the folder of the tests")
            .join("conformance");
        let mut command = Command::new(&self.0);
        // Nothing is left behind in the source tree.
        command.env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONIOENCODING", "utf-8").arg(folder.join(script));
        change(&mut command);
        end(&mut command)
    }
}
