//! The page of all lints is what the rules and their words say.

use std::fmt::Write as _;
use std::path::Path;

use desk_app::Locale;
use desk_app::messages::find;
use desk_model::lint::{self, Rule};
use desk_model::{Certainty, Severity};

const HEAD: &str = "\
# Lints

Everything that `source-desk lint` and the forms find. This page is made from the rules in
`src-tauri/crates/model/src/lint` and from their English words; a test holds it against them
(`UPDATE_DOCS=1 cargo test -p acceptance --test architecture` writes it).

**Error**: it will not work. **Warning**: it works, but not as most people would want. **Note**: worth knowing.
*Refused*: authentik's API refuses the source, so it is not exported. *Ask the server*: it cannot be told offline; the
finding says what to check. Files in the last column are authentik's.

| code | | what | where the fact is from |
|---|---|---|---|
";

/// The words of a rule, with an ellipsis for each value.
fn what(rule: &Rule) -> String {
    let words = find(Locale::En, &format!("lint-{}", rule.code), []).unwrap();
    let mut text = String::new();
    let mut rest = words.as_str();
    while let Some((before, after)) = rest.split_once("{$") {
        text.push_str(before);
        text.push('…');
        rest = after.split_once('}').unwrap().1;
    }
    text + rest
}

fn page() -> String {
    let mut text = HEAD.to_owned();
    for rule in lint::rules() {
        let mut marks = vec![match rule.severity {
            Severity::Error => "Error",
            Severity::Warning => "Warning",
            Severity::Info => "Note",
        }];
        marks.extend(rule.is_refused.then_some("refused"));
        marks.extend((rule.certainty == Certainty::UnknownOffline).then_some("ask the server"));
        let source = rule.source.replace('|', "\\|");
        writeln!(text, "| `{}` | {} | {} | {source} |", rule.code, marks.join(", "), what(rule)).unwrap();
    }
    text
}

#[test]
fn the_page_of_all_lints_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/lints.md");
    let expected = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "run `UPDATE_DOCS=1 cargo test -p acceptance --test architecture`");
}
