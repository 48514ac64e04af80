//! The help, in the person's language.
//!
//! clap writes English. Here each of its sentences is replaced by a message: `cli-COMMAND` says what a command does,
//! `cli-COMMAND-ARGUMENT` or, for an argument that means the same everywhere, `cli-arg-ARGUMENT` what it takes.

use clap::{Arg, Command, CommandFactory as _};
use desk_app::messages::{self, MessageId, id};
use desk_app::{Locale, RehearsalChoices};

use crate::arguments::Arguments;

/// Returns the program's commands and arguments with their help.
pub(crate) fn command(locale: Locale) -> Command {
    let words = Words { locale, choices: RehearsalChoices::wechat() };
    let mut english = Arguments::command();
    english.build();
    words.spoken_with_subcommands(Arguments::command(), "", &english)
}

/// Behind the places that clap gives to a command's own arguments, which count from 0.
const SHARED_LAST: usize = 900;

struct Words {
    locale: Locale,
    choices: RehearsalChoices,
}

impl Words {
    /// Gives a command and those below it their words: `mapping list` is called `mapping-list` there.
    fn spoken_with_subcommands(&self, command: Command, name: &str, built: &Command) -> Command {
        self.spoken(command, name, built).mut_subcommands(|command| {
            let own = command.get_name().to_owned();
            let whole = if name.is_empty() { own.clone() } else { format!("{name}-{own}") };
            match built.find_subcommand(&own) {
                Some(built) => self.spoken_with_subcommands(command, &whole, built),
                None => command,
            }
        })
    }

    /// Gives a command its words. `built` is the same command after clap has derived its usage line.
    fn spoken(&self, command: Command, name: &str, built: &Command) -> Command {
        let about = match name {
            "" => self.text(id::CLI_ABOUT, &[]),
            name => self.find(&format!("cli-{name}")).unwrap_or_default(),
        };
        let usage = built.clone().render_usage().to_string();
        let usage =
            usage.trim_start_matches("Usage: ").replace("[OPTIONS]", &self.text(id::CLI_USAGE_OPTIONS, &[]));
        let after = match name {
            "" => self.text(id::CLI_AFTER, &[]),
            name => self.find(&format!("cli-{name}-after")).unwrap_or_default(),
        };
        command
            .about(about)
            .override_usage(usage)
            .help_template(format!(
                "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
                self.text(id::CLI_HEADING_USAGE, &[])
            ))
            .after_help(after)
            .subcommand_help_heading(self.text(id::CLI_HEADING_COMMANDS, &[]))
            .mut_args(|argument| self.spoken_argument(argument, name))
    }

    fn spoken_argument(&self, argument: Arg, command: &str) -> Arg {
        let name = argument.get_id().as_str().replace('_', "-");
        let mut help = self
            .find(&format!("cli-{command}-{name}"))
            .or_else(|| self.find(&format!("cli-arg-{name}")))
            .unwrap_or_default();
        let takes_value = argument.get_action().takes_values();
        let values: Vec<String> =
            argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
        if takes_value && !values.is_empty() {
            help.push_str(&self.text(id::CLI_VALUES, &[("values", &values.join(", "))]));
        }
        let defaults: Vec<&str> =
            argument.get_default_values().iter().filter_map(|value| value.to_str()).collect();
        if takes_value && !defaults.is_empty() {
            help.push_str(&self.text(id::CLI_DEFAULT, &[("value", &defaults.join(", "))]));
        }
        let heading =
            if argument.is_positional() { id::CLI_HEADING_ARGUMENTS } else { id::CLI_HEADING_OPTIONS };
        let heading = self.text(heading, &[]);
        // What every command takes stands behind what only this one takes.
        let is_shared = argument.is_global_set() || name == "version";
        let argument = argument.help(help).help_heading(heading);
        let argument = if is_shared { argument.display_order(SHARED_LAST) } else { argument };
        // clap insists that only what takes a value has values to hide.
        if takes_value { argument.hide_possible_values(true).hide_default_value(true) } else { argument }
    }

    fn text(&self, id: MessageId, arguments: &[(&str, &str)]) -> String {
        messages::text(self.locale, id, arguments)
    }

    fn find(&self, id: &str) -> Option<String> {
        let [profiles, faults] = [&self.choices.profiles, &self.choices.faults].map(|ids| ids.join(", "));
        let people = desk_app::simulated_people().join(", ");
        let provider_faults = desk_app::simulated_faults().join("\n");
        let arguments = [
            ("profiles", profiles.as_str()),
            ("faults", faults.as_str()),
            ("people", people.as_str()),
            ("provider_faults", provider_faults.as_str()),
        ];
        messages::find(self.locale, id, arguments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_subcommands(command: &Command) -> Vec<&Command> {
        std::iter::once(command).chain(command.get_subcommands().flat_map(with_subcommands)).collect()
    }

    #[test]
    fn every_command_and_argument_has_help_in_every_language() {
        for locale in Locale::ALL {
            let mut all = command(locale);
            all.build();
            for command in with_subcommands(&all) {
                let about = command.get_about().map(ToString::to_string).unwrap_or_default();
                assert!(!about.is_empty(), "{} in {}", command.get_name(), locale.tag());
                for argument in command.get_arguments() {
                    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
                    assert!(
                        !help.is_empty(),
                        "{} {} in {}",
                        command.get_name(),
                        argument.get_id(),
                        locale.tag()
                    );
                }
            }
        }
    }

    #[test]
    fn the_chinese_help_has_no_sentence_of_claps() {
        let mut all = command(Locale::ZhCn);
        all.build();
        let texts =
            with_subcommands(&all).into_iter().map(|command| command.clone().render_long_help().to_string());
        for text in texts {
            for english in [
                "Usage",
                "Options",
                "OPTIONS",
                "Arguments:",
                "Commands",
                "Print",
                "possible values",
                "default:",
            ] {
                assert!(!text.contains(english), "{english} in {text}");
            }
        }
    }

    #[test]
    fn the_arguments_are_consistent() {
        command(Locale::En).debug_assert();
    }
}
