//! `identity`: who keeps their account when a source's identity changes, and the steps that keep them.

use std::collections::BTreeSet;

use desk_app::messages::id;
use desk_app::{
    IdentityPersonView, IdentityReport, IdentityRequest, IdentityStepView, Problem, parse_identity_change,
    read_identifier_table, read_identity_directory, save,
};
use serde_json::{Value as Json, json};

use crate::arguments::Identity;
use crate::failure::{DONE, Ended, FINDINGS, Failure};
use crate::print;
use crate::program::Program;
use crate::terminal::Output;

/// Shows it. The exit code is 1 if somebody does not keep their account by themselves, or if nobody is known.
pub(super) fn identity(program: &Program, arguments: &Identity) -> Ended {
    let output = program.output;
    let change = parse_identity_change(&arguments.change, arguments.same_account, arguments.as_new)?;
    let draft = program.desk.find_draft(&arguments.slug)?.draft;
    let directory = arguments.directory.as_deref().map(read_identity_directory).transpose()?;
    let identifiers = arguments.identifiers.as_deref().map(read_identifier_table).transpose()?;
    let request = IdentityRequest {
        change,
        directory: directory.unwrap_or_default(),
        identifiers: identifiers.unwrap_or_default(),
    };
    let report = program.desk.assess_identity(&draft.id, request)?;
    let document = document(output, &report);
    if let Some(path) = &arguments.out {
        let text = serde_json::to_string_pretty(&document)
            .map_err(|error| Problem::new("internal").detailed(error.to_string()))?;
        save(path, &format!("{text}\n"))?;
    }
    if output.json {
        output.document(&document)?;
    } else {
        print(output, &report)?;
        if report.people.is_empty() {
            output.note(&output.text(id::CLI_IDENTITY_NOBODY, &[]));
        }
    }
    if let Some(path) = &arguments.out {
        output.note(&output.text(id::CLI_IDENTITY_WROTE, &[("path", &path.display().to_string())]));
    }
    // Without a directory nobody is known, which must not look as if nobody lost an account.
    let is_safe = report.is_safe && arguments.directory.is_some();
    Ok(if is_safe { DONE } else { FINDINGS })
}

fn print(output: Output, report: &IdentityReport) -> Result<(), Failure> {
    output.line(&output.text_of(&format!("identity-change-{}", report.change)))?;
    for count in &report.counts {
        output.line(&print::indented(&format!("{} × {}", count.count, count.words(output.locale)), 2))?;
    }
    if report.is_safe && !report.people.is_empty() {
        output.line(&output.text(id::CLI_IDENTITY_SAFE, &[]))?;
    }
    if !report.people.is_empty() {
        output.line("")?;
        people(output, &report.people)?;
    }
    if !report.unmatched.is_empty() {
        let identifiers = report.unmatched.join(", ");
        output.line("")?;
        output.line(&output.text(id::CLI_IDENTITY_UNMATCHED, &[("identifiers", &identifiers)]))?;
    }
    for (heading, list) in [(id::CLI_IDENTITY_KEEP, &report.keep), (id::CLI_IDENTITY_UNDO, &report.undo)] {
        output.line(&format!("\n{}", output.text(heading, &[])))?;
        // A reason that holds for many steps is told once.
        let mut told = BTreeSet::new();
        for one in list {
            step(output, one, told.insert(one.what.as_str()))?;
        }
    }
    if !report.notes.is_empty() {
        output.line(&format!("\n{}", output.text(id::CLI_IDENTITY_NOTES, &[])))?;
    }
    for note in &report.notes {
        output.line(&format!("- {}", note.words(output.locale)))?;
    }
    Ok(())
}

fn people(output: Output, people: &[IdentityPersonView]) -> Result<(), Failure> {
    let word = |id| output.text(id, &[]);
    let mut rows = vec![vec![
        word(id::CLI_IDENTITY_ACCOUNT),
        word(id::CLI_IDENTITY_IDENTIFIER),
        word(id::CLI_IDENTITY_NEW),
        word(id::CLI_IDENTITY_WHAT),
        word(id::CLI_IDENTITY_KEPT),
    ]];
    for person in people {
        let mut what = person.words(output.locale);
        if let Some(next) = &person.next_login {
            let action = next.action.clone().unwrap_or_default();
            let words = [("action", action.as_str()), ("step", &next.step)];
            what = format!("{what}; {}", output.text(id::CLI_IDENTITY_NEXT, &words));
        }
        if let Some(double) = &person.double {
            let account = account(double.user, double.username.as_deref());
            what = format!("{what}; {}", output.text(id::CLI_IDENTITY_DOUBLE, &[("account", &account)]));
        }
        let kept = person.kept_account.map(|user| {
            let double = person.double.as_ref().filter(|double| double.user == user);
            let username = double.map_or(&person.username, |double| &double.username);
            output.text(id::CLI_IDENTITY_KEPT_ACCOUNT, &[("user", &account(user, username.as_deref()))])
        });
        rows.push(vec![
            account(person.user, person.username.as_deref()),
            person.identifier.clone(),
            person.new_identifier.clone().unwrap_or_else(|| "?".to_owned()),
            what,
            kept.unwrap_or_else(|| word(id::CLI_IDENTITY_KEPT_NONE)),
        ]);
    }
    for line in print::columns(&rows) {
        output.line(&line)?;
    }
    Ok(())
}

fn account(user: u32, username: Option<&str>) -> String {
    username.map_or_else(|| user.to_string(), |username| format!("{username} ({user})"))
}

fn step(output: Output, step: &IdentityStepView, with_why: bool) -> Result<(), Failure> {
    let words = step.words(output.locale);
    let phase = output.text_of(&format!("identity-phase-{}", step.phase));
    output.line(&format!("{}. {phase}: {}", step.number, print::cell(&words.what)))?;
    if let (Some(method), Some(path)) = (&step.method, &step.path) {
        let body = step.body.as_ref().map(|body| format!(" {body}")).unwrap_or_default();
        output.line(&print::indented(&print::cell(&format!("{method} {path}{body}")), 3))?;
    }
    for before in &words.before {
        let text = output.text(id::CLI_IDENTITY_BEFORE, &[("text", before)]);
        output.line(&print::indented(&print::cell(&text), 3))?;
    }
    if with_why {
        output.line(&print::indented(&output.text(id::CLI_IDENTITY_WHY, &[("text", &words.why)]), 3))?;
    }
    if let Some(note) = &words.note {
        output.line(&print::indented(note, 3))?;
    }
    Ok(())
}

/// The report with its words.
fn document(output: Output, report: &IdentityReport) -> Json {
    let steps = |steps: &[IdentityStepView]| -> Vec<Json> {
        steps
            .iter()
            .map(|step| {
                let words = step.words(output.locale);
                let body: Option<Json> = step.body.as_ref().and_then(|body| serde_json::from_str(body).ok());
                json!({
                    "number": step.number,
                    "phase": step.phase,
                    "act": step.what,
                    "what": words.what,
                    "why": words.why,
                    "method": step.method,
                    "path": step.path,
                    "body": body,
                    "before": words.before,
                    "note": step.note,
                })
            })
            .collect()
    };
    let counts: serde_json::Map<String, Json> =
        report.counts.iter().map(|one| (one.fate.clone(), json!(one.count))).collect();
    let notes: Vec<Json> = report
        .notes
        .iter()
        .map(|note| json!({ "code": note.code, "text": note.words(output.locale) }))
        .collect();
    json!({
        "slug": report.slug,
        "change": report.change,
        "is_safe": report.is_safe,
        "counts": counts,
        "people": report.people,
        "keep": steps(&report.keep),
        "undo": steps(&report.undo),
        "notes": notes,
        "unmatched": report.unmatched,
    })
}
