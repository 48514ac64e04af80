//! A directory as CSV, as spreadsheets write it.

use desk_prediction::{User, UserKey};
use serde_json::{Map, Value};

use super::Listed;
use crate::problem::Problem;

/// Reads users from CSV: a header with `username` and any of `pk`, `email`, `name`, `path`, `is_active` and
/// `attributes.…`. Other columns are passed over.
pub(super) fn read(text: &str, name: &str) -> Result<Listed, Problem> {
    let mut listed = Listed::default();
    let (header, rows) = table(text, name)?;
    if header.is_empty() {
        return Ok(listed);
    }
    if !header.iter().any(|column| column == "username") {
        return Err(Problem::about("directory-no-username", name).with("columns", header.join(", ")));
    }
    for column in &header {
        let is_known =
            matches!(column.as_str(), "pk" | "id" | "username" | "email" | "name" | "path" | "is_active");
        if !is_known && !column.starts_with("attributes.") {
            listed.notes.note("column", || column.clone());
        }
    }
    let mut key = 0;
    for (line, row) in rows {
        key += 1;
        let cell = |wanted: &str| {
            let at = header.iter().position(|column| column == wanted)?;
            row.get(at).map(String::as_str).filter(|cell| !cell.is_empty())
        };
        let Some(username) = cell("username") else {
            listed.notes.note("no-username", || line.to_string());
            continue;
        };
        let pk = cell("pk").or_else(|| cell("id")).and_then(|cell| cell.parse().ok()).unwrap_or(key);
        let mut user = User::new(pk, username, cell("email").unwrap_or_default());
        user.pk = UserKey::Pk(pk);
        cell("name").unwrap_or_default().clone_into(&mut user.name);
        if let Some(path) = cell("path") {
            path.clone_into(&mut user.path);
        }
        if let Some(is_active) = cell("is_active") {
            user.is_active = !matches!(is_active.to_ascii_lowercase().as_str(), "false" | "0" | "no");
        }
        for (column, cell) in header.iter().zip(&row) {
            if let Some(way) = column.strip_prefix("attributes.").filter(|_| !cell.is_empty()) {
                put(&mut user.attributes, way, cell);
            }
        }
        listed.users.push(user);
    }
    Ok(listed)
}

/// Reads what a provider says of people from CSV: each column is a key, a dot in it leads into an object, and an empty
/// cell says nothing.
pub(in crate::lab) fn rows(text: &str, name: &str) -> Result<Vec<Map<String, Value>>, Problem> {
    let (header, rows) = table(text, name)?;
    let object = |row: Vec<String>| {
        let mut object = Map::new();
        for (column, cell) in header.iter().zip(&row).filter(|(_, cell)| !cell.is_empty()) {
            put(&mut object, column, cell);
        }
        object
    };
    Ok(rows.into_iter().map(|(_, row)| object(row)).collect())
}

/// A header, and rows with their numbers as a spreadsheet counts them: the header is the first.
type Table = (Vec<String>, Vec<(u64, Vec<String>)>);

fn table(text: &str, name: &str) -> Result<Table, Problem> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    // Spreadsheets separate by what the country has: a semicolon where a comma is in numbers.
    let separator = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|separator| first.bytes().filter(|byte| byte == separator).count())
        .unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
    let wrong = |error: csv::Error| {
        let line = error.position().map_or(0, csv::Position::line);
        Problem::about("directory-not-csv", name).with("line", line.to_string()).detailed(error.to_string())
    };
    let header = reader.headers().map_err(wrong)?.iter().map(|column| column.trim().to_owned()).collect();
    let mut rows = Vec::new();
    for (row, record) in (2..).zip(reader.records()) {
        let record = record.map_err(wrong)?;
        rows.push((row, record.iter().map(|cell| cell.trim().to_owned()).collect()));
    }
    Ok((header, rows))
}

/// Puts a text where a path leads; what lies on the way and is no object is replaced.
fn put(target: &mut Map<String, Value>, path: &str, text: &str) {
    match path.split_once('.') {
        None => {
            target.insert(path.to_owned(), Value::String(text.to_owned()));
        }
        Some((first, rest)) => {
            let below = target.entry(first).or_insert_with(|| Value::Object(Map::new()));
            if !below.is_object() {
                *below = Value::Object(Map::new());
            }
            if let Value::Object(below) = below {
                put(below, rest, text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_spreadsheets_semicolons_quotes_and_mark_are_read() {
        let text = "\u{feff}username;email;attributes.unionid;部门\r\n\"张三\";a@b.c;u1;x\r\n;none@b.c;;\r\n李四;;u2;\r\n";
        let listed = read(text, "people.csv").unwrap();
        let users: Vec<_> =
            listed.users.iter().map(|user| (user.username.as_str(), user.attributes.clone())).collect();
        assert_eq!(users.len(), 2);
        assert_eq!(users.first().map(|user| user.0), Some("张三"));
        assert_eq!(Value::Object(users.last().unwrap().1.clone()), json!({"unionid": "u2"}));
        let notes: Vec<_> =
            listed.notes.0.iter().map(|note| (note.code.as_str(), note.first.as_str())).collect();
        assert_eq!(notes, [("column", "部门"), ("no-username", "3")]);
    }

    #[test]
    fn a_dot_in_a_column_leads_into_an_object() {
        let rows = rows("data.id,data.username,n\n1,ada,\n", "f").unwrap();
        assert_eq!(
            rows.into_iter().map(Value::Object).collect::<Vec<_>>(),
            [json!({"data": {"id": "1", "username": "ada"}})]
        );
    }
}
