//! C: properties (`authentik/core/sources/mapper.py`, `flow_manager.py`). C2, the mappings, is not evaluated here; see
//! `b_callback.rs` for one that raises.

use serde_json::{Map, Value, json};

use super::course::{Course, Stop};
use crate::{Discarded, Fact, Page, Person, PersonGroups, Source, Step, Unknown, WhyDiscarded};

/// A group's id with its properties.
pub(super) type Named = (String, Map<String, Value>);

/// **C1** What a type says of a user, before any mapping: `path` and `attributes` are added if they are missing
/// (`SourceMapper.get_base_properties`, `build_object_properties`).
///
/// Not known if the user path template is not, and the type says no path.
pub fn with_defaults(source: &Source, mut base: Map<String, Value>) -> Fact<Map<String, Value>> {
    if !base.contains_key("path") {
        let Fact::Known(path) = source.user_path() else { return Fact::NotKnown };
        base.insert("path".to_owned(), Value::String(path));
    }
    if !base.contains_key("attributes") {
        base.insert("attributes".to_owned(), json!({}));
    }
    Fact::Known(base)
}

/// **C3** Top-level keys whose value is `None` are dropped, and `groups` is taken out.
///
/// **C4** Each group gets the properties of its id, without those that are `None`.
pub(super) fn settle(
    course: &mut Course<'_>,
    person: &Person,
) -> Result<(Map<String, Value>, Vec<Named>), Stop> {
    let mut properties = Map::new();
    for (key, value) in &person.properties {
        if value.is_null() {
            course.dropped.push(Discarded { key: key.clone(), why: WhyDiscarded::NoValue });
        } else if key != "groups" {
            properties.insert(key.clone(), value.clone());
        }
    }
    let groups = match &person.groups {
        PersonGroups::Mapped(groups) => groups
            .iter()
            .map(|(id, properties)| {
                let some = properties.iter().filter(|(_, value)| !value.is_null());
                (id.clone(), some.map(|(key, value)| (key.clone(), value.clone())).collect())
            })
            .collect(),
        PersonGroups::OfProperties => {
            let claimed = person.properties.get("groups").unwrap_or(&Value::Null);
            ids(course, claimed)?.into_iter().map(of_id).collect()
        }
    };
    Ok((properties, groups))
}

fn of_id(id: String) -> Named {
    let properties = group_base(&id);
    (id, properties)
}

/// **C4** What a group has before any mapping: its id for a name, and no attributes (`get_base_group_properties`).
pub fn group_base(id: &str) -> Map<String, Value> {
    let mut properties = Map::new();
    properties.insert("name".to_owned(), Value::String(id.to_owned()));
    properties.insert("attributes".to_owned(), json!({}));
    properties
}

/// The ids that Python's `for` finds, each once: of a list its items, of a text its characters, of a dict its keys.
pub fn group_ids(claimed: &Value) -> Result<Vec<String>, BadGroups> {
    let mut found: Vec<String> = Vec::new();
    let all: Vec<String> = match claimed {
        Value::Null => Vec::new(),
        Value::String(text) => text.chars().map(String::from).collect(),
        Value::Object(members) => members.keys().cloned().collect(),
        Value::Array(items) => {
            let mut all = Vec::new();
            for item in items {
                if item.is_array() || item.is_object() {
                    return Err(BadGroups::Crash);
                }
                all.push(crate::python::text(item).ok_or(BadGroups::NotKnown)?.into_owned());
            }
            all
        }
        Value::Bool(_) | Value::Number(_) => return Err(BadGroups::Crash),
    };
    for id in all {
        if !found.contains(&id) {
            found.push(id);
        }
    }
    Ok(found)
}

/// Why groups have no ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadGroups {
    /// Items that cannot be a key of a dict, and things that cannot be iterated, crash 2026.5.0-rc1.
    Crash,
    /// Only Python knows the text of an item.
    NotKnown,
}

fn ids(course: &mut Course<'_>, claimed: &Value) -> Result<Vec<String>, Stop> {
    group_ids(claimed).map_err(|bad| match bad {
        BadGroups::Crash => Stop::failed(Step::C4, Page::ServerError, None),
        BadGroups::NotKnown => course.not_known(Step::C4, Unknown::Value("groups".to_owned())),
    })
}
