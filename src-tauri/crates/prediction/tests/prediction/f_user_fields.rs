//! F: which property gets into which field.

use desk_prediction::*;
use serde_json::{Value, json};

use crate::support::*;

fn written(properties: Value) -> Prediction {
    let mut all = map(json!({"username": "u"}));
    all.extend(map(properties));
    predict(&wechat(), &Visit::of(Person::new("id-1", all)), &connected(Vec::new(), &[]))
}

fn attributes(properties: Value) -> Value {
    let prediction = written(properties);
    let mut attributes = record(&prediction).attributes.clone();
    attributes.shift_remove("goauthentik.io/user/sources");
    Value::Object(attributes)
}

fn discarded(prediction: &Prediction) -> Vec<(&str, WhyDiscarded)> {
    record(prediction).discarded.iter().map(|discarded| (discarded.key.as_str(), discarded.why)).collect()
}

#[test]
fn f_fields_are_kept() {
    let prediction = written(json!({
        "name": "张三", "email": "z@example.com", "path": "p", "type": "internal", "is_active": "True",
        "first_name": "三", "password": "secret-canary",
    }));
    let record = record(&prediction);
    let known = |text: &str| Fact::Known(text.to_owned());
    assert_eq!((&record.name, &record.email), (&known("张三"), &known("z@example.com")));
    assert_eq!((&record.path, &record.user_type), (&known("p"), &known("internal")));
    assert_eq!(record.is_active, Fact::Known(true));
    assert_eq!(record.other_fields, map(json!({"first_name": "三"})));
    assert_eq!(
        record.kept,
        ["username", "name", "email", "path", "type", "is_active", "first_name", "password"]
    );
    assert!(
        !serde_json::to_string(&prediction).unwrap().contains("secret-canary"),
        "a password is not shown"
    );
}

#[test]
fn f_what_is_no_field_is_discarded_and_logged() {
    let prediction = written(json!({"nickname": "n", "component": "ak", "http://schemas/claims/Group": "x"}));
    assert_eq!(
        discarded(&prediction),
        [
            ("nickname", WhyDiscarded::NoField),
            ("component", WhyDiscarded::Component),
            ("http://schemas/claims/Group", WhyDiscarded::NoField),
        ]
    );
    let keys: Vec<&str> = prediction
        .log
        .iter()
        .filter(|line| line.text == "discarding key")
        .map(|line| line.fields[0].1.as_str())
        .collect();
    assert_eq!(keys, ["nickname", "http://schemas/claims/Group"]);
}

#[test]
fn f_groups_that_a_person_types_are_discarded() {
    let fields = vec![PromptField { field_key: "groups".to_owned() }];
    let write = Stage::UserWrite(UserWrite::default_source_enrollment()).always();
    let source = Source { enrollment_flow: flow(vec![Stage::Prompt { fields }.always(), write]), ..wechat() };
    let mut person = person("id-1", json!({"username": "u"}));
    person.answers = map(json!({"groups": ["admins"]}));
    let prediction = predict(&source, &Visit::of(person), &connected(Vec::new(), &[]));
    assert_eq!(discarded(&prediction), [("groups", WhyDiscarded::Groups)]);
    assert!(prediction.groups.joined.is_empty());
}

#[test]
fn f_dots_and_underscores_in_an_attributes_key_go_one_level_deeper() {
    assert_eq!(attributes(json!({"attributes.a": 1})), json!({"a": 1}));
    assert_eq!(attributes(json!({"attributes_a": 1})), json!({"a": 1}));
    assert_eq!(attributes(json!({"attributes.phone_number": 1})), json!({"phone": {"number": 1}}));
    assert_eq!(
        attributes(json!({"attributes": {"a": {"x": 1}}, "attributes.a.y": 2})),
        json!({"a": {"x": 1, "y": 2}})
    );
    let through_a_text = written(json!({"attributes": {"a": "text"}, "attributes.a.b": 1}));
    assert_eq!((through_a_text.step, page(&through_a_text)), (Step::FUserWrite, Page::FlowError));
}

#[test]
fn f_attributes_that_are_no_dict_break_the_flow() {
    for odd in [json!(["a"]), json!("text"), json!(1), json!(true)] {
        assert_eq!(page(&written(json!({"attributes": odd}))), Page::FlowError, "{odd}");
    }
    assert_eq!(attributes(json!({"attributes": []})), json!({}), "an empty list updates nothing");
}

#[test]
fn f_a_key_that_names_what_cannot_be_set_breaks_the_flow() {
    for key in ["uid", "avatar", "is_staff", "roles", "sources", "unusable_password"] {
        let prediction = written(json!({key: "x"}));
        assert_eq!((prediction.step, page(&prediction)), (Step::FUserWrite, Page::FlowError), "{key}");
    }
}

#[test]
fn f_what_the_facts_do_not_say_of_a_key_is_not_known() {
    let unknowns = |key: &str, value: Value| {
        let prediction = written(json!({key: value}));
        (prediction.outcome, prediction.unknowns)
    };
    let value = |key: &str| vec![Unknown::Value(key.to_owned())];
    let key = "locale".to_owned();
    assert_eq!(unknowns("locale", json!("zh")), (Outcome::LoggedIn, vec![Unknown::NoField(key)]));
    assert_eq!(unknowns("date_joined", json!("now")), (Outcome::LoggedIn, value("date_joined")));
    assert_eq!(unknowns("email", json!(["a"])), (Outcome::LoggedIn, value("email")));
    assert_eq!(unknowns("username", json!({"a": 1})), (Outcome::NotKnown, value("username")));
    let key = "id".to_owned();
    assert_eq!(unknowns("id", json!(5)), (Outcome::NotKnown, vec![Unknown::PrimaryKey(key)]));
}

#[test]
fn f_is_active_that_is_no_truth_value_breaks_the_flow() {
    assert_eq!(page(&written(json!({"is_active": "yes"}))), Page::FlowError);
    let prediction = written(json!({"is_active": false}));
    assert_eq!(prediction.step, Step::FUserLogin, "an inactive user cannot log in");
}

#[test]
fn f_numbers_become_texts() {
    assert_eq!(record(&written(json!({"username": 4711}))).username, Fact::Known("4711".to_owned()));
}
