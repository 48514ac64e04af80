//! What an answer of the API means.

use desk_network::Answer;
use serde_json::Value as Json;

use super::Reply;
use super::retry::date;
use crate::error::{Refusal, ServerError};

/// Of what a server says so many characters are kept.
const MOST_CHARACTERS: usize = 400;
/// So many things that a server refuses are kept.
const MOST_REFUSALS: usize = 50;

/// Where a token's user sees themselves.
pub(crate) const ME: &str = "api/v3/core/users/me/";
/// What authentik says of a token that is none; its other refusals come in the language of the brand, so that "You do not
/// have permission" may be 您没有执行该操作的权限.
const OF_TOKENS: [&str; 2] = ["Token invalid", "Authentication credentials"];

/// So many values an answer may have; a hundred sources have some six thousand.
const MOST_PARTS: usize = 500_000;

/// An answer that is no success.
pub(super) struct Failure {
    pub(super) error: ServerError,
    /// The header `Retry-After`.
    pub(super) retry_after: Option<String>,
}

/// Says what an answer to a request for a path means.
pub(super) fn judge(answer: Answer, path: &str) -> Result<Reply, Failure> {
    let header = |name: &str| {
        answer.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    };
    let retry_after = header("retry-after").map(str::to_owned);
    let fail = |error| Failure { error, retry_after: retry_after.clone() };
    let status = answer.status;
    if header("content-encoding").is_some_and(|coding| !coding.eq_ignore_ascii_case("identity")) {
        // Nothing compressed was asked for, so a small answer cannot become a large one here.
        return Err(fail(ServerError::NotAuthentik { why: "compressed" }));
    }
    let is_json = header("content-type").is_some_and(|kind| kind.to_ascii_lowercase().contains("json"));
    if (200..300).contains(&status) {
        let n_bytes = answer.body.len();
        let reply = |json| Reply { json, date: header("date").and_then(date), n_bytes };
        if status == 204 || answer.body.is_empty() {
            return Ok(reply(Json::Null));
        }
        if !is_json {
            return Err(fail(ServerError::NotAuthentik { why: "no JSON" }));
        }
        // A comma or bracket of one byte becomes a value of some eighty.
        if answer.body.iter().filter(|byte| matches!(byte, b',' | b'[' | b'{')).count() > MOST_PARTS {
            return Err(fail(ServerError::TooLarge));
        }
        // Reading stops at a depth of 128 by itself.
        return serde_json::from_slice(&answer.body)
            .map(reply)
            .map_err(|_| fail(ServerError::Malformed { what: path.to_owned() }));
    }
    Err(fail(match status {
        300..400 => {
            let to = header("location").and_then(|to| url::Url::parse(to).ok());
            let to = to.as_ref().and_then(url::Url::host_str).unwrap_or_default();
            ServerError::Redirect { status, to: to.to_owned() }
        }
        401 => ServerError::TokenRefused,
        // Everybody may see themselves.
        403 if path == ME => ServerError::TokenRefused,
        403 if is_json => match detail(&answer.body).as_deref() {
            Some(text) if !OF_TOKENS.iter().any(|of_tokens| text.contains(of_tokens)) => {
                ServerError::NotPermitted { what: path.to_owned() }
            }
            _ => ServerError::TokenRefused,
        },
        404 if is_json => ServerError::NotFound { what: path.to_owned() },
        405 if answer.body.is_empty() => ServerError::Crashed,
        429 | 500..600 => ServerError::Busy { status },
        400 if is_json => match serde_json::from_slice(&answer.body) {
            Ok(body) => ServerError::Refused(refusals(&body)),
            Err(_) => ServerError::Malformed { what: path.to_owned() },
        },
        _ => ServerError::NotAuthentik { why: "an answer that authentik does not give" },
    }))
}

/// Returns whether the same request may be answered otherwise a little later.
pub(super) fn may_pass(error: &ServerError) -> bool {
    matches!(error, ServerError::Busy { .. })
}

/// Returns whether a change may have been saved although the answer is no success: a worker that is replaced answers 500
/// to what it has saved, and a gateway gives up on what goes on behind it.
pub(super) fn may_have_saved(error: &ServerError) -> bool {
    matches!(error, ServerError::Busy { status } if *status != 429)
}

fn detail(body: &[u8]) -> Option<String> {
    let body: Json = serde_json::from_slice(body).ok()?;
    Some(body.get("detail")?.as_str()?.to_owned())
}

/// Reads Django REST framework's errors: an object of lists, perhaps nested.
fn refusals(body: &Json) -> Vec<Refusal> {
    let mut found = Vec::new();
    collect(body, "", &mut found);
    found.truncate(MOST_REFUSALS);
    found
}

fn collect(value: &Json, field: &str, found: &mut Vec<Refusal>) {
    match value {
        Json::Object(fields) => {
            for (name, value) in fields {
                let whole = matches!(name.as_str(), "non_field_errors" | "detail" | "code");
                let name = match (whole, field.is_empty()) {
                    (true, _) => field.to_owned(),
                    (false, true) => name.clone(),
                    (false, false) => format!("{field}.{name}"),
                };
                collect(value, &name, found);
            }
        }
        Json::Array(items) => items.iter().for_each(|item| collect(item, field, found)),
        Json::Null => {}
        Json::String(text) => found.push(Refusal { field: field.to_owned(), message: text.clone() }),
        other => found.push(Refusal { field: field.to_owned(), message: other.to_string() }),
    }
}

/// Makes one line of a server's text that can be shown: no control characters, not too long.
pub(crate) fn plain(text: &str) -> String {
    let is_odd = |character: char| {
        character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut line: String = text
        .chars()
        .map(|character| if is_odd(character) { ' ' } else { character })
        .take(MOST_CHARACTERS)
        .collect();
    if text.chars().nth(MOST_CHARACTERS).is_some() {
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(status: u16, kind: &str, body: &str) -> Result<u16, ServerError> {
        judged_at("api/v3/x/", status, kind, body)
    }

    fn judged_at(path: &str, status: u16, kind: &str, body: &str) -> Result<u16, ServerError> {
        let headers = vec![("content-type".to_owned(), kind.to_owned())];
        let answer = Answer { status, headers, body: body.as_bytes().to_vec() };
        judge(answer, path).map(|_| status).map_err(|failure| failure.error)
    }

    /// What is asked and answered here is recorded from a live 2026.5 (007, 008, 220, 236, 247, 568).
    #[test]
    fn each_answer_of_a_real_server_means_what_it_does() {
        let json = "application/json";
        let what = || "api/v3/x/".to_owned();
        for (status, kind, body, expected) in [
            (200, json, "{}", Ok(200)),
            (204, "", "", Ok(204)),
            (403, json, r#"{"detail": "Token invalid/expired"}"#, Err(ServerError::TokenRefused)),
            (
                403,
                json,
                r#"{"detail": "Authentication credentials were not provided."}"#,
                Err(ServerError::TokenRefused),
            ),
            (
                403,
                json,
                r#"{"detail": "You do not have permission to perform this action."}"#,
                Err(ServerError::NotPermitted { what: what() }),
            ),
            (
                403,
                json,
                r#"{"detail": "您没有执行该操作的权限。"}"#,
                Err(ServerError::NotPermitted { what: what() }),
            ),
            (
                404,
                json,
                r#"{"detail": "No OAuthSource matches"}"#,
                Err(ServerError::NotFound { what: what() }),
            ),
            (405, "text/html; charset=utf-8", "", Err(ServerError::Crashed)),
            (500, "text/plain", "Internal Server Error", Err(ServerError::Busy { status: 500 })),
            (200, "text/html", "<html>", Err(ServerError::NotAuthentik { why: "no JSON" })),
            (200, json, "{", Err(ServerError::Malformed { what: what() })),
        ] {
            assert_eq!(judged(status, kind, body), expected, "{status} {body}");
        }
    }

    #[test]
    fn whoever_may_not_see_themselves_has_no_good_token_in_any_language() {
        let chinese = r#"{"detail": "身份认证信息未提供。"}"#;
        let judged = judged_at(ME, 403, "application/json", chinese);
        assert_eq!(judged, Err(ServerError::TokenRefused));
    }

    #[test]
    fn what_is_refused_is_told_by_field_in_the_servers_words() {
        let body = r#"{"consumer_secret": ["This field is required."], "non_field_errors": ["one", "two\u001b[31m"],
                       "nested": {"inner": ["three"]}, "detail": "four"}"#;
        let Err(ServerError::Refused(refusals)) = judged(400, "application/json", body) else { panic!() };
        let told: Vec<String> = refusals.iter().map(Refusal::line).collect();
        let expected =
            ["consumer_secret: This field is required.", "one", "two [31m", "nested.inner: three", "four"];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_compressed_answer_is_not_unpacked_and_a_deep_one_not_read() {
        let headers = |extra: (&str, &str)| {
            [("content-type", "application/json"), extra].map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec()
        };
        let packed = Answer {
            status: 200,
            headers: headers(("Content-Encoding", "gzip")),
            body: b"\x1f\x8b".to_vec(),
        };
        assert!(matches!(
            judge(packed, "x").map_err(|failure| failure.error),
            Err(ServerError::NotAuthentik { why: "compressed" })
        ));
        let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(matches!(judged(200, "application/json", &deep), Err(ServerError::Malformed { .. })));
    }
}
