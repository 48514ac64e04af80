//! `apply`, `rollback`, `runs`: what is done to a server, and taken back.

use desk_app::messages::id;
use desk_app::{AppliedView, DraftId, Plan, Problem, Progress, Secret, StepOutcome};
use serde_json::json;

use super::plan::{self, print_plan, word};
use super::work::{block_on, cancelled_by_interrupt};
use super::{lend_secrets, server};
use crate::arguments::{Apply, Rollback};
use crate::documents::ProblemDocument;
use crate::failure::{DONE, Ended, FINDINGS, Failure, exit_code};
use crate::passphrase;
use crate::print;
use crate::program::{Program, complain};
use crate::terminal::Output;

/// Executes a plan and looks at what came of it.
pub(super) fn apply(program: &Program, arguments: &Apply) -> Ended {
    let output = program.output;
    let plan = plan::read(program, &arguments.file)?;
    let others = server::ready_with_others(program, &plan.server.name, &arguments.secret)?;
    lend(program, &plan, &others)?;
    if !output.json {
        print_plan(output, &plan)?;
        output.line("")?;
    }
    let Some(host) = confirmed(program, &plan, arguments.yes, arguments.host.as_deref())? else {
        return not_confirmed(output);
    };
    let view = block_on(async {
        let cancel = cancelled_by_interrupt();
        program.desk.apply_plan(&plan, host.as_deref(), &|step| progress(output, &step), &cancel).await
    })??;
    tell(output, &view)
}

/// Takes a run back.
pub(super) fn rollback(program: &Program, arguments: &Rollback) -> Ended {
    let output = program.output;
    let server = program.desk.server_of_rollback(arguments.run)?;
    server::ready(program, &server, &arguments.secret)?;
    let (run, plan) = block_on(program.desk.plan_rollback(arguments.run, arguments.over_changes))??;
    if arguments.dry_run && output.json {
        output.document(&plan)?;
    }
    if !output.json {
        output.line(&output.text(id::CLI_ROLLBACK_OF, &[("run", &run.to_string())]))?;
        print_plan(output, &plan)?;
        output.line("")?;
    }
    if arguments.dry_run {
        return Ok(if plan.writes().count() == 0 && plan.conflicts.is_empty() { DONE } else { FINDINGS });
    }
    let Some(host) = confirmed(program, &plan, arguments.yes, arguments.host.as_deref())? else {
        return not_confirmed(output);
    };
    let view = block_on(async {
        let cancel = cancelled_by_interrupt();
        let tell = |step: Progress| progress(output, &step);
        program.desk.apply_rollback(run, &plan, host.as_deref(), &tell, &cancel).await
    })??;
    tell(output, &view)
}

/// Lists the runs.
pub(super) fn runs(program: &Program) -> Ended {
    let output = program.output;
    let runs = program.desk.push_runs()?;
    if output.json {
        output.document(&runs)?;
        return Ok(DONE);
    }
    if runs.is_empty() {
        output.note(&output.text(id::CLI_RUNS_NONE, &[]));
    }
    for run in &runs {
        let state = output.text_of(&format!("push-state-{}", run.state));
        let mut line =
            format!("{}  {}  {}  {state}  {}", run.run, run.at, run.server, run.objects.join(", "));
        if let Some(back) = run.rolls_back {
            line += "  ";
            line += &output.text(id::CLI_RUN_ROLLS_BACK, &[("run", &back.to_string())]);
        }
        output.line(&line)?;
    }
    Ok(DONE)
}

/// Lends the secrets that the arguments name to the plan's one draft.
fn lend(program: &Program, plan: &Plan, secrets: &[String]) -> Result<(), Failure> {
    if secrets.is_empty() {
        return Ok(());
    }
    let drafts: Vec<&DraftId> =
        plan.operations.iter().filter_map(|operation| operation.draft.as_ref()).collect();
    let [draft] = drafts.as_slice() else { return Err(Problem::new("usage-secret-one-draft").into()) };
    let draft = program.desk.show_draft(draft)?.draft;
    lend_secrets(program, &draft, secrets)?;
    Ok(())
}

/// Asks whether to go on. `None`: no. The text is what was typed for a production server.
fn confirmed(
    program: &Program,
    plan: &Plan,
    yes: bool,
    host: Option<&str>,
) -> Result<Option<Option<String>>, Failure> {
    let output = program.output;
    let typed = host.map(str::to_owned);
    if plan.writes().count() == 0 || !plan.conflicts.is_empty() {
        return Ok(Some(typed));
    }
    let is_production = plan.server.production || program.desk.show_server(&plan.server.name)?.production;
    if !passphrase::can_ask(output) {
        // Nobody can be asked: what was given with the call has to be enough.
        return match yes {
            true => Ok(Some(typed)),
            false => Err(Problem::new("push-not-confirmed").into()),
        };
    }
    if is_production && typed.is_none() {
        let question = output.text(id::CLI_APPLY_TYPE_HOST, &[("url", &plan.server.url)]);
        let answer = passphrase::ask_openly(&question)?;
        return Ok(Some(Some(text(&answer))));
    }
    if yes {
        return Ok(Some(typed));
    }
    let answer = passphrase::ask_openly(&output.text(id::CLI_APPLY_ASK, &[("url", &plan.server.url)]))?;
    let answer = text(&answer).to_lowercase();
    Ok(matches!(answer.as_str(), "y" | "yes" | "是").then_some(typed))
}

fn text(answer: &Secret) -> String {
    // EXPOSE: what was typed openly is no secret.
    answer.expose().to_owned()
}

fn not_confirmed(output: Output) -> Ended {
    output.note(&output.text(id::CLI_APPLY_NOTHING_SENT, &[]));
    Ok(DONE)
}

fn progress(output: Output, step: &Progress) {
    if output.shows_progress() {
        let (done, total) = (step.done.to_string(), step.total.to_string());
        let arguments = [("done", done.as_str()), ("total", total.as_str()), ("now", step.now.as_str())];
        let message = if step.now.is_empty() { id::PUSH_READING } else { id::PUSH_PROGRESS };
        output.note(&output.text(message, &arguments));
    }
}

fn tell(output: Output, view: &AppliedView) -> Ended {
    if output.json {
        output.document(&json!({
            "run": view.run,
            "applied": view.applied,
            "operations": view.operations,
            "verified": view.verified,
            "checks": view.checks,
            "problem": view.problem.as_ref().map(|problem| ProblemDocument::of(output.locale, problem)),
        }))?;
    } else {
        for operation in view.operations.iter().filter(|operation| operation.outcome != StepOutcome::Skipped)
        {
            let outcome = word(output, "push-outcome", &json!(operation.outcome), &[]);
            output.line(&format!("{outcome} {} {}", plan::model(output, &operation.model), operation.key))?;
        }
        for check in &view.checks {
            let name = word(output, "verify", &json!(check.check), &[("subject", &check.subject)]);
            let mark = if check.ok { "✓" } else { "✗" };
            let found = if check.found.is_empty() { String::new() } else { format!(" ({})", check.found) };
            output.line(&print::indented(&format!("{mark} {name}{found}"), 2))?;
        }
        match &view.problem {
            Some(problem) => complain(output, std::slice::from_ref(problem)),
            None if view.verified => output.line(&output.text(id::CLI_APPLY_VERIFIED, &[]))?,
            None => output.complain(&output.text(id::CLI_APPLY_NOT_VERIFIED, &[])),
        }
    }
    Ok(match &view.problem {
        Some(problem) => exit_code(problem),
        None if view.verified => DONE,
        None => FINDINGS,
    })
}
