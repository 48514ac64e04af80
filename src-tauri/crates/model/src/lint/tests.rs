//! What each rule finds, and that its fix mends it.

mod cases;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::prelude::*;

use self::cases::It;
use super::*;
use crate::draft::{DraftId, Registration};
use crate::mapping::PropertyMapping;
use crate::secret::Secret;

fn findings(it: &It) -> Vec<Finding> {
    lint(&it.draft, &it.secrets)
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code.as_str()).collect()
}

/// Applies a fix as the app does: what is about a secret happens to the secret.
fn mend(it: &mut It, fix: &Fix) {
    if let Fix::TrimSecret { field } = fix {
        let text = it.secrets.get(field).unwrap().expose().split_whitespace().collect();
        it.secrets.set(field, Secret::new(text));
    }
    apply(fix, &mut it.draft).unwrap();
}

#[test]
fn each_rule_finds_what_breaks_it_and_only_that() {
    for (code, kind, breaks, keeps) in cases::all() {
        let [mut broken, mut kept] = [It::filled(kind), It::filled(kind)];
        breaks(&mut broken);
        assert!(
            codes(&findings(&broken)).contains(code),
            "{code} is not found: {:?}",
            codes(&findings(&broken))
        );
        // Some rules are about a kind of source as such; those are kept by another kind.
        let is_about_the_kind = *breaks as usize == *keeps as usize;
        keeps(&mut kept);
        assert!(
            is_about_the_kind || !codes(&findings(&kept)).contains(code),
            "{code} is found where it should not be: {kind}"
        );
    }
}

#[test]
fn every_fix_makes_its_finding_go_away() {
    let mut n_fixes = 0;
    for (_, kind, breaks, _) in cases::all() {
        let mut it = It::filled(kind);
        breaks(&mut it);
        for finding in findings(&it) {
            let Some(fix) = &finding.fix else { continue };
            let mut mended = It { draft: it.draft.clone(), secrets: Secrets::default() };
            breaks(&mut mended);
            mended.draft = it.draft.clone();
            mend(&mut mended, fix);
            assert!(!findings(&mended).contains(&finding), "{kind}: {finding:?} is not mended");
            n_fixes += 1;
        }
    }
    assert!(n_fixes > 80, "{n_fixes}");
}

#[test]
fn every_rule_has_a_case_and_every_code_a_rule() {
    let ruled: BTreeSet<&str> = rules().map(|rule| rule.code).collect();
    assert_eq!(ruled.len(), rules().count(), "a code has two rules");
    let mut found = BTreeSet::new();
    for (_, kind, breaks, _) in cases::all() {
        let mut it = It::filled(kind);
        breaks(&mut it);
        found.extend(findings(&it).into_iter().map(|finding| finding.code));
    }
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(found, ruled);
}

/// The names of the arguments that the English words of a code have, from the catalogue's text.
fn arguments_in_words(catalogue: &str, code: &str) -> BTreeSet<String> {
    let ids = ["", "-why", "-fix"].map(|suffix| format!("lint-{code}{suffix} = "));
    let lines = catalogue.lines().filter(|line| ids.iter().any(|id| line.starts_with(id)));
    lines
        .flat_map(|line| line.split("{ $").skip(1).filter_map(|rest| rest.split(' ').next()))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_finding_brings_what_its_words_need() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../messages/locales/en");
    let files = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()));
    let catalogue: String = files.map(Result::unwrap).collect();
    assert_eq!(arguments_in_words(&catalogue, "slug-format"), BTreeSet::from(["slug".to_owned()]));
    for (_, kind, breaks, _) in cases::all() {
        let mut it = It::filled(kind);
        breaks(&mut it);
        for finding in findings(&it) {
            let needed = arguments_in_words(&catalogue, &finding.code);
            let brought: BTreeSet<String> = finding.arguments.keys().cloned().collect();
            assert!(needed.is_subset(&brought), "{} needs {needed:?} and brings {brought:?}", finding.code);
        }
    }
}

#[test]
fn a_new_source_of_each_kind_with_its_required_fields_has_no_error() {
    for kind in catalogue::all() {
        let it = It::filled(kind.id);
        let errors: Vec<Finding> =
            findings(&it).into_iter().filter(|finding| finding.severity == Severity::Error).collect();
        // authentik's own default for GitLab does not work.
        let expected: &[&str] = if kind.id == "gitlab" { &["gitlab-profile"] } else { &[] };
        assert_eq!(codes(&errors), expected, "{}", kind.id);
    }
}

#[test]
fn a_field_whose_value_only_a_server_can_tell_is_not_judged() {
    for kind in catalogue::all() {
        let mut it = It::filled(kind.id);
        for field in kind.fields.iter().filter(|field| !matches!(field.name, "name" | "slug")) {
            it.draft.values.insert(field.name.into(), FieldValue::Tagged { yaml: "!Context x".into() });
        }
        let judged: Vec<Finding> = findings(&it)
            .into_iter()
            .filter(|finding| it.draft.is_tagged(&finding.field) || finding.severity == Severity::Error)
            .collect();
        assert_eq!(judged, [], "{}", kind.id);
    }
}

#[test]
fn all_findings_are_told_at_once_errors_first() {
    let mut it = It::filled("wechat");
    for (field, value) in
        [("name", ""), ("slug", "a b"), ("consumer_key", ""), ("authentik_host", "http://localhost:9000")]
    {
        it.set(field, value);
    }
    it.draft.user_property_mappings.clear();
    assert_eq!(
        codes(&findings(&it)),
        [
            "name-missing",
            "slug-format",
            "appid-missing",
            "host-local",
            "host-port",
            "nickname-garbled",
            "host-http",
            "appsecret-missing",
            "email-absent"
        ]
    );
}

#[test]
fn a_secret_is_judged_without_being_repeated() {
    for (kind, field) in
        [("wechat", "consumer_secret"), ("apple", "consumer_secret"), ("telegram", "bot_token")]
    {
        let mut it = It::filled(kind);
        it.secrets.set(field, Secret::new("canary secret".into()));
        let told = serde_json::to_string(&findings(&it)).unwrap();
        assert!(told.contains(field) && !told.contains("canary"), "{told}");
    }
}

#[test]
fn a_fix_that_does_not_fit_leaves_the_draft_as_it_was() {
    let mut it = It::filled("saml");
    let before = it.draft.clone();
    for fix in [
        Fix::Set { field: "nonsense".into(), value: "x".into() },
        Fix::SortPropertyMappings { field: "icon".into() },
    ] {
        assert!(apply(&fix, &mut it.draft).is_err());
    }
    assert_eq!(it.draft, before);
}

#[test]
fn the_rules_and_how_bad_they_are() {
    let mut text = String::new();
    for rule in rules() {
        let severity = serde_json::to_value(rule.severity).unwrap();
        let mut marks = vec![severity.as_str().unwrap()];
        marks.extend((rule.certainty == Certainty::UnknownOffline).then_some("unknown offline"));
        marks.extend(rule.is_refused.then_some("refused by authentik"));
        writeln!(text, "{}: {}", rule.code, marks.join(", ")).unwrap();
    }
    insta::assert_snapshot!(text);
}

proptest! {
    #[test]
    fn whatever_is_typed_every_finding_has_a_rule_and_every_fix_fits(
        kind in 0..23_usize, field in 0..40_usize, text in any::<String>(), expression in "[a-z{}()\\[\\]'\":=., \n]*"
    ) {
        let kind = &catalogue::all()[kind];
        let mut it = It::filled(kind.id);
        // A choice or switch does not take any text, which is no concern of this test.
        let _ = it.draft.set(kind.fields[field % kind.fields.len()].name, &text);
        it.draft.user_property_mappings.push(PropertyMapping { name: text, expression });
        for finding in findings(&it) {
            prop_assert!(rule(&finding.code).is_some(), "{}", finding.code);
            if let Some(fix) = &finding.fix {
                let mut mended = it.draft.clone();
                prop_assert!(apply(fix, &mut mended).is_ok(), "{:?}", finding);
                prop_assert!(!lint(&mended, &it.secrets).contains(&finding), "{:?}", finding);
            }
        }
    }
}
