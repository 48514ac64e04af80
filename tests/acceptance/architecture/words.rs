//! What people read is there in every language.

use std::collections::BTreeSet;

use desk_app::messages::find;
use desk_app::{Desk, Locale, PROBLEM_CODES};
use desk_test_support::TestHost;

use crate::rust_source::of_package;

/// The codes of all problems that the sources of a package make.
fn codes_made_in(package: &str) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for source in of_package(package) {
        for call in ["Problem::new(\"", "Problem::about(\""] {
            for (at, _) in source.text.match_indices(call) {
                let code = source.text[at + call.len()..].split('"').next().unwrap();
                codes.insert(code.to_owned());
            }
        }
    }
    codes
}

fn require(id: &str) {
    for locale in Locale::ALL {
        assert!(
            find(locale, id, []).is_some_and(|text| !text.trim().is_empty()),
            "no {id} in {}",
            locale.tag()
        );
    }
}

#[test]
fn every_problem_that_the_code_makes_has_a_message_and_a_fix_in_every_language() {
    let of_app = codes_made_in("desk-app");
    let known: BTreeSet<String> = PROBLEM_CODES.iter().map(|&code| code.to_owned()).collect();
    assert_eq!(
        of_app.difference(&known).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "codes that PROBLEM_CODES lacks"
    );
    let of_cli = codes_made_in("source-desk-cli");
    assert!(
        of_cli.iter().any(|code| code.starts_with("usage-")),
        "the codes of the command line were found: {of_cli:?}"
    );
    for code in known.union(&of_cli) {
        require(&format!("err-{code}"));
        require(&format!("fix-{code}"));
    }
}

#[test]
fn every_problem_code_is_made_somewhere() {
    let made: BTreeSet<String> =
        ["desk-app", "source-desk-cli"].into_iter().flat_map(codes_made_in).collect();
    let unused: Vec<&&str> = PROBLEM_CODES.iter().filter(|code| !made.contains(**code)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn every_error_that_can_be_explained_has_what_why_and_fix_in_every_language() {
    let explanations = desk_login::decode::all();
    assert!(explanations.len() > 20, "{}", explanations.len());
    for explanation in explanations {
        for suffix in ["", "-why", "-fix"] {
            require(&format!("{}{suffix}", explanation.message_id));
        }
    }
}

#[test]
fn every_step_profile_fault_lint_and_check_has_words_in_every_language() {
    for step in desk_login::StepName::ALL {
        require(&format!("step-{}", step.id()));
        require(&format!("step-{}-about", step.id()));
    }
    for profile in desk_simulator::Profile::ALL {
        require(&format!("profile-{}", profile.id()));
    }
    for fault in desk_simulator::Fault::ALL {
        require(&desk_app::words::fault_id(fault.id()));
    }
    for code in desk_model::lint::rules().map(|rule| rule.code) {
        for suffix in ["", "-why", "-fix"] {
            require(&format!("lint-{code}{suffix}"));
        }
    }
    require("certainty-unknown-offline");
    for severity in ["error", "warning", "info"] {
        require(&format!("severity-{severity}"));
    }
    let home = tempfile::tempdir().unwrap();
    let desk = Desk::new(std::sync::Arc::new(TestHost::new(home.path().join("home"), Locale::En)));
    let checkup = desk.doctor();
    assert!(checkup.is_well() && checkup.checks.len() >= 4, "{checkup:?}");
    for check in checkup.checks {
        require(&format!("doctor-{}", check.name));
    }
}
