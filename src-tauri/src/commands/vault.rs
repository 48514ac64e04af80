//! The commands about secrets and the vault that keeps them.

use desk_app::{
    CopiedView, DraftId, DraftView, Event, Problem, RevealedView, Secret, SetupKind, SetupView, VaultView,
};

use super::Desks;

/// Keeps a secret: in the vault, or in memory while there is none.
#[tauri::command]
#[specta::specta]
pub async fn set_secret(
    desk: Desks<'_>,
    id: DraftId,
    field: String,
    text: String,
) -> Result<DraftView, Problem> {
    desk.set_secret(&id, &field, Secret::new(text))
}

/// Forgets a secret.
#[tauri::command]
#[specta::specta]
pub async fn forget_secret(desk: Desks<'_>, id: DraftId, field: String) -> Result<DraftView, Problem> {
    desk.forget_secret(&id, &field)
}

/// Shows a secret to the person who asked for it.
#[tauri::command]
#[specta::specta]
pub async fn reveal_secret(desk: Desks<'_>, id: DraftId, field: String) -> Result<RevealedView, Problem> {
    desk.reveal_secret(&id, &field)
}

/// Copies a secret to the clipboard for half a minute, without the web view seeing it.
#[tauri::command]
#[specta::specta]
pub async fn copy_secret(desk: Desks<'_>, id: DraftId, field: String) -> Result<CopiedView, Problem> {
    desk.copy_secret(&id, &field)
}

/// Returns how the vault is; the first time the keychain is asked to open it.
#[tauri::command]
#[specta::specta]
pub async fn vault(desk: Desks<'_>) -> Result<VaultView, Problem> {
    desk.vault()
}

/// Makes the recovery key of a vault that is to be, and tells it.
#[tauri::command]
#[specta::specta]
pub async fn begin_vault(
    desk: Desks<'_>,
    keychain: bool,
    passphrase: Option<String>,
) -> Result<SetupView, Problem> {
    desk.begin_setup(SetupKind::New { keychain, passphrase: passphrase.map(Secret::new) })
}

/// Makes a new recovery key, and tells it.
#[tauri::command]
#[specta::specta]
pub async fn begin_recovery_key(desk: Desks<'_>) -> Result<SetupView, Problem> {
    desk.begin_setup(SetupKind::RecoveryKey)
}

/// Seals every secret anew with a new data key, and tells the new recovery key.
#[tauri::command]
#[specta::specta]
pub async fn begin_renewal(
    desk: Desks<'_>,
    keychain: bool,
    passphrase: Option<String>,
) -> Result<SetupView, Problem> {
    desk.begin_setup(SetupKind::Renew { keychain, passphrase: passphrase.map(Secret::new) })
}

/// Stores what was begun, now that two groups of the recovery key were typed back.
#[tauri::command]
#[specta::specta]
pub async fn confirm_setup(desk: Desks<'_>, typed: String) -> Result<VaultView, Problem> {
    desk.confirm_setup(&Secret::new(typed))
}

/// Drops what was begun.
#[tauri::command]
#[specta::specta]
pub async fn cancel_setup(desk: Desks<'_>) -> Result<(), Problem> {
    desk.cancel_setup();
    Ok(())
}

/// Opens the vault with this computer's keychain.
#[tauri::command]
#[specta::specta]
pub async fn unlock_with_keychain(desk: Desks<'_>) -> Result<VaultView, Problem> {
    desk.unlock_with_keychain()
}

/// Opens the vault with its passphrase.
#[tauri::command]
#[specta::specta]
pub async fn unlock_with_passphrase(desk: Desks<'_>, passphrase: String) -> Result<VaultView, Problem> {
    desk.unlock_with_passphrase(&Secret::new(passphrase))
}

/// Opens the vault with its recovery key.
#[tauri::command]
#[specta::specta]
pub async fn unlock_with_recovery_key(desk: Desks<'_>, recovery_key: String) -> Result<VaultView, Problem> {
    desk.unlock_with_recovery_key(&Secret::new(recovery_key))
}

/// Locks the vault.
#[tauri::command]
#[specta::specta]
pub async fn lock_vault(desk: Desks<'_>) -> Result<VaultView, Problem> {
    desk.lock_vault()
}

/// Says that the person is active, which puts off the automatic lock.
#[tauri::command]
#[specta::specta]
pub async fn stay_open(desk: Desks<'_>) -> Result<(), Problem> {
    desk.hear(Event::Activity);
    Ok(())
}

/// Chooses after how many minutes without activity the vault locks.
#[tauri::command]
#[specta::specta]
pub async fn set_auto_lock(desk: Desks<'_>, minutes: u32) -> Result<VaultView, Problem> {
    desk.set_auto_lock(minutes)
}

/// Gives the vault a passphrase, in place of the one that it has.
#[tauri::command]
#[specta::specta]
pub async fn set_passphrase(desk: Desks<'_>, passphrase: String) -> Result<VaultView, Problem> {
    desk.set_passphrase(&Secret::new(passphrase))
}

/// Lets this computer's keychain open the vault.
#[tauri::command]
#[specta::specta]
pub async fn add_keychain(desk: Desks<'_>) -> Result<VaultView, Problem> {
    desk.add_keychain()
}

/// Takes a way into the vault away.
#[tauri::command]
#[specta::specta]
pub async fn remove_slot(desk: Desks<'_>, id: String) -> Result<VaultView, Problem> {
    desk.remove_slot(&id)
}

/// Returns whether this computer has a keychain that answers.
#[tauri::command]
#[specta::specta]
pub async fn keychain_answers(desk: Desks<'_>) -> Result<bool, Problem> {
    Ok(desk.keychain_answers())
}

/// Gives up a vault that nothing opens any more, with every secret in it. A backup is made first.
#[tauri::command]
#[specta::specta]
pub async fn discard_vault(desk: Desks<'_>) -> Result<VaultView, Problem> {
    desk.discard_vault()
}
