//! `doctor` and `backup`: how the data folder is, copies of it, and the ways out of a damaged one.

use std::path::Path;

use desk_app::messages::{MessageId, id};
use desk_app::{BackupChoice, Checkup, DraftMarkView, RecoveredView, RecoveryView, SwappedView};
use serde_json::json;

use crate::failure::{DONE, Ended, FINDINGS, Failure};
use crate::print;
use crate::program::Program;
use crate::terminal::Output;

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
        let document = match recovery(program, &checkup) {
            Some(recovery) => json!({ "checks": checks, "recovery": recovery }),
            None => json!({ "checks": checks }),
        };
        output.document(&document)?;
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
        if let Some(recovery) = recovery(program, &checkup) {
            print_recovery(output, &recovery)?;
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

/// Makes a sound database of what can be read of a damaged one. A sound one is left alone.
pub(super) fn recover(program: &Program, file: Option<&Path>) -> Ended {
    let output = program.output;
    if file.is_none() {
        match program.desk.check_store() {
            Ok(()) => {
                if output.json {
                    output.document(&json!({ "recovered": null }))?;
                } else {
                    output.line(&output.text(id::CLI_NOTHING_TO_RECOVER, &[]))?;
                }
                return Ok(DONE);
            }
            Err(problem) if problem.code == "store-corrupt" => {}
            Err(problem) => return Err(problem.into()),
        }
    }
    let (recovered, swapped) = program.desk.recover(file)?;
    if output.json {
        output.document(&json!({ "recovered": recovered, "kept": swapped.kept }))?;
    } else {
        output.line(&counted(output, id::CLI_RECOVERED, recovered.n_drafts))?;
        print_recovered(output, &recovered)?;
        print_kept(output, &swapped)?;
    }
    Ok(DONE)
}

/// Puts a backup in the database's place.
pub(super) fn restore(program: &Program, path: &Path) -> Ended {
    let output = program.output;
    let swapped = program.desk.restore_backup(path)?;
    let path = path.display().to_string();
    if output.json {
        output.document(&json!({ "restored": path, "drafts": swapped.n_drafts, "kept": swapped.kept }))?;
    } else {
        let number = swapped.n_drafts.to_string();
        output.line(&output.text(id::CLI_BACKUP_RESTORED, &[("n", &number), ("path", &path)]))?;
        print_kept(output, &swapped)?;
    }
    Ok(DONE)
}

/// Looks for the ways out if the database is damaged.
fn recovery(program: &Program, checkup: &Checkup) -> Option<RecoveryView> {
    let is_bad = |name: &str| checkup.checks.iter().any(|check| check.name == name && !check.ok);
    let is_damaged = (is_bad("database") || is_bad("integrity"))
        && program.desk.check_store().is_err_and(|problem| problem.code == "store-corrupt");
    is_damaged.then(|| program.desk.recovery().ok()).flatten()
}

fn print_recovery(output: Output, recovery: &RecoveryView) -> Result<(), Failure> {
    output.line("")?;
    match &recovery.recovered {
        Some(recovered) => {
            output.line(&counted(output, id::CLI_READABLE, recovered.n_drafts))?;
            print_recovered(output, recovered)?;
        }
        None => output.line(&output.text(id::CLI_READABLE_NONE, &[]))?,
    }
    for BackupChoice { backup, difference } in &recovery.backups {
        let number = backup.n_drafts.unwrap_or_default().to_string();
        let path = Path::new(&recovery.database).with_file_name("backups").join(&backup.name);
        let arguments =
            [("at", backup.made_at.as_str()), ("n", &number), ("path", &path.display().to_string())];
        output.line(&output.text(id::CLI_BACKUP_LINE, &arguments))?;
        print_slugs(output, id::CLI_BACKUP_ONLY_THERE, &difference.only_there)?;
        print_slugs(output, id::CLI_BACKUP_ONLY_HERE, &difference.only_here)?;
        let changed: Vec<_> = difference.changed.iter().map(|changed| changed.here.clone()).collect();
        print_slugs(output, id::CLI_BACKUP_CHANGED, &changed)?;
    }
    output.line("")?;
    output.line(&output.text(id::CLI_WAYS_OUT, &[]))?;
    Ok(())
}

fn print_recovered(output: Output, recovered: &RecoveredView) -> Result<(), Failure> {
    print_slugs(output, id::CLI_RECOVERED_OLDER, &recovered.older)?;
    print_slugs(output, id::CLI_RECOVERED_BACK, &recovered.brought_back)?;
    print_slugs(output, id::CLI_RECOVERED_LOST, &recovered.lost)?;
    if !recovered.keeps_undo {
        output.line(&format!("  {}", output.text(id::CLI_RECOVERED_UNDO, &[])))?;
    }
    Ok(())
}

fn print_kept(output: Output, swapped: &SwappedView) -> Result<(), Failure> {
    if let Some(path) = &swapped.kept {
        output.line(&output.text(id::CLI_KEPT, &[("path", path)]))?;
    }
    Ok(())
}

/// Prints slugs behind a heading, if there are any.
fn print_slugs(output: Output, heading: MessageId, marks: &[DraftMarkView]) -> Result<(), Failure> {
    const MOST: usize = 20;
    if marks.is_empty() {
        return Ok(());
    }
    let mut slugs: Vec<&str> = marks.iter().take(MOST).map(|mark| mark.slug.as_str()).collect();
    if marks.len() > MOST {
        slugs.push("…");
    }
    output.line(&format!("  {}", output.text(heading, &[("slugs", &slugs.join(", "))])))?;
    Ok(())
}

fn counted(output: Output, message: MessageId, number: u32) -> String {
    output.text(message, &[("n", &number.to_string())])
}
