//! Executes a plan: the one place that writes to a server.

mod body;
mod error;
mod explain;
mod honest;
mod standing;

use std::collections::BTreeMap;

use desk_model::{DraftId, Secret};
use serde::{Deserialize, Serialize};
use specta::Type;
use tokio_util::sync::CancellationToken;

use crate::client::{Body, Client};
use crate::error::ServerError;
use crate::object::Model;
use crate::plan::{Action, Operation, Plan, Planned, Way, found};
use crate::snapshot::{Scope, Snapshot};

pub use error::ApplyError;
pub use explain::dry_run;
#[cfg(test)]
pub(crate) use honest::shows_what_it_does;
pub(crate) use standing::{is_before, is_planned, kind, without_secrets};

/// How often a change is sent at most whose fate is not known and which proved not to be saved.
const TRIES: u32 = 4;
/// Where blueprints are imported.
const IMPORT: &str = "api/v3/managed/blueprints/import/";
/// What the file of an import is called.
const FILE_NAME: &str = "source-desk.yaml";

/// What an apply needs beside its plan.
pub struct Applying<'a> {
    /// The server.
    pub client: &'a Client,
    /// Returns the secret of a draft's field.
    pub secret: &'a (dyn Fn(&DraftId, &str) -> Option<Secret> + Send + Sync),
    /// Where each request is written down before and after it is sent.
    pub journal: &'a dyn Journal,
    /// Hears how far it is.
    pub tell: &'a (dyn Fn(Progress) + Send + Sync),
    /// Stops it before the next request.
    pub cancel: &'a CancellationToken,
    /// Whether the plan was begun before, and did not come to its end.
    pub resumes: bool,
}

/// Where requests are written down. What it returns as an error stops the apply before anything is sent.
pub trait Journal: Send + Sync {
    /// A request is about to be sent.
    fn before(&self, step: &Step) -> Result<(), JournalError>;
    /// It has been sent, and this is known of it.
    fn after(&self, step: &Step, outcome: StepOutcome) -> Result<(), JournalError>;
}

/// The journal cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the journal cannot be written")]
pub struct JournalError;

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its number within the run, from 1.
    pub number: u32,
    /// `POST`, `PATCH` or `DELETE`.
    pub method: &'static str,
    /// The path of the API.
    pub path: String,
    /// The operations that it carries out, by their entries.
    pub entries: Vec<String>,
}

/// What is known of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum StepOutcome {
    /// The server has saved it.
    Ok,
    /// The server has refused it, and saved nothing.
    Refused,
    /// It may have been saved or not.
    Unknown,
    /// It was not sent.
    Skipped,
}

/// How far an apply is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Progress {
    /// How many operations are done.
    pub done: u32,
    /// How many there are.
    pub total: u32,
    /// What is being done: a slug or name; empty: the server is being read.
    pub now: String,
}

/// What an apply came to.
#[derive(Debug)]
pub struct Applied {
    /// What became of each operation that changes something, by entry.
    pub outcomes: BTreeMap<String, StepOutcome>,
    /// What is on the server afterwards; `None` if it could not be read any more.
    pub after: Option<Snapshot>,
    /// Why it did not come to its end; `None` if it did.
    pub error: Option<ApplyError>,
}

/// Executes a plan.
///
/// The server is read first: what has changed since the plan was made stops it, and what a run that broke off has done
/// already is not done again. A plan with nothing to do sends nothing but reads. Whether an answer that did not come was
/// saved is found out by reading, and only what was not saved is sent again.
pub async fn apply(plan: &Plan, applying: &Applying<'_>) -> Applied {
    let mut run =
        Run { plan, applying, outcomes: BTreeMap::new(), created: BTreeMap::new(), n_steps: 0, after: None };
    for operation in plan.writes() {
        run.outcomes.insert(operation.entry.clone(), StepOutcome::Skipped);
    }
    let error = run.run().await.err();
    let after = match run.after {
        Some(after) => Some(after),
        None => Snapshot::read(applying.client, &Scope::of_plan(plan)).await.ok(),
    };
    Applied { outcomes: run.outcomes, after, error }
}

struct Run<'a> {
    plan: &'a Plan,
    applying: &'a Applying<'a>,
    outcomes: BTreeMap<String, StepOutcome>,
    /// The server's keys of what this run has made, by entry.
    created: BTreeMap<String, String>,
    n_steps: u32,
    after: Option<Snapshot>,
}

impl<'a> Run<'a> {
    async fn run(&mut self) -> Result<(), ApplyError> {
        if !self.plan.conflicts.is_empty() {
            return Err(ApplyError::Conflicts(self.plan.conflicts.len()));
        }
        self.tell("");
        let snapshot = self.read().await?;
        if let (Some(planned), Some(found)) = (&self.plan.server.instance, &snapshot.instance)
            && planned != found
        {
            return Err(ApplyError::OtherServer);
        }
        let done = if self.applying.resumes { self.done(&snapshot) } else { Vec::new() };
        if !done.is_empty() && done.len() == self.plan.writes().count() {
            self.outcomes.extend(done.iter().map(|operation| (operation.entry.clone(), StepOutcome::Ok)));
            self.after = Some(snapshot);
            return Ok(());
        }
        let is_done = |operation: &Operation| done.iter().any(|done| done.entry == operation.entry);
        let others = self.plan.operations.iter().filter(|operation| !is_done(operation));
        let changed: Vec<String> = others
            .filter(|operation| !is_before(operation, &snapshot))
            .map(|operation| operation.key().to_owned())
            .collect();
        if !changed.is_empty() {
            return Err(if done.is_empty() {
                ApplyError::Stale(changed)
            } else {
                ApplyError::Partly(changed)
            });
        }
        let all = &self.plan.operations;
        let hides = |operation: &&Operation| !honest::shows_what_it_does(operation, all, &snapshot);
        if let Some(operation) = self.plan.writes().find(hides) {
            return Err(ApplyError::NotAsShown(operation.key().to_owned()));
        }
        for operation in &done {
            self.outcomes.insert(operation.entry.clone(), StepOutcome::Ok);
            if let Some(object) = found(operation, &snapshot) {
                self.created.insert(operation.entry.clone(), object.pk.clone());
            }
        }
        match self.plan.way {
            Way::Nothing => {}
            Way::Import => self.import().await?,
            Way::Request | Way::Requests => {
                let rest: Vec<&Operation> =
                    self.plan.writes().filter(|operation| !is_done(operation)).collect();
                for operation in rest {
                    self.request(operation).await?;
                }
            }
        }
        if self.plan.way == Way::Nothing {
            self.after = Some(snapshot);
        }
        Ok(())
    }

    /// Returns what a run that broke off has done, as far as the server tells. A secret that replaces another does not
    /// show, so it counts as not done: it is sent again, which changes nothing if it was done.
    fn done(&self, snapshot: &Snapshot) -> Vec<&'a Operation> {
        let (shown, hidden): (Vec<_>, Vec<_>) =
            self.plan.writes().partition(|operation| !standing::changes_hidden_only(operation));
        let n_shown = shown.len();
        let mut done: Vec<_> =
            shown.into_iter().filter(|operation| is_planned(operation, snapshot)).collect();
        if self.plan.way == Way::Import {
            // All or nothing: what shows tells of what does not.
            if done.len() < n_shown {
                done.clear();
            } else if n_shown > 0 {
                done.extend(hidden);
            }
        }
        done
    }

    async fn read(&self) -> Result<Snapshot, ServerError> {
        Snapshot::read(self.applying.client, &Scope::of_plan(self.plan)).await
    }

    /// Imports everything as one blueprint.
    async fn import(&mut self) -> Result<(), ApplyError> {
        let text = body::blueprint(self.plan, self.applying.secret)?;
        let operations: Vec<&Operation> = self.plan.writes().collect();
        let entries: Vec<String> = operations.iter().map(|operation| operation.entry.clone()).collect();
        let client = self.applying.client;
        for n_before in 0..TRIES {
            let step = self.begin("POST", IMPORT.to_owned(), entries.clone())?;
            self.tell(operations.first().map_or("", |operation| operation.key()));
            let sent =
                client.write("POST", IMPORT, &Body::File { name: FILE_NAME, text: text.clone() }).await;
            let verdict = match sent {
                Ok(reply) => explain::verdict(&reply.json, self.plan, self.applying.secret),
                Err(error) => Err(explain::quoted(error, self.plan, self.applying.secret).into()),
            };
            let error = match verdict {
                Ok(()) => return self.end(&step, StepOutcome::Ok),
                Err(error) => error,
            };
            let is_refused = matches!(
                error,
                ApplyError::Refused(_)
                    | ApplyError::Server(
                        ServerError::Crashed | ServerError::Refused(_) | ServerError::NotPermitted { .. }
                    )
            );
            // What was sent before this may have been saved since, and is in its own way now.
            if is_refused && n_before == 0 {
                self.end(&step, StepOutcome::Refused)?;
                return Err(match error {
                    ApplyError::Server(ServerError::Crashed) => {
                        ApplyError::Crashed(explain::crash(client, self.plan, self.applying.secret).await)
                    }
                    error => error,
                });
            }
            if !is_refused && error != ApplyError::Server(ServerError::Uncertain) {
                // It did not get to the blueprints, if it got to the server at all.
                self.end(&step, StepOutcome::Refused)?;
                return Err(error);
            }
            self.end(&step, StepOutcome::Unknown)?;
            let snapshot = self.read().await?;
            if self.done(&snapshot).len() == operations.len() {
                return self.end(&step, StepOutcome::Ok);
            }
            if is_refused || !operations.iter().all(|operation| is_before(operation, &snapshot)) {
                return Err(if is_refused { error } else { ApplyError::Unknown });
            }
            self.all(&entries, StepOutcome::Refused);
            client.wait_after(n_before + 1).await;
        }
        Err(ServerError::Uncertain.into())
    }

    /// Carries out one operation by a request of its own.
    async fn request(&mut self, operation: &Operation) -> Result<(), ApplyError> {
        let Some(model) = operation.sort() else { return Err(ApplyError::Unknown) };
        let client = self.applying.client;
        for n_before in 0..TRIES {
            let body = self.body(model, operation).await?;
            let (method, path) = match (operation.action, &operation.before) {
                (Action::Create, _) | (_, None) => ("POST", model.path()),
                (Action::Delete, Some(before)) => ("DELETE", model.path_of(before)),
                (_, Some(before)) => ("PATCH", model.path_of(before)),
            };
            let step = self.begin(method, path.clone(), vec![operation.entry.clone()])?;
            self.tell(operation.key());
            match client.write(method, &path, &body).await {
                Ok(reply) => {
                    let pk = reply.json.get("pk").and_then(serde_json::Value::as_str);
                    self.created.extend(pk.map(|pk| (operation.entry.clone(), pk.to_owned())));
                    return self.end(&step, StepOutcome::Ok);
                }
                Err(ServerError::Uncertain) => {
                    self.end(&step, StepOutcome::Unknown)?;
                    let snapshot = self.read().await?;
                    if is_planned(operation, &snapshot) && !standing::changes_hidden_only(operation) {
                        let object = found(operation, &snapshot);
                        self.created
                            .extend(object.map(|object| (operation.entry.clone(), object.pk.clone())));
                        return self.end(&step, StepOutcome::Ok);
                    }
                    if !is_before(operation, &snapshot) {
                        return Err(ApplyError::Unknown);
                    }
                    client.wait_after(n_before + 1).await;
                }
                Err(error) => {
                    self.end(&step, StepOutcome::Refused)?;
                    return Err(explain::quoted(error, self.plan, self.applying.secret).into());
                }
            }
        }
        Err(ServerError::Uncertain.into())
    }

    async fn body(&self, model: Model, operation: &Operation) -> Result<Body, ApplyError> {
        if operation.action == Action::Delete {
            return Ok(Body::Nothing);
        }
        let mut body = body::object(operation, &self.created, self.applying.secret)?;
        let is_added_to = matches!(operation.field("sources"), Some(Planned::Added { .. }));
        if let (Model::Stage, Some(before), true) = (model, &operation.before, is_added_to) {
            // What others have added to the page meanwhile stays.
            let page = self.applying.client.get(&model.path_of(before), &[]).await?.json;
            body::join_sources(&mut body, &page);
        }
        Ok(Body::Json(body))
    }

    fn begin(
        &mut self,
        method: &'static str,
        path: String,
        entries: Vec<String>,
    ) -> Result<Step, ApplyError> {
        if self.applying.cancel.is_cancelled() {
            return Err(ApplyError::Cancelled);
        }
        self.n_steps += 1;
        let step = Step { number: self.n_steps, method, path, entries };
        self.applying.journal.before(&step)?;
        Ok(step)
    }

    fn end(&mut self, step: &Step, outcome: StepOutcome) -> Result<(), ApplyError> {
        self.all(&step.entries, outcome);
        Ok(self.applying.journal.after(step, outcome)?)
    }

    fn all(&mut self, entries: &[String], outcome: StepOutcome) {
        self.outcomes.extend(entries.iter().map(|entry| (entry.clone(), outcome)));
    }

    fn tell(&self, now: &str) {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let done = self.outcomes.values().filter(|outcome| **outcome == StepOutcome::Ok).count();
        let (done, total) = (count(done), count(self.outcomes.len()));
        (self.applying.tell)(Progress { done, total, now: now.to_owned() });
    }
}
