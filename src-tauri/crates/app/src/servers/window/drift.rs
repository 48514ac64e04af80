//! Where drafts and a server differ, as it was found when a person asked.

use desk_authentik::{Drift, same};
use desk_model::{Draft, DraftId};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::super::Desk;
use super::value::{Labels, PlanValue, shown};
use crate::desk::lock;
use crate::drafts::rfc3339;
use crate::problem::Problem;

/// Where drafts and a server differed when that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DriftView {
    /// The server's name.
    pub server: String,
    /// When it was looked at (RFC 3339).
    pub at: String,
    /// The drafts that were looked at.
    pub drafts: Vec<DriftedDraftView>,
    /// Where they differ.
    pub rows: Vec<DriftRowView>,
}

/// A draft that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DriftedDraftView {
    /// The draft.
    pub draft: DraftId,
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The revision that was looked at. A newer one may differ in more.
    pub revision: u32,
    /// In how many fields it and its mappings differ.
    pub n_fields: u32,
}

/// A field in which they differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DriftRowView {
    /// What people know the object by: a source's slug, a mapping's name.
    pub slug: String,
    /// The draft of the source, or the first one that has the mapping.
    pub draft: Option<DraftId>,
    /// The field's name in the API; empty if the whole object is not on the server.
    pub path: String,
    /// The message with its label; `None`: it goes by its name.
    pub label_id: Option<String>,
    /// Who has changed it.
    pub side: DriftSide,
    /// What the draft says.
    pub here: PlanValue,
    /// What the server has.
    pub there: PlanValue,
    /// What was pushed last.
    pub last_pushed: PlanValue,
}

/// Who has changed a field since the last push.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum DriftSide {
    /// The server.
    Server,
    /// The draft.
    Draft,
    /// Both.
    Both,
    /// The object is not on the server.
    Missing,
}

impl Desk {
    /// Looks where the drafts that were pushed to a server and the server differ. It contacts the server; nothing changes.
    ///
    /// # Errors
    ///
    /// Those of [`Desk::drift`].
    pub async fn check_drift(&self, server: &str) -> Result<DriftView, Problem> {
        // A draft that changes while the server answers is of a newer revision than these.
        let pushed = self.pushed_drafts(server)?;
        let ids: Vec<DraftId> = pushed.iter().map(|stored| stored.draft.id.clone()).collect();
        let found = if ids.is_empty() { Vec::new() } else { self.drift(server, &ids).await? };
        let drafts = pushed.iter().map(|stored| {
            let n_fields = found.iter().filter(|row| is_of(row, &stored.draft)).count();
            DriftedDraftView {
                draft: stored.draft.id.clone(),
                slug: stored.draft.slug.clone(),
                name: stored.draft.name.clone(),
                revision: stored.revision,
                n_fields: u32::try_from(n_fields).unwrap_or(u32::MAX),
            }
        });
        let rows = found.iter().map(|row| {
            let of = pushed.iter().map(|stored| &stored.draft).find(|draft| is_of(row, draft));
            let kind = of.filter(|draft| draft.slug == row.slug).and_then(Draft::kind);
            let model = kind.map(|kind| desk_authentik::Model::Source(kind.protocol));
            let labels = Labels::of_source(kind);
            let value = |value| match model {
                Some(_) => labels.value(model, &row.path, value),
                None => shown(value),
            };
            DriftRowView {
                slug: row.slug.clone(),
                draft: of.map(|draft| draft.id.clone()),
                path: row.path.clone(),
                label_id: labels.label_id(model, &row.path),
                side: side(row),
                here: value(&row.draft),
                there: value(&row.server),
                last_pushed: value(&row.last_pushed),
            }
        });
        let view = DriftView {
            server: server.to_owned(),
            at: rfc3339(self.host.now()),
            rows: rows.collect(),
            drafts: drafts.collect(),
        };
        lock(&self.servers_window.drift).insert(server.to_owned(), view.clone());
        Ok(view)
    }

    /// Returns what was found the last time that somebody looked, of drafts that have not changed since. Nothing is
    /// contacted.
    ///
    /// # Errors
    ///
    /// Those of [`Desk::list_servers`].
    pub fn known_drift(&self) -> Result<Vec<DriftView>, Problem> {
        let servers = self.list_servers()?;
        let mut all: Vec<DriftView> = lock(&self.servers_window.drift).values().cloned().collect();
        all.retain(|view| servers.iter().any(|server| server.name == view.server));
        for view in &mut all {
            view.drafts.retain(|known| {
                let stored = self.with_store(|store| store.get(&known.draft));
                stored.is_ok_and(|stored| stored.revision == known.revision)
            });
            let known: Vec<DraftId> = view.drafts.iter().map(|draft| draft.draft.clone()).collect();
            view.rows.retain(|row| row.draft.as_ref().is_none_or(|draft| known.contains(draft)));
        }
        Ok(all)
    }

    /// What was known of a server is not true any more.
    pub(crate) fn forget_drift(&self, server: &str) {
        lock(&self.servers_window.drift).remove(server);
    }
}

/// Returns whether a row is about a draft: about its source, or about a mapping that it has.
fn is_of(row: &Drift, draft: &Draft) -> bool {
    let mut mappings = draft.user_property_mappings.iter().chain(&draft.group_property_mappings);
    draft.slug == row.slug || mappings.any(|mapping| mapping.name == row.slug)
}

pub(super) fn side(row: &Drift) -> DriftSide {
    if row.server.is_null() && row.path.is_empty() {
        return DriftSide::Missing;
    }
    match (same(&row.server, &row.last_pushed), same(&row.draft, &row.last_pushed)) {
        (true, _) => DriftSide::Draft,
        (false, true) => DriftSide::Server,
        (false, false) => DriftSide::Both,
    }
}
