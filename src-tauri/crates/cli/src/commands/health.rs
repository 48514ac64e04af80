//! `doctor` and `backup`.

use std::path::Path;

use desk_app::messages::id;
use serde_json::json;

use crate::failure::{DONE, Ended, FINDINGS};
use crate::print;
use crate::program::Program;

/// Checks the data folder. The exit code is 1 if something is not well.
pub(super) fn doctor(program: &Program) -> Ended {
    let output = program.output;
    let checkup = program.desk.doctor();
    let message = |name: &str| output.text_of(&format!("doctor-{name}"));
    if output.json {
        let checks: Vec<serde_json::Value> = checkup
            .checks
            .iter()
            .map(|check| json!({ "name": check.name, "ok": check.ok, "detail": check.detail, "message": message(&check.name) }))
            .collect();
        output.document(&json!({ "checks": checks }))?;
    } else {
        let rows: Vec<Vec<String>> = checkup
            .checks
            .iter()
            .map(|check| {
                let state = output.text(if check.ok { id::CLI_CHECK_OK } else { id::CLI_CHECK_BAD }, &[]);
                vec![state, message(&check.name), check.detail.clone()]
            })
            .collect();
        for line in print::columns(&rows) {
            output.line(&line)?;
        }
    }
    Ok(if checkup.is_well() { DONE } else { FINDINGS })
}

/// Prints the diagnostics report.
pub(super) fn report(program: &Program) -> Ended {
    let output = program.output;
    let report = program.desk.report();
    if output.json {
        output.document(&json!({ "report": report }))?;
    } else {
        output.line(report.trim_end())?;
    }
    Ok(DONE)
}

/// Writes a backup of the drafts.
pub(super) fn backup(program: &Program, path: Option<&Path>) -> Ended {
    let output = program.output;
    let written = program.desk.backup(path)?.display().to_string();
    if output.json {
        output.document(&json!({ "path": written }))?;
    } else {
        output.line(&output.text(id::CLI_BACKED_UP, &[("path", &written)]))?;
    }
    Ok(DONE)
}
