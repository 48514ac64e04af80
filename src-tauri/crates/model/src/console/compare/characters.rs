//! Characters that came along when a text was copied or typed: white space, invisible ones, full-width ones, quotes,
//! entities, encodings.

use percent_encoding::percent_decode_str;

use super::Notes;

/// Returns the text as it was meant, and notes every character that is not what it should be.
pub(super) fn clean(entry: &str, expected: &str, notes: &mut Notes) -> String {
    let text = without_invisible(entry, notes);
    let text = step(text, "html-entity", expected, notes, |text| Some(without_entities(text)));
    let trimmed = text.trim();
    if trimmed.len() != text.len() {
        notes.note("whitespace-around", trimmed, expected);
    }
    let text = step(trimmed.to_owned(), "quotes", expected, notes, |text| Some(without_quotes(text)));
    let text = step(text, "punctuation", expected, notes, |text| Some(without_punctuation(text)));
    let text = step(text, "whitespace-inside", expected, notes, |text| {
        Some(text.chars().filter(|c| !c.is_whitespace()).collect())
    });
    let text = full_width(text, notes);
    let text = step(text, "backslash", expected, notes, |text| Some(text.replace('\\', "/")));
    step(text, "percent-encoding", expected, notes, |text| {
        percent_decode_str(text).decode_utf8().ok().map(std::borrow::Cow::into_owned)
    })
}

/// Changes a text and notes that it had to be changed.
fn step(
    text: String,
    code: &str,
    expected: &str,
    notes: &mut Notes,
    change: impl FnOnce(&str) -> Option<String>,
) -> String {
    match change(&text) {
        Some(changed) if changed != text => {
            notes.note(code, &text, expected);
            changed
        }
        _ => text,
    }
}

fn without_invisible(text: &str, notes: &mut Notes) -> String {
    let is_invisible = |c: char| (c.is_control() && !c.is_whitespace()) || is_format(c);
    let removed: String = text.chars().filter(|&c| is_invisible(c)).collect();
    if !removed.is_empty() {
        notes.note("invisible", &code_points(&removed), "");
    }
    text.chars().filter(|&c| !is_invisible(c)).collect()
}

/// Whether a character shows nothing and only steers how others are shown.
fn is_format(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

fn without_quotes(text: &str) -> String {
    let is_quote = |c: char| {
        matches!(
            c,
            '"' | '\''
                | '`'
                | '“'
                | '”'
                | '‘'
                | '’'
                | '«'
                | '»'
                | '「'
                | '」'
                | '『'
                | '』'
                | '《'
                | '》'
                | '<'
                | '>'
                | '('
                | ')'
                | '（'
                | '）'
                | '【'
                | '】'
                | '＂'
                | '＇'
        )
    };
    text.trim_matches(|c: char| is_quote(c) || c.is_whitespace()).to_owned()
}

fn without_punctuation(text: &str) -> String {
    let trimmed = text.trim_end_matches([',', ';', '，', '；', '、']);
    // A full stop behind a slash ends a sentence, not a host.
    match trimmed.trim_end_matches(['.', '。', '．']) {
        sentence if sentence.ends_with(['/', '／']) => sentence.to_owned(),
        _ => trimmed.to_owned(),
    }
}

/// Replaces full-width characters and others that look like ASCII punctuation.
fn full_width(text: String, notes: &mut Notes) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '。' | '｡' | '․' | '·' => '.',
        '∕' | '⁄' | '⧸' => '/',
        '∶' | '︰' | '꞉' => ':',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        _ => c,
    };
    let wide: String = text.chars().filter(|&c| narrow(c) != c).collect();
    if wide.is_empty() {
        return text;
    }
    let replaced = wide.chars().map(narrow).collect::<String>();
    notes.note("full-width", &code_points(&wide), &replaced);
    text.chars().map(narrow).collect()
}

/// Replaces the entities that HTML and XML put in place of characters of a URL.
fn without_entities(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        result.push_str(before);
        let entity = behind.split_once(';').and_then(|(name, after)| Some((character_of(name)?, after)));
        rest = match entity {
            Some((character, after)) => {
                result.push(character);
                after
            }
            None => {
                result.push('&');
                behind
            }
        };
    }
    result.push_str(rest);
    result
}

fn character_of(name: &str) -> Option<char> {
    let number = name.strip_prefix('#');
    if let Some(hexadecimal) = number.and_then(|number| number.strip_prefix(['x', 'X'])) {
        return char::from_u32(u32::from_str_radix(hexadecimal, 16).ok()?);
    }
    if let Some(decimal) = number {
        return char::from_u32(decimal.parse().ok()?);
    }
    Some(match name {
        "amp" => '&',
        "sol" => '/',
        "colon" => ':',
        "period" => '.',
        "quot" => '"',
        "apos" => '\'',
        "lt" => '<',
        "gt" => '>',
        "nbsp" => '\u{a0}',
        "lowbar" => '_',
        "hyphen" => '-',
        _ => return None,
    })
}

/// Names characters for people: `[：] U+FF1A`; what shows nothing is named by its number only. Each once.
pub(super) fn code_points(text: &str) -> String {
    let mut seen: Vec<char> = Vec::new();
    for c in text.chars() {
        if !seen.contains(&c) {
            seen.push(c);
        }
    }
    let named = seen.into_iter().map(|c| {
        let number = format!("U+{:04X}", u32::from(c));
        if c.is_control() || c.is_whitespace() || is_format(c) { number } else { format!("[{c}] {number}") }
    });
    named.collect::<Vec<_>>().join(", ")
}
