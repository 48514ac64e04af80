//! YAML text to values, within bounds.
//!
//! The library's event parser is used directly, because serde's data model drops what a blueprint needs: whether a
//! scalar was quoted, which tag it has, and where aliases multiply the text.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::mem;

use serde_saphyr::granit_parser::{
    ErrorKind, Event, Marker, Options, Parser, ScalarStyle, ScanError, Span, StrInput, Tag as ParsedTag,
};

use crate::error::{BlueprintError, NotABlueprint};
use crate::position::Position;
use crate::scalar::{MERGE, YAML_TAGS, resolve};
use crate::value::{Content, Size, Tag, Value};

/// The longest text, in bytes.
pub(crate) const MOST_BYTES: usize = 8 * 1024 * 1024;
/// The deepest nesting, in levels.
const MOST_LEVELS: usize = 64;
/// The most nodes without those behind aliases; so many take some 25 MB, and as much again in the drafts made of them.
const MOST_NODES: usize = 250_000;
/// The longest text of one scalar, in bytes: findings and forms repeat it.
const MOST_BYTES_OF_ONE: usize = 1024 * 1024;
/// The most keys of one mapping: each that authentik does not know is looked up among those that it does.
const MOST_PAIRS: usize = 10_000;
/// The longest text of all scalars and tags together, in bytes. A handle that stands for a long tag makes more of
/// them than the file has.
const MOST_SCALAR_BYTES: usize = 2 * MOST_BYTES;
/// The most aliases.
const MOST_ALIASES: usize = 1_000;
/// What aliases, and the anchors kept for them, may add.
const MOST_ALIASED: Size = Size { n_nodes: 100_000, n_bytes: 4 * 1024 * 1024 };

impl Value {
    /// Parses the text of one YAML document. An empty text is null. Aliases are replaced by what they stand for, merge
    /// keys by what they merge; of two equal keys the later wins, as it does for authentik.
    pub fn from_yaml(text: &str) -> Result<Value, BlueprintError> {
        if text.len() > MOST_BYTES {
            return Err(BlueprintError::TooLarge { limit: MOST_BYTES });
        }
        let mut reader = Reader {
            events: parser(text),
            anchors: HashMap::new(),
            read: Size::default(),
            n_aliases: 0,
            aliased: Size::default(),
        };
        reader.stream()
    }
}

/// What the library's parser yields.
pub(crate) type Parsed<'text> = Option<(Event<'text>, Span)>;

/// Returns the library's parser for a text, without comments.
pub(crate) fn parser(text: &str) -> Parser<'_, StrInput<'_>> {
    Parser::new_from_str_with_options(text, options())
}

/// Returns the same parser; it also tells where each anchor stands, in an event right behind that of its node.
pub(crate) fn parser_with_anchors(text: &str) -> Parser<'_, StrInput<'_>> {
    let mut options = options();
    options.emit_anchor_events = true;
    Parser::new_from_str_with_options(text, options)
}

fn options() -> Options {
    let mut options = Options::default();
    options.emit_comments = false;
    // The library counts lists and mappings, we count levels, of which the first stands in none.
    options.flow_nesting_limit = MOST_LEVELS + 1;
    options.block_nesting_limit = MOST_LEVELS + 1;
    options
}

/// Returns the next event, and the library's error as ours.
pub(crate) fn next<'text>(
    events: &mut Parser<'text, StrInput<'text>>,
) -> Result<Parsed<'text>, BlueprintError> {
    events.next().transpose().map_err(|error: ScanError| match error.kind() {
        ErrorKind::RecursionLimitExceeded => {
            BlueprintError::TooDeep { limit: MOST_LEVELS, at: located(error.marker()) }
        }
        _ => BlueprintError::NotYaml { at: located(error.marker()) },
    })
}

/// Returns a place of the library's, which counts columns from 0, as ours.
pub(crate) fn located(marker: &Marker) -> Position {
    Position { line: marker.line(), column: marker.col() + 1 }
}

struct Reader<'text> {
    events: Parser<'text, StrInput<'text>>,
    anchors: HashMap<usize, Value>,
    read: Size,
    n_aliases: usize,
    aliased: Size,
}

type Pairs = Vec<(Value, Value)>;

impl<'text> Reader<'text> {
    fn stream(&mut self) -> Result<Value, BlueprintError> {
        let mut root = None;
        while let Some((event, span)) = next(&mut self.events)? {
            match event {
                Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
                Event::DocumentStart(..) => {
                    if root.is_some() {
                        return Err(BlueprintError::not_a_blueprint(NotABlueprint::SeveralDocuments));
                    }
                }
                other => root = Some(self.node(other, span, 0)?),
            }
        }
        Ok(root.unwrap_or(Value::Null))
    }

    /// Reads the node that starts with an event.
    fn node(&mut self, event: Event<'text>, span: Span, level: usize) -> Result<Value, BlueprintError> {
        if level > MOST_LEVELS {
            return Err(BlueprintError::TooDeep { limit: MOST_LEVELS, at: located(&span.start) });
        }
        let (anchor, value) = match event {
            Event::Alias(anchor) => return self.alias(anchor, span),
            Event::Scalar(text, style, anchor, tag) => {
                let tag = self.count(text.len(), tag.as_deref())?;
                (anchor, scalar(text.into_owned(), style == ScalarStyle::Plain, tag))
            }
            Event::SequenceStart(_, anchor, tag) => {
                let tag = self.count(0, tag.as_deref())?;
                let items = self.items(level + 1)?;
                let value = match foreign(tag, "seq") {
                    Some(tag) => Value::Tagged(tag, Content::Sequence(items)),
                    None => Value::Sequence(items),
                };
                (anchor, value)
            }
            Event::MappingStart(_, anchor, tag) => {
                let tag = self.count(0, tag.as_deref())?;
                let pairs = self.pairs(level + 1)?;
                let value = match foreign(tag, "map") {
                    Some(tag) => Value::Tagged(tag, Content::Mapping(pairs)),
                    None => Value::Mapping(pairs),
                };
                (anchor, value)
            }
            _ => return Err(not_yaml(&span)),
        };
        if anchor != 0 {
            self.spend(value.size(), &span)?;
            self.anchors.insert(anchor, value.clone());
        }
        Ok(value)
    }

    /// Counts a node before anything is kept of it, and returns its tag in full.
    fn count(&mut self, n_bytes: usize, tag: Option<&ParsedTag>) -> Result<Option<String>, BlueprintError> {
        let tag_bytes = tag.map_or(0, |tag| tag.handle().len() + tag.suffix().len());
        self.read.add(Size { n_nodes: 1, n_bytes: n_bytes + tag_bytes });
        if n_bytes > MOST_BYTES_OF_ONE {
            return Err(BlueprintError::TooLarge { limit: MOST_BYTES_OF_ONE });
        }
        if self.read.n_nodes > MOST_NODES {
            return Err(BlueprintError::TooLarge { limit: MOST_NODES });
        }
        if self.read.n_bytes > MOST_SCALAR_BYTES {
            return Err(BlueprintError::TooLarge { limit: MOST_SCALAR_BYTES });
        }
        Ok(tag.map(|tag| format!("{}{}", tag.handle(), tag.suffix())))
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<Value, BlueprintError> {
        self.n_aliases += 1;
        if self.n_aliases > MOST_ALIASES {
            return Err(BlueprintError::TooManyAliases { at: located(&span.start) });
        }
        // An anchor that is still open is not known yet: a value cannot contain itself.
        let Some(value) = self.anchors.get(&anchor) else {
            return Err(not_yaml(&span));
        };
        let size = value.size();
        self.spend(size, &span)?;
        self.anchors.get(&anchor).cloned().ok_or_else(|| not_yaml(&span))
    }

    fn spend(&mut self, size: Size, span: &Span) -> Result<(), BlueprintError> {
        self.aliased.add(size);
        if self.aliased.n_nodes > MOST_ALIASED.n_nodes || self.aliased.n_bytes > MOST_ALIASED.n_bytes {
            return Err(BlueprintError::TooManyAliases { at: located(&span.start) });
        }
        Ok(())
    }

    fn items(&mut self, level: usize) -> Result<Vec<Value>, BlueprintError> {
        let mut items = Vec::new();
        loop {
            match next(&mut self.events)? {
                Some((Event::SequenceEnd, _)) | None => break,
                Some((event, span)) => items.push(self.node(event, span, level)?),
            }
        }
        items.shrink_to_fit();
        Ok(items)
    }

    fn pairs(&mut self, level: usize) -> Result<Pairs, BlueprintError> {
        let mut own = Vec::new();
        let mut merged = Vec::new();
        loop {
            let (key, span) = match next(&mut self.events)? {
                Some((Event::MappingEnd, _)) | None => break,
                Some((event, span)) => (self.node(event, span, level)?, span),
            };
            // Such a key cannot be looked up in Python either.
            if matches!(key, Value::Sequence(_) | Value::Mapping(_)) {
                return Err(not_yaml(&span));
            }
            let value = match next(&mut self.events)? {
                Some((event, span)) => self.node(event, span, level)?,
                None => Value::Null,
            };
            if is_merge_key(&key) {
                match value {
                    Value::Mapping(pairs) => merged.extend(pairs),
                    // The first mapping of a list has precedence, so it comes last.
                    Value::Sequence(mappings) => {
                        for mapping in mappings.into_iter().rev() {
                            let Value::Mapping(pairs) = mapping else {
                                return Err(not_yaml(&span));
                            };
                            merged.extend(pairs);
                        }
                    }
                    _ => return Err(not_yaml(&span)),
                }
            } else {
                own.push((key, value));
            }
            if own.len() + merged.len() > MOST_PAIRS {
                return Err(BlueprintError::TooLarge { limit: MOST_PAIRS });
            }
        }
        // What is merged stands first, so that a mapping's own keys win.
        own.splice(0..0, merged);
        own.shrink_to_fit();
        Ok(last_of_each(own))
    }
}

/// Keeps the place of the first of equal keys and the value of the last.
fn last_of_each(mut pairs: Pairs) -> Pairs {
    let mut places: HashMap<PlainKey<'_>, usize> = HashMap::with_capacity(pairs.len());
    let mut moves = Vec::new();
    for (place, (key, _)) in pairs.iter().enumerate() {
        // A key behind a tag is an object of its own to authentik, equal to no other.
        let Some(key) = plain_key(key) else { continue };
        match places.entry(key) {
            Entry::Vacant(entry) => _ = entry.insert(place),
            Entry::Occupied(first) => moves.push((place, *first.get())),
        }
    }
    for &(from, to) in &moves {
        let value = pairs.get_mut(from).map(|pair| mem::replace(&mut pair.1, Value::Null));
        if let (Some(value), Some(pair)) = (value, pairs.get_mut(to)) {
            pair.1 = value;
        }
    }
    let mut gone = moves.iter().map(|(from, _)| *from).peekable();
    let mut place = 0;
    pairs.retain(|_| {
        place += 1;
        gone.next_if_eq(&(place - 1)).is_none()
    });
    pairs
}

/// A key that can be equal to another one.
#[derive(PartialEq, Eq, Hash)]
enum PlainKey<'a> {
    Null,
    Bool(bool),
    Integer(i64),
    Float(u64),
    Text(&'a str),
}

fn plain_key(key: &Value) -> Option<PlainKey<'_>> {
    match key {
        Value::Null => Some(PlainKey::Null),
        Value::Bool(on) => Some(PlainKey::Bool(*on)),
        Value::Integer(number) => Some(PlainKey::Integer(*number)),
        Value::Float(number) => Some(PlainKey::Float(number.to_bits())),
        Value::Text(text) => Some(PlainKey::Text(text)),
        Value::Sequence(_) | Value::Mapping(_) | Value::Tagged(..) => None,
    }
}

fn is_merge_key(key: &Value) -> bool {
    matches!(key, Value::Tagged(Tag::Unknown(tag), Content::Text(text))
        if text == MERGE && tag.strip_prefix(YAML_TAGS) == Some("merge"))
}

/// Returns what a scalar means.
pub(crate) fn scalar(text: String, is_plain: bool, tag: Option<String>) -> Value {
    match tag {
        None if is_plain => resolve(&text),
        None => Value::Text(text),
        // The tag `!` alone says that the scalar is just a text.
        Some(tag) if tag == "!" => Value::Text(text),
        Some(tag) => {
            let resolved = match tag.strip_prefix(YAML_TAGS) {
                Some("str") => return Value::Text(text),
                Some(kind) => Some(resolve(&text)).filter(|value| kind_of(value) == kind),
                None => None,
            };
            resolved.unwrap_or_else(|| Value::Tagged(Tag::from_spelling(&tag), Content::Text(text)))
        }
    }
}

/// Returns the name of the YAML tag that a resolved scalar has by itself.
fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Integer(_) => "int",
        Value::Float(_) => "float",
        Value::Text(_) | Value::Sequence(_) | Value::Mapping(_) | Value::Tagged(..) => "",
    }
}

/// Returns the tag unless it only says what the node is anyway.
fn foreign(tag: Option<String>, own: &str) -> Option<Tag> {
    tag.filter(|tag| tag != "!" && tag.strip_prefix(YAML_TAGS) != Some(own))
        .map(|tag| Tag::from_spelling(&tag))
}

fn not_yaml(span: &Span) -> BlueprintError {
    BlueprintError::NotYaml { at: located(&span.start) }
}

#[cfg(test)]
#[path = "yaml_tests.rs"]
mod tests;
