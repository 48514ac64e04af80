//! YAML text to values, within bounds.
//!
//! The library's event parser is used directly, because serde's data model drops what a blueprint needs: whether a
//! scalar was quoted, which tag it has, and where aliases multiply the text.

use std::collections::HashMap;

use serde_saphyr::granit_parser::{
    ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Span, StrInput, Tag as ParsedTag,
};

use crate::error::{BlueprintError, NotABlueprint};
use crate::scalar::{MERGE, YAML_TAGS, resolve};
use crate::value::{Content, Tag, Value};

/// The longest text, in bytes.
const MOST_BYTES: usize = 8 * 1024 * 1024;
/// The deepest nesting, in levels.
const MOST_LEVELS: usize = 64;
/// The most nodes without those behind aliases.
const MOST_NODES: usize = 1_000_000;
/// The most aliases.
const MOST_ALIASES: usize = 1_000;
/// The most nodes that aliases, and the anchors kept for them, may add.
const MOST_ALIASED_NODES: usize = 250_000;

impl Value {
    /// Parses the text of one YAML document. An empty text is null. Aliases are replaced by what they stand for, merge
    /// keys by what they merge; of two equal keys the later wins, as it does for authentik.
    pub fn from_yaml(text: &str) -> Result<Value, BlueprintError> {
        if text.len() > MOST_BYTES {
            return Err(BlueprintError::TooLarge { limit: MOST_BYTES });
        }
        let mut options = Options::default();
        options.emit_comments = false;
        let mut reader = Reader {
            events: Parser::new_from_str_with_options(text, options),
            anchors: HashMap::new(),
            n_nodes: 0,
            n_aliases: 0,
            n_aliased_nodes: 0,
        };
        reader.stream()
    }
}

struct Reader<'text> {
    events: Parser<'text, StrInput<'text>>,
    anchors: HashMap<usize, Value>,
    n_nodes: usize,
    n_aliases: usize,
    n_aliased_nodes: usize,
}

type Pairs = Vec<(Value, Value)>;

impl<'text> Reader<'text> {
    fn stream(&mut self) -> Result<Value, BlueprintError> {
        let mut root = None;
        while let Some((event, span)) = self.next()? {
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

    fn next(&mut self) -> Result<Option<(Event<'text>, Span)>, BlueprintError> {
        self.events.next().transpose().map_err(|error: ScanError| match error.kind() {
            ErrorKind::RecursionLimitExceeded => BlueprintError::TooDeep { limit: MOST_LEVELS },
            _ => not_yaml(error.marker().line(), error.marker().col()),
        })
    }

    /// Reads the node that starts with an event.
    fn node(&mut self, event: Event<'text>, span: Span, level: usize) -> Result<Value, BlueprintError> {
        self.n_nodes += 1;
        if self.n_nodes > MOST_NODES {
            return Err(BlueprintError::TooLarge { limit: MOST_NODES });
        }
        if level > MOST_LEVELS {
            return Err(BlueprintError::TooDeep { limit: MOST_LEVELS });
        }
        let (anchor, value) = match event {
            Event::Alias(anchor) => return self.alias(anchor, span),
            Event::Scalar(text, style, anchor, tag) => {
                (anchor, scalar(text.into_owned(), style == ScalarStyle::Plain, full_tag(tag.as_deref())))
            }
            Event::SequenceStart(_, anchor, tag) => {
                let tag = full_tag(tag.as_deref());
                let items = self.items(level + 1)?;
                let value = match foreign(tag, "seq") {
                    Some(tag) => Value::Tagged(tag, Content::Sequence(items)),
                    None => Value::Sequence(items),
                };
                (anchor, value)
            }
            Event::MappingStart(_, anchor, tag) => {
                let tag = full_tag(tag.as_deref());
                let pairs = self.pairs(level + 1)?;
                let value = match foreign(tag, "map") {
                    Some(tag) => Value::Tagged(tag, Content::Mapping(pairs)),
                    None => Value::Mapping(pairs),
                };
                (anchor, value)
            }
            _ => return Err(not_yaml(span.start.line(), span.start.col())),
        };
        if anchor != 0 {
            self.spend(value.n_nodes())?;
            self.anchors.insert(anchor, value.clone());
        }
        Ok(value)
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<Value, BlueprintError> {
        self.n_aliases += 1;
        if self.n_aliases > MOST_ALIASES {
            return Err(BlueprintError::TooManyAliases);
        }
        // An anchor that is still open is not known yet: a value cannot contain itself.
        let n_nodes = match self.anchors.get(&anchor) {
            Some(value) => value.n_nodes(),
            None => return Err(not_yaml(span.start.line(), span.start.col())),
        };
        self.spend(n_nodes)?;
        self.anchors.get(&anchor).cloned().ok_or_else(|| not_yaml(span.start.line(), span.start.col()))
    }

    fn spend(&mut self, n_nodes: usize) -> Result<(), BlueprintError> {
        self.n_aliased_nodes += n_nodes;
        if self.n_aliased_nodes > MOST_ALIASED_NODES {
            return Err(BlueprintError::TooManyAliases);
        }
        Ok(())
    }

    fn items(&mut self, level: usize) -> Result<Vec<Value>, BlueprintError> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                Some((Event::SequenceEnd, _)) | None => return Ok(items),
                Some((event, span)) => items.push(self.node(event, span, level)?),
            }
        }
    }

    fn pairs(&mut self, level: usize) -> Result<Pairs, BlueprintError> {
        let mut own = Vec::new();
        let mut merged = Vec::new();
        loop {
            let (key, span) = match self.next()? {
                Some((Event::MappingEnd, _)) | None => break,
                Some((event, span)) => (self.node(event, span, level)?, span),
            };
            // Such a key cannot be looked up in Python either.
            if matches!(key, Value::Sequence(_) | Value::Mapping(_)) {
                return Err(not_yaml(span.start.line(), span.start.col()));
            }
            let value = match self.next()? {
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
                                return Err(not_yaml(span.start.line(), span.start.col()));
                            };
                            merged.extend(pairs);
                        }
                    }
                    _ => return Err(not_yaml(span.start.line(), span.start.col())),
                }
            } else {
                own.push((key, value));
            }
        }
        merged.append(&mut own);
        Ok(last_of_each(merged))
    }
}

/// Keeps the place of the first of equal keys and the value of the last.
fn last_of_each(pairs: Pairs) -> Pairs {
    let mut places: HashMap<String, usize> = HashMap::with_capacity(pairs.len());
    let mut kept: Pairs = Vec::with_capacity(pairs.len());
    for (key, value) in pairs {
        // A key behind a tag is an object of its own to authentik, equal to no other.
        if matches!(key, Value::Tagged(..)) {
            kept.push((key, value));
            continue;
        }
        let place = *places.entry(format!("{key:?}")).or_insert(kept.len());
        match kept.get_mut(place) {
            Some(pair) => pair.1 = value,
            None => kept.push((key, value)),
        }
    }
    kept
}

fn is_merge_key(key: &Value) -> bool {
    matches!(key, Value::Tagged(Tag::Unknown(tag), Content::Text(text))
        if text == MERGE && tag.strip_prefix(YAML_TAGS) == Some("merge"))
}

fn scalar(text: String, is_plain: bool, tag: Option<String>) -> Value {
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

fn full_tag(tag: Option<&ParsedTag>) -> Option<String> {
    tag.map(|tag| format!("{}{}", tag.handle(), tag.suffix()))
}

/// Returns the tag unless it only says what the node is anyway.
fn foreign(tag: Option<String>, own: &str) -> Option<Tag> {
    tag.filter(|tag| tag != "!" && tag.strip_prefix(YAML_TAGS) != Some(own))
        .map(|tag| Tag::from_spelling(&tag))
}

fn not_yaml(line: usize, column_from_zero: usize) -> BlueprintError {
    BlueprintError::NotYaml { line, column: column_from_zero + 1 }
}

#[cfg(test)]
#[path = "yaml_tests.rs"]
mod tests;
