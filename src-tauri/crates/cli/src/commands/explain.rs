//! `explain`.

use desk_app::Problem;
use desk_app::messages::id;

use crate::documents::ExplanationDocument;
use crate::failure::{DONE, Ended};
use crate::print;
use crate::program::Program;

/// Explains an error; without one it lists all that it knows.
pub(super) fn explain(program: &Program, error: &str) -> Ended {
    if error.trim().is_empty() {
        return list(program);
    }
    let output = program.output;
    let view = program.desk.explain(error).ok_or_else(|| Problem::about("explain-unknown", error))?;
    let explained = ExplanationDocument::of(output.locale, &view);
    if output.json {
        output.document(&explained)?;
        return Ok(DONE);
    }
    output.line(&format!("{}\n\n{}\n\n{}\n", explained.what, explained.why, explained.fix))?;
    output.line(&output.text(id::CLI_EXPLAIN_SOURCE, &[("source", &explained.source)]))?;
    if !explained.certain {
        output.line(&output.text(id::CLI_EXPLAIN_UNCERTAIN, &[]))?;
    }
    Ok(DONE)
}

fn list(program: &Program) -> Ended {
    let output = program.output;
    let views = program.desk.explanations();
    let all: Vec<ExplanationDocument> =
        views.iter().map(|view| ExplanationDocument::of(output.locale, view)).collect();
    if output.json {
        output.document(&all)?;
        return Ok(DONE);
    }
    let rows: Vec<Vec<String>> =
        all.into_iter().map(|explained| vec![explained.code, explained.what]).collect();
    for line in print::columns(&rows) {
        output.line(&line)?;
    }
    output.note(&output.text(id::CLI_EXPLAIN_HINT, &[]));
    Ok(DONE)
}
