//! What Django REST framework says of a request, word for word.

use serde_json::{Map, Value, json};

use super::models::{Field, Model, Shape, Sort};
use super::state::{Object, State};

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Detail {
    pub(crate) message: String,
    pub(crate) code: &'static str,
}

/// What is wrong, field by field, in the serializer's order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Errors(Vec<(String, Vec<Detail>)>);

/// Why a write is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// A person is told.
    Errors(Errors),
    /// The server crashes on it.
    Crash,
}

impl From<Errors> for Refusal {
    fn from(errors: Errors) -> Refusal {
        Refusal::Errors(errors)
    }
}

impl Errors {
    pub(crate) fn of(field: &str, message: impl Into<String>, code: &'static str) -> Errors {
        Errors(vec![(field.to_owned(), vec![Detail { message: message.into(), code }])])
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn push(&mut self, field: &str, detail: Detail) {
        self.0.push((field.to_owned(), vec![detail]));
    }

    pub(crate) fn to_json(&self) -> Value {
        let messages =
            |details: &[Detail]| details.iter().map(|detail| json!(detail.message)).collect::<Vec<_>>();
        Value::Object(
            self.0.iter().map(|(field, details)| (field.clone(), Value::Array(messages(details)))).collect(),
        )
    }

    /// Returns the errors as Python prints them, which is how the blueprint importer logs them.
    pub(crate) fn to_python(&self) -> String {
        let detail = |detail: &Detail| {
            format!("ErrorDetail(string={}, code={})", python_text(&detail.message), python_text(detail.code))
        };
        let field = |(field, details): &(String, Vec<Detail>)| {
            let details: Vec<String> = details.iter().map(detail).collect();
            format!("{}: [{}]", python_text(field), details.join(", "))
        };
        format!("{{{}}}", self.0.iter().map(field).collect::<Vec<_>>().join(", "))
    }
}

/// Returns a text as Python's `repr` does.
pub(crate) fn python_text(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut shown = String::from(quote);
    for character in text.chars() {
        match character {
            '\\' => shown.push_str("\\\\"),
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            _ if character == quote => shown.extend(['\\', quote]),
            _ => shown.push(character),
        }
    }
    shown.push(quote);
    shown
}

/// Returns the name of a value's type in Python.
fn python_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "NoneType",
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_f64() => "float",
        Value::Number(_) => "int",
        Value::String(_) => "str",
        Value::Array(_) => "list",
        Value::Object(_) => "dict",
    }
}

/// Returns a value as Python's `str` does.
pub(crate) fn python_str(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) => format!("[{}]", items.iter().map(python_repr).collect::<Vec<_>>().join(", ")),
        Value::Object(map) => {
            let pair =
                |(key, value): (&String, &Value)| format!("{}: {}", python_text(key), python_repr(value));
            format!("{{{}}}", map.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
        Value::Number(number) => number.to_string(),
    }
}

fn python_repr(value: &Value) -> String {
    match value {
        Value::String(text) => python_text(text),
        other => python_str(other),
    }
}

/// Returns what a request writes to an object, or what is wrong with it. Unknown and read-only fields are ignored.
///
/// `existing` is the object that is changed; a partial request need not carry the required fields.
pub(crate) fn check(
    state: &State,
    model: &'static Model,
    existing: Option<&Object>,
    is_partial: bool,
    data: &Value,
) -> Result<Map<String, Value>, Errors> {
    let Value::Object(data) = data else {
        let message = format!("Invalid data. Expected a dictionary, but got {}.", python_type(data));
        return Err(Errors::of("non_field_errors", message, "invalid"));
    };
    let (mut attrs, mut errors) = (Map::new(), Errors::default());
    for field in model.fields(&state.version) {
        let Some(value) = data.get(&field.name) else {
            if field.is_required && !is_partial {
                errors.push(&field.name, detail("This field is required.", "required"));
            }
            continue;
        };
        let checked = value_of(state, field, value);
        match checked.and_then(|value| unique(state, model, existing, field, &value).map(|()| value)) {
            Ok(value) => {
                attrs.insert(field.name.clone(), value);
            }
            Err(detail) => errors.push(&field.name, detail),
        }
    }
    if errors.is_empty() { Ok(attrs) } else { Err(errors) }
}

pub(crate) fn detail(message: impl Into<String>, code: &'static str) -> Detail {
    Detail { message: message.into(), code }
}

fn value_of(state: &State, field: &Field, value: &Value) -> Result<Value, Detail> {
    let null = || detail("This field may not be null.", "null");
    if value.is_null() {
        return if field.may_be_null { Ok(Value::Null) } else { Err(null()) };
    }
    match &field.shape {
        Shape::Text { may_be_blank, longest, is_slug, is_url } => {
            let text = match value {
                Value::String(text) => text.clone(),
                Value::Number(number) => number.to_string(),
                _ => return Err(detail("Not a valid string.", "invalid")),
            };
            let text = text.trim().to_owned();
            if text.is_empty() && !may_be_blank {
                return Err(detail("This field may not be blank.", "blank"));
            }
            let is_word =
                |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
            if *is_slug && !text.chars().all(is_word) {
                let message = "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.";
                return Err(detail(message, "invalid"));
            }
            if *is_url && !text.is_empty() && !is_address(&text) {
                return Err(detail("Enter a valid URL.", "invalid"));
            }
            if longest.is_some_and(|most| text.chars().count() > most) {
                let most = longest.unwrap_or_default();
                let message = format!("Ensure this field has no more than {most} characters.");
                return Err(detail(message, "max_length"));
            }
            if field.name == "icon" && text.split('/').any(|part| part == "..") {
                return Err(detail("Parent directory references ('..') are not allowed", "invalid"));
            }
            if field.name == "expression" {
                super::python::check(&text).map_err(|message| detail(message, "invalid"))?;
            }
            Ok(Value::String(text))
        }
        Shape::Switch => {
            switch(value).map(Value::Bool).ok_or_else(|| detail("Must be a valid boolean.", "invalid"))
        }
        Shape::Choice(choices) => choice(choices, value),
        Shape::Choices(choices) => {
            items(value)?.iter().map(|item| choice(choices, item)).collect::<Result<_, _>>().map(Value::Array)
        }
        Shape::Related(_) if value == "" => {
            if field.may_be_null {
                Ok(Value::Null)
            } else {
                Err(null())
            }
        }
        Shape::Related(target) => related(state, *target, value),
        Shape::RelatedList(target) => {
            let mut keys: Vec<Value> = Vec::new();
            for item in items(value)? {
                let key = related(state, *target, item)?;
                // A many-to-many relation holds a key once, however often it is given.
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
            Ok(Value::Array(keys))
        }
        Shape::Texts => {
            let text = |item: &Value| match item {
                Value::String(text) => Ok(json!(text.trim())),
                Value::Number(number) => Ok(json!(number.to_string())),
                _ => Err(detail("Not a valid string.", "invalid")),
            };
            items(value)?.iter().map(text).collect::<Result<_, _>>().map(Value::Array)
        }
        Shape::Object if value.is_object() => Ok(value.clone()),
        Shape::Object => {
            Err(detail("Value must be a dictionary, and not have any duplicate keys.", "invalid"))
        }
    }
}

fn items(value: &Value) -> Result<&Vec<Value>, Detail> {
    let message = || format!("Expected a list of items but got type \"{}\".", python_type(value));
    value.as_array().ok_or_else(|| detail(message(), "not_a_list"))
}

fn choice(choices: &[String], value: &Value) -> Result<Value, Detail> {
    let text = python_str(value);
    if choices.contains(&text) {
        return Ok(Value::String(text));
    }
    Err(detail(format!("\"{text}\" is not a valid choice."), "invalid_choice"))
}

fn related(state: &State, target: super::models::Target, value: &Value) -> Result<Value, Detail> {
    let text = python_str(value);
    let missing = || detail(format!("Invalid pk \"{text}\" - object does not exist."), "does_not_exist");
    if value.is_null() {
        return Err(missing());
    }
    let Some(pk) = as_uuid(&text) else {
        return Err(detail(format!("“{text}” is not a valid UUID."), "invalid"));
    };
    if state.has(target, &pk) { Ok(Value::String(pk)) } else { Err(missing()) }
}

/// Returns a UUID as the API writes it, if the text is one to Python.
pub(crate) fn as_uuid(text: &str) -> Option<String> {
    let bare = text.trim_start_matches("urn:uuid:").trim_matches(['{', '}']);
    let digits: String = bare.chars().filter(|character| *character != '-').collect();
    if digits.len() != 32 || !digits.chars().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let digits = digits.to_ascii_lowercase();
    let parts = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)];
    Some(parts.iter().filter_map(|(from, to)| digits.get(*from..*to)).collect::<Vec<_>>().join("-"))
}

/// Returns a boolean as REST framework reads it.
pub(crate) fn switch(value: &Value) -> Option<bool> {
    match python_str(value).as_str() {
        "t" | "T" | "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON"
        | "1" => Some(true),
        "f" | "F" | "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF"
        | "0" => Some(false),
        _ => None,
    }
}

fn is_address(text: &str) -> bool {
    let known = ["http://", "https://", "ldap://", "ldaps://"];
    let is_one = |one: &str| known.iter().any(|scheme| one.len() > scheme.len() && one.starts_with(scheme));
    !text.contains(' ') && text.split(',').all(is_one)
}

fn unique(
    state: &State,
    model: &'static Model,
    existing: Option<&Object>,
    field: &Field,
    value: &Value,
) -> Result<(), Detail> {
    let (of_one_model, message) = match (model.sort, field.name.as_str()) {
        (Sort::Source, "slug") => (false, "source with this slug already exists.".to_owned()),
        (Sort::Mapping, "name") => (false, "Property Mapping with this name already exists.".to_owned()),
        (Sort::Mapping, "managed") if !value.is_null() => {
            (false, "Property Mapping with this Managed by authentik already exists.".to_owned())
        }
        (Sort::Stage, "name") => (false, "stage with this name already exists.".to_owned()),
        (Sort::Source, "realm") => (true, format!("{} with this realm already exists.", model.verbose)),
        _ => return Ok(()),
    };
    let is_other = |object: &&Object| existing.is_none_or(|existing| existing.pk != object.pk);
    let is_near = |object: &&Object| !of_one_model || object.model == model;
    let stages = state.stages.iter().any(|stage| model.sort == Sort::Stage && stage["name"] == *value);
    let has_it = |object: &Object| object.fields.get(&field.name) == Some(value);
    let is_taken = stages || state.of(model.sort).filter(is_other).filter(is_near).any(has_it);
    if is_taken { Err(detail(message, "unique")) } else { Ok(()) }
}
