//! Takes secrets out of everything that a transcript shows.
//!
//! Twice, because either way alone has a gap: by name (`secret=`, `"access_token":"…"`, `wx_code='…'`), which also
//! catches values that nobody has parsed, and by value in every spelling that a URL, JSON, HTML or authentik's
//! Latin-1 reading gives it, which also catches a provider that repeats a secret in an error text.

use std::fmt::Write;

use desk_model::mapping::garble;
use desk_model::request::MASK;

/// Names whose values are secret, in a query, a form and JSON.
const NAMES: [&str; 5] = ["secret", "code", "access_token", "refresh_token", "wx_code"];
/// Headers whose whole values are secret.
const HEADERS: [&str; 4] = ["authorization", "proxy-authorization", "cookie", "set-cookie"];

/// The secrets of one login that are known so far. No Debug: it would print them.
#[derive(Default)]
pub(crate) struct Masks {
    /// Every spelling of every secret, the longest first, so that none is cut up by a shorter one.
    spellings: Vec<String>,
}

impl Masks {
    /// Learns a secret. An empty one is not worth hiding and would be everywhere.
    pub(crate) fn learn(&mut self, secret: &str) {
        if secret.is_empty() {
            return;
        }
        self.spellings.extend(spellings(secret));
        self.spellings.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        self.spellings.dedup();
    }

    /// Returns a text without any secret.
    pub(crate) fn text(&self, text: &str) -> String {
        self.spellings.iter().fold(by_name(text), |text, spelling| text.replace(spelling.as_str(), MASK))
    }

    /// Returns headers without any secret.
    pub(crate) fn headers(&self, headers: &[(String, String)]) -> Vec<(String, String)> {
        headers
            .iter()
            .map(|(name, value)| {
                let whole = HEADERS.iter().any(|header| name.eq_ignore_ascii_case(header));
                (self.text(name), if whole { MASK.to_owned() } else { self.text(value) })
            })
            .collect()
    }

    /// Returns a JSON value without any secret, in its keys or its texts.
    pub(crate) fn json(&self, value: serde_json::Value) -> serde_json::Value {
        use serde_json::Value;
        match value {
            Value::String(text) => Value::String(self.text(&text)),
            Value::Array(items) => Value::Array(items.into_iter().map(|item| self.json(item)).collect()),
            Value::Object(map) => Value::Object(
                map.into_iter().map(|(key, value)| (self.text(&key), self.json(value))).collect(),
            ),
            other => other,
        }
    }
}

/// Returns the spellings that a secret may have on its way.
fn spellings(secret: &str) -> Vec<String> {
    let percent = |keep: fn(u8) -> bool, lower: bool| {
        secret.bytes().fold(String::new(), |mut text, byte| {
            if keep(byte) {
                text.push(char::from(byte));
            } else if lower {
                let _ = write!(text, "%{byte:02x}");
            } else {
                let _ = write!(text, "%{byte:02X}");
            }
            text
        })
    };
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-~".contains(&byte);
    let form = |byte: u8| byte.is_ascii_alphanumeric() || b"*-._".contains(&byte);
    let path = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-~!$'()*,;:@/".contains(&byte);
    let json = serde_json::to_string(secret).unwrap_or_default();
    let json = json.trim_start_matches('"');
    let json = json.strip_suffix('"').unwrap_or(json);
    let ascii: String = json.chars().fold(String::new(), |mut text, character| {
        if character.is_ascii() {
            text.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
        text
    });
    let html = secret.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let mut all = vec![
        secret.to_owned(),
        garble(secret),
        json.to_owned(),
        json.replace('/', "\\/"),
        ascii.replace('/', "\\/"),
        ascii,
        html.replace('\'', "&#39;"),
        html.replace('\'', "&#x27;"),
        html,
    ];
    for keep in [unreserved, form, path] as [fn(u8) -> bool; 3] {
        for lower in [false, true] {
            let text = percent(keep, lower);
            all.push(text.replace("%20", "+"));
            all.push(text);
        }
    }
    all.retain(|spelling| !spelling.is_empty());
    all
}

/// Masks the values of secret names wherever a text looks like a query, a form, JSON or WeChat's poll answer.
fn by_name(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((start, end)) = next_value(rest) {
        masked.push_str(&rest[..start]);
        if end > start {
            masked.push_str(MASK);
        }
        rest = &rest[end..];
    }
    masked.push_str(rest);
    masked
}

/// Returns where the next secret value begins and ends.
fn next_value(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some((at, name)) = next_name(text, from) {
        let after = at + name.len();
        let before = text[..at].chars().next_back();
        let whole =
            !before.is_some_and(|character| character.is_ascii_alphanumeric() || "_-".contains(character));
        if whole && let Some((start, end)) = value_after(text, after) {
            return Some((start, end));
        }
        from = after;
    }
    None
}

fn next_name(text: &str, from: usize) -> Option<(usize, &'static str)> {
    NAMES
        .into_iter()
        .filter_map(|name| Some((from + text.get(from..)?.find(name)?, name)))
        .min_by_key(|(at, name)| (*at, std::cmp::Reverse(name.len())))
}

/// Returns the value that follows a name which ends at `at`: `name=value`, `name='value'` or `"name" : "value"`.
fn value_after(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = &text[at..];
    let trimmed = rest.trim_start_matches(['"', '\'', ' ', '\t', '\r', '\n']);
    let value = trimmed.strip_prefix([':', '='])?;
    let value = value.trim_start_matches([' ', '\t', '\r', '\n']);
    let start = text.len() - value.len();
    if let Some(quote) = value.chars().next().filter(|quote| "\"'".contains(*quote)) {
        let inner = &value[1..];
        let mut escaped = false;
        let end = inner.find(|character| {
            let closes = character == quote && !escaped;
            escaped = character == '\\' && !escaped;
            closes
        });
        return Some((start + 1, start + 1 + end.unwrap_or(inner.len())));
    }
    let end = value.find(|character: char| character.is_whitespace() || "&#\"'<>,;}".contains(character));
    Some((start, start + end.unwrap_or(value.len())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_of_secret_names_are_masked_even_when_nobody_knows_them() {
        for (text, masked) in [
            (
                "http://a/?appid=x&secret=abc&code=1&grant_type=authorization_code",
                "http://a/?appid=x&secret=••••••••&code=••••••••&grant_type=authorization_code",
            ),
            (
                "{\"access_token\":\"5_x\\\"y\",\"expires_in\":7200,\"refresh_token\" : \"z\"}",
                "{\"access_token\":\"••••••••\",\"expires_in\":7200,\"refresh_token\" : \"••••••••\"}",
            ),
            ("{\"access_token\":\"cut o", "{\"access_token\":\"••••••••"),
            (
                "window.wx_errcode=405;window.wx_code='0611';",
                "window.wx_errcode=405;window.wx_code='••••••••';",
            ),
            ("window.wx_errcode=408;window.wx_code='';", "window.wx_errcode=408;window.wx_code='';"),
            (
                "{\"errcode\":40029,\"errmsg\":\"invalid code, rid: 1-2-3\"}",
                "{\"errcode\":40029,\"errmsg\":\"invalid code, rid: 1-2-3\"}",
            ),
        ] {
            assert_eq!(Masks::default().text(text), masked);
        }
    }

    #[test]
    fn a_cookie_is_masked_as_a_whole() {
        let headers =
            [("Set-Cookie".to_owned(), "a=b".to_owned()), ("Server".to_owned(), "nginx".to_owned())];
        assert_eq!(
            Masks::default().headers(&headers),
            [("Set-Cookie".to_owned(), MASK.to_owned()), ("Server".to_owned(), "nginx".to_owned())]
        );
    }

    proptest! {
        #[test]
        fn a_known_secret_survives_in_no_spelling(secret in "[ -~张é]{6,40}", before in "[a-z ]{0,9}") {
            prop_assume!(!secret.contains('•'));
            let mut masks = Masks::default();
            masks.learn(&secret);
            let quoted = serde_json::to_string(&secret).unwrap();
            let form: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
            for spelling in [secret.clone(), garble(&secret), quoted[1..quoted.len() - 1].to_owned(), form] {
                let masked = masks.text(&format!("{before}{spelling} end"));
                prop_assert!(!masked.contains(&spelling), "{masked}");
            }
        }

        #[test]
        fn masking_never_panics_and_keeps_harmless_text(text in ".*", plain in "[a-zA-Z ]{0,60}") {
            let _ = Masks::default().text(&text);
            prop_assert_eq!(Masks::default().text(&plain), plain);
        }
    }
}
