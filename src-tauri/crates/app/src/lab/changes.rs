//! What is different between two dictionaries of properties.

use serde_json::{Map, Value};

use super::views::{ChangeKind, PropertyChange};

/// What is different, each at the deepest key that leads to it, in the order of the keys: those that are there first.
/// A list is one value.
pub(super) fn changes(before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<PropertyChange> {
    let mut found = Vec::new();
    compare(&mut Vec::new(), before, after, &mut found);
    found
}

fn compare(
    path: &mut Vec<String>,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    found: &mut Vec<PropertyChange>,
) {
    for (key, value) in after {
        path.push(key.clone());
        match (before.get(key), value) {
            (Some(old), new) if old == new => {}
            (Some(Value::Object(old)), Value::Object(new)) => compare(path, old, new, found),
            (old, new) => found.push(change(path, old, Some(new))),
        }
        path.pop();
    }
    for (key, value) in before {
        if !after.contains_key(key) {
            path.push(key.clone());
            found.push(change(path, Some(value), None));
            path.pop();
        }
    }
}

fn change(path: &[String], before: Option<&Value>, after: Option<&Value>) -> PropertyChange {
    let kind = match (before, after) {
        (None, _) => ChangeKind::Added,
        (Some(_), None) => ChangeKind::Removed,
        (Some(_), Some(_)) => ChangeKind::Changed,
    };
    PropertyChange { path: path.to_vec(), before: before.cloned(), after: after.cloned(), kind }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn map(value: Value) -> Map<String, Value> {
        let Value::Object(map) = value else { unreachable!() };
        map
    }

    #[test]
    fn a_change_is_told_at_its_deepest_key() {
        let before = map(json!({"a": {"x": 1, "y": 2}, "b": [1], "c": null}));
        let after = map(json!({"a": {"x": 1, "y": 3, "z": null}, "b": [1, 2]}));
        let told: Vec<_> =
            changes(&before, &after).into_iter().map(|change| (change.path.join("/"), change.kind)).collect();
        assert_eq!(
            told,
            [
                ("a/y".to_owned(), ChangeKind::Changed),
                ("a/z".to_owned(), ChangeKind::Added),
                ("b".to_owned(), ChangeKind::Changed),
                ("c".to_owned(), ChangeKind::Removed),
            ]
        );
    }

    fn put(target: &mut Map<String, Value>, change: &PropertyChange) {
        let (last, way) = change.path.split_last().unwrap();
        let mut here = target;
        for key in way {
            here = here.get_mut(key).unwrap().as_object_mut().unwrap();
        }
        match &change.after {
            Some(value) => {
                here.insert(last.clone(), value.clone());
            }
            None => {
                here.remove(last);
            }
        }
    }

    fn tree() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<i8>().prop_map(Value::from),
            "[ab]{0,2}".prop_map(Value::from)
        ];
        leaf.prop_recursive(3, 12, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
                prop::collection::btree_map("[abc]", inner, 0..4)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_told_makes_the_one_of_the_other(before in tree(), after in tree()) {
            let (before, after) = (map(json!({"t": before})), map(json!({"t": after})));
            let mut made = before.clone();
            for change in changes(&before, &after) {
                put(&mut made, &change);
            }
            prop_assert_eq!(made, after);
        }
    }
}
