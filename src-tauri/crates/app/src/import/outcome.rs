//! What became of the entries of a file.

use desk_blueprint::{Drafted, DraftedSource, LeftOut, OtherEntry, WhyLeftOut};
use desk_model::{Draft, catalogue};
use desk_store::Stored;

use super::views::{
    ImportAction, ImportChoice, ImportPreview, ImportResult, ImportSourceView, ImportStanding, ImportedView,
    KeptView, SkippedView, WhySkipped,
};
use crate::problem::Problem;

/// Returns the number that people give to an entry, from 1.
pub(super) fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1)
}

/// Returns what is done with a source if nobody chose: never anything that changes a draft.
pub(super) fn proposed(standing: ImportStanding) -> ImportAction {
    match standing {
        ImportStanding::New => ImportAction::Create,
        _ => ImportAction::Skip,
    }
}

/// Returns why a source was skipped.
pub(super) fn why_skipped(standing: ImportStanding, is_chosen: bool) -> WhySkipped {
    match standing {
        ImportStanding::Same => WhySkipped::Same,
        ImportStanding::InvalidSlug => WhySkipped::InvalidSlug,
        _ if is_chosen => WhySkipped::Chosen,
        _ => WhySkipped::SlugTaken,
    }
}

pub(super) fn mapping_names(draft: &Draft) -> Vec<String> {
    let both = draft.user_property_mappings.iter().chain(&draft.group_property_mappings);
    both.map(|mapping| mapping.name.clone()).collect()
}

/// Returns the entries that stay with a source, each with the place of the source among the drafts.
pub(super) fn kept(file: &str, drafted: &Drafted) -> Vec<(usize, KeptView)> {
    let views = drafted.kept.iter().filter_map(|other| {
        let place = place_of(other, drafted)?;
        let slug = drafted.drafts.get(place)?.draft.slug.clone();
        let OtherEntry { entry, model, name } = other.clone();
        Some((place, KeptView { file: file.to_owned(), entry: number(entry), model, name, slug }))
    });
    views.collect()
}

/// Returns how many entries stay with a source.
pub(super) fn n_kept(source: &DraftedSource, drafted: &Drafted) -> u32 {
    let is_its = |other: &&OtherEntry| {
        let owner = place_of(other, drafted).and_then(|place| drafted.drafts.get(place));
        owner.is_some_and(|owner| owner.entry == source.entry)
    };
    u32::try_from(drafted.kept.iter().filter(is_its).count()).unwrap_or(u32::MAX)
}

/// An entry stays with the source behind it, and those behind the last source with that one.
fn place_of(other: &OtherEntry, drafted: &Drafted) -> Option<usize> {
    let behind = drafted.drafts.iter().position(|source| source.entry > other.entry);
    behind.or_else(|| drafted.drafts.len().checked_sub(1))
}

/// Returns what of a file is in no draft.
pub(super) fn left_out(file: &str, loses_head: bool, drafted: &Drafted) -> Vec<SkippedView> {
    let head = SkippedView {
        file: file.to_owned(),
        entry: None,
        model: String::new(),
        name: String::new(),
        why: WhySkipped::Head,
        problem: None,
    };
    let entries = drafted.left_out.iter().map(|LeftOut { entry: other, why }| SkippedView {
        file: file.to_owned(),
        entry: Some(number(other.entry)),
        model: other.model.clone(),
        name: other.name.clone(),
        why: match why {
            WhyLeftOut::PlainSecret => WhySkipped::PlainSecret,
            WhyLeftOut::Deletes => WhySkipped::Deletes,
            WhyLeftOut::NoSlug => WhySkipped::NoSlug,
            WhyLeftOut::NoType => WhySkipped::NoType,
            WhyLeftOut::NoSource => WhySkipped::NoSource,
        },
        problem: None,
    });
    loses_head.then_some(head).into_iter().chain(entries).collect()
}

impl ImportPreview {
    /// Returns what an import would do with these choices. The slugs of copies are still those of the file.
    pub fn foresee(&self, choices: &[ImportChoice]) -> ImportResult {
        let mut result = ImportResult { is_bundle: self.bundle.is_some(), ..ImportResult::default() };
        for file in &self.files {
            result.skipped.extend(file.problem.clone().map(|problem| skipped_file(&file.name, problem)));
            result.skipped.extend(file.left_out.iter().cloned());
            let mut staying = Vec::new();
            for source in &file.sources {
                let chosen = choices.iter().find(|choice| choice.key == source.key);
                let action = chosen.map_or(source.action, |choice| choice.action);
                if let Some(problem) = source.problem.clone() {
                    let skipped = foreseen_skip(&file.name, source, WhySkipped::Problem);
                    result.skipped.push(SkippedView { problem: Some(problem), ..skipped });
                } else if action == ImportAction::Skip {
                    let why = why_skipped(source.standing, chosen.is_some());
                    result.skipped.push(foreseen_skip(&file.name, source, why));
                } else {
                    result.imported.push(foreseen(&file.name, source, action));
                }
                let is_imported = action != ImportAction::Skip && source.problem.is_none();
                if is_imported || source.standing == ImportStanding::Same {
                    staying.push(source.slug.as_str());
                }
            }
            for kept in &file.kept {
                if staying.contains(&kept.slug.as_str()) {
                    result.kept.push(kept.clone());
                } else {
                    result.skipped.push(skipped_with_source(kept.clone()));
                }
            }
        }
        result
    }
}

pub(super) fn skipped_file(file: &str, problem: Problem) -> SkippedView {
    SkippedView {
        file: file.to_owned(),
        entry: None,
        model: String::new(),
        name: String::new(),
        why: WhySkipped::Problem,
        problem: Some(problem),
    }
}

pub(super) fn skipped_source(
    file: &str,
    source: &DraftedSource,
    why: WhySkipped,
    problem: Option<Problem>,
) -> SkippedView {
    SkippedView {
        file: file.to_owned(),
        entry: Some(number(source.entry)),
        model: source.draft.kind().map(|kind| kind.model.to_owned()).unwrap_or_default(),
        name: source.draft.slug.clone(),
        why,
        problem,
    }
}

pub(super) fn skipped_with_source(kept: KeptView) -> SkippedView {
    let KeptView { file, entry, model, name, .. } = kept;
    SkippedView { file, entry: Some(entry), model, name, why: WhySkipped::WithItsSource, problem: None }
}

/// Returns the view of a source that was imported, without its secrets and without what stays with it.
pub(super) fn imported(
    file: &str,
    source: &DraftedSource,
    stored: &Stored,
    action: ImportAction,
) -> ImportedView {
    let draft = &stored.draft;
    ImportedView {
        file: file.to_owned(),
        entry: number(source.entry),
        id: draft.id.0.clone(),
        source_type: draft.source_type.clone(),
        name: draft.name.clone(),
        slug: draft.slug.clone(),
        action,
        mappings: mapping_names(draft),
        secrets: Vec::new(),
        dropped: source.dropped.clone(),
        not_judged: source.not_judged.clone(),
        n_kept: 0,
    }
}

fn foreseen(file: &str, source: &ImportSourceView, action: ImportAction) -> ImportedView {
    let source = source.clone();
    ImportedView {
        file: file.to_owned(),
        entry: source.entry,
        id: source.key,
        source_type: source.source_type,
        name: source.name,
        slug: source.slug,
        action,
        mappings: source.mappings,
        secrets: source.secrets,
        dropped: source.dropped,
        not_judged: source.not_judged,
        n_kept: source.n_kept,
    }
}

fn foreseen_skip(file: &str, source: &ImportSourceView, why: WhySkipped) -> SkippedView {
    SkippedView {
        file: file.to_owned(),
        entry: Some(source.entry),
        model: catalogue::find(&source.source_type).map(|kind| kind.model.to_owned()).unwrap_or_default(),
        name: source.slug.clone(),
        why,
        problem: None,
    }
}
