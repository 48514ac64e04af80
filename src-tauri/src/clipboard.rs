//! The system's clipboard.

use std::sync::{Mutex, PoisonError};

use desk_app::{Clipboard, Secret};

/// The system's clipboard. On Linux its content belongs to the program that put it there, so one handle lives as long as
/// the program.
#[derive(Default)]
pub struct SystemClipboard(Mutex<Option<arboard::Clipboard>>);

impl SystemClipboard {
    fn with<T>(
        &self,
        work: impl FnOnce(&mut arboard::Clipboard) -> Result<T, arboard::Error>,
    ) -> Result<T, String> {
        let mut handle = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let clipboard = match handle.as_mut() {
            Some(clipboard) => clipboard,
            None => handle.insert(arboard::Clipboard::new().map_err(|error| said(&error))?),
        };
        work(clipboard).map_err(|error| said(&error))
    }
}

impl Clipboard for SystemClipboard {
    fn put_secret(&self, secret: &Secret) -> Result<(), String> {
        self.with(|clipboard| {
            // EXPOSE: the person asked for it on the clipboard, marked so that histories leave it out.
            out_of_history(clipboard.set()).text(secret.expose().to_owned())
        })
    }

    fn still_has(&self, secret: &Secret) -> bool {
        // EXPOSE: the clipboard's text is compared with what was put there; only yes or no leaves.
        self.with(|clipboard| clipboard.get_text()).is_ok_and(|text| text == secret.expose())
    }

    fn clear(&self) -> Result<(), String> {
        self.with(arboard::Clipboard::clear)
    }
}

/// Only what kind of error it is: the text of some holds what was converted.
fn said(error: &arboard::Error) -> String {
    match error {
        arboard::Error::ContentNotAvailable => "no text is there",
        arboard::Error::ClipboardNotSupported => "there is none that is known here",
        arboard::Error::ClipboardOccupied => "another program holds it",
        _ => "it refused",
    }
    .to_owned()
}

#[cfg(target_os = "windows")]
fn out_of_history(set: arboard::Set<'_>) -> arboard::Set<'_> {
    use arboard::SetExtWindows as _;
    set.exclude_from_monitoring().exclude_from_cloud().exclude_from_history()
}

#[cfg(target_os = "macos")]
fn out_of_history(set: arboard::Set<'_>) -> arboard::Set<'_> {
    use arboard::SetExtApple as _;
    set.exclude_from_history()
}

#[cfg(target_os = "linux")]
fn out_of_history(set: arboard::Set<'_>) -> arboard::Set<'_> {
    use arboard::SetExtLinux as _;
    set.exclude_from_history()
}
