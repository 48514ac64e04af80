//! Paths into a profile, as the catalogue writes them: `data.id`, `otherMails[0]`. What stands for a rule of its own,
//! GitHub's `emails[primary]`, leads nowhere here.

use serde_json::{Map, Value};

/// The first of these paths that holds something other than null.
pub fn first_of<'profile>(profile: &'profile Map<String, Value>, paths: &[&str]) -> Option<&'profile Value> {
    paths.iter().find_map(|path| at(profile, path))
}

fn at<'profile>(profile: &'profile Map<String, Value>, path: &str) -> Option<&'profile Value> {
    let mut parts = path.split('.');
    let (name, index) = indexed(parts.next()?);
    let mut value = item(profile.get(name)?, index)?;
    for part in parts {
        let (name, index) = indexed(part);
        value = item(value.get(name)?, index)?;
    }
    (!value.is_null()).then_some(value)
}

fn item<'value>(value: &'value Value, index: Option<&str>) -> Option<&'value Value> {
    match index {
        None => Some(value),
        Some(index) => value.get(index.parse::<usize>().ok()?),
    }
}

fn indexed(part: &str) -> (&str, Option<&str>) {
    match part.strip_suffix(']').and_then(|part| part.split_once('[')) {
        Some((name, index)) => (name, Some(index)),
        None => (part, None),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn paths_lead_into_objects_and_lists() {
        let Value::Object(profile) = json!({
            "id": null, "sub": 7, "data": {"id": "d"}, "otherMails": ["a@example.com"], "mail": null,
        }) else {
            unreachable!()
        };
        for (paths, found) in [
            (&["id", "sub"][..], Some(json!(7))),
            (&["data.id"], Some(json!("d"))),
            (&["mail", "otherMails[0]"], Some(json!("a@example.com"))),
            (&["otherMails[1]"], None),
            (&["otherMails[primary]"], None),
            (&["sub.x"], None),
            (&[], None),
        ] {
            assert_eq!(first_of(&profile, paths), found.as_ref(), "{paths:?}");
        }
    }
}
