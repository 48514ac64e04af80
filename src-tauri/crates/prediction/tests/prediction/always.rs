//! What is true whatever comes.

use desk_prediction::*;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::support::*;

/// Names from a small pot, so that people meet.
fn name() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", "a", "A", "b", "c", "d"]).prop_map(str::to_owned)
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        6 => name().prop_map(Value::String),
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => (0..3_i64).prop_map(Value::from),
        1 => Just(json!(["a"])),
        1 => Just(json!({"a": "b"})),
    ]
}

fn properties() -> impl Strategy<Value = Map<String, Value>> {
    let keys = vec![
        "username",
        "email",
        "name",
        "attributes",
        "attributes.a",
        "attributes_a_b",
        "groups",
        "path",
        "is_active",
        "uid",
        "id",
        "nickname",
        "component",
        "locale",
    ];
    prop::collection::vec((prop::sample::select(keys), value()), 0..6)
        .prop_map(|pairs| pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn a_person() -> impl Strategy<Value = Person> {
    (prop::sample::select(vec!["", "i", "j", "k"]), properties())
        .prop_map(|(identifier, properties)| Person::new(identifier, properties))
}

fn directory() -> impl Strategy<Value = Directory> {
    let user = (name(), name(), any::<bool>());
    let connection = (prop::sample::select(vec!["i", "j", "k"]), 0..4_u64);
    (prop::collection::vec(user, 0..5), prop::collection::vec(connection, 0..3)).prop_map(
        |(users, connections)| {
            let mut seen = Vec::new();
            let mut all = Vec::new();
            for (pk, (username, email, is_active)) in (0_u64..).zip(users) {
                if !username.is_empty() && !seen.contains(&username) {
                    seen.push(username.clone());
                    all.push(User { is_active, ..User::new(pk, &username, &email) });
                }
            }
            let mut of_user = Vec::new();
            let mut pairs: Vec<(&str, u64)> = Vec::new();
            for (identifier, user) in connections {
                let is_there = all.iter().any(|other| other.pk == UserKey::Pk(user));
                let is_new = !of_user.contains(&user) && !pairs.iter().any(|(other, _)| *other == identifier);
                if is_there && is_new {
                    of_user.push(user);
                    pairs.push((identifier, user));
                }
            }
            connected(all, &pairs)
        },
    )
}

fn source() -> impl Strategy<Value = Source> {
    let write = |mode| Stage::UserWrite(user_write(mode)).always();
    let login = || Stage::UserLogin.always();
    let authentication = vec![
        wechat().authentication_flow,
        Fact::Known(None),
        flow(vec![write(UserCreationMode::NeverCreate), login()]),
        flow(vec![write(UserCreationMode::AlwaysCreate), login()]),
        flow(vec![]),
    ];
    (
        prop::sample::select(UserMatchingMode::ALL.to_vec()),
        prop::sample::select(GroupMatchingMode::ALL.to_vec()),
        prop::sample::select(authentication),
    )
        .prop_map(|(user_matching_mode, group_matching_mode, authentication_flow)| Source {
            user_matching_mode,
            group_matching_mode,
            authentication_flow,
            ..wechat()
        })
}

fn a_session() -> impl Strategy<Value = Session> {
    prop_oneof![
        3 => Just(Session::default()),
        1 => Just(Session { user: Some(UserKey::Pk(0)), in_source_stage: false }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_comes_of_the_same(source in source(), person in a_person(), directory in directory()) {
        let visit = Visit::of(person);
        prop_assert_eq!(predict(&source, &visit, &directory), predict(&source, &visit, &directory));
    }

    #[test]
    fn by_identifier_nobody_is_linked_unless_somebody_is_logged_in(
        source in source(), person in a_person(), directory in directory(),
    ) {
        let source = Source { user_matching_mode: UserMatchingMode::Identifier, ..source };
        let prediction = predict(&source, &Visit::of(person), &directory);
        prop_assert!(!matches!(prediction.action, Some(Action::Link | Action::Deny)), "{:?}", prediction.action);
    }

    #[test]
    fn nobody_who_is_not_active_is_ever_logged_in(
        source in source(), person in a_person(), at in 0..4_u64,
    ) {
        // Properties that make somebody active are another matter.
        let mut person = person;
        person.properties.shift_remove("is_active");
        let inactive = User { is_active: false, ..User::new(at, "d", "d") };
        let mut users = vec![inactive];
        users.extend((0..4).filter(|pk| *pk != at).map(|pk| User::new(pk, &format!("u{pk}"), "a")));
        let known = connected(users, &[("i", at)]);
        let prediction = predict(&source, &Visit::of(person.clone()), &known);
        prop_assert_ne!(prediction.logged_in, Some(UserKey::Pk(at)));
        if source.authentication_flow == wechat().authentication_flow && person.identifier != "i" {
            let linked = ConnectionChange::Made { user: UserKey::Pk(at), tokens: Tokens::OAuthExpiredAtOnce };
            prop_assert_ne!(prediction.connection, linked, "the default flow stops before the connection");
        }
    }

    #[test]
    fn who_was_enrolled_logs_in_by_the_connection_next_time(
        source in source(), person in a_person(), directory in directory(), session in a_session(),
    ) {
        let visit = Visit { callback: Callback::Person(person), session };
        let prediction = predict(&source, &visit, &directory);
        if let ConnectionChange::Made { user, .. } = prediction.connection {
            let next = prediction.next_login.unwrap();
            prop_assert_eq!(next.action, Some(Action::Auth));
            if source.authentication_flow == wechat().authentication_flow {
                prop_assert_eq!(next.user, Some(user));
            }
        }
    }

    #[test]
    fn a_refusal_changes_nothing(source in source(), person in a_person(), directory in directory()) {
        let prediction = predict(&source, &Visit::of(person), &directory);
        if prediction.action == Some(Action::Deny) {
            prop_assert_eq!(prediction.connection, ConnectionChange::None);
            prop_assert_eq!(&prediction.groups, &Groups::default());
            prop_assert_eq!(&prediction.record, &None);
            let next = prediction.next_login.unwrap();
            prop_assert_eq!((next.action, next.step), (Some(Action::Deny), prediction.step));
        }
    }

    #[test]
    fn no_two_users_get_one_username(
        source in source(), people in prop::collection::vec(a_person(), 1..12), directory in directory(),
    ) {
        let report = predict_people(&source, &people, &directory);
        prop_assert_eq!(report.rows.len(), people.len());
        let mut made: Vec<(&str, UserKey)> = Vec::new();
        for row in &report.rows {
            // A user write in the authentication flow may give a name free again.
            let is_default = source.authentication_flow == wechat().authentication_flow;
            if let (Some(username), Some(user), Outcome::LoggedIn, true) =
                (row.username.as_deref(), row.user, &row.outcome, is_default)
            {
                let other = made.iter().find(|(name, other)| *name == username && *other != user);
                prop_assert!(other.is_none(), "{username} is {user:?} and {other:?}");
                made.push((username, user));
            }
        }
    }

    #[test]
    fn every_prediction_can_be_written_as_json(
        source in source(), person in a_person(), directory in directory(), session in a_session(),
    ) {
        let visit = Visit { callback: Callback::Person(person), session };
        for mode in predict_all_modes(&source, &visit, &directory) {
            prop_assert!(serde_json::to_value(&mode).is_ok());
            if mode.prediction.outcome == Outcome::NotKnown {
                prop_assert!(!mode.prediction.is_certain(), "{:?}", mode.prediction.step);
            }
        }
    }
}
