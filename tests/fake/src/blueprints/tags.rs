//! The fourteen tags, resolved as `authentik/blueprints/v1/common.py` does it.

use std::collections::BTreeMap;

use desk_blueprint::{Content, Tag, Value as Node};
use serde_json::{Map, Value, json};

use super::find;
use crate::shown::shown;
use crate::state::State;
use crate::validation::python_str;

/// The server crashes while it resolves a tag. Every failure of a tag ends like this, also one that has a message: the
/// importer resolves the entry again to log it (recorded for `!KeyOf`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Crash;

/// What the tags of one blueprint are resolved with.
pub(crate) struct Resolver<'a> {
    pub(crate) state: &'a State,
    pub(crate) context: &'a Map<String, Value>,
    /// The keys of the entries that have been applied, by their id.
    pub(crate) keys: &'a BTreeMap<String, String>,
    /// Files that could not be read.
    pub(crate) unread: Vec<String>,
    /// Whether a tag that gives nothing gives the text `None`, as in a log.
    pub(crate) spells_nothing: bool,
    /// The items of the enclosing `!Enumerate`s, the innermost last.
    items: Vec<(Value, Value)>,
    /// Which of them are pushed as a context.
    n_pushed: usize,
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(
        state: &'a State,
        context: &'a Map<String, Value>,
        keys: &'a BTreeMap<String, String>,
    ) -> Resolver<'a> {
        Resolver {
            state,
            context,
            keys,
            unread: Vec::new(),
            spells_nothing: false,
            items: Vec::new(),
            n_pushed: 0,
        }
    }

    /// `BlueprintEntry.tag_resolver`: resolves a value and all that is in it.
    pub(crate) fn resolve(&mut self, node: &Node) -> Result<Value, Crash> {
        match node {
            Node::Null => Ok(Value::Null),
            Node::Bool(is_on) => Ok(json!(is_on)),
            Node::Integer(number) => Ok(json!(number)),
            Node::Float(number) => Ok(json!(number)),
            Node::Text(text) => Ok(json!(text)),
            Node::Sequence(items) => {
                items.iter().map(|item| self.resolve(item)).collect::<Result<_, _>>().map(Value::Array)
            }
            Node::Mapping(pairs) => {
                let mut map = Map::new();
                for (key, value) in pairs {
                    map.insert(key_text(key), self.resolve(value)?);
                }
                Ok(Value::Object(map))
            }
            Node::Tagged(Tag::Enumerate, content) => {
                // Only here an `!Enumerate` becomes a context that `!Value` and `!Index` find.
                self.enumerate(content, true)
            }
            Node::Tagged(tag, content) => match self.tag(tag, content)? {
                Value::Null if self.spells_nothing => Ok(json!("None")),
                value => Ok(value),
            },
        }
    }

    /// `YAMLTag.resolve`, as a tag does it with what stands in it: a value that is no tag stays as it is.
    fn direct(&mut self, node: &Node) -> Result<Value, Crash> {
        match node {
            Node::Tagged(Tag::Enumerate, content) => self.enumerate(content, false),
            Node::Tagged(tag, content) => self.tag(tag, content),
            plain => self.plain(plain),
        }
    }

    /// A value that is no tag. authentik would leave tags inside it unresolved, which no field takes.
    fn plain(&mut self, node: &Node) -> Result<Value, Crash> {
        match node {
            Node::Tagged(..) => Err(Crash),
            Node::Sequence(items) => {
                items.iter().map(|item| self.plain(item)).collect::<Result<_, _>>().map(Value::Array)
            }
            Node::Mapping(pairs) => {
                let pair = |(key, value): &(Node, Node)| Ok((key_text(key), self.plain(value)?));
                pairs.iter().map(pair).collect::<Result<Map<_, _>, _>>().map(Value::Object)
            }
            scalar => self.resolve(scalar),
        }
    }

    fn tag(&mut self, tag: &Tag, content: &Content) -> Result<Value, Crash> {
        let items = match content {
            Content::Sequence(items) => items.as_slice(),
            _ => &[],
        };
        match (tag, content) {
            (Tag::KeyOf, Content::Text(id)) => self.keys.get(id).map(|pk| json!(pk)).ok_or(Crash),
            (Tag::Find, Content::Sequence(items)) => {
                Ok(self.find(items)?.map_or(Value::Null, |found| found["pk"].clone()))
            }
            (Tag::FindObject, Content::Sequence(items)) => Ok(self.find(items)?.unwrap_or(Value::Null)),
            (Tag::Context | Tag::Env | Tag::File, _) => {
                let (name, default) = match content {
                    Content::Text(name) => (name.clone(), None),
                    _ => (python_str(&self.direct(items.first().ok_or(Crash)?)?), items.get(1)),
                };
                match self.given(tag, &name)? {
                    Some(value) => Ok(value),
                    None => default.map_or(Ok(Value::Null), |default| self.direct(default)),
                }
            }
            (Tag::Format, Content::Sequence(_)) => {
                let format = python_str(&self.direct(items.first().ok_or(Crash)?)?);
                let values: Vec<Value> =
                    items.iter().skip(1).map(|item| self.direct(item)).collect::<Result<_, _>>()?;
                formatted(&format, &values).map(Value::String)
            }
            (Tag::Condition, Content::Sequence(_)) => {
                let mode = items.first().and_then(Node::as_text).ok_or(Crash)?.to_uppercase();
                let values: Vec<bool> = items
                    .iter()
                    .skip(1)
                    .map(|item| self.direct(item).map(|value| is_true(&value)))
                    .collect::<Result<_, _>>()?;
                condition(&mode, &values).map(Value::Bool)
            }
            (Tag::If, Content::Sequence(_)) => {
                let is_met = is_true(&self.direct(items.first().ok_or(Crash)?)?);
                match items.get(if is_met { 1 } else { 2 }) {
                    Some(branch) => self.resolve(branch),
                    None => Ok(json!(is_met)),
                }
            }
            (Tag::If, Content::Text(text)) => Ok(json!(!text.is_empty())),
            (Tag::Value | Tag::Index, Content::Text(depth)) => {
                let depth: usize = depth.trim().parse().map_err(|_| Crash)?;
                let at = self.n_pushed.checked_sub(depth + 1).ok_or(Crash)?;
                let (key, value) = self.items.get(at).ok_or(Crash)?;
                Ok(if *tag == Tag::Value { value.clone() } else { key.clone() })
            }
            (Tag::AtIndex, Content::Sequence(_)) => {
                let object = self.direct(items.first().ok_or(Crash)?)?;
                let key = self.direct(items.get(1).ok_or(Crash)?)?;
                let found = match (&object, &key) {
                    (Value::Array(list), Value::Number(number)) => at(list, number.as_i64().ok_or(Crash)?),
                    (Value::Object(map), Value::String(name)) => map.get(name),
                    (Value::Object(_), _) => None,
                    _ => return Err(Crash),
                };
                match (found, items.get(2)) {
                    (Some(value), _) => Ok(value.clone()),
                    (None, Some(default)) => self.direct(default),
                    (None, None) => Err(Crash),
                }
            }
            (Tag::ParseJson, Content::Text(text)) => serde_json::from_str(text).map_err(|_| Crash),
            // What the loader makes no number or boolean of is text to a field: a date, a number in base 60.
            (Tag::Unknown(name), Content::Text(text)) if name.starts_with("tag:yaml.org") => Ok(json!(text)),
            _ => Err(Crash),
        }
    }

    fn given(&mut self, tag: &Tag, name: &str) -> Result<Option<Value>, Crash> {
        match tag {
            Tag::Env => {
                let value = self.state.environment.get(name).filter(|value| !value.is_empty());
                Ok(value.map(|value| json!(value)))
            }
            Tag::File => {
                let text = self.state.files.get(name).map(|text| json!(text.trim()));
                if text.is_none() {
                    self.unread.push(name.to_owned());
                }
                Ok(text)
            }
            _ => Ok(self.context.get(name).cloned()),
        }
    }

    /// Returns the first object with these values, as the API shows it.
    fn find(&mut self, items: &[Node]) -> Result<Option<Value>, Crash> {
        let model = python_str(&self.direct(items.first().ok_or(Crash)?)?);
        let mut wanted = Vec::new();
        for pair in items.iter().skip(1) {
            let [field, value] = pair.as_sequence().ok_or(Crash)? else { return Err(Crash) };
            let field = python_str(&self.direct(field)?);
            wanted.push((field, self.direct(value)?));
        }
        match find::first(self.state, &model, &wanted)? {
            find::Found::Object(object) => Ok(Some(shown(self.state, object, "http://localhost"))),
            find::Found::Other(value) => Ok(Some(value)),
            find::Found::None => Ok(None),
        }
    }

    fn enumerate(&mut self, content: &Content, is_pushed: bool) -> Result<Value, Crash> {
        let Content::Sequence(parts) = content else { return Err(Crash) };
        let [iterable, body, item] = parts.as_slice() else { return Err(Crash) };
        let is_map = match body.as_text().ok_or(Crash)?.to_uppercase().as_str() {
            "SEQ" => false,
            "MAP" => true,
            _ => return Err(Crash),
        };
        let pairs: Vec<(Value, Value)> = match self.direct(iterable)? {
            Value::Array(list) => {
                list.into_iter().enumerate().map(|(at, value)| (json!(at), value)).collect()
            }
            // Python iterates over pairs: the value of an item is the pair's second half.
            Value::Object(map) => map.into_iter().map(|(key, value)| (json!(key), value)).collect(),
            _ => return Err(Crash),
        };
        let mut result = if is_map { json!({}) } else { json!([]) };
        let depth = self.n_pushed;
        for pair in pairs {
            self.items.truncate(depth);
            if is_pushed {
                self.items.push(pair);
                self.n_pushed = depth + 1;
            }
            let resolved = self.resolve(item);
            self.n_pushed = depth;
            add(&mut result, resolved?)?;
        }
        self.items.truncate(depth);
        Ok(result)
    }
}

/// Adds an item to the result of an `!Enumerate`.
fn add(result: &mut Value, item: Value) -> Result<(), Crash> {
    match (result, item) {
        (Value::Array(list), item) => list.push(item),
        (Value::Object(map), Value::Array(pair)) => {
            let [key, value] = pair.as_slice() else { return Err(Crash) };
            map.insert(python_str(key), value.clone());
        }
        (Value::Object(map), Value::Object(item)) => merge(map, item),
        _ => return Err(Crash),
    }
    Ok(())
}

/// `deepmerge.always_merger`: mappings merge, lists append, else the newer wins.
pub(crate) fn merge(into: &mut Map<String, Value>, from: Map<String, Value>) {
    for (key, value) in from {
        match (into.get_mut(&key), value) {
            (Some(Value::Object(old)), Value::Object(new)) => merge(old, new),
            (Some(Value::Array(old)), Value::Array(new)) => old.extend(new),
            (_, value) => {
                into.insert(key, value);
            }
        }
    }
}

/// Returns whether Python takes a value for true.
pub(crate) fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(is_on) => *is_on,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(map) => !map.is_empty(),
    }
}

fn key_text(key: &Node) -> String {
    match key {
        Node::Text(text) => text.clone(),
        Node::Integer(number) => number.to_string(),
        Node::Bool(is_on) => python_str(&json!(is_on)),
        _ => "None".to_owned(),
    }
}

/// Returns an item of a list; a negative index counts from the end.
fn at(list: &[Value], index: i64) -> Option<&Value> {
    let length = i64::try_from(list.len()).ok()?;
    let index = if index < 0 { index + length } else { index };
    usize::try_from(index).ok().and_then(|index| list.get(index))
}

fn condition(mode: &str, values: &[bool]) -> Result<bool, Crash> {
    let all = values.iter().all(|is_on| *is_on);
    let any = values.iter().any(|is_on| *is_on);
    let odd = values.iter().fold(false, |odd, is_on| odd ^ is_on);
    match mode {
        _ if values.is_empty() => Err(Crash),
        "AND" => Ok(all),
        "NAND" => Ok(!all),
        "OR" => Ok(any),
        "NOR" => Ok(!any),
        "XOR" => Ok(odd),
        "XNOR" => Ok(!odd),
        _ => Err(Crash),
    }
}

/// Python's `%` with `%s`, `%d` and `%%`.
fn formatted(format: &str, values: &[Value]) -> Result<String, Crash> {
    let (mut text, mut values) = (String::new(), values.iter());
    let mut characters = format.chars();
    while let Some(character) = characters.next() {
        if character != '%' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some('%') => text.push('%'),
            Some('s') => text.push_str(&python_str(values.next().ok_or(Crash)?)),
            Some('d') => match values.next() {
                Some(Value::Number(number)) => text.push_str(&number.to_string()),
                _ => return Err(Crash),
            },
            _ => return Err(Crash),
        }
    }
    if values.next().is_some() { Err(Crash) } else { Ok(text) }
}
