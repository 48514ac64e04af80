//! `test-run`: test logins that were kept.

use std::path::Path;

use desk_app::messages::id;
use desk_app::{
    StepComparison, StepPart, StepVerdict, TestRunComparison, TestRunFormat, TestRunMarkView, TestRunView,
};
use serde::Serialize;
use serde_json::json;

use super::{preview, report};
use crate::arguments::{RunFormat, TestRun};
use crate::documents::RehearsalDocument;
use crate::failure::{DONE, Ended, FINDINGS, Failure};
use crate::print;
use crate::program::Program;
use crate::terminal::Output;

/// A test login with its words.
#[derive(Serialize)]
struct RunDocument<'a> {
    #[serde(flatten)]
    mark: &'a TestRunMarkView,
    rehearsal: RehearsalDocument<'a>,
}

/// Works on the test logins that were kept.
pub(super) fn test_run(program: &Program, command: &TestRun) -> Ended {
    match command {
        TestRun::List { slug } => list(program, slug),
        TestRun::Show { run } => show(program, *run),
        TestRun::Compare { first, second } => compare(program, *first, *second),
        TestRun::Export { run, format, out } => export(program, *run, *format, out.as_deref()),
        TestRun::Delete { run } => delete(program, *run),
    }
}

fn list(program: &Program, slug: &str) -> Ended {
    let output = program.output;
    let draft = program.desk.find_draft(slug)?.draft;
    let runs = program.desk.test_runs(&draft.id)?;
    if output.json {
        output.document(&runs)?;
    } else if runs.is_empty() {
        output.note(&output.text(id::CLI_TEST_RUN_NONE, &[]));
    } else {
        print_marks(output, &runs)?;
    }
    Ok(DONE)
}

fn show(program: &Program, run: u32) -> Ended {
    let output = program.output;
    let TestRunView { mark, rehearsal } = program.desk.test_run(run)?;
    if output.json {
        let rehearsal = RehearsalDocument::of(output.locale, &rehearsal);
        output.document(&RunDocument { mark: &mark, rehearsal })?;
    } else {
        print_marks(output, std::slice::from_ref(&mark))?;
        output.line("")?;
        report::print_kept(output, &rehearsal)?;
    }
    Ok(DONE)
}

fn compare(program: &Program, first: u32, second: u32) -> Ended {
    let output = program.output;
    let compared = program.desk.compare_test_runs(first, second)?;
    if output.json {
        output.document(&compared)?;
    } else {
        print_comparison(output, &compared)?;
    }
    Ok(if compared.is_same { DONE } else { FINDINGS })
}

fn export(program: &Program, run: u32, format: RunFormat, out: Option<&Path>) -> Ended {
    let output = program.output;
    let format = match format {
        RunFormat::Har => TestRunFormat::Har,
        RunFormat::Svg => TestRunFormat::Svg,
    };
    let text = program.desk.export_test_run(run, format)?;
    if let Some(path) = out {
        preview::write(program, path, &text)?;
    }
    if output.json {
        let path = out.map(|path| path.display().to_string());
        let text = out.is_none().then_some(text);
        output.document(&json!({ "run": run, "format": format, "path": path, "text": text }))?;
    } else if out.is_none() {
        output.line(text.trim_end())?;
    }
    Ok(DONE)
}

fn delete(program: &Program, run: u32) -> Ended {
    let output = program.output;
    program.desk.delete_test_run(run)?;
    if output.json {
        output.document(&json!({ "deleted": run }))?;
    } else {
        output.line(&output.text(id::CLI_TEST_RUN_DELETED, &[("run", &run.to_string())]))?;
    }
    Ok(DONE)
}

fn print_marks(output: Output, marks: &[TestRunMarkView]) -> Result<(), Failure> {
    let columns = [
        id::TEST_RUN_COLUMN_RUN,
        id::TEST_RUN_COLUMN_TIME,
        id::TEST_RUN_COLUMN_PLACE,
        id::TEST_RUN_COLUMN_OUTCOME,
        id::TEST_RUN_COLUMN_STEP,
        id::TEST_RUN_COLUMN_PROBLEM,
    ];
    let words = |value: &Option<String>, message: &str| {
        value.as_ref().map_or_else(|| "–".to_owned(), |value| output.text_of(&format!("{message}{value}")))
    };
    let mut rows = vec![columns.map(|column| output.text(column, &[])).to_vec()];
    rows.extend(marks.iter().map(|mark| {
        vec![
            mark.id.to_string(),
            seconds(&mark.at),
            words(&mark.place, "test-run-place-"),
            output.text_of(&format!("test-run-outcome-{}", mark.outcome)),
            words(&mark.failed_step, "step-"),
            mark.problem.clone().unwrap_or_else(|| "–".to_owned()),
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

fn print_comparison(output: Output, compared: &TestRunComparison) -> Result<(), Failure> {
    print_marks(output, &[compared.a.clone(), compared.b.clone()])?;
    output.line("")?;
    let rows: Vec<Vec<String>> = compared.steps.iter().map(|step| step_row(output, step)).collect();
    for (line, step) in print::columns(&rows).iter().zip(&compared.steps) {
        output.line(line)?;
        for difference in &step.differences {
            let name = part(output, &difference.part);
            let [before, after] = [&difference.a, &difference.b].map(|side| value(output, side.as_deref()));
            let arguments = [("name", name.as_str()), ("before", &before), ("after", &after)];
            output.line(&print::indented(&output.text(id::CLI_TEST_RUN_CHANGE, &arguments), 3))?;
        }
        if !step.ignored.is_empty() {
            let parts: Vec<String> = step.ignored.iter().map(|ignored| part(output, ignored)).collect();
            let words = output.text(id::CLI_TEST_RUN_IGNORED, &[("parts", &parts.join(", "))]);
            output.line(&print::indented(&words, 3))?;
        }
    }
    output.line("")?;
    let sentence = if compared.is_same { id::CLI_TEST_RUN_SAME } else { id::CLI_TEST_RUN_DIFFERENT };
    output.line(&output.text(sentence, &[]))?;
    Ok(())
}

fn step_row(output: Output, step: &StepComparison) -> Vec<String> {
    let (mark, verdict) = match step.verdict {
        StepVerdict::Same => ("=", "same"),
        StepVerdict::Differs => ("≠", "differs"),
        StepVerdict::OnlyA => ("-", "only-a"),
        StepVerdict::OnlyB => ("+", "only-b"),
    };
    let step = output.text_of(&format!("step-{}", step.step.id()));
    vec![mark.to_owned(), step, output.text_of(&format!("test-run-verdict-{verdict}"))]
}

fn part(output: Output, part: &StepPart) -> String {
    let message = format!("test-run-part-{}", part.kind.id());
    let words = desk_app::messages::find(output.locale, &message, [("name", part.name.as_str())]);
    words.unwrap_or(message).trim_end().to_owned()
}

/// More of a value than this tells a person nothing; `--json` has it whole.
const MOST_CHARACTERS: usize = 200;

fn value(output: Output, value: Option<&str>) -> String {
    match value {
        None => output.text(id::TEST_RUN_ABSENT, &[]),
        Some("") => output.text(id::TEST_RUN_EMPTY, &[]),
        Some(text) => {
            let mut short: String = text.chars().take(MOST_CHARACTERS).collect();
            if short.len() < text.len() {
                short.push('…');
            }
            output.text(id::TEST_RUN_VALUE, &[("value", &short)])
        }
    }
}
