//! Users, groups and connections with their indexes, and layers of them: what a login changes lies over what was there.

use std::collections::HashMap;

use super::{Group, GroupKey, User, UserKey};

/// Users, groups and connections, found by what authentik looks for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layer {
    users: HashMap<UserKey, User>,
    by_username: HashMap<String, Vec<UserKey>>,
    by_email: HashMap<String, Vec<UserKey>>,
    /// Usernames and email addresses in lower case, for the accounts that authentik does *not* find.
    by_lower_case: HashMap<String, Vec<UserKey>>,
    groups: HashMap<GroupKey, Group>,
    group_by_name: HashMap<String, GroupKey>,
    sources: HashMap<String, Connections>,
    n_new_users: u64,
    n_new_groups: u64,
}

/// The connections of one source.
#[derive(Debug, Clone, Default)]
struct Connections {
    user_of: HashMap<String, UserKey>,
    /// `None`: the connection that this user had is another user's now.
    of_user: HashMap<UserKey, Option<String>>,
    group_of: HashMap<String, GroupKey>,
    of_group: HashMap<GroupKey, String>,
}

impl Layer {
    pub(crate) fn put_user(&mut self, user: User) {
        let key = user.pk;
        if let Some(before) = self.users.remove(&key) {
            remove(&mut self.by_username, &before.username, key);
            remove(&mut self.by_email, &before.email, key);
            remove(&mut self.by_lower_case, &before.username.to_lowercase(), key);
            remove(&mut self.by_lower_case, &before.email.to_lowercase(), key);
        }
        if let UserKey::New(turn) = key {
            self.n_new_users = self.n_new_users.max(turn + 1);
        }
        add(&mut self.by_username, user.username.clone(), key);
        add(&mut self.by_email, user.email.clone(), key);
        add(&mut self.by_lower_case, user.username.to_lowercase(), key);
        add(&mut self.by_lower_case, user.email.to_lowercase(), key);
        self.users.insert(key, user);
    }

    pub(crate) fn put_group(&mut self, group: Group) {
        if let GroupKey::New(turn) = group.pk {
            self.n_new_groups = self.n_new_groups.max(turn + 1);
        }
        self.group_by_name.insert(group.name.clone(), group.pk.clone());
        self.groups.insert(group.pk.clone(), group);
    }

    /// Notes a connection; the first with an identifier stays the first.
    pub(crate) fn connect_user(&mut self, source: &str, identifier: &str, user: UserKey) {
        let source = self.source(source);
        source.user_of.entry(identifier.to_owned()).or_insert(user);
        source.of_user.insert(user, Some(identifier.to_owned()));
    }

    /// Gives a connection to another user.
    pub(crate) fn move_connection(&mut self, source: &str, identifier: &str, from: UserKey, to: UserKey) {
        let source = self.source(source);
        source.user_of.insert(identifier.to_owned(), to);
        source.of_user.insert(from, None);
        source.of_user.insert(to, Some(identifier.to_owned()));
    }

    pub(crate) fn connect_group(&mut self, source: &str, identifier: &str, group: GroupKey) {
        let source = self.source(source);
        source.group_of.insert(identifier.to_owned(), group.clone());
        source.of_group.insert(group, identifier.to_owned());
    }

    /// Takes over what a later layer changed.
    pub(crate) fn absorb(&mut self, later: Layer) {
        for user in later.users.into_values() {
            self.put_user(user);
        }
        for group in later.groups.into_values() {
            if let Some(before) = self.groups.get(&group.pk) {
                self.group_by_name.remove(&before.name);
            }
            self.put_group(group);
        }
        for (slug, connections) in later.sources {
            let source = self.source(&slug);
            source.user_of.extend(connections.user_of);
            source.of_user.extend(connections.of_user);
            source.group_of.extend(connections.group_of);
            source.of_group.extend(connections.of_group);
        }
    }

    fn source(&mut self, slug: &str) -> &mut Connections {
        self.sources.entry(slug.to_owned()).or_default()
    }
}

/// Empty usernames and addresses are never looked for.
fn add(index: &mut HashMap<String, Vec<UserKey>>, text: String, key: UserKey) {
    if text.is_empty() {
        return;
    }
    let keys = index.entry(text).or_default();
    // Lists come in the order of their keys, so that this is the end, as a rule.
    let at = keys.partition_point(|other| *other < key);
    if keys.get(at) != Some(&key) {
        keys.insert(at, key);
    }
}

fn remove(index: &mut HashMap<String, Vec<UserKey>>, text: &str, key: UserKey) {
    if let Some(keys) = index.get_mut(text) {
        keys.retain(|other| *other != key);
    }
}

/// Layers over each other, the lowest first: what a higher one has counts.
#[derive(Debug, Clone)]
pub(crate) struct View<'a> {
    layers: Vec<&'a Layer>,
    pub(crate) knows_connections: bool,
    pub(crate) knows_groups: bool,
}

impl<'a> View<'a> {
    pub(crate) fn of(directory: &'a super::Directory) -> View<'a> {
        View {
            layers: vec![&directory.layer],
            knows_connections: directory.knows_connections,
            knows_groups: directory.knows_groups,
        }
    }

    /// This view with another layer on top.
    pub(crate) fn under<'b>(&self, top: &'b Layer) -> View<'b>
    where
        'a: 'b,
    {
        let mut layers: Vec<&'b Layer> = self.layers.clone();
        layers.push(top);
        View { layers, ..*self }
    }

    pub(crate) fn user(&self, key: UserKey) -> Option<&'a User> {
        self.layers.iter().rev().find_map(|layer| layer.users.get(&key))
    }

    /// The first user with exactly this username.
    pub(crate) fn by_username(&self, username: &str) -> Option<UserKey> {
        self.first_in(|layer| layer.by_username.get(username))
    }

    /// The first user with exactly this email address.
    pub(crate) fn by_email(&self, email: &str) -> Option<UserKey> {
        self.first_in(|layer| layer.by_email.get(email))
    }

    /// Whether somebody else has this username.
    pub(crate) fn has_other_with_username(&self, username: &str, key: UserKey) -> bool {
        self.users_in(|layer| layer.by_username.get(username)).flatten().any(|other| other != key)
    }

    /// The first users with this username or email address, whatever the case, in the order of their keys.
    pub(crate) fn alike(&self, lower_case: &str, most: usize) -> Vec<UserKey> {
        let found = self.users_in(|layer| layer.by_lower_case.get(lower_case));
        let mut keys: Vec<UserKey> = found.flat_map(|keys| keys.take(most)).collect();
        keys.sort_unstable();
        keys.truncate(most);
        keys
    }

    /// The key that the next user gets.
    pub(crate) fn new_user(&self) -> UserKey {
        UserKey::New(self.layers.iter().map(|layer| layer.n_new_users).max().unwrap_or(0))
    }

    /// Whose connection this identifier is.
    pub(crate) fn connected_user(&self, source: &str, identifier: &str) -> Option<UserKey> {
        self.connections(source).find_map(|connections| connections.user_of.get(identifier).copied())
    }

    /// The identifier that a user is connected with.
    pub(crate) fn identifier_of(&self, source: &str, user: UserKey) -> Option<&'a str> {
        self.connections(source).find_map(|connections| connections.of_user.get(&user))?.as_deref()
    }

    pub(crate) fn group(&self, key: &GroupKey) -> Option<&'a Group> {
        self.layers.iter().rev().find_map(|layer| layer.groups.get(key))
    }

    pub(crate) fn group_by_name(&self, name: &str) -> Option<&'a GroupKey> {
        let found = self.layers.iter().rev().filter_map(|layer| layer.group_by_name.get(name));
        // A lower layer may know the name of a group that has another by now.
        found.into_iter().find(|key| self.group(key).is_some_and(|group| group.name == name))
    }

    pub(crate) fn new_group(&self) -> GroupKey {
        GroupKey::New(self.layers.iter().map(|layer| layer.n_new_groups).max().unwrap_or(0))
    }

    pub(crate) fn connected_group(&self, source: &str, identifier: &str) -> Option<&'a GroupKey> {
        self.connections(source).find_map(|connections| connections.group_of.get(identifier))
    }

    pub(crate) fn is_group_connected(&self, source: &str, group: &GroupKey) -> bool {
        self.connections(source).any(|connections| connections.of_group.contains_key(group))
    }

    /// The keys that an index has, layer by layer, each in their order, without those of users that a higher layer has
    /// changed.
    fn users_in<'b>(
        &'b self,
        index: impl Fn(&'a Layer) -> Option<&'a Vec<UserKey>> + 'b,
    ) -> impl Iterator<Item = impl Iterator<Item = UserKey> + 'b> + 'b {
        self.layers.iter().enumerate().map(move |(at, layer)| {
            let keys = index(layer).into_iter().flatten().copied();
            keys.filter(move |key| !self.layers[at + 1..].iter().any(|higher| higher.users.contains_key(key)))
        })
    }

    /// The lowest key. Only the first of each layer is looked at, however many share what is looked for.
    fn first_in(&self, index: impl Fn(&'a Layer) -> Option<&'a Vec<UserKey>>) -> Option<UserKey> {
        self.users_in(index).filter_map(|mut keys| keys.next()).min()
    }

    fn connections<'b>(&'b self, source: &'b str) -> impl Iterator<Item = &'a Connections> + 'b {
        self.layers.iter().rev().filter_map(move |layer| layer.sources.get(source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Directory;

    #[test]
    fn a_connection_that_was_moved_is_the_other_users_alone() {
        let (from, to) = (UserKey::Pk(1), UserKey::New(0));
        let mut directory = Directory::of_users(vec![User::new(1, "a", "")]);
        directory.layer.connect_user("s", "i", from);
        let mut changes = Layer::default();
        changes.move_connection("s", "i", from, to);
        let below = View::of(&directory);
        let view = below.under(&changes);
        assert_eq!(view.connected_user("s", "i"), Some(to));
        assert_eq!((view.identifier_of("s", to), view.identifier_of("s", from)), (Some("i"), None));
        assert_eq!(below.identifier_of("s", from), Some("i"), "below nothing has changed");
        directory.layer.absorb(changes);
        assert_eq!(View::of(&directory).identifier_of("s", from), None);
    }

    #[test]
    fn a_group_that_was_renamed_is_found_by_its_new_name_only() {
        let group = |name: &str| Group {
            pk: GroupKey::Pk("g".to_owned()),
            name: name.to_owned(),
            attributes: serde_json::Map::new(),
        };
        let mut directory = Directory::default();
        directory.layer.put_group(group("old"));
        let mut changes = Layer::default();
        changes.put_group(group("new"));
        let key = GroupKey::Pk("g".to_owned());
        let below = View::of(&directory);
        let view = below.under(&changes);
        assert_eq!((view.group_by_name("old"), view.group_by_name("new")), (None, Some(&key)));
        directory.layer.absorb(changes);
        let view = View::of(&directory);
        assert_eq!((view.group_by_name("old"), view.group_by_name("new")), (None, Some(&key)));
    }
}
