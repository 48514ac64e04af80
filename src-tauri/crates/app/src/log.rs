//! What the program did, in files that a person can hand on: codes, numbers and ids, never a name, a URL or a body.
//!
//! The subscriber below is all there is: it takes events of [`TARGET`] only and of them only short texts without white
//! space, so that neither a variable of the environment nor a slip can bring what a library says (addresses, headers,
//! bodies) into a file. Deliberately not here: filters that a person could widen.

mod roller;

use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use crate::desk::lock;
use crate::host::Host;

use roller::Roller;

/// The target of our own events. Those of any other are not written.
pub(crate) const TARGET: &str = "source_desk";

/// The folder of the logs in the data folder.
const FOLDER: &str = "logs";
/// The longest text of a field; ids and codes are shorter.
const MOST_CHARACTERS: usize = 64;

/// Writes what this program does from now on to `logs/PROGRAM.log` in the data folder: five files of at most 1 MB, for
/// this person's eyes only. It must not fail the program, so what cannot be written is left out.
pub fn start_log(host: Arc<dyn Host>, program: &'static str) {
    let log = Log::new(host, program);
    // A second start in one program changes nothing: the first log goes on.
    let _ = tracing::subscriber::set_global_default(log);
    let version = env!("CARGO_PKG_VERSION");
    let (os, _) = crate::system::platform();
    tracing::info!(target: TARGET, event = "started", version, os);
}

/// Writes down why a login window could not be opened.
pub fn log_window_failure(reason: &str) {
    tracing::error!(target: TARGET, event = "login-window-refused", reason);
}

/// Says where a panic happened, without what it says: that may hold anything. The place goes to the log and to stderr.
/// With an exit code the program ends with it; without one it goes on as far as it can.
pub fn log_panics(exit_code: Option<u8>) {
    std::panic::set_hook(Box::new(move |info| {
        let place = info.location().map(|at| format!("{}:{}", file_name(at.file()), at.line()));
        let place = place.unwrap_or_default();
        tracing::error!(target: TARGET, event = "panic", place = place.as_str());
        let trace = std::backtrace::Backtrace::force_capture().to_string();
        for frame in own_frames(&trace) {
            tracing::error!(target: TARGET, event = "frame", place = frame.as_str());
        }
        let mut line = String::from("source-desk: internal error at ");
        line.push_str(&place);
        line.push('\n');
        // If even stderr is closed there is nobody left to tell.
        let _ = std::io::Write::write_all(&mut std::io::stderr(), line.as_bytes());
        if let Some(code) = exit_code {
            std::process::exit(i32::from(code));
        }
    }));
}

/// Returns the last lines of all logs, oldest first; at most so many.
pub(crate) fn last_lines(home: &Path, most: usize) -> Vec<String> {
    let folder = folder(home);
    let mut lines: Vec<String> = ["desktop", "cli"]
        .iter()
        .flat_map(|program| roller::last_lines(&folder.join(format!("{program}.log")), most))
        .collect();
    // Each line begins with its time, in a form that sorts; lines of one moment stay in their order.
    lines.sort_by(|one, other| time_of(one).cmp(time_of(other)));
    lines.drain(..lines.len().saturating_sub(most));
    lines
}

fn time_of(line: &str) -> &str {
    line.split(' ').next().unwrap_or_default()
}

/// Returns an instant as RFC 3339 text in UTC, always with milliseconds, so that lines sort.
fn instant(milliseconds: i64) -> String {
    jiff::Timestamp::from_millisecond(milliseconds).map(|at| format!("{at:.3}")).unwrap_or_default()
}

fn folder(home: &Path) -> PathBuf {
    home.join(FOLDER)
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Returns our own functions of a backtrace, nearest first. Frames of others could only tell what they were given.
fn own_frames(trace: &str) -> Vec<String> {
    const MOST: usize = 20;
    let names = trace.lines().filter_map(|line| line.trim_start().split_once(": ").map(|(_, name)| name));
    let own = names.filter(|name| name.starts_with("desk_") || name.starts_with("source_desk"));
    own.filter(|name| !name.contains("log_panics")).take(MOST).map(str::to_owned).collect()
}

/// The subscriber.
struct Log {
    host: Arc<dyn Host>,
    roller: Mutex<Roller>,
}

impl Log {
    fn new(host: Arc<dyn Host>, program: &str) -> Log {
        let path = folder(&host.home()).join(format!("{program}.log"));
        Log { host, roller: Mutex::new(Roller::new(path)) }
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == TARGET && *metadata.level() <= Level::INFO
    }

    fn new_span(&self, _span: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _span: &Id, _values: &Record<'_>) {}

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let at = instant(self.host.now());
        let line = format!("{at} {} {}{}\n", event.metadata().level(), fields.event, fields.rest);
        lock(&self.roller).write(&line);
    }

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}
}

/// The fields of an event as they are written.
#[derive(Default)]
struct Fields {
    event: String,
    rest: String,
}

impl Fields {
    fn push(&mut self, field: &Field, value: &str) {
        if field.name() == "event" {
            value.clone_into(&mut self.event);
        } else {
            // Writing to a String cannot fail.
            let _ = write!(self.rest, " {}={value}", field.name());
        }
    }
}

impl Visit for Fields {
    fn record_i64(&mut self, field: &Field, value: i64) {
        self.push(field, &value.to_string());
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.push(field, &value.to_string());
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.push(field, &value.to_string());
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        let is_harmless = |character: char| character.is_ascii_alphanumeric() || "-_.:<>".contains(character);
        let is_short = value.len() <= MOST_CHARACTERS;
        self.push(field, if is_short && value.chars().all(is_harmless) { value } else { "?" });
    }

    /// What comes as its debug form may be anything at all: a sentence, an error with a URL, a body.
    fn record_debug(&mut self, field: &Field, _value: &dyn fmt::Debug) {
        self.push(field, "?");
    }
}

#[cfg(test)]
mod tests;
