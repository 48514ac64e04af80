use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use super::*;

const APPID: &str = "wx0000000000000001";
const SECRET: &str = "00000000000000000000000000000001";
const GOOD: &str = "appid=wx0000000000000001&secret=00000000000000000000000000000001&code=CODE&grant_type=authorization_code";

fn application() -> Application {
    Application::new(APPID, SimulatorSecret::new(SECRET), "Example", "authentik.example.com")
}

fn counting() -> Random {
    let next = AtomicU8::new(0);
    Arc::new(move |buffer: &mut [u8]| buffer.fill(next.fetch_add(1, Ordering::Relaxed)))
}

fn ledger() -> Ledger {
    let mut ledger = Ledger::default();
    ledger.issue(SimulatorSecret::new("CODE"), Profile::ChineseEmoji, 0);
    ledger
}

fn exchange(
    ledger: &mut Ledger,
    fault: Option<Fault>,
    query: &str,
    now: i64,
) -> Result<TokenAnswer, ApiError> {
    ledger.exchange(&application(), fault, &Parameters::parse(query), now, &counting())
}

fn without(name: &str) -> String {
    let kept: Vec<&str> = GOOD.split('&').filter(|pair| !pair.starts_with(name)).collect();
    kept.join("&")
}

fn with(name: &str, value: &str) -> String {
    format!("{}&{name}={value}", without(name))
}

#[test]
fn each_missing_or_wrong_parameter_of_the_token_call_has_its_own_answer() {
    for (query, expected) in [
        (without("appid"), 41002),
        (with("appid", ""), 41002),
        (without("secret"), 41004),
        (without("code"), 41008),
        (without("grant_type"), 40002),
        (with("grant_type", "refresh_token"), 40002),
        (with("appid", "wx0000000000000002"), 40013),
        (with("code", "OTHER"), 40029),
        (with("secret", "wrong"), 40125),
    ] {
        let result = exchange(&mut ledger(), None, &query, 0);
        assert_eq!(result.err().map(|error| error.parts().0), Some(expected), "{query}");
    }
    assert!(exchange(&mut ledger(), None, GOOD, 0).is_ok());
}

/// Everything is wrong at first; each line repairs one thing, and the next check answers.
#[test]
fn the_checks_of_the_token_call_come_in_order() {
    let mut ledger = ledger();
    for (query, expected) in [
        ("", ApiError::AppIdMissing),
        ("appid=wx0", ApiError::AppSecretMissing),
        ("appid=wx0&secret=wrong", ApiError::CodeMissing),
        ("appid=wx0&secret=wrong&code=OTHER", ApiError::InvalidGrantType),
        ("appid=wx0&secret=wrong&code=OTHER&grant_type=authorization_code", ApiError::InvalidAppId),
    ] {
        assert_eq!(exchange(&mut ledger, None, query, 0).err(), Some(expected), "{query}");
    }
    let right_appid = "appid=wx0000000000000001&grant_type=authorization_code&secret=wrong";
    let other = format!("{right_appid}&code=OTHER");
    assert_eq!(exchange(&mut ledger, None, &other, 0).err(), Some(ApiError::InvalidCode));
    let right_code = format!("{right_appid}&code=CODE");
    assert_eq!(exchange(&mut ledger, None, &right_code, 0).err(), Some(ApiError::InvalidAppSecret));
    assert!(exchange(&mut ledger, None, GOOD, 0).is_ok(), "a wrong secret does not consume the code");
    assert_eq!(exchange(&mut ledger, None, &right_code, 0).err(), Some(ApiError::CodeUsed));
}

#[test]
fn each_fault_of_the_token_call_acts_at_its_own_place() {
    for (fault, errcode) in [
        (Fault::InvalidAppId, 40013),
        (Fault::TooFrequent, 45011),
        (Fault::SystemBusy, -1),
        (Fault::InvalidCode, 40029),
        (Fault::CodeUsed, 40163),
        (Fault::InvalidAppSecret, 40125),
    ] {
        let mut ledger = ledger();
        let refused = exchange(&mut ledger, Some(fault), GOOD, 0).err().map(|error| error.parts().0);
        assert_eq!(refused, Some(errcode));
        let grantless = exchange(&mut ledger, Some(fault), &without("grant_type"), 0);
        assert_eq!(grantless.err(), Some(ApiError::InvalidGrantType));
        assert!(exchange(&mut ledger, None, GOOD, 0).is_ok(), "a fault consumes nothing");
    }
    let unknown = with("code", "OTHER");
    let refused = exchange(&mut ledger(), Some(Fault::InvalidAppSecret), &unknown, 0);
    assert_eq!(refused.err(), Some(ApiError::InvalidCode));
}

#[test]
fn a_code_is_good_for_ten_minutes_and_one_exchange() {
    assert!(exchange(&mut ledger(), None, GOOD, 600_000).is_ok());
    assert_eq!(exchange(&mut ledger(), None, GOOD, 600_001).err(), Some(ApiError::InvalidCode));
    let mut ledger = ledger();
    assert!(exchange(&mut ledger, None, GOOD, 1).is_ok());
    assert_eq!(exchange(&mut ledger, None, GOOD, 2).err(), Some(ApiError::CodeUsed));
}

#[test]
fn tokens_look_like_wechats() {
    let (_, access, refresh, openid) = granted();
    assert_eq!((access.len(), refresh.len(), openid.len()), (110, 110, 28));
    assert!(access.starts_with("55_") && refresh.starts_with("55_") && access != refresh);
}

/// A ledger with one grant, and its access token, refresh token and openid.
fn granted() -> (Ledger, String, String, String) {
    let mut ledger = ledger();
    let answer = exchange(&mut ledger, None, GOOD, 0).ok().unwrap();
    assert_eq!(answer.unionid, Profile::ChineseEmoji.unionid());
    // EXPOSE: made-up tokens, for the next request.
    let (access, refresh) = (answer.access_token.expose(), answer.refresh_token.expose());
    (ledger, access.to_owned(), refresh.to_owned(), answer.openid.clone())
}

#[test]
fn a_refresh_prolongs_a_good_token_and_replaces_an_expired_one() {
    let (mut ledger, access, refresh, _) = granted();
    let query = format!("appid={APPID}&grant_type=refresh_token&refresh_token={refresh}");
    let query = Parameters::parse(&query);
    let fresh: Random = Arc::new(|buffer: &mut [u8]| buffer.fill(200));
    let mut at = |now| ledger.refresh(&application(), &query, now, &fresh);
    let kept = at(7_199_999).ok().unwrap();
    assert!(kept.access_token.is(&access) && kept.unionid.is_none());
    assert!(at(7_200_001).ok().unwrap().access_token.is(&access));
    let replaced = at(40_000_000).ok().unwrap();
    assert!(!replaced.access_token.is(&access) && replaced.refresh_token.is(&refresh));
    assert!(at(REFRESH_LIFETIME - 1).is_ok());
    assert_eq!(at(REFRESH_LIFETIME).err(), Some(ApiError::RefreshTokenExpired));
}

#[test]
fn the_checks_of_a_refresh_come_in_order() {
    let (mut ledger, _, refresh, _) = granted();
    for (query, expected) in [
        (String::new(), Some(ApiError::AppIdMissing)),
        ("appid=wx0".to_owned(), Some(ApiError::RefreshTokenMissing)),
        ("appid=wx0&refresh_token=x".to_owned(), Some(ApiError::InvalidGrantType)),
        ("appid=wx0&refresh_token=x&grant_type=refresh_token".to_owned(), Some(ApiError::InvalidAppId)),
        (
            format!("appid={APPID}&refresh_token=x&grant_type=refresh_token"),
            Some(ApiError::InvalidRefreshToken),
        ),
        (format!("appid={APPID}&refresh_token={refresh}&grant_type=refresh_token"), None),
    ] {
        let result = ledger.refresh(&application(), &Parameters::parse(&query), 0, &counting());
        assert_eq!(result.err(), expected, "{query}");
    }
}

#[test]
fn the_checks_of_userinfo_come_in_order() {
    let (ledger, access, _, openid) = granted();
    let good = format!("access_token={access}&openid={openid}");
    let ask = |query: &str, fault, now, lenient| {
        ledger.user(&application(), fault, &Parameters::parse(query), now, lenient).err()
    };
    assert_eq!(ask("", None, 0, false), Some(ApiError::AccessTokenMissing));
    assert_eq!(ask("access_token=x", None, 0, false), Some(ApiError::OpenIdMissing));
    assert_eq!(ask("access_token=x&openid=x", None, 0, false), Some(ApiError::InvalidCredential));
    let foreign = format!("access_token={access}&openid=x");
    assert_eq!(ask(&foreign, None, 7_200_000, false), Some(ApiError::AccessTokenExpired));
    assert_eq!(ask(&foreign, Some(Fault::Unauthorized), 0, false), Some(ApiError::InvalidOpenId));
    assert_eq!(ask(&good, None, 7_199_999, false), None);
    assert_eq!(ask(&good, Some(Fault::InvalidOpenId), 0, false), Some(ApiError::InvalidOpenId));
    assert_eq!(ask(&good, Some(Fault::AccessTokenExpired), 0, false), Some(ApiError::AccessTokenExpired));
    assert_eq!(ask(&good, Some(Fault::Unauthorized), 0, false), Some(ApiError::Unauthorized));
    for query in [foreign, format!("access_token={access}")] {
        assert_eq!(ask(&query, None, 0, true), None);
    }
}

#[test]
fn auth_does_not_know_the_faults_of_userinfo() {
    let (ledger, access, _, openid) = granted();
    let check = |openid: &str| {
        let query = Parameters::parse(&format!("access_token={access}&openid={openid}"));
        ledger.check(&application(), &query, 0, false)
    };
    assert_eq!(check(&openid), Ok(Profile::ChineseEmoji));
    assert_eq!(check("x"), Err(ApiError::InvalidOpenId));
}

#[test]
fn the_oldest_code_is_forgotten_before_memory_grows_without_end() {
    let mut ledger = ledger();
    for number in 0..REMEMBERED {
        ledger.issue(SimulatorSecret::new(number.to_string()), Profile::Latin, 0);
    }
    assert_eq!(ledger.codes.len(), REMEMBERED);
    assert_eq!(exchange(&mut ledger, None, GOOD, 0).err(), Some(ApiError::InvalidCode));
}
