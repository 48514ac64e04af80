//! The commands about the network. The web UI names no file: the one with authorities is chosen in a dialog.

use desk_app::{DraftId, NetworkNeeds, NetworkSettings, NetworkView, Problem};

use super::Desks;

/// Returns which hosts a login of a draft needs. Nothing is contacted.
#[tauri::command]
#[specta::specta]
pub async fn network_needs(desk: Desks<'_>, id: DraftId) -> Result<NetworkNeeds, Problem> {
    desk.network_needs(&id)
}

/// Tries whether the hosts that a draft's login needs can be reached. It contacts them.
#[tauri::command]
#[specta::specta]
pub async fn check_network(desk: Desks<'_>, id: DraftId) -> Result<NetworkView, Problem> {
    desk.check_network(&id).await
}

/// Stops the check of the network that runs.
#[tauri::command]
#[specta::specta]
pub async fn stop_network_check(desk: Desks<'_>) -> Result<(), Problem> {
    desk.stop_network_check();
    Ok(())
}

/// Chooses a proxy: an address, `none`, or nothing for what the environment or the system says.
#[tauri::command]
#[specta::specta]
pub async fn set_proxy(desk: Desks<'_>, proxy: Option<String>) -> Result<NetworkSettings, Problem> {
    desk.set_proxy(proxy)
}

/// Chooses which hosts may be on this computer or in a private network.
#[tauri::command]
#[specta::specta]
pub async fn set_private_hosts(desk: Desks<'_>, hosts: Vec<String>) -> Result<NetworkSettings, Problem> {
    desk.set_private_hosts(&hosts)
}

/// Asks for a file with authorities that are believed beside the system's.
#[tauri::command]
#[specta::specta]
pub async fn choose_ca_file(desk: Desks<'_>) -> Result<NetworkSettings, Problem> {
    desk.choose_ca_file()
}

/// Believes the system's authorities only.
#[tauri::command]
#[specta::specta]
pub async fn forget_ca_file(desk: Desks<'_>) -> Result<NetworkSettings, Problem> {
    desk.forget_ca_file()
}
