//! Reads an answer's body as authentik's HTTP library reads it.
//!
//! requests takes the charset that the answer declares; without one it takes ISO-8859-1 for `text/*` and UTF-8 for
//! the rest. WeChat answers `text/plain` without a charset, which is why authentik garbles Chinese nicknames: that was
//! observed by running authentik's own `sources/oauth/types/wechat.py`, version 2026.5.

use desk_model::mapping::garble;
use serde_json::{Map, Value};

/// Why a body is no JSON object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotAnObject {
    /// It is no JSON at all.
    NotJson,
    /// It would be JSON if a text in it did not hold a raw control character, which Python's parser refuses.
    ControlCharacter,
    /// It is JSON, but no object.
    OtherJson,
}

/// Returns the text that requests makes of a body.
pub(crate) fn text(content_type: &str, body: &[u8]) -> String {
    let content_type = content_type.to_ascii_lowercase();
    let declared = content_type
        .split(';')
        .skip(1)
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(name, _)| name.trim() == "charset")
        .map(|(_, value)| value.trim().trim_matches(['"', '\'']).to_owned());
    let latin1 = match declared.as_deref() {
        Some(charset) => matches!(charset, "iso-8859-1" | "latin-1" | "latin1" | "iso8859-1"),
        None => content_type.contains("text"),
    };
    let utf8 = String::from_utf8_lossy(body);
    if latin1 { body.iter().copied().map(char::from).collect() } else { utf8.into_owned() }
}

/// Returns whether a nickname in such an answer would be garbled.
pub(crate) fn garbles(content_type: &str) -> bool {
    text(content_type, "张".as_bytes()) == garble("张")
}

/// Parses a body as authentik does.
pub(crate) fn object(content_type: &str, body: &[u8]) -> Result<Map<String, Value>, NotAnObject> {
    let text = text(content_type, body);
    match serde_json::from_str(&text) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(NotAnObject::OtherJson),
        Err(_) => {
            let without: String = text.chars().filter(|character| *character >= ' ').collect();
            match serde_json::from_str::<Value>(&without) {
                Ok(_) if without.len() < text.len() => Err(NotAnObject::ControlCharacter),
                _ => Err(NotAnObject::NotJson),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_charset_is_chosen_as_requests_chooses_it() {
        for (content_type, garbled) in [
            ("text/plain", true),
            ("text/html", true),
            ("TEXT/PLAIN; charset=ISO-8859-1", true),
            ("text/plain; charset=utf-8", false),
            ("text/plain;charset=\"UTF-8\"", false),
            ("application/json", false),
            ("application/json; encoding=utf-8", false),
            ("", false),
        ] {
            assert_eq!(garbles(content_type), garbled, "{content_type}");
        }
    }

    #[test]
    fn a_nickname_in_plain_text_is_garbled() {
        let object = object("text/plain", "{\"nickname\":\"张三😀\"}".as_bytes()).unwrap();
        assert_eq!(object["nickname"], "å¼\u{a0}ä¸\u{89}ð\u{9f}\u{98}\u{80}");
    }

    #[test]
    fn what_is_no_object_is_told_apart() {
        for (body, why) in [
            (&b"<html>"[..], NotAnObject::NotJson),
            (b"", NotAnObject::NotJson),
            (b"{\"a\":", NotAnObject::NotJson),
            (b"{\"a\":\"x\x01y\"}", NotAnObject::ControlCharacter),
            (b"[1]", NotAnObject::OtherJson),
            (b"7", NotAnObject::OtherJson),
        ] {
            assert_eq!(object("text/plain", body), Err(why), "{}", String::from_utf8_lossy(body));
        }
        assert!(object("text/plain", b"{\"a\":\"x\\u0001y\"}").is_ok(), "an escaped one is fine");
        assert!(object("text/plain", b"{\n\"a\":1\n}").is_ok());
    }
}
