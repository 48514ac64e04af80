//! No secret stands in a file unless that was asked for.

use std::collections::BTreeSet;
use std::sync::Mutex;

use desk_blueprint::SecretStyle;
use desk_export::{
    COMPOSE_FILE, Export, FINDING_CODES, NOTES, compose, json, kubernetes, runbook, terraform,
};
use desk_model::{Draft, FieldValue};

use crate::drafts::{CANARY, canaries, draft, file, mapping, of_every_kind, options, wechat};

#[test]
fn a_canary_is_in_no_file() {
    let mut n_files = 0;
    for mut draft in of_every_kind() {
        let expression = "return {}\n";
        for mappings in [vec![], vec![mapping("a mapping", expression)]] {
            draft.user_property_mappings = mappings;
            for style in [file(), SecretStyle::Env, SecretStyle::Context] {
                let drafts = [&draft];
                let made = options(style.clone(), canaries(&drafts), Some("stage"));
                let mut exports = vec![terraform(&drafts, &made), json(&drafts, &made)];
                if !matches!(style, SecretStyle::Context) {
                    exports.extend([kubernetes(&drafts, &made), compose(&drafts, &made)]);
                }
                let shown = format!("{:?}", runbook(&drafts, &made).unwrap());
                assert!(!shown.contains(CANARY));
                for export in exports {
                    let export: Export = export.unwrap();
                    for file in &export.files {
                        n_files += 1;
                        assert!(!file.text.contains(CANARY), "{}", file.text);
                    }
                    assert!(!format!("{export:?}").contains(CANARY));
                }
            }
        }
    }
    assert!(n_files > 300, "the files were made: {n_files}");
}

#[test]
fn one_that_was_asked_for_is_there_once_and_does_not_print() {
    for draft in of_every_kind() {
        let drafts = [&draft];
        let made = options(SecretStyle::Inline, canaries(&drafts), None);
        let n_secrets = draft.kind().unwrap().secrets().count();
        for export in [terraform(&drafts, &made), kubernetes(&drafts, &made), compose(&drafts, &made)] {
            let export = export.unwrap();
            let n_found: usize = export.files.iter().map(|file| file.text.matches(CANARY).count()).sum();
            // Docker Compose gives it to each of two services.
            let n_places = if export.files[0].name == COMPOSE_FILE { 2 } else { 1 };
            assert_eq!(n_found, n_secrets * n_places, "{}", draft.source_type);
            assert!(!format!("{export:?}").contains(CANARY));
        }
    }
}

#[test]
fn every_code_that_comes_up_is_in_the_list_and_every_code_of_the_list_comes_up() {
    let said = Mutex::new(BTreeSet::new());
    let mut found = BTreeSet::new();
    let words = |note: &desk_export::Note| {
        said.lock().unwrap().insert(note.code);
        String::new()
    };
    let mut groups: Vec<Vec<Draft>> = of_every_kind().into_iter().map(|draft| vec![draft]).collect();
    groups.push(peculiar());
    for drafts in groups {
        let drafts: Vec<&Draft> = drafts.iter().collect();
        for style in [file(), SecretStyle::Env, SecretStyle::Inline] {
            let is_inline = matches!(style, SecretStyle::Inline);
            let made = options(style, canaries(&drafts), Some("stage"));
            let made = desk_export::Options { words: &words, ..made };
            let mut exports = vec![terraform(&drafts, &made), kubernetes(&drafts, &made)];
            exports.push(compose(&drafts, &made));
            if !is_inline {
                exports.push(json(&drafts, &made));
            }
            let findings = exports.into_iter().flat_map(|export| export.unwrap().findings);
            found.extend(findings.map(|found| found.code));
        }
    }
    // A flow of authentik's own, one that only a server knows, and the flow of the stage itself.
    for flow in ["default-source-authentication", "mine", "outer"] {
        let mut draft = wechat();
        draft.set("authentication_flow", flow).unwrap();
        let stage = desk_blueprint::SourceStage::first_of("outer");
        let told = desk_export::source_stage_findings(&[&draft], &stage);
        found.extend(told.into_iter().map(|found| found.code));
    }
    assert_eq!(said.into_inner().unwrap(), BTreeSet::from(NOTES));
    assert_eq!(found, BTreeSet::from(FINDING_CODES));
}

/// Makes drafts that a format cannot take as they are.
fn peculiar() -> Vec<Draft> {
    let mut wechat = wechat();
    wechat.name = "Cafe\u{301}".to_owned();
    wechat.set("icon", "fa://fa-weixin").unwrap();
    wechat.kept.attrs.insert("new_field".to_owned(), "1".to_owned());
    for field in ["consumer_key", "consumer_secret"] {
        let yaml = "!Env KEY".to_owned();
        wechat.values.insert(field.to_owned(), FieldValue::Tagged { yaml });
    }
    let mut plex = draft("plex", "plex");
    plex.set("client_id", "client").unwrap();
    plex.user_property_mappings.push(mapping("plex: user", "return {}"));
    vec![wechat, plex]
}
