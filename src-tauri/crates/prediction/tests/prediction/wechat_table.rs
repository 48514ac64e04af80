//! authentik's WeChat, row by row: what happens in which situation.

use desk_prediction::*;
use serde_json::{Value, json};

use crate::support::*;

const UNIONID: &str = "oZhangSan_unionid_28_chars_1";

#[test]
fn row_1_the_first_login_makes_an_external_user_without_a_prompt() {
    let source = wechat();
    let visit = Visit::of(wechat_person(&source, &zhang_san()));
    let prediction = predict(&source, &visit, &connected(Vec::new(), &[]));
    assert_eq!((prediction.action, prediction.step), (Some(Action::Enroll), Step::D2));
    assert_eq!((&prediction.outcome, prediction.logged_in), (&Outcome::LoggedIn, Some(UserKey::New(0))));
    let record = record(&prediction);
    assert_eq!(record.username, Fact::Known(UNIONID.to_owned()));
    assert_eq!(record.name, Fact::Known("张三😀".to_owned()));
    assert_eq!(record.email, Fact::Known(String::new()));
    assert_eq!(record.path, Fact::Known("goauthentik.io/sources/wechat".to_owned()));
    assert_eq!(record.user_type, Fact::Known("external".to_owned()));
    let keys: Vec<&String> = record.attributes.keys().collect();
    assert_eq!(
        keys,
        [
            "headimgurl",
            "sex",
            "city",
            "province",
            "country",
            "unionid",
            "openid",
            "goauthentik.io/user/sources"
        ]
    );
    assert_eq!(record.attributes["goauthentik.io/user/sources"], json!(["WeChat"]));
    assert!(prediction.is_certain());
}

#[test]
fn row_1_without_a_unionid_the_openid_is_the_username_and_what_is_missing_is_null() {
    let source = wechat();
    let info = json!({"openid": "oid", "nickname": "张三"});
    let visit = Visit::of(wechat_person(&source, &info));
    let prediction = predict(&source, &visit, &connected(Vec::new(), &[]));
    let record = record(&prediction);
    assert_eq!(record.username, Fact::Known("oid".to_owned()));
    for missing in ["headimgurl", "sex", "unionid"] {
        assert_eq!(record.attributes[missing], Value::Null, "{missing}");
    }
}

#[test]
fn row_2_by_email_everybody_is_denied() {
    for mode in [UserMatchingMode::EmailLink, UserMatchingMode::EmailDeny] {
        let source = wechat_by(mode);
        let visit = Visit::of(wechat_person(&source, &zhang_san()));
        let directory = connected(vec![User::new(1, "a", "zhang@example.com")], &[]);
        let prediction = predict(&source, &visit, &directory);
        assert_eq!((prediction.action, prediction.step), (Some(Action::Deny), Step::D3));
        assert_eq!(logged(&prediction), ["Refusing to use none property"]);
    }
}

#[test]
fn row_3_by_email_with_a_mapping_the_exact_address_links() {
    let source = wechat_by(UserMatchingMode::EmailLink);
    let mut person = wechat_person(&source, &zhang_san());
    person.properties.insert("email".to_owned(), json!("zhang@example.com"));
    let prediction = |email: &str| {
        let directory = connected(vec![User::new(1, "zhang.san", email)], &[]);
        predict(&source, &Visit::of(person.clone()), &directory)
    };
    let exact = prediction("zhang@example.com");
    assert_eq!((exact.action, exact.user), (Some(Action::Link), Some(UserKey::Pk(1))));
    assert_eq!(prediction("Zhang@example.com").action, Some(Action::Enroll));
}

#[test]
fn row_4_by_username_only_the_unionid_links_unless_a_mapping_sets_a_username() {
    let source = wechat_by(UserMatchingMode::UsernameLink);
    let mut person = wechat_person(&source, &zhang_san());
    let users = vec![User::new(1, "zhang.san", ""), User::new(2, UNIONID, "")];
    let directory = connected(users, &[]);
    let prediction = predict(&source, &Visit::of(person.clone()), &directory);
    assert_eq!((prediction.action, prediction.user), (Some(Action::Link), Some(UserKey::Pk(2))));
    person.properties.insert("username".to_owned(), json!("zhang.san"));
    let prediction = predict(&source, &Visit::of(person), &directory);
    assert_eq!((prediction.action, prediction.user), (Some(Action::Link), Some(UserKey::Pk(1))));
}

#[test]
fn row_5_a_unionid_that_is_a_username_is_denied_or_fails_at_user_write() {
    let directory = connected(vec![User::new(2, UNIONID, "")], &[]);
    let source = wechat_by(UserMatchingMode::UsernameDeny);
    let person = wechat_person(&source, &zhang_san());
    let prediction = predict(&source, &Visit::of(person.clone()), &directory);
    assert_eq!((prediction.action, prediction.step), (Some(Action::Deny), Step::D6));
    let prediction = predict(&wechat(), &Visit::of(person), &directory);
    assert_eq!((prediction.action, prediction.step), (Some(Action::Enroll), Step::FUserWrite));
    assert_eq!(text(&prediction), "Failed to update user. Please try again later.");
}

#[test]
fn row_6_who_cancels_the_qr_code_reads_of_a_token() {
    let callback = Callback::NoCode { error_description: None, error: None };
    let visit = Visit { callback, session: Session::default() };
    let prediction = predict(&wechat(), &visit, &connected(Vec::new(), &[]));
    assert_eq!(text(&prediction), "Authentication failed: Could not retrieve token.");
}

#[test]
fn row_7_a_unionid_that_appears_later_makes_a_second_user() {
    let source = wechat();
    let mut before = zhang_san();
    let openid = before["openid"].as_str().unwrap().to_owned();
    before.as_object_mut().unwrap().shift_remove("unionid");
    assert_eq!(wechat_person(&source, &before).identifier, openid);
    let directory = connected(vec![User::new(1, &openid, "")], &[(&openid, 1)]);
    let visit = Visit::of(wechat_person(&source, &zhang_san()));
    let prediction = predict(&source, &visit, &directory);
    assert_eq!((prediction.action, &prediction.outcome), (Some(Action::Enroll), &Outcome::LoggedIn));
    assert_eq!(prediction.user, Some(UserKey::New(0)));
}

#[test]
fn row_7_with_a_link_mode_the_second_connection_breaks_the_flow() {
    let source = wechat_by(UserMatchingMode::UsernameLink);
    let mut person = wechat_person(&source, &zhang_san());
    person.properties.insert("username".to_owned(), json!("zhang.san"));
    let directory = connected(vec![User::new(1, "zhang.san", "")], &[("the-openid", 1)]);
    let prediction = predict(&source, &Visit::of(person), &directory);
    assert_eq!((prediction.action, prediction.step), (Some(Action::Link), Step::EConnection));
    assert_eq!(prediction.outcome, Outcome::Failed);
}

#[test]
fn row_8_settings_link_once_and_crash_the_second_time() {
    let source = wechat();
    let callback = Callback::Person(wechat_person(&source, &zhang_san()));
    let session = Session { user: Some(UserKey::Pk(1)), in_source_stage: false };
    let visit = Visit { callback, session };
    let users = || vec![User::new(1, "zhang.san", "")];
    let first = predict(&source, &visit, &connected(users(), &[]));
    assert_eq!((first.action, &first.outcome), (Some(Action::Link), &Outcome::Linked));
    let second = predict(&source, &visit, &connected(users(), &[("another-wechat", 1)]));
    assert_eq!((second.action, page(&second)), (Some(Action::Link), Page::ServerError));
}

#[test]
fn row_9_the_tokens_are_stored_and_expire_at_once() {
    let source = wechat();
    let visit = Visit::of(wechat_person(&source, &zhang_san()));
    let prediction = predict(&source, &visit, &connected(Vec::new(), &[]));
    let (user, tokens) = (UserKey::New(0), Tokens::OAuthExpiredAtOnce);
    assert_eq!(prediction.connection, ConnectionChange::Made { user, tokens });
}

#[test]
fn an_empty_unionid_goes_on_and_fails_at_user_write() {
    let source = wechat();
    let mut info = zhang_san();
    info["unionid"] = json!("");
    let prediction = predict(&source, &Visit::of(wechat_person(&source, &info)), &connected(Vec::new(), &[]));
    assert_eq!((prediction.action, prediction.step), (Some(Action::Enroll), Step::FUserWrite));
    assert_eq!(text(&prediction), "Unknown error", "'username' is there, so that nobody is asked for it");
}

#[test]
fn a_source_that_was_deleted_and_made_again_finds_its_users_names_taken() {
    // The connections went with the source, the users stayed.
    let source = wechat();
    let directory = connected(vec![User::new(1, UNIONID, "")], &[]);
    let prediction = predict(&source, &Visit::of(wechat_person(&source, &zhang_san())), &directory);
    assert_eq!(text(&prediction), "Failed to update user. Please try again later.");
}
