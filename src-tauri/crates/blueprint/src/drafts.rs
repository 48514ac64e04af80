//! A blueprint's sources as drafts.

use std::collections::HashMap;

use desk_model::{Draft, DraftId, FieldKind, FieldValue, PropertyMapping, catalogue};

use crate::document::{Document, Entry};
use crate::value::{Content, Tag, Value};
use crate::write::{FIXED_FIELDS, FLOW_MODEL, MAPPING_MODEL, SOURCE_MODEL};

/// The drafts of a blueprint, and what they could not carry.
#[derive(Debug, Clone, PartialEq)]
pub struct Drafted {
    /// One draft for each source of a kind that this version knows, in the order of the file.
    pub drafts: Vec<Draft>,
    /// Every field that stands in the file and not in a draft, except secrets, which never go into one.
    pub not_carried: Vec<NotCarried>,
}

/// A field of a source that a draft does not carry: an unknown one, or one whose value is a tag or of another sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotCarried {
    /// The slug of the source.
    pub slug: String,
    /// The field.
    pub field: String,
}

/// Makes drafts of the OAuth sources in a blueprint: the inverse of [`write()`](crate::write()).
///
/// Each draft gets an id from `new_id`. Tags are not resolved: only `!Find` of a flow by its slug and `!KeyOf` of a
/// property mapping in the same file say enough. A blueprint knows nothing of `deployment` (authentik's host,
/// 授权回调域, what was registered), so that is empty. A flow that the file does not name is none, as it is for the
/// API. Sources that the file deletes are left out.
pub fn draft_from(document: &Document, mut new_id: impl FnMut() -> DraftId) -> Drafted {
    let mut drafted = Drafted { drafts: Vec::new(), not_carried: Vec::new() };
    let mappings = document
        .entries
        .iter()
        .filter(|entry| entry.is_of(MAPPING_MODEL))
        .filter_map(|entry| Some((entry.id.as_deref()?, entry)))
        .collect();
    for entry in document.entries.iter().filter(|entry| entry.is_of(SOURCE_MODEL)) {
        if entry.state.as_ref().and_then(Value::as_text) == Some("absent") {
            continue;
        }
        let text = |field: &str| entry.field(field).and_then(Value::as_text);
        let (Some(slug), Some(kind)) = (text("slug"), text("provider_type")) else { continue };
        if catalogue::find(kind).is_none_or(|kind| kind.model != SOURCE_MODEL) {
            continue;
        }
        let Ok(mut draft) = Draft::new(new_id(), kind, text("name").unwrap_or(slug), slug) else { continue };
        let lost = fill(&mut draft, entry, &mappings);
        drafted.drafts.push(draft);
        drafted.not_carried.extend(lost.into_iter().map(|field| NotCarried { slug: slug.to_owned(), field }));
    }
    drafted
}

/// The entries of property mappings, by id.
type MappingEntries<'a> = HashMap<&'a str, &'a Entry>;

/// Fills a draft from its entry and returns the fields that found no place.
fn fill(draft: &mut Draft, entry: &Entry, entries: &MappingEntries<'_>) -> Vec<String> {
    let mut lost = Vec::new();
    let Some(kind) = draft.kind() else { return lost };
    for field in kind.fields.iter().filter(|field| field.kind == FieldKind::Flow) {
        draft.values.insert(field.name.to_owned(), FieldValue::Text(String::new()));
    }
    let Value::Mapping(attrs) = &entry.attrs else { return lost };
    for (key, value) in attrs {
        let Some(name) = key.as_text() else { continue };
        let fixed = FIXED_FIELDS.contains(&(name, value.as_text().unwrap_or_default()));
        let field_kind = kind.field(name).map(|field| field.kind);
        let carried = match (name, field_kind, value) {
            ("name", _, value) => value.as_text().is_some(),
            ("slug" | "provider_type", _, _) => true,
            (_, Some(FieldKind::Secret), _) => true,
            (_, Some(FieldKind::Mappings), value) => match mappings(value, entries) {
                Some(found) if name == "user_property_mappings" => {
                    draft.user_property_mappings = found;
                    true
                }
                Some(found) => {
                    draft.group_property_mappings = found;
                    true
                }
                None => false,
            },
            (_, Some(FieldKind::Flow), value) => match flow(value) {
                Some(flow) => draft.set(name, flow).is_ok(),
                None => false,
            },
            (_, Some(FieldKind::Switch), Value::Bool(on)) => {
                draft.set(name, if *on { "true" } else { "false" }).is_ok()
            }
            (_, Some(FieldKind::Switch), _) => false,
            (_, Some(_), Value::Text(text)) => draft.set(name, text).is_ok(),
            (_, Some(FieldKind::Icon), Value::Null) => true,
            _ => fixed,
        };
        if !carried {
            lost.push(name.to_owned());
        }
    }
    lost
}

/// Returns the slug of the flow that a value finds; empty for null.
fn flow(value: &Value) -> Option<&str> {
    match value {
        Value::Null => Some(""),
        Value::Tagged(Tag::Find, Content::Sequence(items)) => match items.as_slice() {
            [model, Value::Sequence(lookup)] if model.as_text() == Some(FLOW_MODEL) => {
                match lookup.as_slice() {
                    [field, slug] if field.as_text() == Some("slug") => slug.as_text(),
                    _ => None,
                }
            }
            _ => None,
        },
        _ => None,
    }
}

fn mappings(value: &Value, entries: &MappingEntries<'_>) -> Option<Vec<PropertyMapping>> {
    value.as_sequence()?.iter().map(|item| mapping(item, entries)).collect()
}

fn mapping(item: &Value, entries: &MappingEntries<'_>) -> Option<PropertyMapping> {
    let Value::Tagged(Tag::KeyOf, Content::Text(id)) = item else { return None };
    let entry = entries.get(id.as_str())?;
    Some(PropertyMapping {
        name: entry.field("name")?.as_text()?.to_owned(),
        expression: entry.field("expression")?.as_text()?.to_owned(),
    })
}
