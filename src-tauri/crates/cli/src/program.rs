//! From arguments to an exit code.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use clap::FromArgMatches as _;
use desk_app::{Desk, Locale, Problem, home_from_system, words};

use crate::arguments::Arguments;
use crate::documents::ProblemsDocument;
use crate::failure::{BUG, DONE, Ended, Failure, exit_code};
use crate::terminal::{self, Output, TerminalHost};
use crate::{commands, failure, help, usage};

/// The variable that asks for a log. Without it this program writes none: it is run by other programs, often many times
/// a second.
const LOG: &str = "SOURCE_DESK_LOG";

/// What a command works with.
pub(crate) struct Program {
    /// The use cases.
    pub(crate) desk: Arc<Desk>,
    /// Where results go.
    pub(crate) output: Output,
}

/// Runs the program and returns its exit code.
pub(crate) fn run(arguments: Vec<OsString>) -> u8 {
    let early = Early::of(&arguments);
    let home = early.home.clone().or_else(home_from_system);
    let host = home.map(|home| Arc::new(TerminalHost::new(home)));
    if let Some(host) = &host
        && terminal::variable(LOG).is_some_and(|value| !value.is_empty())
    {
        desk_app::start_log(host.clone(), "cli");
    }
    let desk = host.map(|host| Arc::new(Desk::new(host)));
    if let (Some(desk), Some(locale)) = (&desk, early.locale) {
        desk.speak(locale);
    }
    let locale =
        early.locale.or_else(|| Some(desk.as_ref()?.locale())).unwrap_or_else(terminal::system_locale);
    let output = Output { locale, json: early.json, quiet: early.quiet };
    finish(output, parse_and_run(arguments, desk, output))
}

fn parse_and_run(arguments: Vec<OsString>, desk: Option<Arc<Desk>>, output: Output) -> Ended {
    let parsed = help::command(output.locale)
        .try_get_matches_from(&arguments)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => return usage::tell(&output, &error, &arguments),
    };
    let desk = desk.ok_or_else(|| Problem::new("usage-home"))?;
    // The flags are the parser's from here on; the early look at the arguments was for errors of the parser itself.
    let output = Output { json: arguments.global.json, quiet: arguments.global.quiet, ..output };
    commands::run(&Program { desk, output }, arguments.command)
}

fn finish(output: Output, ended: Ended) -> u8 {
    match ended {
        Ok(code) => code,
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => DONE,
        Err(Failure::Output(error)) => {
            let problem = Problem::about("file-not-written", "stdout").detailed(error.to_string());
            complain(output, std::slice::from_ref(&problem));
            exit_code(&problem)
        }
        Err(Failure::Problems(problems)) => {
            let code = problems.iter().map(exit_code).max().unwrap_or(BUG);
            if output.json {
                let document = ProblemsDocument::of(output.locale, &problems);
                if let Err(error) = output.document(&document)
                    && error.kind() != io::ErrorKind::BrokenPipe
                {
                    complain(output, &problems);
                }
            } else {
                complain(output, &problems);
            }
            code
        }
    }
}

pub(crate) fn complain(output: Output, problems: &[Problem]) {
    for (number, problem) in problems.iter().enumerate() {
        if number > 0 {
            output.complain("");
        }
        output.complain(&words::problem(output.locale, problem));
        let fix = failure::fix(output.locale, problem);
        output.complain(&format!("\n{}", output.text(desk_app::messages::id::CLI_HINT, &[("text", &fix)])));
    }
}

/// What must be known before the arguments are parsed, so that an error of the parser is told in the right way.
#[derive(Debug, Default, PartialEq)]
struct Early {
    home: Option<PathBuf>,
    locale: Option<Locale>,
    json: bool,
    quiet: bool,
}

impl Early {
    fn of(arguments: &[OsString]) -> Early {
        let mut early = Early::default();
        let mut rest = arguments.iter().skip(1);
        while let Some(argument) = rest.next() {
            match argument.to_str() {
                Some("--") => break,
                Some("--json") => early.json = true,
                Some("--quiet" | "-q") => early.quiet = true,
                Some("--home") => early.home = rest.next().map(PathBuf::from),
                Some("--lang") => early.locale = rest.next().and_then(|tag| Locale::from_tag(tag.to_str()?)),
                Some(text) => {
                    if let Some(home) = text.strip_prefix("--home=") {
                        early.home = Some(PathBuf::from(home));
                    } else if let Some(tag) = text.strip_prefix("--lang=") {
                        early.locale = Locale::from_tag(tag);
                    }
                }
                None => {}
            }
        }
        early
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_and_form_of_an_answer_are_known_before_the_arguments_are_parsed() {
        let early = |text: &str| Early::of(&text.split(' ').map(OsString::from).collect::<Vec<_>>());
        let expected = Early { home: Some("h".into()), locale: Some(Locale::ZhCn), json: true, quiet: false };
        assert_eq!(early("source-desk --home h --lang zh-CN --nonsense --json"), expected);
        assert_eq!(early("source-desk nonsense --home=h --lang=zh-CN --json"), expected);
        assert_eq!(early("source-desk -q --lang tlh -- --json"), Early { quiet: true, ..Early::default() });
    }
}
