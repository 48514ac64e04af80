//! Which bytes of a file a change replaces, and by what.

use std::ops::Range;

use serde_saphyr::granit_parser::ScalarStyle;

use crate::edit::NotEdited;
use crate::emit::{behind_key, double_quoted, on_one_line, single_quoted};
use crate::places::{EntryPlace, FieldPlace, MappingPlace, Shape, after_colon};
use crate::value::Value;

/// A piece of a text and what comes in its place.
#[derive(Debug)]
pub(crate) struct Splice {
    range: Range<usize>,
    text: String,
}

/// Replaces pieces of a text that do not overlap; of several at one place the first comes first.
pub(crate) fn apply(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|splice| splice.range.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for Splice { range, text: new } in splices {
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(&new);
        at = range.end.max(at);
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// Returns how a field gets another value.
pub(crate) fn changed_field(
    text: &str,
    mapping: &MappingPlace,
    field: &FieldPlace,
    value: &Value,
) -> Result<Splice, NotEdited> {
    let colon = after_colon(text, field.key_end);
    let anchor = field.value.anchor.and_then(|(start, end)| text.get(start..end));
    let new = rendered(mapping, field, value);
    let with_anchor = |new: String| match anchor {
        Some(anchor) => format!(" {anchor}{new}"),
        None => new,
    };
    if field.value.shape == Shape::Empty && anchor.is_none() && !field.value.has_tag {
        // There is a colon, or in braces not even that: `{name}`.
        let (at, new) = match colon {
            Some(colon) => (colon, new),
            None if mapping.is_flow => (field.key_end, format!(":{new}")),
            None => return Err(NotEdited::Unusual),
        };
        return Ok(behind_comment(text, at..at, new));
    }
    let between = colon.and_then(|colon| text.get(colon..field.value.start)).ok_or(NotEdited::Unusual)?;
    let colon = colon.unwrap_or(field.value.start);
    if mapping.is_flow {
        let space = if between.is_empty() { "" } else { " " };
        let new = with_anchor(new);
        let start = if between.trim().is_empty() { colon } else { field.value.start };
        let new = if start == colon || space.is_empty() { new } else { new.trim_start().to_owned() };
        return Ok(Splice { range: start..field.value.end, text: new });
    }
    let mut comment = String::new();
    if between.contains('\n') {
        comment = comment_of(between.split('\n').next().unwrap_or_default());
    } else if matches!(field.value.shape, Shape::Scalar(ScalarStyle::Literal | ScalarStyle::Folded)) {
        let header = text.get(field.value.start..field.value.end).unwrap_or_default();
        comment = comment_of(header.split('\n').next().unwrap_or_default());
    }
    let mut new = with_anchor(new);
    if !comment.is_empty() {
        let line = new.find('\n').unwrap_or(new.len());
        new.insert_str(line, &comment);
    }
    // The space behind the colon stays as it is.
    let start = if between.contains('\n') || between.is_empty() || new.starts_with('\n') {
        colon
    } else {
        new = new.trim_start_matches(' ').to_owned();
        field.value.start
    };
    Ok(behind_comment(text, start..field.value.end, new))
}

/// Returns how a mapping gets another field at its end.
pub(crate) fn added_field(
    text: &str,
    mapping: &MappingPlace,
    name: &str,
    value: &Value,
    is_first: bool,
) -> Result<Splice, NotEdited> {
    let key = on_one_line(&Value::text(name));
    if mapping.is_flow {
        let comma = if mapping.fields.is_empty() && is_first { "" } else { ", " };
        let at = mapping.end;
        return Ok(Splice { range: at..at, text: format!("{comma}{key}: {}", on_one_line(value)) });
    }
    let line_start = text.get(..mapping.start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let indent = text.get(line_start..mapping.start).unwrap_or_default();
    if indent.len() != mapping.indent || !indent.bytes().all(|byte| byte == b' ') {
        return Err(NotEdited::Unusual);
    }
    let line = format!("\n{indent}{key}:{}", behind_key(value, mapping.indent + 2));
    let at = line_end(text, mapping.end);
    Ok(Splice { range: at..at, text: with_line_ends(text, at, line) })
}

/// Returns how a list of entries gets another one before an entry, and before the comments above that.
pub(crate) fn added_entry(text: &str, entry: &EntryPlace, value: &Value) -> Result<Splice, NotEdited> {
    let before = text.get(..entry.start).unwrap_or_default();
    let mut at = before.rfind('\n').map_or(0, |end| end + 1);
    let head = before.get(at..).unwrap_or_default();
    let dash = head.find('-').ok_or(NotEdited::Unusual)?;
    let (indent, rest) = head.split_at(dash);
    if !indent.bytes().all(|byte| byte == b' ') || !rest.get(1..).unwrap_or_default().trim().is_empty() {
        return Err(NotEdited::Unusual);
    }
    let column = indent.len();
    while let Some(line) = text.get(..at.saturating_sub(1)).filter(|_| at > 0) {
        let start = line.rfind('\n').map_or(0, |end| end + 1);
        if !line.get(start..).unwrap_or_default().trim_start().starts_with('#') {
            break;
        }
        at = start;
    }
    let list = behind_key(&Value::Sequence(vec![value.clone()]), column);
    let list = format!("{}\n", list.trim_start_matches('\n'));
    Ok(Splice { range: at..at, text: with_line_ends(text, at, list) })
}

/// Returns a value as it stands behind the colon of its key, without the line end behind it.
fn rendered(mapping: &MappingPlace, field: &FieldPlace, value: &Value) -> String {
    let quoted = match (value, field.value.shape, field.value.has_tag) {
        (Value::Text(new), Shape::Scalar(ScalarStyle::SingleQuoted), false) => single_quoted(new),
        (Value::Text(new), Shape::Scalar(ScalarStyle::DoubleQuoted), false) if !new.contains('\n') => {
            Some(double_quoted(new))
        }
        _ => None,
    };
    match quoted {
        Some(text) => format!(" {text}"),
        None if mapping.is_flow => format!(" {}", on_one_line(value)),
        None => behind_key(value, mapping.indent + 2),
    }
}

/// Makes a splice whose first line goes before the comment behind the old value, and whose other lines go after it.
fn behind_comment(text: &str, range: Range<usize>, new: String) -> Splice {
    let Some(line) = new.find('\n') else { return Splice { range, text: new } };
    let end = line_end(text, range.end);
    let comment = text.get(range.end..end).unwrap_or_default();
    let (first, more) = new.split_at(line);
    let new = format!("{first}{comment}{more}");
    Splice { range: range.start..end, text: with_line_ends(text, end, new) }
}

/// Returns the comment in a line, the space before it included.
fn comment_of(line: &str) -> String {
    let line = line.trim_end_matches('\r');
    let Some((code, _)) = line.split_once(" #") else { return String::new() };
    line.get(code.trim_end().len()..).unwrap_or_default().to_owned()
}

/// Returns where the line that a place is in ends, before its line break.
fn line_end(text: &str, at: usize) -> usize {
    let line = text.get(at..).unwrap_or_default().split('\n').next().unwrap_or_default();
    at + line.strip_suffix('\r').unwrap_or(line).len()
}

/// Gives new lines the line ends that the file has around a place.
fn with_line_ends(text: &str, at: usize, new: String) -> String {
    let before = text.get(..at).and_then(|before| before.rfind('\n').map(|end| before.get(..end)));
    let is_windows = match before {
        Some(line) => line.is_some_and(|line| line.ends_with('\r')),
        None => text.get(at..).is_some_and(|rest| rest.starts_with("\r\n")),
    };
    if is_windows { new.replace('\n', "\r\n") } else { new }
}
