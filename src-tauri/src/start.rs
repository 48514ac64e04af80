//! Opens the window.

use std::path::PathBuf;
use std::sync::{Arc, Weak};
use std::time::Duration;

use desk_app::messages::{id, text};
use desk_app::{Desk, Event, Locale};
use tauri::{AppHandle, Manager as _, RunEvent, WebviewUrl, WebviewWindowBuilder};

use crate::host::DesktopHost;
use crate::{menu, with_commands};

/// Opens Source Desk and returns when its window is closed.
///
/// # Errors
/// The text, in the person's language, says why no window can be opened and what to do.
pub fn run(home: Option<PathBuf>) -> Result<(), String> {
    let locale = DesktopHost::system_language();
    let home = home.ok_or_else(|| text(locale, id::START_NO_HOME, &[]))?;
    if !has_display() {
        return Err(text(locale, id::START_NO_DISPLAY, &[]));
    }
    let host = Arc::new(DesktopHost::new(home));
    let desk = Arc::new(Desk::new(host.clone()));
    let spoken = desk.locale();
    let builder = tauri::Builder::default()
        // First of all plugins, so that a second start reaches nothing else.
        .plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| focus(app)))
        .plugin(tauri_plugin_dialog::init());
    let ending = Arc::clone(&desk);
    tick(Arc::downgrade(&desk));
    with_commands(builder, desk)
        .setup(move |app| {
            app.set_menu(menu::build(app.handle(), spoken)?)?;
            open_main_window(app.handle(), spoken)?;
            host.attach(app.handle().clone());
            Ok(())
        })
        .build(tauri::generate_context!())
        .map_err(|error| text(locale, id::START_FAILED, &[("detail", &error.to_string())]))?
        .run(move |_app, event| {
            if matches!(event, RunEvent::Exit) {
                ending.hear(Event::Quit);
            }
        });
    Ok(())
}

/// How often the desk looks whether its vault is to be locked, or a copied secret to be cleared.
const TICK: Duration = Duration::from_secs(1);

/// Tells the desk that time passes, until it is gone.
fn tick(desk: Weak<Desk>) {
    let ticking = std::thread::Builder::new().name("tick".to_owned()).spawn(move || {
        while let Some(desk) = desk.upgrade() {
            desk.hear(Event::Tick);
            drop(desk);
            std::thread::sleep(TICK);
        }
    });
    // Without the thread the vault still locks at the next action after its time.
    drop(ticking);
}

fn open_main_window(app: &AppHandle, locale: Locale) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title(text(locale, id::WINDOW_TITLE, &[]))
        .inner_size(1280.0, 860.0)
        .min_inner_size(1024.0, 640.0)
        .build()?;
    Ok(())
}

/// Brings the window to the front, where a second start finds one that is open.
fn focus(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // A window manager may refuse any of these; the window is then still open.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Returns whether there is a display. Without one GTK would end the program without a word.
fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
