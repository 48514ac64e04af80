//! Many people, in turn.

use desk_prediction::*;
use serde_json::json;

use crate::support::*;

fn somebody(identifier: &str, username: &str, email: &str) -> Person {
    person(identifier, json!({"username": username, "email": email}))
}

fn verdicts(report: &Report) -> Vec<Verdict> {
    report.rows.iter().map(|row| row.verdict).collect()
}

#[test]
fn each_verdict_is_told_from_the_others_and_counted() {
    let users = vec![
        User::new(1, "alice", "alice@example.com"),
        User { is_active: false, ..User::new(2, "left", "left@example.com") },
    ];
    let directory = connected(users, &[("id-alice", 1), ("id-left", 2)]);
    let people = [
        somebody("id-alice", "alice", ""),
        somebody("id-new", "new", "new@example.com"),
        somebody("id-twin", "alice.b", "Alice@Example.com"),
        somebody("id-case", "ALICE", ""),
        somebody("id-taken", "alice", ""),
        person("id-asked", json!({"name": "No username"})),
        somebody("id-left", "left", ""),
        person("id-list", json!({"username": ["a"]})),
    ];
    let report = predict_people(&wechat(), &people, &directory);
    assert_eq!(
        verdicts(&report),
        [
            Verdict::Authenticates,
            Verdict::Enrolls,
            Verdict::Duplicates,
            Verdict::Duplicates,
            Verdict::Fails,
            Verdict::IsAsked,
            Verdict::Fails,
            Verdict::NotKnown,
        ]
    );
    assert_eq!(report.counts[&Verdict::Duplicates], 2);
    assert_eq!(report.counts.values().sum::<usize>(), people.len());
    let twins: Vec<TwinBy> =
        report.rows.iter().flat_map(|row| row.twins.iter().map(|twin| twin.by)).collect();
    assert_eq!(twins, [TwinBy::Email, TwinBy::Username]);
    assert_eq!(report.rows[2].twins[0].user, UserKey::Pk(1));
    assert_eq!(report.rows[0].username.as_deref(), Some("alice"));
}

#[test]
fn links_and_denials_are_counted() {
    let directory = connected(vec![User::new(1, "alice", "alice@example.com")], &[]);
    let people = [somebody("a", "x", "alice@example.com"), somebody("b", "y", "")];
    let report = predict_people(&wechat_by(UserMatchingMode::EmailLink), &people, &directory);
    assert_eq!(verdicts(&report), [Verdict::Links, Verdict::Denied]);
    let report = predict_people(&wechat_by(UserMatchingMode::EmailDeny), &people, &directory);
    assert_eq!(verdicts(&report), [Verdict::Denied, Verdict::Denied]);
    assert_eq!(report.rows[0].user, Some(UserKey::Pk(1)), "because of whom");
}

#[test]
fn people_come_in_turn_and_find_what_those_before_left() {
    let directory = connected(Vec::new(), &[]);
    let people = [
        somebody("a", "first", "same@example.com"),
        somebody("b", "second", "same@example.com"),
        somebody("a", "first", "same@example.com"),
    ];
    let by_identifier = predict_people(&wechat(), &people, &directory);
    assert_eq!(verdicts(&by_identifier), [Verdict::Enrolls, Verdict::Duplicates, Verdict::Authenticates]);
    let by_email = predict_people(&wechat_by(UserMatchingMode::EmailLink), &people, &directory);
    assert_eq!(verdicts(&by_email)[1], Verdict::Fails, "the account has the connection of the first");
    assert_eq!(by_email.rows[1].step, Step::EConnection);
    assert_eq!(by_email.rows[1].user, Some(UserKey::New(0)));
}

#[test]
fn groups_that_one_makes_the_next_joins() {
    let people = ["a", "b"].map(|id| person(id, json!({"username": id, "groups": ["staff"]})));
    let report = predict_people(&wechat(), &people, &connected(Vec::new(), &[]));
    assert_eq!(verdicts(&report), [Verdict::Enrolls, Verdict::Enrolls], "the group is connected by then");
}

#[test]
fn what_is_not_known_of_one_does_not_stop_the_others() {
    let directory = Directory::new(Vec::new(), Fact::NotKnown, Fact::NotKnown);
    let people = [somebody("a", "a", ""), somebody("b", "b", "")];
    let report = predict_people(&wechat(), &people, &directory);
    assert_eq!(verdicts(&report), [Verdict::NotKnown; 2]);
}

#[test]
fn ten_thousand_people_are_told_apart() {
    // A third is known by its address, a third by a connection, a third is new.
    let users = (0..10_000).map(|n| User::new(n, &format!("user{n}"), &format!("user{n}@example.com")));
    let ids: Vec<String> = (0..10_000).map(|n| format!("id-{n}")).collect();
    let connections: Vec<(&str, u64)> =
        (0..10_000).filter(|n| n % 3 == 1).map(|n| (ids[n as usize].as_str(), n)).collect();
    let directory = connected(users.collect(), &connections);
    let people: Vec<Person> = (0..10_000)
        .map(|n| {
            let host = if n % 3 == 2 { "new.example" } else { "example.com" };
            somebody(&ids[n], &format!("name{n}"), &format!("user{n}@{host}"))
        })
        .collect();
    let report = predict_people(&wechat_by(UserMatchingMode::EmailLink), &people, &directory);
    let count = |verdict| report.counts.get(&verdict).copied().unwrap_or(0);
    assert_eq!(count(Verdict::Links), 3334);
    assert_eq!(count(Verdict::Authenticates), 3333);
    assert_eq!(count(Verdict::Enrolls), 3333);
}

#[test]
fn an_account_whose_username_is_the_newcomers_address_is_a_twin() {
    let directory = connected(vec![User::new(1, "Zhang@Example.com", "")], &[]);
    let report = predict_people(&wechat(), &[somebody("a", "zhang", "zhang@example.com")], &directory);
    assert_eq!(verdicts(&report), [Verdict::Duplicates]);
    let twin =
        Twin { user: UserKey::Pk(1), username: "Zhang@Example.com".to_owned(), by: TwinBy::UsernameAndEmail };
    assert_eq!(report.rows[0].twins, [twin]);
}

#[test]
fn a_report_can_be_written_as_json() {
    let directory = connected(vec![User::new(1, "a", "a@example.com")], &[("id-a", 1)]);
    let people = [somebody("id-a", "a", ""), somebody("id-b", "b", "A@example.com")];
    let json = serde_json::to_value(predict_people(&wechat(), &people, &directory)).unwrap();
    assert_eq!(json["counts"], json!({"authenticates": 1, "duplicates": 1}));
    assert_eq!(json["rows"][0]["user"], json!({"pk": 1}));
    assert_eq!(json["rows"][1]["user"], json!({"new": 0}));
    assert_eq!(json["rows"][1]["step"], json!("D2"));
}

#[test]
fn a_name_that_somebody_gave_up_is_free_for_the_next() {
    let write = Stage::UserWrite(user_write(UserCreationMode::NeverCreate)).always();
    let source = Source { authentication_flow: flow(vec![write, Stage::UserLogin.always()]), ..wechat() };
    let directory = connected(vec![User::new(1, "first", "")], &[("a", 1)]);
    let people = [
        somebody("early", "first", ""),
        somebody("a", "second", ""),
        somebody("b", "first", ""),
        somebody("a", "third", ""),
        somebody("c", "second", ""),
        somebody("d", "third", ""),
    ];
    let report = predict_people(&source, &people, &directory);
    assert_eq!(
        verdicts(&report),
        [
            Verdict::Fails,
            Verdict::Authenticates,
            Verdict::Enrolls,
            Verdict::Authenticates,
            Verdict::Enrolls,
            Verdict::Fails,
        ]
    );
}

#[test]
fn an_address_that_everybody_shares_names_a_few_twins_only() {
    let people: Vec<Person> =
        (0..3_000).map(|n| somebody(&format!("id-{n}"), &format!("u{n}"), "office@example.com")).collect();
    let report = predict_people(&wechat(), &people, &connected(Vec::new(), &[]));
    assert_eq!(report.counts[&Verdict::Duplicates], 2_999);
    let n_twins = |at: usize| (report.rows[at].twins.len(), report.rows[at].has_more_twins);
    assert_eq!(n_twins(3), (3, false));
    assert_eq!(n_twins(MOST_TWINS), (MOST_TWINS, false));
    assert_eq!(n_twins(MOST_TWINS + 1), (MOST_TWINS, true));
    assert_eq!(report.rows[2_999].twins[0].user, UserKey::New(0), "the oldest first");
}
