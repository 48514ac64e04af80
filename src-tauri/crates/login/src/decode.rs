//! Explains what WeChat and authentik say when a login fails.
//!
//! authentik shows its user "Could not retrieve token." for every errcode, and WeChat shows pages with a Chinese
//! sentence and no number. [`explain`] takes any of these, or a whole answer, and finds the entry; the words are in
//! the message catalogues.

mod table;

use serde::Serialize;
use specta::Type;

/// One error with an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct Explanation {
    /// The errcode as WeChat writes it, or a name in lower-case kebab.
    pub code: &'static str,
    /// The message that says what it is. With `-why` and `-fix` at its end it says where it comes from and what to do.
    pub message_id: &'static str,
    /// The message that names the document or file which the explanation rests on: `evidence-recorded`.
    pub evidence_id: &'static str,
    /// Whether that is sure. If not, the person should be told so.
    pub certain: bool,
    /// Texts by which the error is recognised: page texts, an `errmsg`, authentik's own words.
    pub aliases: &'static [&'static str],
}

/// Returns every explanation.
pub fn all() -> &'static [Explanation] {
    table::EXPLANATIONS
}

/// Returns the explanation of exactly this code.
pub fn by_code(code: &str) -> Option<&'static Explanation> {
    all().iter().find(|explanation| explanation.code.eq_ignore_ascii_case(code))
}

/// Explains a code, an answer with an `errcode`, the text of an error page, or what authentik shows.
///
/// A number inside an answer counts most, then a whole code, then the longest known text that occurs, then a number
/// at the beginning.
pub fn explain(text: &str) -> Option<&'static Explanation> {
    let text = text.trim();
    // The poll's numbers mean something else than an errcode's.
    if let Some(number) = number_after(text, "wx_errcode") {
        let frame = format!("wx_errcode={number}");
        return all().iter().find(|explanation| explanation.aliases.contains(&frame.as_str()));
    }
    if let Some(number) =
        ["errcode", "错误码", "error code"].into_iter().find_map(|label| number_after(text, label))
    {
        return by_number(number);
    }
    by_code(text).or_else(|| by_number(text)).or_else(|| by_text(text)).or_else(|| by_status(text)).or_else(
        || {
            let end = text.find(|character: char| !character.is_ascii_digit() && character != '-');
            by_number(&text[..end.unwrap_or(text.len())])
        },
    )
}

/// Finds a number: a code, or an alias that is one, such as the poll's 404.
fn by_number(number: &str) -> Option<&'static Explanation> {
    number.parse::<i32>().ok()?;
    by_code(number).or_else(|| all().iter().find(|explanation| explanation.aliases.contains(&number)))
}

fn by_text(text: &str) -> Option<&'static Explanation> {
    let text = text.to_lowercase();
    all()
        .iter()
        .flat_map(|explanation| explanation.aliases.iter().map(move |alias| (alias, explanation)))
        .filter(|(alias, _)| alias.parse::<i32>().is_err() && text.contains(&alias.to_lowercase()))
        .max_by_key(|(alias, _)| alias.len())
        .map(|(_, explanation)| explanation)
}

fn by_status(text: &str) -> Option<&'static Explanation> {
    let lower = text.to_ascii_lowercase();
    let status = lower.strip_prefix("http")?.trim_start_matches([' ', '-', '/']);
    (status.len() == 3 && status.parse::<u16>().is_ok()).then(|| by_code("http-error")).flatten()
}

/// Returns the number after a label, as an answer, a log line or a page has it: `"errcode":40029`, `错误码：10003`.
fn number_after<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let (_, after) = text.split_once(label)?;
    let number = after.trim_start_matches(|character: char| "\"'=:： \t".contains(character));
    let digits = number.strip_prefix('-').unwrap_or(number);
    let n_digits = digits.bytes().take_while(u8::is_ascii_digit).count();
    (n_digits > 0).then(|| &number[..number.len() - digits.len() + n_digits])
}

#[cfg(test)]
mod tests;
