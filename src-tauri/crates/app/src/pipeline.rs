//! What pipelines ask for beyond the window: whole drafts of a list, copies under an exact slug, findings of a file.

use desk_blueprint::{Document, Drafted, Position, Positions};
use desk_model::{Draft, DraftId, Finding, Secrets, Version, lint};
use desk_store::{Query, Summary};

use crate::blueprint_file::unreadable;
use crate::desk::Desk;
use crate::drafts::unreadable_view;
use crate::problem::Problem;
use crate::views::{DraftView, UnreadableView};

/// Drafts with everything that is derived from them, and those that this version cannot read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftViews {
    /// The drafts, newest change first.
    pub drafts: Vec<DraftView>,
    /// Drafts that a newer version wrote, or that are damaged.
    pub unreadable: Vec<UnreadableView>,
}

/// What the lints say about the sources of a blueprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlueprintFindings {
    /// Each source of a kind that this version knows, in the order of the file.
    pub sources: Vec<SourceFindings>,
}

/// What the lints say about one source of a blueprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFindings {
    /// The source's slug.
    pub slug: String,
    /// The findings, errors first.
    pub findings: Vec<PlacedFinding>,
    /// The fields that could not be judged: unknown ones, and those whose value only a server can resolve.
    pub not_judged: Vec<String>,
}

/// A finding and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedFinding {
    /// The finding.
    pub finding: Finding,
    /// Where the field stands in the file, or the source's entry if it does not have the field.
    pub at: Option<Position>,
}

impl Desk {
    /// Returns the drafts with everything that is derived from them; with a search text those that match it.
    pub fn list_draft_views(&self, search: Option<&str>, tag: Option<&str>) -> Result<DraftViews, Problem> {
        let query = Query { search: search.unwrap_or_default(), tag, ..Query::default() };
        let listing = self.with_store(|store| store.page(query))?.listing;
        let unreadable = listing.unreadable.into_iter().map(unreadable_view).collect();
        Ok(DraftViews {
            drafts: listing.drafts.into_iter().map(|stored| self.view(stored)).collect(),
            unreadable,
        })
    }

    /// Copies a draft under exactly this slug. Secrets and the registration with the provider are not copied.
    pub fn copy_draft_as(&self, id: &DraftId, slug: &str) -> Result<DraftView, Problem> {
        let mut draft = self.with_store(|store| store.get(id))?.draft;
        let summary = Summary::Copied { from: draft.slug.clone() };
        draft.id = DraftId::from_random(self.random());
        slug.clone_into(&mut draft.slug);
        draft.deployment.registered = None;
        self.insert_draft_as(&draft, &summary)
    }

    /// Returns what the lints say about the sources of a blueprint's text. Nothing is stored.
    ///
    /// What a blueprint cannot say is not held against it: authentik's host, 授权回调域, and a secret that stands
    /// somewhere else. The same goes for fields whose value is a tag that only a server resolves.
    ///
    /// `target` is the authentik version that the file is for, which a blueprint does not say.
    pub fn lint_blueprint(&self, text: &str, target: Version) -> Result<BlueprintFindings, Problem> {
        let unreadable = |error| unreadable(error, Some(text));
        let document = desk_blueprint::read(text).map_err(unreadable)?;
        let drafted = self.drafted(&document, target);
        drop(document);
        let positions = desk_blueprint::positions(text).map_err(unreadable)?;
        let sources = drafted.drafts.into_iter().map(|source| {
            let desk_blueprint::DraftedSource { draft, entry, secrets, not_judged, .. } = source;
            let findings = judged(&draft, &secrets)
                .into_iter()
                .map(|finding| PlacedFinding {
                    at: place(&positions, entry, &draft, &finding.field),
                    finding,
                })
                .collect();
            SourceFindings { slug: draft.slug, findings, not_judged }
        });
        Ok(BlueprintFindings { sources: sources.collect() })
    }

    /// Makes drafts of a blueprint's sources, for an authentik version.
    pub(crate) fn drafted(&self, document: &Document, target: Version) -> Drafted {
        let mut drafted = desk_blueprint::draft_from(document, || DraftId::from_random(self.random()));
        for source in &mut drafted.drafts {
            source.draft.deployment.target = target;
        }
        drafted
    }

    /// Returns what the lints would say of a draft if it were for another authentik version.
    pub fn findings_for(&self, draft: &Draft, target: Version) -> Vec<Finding> {
        let mut draft = draft.clone();
        draft.deployment.target = target;
        self.findings(&draft)
    }
}

/// Returns where a source has a field, under whatever name a version of authentik gives it, or where the source begins.
pub(crate) fn place(positions: &Positions, entry: usize, draft: &Draft, field: &str) -> Option<Position> {
    let known = draft.kind().and_then(|kind| kind.field(field));
    let names = Version::ALL.into_iter().filter_map(|version| Some(known?.api_name(version)));
    let stands = std::iter::once(field).chain(names).find_map(|name| positions.field(entry, name));
    stands.or_else(|| positions.entry(entry))
}

pub(crate) fn judged(draft: &Draft, secrets: &Secrets) -> Vec<Finding> {
    let said_elsewhere = |finding: &Finding| {
        matches!(finding.field.as_str(), "authentik_host" | "callback_domain")
            || matches!(finding.code.as_str(), "appsecret-missing" | "secret-missing")
    };
    lint::lint(draft, secrets).into_iter().filter(|finding| !said_elsewhere(finding)).collect()
}
