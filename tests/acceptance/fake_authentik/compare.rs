//! How an answer differs from the recorded one.

use serde_json::{Map, Value, json};

use crate::client::Answered;
use crate::exchange::Exchange;

/// What depends on the time, the machine or chance.
const CHANCE: &[&str] = &[
    "timestamp",
    "last_applied",
    "last_applied_hash",
    "cache_count",
    "task_id",
    "request_id",
    "http_request",
    "client_ip",
    "auth_via",
    "host",
    "schema_name",
    "domain_url",
    "user_agent",
    "_state",
];

/// Returns how an answer differs.
pub(crate) fn answers(exchange: &Exchange, answered: &Answered) -> Vec<String> {
    let recorded = &exchange.response;
    let mut differences = Vec::new();
    if recorded["status"] != answered.status {
        let body = answered.body.chars().take(400).collect::<String>();
        return vec![format!("status {} where {} is recorded: {body}", answered.status, recorded["status"])];
    }
    for name in ["content-type", "location", "allow"] {
        let theirs = recorded["headers"][name].as_str().map(constant);
        let ours = answered.header(name).map(constant);
        // A 405 of Django REST framework was recorded with and without the methods that are allowed.
        if theirs != ours && !(name == "allow" && theirs.is_none()) {
            differences.push(format!("{name} {ours:?} where {theirs:?} is recorded"));
        }
    }
    let theirs = recorded["body"].clone();
    if is_page(&theirs) {
        if !is_page(&answered.value()) {
            differences.push("no page".to_owned());
        }
        return differences;
    }
    let theirs = if theirs.is_null() { json!("") } else { theirs };
    difference(&certain(&theirs), &certain(&answered.value()), "", &mut differences);
    differences
}

fn is_page(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.trim_start().starts_with("<!DOCTYPE html>"))
}

/// Replaces in an address what is made by chance.
fn constant(address: &str) -> String {
    let Some((path, query)) = address.split_once('?') else { return address.to_owned() };
    let constant = |pair: &str| match pair.split_once('=') {
        Some((name @ ("state" | "code_challenge"), _)) => format!("{name}=…"),
        _ => pair.to_owned(),
    };
    format!("{path}?{}", query.split('&').map(constant).collect::<Vec<_>>().join("&"))
}

/// Returns a value without what depends on chance.
fn certain(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let kept = map.iter().filter(|(name, _)| !CHANCE.contains(&name.as_str()));
            let mut kept: Map<String, Value> =
                kept.map(|(name, value)| (name.clone(), certain(value))).collect();
            // The fake logs an event with what names the object, not with the browser and the person.
            if kept.get("event") == Some(&json!("Created Event")) {
                let model = &map["attributes"]["context"]["model"];
                let named =
                    json!([map["attributes"]["action"], model["app"], model["model_name"], model["name"]]);
                kept.insert("attributes".to_owned(), named);
            }
            Value::Object(kept)
        }
        Value::Array(items) => Value::Array(items.iter().map(certain).collect()),
        Value::String(text) if text.len() == 32 && text.chars().all(|digit| digit.is_ascii_hexdigit()) => {
            json!("…")
        }
        other => other.clone(),
    }
}

fn difference(theirs: &Value, ours: &Value, at: &str, differences: &mut Vec<String>) {
    match (theirs, ours) {
        (Value::Object(theirs), Value::Object(ours)) => {
            for (name, value) in theirs {
                match ours.get(name) {
                    Some(own) => difference(value, own, &format!("{at}.{name}"), differences),
                    None => differences.push(format!("{at}.{name} is missing (recorded {})", short(value))),
                }
            }
            for name in ours.keys().filter(|name| !theirs.contains_key(*name)) {
                differences.push(format!("{at}.{name} is not recorded ({})", short(&ours[name])));
            }
        }
        (Value::Array(theirs), Value::Array(ours)) if theirs.len() == ours.len() => {
            for (index, (value, own)) in theirs.iter().zip(ours).enumerate() {
                difference(value, own, &format!("{at}[{index}]"), differences);
            }
        }
        _ if theirs == ours => {}
        _ => differences.push(format!("{at} is {} where {} is recorded", short(ours), short(theirs))),
    }
}

fn short(value: &Value) -> String {
    value.to_string().chars().take(300).collect()
}

/// Returns how the database differs from what was recorded of it.
pub(crate) fn database(exchange: &Exchange, objects: &Value) -> Vec<String> {
    let sources = objects["authentik_sources_oauth.oauthsource"].as_array().cloned().unwrap_or_default();
    let find = |slug: &str| sources.iter().find(|source| source["slug"] == slug);
    let mut differences = Vec::new();
    let mut check = |slug: &str, theirs: Option<&Value>| match (theirs, find(slug)) {
        (None, None) => {}
        (None, Some(_)) => differences.push(format!("{slug} is stored")),
        (Some(_), None) => differences.push(format!("{slug} is not stored")),
        (Some(theirs), Some(ours)) => {
            for (name, value) in theirs.as_object().into_iter().flatten() {
                if ours[name] != *value {
                    differences.push(format!("stored {name} is {} where {value} is recorded", ours[name]));
                }
            }
        }
    };
    match &exchange.observed {
        Value::Array(list) => {
            list.iter().for_each(|theirs| check(theirs["slug"].as_str().unwrap_or_default(), Some(theirs)));
        }
        Value::Object(map) => map.iter().for_each(|(slug, list)| check(slug, list.get(0))),
        _ => {}
    }
    differences
}
