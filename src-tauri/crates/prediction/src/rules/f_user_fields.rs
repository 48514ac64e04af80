//! F: which property gets into which field of a user (`authentik/stages/user_write/stage.py`, `update_user`,
//! `write_attribute`; the fields: `authentik/core/models.py`, `User`).

use serde_json::{Map, Value, json};

use super::course::{Course, Stop};
use crate::{Discarded, Fact, Level, Step, Unknown, User, UserRecord, WhyDiscarded, python};

/// Fields that are kept as they come and decide nothing here.
const OTHER_TEXTS: [&str; 2] = ["first_name", "last_name"];

/// Fields of which only Django knows what it makes of a value: moments, and a UUID.
const OF_OWN_TYPE: [&str; 5] = ["last_login", "date_joined", "password_change_date", "last_updated", "uuid"];

/// Attributes of Django's and authentik's user class that are no fields and cannot be set: setting one raises.
/// They are properties without a setter, and relations.
const UNSETTABLE: [&str; 9] = [
    "uid",
    "avatar",
    "is_staff",
    "is_anonymous",
    "is_authenticated",
    "ak_groups",
    "roles",
    "sources",
    "serializer",
];

/// Attributes that are no fields and can be set, which stores nothing, but hides what was there.
const UNSTORED: [&str; 6] = ["locale", "is_superuser", "user_permissions", "objects", "save", "delete"];

/// Writes the properties to a user, one after the other in their order:
///
/// 1. `component` is left out, silently.
/// 2. A key with a setter, `set_<key>`, is handed to it; `password` has one. Its value is not kept here.
/// 3. `groups` is discarded.
/// 4. `attributes` replaces the attributes' own keys, not deeply.
/// 5. `attributes.a.b` and `attributes_a_b` set one of them. Every `_` and `.` in the key goes one level deeper.
/// 6. A field gets the value.
/// 7. All else is discarded.
pub(super) fn write(
    course: &mut Course<'_>,
    user: &mut User,
    record: &mut UserRecord,
    data: &Map<String, Value>,
) -> Result<(), Stop> {
    for (key, value) in data {
        let name = key.as_str();
        match name {
            "component" => {
                record.discarded.push(Discarded { key: key.clone(), why: WhyDiscarded::Component });
                continue;
            }
            "groups" => {
                discard(course, record, key, WhyDiscarded::Groups);
                continue;
            }
            "password" => {}
            // Its setter takes no value.
            "unusable_password" => return Err(Stop::raised(Step::FUserWrite)),
            "attributes" => update(user, value)?,
            _ if name.starts_with("attributes.") || name.starts_with("attributes_") => {
                set(user, name, value)?;
            }
            "id" | "pk" => {
                return Err(course.not_known(Step::FUserWrite, Unknown::PrimaryKey(key.clone())));
            }
            "username" | "email" | "name" | "path" | "type" => field(course, user, record, name, value)?,
            "is_active" => {
                let Some(is_active) = python::boolean(value) else {
                    return Err(Stop::raised(Step::FUserWrite));
                };
                user.is_active = is_active;
                record.is_active = Fact::Known(is_active);
            }
            _ if OTHER_TEXTS.contains(&name) => {
                record.other_fields.insert(key.clone(), value.clone());
            }
            _ if OF_OWN_TYPE.contains(&name) => {
                course.rests_on(Unknown::Value(key.clone()));
                record.other_fields.insert(key.clone(), value.clone());
            }
            _ if UNSETTABLE.contains(&name) => return Err(Stop::raised(Step::FUserWrite)),
            _ if UNSTORED.contains(&name) => {
                course.rests_on(Unknown::NoField(key.clone()));
                continue;
            }
            _ => {
                discard(course, record, key, WhyDiscarded::NoField);
                continue;
            }
        }
        record.kept.push(key.clone());
    }
    Ok(())
}

fn discard(course: &mut Course<'_>, record: &mut UserRecord, key: &str, why: WhyDiscarded) {
    course.log(Level::Info, "discarding key", &[("key", key)]);
    record.discarded.push(Discarded { key: key.to_owned(), why });
}

/// Rule 6 for the fields that are texts. Of a float, a list or a dict only Python knows the text.
fn field(
    course: &mut Course<'_>,
    user: &mut User,
    record: &mut UserRecord,
    name: &str,
    value: &Value,
) -> Result<(), Stop> {
    let text = python::text(value).map(|text| text.into_owned());
    if text.is_none() {
        let unknown = Unknown::Value(name.to_owned());
        if name == "username" {
            return Err(course.not_known(Step::FUserWrite, unknown));
        }
        course.rests_on(unknown);
    }
    let fact = text.clone().map_or(Fact::NotKnown, Fact::Known);
    let text = text.unwrap_or_default();
    match name {
        "username" => (user.username, record.username) = (text, fact),
        "email" => (user.email, record.email) = (text, fact),
        "name" => (user.name, record.name) = (text, fact),
        "path" => (user.path, record.path) = (text, fact),
        _ => record.user_type = fact,
    }
    Ok(())
}

/// Rule 4: `user.attributes.update(value)`, which takes a dict, and an empty list or text.
fn update(user: &mut User, value: &Value) -> Result<(), Stop> {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                user.attributes.insert(key.clone(), value.clone());
            }
            Ok(())
        }
        Value::Array(items) if items.is_empty() => Ok(()),
        Value::String(text) if text.is_empty() => Ok(()),
        _ => Err(Stop::raised(Step::FUserWrite)),
    }
}

/// Rule 5: what lies on the way and is no dict raises.
fn set(user: &mut User, key: &str, value: &Value) -> Result<(), Stop> {
    // The first part is `attributes`.
    let mut parts: Vec<&str> = key.split(['.', '_']).skip(1).collect();
    let Some(last) = parts.pop() else { return Ok(()) };
    let mut here = &mut user.attributes;
    for part in parts {
        let below = here.entry(part).or_insert_with(|| json!({}));
        let Value::Object(members) = below else { return Err(Stop::raised(Step::FUserWrite)) };
        here = members;
    }
    here.insert(last.to_owned(), value.clone());
    Ok(())
}
