//! Which property mappings of a file its drafts carry, and what `!KeyOf` names.

use std::collections::{HashMap, HashSet};

use desk_model::{FieldKind, PropertyMapping, catalogue};

use super::source_of;
use crate::document::{Document, Entry};
use crate::kept;
use crate::value::{Content, Tag, Value};

/// The entries of property mappings that a draft can carry whole, by id.
pub(super) type MappingEntries<'a> = HashMap<&'a str, &'a Entry>;

pub(super) fn mapping_entries(document: &Document) -> MappingEntries<'_> {
    let is_plain = |entry: &&Entry| {
        let models = || catalogue::all().iter().map(|kind| kind.mapping_model);
        let says_only = |value: &Value, known: &[&str]| match value {
            Value::Mapping(pairs) => pairs.iter().all(|(key, value)| {
                key.as_text().is_some_and(|key| known.contains(&key)) && value.as_text().is_some()
            }),
            _ => false,
        };
        models().any(|model| entry.is_of(model))
            && entry.state.is_none()
            && entry.permissions.is_none()
            && entry.conditions.is_empty()
            && says_only(&entry.identifiers, &["name"])
            && says_only(&entry.attrs, &["name", "expression"])
            && entry.field("name").is_some()
            && entry.field("expression").is_some()
    };
    let plain = document.entries.iter().filter(is_plain);
    plain.filter_map(|entry| Some((entry.id.as_deref()?, entry))).collect()
}

/// Returns how many bytes of names and expressions all lists together refer to.
pub(super) fn n_copied_bytes(document: &Document, mappings: &MappingEntries<'_>) -> usize {
    let n_bytes = |entry: &Entry| {
        let texts = ["name", "expression"].map(|field| entry.field(field).and_then(Value::as_text));
        texts.into_iter().flatten().map(str::len).sum::<usize>() + size_of::<PropertyMapping>()
    };
    let sizes: HashMap<&str, usize> = mappings.iter().map(|(id, entry)| (*id, n_bytes(entry))).collect();
    let lists = document.entries.iter().flat_map(|entry| {
        ["user_property_mappings", "group_property_mappings"].map(|field| entry.field(field))
    });
    let items = lists.flatten().filter_map(Value::as_sequence).flatten();
    let copied = items.filter_map(|item| match item {
        Value::Tagged(Tag::KeyOf, Content::Text(id)) => sizes.get(id.as_str()),
        _ => None,
    });
    copied.sum()
}

/// Returns what `!KeyOf` names anywhere in the file.
pub(super) fn referred_ids(document: &Document) -> HashSet<&str> {
    let mut ids = HashSet::new();
    for entry in &document.entries {
        kept::keys_of(&entry.attrs, &mut ids);
        kept::keys_beside_attrs(entry, &mut ids);
    }
    ids
}

/// Returns the ids of the mappings that only the sources of the file refer to, and in a way that a draft carries.
pub(super) fn used_mappings<'a>(document: &'a Document, mappings: &MappingEntries<'a>) -> HashSet<&'a str> {
    let mut used = HashSet::new();
    let mut elsewhere = HashSet::new();
    for entry in &document.entries {
        let kind = source_of(entry).ok().flatten().map(|(kind, _)| kind);
        let Value::Mapping(attrs) = &entry.attrs else { continue };
        for (key, value) in attrs {
            let is_list = kind
                .and_then(|kind| kind.field(key.as_text()?))
                .is_some_and(|field| field.kind == FieldKind::Mappings);
            let carried = is_list.then(|| mapping_ids(value, mappings)).flatten();
            match carried {
                Some(ids) => used.extend(ids),
                None => kept::keys_of(value, &mut elsewhere),
            }
        }
        kept::keys_beside_attrs(entry, &mut elsewhere);
    }
    used.retain(|id| !elsewhere.contains(id));
    used
}

pub(super) fn mapping_ids<'a>(value: &'a Value, mappings: &MappingEntries<'a>) -> Option<Vec<&'a str>> {
    let id = |item: &'a Value| match item {
        Value::Tagged(Tag::KeyOf, Content::Text(id)) if mappings.contains_key(id.as_str()) => {
            Some(id.as_str())
        }
        _ => None,
    };
    value.as_sequence()?.iter().map(id).collect()
}
