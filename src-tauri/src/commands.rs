//! The commands: one line each. What they take is parsed by serde, what they return is drawn by the web UI.

pub mod history;
pub mod lab;
pub mod network;
pub mod server;
pub mod sharing;
pub mod test_login;
pub mod test_run;
pub mod vault;

use std::sync::Arc;

use desk_app::{
    AppFacts, CallbackView, ChangeView, Comparison, Desk, Draft, DraftId, DraftQuery, DraftView,
    ExplanationView, ExportRequest, ExportView, FieldView, Finding, ImportChoice, ImportPreview,
    ImportResult, ListingView, MappingId, MappingView, PrefillChoice, PrefillPlace, PrefillView, PreviewView,
    Problem, Protocol, SourceTypeView, StepStatus, Version,
};
use tauri::State;

type Desks<'a> = State<'a, Arc<Desk>>;

/// Returns what the program is and where it keeps its data.
#[tauri::command]
#[specta::specta]
pub async fn app_facts(desk: Desks<'_>) -> Result<AppFacts, Problem> {
    Ok(desk.facts())
}

/// Speaks a language from now on: `en` or `zh-CN`.
#[tauri::command]
#[specta::specta]
pub async fn set_locale(desk: Desks<'_>, locale: String) -> Result<(), Problem> {
    desk.set_locale(&locale)
}

/// Returns the kinds of source that a version has; without a version all.
#[tauri::command]
#[specta::specta]
pub async fn list_types(desk: Desks<'_>, target: Option<Version>) -> Result<Vec<SourceTypeView>, Problem> {
    Ok(desk.list_types(target))
}

/// Returns the form of one kind as a version has it.
#[tauri::command]
#[specta::specta]
pub async fn list_fields(
    desk: Desks<'_>,
    source_type: String,
    target: Version,
) -> Result<Vec<FieldView>, Problem> {
    desk.list_fields(&source_type, target)
}

/// Returns the fields of one kind for a form, those that the version lacks included.
#[tauri::command]
#[specta::specta]
pub async fn form_fields(
    desk: Desks<'_>,
    source_type: String,
    target: Version,
) -> Result<Vec<FieldView>, Problem> {
    desk.form_fields(&source_type, target)
}

/// How many drafts a page of the list has.
const PER_PAGE: u32 = 50;

/// Returns a page of the drafts, counted from 0; only those that match a search, only those with a tag.
#[tauri::command]
#[specta::specta]
pub async fn list_drafts(
    desk: Desks<'_>,
    search: Option<String>,
    tag: Option<String>,
    page: Option<u32>,
) -> Result<ListingView, Problem> {
    let search = search.as_deref().unwrap_or_default();
    let offset = page.unwrap_or_default().saturating_mul(PER_PAGE);
    desk.list_page(DraftQuery { search, tag: tag.as_deref(), offset, limit: Some(PER_PAGE) })
}

/// Makes a draft; a slug that is taken gets a number.
#[tauri::command]
#[specta::specta]
pub async fn create_draft(
    desk: Desks<'_>,
    source_type: String,
    name: String,
    slug: String,
) -> Result<DraftView, Problem> {
    desk.create_draft(&source_type, &name, &slug)
}

/// Returns a draft with everything that is derived from it.
#[tauri::command]
#[specta::specta]
pub async fn show_draft(desk: Desks<'_>, id: DraftId) -> Result<DraftView, Problem> {
    desk.show_draft(&id)
}

/// Saves a draft that was changed from a revision.
#[tauri::command]
#[specta::specta]
pub async fn save_draft(desk: Desks<'_>, draft: Draft, revision: u32) -> Result<DraftView, Problem> {
    desk.save_draft(&draft, revision)
}

/// Applies the fix of a finding.
#[tauri::command]
#[specta::specta]
pub async fn apply_fix(desk: Desks<'_>, id: DraftId, finding: Finding) -> Result<DraftView, Problem> {
    desk.apply_fix(&id, &finding)
}

/// Copies a draft under a new name; the slug gets a number.
#[tauri::command]
#[specta::specta]
pub async fn copy_draft(desk: Desks<'_>, id: DraftId, name: String) -> Result<DraftView, Problem> {
    let slug = desk.show_draft(&id)?.draft.slug;
    desk.copy_draft(&id, &name, &slug)
}

/// Deletes a draft; undo brings it back.
#[tauri::command]
#[specta::specta]
pub async fn delete_draft(desk: Desks<'_>, id: DraftId) -> Result<(), Problem> {
    desk.delete_draft(&id)
}

/// Takes the last change back.
#[tauri::command]
#[specta::specta]
pub async fn undo(desk: Desks<'_>) -> Result<Option<ChangeView>, Problem> {
    desk.undo()
}

/// Makes the last undone change again.
#[tauri::command]
#[specta::specta]
pub async fn redo(desk: Desks<'_>) -> Result<Option<ChangeView>, Problem> {
    desk.redo()
}

/// Returns the property mappings in the order of their names, or those that match a search or a kind.
#[tauri::command]
#[specta::specta]
pub async fn list_mappings(
    desk: Desks<'_>,
    search: Option<String>,
    kind: Option<Protocol>,
) -> Result<Vec<MappingView>, Problem> {
    desk.list_mappings(search.as_deref(), kind)
}

/// Returns a property mapping with the sources that use it.
#[tauri::command]
#[specta::specta]
pub async fn show_mapping(desk: Desks<'_>, id: MappingId) -> Result<MappingView, Problem> {
    desk.show_mapping(id)
}

/// Makes a property mapping that no source uses yet.
#[tauri::command]
#[specta::specta]
pub async fn create_mapping(
    desk: Desks<'_>,
    kind: Protocol,
    name: String,
    expression: String,
) -> Result<MappingView, Problem> {
    desk.create_mapping(kind, &name, &expression)
}

/// Saves a property mapping that was changed from a revision, and with it every source that uses it.
#[tauri::command]
#[specta::specta]
pub async fn save_mapping(
    desk: Desks<'_>,
    id: MappingId,
    name: String,
    expression: String,
    revision: u32,
) -> Result<MappingView, Problem> {
    desk.save_mapping(id, &name, &expression, revision)
}

/// Copies a property mapping; a name that is taken gets a number.
#[tauri::command]
#[specta::specta]
pub async fn copy_mapping(desk: Desks<'_>, id: MappingId, name: String) -> Result<MappingView, Problem> {
    desk.copy_mapping(id, &name)
}

/// Deletes a property mapping and takes it out of the sources that use it.
#[tauri::command]
#[specta::specta]
pub async fn delete_mapping(desk: Desks<'_>, id: MappingId) -> Result<MappingView, Problem> {
    desk.delete_mapping(id)
}

/// Returns the callback URL, the requests and the pictures of a draft.
#[tauri::command]
#[specta::specta]
pub async fn preview(desk: Desks<'_>, id: DraftId, dark: bool) -> Result<PreviewView, Problem> {
    desk.preview(&id, None, dark)
}

/// Returns what the other side has to be told about a draft.
#[tauri::command]
#[specta::specta]
pub async fn show_callback(desk: Desks<'_>, id: DraftId) -> Result<CallbackView, Problem> {
    desk.callback(&id)
}

/// Holds what was registered with the provider against what authentik sends.
#[tauri::command]
#[specta::specta]
pub async fn compare_registered(desk: Desks<'_>, id: DraftId, pasted: String) -> Result<Comparison, Problem> {
    desk.compare_registered(&id, &pasted)
}

/// Marks a step of the checklist; without a note the one that is there stays.
#[tauri::command]
#[specta::specta]
pub async fn set_step(
    desk: Desks<'_>,
    id: DraftId,
    step: String,
    status: StepStatus,
    note: Option<String>,
) -> Result<DraftView, Problem> {
    desk.set_step(&id, &step, status, note.as_deref())
}

/// Replaces the hosts of the brands.
#[tauri::command]
#[specta::specta]
pub async fn set_brand_hosts(desk: Desks<'_>, id: DraftId, hosts: Vec<String>) -> Result<DraftView, Problem> {
    desk.set_brand_hosts(&id, &hosts)
}

/// Returns a draft as a blueprint or in another format.
#[tauri::command]
#[specta::specta]
pub async fn export_blueprint(
    desk: Desks<'_>,
    id: DraftId,
    request: ExportRequest,
) -> Result<ExportView, Problem> {
    desk.export_blueprint(&[id], &request)
}

/// Asks where to save a file of a draft's export and saves it there: the first, or the one with a name.
#[tauri::command]
#[specta::specta]
pub async fn save_blueprint(
    desk: Desks<'_>,
    id: DraftId,
    request: ExportRequest,
    file_name: Option<String>,
) -> Result<Option<String>, Problem> {
    desk.save_blueprint(&id, &request, file_name.as_deref())
}

/// Returns what an error means.
#[tauri::command]
#[specta::specta]
pub async fn explain(desk: Desks<'_>, error: String) -> Result<Vec<ExplanationView>, Problem> {
    desk.explain(&error)
}

/// Returns the errors that can be explained: those with all of some words, or of one provider.
#[tauri::command]
#[specta::specta]
pub async fn list_explanations(
    desk: Desks<'_>,
    search: String,
    provider: Option<String>,
) -> Result<Vec<ExplanationView>, Problem> {
    desk.explanations(&search, provider.as_deref())
}

/// Asks which blueprints to read, and tells what would become of them.
#[tauri::command]
#[specta::specta]
pub async fn choose_imports(desk: Desks<'_>) -> Result<Option<ImportPreview>, Problem> {
    desk.choose_imports()
}

/// Imports what was read last, as chosen.
#[tauri::command]
#[specta::specta]
pub async fn import_blueprints(
    desk: Desks<'_>,
    reading: String,
    choices: Vec<ImportChoice>,
) -> Result<ImportResult, Problem> {
    desk.import(&reading, &choices)
}

/// Asks which document to fill a draft from, and tells what the draft would get.
#[tauri::command]
#[specta::specta]
pub async fn choose_metadata(desk: Desks<'_>, id: DraftId) -> Result<Option<PrefillView>, Problem> {
    desk.choose_metadata(&id)
}

/// Returns what a draft would get from another place of the document that was read last.
#[tauri::command]
#[specta::specta]
pub async fn view_metadata(
    desk: Desks<'_>,
    id: DraftId,
    reading: String,
    place: PrefillPlace,
) -> Result<PrefillView, Problem> {
    desk.view_metadata(&id, &reading, place)
}

/// Fills a draft with what was chosen of the document that was read last.
#[tauri::command]
#[specta::specta]
pub async fn prefill(
    desk: Desks<'_>,
    id: DraftId,
    reading: String,
    choice: PrefillChoice,
) -> Result<DraftView, Problem> {
    desk.prefill(&id, &reading, &choice)
}
