//! What keeps a push from going wrong: production servers, plans that are used once and while they fit, another server in
//! the place of the first, and what a token's user may.

use desk_app::{Choices, ConflictKind, ServerChange, Winner};
use desk_fake_authentik::{Fault, Who};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::desk::{Office, SERVER};
use crate::engine::run;
use crate::pushes::conflicts;

#[test]
fn a_production_servers_host_has_to_be_typed() {
    let office = Office::new(Who::Admin);
    let id = office.wechat("wechat");
    let before_it_was_marked = office.plan(&id);
    let production = ServerChange { production: Some(true), ..ServerChange::default() };
    let view = office.desk.change_server(SERVER, &production).unwrap();
    let marked = office.plan(&id);
    let cancel = CancellationToken::new();
    for plan in [&before_it_was_marked, &marked] {
        for typed in [None, Some(""), Some("127.0.0.1"), Some("auth.example.com")] {
            let refused = || run(office.desk.apply_plan(plan, typed, &|_| {}, &cancel)).unwrap_err();
            let (n_writes, problem) = office.n_writes(refused);
            assert_eq!((n_writes, problem.code.as_str()), (0, "push-production"), "{typed:?}");
        }
    }
    let typed = format!(" {} ", view.host.to_uppercase());
    let applied = run(office.desk.apply_plan(&marked, Some(&typed), &|_| {}, &cancel)).unwrap();
    assert!(applied.verified);
}

#[test]
fn a_plan_is_used_once_on_its_server_and_while_it_fits() {
    let office = Office::new(Who::Admin);
    let id = office.wechat("wechat");
    let first = office.plan(&id);
    office.apply(&first);
    assert_eq!(office.try_apply(&first).unwrap_err().code, "plan-used");
    // Made on an empty server it would fit an empty server again.
    assert!(office.fake.delete("oauth", "wechat"));
    assert_eq!(office.n_writes(|| office.try_apply(&first).unwrap_err().code), (0, "plan-used".to_owned()));
    let adopt = || Choices { adopt: true, ..Choices::default() };
    office.apply(&office.plan_with(&[&id], None, adopt()).unwrap());
    // Stale: somebody was faster.
    office.set(&id, "consumer_key", "wx0000000000000002");
    let stale = office.plan(&id);
    assert!(office.fake.change("oauth", "wechat", |source| {
        source.insert("name".to_owned(), json!("theirs"));
    }));
    let (n_writes, view) = office.n_writes(|| office.try_apply(&stale).unwrap());
    let problem = view.problem.unwrap();
    assert_eq!((n_writes, problem.code.as_str(), view.applied), (0, "plan-stale", 0));
    assert_eq!(problem.arguments["changed"], "wechat");
    // What the failed push found there is not taken for pushed: the next plan still tells of the change.
    assert_eq!(conflicts(&office.plan(&id)), [(ConflictKind::ChangedOnServer, "wechat", "name")]);
    // Another server.
    let other = desk_fake_authentik::FakeAuthentik::start();
    let mut elsewhere =
        office.plan_with(&[&id], None, Choices { all: Some(Winner::Draft), ..adopt() }).unwrap();
    elsewhere.server.url = other.url().to_owned();
    assert_eq!(office.try_apply(&elsewhere).unwrap_err().code, "plan-other-server");
    assert_eq!(other.requests(), []);
    elsewhere.server.name = "nobody".to_owned();
    assert_eq!(office.try_apply(&elsewhere).unwrap_err().code, "server-not-known");
}

#[test]
fn a_plan_that_finds_nothing_to_do_keeps_what_others_changed_from_being_overwritten() {
    let office = Office::new(Who::Admin);
    let [one, two] = ["one", "two"].map(|slug| office.wechat(slug));
    office.push(&one);
    office.set(&one, "consumer_key", "wx0000000000000001");
    let plan = office.plan_with(&[&one, &two], None, Choices::default()).unwrap();
    assert_eq!(plan.writes().count(), 1, "the first is there already");
    assert!(office.fake.change("oauth", "one", |source| {
        source.insert("name".to_owned(), json!("theirs"));
    }));
    assert_eq!(office.try_apply(&plan).unwrap().problem.unwrap().code, "plan-stale");
    assert_eq!(conflicts(&office.plan(&one)), [(ConflictKind::ChangedOnServer, "one", "name")]);
}

#[test]
fn another_server_in_the_place_of_the_first_is_refused_until_it_is_accepted() {
    let office = Office::new(Who::Admin);
    let id = office.wechat("wechat");
    run(office.desk.check_server(SERVER)).unwrap();
    let plan = office.plan(&id);
    office.push(&office.wechat("other"));
    office.fake.become_another();
    let (n_writes, view) = office.n_writes(|| office.try_apply(&plan).unwrap());
    assert_eq!((n_writes, view.problem.unwrap().code.as_str()), (0, "server-another"));
    let mut unseen = plan.clone();
    (unseen.id, unseen.server.instance) = ("unseen".to_owned(), None);
    let (n_writes, view) = office.n_writes(|| office.try_apply(&unseen).unwrap());
    assert_eq!((n_writes, view.problem.unwrap().code.as_str()), (0, "server-another"));
    assert_eq!(run(office.desk.check_server(SERVER)).unwrap_err().code, "server-another");
    assert_eq!(office.plan_with(&[&id], None, Choices::default()).unwrap_err().code, "server-another");
    assert_eq!(run(office.desk.pull(SERVER, &[], false)).unwrap_err().code, "server-another");
    assert_eq!(run(office.desk.drift(SERVER, std::slice::from_ref(&id))).unwrap_err().code, "server-another");
    assert_eq!(run(office.desk.plan_rollback(None, false)).unwrap_err().code, "server-another");
    // As long as it is not known which one it is, nothing is forgotten.
    office.fake.script(vec![Fault::Answer { status: 503, headers: Vec::new(), body: String::new() }; 9]);
    assert_eq!(run(office.desk.accept_server(SERVER)).unwrap_err().code, "server-busy");
    office.fake.script(Vec::new());
    assert_eq!(run(office.desk.check_server(SERVER)).unwrap_err().code, "server-another");
    run(office.desk.accept_server(SERVER)).unwrap();
    run(office.desk.check_server(SERVER)).unwrap();
    let plan = office.plan(&id);
    assert_eq!(conflicts(&plan), [], "what was pushed to the other is forgotten");
    office.apply(&plan);
}

#[test]
fn a_check_tells_what_a_tokens_user_may_and_a_plan_what_is_missing() {
    use desk_app::Right;
    let all = [
        Right::ReadSources,
        Right::AddSources,
        Right::ReadMappings,
        Right::AddMappings,
        Right::ReadFlows,
        Right::ReadLoginPages,
        Right::ChangeLoginPages,
        Right::ImportBlueprints,
    ];
    for (who, granted, way) in [
        (Who::Admin, &all[..], Ok(desk_app::Action::Create)),
        (Who::Delegate, &all[..7], Ok(desk_app::Action::Create)),
        (Who::Editor, &all[..2], Err("server-not-permitted")),
        (Who::Viewer, &all[..1], Err("server-not-permitted")),
        (Who::Plain, &all[..0], Err("server-not-permitted")),
    ] {
        let office = Office::new(who);
        let (n_writes, check) = office.n_writes(|| run(office.desk.check_server(SERVER)).unwrap());
        assert_eq!((n_writes, check.is_superuser), (0, who == Who::Admin), "{who:?}");
        let found: Vec<Right> =
            check.permissions.iter().filter(|one| one.granted).map(|one| one.right).collect();
        assert_eq!(found, granted, "{who:?}");
        let id = office.wechat("wechat");
        let planned = office.plan_with(&[&id], None, Choices::default());
        let planned = planned.map(|plan| plan.operations[0].action).map_err(|problem| problem.code);
        assert_eq!(planned, way.map_err(str::to_owned), "{who:?}");
    }
}
