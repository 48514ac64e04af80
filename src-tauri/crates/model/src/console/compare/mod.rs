//! What somebody registered, held against what authentik sends.

mod characters;
mod parts;
mod path;
mod weigh;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Console, Matching, Rules};

pub use weigh::Matters;

/// Every code that a difference may have; its words are the message `difference-CODE`.
pub const CODES: &[&str] = &[
    "whitespace-around",
    "whitespace-inside",
    "invisible",
    "full-width",
    "quotes",
    "punctuation",
    "html-entity",
    "backslash",
    "percent-encoding",
    "wildcard",
    "too-long",
    "scheme-missing",
    "scheme-malformed",
    "scheme-http",
    "scheme-https",
    "scheme-case",
    "scheme-other",
    "user-information",
    "host-missing",
    "host-case",
    "host-dot",
    "host-unicode",
    "host-www-extra",
    "host-www-missing",
    "host-parent",
    "host-child",
    "host-look-alike",
    "host-address",
    "host-other",
    "port-default",
    "port-missing",
    "port-extra",
    "port-other",
    "path-missing",
    "path-parent",
    "path-slash-missing",
    "path-slash-extra",
    "path-slash-double",
    "path-login",
    "path-slug",
    "path-case",
    "path-prefix",
    "path-other",
    "query",
    "fragment",
    "bare-scheme",
    "bare-port",
    "bare-path",
    "other",
];

/// The most lines that are looked at.
const MOST_LINES: usize = 300;

/// The most characters of a line that are looked at. Microsoft, who says most about it, takes 256.
const MOST_CHARACTERS: usize = 2048;

/// One callback that authentik will send, and what has to be registered for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The callback URL.
    pub callback_url: String,
    /// What belongs into the provider's field: the same, or the bare host.
    pub text: String,
}

/// What was registered, line by line, and what is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Comparison {
    /// Whether every callback that authentik sends is registered, as far as the provider's rules are known.
    pub works: bool,
    /// The lines in their order.
    pub lines: Vec<Compared>,
    /// What has to be registered for the callbacks that no line stands for.
    pub missing: Vec<String>,
    /// How many lines were too many to look at.
    pub n_left_out: u32,
}

/// One line that was registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Compared {
    /// The line as it was given.
    pub text: String,
    /// What comes of it.
    pub verdict: Verdict,
    /// What has to be registered instead: the nearest callback's text.
    pub register: String,
    /// All differences from that text.
    pub differences: Vec<Difference>,
}

/// What comes of a registered line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is exactly right.
    Right,
    /// It differs, but this provider does not mind.
    Accepted,
    /// It differs, and whether this provider minds is not known.
    Doubtful,
    /// The login will fail.
    Refused,
    /// It is no callback of this source; the callbacks of this source are registered in other lines.
    Unrelated,
}

/// One way in which a line differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Difference {
    /// The code.
    pub code: String,
    /// Whether this provider minds.
    pub matters: Matters,
    /// The values that its words need: `found` and `expected`.
    pub arguments: BTreeMap<String, String>,
}

/// Holds what was registered, one callback a line, against what authentik sends. Empty lines are skipped.
pub fn compare(console: &Console, pasted: &str, expected: &[Expected]) -> Comparison {
    let entries = entries(pasted);
    let n_left_out = u32::try_from(entries.len().saturating_sub(MOST_LINES)).unwrap_or(u32::MAX);
    let mut lines: Vec<Compared> = entries
        .into_iter()
        .take(MOST_LINES)
        .filter_map(|entry| nearest(&console.rules, entry, expected))
        .collect();
    let served = |callback: &&Expected| {
        lines.iter().any(|line| {
            line.verdict <= Verdict::Accepted
                && (line.register == callback.text || serves(&console.rules, &line.text, callback))
        })
    };
    let missing: Vec<String> =
        expected.iter().filter(|one| !served(one)).map(|one| one.text.clone()).collect();
    if missing.is_empty() {
        for line in &mut lines {
            if line.verdict == Verdict::Refused {
                line.verdict = Verdict::Unrelated;
            }
        }
    }
    Comparison { works: missing.is_empty() && !expected.is_empty(), lines, missing, n_left_out }
}

/// Returns the texts that were registered: one a line, or several where a line has several URLs.
fn entries(pasted: &str) -> Vec<&str> {
    pasted
        .lines()
        .flat_map(|line| {
            let several = line.matches("://").count() > 1;
            let is_between =
                move |c: char| several && (c.is_whitespace() || matches!(c, ',' | ';' | '，' | '；'));
            line.split(is_between)
        })
        .filter(|entry| !entry.trim().is_empty())
        .collect()
}

/// Returns whether a line also serves a callback that it is not nearest to, as one URL at GitHub serves sub-domains.
fn serves(rules: &Rules, line: &str, callback: &Expected) -> bool {
    judge(rules, line, callback).verdict <= Verdict::Accepted
}

fn nearest(rules: &Rules, entry: &str, expected: &[Expected]) -> Option<Compared> {
    expected.iter().map(|callback| judge(rules, entry, callback)).min_by_key(|line| {
        (line.verdict, line.differences.len(), strsim::levenshtein(cut(entry), &line.register))
    })
}

fn judge(rules: &Rules, entry: &str, callback: &Expected) -> Compared {
    let differences = differences(rules, entry, callback);
    let verdict = match differences.iter().map(|difference| difference.matters).max() {
        None => Verdict::Right,
        Some(Matters::No) => Verdict::Accepted,
        Some(Matters::Maybe) => Verdict::Doubtful,
        Some(Matters::Yes) => Verdict::Refused,
    };
    Compared { text: entry.to_owned(), verdict, register: callback.text.clone(), differences }
}

/// Returns everything in which a text differs from what has to be registered. None: the text is exactly that.
fn differences(rules: &Rules, entry: &str, callback: &Expected) -> Vec<Difference> {
    if entry == callback.text {
        return Vec::new();
    }
    let mut notes = Notes { rules: *rules, found: Vec::new() };
    if entry.chars().count() > MOST_CHARACTERS {
        notes.note("too-long", cut(entry), &callback.text);
        return notes.found;
    }
    let clean = characters::clean(entry, &callback.text, &mut notes);
    if clean.contains('*') {
        notes.note("wildcard", &clean, &callback.text);
    } else if clean != callback.text {
        match rules.matching {
            Matching::Host => parts::compare_bare(&clean, &callback.text, &mut notes),
            Matching::Exact | Matching::Prefix | Matching::PrefixAndSubdomains => {
                parts::compare_url(&clean, &callback.text, &mut notes);
            }
        }
    }
    if notes.found.is_empty() {
        // Whatever it is, it is not the text that has to be registered.
        notes.note("other", entry, &callback.text);
    }
    notes.found
}

fn cut(text: &str) -> &str {
    text.char_indices().nth(MOST_CHARACTERS).map_or(text, |(at, _)| text.get(..at).unwrap_or(text))
}

/// The differences of one line so far.
struct Notes {
    rules: Rules,
    found: Vec<Difference>,
}

impl Notes {
    /// Adds a difference.
    fn note(&mut self, code: &str, found: &str, expected: &str) {
        let arguments = [("found", found), ("expected", expected)];
        self.found.push(Difference {
            code: code.to_owned(),
            matters: weigh::matters(code, &self.rules),
            arguments: arguments.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        });
    }
}

#[cfg(test)]
mod tests;
