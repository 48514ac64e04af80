//! Each profile, each fault and each wrong configuration.

use desk_login::callback::{Listener, Pages};
use desk_login::{
    Endpoints, Event, Outcome, Phone, Setup, StepName, StepState, WaitingFor, decode, rehearse,
};
use desk_model::mapping::garble;
use desk_model::{PropertyMapping, Secret};
use desk_simulator::{ApplicationKind, Fault, Profile};
use serde_json::json;

use crate::support::{APPID, CALLBACK, Play, SECRET, draft, quiet, random};

#[tokio::test]
async fn a_login_ends_with_the_user_that_authentik_would_store() {
    let played = Play::default().quietly().await;
    let transcript = &played.transcript;
    assert_eq!(played.problem(), "none");
    assert_eq!(transcript.outcome, Outcome::Ok);
    let profile = Profile::default();
    let unionid = profile.unionid().unwrap();
    assert_eq!(transcript.identifier.as_ref(), Some(&unionid));
    assert_eq!(
        transcript.properties,
        Some(json!({
            "username": unionid,
            "name": garble("张三😀"),
            "email": "",
            "path": "goauthentik.io/sources/wechat",
            "type": "external",
            "attributes": {
                "headimgurl": "https://thirdwx.qlogo.cn/mmopen/vi_32/SIM/132",
                "sex": 0, "city": "", "province": "", "country": "",
                "unionid": unionid,
                "openid": profile.openid(APPID),
                "goauthentik.io/user/sources": ["WeChat"],
            },
        }))
    );
    assert_eq!(transcript.repaired_name.as_deref(), Some("张三😀"));
    assert_eq!(played.notes(), ["nickname-garbled"]);
    let names: Vec<StepName> = transcript.steps.iter().map(|step| step.name).collect();
    assert_eq!(names, StepName::WECHAT);
    assert!(transcript.steps.iter().all(|step| step.state == StepState::Ok && step.ms > 0));
}

#[tokio::test]
async fn the_requests_are_authentiks_own_in_its_order() {
    let played = Play::default().quietly().await;
    let url = |name: StepName| {
        let step = played.transcript.steps.iter().find(|step| step.name == name).unwrap();
        let url = &step.request.as_ref().unwrap().url;
        url.split_once('?')
            .map(|(path, query)| {
                (path.rsplit(':').next().unwrap().split_once('/').unwrap().1.to_owned(), query.to_owned())
            })
            .unwrap()
    };
    let (path, query) = url(StepName::Authorize);
    assert_eq!(path, "connect/qrconnect");
    let names: Vec<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    assert_eq!(names, ["redirect_uri", "response_type", "state", "appid", "scope"]);
    assert!(
        query
            .contains("redirect_uri=https%3A%2F%2Fauth.example.com%2Fsource%2Foauth%2Fcallback%2Fwechat%2F&")
    );
    let state = query.split("state=").nth(1).unwrap().split('&').next().unwrap();
    assert_eq!(state.len(), 43, "256 bits in base64url");
    assert_eq!(
        url(StepName::Token),
        (
            "sns/oauth2/access_token".to_owned(),
            format!("appid={APPID}&secret=••••••••&code=••••••••&grant_type=authorization_code")
        )
    );
    let openid = Profile::default().openid(APPID);
    assert_eq!(
        url(StepName::Userinfo),
        ("sns/userinfo".to_owned(), format!("access_token=••••••••&openid={openid}&lang=en"))
    );
    let token = played.transcript.steps.iter().find(|step| step.name == StepName::Token).unwrap();
    let body = token.response.as_ref().unwrap().body.as_ref().unwrap();
    assert!(
        body.starts_with(
            "{\"access_token\":\"••••••••\",\"expires_in\":7200,\"refresh_token\":\"••••••••\","
        ),
        "{body}"
    );
    assert!(!serde_json::to_string(&played.transcript).unwrap().contains(SECRET));
}

#[tokio::test]
async fn every_profile_becomes_the_user_that_authentik_makes_of_it() {
    for profile in Profile::ALL {
        let played = Play { profile: *profile, ..Play::default() }.quietly().await;
        let id = profile.id();
        if *profile == Profile::ControlCharacters {
            // Python's parser refuses raw control characters, so authentik has no profile.
            assert_eq!(played.problem(), "control-characters");
            let problem = played.transcript.problem.as_ref().unwrap();
            assert_eq!(problem.authentik_message, "Authentication failed: Could not retrieve profile.");
            assert_eq!(problem.step, StepName::Userinfo);
            continue;
        }
        assert_eq!((id, played.problem()), (id, "none"));
        let identifier = profile.unionid().unwrap_or_else(|| profile.openid(APPID));
        assert_eq!(played.transcript.identifier.as_ref(), Some(&identifier), "{id}");
        assert_eq!(played.property("username"), &json!(identifier), "{id}");
        let nickname = profile.nickname();
        assert_eq!(played.property("name"), &json!(garble(&nickname)), "{id}");
        let repaired = (!nickname.is_ascii()).then_some(nickname);
        assert_eq!(played.transcript.repaired_name, repaired, "{id}");
        let attributes = played.property("attributes");
        assert_eq!(
            attributes["unionid"],
            json!(profile.unionid()),
            "{id}: a missing unionid is stored as null"
        );
        assert_eq!(played.notes().contains(&"identifier-openid"), profile.unionid().is_none(), "{id}");
        assert_eq!(
            played.notes().contains(&"identifier-empty"),
            profile.unionid().is_some_and(|unionid| unionid.is_empty()),
            "{id}"
        );
    }
}

#[tokio::test]
async fn every_fault_ends_with_its_own_explained_problem() {
    const TOKEN: &str = "Authentication failed: Could not retrieve token.";
    const PROFILE: &str = "Authentication failed: Could not retrieve profile.";
    for fault in Fault::ALL {
        let played = Play { fault: Some(*fault), ..Play::default() }.quietly().await;
        let id = fault.id();
        let (step, code, message) = match id {
            "slow" => (StepName::Token, "no-answer", TOKEN),
            "appid" | "scope" | "redirect-uri" => (StepName::Authorize, id, ""),
            "denied" => (StepName::Confirm, "denied", ""),
            "expired" => (StepName::Scan, "expired", ""),
            "500" => (StepName::Token, "http-500", TOKEN),
            "40003" | "42001" | "48001" => (StepName::Userinfo, id, PROFILE),
            _ => (StepName::Token, id, TOKEN),
        };
        let problem = played.transcript.problem.as_ref().unwrap_or_else(|| panic!("{id} ended well"));
        assert_eq!((problem.code.as_str(), problem.step), (code, step), "{id}");
        assert_eq!(problem.authentik_message, message, "{id}");
        assert_eq!(decode::explain(&problem.code).unwrap().code, code, "{id}");
        let outcome = if id == "denied" { Outcome::Denied } else { Outcome::Failed };
        assert_eq!((id, played.transcript.outcome), (id, outcome));
        let last = played.transcript.steps.last().unwrap();
        assert_eq!((last.name, last.state), (step, StepState::Failed), "{id}");
        assert!(played.transcript.properties.is_none(), "{id}");
        if let Some(detail) = problem.detail.as_ref().filter(|_| code.parse::<i32>().is_ok()) {
            assert!(detail.contains(", rid: "), "WeChat's own words are kept: {detail}");
        }
    }
}

#[tokio::test]
async fn a_wrong_configuration_is_refused_by_the_page_that_wechat_shows() {
    let mut foreign = draft();
    foreign.set("consumer_key", "wx0000000000000002").unwrap();
    let mut scoped = draft();
    scoped.set("additional_scopes", "snsapi_userinfo").unwrap();
    for (play, code) in [
        (Play { draft: foreign, ..Play::default() }, "appid"),
        (Play { draft: scoped, ..Play::default() }, "scope"),
        (Play { kind: ApplicationKind::OfficialAccount, ..Play::default() }, "scope"),
        (Play { callback_domain: "example.com", ..Play::default() }, "redirect-uri"),
        (Play { secret: "ffffffffffffffffffffffffffffffff", ..Play::default() }, "40125"),
        (Play { deliver: false, ..Play::default() }, "callback-elsewhere"),
    ] {
        assert_eq!(play.quietly().await.problem(), code);
    }
}

#[tokio::test]
async fn white_space_around_the_secret_is_cut_off_as_authentik_cuts_it_off() {
    let played = Play { secret: " 0123456789abcdef0123456789abcdef\n", ..Play::default() }.quietly().await;
    assert_eq!(played.transcript.outcome, Outcome::Ok);
}

#[tokio::test]
async fn the_repair_mapping_repairs_and_other_mappings_are_named_not_guessed() {
    let mut draft = draft();
    draft.user_property_mappings = vec![
        PropertyMapping::wechat_nickname_repair("wechat"),
        PropertyMapping {
            name: "mail".to_owned(),
            expression: "return {\"email\": \"a@b.example\"}".to_owned(),
        },
    ];
    let played = Play { draft, ..Play::default() }.quietly().await;
    assert_eq!(played.property("name"), "张三😀");
    assert_eq!(played.property("email"), "");
    assert_eq!(played.notes(), ["nickname-repaired", "mappings-not-evaluated"]);
    let mapping = played.transcript.steps.last().unwrap();
    assert_eq!(mapping.notes[1].subjects, ["mail"]);
}

#[tokio::test]
async fn a_mapping_that_only_looks_like_the_repair_is_not_taken_for_it() {
    let mut draft = draft();
    let mut mapping = PropertyMapping::wechat_nickname_repair("wechat");
    mapping.expression = mapping.expression.replace("\"name\": name", "\"name\": \"x\" + name");
    assert!(mapping.repairs_nickname(), "by its looks");
    draft.user_property_mappings = vec![mapping];
    let played = Play { draft, ..Play::default() }.quietly().await;
    assert_eq!(played.property("name"), &json!(garble("张三😀")));
    assert_eq!(played.notes(), ["nickname-garbled", "mappings-not-evaluated"]);
}

#[tokio::test]
async fn events_tell_the_login_step_by_step() {
    let played = Play::default().quietly().await;
    let told: Vec<String> = played
        .events
        .iter()
        .map(|event| match event {
            Event::Step { step } => format!("{} {:?}", step.name.id(), step.state),
            Event::Qr { confirm_url } => {
                assert!(
                    confirm_url.starts_with("http://127.0.0.1:")
                        && confirm_url.contains("/connect/confirm?uuid=")
                );
                "qr".to_owned()
            }
            Event::Waiting { waiting_for: WaitingFor::Scan } => "for scan".to_owned(),
            Event::Waiting { waiting_for: WaitingFor::Confirm } => "for confirm".to_owned(),
            Event::Warning { code } => code.clone(),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(
        told,
        [
            "authorize Running",
            "qr",
            "authorize Ok",
            "scan Running",
            "for scan",
            "scan Ok",
            "confirm Running",
            "for confirm",
            "confirm Ok",
            "callback Running",
            "callback Ok",
            "token Running",
            "token Ok",
            "userinfo Running",
            "userinfo Ok",
            "mapping Running",
            "mapping Ok",
        ]
    );
}

#[tokio::test]
async fn endpoints_elsewhere_are_refused_before_anything_is_sent() {
    let pages = Pages { accepted: Vec::new(), refused: Vec::new() };
    let listener = Listener::bind(&random(1), pages).await.unwrap();
    let mut endpoints = Endpoints::at("http://127.0.0.1:9");
    endpoints.token = "https://api.weixin.qq.com/sns/oauth2/access_token".to_owned();
    let setup = Setup::new(&draft(), &Secret::new(SECRET.to_owned()), CALLBACK.to_owned(), endpoints);
    let transcript = rehearse(setup, Phone::Automatic, quiet(listener)).await;
    assert_eq!(transcript.problem.unwrap().code, "not-loopback");
    assert!(transcript.steps.is_empty());
}

#[tokio::test]
async fn a_simulator_that_is_gone_is_a_problem_and_not_a_hang() {
    let pages = Pages { accepted: Vec::new(), refused: Vec::new() };
    let listener = Listener::bind(&random(1), pages.clone()).await.unwrap();
    let gone = Listener::bind(&random(2), pages).await.unwrap().base_url();
    let setup =
        Setup::new(&draft(), &Secret::new(SECRET.to_owned()), CALLBACK.to_owned(), Endpoints::at(&gone));
    let transcript = rehearse(setup, Phone::Automatic, quiet(listener));
    // A task of its own, as an application runs it.
    let transcript = tokio::spawn(transcript).await.unwrap();
    assert_eq!(transcript.problem.unwrap().code, "unreachable");
}
