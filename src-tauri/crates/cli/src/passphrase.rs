//! Passphrases and recovery keys at the edge: from the environment, from standard input, or typed without being shown.

use std::io;

use desk_app::messages::{MessageId, id};
use desk_app::{Problem, Secret};

use crate::secrets;
use crate::terminal::{self, Output};

/// The variable with the vault's passphrase.
pub(crate) const PASSPHRASE: &str = "SOURCE_DESK_PASSPHRASE";
/// The variable with a passphrase that is to replace the vault's.
pub(crate) const NEW_PASSPHRASE: &str = "SOURCE_DESK_NEW_PASSPHRASE";

/// Returns the passphrase that a variable holds. An empty one counts as none.
pub(crate) fn from_variable(name: &str) -> Result<Option<Secret>, Problem> {
    match terminal::variable(name).map(std::ffi::OsString::into_string) {
        None => Ok(None),
        Some(Err(_)) => Err(Problem::about("usage-secret-text", name)),
        Some(Ok(text)) if text.is_empty() => Ok(None),
        Some(Ok(text)) => Ok(Some(Secret::new(text))),
    }
}

/// Returns whether a person sits at the terminal who can be asked.
pub(crate) fn can_ask(output: Output) -> bool {
    !output.json && terminal::is_attended()
}

/// Asks for something that is not shown while it is typed.
pub(crate) fn ask(output: Output, question: MessageId) -> Result<Secret, Problem> {
    let question = format!("{}: ", output.text(question, &[]));
    terminal::ask_secret(&question).map_err(|error| not_read(&error))?.ok_or_else(nobody)
}

/// Asks for a new passphrase, twice. `None`: the person wants none.
pub(crate) fn ask_new(output: Output, question: MessageId) -> Result<Option<Secret>, Problem> {
    loop {
        let first = ask(output, question)?;
        if first.n_characters() == 0 {
            return Ok(None);
        }
        let second = ask(output, id::CLI_VAULT_ASK_AGAIN)?;
        // EXPOSE: the two are compared; neither is shown.
        if first.expose() == second.expose() {
            return Ok(Some(first));
        }
        output.complain(&output.text(id::CLI_VAULT_NOT_THE_SAME, &[]));
    }
}

/// Asks for something that is shown while it is typed.
pub(crate) fn ask_openly(question: &str) -> Result<Secret, Problem> {
    let line =
        terminal::ask(&format!("{question}: ")).map_err(|error| not_read(&error))?.ok_or_else(nobody)?;
    Ok(Secret::new(line.trim().to_owned()))
}

/// Reads a secret from where an argument says; without one it is asked for, or read from standard input.
pub(crate) fn read(
    output: Output,
    subject: &str,
    origin: Option<&str>,
    question: MessageId,
) -> Result<Secret, Problem> {
    match origin {
        None if can_ask(output) => ask(output, question),
        origin => {
            secrets::read_one(subject, origin.unwrap_or("-"), &terminal::variable, &mut io::stdin().lock())
        }
    }
}

fn not_read(error: &io::Error) -> Problem {
    Problem::about("file-not-read", "stdin").detailed(error.to_string())
}

fn nobody() -> Problem {
    Problem::about("file-not-read", "stdin").detailed("there is no terminal")
}
