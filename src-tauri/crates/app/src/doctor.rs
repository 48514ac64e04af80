//! Whether the data folder is well.

use std::path::{Path, PathBuf};

use desk_model::DraftId;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::desk::Desk;
use crate::problem::Problem;

/// One check of the data folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Check {
    /// What was checked: `home`, `database`, `integrity`, `drafts`, `secrets`. `doctor-NAME` has its words.
    pub name: String,
    /// Whether it is well.
    pub ok: bool,
    /// What was found: a path, a number, a reason.
    pub detail: String,
}

/// All checks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Checkup {
    /// The checks, in order.
    pub checks: Vec<Check>,
}

impl Checkup {
    /// Returns whether everything is well.
    pub fn is_well(&self) -> bool {
        self.checks.iter().all(|check| check.ok)
    }
}

impl Desk {
    /// Checks the data folder. It changes nothing but making the folder and database where there are none yet.
    pub fn doctor(&self) -> Checkup {
        let check = |name: &str, ok: bool, detail: String| Check { name: name.to_owned(), ok, detail };
        let mut checks = vec![check("home", true, self.host.home().display().to_string())];
        match self.with_store(|store| store.health()) {
            Ok(health) => {
                checks.push(check(
                    "database",
                    true,
                    format!(
                        "{} · {} B · schema {}",
                        health.database.display(),
                        health.size_bytes,
                        health.schema
                    ),
                ));
                checks.push(check("integrity", health.integrity.is_empty(), health.integrity.join("; ")));
                checks.push(check("drafts", true, health.n_drafts.to_string()));
            }
            Err(problem) => {
                checks.push(check("database", false, crate::words::problem(self.locale(), &problem)))
            }
        }
        // Nothing in this version can put a secret on the disk; the check says so instead of leaving it open.
        checks.push(check("secrets", true, crate::words::any(self.locale(), "doctor-secrets-memory")));
        Checkup { checks }
    }

    /// Writes a backup of the drafts and returns its path. Without a path it goes into the folder of backups.
    pub fn backup(&self, path: Option<&Path>) -> Result<PathBuf, Problem> {
        self.with_store(|store| store.backup(path.map(Path::to_path_buf)))
    }
}

impl From<desk_store::StoreError> for Problem {
    fn from(error: desk_store::StoreError) -> Problem {
        use desk_store::StoreError as E;
        let show = |path: &Path| path.display().to_string();
        match error {
            E::NotFound { subject } => Problem::about("draft-not-found", subject),
            E::SlugTaken { slug } => Problem::about("slug-taken", slug),
            E::IdTaken { id } => Problem::about("internal", id),
            E::Conflict { slug, expected, found } => Problem::about("draft-conflict", slug)
                .with("expected", expected.to_string())
                .with("found", found.to_string()),
            E::RevisionNotFound { slug, number, newest } => Problem::about("revision-not-found", slug)
                .with("revision", number.to_string())
                .with("newest", newest.to_string()),
            E::MappingNotFound { subject } => Problem::about("mapping-not-found", subject),
            E::MappingNameTaken { name, kind } => {
                Problem::about("mapping-name-taken", name).with("kind", kind.name())
            }
            E::MappingConflict { name, expected, found } => Problem::about("mapping-conflict", name)
                .with("expected", expected.to_string())
                .with("found", found.to_string()),
            E::MappingDiffers { name, kind, used_by } => Problem::about("mapping-differs", name)
                .with("kind", kind.name())
                .with("sources", if used_by.is_empty() { "none".to_owned() } else { used_by.join(", ") }),
            E::Unreadable(draft) => {
                let DraftId(id) = draft.id;
                Problem::about("draft-unreadable", draft.slug)
                    .with("why", crate::drafts::unreadable_why(draft.why))
                    .detailed(id)
            }
            E::Newer { found, known, backups } => Problem::new("store-newer")
                .with("found", found.to_string())
                .with("known", known.to_string())
                .with("backups", show(&backups)),
            E::NotOurs { database } => Problem::about("store-not-ours", show(&database)),
            E::Corrupt { database, backups } => {
                Problem::about("store-corrupt", show(&database)).with("backups", show(&backups))
            }
            E::SymbolicLink { path } => Problem::about("store-unsafe-home", show(&path)),
            E::HomeOpenToOthers { home } => Problem::about("store-unsafe-home", show(&home)),
            E::Exists { path } => Problem::about("file-exists", show(&path)),
            E::Busy => Problem::new("store-busy").retryable(),
            E::Full => Problem::new("store-full").retryable(),
            E::ReadOnly { database } => Problem::about("store-read-only", show(&database)),
            E::Io { path, kind } => {
                Problem::about("store-io", show(&path)).detailed(kind.to_string()).retryable()
            }
            E::Sqlite { code, detail } => {
                Problem::new("internal").detailed(format!("SQLite {code}: {detail}"))
            }
        }
    }
}
