//! Changes of a source's identity: each with what becomes of people, and the steps that keep them.

use std::collections::BTreeMap;

use desk_prediction::identity::*;
use desk_prediction::*;
use serde_json::json;

use crate::support::*;

/// A user whom authentik's WeChat type enrolled.
pub fn enrolled(pk: u64, username: &str, openid: &str, unionid: Option<&str>) -> User {
    User { attributes: map(json!({ "openid": openid, "unionid": unionid })), ..User::new(pk, username, "") }
}

/// A connection with the source `wechat`.
pub fn connection(pk: u64, user: u64, identifier: &str) -> StoredConnection {
    StoredConnection {
        pk,
        source: "wechat".to_owned(),
        source_pk: Some("bd510330-378c-4ef4-8084-aa58e8c2d04d".to_owned()),
        user,
        identifier: identifier.to_owned(),
    }
}

fn table(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect()
}

fn assessed(
    source: &Source,
    change: &IdentityChange,
    users: &[User],
    connections: &[StoredConnection],
    identifiers: &BTreeMap<String, String>,
) -> Assessment {
    let input = IdentityInput { source, has_mappings: false, change, users, connections, identifiers };
    assess(&input).unwrap()
}

fn fates(assessment: &Assessment) -> Vec<Fate> {
    assessment.people.iter().map(|row| row.fate).collect()
}

/// The calls, in one line each.
fn calls(steps: &[IdentityStep]) -> Vec<String> {
    let call = |step: &IdentityStep| {
        let request = step.request.as_ref()?;
        let path = request.path.trim_start_matches("/api/v3/sources/");
        let body = request.body.as_ref().map(|body| format!(" {body}")).unwrap_or_default();
        Some(format!("{} {path}{body}", request.method.name()))
    };
    steps.iter().filter_map(call).collect()
}

const READ: &str = "GET user_connections/oauth/?source__slug=wechat&page_size=100";
const OFF: &str = r#"PATCH oauth/wechat/ {"enabled":false}"#;
const ON: &str = r#"PATCH oauth/wechat/ {"enabled":true}"#;

#[test]
fn a_unionid_that_appears_doubles_whoever_came_in_by_openid() {
    let users = [
        enrolled(1, "o-zhang", "o-zhang", Some("u-zhang")),
        enrolled(2, "u-li", "o-li", Some("u-li")),
        enrolled(3, "o-wang", "o-wang", None),
        User::new(4, "somebody", ""),
    ];
    let connections = [
        connection(11, 1, "o-zhang"),
        connection(12, 2, "u-li"),
        connection(13, 3, "o-wang"),
        connection(14, 4, "x"),
    ];
    let assessment =
        assessed(&wechat(), &IdentityChange::UnionidAppears, &users, &connections, &BTreeMap::new());
    assert_eq!(fates(&assessment), [Fate::Doubles, Fate::StaysLinked, Fate::Orphaned, Fate::NotKnown]);
    let next = assessment.people[0].next_login.as_ref().unwrap();
    assert_eq!((next.action, next.step), (Some(Action::Enroll), Step::D2));
    assert_eq!(next.username.as_deref(), Some("u-zhang"), "the second account");
    assert!(!assessment.is_safe());
    assert_eq!(
        calls(&assessment.keep),
        [READ, OFF, r#"PATCH user_connections/oauth/11/ {"identifier":"u-zhang"}"#, READ, ON]
    );
    assert_eq!(
        calls(&assessment.undo),
        [OFF, READ, r#"PATCH user_connections/oauth/11/ {"identifier":"o-zhang"}"#, ON, READ]
    );
    assert!(assessment.notes.contains(&IdentityNote::AttributesAreOld));
    assert!(assessment.notes.contains(&IdentityNote::WritesNotRecorded));
}

#[test]
fn somebody_who_is_doubled_already_gets_the_older_account_back() {
    // Wang came in by openid, and again when the unionid was there: the second record has both.
    let users = [enrolled(3, "o-wang", "o-wang", None), enrolled(9, "u-wang", "o-wang", Some("u-wang"))];
    let connections = [connection(13, 3, "o-wang"), connection(19, 9, "u-wang")];
    let assessment =
        assessed(&wechat(), &IdentityChange::UnionidAppears, &users, &connections, &BTreeMap::new());
    assert_eq!(fates(&assessment), [Fate::IsDoubled], "one person, one row");
    let row = &assessment.people[0];
    assert_eq!(row.kept_account, Some(3));
    let double = row.double.as_ref().unwrap();
    assert_eq!((double.user, double.is_older), (9, false));
    assert_eq!(row.new_identifier.origin(), Some(IdentifierOrigin::OtherAccount));
    let moved = [
        READ,
        OFF,
        "DELETE user_connections/oauth/19/",
        r#"PATCH user_connections/oauth/13/ {"identifier":"u-wang"}"#,
        READ,
        ON,
    ];
    assert_eq!(calls(&assessment.keep), moved);
    let source = "bd510330-378c-4ef4-8084-aa58e8c2d04d";
    let made_again =
        format!(r#"POST user_connections/oauth/ {{"user":9,"source":"{source}","identifier":"u-wang"}}"#);
    let back =
        [OFF, READ, r#"PATCH user_connections/oauth/13/ {"identifier":"o-wang"}"#, &made_again, ON, READ];
    assert_eq!(calls(&assessment.undo), back);
    assert!(assessment.notes.contains(&IdentityNote::YoungerAccountStays));
    assert!(assessment.notes.contains(&IdentityNote::TokensNotRestored));
    assert_eq!(assessment.keep[0].note, None, "the source's primary key is known");
    let unknown = connections.map(|one| StoredConnection { source_pk: None, ..one });
    let assessment = assessed(&wechat(), &IdentityChange::UnionidAppears, &users, &unknown, &BTreeMap::new());
    assert_eq!(assessment.keep[0].note.as_deref(), Some("source"), "what undo needs is noted");
    assert!(calls(&assessment.undo)[3].contains(r#""source":"{source}""#));
}

#[test]
fn an_older_account_that_has_the_identifier_already_keeps_it() {
    let users = [enrolled(2, "u-wang", "o-new", Some("u-wang")), User::new(8, "wang", "")];
    let connections = [connection(12, 2, "u-wang"), connection(18, 8, "o-wang")];
    let identifiers = table(&[("o-wang", "u-wang")]);
    let assessment = assessed(&wechat(), &IdentityChange::UnionidAppears, &users, &connections, &identifiers);
    assert_eq!(fates(&assessment), [Fate::StaysLinked, Fate::IsDoubled]);
    assert_eq!(assessment.people[1].kept_account, Some(2));
    assert!(assessment.people[1].double.as_ref().unwrap().is_older);
    assert_eq!(calls(&assessment.keep), [READ, OFF, READ, ON], "nothing to move");
}

#[test]
fn of_three_accounts_the_oldest_gets_the_identifier_and_the_others_are_left_alone() {
    let users = [5, 3, 8].map(|pk| enrolled(pk, &format!("name-{pk}"), "o", Some("u")));
    let connections = [connection(11, 5, "o-1"), connection(12, 3, "o-2"), connection(13, 8, "o-3")];
    let change = IdentityChange::NewAppId { same_account: true };
    let assessment = assessed(&wechat(), &change, &users, &connections, &BTreeMap::new());
    assert_eq!(fates(&assessment), [Fate::IsDoubled, Fate::Doubles, Fate::IsDoubled]);
    assert!(assessment.people.iter().all(|row| row.kept_account == Some(3)));
    let moved = r#"PATCH user_connections/oauth/12/ {"identifier":"u"}"#;
    assert_eq!(calls(&assessment.keep)[3..4], [moved]);
}

#[test]
fn a_new_app_id_takes_every_openid_and_in_another_account_every_unionid() {
    let users = [enrolled(1, "u-li", "o-li", Some("u-li")), enrolled(2, "o-wang", "o-wang", None)];
    let connections = [connection(11, 1, "u-li"), connection(12, 2, "o-wang")];
    let none = BTreeMap::new();
    let same = IdentityChange::NewAppId { same_account: true };
    let assessment = assessed(&wechat(), &same, &users, &connections, &none);
    assert_eq!(fates(&assessment), [Fate::StaysLinked, Fate::Orphaned]);
    let other = IdentityChange::NewAppId { same_account: false };
    let assessment = assessed(&wechat(), &other, &users, &connections, &none);
    assert_eq!(fates(&assessment), [Fate::Orphaned, Fate::Orphaned]);
    let identifiers = table(&[("u-li", "u2-li"), ("nobody", "x")]);
    let assessment = assessed(&wechat(), &other, &users, &connections, &identifiers);
    assert_eq!(fates(&assessment), [Fate::Doubles, Fate::Orphaned]);
    assert_eq!(assessment.unmatched, ["nobody"]);
    let app_id =
        r#"PATCH oauth/wechat/ {"consumer_key":"{consumer_key}","consumer_secret":"{consumer_secret}"}"#;
    assert_eq!(calls(&assessment.keep)[2], app_id);
}

#[test]
fn a_matching_mode_that_links_ends_in_an_error_because_the_old_connection_is_in_the_way() {
    let users = [enrolled(1, "u-li", "o-li", Some("u-li"))];
    let source = wechat_by(UserMatchingMode::UsernameLink);
    let connections = [connection(11, 1, "o-li")];
    let assessment =
        assessed(&source, &IdentityChange::UnionidAppears, &users, &connections, &BTreeMap::new());
    assert_eq!(fates(&assessment), [Fate::Fails]);
    let next = assessment.people[0].next_login.as_ref().unwrap();
    assert_eq!((next.action, next.step), (Some(Action::Link), Step::EConnection));
    let denied = wechat_by(UserMatchingMode::EmailLink);
    let assessment =
        assessed(&denied, &IdentityChange::UnionidAppears, &users, &connections, &BTreeMap::new());
    assert_eq!(fates(&assessment), [Fate::Denied]);
}

#[test]
fn a_renamed_source_keeps_everybody_and_one_pushed_as_new_nobody() {
    let users = [enrolled(1, "u-li", "o-li", Some("u-li")), enrolled(2, "renamed", "o-wu", Some("u-wu"))];
    let connections = [connection(11, 1, "u-li"), connection(12, 2, "u-wu")];
    let slug = |way| IdentityChange::Slug { to: "weixin".to_owned(), way };
    let none = BTreeMap::new();
    let renamed = assessed(&wechat(), &slug(SlugWay::Renamed), &users, &connections, &none);
    assert!(renamed.is_safe());
    assert_eq!(fates(&renamed), [Fate::StaysLinked; 2]);
    let new_read = "GET user_connections/oauth/?source__slug=weixin&page_size=100";
    assert_eq!(calls(&renamed.keep), [READ, r#"PATCH oauth/wechat/ {"slug":"weixin"}"#, new_read]);
    assert_eq!(calls(&renamed.undo), [new_read, r#"PATCH oauth/weixin/ {"slug":"wechat"}"#, READ]);
    assert!(renamed.notes.contains(&IdentityNote::CallbackChanges));
    assert!(renamed.notes.contains(&IdentityNote::PathsStay));

    let pushed = assessed(&wechat(), &slug(SlugWay::PushedAsNew), &users, &connections, &none);
    assert_eq!(
        fates(&pushed),
        [Fate::Fails, Fate::Doubles],
        "one username is taken, the other is free again"
    );
    let [.., make_last, _, _] = &calls(&pushed.keep)[..] else { panic!() };
    let made = r#"POST user_connections/oauth/ {"user":2,"source":"{source}","identifier":"u-wu"}"#;
    assert_eq!(make_last, made);
    let undone = calls(&pushed.undo);
    assert_eq!(
        undone[2..4],
        ["DELETE user_connections/oauth/{connection_2}/", "DELETE user_connections/oauth/{connection_1}/"]
    );
}

#[test]
fn a_source_made_anew_finds_everybodys_username_taken() {
    let users = [enrolled(1, "u-li", "o-li", Some("u-li"))];
    let connections = [connection(11, 1, "u-li")];
    let none = BTreeMap::new();
    let assessment = assessed(&wechat(), &IdentityChange::Recreated, &users, &connections, &none);
    assert_eq!(fates(&assessment), [Fate::Fails]);
    assert_eq!(assessment.people[0].next_login.as_ref().unwrap().step, Step::FUserWrite);
    let links = wechat_by(UserMatchingMode::UsernameLink);
    let linked = assessed(&links, &IdentityChange::Recreated, &users, &connections, &none);
    assert_eq!(fates(&linked), [Fate::LinksAgain], "no old connection is in the way");
    assert!(linked.is_safe());
    let made = calls(&assessment.keep);
    assert_eq!(made[1], "DELETE oauth/wechat/");
    assert!(made[2].starts_with("POST oauth/ "), "{}", made[2]);
    assert!(made[2].contains(r#""enabled":false"#), "{}", made[2]);
    assert_eq!(made.last().unwrap(), ON);
    for note in
        [IdentityNote::CascadeNotRecorded, IdentityNote::DeleteNotUndone, IdentityNote::GroupConnections]
    {
        assert!(assessment.notes.contains(&note), "{note:?}");
    }
}

#[test]
fn another_type_takes_the_identifier_elsewhere() {
    let users = [User::new(1, "li", "li@example.com")];
    let connections = [connection(11, 1, "id-1")];
    let none = BTreeMap::new();
    let of = |from: &str, to: &str| {
        let source = Source { kind: from.to_owned(), ..wechat() };
        let change = IdentityChange::ProviderType { to: to.to_owned() };
        assessed(&source, &change, &users, &connections, &none)
    };
    assert_eq!(fates(&of("azuread", "entraid")), [Fate::StaysLinked]);
    assert_eq!(fates(&of("google", "github")), [Fate::Orphaned]);
    assert_eq!(fates(&of("wechat", "openidconnect")), [Fate::Orphaned]);
    let unsure = of("gitlab", "openidconnect");
    assert_eq!(fates(&unsure), [Fate::NotKnown]);
    assert!(unsure.notes.contains(&IdentityNote::SameProviderNotKnown));
    assert!(unsure.notes.contains(&IdentityNote::PatchNeedsMore));
    assert_eq!(calls(&unsure.keep)[2], r#"PATCH oauth/wechat/ {"provider_type":"openidconnect"}"#);
    assert_eq!(calls(&unsure.undo)[2], r#"PATCH oauth/wechat/ {"provider_type":"gitlab"}"#);
}

#[test]
fn whoever_comes_back_with_another_persons_identifier_gets_into_their_account() {
    let users = [User::new(1, "a", ""), User::new(2, "b", "")];
    let connections = [connection(11, 1, "x"), connection(12, 2, "y")];
    let swap = table(&[("x", "y"), ("y", "x")]);
    let assessment = assessed(&wechat(), &IdentityChange::UnionidAppears, &users, &connections, &swap);
    assert_eq!(fates(&assessment), [Fate::Elsewhere; 2]);
    let moves = calls(&assessment.keep);
    assert_eq!(
        moves[2..5],
        [
            r#"PATCH user_connections/oauth/11/ {"identifier":"source-desk-temporary-11"}"#,
            r#"PATCH user_connections/oauth/12/ {"identifier":"x"}"#,
            r#"PATCH user_connections/oauth/11/ {"identifier":"y"}"#,
        ]
    );
}

#[test]
fn what_does_not_fit_is_refused() {
    let none = BTreeMap::new();
    let refused = |source: &Source, change: IdentityChange, connections: &[StoredConnection]| {
        let input = IdentityInput {
            source,
            has_mappings: false,
            change: &change,
            users: &[],
            connections,
            identifiers: &none,
        };
        assess(&input).unwrap_err()
    };
    let google = Source { kind: "google".to_owned(), ..wechat() };
    let to = |to: &str| IdentityChange::ProviderType { to: to.to_owned() };
    let slug = |to: &str| IdentityChange::Slug { to: to.to_owned(), way: SlugWay::Renamed };
    assert_eq!(
        refused(&google, IdentityChange::UnionidAppears, &[]),
        IdentityError::OnlyWechat("google".to_owned())
    );
    assert_eq!(refused(&google, to("google"), &[]), IdentityError::NothingChanges("google".to_owned()));
    assert_eq!(refused(&google, to("nonsense"), &[]), IdentityError::UnknownType("nonsense".to_owned()));
    assert!(matches!(refused(&google, to("saml"), &[]), IdentityError::OtherProtocol { .. }));
    assert_eq!(refused(&google, slug("wechat"), &[]), IdentityError::NothingChanges("wechat".to_owned()));
    assert_eq!(refused(&google, slug("a b"), &[]), IdentityError::NotASlug("a b".to_owned()));
    let ldap = Source { protocol: desk_model::Protocol::Ldap, kind: "ldap".to_owned(), ..wechat() };
    assert_eq!(
        refused(&ldap, IdentityChange::Recreated, &[]),
        IdentityError::NoLogin(desk_model::Protocol::Ldap)
    );
    let twice = [connection(1, 1, "a"), connection(2, 2, "a")];
    let error = refused(&wechat(), IdentityChange::Recreated, &twice);
    assert_eq!(error, IdentityError::IdentifierTwice("a".to_owned()));
    let twice = [connection(1, 1, "a"), connection(2, 1, "b")];
    assert_eq!(refused(&wechat(), IdentityChange::Recreated, &twice), IdentityError::UserTwice(1));
}
