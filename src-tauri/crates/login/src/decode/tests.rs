mod pastes;

use std::collections::BTreeSet;

use super::*;
use crate::transcript::StepName;

use proptest::prelude::*;

const ENGLISH: &str = concat!(
    include_str!("../../../messages/locales/en/explain.ftl"),
    include_str!("../../../messages/locales/en/explain-directory.ftl"),
    include_str!("../../../messages/locales/en/explain-evidence.ftl"),
    include_str!("../../../messages/locales/en/explain-microsoft.ftl"),
    include_str!("../../../messages/locales/en/explain-network.ftl"),
    include_str!("../../../messages/locales/en/explain-oauth.ftl"),
    include_str!("../../../messages/locales/en/explain-login.ftl"),
    include_str!("../../../messages/locales/en/explain-provider.ftl"),
);
const CHINESE: &str = concat!(
    include_str!("../../../messages/locales/zh-CN/explain.ftl"),
    include_str!("../../../messages/locales/zh-CN/explain-directory.ftl"),
    include_str!("../../../messages/locales/zh-CN/explain-evidence.ftl"),
    include_str!("../../../messages/locales/zh-CN/explain-microsoft.ftl"),
    include_str!("../../../messages/locales/zh-CN/explain-network.ftl"),
    include_str!("../../../messages/locales/zh-CN/explain-oauth.ftl"),
    include_str!("../../../messages/locales/zh-CN/explain-login.ftl"),
    include_str!("../../../messages/locales/zh-CN/explain-provider.ftl"),
);
const LOGIN_ENGLISH: &str = include_str!("../../../messages/locales/en/login.ftl");
const LOGIN_CHINESE: &str = include_str!("../../../messages/locales/zh-CN/login.ftl");

/// The messages of a catalogue: id and text.
fn messages(catalogue: &str) -> Vec<(&str, &str)> {
    catalogue
        .lines()
        .filter(|line| !line.starts_with(['#', ' ']))
        .filter_map(|line| line.split_once(" = "))
        .collect()
}

fn ids(catalogue: &str) -> BTreeSet<&str> {
    messages(catalogue).into_iter().map(|(id, _)| id).collect()
}

#[test]
fn every_explanation_has_its_messages_and_its_evidence_in_both_languages_and_no_message_is_left_over() {
    let wanted: BTreeSet<String> = all()
        .iter()
        .flat_map(|one| ["", "-why", "-fix"].map(|part| format!("{}{part}", one.message_id)))
        .chain(all().iter().map(|one| one.evidence_id.to_owned()))
        .collect();
    let wanted: BTreeSet<&str> = wanted.iter().map(String::as_str).collect();
    for catalogue in [ENGLISH, CHINESE] {
        assert_eq!(ids(catalogue), wanted);
        assert_eq!(messages(catalogue).len(), wanted.len(), "no message is there twice");
        for (id, text) in messages(catalogue) {
            assert!(text.trim().chars().count() > 4, "{id} says something");
        }
    }
}

#[test]
fn chinese_explanations_are_chinese() {
    for (id, text) in messages(CHINESE) {
        assert!(text.chars().any(|character| ('一'..='鿿').contains(&character)), "{id}");
    }
    for (id, text) in messages(ENGLISH) {
        assert!(id.starts_with("evidence-") || text.ends_with(['.', ')']), "{id} is a sentence");
    }
}

#[test]
fn every_step_and_note_has_its_messages_in_both_languages() {
    for catalogue in [LOGIN_ENGLISH, LOGIN_CHINESE] {
        let ids = ids(catalogue);
        for step in StepName::ALL {
            assert!(ids.contains(format!("step-{}", step.id()).as_str()), "{}", step.id());
            assert!(ids.contains(format!("step-{}-about", step.id()).as_str()), "{}", step.id());
        }
    }
    assert_eq!(ids(LOGIN_ENGLISH), ids(LOGIN_CHINESE));
    let sources = [
        include_str!("../authentik.rs"),
        include_str!("../browser.rs"),
        include_str!("../rehearsal.rs"),
        include_str!("../recorder.rs"),
    ];
    let mut n_notes = 0;
    for source in sources {
        for call in ["note(\"", "warn(\""] {
            for (_, after) in source.match_indices(call).map(|(at, _)| source.split_at(at + call.len())) {
                let code = after.split('"').next().unwrap();
                assert!(ids(LOGIN_ENGLISH).contains(format!("note-{code}").as_str()), "note-{code}");
                n_notes += 1;
            }
        }
    }
    assert!(n_notes >= 8, "the notes were found in the source: {n_notes}");
}

#[test]
fn every_code_that_a_test_login_can_end_with_is_explained() {
    let sources = [
        include_str!("../authentik.rs"),
        include_str!("../browser.rs"),
        include_str!("../rehearsal.rs"),
        include_str!("../http.rs"),
    ];
    let mut n_codes = 0;
    for source in sources {
        for start in ["Stop::failed(step, \"", "Stop::failed(StepName::", "=> \"", "let code = if"] {
            for (at, _) in source.match_indices(start) {
                let line = source[at..].split(['\n', ';']).next().unwrap();
                for code in line.split('"').skip(1).step_by(2) {
                    // Paths, headers and formats stand on such lines as well; a code is lower-case kebab.
                    if !code.is_empty()
                        && code
                            .bytes()
                            .all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte.is_ascii_digit())
                    {
                        assert!(by_code(code).is_some(), "{code}");
                        n_codes += 1;
                    }
                }
            }
        }
    }
    assert!(n_codes >= 15, "the codes were found in the source: {n_codes}");
}

#[test]
fn codes_and_aliases_are_unambiguous() {
    let mut seen = BTreeSet::new();
    for explanation in all() {
        assert!(seen.insert(explanation.code.to_lowercase()), "{}", explanation.code);
        assert_eq!(explain(explanation.code), Some(explanation));
    }
    let mut seen = BTreeSet::new();
    for explanation in all() {
        for alias in explanation.aliases {
            // Words that need others beside them may be somebody else's without them.
            let beside = explanation.within.first().map(|word| format!(" ({word})")).unwrap_or_default();
            assert!(seen.insert(format!("{alias}{beside}").to_lowercase()), "{alias}");
            assert_eq!(explain(&format!("{alias}{beside}")), Some(explanation), "{alias}");
        }
    }
}

#[test]
fn what_people_paste_is_recognised() {
    for (text, code) in [
        ("40029", Some("40029")),
        (" -1 ", Some("-1")),
        ("{\"errcode\":40029,\"errmsg\":\"invalid code, rid: 62de9a0b-7149b5f1-2eee4908\"}", Some("40029")),
        ("{\"errcode\": -1, \"errmsg\": \"system error\"}", Some("-1")),
        ("errcode=40163 errmsg='code been used'", Some("40163")),
        ("code been used, rid: 6206378a-793424c0-2e4091cc", Some("40163")),
        ("redirect_uri域名与后台配置不一致，错误码:10003", Some("10003")),
        ("错误码：10016", Some("10016")),
        ("<h4 class=\"weui_msg_title\">redirect_uri 参数错误</h4>", Some("redirect-uri")),
        ("Scope 参数错误或没有 Scope 权限", Some("scope")),
        ("window.wx_errcode=404;window.wx_code='';", Some("wx-404")),
        ("window.wx_errcode=500;window.wx_code='';", Some("wx-500")),
        ("Authentication failed: Could not retrieve token.", Some("could-not-retrieve-token")),
        (
            "Request to authenticate with WeChat has been denied. Please authenticate with the source you've previously signed up with.",
            Some("denied-by-matching"),
        ),
        ("HTTP 500", Some("http-500")),
        ("HTTP 502", Some("http-error")),
        ("REDIRECT-URI", Some("redirect-uri")),
        ("{\"errcode\":0,\"errmsg\":\"ok\"}", None),
        ("{\"errcode\":49999,\"errmsg\":\"invalid code\"}", Some("unknown-errcode")),
        ("12345", None),
        ("", None),
        ("good morning", None),
    ] {
        assert_eq!(explain(text).map(|explanation| explanation.code), code, "{text}");
    }
}

/// Every number of the facts about website logins, Official Account pages, the poll and the quick login.
#[test]
fn every_known_number_is_explained() {
    for number in [
        10003, 10004, 10005, 10006, 10009, 10010, 10011, 10012, 10013, 10015, 10016, 10057, -11028, 40001,
        40002, 40003, 40013, 40014, 40029, 40030, 40125, 40163, 40164, 40243, 41001, 41002, 41003, 41004,
        41008, 41009, 42001, 42002, 42003, 45009, 45011, 48001, 50001, 50002, -1, 402, 403, 404, 405, 408,
        500,
    ] {
        assert!(explain(&number.to_string()).is_some(), "{number}");
    }
}

proptest! {
    #[test]
    fn any_text_is_explained_or_not_without_a_panic(text in ".*") {
        let _ = explain(&text);
    }

    #[test]
    fn a_number_wins_over_the_words_around_it(words in "[a-z ]{0,20}", at in any::<prop::sample::Index>()) {
        let numbered: Vec<&Explanation> = all().iter().filter(|one| one.code.parse::<i32>().is_ok()).collect();
        let explanation = numbered[at.index(numbered.len())];
        let answer = format!("{{\"errcode\":{},\"errmsg\":\"{words}\"}}", explanation.code);
        prop_assert_eq!(explain(&answer), Some(explanation));
    }
}
