//! What goes wrong at a provider, step by step, and what authentik's user would see.

use desk_login::{Event, Outcome, StepName, StepState, decode};
use desk_simulator::provider::{Fault, Manner};

use crate::provider::{Play, Played, apple_p8, keys};

const TOKEN: &str = "Authentication failed: Could not retrieve token.";
const PROFILE: &str = "Authentication failed: Could not retrieve profile.";
const CRASH: &str = "Server Error";
const NO_ID: &str = "Authentication failed: Could not determine id.";

/// For every fault of a provider with a profile URL: the step, the code and authentik's words; `None` where the login
/// goes well, because authentik does not look.
fn expected(id: &str) -> Option<(StepName, &'static str, &'static str)> {
    use StepName::{Authorize, Callback, Discovery, Keys, Mapping, Token, Userinfo};
    let broken = |step, slow_message, message, json_message| {
        let (_, how) = id.split_once('-').unwrap();
        Some(match how {
            "slow" => (step, "no-answer", slow_message),
            "cut" => (step, "unreachable", slow_message),
            "html" => (step, "not-json", json_message),
            "huge" => (step, "too-large", message),
            "500" => (step, "http-500", message),
            "redirect-loop" => (step, "http-redirect", message),
            _ => (step, "a fault that nobody expects", ""),
        })
    };
    match id {
        "discovery-wrong-issuer" | "jwks-other-keys" => None,
        "authorize-html" => Some((Authorize, "provider-page", "")),
        "authorize-redirect-loop" => Some((Authorize, "too-many-redirects", "")),
        "authorize-wrong-state" => Some((Callback, "state", "Authentication failed: State check failed.")),
        "authorize-missing-code" => {
            Some((Callback, "no-token-received", "Authentication failed: No token received."))
        }
        "authorize-slow" | "authorize-cut" | "authorize-huge" | "authorize-500" => {
            broken(Authorize, "", "", "")
        }
        // The simulator gives no description that would take the error's place, beyond its own.
        error if error.starts_with("authorize-") => {
            let error = error.strip_prefix("authorize-").unwrap();
            let code = decode::by_code(error).unwrap().code;
            Some((Callback, code, "Authentication failed: as the simulator was told"))
        }
        "token-missing-access_token" => Some((Userinfo, "no-access-token", CRASH)),
        "token-slow" | "token-cut" | "token-html" | "token-huge" | "token-500" | "token-redirect-loop" => {
            broken(Token, TOKEN, TOKEN, CRASH)
        }
        error if error.starts_with("token-") => {
            let error = error.strip_prefix("token-").unwrap();
            Some((Token, decode::by_code(error).unwrap().code, TOKEN))
        }
        id_token if id_token.starts_with("id_token-") => None,
        "userinfo-invalid_token" => Some((Userinfo, "invalid_token", PROFILE)),
        "userinfo-insufficient_scope" => Some((Userinfo, "insufficient_scope", PROFILE)),
        "userinfo-other-subject" | "missing-email" => None,
        "missing-id" => Some((Mapping, "no-identifier", NO_ID)),
        discovery if discovery.starts_with("discovery-") => broken(Discovery, "", "", ""),
        jwks if jwks.starts_with("jwks-") => broken(Keys, "", "", ""),
        userinfo if userinfo.starts_with("userinfo-") => broken(Userinfo, CRASH, PROFILE, PROFILE),
        _ => Some((Authorize, "a fault that nobody expects", "")),
    }
}

fn check_whole(played: &Played, id: &str) {
    let failed = played.transcript.steps.iter().filter(|step| step.state == StepState::Failed);
    let ends = usize::from(!played.went_well());
    assert_eq!(failed.count(), ends, "{id}: {:?}", played.names());
    assert!(played.transcript.steps.iter().all(|step| step.state != StepState::Running));
    if let Some((step, code, _)) = played.problem() {
        assert_eq!(played.transcript.steps.last().map(|step| step.name), Some(step), "{id}");
        assert!(decode::by_code(code).is_some(), "{id}: nobody explains {code}");
    }
}

#[tokio::test]
async fn every_fault_of_a_provider_is_told_for_what_it_is() {
    let manner = Manner::parse("openidconnect").unwrap();
    let faults: Vec<String> = Fault::all_for(manner).into_iter().map(Fault::id).collect();
    assert!(faults.len() >= 60, "{}", faults.len());
    for id in faults {
        let played = Play::fault("openidconnect", &id).quietly().await;
        assert_eq!(played.problem(), expected(&id), "{id}");
        check_whole(&played, &id);
        let outcome = match id.as_str() {
            "authorize-access_denied" => Outcome::Denied,
            _ if expected(&id).is_some() => Outcome::Failed,
            _ => Outcome::Ok,
        };
        assert_eq!(played.transcript.outcome, outcome, "{id}");
    }
}

#[tokio::test]
async fn what_authentik_does_not_look_at_is_noted() {
    for (fault, note, subject) in [
        ("discovery-wrong-issuer", "issuer-differs", ""),
        ("jwks-other-keys", "id-token-not-looked-at", "jwt-signature"),
        ("id_token-wrong-audience", "id-token-not-looked-at", "jwt-audience"),
        ("id_token-expired", "id-token-not-looked-at", "jwt-expired"),
        ("id_token-wrong-signature", "id-token-not-looked-at", "jwt-signature"),
        ("id_token-unsigned", "id-token-not-looked-at", "jwt-signature"),
        ("missing-email", "no-email", ""),
    ] {
        let played = Play::fault("openidconnect", fault).quietly().await;
        let note = played.note(note).unwrap_or_else(|| panic!("{fault}: {:?}", played.notes()));
        assert!(subject.is_empty() || note.subjects == [subject], "{fault}: {note:?}");
    }
}

#[tokio::test]
async fn an_id_token_that_is_needed_must_be_good() {
    for (fault, code) in [
        ("id_token-missing", "no-id-token"),
        ("jwks-other-keys", "jwt-signature"),
        ("id_token-wrong-audience", "jwt-audience"),
        ("id_token-expired", "jwt-expired"),
        ("id_token-wrong-signature", "jwt-signature"),
        ("id_token-unsigned", "jwt-signature"),
    ] {
        let play = Play { has_profile: false, ..Play::fault("openidconnect", fault) };
        let played = play.quietly().await;
        assert_eq!(played.problem(), Some((StepName::Userinfo, code, PROFILE)), "{fault}");
        check_whole(&played, fault);
    }
    let play = Play { has_profile: false, has_keys: false, ..Play::of("openidconnect") };
    assert_eq!(play.quietly().await.problem(), Some((StepName::Userinfo, "jwt-no-keys", PROFILE)));
    // A key set in the source itself is as good, if it is the one that signs.
    let keys = keys().jwks().to_string();
    let with_own =
        Play { has_profile: false, has_keys: false, ..Play::of("openidconnect").with("oidc_jwks", &keys) };
    assert!(with_own.quietly().await.went_well());
    let other = keys.replace("\"n\":\"", "\"n\":\"7777");
    let with_other =
        Play { has_profile: false, has_keys: false, ..Play::of("openidconnect").with("oidc_jwks", &other) };
    assert_eq!(with_other.quietly().await.problem(), Some((StepName::Userinfo, "jwt-signature", PROFILE)));
    // authentik does not compare the issuer, and never sends a nonce.
    for fault in ["id_token-wrong-issuer", "id_token-wrong-nonce"] {
        let play = Play { has_profile: false, ..Play::fault("openidconnect", fault) };
        assert!(play.quietly().await.went_well(), "{fault}");
    }
}

#[tokio::test]
async fn apple_is_refused_for_a_bad_key_and_a_bad_consumer_key() {
    let bad_key =
        Play { secret: "not a key".to_owned(), known_secret: Some(apple_p8()), ..Play::of("apple") };
    assert_eq!(bad_key.quietly().await.problem(), Some((StepName::Token, "apple-private-key", CRASH)));
    let one_part = Play::of("apple").with("consumer_key", "com.example.login");
    assert_eq!(one_part.quietly().await.problem(), Some((StepName::Token, "apple-consumer-key", CRASH)));
    // Its type decodes whatever is there, signed or not.
    assert!(Play::fault("apple", "id_token-wrong-signature").quietly().await.went_well());
    let missing = Play::fault("apple", "id_token-missing").quietly().await;
    assert_eq!(missing.problem(), Some((StepName::Userinfo, "no-id-token", CRASH)));
}

#[tokio::test]
async fn errors_in_each_providers_own_form_are_found() {
    for (id, fault, step, code, message) in [
        (
            "github",
            "token-invalid_grant",
            StepName::Token,
            "invalid_grant",
            "Authentication failed: invalid_grant",
        ),
        (
            "reddit",
            "token-invalid_grant",
            StepName::Token,
            "invalid_grant",
            "Authentication failed: invalid_grant",
        ),
        ("discord", "token-invalid_client", StepName::Token, "invalid_client", TOKEN),
        ("patreon", "token-invalid_client", StepName::Token, "invalid_client", TOKEN),
        ("gitlab", "missing-id", StepName::Mapping, "no-identifier", NO_ID),
    ] {
        let played = Play::fault(id, fault).quietly().await;
        assert_eq!(played.problem(), Some((step, code, message)), "{id} {fault}");
        check_whole(&played, fault);
    }
    // Forms of their own end in some code that has an explanation.
    for manner in Manner::all() {
        for fault in ["token-invalid_client", "token-invalid_grant", "userinfo-invalid_token"] {
            if manner.profile_path.is_none() && fault.starts_with("userinfo") {
                continue;
            }
            let played = Play::fault(manner.id, fault).quietly().await;
            assert_eq!(played.transcript.outcome, Outcome::Failed, "{} {fault}", manner.id);
            check_whole(&played, &format!("{} {fault}", manner.id));
        }
    }
}

#[tokio::test]
async fn a_wrong_secret_and_a_wrong_client_are_refused() {
    let play = Play { known_secret: Some("another".to_owned()), ..Play::of("openidconnect") };
    assert_eq!(play.quietly().await.problem(), Some((StepName::Token, "invalid_client", TOKEN)));
}

#[tokio::test]
async fn cancelling_works_at_each_step() {
    let whole = Play::of("openidconnect").quietly().await;
    for name in whole.names() {
        let played = Play::of("openidconnect")
            .run(|event, cancel| {
                if matches!(event, Event::Step { step } if step.name == name && step.state == StepState::Running) {
                    cancel.cancel();
                }
            })
            .await;
        // What needs no waiting is over before anybody can be heard.
        let is_instant = name == StepName::Mapping;
        let outcome = if is_instant { Outcome::Ok } else { Outcome::Cancelled };
        assert_eq!(played.transcript.outcome, outcome, "{name:?}");
        assert_eq!(played.names().last(), Some(&name));
    }
}
