//! The commands about bundles, and the diagnostics report.

use desk_app::{
    BundleOpened, BundleOpener, BundleProtection, BundleView, DraftId, ImportPreview, Problem, Secret,
};

use super::Desks;

/// Returns what a bundle of a draft would hold, without its secrets.
#[tauri::command]
#[specta::specta]
pub async fn preview_bundle(desk: Desks<'_>, id: DraftId) -> Result<BundleView, Problem> {
    desk.preview_bundle(&[id])
}

/// Asks where to save a bundle of a draft and saves it there: redacted, or with its secrets for whoever has the
/// passphrase or the recipient's key.
#[tauri::command]
#[specta::specta]
pub async fn save_bundle(
    desk: Desks<'_>,
    id: DraftId,
    passphrase: Option<String>,
    recipient: Option<String>,
) -> Result<Option<String>, Problem> {
    let protection = passphrase
        .map(|text| BundleProtection::Passphrase(Secret::new(text)))
        .or_else(|| recipient.map(|text| BundleProtection::Recipients(vec![text])));
    desk.save_bundle(&[id], protection.as_ref())
}

/// Refuses a passphrase that would be guessed too soon.
#[tauri::command]
#[specta::specta]
pub async fn check_bundle_passphrase(desk: Desks<'_>, passphrase: String) -> Result<(), Problem> {
    desk.check_bundle_passphrase(&Secret::new(passphrase))
}

/// Asks which bundle to open, and tells what would become of its sources or what unlocks it.
#[tauri::command]
#[specta::specta]
pub async fn choose_bundle(desk: Desks<'_>) -> Result<Option<BundleOpened>, Problem> {
    desk.choose_bundle()
}

/// Unlocks the bundle that was opened last, with what it wants.
#[tauri::command]
#[specta::specta]
pub async fn unlock_bundle(
    desk: Desks<'_>,
    bundle: String,
    passphrase: Option<String>,
    identity: Option<String>,
) -> Result<ImportPreview, Problem> {
    let opener = match identity {
        Some(text) => BundleOpener::Identity(Secret::new(text)),
        None => BundleOpener::Passphrase(Secret::new(passphrase.unwrap_or_default())),
    };
    desk.unlock_bundle(&bundle, &opener)
}

/// Returns the diagnostics report, which names nobody.
#[tauri::command]
#[specta::specta]
pub async fn report(desk: Desks<'_>) -> Result<String, Problem> {
    Ok(desk.report())
}
