//! How a pasted text is read before anything is looked for in it.

/// Returns a text in small letters, with half-width signs, straight quotes and single spaces.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut is_space = true;
    for character in text.chars() {
        let character = match character {
            // A Chinese keyboard writes ｅｒｒｃｏｄｅ：４００２９ as easily.
            '\u{ff01}'..='\u{ff5e}' => {
                u32::from(character).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(character)
            }
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            other => other,
        };
        if character.is_whitespace() {
            if !is_space {
                plain.push(' ');
            }
            is_space = true;
        } else {
            plain.extend(character.to_lowercase());
            is_space = false;
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// Returns the same text as an address, a JSON text or a page meant it, or nothing if that makes no difference.
pub(super) fn meant(text: &str) -> Option<String> {
    if !text.contains(['%', '+', '\\', '&']) {
        return None;
    }
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8_lossy().replace('+', " ");
    let mut unescaped = String::with_capacity(decoded.len());
    let mut characters = decoded.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            unescaped.push(character);
            continue;
        }
        match characters.next() {
            Some('u') => {
                let rest = characters.as_str();
                let code = rest.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
                match code.and_then(char::from_u32) {
                    Some(meant) => {
                        unescaped.push(meant);
                        characters = rest.get(4..).unwrap_or_default().chars();
                    }
                    None => unescaped.push('u'),
                }
            }
            Some('n' | 'r' | 't') => unescaped.push(' '),
            Some(other) => unescaped.push(other),
            None => {}
        }
    }
    let meant = ["&quot;", "&#34;"]
        .into_iter()
        .fold(unescaped, |text, entity| text.replace(entity, "\""))
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&amp;", "&");
    (meant != text).then_some(meant)
}
