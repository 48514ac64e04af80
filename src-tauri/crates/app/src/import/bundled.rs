//! The drafts of a bundle, on their way through the same preview and choices as the sources of a blueprint.

use desk_blueprint::{Drafted, DraftedSource, OtherEntry};
use desk_model::{Draft, DraftId, Secrets};

use super::compare::Knows;
use super::views::{BundleOrigin, ImportPreview, KeptView, SkippedView, WhySkipped};
use super::{Read, ReadFile, Reading, outcome};
use crate::desk::Desk;
use crate::problem::Problem;

/// One draft of a bundle, as it was judged.
pub(crate) enum BundledSource {
    /// It can become a draft.
    Draft {
        /// The draft.
        draft: Box<Draft>,
        /// Its secrets, if the bundle had them.
        secrets: Secrets,
        /// The entries of other objects that it keeps of a blueprint.
        kept: Vec<OtherEntry>,
    },
    /// It cannot.
    Refused {
        /// What its document calls it.
        slug: String,
        /// Why.
        problem: Problem,
    },
}

/// What a bundle says beyond what a blueprint would.
#[derive(Default)]
pub(super) struct Beyond {
    /// The entries that each draft keeps, by its place among the drafts.
    kept: Vec<(usize, OtherEntry)>,
    /// Drafts that cannot be read: their place in the file, from 0, their slugs, and why.
    refused: Vec<(usize, String, Problem)>,
}

impl Desk {
    /// Keeps the drafts of a bundle until they are imported, and tells what would become of them. Nothing is stored.
    pub(crate) fn read_bundled(
        &self,
        name: &str,
        origin: BundleOrigin,
        sources: Vec<BundledSource>,
    ) -> Result<ImportPreview, Problem> {
        let mut drafts = Vec::new();
        let mut beyond = Beyond::default();
        for (entry, source) in sources.into_iter().enumerate() {
            match source {
                BundledSource::Refused { slug, problem } => beyond.refused.push((entry, slug, problem)),
                BundledSource::Draft { draft, secrets, kept } => {
                    beyond.kept.extend(kept.into_iter().map(|other| (drafts.len(), other)));
                    let (not_judged, dropped) = (Vec::new(), Vec::new());
                    drafts.push(DraftedSource { draft: *draft, entry, secrets, not_judged, dropped });
                }
            }
        }
        let drafted = Drafted { drafts, mappings: Vec::new(), kept: Vec::new(), left_out: Vec::new() };
        let read = Read { drafted, loses_head: false, knows: Knows::Everything, bundled: beyond };
        let id = DraftId::from_random(self.random()).0;
        let files = vec![ReadFile { name: name.to_owned(), drafted: Ok(read) }];
        self.show_reading(Reading { id, files, bundle: Some(origin) })
    }
}

impl Read {
    /// Returns the entries that stay with a draft, each with the place of that draft.
    pub(super) fn kept(&self, file: &str) -> Vec<(usize, KeptView)> {
        let mut kept = outcome::kept(file, &self.drafted);
        for (number, (place, other)) in self.bundled.kept.iter().enumerate() {
            let Some(source) = self.drafted.drafts.get(*place) else { continue };
            let OtherEntry { model, name, .. } = other.clone();
            let slug = source.draft.slug.clone();
            let entry = outcome::number(number);
            kept.push((*place, KeptView { file: file.to_owned(), entry, model, name, slug }));
        }
        kept
    }

    /// Returns how many entries stay with a draft.
    pub(super) fn n_kept(&self, source: &DraftedSource) -> u32 {
        let is_its = |(place, _): &&(usize, OtherEntry)| {
            self.drafted.drafts.get(*place).is_some_and(|owner| owner.entry == source.entry)
        };
        let own = u32::try_from(self.bundled.kept.iter().filter(is_its).count()).unwrap_or(u32::MAX);
        outcome::n_kept(source, &self.drafted).saturating_add(own)
    }

    /// Returns what is in no draft.
    pub(super) fn left_out(&self, file: &str) -> Vec<SkippedView> {
        let mut left_out = outcome::left_out(file, self.loses_head, &self.drafted);
        left_out.extend(self.bundled.refused.iter().map(|(entry, slug, problem)| SkippedView {
            file: file.to_owned(),
            entry: Some(outcome::number(*entry)),
            model: String::new(),
            name: slug.clone(),
            why: WhySkipped::Problem,
            problem: Some(problem.clone()),
        }));
        left_out
    }
}
