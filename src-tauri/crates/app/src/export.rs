//! A draft as a file for authentik, or for a tool that looks after it.

mod formats;
mod runbook;
mod source_stage;

use std::fs::{self, File, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use desk_blueprint::BlueprintError;
use desk_messages::{id, text};
use desk_model::{Draft, DraftId, Version, lint};
use serde::{Deserialize, Serialize};
use specta::Type;

pub use self::formats::{ExportFindingView, ExportFormat, ExportedFileView};
pub use self::source_stage::SourceStageRequest;
use crate::desk::Desk;
use crate::problem::Problem;
use crate::words;

/// How a blueprint gets at a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum SecretStyle {
    /// It reads a file on authentik's server and worker.
    File,
    /// It reads an environment variable of authentik's server and worker.
    Env,
    /// It reads the context of the blueprint instance.
    Context,
    /// The secret stands in the file.
    Inline,
}

/// What to export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct ExportRequest {
    /// What the drafts become.
    #[serde(default)]
    pub format: ExportFormat,
    /// How the blueprint, or what stands for it, gets at the secret.
    pub secrets: SecretStyle,
    /// The identification stage whose login page gets the button; `None` leaves the login page alone.
    pub login_page: Option<String>,
    /// The enterprise Source Stage that a blueprint also makes; `None` makes none.
    #[serde(default)]
    pub source_stage: Option<SourceStageRequest>,
    /// The authentik version that the file is for; `None` takes each draft's own.
    #[serde(default)]
    pub target: Option<Version>,
}

/// What drafts became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ExportView {
    /// The text of the file; of the first, if there are several.
    pub text: String,
    /// A name for the file.
    pub file_name: String,
    /// Every file, if there are several; otherwise nothing.
    pub files: Vec<ExportedFileView>,
    /// The secrets that must be at hand where authentik applies it.
    pub needed_secrets: Vec<NeededSecretView>,
    /// What the format cannot take.
    pub findings: Vec<ExportFindingView>,
}

/// A secret that a blueprint refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NeededSecretView {
    /// The source's slug.
    pub slug: String,
    /// The field.
    pub field: String,
    /// Where it is looked for: a path, the name of a variable, a key of the context, a Secret and its key.
    pub reference: String,
}

impl Desk {
    /// Returns stored drafts as a blueprint or in another format.
    pub fn export_blueprint(&self, ids: &[DraftId], request: &ExportRequest) -> Result<ExportView, Problem> {
        let mut drafts = Vec::new();
        for id in ids {
            drafts.push(self.with_store(|store| store.get(id))?.draft);
        }
        self.export_drafts(&drafts, request)
    }

    /// Returns drafts as a blueprint or in another format.
    pub fn export_drafts(&self, drafts: &[Draft], request: &ExportRequest) -> Result<ExportView, Problem> {
        let Some(first) = drafts.first() else {
            return Err(Problem::new("export-nothing"));
        };
        let source_stage = source_stage::read(request)?;
        for draft in drafts {
            self.require_acceptable(draft)?;
            if matches!(request.secrets, SecretStyle::Inline) {
                self.require_readable(draft)?;
            }
        }
        let secrets = match request.secrets {
            SecretStyle::File => {
                desk_blueprint::SecretStyle::File { directory: desk_blueprint::SECRETS_DIRECTORY.to_owned() }
            }
            SecretStyle::Env => desk_blueprint::SecretStyle::Env,
            SecretStyle::Context => desk_blueprint::SecretStyle::Context,
            SecretStyle::Inline => desk_blueprint::SecretStyle::Inline,
        };
        let at_hand = drafts.iter().map(|draft| (draft.id.clone(), self.secrets_of(&draft.id))).collect();
        let options = desk_blueprint::Options {
            secrets,
            at_hand,
            target: request.target,
            login_page: request.login_page.clone(),
            source_stage,
            comments: formats::blueprint_comments(request),
        };
        let references: Vec<&Draft> = drafts.iter().collect();
        if request.format != ExportFormat::Blueprint {
            return self.export_format(&references, request, options);
        }
        let blueprint = desk_blueprint::write(&references, &options)?;
        let findings = formats::blueprint_findings(self.locale(), &references, &options);
        let needed_secrets = blueprint
            .secrets
            .into_iter()
            .map(|secret| NeededSecretView {
                slug: secret.slug,
                field: secret.field,
                reference: reference(secret.reference),
            })
            .collect();
        let stem = if drafts.len() == 1 && desk_model::slug::is_valid(&first.slug) {
            first.slug.as_str()
        } else {
            "sources"
        };
        Ok(ExportView {
            text: blueprint.text,
            file_name: format!("{stem}.blueprint.yaml"),
            files: Vec::new(),
            needed_secrets,
            findings,
        })
    }

    /// Asks where to save a file of a stored draft's export, and saves it there: the first, or the one with a name.
    /// `None`: the person closed the dialog.
    pub fn save_blueprint(
        &self,
        draft: &DraftId,
        request: &ExportRequest,
        file_name: Option<&str>,
    ) -> Result<Option<String>, Problem> {
        let export = self.export_blueprint(std::slice::from_ref(draft), request)?;
        let named = export.files.iter().find(|file| Some(file.file_name.as_str()) == file_name);
        let (name, content) = match named {
            Some(file) => (&file.file_name, &file.text),
            None => (&export.file_name, &export.text),
        };
        let title = match request.format {
            ExportFormat::Blueprint => text(self.locale(), id::DIALOG_SAVE_BLUEPRINT, &[]),
            _ => text(self.locale(), id::DIALOG_SAVE_EXPORT, &[("file", name)]),
        };
        let Some(path) = self.host.choose_save_path(&title, name) else {
            return Ok(None);
        };
        save(&path, content)?;
        Ok(Some(path.display().to_string()))
    }

    pub(crate) fn require_acceptable(&self, draft: &Draft) -> Result<(), Problem> {
        let is_refused = |code: &str| lint::rule(code).is_some_and(|rule| rule.is_refused);
        let findings = self.findings(draft).into_iter().filter(|finding| is_refused(&finding.code));
        let reasons: Vec<String> =
            findings.map(|finding| words::finding(self.locale(), &finding).what).collect();
        if reasons.is_empty() {
            return Ok(());
        }
        Err(Problem::about("export-invalid", &draft.slug).detailed(reasons.join("; ")))
    }
}

fn reference(reference: desk_blueprint::SecretReference) -> String {
    match reference {
        desk_blueprint::SecretReference::File { path } => path,
        desk_blueprint::SecretReference::Env { name } => name,
        desk_blueprint::SecretReference::Context { key } => key,
    }
}

/// Writes a file as a whole: a reader sees the old one or the new one. Only the person who writes may read it.
pub fn save(path: &Path, text: &str) -> Result<(), Problem> {
    write_whole(path, text.as_bytes(), None).map_err(|error| not_written(path, &error))
}

/// Writes a new file; one that is there stays as it is. Only the person who writes may read it.
pub(crate) fn save_new(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Problem::about("file-exists", path.display().to_string()),
        _ => not_written(path, &error),
    })?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| sync_folder(path));
    written.map_err(|error| {
        // Half a file is of no use to anybody; the first error is the one to tell.
        let _ = fs::remove_file(path);
        not_written(path, &error)
    })
}

pub(crate) fn not_written(path: &Path, error: &io::Error) -> Problem {
    Problem::about("file-not-written", path.display().to_string()).detailed(error.to_string()).retryable()
}

/// Writes a file as a whole. Without permissions only the person who writes may read it.
pub(crate) fn write_whole(path: &Path, bytes: &[u8], permissions: Option<Permissions>) -> io::Result<()> {
    let name = path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidFilename))?;
    let mut new_name = name.to_os_string();
    new_name.push(format!(".{}.tmp", std::process::id()));
    let new = path.with_file_name(new_name);
    let written = write_new(&new, bytes)
        .and_then(|()| permissions.map_or(Ok(()), |permissions| fs::set_permissions(&new, permissions)))
        .and_then(|()| fs::rename(&new, path))
        .and_then(|()| sync_folder(path));
    if written.is_err() {
        // The first error is the one to tell; a file that was never made cannot be removed either.
        let _ = fs::remove_file(&new);
    }
    written
}

fn write_new(path: &PathBuf, bytes: &[u8]) -> io::Result<()> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes the new name durable where a folder can be flushed; elsewhere the file system does it in its own time.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        File::open(parent.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}

impl From<BlueprintError> for Problem {
    fn from(error: BlueprintError) -> Problem {
        match error {
            BlueprintError::SecretMissing { slug, field } => {
                Problem::about("export-secret-missing", slug).with("field", field)
            }
            BlueprintError::InvalidFields { slug, errors } => {
                let reasons: Vec<String> = errors.iter().map(ToString::to_string).collect();
                Problem::about("export-invalid", slug).detailed(reasons.join("; "))
            }
            BlueprintError::UnknownType { slug, source_type } => {
                Problem::about("type-unknown", source_type).detailed(slug)
            }
            BlueprintError::NotInVersion { slug, source_type, version } => {
                Problem::about("type-not-in-version", source_type)
                    .with("version", version.name())
                    .detailed(slug)
            }
            BlueprintError::NoSourceStage { slug } => Problem::about("source-stage-kind", slug),
            BlueprintError::SeveralSourceStages => Problem::new("source-stage-several"),
            BlueprintError::DuplicateSlug { slug } => Problem::about("export-not-together", slug),
            BlueprintError::MappingConflict { name } => Problem::about("export-not-together", name),
            unreadable => crate::blueprint_file::unreadable(unreadable, None),
        }
    }
}
