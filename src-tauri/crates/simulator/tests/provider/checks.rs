//! What a provider refuses, and how.

use desk_simulator::SimulatorError;
use desk_simulator::provider::{Manner, Pkce, Provider, ProviderError};
use reqwest::header::{CONTENT_SECURITY_POLICY, LOCATION};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::wire::{CALLBACK, CHALLENGE, SECRET, VERIFIER, apple_secret, encoded, field, options, start};

fn without(parameters: &[(&'static str, &'static str)], name: &str) -> Vec<(&'static str, &'static str)> {
    parameters.iter().copied().filter(|(known, _)| *known != name).collect()
}

fn with(
    parameters: &[(&'static str, &'static str)],
    name: &'static str,
    value: &'static str,
) -> Vec<(&'static str, &'static str)> {
    let mut changed = without(parameters, name);
    changed.push((name, value));
    changed
}

#[tokio::test]
async fn a_wrong_client_or_redirect_uri_shows_a_page_and_never_redirects() {
    for manner in Manner::all() {
        let wire = start(manner.id, |_| {}).await;
        let good = wire.authorize_parameters();
        for (parameters, says) in [
            (with(&good, "client_id", "OTHER"), "invalid_client"),
            (without(&good, "client_id"), "invalid_client"),
            (without(&good, "redirect_uri"), "redirect_uri_mismatch"),
            // Without its slash, in another case, with a query, on another host.
            (
                with(&good, "redirect_uri", "https://auth.example.com/source/oauth/callback/example"),
                "redirect_uri_mismatch",
            ),
            (
                with(&good, "redirect_uri", "https://AUTH.example.com/source/oauth/callback/example/"),
                "redirect_uri_mismatch",
            ),
            (
                with(&good, "redirect_uri", "https://auth.example.com/source/oauth/callback/example/?a"),
                "redirect_uri_mismatch",
            ),
            (with(&good, "redirect_uri", "https://evil.example/"), "redirect_uri_mismatch"),
        ] {
            let answer = wire.authorize(&parameters).await;
            assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{} {parameters:?}", manner.id);
            assert!(answer.headers().get(LOCATION).is_none());
            let page = answer.text().await.unwrap();
            assert!(page.contains(says) && !page.contains("<script") && !page.contains("<form"), "{page}");
        }
        let mut twice = good.clone();
        twice.push(("redirect_uri", "https://evil.example/"));
        let answer = wire.authorize(&twice).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{}", manner.id);
        assert!(answer.headers().get(LOCATION).is_none());
    }
}

#[tokio::test]
async fn other_mistakes_go_back_to_the_client_with_its_state() {
    let wire = start("openidconnect", |_| {}).await;
    let good = wire.authorize_parameters();
    for (parameters, error) in [
        (without(&good, "response_type"), "invalid_request"),
        (with(&good, "response_type", "token"), "unsupported_response_type"),
        (with(&good, "response_mode", "fragment"), "invalid_request"),
        (with(&good, "scope", "openid unheard-of"), "invalid_scope"),
        (with(&good, "code_challenge", "short"), "invalid_request"),
        (with(&good, "prompt", "none"), "login_required"),
    ] {
        let fields = wire.callback(wire.authorize(&parameters).await).await;
        assert_eq!(field(&fields, "error"), Some(error), "{parameters:?}");
        assert_eq!(field(&fields, "state"), Some("STATE/+ &="));
        assert_eq!(field(&fields, "code"), None);
    }
    let fields = wire.callback(
        wire.authorize(&with(&without(&good, "response_type"), "response_mode", "form_post")).await,
    );
    assert_eq!(field(&fields.await, "error"), Some("invalid_request"), "errors come by form as well");
}

#[tokio::test]
async fn a_person_can_refuse_and_decides_once() {
    let wire = start("openidconnect", |_| {}).await;
    let page = wire.authorize(&wire.authorize_parameters()).await;
    let policy = page.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    assert!(policy.contains("form-action 'self' https://auth.example.com;"), "{policy}");
    let refused = wire.decide(&page, "action=deny").await;
    let fields = wire.callback(refused).await;
    assert_eq!(field(&fields, "error"), Some("access_denied"));
    assert_eq!(wire.decide(&page, "person=alice").await.status(), StatusCode::NOT_FOUND);
    let page = wire.authorize(&wire.authorize_parameters()).await;
    for nonsense in ["", "person=mallory", "action=allow", "person=alice&action=deny"] {
        assert_eq!(wire.decide(&page, nonsense).await.status(), StatusCode::BAD_REQUEST, "{nonsense}");
    }
    assert_eq!(wire.decide(&page, "person=alice").await.status(), StatusCode::SEE_OTHER);
}

/// The form of a good exchange with the secret in it, and changes to it.
async fn refusal(wire: &crate::wire::Wire, fields: &[(&str, &str)]) -> (StatusCode, Value) {
    let answer = wire.post(&wire.at.token, &encoded(fields)).await;
    let status = answer.status();
    (status, serde_json::from_str(&answer.text().await.unwrap()).unwrap())
}

#[tokio::test]
async fn an_exchange_is_checked_in_every_part() {
    let wire = start("openidconnect", |_| {}).await;
    let code = wire.code().await;
    let good = [
        ("client_id", "CLIENT"),
        ("client_secret", SECRET),
        ("code", code.as_str()),
        ("redirect_uri", CALLBACK),
        ("grant_type", "authorization_code"),
    ];
    let changed = |name: &str, value: Option<&'static str>| -> Vec<(&str, &str)> {
        let kept = good.iter().copied().filter(|(known, _)| *known != name);
        kept.chain(
            good.iter()
                .filter(|(known, _)| *known == name)
                .filter_map(|(known, _)| value.map(|value| (*known, value))),
        )
        .collect()
    };
    for (fields, status, error) in [
        (changed("client_id", None), 401, "invalid_client"),
        (changed("client_id", Some("OTHER")), 401, "invalid_client"),
        (changed("client_secret", None), 401, "invalid_client"),
        (changed("client_secret", Some("wrong")), 401, "invalid_client"),
        (changed("grant_type", None), 400, "invalid_request"),
        (changed("grant_type", Some("password")), 400, "unsupported_grant_type"),
        (changed("code", None), 400, "invalid_request"),
        (changed("code", Some("OTHER")), 400, "invalid_grant"),
        (changed("redirect_uri", None), 400, "invalid_grant"),
        (changed("redirect_uri", Some("https://evil.example/")), 400, "invalid_grant"),
        ([&good[..], &[("code_verifier", VERIFIER)]].concat(), 400, "invalid_grant"),
        ([&good[..], &[("code", "again")]].concat(), 400, "invalid_request"),
    ] {
        let (found, body) = refusal(&wire, &fields).await;
        assert_eq!((found.as_u16(), body["error"].as_str()), (status, Some(error)), "{fields:?} {body}");
    }
    let both = wire.client.post(&wire.at.token).basic_auth("CLIENT", Some(SECRET));
    let both = both.header("content-type", "application/x-www-form-urlencoded").body(encoded(&good));
    assert_eq!(both.send().await.unwrap().status(), StatusCode::BAD_REQUEST);
    assert_eq!(wire.get(&wire.at.token).await.status(), StatusCode::METHOD_NOT_ALLOWED);

    let (status, token) = refusal(&wire, &good).await;
    assert_eq!(status, StatusCode::OK, "none of that consumed the code: {token}");
    assert_eq!(wire.profile(&token).await.status(), StatusCode::OK);
    let (status, body) = refusal(&wire, &good).await;
    assert_eq!((status, &body["error"]), (StatusCode::BAD_REQUEST, &json!("invalid_grant")));
    let profile = wire.profile(&token).await;
    assert_eq!(profile.status(), StatusCode::UNAUTHORIZED, "a code that comes twice takes its token back");
    assert_eq!(profile.headers()["www-authenticate"], "Bearer error=\"invalid_token\"");
}

#[tokio::test]
async fn a_secret_in_a_header_may_be_encoded_as_the_rfc_wants_it_or_plain() {
    let wire = start("openidconnect", |_| {}).await;
    let encoded_secret: String = url::form_urlencoded::byte_serialize(SECRET.as_bytes()).collect();
    for (secret, status) in [
        (SECRET, StatusCode::OK),
        (encoded_secret.as_str(), StatusCode::OK),
        ("wrong", StatusCode::UNAUTHORIZED),
    ] {
        let code = wire.code().await;
        let form =
            encoded(&[("code", &code), ("redirect_uri", CALLBACK), ("grant_type", "authorization_code")]);
        let request = wire.client.post(&wire.at.token).basic_auth("CLIENT", Some(secret)).body(form);
        let answer =
            request.header("content-type", "application/x-www-form-urlencoded").send().await.unwrap();
        assert_eq!(answer.status(), status);
        assert_eq!(answer.headers().contains_key("www-authenticate"), status == StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn each_provider_takes_the_secret_only_where_it_wants_it() {
    for (manner, in_header) in
        [("facebook", true), ("twitch", true), ("patreon", true), ("reddit", false), ("twitter", false)]
    {
        let wire = start(manner, |_| {}).await;
        let code = wire.code().await;
        let mut fields = vec![
            ("code", code.as_str()),
            ("redirect_uri", CALLBACK),
            ("grant_type", "authorization_code"),
            ("code_verifier", VERIFIER),
        ];
        if !in_header {
            fields.extend([("client_id", "CLIENT"), ("client_secret", SECRET)]);
        }
        let mut request = wire.client.post(&wire.at.token).header("user-agent", "test");
        if in_header {
            request = request.basic_auth("CLIENT", Some(SECRET));
        }
        let request =
            request.header("content-type", "application/x-www-form-urlencoded").body(encoded(&fields));
        let answer = request.send().await.unwrap().text().await.unwrap();
        assert!(!answer.contains("access_token"), "{manner} {answer}");
    }
}

#[tokio::test]
async fn only_the_right_verifier_fits() {
    for (method, challenge) in [("S256", CHALLENGE), ("plain", VERIFIER)] {
        for (verifier, fits) in [
            (Some(VERIFIER), true),
            (Some("EBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), false),
            (Some(""), false),
            (None, false),
        ] {
            let wire = start("openidconnect", |_| {}).await;
            let mut parameters = wire.authorize_parameters();
            parameters.extend([("code_challenge", challenge), ("code_challenge_method", method)]);
            let decided = wire.decide(&wire.authorize(&parameters).await, "person=alice").await;
            let callback = wire.callback(decided).await;
            let mut fields = vec![
                ("code", field(&callback, "code").unwrap()),
                ("redirect_uri", CALLBACK),
                ("grant_type", "authorization_code"),
            ];
            fields.extend(verifier.map(|verifier| ("code_verifier", verifier)));
            let answer = wire.send_token(fields).await;
            assert_eq!(answer.status() == StatusCode::OK, fits, "{method} {verifier:?}");
            assert_eq!(answer.text().await.unwrap().contains("invalid_grant"), !fits);
        }
    }
    // Twitter wants S256, and a provider can be told to.
    for (manner, pkce) in [("twitter", None), ("github", Some(Pkce::RequiredS256))] {
        let wire = start(manner, |options| options.pkce = pkce).await;
        let mut parameters = without(&wire.authorize_parameters(), "code_challenge");
        parameters.retain(|(name, _)| *name != "code_challenge_method");
        let fields = wire.callback(wire.authorize(&parameters).await).await;
        assert_eq!(field(&fields, "error"), Some("invalid_request"));
    }
}

#[tokio::test]
async fn apples_client_secret_has_to_be_a_good_token() {
    let wire = start("apple", |_| {}).await;
    let seconds = crate::wire::NOW / 1_000;
    for (change, good) in [
        (json!({}), true),
        (json!({"aud": wire.base}), true),
        (json!({"iss": "OTHERTEAM1"}), false),
        (json!({"sub": "com.example.other"}), false),
        (json!({"aud": "https://example.com"}), false),
        (json!({"kid": "OTHERKEY01"}), false),
        (json!({"alg": "none"}), false),
        (json!({"exp": seconds}), false),
        (json!({"exp": seconds + 16_000_000}), false),
    ] {
        let code = wire.code().await;
        let secret = apple_secret(change.clone());
        let fields = [
            ("client_id", "com.example.login"),
            ("client_secret", secret.as_str()),
            ("code", &code),
            ("redirect_uri", CALLBACK),
            ("grant_type", "authorization_code"),
        ];
        let (status, body) = refusal(&wire, &fields).await;
        assert_eq!(status == StatusCode::OK, good, "{change}");
        assert_eq!(body["error"] == "invalid_client", !good, "{body}");
        let broken = format!("{}AA", &secret[..secret.len() - 2]);
        let fields =
            [("client_id", "com.example.login"), ("client_secret", broken.as_str()), ("grant_type", "x")];
        assert_eq!(refusal(&wire, &fields).await.1["error"], "invalid_client");
    }
}

#[tokio::test]
async fn errors_have_each_providers_own_form() {
    for (manner, status, pointer, value) in [
        ("openidconnect", 401, "/error", json!("invalid_token")),
        ("entraid", 401, "/error/code", json!("InvalidAuthenticationToken")),
        ("discord", 401, "/message", json!("401: Unauthorized")),
        ("facebook", 400, "/error/type", json!("OAuthException")),
        ("github", 401, "/message", json!("Bad credentials")),
        ("google", 401, "/error/status", json!("UNAUTHENTICATED")),
        ("patreon", 401, "/errors/0/code_name", json!("Unauthorized")),
        ("reddit", 401, "/error", json!(401)),
        ("slack", 200, "/error", json!("invalid_auth")),
        ("twitch", 401, "/status", json!(401)),
        ("twitter", 401, "/title", json!("Unauthorized")),
    ] {
        let wire = start(manner, |_| {}).await;
        let answer = wire.profile(&json!({"access_token": "wrong", "token_type": "Bearer"})).await;
        assert_eq!(answer.status().as_u16(), status, "{manner}");
        let body: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        assert_eq!(body.pointer(pointer), Some(&value), "{manner} {body}");
    }
    for (manner, status, pointer, value) in [
        ("github", 200, "/error", json!("invalid_grant")),
        ("reddit", 200, "/error", json!("invalid_grant")),
        ("slack", 200, "/error", json!("invalid_code")),
        ("facebook", 400, "/error/code", json!(100)),
        ("twitch", 400, "/status", json!(400)),
        ("google", 400, "/error", json!("invalid_grant")),
    ] {
        let wire = start(manner, |_| {}).await;
        let answer = wire.exchange("unknown").await;
        assert_eq!(answer.status().as_u16(), status, "{manner}");
        let body: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        assert_eq!(body.pointer(pointer), Some(&value), "{manner} {body}");
    }
}

#[tokio::test]
async fn only_this_address_and_this_origin_are_answered() {
    let wire = start("openidconnect", |_| {}).await;
    let page = wire.authorize(&wire.authorize_parameters()).await;
    let login = page.headers()["x-simulator-login"].to_str().unwrap();
    let ask = |method: Method, path: String, header: &'static str, value: &'static str| {
        let request = wire.client.request(method, format!("{}{path}", wire.base)).header(header, value);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        async move { request.body("person=alice").send().await.unwrap().status() }
    };
    for path in ["/authorize", "/token", "/userinfo", "/.well-known/openid-configuration", "/jwks"] {
        let status = ask(Method::POST, path.to_owned(), "host", "evil.test").await;
        assert_eq!(status, StatusCode::MISDIRECTED_REQUEST, "{path}");
    }
    for origin in ["https://evil.test", "null", "http://127.0.0.1:1"] {
        let status = ask(Method::POST, format!("/__sim/logins/{login}"), "origin", origin).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{origin}");
    }
    assert_eq!(wire.decide(&page, "person=alice").await.status(), StatusCode::SEE_OTHER);
    assert!(wire.get(&wire.at.token).await.headers().get("access-control-allow-origin").is_none());
}

#[tokio::test]
async fn what_is_too_large_is_refused_and_a_stop_closes_every_connection() {
    let wire = start("openidconnect", |_| {}).await;
    let large = format!("code={}", "A".repeat(65 * 1_024));
    assert_eq!(wire.post(&wire.at.token, &large).await.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let authority = wire.base.strip_prefix("http://").unwrap().to_owned();
    let mut idle = TcpStream::connect(&authority).await.unwrap();
    idle.write_all(b"GET /jwks HTTP/1.1\r\n").await.unwrap();
    wire.provider.stop().await;
    let mut rest = Vec::new();
    // An end or a reset: either way it is over.
    let _ = idle.read_to_end(&mut rest).await;
    assert!(rest.is_empty());
    assert!(TcpStream::connect(&authority).await.is_err());
}

#[tokio::test]
async fn a_provider_does_not_start_where_it_must_not() {
    let mut wide = options("openidconnect");
    wide.listen = "0.0.0.0:0".parse().unwrap();
    let refused = Provider::start(wide).await.err();
    assert!(matches!(refused, Some(ProviderError::Listen(SimulatorError::NotLoopback { .. }))));
    let mut elsewhere = options("openidconnect");
    elsewhere.deliver_to = Some("http://example.com".to_owned());
    let refused = Provider::start(elsewhere).await.err();
    assert!(matches!(refused, Some(ProviderError::Listen(SimulatorError::DeliverTo))));
    let mut apple = options("apple");
    apple.client.secret = Some(desk_simulator::SimulatorSecret::new("no key"));
    assert!(matches!(Provider::start(apple).await.err(), Some(ProviderError::AppleKey)));
    let taken = start("discord", |_| {}).await;
    let mut second = options("discord");
    second.listen = taken.base.strip_prefix("http://").unwrap().parse().unwrap();
    let refused = Provider::start(second).await.err();
    assert!(matches!(refused, Some(ProviderError::Listen(SimulatorError::Listen { .. }))));
}

#[tokio::test]
async fn slow_clients_keep_nobody_out_and_a_head_without_end_is_cut_off() {
    let wire = start("openidconnect", |_| {}).await;
    let authority = wire.base.strip_prefix("http://").unwrap().to_owned();
    let mut slow = Vec::new();
    for _ in 0..300 {
        let mut stream = TcpStream::connect(&authority).await.unwrap();
        stream.write_all(b"GET /jwks HTTP/1.1\r\n").await.unwrap();
        slow.push(stream);
    }
    assert_eq!(wire.get(wire.at.jwks.as_ref().unwrap()).await.status(), StatusCode::OK);
    let mut endless = TcpStream::connect(&authority).await.unwrap();
    let head = format!("GET /jwks HTTP/1.1\r\nHost: {authority}\r\nX: {}", "A".repeat(20_000));
    let _ = endless.write_all(head.as_bytes()).await;
    let mut rest = Vec::new();
    // An end, a reset or an error page: the connection does not stay.
    let _ = endless.read_to_end(&mut rest).await;
    assert!(!String::from_utf8_lossy(&rest).starts_with("HTTP/1.1 200"));
}
