//! A YAML node as authentik sees it.

/// A YAML value. A tag is kept, never resolved.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number. One that does not fit, or is written in base 60, is a [`Value::Tagged`] with its spelling.
    Integer(i64),
    /// A number with a point.
    Float(f64),
    /// A text.
    Text(String),
    /// A list.
    Sequence(Vec<Value>),
    /// Pairs in their order.
    Mapping(Vec<(Value, Value)>),
    /// A value behind a tag.
    Tagged(Tag, Content),
}

/// What stands behind a tag. A scalar behind a tag is always its text, as authentik's tags take it.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// The text of a scalar.
    Text(String),
    /// A list.
    Sequence(Vec<Value>),
    /// Pairs in their order.
    Mapping(Vec<(Value, Value)>),
}

/// The tags of authentik's blueprints (`blueprints/v1/common.py`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tag {
    /// `!KeyOf id`: the key of an earlier entry.
    KeyOf,
    /// `!Find [model, [field, value]…]`: the key of the first match, or null.
    Find,
    /// `!FindObject [model, [field, value]…]`: the first match as the API shows it, or null. Since 2025.8.
    FindObject,
    /// `!Context key` or `[key, default]`.
    Context,
    /// `!Format [format, value…]`: Python's `%` formatting.
    Format,
    /// `!Condition [mode, value…]`: one boolean of many.
    Condition,
    /// `!If [condition, then, else]`.
    If,
    /// `!Env NAME` or `[NAME, default]`.
    Env,
    /// `!File path` or `[path, default]`: the stripped text of a file.
    File,
    /// `!Enumerate [iterable, SEQ or MAP, item]`.
    Enumerate,
    /// `!Value depth`: the value of an enclosing `!Enumerate`.
    Value,
    /// `!Index depth`: the key of an enclosing `!Enumerate`.
    Index,
    /// `!AtIndex [object, key, default]`.
    AtIndex,
    /// `!ParseJSON text`.
    ParseJson,
    /// A tag that authentik does not know, in full: `!Other` or `tag:yaml.org,2002:timestamp`.
    Unknown(String),
}

/// The tags with their spelling.
const SPELLINGS: [(Tag, &str); 14] = [
    (Tag::KeyOf, "!KeyOf"),
    (Tag::Find, "!Find"),
    (Tag::FindObject, "!FindObject"),
    (Tag::Context, "!Context"),
    (Tag::Format, "!Format"),
    (Tag::Condition, "!Condition"),
    (Tag::If, "!If"),
    (Tag::Env, "!Env"),
    (Tag::File, "!File"),
    (Tag::Enumerate, "!Enumerate"),
    (Tag::Value, "!Value"),
    (Tag::Index, "!Index"),
    (Tag::AtIndex, "!AtIndex"),
    (Tag::ParseJson, "!ParseJSON"),
];

impl Tag {
    /// Returns the tag with a spelling such as `!KeyOf`. Upper and lower case matter, as they do for authentik.
    pub fn from_spelling(spelling: &str) -> Tag {
        SPELLINGS
            .iter()
            .find(|(_, known)| *known == spelling)
            .map_or_else(|| Tag::Unknown(spelling.to_owned()), |(tag, _)| tag.clone())
    }

    /// Returns the spelling: `!KeyOf`.
    pub fn spelling(&self) -> &str {
        match self {
            Tag::Unknown(spelling) => spelling,
            known => SPELLINGS.iter().find(|(tag, _)| tag == known).map_or("", |(_, spelling)| spelling),
        }
    }
}

impl Value {
    /// Makes a text.
    pub fn text(text: impl Into<String>) -> Value {
        Value::Text(text.into())
    }

    /// Makes a mapping whose keys are texts.
    pub fn mapping<K: Into<String>>(pairs: impl IntoIterator<Item = (K, Value)>) -> Value {
        Value::Mapping(pairs.into_iter().map(|(key, value)| (Value::text(key), value)).collect())
    }

    /// Makes a tag with a scalar behind it: `!KeyOf wechat`.
    pub fn tagged_text(tag: Tag, text: impl Into<String>) -> Value {
        Value::Tagged(tag, Content::Text(text.into()))
    }

    /// Makes a tag with a list behind it: `!Find [model, [slug, name]]`.
    pub fn tagged_sequence(tag: Tag, items: impl IntoIterator<Item = Value>) -> Value {
        Value::Tagged(tag, Content::Sequence(items.into_iter().collect()))
    }

    /// Returns the text if this is one without a tag.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the items if this is a list without a tag.
    pub fn as_sequence(&self) -> Option<&[Value]> {
        match self {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// Returns the value at a text key if this is a mapping without a tag that has it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Value::Mapping(pairs) => {
                pairs.iter().find(|(known, _)| known.as_text() == Some(key)).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// Returns the size, keys included.
    pub(crate) fn size(&self) -> Size {
        let mut size = Size { n_nodes: 1, n_bytes: 0 };
        if let Value::Tagged(tag, _) = self {
            size.n_bytes += tag.spelling().len();
        }
        match self {
            Value::Text(text) | Value::Tagged(_, Content::Text(text)) => size.n_bytes += text.len(),
            Value::Sequence(items) | Value::Tagged(_, Content::Sequence(items)) => {
                items.iter().for_each(|item| size.add(item.size()));
            }
            Value::Mapping(pairs) | Value::Tagged(_, Content::Mapping(pairs)) => {
                for (key, value) in pairs {
                    size.add(key.size());
                    size.add(value.size());
                }
            }
            Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) => {}
        }
        size
    }
}

/// How much memory values take.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Size {
    /// The nodes, keys included.
    pub(crate) n_nodes: usize,
    /// The text of scalars and tags, in bytes.
    pub(crate) n_bytes: usize,
}

impl Size {
    pub(crate) fn add(&mut self, other: Size) {
        self.n_nodes += other.n_nodes;
        self.n_bytes += other.n_bytes;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_is_found_by_its_spelling_and_an_unknown_one_keeps_it() {
        for (tag, spelling) in SPELLINGS {
            assert_eq!(Tag::from_spelling(spelling), tag);
            assert_eq!(tag.spelling(), spelling);
        }
        assert_eq!(Tag::from_spelling("!keyof"), Tag::Unknown("!keyof".into()));
        assert_eq!(Tag::from_spelling("!keyof").spelling(), "!keyof");
    }
}
