//! Values to YAML text.
//!
//! This is our own emitter because the library's goes through serde, which can neither choose flow style for a short
//! list behind a tag nor escape what only YAML 1.1 readers take for a line break. It writes a small part of YAML, and
//! each choice is the stricter one; property tests read everything back with the library's parser.

use std::fmt::Write as _;

use crate::scalar::{YAML_TAGS, float_text, is_plain_shape, is_plain_text, is_printable};
use crate::value::{Content, Tag, Value};

/// The widest list that is written on one line, in bytes; the lookup of an identification stage fits.
const WIDEST_LIST: usize = 120;
/// The longest key that is written before a colon; YAML allows 1,024 characters.
const LONGEST_KEY: usize = 1000;

impl Value {
    /// Returns the value as YAML text that ends with a line break. Reading it gives an equal value.
    pub fn to_yaml(&self) -> String {
        let mut out = String::new();
        node(&mut out, self, 0, Behind::Nothing);
        out
    }
}

/// Returns the value as it stands behind the colon of a key, without the line break behind it: ` value`, or lines of its
/// own with their items in a column.
pub(crate) fn behind_key(value: &Value, column: usize) -> String {
    let mut out = String::new();
    match value {
        // Blank lines at the end of a block belong to it or not, as what follows in a file decides.
        Value::Text(text) if text.ends_with("\n\n") => out = format!(" {}", double_quoted(text)),
        _ => node(&mut out, value, column, Behind::Key),
    }
    if out.ends_with('\n') {
        out.pop();
    }
    out
}

/// Returns the value on one line, whatever it is, as it may stand between brackets or braces.
pub(crate) fn on_one_line(value: &Value) -> String {
    let list = |items: &[Value]| items.iter().map(on_one_line).collect::<Vec<_>>().join(", ");
    let braces = |pairs: &[(Value, Value)]| {
        let pairs = pairs.iter().map(|(key, value)| format!("{}: {}", on_one_line(key), on_one_line(value)));
        pairs.collect::<Vec<_>>().join(", ")
    };
    match value {
        Value::Text(text) if is_plain_text(text) => text.clone(),
        Value::Text(text) => quoted(text),
        Value::Sequence(items) => format!("[{}]", list(items)),
        Value::Mapping(pairs) => format!("{{{}}}", braces(pairs)),
        Value::Tagged(tag, content) => {
            let content = match content {
                Content::Text(text) if is_plain_shape(text) => text.clone(),
                Content::Text(text) => quoted(text),
                Content::Sequence(items) => format!("[{}]", list(items)),
                Content::Mapping(pairs) => format!("{{{}}}", braces(pairs)),
            };
            format!("{} {content}", tag_text(tag))
        }
        _ => inline(value).unwrap_or_default(),
    }
}

/// Returns the text in single quotes; `None` if it must be escaped.
pub(crate) fn single_quoted(text: &str) -> Option<String> {
    text.chars().all(is_printable).then(|| format!("'{}'", text.replace('\'', "''")))
}

/// What stands on the line before a node.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// Nothing: the node is the document.
    Nothing,
    /// A dash or question mark; a list or mapping may start on the same line.
    Dash,
    /// A key and its colon.
    Key,
}

/// Writes a node; `indent` is the column of the items if it needs lines of its own.
fn node(out: &mut String, value: &Value, indent: usize, behind: Behind) {
    let space = if behind == Behind::Nothing { "" } else { " " };
    if let Some(text) = inline(value) {
        let _ = writeln!(out, "{space}{text}");
        return;
    }
    let (tag, items, pairs) = match value {
        Value::Text(text) => return literal(out, space, "", text, indent),
        Value::Tagged(tag, Content::Text(text)) => {
            return literal(out, space, &format!("{} ", tag_text(tag)), text, indent);
        }
        Value::Sequence(items) => (None, items.as_slice(), [].as_slice()),
        Value::Tagged(tag, Content::Sequence(items)) => (Some(tag), items.as_slice(), [].as_slice()),
        Value::Mapping(pairs) => (None, [].as_slice(), pairs.as_slice()),
        Value::Tagged(tag, Content::Mapping(pairs)) => (Some(tag), [].as_slice(), pairs.as_slice()),
        Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) => return,
    };
    // The first item stands on the line of a dash, or of nothing, unless a tag takes that line.
    let mut on_the_line = tag.is_none() && behind != Behind::Key;
    if let Some(tag) = tag {
        let _ = writeln!(out, "{space}{}", tag_text(tag));
    } else if behind == Behind::Key {
        out.push('\n');
    } else {
        out.push_str(space);
    }
    let mut start = |out: &mut String| {
        if !std::mem::take(&mut on_the_line) {
            let _ = write!(out, "{:indent$}", "");
        }
    };
    for item in items {
        start(out);
        out.push('-');
        node(out, item, indent + 2, Behind::Dash);
    }
    for (key, value) in pairs {
        start(out);
        match key_text(key) {
            Some(key) => {
                let _ = write!(out, "{key}:");
            }
            None => {
                out.push('?');
                node(out, key, indent + 2, Behind::Dash);
                let _ = write!(out, "{:indent$}:", "");
            }
        }
        node(out, value, indent + 2, Behind::Key);
    }
}

/// Returns the key as it stands before a colon, if it may.
fn key_text(key: &Value) -> Option<String> {
    match key {
        Value::Sequence(_) | Value::Mapping(_) => None,
        Value::Tagged(_, Content::Sequence(_) | Content::Mapping(_)) => None,
        _ => inline(key).filter(|text| text.len() <= LONGEST_KEY),
    }
}

/// Returns the value on one line, or `None` if it needs more.
fn inline(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some("null".to_owned()),
        Value::Bool(on) => Some(on.to_string()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Float(number) => Some(float_text(*number)),
        Value::Text(text) if is_plain_text(text) => Some(text.clone()),
        Value::Text(text) => quoted_unless_literal(text),
        Value::Sequence(items) => inline_list(items),
        Value::Mapping(pairs) => pairs.is_empty().then(|| "{}".to_owned()),
        Value::Tagged(tag, content) => {
            let content = match content {
                Content::Text(text) if is_plain_shape(text) => Some(text.clone()),
                Content::Text(text) => quoted_unless_literal(text),
                Content::Sequence(items) => inline_list(items),
                Content::Mapping(pairs) => pairs.is_empty().then(|| "{}".to_owned()),
            };
            content.map(|content| format!("{} {content}", tag_text(tag)))
        }
    }
}

fn inline_list(items: &[Value]) -> Option<String> {
    let mut list = "[".to_owned();
    for (number, item) in items.iter().enumerate() {
        if number > 0 {
            list.push_str(", ");
        }
        list.push_str(&inline(item)?);
        if list.len() > WIDEST_LIST {
            return None;
        }
    }
    list.push(']');
    Some(list)
}

fn quoted_unless_literal(text: &str) -> Option<String> {
    (!is_literal(text)).then(|| quoted(text))
}

/// Returns whether a literal block (`|`) holds the text unchanged.
///
/// A block cannot escape, readers turn a carriage return into a line feed, and a text that starts with white space
/// would need an indentation mark: such texts stand in double quotes.
fn is_literal(text: &str) -> bool {
    text.contains('\n')
        && !text.starts_with([' ', '\t', '\n'])
        && text.chars().all(|character| is_printable(character) || matches!(character, '\n' | '\t'))
}

fn literal(out: &mut String, space: &str, tag: &str, text: &str, indent: usize) {
    let body = text.strip_suffix('\n');
    let chomping = match body {
        None => "-",
        Some(body) if body.ends_with('\n') => "+",
        Some(_) => "",
    };
    let _ = writeln!(out, "{space}{tag}|{chomping}");
    // A block at the very top needs some indentation too.
    let indent = indent.max(2);
    for line in body.unwrap_or(text).split('\n') {
        if !line.is_empty() {
            let _ = write!(out, "{:indent$}{line}", "");
        }
        out.push('\n');
    }
}

fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) && text.chars().all(is_printable) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    double_quoted(text)
}

/// Returns the text in double quotes, on one line.
pub(crate) fn double_quoted(text: &str) -> String {
    let mut out = "\"".to_owned();
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if is_printable(character) => out.push(character),
            _ => {
                let code = u32::from(character);
                let _ = match code {
                    0..=0xff => write!(out, "\\x{code:02x}"),
                    0x100..=0xffff => write!(out, "\\u{code:04x}"),
                    _ => write!(out, "\\U{code:08x}"),
                };
            }
        }
    }
    out.push('"');
    out
}

fn tag_text(tag: &Tag) -> String {
    let spelling = tag.spelling();
    let is_plain = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte))
    };
    if spelling.strip_prefix('!').is_some_and(is_plain) {
        return spelling.to_owned();
    }
    if let Some(name) = spelling.strip_prefix(YAML_TAGS).filter(|name| is_plain(name)) {
        return format!("!!{name}");
    }
    let mut verbatim = "!<".to_owned();
    for byte in spelling.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_./:!;?@&=+$~*'()".contains(&byte) {
            verbatim.push(char::from(byte));
        } else {
            let _ = write!(verbatim, "%{byte:02X}");
        }
    }
    verbatim.push('>');
    verbatim
}
