//! `secret`: kept in the vault, forgotten.

use desk_app::messages::{MessageId, id};
use desk_app::{DraftView, Problem, SecretStanding, SecretState};
use serde_json::json;

use super::vault;
use crate::arguments::SecretCommand;
use crate::failure::{DONE, Ended};
use crate::passphrase;
use crate::program::Program;

/// Works on the secrets of a draft.
pub(super) fn secret(program: &Program, command: &SecretCommand) -> Ended {
    match command {
        SecretCommand::Set { slug, field, from } => {
            let view = program.desk.find_draft(slug)?;
            // Before it is typed, because it may have to be fetched from somewhere.
            vault::open(program)?;
            let secret = passphrase::read(program.output, field, from.as_deref(), id::CLI_SECRET_ASK)?;
            let view = program.desk.set_secret(&view.draft.id, field, secret)?;
            tell(program, &view, field, id::CLI_SECRET_KEPT)
        }
        SecretCommand::Forget { slug, field } => {
            let before = program.desk.find_draft(slug)?;
            let view = program.desk.forget_secret(&before.draft.id, field)?;
            let is_none =
                |state: &SecretState| state.field == *field && state.standing == SecretStanding::NotSet;
            if before.secrets.iter().any(is_none) {
                return Err(Problem::about("secret-not-set", field).into());
            }
            tell(program, &view, field, id::CLI_SECRET_FORGOTTEN)
        }
    }
}

fn tell(program: &Program, view: &DraftView, field: &str, sentence: MessageId) -> Ended {
    let output = program.output;
    let state = view.secrets.iter().find(|state| state.field == field);
    if output.json {
        output.document(&json!({
            "slug": view.draft.slug,
            "field": field,
            "set": state.is_some_and(|state| state.standing != SecretStanding::NotSet),
            "characters": state.map(|state| state.n_characters),
        }))?;
    } else {
        let characters = state.map_or(0, |state| state.n_characters).to_string();
        let arguments = [("slug", view.draft.slug.as_str()), ("field", field), ("characters", &characters)];
        output.line(&output.text(sentence, &arguments))?;
    }
    Ok(DONE)
}
