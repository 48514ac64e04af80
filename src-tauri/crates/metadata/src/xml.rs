//! XML as a tree of bounded depth, with namespaces, and without anything that is not in the text itself.

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

use crate::error::MetadataError;

const MOST_LEVELS: usize = 32;
/// Each takes some 200 bytes.
const MOST_ELEMENTS: usize = 100_000;

/// One element.
#[derive(Debug, Default)]
pub(crate) struct Element {
    namespace: String,
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    /// Returns whether it has a name in a namespace.
    pub(crate) fn is(&self, namespace: &str, name: &str) -> bool {
        self.name == name && self.namespace == namespace
    }

    /// Returns an attribute's value. Attributes with a namespace of their own are not looked at.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns its own text without what stands around it.
    pub(crate) fn text(&self) -> &str {
        self.text.trim()
    }

    /// Returns the children with a name in a namespace.
    pub(crate) fn children<'a>(
        &'a self,
        namespace: &'a str,
        name: &'a str,
    ) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.is(namespace, name))
    }

    /// Adds the elements with a name in a namespace, this one or below it.
    pub(crate) fn find<'a>(&'a self, namespace: &str, name: &str, found: &mut Vec<&'a Element>) {
        if self.is(namespace, name) {
            found.push(self);
        }
        self.children.iter().for_each(|child| child.find(namespace, name, found));
    }
}

/// Reads a document and returns its root element.
pub(crate) fn read(text: &str) -> Result<Element, MetadataError> {
    let mut reader = NsReader::from_str(text);
    // The open elements; the first one is the document itself.
    let mut open = vec![Element::default()];
    let mut n_elements = 0;
    loop {
        let at = |reader: &NsReader<_>| place(text, reader.error_position());
        let read = reader.read_resolved_event();
        let Ok((namespace, event)) = read else { return Err(at(&reader)) };
        if matches!(event, Event::Start(_) | Event::Empty(_)) {
            n_elements += 1;
        }
        if n_elements > MOST_ELEMENTS {
            return Err(MetadataError::TooLarge { limit: MOST_ELEMENTS });
        }
        let here = |reader: &NsReader<_>| place(text, reader.buffer_position());
        match event {
            Event::Start(start) => {
                let element = element(namespace, &start).ok_or_else(|| here(&reader))?;
                if open.len() > MOST_LEVELS {
                    return Err(MetadataError::TooDeep { limit: MOST_LEVELS });
                }
                open.push(element);
            }
            Event::Empty(start) => {
                let element = element(namespace, &start).ok_or_else(|| here(&reader))?;
                append(&mut open, element);
            }
            Event::End(_) => {
                if let Some(element) = open.pop() {
                    append(&mut open, element);
                }
            }
            Event::Text(more) => add_text(&mut open, &more.xml10_content()),
            Event::CData(more) => add_text(&mut open, &more.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref() {
                    Ok(Some(character)) => Some(character),
                    Ok(None) => predefined(&reference),
                    Err(_) => None,
                };
                let Some(character) = character else { return Err(here(&reader)) };
                add_text(&mut open, character.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => return Err(MetadataError::DocumentType),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            Event::Eof => break,
        }
    }
    let end = place(text, text.len() as u64);
    // Whatever is still open was never closed, and a document has one root.
    match (open.pop(), open.is_empty()) {
        (Some(mut document), true) if document.children.len() == 1 => document.children.pop().ok_or(end),
        _ => Err(end),
    }
}

/// `None`: an attribute is malformed, or a prefix stands for nothing.
fn element(namespace: ResolveResult<'_>, start: &BytesStart<'_>) -> Option<Element> {
    let namespace = match namespace {
        ResolveResult::Bound(namespace) => namespace.into_inner().to_owned(),
        ResolveResult::Unbound => String::new(),
        ResolveResult::Unknown(_) => return None,
    };
    let mut attributes = Vec::new();
    // The check for attributes that stand twice compares each with all others; the first one counts here.
    let mut all = start.attributes();
    for attribute in all.with_checks(false) {
        let attribute = attribute.ok()?;
        if attribute.key.prefix().is_none() {
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
            attributes.push((attribute.key.local_name().into_inner().to_owned(), value.into_owned()));
        }
    }
    let name = start.local_name().into_inner().to_owned();
    Some(Element { namespace, name, attributes, ..Element::default() })
}

fn append(open: &mut [Element], element: Element) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(element);
    }
}

fn add_text(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn predefined(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => None,
    }
}

fn place(text: &str, position: u64) -> MetadataError {
    let position = usize::try_from(position).unwrap_or(text.len()).min(text.len());
    let before = text.as_bytes().get(..position).unwrap_or_default();
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let column = String::from_utf8_lossy(before.get(start..).unwrap_or_default()).chars().count() + 1;
    MetadataError::Malformed { line, column }
}
