//! The exchanges that were recorded on a real server, 031 to 048.
#![expect(clippy::unwrap_used, reason = "a test ends by panicking")]

mod common;

use std::collections::BTreeSet;

use common::{Lab, object, patient, request};
use desk_expression::{Kind, Outcome};
use serde_json::{Value, json};

fn recording(name: &str) -> Value {
    let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn expression(recording: &Value) -> &str {
    recording["request"]["body"]["expression"].as_str().unwrap()
}

/// Evaluates the mapping of recording 032 with a context that a person typed into the test.
fn tested(context: Value) -> Outcome {
    let created = recording("032-pm-create");
    let mut asked = request(expression(&created), Kind::Test, context);
    asked.name = "wechat-user".to_owned();
    Lab::inside(patient()).evaluator.evaluate(&asked).unwrap().outcome
}

#[test]
fn every_recording_of_a_mapping_is_here() {
    let folder = format!("{}/tests/fixtures", env!("CARGO_MANIFEST_DIR"));
    let numbers: BTreeSet<u32> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.get(..3)?.parse().ok())
        .collect();
    let expected: BTreeSet<u32> = (31..=48).filter(|number| ![40, 44].contains(number)).collect();
    assert_eq!(numbers, expected, "040 and 044 were never recorded");
}

#[test]
fn what_a_test_on_the_server_returned_is_returned() {
    let recorded = recording("041-pm-test-formatted");
    let Outcome::Returned { value, notes } = tested(recorded["request"]["body"]["context"].clone()) else {
        panic!()
    };
    let expected: Value =
        serde_json::from_str(recorded["response"]["body"]["result"].as_str().unwrap()).unwrap();
    assert_eq!(value, expected);
    // The order of the keys is the mapping's own.
    let keys = |value: &Value| object(value.clone()).keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&value), keys(&expected));
    assert_eq!(notes, []);
}

#[test]
fn what_a_test_on_the_server_raised_is_raised_one_line_before() {
    for name in ["042-pm-test-no-context", "043-pm-test-missing-key"] {
        let recorded = recording(name);
        let context = recorded["request"]["body"].get("context").cloned().unwrap_or_else(|| json!({}));
        let Outcome::Raised(raised) = tested(context) else { panic!("{name}") };
        let traceback = recorded["response"]["body"]["result"].as_str().unwrap();
        let mut lines = traceback.lines().rev();
        assert_eq!(lines.next().unwrap(), format!("builtins.{}: {}", raised.type_name, raised.message));
        // The function begins a line before the mapping, so the server's number is one too many.
        let line = raised.line.unwrap() + 1;
        assert_eq!(lines.next().unwrap().trim(), format!("File \"wechat-user\", line {line}, in handler"));
    }
}

#[test]
fn what_the_server_refuses_as_no_python_is_refused_in_the_same_words() {
    let recorded = recording("034-pm-create-syntax-error");
    let asked = request(expression(&recorded), Kind::OauthLogin, json!({}));
    let Outcome::Raised(raised) = Lab::inside(patient()).evaluator.evaluate(&asked).unwrap().outcome else {
        panic!()
    };
    assert_eq!(raised.type_name, "SyntaxError");
    let line = raised.line.unwrap() + 1;
    let told = recorded["response"]["body"]["expression"][0].as_str().unwrap();
    assert_eq!(told, format!("Expression Syntax Error: {} (None, line {line})", raised.message));
}

#[test]
fn an_empty_mapping_which_the_server_refuses_is_no_python_either() {
    let recorded = recording("035-pm-create-empty-expression");
    assert_eq!(recorded["response"]["status"], 400);
    let asked = request(expression(&recorded), Kind::OauthLogin, json!({}));
    let Outcome::Raised(raised) = Lab::inside(patient()).evaluator.evaluate(&asked).unwrap().outcome else {
        panic!()
    };
    assert_eq!((raised.type_name.as_str(), raised.line), ("IndentationError", Some(1)));
}

#[test]
fn every_text_that_the_server_stored_is_python_and_gives_the_same() {
    let context = recording("041-pm-test-formatted")["request"]["body"]["context"].clone();
    let mut stored = vec![
        recording("037-pm-get")["response"]["body"].clone(),
        recording("047-pm-patch")["response"]["body"].clone(),
    ];
    for name in ["038-pm-list", "039-pm-list-by-name"] {
        stored.extend(recording(name)["response"]["body"]["results"].as_array().unwrap().iter().cloned());
    }
    let texts: BTreeSet<&str> = stored.iter().filter_map(|mapping| mapping["expression"].as_str()).collect();
    let sent = recording("047-pm-patch");
    // The line break at the end, which the server cuts off, changes nothing.
    for text in texts.into_iter().chain([expression(&sent)]) {
        let outcome = Lab::inside(patient())
            .evaluator
            .evaluate(&request(text, Kind::Test, context.clone()))
            .unwrap()
            .outcome;
        let Outcome::Returned { value, .. } = outcome else { panic!("{outcome:?}") };
        assert_eq!(value["name"], "小明");
    }
}
