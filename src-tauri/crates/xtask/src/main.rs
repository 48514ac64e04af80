//! The project's own tasks: `cargo xtask run | test | setup | bindings | bench | icons`.
//!
//! It has no dependencies, so that the first command of a fresh clone answers within seconds. It is a tool for the
//! people who work on Source Desk: its output is plain English on purpose and goes through no message catalogue, and it
//! reads the environment and the clock directly. Deliberately not here: anything that the product needs at run time.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line tool for developers: its output is the terminal"
)]

mod arguments;
mod command;
mod conformance;
mod failure;
mod fingerprint;
mod group;
mod icon_files;
mod icons;
mod packages;
mod prerequisites;
mod run;
mod test;
mod ui;

use std::process::ExitCode;

use crate::arguments::{Task, USAGE};
use crate::command::Workspace;
use crate::failure::Failure;
use crate::prerequisites::Need;

fn main() -> ExitCode {
    match Task::parse(std::env::args().skip(1)).and_then(perform) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("\nerror: {failure}");
            failure.exit_code()
        }
    }
}

fn perform(task: Task) -> Result<ExitCode, Failure> {
    if matches!(task, Task::Help) {
        println!("{USAGE}");
        return Ok(ExitCode::SUCCESS);
    }
    let workspace = Workspace::from_environment()?;
    match task {
        Task::Help => {}
        Task::Setup => {
            prerequisites::meet(Need::Tests)?;
            ui::install(&workspace)?;
            println!("Everything that Source Desk's build and tests need is here.");
        }
        Task::Run { program_arguments } => return run::run(&workspace, &program_arguments),
        Task::Test { only } => return test::run(&workspace, &only),
        Task::ListSteps => test::list(),
        Task::Bindings => bindings(&workspace)?,
        Task::Bench => bench(&workspace)?,
        Task::Icons => icons::draw(&workspace)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Measures in a release build, beside PyYAML. It is no part of the tests: nothing is asserted.
fn bench(workspace: &Workspace) -> Result<(), Failure> {
    let python = conformance::python(workspace)?;
    // The program that evaluates mappings lies beside the one that measures it.
    command::run(workspace.cargo().args(["build", "--release", "--package", "desk-expression"]))?;
    let mut command = workspace.cargo();
    command.args(["run", "--release", "--package", "desk-bench"]).env(conformance::VARIABLE, python);
    command::run(&mut command)
}

/// Regenerates the committed files that are made from Rust: the typed message ids and the TypeScript client. The tests
/// that check them write them instead when `UPDATE_BINDINGS` is set, so that there is one generator and no second path.
fn bindings(workspace: &Workspace) -> Result<(), Failure> {
    prerequisites::meet(Need::Window)?;
    ui::install(workspace)?;
    // The desktop package embeds ui/dist while it compiles, so that folder must exist before its tests can run.
    ui::build(workspace)?;
    for (package, filter) in [("desk-messages", "ids"), ("source-desk-desktop", "typescript_client")] {
        command::run(workspace.cargo().args(["test", "-p", package, filter]).env("UPDATE_BINDINGS", "1"))?;
    }
    Ok(())
}
