//! The commands of the mapping lab. What runs mappings does so on a thread that may wait.

use std::sync::Arc;

use desk_app::{
    Desk, DraftId, ExpressionFinding, LabDirectory, LabOffers, LabRequest, LabRun, MappingList, MappingWords,
    PeopleView, PredictionView, Problem, Protocol, Recipe,
};

use super::Desks;

/// Returns what the lab has for a source, and makes its engine ready.
#[tauri::command]
#[specta::specta]
pub async fn lab_offers(desk: Desks<'_>, draft: DraftId) -> Result<LabOffers, Problem> {
    waiting(&desk, move |desk| desk.lab_offers(&draft)).await
}

/// Runs the mappings of a source for one person, and says what authentik would do then.
#[tauri::command]
#[specta::specta]
pub async fn lab_run(desk: Desks<'_>, request: LabRequest) -> Result<LabRun, Problem> {
    waiting(&desk, move |desk| desk.lab_run(&request)).await
}

/// Says what authentik would do with one person in each of the 5 × 3 matching modes.
#[tauri::command]
#[specta::specta]
pub async fn lab_all_modes(desk: Desks<'_>, request: LabRequest) -> Result<Vec<PredictionView>, Problem> {
    waiting(&desk, move |desk| desk.lab_all_modes(&request)).await
}

/// Asks for a file with users, which predictions look into from now on.
#[tauri::command]
#[specta::specta]
pub async fn lab_open_directory(desk: Desks<'_>) -> Result<Option<LabDirectory>, Problem> {
    waiting(&desk, Desk::lab_open_directory).await
}

/// Takes the users of a server, and their connections with a source, which predictions look into from now on.
#[tauri::command]
#[specta::specta]
pub async fn lab_pull_directory(
    desk: Desks<'_>,
    server: String,
    draft: DraftId,
) -> Result<LabDirectory, Problem> {
    desk.lab_pull_directory(&server, &draft).await
}

/// Forgets the users.
#[tauri::command]
#[specta::specta]
pub async fn lab_close_directory(desk: Desks<'_>) -> Result<(), Problem> {
    desk.lab_close_directory();
    Ok(())
}

/// Asks for a file with people, and says what authentik would do with each.
#[tauri::command]
#[specta::specta]
pub async fn lab_open_people(desk: Desks<'_>, request: LabRequest) -> Result<Option<PeopleView>, Problem> {
    waiting(&desk, move |desk| desk.lab_open_people(&request)).await
}

/// Asks where to save what was said of people, and saves it there.
#[tauri::command]
#[specta::specta]
pub async fn save_lab_people(desk: Desks<'_>) -> Result<Option<String>, Problem> {
    desk.save_lab_people()
}

/// Returns the mappings that one can start from for a source.
#[tauri::command]
#[specta::specta]
pub async fn recipes(desk: Desks<'_>, draft: DraftId) -> Result<Vec<Recipe>, Problem> {
    desk.recipes(&draft)
}

/// Returns the names that a mapping of a kind can use.
#[tauri::command]
#[specta::specta]
pub async fn mapping_words(
    desk: Desks<'_>,
    kind: Protocol,
    list: MappingList,
) -> Result<MappingWords, Problem> {
    Ok(desk.mapping_words(kind, list))
}

/// Returns what is wrong with the text of a mapping, as far as that can be told without running it.
#[tauri::command]
#[specta::specta]
pub async fn lint_expression(
    desk: Desks<'_>,
    kind: Protocol,
    list: MappingList,
    name: String,
    expression: String,
) -> Result<Vec<ExpressionFinding>, Problem> {
    Ok(desk.lint_expression(kind, list, &name, &expression))
}

/// Does something that may take seconds where it holds up nobody else.
async fn waiting<T: Send + 'static>(
    desk: &Arc<Desk>,
    work: impl FnOnce(&Desk) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let desk = Arc::clone(desk);
    let done = tauri::async_runtime::spawn_blocking(move || work(&desk)).await;
    done.unwrap_or_else(|error| Err(Problem::new("internal").detailed(error.to_string())))
}
