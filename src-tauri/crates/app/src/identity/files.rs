//! The files that tell of people: what authentik's API answered, and an administrator's table of identifiers.

use std::collections::BTreeMap;
use std::path::Path;

use desk_prediction::identity::StoredConnection;
use desk_prediction::{GroupKey, User, UserKey};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::IdentityDirectory;
use crate::lab::text_of;
use crate::problem::Problem;

/// Reads users and connections as authentik's API answers them:
/// `{"users": [...], "connections": [...]}`, or a page of users, `{"results": [...]}`.
///
/// # Errors
///
/// `file-not-read`, `lab-file-too-large`, `lab-file-not-utf8`, `identity-directory-malformed`.
pub fn read_identity_directory(path: &Path) -> Result<IdentityDirectory, Problem> {
    directory(&path.display().to_string(), &read(path)?)
}

/// Reads a table with the identifier before and after on each line, separated by a comma, a semicolon or a tab. A first
/// line `old,new` is a heading.
///
/// # Errors
///
/// `file-not-read`, `lab-file-too-large`, `lab-file-not-utf8`, `identity-table-line`, `identity-table-twice`.
pub fn read_identifier_table(path: &Path) -> Result<BTreeMap<String, String>, Problem> {
    table(&path.display().to_string(), &read(path)?)
}

fn read(path: &Path) -> Result<String, Problem> {
    // Spreadsheet programs write a byte order mark.
    text_of(path).map(|text| text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned))
}

#[derive(Deserialize)]
struct Document {
    #[serde(alias = "results")]
    users: Vec<ApiUser>,
    #[serde(default)]
    connections: Vec<ApiConnection>,
}

/// A user of `GET /core/users/`.
#[derive(Deserialize)]
struct ApiUser {
    pk: u32,
    username: String,
    #[serde(default)]
    email: Option<String>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    path: Option<String>,
    #[serde(default)]
    is_active: Option<bool>,
    #[serde(default)]
    attributes: Map<String, Value>,
    #[serde(default)]
    groups: Vec<String>,
}

/// A connection of `GET /sources/user_connections/oauth/`.
#[derive(Deserialize)]
struct ApiConnection {
    pk: u32,
    user: u32,
    source: String,
    #[serde(default)]
    source_obj: Option<ApiSource>,
    identifier: String,
}

#[derive(Deserialize)]
struct ApiSource {
    slug: String,
}

fn directory(name: &str, text: &str) -> Result<IdentityDirectory, Problem> {
    let document: Document = serde_json::from_str(text)
        .map_err(|error| Problem::about("identity-directory-malformed", name).detailed(error.to_string()))?;
    let user = |user: ApiUser| User {
        pk: UserKey::Pk(u64::from(user.pk)),
        username: user.username,
        email: user.email.unwrap_or_default(),
        name: user.name,
        path: user.path.unwrap_or_else(|| "users".to_owned()),
        is_active: user.is_active.unwrap_or(true),
        attributes: user.attributes,
        groups: user.groups.into_iter().map(GroupKey::Pk).collect(),
    };
    let connection = |one: ApiConnection| {
        // The API names the source by its primary key, and says the slug beside it in newer versions. A listing of one
        // source's connections without slugs is that source's; anything else than a UUID is a slug, written by hand.
        let is_key = is_uuid(&one.source);
        let (source, source_pk) = match (one.source_obj, is_key) {
            (Some(source), _) => (source.slug, is_key.then_some(one.source)),
            (None, true) => (String::new(), Some(one.source)),
            (None, false) => (one.source, None),
        };
        StoredConnection {
            pk: u64::from(one.pk),
            source,
            source_pk,
            user: u64::from(one.user),
            identifier: one.identifier,
        }
    };
    Ok(IdentityDirectory {
        users: document.users.into_iter().map(user).collect(),
        connections: document.connections.into_iter().map(connection).collect(),
    })
}

/// Whether a text is a key of authentik's rather than a slug.
pub(crate) fn is_uuid(text: &str) -> bool {
    let parts: Vec<usize> = text.split('-').map(str::len).collect();
    parts == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

fn table(name: &str, text: &str) -> Result<BTreeMap<String, String>, Problem> {
    let mut identifiers: BTreeMap<String, String> = BTreeMap::new();
    let mut news: BTreeMap<String, usize> = BTreeMap::new();
    for (at, line) in text.lines().enumerate() {
        let number = at + 1;
        if line.trim().is_empty() {
            continue;
        }
        let cells: Vec<&str> = line.split([',', ';', '\t']).map(cell).collect();
        let (old, new) = match cells.as_slice() {
            [old, new] if !old.is_empty() && !new.is_empty() => (*old, *new),
            _ => {
                let problem = Problem::about("identity-table-line", name);
                return Err(problem.with("line", number.to_string()));
            }
        };
        if at == 0 && old.eq_ignore_ascii_case("old") && new.eq_ignore_ascii_case("new") {
            continue;
        }
        let twice = |identifier: &str| {
            let problem = Problem::about("identity-table-twice", name).with("line", number.to_string());
            Err(problem.with("identifier", identifier))
        };
        if identifiers.insert(old.to_owned(), new.to_owned()).is_some() {
            return twice(old);
        }
        if news.insert(new.to_owned(), number).is_some() {
            return twice(new);
        }
    }
    Ok(identifiers)
}

fn cell(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_the_api_answers_is_read() {
        let read = directory(
            "d.json",
            r#"{"users": [{"pk": 7, "username": "li", "email": "l@example.com", "name": "李", "is_active": false,
                "path": "p", "attributes": {"openid": "o"}, "groups": ["g"], "uid": "not needed"}],
              "connections": [
                {"pk": 1, "user": 7, "source": "bd510330-378c-4ef4-8084-aa58e8c2d04d",
                 "source_obj": {"slug": "weixin"}, "identifier": "a", "created": "2026-01-01"},
                {"pk": 2, "user": 8, "source": "bd510330-378c-4ef4-8084-aa58e8c2d04d", "identifier": "b"},
                {"pk": 3, "user": 9, "source": "by-hand", "identifier": "c"}],
              "groups": [{}]}"#,
        )
        .unwrap();
        let user = &read.users[0];
        assert_eq!((user.pk, user.name.as_str(), user.is_active), (UserKey::Pk(7), "李", false));
        assert_eq!(user.attributes["openid"], "o");
        let sources: Vec<(&str, bool)> =
            read.connections.iter().map(|one| (one.source.as_str(), one.source_pk.is_some())).collect();
        assert_eq!(sources, [("weixin", true), ("", true), ("by-hand", false)]);
        let page = directory("d.json", r#"{"pagination": {}, "results": [{"pk": 1, "username": "a"}]}"#);
        assert_eq!(page.unwrap().users.len(), 1);
        for nonsense in ["", "[]", r#"{"users": [{"pk": -1, "username": "a"}]}"#, r#"{"users": 1}"#] {
            let problem = directory("d.json", nonsense).unwrap_err();
            assert_eq!(problem.code, "identity-directory-malformed", "{nonsense}");
            assert!(problem.detail.is_some());
        }
    }

    #[test]
    fn a_table_says_which_line_is_wrong() {
        let read = table("t.csv", "Old,New\r\no-1, u-1\r\n\r\n\"o-2\";\"u-2\"\no-3\tu-3\n").unwrap();
        let expected = [("o-1", "u-1"), ("o-2", "u-2"), ("o-3", "u-3")];
        assert_eq!(read.iter().map(|(old, new)| (old.as_str(), new.as_str())).collect::<Vec<_>>(), expected);
        for (text, code, line) in [
            ("a,b\nc", "identity-table-line", "2"),
            ("a,b,c", "identity-table-line", "1"),
            ("a,", "identity-table-line", "1"),
            ("a,b\na,c", "identity-table-twice", "2"),
            ("a,b\nc,d\ne,b", "identity-table-twice", "3"),
        ] {
            let problem = table("t.csv", text).unwrap_err();
            assert_eq!((problem.code.as_str(), problem.arguments["line"].as_str()), (code, line), "{text}");
        }
    }

    #[test]
    fn a_file_is_read_without_its_byte_order_mark() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        std::fs::write(&path, "\u{feff}old,new\na,b\n").unwrap();
        assert_eq!(read_identifier_table(&path).unwrap().len(), 1);
        std::fs::write(&path, [b'a', b',', 0xff]).unwrap();
        assert_eq!(read_identifier_table(&path).unwrap_err().code, "lab-file-not-utf8");
        let missing = read_identity_directory(&folder.path().join("none")).unwrap_err();
        assert_eq!(missing.code, "file-not-read");
    }

    proptest! {
        #[test]
        fn a_table_that_is_written_is_read_again(pairs in prop::collection::btree_map("[A-Za-z0-9_-]{1,28}", "[A-Za-z0-9_-]{1,28}", 0..20)) {
            let mut news = std::collections::BTreeSet::new();
            let pairs: BTreeMap<String, String> =
                pairs.into_iter().filter(|(_, new)| news.insert(new.clone())).collect();
            let lines: Vec<String> = pairs.iter().map(|(old, new)| format!("{old},{new}")).collect();
            let text = format!("old,new\n{}\n", lines.join("\n"));
            prop_assert_eq!(table("t.csv", &text).unwrap(), pairs);
        }

        #[test]
        fn no_text_is_too_much_for_the_readers(text in ".*") {
            let _ = table("t.csv", &text);
            let _ = directory("d.json", &text);
        }
    }
}
