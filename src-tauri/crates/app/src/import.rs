//! Blueprints into drafts: first read and shown, then imported as the person chose.
//!
//! What was read stays in memory between the two steps, so that a window never has to be given the text of a file, and
//! a secret that stood in one goes nowhere else. Nothing is resolved: a tag stays the tag that it was.

mod bundled;
mod compare;
mod file;
mod outcome;
mod views;

use std::collections::BTreeMap;

use desk_blueprint::{Drafted, DraftedSource};
use desk_messages::{id, text};
use desk_model::{Draft, DraftId, Secrets, Version, slug};
use desk_store::{StoreError, Stored, Summary};

use crate::desk::{Desk, lock};
use crate::host::OpenRequest;
use crate::problem::Problem;

use compare::Knows;

pub(crate) use bundled::BundledSource;
pub use file::ImportFile;
pub use views::{
    BundleOrigin, ExistingView, ImportAction, ImportChoice, ImportFileView, ImportPreview, ImportResult,
    ImportSourceView, ImportStanding, ImportedView, KeptView, SkippedView, WhySkipped,
};

/// Files that were read and wait for the person's choices.
pub(crate) struct Reading {
    id: String,
    files: Vec<ReadFile>,
    /// Where it is from, if it was a bundle and not blueprints.
    bundle: Option<BundleOrigin>,
}

struct ReadFile {
    name: String,
    /// What became of the file, or why nothing did.
    drafted: Result<Read, Problem>,
}

struct Read {
    drafted: Drafted,
    /// Whether the file has a head that no draft carries.
    loses_head: bool,
    knows: Knows,
    /// What is known of the drafts of a bundle beyond that.
    bundled: bundled::Beyond,
}

impl Desk {
    /// Asks which blueprints to read, and reads them. `None`: the person closed the dialog.
    pub fn choose_imports(&self) -> Result<Option<ImportPreview>, Problem> {
        let request = OpenRequest {
            title: text(self.locale(), id::IMPORT_DIALOG, &[]),
            filter: "YAML",
            extensions: &["yaml", "yml"],
            several: true,
        };
        let paths = self.host.choose_open_paths(&request);
        if paths.is_empty() {
            return Ok(None);
        }
        let files = paths.iter().map(|path| ImportFile::read(path)).collect();
        self.read_imports(files, Version::default()).map(Some)
    }

    /// Reads blueprints and tells what would become of them. Nothing is stored.
    ///
    /// A file that cannot be read has its problem in the answer; the others are read all the same.
    /// `target` is the authentik version that the drafts are for, which a blueprint does not say.
    pub fn read_imports(&self, files: Vec<ImportFile>, target: Version) -> Result<ImportPreview, Problem> {
        let reading = Reading {
            id: DraftId::from_random(self.random()).0,
            files: files.into_iter().map(|file| self.read_one(file, target)).collect(),
            bundle: None,
        };
        self.show_reading(reading)
    }

    /// Keeps what was read, and tells what would become of it.
    fn show_reading(&self, reading: Reading) -> Result<ImportPreview, Problem> {
        let mut seen = Vec::new();
        let mut views = Vec::new();
        for file in &reading.files {
            views.push(self.file_view(file, &mut seen)?);
        }
        let (id, bundle) = (reading.id.clone(), reading.bundle.clone());
        let preview = ImportPreview { reading: id, bundle, files: views };
        *lock(&self.reading) = Some(reading);
        Ok(preview)
    }

    /// Imports what was read, each source as chosen; one without a choice as the preview proposed. Each draft is one
    /// step that [`Desk::undo`] takes back. What was read is forgotten afterwards.
    ///
    /// Before more than one source is imported, a backup is made.
    ///
    /// Errors: `import-gone` if other files were read since; the backup's own. What stops one draft does not stop the others; it is
    /// among the skipped, with its problem.
    pub fn import(&self, reading: &str, choices: &[ImportChoice]) -> Result<ImportResult, Problem> {
        let is_many = |known: &Reading| {
            known
                .files
                .iter()
                .flat_map(|file| &file.drafted)
                .map(|read| read.drafted.drafts.len())
                .sum::<usize>()
                > 1
        };
        if lock(&self.reading).as_ref().is_some_and(is_many) {
            self.backup_before_many()?;
        }
        let mut slot = lock(&self.reading);
        let Some(reading) = slot.take_if(|known| known.id == reading) else {
            return Err(Problem::new("import-gone"));
        };
        drop(slot);
        let mut result = ImportResult { is_bundle: reading.bundle.is_some(), ..ImportResult::default() };
        for file in reading.files {
            match file.drafted {
                Ok(read) => self.import_one(&file.name, read, choices, &mut result)?,
                Err(problem) => result.skipped.push(outcome::skipped_file(&file.name, problem)),
            }
        }
        Ok(result)
    }

    fn read_one(&self, file: ImportFile, target: Version) -> ReadFile {
        let ImportFile { name, text } = file;
        let drafted = text.and_then(|text| {
            let document = desk_blueprint::read(&text).map_err(|error| file::unreadable(&name, error))?;
            let drafted = self.drafted(&document, target);
            let is_carried = drafted.drafts.iter().any(|source| !source.draft.kept.head.is_empty());
            let loses_head = !is_carried && (document.context.is_some() || !document.rest.is_empty());
            Ok(Read { drafted, loses_head, knows: Knows::Blueprint, bundled: bundled::Beyond::default() })
        });
        ReadFile { name, drafted }
    }

    fn file_view(&self, file: &ReadFile, seen: &mut Vec<String>) -> Result<ImportFileView, Problem> {
        let name = file.name.clone();
        let read = match &file.drafted {
            Ok(read) => read,
            Err(problem) => return Ok(ImportFileView::unreadable(name, problem.clone())),
        };
        let mut sources = Vec::new();
        for source in &read.drafted.drafts {
            let is_repeated = seen.contains(&source.draft.slug);
            sources.push(self.source_view(source, read, is_repeated)?);
            seen.push(source.draft.slug.clone());
        }
        Ok(ImportFileView {
            kept: read.kept(&name).into_iter().map(|(_, view)| view).collect(),
            left_out: read.left_out(&name),
            name,
            problem: None,
            sources,
        })
    }

    fn source_view(
        &self,
        source: &DraftedSource,
        read: &Read,
        is_repeated: bool,
    ) -> Result<ImportSourceView, Problem> {
        let draft = &source.draft;
        let (standing, existing) = if slug::is_valid(&draft.slug) {
            self.standing(draft, is_repeated, read.knows)?
        } else {
            (ImportStanding::InvalidSlug, None)
        };
        let problem = self.mapping_problem(draft)?;
        let action = if problem.is_some() { ImportAction::Skip } else { outcome::proposed(standing) };
        Ok(ImportSourceView {
            key: draft.id.0.clone(),
            entry: outcome::number(source.entry),
            source_type: draft.source_type.clone(),
            name: draft.name.clone(),
            slug: draft.slug.clone(),
            differences: existing
                .as_ref()
                .map(|stored| compare::differences(draft, &stored.draft, read.knows))
                .unwrap_or_default(),
            existing: existing.map(|stored| ExistingView::of(&stored)),
            action,
            standing,
            mappings: outcome::mapping_names(draft),
            secrets: secret_fields(draft, &source.secrets),
            dropped: source.dropped.clone(),
            not_judged: source.not_judged.clone(),
            n_kept: read.n_kept(source),
            problem,
        })
    }

    /// Returns what the store will say of the first mapping of a draft whose name belongs to another one.
    fn mapping_problem(&self, draft: &Draft) -> Result<Option<Problem>, Problem> {
        let Some(kind) = draft.kind().map(|kind| kind.protocol) else { return Ok(None) };
        for mapping in draft.user_property_mappings.iter().chain(&draft.group_property_mappings) {
            let known = match self.with_store(|store| store.find_mapping(&mapping.name)) {
                Ok(known) => known,
                Err(problem) if problem.code == "mapping-not-found" => continue,
                Err(problem) => return Err(problem),
            };
            if known.kind != kind || known.mapping != *mapping {
                let used_by = known.used_by.into_iter().map(|draft| draft.slug).collect();
                let name = mapping.name.clone();
                return Ok(Some(StoreError::MappingDiffers { name, kind: known.kind, used_by }.into()));
            }
        }
        Ok(None)
    }

    fn standing(
        &self,
        draft: &Draft,
        is_repeated: bool,
        knows: Knows,
    ) -> Result<(ImportStanding, Option<Stored>), Problem> {
        let mut is_unreadable = false;
        let existing = self.with_store(|store| match store.find(&draft.slug) {
            Ok(stored) => Ok(Some(stored)),
            Err(StoreError::NotFound { .. }) => Ok(None),
            Err(StoreError::Unreadable(_)) => {
                is_unreadable = true;
                Ok(None)
            }
            Err(error) => Err(error),
        })?;
        let standing = match &existing {
            _ if is_unreadable => ImportStanding::Unreadable,
            Some(stored) if compare::differences(draft, &stored.draft, knows).is_empty() => {
                ImportStanding::Same
            }
            Some(_) => ImportStanding::Differs,
            None if is_repeated => ImportStanding::Repeated,
            None => ImportStanding::New,
        };
        Ok((standing, existing))
    }

    fn import_one(
        &self,
        file: &str,
        read: Read,
        choices: &[ImportChoice],
        result: &mut ImportResult,
    ) -> Result<(), Problem> {
        let kept = read.kept(file);
        result.skipped.extend(read.left_out(file));
        let mut slugs = BTreeMap::new();
        for (place, source) in read.drafted.drafts.iter().enumerate() {
            let draft = &source.draft;
            let chosen = choices.iter().find(|choice| choice.key == draft.id.0).map(|choice| choice.action);
            let (standing, existing) = if slug::is_valid(&draft.slug) {
                self.standing(draft, false, read.knows)?
            } else {
                (ImportStanding::InvalidSlug, None)
            };
            let action = chosen.unwrap_or_else(|| outcome::proposed(standing));
            if action == ImportAction::Skip {
                let why = outcome::why_skipped(standing, chosen.is_some());
                result.skipped.push(outcome::skipped_source(file, source, why, None));
                if why == WhySkipped::Same {
                    // That draft keeps the same entries already.
                    slugs.insert(place, draft.slug.clone());
                }
                continue;
            }
            match self.store_source(draft, action, existing, read.knows) {
                Ok(stored) => {
                    self.take_secrets(&stored.draft.id, draft, &source.secrets);
                    let mut view = outcome::imported(file, source, &stored, action);
                    view.secrets = secret_fields(draft, &source.secrets);
                    view.n_kept = read.n_kept(source);
                    result.imported.push(view);
                    slugs.insert(place, stored.draft.slug);
                }
                Err(problem) => {
                    let why = WhySkipped::Problem;
                    result.skipped.push(outcome::skipped_source(file, source, why, Some(problem)));
                }
            }
        }
        for (place, view) in kept {
            match slugs.get(&place) {
                Some(slug) => result.kept.push(KeptView { slug: slug.clone(), ..view }),
                None => result.skipped.push(outcome::skipped_with_source(view)),
            }
        }
        Ok(())
    }

    fn store_source(
        &self,
        draft: &Draft,
        action: ImportAction,
        existing: Option<Stored>,
        knows: Knows,
    ) -> Result<Stored, Problem> {
        match (action, existing) {
            (ImportAction::Replace, Some(stored)) => {
                let draft = compare::over(draft, &stored.draft, knows);
                self.with_store(|store| store.save_as(&draft, stored.revision, Some(&Summary::Imported)))
            }
            (ImportAction::Copy, _) => self.insert_as_copy(draft),
            // Nothing is there to be replaced any more, so the draft is a new one.
            _ => {
                if !slug::is_valid(&draft.slug) {
                    return Err(Problem::about("slug-invalid", &draft.slug));
                }
                let renewed = Draft { id: DraftId::from_random(self.random()), ..draft.clone() };
                self.with_store(|store| match store.insert_as(draft, &Summary::Imported) {
                    // A draft of a bundle brings its identity along, which somebody else may have had sooner.
                    Err(StoreError::IdTaken { .. }) => store.insert_as(&renewed, &Summary::Imported),
                    stored => stored,
                })
            }
        }
    }

    /// Stores a draft under its slug with a number behind it.
    fn insert_as_copy(&self, draft: &Draft) -> Result<Stored, Problem> {
        let view = self.insert_with_free_slug(draft.clone(), &Summary::Imported)?;
        self.with_store(|store| store.get(&view.draft.id))
    }

    fn take_secrets(&self, id: &DraftId, draft: &Draft, secrets: &Secrets) {
        for field in draft.kind().into_iter().flat_map(desk_model::SourceType::secrets) {
            if let Some(secret) = secrets.get(field.name) {
                self.take_over_secret(id, field.name, secret);
            }
        }
    }
}

/// Returns the secret fields that stood in the file in plain text.
fn secret_fields(draft: &Draft, secrets: &Secrets) -> Vec<String> {
    let fields = draft.kind().into_iter().flat_map(desk_model::SourceType::secrets);
    fields.filter(|field| secrets.get(field.name).is_some()).map(|field| field.name.to_owned()).collect()
}
