//! The diagnostics report: what somebody who helps has to know, and nobody's names.
//!
//! It is a text of stable English codes and numbers, so that whoever reads it elsewhere finds the same words. Names,
//! slugs, hosts, client ids and URLs are not left out of something here; they are never put in.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use crate::desk::Desk;

/// How many lines of the log go along.
const MOST_LINES: usize = 100;

impl Desk {
    /// Returns the report as text. It is shown to the person before it is copied anywhere.
    pub fn report(&self) -> String {
        let home = self.host.home();
        let (system, processor) = crate::system::platform();
        let mut lines = vec![
            "Source Desk diagnostics".to_owned(),
            format!("made: {}", crate::drafts::rfc3339(self.host.now())),
            format!("version: {}", env!("CARGO_PKG_VERSION")),
            format!("platform: {system} {processor}"),
            format!("locale: {}", self.locale().tag()),
            format!("system locale: {}", self.host.system_locale().tag()),
            format!("data folder: {}", hidden(&home, self.host.person_home().as_deref())),
        ];
        match self.with_store(|store| store.health()) {
            Ok(health) => {
                lines.push(format!("schema: {}", health.schema));
                lines.push(format!("database bytes: {}", health.size_bytes));
                lines.push(format!("integrity findings: {}", health.integrity.len()));
                lines.push(format!("drafts: {}", health.n_drafts));
            }
            Err(problem) => lines.push(format!("database: {}", problem.code)),
        }
        if let Ok(listing) = self.with_store(|store| store.list(None, None)) {
            let mut kinds = BTreeMap::<&str, u32>::new();
            for stored in &listing.drafts {
                // A kind that the catalogue does not have may be anything.
                let kind = stored.draft.kind().map_or("unknown", |kind| kind.id);
                *kinds.entry(kind).or_default() += 1;
            }
            lines.extend(kinds.into_iter().map(|(kind, count)| format!("drafts of {kind}: {count}")));
            lines.push(format!("unreadable drafts: {}", listing.unreadable.len()));
        }
        lines.push("doctor:".to_owned());
        for check in self.doctor().checks {
            lines.push(format!("  {}: {}", check.name, if check.ok { "well" } else { "not well" }));
        }
        lines.push("log:".to_owned());
        let log = crate::log::last_lines(&home, MOST_LINES);
        lines.extend(log.iter().map(|line| format!("  {}", without_ids(line))));
        let mut text = String::new();
        for line in lines {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{line}");
        }
        text
    }
}

/// Returns a folder without the name of the person: below their home `~/…`, elsewhere its last part only.
fn hidden(folder: &Path, person_home: Option<&Path>) -> String {
    if let Some(rest) = person_home.and_then(|home| folder.strip_prefix(home).ok()) {
        return Path::new("~").join(rest).display().to_string();
    }
    let last = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    format!("…/{}", last.unwrap_or_default())
}

/// Shortens ids to their first eight characters: enough to tell two apart, too little to find anything by. A line that
/// holds what a log never has is left out: somebody else wrote it.
fn without_ids(line: &str) -> String {
    let is_ours = |character: char| character.is_ascii_alphanumeric() || " -_.:<>=?".contains(character);
    if !line.chars().all(is_ours) {
        return "?".to_owned();
    }
    let words = line.split(' ').map(|word| match word.split_once('=') {
        Some((name, value)) if value.len() == 36 && value.matches('-').count() == 4 => {
            format!("{name}={}…", value.get(..8).unwrap_or_default())
        }
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_named_without_the_person() {
        for (folder, home, expected) in [
            ("/home/alice/.local/share/source-desk", Some("/home/alice"), "~/.local/share/source-desk"),
            ("/home/alice", Some("/home/alice"), "~/"),
            ("/srv/alice/source-desk", Some("/home/alice"), "…/source-desk"),
            ("/home/alicea/x", Some("/home/alice"), "…/x"),
            ("/home/alice/x", None, "…/x"),
            ("/", None, "…/"),
        ] {
            assert_eq!(hidden(Path::new(folder), home.map(Path::new)), expected, "{folder}");
        }
    }

    #[test]
    fn ids_are_shortened_and_foreign_lines_left_out() {
        let line =
            "2026-01-01T00:00:00Z INFO draft-saved draft=6f3b1a52-0000-4000-8000-000000000001 revision=3";
        assert_eq!(without_ids(line), "2026-01-01T00:00:00Z INFO draft-saved draft=6f3b1a52… revision=3");
        assert_eq!(without_ids("https://auth.example.com/"), "?");
        assert_eq!(without_ids("公司微信"), "?");
    }
}
