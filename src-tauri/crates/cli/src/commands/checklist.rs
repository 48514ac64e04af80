//! `checklist`.

use desk_app::messages::id;
use desk_app::{ChecklistStepView, Problem, StepStatus, words};
use serde::Serialize;

use crate::arguments::Checklist;
use crate::failure::{DONE, Ended, Failure};
use crate::print;
use crate::program::Program;

/// A step with its words.
#[derive(Serialize)]
pub(super) struct StepDocument {
    step: String,
    title: String,
    about: String,
    status: StepStatus,
    note: String,
    changed_at: Option<String>,
}

/// The checklist with its words.
#[derive(Serialize)]
pub(super) struct ChecklistDocument {
    steps: Vec<StepDocument>,
    n_open: usize,
    n_done: usize,
}

impl ChecklistDocument {
    pub(super) fn of(program: &Program, steps: &[ChecklistStepView]) -> ChecklistDocument {
        let count = |status| steps.iter().filter(|step| step.status == status).count();
        ChecklistDocument {
            n_open: count(StepStatus::Open),
            n_done: count(StepStatus::Done),
            steps: steps.iter().map(|step| step_document(program, step)).collect(),
        }
    }
}

/// Shows the steps, or marks one of them.
pub(super) fn checklist(program: &Program, arguments: &Checklist) -> Ended {
    let output = program.output;
    let draft = program.desk.find_draft(&arguments.slug)?.draft;
    if let (Some(step), Some(mark)) = (&arguments.step, arguments.status) {
        program.desk.set_step(&draft.id, step, mark.into(), arguments.note.as_deref())?;
    }
    let view = program.desk.callback(&draft.id)?;
    if view.console.is_none() {
        return Err(Problem::about("callback-none", &draft.source_type).into());
    }
    let document = ChecklistDocument::of(program, &view.checklist);
    if output.json {
        output.document(&document)?;
        return Ok(DONE);
    }
    let marked = arguments.step.as_ref();
    if let Some(step) = marked.and_then(|name| document.steps.iter().find(|step| step.step == *name)) {
        let status = output.text_of(status_id(step.status));
        let arguments = [("title", step.title.as_str()), ("status", status.as_str())];
        output.line(&output.text(id::CLI_CHECKLIST_MARKED, &arguments))?;
    } else {
        print(program, &document)?;
    }
    output.note(&progress(program, &document));
    Ok(DONE)
}

fn print(program: &Program, document: &ChecklistDocument) -> Result<(), Failure> {
    let output = program.output;
    let rows: Vec<Vec<String>> = document
        .steps
        .iter()
        .map(|step| {
            vec![
                sign(step.status).to_owned(),
                step.step.clone(),
                output.text_of(status_id(step.status)),
                step.title.clone(),
            ]
        })
        .collect();
    for (line, step) in print::columns(&rows).iter().zip(&document.steps) {
        output.line(line)?;
        output.line(&print::indented(&step.about, 4))?;
        if !step.note.is_empty() || step.changed_at.is_some() {
            let when = step.changed_at.as_deref().unwrap_or_default();
            let parts = [when, step.note.as_str()].into_iter().filter(|part| !part.is_empty());
            output.line(&print::indented(&print::cell(&parts.collect::<Vec<_>>().join(" · ")), 4))?;
        }
    }
    Ok(())
}

fn progress(program: &Program, document: &ChecklistDocument) -> String {
    // What is not needed is neither to be done nor done.
    let all = document.n_open + document.n_done;
    let arguments = [("done", document.n_done.to_string()), ("all", all.to_string())];
    let arguments = arguments.each_ref().map(|(name, value)| (*name, value.as_str()));
    program.output.text(id::CLI_CHECKLIST_PROGRESS, &arguments)
}

fn step_document(program: &Program, step: &ChecklistStepView) -> StepDocument {
    let arguments: Vec<(&str, &str)> =
        step.arguments.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let word = |id: &str| words::any_with(program.output.locale, id, &arguments);
    StepDocument {
        step: step.step.clone(),
        title: word(&step.title_id),
        about: word(&step.about_id),
        status: step.status,
        note: step.note.clone(),
        changed_at: Some(step.changed_at.clone()).filter(|at| !at.is_empty()),
    }
}

fn status_id(status: StepStatus) -> &'static str {
    match status {
        StepStatus::Open => "status-open",
        StepStatus::Done => "status-done",
        StepStatus::Skipped => "status-skipped",
    }
}

/// A sign beside the word, so that a long list can be looked over.
fn sign(status: StepStatus) -> &'static str {
    match status {
        StepStatus::Open => "[ ]",
        StepStatus::Done => "[x]",
        StepStatus::Skipped => "[-]",
    }
}
