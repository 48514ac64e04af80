//! What Python does with a value where Rust would do something else.

use std::borrow::Cow;

use serde_json::{Map, Value};

/// Whether Python takes a value for true: `None`, `False`, `0`, `""`, `[]` and `{}` are not.
pub(crate) fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(is_true) => *is_true,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
    }
}

/// The text that Django's `CharField.to_python` makes of a value, which is `str(value)`.
///
/// `None` for floats, lists and dicts, whose text only Python itself knows for certain.
pub(crate) fn text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Bool(true) => Some(Cow::Borrowed("True")),
        Value::Bool(false) => Some(Cow::Borrowed("False")),
        Value::Number(number) if number.is_i64() || number.is_u64() => Some(Cow::Owned(number.to_string())),
        Value::Null => Some(Cow::Borrowed("None")),
        Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// What Django's `BooleanField.to_python` makes of a value; `None` where it raises.
pub(crate) fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(is_true) => Some(*is_true),
        Value::Number(number) if number.as_f64() == Some(1.0) => Some(true),
        Value::Number(number) if number.as_f64() == Some(0.0) => Some(false),
        Value::String(text) => match text.as_str() {
            "t" | "True" | "1" => Some(true),
            "f" | "False" | "0" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// Merges as authentik does: dicts deeply, lists by adding what is not yet in them, everything else by taking the new
/// value (`authentik/lib/merge.py`, `MERGE_LIST_UNIQUE`).
pub fn merge(base: &mut Map<String, Value>, new: &Map<String, Value>) {
    for (key, value) in new {
        match (base.get_mut(key), value) {
            (Some(Value::Object(base)), Value::Object(new)) => merge(base, new),
            (Some(Value::Array(base)), Value::Array(new)) => {
                let added: Vec<Value> = new.iter().filter(|item| !base.contains(item)).cloned().collect();
                base.extend(added);
            }
            _ => {
                base.insert(key.clone(), value.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn empty_things_are_false_as_in_python() {
        for value in [json!(null), json!(false), json!(0), json!(0.0), json!(""), json!([]), json!({})] {
            assert!(!is_truthy(&value), "{value}");
        }
        for value in [json!(true), json!(-1), json!(" "), json!([null]), json!({"": null})] {
            assert!(is_truthy(&value), "{value}");
        }
    }

    #[test]
    fn text_is_pythons_str_or_not_known() {
        assert_eq!(text(&json!(12345678901_u64)).as_deref(), Some("12345678901"));
        assert_eq!(text(&json!(true)).as_deref(), Some("True"));
        assert_eq!(text(&json!(1.5)), None);
        assert_eq!(text(&json!(["a"])), None);
    }

    #[test]
    fn dicts_merge_deeply_lists_add_what_is_new_and_the_rest_is_overridden() {
        let base = json!({"a": {"x": 1, "l": [1, 2]}, "s": "old", "t": [1]});
        let new = json!({"a": {"y": 2, "l": [2, 3, 3]}, "s": "new", "t": {"k": 1}});
        let (Value::Object(mut base), Value::Object(new)) = (base, new) else { unreachable!() };
        merge(&mut base, &new);
        assert_eq!(
            Value::Object(base),
            json!({"a": {"x": 1, "l": [1, 2, 3, 3], "y": 2}, "s": "new", "t": {"k": 1}})
        );
    }
}
