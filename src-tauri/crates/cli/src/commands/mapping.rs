//! `mapping`: property mappings as objects of their own.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use desk_app::messages::id;
use desk_app::{DraftView, MappingList, MappingUseView, MappingView, Problem, parse_mapping_kind, save};
use serde_json::json;

use super::{drafts, print_changed};
use crate::arguments::Mapping;
use crate::failure::{DONE, Ended, Failure};
use crate::print;
use crate::program::Program;

/// More than any expression has; whoever gives more has named the wrong file.
const MOST_BYTES: u64 = 1_048_576;

/// Works on property mappings.
pub(super) fn mapping(program: &Program, command: &Mapping) -> Ended {
    match command {
        Mapping::List { search, kind } => list(program, search.as_deref(), kind.as_deref()),
        Mapping::Show { mapping } => show(program, mapping),
        Mapping::New { name, kind, expression } => new(program, name, kind, expression),
        Mapping::Set { mapping, rename, expression } => {
            set(program, mapping, rename.as_deref(), expression.as_deref())
        }
        Mapping::Copy { mapping, new } => copy(program, mapping, new),
        Mapping::Delete { mapping } => delete(program, mapping),
        Mapping::Export { mappings, out } => export(program, mappings, out.as_deref()),
        Mapping::Assign { slug, mapping, group } => assign(program, slug, mapping, list_of(*group)),
        Mapping::Unassign { slug, mapping, group } => unassign(program, slug, mapping, list_of(*group)),
    }
}

fn list(program: &Program, search: Option<&str>, kind: Option<&str>) -> Ended {
    let output = program.output;
    let kind = kind.map(parse_mapping_kind).transpose()?;
    let views = program.desk.list_mappings(search, kind)?;
    if output.json {
        output.document(&views)?;
        return Ok(DONE);
    }
    if views.is_empty() {
        let is_narrowed = search.is_some() || kind.is_some();
        let sentence = if is_narrowed { id::CLI_MAPPING_NO_MATCH } else { id::CLI_MAPPING_NONE };
        output.note(&output.text(sentence, &[]));
        return Ok(DONE);
    }
    let columns = [id::CLI_MAPPING_COLUMN_NAME, id::CLI_MAPPING_COLUMN_KIND, id::CLI_MAPPING_COLUMN_USED_BY];
    let mut rows = vec![columns.map(|column| output.text(column, &[])).to_vec()];
    rows.extend(
        views.iter().map(|view| vec![view.name.clone(), view.kind.name().to_owned(), users(program, view)]),
    );
    for line in print::columns(&rows) {
        output.line(&line)?;
    }
    Ok(DONE)
}

fn show(program: &Program, name: &str) -> Ended {
    let output = program.output;
    let view = program.desk.find_mapping(name)?;
    if output.json {
        output.document(&view)?;
        return Ok(DONE);
    }
    let rows = [
        (id::CLI_MAPPING_COLUMN_NAME, view.name.clone()),
        (id::CLI_MAPPING_COLUMN_KIND, output.text_of(&format!("mapping-kind-{}", view.kind.id()))),
        (id::CLI_MAPPING_COLUMN_USED_BY, users(program, &view)),
        (id::CLI_MAPPING_REVISION, format!("{} · {}", view.revision, view.updated_at)),
    ]
    .map(|(label, value)| vec![output.text(label, &[]), value]);
    for line in print::columns(&rows) {
        output.line(&line)?;
    }
    output.line("")?;
    output.line(view.expression.trim_end())?;
    Ok(DONE)
}

fn new(program: &Program, name: &str, kind: &str, expression: &str) -> Ended {
    let kind = parse_mapping_kind(kind)?;
    let expression = expression_of(expression)?;
    let view = program.desk.create_mapping(kind, name, &expression)?;
    print(program, &view, &program.output.text(id::CLI_MAPPING_CREATED, &[("name", &view.name)]))?;
    Ok(DONE)
}

fn set(program: &Program, name: &str, rename: Option<&str>, expression: Option<&str>) -> Ended {
    let output = program.output;
    if rename.is_none() && expression.is_none() {
        return Err(Problem::new("usage-mapping-nothing").into());
    }
    let before = program.desk.find_mapping(name)?;
    let expression = expression.map(expression_of).transpose()?;
    let expression = expression.as_deref().unwrap_or(&before.expression);
    let view = program.desk.save_mapping(before.id, rename.unwrap_or(name), expression, before.revision)?;
    let is_changed = view.revision != before.revision;
    let revision = view.revision.to_string();
    let sentence = if is_changed { id::CLI_MAPPING_SAVED } else { id::CLI_MAPPING_SAME };
    print(program, &view, &output.text(sentence, &[("name", &view.name), ("revision", &revision)]))?;
    if is_changed && !view.used_by.is_empty() {
        output.note(&output.text(id::CLI_MAPPING_CHANGED_WITH, &[("slugs", &slugs(&view))]));
    }
    Ok(DONE)
}

fn copy(program: &Program, name: &str, new: &str) -> Ended {
    let before = program.desk.find_mapping(name)?;
    // Unlike the window, which proposes a name, a command makes exactly what it was told to make.
    let view = program.desk.create_mapping(before.kind, new, &before.expression)?;
    let sentence = program.output.text(id::CLI_MAPPING_COPIED, &[("name", name), ("new", &view.name)]);
    print(program, &view, &sentence)?;
    Ok(DONE)
}

fn delete(program: &Program, name: &str) -> Ended {
    let output = program.output;
    let view = program.desk.delete_mapping(program.desk.find_mapping(name)?.id)?;
    print(program, &view, &output.text(id::CLI_MAPPING_DELETED, &[("name", name)]))?;
    if !view.used_by.is_empty() {
        output.note(&output.text(id::CLI_MAPPING_TAKEN_OUT, &[("slugs", &slugs(&view))]));
    }
    output.note(&output.text(id::CLI_DELETED_UNDO, &[]));
    Ok(DONE)
}

fn export(program: &Program, names: &[String], out: Option<&Path>) -> Ended {
    let output = program.output;
    let export = program.desk.export_mappings(names)?;
    if let Some(path) = out {
        save(path, &export.text)?;
    }
    if output.json {
        let path = out.map(|path| path.display().to_string());
        let text = path.is_none().then_some(&export.text);
        let file_name = &export.file_name;
        output.document(
            &json!({ "format": "blueprint", "path": path, "file_name": file_name, "text": text }),
        )?;
    } else if out.is_none() {
        output.raw(&export.text)?;
    }
    if let Some(path) = out {
        output.note(&output.text(id::CLI_WROTE, &[("path", &path.display().to_string())]));
    }
    Ok(DONE)
}

fn assign(program: &Program, slug: &str, name: &str, list: MappingList) -> Ended {
    let before = program.desk.find_draft(slug)?;
    let view = program.desk.assign_mapping(&before.draft.id, name, list)?;
    let is_changed = view.revision != before.revision;
    let sentence = if is_changed { id::CLI_MAPPING_ASSIGNED } else { id::CLI_MAPPING_ASSIGNED_ALREADY };
    print_changed(program, &view, &program.output.text(sentence, &[("slug", slug), ("name", name)]))?;
    tell_order(program, &view, list);
    Ok(DONE)
}

fn unassign(program: &Program, slug: &str, name: &str, list: MappingList) -> Ended {
    let draft = program.desk.find_draft(slug)?.draft;
    let view = program.desk.unassign_mapping(&draft.id, name, list)?;
    let sentence = program.output.text(id::CLI_MAPPING_UNASSIGNED, &[("slug", slug), ("name", name)]);
    print_changed(program, &view, &sentence)?;
    Ok(DONE)
}

/// Tells the order in which the mappings of a list run, where there is one to tell.
fn tell_order(program: &Program, view: &DraftView, list: MappingList) {
    let mappings = match list {
        MappingList::User => &view.draft.user_property_mappings,
        MappingList::Group => &view.draft.group_property_mappings,
    };
    if mappings.len() > 1 {
        let names = drafts::names(mappings);
        program.output.note(&program.output.text(id::CLI_MAPPING_ORDER, &[("names", &names)]));
    }
}

fn print(program: &Program, view: &MappingView, sentence: &str) -> Result<(), Failure> {
    if program.output.json {
        program.output.document(view)?;
    } else {
        program.output.line(sentence)?;
    }
    Ok(())
}

fn list_of(is_group: bool) -> MappingList {
    if is_group { MappingList::Group } else { MappingList::User }
}

fn slugs(view: &MappingView) -> String {
    view.used_by.iter().map(|used| used.slug.as_str()).collect::<Vec<_>>().join(", ")
}

fn users(program: &Program, view: &MappingView) -> String {
    let output = program.output;
    if view.used_by.is_empty() {
        return output.text(id::CLI_MAPPING_UNUSED, &[]);
    }
    let one = |used: &MappingUseView| {
        let sentence = match used.fields.as_slice() {
            [MappingList::User] => id::CLI_MAPPING_USE_USER,
            [MappingList::Group] => id::CLI_MAPPING_USE_GROUP,
            _ => id::CLI_MAPPING_USE_BOTH,
        };
        output.text(sentence, &[("slug", &used.slug)])
    };
    view.used_by.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Returns the expression that an argument names: `-` is stdin, what has no white space is a file, and the rest is a
/// file if there is one of that name, else the expression itself. An expression always has white space: it returns
/// something.
fn expression_of(argument: &str) -> Result<String, Problem> {
    if argument == "-" {
        return text_of("stdin", &mut io::stdin());
    }
    let is_text = argument.contains(char::is_whitespace) && !Path::new(argument).is_file();
    if is_text {
        return Ok(argument.to_owned());
    }
    text_of(argument, &mut File::open(argument).map_err(|error| not_read(argument, &error))?)
}

fn text_of(name: &str, reader: &mut dyn Read) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    reader.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| not_read(name, &error))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Problem::about("usage-mapping-large", name));
    }
    let text = String::from_utf8(bytes).map_err(|_| Problem::about("usage-mapping-text", name))?;
    // Editors on Windows write a mark at the start and two characters for a line end; Python code needs neither.
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
}

fn not_read(name: &str, error: &io::Error) -> Problem {
    Problem::about("file-not-read", name).detailed(error.to_string())
}
