use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU8, AtomicU64, Ordering};

use tokio::time::timeout;

use super::*;
use crate::options::{Application, SimulatorSecret};

const QUERY: &str = "appid=wx0000000000000001&scope=snsapi_login&state=S\
                     &redirect_uri=https%3A%2F%2Fauthentik.example.com%2Fcb";

/// A platform with a clock that the test turns by hand, and polls held for an hour.
fn platform(change: impl FnOnce(&mut Options)) -> (Platform, Arc<AtomicI64>) {
    let now = Arc::new(AtomicI64::new(1_000_000));
    let (hand, next) = (now.clone(), AtomicU8::new(0));
    let secret = SimulatorSecret::new("00000000000000000000000000000001");
    let mut options = Options::new(
        Application::new("wx0000000000000001", secret, "Example", "authentik.example.com"),
        Arc::new(move || hand.load(Ordering::Relaxed)),
        Arc::new(move |buffer| buffer.fill_with(|| next.fetch_add(1, Ordering::Relaxed))),
    );
    options.hold = Duration::from_secs(3_600);
    options.lifetime = Duration::from_secs(7_200);
    change(&mut options);
    (Platform::new(options, "http://127.0.0.1:5000".to_owned()), now)
}

fn open(platform: &Platform) -> String {
    platform.open(&Parameters::parse(QUERY)).ok().unwrap().uuid
}

fn act(platform: &Platform, uuid: &str, act: Act) -> (Outcome, &'static str) {
    let effect = platform.act(uuid, act).unwrap();
    (effect.outcome, effect.state)
}

/// The body, which must come at once.
async fn poll(platform: &Platform, uuid: &str, last: Option<u16>) -> String {
    timeout(Duration::from_secs(20), platform.poll(uuid, last)).await.unwrap()
}

#[tokio::test]
async fn a_held_poll_is_let_go_by_the_phone() {
    let (platform, _) = platform(|_| {});
    let uuid = open(&platform);
    for (done, last, body) in [
        (Act::Scan, None, "window.wx_errcode=404;window.wx_code='';"),
        (Act::Deny, Some(404), "window.wx_errcode=403;window.wx_code='';"),
        (Act::Expire, Some(403), "window.wx_errcode=402;window.wx_code='';"),
    ] {
        let mut held = std::pin::pin!(platform.poll(&uuid, last));
        tokio::select! {
            biased;
            early = &mut held => panic!("answered before anything happened: {early}"),
            () = std::future::ready(()) => {}
        }
        assert_eq!(act(&platform, &uuid, done).0, Outcome::Changed);
        assert_eq!(timeout(Duration::from_secs(20), held).await.unwrap(), body);
    }
}

#[tokio::test]
async fn a_poll_ends_with_408_after_the_hold_time() {
    let (platform, _) = platform(|options| options.hold = Duration::ZERO);
    let uuid = open(&platform);
    assert_eq!(poll(&platform, &uuid, None).await, "window.wx_errcode=408;window.wx_code='';");
}

#[tokio::test]
async fn only_the_slow_fault_makes_the_api_wait() {
    let (platform, _) = platform(|options| options.slow = Duration::from_secs(3_600));
    for (fault, waits) in [(None, false), (Some(Fault::SystemBusy), false), (Some(Fault::Slow), true)] {
        platform.set_fault(fault);
        let waited = tokio::select! {
            biased;
            () = platform.think() => false,
            () = std::future::ready(()) => true,
        };
        assert_eq!(waited, waits);
    }
}

#[tokio::test]
async fn a_poll_for_a_qr_code_that_never_was_says_expired() {
    let (platform, _) = platform(|_| {});
    assert!(poll(&platform, "011KWtIYwdjR0lRi", None).await.starts_with("window.wx_errcode=402;"));
    assert!(platform.act("011KWtIYwdjR0lRi", Act::Scan).is_none());
}

#[tokio::test]
async fn the_code_of_a_confirmed_login_is_repeated_and_buys_a_token_once() {
    let (platform, now) = platform(|_| {});
    let uuid = open(&platform);
    act(&platform, &uuid, Act::Scan);
    assert_eq!(platform.location(&uuid), None);
    act(&platform, &uuid, Act::Allow);
    let body = poll(&platform, &uuid, Some(404)).await;
    assert_eq!(poll(&platform, &uuid, None).await, body);
    let code = body.strip_prefix("window.wx_errcode=405;window.wx_code='").unwrap();
    let code = code.strip_suffix("';").unwrap();
    assert_eq!(code.len(), 32);
    let location = format!("https://authentik.example.com/cb?code={code}&state=S");
    assert_eq!(platform.location(&uuid), Some(location));

    let query = format!(
        "appid=wx0000000000000001&secret=00000000000000000000000000000001&code={code}\
         &grant_type=authorization_code"
    );
    let request = Parameters::parse(&query);
    assert!(platform.exchange(&request).starts_with(r#"{"access_token":"55_"#));
    assert!(
        platform
            .exchange(&request)
            .starts_with(r#"{"errcode":40163,"errmsg":"code been used, rid: 000003e8-"#)
    );
    now.store(1_000_000 + 7_200_000, Ordering::Relaxed);
    assert!(poll(&platform, &uuid, None).await.starts_with("window.wx_errcode=402;"));
}

#[tokio::test]
async fn who_confirmed_a_login_stays_who_they_were() {
    let (platform, _) = platform(|_| {});
    let uuid = open(&platform);
    act(&platform, &uuid, Act::Scan);
    act(&platform, &uuid, Act::Allow);
    platform.set_profile(Profile::Latin);
    let location = platform.location(&uuid).unwrap();
    let code = location.split_once("code=").unwrap().1.split_once('&').unwrap().0.to_owned();
    let query = format!(
        "appid=wx0000000000000001&secret=00000000000000000000000000000001&code={code}\
         &grant_type=authorization_code"
    );
    let body = platform.exchange(&Parameters::parse(&query));
    assert!(body.contains(&Profile::ChineseEmoji.openid("wx0000000000000001")));
}

#[test]
fn a_person_who_always_cancels_never_confirms() {
    let (platform, _) = platform(|options| options.fault = Some(Fault::Denied));
    let uuid = open(&platform);
    act(&platform, &uuid, Act::Scan);
    assert_eq!(act(&platform, &uuid, Act::Allow), (Outcome::Changed, "cancelled"));
    assert_eq!(platform.location(&uuid), None);
    platform.set_fault(None);
    assert_eq!(act(&platform, &uuid, Act::Scan).1, "scanned");
    assert_eq!(act(&platform, &uuid, Act::Allow).1, "confirmed");
}

#[test]
fn a_qr_code_that_expires_on_scanning_cannot_be_allowed() {
    let (platform, _) = platform(|options| options.fault = Some(Fault::Expired));
    let uuid = open(&platform);
    assert_eq!(act(&platform, &uuid, Act::Scan), (Outcome::Changed, "expired"));
    assert_eq!(act(&platform, &uuid, Act::Allow), (Outcome::Refused, "expired"));
}

#[test]
fn a_cancelled_login_navigates_only_if_it_is_told_to() {
    let (platform, _) = platform(|options| {
        options.deny_redirect = true;
        options.deliver_to = Some("http://127.0.0.1:6000/desk".to_owned());
    });
    let uuid = open(&platform);
    act(&platform, &uuid, Act::Scan);
    act(&platform, &uuid, Act::Deny);
    assert_eq!(platform.location(&uuid).as_deref(), Some("http://127.0.0.1:6000/desk/cb?state=S"));
}

#[test]
fn the_oldest_qr_code_is_forgotten_before_memory_grows_without_end() {
    let (platform, _) = platform(|options| {
        let next = AtomicU64::new(1);
        options.random = Arc::new(move |buffer| {
            let mixed = next.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b1_7f4a_7c15);
            let bytes = (mixed ^ (mixed >> 29)).to_be_bytes();
            buffer.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
        });
    });
    let first = open(&platform);
    for _ in 0..REMEMBERED {
        open(&platform);
    }
    assert!(!platform.knows(&first));
    assert_eq!(platform.desk().visits.len(), REMEMBERED);
}
