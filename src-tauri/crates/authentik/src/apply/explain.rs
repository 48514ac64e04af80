//! Why a server did not take a blueprint.

use serde_json::{Map, Value as Json};

use super::ApplyError;
use super::body::{self, Secrets};
use crate::client::answer::plain;
use crate::client::{Body, Client};
use crate::error::ServerError;
use crate::plan::{Plan, Planned};

/// Where a blueprint is validated without being kept: with `content` and without `name` the answer is always 400, with the
/// name alone if the content is good (facts, "Dry run works").
const DRY_RUN: &str = "api/v3/managed/blueprints/";
/// So many reasons are told.
const MOST_REASONS: usize = 20;

/// Reads the answer to an import. Its status says nothing; its `success` does.
///
/// A refused entry stands in the log with its secrets, so only the sentences of the importer are taken, and nothing of
/// what they are about.
pub(super) fn verdict(answer: &Json, plan: &Plan, secrets: Secrets<'_>) -> Result<(), ApplyError> {
    match answer.get("success").and_then(Json::as_bool) {
        Some(true) => Ok(()),
        Some(false) => {
            let logs = answer.get("logs").and_then(Json::as_array);
            let sentences = logs.into_iter().flatten().filter(|log| {
                let text = |name: &str| log.get(name).and_then(Json::as_str).unwrap_or_default();
                text("logger").starts_with("authentik.blueprints") && text("log_level") != "info"
            });
            let sentences = sentences.filter_map(|log| log.get("event").and_then(Json::as_str));
            Err(ApplyError::Refused(masked(sentences.map(str::to_owned), plan, secrets)))
        }
        // It has been looked at, and nobody knows what came of it.
        None => Err(ServerError::Uncertain.into()),
    }
}

/// Asks a server that crashed on a blueprint for its reasons: without the references to other entries it does not crash.
pub(super) async fn crash(client: &Client, plan: &Plan, secrets: Secrets<'_>) -> Vec<String> {
    let Ok(content) = body::without_references(plan, secrets) else { return Vec::new() };
    let body = Map::from_iter([("content".to_owned(), Json::from(content))]);
    match client.write("POST", DRY_RUN, &Body::Json(body)).await {
        Err(ServerError::Refused(refusals)) => {
            let reasons = refusals.into_iter().filter(|refusal| refusal.field == "content");
            masked(reasons.map(|refusal| refusal.message), plan, secrets)
        }
        _ => Vec::new(),
    }
}

fn masked(sentences: impl Iterator<Item = String>, plan: &Plan, secrets: Secrets<'_>) -> Vec<String> {
    let sent: Vec<_> = plan
        .writes()
        .flat_map(|operation| operation.fields.iter().map(move |field| (operation, field)))
        .filter(|(_, field)| matches!(field.value, Planned::Secret { sent: true }))
        .filter_map(|(operation, field)| secrets(operation.draft.as_ref()?, &field.name))
        .collect();
    let mask = |mut sentence: String| {
        for secret in &sent {
            // EXPOSE: to find it in what the server says, and take it out.
            let text = secret.expose();
            if !text.is_empty() {
                sentence = sentence.replace(text, "…");
            }
        }
        plain(sentence.trim_start_matches("- "))
    };
    let general = ["Failed to validate blueprint", "Blueprint validation failed"];
    sentences.map(mask).filter(|sentence| !general.contains(&sentence.as_str())).take(MOST_REASONS).collect()
}
