//! A, B and C: everything before authentik decides what to do.

use desk_model::Protocol;
use desk_prediction::*;
use serde_json::json;

use crate::support::*;

fn ended(source: &Source, callback: Callback) -> Prediction {
    let visit = Visit { callback, session: Session::default() };
    let prediction = predict(source, &visit, &Directory::of_users(Vec::new()));
    assert_eq!(prediction.outcome, Outcome::Failed);
    assert_eq!((prediction.action, &prediction.next_login), (None, &None));
    assert_eq!(prediction.connection, ConnectionChange::None);
    prediction
}

fn no_code(error_description: Option<&str>, error: Option<&str>) -> Callback {
    Callback::NoCode {
        error_description: error_description.map(str::to_owned),
        error: error.map(str::to_owned),
    }
}

/// A source of another type than WeChat.
fn github() -> Source {
    Source { kind: "github".to_owned(), ..wechat() }
}

#[test]
fn a1_a_source_that_is_switched_off_is_not_found() {
    let source = Source { enabled: false, ..wechat() };
    let person = wechat_person(&source, &zhang_san());
    let prediction = predict(&source, &Visit::of(person), &Directory::of_users(Vec::new()));
    assert_eq!((prediction.step, page(&prediction), text(&prediction)), (Step::A1, Page::NotFound, ""));
}

#[test]
fn a1_nobody_comes_back_from_a_source_that_only_synchronises() {
    for protocol in [Protocol::Ldap, Protocol::Scim] {
        let source = Source { protocol, ..wechat() };
        let visit = Visit::of(wechat_person(&source, &zhang_san()));
        let prediction = predict(&source, &visit, &Directory::of_users(Vec::new()));
        assert_eq!(prediction.outcome, Outcome::NotKnown);
        assert_eq!(prediction.unknowns, [Unknown::NoLogin(protocol)]);
    }
}

#[test]
fn a2_without_an_authorization_url_there_is_an_event_and_a_broken_redirect() {
    let source = Source { has_authorization_url: false, ..wechat() };
    let prediction = ended(&source, Callback::WrongState);
    assert_eq!((prediction.step, page(&prediction)), (Step::A2, Page::BrokenRedirect));
    assert_eq!(prediction.log[0].place, Place::Event("configuration_error"));
    let saml = Source { protocol: Protocol::Saml, ..source };
    let person = person("x", json!({"username": "x"}));
    let prediction = predict(&saml, &Visit::of(person), &Directory::of_users(Vec::new()));
    assert_eq!(prediction.outcome, Outcome::LoggedIn, "SAML has none to lack");
}

#[test]
fn b1_a_wrong_state_leads_back_to_the_login_page() {
    let prediction = ended(&wechat(), Callback::WrongState);
    assert_eq!(prediction.step, Step::B1);
    assert_eq!(page(&prediction), Page::LoginPage);
    assert_eq!(text(&prediction), "Authentication failed: State check failed.");
    assert_eq!(logged(&prediction), ["Authentication Failure"]);
}

#[test]
fn b2_without_a_code_the_provider_has_the_word_but_not_for_wechat() {
    let words = |source: &Source, callback| {
        let prediction = ended(source, callback);
        assert_eq!(prediction.step, Step::B2);
        text(&prediction).to_owned()
    };
    let said = no_code(Some("The user said no."), Some("access_denied"));
    assert_eq!(words(&github(), said.clone()), "Authentication failed: The user said no.");
    assert_eq!(
        words(&github(), no_code(None, Some("access_denied"))),
        "Authentication failed: access_denied"
    );
    assert_eq!(words(&github(), no_code(None, None)), "Authentication failed: No token received.");
    assert_eq!(words(&wechat(), said), "Authentication failed: Could not retrieve token.");
}

#[test]
fn b3_a_refused_token_is_a_message_and_a_body_that_is_no_json_a_crash() {
    let prediction = ended(&wechat(), Callback::TokenRefused);
    assert_eq!(prediction.step, Step::B3);
    assert_eq!(text(&prediction), "Authentication failed: Could not retrieve token.");
    let prediction = ended(&wechat(), Callback::TokenNotJson);
    assert_eq!((prediction.step, page(&prediction), text(&prediction)), (Step::B3, Page::ServerError, ""));
}

#[test]
fn b4_an_error_in_the_token_answer_is_shown_as_it_is() {
    let prediction = ended(&github(), Callback::TokenError("bad_verification_code".to_owned()));
    assert_eq!(prediction.step, Step::B4);
    assert_eq!(text(&prediction), "Authentication failed: bad_verification_code");
}

#[test]
fn b5_a_refused_profile_is_a_message_and_an_unreachable_one_crashes_for_wechat() {
    for (source, callback) in [
        (wechat(), Callback::ProfileRefused),
        (github(), Callback::ProfileRefused),
        (github(), Callback::ProfileUnreachable),
    ] {
        let prediction = ended(&source, callback);
        assert_eq!(prediction.step, Step::B5);
        assert_eq!(text(&prediction), "Authentication failed: Could not retrieve profile.");
    }
    let prediction = ended(&wechat(), Callback::ProfileUnreachable);
    assert_eq!((prediction.step, page(&prediction)), (Step::B5, Page::ServerError));
}

#[test]
fn b6_without_an_identifier_there_is_no_login() {
    let prediction = ended(&wechat(), Callback::NoIdentifier);
    assert_eq!(prediction.step, Step::B6);
    assert_eq!(text(&prediction), "Authentication failed: Could not determine id.");
}

#[test]
fn b6_wechats_identifier_is_the_unionid_if_the_key_is_there_even_if_it_is_empty() {
    let identifier = |info| wechat_identifier(&map(info)).cloned();
    assert_eq!(identifier(json!({"unionid": "u", "openid": "o"})), Some(json!("u")));
    assert_eq!(identifier(json!({"openid": "o"})), Some(json!("o")));
    assert_eq!(identifier(json!({"unionid": "", "openid": "o"})), Some(json!("")));
    assert_eq!(identifier(json!({"unionid": null, "openid": "o"})), None);
    assert_eq!(identifier(json!({})), None);
}

#[test]
fn c1_path_and_attributes_are_added_to_what_the_type_says() {
    let source = wechat();
    let defaults = |base| with_defaults(&source, map(base)).known().cloned().map(serde_json::Value::Object);
    assert_eq!(
        defaults(json!({"username": "u"})),
        Some(json!({"username": "u", "path": "goauthentik.io/sources/wechat", "attributes": {}}))
    );
    let own = json!({"path": null, "attributes": {"a": 1}});
    assert_eq!(defaults(own.clone()), Some(own), "setdefault leaves what is there, and be it None");
    let odd = Source { user_path_template: "%(slug)10s".to_owned(), ..source };
    assert_eq!(with_defaults(&odd, map(json!({}))), Fact::NotKnown);
}

#[test]
fn c2_a_mapping_that_raises_is_an_event_and_a_crash() {
    let prediction = ended(&wechat(), Callback::MappingRaised { mapping: "nickname".to_owned() });
    assert_eq!((prediction.step, page(&prediction)), (Step::C2, Page::ServerError));
    assert_eq!(prediction.log[0].place, Place::Event("configuration_error"));
    assert_eq!(
        logged(&prediction),
        ["Failed to evaluate property mapping: 'nickname'", "Mapping failed to evaluate"]
    );
}

#[test]
fn c3_keys_without_a_value_are_dropped_but_not_those_inside_attributes() {
    let person = person("x", json!({"username": "x", "email": null, "attributes": {"sex": null}}));
    let prediction = predict(&wechat(), &Visit::of(person), &Directory::of_users(Vec::new()));
    let record = record(&prediction);
    assert_eq!(record.discarded, [Discarded { key: "email".to_owned(), why: WhyDiscarded::NoValue }]);
    assert_eq!(record.email, Fact::Known(String::new()));
    assert!(record.attributes["sex"].is_null());
    assert!(!logged(&prediction).contains(&"discarding key"), "nobody reads of it");
}

#[test]
fn c4_groups_are_iterated_as_python_iterates() {
    let groups = |claimed: serde_json::Value| {
        let person = person("x", json!({"username": "x", "groups": claimed}));
        let prediction = predict(&wechat(), &Visit::of(person), &Directory::of_users(Vec::new()));
        let ids: Vec<String> =
            prediction.groups.changes.iter().map(|change| change.identifier.clone()).collect();
        (prediction.step, prediction.outcome, ids.join(" "))
    };
    let fine = |ids: &str| (Step::D2, Outcome::LoggedIn, ids.to_owned());
    let crash = (Step::C4, Outcome::Failed, String::new());
    assert_eq!(groups(json!(["staff", "ops", "staff"])), fine("staff ops"), "each once");
    assert_eq!(groups(json!("ops")), fine("o p s"), "a text is its characters");
    assert_eq!(groups(json!({"ops": 1})), fine("ops"), "a dict is its keys");
    assert_eq!(groups(json!(null)), fine(""));
    assert_eq!(groups(json!([7])), fine("7"));
    assert_eq!(groups(json!([["ops"]])), crash, "a list is no key of a dict");
    assert_eq!(groups(json!([{"id": 1}])), crash);
    assert_eq!(groups(json!(7)), crash, "a number cannot be iterated");
    assert_eq!(groups(json!([1.5])).1, Outcome::NotKnown, "only Python knows the text of a float");
}

#[test]
fn c4_mapped_groups_lose_what_is_none() {
    let mut person = person("x", json!({"username": "x", "groups": ["ignored"]}));
    person.groups = PersonGroups::Mapped(vec![(
        "g1".to_owned(),
        map(json!({"name": "Operations", "is_superuser": null, "attributes": {"from": "wechat"}})),
    )]);
    let prediction = predict(&wechat(), &Visit::of(person), &Directory::of_users(Vec::new()));
    let [change] = prediction.groups.changes.as_slice() else { panic!("{prediction:#?}") };
    assert_eq!((change.identifier.as_str(), change.name.as_str()), ("g1", "Operations"));
    assert_eq!(change.attributes, map(json!({"from": "wechat"})));
}
