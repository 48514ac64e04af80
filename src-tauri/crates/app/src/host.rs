//! What the world gives: clock, randomness, folders, dialogs.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use desk_messages::Locale;
use desk_network::ProxySettings;
use desk_vault::{Cost, Keychain};

use url::Url;

use crate::clipboard::Clipboard;
use crate::lab::MappingPrograms;
use crate::login_window::{LoginPage, LoginWindow};

/// What a program must offer so that the use cases can run in it. It names operations, not machinery, and grows only
/// when a use case needs something new.
pub trait Host: Send + Sync + 'static {
    /// Returns the time in milliseconds since the Unix epoch.
    fn now(&self) -> i64;

    /// Returns the time since some fixed moment, from a clock that never goes back.
    fn elapsed(&self) -> Duration;

    /// Waits.
    fn pause(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(tokio::time::sleep(time))
    }

    /// Fills the buffer with bytes that nobody can foresee.
    fn fill_random(&self, buffer: &mut [u8]);

    /// Returns the data folder.
    fn home(&self) -> PathBuf;

    /// Returns the computer's name, which the history of a draft shows. It is no secret, and not unique.
    fn machine_name(&self) -> String;

    /// Returns the person's home folder, which a report calls `~`. `None`: there is none, or it is not known.
    fn person_home(&self) -> Option<PathBuf> {
        None
    }

    /// Returns the language that the system is set to.
    fn system_locale(&self) -> Locale;

    /// Hears that the person chose another language, so that what is not drawn by the web UI can follow: the native menu.
    fn language_changed(&self, locale: Locale);

    /// Asks the person where to save a file. `None`: the person closed the dialog, or there is none.
    fn choose_save_path(&self, title: &str, file_name: &str) -> Option<PathBuf>;

    /// Asks the person which files to open. None: the person closed the dialog, or there is none.
    fn choose_open_paths(&self, request: &OpenRequest) -> Vec<PathBuf>;

    /// Returns the system's keychain.
    fn keychain(&self) -> Arc<dyn Keychain>;

    /// Returns what trying a passphrase shall cost on this computer. It may be measured, which takes seconds.
    fn passphrase_cost(&self) -> Cost;

    /// Returns what the environment and the system say of proxies.
    fn proxy_settings(&self) -> ProxySettings {
        ProxySettings::default()
    }

    /// Returns the programs that can run property mappings.
    fn mapping_programs(&self) -> MappingPrograms {
        MappingPrograms::default()
    }

    /// Returns the authorities that the system trusts, as DER. None: nobody is believed but whom the admin adds.
    fn system_certificates(&self) -> Vec<Vec<u8>> {
        Vec::new()
    }

    /// Whether this program can open windows for login pages.
    fn has_login_windows(&self) -> bool {
        false
    }

    /// Opens a page of a provider in a window of its own, which can do nothing but show it. `None`: it could not be opened.
    fn open_login_window(&self, _page: LoginPage) -> Option<Box<dyn LoginWindow>> {
        None
    }

    /// Opens an address in the person's browser. Returns whether there is one that took it.
    fn open_in_browser(&self, _url: &Url) -> bool {
        false
    }

    /// Returns the clipboard. `None`: there is none, as in a terminal.
    fn clipboard(&self) -> Option<&dyn Clipboard>;
}

/// What an open dialog asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRequest {
    /// The dialog's title.
    pub title: String,
    /// The name of the files that it offers.
    pub filter: &'static str,
    /// Their extensions, without a dot.
    pub extensions: &'static [&'static str],
    /// Whether more than one file may be chosen.
    pub several: bool,
}
