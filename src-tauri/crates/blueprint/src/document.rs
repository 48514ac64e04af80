//! A blueprint as a document, nothing resolved.

use desk_model::catalogue;

use crate::error::{BlueprintError, NotABlueprint};
use crate::value::Value;

/// A blueprint.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The version; always 1.
    pub version: i64,
    /// `metadata`, a mapping, if there is one.
    pub metadata: Option<Value>,
    /// `context`, a mapping, if there is one.
    pub context: Option<Value>,
    /// The names of the sections, empty ones included, if the entries stand in some.
    pub sections: Option<Vec<String>>,
    /// The entries in their order; those of a file with sections one section after the other.
    pub entries: Vec<Entry>,
    /// What else stands at the top, in its order. authentik ignores it; anchors often stand there.
    pub rest: Vec<(Value, Value)>,
}

/// One entry: one object on the server.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The section that it stands in, if the file has sections.
    pub section: Option<String>,
    /// The model, such as `authentik_sources_oauth.oauthsource`. It may be a tag.
    pub model: Value,
    /// What `!KeyOf` calls it.
    pub id: Option<String>,
    /// How the object is found: a mapping.
    pub identifiers: Value,
    /// What is written to it: a mapping, empty if the file has none.
    pub attrs: Value,
    /// `present`, `created`, `must_created`, `absent` or a tag; none means `present`.
    pub state: Option<Value>,
    /// What must be true for the entry not to be skipped.
    pub conditions: Vec<Value>,
    /// Permissions on the object, if the file has some.
    pub permissions: Option<Value>,
    /// What else stands in the entry, in its order.
    pub rest: Vec<(Value, Value)>,
}

/// Parses a blueprint and resolves nothing.
///
/// Bounds: 8 MB of text, 64 levels, 250,000 nodes, 10,000 keys of one mapping, 1 MB of one scalar, 16 MB of scalars and
/// tags; 1,000 aliases that add 100,000 nodes and 4 MB; 5,000 sources. Whatever passes takes less than 100 MB of memory, drafts and findings included.
pub fn read(text: &str) -> Result<Document, BlueprintError> {
    let document = document(Value::from_yaml(text)?).map_err(BlueprintError::not_a_blueprint)?;
    let is_source = |entry: &&Entry| catalogue::all().iter().any(|kind| entry.is_of(kind.model));
    if document.entries.iter().filter(is_source).count() > MOST_SOURCES {
        return Err(BlueprintError::TooLarge { limit: MOST_SOURCES });
    }
    Ok(document)
}

/// The most sources. A draft has all fields of its form, so a source of a few bytes becomes some kB.
const MOST_SOURCES: usize = 5_000;

impl Document {
    /// Returns the document as YAML. Reading it gives an equal document; comments and the style of the file that it
    /// was read from are not in it.
    ///
    /// If the document has sections, an entry without one stands in a section `entries`.
    pub fn to_yaml(&self) -> String {
        let mut pairs = vec![(Value::text("version"), Value::Integer(self.version))];
        let mut push = |key: &str, value: Value| pairs.push((Value::text(key), value));
        if let Some(metadata) = &self.metadata {
            push("metadata", metadata.clone());
        }
        if let Some(context) = &self.context {
            push("context", context.clone());
        }
        push("entries", self.entries_value());
        pairs.extend(self.rest.iter().cloned());
        Value::Mapping(pairs).to_yaml()
    }

    fn entries_value(&self) -> Value {
        if self.sections.is_none() && self.entries.iter().all(|entry| entry.section.is_none()) {
            return Value::Sequence(self.entries.iter().map(Entry::to_value).collect());
        }
        let mut sections: Vec<(&str, Vec<Value>)> =
            self.sections.iter().flatten().map(|name| (name.as_str(), Vec::new())).collect();
        for entry in &self.entries {
            let name = entry.section.as_deref().unwrap_or("entries");
            match sections.iter_mut().find(|(known, _)| *known == name) {
                Some((_, items)) => items.push(entry.to_value()),
                None => sections.push((name, vec![entry.to_value()])),
            }
        }
        Value::mapping(sections.into_iter().map(|(name, items)| (name, Value::Sequence(items))))
    }
}

impl Entry {
    /// Returns whether the entry is of a model, such as `authentik_sources_oauth.oauthsource`; case does not matter.
    pub fn is_of(&self, model: &str) -> bool {
        self.model.as_text().is_some_and(|own| own.eq_ignore_ascii_case(model))
    }

    /// Returns a field's value; identifiers win over `attrs`, as they do on the server.
    pub fn field(&self, name: &str) -> Option<&Value> {
        self.identifiers.get(name).or_else(|| self.attrs.get(name))
    }

    /// Returns the entry as it stands in a file. Its section is not in it; empty `attrs` and `conditions` are left out.
    pub fn to_value(&self) -> Value {
        let mut pairs = vec![(Value::text("model"), self.model.clone())];
        let mut push = |key: &str, value: Value| pairs.push((Value::text(key), value));
        if let Some(id) = &self.id {
            push("id", Value::text(id));
        }
        if let Some(state) = &self.state {
            push("state", state.clone());
        }
        push("identifiers", self.identifiers.clone());
        if !self.conditions.is_empty() {
            push("conditions", Value::Sequence(self.conditions.clone()));
        }
        if let Some(permissions) = &self.permissions {
            push("permissions", permissions.clone());
        }
        if !matches!(&self.attrs, Value::Mapping(attrs) if attrs.is_empty()) {
            push("attrs", self.attrs.clone());
        }
        pairs.extend(self.rest.iter().cloned());
        Value::Mapping(pairs)
    }
}

/// The pairs of a mapping, from which the known ones are taken. Nothing is copied, since a file may be large.
struct Pairs(Vec<(Value, Value)>);

impl Pairs {
    fn take(&mut self, key: &str) -> Option<Value> {
        let place = self.0.iter().position(|(known, _)| known.as_text() == Some(key))?;
        Some(self.0.remove(place).1)
    }
}

pub(crate) fn document(root: Value) -> Result<Document, NotABlueprint> {
    let Value::Mapping(pairs) = root else { return Err(NotABlueprint::NotAMapping) };
    let mut pairs = Pairs(pairs);
    let version = match pairs.take("version") {
        None | Some(Value::Integer(1)) => 1,
        Some(_) => return Err(NotABlueprint::Version),
    };
    let mut part = |part: &'static str| match pairs.take(part) {
        None | Some(Value::Null) => Ok(None),
        Some(value @ Value::Mapping(_)) => Ok(Some(value)),
        Some(_) => Err(NotABlueprint::Part { part }),
    };
    let (metadata, context) = (part("metadata")?, part("context")?);
    let mut entries = Vec::new();
    let mut names = None;
    match pairs.take("entries") {
        None => {}
        Some(Value::Sequence(items)) => add(&mut entries, items, None)?,
        Some(Value::Mapping(sections)) => {
            let names = names.insert(Vec::new());
            for (name, items) in sections {
                let (Value::Text(name), Value::Sequence(items)) = (name, items) else {
                    return Err(NotABlueprint::Entries);
                };
                add(&mut entries, items, Some(&name))?;
                names.push(name);
            }
        }
        Some(_) => return Err(NotABlueprint::Entries),
    }
    Ok(Document { version, metadata, context, sections: names, entries, rest: pairs.0 })
}

fn add(entries: &mut Vec<Entry>, items: Vec<Value>, section: Option<&str>) -> Result<(), NotABlueprint> {
    for item in items {
        let read = entry(item, section, entries.len())?;
        entries.push(read);
    }
    Ok(())
}

fn entry(item: Value, section: Option<&str>, index: usize) -> Result<Entry, NotABlueprint> {
    let Value::Mapping(pairs) = item else { return Err(NotABlueprint::Entry { index }) };
    let mut pairs = Pairs(pairs);
    let misshapen = |part: &'static str| NotABlueprint::EntryPart { index, part };
    let model = match pairs.take("model") {
        Some(model @ (Value::Text(_) | Value::Tagged(..))) => model,
        _ => return Err(misshapen("model")),
    };
    let id = match pairs.take("id") {
        None | Some(Value::Null) => None,
        Some(Value::Text(id)) => Some(id),
        Some(_) => return Err(misshapen("id")),
    };
    let identifiers = match pairs.take("identifiers") {
        Some(identifiers @ Value::Mapping(_)) => identifiers,
        _ => return Err(misshapen("identifiers")),
    };
    let attrs = match pairs.take("attrs") {
        None | Some(Value::Null) => Value::Mapping(Vec::new()),
        Some(attrs @ Value::Mapping(_)) => attrs,
        Some(_) => return Err(misshapen("attrs")),
    };
    let conditions = match pairs.take("conditions") {
        None => Vec::new(),
        Some(Value::Sequence(conditions)) => conditions,
        Some(_) => return Err(misshapen("conditions")),
    };
    let (state, permissions) = (pairs.take("state"), pairs.take("permissions"));
    Ok(Entry {
        section: section.map(str::to_owned),
        model,
        id,
        identifiers,
        attrs,
        state,
        conditions,
        permissions,
        rest: pairs.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Tag;

    fn why(text: &str) -> NotABlueprint {
        match read(text) {
            Err(BlueprintError::NotABlueprint { why }) => why,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_no_blueprint_is_told_apart() {
        for (text, expected) in [
            ("", NotABlueprint::NotAMapping),
            ("- a\n", NotABlueprint::NotAMapping),
            ("version: 2\n", NotABlueprint::Version),
            ("version: '1'\n", NotABlueprint::Version),
            ("metadata: x\n", NotABlueprint::Part { part: "metadata" }),
            ("entries: x\n", NotABlueprint::Entries),
            ("entries: [x]\n", NotABlueprint::Entry { index: 0 }),
            ("entries: [{identifiers: {}}]\n", NotABlueprint::EntryPart { index: 0, part: "model" }),
            ("entries: [{model: a.b}]\n", NotABlueprint::EntryPart { index: 0, part: "identifiers" }),
            ("a: 1\n---\nb: 2\n", NotABlueprint::SeveralDocuments),
        ] {
            assert_eq!(why(text), expected, "{text}");
        }
    }

    #[test]
    fn an_entry_keeps_its_tags_and_its_section() {
        let document = read(
            "entries:\n  one:\n    - model: a.b\n      id: x\n      state: absent\n      conditions: [!Context c]\n      identifiers: {name: !Env N}\n  two: []\n",
        )
        .unwrap();
        let entry = &document.entries[0];
        assert_eq!(entry.section.as_deref(), Some("one"));
        assert_eq!(entry.conditions, [Value::tagged_text(Tag::Context, "c")]);
        assert_eq!(entry.field("name"), Some(&Value::tagged_text(Tag::Env, "N")));
        assert_eq!(entry.state, Some(Value::text("absent")));
        assert!(entry.is_of("A.B"));
    }

    #[test]
    fn a_file_without_entries_is_an_empty_blueprint() {
        assert_eq!(read("version: 1\n").unwrap().entries, []);
    }
}
