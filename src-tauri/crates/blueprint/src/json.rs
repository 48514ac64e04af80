//! JSON objects as values: what a form holds as text, and the API and a blueprint as a mapping.

use crate::value::Value;

/// Returns the object that a JSON text is; `None` if it is none.
pub(crate) fn json_object(text: &str) -> Option<Value> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    value.is_object().then(|| of_json(value))
}

/// Returns the JSON text of a mapping; `None` if it is none, or holds what JSON cannot say, a tag for example.
pub(crate) fn object_text(value: &Value) -> Option<String> {
    let Value::Mapping(_) = value else { return None };
    serde_json::to_string_pretty(&to_json(value)?).ok()
}

fn of_json(value: serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(on) => Value::Bool(on),
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(number) => Value::Integer(number),
            None => Value::Float(number.as_f64().unwrap_or_default()),
        },
        serde_json::Value::String(text) => Value::Text(text),
        serde_json::Value::Array(items) => Value::Sequence(items.into_iter().map(of_json).collect()),
        serde_json::Value::Object(pairs) => {
            Value::mapping(pairs.into_iter().map(|(key, value)| (key, of_json(value))))
        }
    }
}

fn to_json(value: &Value) -> Option<serde_json::Value> {
    Some(match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(on) => (*on).into(),
        Value::Integer(number) => (*number).into(),
        Value::Float(number) => serde_json::Number::from_f64(*number)?.into(),
        Value::Text(text) => text.as_str().into(),
        Value::Sequence(items) => items.iter().map(to_json).collect::<Option<Vec<_>>>()?.into(),
        Value::Mapping(pairs) => {
            let pairs = pairs.iter().map(|(key, value)| Some((key.as_text()?.to_owned(), to_json(value)?)));
            serde_json::Value::Object(pairs.collect::<Option<_>>()?)
        }
        Value::Tagged(..) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_survives_and_nothing_else_is_one() {
        let text = r#"{"keys": [{"kty": "RSA", "n": "0", "x": [1, 2.5, true, null]}], "": {}}"#;
        let object = json_object(text).unwrap();
        assert_eq!(json_object(&object_text(&object).unwrap()), Some(object));
        for text in ["", "[]", "1", "{", "null"] {
            assert_eq!(json_object(text), None, "{text}");
        }
        assert_eq!(object_text(&Value::Null), None);
        let tagged = Value::tagged_text(crate::value::Tag::Env, "X");
        assert_eq!(object_text(&Value::mapping([("a", tagged)])), None);
    }
}
