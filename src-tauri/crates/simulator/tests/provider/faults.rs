//! What a client gets of each fault.

use std::time::Duration;

use desk_simulator::provider::{Breakage, Fault, Manner, Step};
use reqwest::header::LOCATION;
use reqwest::{Response, StatusCode};
use serde_json::Value;

use crate::wire::{Wire, base64url, faulty, field, start, unbase64url, verify};

/// Sends the request of a step. Whatever came before it went well.
async fn at_step(wire: &Wire, step: Step) -> Response {
    match step {
        Step::Discovery => wire.get(wire.at.discovery.as_ref().unwrap()).await,
        Step::Jwks => wire.get(wire.at.jwks.as_ref().unwrap()).await,
        Step::Authorize => wire.authorize(&wire.authorize_parameters()).await,
        Step::Token => wire.exchange(&wire.code().await).await,
        Step::Userinfo => {
            let token = wire.token("alice").await;
            wire.profile(&token).await
        }
    }
}

#[tokio::test]
async fn every_step_can_break_down_in_every_way() {
    for manner in [Manner::parse("openidconnect").unwrap(), Manner::parse("github").unwrap()] {
        for fault in Fault::all_for(manner) {
            let Fault::Broken(step, how) = fault else { continue };
            let wire = start(manner.id, |options| {
                options.fault = Some(fault);
                options.slow = Duration::ZERO;
                options.huge = 300_000;
            })
            .await;
            let answer = at_step(&wire, step).await;
            let status = answer.status();
            match how {
                Breakage::Slow => assert_eq!(status, StatusCode::OK, "{}", fault.id()),
                Breakage::Cut => {
                    assert_eq!(status, StatusCode::OK);
                    assert!(answer.text().await.is_err(), "{}: the body ends early", fault.id());
                }
                Breakage::Html => {
                    assert_eq!(status, StatusCode::OK);
                    assert!(answer.text().await.unwrap().starts_with("<!DOCTYPE html>"));
                }
                Breakage::Huge => {
                    let body = answer.bytes().await.unwrap();
                    assert_eq!(body.len(), 300_000, "{}", fault.id());
                    assert!(serde_json::from_slice::<Value>(&body).is_ok());
                }
                Breakage::ServerError => assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR),
                Breakage::RedirectLoop => {
                    assert_eq!(status, StatusCode::TEMPORARY_REDIRECT);
                    let here = answer.headers()[LOCATION].to_str().unwrap();
                    assert!(answer.url().as_str().ends_with(here), "{here}");
                }
            }
        }
    }
}

/// An hour is longer than any client waits, so nothing here depends on how quick this computer is.
#[tokio::test]
async fn a_client_loses_patience_with_a_slow_step() {
    let wire = start("discord", |options| {
        options.fault = Fault::parse("authorize-slow");
        options.slow = Duration::from_secs(3_600);
    })
    .await;
    let asked = wire.client.get(&wire.at.authorization).timeout(Duration::from_millis(100)).send().await;
    assert!(asked.unwrap_err().is_timeout());
}

#[tokio::test]
async fn a_client_that_follows_redirects_gives_up_on_a_loop() {
    let wire = faulty("openidconnect", "discovery-redirect-loop").await;
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let error = client.get(wire.at.discovery.as_ref().unwrap()).send().await.unwrap_err();
    assert!(error.is_redirect());
}

#[tokio::test]
async fn each_error_of_the_authorize_step_comes_back_with_the_state() {
    for manner in Manner::all() {
        for fault in Fault::all_for(manner) {
            let Fault::AuthorizeError(error) = fault else { continue };
            let wire = start(manner.id, |options| options.fault = Some(fault)).await;
            let fields = wire.callback(at_step(&wire, Step::Authorize).await).await;
            assert_eq!(field(&fields, "error"), Some(error.id()), "{}", manner.id);
            assert_eq!(field(&fields, "state"), Some("STATE/+ &="));
            assert_eq!(field(&fields, "code"), None);
        }
    }
}

#[tokio::test]
async fn a_callback_can_come_without_a_code_or_with_another_state() {
    for manner in Manner::all() {
        let fields = faulty(manner.id, "authorize-missing-code").await.login("alice").await;
        assert_eq!((field(&fields, "code"), field(&fields, "error")), (None, None));
        assert_eq!(field(&fields, "state"), Some("STATE/+ &="));
        let fields = faulty(manner.id, "authorize-wrong-state").await.login("alice").await;
        assert!(field(&fields, "code").is_some());
        assert_eq!(field(&fields, "state"), Some("another-state"));
    }
}

#[tokio::test]
async fn each_error_of_the_token_step_has_its_status_and_consumes_nothing() {
    let wire = start("openidconnect", |_| {}).await;
    let code = wire.code().await;
    for fault in Fault::all() {
        let Fault::TokenError(error) = fault else { continue };
        wire.provider.set_fault(Some(fault));
        let answer = wire.exchange(&code).await;
        let status = if error.id() == "invalid_client" { 401 } else { 400 };
        assert_eq!(answer.status().as_u16(), status, "{}", fault.id());
        let body: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        assert_eq!(body["error"], error.id());
    }
    wire.provider.set_fault(None);
    assert_eq!(wire.exchange(&code).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_token_answer_can_lack_a_token() {
    for manner in Manner::all() {
        let token = faulty(manner.id, "token-missing-access_token").await.token("alice").await;
        assert!(token.get("access_token").is_none() && token["token_type"].is_string(), "{}", manner.id);
    }
    let token = faulty("openidconnect", "id_token-missing").await.token("alice").await;
    assert!(token.get("id_token").is_none() && token["access_token"].is_string());
}

/// The claims of an ID token, whoever signed it.
fn claims(token: &Value) -> Value {
    let text = token["id_token"].as_str().unwrap();
    serde_json::from_slice(&unbase64url(text.split('.').nth(1).unwrap())).unwrap()
}

#[tokio::test]
async fn an_id_token_can_be_wrong_in_every_part() {
    let sound = start("openidconnect", |_| {}).await;
    let token = sound.token("alice").await;
    let jwks = sound.document(&sound.at.jwks).await;
    let right = verify(token["id_token"].as_str().unwrap(), &jwks).unwrap();
    assert_eq!(right["iss"], sound.base);
    for (fault, name) in [
        ("id_token-wrong-issuer", "iss"),
        ("id_token-wrong-audience", "aud"),
        ("id_token-expired", "exp"),
        ("id_token-wrong-nonce", "nonce"),
        ("missing-id", "sub"),
        ("missing-email", "email"),
    ] {
        let wire = faulty("openidconnect", fault).await;
        let token = wire.token("alice").await;
        let jwks = wire.document(&wire.at.jwks).await;
        let wrong = verify(token["id_token"].as_str().unwrap(), &jwks).expect("the signature is right");
        assert_ne!(wrong[name], right[name], "{fault}");
        assert!(name != "exp" || wrong["exp"].as_i64() < Some(crate::wire::NOW / 1_000));
    }
    let wire = faulty("openidconnect", "id_token-wrong-signature").await;
    let token = wire.token("alice").await;
    assert_eq!(verify(token["id_token"].as_str().unwrap(), &jwks), Err("another signature"));
    assert_eq!(claims(&token)["sub"], right["sub"]);
    let wire = faulty("openidconnect", "id_token-unsigned").await;
    let token = wire.token("alice").await;
    let text = token["id_token"].as_str().unwrap();
    assert!(text.ends_with('.') && text.starts_with(&base64url(r#"{"alg":"none""#)[..16]));
    let wire = faulty("openidconnect", "jwks-other-keys").await;
    let token = wire.token("alice").await;
    let other = wire.document(&wire.at.jwks).await;
    assert_eq!(verify(token["id_token"].as_str().unwrap(), &other), Err("no such key"));
    assert!(verify(token["id_token"].as_str().unwrap(), &jwks).is_ok());
}

#[tokio::test]
async fn discovery_can_name_another_issuer() {
    let wire = faulty("openidconnect", "discovery-wrong-issuer").await;
    assert_eq!(wire.document(&wire.at.discovery).await["issuer"], "https://issuer.example.com");
}

#[tokio::test]
async fn the_profile_path_can_refuse_a_good_token() {
    for manner in Manner::all().iter().filter(|manner| manner.profile_path.is_some()) {
        for fault in ["userinfo-invalid_token", "userinfo-insufficient_scope"] {
            let wire = faulty(manner.id, fault).await;
            let answer = at_step(&wire, Step::Userinfo).await;
            let error_in_200 = manner.id == "slack";
            assert_eq!(answer.status() == StatusCode::OK, error_in_200, "{} {fault}", manner.id);
            assert!(answer.headers().contains_key("www-authenticate"));
            assert!(
                answer.text().await.unwrap().contains("rror")
                    || manner.id == "twitch"
                    || manner.id == "discord"
                    || manner.id == "github"
                    || manner.id == "twitter"
            );
        }
    }
}

#[tokio::test]
async fn an_identifier_or_an_address_can_be_missing_at_every_provider() {
    for manner in Manner::all().iter().filter(|manner| manner.profile_path.is_some()) {
        let sound = start(manner.id, |_| {}).await;
        let whole = at_step(&sound, Step::Userinfo).await.text().await.unwrap();
        let cut = at_step(&faulty(manner.id, "missing-id").await, Step::Userinfo).await.text().await.unwrap();
        assert!(whole.contains(r#""id":"#) || whole.contains(r#""sub":"#), "{}", manner.id);
        assert!(!cut.contains(r#""id":"#) && !cut.contains(r#""sub":"#), "{cut}");
        let cut =
            at_step(&faulty(manner.id, "missing-email").await, Step::Userinfo).await.text().await.unwrap();
        assert!(!cut.contains(r#""email":"#) && !cut.contains(r#""mail":"#), "{cut}");
    }
    let other = faulty("openidconnect", "userinfo-other-subject").await;
    let token = other.token("alice").await;
    let info: Value = serde_json::from_str(&other.profile(&token).await.text().await.unwrap()).unwrap();
    assert_ne!(info["sub"], claims(&token)["sub"]);
}
