//! Whether the data folder is well.

use std::path::Path;

use desk_messages::{id, text};
use desk_model::DraftId;
use desk_store::BackupState;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::desk::Desk;
use crate::place::{RiskyPlace, risky_place};
use crate::problem::Problem;

/// One check of the data folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Check {
    /// What was checked: `home`, `place`, `database`, `integrity`, `drafts`, `backups`, `kept`, `secrets`. `doctor-NAME`
    /// has its words.
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
    /// Checks the data folder. It changes nothing but making the folder and database where there are none yet, and the
    /// backup of the day.
    pub fn doctor(&self) -> Checkup {
        let check = |name: &str, ok: bool, detail: String| Check { name: name.to_owned(), ok, detail };
        let home = self.host.home();
        let mut checks = vec![check("home", true, home.display().to_string())];
        checks.extend(risky_place(&home).map(|place| check("place", false, self.place_words(place))));
        // On a connection of its own, so that nobody waits who works with the drafts meanwhile.
        let health = self
            .with_store(|_| Ok(()))
            .and_then(|()| Ok(desk_store::Store::open(self.store_options())?.health()?));
        match health {
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
        checks.push(self.backup_check());
        let kept = self.kept_aside();
        if !kept.is_empty() {
            checks.push(check("kept", true, kept.join(", ")));
        }
        let (is_well, detail) = match self.view_vault() {
            Ok(vault) => (vault.n_odd_slots == 0 && vault.n_unreadable == 0, self.vault_in_words(&vault)),
            Err(problem) => (false, crate::words::problem(self.locale(), &problem)),
        };
        checks.push(check("secrets", is_well, detail));
        Checkup { checks }
    }

    fn backup_check(&self) -> Check {
        let (ok, detail) = match (self.backup_problem(), self.backups()) {
            (Some(problem), _) | (None, Err(problem)) => {
                (false, crate::words::problem(self.locale(), &problem))
            }
            (None, Ok(list)) => {
                let n_backups = list.backups.len().to_string();
                let newest = list.backups.first().map(|backup| format!(" · {}", backup.made_at));
                (true, n_backups + &newest.unwrap_or_default())
            }
        };
        Check { name: "backups".to_owned(), ok, detail }
    }

    fn place_words(&self, place: RiskyPlace) -> String {
        let locale = self.locale();
        match place {
            RiskyPlace::Synchronised(program) => {
                text(locale, id::DOCTOR_PLACE_SYNCHRONISED, &[("program", program)])
            }
            RiskyPlace::Network => text(locale, id::DOCTOR_PLACE_NETWORK, &[]),
        }
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
            E::TestRunNotFound { id } => Problem::about("test-run-not-found", id.to_string()),
            E::ServerNotFound { name } => Problem::about("server-not-known", name),
            E::ServerNameTaken { name } => Problem::about("server-name-taken", name),
            E::PlanUsed { run } => Problem::about("plan-used", run.to_string()),
            E::PushRunNotFound { id } => Problem::about("push-run-not-found", id.to_string()),
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
            E::VaultChanged => Problem::new("vault-changed").retryable(),
            E::Unreadable(draft) => {
                let DraftId(id) = draft.id;
                Problem::about("draft-unreadable", draft.slug)
                    .with("why", crate::drafts::unreadable_why(draft.why))
                    .detailed(id)
            }
            E::Newer { found, known, needed, backups } => Problem::new("store-newer")
                .with("needed", needed.as_deref().unwrap_or("none"))
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
            E::InUse => Problem::new("store-in-use").retryable(),
            E::BackupUnusable { path, state } => Problem::about("backup-unusable", show(&path))
                .with("why", crate::backups::why_unusable(state))
                .with(
                    "needed",
                    if let BackupState::Newer { found, .. } = state {
                        found.to_string()
                    } else {
                        String::new()
                    },
                ),
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
