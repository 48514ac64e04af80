//! Servers, what was pushed to them, and runs.

use super::{home, open};
use crate::servers::MOST_PUSH_RUNS;
use crate::{NewPushStep, PushedRow, StoreError};

fn row(pk: &str, draft: Option<&str>) -> PushedRow {
    let model = "authentik_sources_oauth.oauthsource".to_owned();
    PushedRow { model, pk: pk.to_owned(), draft: draft.map(str::to_owned), document: "{}".to_owned() }
}

#[test]
fn a_run_goes_on_until_it_has_ended_and_its_plan_is_used_once() {
    let (_folder, home) = home();
    let mut store = open(&home);
    store.add_server("test", "{}").unwrap();
    assert_eq!(store.begin_push("test", "plan", "{}", None), Ok((1, false)));
    let step = NewPushStep { method: "POST".to_owned(), path: "a/".to_owned(), entries: "[]".to_owned() };
    store.begin_push_step(1, &step).unwrap();
    store.end_push_step(1, "unknown").unwrap();
    // The program ended here, and another one gets the same plan.
    drop(store);
    let mut store = open(&home);
    assert_eq!(store.begin_push("test", "plan", "{}", None), Ok((1, true)));
    store.begin_push_step(1, &step).unwrap();
    store.end_push_step(1, "ok").unwrap();
    let steps: Vec<(u32, String)> = store
        .connection
        .prepare("SELECT position, outcome FROM push_step WHERE run_id = 1 ORDER BY position")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(steps, [(1, "unknown".to_owned()), (2, "ok".to_owned())]);
    store.end_push(1, "done", "{}", &[row("1", Some("draft"))], &[]).unwrap();
    assert_eq!(store.begin_push("test", "plan", "{}", None), Err(StoreError::PlanUsed { run: 1 }));
    assert_eq!(store.push_run(1).unwrap().state, "done");
    assert_eq!(store.push_run(2), Err(StoreError::PushRunNotFound { id: 2 }));
}

#[test]
fn a_draft_stands_for_one_source_of_a_server_and_another_server_has_none_of_it() {
    let (_folder, home) = home();
    let mut store = open(&home);
    store.add_server("test", "{}").unwrap();
    assert_eq!(store.add_server("test", "{}"), Err(StoreError::ServerNameTaken { name: "test".to_owned() }));
    store.keep_pushed("test", &[row("1", Some("draft")), row("2", None)]).unwrap();
    store.keep_pushed("test", &[row("3", Some("draft"))]).unwrap();
    let pks = |store: &crate::Store| -> Vec<String> {
        store.pushed("test").unwrap().into_iter().map(|row| row.pk).collect()
    };
    assert_eq!(pks(&store), ["2", "3"]);
    store.begin_push("test", "plan", "{}", None).unwrap();
    let gone = [(row("2", None).model, "2".to_owned())];
    store.end_push(1, "done", "{}", &[], &gone).unwrap();
    assert_eq!(pks(&store), ["3"]);
    store.change_server("test", "{\"a\": 1}", false).unwrap();
    assert_eq!(pks(&store), ["3"]);
    store.change_server("test", "{}", true).unwrap();
    assert_eq!(pks(&store), Vec::<String>::new());
    store.remove_server("test").unwrap();
    assert_eq!(store.servers(), Ok(Vec::new()));
    assert_eq!(store.push_runs().unwrap().len(), 1, "runs stay");
}

#[test]
fn the_oldest_runs_go_and_those_that_may_go_on_stay() {
    let (_folder, home) = home();
    let mut store = open(&home);
    store.add_server("test", "{}").unwrap();
    store.begin_push("test", "broken off", "{}", None).unwrap();
    for number in 0..=MOST_PUSH_RUNS {
        let (run, _) = store.begin_push("test", &number.to_string(), "{}", None).unwrap();
        store.end_push(run, "done", "{}", &[], &[]).unwrap();
    }
    store.begin_push("test", "newest", "{}", None).unwrap();
    let runs = store.push_runs().unwrap();
    assert_eq!(runs.len(), MOST_PUSH_RUNS as usize + 2);
    assert_eq!((runs[0].plan_id.as_str(), runs.last().unwrap().plan_id.as_str()), ("newest", "broken off"));
}
