//! What is sent. These texts hold secrets: they go to the server and nowhere else.

use std::collections::BTreeMap;

use desk_blueprint::{Tag, Value, append_source};
use desk_model::{DraftId, Secret};
use serde_json::{Map, Value as Json};

use super::ApplyError;
use crate::error::ServerError;
use crate::plan::{Action, Operation, Plan, Planned, Reference};
use crate::yaml::yaml;

/// Returns the secret of a draft's field.
pub(super) type Secrets<'a> = &'a (dyn Fn(&DraftId, &str) -> Option<Secret> + Send + Sync);

/// Returns the blueprint of everything that a plan changes.
pub(super) fn blueprint(plan: &Plan, secrets: Secrets<'_>) -> Result<String, ApplyError> {
    document(plan, secrets, true)
}

/// Returns the blueprint without what refers to other entries. A server that crashes on an entry because of its `!KeyOf`
/// can say what is wrong with the rest of it.
pub(super) fn without_references(plan: &Plan, secrets: Secrets<'_>) -> Result<String, ApplyError> {
    document(plan, secrets, false)
}

fn document(plan: &Plan, secrets: Secrets<'_>, references: bool) -> Result<String, ApplyError> {
    let mut entries = Vec::new();
    for operation in plan.writes() {
        entries.extend(entry(operation, secrets, references)?);
    }
    Ok(Value::mapping([("version", Value::Integer(1)), ("entries", Value::Sequence(entries))]).to_yaml())
}

fn entry(operation: &Operation, secrets: Secrets<'_>, references: bool) -> Result<Option<Value>, ApplyError> {
    let by_key = || {
        operation
            .identifiers
            .iter()
            .map(|(name, key)| (name.clone(), Value::text(key.as_str())))
            .collect::<Vec<_>>()
    };
    // An object that somebody else has made meanwhile is not to be taken over: it must be created.
    let (state, identifiers) = match (operation.action, &operation.before) {
        (Action::Delete, Some(before)) => {
            ("absent", vec![("pk".to_owned(), Value::text(before.pk.as_str()))])
        }
        (_, Some(before)) => ("present", vec![("pk".to_owned(), Value::text(before.pk.as_str()))]),
        (_, None) => ("must_created", by_key()),
    };
    let mut attrs = if operation.before.is_some() { by_key() } else { Vec::new() };
    for field in &operation.fields {
        let value = match &field.value {
            Planned::Value { value } => Some(yaml(value)),
            Planned::Object { object } => Some(object.pk.as_deref().map_or(Value::Null, Value::text)),
            Planned::Objects { objects } => {
                let is_known = |object: &Reference| object.pk.is_some();
                (references || objects.iter().all(is_known))
                    .then(|| Value::Sequence(objects.iter().map(reference).collect()))
            }
            Planned::Added { objects, .. } => {
                let is_known = objects.iter().all(|object| object.pk.is_some());
                if !references && !is_known {
                    return Ok(None);
                }
                Some(append_source(operation.key(), objects.iter().map(reference).collect()))
            }
            Planned::Secret { sent: false } => None,
            Planned::Secret { sent: true } => {
                // EXPOSE: the server is to have it. The request's text is dropped once it is sent; it is not overwritten.
                Some(Value::text(secret(operation, &field.name, secrets)?.expose()))
            }
            Planned::ServerOnly { yaml } => Some(Value::from_yaml(yaml).map_err(|_| malformed(&field.name))?),
        };
        attrs.extend(value.map(|value| (field.name.clone(), value)));
    }
    let mut pairs = vec![
        ("model", Value::text(operation.model.as_str())),
        ("id", Value::text(operation.entry.as_str())),
        ("state", Value::text(state)),
        ("identifiers", Value::mapping(identifiers)),
    ];
    if operation.action != Action::Delete {
        pairs.push(("attrs", Value::mapping(attrs)));
    }
    Ok(Some(Value::mapping(pairs)))
}

/// Returns a whole object as the API takes it. `created` has the keys of what this run has made.
pub(super) fn object(
    operation: &Operation,
    created: &BTreeMap<String, String>,
    secrets: Secrets<'_>,
) -> Result<Map<String, Json>, ApplyError> {
    let key = |object: &Reference| {
        let made = object.entry.as_ref().and_then(|entry| created.get(entry));
        let pk = object.pk.as_ref().or(made);
        pk.map(|pk| Json::from(pk.as_str())).ok_or(ApplyError::Unknown)
    };
    let mut body: Map<String, Json> =
        operation.identifiers.iter().map(|(name, key)| (name.clone(), Json::from(key.as_str()))).collect();
    if let Some(crate::object::Model::Stage) = operation.sort() {
        // A page is found by its key; what is not changed is not sent.
        body.clear();
    }
    for field in &operation.fields {
        let value = match &field.value {
            Planned::Value { value } => Some(value.clone()),
            Planned::Object { object } => Some(object.pk.as_deref().map_or(Json::Null, Json::from)),
            Planned::Objects { objects } => {
                Some(Json::Array(objects.iter().map(key).collect::<Result<_, _>>()?))
            }
            // What is in the list already is asked for right before, see `join_sources`.
            Planned::Added { objects, .. } => {
                Some(Json::Array(objects.iter().map(key).collect::<Result<_, _>>()?))
            }
            Planned::Secret { sent: false } => None,
            Planned::Secret { sent: true } => {
                // EXPOSE: the server is to have it. The request's text is dropped once it is sent; it is not overwritten.
                Some(Json::from(secret(operation, &field.name, secrets)?.expose()))
            }
            Planned::ServerOnly { .. } => return Err(malformed(&field.name).into()),
        };
        body.extend(value.map(|value| (field.name.clone(), value)));
    }
    Ok(body)
}

/// Puts what a login page has now before what is added to it.
pub(super) fn join_sources(body: &mut Map<String, Json>, page: &Json) {
    let present = page.get("sources").and_then(Json::as_array).cloned().unwrap_or_default();
    let Some(Json::Array(wanted)) = body.get_mut("sources") else { return };
    let added: Vec<Json> = wanted.iter().filter(|pk| !present.contains(pk)).cloned().collect();
    *wanted = present.into_iter().chain(added).collect();
}

fn secret(operation: &Operation, field: &str, secrets: Secrets<'_>) -> Result<Secret, ApplyError> {
    let found = operation.draft.as_ref().and_then(|draft| secrets(draft, field));
    found.ok_or_else(|| ApplyError::SecretGone { slug: operation.key().to_owned(), field: field.to_owned() })
}

fn malformed(what: &str) -> ServerError {
    ServerError::Malformed { what: what.to_owned() }
}

fn reference(object: &Reference) -> Value {
    match (&object.pk, &object.entry) {
        (Some(pk), _) => Value::text(pk.as_str()),
        (None, Some(entry)) => Value::tagged_text(Tag::KeyOf, entry.as_str()),
        (None, None) => Value::Null,
    }
}
