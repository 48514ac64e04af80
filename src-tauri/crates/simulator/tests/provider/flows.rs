//! A whole login with each of the manners.

use desk_simulator::provider::{IdToken, Manner, Person};
use reqwest::StatusCode;
use reqwest::header::ACCEPT;
use serde_json::{Value, json};

use crate::wire::{NOW, field, start, verify, with_es256};

/// What authentik makes of a document: identifier, user name, address and name (`types/*.py`).
fn made_of(manner: &str, info: &Value) -> [Value; 4] {
    let at = |pointer: &str| info.pointer(pointer).cloned().unwrap_or_default();
    let pointers = match manner {
        "apple" => ["/sub", "", "/email", ""],
        "azuread" | "entraid" => ["/id", "/userPrincipalName", "/mail", "/displayName"],
        "discord" => ["/id", "/username", "/email", "/username"],
        "facebook" => ["/id", "/name", "/email", "/name"],
        "github" => ["/id", "/login", "/email", "/name"],
        "gitlab" => ["/id", "/preferred_username", "/email", "/name"],
        "google" => ["/id", "", "/email", "/name"],
        "mailcow" => ["/id", "/full_name", "/email", "/full_name"],
        "patreon" => {
            ["/data/id", "/data/attributes/vanity", "/data/attributes/email", "/data/attributes/full_name"]
        }
        "reddit" => ["/id", "/name", "", "/name"],
        "slack" => ["/sub", "/name", "/email", "/name"],
        "twitch" => ["/sub", "/preferred_username", "/email", "/preferred_username"],
        "twitter" => ["/data/id", "/data/username", "", "/data/name"],
        _ => ["/sub", "/nickname", "/email", "/name"],
    };
    pointers.map(|pointer| if pointer.is_empty() { Value::Null } else { at(pointer) })
}

/// What comes of the person `alice` at each provider, with authentik's default scopes.
fn expected(manner: &str) -> [Value; 4] {
    let (name, email) = (json!("Alice Example"), json!("alice@example.com"));
    match manner {
        "apple" => [json!("000001.000000000000000000000000000f4241.0001"), Value::Null, email, Value::Null],
        "azuread" | "entraid" => [
            json!("00000000-0000-4000-8000-000001000001"),
            json!("alice@example.onmicrosoft.com"),
            email,
            name,
        ],
        "discord" => [json!("80351110221000001"), json!("alice"), email, json!("alice")],
        "facebook" => [json!("10201000001"), name.clone(), email, name],
        "github" => [json!(1_000_001), json!("alice"), email, name],
        // The default profile URL has no id: authentik's issue 16115.
        "gitlab" => [Value::Null, json!("alice"), email, name],
        "google" => [json!("1000001"), Value::Null, email, name],
        "mailcow" => [email.clone(), name.clone(), email, name],
        "patreon" => [json!("1000001"), json!("alice"), email, name],
        "reddit" => [json!("sim1000001"), json!("alice"), Value::Null, json!("alice")],
        "slack" => [json!("U1000001"), name.clone(), email, name],
        // Without the scope user:read:email there is no address.
        "twitch" => [json!("sim-1000001"), json!("alice"), Value::Null, json!("alice")],
        "twitter" => [json!("1000001"), json!("alice"), Value::Null, name],
        _ => [json!("sim-1000001"), json!("alice"), email, name],
    }
}

#[tokio::test]
async fn authentik_logs_in_with_each_of_the_manners() {
    for manner in Manner::all() {
        let wire = start(manner.id, |_| {}).await;
        let callback = wire.login("alice").await;
        assert_eq!(field(&callback, "state"), Some("STATE/+ &="), "{}", manner.id);
        let answer = wire.exchange(field(&callback, "code").unwrap()).await;
        assert_eq!(answer.status(), StatusCode::OK, "{}", manner.id);
        let token: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        let token = if manner.id == "slack" { token["authed_user"].clone() } else { token };
        assert!(token["access_token"].is_string(), "{} {token}", manner.id);
        let info = if wire.at.profile.is_some() {
            let answer = wire.profile(&token).await;
            assert_eq!(answer.status(), StatusCode::OK, "{}", manner.id);
            serde_json::from_str(&answer.text().await.unwrap()).unwrap()
        } else {
            let jwks = wire.document(&wire.at.jwks).await;
            verify(token["id_token"].as_str().unwrap(), &jwks).unwrap()
        };
        assert_eq!(made_of(manner.id, &info), expected(manner.id), "{} {info}", manner.id);
    }
}

#[tokio::test]
async fn everybody_can_log_in_everywhere() {
    for manner in Manner::all() {
        let wire = start(manner.id, |_| {}).await;
        for person in Person::ALL {
            let token = wire.token(person.id()).await;
            if wire.at.profile.is_some() {
                let answer = wire.profile(&token).await;
                assert_eq!(answer.status(), StatusCode::OK, "{} {}", manner.id, person.id());
            }
        }
    }
}

#[tokio::test]
async fn an_id_token_verifies_against_the_published_keys() {
    for manner in Manner::all().iter().filter(|manner| manner.id_token != IdToken::Never) {
        for es256 in [false, true] {
            let wire = start(manner.id, |options| {
                if es256 {
                    with_es256(options);
                }
            })
            .await;
            let mut parameters = wire.authorize_parameters();
            parameters.push(("nonce", "NONCE"));
            if manner.id == "google" {
                parameters
                    .iter_mut()
                    .filter(|(name, _)| *name == "scope")
                    .for_each(|scope| scope.1 = "openid email");
            }
            let page = wire.authorize(&parameters).await;
            let decided = wire.decide(&page, "person=alice").await;
            let callback = wire.callback(decided).await;
            let answer = wire.exchange(field(&callback, "code").unwrap()).await;
            let token: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
            let discovery = wire.document(&wire.at.discovery).await;
            assert_eq!(discovery["jwks_uri"].as_str(), wire.at.jwks.as_deref());
            let jwks = wire.document(&wire.at.jwks).await;
            let id_token = token["id_token"].as_str().unwrap();
            let claims = verify(id_token, &jwks).unwrap();
            assert_eq!(wire.provider.keys().unwrap().verify(id_token), Some(claims.clone()));
            assert_eq!(claims["iss"], discovery["issuer"], "{}", manner.id);
            assert_eq!(claims["aud"], wire.client_id());
            assert_eq!(claims["nonce"], "NONCE");
            assert_eq!(claims["iat"], NOW / 1_000);
            assert_eq!(claims["exp"], NOW / 1_000 + 3_600);
            assert!(claims["sub"].is_string());
        }
    }
}

#[tokio::test]
async fn discovery_names_every_endpoint_and_is_where_the_issuer_says() {
    for manner in Manner::all().iter().filter(|manner| manner.discovery_path().is_some()) {
        let wire = start(manner.id, |_| {}).await;
        let document = wire.document(&wire.at.discovery).await;
        let issuer = document["issuer"].as_str().unwrap();
        assert_eq!(
            wire.at.discovery.as_deref(),
            Some(format!("{issuer}/.well-known/openid-configuration").as_str())
        );
        assert_eq!(document["authorization_endpoint"], wire.at.authorization);
        assert_eq!(document["token_endpoint"], wire.at.token);
        assert_eq!(document["userinfo_endpoint"].is_string(), wire.at.profile.is_some());
        assert!(document["response_types_supported"].as_array().unwrap().contains(&json!("code")));
    }
}

#[tokio::test]
async fn a_refresh_token_brings_a_new_access_token_where_the_provider_has_one() {
    for (manner, has) in [
        ("gitlab", true),
        ("discord", true),
        ("reddit", true),
        ("openidconnect", false),
        ("github", false),
        ("google", false),
        ("apple", true),
    ] {
        let wire = start(manner, |_| {}).await;
        let token = wire.token("alice").await;
        let Some(refresh_token) = token["refresh_token"].as_str() else {
            assert!(!has, "{manner}");
            continue;
        };
        assert!(has, "{manner}");
        let fields = vec![("grant_type", "refresh_token"), ("refresh_token", refresh_token)];
        let answer = wire.send_token(fields).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let fresh: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        assert_ne!(fresh["access_token"], token["access_token"]);
        if wire.at.profile.is_some() {
            assert_ne!(wire.profile(&token).await.status(), StatusCode::OK, "{manner}: the old one ends");
            assert_eq!(wire.profile(&fresh).await.status(), StatusCode::OK);
        }
    }
}

#[tokio::test]
async fn github_answers_a_form_unless_json_is_asked_for_and_lists_addresses_apart() {
    let wire = start("github", |_| {}).await;
    let code = wire.code().await;
    let fields = crate::wire::encoded(&[
        ("client_id", "CLIENT"),
        ("client_secret", crate::wire::SECRET),
        ("code", &code),
        ("redirect_uri", crate::wire::CALLBACK),
        ("grant_type", "authorization_code"),
    ]);
    let answer = wire.post(&wire.at.token, &fields).await.text().await.unwrap();
    assert!(
        answer.starts_with("access_token=") && answer.contains("scope=read%3Auser%2Cuser%3Aemail"),
        "{answer}"
    );
    let token = wire.token("private-email").await;
    let info: Value = serde_json::from_str(&wire.profile(&token).await.text().await.unwrap()).unwrap();
    assert_eq!(info["email"], Value::Null);
    let emails = wire.read(&format!("{}/emails", wire.at.profile.as_ref().unwrap()), &token).await;
    let emails: Value = serde_json::from_str(&emails.text().await.unwrap()).unwrap();
    assert_eq!(emails[1]["email"], "carol@example.com");
}

#[tokio::test]
async fn quirks_of_single_providers_are_kept() {
    let entra = start("entraid", |_| {}).await;
    let token = entra.token("alice").await;
    let groups = entra.read(&format!("{}/v1.0/me/memberOf", entra.base), &token).await;
    assert!(groups.text().await.unwrap().contains("#microsoft.graph.group"));

    let gitlab = start("gitlab", |_| {}).await;
    let token = gitlab.token("alice").await;
    let user = gitlab.read(&format!("{}/api/v4/user", gitlab.base), &token).await;
    assert!(user.text().await.unwrap().contains(r#""id":1000001"#));

    let reddit = start("reddit", |_| {}).await;
    let token = reddit.token("alice").await;
    let bearer = format!("bearer {}", token["access_token"].as_str().unwrap());
    let nameless = reddit.client.get(reddit.at.profile.as_ref().unwrap()).header("authorization", bearer);
    assert_eq!(nameless.send().await.unwrap().status(), StatusCode::TOO_MANY_REQUESTS);

    let twitch = start("twitch", |_| {}).await;
    let token = twitch.token("alice").await;
    assert_eq!(token["scope"], json!(["openid"]));
    let bearer = format!("bearer {}", token["access_token"].as_str().unwrap());
    let small = twitch.client.get(twitch.at.profile.as_ref().unwrap()).header("authorization", bearer);
    let small = small.header(ACCEPT, "application/json").send().await.unwrap();
    assert_eq!(small.status(), StatusCode::UNAUTHORIZED, "Twitch wants Bearer with a capital");

    let apple = start("apple", |_| {}).await;
    let callback = apple.login("alice").await;
    let user: Value = serde_json::from_str(field(&callback, "user").unwrap()).unwrap();
    assert_eq!(user["name"], json!({"firstName": "Alice", "lastName": "Example"}));
    let page = apple.authorize(&[
        ("client_id", "com.example.login"),
        ("redirect_uri", crate::wire::CALLBACK),
        ("response_type", "code"),
        ("scope", "email"),
    ]);
    let fields = apple.callback(page.await).await;
    assert_eq!(field(&fields, "error"), Some("invalid_request"), "a scope wants form_post");

    let slack = start("slack", |_| {}).await;
    let answer = slack.exchange(&slack.code().await).await;
    let token: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
    assert!(token.get("access_token").is_none());
    assert_eq!(token["authed_user"]["scope"], "openid,email,profile");
}

#[tokio::test]
async fn a_public_client_needs_a_challenge_and_no_secret() {
    let wire = start("openidconnect", |options| options.client.secret = None).await;
    let token = wire.token("alice").await;
    assert!(token["id_token"].is_string());
    let bare = wire.authorize(&[
        ("client_id", "CLIENT"),
        ("redirect_uri", crate::wire::CALLBACK),
        ("response_type", "code"),
        ("scope", "openid"),
    ]);
    let fields = wire.callback(bare.await).await;
    assert_eq!(field(&fields, "error"), Some("invalid_request"));
}

#[tokio::test]
async fn a_callback_can_be_delivered_to_a_listener_of_this_computer() {
    let deliver = |options: &mut desk_simulator::provider::Options| {
        options.deliver_to = Some("http://127.0.0.1:9/prefix/".to_owned());
    };
    let wire = start("discord", deliver).await;
    let page = wire.authorize(&wire.authorize_parameters()).await;
    let decided = wire.decide(&page, "person=alice").await;
    let location = decided.headers()["location"].to_str().unwrap();
    assert!(
        location.starts_with("http://127.0.0.1:9/prefix/source/oauth/callback/example/?code="),
        "{location}"
    );
    // The exchange still names the registered address.
    let code = url::Url::parse(location).unwrap().query_pairs().next().unwrap().1.into_owned();
    assert_eq!(wire.exchange(&code).await.status(), StatusCode::OK);
}
