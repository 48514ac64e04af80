//! `map`.

use std::io::{self, Read};
use std::path::Path;

use desk_app::messages::id;
use desk_app::{DraftId, LabError, LabRequest, LabStep, PipelineView, Problem, ReturnedUse};
use serde_json::Value;

use super::work;
use crate::arguments::{LabGiven, MapArguments};
use crate::failure::{DONE, Ended, FINDINGS, Failure};
use crate::print;
use crate::program::Program;

/// The most bytes of stdin; of a file the app knows.
const MOST_BYTES: u64 = 128 << 20;

/// Runs the property mappings of a draft for one person.
pub(super) fn map(program: &Program, arguments: &MapArguments) -> Ended {
    let output = program.output;
    let request = request(program, &arguments.slug, &arguments.given)?;
    let run = program.desk.lab_run(&request)?;
    let code = if run.pipeline.ended.is_some() { FINDINGS } else { DONE };
    if output.json {
        output.document(&run.pipeline)?;
        return Ok(code);
    }
    print(program, &run.pipeline)?;
    Ok(code)
}

/// What the lab is asked, with the text of `--info` as it is, once it has the users that exist.
pub(super) fn request(program: &Program, slug: &str, given: &LabGiven) -> Result<LabRequest, Failure> {
    let draft = program.desk.find_draft(slug)?.draft.id;
    let info = text_of(program, &given.info)?;
    let context =
        given.context.as_deref().map(|path| text_of(program, path)).transpose()?.unwrap_or_default();
    look_into(program, &draft, given)?;
    Ok(LabRequest { draft, info, context, mappings: None, engine: given.engine.into() })
}

/// Takes the users that predictions and mappings look into, from a file or from a server, and tells of what was passed
/// over.
fn look_into(program: &Program, draft: &DraftId, given: &LabGiven) -> Result<(), Failure> {
    let read = match (&given.directory, &given.server) {
        (Some(path), _) => program.desk.lab_read_directory(path)?,
        (None, Some(server)) => work::block_on(program.desk.lab_pull_directory(server, draft))??,
        (None, None) => return Ok(()),
    };
    for note in &read.notes {
        let count = note.count.to_string();
        let arguments = [("count", count.as_str()), ("first", note.first.as_str())];
        program.output.note(&program.output.text_with(&format!("lab-directory-{}", note.code), &arguments));
    }
    Ok(())
}

/// Reads a file, or stdin for `-`.
fn text_of(program: &Program, path: &Path) -> Result<String, Problem> {
    if path.as_os_str() != "-" {
        return program.desk.read_lab_file(path);
    }
    let mut text = String::new();
    let read = io::stdin().lock().take(MOST_BYTES).read_to_string(&mut text);
    read.map_err(|error| Problem::about("file-not-read", "stdin").detailed(error.to_string()))?;
    Ok(text)
}

pub(super) fn print(program: &Program, pipeline: &PipelineView) -> Result<(), Failure> {
    let output = program.output;
    let identifier = pipeline.identifier.clone().unwrap_or_else(|| "–".to_owned());
    output.line(&output.text(id::CLI_MAP_IDENTIFIER, &[("identifier", &print::cell(&identifier))]))?;
    for doubt in &pipeline.doubts {
        output.line(&format!("! {}", output.text_of(&format!("lab-doubt-{doubt}"))))?;
    }
    output.line(&format!("\n{}", output.text(id::CLI_MAP_BASE, &[])))?;
    properties(program, &pipeline.base)?;
    for (n, step) in pipeline.steps.iter().enumerate() {
        print_step(program, n + 1, step)?;
    }
    if let Some(end) = pipeline.ended {
        output.line(&format!("\n{}", output.text_of(&format!("lab-ended-{}", end.id()))))?;
        for name in &pipeline.not_run {
            output.line(&format!("  {}", output.text(id::CLI_MAP_NOT_RUN, &[("mapping", name)])))?;
        }
        return Ok(());
    }
    output.line(&format!("\n{}", output.text(id::CLI_MAP_RESULT, &[])))?;
    properties(program, &pipeline.properties)?;
    for group in &pipeline.groups {
        output.line(&format!("\n{}", output.text(id::CLI_MAP_GROUP, &[("group", &group.id)])))?;
        properties(program, &group.properties)?;
    }
    if !pipeline.discarded.is_empty() {
        output.line(&format!("\n{}", output.text(id::CLI_MAP_DISCARDED, &[])))?;
        let row = |discarded: &desk_app::DiscardedView| {
            let why = output.text_of(&format!("lab-discarded-{}", discarded.why));
            vec![format!("  {}", discarded.key), why]
        };
        for line in print::columns(&pipeline.discarded.iter().map(row).collect::<Vec<_>>()) {
            output.line(&line)?;
        }
    }
    Ok(())
}

fn print_step(program: &Program, n: usize, step: &LabStep) -> Result<(), Failure> {
    let output = program.output;
    let of = step.group_id.as_ref().map(|group| format!(" · {group}")).unwrap_or_default();
    output.line(&format!("\n{n}. {}{of}", step.mapping))?;
    for change in &step.changes {
        let path = change.path.join(" › ");
        let line = match (&change.before, &change.after) {
            (None, Some(after)) => format!("+ {path} = {after}"),
            (Some(before), None) => format!("- {path} = {before}"),
            (Some(before), Some(after)) => format!("~ {path} = {before} → {after}"),
            (None, None) => continue,
        };
        output.line(&format!("   {line}"))?;
    }
    if step.error.is_none() && step.changes.is_empty() {
        let sentence = match step.use_of {
            ReturnedUse::NotADict => id::CLI_MAP_NOT_A_DICT,
            ReturnedUse::Empty => id::CLI_MAP_EMPTY,
            ReturnedUse::Merged | ReturnedUse::Nothing => id::CLI_MAP_SAME,
        };
        output.line(&format!("   {}", output.text(sentence, &[("value", &step.returned.to_string())])))?;
    }
    for line in &step.log {
        let fields: String = line.fields.iter().map(|(name, value)| format!(" {name}={value}")).collect();
        output.line(&format!("   [{}] {}{fields}", line.level, line.event))?;
    }
    for call in &step.calls {
        let answer = call.answer.as_ref().map(|answer| format!(" → {answer}")).unwrap_or_default();
        output.line(&format!("   {} {}{answer}", call.name, call.asked))?;
    }
    match &step.error {
        None => {}
        Some(LabError::Raised { type_name, message, line }) => {
            let line = line.map(|line| line.to_string()).unwrap_or_else(|| "–".to_owned());
            let what = format!("{type_name}: {message}");
            output.line(&format!(
                "   {}",
                output.text(id::CLI_MAP_RAISED, &[("line", &line), ("what", &what)])
            ))?;
        }
        Some(LabError::Skipped) => output.line(&format!("   {}", output.text(id::LAB_SKIPPED, &[])))?,
        Some(LabError::NeedsServer { what }) => {
            let what = what.join(", ");
            output.line(&format!("   {}", output.text(id::LAB_NEEDS_SERVER, &[("what", &what)])))?;
        }
        Some(LabError::Stopped { limit }) => {
            output.line(&format!("   {}", output.text_of(&format!("lab-limit-{limit}"))))?;
        }
    }
    Ok(())
}

/// A line for each property; attributes below their own.
pub(super) fn properties(program: &Program, properties: &Value) -> Result<(), Failure> {
    let Value::Object(members) = properties else { return Ok(()) };
    let mut rows = Vec::new();
    for (key, value) in members {
        match value {
            Value::Object(inner) if !inner.is_empty() => {
                rows.extend(
                    inner.iter().map(|(name, value)| vec![format!("  {key} › {name}"), value.to_string()]),
                );
            }
            value => rows.push(vec![format!("  {key}"), value.to_string()]),
        }
    }
    for line in print::columns(&rows) {
        program.output.line(&line)?;
    }
    Ok(())
}
