//! Why a server did not take a blueprint.

use desk_model::Secret;
use serde_json::{Map, Value as Json};

use super::ApplyError;
use super::body::{self, Secrets};
use crate::client::answer::plain;
use crate::client::{Body, Client};
use crate::error::{Refusal, ServerError};
use crate::plan::{Plan, Planned};

/// Where a blueprint is validated without being kept: with `content` and without `name` the answer is always 400, with the
/// name alone if the content is good (facts, "Dry run works").
const DRY_RUN: &str = "api/v3/managed/blueprints/";
/// What a server says before and behind its reasons.
const GENERAL: [&str; 2] = ["Failed to validate blueprint", "Blueprint validation failed"];
/// A line of a secret that is shorter tells nothing of it, and may stand in any sentence.
const SHORTEST_LINE: usize = 8;
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

/// Has a server look at a blueprint without keeping anything of it. Returns what it objects to; none: it is good.
///
/// # Errors
///
/// Any [`ServerError`]; [`ServerError::Crashed`] if the blueprint is such that the server cannot even say so.
pub async fn dry_run(client: &Client, blueprint: &str) -> Result<Vec<String>, ServerError> {
    let body = Map::from_iter([("content".to_owned(), Json::from(blueprint))]);
    match client.write("POST", DRY_RUN, &Body::Json(body)).await {
        Err(ServerError::Refused(refusals)) => {
            let reasons = refusals.into_iter().filter(|refusal| refusal.field == "content");
            let reasons = reasons.map(|refusal| plain(refusal.message.trim_start_matches("- ")));
            Ok(reasons.filter(|reason| !GENERAL.contains(&reason.as_str())).take(MOST_REASONS).collect())
        }
        Err(error) => Err(error),
        // Without a name nothing can be made, so this is not authentik.
        Ok(_) => Err(ServerError::Malformed { what: DRY_RUN.to_owned() }),
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

/// Takes the secrets of a plan out of what a server says of it: it may repeat what it was sent.
pub(super) fn quoted(error: ServerError, plan: &Plan, secrets: Secrets<'_>) -> ServerError {
    let ServerError::Refused(refusals) = error else { return error };
    let mask = mask(plan, secrets);
    let clean = |refusal: Refusal| Refusal { field: mask(refusal.field), message: mask(refusal.message) };
    ServerError::Refused(refusals.into_iter().map(clean).collect())
}

fn masked(sentences: impl Iterator<Item = String>, plan: &Plan, secrets: Secrets<'_>) -> Vec<String> {
    let mask = mask(plan, secrets);
    let line = |sentence: String| plain(mask(sentence).trim_start_matches("- "));
    sentences.map(line).filter(|sentence| !GENERAL.contains(&sentence.as_str())).take(MOST_REASONS).collect()
}

/// Returns what takes the secrets of a plan out of a text.
fn mask(plan: &Plan, secrets: Secrets<'_>) -> impl Fn(String) -> String {
    let sent: Vec<_> = plan
        .writes()
        .flat_map(|operation| operation.fields.iter().map(move |field| (operation, field)))
        .filter(|(_, field)| matches!(field.value, Planned::Secret { sent: true }))
        .filter_map(|(operation, field)| secrets(operation.draft.as_ref()?, &field.name))
        .collect();
    move |sentence| without(&sent, sentence)
}

/// Takes secrets out of a text.
fn without(secrets: &[Secret], mut sentence: String) -> String {
    for secret in secrets {
        // EXPOSE: to find it in what the server says, and take it out.
        let text = secret.expose().trim();
        // A server cuts white space off, and Python writes line breaks as two characters: of a secret with several lines
        // each line counts.
        let lines = text.lines().map(str::trim).filter(|line| line.len() >= SHORTEST_LINE);
        for part in [text].into_iter().chain(lines).filter(|part| !part.is_empty()) {
            let quoted = part.replace('\\', "\\\\").replace('\'', "\\'");
            sentence = sentence.replace(&quoted, "…").replace(part, "…");
        }
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_of_several_lines_is_taken_out_however_it_is_written() {
        let key = "-----BEGIN PRIVATE KEY-----\nMIGTAgEAMBMGByqGSM49\nAgEGCCqGSM49AwEHBHkw\n-----END PRIVATE KEY-----\n";
        let sent = [
            Secret::new(key.to_owned()),
            Secret::new("  spaced canary  ".to_owned()),
            Secret::new(r"it's a back\slash".to_owned()),
        ];
        for text in [
            key.to_owned(),
            key.replace('\n', "\\n"),
            key.replace('\n', " "),
            format!("\"{}\" is not a valid choice.", key.trim()),
            "spaced canary".to_owned(),
            r"ErrorDetail(string='it\'s a back\\slash')".to_owned(),
        ] {
            let told = without(&sent, text);
            for part in ["MIGTAgEAMBMGByqGSM49", "AgEGCCqGSM49AwEHBHkw", "spaced canary", "slash"] {
                assert!(!told.contains(part), "{told}");
            }
        }
        assert_eq!(without(&sent, "This field is required.".to_owned()), "This field is required.");
    }
}
