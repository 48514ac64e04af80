//! The commands about test logins: rehearsals and those at real providers.

use desk_app::{
    DraftId, OperationView, PhoneAction, Problem, RehearsalChoices, RehearsalOptions, TestLoginPreparation,
    TestLoginRequest,
};

use super::Desks;

/// Returns who may log in and what may go wrong in a rehearsal.
#[tauri::command]
#[specta::specta]
pub async fn rehearsal_choices(desk: Desks<'_>, source_type: String) -> Result<RehearsalChoices, Problem> {
    Ok(desk.rehearsal_choices(&source_type))
}

/// Starts a test login at the real provider and returns the operation's id.
#[tauri::command]
#[specta::specta]
pub async fn start_test_login(
    desk: Desks<'_>,
    id: DraftId,
    request: TestLoginRequest,
) -> Result<String, Problem> {
    desk.start_test_login(&id, request).await
}

/// Returns what has to be prepared by hand for a real test login.
#[tauri::command]
#[specta::specta]
pub async fn test_login_preparation(
    desk: Desks<'_>,
    id: DraftId,
    port: u16,
) -> Result<TestLoginPreparation, Problem> {
    desk.test_login_preparation(&id, port)
}

/// Opens the page that a real test login waits for in the person's browser.
#[tauri::command]
#[specta::specta]
pub async fn open_page(desk: Desks<'_>, operation: String) -> Result<(), Problem> {
    desk.open_page(&operation)
}

/// Gives a test login the address that the person's browser landed on.
#[tauri::command]
#[specta::specta]
pub async fn paste_landing(desk: Desks<'_>, operation: String, address: String) -> Result<(), Problem> {
    desk.paste_landing(&operation, address).await
}

/// Starts a rehearsal and returns the operation's id.
#[tauri::command]
#[specta::specta]
pub async fn start_rehearsal(
    desk: Desks<'_>,
    id: DraftId,
    options: RehearsalOptions,
) -> Result<String, Problem> {
    desk.start_rehearsal(&id, options)
}

/// Returns what is new in an operation; waits up to a second for it.
#[tauri::command]
#[specta::specta]
pub async fn watch_operation(
    desk: Desks<'_>,
    operation: String,
    after: u32,
) -> Result<OperationView, Problem> {
    desk.watch_operation(&operation, after).await
}

/// Lets the simulated phone act.
#[tauri::command]
#[specta::specta]
pub async fn phone(desk: Desks<'_>, operation: String, action: PhoneAction) -> Result<(), Problem> {
    desk.phone(&operation, action).await
}

/// Cancels an operation.
#[tauri::command]
#[specta::specta]
pub async fn cancel_operation(desk: Desks<'_>, operation: String) -> Result<(), Problem> {
    desk.cancel_operation(&operation)
}
