//! G: the groups.

use desk_prediction::*;
use serde_json::{Value, json};

use crate::support::*;

fn key(pk: &str) -> GroupKey {
    GroupKey::Pk(pk.to_owned())
}

/// A directory with a user in three groups: one connected with the source by `id-ops`, one by `id-old`, one not.
fn directory() -> Directory {
    let group = |pk: &str| Group { pk: key(pk), name: pk.to_owned(), attributes: map(json!({"from": [pk]})) };
    let connection = |identifier: &str, pk: &str| GroupConnection {
        source: "wechat".to_owned(),
        identifier: identifier.to_owned(),
        group: key(pk),
    };
    let user = User { groups: ["ops", "old", "local"].map(key).to_vec(), ..User::new(1, "u", "") };
    let connected =
        UserConnection { source: "wechat".to_owned(), identifier: "id-1".to_owned(), user: UserKey::Pk(1) };
    let groups = ["ops", "old", "local", "staff"].map(group).to_vec();
    let connections = vec![connection("id-ops", "ops"), connection("id-old", "old")];
    Directory::new(vec![user], Fact::Known(vec![connected]), Fact::Known((groups, connections)))
}

fn with(mode: GroupMatchingMode, groups: &[(&str, Value)]) -> Prediction {
    let source = Source { group_matching_mode: mode, ..wechat() };
    let mut person = person("id-1", json!({}));
    let mapped = groups.iter().map(|(id, properties)| ((*id).to_owned(), map(properties.clone())));
    person.groups = PersonGroups::Mapped(mapped.collect());
    predict(&source, &Visit::of(person), &directory())
}

fn fates(prediction: &Prediction) -> Vec<GroupFate> {
    prediction.groups.changes.iter().map(|change| change.fate.clone()).collect()
}

const GROUPS_FAILED: &str = "Failed to update groups. Please try again later.";

#[test]
fn g_a_connected_group_is_updated_in_every_mode() {
    for mode in GroupMatchingMode::ALL {
        let properties = json!({"name": "Operations", "attributes": {"from": ["ops", "wechat"]}});
        let prediction = with(mode, &[("id-ops", properties)]);
        assert_eq!(fates(&prediction), [GroupFate::Updated(key("ops"))]);
        let change = &prediction.groups.changes[0];
        assert_eq!(change.name, "Operations");
        assert_eq!(change.attributes, map(json!({"from": ["ops", "wechat"]})), "lists add what is new");
    }
}

#[test]
fn g_only_groups_that_are_connected_with_the_source_are_left() {
    let prediction = with(GroupMatchingMode::Identifier, &[("id-ops", json!({"name": "ops"}))]);
    assert_eq!(prediction.groups.left, [key("old")]);
    assert_eq!(prediction.groups.joined, []);
    let none = with(GroupMatchingMode::Identifier, &[]);
    assert_eq!(none.groups.left, [key("ops"), key("old")], "local stays");
}

#[test]
fn g_identifier_creates_a_group() {
    let prediction = with(GroupMatchingMode::Identifier, &[("id-new", json!({"name": "New"}))]);
    assert_eq!(fates(&prediction), [GroupFate::Created(GroupKey::New(0))]);
    assert_eq!(prediction.groups.joined, [GroupKey::New(0)]);
    assert_eq!(prediction.outcome, Outcome::LoggedIn);
}

#[test]
fn g_identifier_a_name_that_exists_breaks_the_flow() {
    let prediction = with(GroupMatchingMode::Identifier, &[("id-staff", json!({"name": "staff"}))]);
    assert_eq!(fates(&prediction), [GroupFate::NameTaken(key("staff"))]);
    assert_eq!((prediction.step, page(&prediction), text(&prediction)), (Step::G, Page::FlowError, ""));
    assert_eq!(prediction.logged_in, Some(UserKey::Pk(1)), "the person is logged in all the same");
    assert!(matches!(prediction.connection, ConnectionChange::Kept { .. }));
    assert_eq!((prediction.groups.joined, prediction.groups.left), (vec![], vec![]), "nothing else changes");
}

#[test]
fn g_name_link_links_the_group() {
    let prediction = with(GroupMatchingMode::NameLink, &[("id-staff", json!({"name": "staff"}))]);
    assert_eq!(fates(&prediction), [GroupFate::Linked(key("staff"))]);
    assert_eq!(prediction.groups.joined, [key("staff")]);
}

#[test]
fn g_name_link_of_a_group_that_is_connected_otherwise_breaks_the_flow() {
    let prediction = with(GroupMatchingMode::NameLink, &[("id-other", json!({"name": "ops"}))]);
    assert_eq!(fates(&prediction), [GroupFate::ConnectedOtherwise(key("ops"))]);
    assert_eq!(page(&prediction), Page::FlowError);
}

#[test]
fn g_name_link_and_name_deny_create_what_nobody_has() {
    for mode in [GroupMatchingMode::NameLink, GroupMatchingMode::NameDeny] {
        let prediction = with(mode, &[("id-new", json!({"name": "Staff"}))]);
        assert_eq!(fates(&prediction), [GroupFate::Created(GroupKey::New(0))], "case counts");
    }
}

#[test]
fn g_name_deny_fails_if_the_group_exists() {
    let prediction = with(GroupMatchingMode::NameDeny, &[("id-staff", json!({"name": "staff"}))]);
    assert_eq!(fates(&prediction), [GroupFate::Denied(key("staff"))]);
    assert_eq!((prediction.step, page(&prediction)), (Step::G, Page::AccessDenied));
    assert_eq!(text(&prediction), GROUPS_FAILED);
}

#[test]
fn g_without_a_name_there_is_nothing_to_match_by() {
    for mode in [GroupMatchingMode::NameLink, GroupMatchingMode::NameDeny] {
        let prediction = with(mode, &[("id-new", json!({"attributes": {}}))]);
        assert_eq!(fates(&prediction), [GroupFate::NoName]);
        assert_eq!(text(&prediction), GROUPS_FAILED);
    }
}

#[test]
fn g_a_group_before_the_one_that_fails_stays_made() {
    let groups = [("id-new", json!({"name": "New"})), ("id-staff", json!({"name": "staff"}))];
    let prediction = with(GroupMatchingMode::Identifier, &groups);
    assert_eq!(
        fates(&prediction),
        [GroupFate::Created(GroupKey::New(0)), GroupFate::NameTaken(key("staff"))]
    );
    let next = prediction.next_login.unwrap();
    assert_eq!((next.step, next.outcome), (Step::G, Outcome::Failed), "and so again");
}

#[test]
fn g_two_ids_with_one_name_break_the_flow() {
    let groups = [("id-a", json!({"name": "Same"})), ("id-b", json!({"name": "Same"}))];
    let prediction = with(GroupMatchingMode::Identifier, &groups);
    assert_eq!(fates(&prediction)[1], GroupFate::NameTaken(GroupKey::New(0)));
    let prediction = with(GroupMatchingMode::NameLink, &groups);
    assert_eq!(fates(&prediction)[1], GroupFate::ConnectedOtherwise(GroupKey::New(0)));
}

#[test]
fn g_a_property_that_is_no_field_of_a_group_breaks_the_flow() {
    let prediction = with(GroupMatchingMode::Identifier, &[("id-new", json!({"name": "N", "mail": "x"}))]);
    assert_eq!(fates(&prediction), [GroupFate::NoField("mail".to_owned())]);
    let known = with(GroupMatchingMode::Identifier, &[("id-ops", json!({"name": "ops", "mail": "x"}))]);
    assert_eq!(known.outcome, Outcome::LoggedIn, "an update sets what is no field, and stores nothing");
    let parents = with(GroupMatchingMode::Identifier, &[("id-ops", json!({"parents": []}))]);
    assert_eq!(page(&parents), Page::FlowError);
}

#[test]
fn g_a_connected_group_cannot_take_anothers_name() {
    let prediction = with(GroupMatchingMode::Identifier, &[("id-ops", json!({"name": "staff"}))]);
    assert_eq!(fates(&prediction), [GroupFate::NameTaken(key("staff"))]);
}

#[test]
fn g_without_knowing_the_groups_nothing_is_said_of_them() {
    let directory = Directory::new(vec![User::new(1, "u", "")], Fact::Known(Vec::new()), Fact::NotKnown);
    let mut person = person("id-2", json!({"username": "new", "groups": ["ops"]}));
    let prediction = predict(&wechat(), &Visit::of(person.clone()), &directory);
    assert_eq!((prediction.step, &prediction.outcome), (Step::G, &Outcome::NotKnown));
    assert!(prediction.groups.is_unknown);
    assert_eq!(prediction.unknowns, [Unknown::Groups]);
    person.properties.shift_remove("groups");
    let prediction = predict(&wechat(), &Visit::of(person), &directory);
    assert_eq!(prediction.outcome, Outcome::LoggedIn, "a new user without groups has none to leave");
}

#[test]
fn g_a_refused_person_changes_no_group() {
    let source = wechat_by(UserMatchingMode::EmailLink);
    let person = person("id-9", json!({"groups": ["New"]}));
    let prediction = predict(&source, &Visit::of(person), &directory());
    assert_eq!((prediction.action, prediction.groups), (Some(Action::Deny), Groups::default()));
}
