//! What has to change in a file so that one of its sources becomes as a draft now is.

use std::collections::HashMap;

use desk_model::{Draft, PropertyMapping, SourceType};

use crate::document::{Document, Entry};
use crate::edit::Change;
use crate::error::BlueprintError;
use crate::value::{Tag, Value};
use crate::write::{Ids, mapping_entry, written};

/// Changes of a file, collected over its sources in the order of the file.
pub struct Changes<'a> {
    document: &'a Document,
    changes: Vec<Change>,
    ids: Ids,
    /// Property mappings by model, name and expression, and what `!KeyOf` calls them.
    mappings: HashMap<(String, String, String), String>,
}

impl<'a> Changes<'a> {
    /// Makes an empty collection for a file.
    pub fn of(document: &'a Document) -> Changes<'a> {
        let ids = Ids::taken(document.entries.iter().filter_map(|entry| entry.id.clone()));
        Changes { document, changes: Vec::new(), ids, mappings: HashMap::new() }
    }

    /// Adds what makes the source of an entry, which `before` was drafted from, as `after` is.
    ///
    /// What is equal in both drafts stays. A property mapping that only `after` has becomes an entry before the first
    /// source that uses it. What a blueprint does not hold (`deployment`, secrets) changes nothing.
    ///
    /// # Errors
    /// A field of the draft holds what a blueprint cannot, see [`BlueprintError::InvalidFields`].
    pub fn add(&mut self, entry: usize, before: &Draft, after: &Draft) -> Result<(), BlueprintError> {
        let (Some(source), Some(kind)) = (self.document.entries.get(entry), after.kind()) else {
            return Ok(());
        };
        for (field, before, after) in
            [("name", &before.name, &after.name), ("slug", &before.slug, &after.slug)]
        {
            if before != after {
                self.set(entry, field, Value::text(after));
            }
        }
        for field in &kind.fields {
            if before.values.get(field.name) == after.values.get(field.name) {
                continue;
            }
            // The conditions that an export would add are the file's own affair.
            if let Some(value) = written(after, field, &mut Vec::new())? {
                self.set(entry, &name_in(source, kind, field.name), value);
            }
        }
        for (field, before, after) in [
            ("user_property_mappings", &before.user_property_mappings, &after.user_property_mappings),
            ("group_property_mappings", &before.group_property_mappings, &after.group_property_mappings),
        ] {
            let mut list = source.field(field).and_then(Value::as_sequence).unwrap_or_default().to_vec();
            let n_before = list.len();
            for mapping in after.iter().filter(|mapping| !before.contains(mapping)) {
                let id = self.mapping(entry, kind, mapping);
                list.push(Value::tagged_text(Tag::KeyOf, id));
            }
            if list.len() > n_before {
                self.set(entry, field, Value::Sequence(list));
            }
        }
        Ok(())
    }

    /// Adds a new value of a field.
    pub fn set(&mut self, entry: usize, field: &str, value: Value) {
        self.changes.push(Change::Set { entry, field: field.to_owned(), value });
    }

    /// Returns the changes.
    pub fn into_vec(self) -> Vec<Change> {
        self.changes
    }

    /// Returns what `!KeyOf` calls a mapping, and adds it before an entry if it is new.
    fn mapping(&mut self, entry: usize, kind: &SourceType, mapping: &PropertyMapping) -> String {
        let key = (kind.mapping_model.to_owned(), mapping.name.clone(), mapping.expression.clone());
        if let Some(id) = self.mappings.get(&key) {
            return id.clone();
        }
        let id = self.ids.for_mapping(&mapping.name);
        let value = mapping_entry(kind.mapping_model, &id, mapping);
        self.changes.push(Change::Insert { entry, value });
        self.mappings.insert(key, id.clone());
        id
    }
}

/// Returns the name by which an entry has a field: versions of authentik call some differently.
fn name_in(source: &Entry, kind: &SourceType, field: &str) -> String {
    let Some(known) = kind.field(field) else { return field.to_owned() };
    let mappings = [&source.identifiers, &source.attrs].into_iter();
    let names = mappings.filter_map(|mapping| match mapping {
        Value::Mapping(pairs) => Some(pairs),
        _ => None,
    });
    let called = names.flatten().filter_map(|(key, _)| key.as_text()).find(|name| known.is_called(name));
    called.unwrap_or(field).to_owned()
}
