//! The commands, by subject.

mod apply;
mod bundle;
mod callback;
mod catalogue;
mod checklist;
mod drafts;
mod explain;
mod export;
mod health;
mod history;
mod identity;
mod import;
mod lint;
mod map;
mod mapping;
mod network;
mod plan;
mod predict;
mod prefill;
mod preview;
mod rehearse;
mod report;
mod secret;
mod server;
mod set;
mod simulate;
mod test_login;
mod test_run;
mod vault;
mod work;

use clap::CommandFactory as _;
use desk_app::{DraftView, Problem};

use crate::arguments::{Arguments, Backup, Command};
use crate::documents::{DraftDocument, HelpDocument};
use crate::failure::{DONE, Ended, Failure};
use crate::program::Program;
use crate::{help, secrets, terminal};

/// Runs a command.
pub(crate) fn run(program: &Program, command: Command) -> Ended {
    match command {
        Command::Types { target } => catalogue::types(program, target.as_deref()),
        Command::Fields { source_type, target } => {
            catalogue::fields(program, &source_type, target.as_deref())
        }
        Command::New(new) => set::new(program, &new),
        Command::List { search, tag } => drafts::list(program, search.as_deref(), tag.as_deref()),
        Command::Show { slug } => drafts::show(program, &slug),
        Command::Set(set) => set::set(program, &set),
        Command::Copy { slug, new } => drafts::copy(program, &slug, &new),
        Command::Delete { slug } => drafts::delete(program, &slug),
        Command::History { slug, revision } => history::history(program, &slug, revision),
        Command::Restore { slug, revision } => history::restore(program, &slug, revision),
        Command::Mapping(command) => mapping::mapping(program, &command),
        Command::Undo => drafts::undo(program),
        Command::Redo => drafts::redo(program),
        Command::Lint { target, secret, checked_for, fix } => {
            lint::lint(program, &target, &secret, checked_for.as_deref(), fix)
        }
        Command::Preview(preview) => preview::preview(program, &preview),
        Command::Callback(arguments) => callback::callback(program, &arguments),
        Command::Checklist(arguments) => checklist::checklist(program, &arguments),
        Command::Simulate(simulate) => simulate::simulate(program, simulate),
        Command::Rehearse(rehearse) => rehearse::rehearse(program, &rehearse),
        Command::TestLogin(arguments) => test_login::test_login(program, &arguments),
        Command::Network(arguments) => network::network(program, &arguments),
        Command::TestRun(command) => test_run::test_run(program, &command),
        Command::Explain { error, search, list: _, provider } => {
            explain::explain(program, &error.join(" "), &search.join(" "), provider.as_deref())
        }
        Command::Map(arguments) => map::map(program, &arguments),
        Command::Predict(arguments) => predict::predict(program, &arguments),
        Command::Identity(arguments) => identity::identity(program, &arguments),
        Command::Export(export) => export::export(program, &export),
        Command::Import(import) => import::import(program, &import),
        Command::Bundle(command) => bundle::bundle(program, &command),
        Command::Prefill(prefill) => prefill::prefill(program, &prefill),
        Command::Server(command) => server::server(program, &command),
        Command::Pull(arguments) => plan::pull(program, &arguments),
        Command::Plan(arguments) => plan::plan(program, &arguments),
        Command::Apply(arguments) => apply::apply(program, &arguments),
        Command::Rollback(arguments) => apply::rollback(program, &arguments),
        Command::Runs => apply::runs(program),
        Command::Drift(arguments) => plan::drift(program, &arguments),
        Command::Vault(command) => vault::vault(program, &command),
        Command::Secret(command) => secret::secret(program, &command),
        Command::Doctor { report: true, .. } => health::report(program),
        Command::Doctor { recover: false, .. } => health::doctor(program),
        Command::Doctor { recover: true, file, .. } => health::recover(program, file.as_deref()),
        Command::Backup { command: None, path } => health::backup(program, path.as_deref()),
        Command::Backup { command: Some(Backup::Restore { backup }), .. } => {
            health::restore(program, &backup)
        }
        Command::Seed { count } => drafts::seed(program, count),
        Command::Help { topic } => show_help(program, topic.as_deref()),
    }
}

fn show_help(program: &Program, topic: Option<&str>) -> Ended {
    let mut all = help::command(program.output.locale);
    all.build();
    let text = match topic {
        None => all.render_help(),
        Some(name) => {
            let found = all.find_subcommand_mut(name).map(clap::Command::render_help);
            found.ok_or_else(|| unknown_command(name))?
        }
    };
    if program.output.json {
        program.output.document(&HelpDocument { help: text.to_string() })?;
    } else {
        program.output.line(text.to_string().trim_end())?;
    }
    Ok(DONE)
}

fn unknown_command(name: &str) -> Problem {
    Problem::about("usage-unknown-command", name)
        .with("suggestion", "none")
        .with("command", Arguments::command().get_name())
}

/// Reads the secrets that the arguments name and lends them to a draft. Returns whether there were any.
fn lend_secrets(program: &Program, draft: &desk_app::Draft, arguments: &[String]) -> Result<bool, Failure> {
    if arguments.is_empty() {
        return Ok(false);
    }
    let secrets = secrets::read(arguments, &draft.source_type, &terminal::variable, &mut std::io::stdin())?;
    program.desk.lend_secrets(&draft.id, secrets);
    Ok(true)
}

/// Prints a draft after a change: as a document, or as one sentence.
fn print_changed(program: &Program, view: &DraftView, sentence: &str) -> Result<(), Failure> {
    if program.output.json {
        program.output.document(&DraftDocument::of(program.output.locale, view))?;
    } else {
        program.output.line(sentence)?;
    }
    Ok(())
}
