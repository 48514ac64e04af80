//! Drafts: make, list, change, lint, undo.

use desk_model::callback::AuthentikHost;
use desk_model::console;
use desk_model::endpoint::{self, EndpointKind};
use desk_model::{Draft, DraftId, Finding, Severity, lint, slug};
use desk_store::{ChangeKind, Changed, Page, Query, StoreError, Stored, Summary};

use crate::desk::Desk;
use crate::merging::tidied;
use crate::problem::Problem;
use crate::views::{
    ChangeView, ChangedObject, DraftSummary, DraftView, ListingView, SourceTypeView, UnreadableView,
};

impl Desk {
    /// Returns the drafts, newest change first; with a search text those that match it; with a limit the first of them.
    pub fn list_drafts(&self, search: Option<&str>, limit: Option<u32>) -> Result<ListingView, Problem> {
        self.list_page(Query { search: search.unwrap_or_default(), limit, ..Query::default() })
    }

    /// Returns one page of the drafts that a query wants. Only those on it are judged by the lints.
    pub fn list_page(&self, query: Query<'_>) -> Result<ListingView, Problem> {
        let Page { listing, n_found } = self.with_store(|store| store.page(query))?;
        let drafts = listing.drafts.iter().map(|stored| self.summary(stored)).collect();
        let unreadable = listing.unreadable.into_iter().map(unreadable_view).collect();
        Ok(ListingView { drafts, n_found, unreadable })
    }

    /// Makes a draft. If the slug is taken, the next free one is used: `wechat-2`.
    pub fn create_draft(&self, source_type: &str, name: &str, slug: &str) -> Result<DraftView, Problem> {
        let draft = self.new_draft(source_type, name, slug)?;
        self.insert_with_free_slug(draft, &Summary::Created)
    }

    /// Makes a draft value that is not stored yet.
    pub fn new_draft(&self, source_type: &str, name: &str, slug: &str) -> Result<Draft, Problem> {
        Ok(Draft::new(DraftId::from_random(self.random()), source_type, name, slug)?)
    }

    /// Stores a new draft under exactly its slug.
    pub fn insert_draft(&self, draft: &Draft) -> Result<DraftView, Problem> {
        self.insert_draft_as(draft, &Summary::Created)
    }

    pub(crate) fn insert_draft_as(&self, draft: &Draft, summary: &Summary) -> Result<DraftView, Problem> {
        require_slug(&draft.slug)?;
        let draft = tidied(draft);
        if let Some(error) = draft.check_values().into_iter().next() {
            return Err(error.into());
        }
        let stored = self.with_store(|store| store.insert_as(&draft, summary))?;
        Ok(self.view(stored))
    }

    /// Returns a draft with everything that is derived from it.
    pub fn show_draft(&self, id: &DraftId) -> Result<DraftView, Problem> {
        let stored = self.with_store(|store| store.get(id))?;
        Ok(self.view(stored))
    }

    /// Returns the draft with a slug.
    pub fn find_draft(&self, slug: &str) -> Result<DraftView, Problem> {
        let stored = self.with_store(|store| store.find(slug))?;
        Ok(self.view(stored))
    }

    /// Saves a draft. `revision` is the one that the change was made on; a newer one in the store is a conflict.
    pub fn save_draft(&self, draft: &Draft, revision: u32) -> Result<DraftView, Problem> {
        let draft = tidied(draft);
        if let Some(error) = draft.check_values().into_iter().next() {
            return Err(error.into());
        }
        let stored = self.with_store(|store| store.save(&draft, revision))?;
        Ok(self.view(stored))
    }

    /// Applies the fix of a finding that was shown. A draft that changed since may have a finding like it, with other
    /// values; then that one's fix is applied. A fix that changes a property mapping changes it in every source that
    /// uses it.
    pub fn apply_fix(&self, id: &DraftId, shown: &Finding) -> Result<DraftView, Problem> {
        let stored = self.with_store(|store| store.get(id))?;
        let findings = self.findings(&stored.draft);
        // Two mappings of one list may have findings of one code; each finding says whose it is.
        let about = |finding: &Finding| finding.arguments.get("mapping").cloned();
        let is_like = |finding: &&Finding| {
            finding.code == shown.code && finding.field == shown.field && about(finding) == about(shown)
        };
        let finding =
            findings.iter().find(|finding| *finding == shown).or_else(|| findings.iter().find(is_like));
        let fix = finding.and_then(|finding| finding.fix.clone());
        let fix = fix.ok_or_else(|| Problem::about("fix-gone", &shown.code))?;
        if let desk_model::Fix::TrimSecret { field } = &fix {
            self.trim_secret(id, field)?;
        }
        if let desk_model::Fix::ChangePropertyMapping { from, to, .. } = &fix
            && self.change_mapping_everywhere(from, to)?
        {
            return self.show_draft(id);
        }
        let mut draft = stored.draft;
        lint::apply(&fix, &mut draft)?;
        self.save_draft(&draft, stored.revision)
    }

    /// Copies a draft under a new name and slug. Secrets are not copied.
    pub fn copy_draft(&self, id: &DraftId, name: &str, slug: &str) -> Result<DraftView, Problem> {
        let stored = self.with_store(|store| store.get(id))?;
        let mut draft = stored.draft;
        let summary = Summary::Copied { from: draft.slug.clone() };
        draft.id = DraftId::from_random(self.random());
        name.clone_into(&mut draft.name);
        slug.clone_into(&mut draft.slug);
        // The copy is another source: nobody has registered it anywhere yet.
        draft.deployment.registered = None;
        draft.checklist.clear();
        self.insert_with_free_slug(draft, &summary)
    }

    /// Deletes a draft, which [`Desk::undo`] takes back. Its secrets stay until it can no longer come back.
    pub fn delete_draft(&self, id: &DraftId) -> Result<(), Problem> {
        self.with_store(|store| store.delete(id))
    }

    /// Takes the last change back. `None`: there is nothing to undo.
    pub fn undo(&self) -> Result<Option<ChangeView>, Problem> {
        Ok(self.with_store(desk_store::Store::undo)?.map(ChangeView::of))
    }

    /// Makes the last undone change again. `None`: there is nothing to redo.
    pub fn redo(&self) -> Result<Option<ChangeView>, Problem> {
        Ok(self.with_store(desk_store::Store::redo)?.map(ChangeView::of))
    }

    /// Returns what the lints say about a draft, with the secrets that are at hand.
    pub fn findings(&self, draft: &Draft) -> Vec<Finding> {
        lint::lint(draft, &self.secrets_of(&draft.id))
    }

    /// Makes `n` varied drafts, for measuring.
    pub fn seed(&self, n: u32) -> Result<(), Problem> {
        const NAMES: [&str; 6] =
            ["WeChat", "微信登录", "公司微信", "WeChat Staff", "门店 微信", "Partner login"];
        let mut drafts = Vec::new();
        for number in 1..=n {
            let name =
                format!("{} {number}", NAMES.get(number as usize % NAMES.len()).copied().unwrap_or_default());
            let tag = u32::from_be_bytes(self.random());
            let mut draft = self.new_draft("wechat", &name, &format!("seed-{number}-{tag:08x}"))?;
            draft.set("consumer_key", &format!("wx{number:08x}{tag:08x}"))?;
            draft.set("authentik_host", &format!("auth{}.example.com", number % 97))?;
            drafts.push(draft);
        }
        self.with_store(|store| store.insert_many(&drafts))
    }

    pub(crate) fn insert_with_free_slug(
        &self,
        mut draft: Draft,
        summary: &Summary,
    ) -> Result<DraftView, Problem> {
        let wanted = match slug::from_name(&draft.slug) {
            proposed if proposed.is_empty() => draft.source_type.clone(),
            proposed => proposed,
        };
        let mut n_tries: u32 = 1;
        loop {
            draft.slug = if n_tries == 1 { wanted.clone() } else { format!("{wanted}-{n_tries}") };
            let mut taken = false;
            let stored = self.with_store(|store| match store.insert_as(&draft, summary) {
                Ok(stored) => Ok(Some(stored)),
                Err(StoreError::SlugTaken { .. }) => {
                    taken = true;
                    Ok(None)
                }
                Err(error) => Err(error),
            })?;
            match stored {
                Some(stored) => return Ok(self.view(stored)),
                None if taken => n_tries += 1,
                None => return Err(Problem::new("internal")),
            }
        }
    }

    pub(crate) fn view(&self, stored: Stored) -> DraftView {
        let Stored { draft, revision, updated_at, .. } = stored;
        let fields =
            draft.kind().into_iter().flat_map(desk_model::SourceType::secrets).map(|field| field.name);
        let secrets = self.secrets_with_states(&draft.id, fields);
        let parsed = AuthentikHost::parse(&draft.deployment.authentik_host).ok();
        let host_is_placeholder = parsed.is_none();
        let host = parsed.or_else(AuthentikHost::placeholder);
        let endpoints = host.as_ref().map(|host| endpoint::endpoints(&draft, host)).unwrap_or_default();
        let url = |kind: EndpointKind| {
            let found = endpoints.iter().find(|endpoint| endpoint.kind == kind);
            found.map(|endpoint| endpoint.value.clone()).unwrap_or_default()
        };
        let takes_domain = console::wants_host(&draft.source_type);
        let domain = host.as_ref().filter(|_| takes_domain).map(|host| host.domain().to_owned());
        DraftView {
            revision,
            updated_at: rfc3339(updated_at),
            findings: lint::lint(&draft, &secrets.known),
            secrets: secrets.states,
            callback_url: url(EndpointKind::Callback),
            callback_domain: domain.unwrap_or_default(),
            login_url: url(EndpointKind::Login),
            host_is_placeholder,
            kind: draft.kind().map(SourceTypeView::of),
            draft,
        }
    }

    fn summary(&self, stored: &Stored) -> DraftSummary {
        let findings = self.findings(&stored.draft);
        let count = |severity| {
            u32::try_from(findings.iter().filter(|finding| finding.severity == severity).count())
                .unwrap_or(u32::MAX)
        };
        DraftSummary {
            id: stored.draft.id.0.clone(),
            source_type: stored.draft.source_type.clone(),
            name: stored.draft.name.clone(),
            slug: stored.draft.slug.clone(),
            authentik_host: stored.draft.deployment.authentik_host.clone(),
            tags: stored.draft.tags.clone(),
            updated_at: rfc3339(stored.updated_at),
            revision: stored.revision,
            n_errors: count(Severity::Error),
            n_warnings: count(Severity::Warning),
        }
    }
}

/// Returns an instant as RFC 3339 text in UTC.
pub(crate) fn rfc3339(milliseconds: i64) -> String {
    jiff::Timestamp::from_millisecond(milliseconds).map(|at| at.to_string()).unwrap_or_default()
}

/// Returns what the edge says of a draft that cannot be read.
pub(crate) fn unreadable_view(draft: desk_store::Unreadable) -> UnreadableView {
    let why = unreadable_why(draft.why).to_owned();
    UnreadableView { id: draft.id.0, slug: draft.slug, name: draft.name, why }
}

/// Returns the code for why a draft cannot be read.
pub(crate) fn unreadable_why(why: desk_store::Why) -> &'static str {
    match why {
        desk_store::Why::NewerSchema { .. } => "newer",
        desk_store::Why::Damaged => "damaged",
    }
}

fn require_slug(text: &str) -> Result<(), Problem> {
    if slug::is_valid(text) { Ok(()) } else { Err(Problem::about("slug-invalid", text)) }
}

impl ChangeView {
    fn of(change: desk_store::Change) -> ChangeView {
        let kind = match change.summary {
            ChangeKind::Created => "created",
            ChangeKind::Saved => "saved",
            ChangeKind::Deleted => "deleted",
        };
        let (object, slug, id, n_sources) = match change.changed {
            Changed::Draft { slug, draft } => {
                (ChangedObject::Draft, slug, draft.map(|stored| stored.draft.id.0), 0)
            }
            Changed::Mapping { mapping, n_drafts } => {
                let id = mapping.map(|stored| stored.id.0.to_string());
                (ChangedObject::Mapping, String::new(), id, n_drafts)
            }
        };
        ChangeView { change: kind.to_owned(), object, name: change.name, slug, id, n_sources }
    }
}
