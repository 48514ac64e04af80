//! Mappings that attack: each ends within the limits, and the next evaluation is fine.
#![expect(clippy::unwrap_used, reason = "a test ends by panicking")]

mod common;

use std::time::Duration;

use common::{Lab, returned};
use desk_expression::{Limit, Limits, Outcome};
use serde_json::json;

/// Short, so that those that wait for the limit do not take minutes; the start of a build without optimisation fits in.
fn limits() -> Limits {
    Limits { wall: Duration::from_millis(1000), cpu_seconds: 4, ..Limits::default() }
}

fn attacks() -> Vec<String> {
    let text = include_str!("fixtures/attacks.txt");
    text.split("\n---\n")
        .map(|attack| attack.trim_matches('\n').to_owned())
        .filter(|attack| !attack.is_empty())
        .collect()
}

/// Each attack, and what came of it. What is returned must not be what the attack was after.
fn all_end(lab: &Lab) {
    let attacks = attacks();
    assert!(attacks.len() >= 100, "{}", attacks.len());
    let canary = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let canary = canary.lines().next().unwrap_or("root:");
    for (n, attack) in attacks.iter().enumerate() {
        let answer = lab.login(attack, json!({"info": {"name": "x"}, "properties": {}}));
        let shown = format!("{answer:?}");
        assert!(shown.len() < (5 << 20), "{attack}: {} bytes", shown.len());
        assert!(!shown.contains(canary) && !shown.contains("CARGO"), "{attack}: {shown}");
        assert_ne!(
            answer.outcome,
            Outcome::Returned { value: json!("escaped"), notes: Vec::new() },
            "{attack}"
        );
        // Each has a process of its own, so the next attack is a next evaluation too; this one has a result to look at.
        if n % 10 > 0 && !matches!(answer.outcome, Outcome::Stopped { .. }) {
            continue;
        }
        let next = lab.login("return info['name']", json!({"info": {"name": attack}}));
        assert_eq!(returned(&next), &json!(attack), "after {attack}");
    }
    let left: Vec<_> = std::fs::read_dir(lab.folder.path()).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_hundred_attacks_end_and_the_next_evaluation_is_fine() {
    all_end(&Lab::inside(limits()));
}

#[test]
fn a_python_of_the_system_is_held_by_the_same_cage() {
    let Some(lab) = Lab::python(limits()) else { return };
    all_end(&lab);
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

#[cfg(target_os = "linux")]
#[test]
fn a_worker_has_no_environment_no_handles_and_its_limits() {
    let lab = Lab::inside(limits());
    lab.evaluator.warm_up().unwrap();
    // The worker that waits is the one child of this process whose folder is the lab's.
    let folder = lab.folder.path().canonicalize().unwrap();
    let process = std::fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| std::fs::read_link(path.join("cwd")).is_ok_and(|cwd| cwd == folder))
        .unwrap();
    let limits = std::fs::read_to_string(process.join("limits")).unwrap();
    for line in [
        "Max core file size        0 ",
        "Max file size             0 ",
        "Max open files            16 ",
        "Max processes             0 ",
    ] {
        assert!(limits.contains(line), "{limits}");
    }
    assert!(limits.contains("Max address space         536870912"), "{limits}");
    if let Ok(environment) = std::fs::read(process.join("environ")) {
        assert_eq!(environment, b"");
    }
    let open: Vec<_> =
        std::fs::read_dir(process.join("fd")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(open.len(), 3, "{open:?}");
    let locked = std::fs::read_dir(process.join("task")).unwrap().any(|thread| {
        std::fs::read_to_string(thread.unwrap().path().join("status")).unwrap().contains("NoNewPrivs:\t1")
    });
    assert!(locked, "the interpreter's thread may gain rights");
}
