//! E: what comes of the action.

use desk_prediction::*;
use serde_json::json;

use crate::support::*;

const TOKENS: Tokens = Tokens::OAuthExpiredAtOnce;

fn visit(session: Session) -> Visit {
    Visit { callback: Callback::Person(person("id-1", json!({"username": "new"}))), session }
}

fn logged_in(in_source_stage: bool) -> Session {
    Session { user: Some(UserKey::Pk(1)), in_source_stage }
}

fn bob(is_active: bool) -> User {
    User { is_active, ..User::new(1, "bob", "bob@example.com") }
}

#[test]
fn e_link_logged_in_saves_the_connection_at_once_and_says_so() {
    let prediction = predict(&wechat(), &visit(logged_in(false)), &connected(vec![bob(true)], &[]));
    assert_eq!(prediction.outcome, Outcome::Linked);
    assert_eq!((page(&prediction), text(&prediction)), (Page::UserSettings, "Successfully linked WeChat!"));
    assert_eq!(prediction.connection, ConnectionChange::Made { user: UserKey::Pk(1), tokens: TOKENS });
    assert_eq!(prediction.log[0].place, Place::Event("source_linked"));
    let next = prediction.next_login.unwrap();
    assert_eq!((next.action, next.outcome), (Some(Action::Auth), Outcome::LoggedIn));
}

#[test]
fn e_link_logged_in_a_second_connection_of_one_user_crashes() {
    let directory = connected(vec![bob(true)], &[("id-0", 1)]);
    let prediction = predict(&wechat(), &visit(logged_in(false)), &directory);
    assert_eq!((prediction.action, prediction.step), (Some(Action::Link), Step::ELink));
    assert_eq!((page(&prediction), text(&prediction)), (Page::ServerError, ""));
    assert_eq!(prediction.connection, ConnectionChange::None);
}

#[test]
fn e_inside_a_source_stage_that_flow_goes_on() {
    let directory = connected(vec![bob(true)], &[]);
    let prediction = predict(&wechat(), &visit(logged_in(true)), &directory);
    assert_eq!((prediction.step, &prediction.outcome), (Step::ESourceStage, &Outcome::Resumed));
    let anonymous = Session { user: None, in_source_stage: true };
    let no_flow = Source { authentication_flow: Fact::Known(None), ..wechat() };
    let known = connected(vec![bob(true)], &[("id-1", 1)]);
    assert_eq!(predict(&no_flow, &visit(anonymous), &known).outcome, Outcome::Resumed);
    assert_eq!(predict(&wechat(), &visit(anonymous), &known).outcome, Outcome::Resumed, "after its own");
}

#[test]
fn e_auth_without_an_authentication_flow_is_a_bad_request() {
    let source = Source { authentication_flow: Fact::Known(None), ..wechat() };
    let directory = connected(vec![bob(true)], &[("id-1", 1)]);
    let prediction = predict(&source, &visit(Session::default()), &directory);
    assert_eq!((prediction.action, prediction.step), (Some(Action::Auth), Step::EAuth));
    assert_eq!((page(&prediction), text(&prediction)), (Page::BadRequest, "Configured flow does not exist."));
}

#[test]
fn e_link_anonymous_takes_the_authentication_flow_too() {
    let by_username = wechat_by(UserMatchingMode::UsernameLink);
    let source = Source { authentication_flow: Fact::Known(None), ..by_username };
    let directory = connected(vec![User::new(1, "new", "")], &[]);
    let prediction = predict(&source, &visit(Session::default()), &directory);
    assert_eq!((prediction.action, prediction.step), (Some(Action::Link), Step::EAuth));
}

#[test]
fn e_enroll_without_an_enrollment_flow_is_a_bad_request() {
    let source = Source { enrollment_flow: Fact::Known(None), ..wechat() };
    let anonymous = Session { user: None, in_source_stage: true };
    for session in [Session::default(), anonymous] {
        let prediction = predict(&source, &visit(session), &connected(Vec::new(), &[]));
        assert_eq!((prediction.action, prediction.step), (Some(Action::Enroll), Step::EEnroll));
        assert_eq!(page(&prediction), Page::BadRequest);
        assert_eq!(text(&prediction), "Source is not configured for enrollment.");
        assert_eq!(logged(&prediction), ["source has no enrollment flow"]);
    }
}

#[test]
fn e_a_flow_of_which_nothing_is_known_leaves_the_action_and_no_more() {
    let source = Source { enrollment_flow: Fact::NotKnown, ..wechat() };
    let prediction = predict(&source, &visit(Session::default()), &connected(Vec::new(), &[]));
    assert_eq!((prediction.action, &prediction.outcome), (Some(Action::Enroll), &Outcome::NotKnown));
    assert_eq!(prediction.unknowns, [Unknown::Flow(FlowKind::Enrollment)]);
    assert_eq!((&prediction.record, prediction.user), (&None, None));
    let source = Source { authentication_flow: Fact::Known(Some(Flow::not_known("ours"))), ..wechat() };
    let directory = connected(vec![bob(true)], &[("id-1", 1)]);
    let prediction = predict(&source, &visit(Session::default()), &directory);
    assert_eq!((prediction.action, prediction.step), (Some(Action::Auth), Step::EPlanning));
    assert_eq!(prediction.unknowns, [Unknown::Requirement("ours".to_owned())]);
}

#[test]
fn e_planning_asks_who_may_run_the_flow() {
    let directory = connected(vec![bob(true)], &[("id-1", 1)]);
    let ends = |requirement, session| {
        let Fact::Known(Some(flow)) = flow(vec![Stage::UserLogin.always()]) else { unreachable!() };
        let flow = Flow { requires: Fact::Known(requirement), ..flow };
        let source = Source { authentication_flow: Fact::Known(Some(flow)), ..wechat() };
        predict(&source, &visit(session), &directory).outcome
    };
    let (nobody, somebody) = (Session::default(), logged_in(false));
    let (yes, no) = (Outcome::LoggedIn, Outcome::Denied);
    for (requirement, of_nobody, of_somebody) in [
        (Requirement::None, &yes, &yes),
        (Requirement::RequireAuthenticated, &no, &yes),
        (Requirement::RequireUnauthenticated, &yes, &no),
        (Requirement::RequireSuperuser, &no, &Outcome::NotKnown),
        (Requirement::RequireRedirect, &no, &no),
        (Requirement::RequireOutpost, &no, &no),
    ] {
        assert_eq!(&ends(requirement, nobody), of_nobody, "{requirement:?}");
        assert_eq!(&ends(requirement, somebody), of_somebody, "{requirement:?}");
    }
}

#[test]
fn e_planning_asks_the_flows_policies() {
    let with = |policies_pass| {
        let flow = Flow { policies_pass, ..Flow::default_source_enrollment() };
        let source = Source { enrollment_flow: Fact::Known(Some(flow)), ..wechat() };
        predict(&source, &visit(Session::default()), &connected(Vec::new(), &[]))
    };
    let refused = with(Fact::Known(false));
    assert_eq!((refused.step, text(&refused)), (Step::EPlanning, "Flow does not apply to current user."));
    assert_eq!(logged(&refused), ["Flow non applicable"]);
    let unknown = with(Fact::NotKnown);
    assert_eq!(unknown.outcome, Outcome::NotKnown);
    assert_eq!(unknown.unknowns, [Unknown::Policies("default-source-enrollment".to_owned())]);
}

#[test]
fn e_the_connection_is_saved_after_the_stages_and_breaks_if_the_user_has_another() {
    let directory = connected(vec![User::new(1, "new", "")], &[("id-0", 1)]);
    let prediction =
        predict(&wechat_by(UserMatchingMode::UsernameLink), &visit(Session::default()), &directory);
    assert_eq!((prediction.action, prediction.step), (Some(Action::Link), Step::EConnection));
    assert_eq!((page(&prediction), &prediction.outcome), (Page::FlowError, &Outcome::Failed));
    assert_eq!(prediction.logged_in, Some(UserKey::Pk(1)), "although the error is shown");
    assert_eq!(prediction.connection, ConnectionChange::None);
    let next = prediction.next_login.unwrap();
    assert_eq!((next.action, next.step), (Some(Action::Link), Step::EConnection), "again and again");
}

#[test]
fn e_a_flow_that_makes_no_user_breaks_where_the_connection_is_saved() {
    let source = Source { enrollment_flow: flow(Vec::new()), ..wechat() };
    let prediction = predict(&source, &visit(Session::default()), &connected(Vec::new(), &[]));
    assert_eq!((prediction.step, page(&prediction)), (Step::EConnection, Page::FlowError));
}

#[test]
fn e_a_flow_without_user_login_connects_and_logs_nobody_in() {
    let source = Source { authentication_flow: flow(Vec::new()), ..wechat() };
    let directory = connected(vec![bob(false)], &[("id-1", 1)]);
    let prediction = predict(&source, &visit(Session::default()), &directory);
    assert_eq!((&prediction.outcome, prediction.logged_in), (&Outcome::NotLoggedIn, None));
    assert_eq!(page(&prediction), Page::LoginPage);
    assert_eq!(prediction.connection, ConnectionChange::Kept { user: UserKey::Pk(1), tokens: TOKENS });
}

#[test]
fn e_a_stage_that_nobody_knows_is_said() {
    let other = Stage::Other { component: "ak-stage-authenticator-validate".to_owned() };
    let stages = vec![other.always(), Stage::UserLogin.always()];
    let source = Source { authentication_flow: flow(stages), ..wechat() };
    let directory = connected(vec![bob(true)], &[("id-1", 1)]);
    let prediction = predict(&source, &visit(Session::default()), &directory);
    assert_eq!(prediction.outcome, Outcome::LoggedIn);
    assert!(!prediction.is_certain());
    let component = "ak-stage-authenticator-validate".to_owned();
    assert_eq!(prediction.unknowns, [Unknown::Stage(component)]);
}

#[test]
fn e_whose_connection_it_is_may_not_be_in_the_directory() {
    let prediction = predict(&wechat(), &visit(Session::default()), &connected(Vec::new(), &[("id-1", 77)]));
    assert_eq!((prediction.action, &prediction.outcome), (Some(Action::Auth), &Outcome::NotKnown));
    assert_eq!(prediction.unknowns, [Unknown::User(UserKey::Pk(77))]);
}
