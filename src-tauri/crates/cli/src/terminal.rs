//! The world as a terminal has it: the [`Host`], the environment, stdout and stderr.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use desk_app::messages::{self, MessageId};
use desk_app::{
    Clipboard, Cost, Host, Keychain, Locale, MappingPrograms, OpenRequest, Secret, SystemClock, words,
};
use serde::Serialize;

use crate::print;

/// Returns the program's arguments, its own name first.
pub(crate) fn arguments() -> Vec<OsString> {
    std::env::args_os().collect()
}

/// Returns an environment variable.
pub(crate) fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

/// Returns the language that the system is set to.
pub(crate) fn system_locale() -> Locale {
    Locale::nearest(&sys_locale::get_locale().unwrap_or_default())
}

/// Returns whether a person sits at the terminal who can be asked.
pub(crate) fn is_attended() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks a question on stderr and returns the line that the person typed. `None`: there is no terminal to ask in.
pub(crate) fn ask(question: &str) -> io::Result<Option<String>> {
    if !is_attended() {
        return Ok(None);
    }
    write!(io::stderr().lock(), "{}", print::visible(question))?;
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(Some(line))
}

/// Asks for a secret, which is not shown while it is typed. `None`: there is no terminal to ask in.
pub(crate) fn ask_secret(question: &str) -> io::Result<Option<Secret>> {
    if !is_attended() {
        return Ok(None);
    }
    rpassword::prompt_password(print::visible(question)).map(|text| Some(Secret::new(text)))
}

/// The operating system, without dialogs.
pub(crate) struct TerminalHost {
    home: PathBuf,
    clock: SystemClock,
    keychain: Arc<dyn Keychain>,
}

impl TerminalHost {
    /// Makes a host with a data folder.
    pub(crate) fn new(home: PathBuf) -> TerminalHost {
        TerminalHost { home, clock: SystemClock::start(), keychain: desk_app::system_keychain() }
    }
}

impl Host for TerminalHost {
    fn now(&self) -> i64 {
        self.clock.now()
    }

    fn elapsed(&self) -> Duration {
        self.clock.elapsed()
    }

    fn fill_random(&self, buffer: &mut [u8]) {
        desk_app::fill_from_system(buffer);
    }

    fn home(&self) -> PathBuf {
        self.home.clone()
    }

    fn machine_name(&self) -> String {
        desk_app::machine_name_from_system()
    }

    fn person_home(&self) -> Option<PathBuf> {
        desk_app::person_home_from_system()
    }

    fn mapping_programs(&self) -> MappingPrograms {
        desk_app::mapping_programs_from_system()
    }

    fn proxy_settings(&self) -> desk_app::ProxySettings {
        desk_app::proxy_settings_from_system()
    }

    fn system_certificates(&self) -> Vec<Vec<u8>> {
        desk_app::system_certificates()
    }

    fn system_locale(&self) -> Locale {
        system_locale()
    }

    fn language_changed(&self, _locale: Locale) {}

    fn choose_save_path(&self, _title: &str, _file_name: &str) -> Option<PathBuf> {
        None
    }

    fn choose_open_paths(&self, _request: &OpenRequest) -> Vec<PathBuf> {
        Vec::new()
    }

    fn keychain(&self) -> Arc<dyn Keychain> {
        Arc::clone(&self.keychain)
    }

    fn passphrase_cost(&self) -> Cost {
        desk_app::system_passphrase_cost()
    }

    fn clipboard(&self) -> Option<&dyn Clipboard> {
        None
    }
}

/// Where results, hints and errors go.
#[derive(Clone, Copy)]
pub(crate) struct Output {
    /// The language.
    pub(crate) locale: Locale,
    /// Whether stdout holds one JSON document.
    pub(crate) json: bool,
    /// Whether progress and hints are left out.
    pub(crate) quiet: bool,
}

impl Output {
    /// Returns the text of a message.
    pub(crate) fn text(&self, id: MessageId, arguments: &[(&str, &str)]) -> String {
        messages::text(self.locale, id, arguments)
    }

    /// Returns the text of a message whose id was made from a code.
    pub(crate) fn text_of(&self, id: &str) -> String {
        words::any(self.locale, id)
    }

    /// Returns the text of a message whose id was made from a code, with what stands in it.
    pub(crate) fn text_with(&self, id: &str, arguments: &[(&str, &str)]) -> String {
        messages::find(self.locale, id, arguments.iter().copied()).unwrap_or_default()
    }

    /// Writes a line of the result for people; what could command a terminal is made visible instead.
    pub(crate) fn line(&self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        writeln!(out, "{}", print::visible(text))?;
        out.flush()
    }

    /// Writes lines that were made here for a terminal, escape sequences and all. They must hold no data but a QR code.
    pub(crate) fn picture(&self, lines: &[String]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        for line in lines {
            writeln!(out, "{line}")?;
        }
        out.flush()
    }

    /// Writes a file's text, byte for byte.
    pub(crate) fn raw(&self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// Writes the JSON document.
    pub(crate) fn document(&self, value: &impl Serialize) -> io::Result<()> {
        self.json_text(serde_json::to_string_pretty(value)?)
    }

    /// Writes the JSON document in one line, so that a reader has it whole while the program goes on.
    pub(crate) fn document_line(&self, value: &impl Serialize) -> io::Result<()> {
        self.json_text(serde_json::to_string(value)?)
    }

    fn json_text(&self, text: String) -> io::Result<()> {
        let mut out = io::stdout().lock();
        writeln!(out, "{}", print::visible_json(&text))?;
        out.flush()
    }

    /// Writes progress or a hint to stderr, unless the person wants none.
    pub(crate) fn note(&self, text: &str) {
        if !self.quiet {
            self.complain(text);
        }
    }

    /// Writes an error for people to stderr. If stderr is gone there is nobody left to tell.
    pub(crate) fn complain(&self, text: &str) {
        let _ = writeln!(io::stderr().lock(), "{}", print::visible(text));
    }

    /// Returns whether a person looks at stdout.
    pub(crate) fn is_watched(&self) -> bool {
        !self.json && io::stdout().is_terminal()
    }

    /// Returns whether a person looks at stderr and wants progress.
    pub(crate) fn shows_progress(&self) -> bool {
        !self.json && !self.quiet && io::stderr().is_terminal()
    }
}
