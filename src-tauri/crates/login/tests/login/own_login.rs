//! A person logs in at the simulated provider with a browser of their own.

use desk_login::{Event, Outcome, StepState, WaitingFor};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::provider::{Play, Played};

/// Sends a request as a browser does and returns the answer.
async fn send(method: &str, url: &str, headers: &str, body: &str) -> String {
    let (host, target) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let request = format!(
        "{method} /{target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nSec-Fetch-Mode: navigate\r\n{headers}\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(host).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // The login may end, and its ports close, before the answer is read to its end.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

fn between<'text>(text: &'text str, before: &str, after: &str) -> &'text str {
    text.split_once(before).unwrap().1.split_once(after).unwrap().0
}

/// What a person's browser does: opens the page, sends the form with `choice`, goes back.
async fn browse(authorize_url: String, choice: &'static str) {
    let origin = format!("http://{}", between(&authorize_url, "http://", "/"));
    let page = send("GET", &authorize_url, "", "").await;
    let action = format!("{origin}{}", between(&page, "method=\"post\" action=\"", "\""));
    let decided = send("POST", &action, &format!("Origin: {origin}\r\n"), choice).await;
    if decided.starts_with("HTTP/1.1 303 ") {
        send("GET", between(&decided, "location: ", "\r\n"), "", "").await;
        return;
    }
    // Apple's way: a page that posts itself.
    let action = between(&decided, "method=\"post\" action=\"", "\"").replace("&amp;", "&");
    let fields: Vec<String> = decided
        .split("<input type=\"hidden\" name=\"")
        .skip(1)
        .map(|field| {
            let (name, rest) = field.split_once("\" value=\"").unwrap();
            let value = rest.split_once('"').unwrap().0.replace("&quot;", "\"").replace("&amp;", "&");
            url::form_urlencoded::Serializer::new(String::new()).append_pair(name, &value).finish()
        })
        .collect();
    send("POST", &action, &format!("Origin: {origin}\r\n"), &fields.join("&")).await;
}

async fn by_hand(provider_type: &str, choice: &'static str) -> Played {
    let play = Play { by_hand: true, ..Play::of(provider_type) };
    play.run(|event, _| {
        if let Event::Page { authorize_url, .. } = event {
            tokio::spawn(browse(authorize_url.clone(), choice));
        }
    })
    .await
}

#[tokio::test]
async fn whoever_logs_in_on_the_page_is_who_authentik_would_store() {
    for provider_type in ["openidconnect", "github", "apple"] {
        // The rehearsal's own person is Alice: the page decides.
        let played = by_hand(provider_type, "person=private-email").await;
        assert!(played.went_well(), "{provider_type}: {:?}", played.problem());
        let by_itself = Play {
            person: desk_simulator::provider::Person::parse("private-email").unwrap(),
            ..Play::of(provider_type)
        }
        .quietly()
        .await;
        assert_eq!(played.transcript.identifier, by_itself.transcript.identifier, "{provider_type}");
        assert_eq!(played.transcript.properties, by_itself.transcript.properties, "{provider_type}");
        assert_eq!(played.names(), by_itself.names(), "{provider_type}: the same steps");
        assert!(played.transcript.steps.iter().all(|step| step.state == StepState::Ok), "{provider_type}");
        let waits = |event: &&Event| matches!(event, Event::Waiting { waiting_for: WaitingFor::Browser });
        assert_eq!(played.events.iter().filter(waits).count(), 1);
    }
}

#[tokio::test]
async fn whoever_refuses_on_the_page_has_refused() {
    let played = by_hand("openidconnect", "action=deny").await;
    let by_itself = Play::fault("openidconnect", "authorize-access_denied").quietly().await;
    // The provider's words differ: there the simulator was told to refuse.
    let what = |played: &Played| played.problem().map(|(step, code, _)| (step, code.to_owned()));
    assert_eq!(what(&played), what(&by_itself));
    assert_eq!(played.transcript.outcome, by_itself.transcript.outcome);
    assert_ne!(played.transcript.outcome, Outcome::Ok);
}

#[tokio::test]
async fn a_login_that_nobody_finishes_can_be_cancelled() {
    let play = Play { by_hand: true, ..Play::of("openidconnect") };
    let played = play
        .run(|event, cancel| {
            if matches!(event, Event::Waiting { .. }) {
                cancel.cancel();
            }
        })
        .await;
    assert_eq!(played.transcript.outcome, Outcome::Cancelled);
}
