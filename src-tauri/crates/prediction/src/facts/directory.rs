//! Who and what exists in authentik already.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Fact, Layer, View};

/// Users, groups and connections of an authentik server, indexed once.
///
/// A draft that no server has yet has no connections: give an empty list, which is known to be empty.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    pub(crate) layer: Layer,
    pub(crate) knows_connections: bool,
    pub(crate) knows_groups: bool,
}

impl Directory {
    /// Indexes a directory. `groups` are the groups with their connections.
    ///
    /// Where two users have one username, or one email address, the one with the lowest key is the first, as in
    /// Django's `first()`. Of several connections with one identifier the first in the list is the first.
    pub fn new(
        users: Vec<User>,
        connections: Fact<Vec<UserConnection>>,
        groups: Fact<(Vec<Group>, Vec<GroupConnection>)>,
    ) -> Directory {
        let mut layer = Layer::default();
        for user in users {
            layer.put_user(user);
        }
        let knows_connections = connections.known().is_some();
        if let Fact::Known(connections) = connections {
            for connection in connections {
                layer.connect_user(&connection.source, &connection.identifier, connection.user);
            }
        }
        let knows_groups = groups.known().is_some();
        if let Fact::Known((groups, connections)) = groups {
            for group in groups {
                layer.put_group(group);
            }
            for connection in connections {
                layer.connect_group(&connection.source, &connection.identifier, connection.group);
            }
        }
        Directory { layer, knows_connections, knows_groups }
    }

    /// The user with a key.
    pub fn user(&self, key: UserKey) -> Option<&User> {
        View::of(self).user(key)
    }

    /// The group with a key.
    pub fn group(&self, key: &GroupKey) -> Option<&Group> {
        View::of(self).group(key)
    }

    /// A directory with these users, and with no connections and no groups.
    pub fn of_users(users: Vec<User>) -> Directory {
        Directory::new(users, Fact::Known(Vec::new()), Fact::Known((Vec::new(), Vec::new())))
    }
}

/// Which user. The users that a prediction makes come after all that exist, as their primary keys will.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UserKey {
    /// One that exists, by its primary key.
    Pk(u64),
    /// One that a prediction makes, by its turn, from 0.
    New(u64),
}

/// Which group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupKey {
    /// One that exists, by its primary key, a UUID as text.
    Pk(String),
    /// One that a prediction makes, by its turn, from 0.
    New(u64),
}

/// A user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Its primary key.
    pub pk: UserKey,
    /// The username, unique.
    pub username: String,
    /// The email address, not unique, possibly empty.
    pub email: String,
    /// The name that is shown.
    pub name: String,
    /// The path.
    pub path: String,
    /// Whether it may log in.
    pub is_active: bool,
    /// The attributes.
    pub attributes: Map<String, Value>,
    /// The groups that it is in itself, not through a parent.
    pub groups: Vec<GroupKey>,
}

impl User {
    /// An active user with no attributes and no groups.
    pub fn new(pk: u64, username: &str, email: &str) -> User {
        User {
            pk: UserKey::Pk(pk),
            username: username.to_owned(),
            email: email.to_owned(),
            name: String::new(),
            path: "users".to_owned(),
            is_active: true,
            attributes: Map::new(),
            groups: Vec::new(),
        }
    }
}

/// A connection of a user with a source. A user has one with each source at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserConnection {
    /// The source's slug.
    pub source: String,
    /// The user's id at the provider.
    pub identifier: String,
    /// Whose it is.
    pub user: UserKey,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its primary key.
    pub pk: GroupKey,
    /// The name, unique.
    pub name: String,
    /// The attributes.
    pub attributes: Map<String, Value>,
}

/// A connection of a group with a source. A group has one with each source at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupConnection {
    /// The source's slug.
    pub source: String,
    /// The group's id at the provider.
    pub identifier: String,
    /// Which group's it is.
    pub group: GroupKey,
}
