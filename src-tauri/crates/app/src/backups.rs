//! Backups, and a damaged database: what there is, how it differs, what to do with it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use desk_store::{BackupFile, BackupState, Difference, DraftMark, Recovered, Swapped};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::desk::Desk;
use crate::drafts::rfc3339;
use crate::problem::Problem;

/// A backup in the folder of backups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BackupView {
    /// The file's name, by which it is restored.
    pub name: String,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// Its size in bytes, as a person reads it: `1.2 MB`.
    pub size: String,
    /// How many drafts it has. None if it cannot be restored.
    pub n_drafts: Option<u32>,
    /// Why it cannot be restored: `newer`, `not-ours`, `damaged`.
    pub why_not: Option<String>,
}

/// The backups, and where they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BackupList {
    /// The folder.
    pub folder: String,
    /// The newest first.
    pub backups: Vec<BackupView>,
    /// Why the backup of the day could not be made, if that is so.
    pub problem: Option<Problem>,
}

/// Says which draft it is and how new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DraftMarkView {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// How often it was written.
    pub revision: u32,
    /// When it was last written, RFC 3339.
    pub updated_at: String,
}

/// A draft that both databases have, but not the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ChangedMarkView {
    /// As it is here.
    pub here: DraftMarkView,
    /// As it is in the backup.
    pub there: DraftMarkView,
}

/// How what is here differs from a backup.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
pub struct BackupDifference {
    /// Drafts that the backup lacks, by slug.
    pub only_here: Vec<DraftMarkView>,
    /// Drafts that only the backup has, by slug.
    pub only_there: Vec<DraftMarkView>,
    /// Drafts that both have, but not the same.
    pub changed: Vec<ChangedMarkView>,
}

/// What can be read of a damaged database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RecoveredView {
    /// How many drafts.
    pub n_drafts: u32,
    /// Drafts whose newest revision cannot be read; they have an older one.
    pub older: Vec<DraftMarkView>,
    /// Drafts of which it cannot be told whether they had been deleted.
    pub brought_back: Vec<DraftMarkView>,
    /// Drafts of which nothing can be read.
    pub lost: Vec<DraftMarkView>,
    /// Whether undo still reaches as far back as before.
    pub keeps_undo: bool,
}

/// A backup, and how what can be read of the database differs from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BackupChoice {
    /// The backup.
    pub backup: BackupView,
    /// Here: what can be read of the database.
    pub difference: BackupDifference,
}

/// The ways out of a damaged database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RecoveryView {
    /// The damaged file.
    pub database: String,
    /// What can be read of it; none if nothing.
    pub recovered: Option<RecoveredView>,
    /// Why nothing can be read of it.
    pub problem: Option<Problem>,
    /// The backups that can be restored, the newest first.
    pub backups: Vec<BackupChoice>,
}

/// What took the database's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SwappedView {
    /// How many drafts there are now.
    pub n_drafts: u32,
    /// Where what was there before is kept. None if there was nothing.
    pub kept: Option<String>,
}

impl Desk {
    /// Writes a backup of the drafts and returns its path. Without a path it goes into the folder of backups.
    pub fn backup(&self, path: Option<&Path>) -> Result<PathBuf, Problem> {
        let written = self.with_store(|store| store.backup(path.map(Path::to_path_buf)))?;
        if path.is_none() {
            self.set_backup_problem(None);
        }
        Ok(written)
    }

    /// Makes a backup before many drafts are changed at once, if there is something that no backup has.
    pub(crate) fn backup_before_many(&self) -> Result<(), Problem> {
        self.with_store(|store| store.backup_before_many()).map(|_| ())
    }

    /// Returns the backups, the newest first. It works with a damaged database, too.
    pub fn backups(&self) -> Result<BackupList, Problem> {
        let home = self.host.home();
        let backups = desk_store::backups(&home)?;
        Ok(BackupList {
            folder: home.join("backups").display().to_string(),
            backups: backups.iter().map(BackupView::of).collect(),
            problem: self.backup_problem(),
        })
    }

    /// Returns how the drafts differ from a backup.
    pub fn compare_backup(&self, path: &Path) -> Result<BackupDifference, Problem> {
        let there = desk_store::drafts_in_backup(path)?;
        let here = self.with_store(|store| store.marks())?;
        Ok(BackupDifference::of(Difference::between(&here, &there)))
    }

    /// Puts a backup in the database's place. What was there is kept.
    ///
    /// Errors: `backup-unusable`, `store-in-use`; every error leaves everything as it was.
    pub fn restore_backup(&self, path: &Path) -> Result<SwappedView, Problem> {
        let swapped = self.without_store(|options| desk_store::restore(options, path))?;
        self.vault_may_be_another();
        Ok(SwappedView::of(&swapped))
    }

    /// Returns the path of a backup by its name.
    ///
    /// Errors: `backup-gone`.
    pub fn backup_named(&self, name: &str) -> Result<PathBuf, Problem> {
        let known = desk_store::backups(&self.host.home())?.into_iter().map(|backup| backup.path);
        let mut named = known.filter(|path| file_name(path) == name);
        named.next().ok_or_else(|| Problem::about("backup-gone", name))
    }

    /// Checks every page of the database. It takes its time, but nobody has to wait for it: it works on a connection of
    /// its own.
    ///
    /// Errors: `store-corrupt` if the database is damaged.
    pub fn check_store(&self) -> Result<(), Problem> {
        let health = desk_store::Store::open(self.store_options())?.health()?;
        if health.integrity.is_empty() {
            return Ok(());
        }
        let backups = self.host.home().join("backups").display().to_string();
        let problem = Problem::about("store-corrupt", health.database.display().to_string());
        Err(problem.with("backups", backups).detailed(health.integrity.join("; ")))
    }

    /// Reads what can be read of the database, and compares it with the backups. Nothing is changed.
    pub fn recovery(&self) -> Result<RecoveryView, Problem> {
        let home = self.host.home();
        let found = self.without_store(|options| desk_store::recover(options, None, false));
        let (recovered, problem) = match found {
            Ok(recovered) => (Some(recovered), None),
            Err(problem) if problem.code == "store-corrupt" => (None, Some(problem)),
            Err(problem) => return Err(problem),
        };
        let here = recovered.as_ref().map(|recovered| recovered.drafts.as_slice()).unwrap_or_default();
        let mut backups = Vec::new();
        for backup in desk_store::backups(&home)? {
            let Ok(there) = desk_store::drafts_in_backup(&backup.path) else { continue };
            let difference = BackupDifference::of(Difference::between(here, &there));
            backups.push(BackupChoice { backup: BackupView::of(&backup), difference });
        }
        Ok(RecoveryView {
            database: home.join("drafts.sqlite3").display().to_string(),
            recovered: recovered.as_ref().map(RecoveredView::of),
            problem,
            backups,
        })
    }

    /// Puts what can be read of the database in its place. The damaged file is kept. `source` is such a file that was
    /// kept before, to be read instead.
    pub fn recover(&self, source: Option<&Path>) -> Result<(RecoveredView, SwappedView), Problem> {
        let recovered = self.without_store(|options| desk_store::recover(options, source, true))?;
        self.vault_may_be_another();
        let swapped =
            recovered.swapped.as_ref().map(SwappedView::of).ok_or_else(|| Problem::new("internal"))?;
        Ok((RecoveredView::of(&recovered), swapped))
    }

    /// Returns the damaged databases that were kept aside, by name.
    pub(crate) fn kept_aside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.host.home()).into_iter().flatten().flatten();
        let is_kept = |name: &String| {
            let beside = ["-wal", "-shm", "-journal"].iter().any(|suffix| name.ends_with(suffix));
            name.starts_with("drafts.sqlite3.corrupt-") && !beside
        };
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.file_name().into_string().ok()).filter(is_kept).collect();
        names.sort();
        names
    }

    pub(crate) fn store_options(&self) -> desk_store::Options {
        let host = Arc::clone(&self.host);
        desk_store::Options {
            home: self.host.home(),
            now: Arc::new(move || host.now()),
            machine: self.host.machine_name(),
        }
    }
}

impl BackupView {
    fn of(backup: &BackupFile) -> BackupView {
        let (n_drafts, why_not) = match backup.state {
            BackupState::Usable { n_drafts, .. } => (Some(n_drafts), None),
            state => (None, Some(why_unusable(state).to_owned())),
        };
        BackupView {
            name: file_name(&backup.path),
            made_at: rfc3339(backup.made_at),
            size: size(backup.size_bytes),
            n_drafts,
            why_not,
        }
    }
}

impl DraftMarkView {
    fn of(mark: DraftMark) -> DraftMarkView {
        let DraftMark { slug, name, revision, updated_at, .. } = mark;
        DraftMarkView { slug, name, revision, updated_at: rfc3339(updated_at) }
    }

    fn all(marks: Vec<DraftMark>) -> Vec<DraftMarkView> {
        marks.into_iter().map(DraftMarkView::of).collect()
    }
}

impl BackupDifference {
    fn of(difference: Difference) -> BackupDifference {
        let Difference { only_here, only_there, changed } = difference;
        let changed = changed
            .into_iter()
            .map(|(here, there)| ChangedMarkView {
                here: DraftMarkView::of(here),
                there: DraftMarkView::of(there),
            })
            .collect();
        BackupDifference {
            only_here: DraftMarkView::all(only_here),
            only_there: DraftMarkView::all(only_there),
            changed,
        }
    }
}

impl RecoveredView {
    fn of(recovered: &Recovered) -> RecoveredView {
        RecoveredView {
            n_drafts: u32::try_from(recovered.drafts.len()).unwrap_or(u32::MAX),
            older: DraftMarkView::all(recovered.older.clone()),
            brought_back: DraftMarkView::all(recovered.brought_back.clone()),
            lost: DraftMarkView::all(recovered.lost.clone()),
            keeps_undo: recovered.keeps_undo,
        }
    }
}

impl SwappedView {
    fn of(swapped: &Swapped) -> SwappedView {
        let kept = swapped.kept.as_ref().map(|path| path.display().to_string());
        SwappedView { n_drafts: swapped.n_drafts, kept }
    }
}

/// Returns the word for why a backup cannot be restored; `backup-why-WORD` says it in full.
pub(crate) fn why_unusable(state: BackupState) -> &'static str {
    match state {
        BackupState::Newer { .. } => "newer",
        BackupState::NotOurs => "not-ours",
        BackupState::Damaged | BackupState::Usable { .. } => "damaged",
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Returns a size as a person reads it: in kB, or MB with one decimal.
fn size(bytes: u64) -> String {
    const KILO: u64 = 1000;
    const MEGA: u64 = KILO * KILO;
    match bytes {
        0..MEGA => format!("{} kB", bytes.div_ceil(KILO)),
        _ => format!("{}.{} MB", bytes / MEGA, bytes % MEGA * 10 / MEGA),
    }
}
