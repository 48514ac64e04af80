//! Explains what providers, authentik, directories and the network say when a login fails.
//!
//! authentik shows its user "Could not retrieve token." for every errcode, and WeChat shows pages with a Chinese
//! sentence and no number. [`findings`] takes any of these, or a whole answer, address or log line, and finds the
//! entries; the words are in the message catalogues. What was pasted never comes back: an answer consists of the
//! table's own texts, so that a secret in a log line cannot travel on.

mod family;
mod find;
mod reading;
mod table;

use std::sync::OnceLock;

use serde::Serialize;
use specta::Type;

pub use family::Family;
pub use find::{LIMIT_BYTES, TooLong, findings};
pub use reading::plain;

/// One error with an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct Explanation {
    /// Where it belongs.
    pub family: Family,
    /// The code as its owner writes it (`40029`, `invalid_grant`, `AADSTS50011`), or a name in lower-case kebab.
    pub code: &'static str,
    /// The message that says what it is. With `-why` and `-fix` at its end it says where it comes from and what to do.
    pub message_id: &'static str,
    /// The message that names the document or file which the explanation rests on: `evidence-recorded`.
    pub evidence_id: &'static str,
    /// Whether that is sure. If not, the person should be told so.
    pub certain: bool,
    /// Texts by which the error is recognised: page texts, an `errmsg`, authentik's own words.
    pub aliases: &'static [&'static str],
    /// Words of which one must stand beside an alias. Empty if the alias is enough.
    pub within: &'static [&'static str],
    /// Whether it says only that something failed, so that anything found beside it says more.
    pub broad: bool,
}

/// Returns every explanation, by where it belongs.
pub fn all() -> &'static [Explanation] {
    static ALL: OnceLock<Vec<Explanation>> = OnceLock::new();
    ALL.get_or_init(|| table::PARTS.concat())
}

/// Returns the explanation of exactly this code.
pub fn by_code(code: &str) -> Option<&'static Explanation> {
    all().iter().find(|explanation| explanation.code.eq_ignore_ascii_case(code))
}

/// Returns the most exact explanation of a text; nothing if there is none, or the text is longer than [`LIMIT_BYTES`].
pub fn explain(text: &str) -> Option<&'static Explanation> {
    findings(text).ok()?.into_iter().next()
}

#[cfg(test)]
mod tests;
