//! Realistic mappings with the results that CPython gave, and what is not supported.
#![expect(clippy::unwrap_used, reason = "a test ends by panicking")]

mod common;

use common::{Lab, object, patient, request};
use desk_expression::{
    Answer, HttpRequest, Kind, Outcome, Request, Sample, SampleAnswer, SampleHost, SamplePolicy,
};
use serde_json::{Value, json};

/// What the interpreter inside cannot run, where a server and a Python of the system can. Each names what it says.
const NOT_SUPPORTED: &[(&str, &str)] =
    &[("saml", "reads assertion.find"), ("gb18030", "has the encoding gb18030")];

/// Where the interpreter inside gives another result: the title case of letters that are two letters in one (Ǆ).
const DIFFERENT: &[&str] = &["title-of-digraph"];

fn corpus() -> Vec<Value> {
    let corpus: Value = serde_json::from_str(include_str!("fixtures/corpus.json")).unwrap();
    corpus.as_array().unwrap().clone()
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn sample(value: &Value) -> Sample {
    let list = |name: &str| value[name].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    Sample {
        users: value["users"].as_array().map(|users| users.iter().cloned().map(object).collect()),
        policies: list("policies")
            .iter()
            .map(|policy| SamplePolicy {
                name: text(&policy["name"]),
                passing: policy["passing"] == true,
                messages: texts(&policy["messages"]),
            })
            .collect(),
        dns: list("dns")
            .iter()
            .map(|entry| SampleHost { host: text(&entry["host"]), addresses: texts(&entry["addresses"]) })
            .collect(),
        http: list("http")
            .iter()
            .map(|answer| SampleAnswer {
                method: text(&answer["method"]),
                url: text(&answer["url"]),
                status: u16::try_from(answer["status"].as_u64().unwrap()).unwrap(),
                body: answer["body"].clone(),
            })
            .collect(),
        http_request: match value.get("http_request") {
            None => HttpRequest::Unknown,
            Some(Value::Null) => HttpRequest::Absent,
            Some(attributes) => HttpRequest::Known(object(attributes.clone())),
        },
    }
}

fn asked(mapping: &Value) -> Request {
    let kind: Kind = serde_json::from_value(mapping["kind"].clone()).unwrap();
    let mut asked = request(mapping["expression"].as_str().unwrap(), kind, mapping["variables"].clone());
    asked.name = mapping["name"].as_str().unwrap().to_owned();
    asked.sample = sample(&mapping["sample"]).into();
    asked
}

/// The answer as the file has it.
fn as_written(answer: &Answer) -> Value {
    let mut written = json!({
        "outcome": "returned", "result": null, "notes": [], "raised": null, "needs": [],
        "properties": answer.properties, "logs": answer.logs, "calls": answer.calls,
    });
    match &answer.outcome {
        Outcome::Returned { value, notes } => {
            written["result"] = value.clone();
            written["notes"] = json!(notes);
        }
        Outcome::Skipped => written["outcome"] = json!("skipped"),
        Outcome::Raised(raised) => {
            written["outcome"] = json!("raised");
            written["raised"] = json!(raised);
        }
        Outcome::NeedsServer { what } => {
            written["outcome"] = json!("needs_server");
            written["needs"] = json!(what);
        }
        Outcome::Stopped { limit } => written["outcome"] = json!(limit),
    }
    written
}

/// Returns the mappings that do not answer as the file says.
fn differences(lab: &Lab, is_supported: impl Fn(&str) -> bool) -> Vec<String> {
    let mut differences = Vec::new();
    // One run: what one of these leaves behind makes no difference to the others.
    let mut run = lab.evaluator.begin().unwrap();
    for mapping in corpus() {
        let name = mapping["name"].as_str().unwrap();
        let written = as_written(&run.evaluate(&asked(&mapping)).unwrap());
        if is_supported(name) && written != mapping["expected"] {
            differences.push(format!("{name}\n  is       {written}\n  expected {}", mapping["expected"]));
        }
    }
    differences
}

#[test]
fn the_interpreter_inside_gives_what_cpython_gave() {
    assert!(corpus().len() >= 60);
    let is_supported =
        |name: &str| !DIFFERENT.contains(&name) && !NOT_SUPPORTED.iter().any(|(listed, _)| *listed == name);
    let differences = differences(&Lab::inside(patient()), is_supported);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn what_is_not_supported_is_said_exactly() {
    let lab = Lab::inside(patient());
    for (name, what) in NOT_SUPPORTED {
        let mapping = corpus().into_iter().find(|mapping| mapping["name"] == *name).unwrap();
        let outcome = lab.evaluator.evaluate(&asked(&mapping)).unwrap().outcome;
        assert_eq!(outcome, Outcome::NeedsServer { what: vec![(*what).to_owned()] }, "{name}");
    }
}

#[test]
fn a_python_of_the_system_gives_it_too() {
    let Some(lab) = Lab::python(patient()) else { return };
    let differences = differences(&lab, |_| true);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
