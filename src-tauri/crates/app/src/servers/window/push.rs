//! An apply that the window watches.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use desk_authentik::Progress;
use desk_model::DraftId;
use serde::{Deserialize, Serialize};
use specta::Type;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::super::{AppliedView, Desk};
use crate::desk::lock;
use crate::problem::Problem;

/// How long a watcher is kept waiting when nothing happens.
const PATIENCE: Duration = Duration::from_secs(1);
/// Nobody is told more than ten times a second.
const PACE: Duration = Duration::from_millis(100);
/// Applies that are over are dropped beyond this number.
const KEPT: usize = 8;

/// How far an apply is.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, Type)]
pub struct PushView {
    /// How often it has changed: what a watcher gives next time.
    pub version: u32,
    /// What is being done; `None`: it has not begun.
    pub progress: Option<Progress>,
    /// Whether it was asked to stop.
    pub stopping: bool,
    /// What it came to; then it is over.
    pub applied: Option<AppliedView>,
    /// Why nothing was sent; then it is over.
    pub problem: Option<Problem>,
}

impl PushView {
    fn is_over(&self) -> bool {
        self.applied.is_some() || self.problem.is_some()
    }
}

#[derive(Default)]
pub(crate) struct Push {
    now: Mutex<PushView>,
    news: Notify,
    cancel: CancellationToken,
}

impl Push {
    fn tell(&self, change: impl FnOnce(&mut PushView)) {
        {
            let mut now = lock(&self.now);
            change(&mut now);
            now.version += 1;
        }
        self.news.notify_waiters();
    }

    fn view(&self) -> PushView {
        lock(&self.now).clone()
    }
}

impl Desk {
    /// Starts to execute a plan that was shown. Returns the id to watch it by. `typed_host` is what the person typed for a
    /// production server.
    ///
    /// # Errors
    ///
    /// `plan-gone`. Everything else is told to whoever watches.
    pub fn start_apply(self: &Arc<Desk>, plan: &str, typed_host: Option<String>) -> Result<String, Problem> {
        let (plan, rolls_back) = self.servers_window.plan(plan)?;
        let push = Arc::new(Push::default());
        let operation = DraftId::from_random(self.random()).0;
        self.take_push(&operation, &push);
        let desk = Arc::clone(self);
        tokio::spawn(async move {
            let tell = |progress: Progress| push.tell(|now| now.progress = Some(progress));
            let typed = typed_host.as_deref();
            let applied = match rolls_back {
                None => desk.apply_plan(&plan, typed, &tell, &push.cancel).await,
                Some(run) => desk.apply_rollback(run, &plan, typed, &tell, &push.cancel).await,
            };
            desk.forget_drift(&plan.server.name);
            push.tell(|now| match applied {
                Ok(applied) => now.applied = Some(applied),
                Err(problem) => now.problem = Some(problem),
            });
        });
        Ok(operation)
    }

    /// Returns how far an apply is as soon as that is another version than `after`; waits up to a second for it.
    ///
    /// # Errors
    ///
    /// `operation-gone`.
    pub async fn watch_apply(&self, operation: &str, after: u32) -> Result<PushView, Problem> {
        let push = self.push(operation)?;
        // The ear is opened before the look, so nothing that happens in between is missed.
        let news = push.news.notified();
        let now = push.view();
        if now.is_over() {
            return Ok(now);
        }
        if now.version == after {
            // Running out of patience is no error: the watcher hears that nothing happened and asks again.
            let _ = tokio::time::timeout(PATIENCE, news).await;
        }
        if !push.view().is_over() {
            tokio::time::sleep(PACE).await;
        }
        Ok(push.view())
    }

    /// Stops an apply before its next request. What was sent is done.
    ///
    /// # Errors
    ///
    /// `operation-gone`.
    pub fn cancel_apply(&self, operation: &str) -> Result<(), Problem> {
        let push = self.push(operation)?;
        push.cancel.cancel();
        push.tell(|now| now.stopping = true);
        Ok(())
    }

    fn push(&self, operation: &str) -> Result<Arc<Push>, Problem> {
        let pushes = lock(&self.servers_window.pushes);
        pushes.get(operation).cloned().ok_or_else(|| Problem::about("operation-gone", operation))
    }

    fn take_push(&self, operation: &str, push: &Arc<Push>) {
        let mut pushes = lock(&self.servers_window.pushes);
        let over: Vec<String> =
            pushes.iter().filter(|(_, push)| push.view().is_over()).map(|(id, _)| id.clone()).collect();
        for old in over.iter().take(over.len().saturating_sub(KEPT)) {
            pushes.remove(old);
        }
        pushes.insert(operation.to_owned(), Arc::clone(push));
    }
}
