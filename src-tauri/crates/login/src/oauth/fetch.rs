//! Documents that are read from a provider, and what the errors in its answers are called.

use serde_json::{Map, Value};

use super::setup::ProviderSetup;
use crate::authentik::{as_text, get, not_an_object};
use crate::body;
use crate::decode;
use crate::http::{Answer, Client};
use crate::problem::Stop;
use crate::recorder::Recorder;
use crate::transcript::{Request, StepName, StepState};

/// What is read when a source is saved.
#[derive(Default)]
pub(super) struct Saved {
    /// The discovery document; empty if there is none.
    pub(super) discovered: Map<String, Value>,
    /// The key set, if there is one.
    pub(super) keys: Option<Value>,
}

/// Reads what authentik reads when the source is saved: the discovery document, which must name an issuer, and the key
/// set (`sources/oauth/api/source.py`).
pub(super) async fn when_saved(
    client: &Client,
    setup: &ProviderSetup,
    recorder: &Recorder<'_>,
) -> Result<Saved, Stop> {
    let mut saved = Saved { keys: setup.jwks.clone(), ..Saved::default() };
    if let Some(url) = &setup.endpoints.discovery {
        let document = read(client, setup, StepName::Discovery, url, recorder).await?;
        let Some(issuer) = document.get("issuer").and_then(Value::as_str) else {
            return Err(Stop::failed(StepName::Discovery, "discovery-issuer"));
        };
        // OpenID Connect Discovery, section 4.3: they have to be the same. authentik does not compare them.
        if url.strip_suffix("/.well-known/openid-configuration") != Some(issuer.trim_end_matches('/')) {
            recorder.note("issuer-differs", vec![issuer.to_owned()]);
        }
        recorder.end(StepState::Ok);
        saved.discovered = document;
    }
    let discovered = saved.discovered.get("jwks_uri").and_then(Value::as_str).map(str::to_owned);
    let Some(url) = setup.endpoints.jwks.clone().or(discovered) else { return Ok(saved) };
    let document = read(client, setup, StepName::Keys, &url, recorder).await?;
    if !document.get("keys").is_some_and(Value::is_array) {
        return Err(Stop::failed(StepName::Keys, "jwks-without-keys"));
    }
    recorder.end(StepState::Ok);
    saved.keys = Some(Value::Object(document));
    Ok(saved)
}

async fn read(
    client: &Client,
    setup: &ProviderSetup,
    step: StepName,
    url: &str,
    recorder: &Recorder<'_>,
) -> Result<Map<String, Value>, Stop> {
    recorder.begin(step);
    let answer = ask(client, setup, step, &get(url.to_owned()), "", recorder).await?;
    if !answer.is_success() {
        return Err(http_error(step, &answer, ""));
    }
    body::object(answer.content_type(), &answer.body).map_err(|why| not_an_object(step, why, ""))
}

/// Sends a request of a step and records both sides. `message` is what authentik shows if there is no answer.
pub(super) async fn ask(
    client: &Client,
    setup: &ProviderSetup,
    step: StepName,
    request: &Request,
    message: &str,
    recorder: &Recorder<'_>,
) -> Result<Answer, Stop> {
    recorder.sent(request);
    let answer = client
        .ask(request, setup.timeout, recorder)
        .await
        .map_err(|error| error.stop(step).seen_in_authentik(message))?;
    recorder.received(&answer.shown());
    Ok(answer)
}

/// What an answer with an HTTP error ends in. The error that it names counts, if it is a known one.
pub(super) fn http_error(step: StepName, answer: &Answer, message: &str) -> Stop {
    let said = body::object(answer.content_type(), &answer.body).ok().and_then(|object| error_of(&object));
    let code = match (&said, answer.status) {
        (Some(Said { code: Some(code), .. }), _) => (*code).to_owned(),
        (_, 500) => "http-500".to_owned(),
        (_, 300..400) => "http-redirect".to_owned(),
        (_, 429) => "too-many-requests".to_owned(),
        _ => "http-error".to_owned(),
    };
    let words = said.map(|said| format!(" {}", said.words)).unwrap_or_default();
    Stop::failed(step, &code).seen_in_authentik(message).with_detail(format!("HTTP {}{words}", answer.status))
}

/// What a JSON object says went wrong.
pub(super) struct Said {
    /// The decoder's code for it, if it knows the error.
    pub(super) code: Option<&'static str>,
    /// The provider's words.
    pub(super) words: String,
}

/// Finds what went wrong in an answer: `error` and `error_description` (RFC 6749), an object within `error` (Facebook,
/// Google, Microsoft Graph), `message` (GitHub, Discord, Twitch).
pub(super) fn error_of(object: &Map<String, Value>) -> Option<Said> {
    let text = |object: &Map<String, Value>, name: &str| {
        object.get(name).filter(|value| value.is_string() || value.is_number()).map(as_text)
    };
    let (error, description) = match object.get("error") {
        Some(Value::Object(inner)) => (
            text(inner, "code").filter(|code| code.parse::<u32>().is_err()).or_else(|| text(inner, "type")),
            text(inner, "message"),
        ),
        Some(_) => {
            (text(object, "error"), text(object, "error_description").or_else(|| text(object, "message")))
        }
        None => (None, text(object, "message").or_else(|| text(object, "detail"))),
    };
    if error.is_none() && description.is_none() {
        return None;
    }
    let known = |text: &String| decode::by_code(text).or_else(|| decode::explain(text));
    let code = error.as_ref().and_then(known).or_else(|| description.as_ref().and_then(known));
    let words: Vec<String> = error.into_iter().chain(description).collect();
    Some(Said { code: code.map(|explanation| explanation.code), words: words.join(": ") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_wrong_is_found_in_every_providers_form() {
        for (body, code, words) in [
            (r#"{"error":"invalid_grant"}"#, Some("invalid_grant"), "invalid_grant"),
            (
                r#"{"error":"invalid_client","error_description":"x"}"#,
                Some("invalid_client"),
                "invalid_client: x",
            ),
            (r#"{"error":{"message":"m","type":"T","code":100}}"#, None, "T: m"),
            (r#"{"message":"Nobody knows this"}"#, None, "Nobody knows this"),
        ] {
            let Value::Object(object) = serde_json::from_str(body).unwrap() else { panic!("{body}") };
            let said = error_of(&object).unwrap();
            assert_eq!((said.code, said.words.as_str()), (code, words), "{body}");
        }
        assert!(error_of(&Map::new()).is_none());
    }
}
