//! JSON from a stranger: bounded in depth and number of values, and no key twice.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// How deep lists and objects may be nested. A draft needs six levels.
pub(super) const MOST_DEPTH: u32 = 32;
/// How many values there may be.
pub(super) const MOST_VALUES: u32 = 250_000;

/// Why a text is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotRead {
    /// It is no JSON.
    NotJson { line: usize, column: usize },
    /// It is nested deeper than [`MOST_DEPTH`].
    TooDeep,
    /// It has more than [`MOST_VALUES`] values.
    TooMany,
    /// An object has a key twice, so that two readers could read two things.
    Repeated,
    /// A number is no whole one, which no draft has.
    NotWhole,
}

/// Reads a text.
pub(super) fn read(text: &[u8]) -> Result<Value, NotRead> {
    let limits = Limits { n_values: Cell::new(0), broken: Cell::new(None) };
    let mut reader = serde_json::Deserializer::from_slice(text);
    let read = Strict { limits: &limits, depth: 0 }
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value));
    read.map_err(|error| {
        let place = NotRead::NotJson { line: error.line(), column: error.column() };
        limits.broken.get().unwrap_or(place)
    })
}

struct Limits {
    n_values: Cell<u32>,
    broken: Cell<Option<NotRead>>,
}

impl Limits {
    fn broken<E: Error>(&self, why: NotRead) -> E {
        self.broken.set(Some(why));
        E::custom("beyond the limits")
    }
}

#[derive(Clone, Copy)]
struct Strict<'a> {
    limits: &'a Limits,
    depth: u32,
}

impl Strict<'_> {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        if self.depth == MOST_DEPTH {
            return Err(self.limits.broken(NotRead::TooDeep));
        }
        Ok(Strict { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let n_values = self.limits.n_values.get() + 1;
        if n_values > MOST_VALUES {
            return Err(self.limits.broken(NotRead::TooMany));
        }
        self.limits.n_values.set(n_values);
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(Number::from(value)))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(Number::from(value)))
    }

    fn visit_f64<E: Error>(self, _value: f64) -> Result<Value, E> {
        Err(self.limits.broken(NotRead::NotWhole))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let deeper = self.deeper()?;
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(deeper)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let deeper = self.deeper()?;
        let mut values = Map::new();
        while let Some(key) = object.next_key::<String>()? {
            if values.contains_key(&key) {
                return Err(self.limits.broken(NotRead::Repeated));
            }
            let value = object.next_value_seed(deeper)?;
            values.insert(key, value);
        }
        Ok(Value::Object(values))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_goes_beyond_the_limits_is_refused_by_name() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let many = |count: usize| format!("[{}]", vec!["0"; count].join(","));
        for (text, expected) in [
            (nested(33), NotRead::TooDeep),
            (nested(100_000), NotRead::TooDeep),
            ("{\"a\":".repeat(50_000), NotRead::TooDeep),
            (many(250_000), NotRead::TooMany),
            (r#"{"a": {"b": 1, "b": 1}}"#.to_owned(), NotRead::Repeated),
            (r#"{"a": 1, "\u0061": 2}"#.to_owned(), NotRead::Repeated),
            ("[1.5]".to_owned(), NotRead::NotWhole),
            ("1e5".to_owned(), NotRead::NotWhole),
            ("{\n\"a\": }".to_owned(), NotRead::NotJson { line: 2, column: 6 }),
            ("[] x".to_owned(), NotRead::NotJson { line: 1, column: 4 }),
            ("\u{feff}{}".to_owned(), NotRead::NotJson { line: 1, column: 1 }),
            (String::new(), NotRead::NotJson { line: 1, column: 0 }),
        ] {
            let start: String = text.chars().take(40).collect();
            assert_eq!(read(text.as_bytes()), Err(expected), "{start}");
        }
        assert!(read(nested(32).as_bytes()).is_ok());
        assert!(read(many(249_999).as_bytes()).is_ok());
        assert!(matches!(read(b"\"\xff\""), Err(NotRead::NotJson { .. })));
    }

    proptest! {
        #[test]
        fn what_serde_writes_is_read_as_it_was(key in ".*", text in ".*", number in any::<i64>(), on in any::<bool>()) {
            let value = serde_json::json!({ key: [text, number, on, null, { "x": {} }] });
            prop_assert_eq!(read(&serde_json::to_vec_pretty(&value).unwrap()), Ok(value));
        }
    }
}
