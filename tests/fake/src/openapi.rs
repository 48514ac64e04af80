//! Whether what a client writes is what authentik's API takes: the official OpenAPI files of the versions
//! (`tests/fixtures/openapi`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;

use super::Received;
use super::models::{self, Sort};
use super::state::Imported;
use super::validation::as_uuid;

/// The versions that there is a file of.
pub const VERSIONS: [&str; 4] = ["2025.12", "2026.2", "2026.5", "2026.8"];

static SCHEMAS: LazyLock<BTreeMap<&str, Value>> = LazyLock::new(|| {
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_default()["schemas"].take();
    BTreeMap::from([
        ("2025.12", read(include_str!("../../fixtures/openapi/2025.12.json"))),
        ("2026.2", read(include_str!("../../fixtures/openapi/2026.2.json"))),
        ("2026.5", read(include_str!("../../fixtures/openapi/2026.5.json"))),
        ("2026.8", read(include_str!("../../fixtures/openapi/2026.8.json"))),
    ])
});

/// Returns the schemas of a version's file.
pub(crate) fn schemas(version: &str) -> &'static Value {
    SCHEMAS.get(version).unwrap_or(&Value::Null)
}

/// Returns what is wrong with the writes among some requests, by one version's file: `PATCH /path/: field: what`.
///
/// A field that the version does not have is wrong too: authentik ignores it without a word. Writes to other paths than
/// those of sources, their property mappings and identification stages are not looked at.
pub(crate) fn invalid(requests: &[Received], version: &str) -> Vec<String> {
    let Some(schemas) = SCHEMAS.get(version) else { return vec![format!("there is no file of {version}")] };
    let mut faults = Vec::new();
    for request in requests {
        let Some(schema) = schema_of(request) else { continue };
        let place = format!("{version}: {} {}", request.method, request.path);
        let Ok(body) = serde_json::from_str::<Value>(&request.body) else {
            faults.push(format!("{place}: the body is no JSON"));
            continue;
        };
        faults.extend(faults_of(schemas, &schema, &body, &place));
    }
    faults
}

/// Returns what is wrong with entries of imports, by one version's file: `import of MODEL: field: what`. What changes an
/// object must fit the schema of a PATCH, what makes one that of a POST, for it is the API's serializers that get it.
pub(crate) fn invalid_entries(entries: &[Imported], version: &str) -> Vec<String> {
    let Some(schemas) = SCHEMAS.get(version) else { return vec![format!("there is no file of {version}")] };
    let faults = entries.iter().flat_map(|entry| {
        let prefix = if entry.is_partial { "Patched" } else { "" };
        let schema = format!("{prefix}{}", entry.model.schema());
        let place = format!("{version}: import of {}", entry.model.label());
        faults_of(schemas, &schema, &Value::Object(entry.data.clone()), &place)
    });
    faults.collect()
}

fn faults_of(schemas: &Value, schema: &str, body: &Value, place: &str) -> Vec<String> {
    if !schemas[schema].is_object() {
        return vec![format!("{place}: the version has no {schema}")];
    }
    let mut found = Vec::new();
    check(schemas, &schemas[schema], body, "body", &mut found);
    found.iter().map(|fault| format!("{place}: {fault}")).collect()
}

/// Returns the name of the schema that a write must fit; none if it has no body of this kind.
fn schema_of(request: &Received) -> Option<String> {
    let prefix = match request.method.as_str() {
        "POST" | "PUT" => "",
        "PATCH" => "Patched",
        _ => return None,
    };
    let path = request.path.strip_prefix("/api/v3/")?;
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let model = match parts.as_slice() {
        ["sources", kind, ..] => models::find(Sort::Source, kind)?,
        ["propertymappings", "source", kind, ..] => models::find(Sort::Mapping, kind)?,
        ["stages", kind, ..] => models::find(Sort::Stage, kind)?,
        _ => return None,
    };
    Some(format!("{prefix}{}", model.schema()))
}

fn check(schemas: &Value, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    if value.is_null() {
        if schema["nullable"] != true {
            faults.push(format!("{at}: null is not allowed"));
        }
        return;
    }
    for (keyword, rule) in schema.as_object().into_iter().flatten() {
        match keyword.as_str() {
            "$ref" => {
                let name = rule.as_str().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
                check(schemas, &schemas[name], value, at, faults);
            }
            "allOf" => {
                rule.as_array()
                    .into_iter()
                    .flatten()
                    .for_each(|part| check(schemas, part, value, at, faults));
            }
            "properties" => {
                for (name, value) in value.as_object().into_iter().flatten() {
                    match rule.get(name) {
                        Some(schema) => check(schemas, schema, value, &format!("{at}.{name}"), faults),
                        None => faults.push(format!("{at}.{name}: there is no such field")),
                    }
                }
            }
            "required" => {
                let names = rule.as_array().into_iter().flatten().filter_map(Value::as_str);
                let missing = names.filter(|name| value.get(name).is_none());
                faults.extend(missing.map(|name| format!("{at}.{name}: missing")));
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(schemas, rule, item, &format!("{at}[{index}]"), faults);
                }
            }
            "description" | "title" | "nullable" | "writeOnly" | "readOnly" | "additionalProperties" => {}
            _ if !fits(keyword, rule, value) => faults.push(format!("{at}: {keyword} must be {rule}")),
            _ => {}
        }
    }
}

/// Returns whether a value fits a simple keyword. A keyword that this does not know fits nothing.
fn fits(keyword: &str, rule: &Value, value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default();
    let limit = rule.as_u64().and_then(|limit| usize::try_from(limit).ok());
    match keyword {
        "type" => match rule.as_str() {
            Some("string") => value.is_string(),
            Some("boolean") => value.is_boolean(),
            Some("integer") => value.is_i64() || value.is_u64(),
            Some("array") => value.is_array(),
            Some("object") => value.is_object(),
            _ => false,
        },
        "enum" => rule.as_array().is_some_and(|values| values.contains(value)),
        "minLength" => limit.is_some_and(|least| text.chars().count() >= least),
        "maxLength" => limit.is_some_and(|most| text.chars().count() <= most),
        "pattern" => {
            let is_word =
                |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
            rule == "^[-a-zA-Z0-9_]+$" && !text.is_empty() && text.chars().all(is_word)
        }
        "format" => match rule.as_str() {
            Some("uuid") => as_uuid(text).is_some_and(|uuid| uuid == text),
            // A list of servers with commas between them is one address to the schema.
            Some("uri") => text.split(',').all(|one| one.trim().contains("://")),
            _ => false,
        },
        _ => false,
    }
}
