//! A person with a phone, a browser of their own, a cancelled login.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use desk_login::phone::{Action, act};
use desk_login::{Event, Outcome, Phone, StepName, StepState, WaitingFor};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::support::Play;

/// Sends a request as a person's phone or browser would, without waiting in the caller.
fn send(method: &'static str, url: &str) {
    let (host, target) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let body = if method == "POST" { "action=allow" } else { "" };
    let request = format!(
        "{method} /{target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let host = host.to_owned();
    tokio::spawn(async move {
        let mut stream = tokio::net::TcpStream::connect(&host).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        // The login may end, and its ports close, before the answer is read to its end.
        let _ = stream.read_to_end(&mut Vec::new()).await;
    });
}

/// The state that the authorize request had, once its step has ended.
fn state(event: &Event) -> Option<String> {
    let Event::Step { step } = event else { return None };
    if step.name != StepName::Authorize || step.state != StepState::Ok {
        return None;
    }
    let url = &step.request.as_ref().unwrap().url;
    Some(url.split("state=").nth(1).unwrap().split('&').next().unwrap().to_owned())
}

#[tokio::test]
async fn a_browser_that_comes_back_without_a_code_was_refused() {
    let played = Play { phone: Phone::Person, ..Play::default() }
        .run(|event, here| {
            if let Some(state) = state(event) {
                let base = &here.callback_base;
                send("GET", &format!("{base}/source/oauth/callback/wechat/?state={state}"));
            }
        })
        .await;
    let problem = played.transcript.problem.as_ref().unwrap();
    assert_eq!((problem.code.as_str(), problem.step), ("no-code", StepName::Callback));
    assert_eq!(problem.authentik_message, "Authentication failed: Could not retrieve token.");
}

#[tokio::test]
async fn a_persons_own_browser_may_bring_the_callback() {
    let played = Play { phone: Phone::Person, ..Play::default() }
        .run(|event, here| {
            if let Some(state) = state(event) {
                let base = &here.callback_base;
                send("GET", &format!("{base}/source/oauth/callback/wechat/?code=F0REIGNC0DE&state={state}"));
            }
        })
        .await;
    // The simulator never gave that code, so the exchange must fail, and the code must not be told.
    assert_eq!(played.problem(), "40029");
    assert!(!serde_json::to_string(&played.transcript).unwrap().contains("F0REIGN"));
}

#[tokio::test]
async fn a_callback_with_a_foreign_state_is_a_warning_and_the_login_goes_on() {
    let (qr, warned) = (Mutex::new(String::new()), AtomicU64::new(0));
    let played = Play { phone: Phone::Person, ..Play::default() }
        .run(|event, here| match event {
            Event::Qr { confirm_url } => {
                confirm_url.clone_into(&mut qr.lock().unwrap());
                send(
                    "GET",
                    &format!("{}/source/oauth/callback/wechat/?code=X&state=foreign", here.callback_base),
                );
            }
            // Only now does the person scan, so the warning comes first.
            Event::Warning { code } => {
                assert_eq!(code, "callback-wrong-state");
                warned.fetch_add(1, Ordering::Relaxed);
                send("GET", &qr.lock().unwrap());
            }
            Event::Waiting { waiting_for: WaitingFor::Confirm } => send("POST", &qr.lock().unwrap()),
            _ => {}
        })
        .await;
    assert_eq!((played.problem(), warned.load(Ordering::Relaxed)), ("none", 1));
    let callback = played.transcript.steps.iter().find(|step| step.name == StepName::Callback).unwrap();
    assert_eq!(callback.notes[0].code, "callback-wrong-state");
}

#[tokio::test]
async fn a_person_with_a_phone_drives_the_login() {
    let qr = Mutex::new(String::new());
    let played = Play { phone: Phone::Person, ..Play::default() }
        .run(|event, _| match event {
            Event::Qr { confirm_url } => {
                confirm_url.clone_into(&mut qr.lock().unwrap());
                send("GET", confirm_url);
            }
            Event::Waiting { waiting_for: WaitingFor::Confirm } => send("POST", &qr.lock().unwrap()),
            _ => {}
        })
        .await;
    assert_eq!((played.problem(), played.transcript.outcome), ("none", Outcome::Ok));
}

#[tokio::test]
async fn a_login_that_is_cancelled_keeps_what_happened_so_far() {
    let played = Play { phone: Phone::Person, ..Play::default() }
        .run(|event, here| {
            if matches!(event, Event::Waiting { .. }) {
                here.cancel.cancel();
            }
        })
        .await;
    assert_eq!((played.problem(), played.transcript.outcome), ("none", Outcome::Cancelled));
    let steps = &played.transcript.steps;
    assert_eq!((steps[0].name, steps[0].state), (StepName::Authorize, StepState::Ok));
    assert_eq!((steps[1].name, steps[1].state), (StepName::Scan, StepState::Failed));
}

#[tokio::test]
async fn a_person_who_refuses_is_denied() {
    let qr = Mutex::new(String::new());
    let played = Play { phone: Phone::Person, ..Play::default() }
        .run(|event, _| match event {
            Event::Qr { confirm_url } => {
                confirm_url.clone_into(&mut qr.lock().unwrap());
                let url = confirm_url.clone();
                tokio::spawn(async move { act(&url, Action::Scan).await.unwrap() });
            }
            Event::Waiting { waiting_for: WaitingFor::Confirm } => {
                let url = qr.lock().unwrap().clone();
                tokio::spawn(async move { act(&url, Action::Deny).await.unwrap() });
            }
            _ => {}
        })
        .await;
    assert_eq!((played.problem(), played.transcript.outcome), ("denied", Outcome::Denied));
}

#[tokio::test]
async fn the_phone_reaches_this_computer_only() {
    assert!(act("http://localhost:9/connect/confirm?uuid=0123456789abcdef", Action::Scan).await.is_err());
    assert!(
        act("https://open.weixin.qq.com/connect/confirm?uuid=0123456789abcdef", Action::Scan).await.is_err()
    );
}
