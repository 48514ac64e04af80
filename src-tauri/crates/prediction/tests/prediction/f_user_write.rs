//! F: the stages of the flow, and the user write stage as a whole.

use desk_prediction::*;
use serde_json::{Value, json};

use crate::support::*;

fn enrolls(source: &Source, properties: Value) -> Prediction {
    let directory = connected(vec![User::new(1, "taken", "taken@example.com")], &[]);
    predict(source, &Visit::of(person("id-1", properties)), &directory)
}

fn source_writing(stage: UserWrite) -> Source {
    let stages = vec![Stage::UserWrite(stage).always(), Stage::UserLogin.always()];
    Source { enrollment_flow: flow(stages), ..wechat() }
}

#[test]
fn f_the_default_authentication_flow_writes_nothing_to_the_user() {
    let before = User { name: "Old name".to_owned(), ..User::new(1, "u", "") };
    let directory = connected(vec![before], &[("id-1", 1)]);
    let properties = json!({"username": "u", "name": "New name", "attributes": {"headimgurl": "new"}});
    let prediction = predict(&wechat(), &Visit::of(person("id-1", properties)), &directory);
    let record = record(&prediction);
    assert!(!record.is_written);
    assert_eq!((&record.name, record.attributes.len()), (&Fact::Known("Old name".to_owned()), 0));
    let why: Vec<WhyDiscarded> = record.discarded.iter().map(|discarded| discarded.why).collect();
    assert_eq!(why, [WhyDiscarded::NoUserWrite; 3]);
}

#[test]
fn f_an_authentication_flow_with_user_write_refreshes_the_user() {
    let write = Stage::UserWrite(user_write(UserCreationMode::NeverCreate)).always();
    let source = Source { authentication_flow: flow(vec![write, Stage::UserLogin.always()]), ..wechat() };
    let before = User { attributes: map(json!({"kept": 1, "a": {"x": 1}})), ..User::new(1, "u", "") };
    let directory = connected(vec![before], &[("id-1", 1)]);
    let properties = json!({"name": "New", "path": "p", "attributes": {"a": {"y": 2}}});
    let prediction = predict(&source, &Visit::of(person("id-1", properties)), &directory);
    let record = record(&prediction);
    assert!(record.is_written && !record.is_made);
    assert_eq!((&record.name, &record.path), (&Fact::Known("New".to_owned()), &Fact::Known("p".to_owned())));
    assert_eq!(
        Value::Object(record.attributes.clone()),
        json!({"kept": 1, "a": {"y": 2}, "goauthentik.io/user/sources": ["WeChat"]}),
        "dict.update does not merge deeply"
    );
    assert_eq!(record.user_type, Fact::NotKnown, "nobody asked for it");
}

#[test]
fn f_an_authentication_flow_that_always_creates_moves_the_connection() {
    let write = Stage::UserWrite(user_write(UserCreationMode::AlwaysCreate)).always();
    let source = Source { authentication_flow: flow(vec![write, Stage::UserLogin.always()]), ..wechat() };
    let directory = connected(vec![User::new(1, "old", "")], &[("id-1", 1)]);
    let visit = Visit::of(person("id-1", json!({"username": "new"})));
    let prediction = predict(&source, &visit, &directory);
    let (from, to) = (UserKey::Pk(1), UserKey::New(0));
    let tokens = Tokens::OAuthExpiredAtOnce;
    assert_eq!(prediction.connection, ConnectionChange::Moved { from, to, tokens });
    let next = prediction.next_login.unwrap();
    assert_eq!(next.user, Some(to));
    assert_eq!(
        (next.action, next.step),
        (Some(Action::Auth), Step::FUserWrite),
        "the username is taken by then"
    );
}

#[test]
fn f_a_prompt_asks_for_a_username_only_if_there_is_none() {
    let prediction = enrolls(&wechat(), json!({"name": "No username"}));
    assert_eq!(prediction.outcome, Outcome::Asked { fields: vec!["username".to_owned()] });
    assert_eq!((prediction.step, page(&prediction)), (Step::FPrompt, Page::Prompt));
    assert_eq!(record(&prediction).username, Fact::NotKnown);
    assert_eq!(prediction.unknowns, [Unknown::Typed("username".to_owned())]);
    assert_eq!(prediction.next_login.unwrap().action, Some(Action::Auth));
    assert_eq!(enrolls(&wechat(), json!({"username": "u"})).outcome, Outcome::LoggedIn);
    let none = enrolls(&wechat(), json!({"username": null}));
    assert!(matches!(none.outcome, Outcome::Asked { .. }), "None was dropped before");
}

#[test]
fn f_a_field_that_the_person_types_is_not_known_whatever_the_provider_says() {
    let fields = vec![PromptField { field_key: "email".to_owned() }];
    let write = Stage::UserWrite(UserWrite::default_source_enrollment()).always();
    let stages = vec![Stage::Prompt { fields }.always(), write, Stage::UserLogin.always()];
    let source = Source { enrollment_flow: flow(stages), ..wechat() };
    let prediction = enrolls(&source, json!({"username": "u", "email": "u@example.com"}));
    assert_eq!(record(&prediction).email, Fact::NotKnown);
    assert_eq!(prediction.outcome, Outcome::Asked { fields: vec!["email".to_owned()] });
}

#[test]
fn f_what_the_person_types_takes_the_properties_place() {
    let typed = |username: &str| {
        let mut person = person("id-1", json!({"name": "No username"}));
        person.answers = map(json!({"username": username}));
        let directory = connected(vec![User::new(1, "taken", "")], &[]);
        predict(&wechat(), &Visit::of(person), &directory)
    };
    let fine = typed("mine");
    assert_eq!(fine.outcome, Outcome::LoggedIn);
    assert_eq!(record(&fine).username, Fact::Known("mine".to_owned()));
    assert!(fine.is_certain());
    assert_eq!(text(&typed("taken")), "Failed to update user. Please try again later.");
}

#[test]
fn f_a_new_user_is_external_and_active_and_has_the_sources_path() {
    let prediction = enrolls(&wechat(), json!({"username": "u"}));
    let record = record(&prediction);
    assert!(record.is_made && record.is_written);
    assert_eq!(record.user_type, Fact::Known("external".to_owned()));
    assert_eq!(record.is_active, Fact::Known(true));
    assert_eq!(record.path, Fact::Known("goauthentik.io/sources/wechat".to_owned()));
    assert_eq!(record.attributes["goauthentik.io/user/sources"], json!(["WeChat"]));
    let odd = Source { user_path_template: "%(slug)5s".to_owned(), ..wechat() };
    let prediction = enrolls(&odd, json!({"username": "u"}));
    assert_eq!(prediction.unknowns, [Unknown::UserPath]);
    assert_eq!(prediction.record.unwrap().path, Fact::NotKnown);
    let prediction = enrolls(&odd, json!({"username": "u", "path": "said"}));
    assert!(prediction.is_certain());
    let prediction = enrolls(&odd, json!({"username": "u", "path": ["odd"]}));
    assert_eq!(prediction.unknowns, [Unknown::Value("path".to_owned())]);
    let empty = Source { user_path_template: String::new(), ..wechat() };
    let prediction = enrolls(&empty, json!({"username": "u"}));
    assert_eq!(prediction.record.unwrap().path, Fact::Known("users".to_owned()));
}

#[test]
fn f_user_write_never_create_has_nobody_to_write_to() {
    let prediction =
        enrolls(&source_writing(user_write(UserCreationMode::NeverCreate)), json!({"username": "u"}));
    assert_eq!((prediction.step, &prediction.outcome), (Step::FUserWrite, &Outcome::Failed));
    assert_eq!(text(&prediction), "No user found and can't create new user.");
}

#[test]
fn f_user_write_create_when_required_creates() {
    let stage = user_write(UserCreationMode::CreateWhenRequired);
    assert_eq!(enrolls(&source_writing(stage), json!({"username": "u"})).outcome, Outcome::LoggedIn);
}

#[test]
fn f_user_write_makes_no_internal_service_accounts() {
    let stage = UserWrite {
        user_type: "internal_service_account".to_owned(),
        ..UserWrite::default_source_enrollment()
    };
    let prediction = enrolls(&source_writing(stage), json!({"username": "u"}));
    assert_eq!(record(&prediction).user_type, Fact::Known("service_account".to_owned()));
}

#[test]
fn f_users_that_are_made_inactive_lock_themselves_out() {
    let stage = UserWrite { create_users_as_inactive: true, ..UserWrite::default_source_enrollment() };
    let prediction = enrolls(&source_writing(stage), json!({"username": "u"}));
    assert_eq!((prediction.step, text(&prediction)), (Step::FUserLogin, "Unknown error"));
    assert!(record(&prediction).is_written, "the account is there");
    assert_eq!(prediction.connection, ConnectionChange::None, "but not the connection");
    let next = prediction.next_login.unwrap();
    assert_eq!(
        (next.action, next.step),
        (Some(Action::Enroll), Step::FUserWrite),
        "so that the name is taken"
    );
}

#[test]
fn f_user_write_an_empty_username_aborts() {
    let prediction = enrolls(&wechat(), json!({"username": ""}));
    assert_eq!((prediction.step, &prediction.outcome), (Step::FUserWrite, &Outcome::Failed));
    assert_eq!((page(&prediction), text(&prediction)), (Page::AccessDenied, "Unknown error"));
    assert_eq!(logged(&prediction), ["Aborting write to empty username"]);
    assert_eq!(prediction.record, None);
}

#[test]
fn f_user_write_a_username_that_is_taken_fails() {
    let prediction = enrolls(&wechat(), json!({"username": "taken"}));
    assert_eq!((prediction.step, page(&prediction)), (Step::FUserWrite, Page::AccessDenied));
    assert_eq!(text(&prediction), "Failed to update user. Please try again later.");
    assert_eq!(logged(&prediction), ["Failed to save user"]);
    assert_eq!(enrolls(&wechat(), json!({"username": "Taken"})).outcome, Outcome::LoggedIn, "case counts");
}

#[test]
fn f_user_write_too_long_a_username_is_an_error_page() {
    let of = |n_characters: usize| enrolls(&wechat(), json!({"username": "长".repeat(n_characters)}));
    assert_eq!(of(150).outcome, Outcome::LoggedIn, "characters, not bytes");
    let prediction = of(151);
    assert_eq!(
        (prediction.step, page(&prediction), text(&prediction)),
        (Step::FUserWrite, Page::FlowError, "")
    );
    let long = json!({"username": "u", "email": "e".repeat(255)});
    assert_eq!(page(&enrolls(&wechat(), long)), Page::FlowError);
}

#[test]
fn f_user_write_puts_the_user_into_its_group() {
    let group = GroupKey::Pk("g".to_owned());
    let stage =
        UserWrite { create_users_group: Some(group.clone()), ..UserWrite::default_source_enrollment() };
    let prediction = enrolls(&source_writing(stage), json!({"username": "u"}));
    assert_eq!(prediction.groups.joined, [group]);
}

#[test]
fn f_user_login_without_a_user_has_nobody_to_log_in() {
    let source = Source { enrollment_flow: flow(vec![Stage::UserLogin.always()]), ..wechat() };
    let prediction = enrolls(&source, json!({"username": "u"}));
    assert_eq!((prediction.step, text(&prediction)), (Step::FUserLogin, "No Pending user to login."));
}

#[test]
fn f_user_login_an_inactive_user_is_refused_without_a_reason() {
    let inactive = User { is_active: false, ..User::new(1, "u", "") };
    let directory = connected(vec![inactive], &[("id-1", 1)]);
    let prediction = predict(&wechat(), &Visit::of(person("id-1", json!({}))), &directory);
    assert_eq!((prediction.step, &prediction.outcome), (Step::FUserLogin, &Outcome::Failed));
    assert_eq!((page(&prediction), text(&prediction)), (Page::AccessDenied, "Unknown error"));
    assert_eq!(logged(&prediction), ["User is not active, login will not work."]);
}

#[test]
fn f_a_stage_that_may_run_or_not_decides() {
    let binding = StageBinding {
        stage: Stage::UserWrite(UserWrite::default_source_enrollment()),
        runs: Runs::NotKnown,
    };
    let source = Source { enrollment_flow: flow(vec![binding]), ..wechat() };
    let prediction = enrolls(&source, json!({"username": "u"}));
    assert_eq!(prediction.outcome, Outcome::NotKnown);
    assert_eq!(prediction.unknowns, [Unknown::StageRuns("our-flow".to_owned())]);
}

#[test]
fn f_the_sources_name_is_noted_once() {
    let write = Stage::UserWrite(user_write(UserCreationMode::NeverCreate)).always();
    let source = Source { authentication_flow: flow(vec![write]), ..wechat() };
    let noted = |before: Value| {
        let attributes = map(json!({"goauthentik.io/user/sources": before}));
        let directory = connected(vec![User { attributes, ..User::new(1, "u", "") }], &[("id-1", 1)]);
        let prediction = predict(&source, &Visit::of(person("id-1", json!({}))), &directory);
        record(&prediction).attributes["goauthentik.io/user/sources"].clone()
    };
    assert_eq!(noted(json!(["GitHub"])), json!(["GitHub", "WeChat"]));
    assert_eq!(noted(json!(["WeChat"])), json!(["WeChat"]));
    assert_eq!(noted(json!("no list")), json!(["WeChat"]));
}
