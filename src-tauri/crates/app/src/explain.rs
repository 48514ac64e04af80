//! What an error of a provider, OAuth, a directory, the network or authentik means.

use desk_login::decode::{self, Explanation, Family};
use desk_messages::Locale;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::desk::Desk;
use crate::problem::Problem;
use crate::words;

/// Where the explanation of an error stands: in the messages `ID`, `ID-why` and `ID-fix`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ExplanationView {
    /// The error's code: `40029`, `invalid_grant`, `redirect-uri`.
    pub code: String,
    /// Where it belongs: `wechat`, `oauth`, `tls`. Its name is the message `family-PROVIDER`.
    pub provider: String,
    /// The message with what it is.
    pub message_id: String,
    /// The message that names the document or the authentik file which says so.
    pub evidence_id: String,
    /// Whether the source is certain.
    pub certain: bool,
}

impl Desk {
    /// Returns what a text speaks of, the most exact first: a code, an answer, an address, a page's text, a log line.
    /// Nothing of the text comes back.
    ///
    /// # Errors
    ///
    /// `explain-too-long` if it has more than 64 KB.
    pub fn explain(&self, error: &str) -> Result<Vec<ExplanationView>, Problem> {
        let found = decode::findings(error).map_err(|_| Problem::new("explain-too-long"))?;
        Ok(found.into_iter().map(ExplanationView::of).collect())
    }

    /// Returns the errors that can be explained and have all these words, in either language, the nearest first; all
    /// of them if there are none. A provider is one of authentik's types or one of [`ExplanationView::provider`].
    ///
    /// # Errors
    ///
    /// `explain-provider-unknown`.
    pub fn explanations(
        &self,
        search: &str,
        provider: Option<&str>,
    ) -> Result<Vec<ExplanationView>, Problem> {
        let families = provider.map(named).transpose()?;
        let search = decode::plain(search);
        let words: Vec<&str> = search.split(' ').filter(|word| !word.is_empty()).collect();
        let mut found: Vec<(u32, &Explanation)> = Family::ALL
            .into_iter()
            .filter(|family| families.as_ref().is_none_or(|families| families.contains(family)))
            .flat_map(|family| decode::all().iter().filter(move |one| one.family == family))
            .filter_map(|explanation| Some((nearness(explanation, &words)?, explanation)))
            .collect();
        found.sort_by_key(|(nearness, _)| std::cmp::Reverse(*nearness));
        Ok(found.into_iter().map(|(_, explanation)| ExplanationView::of(explanation)).collect())
    }
}

impl ExplanationView {
    fn of(explanation: &Explanation) -> ExplanationView {
        ExplanationView {
            code: explanation.code.to_owned(),
            provider: explanation.family.id().to_owned(),
            message_id: explanation.message_id.to_owned(),
            evidence_id: explanation.evidence_id.to_owned(),
            certain: explanation.certain,
        }
    }

    /// Returns what it is, why it happens and what to do.
    pub fn words(&self, locale: Locale) -> [String; 3] {
        ["", "-why", "-fix"].map(|suffix| words::any(locale, &format!("{}{suffix}", self.message_id)))
    }

    /// Returns what the explanation rests on.
    pub fn evidence(&self, locale: Locale) -> String {
        words::any(locale, &self.evidence_id)
    }
}

/// Returns the explanation of exactly this code.
pub(crate) fn find(code: &str) -> Option<ExplanationView> {
    decode::by_code(code).map(ExplanationView::of)
}

fn named(provider: &str) -> Result<Vec<Family>, Problem> {
    Family::named(provider).ok_or_else(|| {
        let known = Family::ALL.map(Family::id).join(", ");
        Problem::about("explain-provider-unknown", provider).with("providers", known)
    })
}

/// Returns how near an explanation is to the words, or nothing if one of them is missing.
fn nearness(explanation: &Explanation, words: &[&str]) -> Option<u32> {
    if words.is_empty() {
        return Some(0);
    }
    let said = |suffix: &str| -> String {
        let id = format!("{}{suffix}", explanation.message_id);
        Locale::ALL.map(|locale| decode::plain(&words::any(locale, &id))).join(" ")
    };
    let family = format!("family-{}", explanation.family.id());
    let names = Locale::ALL.map(|locale| decode::plain(&words::any(locale, &family))).join(" ");
    let head = format!(
        "{} {} {} {names} {}",
        decode::plain(explanation.code),
        decode::plain(&explanation.aliases.join(" ")),
        explanation.family.id(),
        said("")
    );
    let rest = format!("{} {}", said("-why"), said("-fix"));
    words
        .iter()
        .map(|word| Some(4 * share(&head, word)).filter(|n| *n > 0).or(Some(share(&rest, word))))
        .try_fold(0, |sum, nearness| nearness.filter(|nearness| *nearness > 0).map(|nearness| sum + nearness))
}

/// Returns how much of a word stands in a text: 2 for all of it, 1 for most of a Chinese one, which is written without
/// spaces (证书过期 shall find 证书已过期), 0 for less.
fn share(text: &str, word: &str) -> u32 {
    if text.contains(word) {
        return 2;
    }
    let characters: Vec<char> = word.chars().collect();
    if word.is_ascii() || characters.len() < 3 {
        return 0;
    }
    let n_pairs = characters.len() - 1;
    let n_found =
        characters.windows(2).filter(|pair| text.contains(&pair.iter().collect::<String>())).count();
    u32::from(3 * n_found >= 2 * n_pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest(search: &str) -> Option<&'static str> {
        let plain = decode::plain(search);
        let words: Vec<&str> = plain.split(' ').collect();
        decode::all()
            .iter()
            .filter_map(|one| Some((nearness(one, &words)?, one.code)))
            .min_by_key(|(nearness, _)| std::cmp::Reverse(*nearness))
            .map(|(_, code)| code)
    }

    #[test]
    fn words_of_either_language_find_an_explanation() {
        for (search, code) in [
            ("certificate expired", "certificate-expired"),
            ("证书过期", "certificate-expired"),
            ("证书已过期", "certificate-expired"),
            ("Clock Skew", "KRB_AP_ERR_SKEW"),
            ("账号 锁定", "ldap-775"),
            ("github secret", "incorrect_client_credentials"),
            ("４０１２５", "40125"),
        ] {
            assert_eq!(nearest(search), Some(code), "{search}");
        }
        assert_eq!(nearest("zebra"), None);
        assert_eq!(nearest("certificate zebra"), None);
        assert_eq!(nearest("斑马斑马"), None);
    }
}
