//! D: what authentik decides to do.

use desk_prediction::*;
use serde_json::json;

use crate::support::*;

const ALICE: u64 = 3;

fn alice() -> User {
    User::new(ALICE, "alice", "alice@example.com")
}

fn decided(prediction: &Prediction) -> (Option<Action>, Option<Step>, Option<UserKey>) {
    (prediction.action, prediction.action_step, prediction.user)
}

/// Somebody of whom the provider says these, with nobody logged in.
fn comes(mode: UserMatchingMode, properties: serde_json::Value, directory: &Directory) -> Prediction {
    predict(&wechat_by(mode), &Visit::of(person("id-1", properties)), directory)
}

fn logged_in(user: u64) -> Session {
    Session { user: Some(UserKey::Pk(user)), in_source_stage: false }
}

#[test]
fn d0_who_is_logged_in_is_linked_in_every_mode() {
    let directory = connected(vec![alice(), User::new(4, "bob", "bob@example.com")], &[]);
    for mode in UserMatchingMode::ALL {
        // Even where the mode would link bob, or find nothing to match by.
        let callback = Callback::Person(person("id-1", json!({"username": "bob", "email": null})));
        let visit = Visit { callback, session: logged_in(ALICE) };
        let prediction = predict(&wechat_by(mode), &visit, &directory);
        assert_eq!(
            decided(&prediction),
            (Some(Action::Link), Some(Step::D0), Some(UserKey::Pk(ALICE))),
            "{mode:?}"
        );
        assert_eq!(prediction.outcome, Outcome::Linked);
        assert_eq!(prediction.logged_in, Some(UserKey::Pk(ALICE)));
    }
}

#[test]
fn d0_a_connection_that_exists_goes_before_the_session_whoever_owns_it() {
    let directory = connected(vec![alice(), User::new(4, "bob", "")], &[("id-1", 4)]);
    let visit = Visit { callback: Callback::Person(person("id-1", json!({}))), session: logged_in(ALICE) };
    let prediction = predict(&wechat(), &visit, &directory);
    assert_eq!(decided(&prediction), (Some(Action::Auth), Some(Step::D0), Some(UserKey::Pk(4))));
    assert_eq!(prediction.step, Step::EPlanning, "the default authentication flow wants nobody logged in");
    assert_eq!(prediction.logged_in, Some(UserKey::Pk(ALICE)), "who stays logged in");
    let everybody = Source { authentication_flow: flow(vec![Stage::UserLogin.always()]), ..wechat() };
    let prediction = predict(&everybody, &visit, &directory);
    assert_eq!(prediction.logged_in, Some(UserKey::Pk(4)), "the browser is bob's now");
}

#[test]
fn d1_a_connection_logs_in_in_every_mode() {
    let directory = connected(vec![alice()], &[("id-1", ALICE)]);
    for mode in UserMatchingMode::ALL {
        let prediction = comes(mode, json!({}), &directory);
        assert_eq!(decided(&prediction), (Some(Action::Auth), Some(Step::D1), Some(UserKey::Pk(ALICE))));
        assert_eq!(prediction.outcome, Outcome::LoggedIn);
        assert_eq!(text(&prediction), "Successfully authenticated with WeChat!");
    }
}

#[test]
fn d1_a_connection_of_another_source_does_not_count() {
    let connection = UserConnection {
        source: "wechat-old".to_owned(),
        identifier: "id-1".to_owned(),
        user: UserKey::Pk(ALICE),
    };
    let groups = Fact::Known((Vec::new(), Vec::new()));
    let directory = Directory::new(vec![alice()], Fact::Known(vec![connection]), groups);
    let prediction = comes(UserMatchingMode::Identifier, json!({"username": "x"}), &directory);
    assert_eq!(prediction.action_step, Some(Step::D2));
}

#[test]
fn d1_without_knowing_the_connections_nothing_is_said() {
    let groups = Fact::Known((Vec::new(), Vec::new()));
    let directory = Directory::new(vec![alice()], Fact::NotKnown, groups);
    let prediction = comes(UserMatchingMode::Identifier, json!({"username": "x"}), &directory);
    assert_eq!((prediction.action, prediction.outcome.clone()), (None, Outcome::NotKnown));
    assert_eq!(prediction.unknowns, [Unknown::Connections]);
}

#[test]
fn d2_by_identifier_a_person_without_connection_is_enrolled_whoever_looks_like_them() {
    let directory = connected(vec![alice()], &[]);
    let properties = json!({"username": "new", "email": "alice@example.com"});
    let prediction = comes(UserMatchingMode::Identifier, properties, &directory);
    assert_eq!(decided(&prediction), (Some(Action::Enroll), Some(Step::D2), Some(UserKey::New(0))));
    assert_eq!(prediction.outcome, Outcome::LoggedIn);
}

#[test]
fn d3_nothing_to_match_by_is_refused_and_only_the_log_says_why() {
    let directory = connected(vec![alice()], &[]);
    for mode in UserMatchingMode::ALL.into_iter().filter(|mode| *mode != UserMatchingMode::Identifier) {
        let property = mode.property().unwrap();
        for nothing in [json!({}), json!({property: null}), json!({property: ""}), json!({property: []})] {
            let prediction = comes(mode, nothing, &directory);
            assert_eq!(decided(&prediction), (Some(Action::Deny), Some(Step::D3), None));
            assert_eq!(
                text(&prediction),
                "Request to authenticate with WeChat has been denied. Please authenticate with the source you've \
                 previously signed up with."
            );
            let [line] = prediction.log.as_slice() else { panic!("{prediction:#?}") };
            assert_eq!(line.text, "Refusing to use none property");
            assert_eq!(line.place, Place::Log(Level::Warning));
            let fields = [("identifier", "id-1"), ("property", property)];
            assert_eq!(line.fields, fields.map(|(name, value)| (name.to_owned(), value.to_owned())));
        }
    }
}

#[test]
fn d4_nobody_with_exactly_the_value_is_enrolled() {
    let directory = connected(vec![alice()], &[]);
    for (mode, properties) in [
        (UserMatchingMode::EmailLink, json!({"username": "new", "email": "Alice@example.com"})),
        (UserMatchingMode::EmailDeny, json!({"username": "new", "email": "Alice@example.com"})),
        (UserMatchingMode::UsernameLink, json!({"username": "Alice"})),
        (UserMatchingMode::UsernameDeny, json!({"username": "Alice"})),
    ] {
        let prediction = comes(mode, properties, &directory);
        assert_eq!((prediction.action, prediction.action_step), (Some(Action::Enroll), Some(Step::D4)));
        assert!(logged(&prediction).contains(&"No matching objects found, enrolling"));
    }
    let prediction = comes(UserMatchingMode::EmailLink, json!({"email": ["a@b.c"]}), &directory);
    assert_eq!(
        prediction.unknowns,
        [Unknown::Value("email".to_owned())],
        "only Python knows the text of a list"
    );
}

#[test]
fn d5_the_first_with_the_value_is_linked() {
    let users = vec![User::new(9, "alice2", "alice@example.com"), alice()];
    let directory = connected(users, &[]);
    let properties = json!({"username": "alice2", "email": "alice@example.com"});
    let prediction = comes(UserMatchingMode::EmailLink, properties.clone(), &directory);
    assert_eq!(
        decided(&prediction),
        (Some(Action::Link), Some(Step::D5), Some(UserKey::Pk(ALICE))),
        "the lowest primary key, in whatever order they come"
    );
    let prediction = comes(UserMatchingMode::UsernameLink, properties, &directory);
    assert_eq!(prediction.user, Some(UserKey::Pk(9)));
    let tokens = Tokens::OAuthExpiredAtOnce;
    assert_eq!(prediction.connection, ConnectionChange::Made { user: UserKey::Pk(9), tokens });
}

#[test]
fn d5_an_inactive_user_is_matched_and_cannot_log_in() {
    let directory = connected(vec![User { is_active: false, ..alice() }], &[]);
    let prediction = comes(UserMatchingMode::EmailLink, json!({"email": "alice@example.com"}), &directory);
    assert_eq!((prediction.action, prediction.action_step), (Some(Action::Link), Some(Step::D5)));
    assert_eq!((prediction.step, text(&prediction)), (Step::FUserLogin, "Unknown error"));
    assert_eq!(logged(&prediction), ["User is not active, login will not work."]);
    assert_eq!((prediction.connection, prediction.logged_in), (ConnectionChange::None, None));
}

#[test]
fn d6_somebody_with_the_value_refuses_the_newcomer() {
    let directory = connected(vec![alice()], &[]);
    for (mode, properties) in [
        (UserMatchingMode::EmailDeny, json!({"email": "alice@example.com"})),
        (UserMatchingMode::UsernameDeny, json!({"username": "alice"})),
    ] {
        let prediction = comes(mode, properties, &directory);
        assert_eq!(decided(&prediction), (Some(Action::Deny), Some(Step::D6), Some(UserKey::Pk(ALICE))));
        assert_eq!((prediction.step, &prediction.outcome), (Step::D6, &Outcome::Denied));
        assert_eq!(logged(&prediction), ["Denying source because object exists"]);
        assert_eq!(page(&prediction), Page::AccessDenied);
    }
}
