//! A Python of its own for the conformance test, in which an unmodified WeChat client library logs in.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{self, Workspace};
use crate::failure::Failure;
use crate::fingerprint::Fingerprint;

/// The variable that tells the test which Python has the client library.
pub(crate) const VARIABLE: &str = "SOURCE_DESK_CONFORMANCE_PYTHON";

/// Makes the virtual environment that `tests/conformance/requirements.txt` asks for, unless it is there already, and
/// returns its Python.
///
/// # Errors
/// When Python is missing, or when its packages cannot be installed.
pub(crate) fn python(workspace: &Workspace) -> Result<PathBuf, Failure> {
    let requirements = workspace.path("tests/conformance/requirements.txt");
    let system_python = if cfg!(windows) { "python" } else { "python3" };
    let Some(version) = command::answer(Command::new(system_python).arg("--version")) else {
        return Err(Failure::Missing {
            what: "Python 3 is missing; the conformance test runs a WeChat client library written in it"
                .to_owned(),
            remedy: "install it from https://www.python.org/ or with your system's packages".to_owned(),
        });
    };
    let environment = workspace.scratch("conformance-python");
    let python = python_in(&environment);
    let wanted = Fingerprint::EMPTY.with("python", version.text.as_bytes()).with_file(&requirements)?;
    let stamp = environment.join("source-desk-stamp");
    if python.is_file() && wanted.is_stamped(&stamp) {
        println!("The conformance test's Python is up to date.");
        return Ok(python);
    }
    command::run(workspace.program(system_python).args(["-m", "venv", "--clear"]).arg(&environment))?;
    command::run(
        workspace
            .program(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"])
            .arg(&requirements),
    )?;
    wanted.stamp(&stamp)?;
    Ok(python)
}

fn python_in(environment: &Path) -> PathBuf {
    if cfg!(windows) {
        environment.join("Scripts").join("python.exe")
    } else {
        environment.join("bin/python")
    }
}
