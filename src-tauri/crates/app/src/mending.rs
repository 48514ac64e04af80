//! Every fix that needs no asking, at once: of a draft in one revision, of a blueprint's file in place.

use std::collections::BTreeSet;
use std::path::Path;

use desk_blueprint::{
    BlueprintError, Change, Changes, Document, DraftedSource, Edited, Positions, Value, edit,
};
use desk_model::{Draft, DraftId, Finding, Fix, Secret, Secrets, Version, lint};

use crate::blueprint_file::{read_blueprint_file, replace_blueprint_file, unreadable};
use crate::desk::Desk;
use crate::pipeline::{BlueprintFindings, PlacedFinding, judged, place};
use crate::problem::Problem;
use crate::views::DraftView;

/// How often a draft is linted again after a fix. Rules that undo each other must not run for ever.
const MOST_ROUNDS: usize = 64;

/// A draft after its fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MendedDraft {
    /// The draft, with the findings that are left.
    pub view: DraftView,
    /// The findings that are mended.
    pub mended: Vec<Finding>,
}

/// A blueprint after its fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MendedBlueprint {
    /// The whole text; what was not mended is as it was, to the byte.
    pub text: String,
    /// The findings that are mended, with the places that they had before.
    pub mended: Vec<MendedFinding>,
    /// What is left, with the places in the new text.
    pub left: BlueprintFindings,
}

/// A finding of a blueprint that is mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MendedFinding {
    /// The slug that the source had.
    pub slug: String,
    /// The finding and where it stood.
    pub placed: PlacedFinding,
}

impl Desk {
    /// Applies every fix of a draft that needs no asking, until nothing changes, and stores one revision. A secret is
    /// not changed: it is not ours to store. Nor is a property mapping, which other sources may use.
    pub fn mend_draft(&self, id: &DraftId) -> Result<MendedDraft, Problem> {
        let stored = self.with_store(|store| store.get(id))?;
        let (revision, before) = (stored.revision, stored.draft.clone());
        let mut draft = stored.draft.clone();
        let mut secrets = self.secrets_of(id);
        // A change of a property mapping reaches the other sources that use it, so it is a person's to make.
        let may_mend = |finding: &Finding| {
            !matches!(finding.fix, Some(Fix::TrimSecret { .. } | Fix::ChangePropertyMapping { .. }))
        };
        let mended = mend(&mut draft, &mut secrets, lint::lint, may_mend)?;
        let view = if draft == before { self.view(stored) } else { self.save_draft(&draft, revision)? };
        Ok(MendedDraft { view, mended })
    }

    /// Applies every fix of a blueprint's sources that needs no asking, in the text itself.
    pub fn mend_blueprint(&self, text: &str, target: Version) -> Result<MendedBlueprint, Problem> {
        let unreadable = |error| unreadable(error, Some(text));
        let document = desk_blueprint::read(text).map_err(unreadable)?;
        let positions = desk_blueprint::positions(text).map_err(unreadable)?;
        let drafted = self.drafted(&document, target);
        let sources: Vec<Mended> =
            drafted.drafts.into_iter().map(Mended::of).collect::<Result<_, Problem>>()?;
        let (text, untouched) = made_in_place(text, &document, &sources).map_err(unreadable)?;
        let left = self.lint_blueprint(&text, target)?;
        let touched = sources.into_iter().filter(|source| !untouched.contains(&source.entry));
        let mended = touched.flat_map(|source| source.placed(&positions)).collect();
        Ok(MendedBlueprint { text, mended, left })
    }

    /// Mends a blueprint's file. It is written only if something was mended, and only if nobody has changed it since it
    /// was read.
    pub fn mend_blueprint_file(&self, path: &Path, target: Version) -> Result<MendedBlueprint, Problem> {
        let before = read_blueprint_file(path)?;
        let mended = self.mend_blueprint(&before, target)?;
        if mended.text != before {
            replace_blueprint_file(path, &before, &mended.text)?;
        }
        Ok(mended)
    }
}

/// A source of a file before and after its fixes.
struct Mended {
    entry: usize,
    before: Draft,
    after: Draft,
    /// The secrets that stood in the file, without white space.
    secrets: Secrets,
    mended: Vec<Finding>,
}

impl Mended {
    fn of(source: DraftedSource) -> Result<Mended, Problem> {
        let DraftedSource { draft: before, entry, mut secrets, not_judged, .. } = source;
        let mut after = before.clone();
        // An entry of a property mapping is changed by nobody but a person: other sources of the file may use it.
        let changes_mappings = |finding: &Finding| {
            matches!(
                finding.fix,
                Some(
                    Fix::ChangePropertyMapping { .. }
                        | Fix::RemovePropertyMapping { .. }
                        | Fix::SortPropertyMappings { .. }
                )
            )
        };
        let may_mend = |finding: &Finding| !not_judged.contains(&finding.field) && !changes_mappings(finding);
        let mended = mend(&mut after, &mut secrets, judged, may_mend)?;
        Ok(Mended { entry, before, after, secrets, mended })
    }

    fn add_to(&self, changes: &mut Changes<'_>) -> Result<(), BlueprintError> {
        changes.add(self.entry, &self.before, &self.after)?;
        for finding in &self.mended {
            if let Some(Fix::TrimSecret { field }) = &finding.fix
                && let Some(secret) = self.secrets.get(field)
            {
                // EXPOSE: the secret stands in the person's own file in plain text; that file gets it without its white space.
                changes.set(self.entry, field, Value::text(secret.expose()));
            }
        }
        Ok(())
    }

    fn placed(self, positions: &Positions) -> Vec<MendedFinding> {
        let Mended { entry, before, mended, .. } = self;
        let placed = mended.into_iter().map(|finding| {
            let at = place(positions, entry, &before, &finding.field);
            MendedFinding { slug: before.slug.clone(), placed: PlacedFinding { finding, at } }
        });
        placed.collect()
    }
}

/// Returns the text with the sources as they are after their fixes. A source that cannot be changed in place stays as it
/// is as a whole, since a list that names a new entry must not be written without that; these are returned too.
fn made_in_place(
    text: &str,
    document: &Document,
    sources: &[Mended],
) -> Result<(String, BTreeSet<usize>), BlueprintError> {
    let mut untouched = BTreeSet::new();
    // Each round leaves more sources alone; a mapping that two share moves to the second when the first is left alone.
    for _ in 0..MOST_ROUNDS {
        let mut changes = Changes::of(document);
        for source in sources.iter().filter(|source| !untouched.contains(&source.entry)) {
            source.add_to(&mut changes)?;
        }
        let changes = changes.into_vec();
        if changes.is_empty() {
            break;
        }
        let Edited { text: edited, refused } = edit(text, &changes)?;
        if refused.is_empty() {
            return Ok((edited, untouched));
        }
        untouched.extend(refused.iter().filter_map(|(index, _)| match changes.get(*index)? {
            Change::Set { entry, .. } | Change::Insert { entry, .. } => Some(*entry),
        }));
    }
    Ok((text.to_owned(), sources.iter().map(|source| source.entry).collect()))
}

/// Applies fixes to a draft until none changes anything. Returns the findings that they mended.
fn mend(
    draft: &mut Draft,
    secrets: &mut Secrets,
    lint: impl Fn(&Draft, &Secrets) -> Vec<Finding>,
    may_mend: impl Fn(&Finding) -> bool,
) -> Result<Vec<Finding>, Problem> {
    let mut mended: Vec<Finding> = Vec::new();
    for _ in 0..MOST_ROUNDS {
        let is_new = |finding: &Finding| !mended.iter().any(|known| known == finding);
        let found = lint(draft, secrets)
            .into_iter()
            .find(|finding| finding.fix.is_some() && may_mend(finding) && is_new(finding));
        let Some(finding) = found else { break };
        match &finding.fix {
            Some(Fix::TrimSecret { field }) => trim(secrets, field),
            Some(fix) => lint::apply(fix, draft)?,
            None => {}
        }
        mended.push(finding);
    }
    // What a fix did not help is not mended.
    let left = lint(draft, secrets);
    mended.retain(|finding| !left.contains(finding));
    Ok(mended)
}

fn trim(secrets: &mut Secrets, field: &str) {
    // EXPOSE: the text is copied without its white space into the secret that replaces it; nobody sees it.
    let trimmed = secrets.get(field).map(|secret| secret.expose().split_whitespace().collect::<String>());
    if let Some(text) = trimmed {
        secrets.set(field, Secret::new(text));
    }
}
