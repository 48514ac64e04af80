//! `lint`.

use std::path::Path;

use desk_app::messages::id;
use desk_app::{DraftView, Problem, Severity, read_blueprint_file};

use super::{drafts, lend_secrets};
use crate::documents::{FindingDocument, FindingsDocument};
use crate::failure::{DONE, Ended, FINDINGS, Failure};
use crate::print;
use crate::program::Program;

/// Checks drafts and blueprints; without targets all drafts. The exit code is 1 if one finding is an error.
pub(super) fn lint(program: &Program, targets: &[String], secrets: &[String]) -> Ended {
    let output = program.output;
    let (files, slugs): (Vec<&String>, Vec<&String>) = targets.iter().partition(|target| is_file(target));
    let slugs: Vec<String> = slugs.into_iter().cloned().collect();
    let mut views = if targets.is_empty() {
        program.desk.list_draft_views(None)?.drafts
    } else {
        drafts::find_all(program, &slugs)?
    };
    lend_to_one(program, &mut views, secrets, targets.len())?;
    let mut findings: Vec<FindingDocument> = views
        .iter()
        .flat_map(|view| {
            view.findings
                .iter()
                .map(|finding| FindingDocument::of(output.locale, None, &view.draft.slug, finding))
        })
        .collect();
    for file in files {
        lint_file(program, file, &mut findings)?;
    }
    if output.json {
        output.document(&FindingsDocument { findings: &findings })?;
    } else {
        for finding in &findings {
            print(program, finding)?;
        }
        sum_up(program, &findings, targets.is_empty() && views.is_empty());
    }
    let has_errors = findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(if has_errors { FINDINGS } else { DONE })
}

/// Prints a finding: one line with what, then why and the fix.
pub(super) fn print(program: &Program, finding: &FindingDocument) -> Result<(), Failure> {
    program.output.line(&sentence(program, finding))?;
    Ok(())
}

/// Returns a finding for people.
pub(super) fn sentence(program: &Program, finding: &FindingDocument) -> String {
    let severity = program.output.text_of(match finding.severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Info => "severity-info",
    });
    let mut place = finding.file.clone().unwrap_or_default();
    if let (Some(line), Some(column)) = (finding.line, finding.column) {
        // What editors and terminals make a link of.
        place.push_str(&format!(":{line}:{column}"));
    }
    let [place, subject, path, message] =
        [&place, &finding.subject, &finding.path, &finding.message].map(|text| print::cell(text));
    let mut text = [severity, place, subject, path, message]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("  ");
    for more in [finding.caveat.as_ref(), Some(&finding.why), Some(&finding.fix)].into_iter().flatten() {
        if !more.is_empty() {
            text.push('\n');
            text.push_str(&print::indented(more, 4));
        }
    }
    text
}

fn is_file(target: &str) -> bool {
    let path = Path::new(target);
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") || path.is_file()
}

/// Secrets belong to one draft: `--secret` does not say which.
fn lend_to_one(
    program: &Program,
    views: &mut [DraftView],
    secrets: &[String],
    n_targets: usize,
) -> Result<(), Failure> {
    if secrets.is_empty() {
        return Ok(());
    }
    let ([view], 1) = (views, n_targets) else {
        return Err(Problem::new("usage-secret-one-draft").into());
    };
    lend_secrets(program, &view.draft, secrets)?;
    *view = program.desk.show_draft(&view.draft.id)?;
    Ok(())
}

fn lint_file(program: &Program, file: &str, findings: &mut Vec<FindingDocument>) -> Result<(), Failure> {
    let output = program.output;
    let text = match read_blueprint_file(Path::new(file)) {
        Err(problem) if problem.code == "file-not-read" => return Err(problem.into()),
        text => text,
    };
    match text.and_then(|text| program.desk.lint_blueprint(&text)) {
        Ok(linted) => {
            if linted.sources.is_empty() {
                output.note(&output.text(id::CLI_LINT_NO_SOURCE, &[("file", file)]));
            }
            for source in linted.sources {
                findings.extend(source.findings.iter().map(|placed| {
                    FindingDocument::of(output.locale, Some(file), &source.slug, &placed.finding)
                        .at(placed.at)
                }));
                if !source.not_judged.is_empty() {
                    let fields = source.not_judged.join(", ");
                    output.note(&output.text(
                        id::CLI_LINT_NOT_JUDGED,
                        &[("file", file), ("slug", &source.slug), ("fields", &fields)],
                    ));
                }
            }
        }
        // One broken file among many is a finding like others: the rest is checked all the same.
        Err(problem) => {
            findings.push(FindingDocument::of_problem(output.locale, file, problem));
        }
    }
    Ok(())
}

fn sum_up(program: &Program, findings: &[FindingDocument], has_no_drafts: bool) {
    let output = program.output;
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count().to_string();
    let sentence = match findings {
        [] if has_no_drafts => output.text(id::CLI_LIST_EMPTY, &[]),
        [] => output.text(id::CLI_LINT_CLEAN, &[]),
        _ => output.text(
            id::CLI_LINT_SUM,
            &[
                ("errors", &count(Severity::Error)),
                ("warnings", &count(Severity::Warning)),
                ("notes", &count(Severity::Info)),
            ],
        ),
    };
    output.note(&sentence);
}
