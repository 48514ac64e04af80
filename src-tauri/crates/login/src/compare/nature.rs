//! What is new in every login, and so says nothing about how two of them compare.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::har::query;
use crate::transcript::{Step, StepName};
use desk_network::is_loopback;

/// Parameters, fields and headers whose values are new in every login.
const NEW_EVERY_TIME: [&str; 25] = [
    "_",
    "state",
    "code",
    "nonce",
    "code_challenge",
    "code_verifier",
    "session_state",
    "uuid",
    "access_token",
    "refresh_token",
    "id_token",
    "token",
    "client_secret",
    "secret",
    "wx_code",
    "iat",
    "exp",
    "nbf",
    "jti",
    "trace_id",
    "correlation_id",
    "timestamp",
    "date",
    "content-length",
    "authorization",
];
/// After these words an error text names one single request.
const REQUEST_IDS: [&str; 2] = ["rid: ", "Trace ID: "];
/// Shorter values stand in a text by chance.
const LEAST_LENGTH: usize = 8;
/// Sixteen random bytes in base64url.
const LOT_LENGTH: usize = 22;

/// The values of one login that no other login has.
pub(super) struct Nature {
    values: BTreeSet<String>,
}

impl Nature {
    pub(super) fn of(steps: &[Step]) -> Nature {
        let mut values = BTreeSet::new();
        for request in steps.iter().filter_map(|step| step.request.as_ref()) {
            values.extend(
                query(&request.url)
                    .into_iter()
                    .filter(|(name, _)| is_new_every_time(name))
                    .map(|pair| pair.1),
            );
            // The callback on this computer has a path that is drawn by lot.
            let path = request.url.strip_prefix("http://127.0.0.1:").and_then(|rest| rest.split('/').nth(1));
            values.extend(path.filter(|segment| segment.len() == LOT_LENGTH).map(str::to_owned));
        }
        for step in steps {
            let Some(response) = &step.response else { continue };
            // A simulator makes its keys when it starts; a real provider's are the same until it changes them.
            if step.name == StepName::Keys && step.request.as_ref().is_some_and(|sent| is_loopback(&sent.url))
            {
                values.extend(texts_of(response.body.as_deref().unwrap_or_default()));
            }
            for (name, value) in &response.headers {
                if name.to_ascii_lowercase().starts_with("x-simulator-") {
                    values.insert(value.clone());
                }
                let nonces = value.split("'nonce-").skip(1).filter_map(|rest| rest.split('\'').next());
                values.extend(nonces.map(str::to_owned));
            }
        }
        values.retain(|value| value.len() >= LEAST_LENGTH);
        Nature { values }
    }

    /// Returns a text without what is new in every login.
    pub(super) fn strip(&self, text: &str) -> String {
        let text = self.values.iter().fold(text.to_owned(), |text, value| text.replace(value.as_str(), "…"));
        let text = without_ports(&without_ports(&text, "127.0.0.1:"), "127.0.0.1%3A");
        match REQUEST_IDS.iter().filter_map(|words| text.find(words)).min() {
            Some(at) => text[..at].to_owned(),
            None => text,
        }
    }
}

/// Returns every text in the objects of a key set.
fn texts_of(key_set: &str) -> Vec<String> {
    let parsed: Value = serde_json::from_str(key_set).unwrap_or_default();
    let keys = parsed.get("keys").and_then(Value::as_array).into_iter().flatten();
    let fields = keys.filter_map(Value::as_object).flat_map(|key| key.values());
    fields.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Returns whether what has this name is new in every login.
pub(super) fn is_new_every_time(name: &str) -> bool {
    NEW_EVERY_TIME.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Returns a text without the digits after each `before`: a loopback port is drawn by lot.
fn without_ports(text: &str, before: &str) -> String {
    let mut pieces = text.split(before);
    let mut result = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        result.push_str(before);
        result.push_str(piece.trim_start_matches(|character: char| character.is_ascii_digit()));
    }
    result
}
