//! Every OAuth type but WeChat: what is sent, who the user is, what authentik would store.

use desk_login::StepName;
use desk_login::compare::{StepVerdict, compare};
use desk_model::request;
use desk_simulator::provider::{Algorithm, Manner, Person};
use serde_json::{Value, json};

use crate::provider::{Play, Played, SECRET, apple_p8};

/// What `facts` of authentik's types name for a person with everything: identifier, user name, address, name.
const STORED: [(&str, &str, Option<&str>, &str, &str); 16] = [
    ("apple", "000001.000000000000000000000000000f4241.0001", None, "alice@example.com", ""),
    (
        "azuread",
        "00000000-0000-4000-8000-000001000001",
        Some("alice@example.onmicrosoft.com"),
        "alice@example.com",
        "Alice Example",
    ),
    ("discord", "80351110221000001", Some("alice"), "alice@example.com", "alice"),
    (
        "entraid",
        "00000000-0000-4000-8000-000001000001",
        Some("alice@example.onmicrosoft.com"),
        "alice@example.com",
        "Alice Example",
    ),
    ("facebook", "10201000001", Some("Alice Example"), "alice@example.com", "Alice Example"),
    ("github", "1000001", Some("alice"), "alice@example.com", "Alice Example"),
    ("gitlab", "1000001", None, "alice@example.com", "Alice Example"),
    ("google", "1000001", None, "alice@example.com", "Alice Example"),
    ("mailcow", "alice@example.com", Some("Alice Example"), "alice@example.com", "Alice Example"),
    ("okta", "sim-1000001", Some("alice"), "alice@example.com", "Alice Example"),
    ("openidconnect", "sim-1000001", Some("alice"), "alice@example.com", "Alice Example"),
    ("patreon", "1000001", Some("alice"), "alice@example.com", "Alice Example"),
    ("reddit", "sim1000001", Some("alice"), "", "alice"),
    ("slack", "U1000001", Some("Alice Example"), "alice@example.com", "Alice Example"),
    ("twitch", "sim-1000001", Some("alice"), "", "alice"),
    ("twitter", "1000001", Some("alice"), "", "Alice Example"),
];

fn play(provider_type: &str) -> Play {
    let play = Play::of(provider_type);
    match provider_type {
        // Its own profile URL has no `id`; this is the one that works.
        "gitlab" => play.with("profile_url", "https://gitlab.com/api/v4/user"),
        // They have none of their own.
        "mailcow" | "okta" | "openidconnect" => play.with("profile_url", "https://id.example.com/userinfo"),
        _ => play,
    }
}

#[tokio::test]
async fn every_type_ends_with_the_user_that_authentik_would_store() {
    assert_eq!(
        STORED.map(|(id, ..)| id).to_vec(),
        Manner::all().iter().map(|manner| manner.id).collect::<Vec<_>>()
    );
    for (id, identifier, username, email, name) in STORED {
        let played = play(id).quietly().await;
        assert!(played.went_well(), "{id}: {:?}", played.problem());
        assert_eq!(played.transcript.identifier.as_deref(), Some(identifier), "{id}");
        let properties = played.transcript.properties.as_ref().unwrap();
        let mut expected = json!({
            "name": name, "email": email, "path": format!("goauthentik.io/sources/{id}"), "type": "external",
            "attributes": {"goauthentik.io/user/sources": ["Example"]},
        });
        if let Some(username) = username {
            expected["username"] = json!(username);
        }
        if matches!(id, "okta" | "openidconnect") {
            expected["groups"] = json!(["Everyone", "staff"]);
        }
        assert_eq!(properties, &expected, "{id}");
        assert_eq!(played.note("username-asked").is_some(), username.is_none(), "{id}");
        assert_eq!(played.note("no-email").is_some(), email.is_empty(), "{id}");
    }
}

#[tokio::test]
async fn what_is_sent_is_what_the_preview_shows() {
    for (id, ..) in STORED {
        let play = play(id);
        let callback = format!("https://auth.example.com/source/oauth/callback/{id}/");
        let shown = request::preview(&play.draft, &callback);
        let played = play.quietly().await;
        for (step, name) in
            [(StepName::Authorize, "authorize"), (StepName::Token, "token"), (StepName::Userinfo, "userinfo")]
        {
            let sent = played.step(step).and_then(|step| step.request.as_ref());
            let shown = shown.iter().find(|request| request.name == name);
            assert_eq!(sent.is_some(), shown.is_some(), "{id} {name}");
            let (Some(sent), Some(shown)) = (sent, shown) else { continue };
            assert_eq!(sent.method, shown.method);
            assert_eq!(parameters(&sent.url), parameters(&shown.url), "{id} {name}");
            let body = sent.body.as_deref().unwrap_or_default();
            let names: Vec<&str> = shown.body.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(parameters(&format!("?{body}")), names, "{id} {name}");
            for (header, _) in &shown.headers {
                assert!(sent.headers.iter().any(|(name, _)| name == header), "{id} {name} {header}");
            }
        }
    }
}

fn parameters(url: &str) -> Vec<String> {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split('=').next().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn two_logins_that_went_the_same_way_have_no_difference() {
    for (id, ..) in STORED {
        let (one, other) = (play(id).quietly().await, Play { seed: 1000, ..play(id) }.quietly().await);
        assert_ne!(one.transcript, other.transcript, "{id}: nothing was drawn by lot");
        for step in compare(&one.transcript.steps, &other.transcript.steps) {
            assert_eq!(step.verdict, StepVerdict::Same, "{id}: {step:#?}");
        }
    }
    let refused = Play::fault("github", "token-invalid_grant").quietly().await;
    let whole = compare(&refused.transcript.steps, &play("github").quietly().await.transcript.steps);
    assert!(whole.iter().any(|step| step.verdict == StepVerdict::Differs));
    assert!(whole.iter().any(|step| step.verdict == StepVerdict::OnlyB));
}

#[tokio::test]
async fn github_is_asked_for_addresses_only_if_the_profile_has_none() {
    assert!(Play::of("github").quietly().await.step(StepName::Emails).is_none());
    let private = Play { person: Person::PrivateEmail, ..Play::of("github") }.quietly().await;
    assert_eq!(email(&private), "carol@example.com");
    assert!(private.step(StepName::Emails).unwrap().request.as_ref().unwrap().url.contains("/user/emails?"));
    // Without the scope the list is empty, and authentik goes on without an address.
    let without =
        Play { person: Person::PrivateEmail, ..Play::of("github") }.with("additional_scopes", "*read:user");
    assert_eq!(email(&without.quietly().await), "");
}

fn email(played: &Played) -> &Value {
    &played.transcript.properties.as_ref().unwrap()["email"]
}

#[tokio::test]
async fn microsoft_is_asked_for_groups_only_with_the_scope_for_them() {
    let scope = "https://graph.microsoft.com/GroupMember.Read.All";
    for id in ["azuread", "entraid"] {
        assert!(Play::of(id).quietly().await.step(StepName::Groups).is_none());
        let played = Play::of(id).with("additional_scopes", scope).quietly().await;
        assert_eq!(played.transcript.properties.as_ref().unwrap()["groups"], json!(["Everyone"]));
    }
}

#[tokio::test]
async fn without_a_profile_url_the_id_token_is_read_once_it_is_checked() {
    for algorithm in [Algorithm::Rs256, Algorithm::Es256] {
        for id in ["openidconnect", "okta"] {
            let played = Play { has_profile: false, algorithm, ..Play::of(id) }.quietly().await;
            assert!(played.went_well(), "{id} {algorithm:?}: {:?}", played.problem());
            assert_eq!(played.transcript.identifier.as_deref(), Some("sim-1000001"));
            assert!(played.step(StepName::Userinfo).unwrap().request.is_none());
            assert!(played.note("id-token-claims").unwrap().subjects[0].contains("sim-1000001"));
        }
    }
}

#[tokio::test]
async fn pkce_is_sent_as_the_source_says() {
    for (id, method, sent) in [
        ("openidconnect", "none", None),
        ("openidconnect", "plain", Some("plain")),
        ("openidconnect", "S256", Some("S256")),
        ("twitter", "", Some("S256")),
    ] {
        let play = if method.is_empty() { Play::of(id) } else { Play::of(id).with("pkce", method) };
        let played = play.quietly().await;
        assert!(played.went_well(), "{id} {method}: {:?}", played.problem());
        let url = &played.step(StepName::Authorize).unwrap().request.as_ref().unwrap().url;
        assert_eq!(url.contains("code_challenge="), sent.is_some(), "{url}");
        assert!(sent.is_none_or(|sent| url.contains(&format!("code_challenge_method={sent}"))));
        let body = played.step(StepName::Token).unwrap().request.as_ref().unwrap().body.clone().unwrap();
        assert_eq!(body.contains("code_verifier="), sent.is_some(), "{body}");
    }
}

#[tokio::test]
async fn client_and_secret_go_where_the_source_says() {
    for (method, in_header) in [("basic_auth", true), ("post_body", false)] {
        let played = Play::of("openidconnect").with("authorization_code_auth_method", method).quietly().await;
        assert!(played.went_well());
        let request = played.step(StepName::Token).unwrap().request.as_ref().unwrap();
        assert_eq!(request.headers.iter().any(|(name, _)| name == "Authorization"), in_header);
        assert_eq!(request.body.as_ref().unwrap().contains("client_secret="), !in_header);
    }
}

#[tokio::test]
async fn nothing_secret_is_told() {
    for (id, ..) in STORED {
        let played = play(id).with_pkce().quietly().await;
        let told = played.told();
        let key = apple_p8();
        let first_line = key.lines().nth(1).unwrap();
        for secret in
            [SECRET, first_line, "Basic Y2xp", "Bearer ey", "id_token\\\":\\\"ey", "code_verifier=A"]
        {
            assert!(!told.contains(secret), "{id}: {secret}\n{told}");
        }
    }
}

impl Play {
    fn with_pkce(self) -> Play {
        if self.draft.source_type == "openidconnect" { self.with("pkce", "S256") } else { self }
    }
}

#[tokio::test]
async fn people_with_little_to_tell_are_noticed() {
    for (person, note) in [
        (Person::NoEmail, "no-email"),
        (Person::NoUsername, "username-asked"),
        (Person::LongUsername, "username-too-long"),
    ] {
        let played = Play { person, ..Play::of("openidconnect") }.quietly().await;
        assert!(played.went_well() && played.note(note).is_some(), "{person:?}");
    }
    let played = Play { person: Person::ChineseName, ..Play::of("openidconnect") }.quietly().await;
    assert_eq!(played.transcript.properties.unwrap()["name"], "张三");
}
