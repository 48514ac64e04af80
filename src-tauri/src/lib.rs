//! Source Desk's window: the only package that may name tauri.
//!
//! [`commands`] wraps each use case of the app in one line, [`command_table`] lists them once. From that list come the
//! permissions, the TypeScript client in `ui/src/ipc/generated.ts`, and, in tests, an HTTP bridge that serves the same
//! commands to a plain browser. [`run`] opens the window.
//!
//! Deliberately not here: anything that a use case decides. The web view has no permission of Tauri's own: it cannot
//! read files, start programs or reach the network; dialogs are opened from Rust.

mod alert;
pub mod backup_commands;
mod clipboard;
pub mod commands;
mod host;
mod login_window;
mod menu;
mod start;

use std::sync::Arc;

use desk_app::Desk;
use tauri::Runtime;

pub use alert::tell;
pub use host::DesktopHost;
pub use start::run;

include!("command_names.rs");

/// Returns the one table of commands.
pub fn command_table<R: Runtime>() -> tauri_specta::Builder<R> {
    tauri_specta::Builder::<R>::new().disable_serde_phases().commands(tauri_specta::collect_commands![
        commands::app_facts,
        commands::set_locale,
        commands::list_types,
        commands::list_fields,
        commands::form_fields,
        commands::list_drafts,
        commands::create_draft,
        commands::show_draft,
        commands::save_draft,
        commands::history::merge_draft,
        commands::history::draft_history,
        commands::history::compare_revisions,
        commands::history::restore_revision,
        commands::apply_fix,
        commands::copy_draft,
        commands::delete_draft,
        commands::list_mappings,
        commands::show_mapping,
        commands::create_mapping,
        commands::save_mapping,
        commands::copy_mapping,
        commands::delete_mapping,
        commands::undo,
        commands::redo,
        commands::vault::set_secret,
        commands::vault::forget_secret,
        commands::vault::reveal_secret,
        commands::vault::copy_secret,
        commands::vault::vault,
        commands::vault::begin_vault,
        commands::vault::begin_recovery_key,
        commands::vault::begin_renewal,
        commands::vault::confirm_setup,
        commands::vault::cancel_setup,
        commands::vault::unlock_with_keychain,
        commands::vault::unlock_with_passphrase,
        commands::vault::unlock_with_recovery_key,
        commands::vault::lock_vault,
        commands::vault::stay_open,
        commands::vault::set_auto_lock,
        commands::vault::set_passphrase,
        commands::vault::add_keychain,
        commands::vault::remove_slot,
        commands::vault::discard_vault,
        commands::vault::keychain_answers,
        commands::preview,
        commands::show_callback,
        commands::compare_registered,
        commands::set_step,
        commands::set_brand_hosts,
        commands::test_login::rehearsal_choices,
        commands::test_login::start_rehearsal,
        commands::test_login::start_test_login,
        commands::test_login::test_login_preparation,
        commands::test_login::open_page,
        commands::test_login::paste_landing,
        commands::test_login::watch_operation,
        commands::test_login::phone,
        commands::test_login::cancel_operation,
        commands::test_run::test_runs,
        commands::test_run::test_run,
        commands::test_run::compare_test_runs,
        commands::test_run::save_test_run,
        commands::test_run::delete_test_run,
        commands::lab::lab_offers,
        commands::lab::lab_run,
        commands::lab::lab_all_modes,
        commands::lab::lab_open_directory,
        commands::lab::lab_pull_directory,
        commands::lab::lab_close_directory,
        commands::lab::lab_open_people,
        commands::lab::save_lab_people,
        commands::lab::recipes,
        commands::lab::mapping_words,
        commands::lab::lint_expression,
        commands::network::network_needs,
        commands::network::check_network,
        commands::network::stop_network_check,
        commands::network::set_proxy,
        commands::network::set_private_hosts,
        commands::network::choose_ca_file,
        commands::network::forget_ca_file,
        commands::export_blueprint,
        commands::save_blueprint,
        commands::explain,
        commands::list_explanations,
        commands::choose_imports,
        commands::import_blueprints,
        commands::choose_metadata,
        commands::view_metadata,
        commands::prefill,
        backup_commands::list_backups,
        backup_commands::back_up,
        backup_commands::compare_backup,
        backup_commands::restore_backup,
        backup_commands::check_up,
        backup_commands::check_store,
        backup_commands::show_recovery,
        backup_commands::recover_store,
        commands::sharing::preview_bundle,
        commands::sharing::save_bundle,
        commands::sharing::check_bundle_passphrase,
        commands::sharing::choose_bundle,
        commands::sharing::unlock_bundle,
        commands::sharing::report,
        commands::server::list_servers,
        commands::server::add_server,
        commands::server::change_server,
        commands::server::remove_server,
        commands::server::accept_server,
        commands::server::check_server,
        commands::server::pin_certificate,
        commands::server::choose_server_authorities,
        commands::server::pull_sources,
        commands::server::draw_planned_login_page,
        commands::server::examine_flows,
        commands::server::list_login_pages,
        commands::server::show_plan,
        commands::server::show_rollback,
        commands::server::save_plan,
        commands::server::start_apply,
        commands::server::watch_apply,
        commands::server::cancel_apply,
        commands::server::push_runs,
        commands::server::check_drift,
        commands::server::known_drift,
    ])
}

/// The label of the one window that has commands.
pub(crate) const MAIN_WINDOW: &str = "main";

/// Gives an application the commands and the desk that they work on. The real window and the tests' bridge both start here.
///
/// Tauri asks the capability first; that only the main window is answered at all is said here once more, because a login
/// window shows a stranger's page.
pub fn with_commands<R: Runtime>(builder: tauri::Builder<R>, desk: Arc<Desk>) -> tauri::Builder<R> {
    let handler = command_table::<R>().invoke_handler();
    builder
        .invoke_handler(move |invoke| invoke.message.webview_ref().label() == MAIN_WINDOW && handler(invoke))
        .manage(desk)
}

#[cfg(test)]
mod tests;
