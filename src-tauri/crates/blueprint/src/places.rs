//! A walk over the text of a blueprint that notes where each field stands, to the byte.

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, Span, StrInput};

use crate::error::BlueprintError;
use crate::parse::{MOST_BYTES, located, next, parser_with_anchors};
use crate::position::Position;

/// Where the fields of all entries stand.
#[derive(Debug, Default)]
pub(crate) struct Places {
    pub(crate) entries: Vec<EntryPlace>,
    /// Each alias: the number of its anchor, and where it stands in bytes.
    pub(crate) aliases: Vec<(usize, usize)>,
}

/// Where an entry stands.
#[derive(Debug)]
pub(crate) struct EntryPlace {
    pub(crate) at: Position,
    /// Where its first key stands, in bytes.
    pub(crate) start: usize,
    /// The anchors of the lists and mappings that it stands in, its own last.
    pub(crate) anchors: Vec<usize>,
    pub(crate) identifiers: Option<MappingPlace>,
    pub(crate) attrs: Option<MappingPlace>,
}

/// Where a mapping of fields stands.
#[derive(Debug)]
pub(crate) struct MappingPlace {
    pub(crate) anchor: usize,
    pub(crate) is_flow: bool,
    /// The column of its keys if they stand on lines of their own, from 0.
    pub(crate) indent: usize,
    /// Where the mapping begins, in bytes.
    pub(crate) start: usize,
    /// Where its last value ends, in bytes. The brace that closes a mapping in flow style comes later.
    pub(crate) end: usize,
    /// The fields with a name, in the order of the file. Of equal names only the last one counts.
    pub(crate) fields: Vec<(String, FieldPlace)>,
}

/// Where a field stands.
#[derive(Debug, Clone)]
pub(crate) struct FieldPlace {
    /// Where its name stands.
    pub(crate) at: Position,
    /// Where its name ends, in bytes.
    pub(crate) key_end: usize,
    /// What its value is.
    pub(crate) value: ValuePlace,
}

/// Where a value stands.
#[derive(Debug, Clone)]
pub(crate) struct ValuePlace {
    pub(crate) shape: Shape,
    /// Where it begins in bytes, its anchor and tag included. A block scalar begins with its first line.
    pub(crate) start: usize,
    /// Where its last character stands, in bytes.
    pub(crate) end: usize,
    /// Its own anchor: from where to where it stands, in bytes.
    pub(crate) anchor: Option<(usize, usize)>,
    pub(crate) has_tag: bool,
    /// The numbers of the anchors in it, its own included: from this one to before that one.
    pub(crate) anchors: (usize, usize),
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// There is nothing behind the colon.
    Empty,
    /// A scalar on one or more lines.
    Scalar(ScalarStyle),
    /// `*name`.
    Alias,
    /// In brackets or braces.
    Flow,
    /// On lines of its own.
    Block,
}

/// Walks over a text.
pub(crate) fn places(text: &str) -> Result<Places, BlueprintError> {
    if text.len() > MOST_BYTES {
        return Err(BlueprintError::TooLarge { limit: MOST_BYTES });
    }
    let mut walk = Walk {
        text,
        events: parser_with_anchors(text),
        places: Places::default(),
        end: 0,
        next_anchor: 1,
        around: Vec::new(),
    };
    while let Some((event, span)) = walk.next()? {
        match event {
            Event::StreamStart | Event::StreamEnd | Event::DocumentStart(..) | Event::DocumentEnd => {}
            Event::MappingStart(_, anchor, _) => walk.root(anchor)?,
            other => {
                walk.value(other, span)?;
            }
        }
    }
    Ok(walk.places)
}

struct Walk<'text> {
    text: &'text str,
    events: Parser<'text, StrInput<'text>>,
    places: Places,
    /// Where the last scalar, alias or closing bracket ended.
    end: usize,
    next_anchor: usize,
    /// The anchors of the lists and mappings that are open.
    around: Vec<usize>,
}

type Node<'text> = (Event<'text>, Span);

impl<'text> Walk<'text> {
    fn next(&mut self) -> Result<Option<Node<'text>>, BlueprintError> {
        next(&mut self.events)
    }

    /// Returns the next key of a mapping, its text and where it stands; `None` at the end. A key that is no scalar has
    /// no text.
    fn key(&mut self) -> Result<Option<(Option<String>, Span)>, BlueprintError> {
        match self.next()? {
            None => Ok(None),
            Some((Event::MappingEnd, span)) => {
                self.closed(&span);
                Ok(None)
            }
            Some((event, span)) => {
                let name = match &event {
                    Event::Scalar(text, _, _, None) => Some(text.clone().into_owned()),
                    _ => None,
                };
                self.value(event, span)?;
                Ok(Some((name, span)))
            }
        }
    }

    fn root(&mut self, anchor: usize) -> Result<(), BlueprintError> {
        self.opened(anchor)?;
        self.around.push(anchor);
        while let Some((name, _)) = self.key()? {
            let Some((event, span)) = self.next()? else { break };
            if name.as_deref() == Some("entries") {
                self.places.entries.clear();
                self.entries(event, span)?;
            } else {
                self.value(event, span)?;
            }
        }
        self.around.pop();
        Ok(())
    }

    /// Walks over the entries: a list, or a mapping whose values are lists.
    fn entries(&mut self, event: Event<'text>, span: Span) -> Result<(), BlueprintError> {
        match event {
            Event::SequenceStart(_, anchor, _) => {
                self.opened(anchor)?;
                self.around.push(anchor);
                while let Some((event, span)) = self.next()? {
                    if matches!(event, Event::SequenceEnd) {
                        break;
                    }
                    self.entry(event, span)?;
                }
                self.around.pop();
            }
            Event::MappingStart(_, anchor, _) => {
                self.opened(anchor)?;
                self.around.push(anchor);
                while self.key()?.is_some() {
                    let Some((event, span)) = self.next()? else { break };
                    match event {
                        Event::SequenceStart(..) => self.entries(event, span)?,
                        other => _ = self.value(other, span)?,
                    }
                }
                self.around.pop();
            }
            other => _ = self.value(other, span)?,
        }
        Ok(())
    }

    fn entry(&mut self, event: Event<'text>, span: Span) -> Result<(), BlueprintError> {
        let mut entry = EntryPlace {
            at: located(&span.start),
            start: byte(span.start.byte_offset()),
            anchors: self.around.clone(),
            identifiers: None,
            attrs: None,
        };
        if let Event::MappingStart(_, anchor, _) = event {
            self.opened(anchor)?;
            entry.anchors.push(anchor);
            while let Some((name, _)) = self.key()? {
                let Some((event, span)) = self.next()? else { break };
                match name.as_deref() {
                    Some("identifiers") => entry.identifiers = self.fields(event, span)?,
                    Some("attrs") => entry.attrs = self.fields(event, span)?,
                    _ => _ = self.value(event, span)?,
                }
            }
        } else {
            self.value(event, span)?;
        }
        self.places.entries.push(entry);
        Ok(())
    }

    /// Walks over a mapping of fields. `None`: it is none, or stands elsewhere.
    fn fields(&mut self, event: Event<'text>, span: Span) -> Result<Option<MappingPlace>, BlueprintError> {
        let Event::MappingStart(_, anchor, _) = event else {
            self.value(event, span)?;
            return Ok(None);
        };
        self.opened(anchor)?;
        let start = byte(span.start.byte_offset());
        let is_flow = is_bracket(&span);
        let indent = span.start.col();
        let mut mapping = MappingPlace {
            anchor,
            is_flow,
            indent,
            start,
            end: byte(span.end.byte_offset()),
            fields: vec![],
        };
        while let Some((name, key)) = self.key()? {
            let Some((event, span)) = self.next()? else { break };
            let key_end = byte(key.end.byte_offset());
            let mut value = self.value(event, span)?;
            if matches!(value.shape, Shape::Scalar(ScalarStyle::Literal | ScalarStyle::Folded)) {
                value.start = self.block_scalar_start(key_end, value.start);
            }
            // A key without a value ends with its colon, which no event tells of.
            mapping.end = value.end.max(after_colon(self.text, key_end).unwrap_or(key_end));
            if let Some(name) = name {
                mapping.fields.push((name, FieldPlace { at: located(&key.start), key_end, value }));
            }
        }
        Ok(Some(mapping))
    }

    /// Returns where the `|` or `>` of a block scalar stands, or the anchor or tag before it.
    fn block_scalar_start(&self, key_end: usize, start: usize) -> usize {
        let Some(colon) = after_colon(self.text, key_end) else { return start };
        let rest = self.text.get(colon..start).unwrap_or_default();
        colon + (rest.len() - rest.trim_start().len())
    }

    /// Walks over a whole node.
    fn value(&mut self, event: Event<'text>, span: Span) -> Result<ValuePlace, BlueprintError> {
        let first_anchor = self.next_anchor;
        let [mut start, end] = [span.start, span.end].map(|marker| byte(marker.byte_offset()));
        let tag = span.tag_span().and_then(|span| span.start.byte_offset());
        start = tag.map_or(start, |tag| start.min(tag));
        let (shape, anchor) = match event {
            Event::Scalar(_, ScalarStyle::Plain, anchor, _) if start == end => (Shape::Empty, anchor),
            Event::Scalar(_, style, anchor, _) => (Shape::Scalar(style), anchor),
            Event::Alias(anchor) => {
                self.places.aliases.push((anchor, start));
                (Shape::Alias, 0)
            }
            Event::SequenceStart(_, anchor, _) | Event::MappingStart(_, anchor, _) => {
                (if is_bracket(&span) { Shape::Flow } else { Shape::Block }, anchor)
            }
            _ => (Shape::Empty, 0),
        };
        let anchor = self.opened(anchor)?;
        if let Some((anchor, _)) = anchor {
            start = start.min(anchor);
        }
        match shape {
            Shape::Flow | Shape::Block => self.rest()?,
            Shape::Scalar(ScalarStyle::Literal | ScalarStyle::Folded) => {
                self.end = block_scalar_end(self.text, byte(span.start.byte_offset()), end);
            }
            // What is empty ends where its anchor or tag does.
            Shape::Empty => self.end = self.end.max(anchor.map_or(start, |(_, end)| end)),
            Shape::Scalar(_) | Shape::Alias => self.end = end,
        }
        let end = if shape == Shape::Empty { end.max(start) } else { self.end };
        let anchors = (first_anchor, self.next_anchor);
        Ok(ValuePlace { shape, start, end, anchor, has_tag: span.tag_start.is_some(), anchors })
    }

    /// Walks to the end of a list or mapping that is open.
    fn rest(&mut self) -> Result<(), BlueprintError> {
        let mut level = 1_usize;
        while level > 0 {
            let Some((event, span)) = self.next()? else { break };
            match event {
                Event::SequenceStart(_, anchor, _) | Event::MappingStart(_, anchor, _) => {
                    self.opened(anchor)?;
                    level += 1;
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    level -= 1;
                    self.closed(&span);
                }
                other => _ = self.value(other, span)?,
            }
        }
        Ok(())
    }

    /// Notes the end of a list or mapping; of one that stands on lines of its own it has no character.
    fn closed(&mut self, span: &Span) {
        if is_bracket(span) {
            self.end = byte(span.end.byte_offset());
        }
    }

    /// Takes the event that tells where the anchor of the last node stands.
    fn opened(&mut self, anchor: usize) -> Result<Option<(usize, usize)>, BlueprintError> {
        if anchor == 0 {
            return Ok(None);
        }
        self.next_anchor = anchor + 1;
        let place = self.next()?.map(|(_, span)| span);
        Ok(place.map(|span| (byte(span.start.byte_offset()), byte(span.end.byte_offset()))))
    }
}

/// Returns whether the event of a list or mapping is a bracket or brace in the text.
fn is_bracket(span: &Span) -> bool {
    span.end.byte_offset() > span.start.byte_offset()
}

/// The parser of a `&str` knows every byte offset.
fn byte(offset: Option<usize>) -> usize {
    offset.unwrap_or_default()
}

/// Returns where the text goes on behind the colon of a key that ends here. `None`: the key stands in a way of its own,
/// such as `? key`.
pub(crate) fn after_colon(text: &str, key_end: usize) -> Option<usize> {
    let rest = text.get(key_end..)?;
    let colon = rest.trim_start_matches([' ', '\t']);
    colon.starts_with(':').then(|| key_end + (rest.len() - colon.len()) + 1)
}

/// Returns where the last line of a block scalar ends. Blank lines behind it belong to it only if it says so (`|+`).
fn block_scalar_end(text: &str, start: usize, end: usize) -> usize {
    let body = text.get(start..end).unwrap_or_default();
    let header = text.get(..start).unwrap_or_default().trim_end_matches([' ', '\n', '\r', '\t']);
    let header = header.rsplit('\n').next().unwrap_or_default();
    let header = header.split(" #").next().unwrap_or_default().trim_end();
    let keeps = header.ends_with("|+") || header.ends_with(">+") || {
        let marks = header.trim_end_matches(|mark: char| mark.is_ascii_digit() || mark == '+');
        marks.ends_with(['|', '>']) && header.get(marks.len()..).is_some_and(|marks| marks.contains('+'))
    };
    let length = if keeps {
        body.rfind('\n').unwrap_or(body.len())
    } else {
        let written = body.trim_end().len();
        body.get(written..).and_then(|rest| rest.find('\n')).map_or(body.len(), |line| written + line)
    };
    let line = body.get(..length).unwrap_or_default();
    start + line.strip_suffix('\r').unwrap_or(line).len()
}
