//! `/managed/blueprints/`: instances, the dry run, and the import.

mod binding;
mod find;
mod importer;
mod multipart;
mod tags;

use serde_json::{Map, Value, json};

use self::importer::{Line, Outcome, import};
use super::api::{Answer, json_body, not_allowed};
use super::auth::{Need, require};
use super::http::{Reply, Request};
use super::lists::{Filter, page};
use super::state::State;

/// When everything happens, as far as the fake tells: it has no clock.
const NOW: &str = "2026-11-22T09:54:31.334444Z";

pub(crate) fn api(state: &mut State, request: &Request, rest: &[&str]) -> Answer {
    require(request, Need::Import)?;
    let method = request.method.as_str();
    match (rest, method) {
        (["import"], "POST") => imported(state, request),
        (["import"], _) => Err(not_allowed(request, "POST, OPTIONS")),
        (["available"], "GET") => Ok(Reply::json(200, &json!([]))),
        ([], "GET" | "HEAD") => {
            let filters = [Filter::Text("name"), Filter::Text("path")];
            Ok(page(request, state.instances.clone(), &filters, "name", &["name", "path"]))
        }
        ([], "POST") => {
            let attrs = instance(state, None, &json_body(request)?)?;
            let mut made = json!({
                "pk": state.new_pk(), "name": "", "path": "", "context": {}, "last_applied": NOW,
                "last_applied_hash": "", "status": "unknown", "enabled": true, "managed_models": [],
                "metadata": {}, "content": "",
            });
            put(&mut made, attrs);
            state.instances.push(made.clone());
            Ok(Reply::json(201, &made))
        }
        ([], _) => Err(not_allowed(request, "GET, POST, HEAD, OPTIONS")),
        ([pk, rest @ ..], _) => {
            let at = state.instances.iter().position(|instance| instance["pk"] == *pk);
            let missing = || Reply::detail(404, "No BlueprintInstance matches the given query.");
            of_instance(state, request, at.ok_or_else(missing)?, rest)
        }
    }
}

fn of_instance(state: &mut State, request: &Request, at: usize, rest: &[&str]) -> Answer {
    let Some(shown) = state.instances.get(at).cloned() else { return Err(Reply::no_page()) };
    match (rest, request.method.as_str()) {
        ([], "GET" | "HEAD") => Ok(Reply::json(200, &shown)),
        ([], "PATCH") => {
            let attrs = instance(state, Some(&shown), &json_body(request)?)?;
            let mut changed = shown;
            put(&mut changed, attrs);
            if let Some(instance) = state.instances.get_mut(at) {
                *instance = changed.clone();
            }
            Ok(Reply::json(200, &changed))
        }
        ([], "DELETE") => {
            state.instances.remove(at);
            Ok(Reply::no_content())
        }
        (["apply"], "POST") => {
            apply(state, at, &shown);
            // The answer has the instance as it was; a worker applies it afterwards (recorded). Here it is done at once.
            Ok(Reply::json(200, &shown))
        }
        (["used_by"], "GET") => Ok(Reply::json(200, &json!([]))),
        _ => Err(not_allowed(request, "GET, PUT, PATCH, DELETE, HEAD, OPTIONS")),
    }
}

fn put(instance: &mut Value, attrs: Map<String, Value>) {
    if let Value::Object(map) = instance {
        map.extend(attrs);
    }
}

/// Checks a request that makes or changes an instance. Without a name nothing is made, but the content is validated:
/// a dry run.
fn instance(state: &State, existing: Option<&Value>, data: &Value) -> Result<Map<String, Value>, Reply> {
    let (mut attrs, mut wrong) = (Map::new(), Map::new());
    match data.get("name") {
        Some(Value::String(name)) if !name.trim().is_empty() => {
            attrs.insert("name".to_owned(), json!(name.trim()));
        }
        Some(Value::Null) => {
            wrong.insert("name".to_owned(), json!(["This field may not be null."]));
        }
        Some(_) => {
            wrong.insert("name".to_owned(), json!(["This field may not be blank."]));
        }
        None if existing.is_none() => {
            wrong.insert("name".to_owned(), json!(["This field is required."]));
        }
        None => {}
    }
    for key in ["enabled", "context"] {
        if let Some(value) = data.get(key) {
            attrs.insert(key.to_owned(), value.clone());
        }
    }
    if let Some(path) = data.get("path").and_then(Value::as_str).filter(|path| !path.is_empty()) {
        if path.starts_with("oci://") || KNOWN_PATHS.contains(&path) {
            attrs.insert("path".to_owned(), json!(path));
        } else {
            wrong.insert("path".to_owned(), json!(["Blueprint file does not exist"]));
        }
    }
    if let Some(content) = data.get("content").and_then(Value::as_str) {
        // The context that is sent along is not used for this (recorded).
        let outcome = import(&mut state.clone(), content, &Map::new()).map_err(|_| Reply::crash())?;
        if outcome.is_successful {
            attrs.insert("content".to_owned(), json!(content.trim()));
        } else {
            let mut messages = vec!["Failed to validate blueprint".to_owned()];
            messages.extend(outcome.lines.iter().map(|line| format!("- {}", line.event)));
            wrong.insert("content".to_owned(), json!(messages));
        }
    }
    if !wrong.is_empty() {
        return Err(Reply::json(400, &Value::Object(wrong)));
    }
    let is_empty = |key: &str| attrs.get(key).and_then(Value::as_str).unwrap_or_default().is_empty();
    if is_empty("path") && is_empty("content") {
        return Err(Reply::json(400, &json!({"non_field_errors": ["Either path or content must be set."]})));
    }
    Ok(attrs)
}

/// Files that the fake's blueprint folder has; their content is not kept.
const KNOWN_PATHS: &[&str] = &["example/flows-login-2fa.yaml"];

fn apply(state: &mut State, at: usize, shown: &Value) {
    let content = shown["content"].as_str().unwrap_or_default();
    if shown["enabled"] == false || content.is_empty() {
        return;
    }
    let context = shown["context"].as_object().cloned().unwrap_or_default();
    let outcome = import(state, content, &context);
    let is_successful = outcome.is_ok_and(|outcome| outcome.is_successful);
    if let Some(instance) = state.instances.get_mut(at) {
        instance["status"] = json!(if is_successful { "successful" } else { "error" });
        instance["last_applied"] = json!(NOW);
        if is_successful {
            instance["last_applied_hash"] = json!("0".repeat(128));
            instance["metadata"] = metadata(content);
        }
    }
}

fn metadata(content: &str) -> Value {
    let document = desk_blueprint::read(content).ok();
    let empty = (Map::new(), std::collections::BTreeMap::new());
    let state = State::fresh();
    let mut resolver = tags::Resolver::new(&state, &empty.0, &empty.1);
    let metadata = document.and_then(|document| document.metadata);
    metadata.and_then(|metadata| resolver.resolve(&metadata).ok()).unwrap_or_else(|| json!({}))
}

/// `/import/`: always 200, whatever became of it, unless the server crashes.
fn imported(state: &mut State, request: &Request) -> Answer {
    let content_type = request.header("content-type").unwrap_or_default();
    let Some(boundary) = multipart::boundary(content_type) else {
        let message = format!("Unsupported media type \"{content_type}\" in request.");
        return Err(Reply::detail(415, &message));
    };
    let parts = multipart::parts(&request.body, &boundary).ok_or_else(|| {
        Reply::detail(400, "Multipart form parse error - Invalid boundary in multipart: None")
    })?;
    let part = |name: &str| parts.iter().find(|part| part.name == name);
    if let Some(file) = part("file") {
        let text = std::str::from_utf8(&file.body).map_err(|_| Reply::crash())?;
        let outcome = import(state, text, &Map::new()).map_err(|_| Reply::crash())?;
        return Ok(Reply::json(200, &logs(&outcome)));
    }
    match part("path").filter(|path| !path.body.is_empty()) {
        Some(_) => Err(Reply::json(400, &json!({"path": ["Blueprint file does not exist"]}))),
        None => Err(Reply::json(400, &json!(["Either path or file must be set"]))),
    }
}

fn logs(outcome: &Outcome) -> Value {
    let shown = |line: &Line| {
        json!({
            "timestamp": NOW,
            "log_level": line.level,
            "logger": line.logger,
            "event": line.event,
            "attributes": line.attributes,
        })
    };
    let mut lines = Vec::new();
    for line in &outcome.lines {
        lines.push(shown(line));
        if line.event == "Created Event" {
            // Each event queues a task, which is logged too.
            let attributes = json!({"task_name": "authentik.events.tasks.event_trigger_dispatch"});
            lines.push(json!({
                "timestamp": NOW, "log_level": "info", "logger": "authentik.tasks.middleware",
                "event": "Task enqueued", "attributes": attributes,
            }));
        }
    }
    json!({"logs": lines, "success": outcome.is_successful})
}
