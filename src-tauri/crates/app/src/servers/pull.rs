//! Sources of a server into drafts.

use desk_authentik::{Change, Choices, PlannedLoginPage, PulledSource, Scope, pull};
use desk_model::{Draft, DraftId, Protocol};
use desk_store::Summary;

use super::plan::{Fingerprints, Reading, rows_of};
use super::views::{MissingSecretView, PullOutcome, PulledSourceView, PulledView};
use crate::desk::Desk;
use crate::problem::Problem;

impl Desk {
    /// Makes drafts of a server's sources: all, or those with the given slugs. Nothing on the server changes.
    ///
    /// A draft that is there already and differs is left alone, unless `replace` says otherwise; then its history keeps what
    /// it was. Secrets that the server does not show stay as they are here.
    ///
    /// # Errors
    ///
    /// `pull-unknown` for a slug that the server does not have, and those of [`Desk::check_server`].
    pub async fn pull(&self, server: &str, slugs: &[String], replace: bool) -> Result<PulledView, Problem> {
        let protocols = Protocol::ALL.into_iter().collect();
        let scope = Scope { protocols, login_pages: false, certificates: true, groups: true };
        let reading = self.read_server(server, &scope).await?;
        let pages = self.pages_or_none(&reading).await?;
        let address = reading.client.address();
        let new_id = || DraftId::from_random(self.random());
        let found = pull(&reading.snapshot, address, reading.version, slugs, new_id);
        let has = |slug: &String| {
            found.sources.iter().any(|source| source.draft.slug == *slug) || found.unknown.contains(slug)
        };
        if let Some(missing) = slugs.iter().find(|slug| !has(slug)) {
            return Err(Problem::about("pull-unknown", missing).with("server", &reading.host));
        }
        self.backup_before_many()?;
        let mut view = PulledView {
            pulled: Vec::new(),
            missing_secrets: Vec::new(),
            unknown: found.unknown,
            problems: Vec::new(),
        };
        let mut same = Vec::new();
        for source in found.sources {
            let known = reading.last.objects.iter().find(|object| object.pk == source.pk);
            let known = known.and_then(|object| object.draft.clone());
            let slug = source.draft.slug.clone();
            let missing = source.missing_secrets.clone();
            match self.keep_pulled(&reading, server, source, known.as_ref(), replace) {
                Ok((draft, outcome)) => {
                    let secrets = self.secrets_of(&draft.id);
                    let missing = missing.into_iter().filter(|field| !secrets.has(field));
                    view.missing_secrets.extend(
                        missing
                            .map(|field| MissingSecretView { slug: slug.clone(), field: field.to_owned() }),
                    );
                    let (name, id) = (draft.name.clone(), draft.id.clone());
                    let shows = |page: &&PlannedLoginPage| {
                        page.buttons.iter().any(|button| button.slug == slug) || page.hidden.contains(&slug)
                    };
                    let pages = pages.iter().filter(shows).map(|page| page.stage.clone()).collect();
                    view.pulled.push(PulledSourceView { slug, name, draft: id, outcome, login_pages: pages });
                    if outcome != PullOutcome::Kept {
                        same.push(draft);
                    }
                }
                Err(problem) => view.problems.push(problem),
            }
        }
        // What is the same here and there counts as pushed: a plan can tell later who has changed what.
        let references: Vec<&Draft> = same.iter().collect();
        if !references.is_empty() {
            let choices = Choices { adopt: true, ..Choices::default() };
            let plan = self.plan_with(&reading, server, &references, None, &choices)?;
            let pushed = plan.pushed(&reading.snapshot, &reading.last, &Fingerprints::new());
            let rows = rows_of(&pushed.there)?;
            self.with_store(|store| store.keep_pushed(server, &rows))?;
        }
        self.forget_drift(server);
        Ok(view)
    }

    fn keep_pulled(
        &self,
        reading: &Reading,
        server: &str,
        source: PulledSource,
        known: Option<&DraftId>,
        replace: bool,
    ) -> Result<(Draft, PullOutcome), Problem> {
        let PulledSource { draft: pulled, secrets, .. } = source;
        let by_id = known.and_then(|id| self.with_store(|store| store.get(id)).ok());
        let stored = match by_id {
            Some(stored) => Some(stored),
            None => match self.with_store(|store| store.find(&pulled.slug)) {
                Ok(stored) => Some(stored),
                Err(problem) if problem.code == "draft-not-found" => None,
                Err(problem) => return Err(problem),
            },
        };
        let (draft, outcome) = match stored {
            None => {
                let view = self.insert_draft_as(&pulled, &Summary::Imported)?;
                (view.draft, PullOutcome::New)
            }
            Some(stored) => {
                let merged = as_pulled(&stored.draft, pulled);
                if merged == stored.draft || self.is_as_on_server(reading, server, &stored.draft) {
                    (stored.draft, PullOutcome::Same)
                } else if replace {
                    let saved = self.with_store(|store| {
                        store.save_as(&merged, stored.revision, Some(&Summary::Imported))
                    })?;
                    (saved.draft, PullOutcome::Updated)
                } else {
                    return Ok((stored.draft, PullOutcome::Kept));
                }
            }
        };
        for (field, secret) in secrets.at_hand() {
            self.take_over_secret(&draft.id, field, secret);
        }
        Ok((draft, outcome))
    }
}

impl Desk {
    /// Returns whether a push of a draft would change nothing but, perhaps, a secret: what it leaves to a default and what
    /// the server fills in by itself is no difference.
    fn is_as_on_server(&self, reading: &Reading, server: &str, draft: &Draft) -> bool {
        let choices = Choices { adopt: true, ..Choices::default() };
        let Ok(plan) = self.plan_with(reading, server, &[draft], None, &choices) else { return false };
        let is_secret = |change: &Change| change.before.get("secret").is_some();
        plan.conflicts.is_empty() && plan.writes().all(|operation| operation.changes.iter().all(is_secret))
    }
}

/// Returns a draft with what a server says of its source. What only people know of it stays: notes, tags, the
/// registration with the provider.
fn as_pulled(own: &Draft, pulled: Draft) -> Draft {
    let mut deployment = own.deployment.clone();
    if deployment.authentik_host.trim().is_empty() {
        deployment.authentik_host = pulled.deployment.authentik_host;
    }
    Draft {
        id: own.id.clone(),
        deployment,
        checklist: own.checklist.clone(),
        tags: own.tags.clone(),
        notes: own.notes.clone(),
        ..pulled
    }
}
