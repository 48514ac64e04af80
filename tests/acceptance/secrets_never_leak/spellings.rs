//! How a secret may be spelled, and the search for it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use base64::engine::general_purpose::{STANDARD, URL_SAFE};

/// What the product puts in a secret's place.
const MASK: &str = "••••••••";

/// The shortest piece of a secret that no text holds by chance.
const SHORTEST_PIECE: usize = 8;

/// Returns every way to write a secret, with its name. Of one with white space the longer words count by themselves too.
pub fn spellings(secret: &str) -> Vec<(String, Vec<u8>)> {
    let mut texts = vec![secret.to_owned(), secret.trim().to_owned(), secret.split_whitespace().collect()];
    let words = secret.split_whitespace().filter(|word| word.len() >= SHORTEST_PIECE);
    texts.extend(words.map(str::to_owned));
    texts.sort();
    texts.dedup();
    texts.iter().flat_map(|text| spellings_of(text)).collect()
}

/// Returns the first spelling of a secret that bytes hold.
pub fn found_in(bytes: &[u8], secret: &str) -> Option<String> {
    let spelled = spellings(secret).into_iter().find(|(_, spelling)| contains(bytes, spelling));
    spelled.map(|(name, _)| name)
}

/// Returns the files under a folder that hold a secret in their bytes or in their name.
pub fn found_under(folder: &Path, secret: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        if let Some(spelling) = found_in(path.to_string_lossy().as_bytes(), secret) {
            found.push((path.clone(), spelling));
        }
        if path.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if let Some(spelling) = found_in(&fs::read(&path).unwrap(), secret) {
            found.push((path, spelling));
        }
    }
    found
}

/// Returns the values that follow the names of a login's secrets and are not masked, wherever a text looks like a
/// query, JSON (also inside of a JSON text) or WeChat's poll answer.
pub fn unmasked_values(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for name in ["access_token", "refresh_token", "code", "wx_code", "secret"] {
        for (at, _) in text.match_indices(name) {
            let is_word = |character: char| character.is_alphanumeric() || "_-".contains(character);
            if text[..at].chars().next_back().is_some_and(is_word) {
                continue;
            }
            let after = text[at + name.len()..].trim_start_matches(['\\', '"', '\'', ' ']);
            let Some(value) = after.strip_prefix([':', '=']) else { continue };
            let value = value.trim_start_matches(['\\', '"', '\'', ' ']);
            let end =
                value.find(|character: char| "\\\"'&;,}) \n".contains(character)).unwrap_or(value.len());
            // `code` is also the name of the kind of a note or problem, which is a word and no secret.
            let is_kind = name == "code"
                && !value[..end].is_empty()
                && text[..at].ends_with('"')
                && !text[..at].ends_with("\\\"");
            if !value[..end].is_empty() && !value.starts_with(MASK) && !is_kind {
                found.push(format!("{name}: {}", &value[..end]));
            }
        }
    }
    // A token of the simulator's own shape, whatever stands before it.
    for (at, _) in text.match_indices("55_") {
        let n = text[at + 3..]
            .chars()
            .take_while(|character| character.is_ascii_alphanumeric() || "-_".contains(*character))
            .count();
        if n >= 40 {
            found.push(format!("a token: {}", &text[at..at + 3 + n]));
        }
    }
    found
}

fn spellings_of(text: &str) -> Vec<(String, Vec<u8>)> {
    let utf16 = text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let hex = |bytes: &[u8]| {
        bytes.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    };
    let json = serde_json::to_string(text).unwrap();
    let json = json[1..json.len() - 1].to_owned();
    let html = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let quoted = html.replace('"', "&quot;");
    let mut all: Vec<(&str, Vec<u8>)> = vec![
        ("UTF-8", text.into()),
        ("upper case", text.to_uppercase().into()),
        ("Latin-1 read as text", text.bytes().map(char::from).collect::<String>().into()),
        ("UTF-16LE", utf16.clone()),
        ("hexadecimal", hex(text.as_bytes()).into()),
        ("hexadecimal", hex(text.as_bytes()).to_uppercase().into()),
        ("hexadecimal of UTF-16LE", hex(&utf16).into()),
        ("JSON", json.clone().into()),
        ("JSON in JSON", json.replace('\\', "\\\\").replace('"', "\\\"").into()),
        ("JSON in ASCII", ascii(&json).into()),
        ("Debug", text.escape_debug().to_string().into()),
        ("HTML", html.into()),
        ("HTML", quoted.replace('\'', "&#39;").into()),
        ("HTML", quoted.replace('\'', "&#x27;").into()),
        ("HTML", quoted.replace('\'', "&apos;").into()),
        ("HTML", quoted.into()),
        ("YAML", text.replace('\'', "''").into()),
        ("reversed", text.chars().rev().collect::<String>().into()),
    ];
    for keep in ["-_.~", "-_.*", "-_.~!$'()*,;:@/"] {
        let upper = percent(text, keep);
        all.push(("URL", upper.replace("%20", "+").into()));
        all.push(("URL", upper.to_lowercase().into()));
        all.push(("URL", upper.into()));
    }
    for bytes in [text.as_bytes(), &utf16] {
        for shift in 0..3 {
            all.push(("Base64", base64_inside(bytes, shift, &STANDARD).into()));
            all.push(("Base64", base64_inside(bytes, shift, &URL_SAFE).into()));
        }
    }
    all.into_iter().map(|(name, bytes)| (format!("{name} of {text:?}"), bytes)).collect()
}

/// The characters of Base64 that depend on nothing but `bytes`, when `shift` other bytes stand before them.
fn base64_inside(bytes: &[u8], shift: usize, engine: &impl base64::Engine) -> String {
    let shifted = [&[0_u8; 3][..shift], bytes].concat();
    let encoded = engine.encode(&shifted);
    let first = (shift * 8).div_ceil(6);
    let end = shifted.len() * 8 / 6;
    encoded[first..end].to_owned()
}

fn percent(text: &str, keep: &str) -> String {
    text.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || keep.as_bytes().contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

fn ascii(text: &str) -> String {
    text.chars().fold(String::new(), |mut text, character| {
        if character.is_ascii() {
            text.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
        text
    })
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    let Some(first) = wanted.first() else { return false };
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        rest = &rest[at..];
        if rest.starts_with(wanted) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}
