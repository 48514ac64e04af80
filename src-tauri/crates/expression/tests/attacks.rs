//! Mappings that attack: each ends within the limits, and the next evaluation is fine, in a worker of its own and in a run.
#![expect(clippy::unwrap_used, reason = "a test ends by panicking")]

mod common;

use std::thread;
use std::time::Duration;

use common::{Lab, request, returned};
use desk_expression::{Answer, ExpressionError, Kind, Limit, Limits, Outcome, Request};
use serde_json::{Value, json};

/// How many attack at the same time. Most wait for their end or for memory.
const N_THREADS: usize = 4;

/// Short, so that those that wait for the limit do not take minutes; the start of a build without optimisation is not in it.
fn limits() -> Limits {
    Limits { wall: Duration::from_millis(700), cpu_seconds: 4, ..Limits::default() }
}

fn attacks() -> Vec<String> {
    let text = include_str!("fixtures/attacks.txt");
    text.split("\n---\n")
        .map(|attack| attack.trim_matches('\n').to_owned())
        .filter(|attack| !attack.is_empty())
        .collect()
}

fn login(expression: &str, variables: Value) -> Request {
    request(expression, Kind::OauthLogin, variables)
}

/// What came of an attack must not be what it was after.
fn has_failed(attack: &str, answer: &Answer) {
    let shown = format!("{answer:?}");
    let canary = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let canary = canary.lines().next().unwrap_or("root:");
    assert!(shown.len() < (5 << 20), "{attack}: {} bytes", shown.len());
    assert!(!shown.contains(canary) && !shown.contains("CARGO"), "{attack}: {shown}");
    assert_ne!(answer.outcome, Outcome::Returned { value: json!("escaped"), notes: Vec::new() }, "{attack}");
}

/// Has every attack made by one of some threads. Each is given a way to evaluate, for all of its attacks.
fn all_end<'a, E>(lab: &'a Lab, evaluate: impl Fn(&'a Lab) -> E + Sync)
where
    E: FnMut(&Request) -> Result<Answer, ExpressionError>,
{
    let attacks = attacks();
    assert!(attacks.len() >= 100, "{}", attacks.len());
    thread::scope(|scope| {
        for first in 0..N_THREADS {
            let (attacks, evaluate) = (&attacks, &evaluate);
            scope.spawn(move || {
                let mut evaluate = evaluate(lab);
                for attack in attacks.iter().skip(first).step_by(N_THREADS) {
                    has_failed(
                        attack,
                        &evaluate(&login(attack, json!({"info": {"name": "x"}, "properties": {}}))).unwrap(),
                    );
                    let next =
                        evaluate(&login("return slugify(info['name'])", json!({"info": {"name": "A b"}})));
                    assert_eq!(returned(&next.unwrap()), &json!("a-b"), "after {attack}");
                }
            });
        }
    });
    let left: Vec<_> = std::fs::read_dir(lab.folder.path()).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}

fn in_workers(lab: &Lab) -> impl FnMut(&Request) -> Result<Answer, ExpressionError> {
    |request| lab.evaluator.evaluate(request)
}

fn in_a_run(lab: &Lab) -> impl FnMut(&Request) -> Result<Answer, ExpressionError> {
    let mut run = lab.evaluator.begin().unwrap();
    move |request| run.evaluate(request)
}

#[test]
fn a_hundred_attacks_end_and_the_next_evaluation_is_fine() {
    all_end(&Lab::inside(limits()), in_workers);
}

#[test]
fn a_python_of_the_system_is_held_by_the_same_cage() {
    let Some(lab) = Lab::python(limits()) else { return };
    all_end(&lab, in_workers);
}

#[test]
fn after_an_attack_the_run_goes_on() {
    for lab in Lab::both(limits()) {
        all_end(&lab, in_a_run);
    }
}

#[test]
fn each_limit_is_told_by_its_name() {
    let limit = |limits: Limits, attack: &str| match Lab::inside(limits).login(attack, json!({})).outcome {
        Outcome::Stopped { limit } => limit,
        other => panic!("{attack}: {other:?}"),
    };
    let endless = "while True: pass";
    assert_eq!(limit(limits(), endless), Limit::Time);
    assert_eq!(
        limit(Limits { wall: Duration::from_secs(60), cpu_seconds: 2, ..limits() }, endless),
        Limit::Processor
    );
    let little = Limits { output: 2000, ..limits() };
    assert_eq!(limit(little, "return 'x' * 10000"), Limit::Output);
}
