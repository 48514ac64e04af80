//! A directory as JSON, in the words of authentik's API.

use std::collections::HashMap;

use desk_prediction::{Group, GroupConnection, GroupKey, User, UserConnection, UserKey};
use serde_json::{Map, Value, json};

use super::Listed;
use crate::identity::is_uuid;
use crate::lab::given;
use crate::problem::Problem;

/// Reads a directory.
pub(super) fn read(text: &str, name: &str) -> Result<Listed, Problem> {
    let text = text.trim_start_matches('\u{feff}');
    let value: Value = serde_json::from_str(text).map_err(|error| given::not_json(name, &error))?;
    let parts = match value {
        Value::Array(users) => Map::from_iter([("users".to_owned(), Value::Array(users))]),
        Value::Object(mut parts) => {
            // A page of the API's answer.
            if let Some(users) = parts.remove("results").filter(|_| !parts.contains_key("users")) {
                parts.insert("users".to_owned(), users);
            }
            parts
        }
        _ => Map::new(),
    };
    of_parts(parts, name)
}

/// Reads a directory from its parts.
pub(super) fn of_parts(mut parts: Map<String, Value>, name: &str) -> Result<Listed, Problem> {
    if !parts.contains_key("users") {
        return Err(Problem::about("directory-no-users", name));
    }
    let mut list = |part: &str| -> Result<Option<Vec<Value>>, Problem> {
        let items = match parts.remove(part) {
            None | Some(Value::Null) => return Ok(None),
            // A page of the API's answer for this part.
            Some(Value::Object(mut page)) => page.remove("results").unwrap_or_default(),
            Some(items) => items,
        };
        match items {
            Value::Array(items) => Ok(Some(items)),
            _ => Err(Problem::about("directory-wrong", name).with("part", part)),
        }
    };
    let mut listed = Listed::default();
    let users = list("users")?.unwrap_or_default();
    let groups = list("groups")?;
    let connections = list("connections")?;
    let group_connections = list("group_connections")?.unwrap_or_default();
    for (n, item) in users.iter().enumerate() {
        match user(item, n) {
            Some(user) => listed.users.push(user),
            None => listed.notes.note("no-username", || (n + 1).to_string()),
        }
    }
    if let Some(groups) = groups {
        let read: Vec<Group> = groups.iter().filter_map(group).collect();
        for _ in read.len()..groups.len() {
            listed.notes.note("no-group-name", String::new);
        }
        listed.groups = Some(read);
    }
    if let Some(connections) = connections {
        let keys: HashMap<&str, UserKey> =
            listed.users.iter().map(|user| (user.username.as_str(), user.pk)).collect();
        let read: Vec<UserConnection> =
            connections.iter().filter_map(|item| connection(item, &keys)).collect();
        for _ in read.len()..connections.len() {
            listed.notes.note("no-connection", String::new);
        }
        listed.connections = Some(read);
    }
    listed.group_connections = group_connections.iter().filter_map(group_connection).collect();
    Ok(listed)
}

/// The users as `ak_user_by` finds them.
pub(super) fn of_users(users: &[User], groups: &[Group]) -> Vec<Map<String, Value>> {
    let names: HashMap<&GroupKey, &str> =
        groups.iter().map(|group| (&group.pk, group.name.as_str())).collect();
    let one = |user: &User| {
        let pk = match user.pk {
            UserKey::Pk(pk) | UserKey::New(pk) => pk,
        };
        let groups: Vec<&str> = user.groups.iter().filter_map(|key| names.get(key).copied()).collect();
        let value = json!({
            "pk": pk, "username": user.username, "email": user.email, "name": user.name, "path": user.path,
            "is_active": user.is_active, "attributes": user.attributes, "groups": groups,
        });
        match value {
            Value::Object(members) => members,
            _ => Map::new(),
        }
    };
    users.iter().map(one).collect()
}

fn user(item: &Value, n: usize) -> Option<User> {
    let text = |key: &str| item.get(key).and_then(Value::as_str).unwrap_or_default();
    let username = Some(text("username")).filter(|username| !username.is_empty())?;
    let numbered = item.get("pk").or_else(|| item.get("id")).and_then(Value::as_u64);
    let mut user = User::new(numbered.unwrap_or(n as u64 + 1), username, text("email"));
    text("name").clone_into(&mut user.name);
    if let Some(path) = item.get("path").and_then(Value::as_str) {
        path.clone_into(&mut user.path);
    }
    user.is_active = item.get("is_active").and_then(Value::as_bool).unwrap_or(true);
    if let Some(Value::Object(attributes)) = item.get("attributes") {
        user.attributes = attributes.clone();
    }
    if let Some(Value::Array(groups)) = item.get("groups") {
        user.groups = groups.iter().filter_map(Value::as_str).map(|pk| GroupKey::Pk(pk.to_owned())).collect();
    }
    Some(user)
}

fn group(item: &Value) -> Option<Group> {
    let name = item.get("name").and_then(Value::as_str)?;
    let pk = item.get("pk").and_then(Value::as_str).unwrap_or(name);
    let attributes = item.get("attributes").and_then(Value::as_object).cloned().unwrap_or_default();
    Some(Group { pk: GroupKey::Pk(pk.to_owned()), name: name.to_owned(), attributes })
}

/// The user by key or by name; the source by slug, as the API's `source_obj` has it or as a text.
fn connection(item: &Value, keys: &HashMap<&str, UserKey>) -> Option<UserConnection> {
    let user = match item.get("user")? {
        Value::Number(pk) => UserKey::Pk(pk.as_u64()?),
        Value::String(username) => *keys.get(username.as_str())?,
        _ => return None,
    };
    // A key alone does not say which source it is, and no draft has a key.
    let source = source_of(item).filter(|source| !is_uuid(source))?;
    Some(UserConnection { source, identifier: identifier_of(item)?, user })
}

fn group_connection(item: &Value) -> Option<GroupConnection> {
    let group = GroupKey::Pk(item.get("group").and_then(Value::as_str)?.to_owned());
    Some(GroupConnection { source: source_of(item)?, identifier: identifier_of(item)?, group })
}

fn source_of(item: &Value) -> Option<String> {
    let slug = item.get("source_obj").and_then(|source| source.get("slug")).or_else(|| item.get("source"));
    slug.and_then(Value::as_str).map(str::to_owned)
}

fn identifier_of(item: &Value) -> Option<String> {
    item.get("identifier").and_then(Value::as_str).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_apis_words_are_understood() {
        let text = r#"{
            "users": {"results": [{"pk": 7, "username": "ada", "email": "a@b.c", "groups": ["g1"],
                "attributes": {"unionid": "u"}, "is_active": false}, {"username": ""}]},
            "groups": [{"pk": "g1", "name": "staff"}, {}],
            "connections": [
                {"pk": 1, "user": 7, "source": "b5cf1b43", "source_obj": {"slug": "wechat"}, "identifier": "u"},
                {"user": "ada", "source": "github", "identifier": "1"},
                {"user": "nobody", "source": "github", "identifier": "2"},
                {"user": 7, "source": "bd510330-378c-4ef4-8084-aa58e8c2d04d", "identifier": "3"}]
        }"#;
        let listed = read(text, "f").unwrap();
        let ada = listed.users.first().unwrap();
        assert_eq!((ada.pk, ada.is_active, ada.groups.len()), (UserKey::Pk(7), false, 1));
        let connections = listed.connections.unwrap();
        let told: Vec<_> = connections.iter().map(|one| (one.source.as_str(), one.user)).collect();
        assert_eq!(told, [("wechat", UserKey::Pk(7)), ("github", UserKey::Pk(7))]);
        let notes: Vec<_> = listed.notes.0.iter().map(|note| (note.code.as_str(), note.count)).collect();
        assert_eq!(notes, [("no-username", 1), ("no-group-name", 1), ("no-connection", 2)]);
        let shown = of_users(&listed.users, &listed.groups.unwrap());
        assert_eq!(shown.first().map(|user| user["groups"].clone()), Some(json!(["staff"])));
    }
}
