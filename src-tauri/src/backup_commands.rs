//! The commands about backups and a damaged database: one line each, as in [`crate::commands`].
//!
//! The web UI names a backup by its file name, so it can point at nothing but what is in the folder of backups.

use std::sync::Arc;

use desk_app::{BackupDifference, BackupList, Checkup, Desk, Problem, RecoveryView, SwappedView};
use tauri::State;

type Desks<'a> = State<'a, Arc<Desk>>;

/// Returns the backups, the newest first.
#[tauri::command]
#[specta::specta]
pub async fn list_backups(desk: Desks<'_>) -> Result<BackupList, Problem> {
    desk.backups()
}

/// Makes a backup, and returns the backups.
#[tauri::command]
#[specta::specta]
pub async fn back_up(desk: Desks<'_>) -> Result<BackupList, Problem> {
    desk.backup(None)?;
    desk.backups()
}

/// Returns how the drafts differ from a backup.
#[tauri::command]
#[specta::specta]
pub async fn compare_backup(desk: Desks<'_>, name: String) -> Result<BackupDifference, Problem> {
    desk.compare_backup(&desk.backup_named(&name)?)
}

/// Puts a backup in the place of the drafts, which are kept.
#[tauri::command]
#[specta::specta]
pub async fn restore_backup(desk: Desks<'_>, name: String) -> Result<SwappedView, Problem> {
    desk.restore_backup(&desk.backup_named(&name)?)
}

/// Checks the data folder.
#[tauri::command]
#[specta::specta]
pub async fn check_up(desk: Desks<'_>) -> Result<Checkup, Problem> {
    Ok(desk.doctor())
}

/// Checks every page of the database; a damaged one is a problem.
#[tauri::command]
#[specta::specta]
pub async fn check_store(desk: Desks<'_>) -> Result<(), Problem> {
    desk.check_store()
}

/// Returns the ways out of a damaged database. None if it is sound.
#[tauri::command]
#[specta::specta]
pub async fn show_recovery(desk: Desks<'_>) -> Result<Option<RecoveryView>, Problem> {
    match desk.check_store() {
        Ok(()) => Ok(None),
        Err(problem) if problem.code == "store-corrupt" => desk.recovery().map(Some),
        Err(problem) => Err(problem),
    }
}

/// Puts what can be read of a damaged database in its place. The damaged file is kept.
#[tauri::command]
#[specta::specta]
pub async fn recover_store(desk: Desks<'_>) -> Result<SwappedView, Problem> {
    desk.recover(None).map(|(_, swapped)| swapped)
}
