//! Users, groups and connections that predictions look into, from a file.
//!
//! JSON in the words of authentik's API: `{"users": [...], "groups": [...], "connections": [...]}`, a page of its
//! answers (`{"results": [...]}`) or a bare list of users. Or CSV with a row for each user. They are kept in memory only.

mod csv;
mod json;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use desk_authentik::People;
use desk_model::DraftId;
use desk_prediction::{Directory, Fact, Group, GroupConnection, User, UserConnection};
use serde_json::{Map, Value};

use super::views::{DirectoryNote, LabDirectory};
use crate::problem::Problem;

pub(super) use csv::rows;

/// The most bytes of a file. A hundred thousand users have some fifty million.
const MOST_BYTES: u64 = 128 << 20;

/// A directory and where it is from.
pub(crate) struct DirectoryAtHand {
    pub(crate) view: LabDirectory,
    /// The draft whose connections it has; `None`: those of all sources.
    pub(crate) of: Option<DraftId>,
    pub(crate) directory: Directory,
    /// Its users for `ak_user_by`, in the words of authentik's API, with the names of their groups.
    pub(crate) users: Vec<Map<String, Value>>,
}

/// What a file said.
#[derive(Default)]
pub(crate) struct Listed {
    pub(crate) users: Vec<User>,
    /// `None`: the file says nothing of groups.
    pub(crate) groups: Option<Vec<Group>>,
    pub(crate) group_connections: Vec<GroupConnection>,
    /// `None`: the file says nothing of connections.
    pub(crate) connections: Option<Vec<UserConnection>>,
    pub(crate) notes: Notes,
}

/// What is to be told of a file, each once with how often.
#[derive(Default)]
pub(crate) struct Notes(Vec<DirectoryNote>);

impl Notes {
    fn note(&mut self, code: &str, place: impl FnOnce() -> String) {
        match self.0.iter_mut().find(|note| note.code == code) {
            Some(note) => note.count = note.count.saturating_add(1),
            None => self.0.push(DirectoryNote { code: code.to_owned(), count: 1, first: place() }),
        }
    }
}

/// Reads a directory from a file.
pub(crate) fn open(path: &Path) -> Result<DirectoryAtHand, Problem> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let listed = read(&text_of(path)?, &path.display().to_string())?;
    at_hand(listed, name)
}

/// Makes a directory of what a server told, which has the connections of one draft's source.
pub(super) fn of_server(people: People, server: String, draft: DraftId) -> Result<DirectoryAtHand, Problem> {
    let list = |items: Vec<Map<String, Value>>| Value::Array(items.into_iter().map(Value::Object).collect());
    let parts = Map::from_iter([
        ("users".to_owned(), list(people.users)),
        ("groups".to_owned(), list(people.groups)),
        ("connections".to_owned(), list(people.connections)),
        ("group_connections".to_owned(), list(people.group_connections)),
    ]);
    let at_hand = at_hand(json::of_parts(parts, &server)?, server)?;
    Ok(DirectoryAtHand { of: Some(draft), ..at_hand })
}

/// Reads a directory from a text; `name` is told in problems.
pub(super) fn read(text: &str, name: &str) -> Result<Listed, Problem> {
    if looks_like_json(text) { json::read(text, name) } else { csv::read(text, name) }
}

/// Whether a text is JSON rather than CSV.
pub(super) fn looks_like_json(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '['])
}

/// Makes a directory of what was listed.
pub(crate) fn at_hand(mut listed: Listed, origin: String) -> Result<DirectoryAtHand, Problem> {
    if listed.users.is_empty() {
        return Err(Problem::about("directory-empty", origin));
    }
    without_twins(&mut listed);
    if listed.connections.is_none() {
        listed.notes.note("no-connections", String::new);
    }
    if listed.groups.is_none() {
        listed.notes.note("no-groups", String::new);
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let view = LabDirectory {
        origin,
        users: count(listed.users.len()),
        groups: listed.groups.as_ref().map(|groups| count(groups.len())),
        connections: listed.connections.as_ref().map(|connections| count(connections.len())),
        notes: listed.notes.0,
    };
    let groups = listed.groups.unwrap_or_default();
    let users = json::of_users(&listed.users, &groups);
    let directory = Directory::new(
        listed.users,
        Fact::Known(listed.connections.unwrap_or_default()),
        Fact::Known((groups, listed.group_connections)),
    );
    Ok(DirectoryAtHand { view, of: None, directory, users })
}

/// authentik's usernames and primary keys are unique; of two the first stays.
fn without_twins(listed: &mut Listed) {
    let mut names = std::collections::HashSet::new();
    let mut keys = std::collections::HashSet::new();
    let notes = &mut listed.notes;
    listed.users.retain(|user| {
        let is_new = names.insert(user.username.clone()) && keys.insert(user.pk);
        if !is_new {
            notes.note("twice", || user.username.clone());
        }
        is_new
    });
}

/// Reads a file as a text.
pub(crate) fn text_of(path: &Path) -> Result<String, Problem> {
    let name = path.display().to_string();
    let not_read =
        |error: std::io::Error| Problem::about("file-not-read", name.clone()).detailed(error.to_string());
    let mut bytes = Vec::new();
    File::open(path).map_err(not_read)?.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(not_read)?;
    text_from(bytes, &name)
}

/// Takes bytes for a text.
pub(super) fn text_from(bytes: Vec<u8>, name: &str) -> Result<String, Problem> {
    if bytes.len() as u64 > MOST_BYTES {
        let megabytes = (MOST_BYTES >> 20).to_string();
        return Err(Problem::about("lab-file-too-large", name).with("megabytes", megabytes));
    }
    String::from_utf8(bytes).map_err(|_| Problem::about("lab-file-not-utf8", name))
}

#[cfg(test)]
mod tests {
    use desk_prediction::UserKey;

    use super::*;

    #[test]
    fn two_users_of_one_name_are_one_and_it_is_told() {
        let listed = read("username,email\nada,a@b.c\nada,x@y.z\neve,\n", "people.csv").unwrap();
        let at_hand = at_hand(listed, "people.csv".to_owned()).unwrap();
        assert_eq!(at_hand.view.users, 2);
        let codes: Vec<_> = at_hand.view.notes.iter().map(|note| (note.code.as_str(), note.count)).collect();
        assert_eq!(codes, [("twice", 1), ("no-connections", 1), ("no-groups", 1)]);
        assert_eq!(at_hand.directory.user(UserKey::Pk(1)).map(|user| user.email.as_str()), Some("a@b.c"));
    }

    #[test]
    fn what_is_no_directory_says_why() {
        for (text, code) in [
            ("", "directory-empty"),
            ("[]", "directory-empty"),
            ("{\"users\": 7}", "directory-wrong"),
            ("{\"a\": []}", "directory-no-users"),
            ("name;email\nAda;a@b.c", "directory-no-username"),
            ("{\"users\": [", "lab-not-json"),
        ] {
            let problem = read(text, "f").and_then(|listed| at_hand(listed, "f".to_owned()));
            assert_eq!(problem.err().map(|problem| problem.code).as_deref(), Some(code), "{text}");
        }
        assert_eq!(text_from(vec![0xc4, 0xe3], "f").unwrap_err().code, "lab-file-not-utf8");
    }
}
