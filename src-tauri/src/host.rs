//! The world as a window has it.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use desk_app::{
    Clipboard, Cost, Host, Keychain, Locale, LoginPage, LoginWindow, MappingPrograms, OpenRequest,
    SystemClock,
};
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt as _;

use crate::clipboard::SystemClipboard;
use crate::login_window;

/// The operating system, and a window for dialogs once it is open.
pub struct DesktopHost {
    home: PathBuf,
    clock: SystemClock,
    keychain: Arc<dyn Keychain>,
    clipboard: SystemClipboard,
    window: OnceLock<AppHandle>,
}

impl DesktopHost {
    /// Makes a host with a data folder.
    pub fn new(home: PathBuf) -> DesktopHost {
        DesktopHost {
            home,
            clock: SystemClock::start(),
            keychain: desk_app::system_keychain(),
            clipboard: SystemClipboard::default(),
            window: OnceLock::new(),
        }
    }

    /// Returns the language that the system is set to.
    pub fn system_language() -> Locale {
        Locale::nearest(&sys_locale::get_locale().unwrap_or_default())
    }

    /// Gives dialogs a window to belong to.
    pub fn attach(&self, window: AppHandle) {
        // A second window would be a second program; the first attachment stays.
        let _ = self.window.set(window);
    }
}

impl Host for DesktopHost {
    fn now(&self) -> i64 {
        self.clock.now()
    }

    fn elapsed(&self) -> Duration {
        self.clock.elapsed()
    }

    fn fill_random(&self, buffer: &mut [u8]) {
        desk_app::fill_from_system(buffer);
    }

    fn home(&self) -> PathBuf {
        self.home.clone()
    }

    fn machine_name(&self) -> String {
        desk_app::machine_name_from_system()
    }

    fn person_home(&self) -> Option<PathBuf> {
        desk_app::person_home_from_system()
    }

    fn mapping_programs(&self) -> MappingPrograms {
        desk_app::mapping_programs_from_system()
    }

    fn proxy_settings(&self) -> desk_app::ProxySettings {
        desk_app::proxy_settings_from_system()
    }

    fn system_certificates(&self) -> Vec<Vec<u8>> {
        desk_app::system_certificates()
    }

    fn system_locale(&self) -> Locale {
        DesktopHost::system_language()
    }

    fn language_changed(&self, locale: Locale) {
        if let Some(window) = self.window.get() {
            let app = window.clone();
            // The menu belongs to the main thread. If it cannot be made it stays in the old language, which is no harm.
            let _ = window.run_on_main_thread(move || {
                let _ = crate::menu::build(&app, locale).and_then(|menu| app.set_menu(menu));
            });
        }
    }

    fn choose_save_path(&self, title: &str, file_name: &str) -> Option<PathBuf> {
        let window = self.window.get()?;
        let (filter, extensions) = filter_of(file_name);
        let chosen = window
            .dialog()
            .file()
            .set_title(title)
            .set_file_name(file_name)
            .add_filter(filter, extensions)
            .blocking_save_file()?;
        chosen.into_path().ok()
    }

    fn choose_open_paths(&self, request: &OpenRequest) -> Vec<PathBuf> {
        let Some(window) = self.window.get() else { return Vec::new() };
        let dialog = window
            .dialog()
            .file()
            .set_title(&request.title)
            .add_filter(request.filter, request.extensions)
            .add_filter("*", &["*"]);
        let chosen = if request.several {
            dialog.blocking_pick_files().unwrap_or_default()
        } else {
            dialog.blocking_pick_file().into_iter().collect()
        };
        chosen.into_iter().filter_map(|path| path.into_path().ok()).collect()
    }

    fn keychain(&self) -> Arc<dyn Keychain> {
        Arc::clone(&self.keychain)
    }

    fn passphrase_cost(&self) -> Cost {
        desk_app::system_passphrase_cost()
    }

    fn has_login_windows(&self) -> bool {
        self.window.get().is_some()
    }

    fn open_login_window(&self, page: LoginPage) -> Option<Box<dyn LoginWindow>> {
        login_window::open(self.window.get()?, page)
    }

    fn open_in_browser(&self, url: &tauri::Url) -> bool {
        // The address is one argument of a program, or of a system call; no shell sees it.
        open::that_detached(url.as_str()).is_ok()
    }

    fn clipboard(&self) -> Option<&dyn Clipboard> {
        Some(&self.clipboard)
    }
}

/// Returns the filter of a save dialog: the kind of the file that is proposed.
fn filter_of(file_name: &str) -> (&'static str, &'static [&'static str]) {
    match file_name.rsplit('.').next() {
        Some("age") => ("age", &["age"]),
        Some("json") => ("JSON", &["json"]),
        Some("har") => ("HAR", &["har"]),
        Some("svg") => ("SVG", &["svg"]),
        _ => ("YAML", &["yaml", "yml"]),
    }
}
