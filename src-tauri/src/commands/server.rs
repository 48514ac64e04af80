//! The commands about servers. Only `start_apply` changes anything on one.

use desk_app::{
    DriftView, FlowFinding, NewServer, PlanRequest, PlanView, PlannedLoginPage, Problem, PulledView,
    PushRunView, PushView, Secret, ServerChange, ServerCheckView, ServerColour, ServerView,
};

use super::Desks;

/// Returns the servers by name. Nothing is contacted.
#[tauri::command]
#[specta::specta]
pub async fn list_servers(desk: Desks<'_>) -> Result<Vec<ServerView>, Problem> {
    desk.list_servers()
}

/// Adds a server. Nothing is contacted.
#[tauri::command]
#[specta::specta]
#[expect(
    clippy::too_many_arguments,
    reason = "each is a field of the form, and the client calls it by its name"
)]
pub async fn add_server(
    desk: Desks<'_>,
    name: String,
    url: String,
    production: bool,
    colour: ServerColour,
    ca: String,
    pin: String,
    token: Option<String>,
) -> Result<ServerView, Problem> {
    desk.add_server(&NewServer { name, url, production, colour, ca, pin, token: token.map(typed) })
}

/// Changes a server. Without a token the one that there is stays, as long as the address does.
#[tauri::command]
#[specta::specta]
#[expect(
    clippy::too_many_arguments,
    reason = "each is a field of the form, and the client calls it by its name"
)]
pub async fn change_server(
    desk: Desks<'_>,
    name: String,
    url: String,
    production: bool,
    colour: ServerColour,
    ca: String,
    pin: String,
    token: Option<String>,
) -> Result<ServerView, Problem> {
    let (url, production, colour) = (Some(url), Some(production), Some(colour));
    let (ca, pin) = (Some(ca), Some(pin));
    desk.change_server(&name, &ServerChange { url, production, colour, ca, pin, token: token.map(typed) })
}

/// Believes one certificate for a server from now on, by its fingerprint, which a person has compared. Nothing is contacted.
#[tauri::command]
#[specta::specta]
pub async fn pin_certificate(desk: Desks<'_>, name: String, pin: String) -> Result<ServerView, Problem> {
    desk.change_server(&name, &ServerChange { pin: Some(pin), ..ServerChange::default() })
}

/// Forgets a server and its token.
#[tauri::command]
#[specta::specta]
pub async fn remove_server(desk: Desks<'_>, name: String) -> Result<(), Problem> {
    desk.remove_server(&name)
}

/// Accepts that a server was set up anew.
#[tauri::command]
#[specta::specta]
pub async fn accept_server(desk: Desks<'_>, name: String) -> Result<ServerCheckView, Problem> {
    desk.accept_server(&name).await
}

/// Checks a server. It contacts it.
#[tauri::command]
#[specta::specta]
pub async fn check_server(desk: Desks<'_>, name: String) -> Result<ServerCheckView, Problem> {
    desk.check_server(&name).await
}

/// Asks for a file with authorities and returns its text.
#[tauri::command]
#[specta::specta]
pub async fn choose_server_authorities(desk: Desks<'_>) -> Result<Option<String>, Problem> {
    desk.choose_server_authorities()
}

/// Makes drafts of a server's sources: all, or those with the given slugs. It contacts the server.
#[tauri::command]
#[specta::specta]
pub async fn pull_sources(
    desk: Desks<'_>,
    name: String,
    slugs: Vec<String>,
    replace: bool,
) -> Result<PulledView, Problem> {
    desk.pull(&name, &slugs, replace).await
}

/// Looks at the flows of a server's sources. It contacts the server and changes nothing on it.
#[tauri::command]
#[specta::specta]
pub async fn examine_flows(desk: Desks<'_>, name: String) -> Result<Vec<FlowFinding>, Problem> {
    desk.examine_flows(&name, &[]).await
}

/// Returns a server's login pages as they are. It contacts the server and changes nothing on it.
#[tauri::command]
#[specta::specta]
pub async fn list_login_pages(desk: Desks<'_>, name: String) -> Result<Vec<PlannedLoginPage>, Problem> {
    desk.login_pages(&name).await
}

/// Makes a plan. It contacts the server.
#[tauri::command]
#[specta::specta]
pub async fn show_plan(desk: Desks<'_>, request: PlanRequest) -> Result<PlanView, Problem> {
    desk.show_plan(&request).await
}

/// Makes the plan that takes a run back. It contacts the server.
#[tauri::command]
#[specta::specta]
pub async fn show_rollback(desk: Desks<'_>, run: u32, over_changes: bool) -> Result<PlanView, Problem> {
    desk.show_rollback(run, over_changes).await
}

/// Draws the login page as it will be after a plan that was shown.
#[tauri::command]
#[specta::specta]
pub async fn draw_planned_login_page(
    desk: Desks<'_>,
    plan: String,
    dark: bool,
    narrow: bool,
) -> Result<Option<String>, Problem> {
    desk.draw_planned_login_page(&plan, dark, narrow)
}

/// Asks where to save a plan for the command line and saves it there.
#[tauri::command]
#[specta::specta]
pub async fn save_plan(desk: Desks<'_>, plan: String) -> Result<Option<String>, Problem> {
    desk.save_plan(&plan)
}

/// Starts to execute a plan that was shown, and returns the id to watch it by.
#[tauri::command]
#[specta::specta]
pub async fn start_apply(
    desk: Desks<'_>,
    plan: String,
    typed_host: Option<String>,
) -> Result<String, Problem> {
    desk.start_apply(&plan, typed_host)
}

/// Returns how far an apply is; waits up to a second for news.
#[tauri::command]
#[specta::specta]
pub async fn watch_apply(desk: Desks<'_>, operation: String, after: u32) -> Result<PushView, Problem> {
    desk.watch_apply(&operation, after).await
}

/// Stops an apply before its next request.
#[tauri::command]
#[specta::specta]
pub async fn cancel_apply(desk: Desks<'_>, operation: String) -> Result<(), Problem> {
    desk.cancel_apply(&operation)
}

/// Returns the runs, the newest first.
#[tauri::command]
#[specta::specta]
pub async fn push_runs(desk: Desks<'_>) -> Result<Vec<PushRunView>, Problem> {
    desk.push_runs()
}

/// Looks where drafts and a server differ. It contacts the server.
#[tauri::command]
#[specta::specta]
pub async fn check_drift(desk: Desks<'_>, name: String) -> Result<DriftView, Problem> {
    desk.check_drift(&name).await
}

/// Returns what was found of drift the last time. Nothing is contacted.
#[tauri::command]
#[specta::specta]
pub async fn known_drift(desk: Desks<'_>) -> Result<Vec<DriftView>, Problem> {
    desk.known_drift()
}

/// A token as it was typed or pasted: a line end comes along, and no token has white space.
fn typed(token: String) -> Secret {
    Secret::new(token.trim().to_owned())
}
