//! A secret on the clipboard: for half a minute, out of its history, and cleared only if it is still ours.

use std::time::Duration;

use desk_model::{DraftId, Secret};
use desk_vault::Event;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::desk::{Desk, lock};
use crate::problem::Problem;

/// How long a copied secret stays on the clipboard.
const STAYS: Duration = Duration::from_secs(30);

/// The system's clipboard, or a stand-in for it in a test.
pub trait Clipboard: Send + Sync {
    /// Puts a secret on the clipboard, marked so that histories and synchronisation leave it out where the system has
    /// such marks.
    ///
    /// # Errors
    /// What the system said, without any content.
    fn put_secret(&self, secret: &Secret) -> Result<(), String>;

    /// Returns whether the clipboard still has this text. If that cannot be told, it has not.
    fn still_has(&self, secret: &Secret) -> bool;

    /// Empties the clipboard.
    ///
    /// # Errors
    /// What the system said.
    fn clear(&self) -> Result<(), String>;
}

/// A secret that was copied.
pub(crate) struct Copied {
    secret: Secret,
    until: Duration,
}

/// When a copied secret is to be cleared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// If its time is up.
    Due,
    /// At once.
    Now,
}

/// A secret is on the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CopiedView {
    /// For how many seconds.
    pub seconds: u32,
}

impl Desk {
    /// Copies the secret of a field. It is cleared from the clipboard after half a minute, when the vault is locked and
    /// when the program ends, unless something else was copied meanwhile. It does not pass through the web view.
    pub fn copy_secret(&self, id: &DraftId, field: &str) -> Result<CopiedView, Problem> {
        self.hear(Event::Activity);
        let secret = self.readable_secret(id, field)?;
        let clipboard = self.host.clipboard().ok_or_else(|| Problem::new("clipboard-none"))?;
        clipboard
            .put_secret(&secret)
            .map_err(|why| Problem::new("clipboard-refused").detailed(why).retryable())?;
        *lock(&self.copied) = Some(Copied { secret, until: self.host.elapsed() + STAYS });
        Ok(CopiedView { seconds: u32::try_from(STAYS.as_secs()).unwrap_or(u32::MAX) })
    }

    pub(crate) fn clear_clipboard(&self, when: When) {
        let mut copied = lock(&self.copied);
        let is_due =
            copied.as_ref().is_some_and(|copied| when == When::Now || self.host.elapsed() >= copied.until);
        let (true, Some(clipboard)) = (is_due, self.host.clipboard()) else { return };
        if let Some(Copied { secret, .. }) = copied.as_ref()
            && clipboard.still_has(secret)
            && clipboard.clear().is_err()
        {
            // It is tried again at the next tick.
            return;
        }
        *copied = None;
    }
}
