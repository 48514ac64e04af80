//! `rehearse`.

use std::fs;
use std::path::Path;
use std::time::Duration;

use desk_app::messages::id;
use desk_app::{
    Draft, ExportFormat, ExportRequest, OperationEvent, Outcome, PhoneMode, Problem, Rehearsal,
    RehearsalOptions, SecretStyle, StepState, TestRunPlace, WaitingFor,
};
use indicatif::ProgressBar;

use super::work::{block_on, cancelled_by_interrupt};
use super::{lend_secrets, preview, report};
use crate::arguments::Rehearse;
use crate::documents::RehearsalDocument;
use crate::failure::{DONE, Ended, FINDINGS};
use crate::passphrase;
use crate::program::Program;
use crate::terminal::Output;

/// Plays a whole test login. The exit code is 1 unless it went well.
pub(super) fn rehearse(program: &Program, arguments: &Rehearse) -> Ended {
    let output = program.output;
    let draft = match &arguments.slug {
        Some(slug) => program.desk.find_draft(slug)?.draft,
        None if arguments.demo => program.desk.demo_draft()?,
        None => return Err(Problem::new("usage-rehearse").into()),
    };
    if !lend_secrets(program, &draft, &arguments.secret)? && !arguments.demo {
        // Without the secret a stand-in logs in, so a vault that stays locked hinders nobody.
        let given = passphrase::from_variable(passphrase::PASSPHRASE)?;
        let _ = program.desk.open_vault(given.as_ref());
    }
    let usual =
        program.desk.rehearsal_choices(&draft.source_type).profiles.into_iter().next().unwrap_or_default();
    let options = RehearsalOptions {
        profile: arguments.profile.clone().unwrap_or(usual),
        fault: arguments.fault.clone(),
        phone: PhoneMode::Automatic,
    };
    let watcher = Watcher::new(output);
    let rehearsal = block_on(async {
        let cancel = cancelled_by_interrupt();
        program.desk.rehearse(&draft, &options, |event| watcher.hear(&event), cancel).await
    })??;
    watcher.end();
    if output.json {
        output.document(&RehearsalDocument::of(output.locale, &rehearsal))?;
    } else {
        report::print(output, &rehearsal)?;
    }
    // A demonstration has no draft that it could belong to.
    if arguments.slug.is_some() {
        keep(program, &draft, TestRunPlace::Simulator, &rehearsal);
    }
    if let Some(folder) = &arguments.out {
        write(program, folder, &draft, &rehearsal)?;
    }
    Ok(if rehearsal.outcome == Outcome::Ok { DONE } else { FINDINGS })
}

/// Keeps a test login with its draft. That it could not be kept does not change how it went.
pub(super) fn keep(program: &Program, draft: &Draft, place: TestRunPlace, rehearsal: &Rehearsal) {
    let output = program.output;
    output.note(&match program.desk.keep_test_run(&draft.id, place, rehearsal) {
        Ok(run) => output.text(id::CLI_TEST_RUN_KEPT, &[("run", &run.to_string())]),
        Err(_) => output.text(id::NOTE_RUN_NOT_KEPT, &[]),
    });
}

/// Shows a person what happens while it happens.
struct Watcher {
    output: Output,
    progress: ProgressBar,
}

impl Watcher {
    fn new(output: Output) -> Watcher {
        let progress =
            if output.shows_progress() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        if !progress.is_hidden() {
            progress.enable_steady_tick(Duration::from_millis(100));
        }
        Watcher { output, progress }
    }

    fn hear(&self, event: &OperationEvent) {
        match event {
            OperationEvent::Step { step } if step.state == StepState::Running => {
                self.progress.set_message(self.output.text_of(&format!("step-{}", step.name.id())));
            }
            OperationEvent::Qr { confirm_url, .. } if self.output.is_watched() => {
                let caption = self.output.text(id::CLI_REHEARSE_QR, &[]);
                // A terminal that is gone is noticed when the result is printed.
                let _ = self.progress.suspend(|| {
                    self.output.picture(&report::qr(confirm_url))?;
                    self.output.line(&caption)
                });
            }
            OperationEvent::Waiting { waiting_for } => self.progress.set_message(self.output.text(
                match waiting_for {
                    WaitingFor::Scan => id::CLI_REHEARSE_WAITING_SCAN,
                    WaitingFor::Confirm | WaitingFor::Landing | WaitingFor::Window | WaitingFor::Browser => {
                        id::CLI_REHEARSE_WAITING_CONFIRM
                    }
                },
                &[],
            )),
            OperationEvent::Warning { code } => {
                let words = self.output.text_of(&format!("note-{code}"));
                self.progress.suspend(|| self.output.note(&words));
            }
            // A rehearsal opens no page of a real provider.
            OperationEvent::Page { .. }
            | OperationEvent::Shows { .. }
            | OperationEvent::Step { .. }
            | OperationEvent::Qr { .. }
            | OperationEvent::Finished { .. } => {}
        }
    }

    fn end(self) {
        self.progress.finish_and_clear();
    }
}

/// Writes what a rehearsal leaves: the QR code, the transcript, the blueprint.
fn write(program: &Program, folder: &Path, draft: &Draft, rehearsal: &Rehearsal) -> Result<(), Problem> {
    let not_written = |error: std::io::Error| {
        Problem::about("file-not-written", folder.display().to_string()).detailed(error.to_string())
    };
    fs::create_dir_all(folder).map_err(not_written)?;
    if let Some(svg) = rehearsal.qr_svg() {
        preview::write(program, &folder.join("qr.svg"), &svg)?;
    }
    let document = RehearsalDocument::of(program.output.locale, rehearsal);
    let transcript = serde_json::to_string_pretty(&document).map_err(|error| not_written(error.into()))?;
    preview::write(program, &folder.join("transcript.json"), &format!("{transcript}\n"))?;
    let request = ExportRequest {
        format: ExportFormat::Blueprint,
        secrets: SecretStyle::File,
        login_page: None,
        source_stage: None,
        target: None,
    };
    match program.desk.export_drafts(std::slice::from_ref(draft), &request) {
        Ok(export) => preview::write(program, &folder.join("blueprint.yaml"), &export.text),
        // The test login stands on its own feet: a draft that authentik would refuse has a transcript, but no blueprint.
        Err(problem) => {
            program.output.note(&desk_app::words::problem(program.output.locale, &problem));
            Ok(())
        }
    }
}
