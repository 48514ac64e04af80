//! Opens the window.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use desk_app::messages::{id, text};
use desk_app::{Desk, Event, Locale, Problem, words};
use tauri::{AppHandle, Manager as _, RunEvent, WebviewUrl, WebviewWindowBuilder, WindowEvent};

use crate::host::DesktopHost;
use crate::{MAIN_WINDOW, login_window, menu, with_commands};

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
    desk_app::start_log(host.clone(), "desktop");
    desk_app::log_panics(None);
    let desk = Arc::new(Desk::new(host.clone()));
    let spoken = desk.locale();
    // What is wrong with the drafts themselves the window can show; without a folder there is nothing to show.
    desk.check_home().map_err(|problem| about_home(spoken, &problem))?;
    let failed = Arc::new(Mutex::new(None));
    let failure = Arc::clone(&failed);
    let builder = tauri::Builder::default()
        // First of all plugins, so that a second start reaches nothing else.
        .plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| focus(app)))
        .plugin(tauri_plugin_dialog::init());
    let (starting, ending) = (Arc::clone(&desk), Arc::clone(&desk));
    tick(Arc::downgrade(&desk));
    with_commands(builder, desk)
        .setup(move |app| {
            let opened = menu::build(app.handle(), spoken)
                .and_then(|menu| app.set_menu(menu).map(|_| ()))
                .and_then(|()| open_main_window(app.handle(), spoken));
            host.attach(app.handle().clone());
            starting.forget_login_windows();
            // An error that leaves here would be a panic of Tauri's, and nobody would be told.
            if let Err(error) = opened {
                *failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                app.handle().exit(1);
            }
            Ok(())
        })
        .build(tauri::generate_context!())
        .map_err(|error| no_window(locale, &error))?
        .run_return(move |app, event| match event {
            // The last window is gone. Whoever starts the program from here on gets a window of their own and is not
            // handed over to a program that has none to bring to the front.
            RunEvent::ExitRequested { .. } => tauri_plugin_single_instance::destroy(app),
            // Without the main window nobody hears how a login ends.
            RunEvent::WindowEvent { label, event: WindowEvent::Destroyed, .. } if label == MAIN_WINDOW => {
                login_window::close_all(app);
            }
            RunEvent::Exit => ending.hear(Event::Quit),
            _ => {}
        });
    match failure.lock().unwrap_or_else(PoisonError::into_inner).take() {
        Some(error) => Err(no_window(locale, &error)),
        None => Ok(()),
    }
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

fn no_window(locale: Locale, error: &tauri::Error) -> String {
    text(locale, id::START_FAILED, &[("detail", &error.to_string())])
}

fn about_home(locale: Locale, problem: &Problem) -> String {
    let (what, fix) = (words::problem(locale, problem), words::problem_fix(locale, problem));
    text(locale, id::START_HOME, &[("what", &what), ("fix", &fix)])
}

fn open_main_window(app: &AppHandle, locale: Locale) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, MAIN_WINDOW, WebviewUrl::default())
        .title(text(locale, id::WINDOW_TITLE, &[]))
        .inner_size(1280.0, 860.0)
        .min_inner_size(1024.0, 640.0)
        .build()?;
    Ok(())
}

/// Brings the window to the front, where a second start finds one that is open.
fn focus(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN_WINDOW) {
        // A window manager may refuse any of these; the window is then still open.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Returns whether there is a display. Without one GTK would end the program without a word.
pub(crate) fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
