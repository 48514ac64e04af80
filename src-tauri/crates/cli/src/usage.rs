//! What is wrong with a call, in the person's language.

use std::ffi::OsString;

use clap::CommandFactory as _;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use desk_app::Problem;

use crate::arguments::Arguments;
use crate::documents::HelpDocument;
use crate::failure::{DONE, Ended, Failure, USAGE};
use crate::help;
use crate::terminal::Output;

/// The codes of problems that only this program has; their words are in `cli.ftl`.
#[cfg(test)]
pub(crate) const CODES: &[&str] = &[
    "usage-unknown-argument",
    "usage-unknown-command",
    "usage-command-missing",
    "usage-missing",
    "usage-value",
    "usage-value-missing",
    "usage-value-unwanted",
    "usage-conflict",
    "usage-text",
    "usage-other",
    "usage-assignment",
    "usage-registered",
    "usage-registered-host",
    "usage-registered-read",
    "usage-registered-callback",
    "usage-rehearse",
    "usage-home",
    "usage-bundle-confirm",
    "usage-bundle-passphrase",
    "usage-bundle-mismatch",
    "usage-bundle-identity",
    "usage-import-stdin-twice",
    "usage-mapping-nothing",
    "usage-predict-out",
    "usage-mapping-text",
    "usage-mapping-large",
    "usage-secret-form",
    "usage-secret-plain",
    "usage-secret-variable",
    "usage-secret-text",
    "usage-secret-large",
    "usage-secret-origin",
    "usage-vault-discard",
    "usage-vault-new-passphrase",
    "usage-vault-passphrase",
    "usage-secret-stdin-twice",
    "usage-secret-one-draft",
];

/// Tells what the parser says: help, the version, or what is wrong with the call.
pub(crate) fn tell(output: &Output, error: &clap::Error, arguments: &[OsString]) -> Ended {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = error.render().to_string();
            if output.json {
                output.document(&HelpDocument { help: text })?;
            } else {
                output.line(text.trim_end())?;
            }
            Ok(DONE)
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
            if !output.json =>
        {
            output.complain(named_help(output.locale, arguments).trim_end());
            Ok(USAGE)
        }
        _ => Err(Failure::from(problem(error, arguments))),
    }
}

/// Shortens what a person typed where it may be a secret: the value of an assignment, and what looks like an AppSecret.
pub(crate) fn shown(argument: &str) -> &str {
    match argument.split_once('=') {
        Some((name, _)) => name,
        None if argument.len() == 32 && argument.bytes().all(|byte| byte.is_ascii_hexdigit()) => "…",
        None => argument,
    }
}

fn problem(error: &clap::Error, arguments: &[OsString]) -> Problem {
    let strings = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        _ => Vec::new(),
    };
    let joined = |kind| strings(kind).join(", ");
    let argument = joined(ContextKind::InvalidArg);
    let argument = match error.kind() {
        ErrorKind::UnknownArgument => shown(&argument).to_owned(),
        _ => argument,
    };
    let value = joined(ContextKind::InvalidValue);
    let suggestion =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
            .into_iter()
            // clap names the likeliest last.
            .find_map(|kind| strings(kind).pop());
    let problem = match error.kind() {
        ErrorKind::UnknownArgument => Problem::about("usage-unknown-argument", argument),
        ErrorKind::InvalidSubcommand => {
            Problem::about("usage-unknown-command", joined(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Problem::new("usage-command-missing")
        }
        ErrorKind::MissingRequiredArgument => Problem::about("usage-missing", argument),
        ErrorKind::InvalidValue if value.is_empty() => Problem::about("usage-value-missing", argument),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Problem::about("usage-value", argument)
            .with("value", shown(&value))
            .with("choices", or_none(&joined(ContextKind::ValidValue))),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            Problem::about("usage-value-missing", argument)
        }
        ErrorKind::TooManyValues => Problem::about("usage-value-unwanted", argument),
        ErrorKind::ArgumentConflict => {
            Problem::about("usage-conflict", argument).with("other", joined(ContextKind::PriorArg))
        }
        ErrorKind::InvalidUtf8 => Problem::new("usage-text"),
        _ => Problem::new("usage-other"),
    };
    problem
        .with("suggestion", or_none(suggestion.as_deref().unwrap_or_default()))
        .with("command", named_command(arguments))
}

/// Message texts choose by the word `none` where there is nothing to name.
fn or_none(text: &str) -> &str {
    if text.is_empty() { "none" } else { text }
}

/// Returns the help of the command that was named, as far as it was.
fn named_help(locale: desk_app::Locale, arguments: &[OsString]) -> String {
    let mut all = help::command(locale);
    all.build();
    let mut named = &all;
    for argument in arguments.iter().skip(1).filter_map(|argument| argument.to_str()) {
        named = named.find_subcommand(argument).unwrap_or(named);
    }
    named.clone().render_help().to_string()
}

/// Returns the command line whose `--help` says more: the program's name, with the command if one was named.
fn named_command(arguments: &[OsString]) -> String {
    let all = Arguments::command();
    let named = arguments
        .iter()
        .skip(1)
        .filter_map(|argument| argument.to_str())
        .find(|name| all.find_subcommand(name).is_some());
    match named {
        Some(name) => format!("{} {name}", all.get_name()),
        None => all.get_name().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use desk_app::{Locale, messages};

    use super::*;

    fn code_of(call: &str) -> Problem {
        let arguments: Vec<OsString> = call.split(' ').map(OsString::from).collect();
        problem(&help::command(Locale::ZhCn).try_get_matches_from(&arguments).err().unwrap(), &arguments)
    }

    #[test]
    fn every_mistake_in_a_call_has_its_own_problem() {
        for (call, code, subject) in [
            ("source-desk --nonsense", "usage-unknown-argument", Some("--nonsense")),
            ("source-desk lintt", "usage-unknown-command", Some("lintt")),
            ("source-desk", "usage-command-missing", None),
            ("source-desk new wechat --name N", "usage-missing", Some("--slug <SLUG>")),
            ("source-desk --lang tlh list", "usage-value", Some("--lang <LANG>")),
            ("source-desk simulate --listen nowhere", "usage-value", Some("--listen <127.0.0.1:PORT>")),
            ("source-desk list --search", "usage-value-missing", Some("--search <TEXT>")),
            ("source-desk --json=1 list", "usage-value-unwanted", Some("--json")),
            ("source-desk rehearse wechat --demo", "usage-conflict", Some("[SLUG]")),
            ("source-desk show", "usage-missing", Some("<SLUG>")),
            ("source-desk export wechat --format pdf", "usage-value", Some("--format <FORMAT>")),
            ("source-desk seed x", "usage-value", Some("<N>")),
        ] {
            let problem = code_of(call);
            assert_eq!((problem.code.as_str(), problem.subject.as_deref()), (code, subject), "{call}");
        }
        assert_eq!(
            code_of("source-desk lintt").arguments.get("suggestion").map(String::as_str),
            Some("lint")
        );
        assert_eq!(
            code_of("source-desk lint --secert x").arguments.get("command").map(String::as_str),
            Some("source-desk lint")
        );
    }

    #[test]
    fn what_may_be_a_secret_is_not_repeated() {
        for call in [
            "source-desk show a consumer_secret=canary",
            "source-desk show a --secret=canary",
            "source-desk simulate --listen x=canary",
        ] {
            assert!(!format!("{:?}", code_of(call)).contains("canary"), "{call}");
        }
        assert_eq!(shown("0123456789abcdef0123456789abcdef"), "…");
    }

    #[test]
    fn every_problem_of_this_program_has_words_in_every_language() {
        for locale in Locale::ALL {
            for code in CODES {
                for kind in ["err", "fix"] {
                    assert!(
                        messages::find(locale, &format!("{kind}-{code}"), []).is_some(),
                        "{kind}-{code} in {}",
                        locale.tag()
                    );
                }
            }
        }
    }
}
