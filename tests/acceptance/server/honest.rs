//! A plan is a file that others can have had in hand: it does what it shows, or nothing.

use desk_app::{Choices, Plan};
use desk_fake_authentik::Who;
use serde_json::{Value, json};

use crate::desk::{Office, SERVER};
use crate::engine::run;

#[test]
fn a_plan_that_does_more_than_it_shows_is_refused_before_anything_is_sent() {
    let office = Office::new(Who::Admin);
    let id = office.wechat("wechat");
    office.push(&id);
    office.set(&id, "consumer_key", "wx0000000000000002");
    let plan = office.plan(&id);
    let forge = |change: &dyn Fn(&mut Value)| {
        let mut document: Value = serde_json::from_str(&office.plan(&id).to_text()).unwrap();
        change(&mut document["operations"][0]);
        Plan::read(&document.to_string()).unwrap()
    };
    let field = |operation: &mut Value, name: &str, value: Value| {
        let fields = operation["fields"].as_array_mut().unwrap();
        let field = fields.iter_mut().find(|field| field["name"] == name).unwrap();
        field["value"] = json!({"is":"value", "value": value});
    };
    let forged = [
        forge(&|operation| field(operation, "user_matching_mode", json!("email_link"))),
        forge(&|operation| field(operation, "consumer_key", json!("wx0000000000000bad"))),
        forge(&|operation| operation["changes"] = json!([])),
    ];
    for plan in &forged {
        let (n_writes, view) = office.n_writes(|| office.try_apply(plan));
        let code = view.map(|view| view.problem.map(|problem| problem.code)).map_err(|problem| problem.code);
        assert_eq!(n_writes, 0, "{code:?}");
        assert_eq!(code, Ok(Some("plan-not-as-shown".to_owned())));
    }
    office.apply(&plan);
}

#[test]
fn what_is_taken_back_is_the_newest_run_that_did_something() {
    let office = Office::new(Who::Admin);
    let [one, two] = ["one", "two"].map(|slug| office.wechat(slug));
    office.push(&one);
    let stale = office.plan(&two);
    office.apply(&office.plan_with(&[&two], None, Choices::default()).unwrap());
    assert_eq!(office.try_apply(&stale).unwrap().problem.unwrap().code, "plan-stale");
    let runs = office.desk.push_runs().unwrap();
    assert_eq!(runs.iter().map(|run| run.state.as_str()).collect::<Vec<_>>(), ["failed", "done", "done"]);
    assert_eq!(office.desk.server_of_rollback(None).unwrap(), SERVER);
    let (number, plan) = run(office.desk.plan_rollback(None, false)).unwrap();
    assert_eq!(number, runs[1].run);
    assert_eq!(plan.writes().count(), 1);
    office.take_back();
    assert!(office.source("two").is_none() && office.source("one").is_some());
}

#[test]
fn a_plan_whose_text_was_changed_does_not_go_on_with_the_run_of_another() {
    use desk_fake_authentik::Point;
    let office = Office::new(Who::Admin);
    let id = office.wechat("wechat");
    let plan = office.plan(&id);
    office.fake.die_after(5, Point::BeforeCommit);
    assert!(office.try_apply(&plan).unwrap().problem.unwrap().retryable);
    office.fake.come_back();
    let mut other = plan.clone();
    other.made_at += 1;
    assert_eq!(office.try_apply(&other).unwrap_err().code, "plan-used");
    office.apply(&plan);
}
