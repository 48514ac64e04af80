//! `lint`.

use std::path::Path;

use desk_app::messages::id;
use desk_app::{
    DraftView, Finding, Fix, MendedBlueprint, MendedFinding, Problem, Severity, Version, parse_version,
    read_blueprint_file,
};

use super::{drafts, lend_secrets};
use crate::documents::{FindingDocument, FindingsDocument};
use crate::failure::{DONE, Ended, FINDINGS, Failure};
use crate::print;
use crate::program::Program;

/// Checks drafts and blueprints; without targets all drafts. With `fix` it mends first what needs no asking. The exit code
/// is 1 if one finding that is left is an error.
///
/// `version` is the one that files are for, and that drafts are judged by instead of their own. Their fixes are by their own.
pub(super) fn lint(
    program: &Program,
    targets: &[String],
    secrets: &[String],
    version: Option<&str>,
    fix: bool,
) -> Ended {
    let output = program.output;
    let version = version.map(parse_version).transpose()?;
    let (files, slugs): (Vec<&String>, Vec<&String>) = targets.iter().partition(|target| is_file(target));
    let slugs: Vec<String> = slugs.into_iter().cloned().collect();
    let mut views = if targets.is_empty() {
        program.desk.list_draft_views(None, None)?.drafts
    } else {
        drafts::find_all(program, &slugs)?
    };
    lend_to_one(program, &mut views, secrets, targets.len())?;
    if fix {
        // A file that cannot be opened is told before anything is changed, so that no report of a change is lost.
        for file in &files {
            match read_blueprint_file(Path::new(file)) {
                Err(problem) if problem.code == "file-not-read" => return Err(problem.into()),
                _ => {}
            }
        }
    }
    let mut report = Report { findings: Vec::new(), fixed: Vec::new() };
    for view in &mut views {
        if fix {
            let mended = program.desk.mend_draft(&view.draft.id)?;
            let fixed = of_draft(program, view, &mended.mended).into_iter().zip(&mended.mended);
            report.fixed.extend(fixed.map(|(document, finding)| document.mended(finding)));
            *view = mended.view;
        }
        let findings = match version {
            Some(version) => &program.desk.findings_for(&view.draft, version),
            None => &view.findings,
        };
        report.findings.extend(of_draft(program, view, findings));
    }
    for file in files {
        lint_file(program, file, version.unwrap_or_default(), fix, &mut report)?;
    }
    let Report { findings, fixed } = report;
    if output.json {
        output.document(&FindingsDocument { findings: &findings, fixed: fix.then_some(&fixed) })?;
    } else {
        for finding in &fixed {
            output.line(&line(&output.text(id::CLI_LINT_FIXED, &[]), finding))?;
            if let Some(done) = finding.applied.as_ref().and_then(|fix| done(program, fix)) {
                output.line(&print::indented(&print::cell(&done), 4))?;
            }
        }
        for finding in &findings {
            print(program, finding)?;
        }
        if fix {
            output.note(&output.text(id::CLI_LINT_FIXED_SUM, &[("count", &fixed.len().to_string())]));
        }
        sum_up(program, &findings, targets.is_empty() && views.is_empty());
    }
    let has_errors = findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(if has_errors { FINDINGS } else { DONE })
}

/// What was found, and what was mended before.
struct Report {
    findings: Vec<FindingDocument>,
    fixed: Vec<FindingDocument>,
}

/// Returns what a fix did, in a sentence; `None` if there is no more to tell than that it is done.
fn done(program: &Program, fix: &Fix) -> Option<String> {
    let output = program.output;
    match fix {
        Fix::Set { field, value } if value.is_empty() => {
            Some(output.text(id::CLI_LINT_FIXED_EMPTY, &[("field", field)]))
        }
        Fix::Set { field, value } => {
            Some(output.text(id::CLI_LINT_FIXED_SET, &[("field", field), ("value", value)]))
        }
        Fix::AddUserPropertyMapping { mapping } => {
            Some(output.text(id::CLI_LINT_FIXED_MAPPING, &[("mapping", &mapping.name)]))
        }
        _ => None,
    }
}

fn of_draft(program: &Program, view: &DraftView, findings: &[Finding]) -> Vec<FindingDocument> {
    let locale = program.output.locale;
    let slug = &view.draft.slug;
    findings.iter().map(|finding| FindingDocument::of(locale, None, slug, finding)).collect()
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
    let mut text = line(&severity, finding);
    for more in [finding.caveat.as_ref(), Some(&finding.why), Some(&finding.fix)].into_iter().flatten() {
        if !more.is_empty() {
            text.push('\n');
            text.push_str(&print::indented(more, 4));
        }
    }
    text
}

/// Returns what a finding is about in one line.
fn line(label: &str, finding: &FindingDocument) -> String {
    let mut place = finding.file.clone().unwrap_or_default();
    if let (Some(line), Some(column)) = (finding.line, finding.column) {
        // What editors and terminals make a link of.
        place.push_str(&format!(":{line}:{column}"));
    }
    let cells = [&place, &finding.subject, &finding.path, &finding.message].map(|text| print::cell(text));
    let parts = std::iter::once(label).chain(cells.iter().map(String::as_str));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
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

fn lint_file(
    program: &Program,
    file: &str,
    target: Version,
    fix: bool,
    report: &mut Report,
) -> Result<(), Failure> {
    let output = program.output;
    let path = Path::new(file);
    let linted = if fix {
        program.desk.mend_blueprint_file(path, target).map(|MendedBlueprint { mended, left, .. }| {
            report.fixed.extend(mended.iter().map(|mended| {
                let MendedFinding { slug, placed } = mended;
                let document = FindingDocument::of(output.locale, Some(file), slug, &placed.finding);
                document.at(placed.at).mended(&placed.finding)
            }));
            left
        })
    } else {
        read_blueprint_file(path).and_then(|text| program.desk.lint_blueprint(&text, target))
    };
    match linted {
        Ok(linted) => {
            if linted.sources.is_empty() {
                output.note(&output.text(id::CLI_LINT_NO_SOURCE, &[("file", file)]));
            }
            for source in linted.sources {
                report.findings.extend(source.findings.iter().map(|placed| {
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
        Err(problem) if problem.code == "file-not-read" => return Err(problem.into()),
        // One broken file among many is a finding like others: the rest is checked all the same.
        Err(problem) => {
            report.findings.push(FindingDocument::of_problem(output.locale, file, problem));
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
