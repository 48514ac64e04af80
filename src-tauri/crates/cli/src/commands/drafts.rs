//! `list`, `show`, `copy`, `delete`, `undo`, `redo` and `seed`.

use desk_app::messages::id;
use desk_app::{
    ChangeView, ChangedObject, DraftView, FieldValue, Problem, SecretStanding, Severity, catalogue, words,
};
use serde_json::json;

use super::{lint, print_changed};
use crate::documents::{DraftDocument, FindingDocument};
use crate::failure::{DONE, Ended};
use crate::print;
use crate::program::Program;

/// Lists the drafts, newest change first.
pub(super) fn list(program: &Program, search: Option<&str>, tag: Option<&str>) -> Ended {
    let output = program.output;
    let listed = program.desk.list_draft_views(search, tag)?;
    for draft in &listed.unreadable {
        let why = output.text_of(&format!("cli-unreadable-{}", draft.why));
        output.note(
            &output.text(
                id::CLI_LIST_UNREADABLE,
                &[("slug", &draft.slug), ("name", &draft.name), ("why", &why)],
            ),
        );
    }
    if output.json {
        let drafts: Vec<DraftDocument<'_>> =
            listed.drafts.iter().map(|view| DraftDocument::of(output.locale, view)).collect();
        output.document(&drafts)?;
        return Ok(DONE);
    }
    if listed.drafts.is_empty() {
        let sentence = match search.or(tag) {
            Some(text) => output.text(id::CLI_LIST_NO_MATCH, &[("search", text)]),
            None => output.text(id::CLI_LIST_EMPTY, &[]),
        };
        output.note(&sentence);
        return Ok(DONE);
    }
    // A column that would be empty throughout says nothing.
    let has_tags = listed.drafts.iter().any(|view| !view.draft.tags.is_empty());
    let mut columns =
        vec![id::CLI_COLUMN_NAME, id::CLI_COLUMN_SLUG, id::CLI_COLUMN_HOST, id::CLI_COLUMN_STATE];
    columns.extend(has_tags.then_some(id::PART_TAGS));
    let mut rows = vec![columns.into_iter().map(|column| output.text(column, &[])).collect::<Vec<_>>()];
    rows.extend(listed.drafts.iter().map(|view| {
        let draft = &view.draft;
        let mut row = vec![
            draft.name.clone(),
            draft.slug.clone(),
            or_dash(&draft.deployment.authentik_host),
            state(program, view),
        ];
        row.extend(has_tags.then(|| draft.tags.join(", ")));
        row
    }));
    for line in print::columns(&rows) {
        output.line(&line)?;
    }
    Ok(DONE)
}

/// Shows a draft.
pub(super) fn show(program: &Program, slug: &str) -> Ended {
    let output = program.output;
    let view = program.desk.find_draft(slug)?;
    if output.json {
        output.document(&DraftDocument::of(output.locale, &view))?;
        return Ok(DONE);
    }
    for line in print::columns(&rows(program, &view)) {
        output.line(&line)?;
    }
    if !view.findings.is_empty() {
        output.line("")?;
        for finding in &view.findings {
            lint::print(program, &FindingDocument::of(output.locale, None, &view.draft.slug, finding))?;
        }
    }
    Ok(DONE)
}

/// Copies a draft.
pub(super) fn copy(program: &Program, slug: &str, new: &str) -> Ended {
    let draft = program.desk.find_draft(slug)?.draft;
    let view = program.desk.copy_draft_as(&draft.id, new)?;
    print_changed(program, &view, &program.output.text(id::CLI_COPIED, &[("slug", slug), ("new", new)]))?;
    Ok(DONE)
}

/// Deletes a draft.
pub(super) fn delete(program: &Program, slug: &str) -> Ended {
    let view = program.desk.find_draft(slug)?;
    program.desk.delete_draft(&view.draft.id)?;
    print_changed(program, &view, &program.output.text(id::CLI_DELETED, &[("slug", slug)]))?;
    program.output.note(&program.output.text(id::CLI_DELETED_UNDO, &[]));
    Ok(DONE)
}

/// Takes the last change back.
pub(super) fn undo(program: &Program) -> Ended {
    print_change(program, program.desk.undo()?, "cli-undone", &program.output.text(id::CLI_UNDO_NOTHING, &[]))
}

/// Makes the last undone change again.
pub(super) fn redo(program: &Program) -> Ended {
    print_change(program, program.desk.redo()?, "cli-redone", &program.output.text(id::CLI_REDO_NOTHING, &[]))
}

/// Makes varied drafts.
pub(super) fn seed(program: &Program, count: u32) -> Ended {
    program.desk.seed(count)?;
    if program.output.json {
        program.output.document(&json!({ "seeded": count }))?;
    } else {
        program.output.line(&program.output.text(id::CLI_SEEDED, &[("count", &count.to_string())]))?;
    }
    Ok(DONE)
}

fn print_change(program: &Program, change: Option<ChangeView>, prefix: &str, nothing: &str) -> Ended {
    let output = program.output;
    if output.json {
        output.document(&change)?;
        return Ok(DONE);
    }
    match change {
        Some(change) => {
            let arguments = [("name", change.name.as_str()), ("slug", change.slug.as_str())];
            let object = match change.object {
                ChangedObject::Draft => "",
                ChangedObject::Mapping => "mapping-",
            };
            let sentence = format!("{prefix}-{object}{}", change.change);
            output.line(&words::any_with(output.locale, &sentence, &arguments))?;
            if change.n_sources > 0 {
                let many = if change.n_sources == 1 { "one" } else { "other" };
                let count = change.n_sources.to_string();
                output.note(
                    &output.text(id::CLI_MAPPING_CHANGED_SOURCES, &[("count", &count), ("many", many)]),
                );
            }
        }
        None => output.note(nothing),
    }
    Ok(DONE)
}

fn state(program: &Program, view: &DraftView) -> String {
    let count = |severity| view.findings.iter().filter(|finding| finding.severity == severity).count();
    let parts: Vec<String> =
        [(count(Severity::Error), id::CLI_STATE_ERRORS), (count(Severity::Warning), id::CLI_STATE_WARNINGS)]
            .into_iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, id)| {
                program
                    .output
                    .text(id, &[("count", &n.to_string()), ("many", if n == 1 { "one" } else { "other" })])
            })
            .collect();
    if parts.is_empty() {
        program.output.text(id::CLI_STATE_READY, &[])
    } else {
        parts.join(&program.output.text(id::CLI_STATE_AND, &[]))
    }
}

/// Says where a secret is, never what it is.
fn secret_state(program: &Program, view: &DraftView, field: &str) -> String {
    let state = view.secrets.iter().find(|state| state.field == field);
    let Some(state) = state.filter(|state| state.standing != SecretStanding::NotSet) else {
        return program.output.text(id::CLI_SHOW_SECRET_NOT_SET, &[]);
    };
    let message = match state.standing {
        SecretStanding::Unreadable => id::CLI_SHOW_SECRET_UNREADABLE,
        _ => id::CLI_SHOW_SECRET,
    };
    let at = state.changed_at.clone().unwrap_or_else(|| "none".to_owned());
    program.output.text(message, &[("characters", &state.n_characters.to_string()), ("at", &at)])
}

fn rows(program: &Program, view: &DraftView) -> Vec<Vec<String>> {
    let output = program.output;
    let draft = &view.draft;
    let mut rows = Vec::new();
    let mut row = |label: String, value: String| rows.push(vec![label, value]);
    let kind = catalogue::find(&draft.source_type);
    row(
        output.text(id::CLI_SHOW_TYPE, &[]),
        kind.map_or(draft.source_type.clone(), |kind| kind.name.clone()),
    );
    for field in kind.into_iter().flat_map(|kind| kind.fields_of(draft.deployment.target)) {
        let value = match (field.name, field.kind) {
            (name, catalogue::FieldKind::Secret) => secret_state(program, view, name),
            ("user_property_mappings", _) => names(&draft.user_property_mappings),
            ("group_property_mappings", _) => names(&draft.group_property_mappings),
            ("name" | "slug", _) => draft.text(field.name).to_owned(),
            (name, _) => match draft.values.get(name) {
                Some(FieldValue::Switch(on)) => output.text(if *on { id::CLI_YES } else { id::CLI_NO }, &[]),
                Some(value) => value.to_string(),
                // What only the API knows is not worth a line where nobody set it.
                None if field.group == catalogue::Group::ApiOnly => continue,
                None => String::new(),
            },
        };
        row(words::field_label(output.locale, field), or_dash(&value));
    }
    let has_callback_domain = draft.source_type == "wechat";
    for field in ["target", "authentik_host", "callback_domain"] {
        if field == "callback_domain" && !has_callback_domain {
            continue;
        }
        row(output.text_of(&format!("field-{}", field.replace('_', "-"))), or_dash(draft.text(field)));
    }
    if !draft.deployment.brand_hosts.is_empty() {
        row(output.text(id::CLI_SHOW_BRAND_HOSTS, &[]), draft.deployment.brand_hosts.join(", "));
    }
    if !view.callback_url.is_empty() {
        row(output.text(id::CLI_CALLBACK_URL, &[]), view.callback_url.clone());
    }
    if let Some(registered) = &draft.deployment.registered {
        row(output.text(id::CLI_SHOW_REGISTERED, &[]), registered.callback_url.clone());
    }
    if !draft.tags.is_empty() {
        row(output.text(id::PART_TAGS, &[]), draft.tags.join(", "));
    }
    // Notes may have many lines; the first stands for them in a table.
    if let Some(line) = draft.notes.lines().find(|line| !line.trim().is_empty()) {
        let more = if draft.notes.trim().lines().count() > 1 { " …" } else { "" };
        row(output.text(id::PART_NOTES, &[]), format!("{}{more}", line.trim()));
    }
    row(output.text(id::CLI_SHOW_REVISION, &[]), format!("{} · {}", view.revision, view.updated_at));
    rows
}

/// Returns the names of mappings in the order in which authentik runs them.
pub(super) fn names(mappings: &[desk_app::PropertyMapping]) -> String {
    let mut names: Vec<&str> = mappings.iter().map(|mapping| mapping.name.as_str()).collect();
    names.sort_unstable();
    names.join(", ")
}

fn or_dash(text: &str) -> String {
    if text.is_empty() { "–".to_owned() } else { text.to_owned() }
}

/// Returns the draft with a slug, for commands that name several.
pub(super) fn find_all(
    program: &Program,
    slugs: &[String],
) -> Result<Vec<DraftView>, crate::failure::Failure> {
    let mut problems: Vec<Problem> = Vec::new();
    let mut views = Vec::new();
    for slug in slugs {
        match program.desk.find_draft(slug) {
            Ok(view) => views.push(view),
            Err(problem) => problems.push(problem),
        }
    }
    crate::failure::none_or_all(views, problems)
}
