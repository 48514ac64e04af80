//! `pull`, `plan`, `drift`: what is on a server, and what would change there.

use std::path::Path;

use desk_app::messages::id;
use desk_app::{
    Action, Button, Choices, Conflict, DraftId, Operation, Plan, PlanRequest, PlannedLoginPage, Problem,
    PullOutcome, Winner,
};
use serde_json::{Value as Json, json};

use super::work::block_on;
use super::{drafts, lend_secrets, server};
use crate::arguments::{DriftArguments, PlanArguments, Pull};
use crate::failure::{DONE, Ended, FINDINGS, Failure};
use crate::print;
use crate::program::{Program, complain};
use crate::terminal::Output;

/// So many lines of a text are shown.
const MOST_LINES: usize = 12;

/// Makes drafts of a server's sources.
pub(super) fn pull(program: &Program, arguments: &Pull) -> Ended {
    let output = program.output;
    server::ready(program, &arguments.server, &arguments.secret)?;
    let view = block_on(program.desk.pull(&arguments.server, &arguments.slug, arguments.replace))??;
    if output.json {
        output.document(&view)?;
    } else {
        if view.pulled.is_empty() && view.problems.is_empty() {
            output.note(&output.text(id::CLI_PULL_NOTHING, &[]));
        }
        for source in &view.pulled {
            let message = match source.outcome {
                PullOutcome::New => id::CLI_PULL_NEW,
                PullOutcome::Updated => id::CLI_PULL_UPDATED,
                PullOutcome::Same => id::CLI_PULL_SAME,
                PullOutcome::Kept => id::CLI_PULL_KEPT,
            };
            output.line(&output.text(message, &[("slug", &source.slug), ("name", &source.name)]))?;
        }
        for secret in &view.missing_secrets {
            let arguments = [("slug", secret.slug.as_str()), ("field", secret.field.as_str())];
            output.note(&output.text(id::CLI_PULL_MISSING, &arguments));
        }
        for slug in &view.unknown {
            output.complain(&output.text(id::CLI_PULL_UNKNOWN, &[("slug", slug)]));
        }
        for problem in &view.problems {
            complain(output, std::slice::from_ref(problem));
        }
    }
    Ok(if view.problems.is_empty() { DONE } else { FINDINGS })
}

/// Shows what would change on a server. The exit code is 1 if anything would.
pub(super) fn plan(program: &Program, arguments: &PlanArguments) -> Ended {
    let output = program.output;
    let choices = choices(arguments)?;
    let views = drafts::find_all(program, &arguments.slug)?;
    let others = server::ready_with_others(program, &arguments.server, &arguments.secret)?;
    if !others.is_empty() {
        let [view] = views.as_slice() else { return Err(Problem::new("usage-secret-one-draft").into()) };
        lend_secrets(program, &view.draft, &others)?;
    }
    let request = PlanRequest {
        server: arguments.server.clone(),
        drafts: views.iter().map(|view| view.draft.id.clone()).collect(),
        login_page: arguments.login_page.clone(),
        choices,
    };
    let plan = block_on(program.desk.plan(&request))??;
    if let Some(path) = &arguments.out {
        desk_app::save(path, &plan.to_text())?;
    }
    if let (Some(path), Some(page)) = (&arguments.preview, &plan.login_page) {
        desk_app::save(path, &program.desk.draw_login_page(page, false, false))?;
    }
    if output.json {
        output.document(&plan)?;
    } else {
        print_plan(output, &plan)?;
        if let Some(path) = &arguments.out {
            output.note(&output.text(id::CLI_PLAN_SAVED, &[("path", &path.display().to_string())]));
        }
    }
    let is_clean = plan.conflicts.is_empty() && plan.writes().count() == 0;
    Ok(if is_clean { DONE } else { FINDINGS })
}

/// Shows where drafts, a server and the last push differ. The exit code is 1 if they do.
pub(super) fn drift(program: &Program, arguments: &DriftArguments) -> Ended {
    let output = program.output;
    let views = drafts::find_all(program, &arguments.slug)?;
    server::ready(program, &arguments.server, &arguments.secret)?;
    let ids: Vec<DraftId> = views.iter().map(|view| view.draft.id.clone()).collect();
    let found = block_on(program.desk.drift(&arguments.server, &ids))??;
    if output.json {
        output.document(&json!({ "drift": found }))?;
    } else if found.is_empty() {
        output.line(&output.text(id::CLI_DRIFT_NONE, &[]))?;
    } else {
        for row in &found {
            let path =
                if row.path.is_empty() { row.slug.clone() } else { format!("{}.{}", row.slug, row.path) };
            output.line(&path)?;
            for (label, value) in [
                (id::DRIFT_DRAFT, &row.draft),
                (id::DRIFT_SERVER, &row.server),
                (id::DRIFT_LAST_PUSHED, &row.last_pushed),
            ] {
                output.line(&print::indented(
                    &format!("{}: {}", output.text(label, &[]), shown(output, value)),
                    2,
                ))?;
            }
        }
    }
    Ok(if found.is_empty() { DONE } else { FINDINGS })
}

fn choices(arguments: &PlanArguments) -> Result<Choices, Failure> {
    let mut choices = Choices {
        adopt: arguments.adopt,
        send_secrets: arguments.send_secrets,
        labels: arguments.labels,
        ..Choices::default()
    };
    let winner = |text: &str| match text {
        "draft" => Some(Winner::Draft),
        "server" => Some(Winner::Server),
        _ => None,
    };
    for take in &arguments.take {
        let wrong = || Problem::about("usage-take", take);
        match take.rsplit_once('=') {
            None => choices.all = Some(winner(take).ok_or_else(wrong)?),
            Some((place, side)) if place.contains('.') => {
                choices.fields.insert(place.to_owned(), winner(side).ok_or_else(wrong)?);
            }
            Some(_) => return Err(wrong().into()),
        }
    }
    Ok(choices)
}

/// Prints a plan as people read it.
pub(super) fn print_plan(output: Output, plan: &Plan) -> Result<(), Failure> {
    let server = [("name", plan.server.name.as_str()), ("url", plan.server.url.as_str())];
    output.line(&output.text(id::PLAN_SERVER, &server))?;
    for operation in plan.operations.iter().filter(|operation| operation.action != Action::None) {
        print_operation(output, operation)?;
    }
    let count =
        |action| plan.operations.iter().filter(|operation| operation.action == action).count().to_string();
    let counts = [
        ("create", count(Action::Create)),
        ("update", count(Action::Update)),
        ("delete", count(Action::Delete)),
        ("none", count(Action::None)),
    ];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(name, count)| (*name, count.as_str())).collect();
    output.line("")?;
    let summary = if plan.writes().count() == 0 { id::PLAN_NOTHING } else { id::PLAN_SUMMARY };
    output.line(&output.text(summary, &counts))?;
    if let Some(planned) = &plan.login_page {
        output.note(&page(output, planned));
    }
    for note in &plan.notes {
        output.note(&word(output, "plan-note", &json!(note.kind), &[("subject", &note.subject)]));
    }
    for conflict in &plan.conflicts {
        print_conflict(output, conflict);
    }
    Ok(())
}

/// Returns what a login page shows, in one line.
pub(super) fn page(output: Output, page: &PlannedLoginPage) -> String {
    if page.buttons.is_empty() {
        return output.text(id::CLI_PLAN_PAGE_EMPTY, &[("stage", &page.stage)]);
    }
    let large = |name: &str| output.text(id::CLI_PLAN_PAGE_LARGE, &[("name", name)]);
    let name = |button: &Button| if button.promoted { large(&button.name) } else { button.name.clone() };
    let buttons = page.buttons.iter().map(name).collect::<Vec<_>>().join(", ");
    output.text(id::CLI_PLAN_PAGE, &[("stage", &page.stage), ("buttons", &buttons)])
}

fn print_operation(output: Output, operation: &Operation) -> Result<(), Failure> {
    let action = word(output, "plan-action", &json!(operation.action), &[]);
    output.line("")?;
    output.line(&format!("{action} {} {}", model(output, &operation.model), operation.key()))?;
    for change in operation.changes.iter().filter(|change| !change.path.is_empty()) {
        let is_new = operation.action == Action::Create;
        let after = shown(output, &change.after);
        if is_new && after == output.text(id::PLAN_EMPTY, &[]) {
            continue;
        }
        let is_long = after.contains('\n');
        let line = match (is_new, is_long) {
            (true, false) => format!("+ {}: {after}", change.path),
            (false, false) => format!("~ {}: {} → {after}", change.path, shown(output, &change.before)),
            (_, true) => {
                let lines: Vec<&str> = after.lines().take(MOST_LINES).collect();
                let rest = if after.lines().count() > MOST_LINES { "\n…" } else { "" };
                let mark = if is_new { '+' } else { '~' };
                format!("{mark} {}:\n{}", change.path, print::indented(&(lines.join("\n") + rest), 4))
            }
        };
        output.line(&print::indented(&line, 2))?;
    }
    Ok(())
}

fn print_conflict(output: Output, conflict: &Conflict) {
    let path = if conflict.path.is_empty() { String::new() } else { format!(".{}", conflict.path) };
    let subject = format!("{}{path}", conflict.key);
    let sides = [
        ("subject", subject),
        ("server", shown(output, &conflict.server)),
        ("draft", shown(output, &conflict.draft)),
        ("last", shown(output, &conflict.last_pushed)),
    ];
    let sides: Vec<(&str, &str)> = sides.iter().map(|(name, value)| (*name, value.as_str())).collect();
    output.complain(&word(output, "plan-conflict", &json!(conflict.kind), &sides));
}

/// Returns the name of a model as authentik's pages have it.
pub(super) fn model(output: Output, model: &str) -> String {
    let sort = if model.ends_with("propertymapping") {
        "mapping"
    } else if model.ends_with("identificationstage") {
        "stage"
    } else {
        "source"
    };
    output.text_of(&format!("plan-model-{sort}"))
}

/// Returns the words of something that has a code.
pub(super) fn word(output: Output, family: &str, code: &Json, arguments: &[(&str, &str)]) -> String {
    output.text_with(&format!("{family}-{}", code.as_str().unwrap_or_default()), arguments)
}

/// Returns a value as people read it.
fn shown(output: Output, value: &Json) -> String {
    match value {
        Json::Null => output.text(id::PLAN_EMPTY, &[]),
        Json::String(text) if text.is_empty() => output.text(id::PLAN_EMPTY, &[]),
        Json::String(text) => text.clone(),
        Json::Array(items) if items.is_empty() => output.text(id::PLAN_EMPTY, &[]),
        Json::Array(items) => items.iter().map(|item| shown(output, item)).collect::<Vec<_>>().join(", "),
        Json::Object(fields) => match fields.get("secret").and_then(Json::as_str) {
            Some(state) => output.text_of(&format!("plan-secret-{state}")),
            None if fields.is_empty() => output.text(id::PLAN_EMPTY, &[]),
            None => value.to_string(),
        },
        other => other.to_string(),
    }
}

/// Reads a plan's file.
pub(super) fn read(program: &Program, path: &Path) -> Result<Plan, Problem> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path)
        .map_err(|error| Problem::about("file-not-read", &name).detailed(error.to_string()))?;
    program.desk.read_plan(&text, &name)
}
