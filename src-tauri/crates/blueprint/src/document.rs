//! A blueprint as a document, nothing resolved.

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
    /// The entries in their order; those of a file with sections one section after the other.
    pub entries: Vec<Entry>,
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
}

/// Parses a blueprint and resolves nothing.
///
/// Bounds: 8 MB of text, 64 levels, 1,000,000 nodes, 1,000 aliases, 250,000 nodes behind aliases. Keys at the top and
/// in entries that authentik does not know are left out, as it ignores them.
pub fn read(text: &str) -> Result<Document, BlueprintError> {
    document(&Value::from_yaml(text)?).map_err(BlueprintError::not_a_blueprint)
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
}

fn document(root: &Value) -> Result<Document, NotABlueprint> {
    if !matches!(root, Value::Mapping(_)) {
        return Err(NotABlueprint::NotAMapping);
    }
    let version = match root.get("version") {
        None | Some(Value::Integer(1)) => 1,
        Some(_) => return Err(NotABlueprint::Version),
    };
    let part = |part: &'static str| match root.get(part) {
        None | Some(Value::Null) => Ok(None),
        Some(value @ Value::Mapping(_)) => Ok(Some(value.clone())),
        Some(_) => Err(NotABlueprint::Part { part }),
    };
    let mut entries = Vec::new();
    match root.get("entries") {
        None => {}
        Some(Value::Sequence(items)) => add(&mut entries, items, None)?,
        Some(Value::Mapping(sections)) => {
            for (name, items) in sections {
                let name = name.as_text().ok_or(NotABlueprint::Entries)?;
                add(&mut entries, items.as_sequence().ok_or(NotABlueprint::Entries)?, Some(name))?;
            }
        }
        Some(_) => return Err(NotABlueprint::Entries),
    }
    Ok(Document { version, metadata: part("metadata")?, context: part("context")?, entries })
}

fn add(entries: &mut Vec<Entry>, items: &[Value], section: Option<&str>) -> Result<(), NotABlueprint> {
    for item in items {
        let read = entry(item, section, entries.len())?;
        entries.push(read);
    }
    Ok(())
}

fn entry(item: &Value, section: Option<&str>, index: usize) -> Result<Entry, NotABlueprint> {
    if !matches!(item, Value::Mapping(_)) {
        return Err(NotABlueprint::Entry { index });
    }
    let misshapen = |part: &'static str| NotABlueprint::EntryPart { index, part };
    let model = match item.get("model") {
        Some(model @ (Value::Text(_) | Value::Tagged(..))) => model.clone(),
        _ => return Err(misshapen("model")),
    };
    let id = match item.get("id") {
        None | Some(Value::Null) => None,
        Some(Value::Text(id)) => Some(id.clone()),
        Some(_) => return Err(misshapen("id")),
    };
    let identifiers = match item.get("identifiers") {
        Some(identifiers @ Value::Mapping(_)) => identifiers.clone(),
        _ => return Err(misshapen("identifiers")),
    };
    let attrs = match item.get("attrs") {
        None | Some(Value::Null) => Value::Mapping(Vec::new()),
        Some(attrs @ Value::Mapping(_)) => attrs.clone(),
        Some(_) => return Err(misshapen("attrs")),
    };
    let conditions = match item.get("conditions") {
        None => Vec::new(),
        Some(Value::Sequence(conditions)) => conditions.clone(),
        Some(_) => return Err(misshapen("conditions")),
    };
    Ok(Entry {
        section: section.map(str::to_owned),
        model,
        id,
        identifiers,
        attrs,
        state: item.get("state").cloned(),
        conditions,
        permissions: item.get("permissions").cloned(),
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
