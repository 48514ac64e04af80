//! The command line of `cargo xtask`.

use crate::failure::Failure;
use crate::test;

/// What `cargo xtask help` prints.
pub(crate) const USAGE: &str = "\
cargo xtask TASK

  run [-- ARGUMENT…]         build Source Desk and open its window; without a display: a rehearsed login in the terminal
  test [--only STEP[,STEP]]  everything that must pass before a change is merged; stops at the first failure
  test --list                the names of the steps
  setup                      install or name what the build and the tests need
  bindings                   write the generated files again: message ids and the TypeScript client
  bench                      what blueprints and drafts cost, in a release build; ratios beside PyYAML and grep
  icons                      draw icons/*.png, icon.ico and icon.icns again from icons/icon.svg
  help                       this text";

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Build and start Source Desk.
    Run {
        /// Passed on to the program as they are.
        program_arguments: Vec<String>,
    },
    /// Run the tests.
    Test {
        /// The steps to run, in the order in which the gate has them; empty means all of them.
        only: Vec<&'static str>,
    },
    /// Print the names of the test steps.
    ListSteps,
    /// Install or name prerequisites.
    Setup,
    /// Regenerate committed generated files.
    Bindings,
    /// Measure.
    Bench,
    /// Redraw the icon files.
    Icons,
    /// Print the usage.
    Help,
}

impl Task {
    /// Reads the arguments after `cargo xtask`.
    ///
    /// # Errors
    /// [`Failure::Usage`] for an unknown task, option or step name.
    pub(crate) fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Self, Failure> {
        let mut arguments = arguments.into_iter();
        let Some(task) = arguments.next() else { return Ok(Self::Help) };
        let rest: Vec<String> = arguments.collect();
        match task.as_str() {
            "run" => match rest.split_first() {
                None => Ok(Self::Run { program_arguments: Vec::new() }),
                Some((first, program)) if first == "--" => {
                    Ok(Self::Run { program_arguments: program.to_vec() })
                }
                Some((first, _)) => Err(Failure::Usage(format!(
                    "`run` does not know `{first}`; arguments for the program come after `--`"
                ))),
            },
            "test" => parse_test(&rest),
            "setup" => alone(&task, &rest, Self::Setup),
            "bindings" => alone(&task, &rest, Self::Bindings),
            "bench" => alone(&task, &rest, Self::Bench),
            "icons" => alone(&task, &rest, Self::Icons),
            "help" | "--help" | "-h" => Ok(Self::Help),
            other => Err(Failure::Usage(format!("there is no task `{other}`"))),
        }
    }
}

fn parse_test(rest: &[String]) -> Result<Task, Failure> {
    let Some((option, values)) = rest.split_first() else { return Ok(Task::Test { only: Vec::new() }) };
    let names = match (option.as_str(), values) {
        ("--list", []) => return Ok(Task::ListSteps),
        ("--only", [names]) => names.as_str(),
        (with_value, []) if with_value.starts_with("--only=") => &with_value["--only=".len()..],
        _ => {
            return Err(Failure::Usage(format!(
                "`test` takes --list, or --only with step names; it was given `{}`",
                rest.join(" ")
            )));
        }
    };
    let wanted: Vec<&str> = names.split(',').map(str::trim).collect();
    if let Some(unknown) = wanted.iter().find(|name| !test::step_names().any(|step| step == **name)) {
        let known: Vec<&str> = test::step_names().collect();
        return Err(Failure::Usage(format!(
            "there is no test step `{unknown}`; the steps are {}",
            known.join(", ")
        )));
    }
    Ok(Task::Test { only: test::step_names().filter(|step| wanted.contains(step)).collect() })
}

fn alone(name: &str, rest: &[String], task: Task) -> Result<Task, Failure> {
    match rest.first() {
        None => Ok(task),
        Some(extra) => Err(Failure::Usage(format!("`{name}` takes no arguments; it was given `{extra}`"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Task, Failure> {
        Task::parse(line.split_whitespace().map(String::from))
    }

    #[test]
    fn no_arguments_ask_for_help() {
        assert_eq!(parse("").unwrap(), Task::Help);
    }

    #[test]
    fn everything_after_two_dashes_belongs_to_the_program() {
        let expected = vec!["--lang".to_owned(), "zh-CN".to_owned(), "--".to_owned()];
        assert_eq!(parse("run -- --lang zh-CN --").unwrap(), Task::Run { program_arguments: expected });
        assert_eq!(parse("run").unwrap(), Task::Run { program_arguments: vec![] });
        assert!(matches!(parse("run --release"), Err(Failure::Usage(_))));
    }

    #[test]
    fn chosen_steps_run_in_the_order_of_the_gate_whatever_order_they_were_typed_in() {
        let expected = Task::Test { only: vec!["format", "clippy"] };
        assert_eq!(parse("test --only clippy,format").unwrap(), expected);
        assert_eq!(parse("test --only=clippy,format").unwrap(), expected);
        assert_eq!(parse("test").unwrap(), Task::Test { only: vec![] });
        assert_eq!(parse("test --list").unwrap(), Task::ListSteps);
    }

    #[test]
    fn a_misspelt_step_is_refused_rather_than_silently_left_out() {
        let Err(Failure::Usage(message)) = parse("test --only format,clipy") else {
            panic!("should be refused")
        };
        assert!(message.contains("`clipy`") && message.contains("clippy"), "{message}");
    }

    #[test]
    fn unknown_tasks_and_surplus_arguments_are_refused() {
        for line in ["benchmark", "bench 3", "setup now", "test --only", "test --list x", "icons big"] {
            assert!(matches!(parse(line), Err(Failure::Usage(_))), "{line}");
        }
    }
}
