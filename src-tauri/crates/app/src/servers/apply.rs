//! Executes a plan, looks at what came of it, and takes it back.

use std::sync::Mutex;

use desk_authentik::{
    Action, Applied, ApplyError, Applying, Journal, JournalError, Plan, PlanServer, Planned, Progress,
    ServerError, Step, StepOutcome, Winner, apply, verify,
};
use desk_model::{DraftId, Secret};
use desk_store::{NewPushStep, PushRun};
use tokio_util::sync::CancellationToken;

use super::plan::{Fingerprints, rows_of};
use super::problems::{of_apply, of_plan};
use super::views::{AppliedOperationView, AppliedView, PushRunView};
use super::window::sort_of;
use crate::desk::{Desk, lock};
use crate::drafts::rfc3339;
use crate::problem::Problem;

impl Desk {
    /// Reads a plan's file; `name` is what it is called.
    ///
    /// # Errors
    ///
    /// `plan-not-a-plan`, `plan-newer`.
    pub fn read_plan(&self, text: &str, name: &str) -> Result<Plan, Problem> {
        Plan::read(text).map_err(|error| of_plan(&error, name))
    }

    /// Executes a plan and looks at what came of it. `typed_host` is what the person typed for a production server; `tell`
    /// hears how far it is.
    ///
    /// What went wrong after it began is in the view. A plan whose run broke off may be given again: the server is read, and
    /// what is done is not done again.
    ///
    /// # Errors
    ///
    /// `server-not-known`, `plan-other-server`, `plan-conflicts`, `plan-used`, `push-production`, `vault-locked`; then
    /// nothing was sent.
    pub async fn apply_plan(
        &self,
        plan: &Plan,
        typed_host: Option<&str>,
        tell: &(dyn Fn(Progress) + Send + Sync),
        cancel: &CancellationToken,
    ) -> Result<AppliedView, Problem> {
        self.apply_as(plan, typed_host, None, tell, cancel).await
    }

    /// Makes the plan that takes a run back: the given one, or the newest that can be. Nothing on the server changes.
    /// `over_changes` takes it back although the server was changed since.
    ///
    /// # Errors
    ///
    /// `push-run-not-found`, `rollback-nothing`, and those of [`Desk::check_server`].
    pub async fn plan_rollback(&self, run: Option<u32>, over_changes: bool) -> Result<(u32, Plan), Problem> {
        let run = self.run_to_take_back(run)?;
        let plan = self.read_plan(&run.plan, &run.server)?;
        let reading = self.read_server(&run.server, &plan.scope()).await?;
        let winner = over_changes.then_some(Winner::Draft);
        let id = DraftId::from_random(self.random()).0;
        let done = done_of(&run, &plan);
        let was_done = |entry: &str| done.as_ref().is_none_or(|done| done.iter().any(|own| own == entry));
        let (now, snapshot) = (self.host.now(), &reading.snapshot);
        Ok((run.id, plan.back(id, now, reading.may_import, snapshot, winner, &was_done)))
    }

    /// Executes the plan that takes a run back.
    ///
    /// # Errors
    ///
    /// Those of [`Desk::apply_plan`].
    pub async fn apply_rollback(
        &self,
        run: u32,
        plan: &Plan,
        typed_host: Option<&str>,
        tell: &(dyn Fn(Progress) + Send + Sync),
        cancel: &CancellationToken,
    ) -> Result<AppliedView, Problem> {
        self.apply_as(plan, typed_host, Some(run), tell, cancel).await
    }

    /// Returns the runs, the newest first.
    pub fn push_runs(&self) -> Result<Vec<PushRunView>, Problem> {
        let runs = self.with_store(|store| store.push_runs())?;
        Ok(runs.into_iter().map(run_view).collect())
    }

    /// Returns the server of the run that would be taken back: the given one, or the newest that can be.
    ///
    /// # Errors
    ///
    /// `push-run-not-found`, `rollback-nothing`.
    pub fn server_of_rollback(&self, run: Option<u32>) -> Result<String, Problem> {
        Ok(self.run_to_take_back(run)?.server)
    }

    fn run_to_take_back(&self, run: Option<u32>) -> Result<PushRun, Problem> {
        if let Some(id) = run {
            return self.with_store(|store| store.push_run(id));
        }
        let runs = self.with_store(|store| store.push_runs())?;
        let taken: Vec<u32> =
            runs.iter().filter(|run| run.state == "done").filter_map(|run| run.rolls_back).collect();
        let has_done_something = |run: &PushRun| {
            let plan = Plan::read(&run.plan).ok();
            plan.is_none_or(|plan| done_of(run, &plan).is_none_or(|done| !done.is_empty()))
        };
        let newest = runs
            .into_iter()
            .find(|run| run.rolls_back.is_none() && !taken.contains(&run.id) && has_done_something(run));
        newest.ok_or_else(|| Problem::new("rollback-nothing"))
    }

    async fn apply_as(
        &self,
        plan: &Plan,
        typed_host: Option<&str>,
        rolls_back: Option<u32>,
        tell: &(dyn Fn(Progress) + Send + Sync),
        cancel: &CancellationToken,
    ) -> Result<AppliedView, Problem> {
        let profile = self.profile(&plan.server.name)?;
        let client = self.server_client(&plan.server.name, &profile)?;
        let host = client.address().host_and_port();
        if profile.url != plan.server.url {
            return Err(Problem::about("plan-other-server", &plan.server.url).with("server", &profile.url));
        }
        if !plan.conflicts.is_empty() {
            return Err(
                Problem::about("plan-conflicts", &host).with("count", plan.conflicts.len().to_string())
            );
        }
        let is_typed = typed_host.is_some_and(|typed| typed.trim().eq_ignore_ascii_case(&host));
        let n_writes = plan.writes().count();
        // A plan may have been saved before the server was marked.
        if (profile.production || plan.server.production) && n_writes > 0 && !is_typed {
            return Err(Problem::about("push-production", &host));
        }
        // A plan of a token that could not see which server it is rests on what another one saw.
        let instance = plan.server.instance.clone().or_else(|| profile.instance.clone());
        let server = PlanServer { instance, ..plan.server.clone() };
        let text = plan.to_text();
        let plan = &Plan { server, ..plan.clone() };
        let _turn = Turn::take(self, &plan.id)?;
        let secrets = self.secrets_of_plan(plan, &client.address().origin())?;
        if n_writes > 0 {
            self.backup_before_many()?;
        }
        let (run, resumes) = match n_writes {
            0 => (None, false),
            _ => {
                let begun = self
                    .with_store(|store| store.begin_push(&plan.server.name, &plan.id, &text, rolls_back))?;
                (Some(begun.0), begun.1)
            }
        };
        let secret = |draft: &DraftId, field: &str| {
            secrets
                .texts
                .iter()
                .find(|(own, name, _)| own == draft && name == field)
                .map(|(.., text)| text.clone())
        };
        let journal = RunJournal { desk: self, run, problem: Mutex::default() };
        let applying =
            Applying { client: &client, secret: &secret, journal: &journal, tell, cancel, resumes };
        let applied = apply(plan, &applying).await;
        let checks = match (&applied.after, &applied.error) {
            (Some(after), None) => verify(plan, after, &client).await,
            _ => Vec::new(),
        };
        let problem = applied.error.as_ref().map(|error| match lock(&journal.problem).take() {
            Some(problem) => problem,
            None => of_apply(error, &host).at_server(&plan.server.name),
        });
        let mut view = view_of(plan, &applied, run.unwrap_or_default(), checks, problem);
        if let Some(run) = run
            && let Err(problem) = self.end_run(run, plan, &applied, &view, &secrets.fingerprints)
        {
            // What was sent is done, whether or not it could be written down.
            view.problem.get_or_insert(problem);
        }
        tracing::info!(target: crate::log::TARGET, event = "plan-applied");
        Ok(view)
    }

    fn end_run(
        &self,
        run: u32,
        plan: &Plan,
        applied: &Applied,
        view: &AppliedView,
        fingerprints: &Fingerprints,
    ) -> Result<(), Problem> {
        let state = match &applied.error {
            None => "done",
            Some(ApplyError::Cancelled) => "cancelled",
            // It may go on when the server is back: the same plan can be given again.
            Some(
                ApplyError::Server(
                    ServerError::Unreachable(_) | ServerError::Busy { .. } | ServerError::Uncertain,
                )
                | ApplyError::Journal(_)
                | ApplyError::Unknown,
            ) => "running",
            Some(_) => "failed",
        };
        let last = self.last_push(&plan.server.name)?;
        let (there, gone) = match &applied.after {
            Some(after) => {
                let mut pushed = plan.pushed(after, &last, fingerprints);
                if applied.error.is_some() {
                    pushed.keep_only(&applied.outcomes);
                }
                (rows_of(&pushed.there)?, pushed.gone)
            }
            None => (Vec::new(), Vec::new()),
        };
        let gone: Vec<(String, String)> =
            gone.into_iter().map(|(model, pk)| (model.name().to_owned(), pk)).collect();
        let result = serde_json::to_string(view)
            .map_err(|error| Problem::new("internal").detailed(error.to_string()))?;
        self.with_store(|store| store.end_push(run, state, &result, &there, &gone))
    }

    /// Gets the secrets that a plan sends, before anything is sent.
    fn secrets_of_plan(&self, plan: &Plan, origin: &str) -> Result<PlanSecrets, Problem> {
        let mut secrets = PlanSecrets { texts: Vec::new(), fingerprints: Fingerprints::new() };
        for operation in plan.writes() {
            let Some(draft) = &operation.draft else { continue };
            for field in &operation.fields {
                if field.value != (Planned::Secret { sent: true }) {
                    continue;
                }
                let text = self.readable_secret(draft, &field.name)?;
                if let Some(fingerprint) = self.fingerprint(origin, draft, &field.name, &text) {
                    secrets.fingerprints.insert((draft.clone(), field.name.clone()), fingerprint);
                }
                secrets.texts.push((draft.clone(), field.name.clone(), text));
            }
        }
        Ok(secrets)
    }
}

/// Returns the entries that a run has done, or may have; `None`: the program ended before it could write that down.
fn done_of(run: &PushRun, plan: &Plan) -> Option<Vec<String>> {
    let result: AppliedView = serde_json::from_str(run.result.as_deref()?).ok()?;
    let outcomes = plan.operations.iter().zip(&result.operations);
    let done = outcomes.filter(|(_, own)| matches!(own.outcome, StepOutcome::Ok | StepOutcome::Unknown));
    Some(done.map(|(operation, _)| operation.entry.clone()).collect())
}

/// The execution of a plan in this program, of which there is one at a time.
struct Turn<'a> {
    desk: &'a Desk,
    plan: String,
}

impl Turn<'_> {
    fn take<'a>(desk: &'a Desk, plan: &str) -> Result<Turn<'a>, Problem> {
        match lock(&desk.applying).insert(plan.to_owned()) {
            true => Ok(Turn { desk, plan: plan.to_owned() }),
            false => Err(Problem::new("push-running")),
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        lock(&self.desk.applying).remove(&self.plan);
    }
}

struct PlanSecrets {
    texts: Vec<(DraftId, String, Secret)>,
    fingerprints: Fingerprints,
}

/// Writes down each request in the store.
struct RunJournal<'a> {
    desk: &'a Desk,
    /// `None`: the plan changes nothing, so there is no run.
    run: Option<u32>,
    /// Why the journal could not be written.
    problem: Mutex<Option<Problem>>,
}

impl RunJournal<'_> {
    fn failed(&self, problem: Problem) -> JournalError {
        *lock(&self.problem) = Some(problem);
        JournalError
    }
}

impl Journal for RunJournal<'_> {
    fn before(&self, step: &Step) -> Result<(), JournalError> {
        let Some(run) = self.run else { return Ok(()) };
        let entries = serde_json::to_string(&step.entries).unwrap_or_default();
        let new = NewPushStep { method: step.method.to_owned(), path: step.path.clone(), entries };
        self.desk.with_store(|store| store.begin_push_step(run, &new)).map_err(|problem| self.failed(problem))
    }

    fn after(&self, _step: &Step, outcome: StepOutcome) -> Result<(), JournalError> {
        let Some(run) = self.run else { return Ok(()) };
        self.desk
            .with_store(|store| store.end_push_step(run, outcome_name(outcome)))
            .map_err(|problem| self.failed(problem))
    }
}

fn outcome_name(outcome: StepOutcome) -> &'static str {
    match outcome {
        StepOutcome::Ok => "ok",
        StepOutcome::Refused => "refused",
        StepOutcome::Unknown => "unknown",
        StepOutcome::Skipped => "skipped",
    }
}

fn view_of(
    plan: &Plan,
    applied: &Applied,
    run: u32,
    checks: Vec<desk_authentik::Verified>,
    problem: Option<Problem>,
) -> AppliedView {
    let operations: Vec<AppliedOperationView> = plan
        .operations
        .iter()
        .map(|operation| AppliedOperationView {
            action: operation.action,
            model: operation.model.clone(),
            sort: sort_of(operation.sort()),
            key: operation.key().to_owned(),
            outcome: match operation.action {
                Action::None => StepOutcome::Skipped,
                _ => applied.outcomes.get(&operation.entry).copied().unwrap_or(StepOutcome::Skipped),
            },
        })
        .collect();
    let n_applied = operations.iter().filter(|operation| operation.outcome == StepOutcome::Ok).count();
    AppliedView {
        run,
        applied: u32::try_from(n_applied).unwrap_or(u32::MAX),
        operations,
        verified: applied.error.is_none() && !checks.is_empty() && checks.iter().all(|check| check.ok),
        checks,
        problem,
    }
}

fn run_view(run: PushRun) -> PushRunView {
    let plan = Plan::read(&run.plan).ok();
    let objects = plan.iter().flat_map(|plan| plan.writes()).map(|operation| operation.key().to_owned());
    PushRunView {
        run: run.id,
        server: run.server,
        at: rfc3339(run.at),
        state: run.state,
        rolls_back: run.rolls_back,
        objects: objects.collect(),
        result: run.result.and_then(|result| serde_json::from_str(&result).ok()),
    }
}
