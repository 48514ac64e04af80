//! Work that takes a while: watched, steered and cancelled by id.
//!
//! Progress is fetched, not pushed: [`Desk::watch_operation`] answers as soon as there is something new, at most ten
//! times a second. The same call serves the window, a browser in tests and any other host.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use desk_login::{Landings, Step, WaitingFor as LoginWaitingFor};
use serde::{Deserialize, Serialize};
use specta::Type;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::desk::{Desk, lock};
use crate::problem::Problem;
use crate::rehearsal::Rehearsal;

/// What a test login waits for.
pub use desk_login::WaitingFor;

/// How long a watcher is kept waiting when nothing happens.
const PATIENCE: Duration = Duration::from_secs(1);
/// Events that come close together are told together, so that nobody is told more than ten times a second.
const PACE: Duration = Duration::from_millis(100);
/// Finished operations that nobody asks for any more are dropped beyond this number.
const KEPT: usize = 16;

/// Something that happened in an operation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum OperationEvent {
    /// A step began or ended.
    Step {
        /// The step as it is now.
        step: Step,
    },
    /// There is a QR code to scan.
    Qr {
        /// What the QR code says.
        confirm_url: String,
        /// The QR code as SVG.
        svg: String,
    },
    /// There is a page of the real provider to open.
    Page {
        /// Its address.
        authorize_url: String,
        /// Where the browser will land.
        callback_url: String,
    },
    /// The login window shows a page of this origin now.
    Shows {
        /// Scheme, host and port: `https://open.weixin.qq.com`.
        origin: String,
    },
    /// The test login waits for the person.
    Waiting {
        /// What it waits for.
        waiting_for: LoginWaitingFor,
    },
    /// Something unusual that does not end the operation; `note-CODE` has the words.
    Warning {
        /// The code.
        code: String,
    },
    /// The end.
    Finished {
        /// The result.
        rehearsal: Rehearsal,
    },
}

/// What is new in an operation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct OperationView {
    /// What happened since the number that the watcher gave.
    pub events: Vec<OperationEvent>,
    /// The number to give next time.
    pub next: u32,
    /// Whether nothing more will come.
    pub finished: bool,
}

/// What the simulated phone does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum PhoneAction {
    /// Scans the QR code.
    Scan,
    /// Confirms the login.
    Allow,
    /// Refuses the login.
    Deny,
}

#[derive(Default)]
pub(crate) struct Operations(Mutex<BTreeMap<String, Arc<Operation>>>);

#[derive(Default)]
pub(crate) struct Operation {
    events: Mutex<Vec<OperationEvent>>,
    news: Notify,
    pub(crate) cancel: CancellationToken,
    landings: Mutex<Option<Landings>>,
}

impl Operation {
    pub(crate) fn tell(&self, event: OperationEvent) {
        lock(&self.events).push(event);
        self.news.notify_waiters();
    }

    /// Takes pasted addresses from now on.
    pub(crate) fn takes(&self, landings: Landings) {
        *lock(&self.landings) = Some(landings);
    }

    pub(crate) fn since(&self, after: u32) -> (Vec<OperationEvent>, u32, bool) {
        let events = lock(&self.events);
        let new = events.get(after as usize..).unwrap_or_default().to_vec();
        let finished = matches!(events.last(), Some(OperationEvent::Finished { .. }));
        (new, u32::try_from(events.len()).unwrap_or(u32::MAX), finished)
    }

    fn is_finished(&self) -> bool {
        matches!(lock(&self.events).last(), Some(OperationEvent::Finished { .. }))
    }

    fn confirm_url(&self) -> Option<String> {
        lock(&self.events).iter().rev().find_map(|event| match event {
            OperationEvent::Qr { confirm_url, .. } => Some(confirm_url.clone()),
            _ => None,
        })
    }
}

impl Operations {
    pub(crate) fn start(&self, id: String) -> Arc<Operation> {
        let operation = Arc::new(Operation::default());
        self.take(id, Arc::clone(&operation));
        operation
    }

    /// Takes an operation that is about to begin.
    pub(crate) fn take(&self, id: String, operation: Arc<Operation>) {
        let mut all = lock(&self.0);
        let finished: Vec<String> =
            all.iter().filter(|(_, known)| known.is_finished()).map(|(id, _)| id.clone()).collect();
        for old in finished.iter().take(finished.len().saturating_sub(KEPT)) {
            all.remove(old);
        }
        all.insert(id, operation);
    }

    /// The page of the provider that an operation waits for.
    pub(crate) fn page(&self, id: &str) -> Result<url::Url, Problem> {
        let operation = self.find(id)?;
        let events = lock(&operation.events);
        let page = events.iter().rev().find_map(|event| match event {
            OperationEvent::Page { authorize_url, .. } => url::Url::parse(authorize_url).ok(),
            _ => None,
        });
        page.ok_or_else(|| Problem::about("operation-not-waiting", id))
    }

    /// Where pasted addresses of an operation go.
    pub(crate) fn landings(&self, id: &str) -> Result<Landings, Problem> {
        let landings = lock(&self.find(id)?.landings).clone();
        landings.ok_or_else(|| Problem::about("operation-not-waiting", id))
    }

    fn find(&self, id: &str) -> Result<Arc<Operation>, Problem> {
        lock(&self.0).get(id).cloned().ok_or_else(|| Problem::about("operation-gone", id))
    }
}

impl Desk {
    /// Returns what is new in an operation since `after`; waits up to a second for it.
    pub async fn watch_operation(&self, id: &str, after: u32) -> Result<OperationView, Problem> {
        let operation = self.operations.find(id)?;
        let view = |(events, next, finished)| OperationView { events, next, finished };
        // The ear is opened before the look, so nothing that happens in between is missed.
        let news = operation.news.notified();
        let now = operation.since(after);
        if now.2 {
            return Ok(view(now));
        }
        if now.0.is_empty() {
            // Running out of patience is no error: the watcher hears that nothing happened and asks again.
            let _ = tokio::time::timeout(PATIENCE, news).await;
        }
        if !operation.is_finished() {
            tokio::time::sleep(PACE).await;
        }
        Ok(view(operation.since(after)))
    }

    /// Cancels an operation. It then ends with the outcome `cancelled`, which is no error.
    pub fn cancel_operation(&self, id: &str) -> Result<(), Problem> {
        self.operations.find(id)?.cancel.cancel();
        Ok(())
    }

    /// Lets the simulated phone act on the QR code that an operation shows.
    pub async fn phone(&self, id: &str, action: PhoneAction) -> Result<(), Problem> {
        let confirm_url = self.operations.find(id)?.confirm_url();
        let confirm_url = confirm_url.ok_or_else(|| Problem::about("operation-not-waiting", id))?;
        let action = match action {
            PhoneAction::Scan => desk_login::phone::Action::Scan,
            PhoneAction::Allow => desk_login::phone::Action::Allow,
            PhoneAction::Deny => desk_login::phone::Action::Deny,
        };
        desk_login::phone::act(&confirm_url, action)
            .await
            .map_err(|_| Problem::about("operation-not-waiting", id).retryable())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn warning(code: &str) -> OperationEvent {
        OperationEvent::Warning { code: code.to_owned() }
    }

    #[test]
    fn a_watcher_is_told_each_event_once_and_in_order() {
        let operations = Operations::default();
        let operation = operations.start("a".into());
        operation.tell(warning("one"));
        let (events, next, finished) = operation.since(0);
        assert_eq!((events, next, finished), (vec![warning("one")], 1, false));
        operation.tell(warning("two"));
        assert_eq!(operation.since(next), (vec![warning("two")], 2, false));
        assert_eq!(operation.since(99), (vec![], 2, false));
    }

    #[test]
    fn an_operation_that_nobody_started_is_a_problem() {
        assert_eq!(
            Operations::default().find("x").err().map(|problem| problem.code),
            Some("operation-gone".to_owned())
        );
    }
}
