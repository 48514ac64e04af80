//! `explain`.

use desk_app::Problem;
use desk_app::messages::id;

use crate::documents::{ExplainedDocument, ExplanationDocument};
use crate::failure::{DONE, Ended};
use crate::print;
use crate::program::Program;

/// Explains an error; without one it lists what it knows, or of that what has all the words or is of a provider.
pub(super) fn explain(program: &Program, error: &str, search: &str, provider: Option<&str>) -> Ended {
    if error.trim().is_empty() {
        return list(program, search, provider);
    }
    let output = program.output;
    let views = program.desk.explain(error)?;
    let mut all = views.iter().map(|view| ExplanationDocument::of(output.locale, view));
    // The text is not repeated: there may be a secret in it.
    let explained = all.next().ok_or_else(|| Problem::new("explain-unknown"))?;
    let document = ExplainedDocument { explained, also: all.collect() };
    if output.json {
        output.document(&document)?;
        return Ok(DONE);
    }
    let ExplainedDocument { explained, also } = document;
    output.line(&format!("{}\n\n{}\n\n{}\n", explained.what, explained.why, explained.fix))?;
    output.line(&output.text(id::CLI_EXPLAIN_SOURCE, &[("source", &explained.source)]))?;
    if !explained.certain {
        output.line(&output.text(id::CLI_EXPLAIN_UNCERTAIN, &[]))?;
    }
    if !also.is_empty() {
        output.line("")?;
        output.line(&output.text(id::CLI_EXPLAIN_ALSO, &[]))?;
        names(program, also)?;
    }
    Ok(DONE)
}

fn list(program: &Program, search: &str, provider: Option<&str>) -> Ended {
    let output = program.output;
    let views = program.desk.explanations(search, provider)?;
    let all: Vec<ExplanationDocument> =
        views.iter().map(|view| ExplanationDocument::of(output.locale, view)).collect();
    if output.json {
        output.document(&all)?;
        return Ok(DONE);
    }
    if all.is_empty() {
        output.note(&output.text(id::CLI_EXPLAIN_NONE, &[]));
        return Ok(DONE);
    }
    names(program, all)?;
    output.note(&output.text(id::CLI_EXPLAIN_HINT, &[]));
    Ok(DONE)
}

fn names(program: &Program, all: Vec<ExplanationDocument>) -> Ended {
    let rows: Vec<Vec<String>> =
        all.into_iter().map(|explained| vec![explained.code, explained.what]).collect();
    for line in print::columns(&rows) {
        program.output.line(&line)?;
    }
    Ok(DONE)
}
