use super::*;
use crate::migration::MIGRATIONS;
use crate::{MOST_TEST_RUNS, NewTestRun};

fn run(at: i64) -> NewTestRun {
    NewTestRun {
        at,
        outcome: "failed".into(),
        problem: Some("40029".into()),
        place: "simulator".into(),
        failed_step: Some("token".into()),
        document: format!("{{\"schema\":1,\"at\":{at}}}"),
    }
}

#[test]
fn a_run_comes_back_as_it_was_and_can_be_deleted() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let (one, other) = (draft(1, "One", "one").id, draft(2, "Other", "other").id);
    let first = store.keep_test_run(&one, &run(10)).unwrap();
    let second = store.keep_test_run(&one, &run(20)).unwrap();
    store.keep_test_run(&other, &run(30)).unwrap();
    let store_again = open(&home);
    let marks = store_again.test_runs(&one).unwrap();
    assert_eq!(marks.iter().map(|mark| (mark.id, mark.at)).collect::<Vec<_>>(), [(second, 20), (first, 10)]);
    assert_eq!(store_again.test_run(first).unwrap(), (marks[1].clone(), run(10).document));
    store.delete_test_run(first).unwrap();
    let gone = StoreError::TestRunNotFound { id: first };
    assert_eq!(store.test_run(first), Err(gone.clone()));
    assert_eq!(store.delete_test_run(first), Err(gone));
    assert_eq!((store.test_runs(&one).unwrap().len(), store.test_runs(&other).unwrap().len()), (1, 1));
}

#[test]
fn only_the_newest_runs_of_a_draft_are_kept() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let (one, other) = (draft(1, "One", "one").id, draft(2, "Other", "other").id);
    store.keep_test_run(&other, &run(-1)).unwrap();
    for at in 0..i64::from(MOST_TEST_RUNS) + 3 {
        store.keep_test_run(&one, &run(at)).unwrap();
    }
    let kept: Vec<i64> = store.test_runs(&one).unwrap().iter().map(|mark| mark.at).collect();
    assert_eq!((kept.len(), kept.last()), (MOST_TEST_RUNS as usize, Some(&3)));
    assert_eq!(store.test_runs(&other).unwrap().len(), 1);
}

#[test]
fn a_draft_that_comes_back_has_its_runs_again_and_a_run_is_no_step() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let draft = draft(1, "One", "one");
    store.insert(&draft).unwrap();
    store.keep_test_run(&draft.id, &run(1)).unwrap();
    let before = store.test_runs(&draft.id).unwrap();
    store.delete(&draft.id).unwrap();
    store.undo().unwrap();
    assert_eq!(store.get(&draft.id).unwrap().draft.name, "One");
    assert_eq!(store.test_runs(&draft.id).unwrap(), before);
}

#[test]
fn runs_survive_a_recovery_and_a_backup() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let draft = draft(1, "One", "one");
    store.insert(&draft).unwrap();
    let id = store.keep_test_run(&draft.id, &run(1)).unwrap();
    let before = store.test_run(id).unwrap();
    let backup = store.backup(None).unwrap();
    drop(store);
    let recovered = crate::recover(&options(&home), None, true).unwrap();
    assert!(recovered.keeps_undo && recovered.lost.is_empty());
    let mut store = open(&home);
    assert_eq!(store.test_run(id).unwrap(), before);
    store.delete_test_run(id).unwrap();
    drop(store);
    crate::restore(&options(&home), &backup).unwrap();
    assert_eq!(open(&home).test_run(id).unwrap(), before);
}

#[test]
fn a_number_never_comes_again_whatever_was_deleted_or_recovered() {
    let (_folder, home) = home();
    let mut store = open(&home);
    let (one, other) = (draft(1, "One", "one").id, draft(2, "Other", "other").id);
    store.insert(&draft(1, "One", "one")).unwrap();
    let first = store.keep_test_run(&one, &run(1)).unwrap();
    store.delete_test_run(first).unwrap();
    let second = store.keep_test_run(&other, &run(2)).unwrap();
    assert_eq!((first, second), (1, 2));
    store.delete_test_run(second).unwrap();
    drop(store);
    assert!(crate::recover(&options(&home), None, true).unwrap().keeps_undo);
    assert_eq!(open(&home).keep_test_run(&one, &run(3)).unwrap(), 3);
}

#[test]
fn runs_from_before_keep_their_numbers_and_say_where_they_failed() {
    let (_folder, home) = home();
    let id = draft(1, "One", "one").id;
    {
        let store = open_with(&home, &MIGRATIONS[..5]).unwrap();
        let document = r#"{"schema":1,"rehearsal":{"problem":{"step":"token"}}}"#;
        let insert =
            "INSERT INTO test_run (id, draft_id, at, outcome, problem, document) VALUES (?, ?, 1, ?, ?, ?)";
        let rows =
            [(3, "failed", Some("40029"), document), (7, "ok", None, r#"{"rehearsal":{"problem":null}}"#)];
        for (number, outcome, problem, document) in rows {
            store.connection.execute(insert, (number, &id.0, outcome, problem, document)).unwrap();
        }
        // A document that is damaged stays what it is, and nothing else suffers.
        store.connection.execute(insert, (8, &id.0, "failed", Some("x"), "{")).unwrap();
    }
    let mut store = open(&home);
    let marks: Vec<_> = store
        .test_runs(&id)
        .unwrap()
        .into_iter()
        .map(|mark| (mark.id, mark.failed_step, mark.place))
        .collect();
    assert_eq!(marks, [(8, None, None), (7, None, None), (3, Some("token".into()), None)]);
    store.delete_test_run(8).unwrap();
    assert_eq!(store.keep_test_run(&id, &run(9)).unwrap(), 9);
    // An older Source Desk gave a number without noting it.
    store
        .connection
        .execute("INSERT INTO test_run (draft_id, at, outcome, document) VALUES (?, 1, 'ok', '{}')", [&id.0])
        .unwrap();
    assert_eq!(store.keep_test_run(&id, &run(10)).unwrap(), 11);
}
