//! Several evaluations in one worker: each has its limits, and none suffers from another.

mod common;

use std::sync::Arc;
use std::time::Duration;

use common::{Lab, object, patient, request, returned};
use desk_expression::{Kind, Limit, Limits, Outcome, Request};
use serde_json::{Value, json};

fn login(expression: &str, variables: Value) -> Request {
    request(expression, Kind::OauthLogin, variables)
}

/// Leaves a mark in a module and tells the one that it found there, so that it says who else was in its process.
const MARK: &str = "import re\nfound = getattr(re, 'mark', None)\nre.mark = info['name']\nreturn found";

#[test]
fn a_run_is_one_process_and_the_next_run_another() {
    for lab in Lab::both(patient()) {
        let mut run = lab.evaluator.begin().unwrap();
        let mut mark = |name: &str| {
            returned(&run.evaluate(&login(MARK, json!({"info": {"name": name}}))).unwrap()).clone()
        };
        assert_eq!(mark("first"), json!(null));
        assert_eq!(mark("second"), json!("first"));
        assert_eq!(mark("third"), json!("second"));
        drop(run);
        let mut other = lab.evaluator.begin().unwrap();
        let answer = other.evaluate(&login(MARK, json!({"info": {"name": "fourth"}}))).unwrap();
        assert_eq!(returned(&answer), &json!(null));
    }
}

#[test]
fn answers_come_in_the_order_of_the_requests() {
    for lab in Lab::both(patient()) {
        let mut run = lab.evaluator.begin().unwrap();
        for n in 0..300 {
            let asked = login(
                "properties['n'] = info['n']\nak_logger.info(str(info['n']))\nreturn info['n'] * 2",
                json!({"info": {"n": n}, "properties": {}}),
            );
            let answer = run.evaluate(&asked).unwrap();
            assert_eq!(returned(&answer), &json!(n * 2));
            assert_eq!(answer.properties, Some(object(json!({"n": n}))));
            assert_eq!(answer.logs.len(), 1, "{:?}", answer.logs);
        }
    }
}

#[test]
fn a_run_goes_on_after_an_evaluation_that_was_stopped() {
    let limits =
        Limits { wall: Duration::from_millis(1500), cpu_seconds: 20, output: 5000, ..Limits::default() };
    for lab in Lab::both(limits) {
        let mut run = lab.evaluator.begin().unwrap();
        for (expression, limit) in [("while True: pass", Limit::Time), ("return 'x' * 10000", Limit::Output)]
        {
            let stopped = run.evaluate(&login(expression, json!({"info": {}}))).unwrap();
            assert_eq!(stopped.outcome, Outcome::Stopped { limit });
            let next = run.evaluate(&login("return info['name']", json!({"info": {"name": "x"}}))).unwrap();
            assert_eq!(returned(&next), &json!("x"));
        }
    }
}

#[test]
fn limits_hold_for_each_evaluation_and_not_for_all() {
    // What these use together is more than one may: 2.5 s of waiting, and 20 kB.
    let limits = Limits { wall: Duration::from_secs(2), cpu_seconds: 20, output: 9000, ..Limits::default() };
    for lab in Lab::both(limits) {
        let mut run = lab.evaluator.begin().unwrap();
        for n in 1..=5 {
            // It counts in a module, which shows that all are in one worker.
            let asked = login(
                "import re, time\ntime.sleep(0.5)\nre.count = getattr(re, 'count', 0) + 1\nreturn [re.count, 'x' * 4000]",
                json!({"info": {}}),
            );
            assert_eq!(returned(&run.evaluate(&asked).unwrap())[0], json!(n));
        }
    }
}

#[test]
fn the_processor_is_limited_for_each_evaluation() {
    // Each uses a good part of what a process may, so that the worker is renewed between them.
    let limits = Limits { wall: Duration::from_secs(30), cpu_seconds: 4, ..Limits::default() };
    let busy =
        "import time\nend = time.process_time() + 1.2\nwhile time.process_time() < end: pass\nreturn 1";
    for lab in Lab::both(limits) {
        let mut run = lab.evaluator.begin().unwrap();
        for _ in 0..4 {
            assert_eq!(returned(&run.evaluate(&login(busy, json!({"info": {}}))).unwrap()), &json!(1));
        }
        let endless = run.evaluate(&login("while True: pass", json!({"info": {}}))).unwrap();
        assert_eq!(endless.outcome, Outcome::Stopped { limit: Limit::Processor });
    }
}

#[test]
fn what_a_mapping_breaks_is_mended_for_the_next() {
    for lab in Lab::both(patient()) {
        let mut run = lab.evaluator.begin().unwrap();
        for vandal in [
            "import builtins\nbuiltins.extra = 1\nbuiltins.sorted = None\nreturn 1",
            "import builtins\nbuiltins.len = None\nbuiltins.extra = 1\nbuiltins.__import__ = None\nreturn 1",
            "list_flatten.__globals__.clear()\nreturn 1",
            "import json\njson.dumps = json.loads = None\nreturn 1",
            "list_flatten.__globals__['evaluate'] = None\nreturn 1",
        ] {
            let _ = run.evaluate(&login(vandal, json!({"info": {}}))).unwrap();
            let asked = login(
                "import builtins, re\nreturn [len(info), sorted([2, 1]), hasattr(builtins, 'extra'), slugify('A b')]",
                json!({"info": {"a": 1}}),
            );
            assert_eq!(
                returned(&run.evaluate(&asked).unwrap()),
                &json!([1, [1, 2], false, "a-b"]),
                "{vandal}"
            );
        }
    }
}

#[test]
fn an_answer_that_was_left_lying_is_not_taken_for_the_next() {
    let Some(lab) = Lab::python(patient()) else { return };
    let mut run = lab.evaluator.begin().unwrap();
    let forged = r#"{"outcome":"returned","result":"escaped","notes":[],"raised":null,"properties":null,"logs":[],"calls":[],"needs":[],"is_cut":false,"used":0}"#;
    // It cannot be told from its own answer. What lies behind it must not be an answer to the next request.
    let forge = format!(
        "for n in range(2): list_flatten.__globals__['sys'].__stdout__.write('answer 1 ' + {forged:?} + '\\n')"
    );
    let first = run.evaluate(&login(&forge, json!({"info": {}}))).unwrap();
    let second = run.evaluate(&login("return 'own'", json!({"info": {}}))).unwrap();
    let third = run.evaluate(&login("return 'own'", json!({"info": {}}))).unwrap();
    assert_eq!(returned(&first), &json!("escaped"));
    assert_eq!(returned(&third), &json!("own"));
    assert_eq!(returned(&second), &json!("own"));
}

#[test]
fn users_of_the_sample_data_are_as_given_for_each_mapping() {
    for lab in Lab::both(patient()) {
        let mut run = lab.evaluator.begin().unwrap();
        let mut asked = login(
            "user = ak_user_by(username='a')\nuser.attributes['seen'] = user.attributes.get('seen', 0) + 1\nreturn user.attributes['seen']",
            json!({"info": {}}),
        );
        Arc::make_mut(&mut asked.sample).users =
            Some(vec![object(json!({"username": "a", "attributes": {}}))]);
        for _ in 0..3 {
            assert_eq!(returned(&run.evaluate(&asked).unwrap()), &json!(1));
        }
        // Other sample data count at once.
        Arc::make_mut(&mut asked.sample).users =
            Some(vec![object(json!({"username": "a", "attributes": {"seen": 5}}))]);
        assert_eq!(returned(&run.evaluate(&asked).unwrap()), &json!(6));
        Arc::make_mut(&mut asked.sample).users = None;
        assert!(matches!(run.evaluate(&asked).unwrap().outcome, Outcome::NeedsServer { .. }));
    }
}

#[test]
fn a_check_compiles_and_runs_nothing() {
    for lab in Lab::both(patient()) {
        let mut run = lab.evaluator.begin().unwrap();
        let fine = run.check(&login("raise ValueError(info['nothing'])", json!({}))).unwrap();
        assert_eq!(returned(&fine), &json!(null));
        assert_eq!((fine.logs.len(), fine.calls.len()), (0, 0));
        for (expression, line) in
            [("x = 1\nreturn (x", 2), ("x = 1\n\nreturn x +", 3), ("return 1\n  return 2", 2), ("", 1)]
        {
            let Outcome::Raised(raised) = run.check(&login(expression, json!({}))).unwrap().outcome else {
                panic!("{expression} compiles");
            };
            assert!(
                raised.type_name == "SyntaxError" || raised.type_name == "IndentationError",
                "{raised:?}"
            );
            assert_eq!(raised.line, Some(line), "{expression}: {raised:?}");
        }
        let one = lab.evaluator.check(&login("return", json!({}))).unwrap();
        assert_eq!(returned(&one), &json!(null));
    }
}

#[test]
fn a_request_that_is_too_large_leaves_the_run_as_it_was() {
    let lab = Lab::inside(patient());
    let mut run = lab.evaluator.begin().unwrap();
    let _ = run.evaluate(&login(MARK, json!({"info": {"name": "first"}}))).unwrap();
    let large = login("return 1", json!({"info": {"text": "x".repeat(5 << 20)}}));
    assert!(run.evaluate(&large).is_err());
    let answer = run.evaluate(&login(MARK, json!({"info": {"name": "second"}}))).unwrap();
    assert_eq!(returned(&answer), &json!("first"));
}
