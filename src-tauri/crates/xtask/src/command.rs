//! Other programs: how they are found, started and shown.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;

/// The clone that this task works in.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
    binaries: PathBuf,
}

impl Workspace {
    /// Finds the clone through what cargo tells the programs that it runs.
    ///
    /// # Errors
    /// [`Failure::Usage`] when it was not started by cargo.
    pub(crate) fn from_environment() -> Result<Self, Failure> {
        let started_otherwise = || Failure::Usage("start this program with: cargo xtask".to_owned());
        let package = std::env::var_os("CARGO_MANIFEST_DIR").ok_or_else(started_otherwise)?;
        let root = Path::new(&package).ancestors().nth(3).ok_or_else(started_otherwise)?.to_path_buf();
        // This program lies where cargo puts every program of this workspace, whatever the target folder is called.
        let program =
            std::env::current_exe().map_err(|error| Failure::File { path: PathBuf::from("xtask"), error })?;
        let binaries = program.parent().ok_or_else(started_otherwise)?.to_path_buf();
        Ok(Self { root, binaries })
    }

    /// A path below the clone's root, written with `/`.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        relative.split('/').fold(self.root.clone(), |path, part| path.join(part))
    }

    /// Where a plain `cargo build` puts the program of this name.
    pub(crate) fn binary(&self, name: &str) -> PathBuf {
        self.binaries.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// A folder for things that are made from the clone and can be made again, inside cargo's target folder.
    pub(crate) fn scratch(&self, name: &str) -> PathBuf {
        self.binaries.parent().unwrap_or(&self.binaries).join(name)
    }

    /// Cargo, in the root of the clone.
    pub(crate) fn cargo(&self) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        self.program(cargo)
    }

    /// npm, in `ui/`.
    pub(crate) fn npm(&self) -> Command {
        let mut npm = self.program(npm_name());
        npm.current_dir(self.path("ui"));
        npm
    }

    /// Any program, in the root of the clone. What cargo told *this* program about its own package is taken out, because
    /// build scripts that look at those variables would otherwise run again and again.
    pub(crate) fn program(&self, name: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(name);
        command.current_dir(&self.root);
        for (variable, _) in std::env::vars_os() {
            let name = variable.to_string_lossy();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&variable);
            }
        }
        command
    }
}

/// npm's file name: on Windows it is a batch file, and only its full name can be started.
pub(crate) fn npm_name() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

/// Shows the command, runs it with this terminal and waits.
///
/// # Errors
/// [`Failure::CannotStart`], or [`Failure::Ended`] when it reports failure.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    println!("$ {}", shown(command));
    let status = command.status().map_err(|error| Failure::CannotStart { command: shown(command), error })?;
    if status.success() { Ok(()) } else { Err(Failure::Ended { command: shown(command), status }) }
}

/// Runs the command quietly and returns what it wrote to its standard output, whether it reports failure or not;
/// `None` when it cannot be started.
pub(crate) fn answer(command: &mut Command) -> Option<Answer> {
    let output = command.output().ok()?;
    Some(Answer {
        succeeded: output.status.success(),
        text: String::from_utf8_lossy(&output.stdout).into_owned(),
    })
}

/// What a quiet command said.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Whether it ended with exit status 0.
    pub(crate) succeeded: bool,
    /// Its standard output.
    pub(crate) text: String,
}

/// The command as a person would type it, with the variables that we set for it.
pub(crate) fn shown(command: &Command) -> String {
    let set = command.get_envs().filter_map(|(name, value)| {
        value.map(|value| format!("{}={}", name.to_string_lossy(), quoted(&value.to_string_lossy())))
    });
    let whole = command.get_program();
    let name = Path::new(whole).file_stem().unwrap_or(whole);
    // Cargo hands us its full path, and npm is a batch file on Windows; a person types neither.
    let program = if name == "cargo" || name == "npm" { name } else { whole };
    let arguments = command.get_args().map(|argument| quoted(&argument.to_string_lossy()));
    let words: Vec<String> = set.chain([quoted(&program.to_string_lossy())]).chain(arguments).collect();
    words.join(" ")
}

/// The full path of a program that the shell would find.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(format!("{program}{}", std::env::consts::EXE_SUFFIX)))
        .find(|candidate| candidate.is_file())
}

fn quoted(word: &str) -> String {
    let plain = |character: char| character.is_ascii_alphanumeric() || "-_=+./:,@%".contains(character);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_so_that_it_can_be_pasted_into_a_shell() {
        let mut command = Command::new("/usr/lib/rust/cargo");
        command.args(["doc", "it's"]).env("RUSTDOCFLAGS", "-D warnings").env_remove("CARGO_PKG_NAME");
        assert_eq!(shown(&command), r"RUSTDOCFLAGS='-D warnings' cargo doc 'it'\''s'");
    }

    #[test]
    fn a_quiet_command_that_does_not_exist_gives_no_answer() {
        assert!(answer(&mut Command::new("source-desk-has-no-such-program")).is_none());
    }

    #[test]
    fn paths_stay_inside_the_clone_and_beside_its_programs() {
        let workspace = Workspace { root: PathBuf::from("clone"), binaries: Path::new("t").join("debug") };
        assert_eq!(workspace.path("ui/src"), Path::new("clone").join("ui").join("src"));
        assert_eq!(workspace.scratch("icons"), Path::new("t").join("icons"));
        assert!(workspace.binary("desk-bridge").starts_with(Path::new("t").join("debug")));
    }
}
