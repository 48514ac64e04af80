//! Values without tags, as JSON and as YAML.

use desk_blueprint::Value;
use serde_json::{Map, Value as Json};

/// Returns JSON as YAML.
pub(crate) fn yaml(value: &Json) -> Value {
    match value {
        Json::Null => Value::Null,
        Json::Bool(on) => Value::Bool(*on),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Value::Integer(whole),
            (None, Some(number)) => Value::Float(number),
            (None, None) => Value::text(number.to_string()),
        },
        Json::String(text) => Value::text(text.as_str()),
        Json::Array(items) => Value::Sequence(items.iter().map(yaml).collect()),
        Json::Object(fields) => {
            Value::mapping(fields.iter().map(|(name, value)| (name.clone(), yaml(value))))
        }
    }
}

/// Returns a value without tags as JSON.
pub(crate) fn json(value: &Value) -> Option<Json> {
    Some(match value {
        Value::Null => Json::Null,
        Value::Bool(on) => Json::Bool(*on),
        Value::Integer(number) => Json::from(*number),
        Value::Float(number) => Json::from(*number),
        Value::Text(text) => Json::String(text.clone()),
        Value::Sequence(items) => Json::Array(items.iter().map(json).collect::<Option<_>>()?),
        Value::Mapping(pairs) => Json::Object(
            pairs
                .iter()
                .map(|(key, value)| Some((key.as_text()?.to_owned(), json(value)?)))
                .collect::<Option<Map<_, _>>>()?,
        ),
        Value::Tagged(..) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_json() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::from),
            any::<i64>().prop_map(Json::from),
            ".*".prop_map(Json::from),
        ];
        leaf.prop_recursive(3, 16, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
                prop::collection::vec(("[a-z_]{1,6}", inner), 0..4)
                    .prop_map(|pairs| Json::Object(pairs.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn json_that_becomes_yaml_and_is_read_again_is_the_same(value in any_json()) {
            let text = yaml(&value).to_yaml();
            prop_assert_eq!(Value::from_yaml(&text).ok().as_ref().and_then(json), Some(value));
        }
    }
}
