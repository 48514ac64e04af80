//! G: the groups, once the flow has run (`authentik/core/sources/flow_manager.py`, `GroupUpdateStage`; `matcher.py`,
//! `get_group_action`; `authentik/core/models.py`, `Group`, `update_attributes`).

use serde_json::{Map, Value};

use super::c_properties::Named;
use super::course::{Course, Stop};
use crate::prediction::words;
use crate::{Group, GroupChange, GroupFate, GroupKey, GroupMatchingMode, Step, Unknown, UserKey, python};

/// The fields of a group that a property may set.
const FIELDS: [&str; 5] = ["name", "is_superuser", "attributes", "group_uuid", "pk"];

/// Relations of a group, which cannot be set.
const RELATIONS: [&str; 4] = ["parents", "roles", "users", "children"];

/// Updates the groups, one after the other; then the user leaves all groups that are connected with the source, and
/// joins those that the provider names. Groups that no connection ties to the source are never left.
///
/// A group that fails ends the login with an error, after the person was logged in and the connection saved. The groups
/// before it stay as they have become, and the user's memberships are not touched.
pub(super) fn update(course: &mut Course<'_>, user: UserKey, groups: &[Named]) -> Result<(), Stop> {
    if !course.view.knows_groups {
        // With no groups from the provider there may still be some to leave.
        let groups_of_user = course.user_now(user).map_or(0, |user| user.groups.len());
        if groups.is_empty() && groups_of_user == 0 {
            return Ok(());
        }
        course.groups.is_unknown = true;
        return if groups.is_empty() {
            course.rests_on(Unknown::Groups);
            Ok(())
        } else {
            Err(course.not_known(Step::G, Unknown::Groups))
        };
    }
    let mut named = Vec::new();
    for (identifier, properties) in groups {
        match one(course, identifier, properties) {
            Ok((change, key)) => {
                course.groups.changes.push(change);
                named.push(key);
            }
            Err((fate, stop)) => {
                let name = name_of(properties).unwrap_or_default();
                let attributes = Map::new();
                course.groups.changes.push(GroupChange {
                    identifier: identifier.clone(),
                    fate,
                    name,
                    attributes,
                });
                return Err(stop);
            }
        }
    }
    join(course, user, named);
    Ok(())
}

/// `user.groups -= those connected with the source; += those of the provider`.
fn join(course: &mut Course<'_>, user: UserKey, named: Vec<GroupKey>) {
    let Some(mut user) = course.user_now(user) else { return };
    let before = user.groups.clone();
    let slug = &course.source.slug;
    let is_connected = |key: &GroupKey| course.now().is_group_connected(slug, key);
    user.groups.retain(|key| named.contains(key) || !is_connected(key));
    let left: Vec<GroupKey> = before.iter().filter(|key| !user.groups.contains(key)).cloned().collect();
    let joined: Vec<GroupKey> = named.into_iter().filter(|key| !user.groups.contains(key)).collect();
    user.groups.extend(joined.iter().cloned());
    course.groups.left = left;
    course.groups.joined.extend(joined);
    if user.groups != before {
        course.changes.put_user(user);
    }
}

/// One group.
///
/// **Connection exists**: it is updated. **`identifier`**: it is made. **`name_link`**, **`name_deny`**: without a name
/// the stage is invalid; if no group has the name it is made; else it is linked, or the stage is invalid.
///
/// A name that another group has, and a second connection of one group with one source, break the database's rules:
/// the flow's error page.
fn one(
    course: &mut Course<'_>,
    identifier: &str,
    properties: &Map<String, Value>,
) -> Result<(GroupChange, GroupKey), (GroupFate, Stop)> {
    let slug = &course.source.slug;
    let invalid = |fate| Err((fate, Stop::invalid(Step::G, Some(words::GROUPS_FAILED))));
    let Some(name) = name_of(properties) else {
        let stop = course.not_known(Step::G, Unknown::Value("name".to_owned()));
        return Err((GroupFate::NoName, stop));
    };
    if let Some(key) = course.now().connected_group(slug, identifier).cloned() {
        return change(course, identifier, properties, key, GroupFate::Updated);
    }
    let mode = course.source.group_matching_mode;
    let existing = course.now().group_by_name(&name).cloned();
    if mode == GroupMatchingMode::Identifier {
        return create(course, identifier, properties, name, existing);
    }
    if !properties.get("name").is_some_and(python::is_truthy) {
        return invalid(GroupFate::NoName);
    }
    match existing {
        None => create(course, identifier, properties, name, None),
        Some(key) if mode == GroupMatchingMode::NameDeny => invalid(GroupFate::Denied(key)),
        Some(key) if course.now().is_group_connected(slug, &key) => {
            Err((GroupFate::ConnectedOtherwise(key), Stop::raised(Step::G)))
        }
        Some(key) => change(course, identifier, properties, key, GroupFate::Linked),
    }
}

/// `Group.objects.create(**properties)`, which refuses what is no field, and the connection.
fn create(
    course: &mut Course<'_>,
    identifier: &str,
    properties: &Map<String, Value>,
    name: String,
    existing: Option<GroupKey>,
) -> Result<(GroupChange, GroupKey), (GroupFate, Stop)> {
    if let Some(key) = properties.keys().find(|key| !FIELDS.contains(&key.as_str())) {
        return Err((GroupFate::NoField(key.clone()), Stop::raised(Step::G)));
    }
    if let Some(existing) = existing {
        return Err((GroupFate::NameTaken(existing), Stop::raised(Step::G)));
    }
    let attributes = attributes_of(properties);
    let key = course.now().new_group();
    let slug = &course.source.slug;
    course.changes.put_group(Group { pk: key.clone(), name: name.clone(), attributes: attributes.clone() });
    course.changes.connect_group(slug, identifier, key.clone());
    let fate = GroupFate::Created(key.clone());
    Ok((GroupChange { identifier: identifier.to_owned(), fate, name, attributes }, key))
}

/// `group.update_attributes(properties)`: fields are set, attributes merged; and the connection.
fn change(
    course: &mut Course<'_>,
    identifier: &str,
    properties: &Map<String, Value>,
    key: GroupKey,
    fate: fn(GroupKey) -> GroupFate,
) -> Result<(GroupChange, GroupKey), (GroupFate, Stop)> {
    if let Some(relation) = properties.keys().find(|key| RELATIONS.contains(&key.as_str())) {
        return Err((GroupFate::NoField(relation.clone()), Stop::raised(Step::G)));
    }
    let slug = &course.source.slug;
    let Some(mut group) = course.now().group(&key).cloned() else {
        let stop = course.not_known(Step::G, Unknown::Groups);
        return Err((fate(key), stop));
    };
    if let Some(name) = properties.get("name").and_then(python::text) {
        let other = course.now().group_by_name(&name).filter(|other| **other != key).cloned();
        if let Some(other) = other {
            return Err((GroupFate::NameTaken(other), Stop::raised(Step::G)));
        }
        group.name = name.into_owned();
    }
    python::merge(&mut group.attributes, &attributes_of(properties));
    let (name, attributes) = (group.name.clone(), group.attributes.clone());
    course.changes.put_group(group);
    course.changes.connect_group(slug, identifier, key.clone());
    Ok((GroupChange { identifier: identifier.to_owned(), fate: fate(key.clone()), name, attributes }, key))
}

/// The text of the name; empty where there is none, and `None` where only Python knows it.
fn name_of(properties: &Map<String, Value>) -> Option<String> {
    match properties.get("name") {
        None => Some(String::new()),
        Some(name) => python::text(name).map(|name| name.into_owned()),
    }
}

fn attributes_of(properties: &Map<String, Value>) -> Map<String, Value> {
    match properties.get("attributes") {
        Some(Value::Object(members)) => members.clone(),
        _ => Map::new(),
    }
}
