//! The guide says what is not supported, in both languages, as the program has it.

mod common;

use std::collections::BTreeSet;

use common::{Lab, patient, returned};
use desk_expression::Limits;
use serde_json::json;

const PAGES: [&str; 2] = [
    include_str!("../../../../docs/guide/mapping-evaluator.md"),
    include_str!("../../../../docs/guide/mapping-evaluator.zh-CN.md"),
];

/// What stands between backticks in some lines.
fn names<'a>(lines: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
    lines.into_iter().flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

#[test]
fn the_guide_names_every_module_that_is_closed() {
    let program = include_str!("../src/python/evaluate.py");
    let closed = program.split_once("CLOSED = frozenset(").unwrap().1.split_once(".split()").unwrap().0;
    let closed: BTreeSet<&str> = closed.split(['"', ' ', '\n']).filter(|name| !name.is_empty()).collect();
    for page in PAGES {
        let line = page.lines().find(|line| line.starts_with("  `")).unwrap();
        assert_eq!(names([line]), closed);
    }
}

#[test]
fn the_guide_names_everything_that_a_mapping_may_call() {
    for lab in Lab::both(patient()) {
        let answer =
            lab.login("return sorted(name for name in globals() if name[0] != '_')", json!({"info": {}}));
        let offered = returned(&answer).as_array().unwrap();
        assert!(offered.len() > 15, "{offered:?}");
        for page in PAGES {
            let told = names(page.lines().filter(|line| line.starts_with('|')));
            for name in offered.iter().map(|name| name.as_str().unwrap()) {
                // These three are Python's, and told among what needs the server.
                assert!(told.contains(name) || ["open", "input", "breakpoint"].contains(&name), "{name}");
            }
        }
    }
}

#[test]
fn the_guide_has_the_limits() {
    let Limits { wall, cpu_seconds, memory, output, .. } = Limits::default();
    for (page, second) in PAGES.into_iter().zip([" second", " 秒"]) {
        for limit in [
            format!("{}{second}", wall.as_secs_f64()),
            format!("{cpu_seconds}{second}"),
            format!("{} MB", memory >> 20),
            format!("{} MB", output >> 20),
        ] {
            assert!(page.contains(&limit), "{limit}");
        }
    }
}
