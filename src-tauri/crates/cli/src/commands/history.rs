//! `history` and `restore`.

use desk_app::messages::id;
use desk_app::{ChangedPartView, FieldValue, LineChange, PartView, Problem, RevisionView, words};
use serde::Serialize;

use super::print_changed;
use crate::failure::{DONE, Ended, Failure};
use crate::print;
use crate::program::Program;

/// A revision with its words.
#[derive(Serialize)]
struct RevisionDocument<'a> {
    revision: u32,
    at: &'a str,
    machine: Option<&'a str>,
    summary: String,
    what: &'a str,
    subject: &'a str,
    parts: Vec<PartDocument<'a>>,
}

/// A part that changed.
#[derive(Serialize)]
struct PartDocument<'a> {
    path: &'a str,
    item: Option<&'a str>,
}

/// A revision beside the one before it.
#[derive(Serialize)]
struct ComparedDocument<'a> {
    #[serde(flatten)]
    revision: RevisionDocument<'a>,
    /// The number of the revision before; `None`: no older one is kept.
    compared_with: Option<u32>,
    changes: Vec<ChangeDocument<'a>>,
}

/// What differs in a part.
#[derive(Serialize)]
struct ChangeDocument<'a> {
    #[serde(flatten)]
    part: PartDocument<'a>,
    before: &'a Option<FieldValue>,
    after: &'a Option<FieldValue>,
}

/// Lists the revisions of a draft, newest first, or shows what changed in one.
pub(super) fn history(program: &Program, slug: &str, revision: Option<u32>) -> Ended {
    let draft = program.desk.find_draft(slug)?.draft;
    let revisions = program.desk.history(&draft.id)?;
    match revision {
        Some(number) => one(program, &draft.id, slug, &revisions, number),
        None => all(program, &revisions),
    }
}

/// Puts a draft back to what a revision has.
pub(super) fn restore(program: &Program, slug: &str, revision: u32) -> Ended {
    let output = program.output;
    let id = program.desk.find_draft(slug)?.draft.id;
    let restored = program.desk.restore_revision(&id, revision)?;
    let sentence = if restored.is_changed { id::CLI_HISTORY_RESTORED } else { id::CLI_HISTORY_RESTORED_SAME };
    let numbers = [revision.to_string(), restored.view.revision.to_string()];
    let [from, to] = numbers.each_ref().map(String::as_str);
    let arguments = [("slug", slug), ("revision", from), ("newest", to)];
    print_changed(program, &restored.view, &output.text(sentence, &arguments))?;
    if !restored.kept_mappings.is_empty() {
        let mappings = restored.kept_mappings.join(", ");
        output.note(&output.text(id::RESTORED_MAPPINGS, &[("mappings", &mappings)]));
    }
    if restored.is_changed {
        output.note(&output.text(id::CLI_HISTORY_RESTORED_UNDO, &[]));
    }
    Ok(DONE)
}

fn all(program: &Program, revisions: &[RevisionView]) -> Ended {
    let output = program.output;
    if output.json {
        let documents: Vec<RevisionDocument<'_>> =
            revisions.iter().map(|revision| document(program, revision)).collect();
        output.document(&documents)?;
        return Ok(DONE);
    }
    print_rows(program, revisions)?;
    Ok(DONE)
}

fn one(
    program: &Program,
    draft: &desk_app::DraftId,
    slug: &str,
    revisions: &[RevisionView],
    number: u32,
) -> Ended {
    let output = program.output;
    let newest = revisions.first().map_or(0, |revision| revision.revision);
    let place = revisions.iter().position(|revision| revision.revision == number);
    let Some((revision, older)) = place.and_then(|place| revisions.get(place..)?.split_first()) else {
        return Err(Problem::about("revision-not-found", slug)
            .with("revision", number.to_string())
            .with("newest", newest.to_string())
            .into());
    };
    let before = older.first().map(|before| before.revision);
    let changes = match before {
        Some(before) => program.desk.compare_revisions(draft, before, number)?,
        None => Vec::new(),
    };
    if output.json {
        output.document(&ComparedDocument {
            revision: document(program, revision),
            compared_with: before,
            changes: changes.iter().map(change_document).collect(),
        })?;
        return Ok(DONE);
    }
    print_rows(program, std::slice::from_ref(revision))?;
    if before.is_none() {
        output.note(&output.text(id::HISTORY_OLDEST, &[]));
    }
    for change in &changes {
        print_change(program, change)?;
    }
    Ok(DONE)
}

fn print_rows(program: &Program, revisions: &[RevisionView]) -> Result<(), Failure> {
    let output = program.output;
    let columns = [
        id::HISTORY_COLUMN_REVISION,
        id::HISTORY_COLUMN_TIME,
        id::HISTORY_COLUMN_MACHINE,
        id::HISTORY_COLUMN_WHAT,
    ];
    let mut rows = vec![columns.map(|column| output.text(column, &[])).to_vec()];
    rows.extend(revisions.iter().map(|revision| {
        let machine = revision.machine.clone();
        vec![
            revision.revision.to_string(),
            seconds(&revision.at),
            machine.unwrap_or_else(|| output.text(id::HISTORY_MACHINE_UNKNOWN, &[])),
            words::history(output.locale, &revision.summary),
        ]
    }));
    for line in print::columns(&rows) {
        output.line(&line)?;
    }
    Ok(())
}

/// Returns an instant to the second: the fraction has as many digits as it happens to need.
fn seconds(at: &str) -> String {
    at.split_once('.').map_or_else(|| at.to_owned(), |(seconds, _)| format!("{seconds}Z"))
}

/// Prints a change: on one line, or line by line for a text of several.
fn print_change(program: &Program, change: &ChangedPartView) -> Result<(), Failure> {
    let output = program.output;
    let name = words::part(output.locale, &change.part);
    output.line("")?;
    if change.lines.is_empty() {
        let [before, after] = [&change.before, &change.after]
            .map(|value| words::part_value(output.locale, &change.part, value.as_ref()));
        let arguments = [("name", name.as_str()), ("before", before.as_str()), ("after", after.as_str())];
        output.line(&output.text(id::CLI_HISTORY_CHANGE, &arguments))?;
        return Ok(());
    }
    output.line(&output.text(id::CLI_HISTORY_LINES, &[("name", &name)]))?;
    for line in &change.lines {
        let sign = match line.line {
            LineChange::Same => " ",
            LineChange::Added => "+",
            LineChange::Removed => "-",
        };
        output.line(format!("  {sign} {}", line.text).trim_end())?;
    }
    Ok(())
}

fn document<'a>(program: &Program, revision: &'a RevisionView) -> RevisionDocument<'a> {
    RevisionDocument {
        revision: revision.revision,
        at: &revision.at,
        machine: revision.machine.as_deref(),
        summary: words::history(program.output.locale, &revision.summary),
        what: &revision.summary.what,
        subject: &revision.summary.subject,
        parts: revision.summary.parts.iter().map(part_document).collect(),
    }
}

fn part_document(part: &PartView) -> PartDocument<'_> {
    PartDocument { path: &part.part.field, item: part.part.item.as_deref() }
}

fn change_document(change: &ChangedPartView) -> ChangeDocument<'_> {
    ChangeDocument { part: part_document(&change.part), before: &change.before, after: &change.after }
}
