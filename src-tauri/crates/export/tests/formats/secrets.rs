//! No secret stands in a file unless that was asked for.

use desk_blueprint::SecretStyle;
use desk_export::{Export, FINDING_CODES, NOTES, compose, json, kubernetes, runbook, terraform};

use crate::drafts::{CANARY, canaries, file, mapping, of_every_kind, options};

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
        for export in [terraform(&drafts, &made), kubernetes(&drafts, &made)] {
            let export = export.unwrap();
            let n_found: usize = export.files.iter().map(|file| file.text.matches(CANARY).count()).sum();
            assert_eq!(n_found, n_secrets, "{}", draft.source_type);
            assert!(!format!("{export:?}").contains(CANARY));
        }
    }
}

#[test]
fn every_code_that_comes_up_is_in_the_list() {
    let drafts = of_every_kind();
    for draft in &drafts {
        let drafts = [draft];
        let seen = std::sync::Mutex::new(Vec::new());
        let words = |note: &desk_export::Note| {
            seen.lock().unwrap().push(note.code);
            String::new()
        };
        for style in [file(), SecretStyle::Env, SecretStyle::Inline] {
            let made = options(style, canaries(&drafts), Some("stage"));
            let made = desk_export::Options { words: &words, ..made };
            let exports = [terraform(&drafts, &made), kubernetes(&drafts, &made), compose(&drafts, &made)];
            for found in exports.into_iter().flat_map(|export| export.unwrap().findings) {
                assert!(FINDING_CODES.contains(&found.code), "{}", found.code);
            }
        }
        for code in seen.lock().unwrap().iter() {
            assert!(NOTES.contains(code), "{code}");
        }
    }
}
