//! What an error of WeChat, OAuth or authentik means.

use desk_messages::Locale;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::desk::Desk;
use crate::words;

/// Where the explanation of an error stands: in the messages `ID`, `ID-why` and `ID-fix`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ExplanationView {
    /// The error's code: `40029`, `redirect-uri`.
    pub code: String,
    /// The message with what it is.
    pub message_id: String,
    /// The message that names the document or the authentik file which says so.
    pub evidence_id: String,
    /// Whether the source is certain.
    pub certain: bool,
}

impl Desk {
    /// Returns the explanation of an error: a code, an answer with an `errcode`, the text of a page or of authentik.
    pub fn explain(&self, error: &str) -> Option<ExplanationView> {
        find(error)
    }
}

impl ExplanationView {
    /// Returns what it is, why it happens and what to do.
    pub fn words(&self, locale: Locale) -> [String; 3] {
        ["", "-why", "-fix"].map(|suffix| words::any(locale, &format!("{}{suffix}", self.message_id)))
    }

    /// Returns what the explanation rests on.
    pub fn evidence(&self, locale: Locale) -> String {
        words::any(locale, &self.evidence_id)
    }
}

pub(crate) fn find(error: &str) -> Option<ExplanationView> {
    desk_login::decode::explain(error).map(|explanation| ExplanationView {
        code: explanation.code.to_owned(),
        message_id: explanation.message_id.to_owned(),
        evidence_id: explanation.evidence_id.to_owned(),
        certain: explanation.certain,
    })
}
