//! The commands about test logins that were kept.

use desk_app::{DraftId, Problem, TestRunComparison, TestRunFormat, TestRunMarkView, TestRunView};

use super::Desks;

/// Returns the test logins of a draft that were kept, the newest first.
#[tauri::command]
#[specta::specta]
pub async fn test_runs(desk: Desks<'_>, id: DraftId) -> Result<Vec<TestRunMarkView>, Problem> {
    desk.test_runs(&id)
}

/// Returns a test login that was kept.
#[tauri::command]
#[specta::specta]
pub async fn test_run(desk: Desks<'_>, run: u32) -> Result<TestRunView, Problem> {
    desk.test_run(run)
}

/// Compares two test logins that were kept.
#[tauri::command]
#[specta::specta]
pub async fn compare_test_runs(desk: Desks<'_>, a: u32, b: u32) -> Result<TestRunComparison, Problem> {
    desk.compare_test_runs(a, b)
}

/// Asks where to save a test login for other programs and saves it there.
#[tauri::command]
#[specta::specta]
pub async fn save_test_run(
    desk: Desks<'_>,
    run: u32,
    format: TestRunFormat,
) -> Result<Option<String>, Problem> {
    desk.save_test_run(run, format)
}

/// Deletes a test login for good.
#[tauri::command]
#[specta::specta]
pub async fn delete_test_run(desk: Desks<'_>, run: u32) -> Result<(), Problem> {
    desk.delete_test_run(run)
}
