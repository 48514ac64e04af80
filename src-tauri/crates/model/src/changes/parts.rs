//! A draft taken apart, and put together again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use specta::Type;

use crate::draft::{Draft, FieldValue};

/// What can change of a draft by itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
pub struct PartName {
    /// The field, by API name; or what a draft has beside authentik's form: `authentik_host`, `brand_hosts`,
    /// `callback_domain`, `target`, `registered`, `checklist`, `tags`, `notes`, `kept`.
    pub field: String,
    /// The item of a field that holds several: the name of a property mapping, a tag, a step.
    pub item: Option<String>,
}

/// Where a part stands in a draft's document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// A field of the document itself.
    Top,
    /// One of its values.
    Values,
    /// A list of property mappings, each an item.
    Mappings,
    /// One of the facts of the deployment.
    Deployment,
    /// A step of the checklist, each an item.
    Checklist,
    /// A tag, each an item.
    Tags,
}

/// Which part it is. Property mappings may share a name while a form is being filled in; they are counted then.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) place: Place,
    pub(super) name: PartName,
    nth: usize,
}

/// The parts of a draft, in the order in which a form shows them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parts {
    pub(super) list: Vec<(Key, Value)>,
}

/// What no edit changes.
const IDENTITY: [&str; 3] = ["schema", "id", "type"];

impl Parts {
    /// Takes a draft apart.
    pub(super) fn of(draft: &Draft) -> Result<Parts, serde_json::Error> {
        let mut parts = Parts { list: Vec::new() };
        let document: Map<String, Value> = serde_json::from_value(serde_json::to_value(draft)?)?;
        for (field, value) in document {
            match (field.as_str(), value) {
                (name, _) if IDENTITY.contains(&name) => {}
                ("values", Value::Object(values)) => parts.push_values(draft, values),
                ("deployment", Value::Object(facts)) => {
                    for (fact, value) in facts.into_iter().filter(|(_, value)| !is_empty(value)) {
                        parts.push(Place::Deployment, &fact, None, value);
                    }
                }
                ("user_property_mappings" | "group_property_mappings", Value::Array(mappings)) => {
                    for mapping in mappings {
                        let name = text_of(mapping.get("name"));
                        parts.push(Place::Mappings, &field, Some(name), mapping);
                    }
                }
                ("checklist", Value::Object(steps)) => {
                    for (step, record) in steps {
                        parts.push(Place::Checklist, &field, Some(step), record);
                    }
                }
                ("tags", Value::Array(tags)) => {
                    for tag in tags {
                        parts.push(Place::Tags, &field, Some(text_of(Some(&tag))), tag);
                    }
                }
                (name, value) if name == "name" || name == "slug" || !is_empty(&value) => {
                    parts.push(Place::Top, name, None, value);
                }
                _ => {}
            }
        }
        Ok(parts)
    }

    /// Puts a draft together. Identity and kind are those of `like`.
    pub(super) fn assembled(self, like: &Draft) -> Result<Draft, serde_json::Error> {
        let mut document: Map<String, Value> = serde_json::from_value(serde_json::to_value(like)?)?;
        document.retain(|field, _| IDENTITY.contains(&field.as_str()));
        let mut values = Map::new();
        let mut deployment = Map::new();
        let mut checklist = Map::new();
        let mut lists: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for list in ["user_property_mappings", "group_property_mappings", "tags"] {
            lists.insert(list.to_owned(), Vec::new());
        }
        for (Key { place, name: PartName { field, item }, .. }, value) in self.list {
            match place {
                Place::Top => drop(document.insert(field, value)),
                Place::Values => drop(values.insert(field, value)),
                Place::Deployment => drop(deployment.insert(field, value)),
                Place::Checklist => drop(checklist.insert(item.unwrap_or_default(), value)),
                Place::Mappings | Place::Tags => lists.entry(field).or_default().push(value),
            }
        }
        document.insert("values".to_owned(), Value::Object(values));
        document.insert("deployment".to_owned(), Value::Object(deployment));
        document.insert("checklist".to_owned(), Value::Object(checklist));
        document.extend(lists.into_iter().map(|(field, items)| (field, Value::Array(items))));
        serde_json::from_value(Value::Object(document))
    }

    pub(super) fn get(&self, key: &Key) -> Option<&Value> {
        self.list.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// Returns which items a field holds, in order.
    pub(super) fn order(&self, field: &str) -> Vec<&Key> {
        self.list.iter().map(|(key, _)| key).filter(|key| key.name.field == field).collect()
    }

    fn push_values(&mut self, draft: &Draft, mut values: Map<String, Value>) {
        for field in draft.kind().into_iter().flat_map(|kind| &kind.fields) {
            if let Some(value) = values.shift_remove(field.name) {
                self.push(Place::Values, field.name, None, value);
            }
        }
        for (field, value) in values {
            self.push(Place::Values, &field, None, value);
        }
    }

    fn push(&mut self, place: Place, field: &str, item: Option<String>, value: Value) {
        let name = PartName { field: field.to_owned(), item };
        let nth = self.list.iter().filter(|(key, _)| key.place == place && key.name == name).count();
        self.list.push((Key { place, name, nth }, value));
    }
}

/// Returns the value of a part as a form or a list shows it: a mapping as its expression, a step as its status and
/// note.
pub(super) fn shown(key: &Key, value: &Value) -> FieldValue {
    match key.place {
        Place::Mappings => FieldValue::Text(text_of(value.get("expression"))),
        Place::Checklist => {
            FieldValue::List(["status", "note"].map(|name| text_of(value.get(name))).to_vec())
        }
        Place::Deployment if key.name.field == "registered" => {
            FieldValue::Text(text_of(value.get("callback_url")))
        }
        _ => serde_json::from_value(value.clone()).unwrap_or_else(|_| FieldValue::Text(format!("{value:#}"))),
    }
}

fn text_of(value: Option<&Value>) -> String {
    value.and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Returns whether a value says no more than its absence does.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
