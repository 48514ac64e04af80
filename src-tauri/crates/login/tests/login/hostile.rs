//! Test logins against a provider that misbehaves: strange answers, and secrets repeated where they do not belong.

use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use desk_login::callback::{Listener, Pages};
use desk_login::{
    Endpoints, Event, Outcome, Phone, Random, Setup, StepName, Surroundings, Transcript, rehearse,
};
use desk_model::{Draft, DraftId, Secret};
use proptest::prelude::*;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::support::NOW;

/// A provider that says what it is told to say.
#[derive(Clone)]
struct Provider {
    secret: String,
    code: String,
    token: (u16, &'static str, Vec<u8>),
    userinfo: (u16, &'static str, Vec<u8>),
    /// Put in place of the state that the authorize request had.
    state: Option<&'static str>,
    poll: Option<&'static str>,
    authorize: Option<&'static str>,
}

impl Provider {
    fn new(secret: &str, code: &str, access_token: &str, refresh_token: &str) -> Provider {
        let token = json!({"access_token": access_token, "expires_in": 7200, "refresh_token": refresh_token, "openid": "o1", "scope": "snsapi_login", "unionid": "u1"});
        let userinfo = json!({"openid": "o1", "nickname": "latin", "unionid": "u1"});
        Provider {
            secret: secret.to_owned(),
            code: code.to_owned(),
            token: (200, "text/plain", token.to_string().into_bytes()),
            userinfo: (200, "text/plain", userinfo.to_string().into_bytes()),
            state: None,
            poll: None,
            authorize: None,
        }
    }

    fn plain() -> Provider {
        Provider::new("0123456789abcdef0123456789abcdef", "CODE0123456789", "AT_0123456789", "RT_0123456789")
    }
}

fn random() -> Random {
    let next = AtomicU8::new(1);
    Arc::new(move |buffer: &mut [u8]| {
        buffer.iter_mut().for_each(|byte| *byte = next.fetch_add(37, Ordering::Relaxed))
    })
}

struct Played {
    transcript: Transcript,
    events: Vec<Event>,
}

async fn play(provider: Provider) -> Played {
    let listener =
        Listener::bind(&random(), Pages { accepted: b"ok".to_vec(), refused: b"no".to_vec() }).await.unwrap();
    let callback_base = listener.base_url();
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", socket.local_addr().unwrap());
    let mut draft = Draft::new(DraftId("1".to_owned()), "wechat", "WeChat", "wechat").unwrap();
    draft.set("consumer_key", "wx0000000000000001").unwrap();
    let callback = "https://auth.example.com/source/oauth/callback/wechat/".to_owned();
    let setup = Setup::new(&draft, &Secret::new(provider.secret.clone()), callback, Endpoints::at(&base));
    let serving = tokio::spawn(serve(socket, provider, callback_base));
    let ticks = AtomicUsize::new(0);
    let elapsed = Arc::new(move || Duration::from_millis(ticks.fetch_add(1, Ordering::Relaxed) as u64));
    let events = Mutex::new(Vec::new());
    let surroundings = Surroundings {
        listener,
        random: random(),
        elapsed,
        clock: Arc::new(|| NOW),
        events: |event| events.lock().unwrap().push(event),
        cancel: CancellationToken::new(),
    };
    let transcript = rehearse(setup, Phone::Automatic, surroundings).await;
    serving.abort();
    Played { transcript, events: events.into_inner().unwrap() }
}

async fn serve(socket: TcpListener, provider: Provider, callback_base: String) {
    let mut state = String::new();
    let mut n_polls = 0;
    let encoded: String = url::form_urlencoded::byte_serialize(provider.code.as_bytes()).collect();
    loop {
        let (mut stream, _) = socket.accept().await.unwrap();
        let mut head = Vec::new();
        while !head.windows(4).any(|window| window == b"\r\n\r\n") {
            assert!(stream.read_buf(&mut head).await.unwrap() > 0);
        }
        let head = String::from_utf8(head).unwrap();
        let target = head.split(' ').nth(1).unwrap().to_owned();
        let (status, content_type, body) = if target.starts_with("/connect/qrconnect") {
            target.split("state=").nth(1).unwrap().split('&').next().unwrap().clone_into(&mut state);
            let page = "<img src=\"/connect/qrcode/0123456789abcdef\"/><script>var fordevtool=1</script>";
            (200, "text/html", provider.authorize.unwrap_or(page).as_bytes().to_vec())
        } else if target.starts_with("/connect/l/qrconnect") {
            n_polls += 1;
            let frame = match n_polls {
                1 => "window.wx_errcode=404;window.wx_code='';".to_owned(),
                _ => format!("window.wx_errcode=405;window.wx_code='{}';", provider.code),
            };
            (200, "text/javascript", provider.poll.map_or(frame, str::to_owned).into_bytes())
        } else if target.starts_with("/__sim/") {
            let state = provider.state.unwrap_or(&state);
            let location =
                format!("{callback_base}/source/oauth/callback/wechat/?code={encoded}&state={state}");
            (200, "text/plain", location.into_bytes())
        } else if target.starts_with("/sns/oauth2/access_token") {
            provider.token.clone()
        } else if target.starts_with("/sns/userinfo") {
            provider.userinfo.clone()
        } else {
            (200, "text/html", target.clone().into_bytes())
        };
        let echo: String = head.split("\r\n").next().unwrap_or_default().replace(['\r', '\n'], "");
        let mut answer = format!(
            "HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\nX-Echo: {echo}\r\n\
             Set-Cookie: session={}\r\nConnection: close\r\n\r\n",
            body.len(),
            encoded
        )
        .into_bytes();
        answer.extend(body);
        stream.write_all(&answer).await.unwrap();
        let _ = stream.shutdown().await;
    }
}

fn code(played: &Played) -> (&str, StepName, &str) {
    let problem = played.transcript.problem.as_ref().unwrap();
    (&problem.code, problem.step, &problem.authentik_message)
}

const TOKEN: &str = "Authentication failed: Could not retrieve token.";
const PROFILE: &str = "Authentication failed: Could not retrieve profile.";
const CRASH: &str = "Server Error";

#[tokio::test]
async fn strange_token_answers_end_as_they_end_in_authentik() {
    for (status, body, code_, message) in [
        (200, "<html>proxy</html>", "not-json", CRASH),
        (200, "[]", "not-json", CRASH),
        (200, "{\"errcode\":49999,\"errmsg\":\"new\"}", "unknown-errcode", TOKEN),
        (200, "{\"errcode\":0,\"access_token\":\"AT_0123456789\"}", "unknown-errcode", TOKEN),
        (200, "{\"errcode\":\"40029\"}", "40029", TOKEN),
        (200, "{\"error\":\"invalid_grant\"}", "oauth-error", "Authentication failed: invalid_grant"),
        (302, "", "http-error", TOKEN),
        (403, "{}", "http-error", TOKEN),
        (500, "{}", "http-500", TOKEN),
    ] {
        let played = play(Provider { token: (status, "text/plain", body.into()), ..Provider::plain() }).await;
        assert_eq!(code(&played), (code_, StepName::Token, message), "{status} {body}");
    }
    let huge = vec![b' '; 1024 * 1024 + 1];
    let played = play(Provider { token: (200, "text/plain", huge), ..Provider::plain() }).await;
    assert_eq!(code(&played), ("too-large", StepName::Token, TOKEN));
}

#[tokio::test]
async fn strange_profiles_end_as_they_end_in_authentik() {
    for (status, body, code_, step, message) in [
        (200, "<html>", "not-json", StepName::Userinfo, PROFILE),
        (200, "7", "not-json", StepName::Userinfo, CRASH),
        (
            200,
            "{\"unionid\":\"u\",\"nickname\":\"a\u{1}b\"}",
            "control-characters",
            StepName::Userinfo,
            PROFILE,
        ),
        (200, "{\"errcode\":-1,\"errmsg\":\"system error\"}", "-1", StepName::Userinfo, PROFILE),
        (502, "", "http-error", StepName::Userinfo, PROFILE),
        (
            200,
            "{\"nickname\":\"x\"}",
            "no-identifier",
            StepName::Mapping,
            "Authentication failed: Could not determine id.",
        ),
        (
            200,
            "{\"unionid\":null,\"openid\":\"o1\"}",
            "no-identifier",
            StepName::Mapping,
            "Authentication failed: Could not determine id.",
        ),
    ] {
        let played =
            play(Provider { userinfo: (status, "text/plain", body.into()), ..Provider::plain() }).await;
        assert_eq!(code(&played), (code_, step, message), "{status} {body}");
    }
}

#[tokio::test]
async fn a_declared_charset_leaves_the_nickname_alone() {
    let body = "{\"openid\":\"o1\",\"nickname\":\"张三\"}";
    let played =
        play(Provider { userinfo: (200, "text/plain; charset=utf-8", body.into()), ..Provider::plain() })
            .await;
    assert_eq!(played.transcript.properties.unwrap()["name"], "张三");
    assert_eq!(played.transcript.repaired_name, None);
}

#[tokio::test]
async fn a_token_answer_without_a_token_is_passed_on_as_requests_passes_it_on() {
    let played = play(Provider { token: (200, "text/plain", b"{}".to_vec()), ..Provider::plain() }).await;
    let step = played.transcript.steps.iter().find(|step| step.name == StepName::Userinfo).unwrap();
    assert!(step.request.as_ref().unwrap().url.ends_with("/sns/userinfo?lang=en"));
    assert_eq!(step.notes.len(), 2);
}

#[tokio::test]
async fn a_foreign_state_is_refused() {
    let played = play(Provider { state: Some("foreign"), ..Provider::plain() }).await;
    assert_eq!(code(&played), ("state", StepName::Callback, "Authentication failed: State check failed."));
}

#[tokio::test]
async fn strange_pages_and_polls_are_problems_and_not_hangs() {
    for (authorize, poll, code_, step) in [
        (Some("<html>hello</html>"), None, "unknown-page", StepName::Authorize),
        (Some("<h4 class=\"weui_msg_title\">新的错误</h4>"), None, "unknown-page", StepName::Authorize),
        (
            Some("<h4 class=\"weui_msg_title\">redirect_uri 参数错误</h4>"),
            None,
            "redirect-uri",
            StepName::Authorize,
        ),
        (None, Some("hello"), "unknown-page", StepName::Scan),
        (None, Some("window.wx_errcode=500;window.wx_code='';"), "wx-500", StepName::Scan),
        (None, Some("window.wx_errcode=402;window.wx_code='';"), "expired", StepName::Scan),
        (None, Some("window.wx_errcode=777;window.wx_code='';"), "unknown-page", StepName::Scan),
    ] {
        let played = play(Provider { authorize, poll, ..Provider::plain() }).await;
        assert_eq!(code(&played), (code_, step, ""));
    }
}

/// Every spelling that the test looks for, in texts that are JSON themselves.
fn spellings(secret: &str) -> Vec<String> {
    let json = serde_json::to_string(secret).unwrap();
    let json = json[1..json.len() - 1].to_owned();
    let twice = serde_json::to_string(&json).unwrap();
    let form: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    vec![
        secret.to_owned(),
        json,
        twice[1..twice.len() - 1].to_owned(),
        form.replace('+', "%20"),
        form.to_lowercase(),
        form,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_secret_gets_into_a_transcript_or_an_event(
        secret in "[!-~]{12,40}", code in "[A-Za-z0-9+/%&=_.-]{12,40}",
        access_token in "[!-~]{12,60}", refresh_token in "[ -~张😀]{12,60}", fails in 0..4_u8,
    ) {
        let mut provider = Provider::new(&secret, &code, &access_token, &refresh_token);
        let gossip = format!("you sent {secret} and {code}, you got {access_token} and {refresh_token}");
        match fails {
            0 => provider.token.2 = json!({"errcode": 40029, "errmsg": gossip}).to_string().into_bytes(),
            1 => provider.userinfo.2 = json!({"errcode": 40001, "errmsg": gossip}).to_string().into_bytes(),
            2 => provider.userinfo.2 = json!({"unionid": access_token, "nickname": gossip, "city": gossip, gossip.clone(): 1}).to_string().into_bytes(),
            _ => provider.userinfo.2 = format!("<p>{gossip}</p>").into_bytes(),
        }
        let known_token = fails != 0;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let played = runtime.block_on(play(provider));
        let mut told = vec![serde_json::to_string(&played.transcript).unwrap()];
        told.extend(played.events.iter().map(|event| serde_json::to_string(event).unwrap()));
        let canaries = [(&secret, true), (&code, true), (&access_token, known_token), (&refresh_token, known_token)];
        for canary in canaries.into_iter().filter(|(_, known)| *known).map(|(canary, _)| canary) {
            for spelling in spellings(canary) {
                for text in &told {
                    prop_assert!(!text.contains(&spelling), "{} in {}", spelling, text);
                }
            }
        }
        prop_assert_eq!(played.transcript.outcome == Outcome::Ok, fails == 2);
    }
}
