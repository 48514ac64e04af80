//! Servers as the window shows them: plans by their ids, applies that are watched, drift that was looked for.
//!
//! Plans and drift are in memory only. The window names a plan by its id, so that what is applied is what was shown.

mod drift;
mod push;
mod value;
mod views;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};

use desk_authentik::{Action, Conflict, ConflictKind, Model, Operation, Plan};
use desk_messages::id;

use super::{Desk, PlanRequest};
use crate::desk::lock;
use crate::drafts::rfc3339;
use crate::export::save;
use crate::host::OpenRequest;
use crate::network::and_own;
use crate::problem::Problem;
use desk_network::TrustedCertificates;

pub use drift::{DriftRowView, DriftSide, DriftView, DriftedDraftView};
pub use push::PushView;
pub use value::{PlanValue, SecretInPlan};
pub(crate) use views::sort_of;
pub use views::{PlanChangeView, PlanConflictView, PlanDecision, PlanOperationView, PlanSort, PlanView};

use push::Push;
use value::Labels;

/// So many plans are at hand; older ones make room.
const PLANS: usize = 8;
/// Files with authorities are small; more is not read into a profile.
const LARGEST_AUTHORITIES: u64 = 1 << 20;

/// A plan that the window shows, and the run that it takes back.
type PlanAtHand = (Arc<Plan>, Option<u32>);

/// What the window has in hand of servers.
#[derive(Default)]
pub(crate) struct ServersWindow {
    plans: Mutex<VecDeque<PlanAtHand>>,
    pushes: Mutex<BTreeMap<String, Arc<Push>>>,
    drift: Mutex<BTreeMap<String, DriftView>>,
}

impl ServersWindow {
    fn keep(&self, plan: Plan, rolls_back: Option<u32>) -> PlanAtHand {
        let kept = (Arc::new(plan), rolls_back);
        let mut plans = lock(&self.plans);
        plans.push_back(kept.clone());
        while plans.len() > PLANS {
            plans.pop_front();
        }
        kept
    }

    fn plan(&self, id: &str) -> Result<PlanAtHand, Problem> {
        let plans = lock(&self.plans);
        plans.iter().find(|(plan, _)| plan.id == id).cloned().ok_or_else(|| Problem::new("plan-gone"))
    }
}

impl Desk {
    /// Makes a plan and keeps it at hand by its id. Nothing on the server changes.
    ///
    /// # Errors
    ///
    /// Those of [`Desk::plan`].
    pub async fn show_plan(&self, request: &PlanRequest) -> Result<PlanView, Problem> {
        let plan = self.plan(request).await?;
        let (plan, _) = self.servers_window.keep(plan, None);
        self.plan_view(&plan, None)
    }

    /// Makes the plan that takes a run back and keeps it at hand by its id. Nothing on the server changes.
    ///
    /// # Errors
    ///
    /// Those of [`Desk::plan_rollback`].
    pub async fn show_rollback(&self, run: u32, over_changes: bool) -> Result<PlanView, Problem> {
        let (run, plan) = self.plan_rollback(Some(run), over_changes).await?;
        let (plan, _) = self.servers_window.keep(plan, Some(run));
        self.plan_view(&plan, Some(run))
    }

    /// Draws the login page as it will be after a plan, as SVG: on a light or dark ground, wide or narrow. `None`: the plan is
    /// not about a login page.
    ///
    /// # Errors
    ///
    /// `plan-gone`.
    pub fn draw_planned_login_page(
        &self,
        plan: &str,
        dark: bool,
        narrow: bool,
    ) -> Result<Option<String>, Problem> {
        let (plan, _) = self.servers_window.plan(plan)?;
        Ok(plan.login_page.as_ref().map(|page| self.draw_login_page(page, dark, narrow)))
    }

    /// Asks where to save a plan for the command line, and saves it there. `None`: the person closed the dialog.
    ///
    /// # Errors
    ///
    /// `plan-gone`, and those of writing a file.
    pub fn save_plan(&self, plan: &str) -> Result<Option<String>, Problem> {
        let (plan, _) = self.servers_window.plan(plan)?;
        let title = desk_messages::text(self.locale(), id::DIALOG_SAVE_PLAN, &[]);
        let Some(path) = self.host.choose_save_path(&title, "plan.json") else { return Ok(None) };
        save(&path, &plan.to_text())?;
        Ok(Some(path.display().to_string()))
    }

    /// Asks for a file with authorities for a server and returns its text. `None`: the person closed the dialog.
    ///
    /// # Errors
    ///
    /// `network-ca-…`: it cannot be read, or holds no authority.
    pub fn choose_server_authorities(&self) -> Result<Option<String>, Problem> {
        let request = OpenRequest {
            title: desk_messages::text(self.locale(), id::DIALOG_SERVER_AUTHORITIES, &[]),
            filter: "PEM",
            extensions: &["pem", "crt", "cer"],
            several: false,
        };
        let Some(path) = self.host.choose_open_paths(&request).into_iter().next() else { return Ok(None) };
        let shown = path.display().to_string();
        let unread =
            |error: std::io::Error| Problem::about("network-ca-not-read", &shown).detailed(error.to_string());
        if std::fs::metadata(&path).map_err(unread)?.len() > LARGEST_AUTHORITIES {
            return Err(Problem::about("network-ca-not-read", &shown));
        }
        let text = std::fs::read_to_string(&path).map_err(unread)?;
        and_own(TrustedCertificates::system(Vec::new()), text.as_bytes(), &shown, self.host.now())?;
        Ok(Some(text))
    }

    fn plan_view(&self, plan: &Plan, rolls_back: Option<u32>) -> Result<PlanView, Problem> {
        let server = self.show_server(&plan.server.name)?;
        let drafts = plan.operations.iter().filter_map(|operation| operation.draft.as_ref());
        let drafts: Vec<_> = drafts.cloned().collect();
        let labels_of = |operation: &Operation| {
            let draft = operation.draft.as_ref();
            let draft = draft.and_then(|id| self.with_store(|store| store.get(id)).ok());
            match draft {
                Some(stored) => Labels::of_source(stored.draft.kind()),
                // A plan that takes one back names no draft.
                None => match self.with_store(|store| store.find(operation.key())) {
                    Ok(stored) if matches!(operation.sort(), Some(Model::Source(_))) => {
                        Labels::of_source(stored.draft.kind())
                    }
                    _ => Labels::default(),
                },
            }
        };
        let operations = plan.operations.iter().map(|one| views::operation_view(one, &labels_of(one)));
        let labels_of_key = |conflict: &Conflict| {
            let own = |one: &&Operation| one.model == conflict.model && one.key() == conflict.key;
            plan.operations.iter().find(own).map(labels_of).unwrap_or_default()
        };
        let count = |action| {
            let n = plan.operations.iter().filter(|operation| operation.action == action).count();
            u32::try_from(n).unwrap_or(u32::MAX)
        };
        Ok(PlanView {
            id: plan.id.clone(),
            server: server.name,
            host: server.host,
            url: server.url,
            colour: server.colour,
            production: server.production || plan.server.production,
            version: plan.server.version.clone(),
            made_at: rfc3339(plan.made_at),
            rolls_back,
            drafts,
            way: plan.way,
            n_create: count(Action::Create),
            n_update: count(Action::Update),
            n_delete: count(Action::Delete),
            n_none: count(Action::None),
            operations: operations.collect(),
            conflicts: plan
                .conflicts
                .iter()
                .map(|conflict| {
                    let labels = labels_of_key(conflict);
                    views::conflict_view(conflict, decision(conflict, rolls_back), &labels)
                })
                .collect(),
            notes: plan.notes.clone(),
            login_page: plan.login_page.as_ref().map(|page| page.stage.clone()),
        })
    }
}

/// What a person can decide about a conflict.
fn decision(conflict: &Conflict, rolls_back: Option<u32>) -> PlanDecision {
    match conflict.kind {
        _ if rolls_back.is_some() => PlanDecision::OverChanges,
        ConflictKind::ChangedOnServer | ConflictKind::ChangedOnBoth if !conflict.path.is_empty() => {
            PlanDecision::Winner { place: format!("{}.{}", conflict.key, conflict.path) }
        }
        ConflictKind::NotOurs | ConflictKind::GoneFromServer => PlanDecision::Adopt,
        _ => PlanDecision::Nothing,
    }
}

#[cfg(test)]
mod tests;
