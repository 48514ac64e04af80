//! Finds the errors that a text speaks of, the most exact first.

use std::cmp::Reverse;
use std::sync::OnceLock;

use thiserror::Error;

use super::{Explanation, all, by_code, reading};

/// As much of a log as anybody reads, and little enough to search between two key presses.
pub const LIMIT_BYTES: usize = 64 * 1024;

/// More than a person means by one paste. The rest is what the first ones caused.
const MOST_FINDINGS: usize = 6;

/// The text is longer than [`LIMIT_BYTES`], so nothing was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the text has {n_bytes} bytes, more than {LIMIT_BYTES}")]
pub struct TooLong {
    /// How long it is.
    pub n_bytes: usize,
}

/// Returns what a text speaks of: a code, an answer, an address with an error in it, the text of a page, a log line
/// or a traceback. The most exact comes first: a whole text before a labelled number, before words that need their
/// neighbours, before words, before what only says that something failed; of two alike the longer one.
pub fn findings(text: &str) -> Result<Vec<&'static Explanation>, TooLong> {
    if text.len() > LIMIT_BYTES {
        return Err(TooLong { n_bytes: text.len() });
    }
    let readings: Vec<String> = std::iter::once(text.to_owned())
        .chain(reading::meant(text))
        .map(|text| reading::plain(&text))
        .collect();
    let mut matches: Vec<Match> = readings.iter().flat_map(|reading| matches_in(reading)).collect();
    matches.sort_by_key(|found| Reverse((found.exactness, !found.explanation.broad, found.words.len())));
    let mut kept: Vec<Match> = Vec::new();
    for found in matches {
        let is_said = kept.iter().any(|better| {
            better.explanation == found.explanation || better.words.contains(found.words.as_str())
        });
        if !is_said {
            kept.push(found);
        }
    }
    kept.truncate(MOST_FINDINGS);
    Ok(kept.into_iter().map(|found| found.explanation).collect())
}

/// How an explanation was found, from the weakest to the strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Exactness {
    Words,
    WordsBesideOthers,
    Number,
    Whole,
}

struct Match {
    explanation: &'static Explanation,
    exactness: Exactness,
    /// What stood in the text.
    words: String,
}

fn matches_in(text: &str) -> Vec<Match> {
    let mut matches = numbers(text);
    let whole = text.trim_matches(['"', '\'', ' ', '.']);
    for known in known() {
        let explanation = known.explanation;
        if whole == known.code {
            matches.push(Match { explanation, exactness: Exactness::Whole, words: known.code.clone() });
        }
        let is_beside = explanation.within.iter().any(|word| text.contains(word));
        if !explanation.within.is_empty() && !is_beside {
            continue;
        }
        for words in &known.aliases {
            let exactness = if whole == words {
                Exactness::Whole
            } else if is_too_short(words) || !stands_in(text, words) {
                continue;
            } else if is_beside {
                Exactness::WordsBesideOthers
            } else {
                Exactness::Words
            };
            matches.push(Match { explanation, exactness, words: words.clone() });
        }
    }
    matches.extend(status(whole));
    matches
}

/// An explanation with its texts as [`reading::plain`] makes them.
struct Known {
    explanation: &'static Explanation,
    code: String,
    aliases: Vec<String>,
}

fn known() -> &'static [Known] {
    static KNOWN: OnceLock<Vec<Known>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        all()
            .iter()
            .map(|explanation| Known {
                explanation,
                code: reading::plain(explanation.code),
                // People leave the last full stop out.
                aliases: explanation
                    .aliases
                    .iter()
                    .map(|alias| reading::plain(alias).trim_end_matches('.').to_owned())
                    .collect(),
            })
            .collect()
    })
}

/// A number, or a few letters such as `52e`, stands in any log for anything: it counts only as the whole text.
fn is_too_short(words: &str) -> bool {
    words.parse::<i32>().is_ok() || (words.is_ascii() && words.len() < 4)
}

/// Whether words stand in a text as words, not as a part of longer ones.
fn stands_in(text: &str, words: &str) -> bool {
    let is_letter =
        |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let (starts, ends) = (is_letter(words.as_bytes().first()), is_letter(words.as_bytes().last()));
    text.match_indices(words).any(|(at, _)| {
        let before = at.checked_sub(1).and_then(|before| text.as_bytes().get(before));
        let after = text.as_bytes().get(at + words.len());
        !(starts && is_letter(before) || ends && is_letter(after))
    })
}

/// The numbers that say by their label whose they are, or that begin the text.
fn numbers(text: &str) -> Vec<Match> {
    let mut matches = Vec::new();
    let mut push = |explanation: Option<&'static Explanation>, words: &str| {
        matches.extend(explanation.map(|explanation| Match {
            explanation,
            exactness: Exactness::Number,
            words: words.to_owned(),
        }));
    };
    for (label, number) in ["errcode", "错误码", "error code"]
        .into_iter()
        .flat_map(|label| numbers_after(text, label).map(move |(before, number)| ((label, before), number)))
    {
        match label {
            // The poll's numbers mean something else than an errcode's.
            ("errcode", before) if before.ends_with("wx_") => {
                let frame = format!("wx_errcode={number}");
                push(all().iter().find(|known| known.aliases.contains(&frame.as_str())), &frame);
            }
            // WeChat's success, as in {"errcode":0,"errmsg":"ok"}.
            (_, _) if number == "0" => {}
            // LDAP and many others say "error code" too, with small numbers.
            ("error code", _) => {
                push(by_code(number).filter(|_| number.len() >= 5 || number == "-1"), number);
            }
            (_, _) => push(by_code(number).or_else(|| by_code("unknown-errcode")), number),
        }
    }
    for (_, number) in numbers_after(text, "aadsts") {
        let code = format!("aadsts{number}");
        push(by_code(&code).or_else(|| by_code("aadsts-unknown")), &code);
    }
    let end =
        text.find(|character: char| !character.is_ascii_digit() && character != '-').unwrap_or(text.len());
    let is_number = text.get(..end).is_some_and(|number| number.parse::<i32>().is_ok());
    if is_number && end < text.len() && !text.as_bytes().get(end).is_some_and(u8::is_ascii_alphanumeric) {
        push(by_code(&text[..end]), &text[..end]);
    }
    matches
}

/// Returns the numbers after a label with what stands before it, as an answer, a log line or a page has it:
/// `"errcode":40029`, `错误码:10003`.
fn numbers_after<'a>(text: &'a str, label: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    text.match_indices(label).filter_map(move |(at, _)| {
        let (before, after) = (&text[..at], &text[at + label.len()..]);
        let number = after.trim_start_matches(|character: char| "\\\"'=: ".contains(character));
        let digits = number.strip_prefix('-').unwrap_or(number);
        let n_digits = digits.bytes().take_while(u8::is_ascii_digit).count();
        (n_digits > 0).then(|| (before, &number[..number.len() - digits.len() + n_digits]))
    })
}

/// A text that is nothing but an HTTP status.
fn status(text: &str) -> Option<Match> {
    let status = text.strip_prefix("http")?.trim_start_matches([' ', '-', '/']);
    let is_status = status.len() == 3 && status.parse::<u16>().is_ok();
    let explanation = is_status.then(|| by_code("http-error")).flatten()?;
    Some(Match { explanation, exactness: Exactness::Words, words: status.to_owned() })
}
