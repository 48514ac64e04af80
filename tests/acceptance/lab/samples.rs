//! People to try mappings with.

use desk_app::{LabEngine, LabRequest, TestRunPlace, catalogue};
use serde_json::{Value, json};

use super::{desk, draft, request, with};

#[test]
fn every_kind_has_somebody_whose_mappings_run() {
    for kind in catalogue::all() {
        let home = tempfile::tempdir().unwrap();
        let desk = desk(home.path());
        let draft = draft(&desk, kind.id);
        let offers = desk.lab_offers(&draft).unwrap();
        assert!(!offers.samples.is_empty(), "{}", kind.id);
        assert_eq!(offers.has_logins, kind.protocol.has_login_button(), "{}", kind.id);
        for sample in &offers.samples {
            let request = LabRequest {
                draft: draft.clone(),
                info: sample.info.clone(),
                context: String::new(),
                mappings: None,
                engine: LabEngine::Inside,
            };
            let run = desk.lab_run(&request).unwrap();
            assert!(run.prediction.is_some(), "{} {}", kind.id, sample.id);
        }
    }
}

#[test]
fn each_engine_that_is_here_gives_the_same() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let draft = draft(&desk, "wechat");
    let engines = desk.lab_offers(&draft).unwrap().engines;
    assert!(engines.contains(&LabEngine::Inside));
    let text =
        "import re\nak_logger.info(\"seen\")\nreturn {\"name\": re.sub(\"n\", \"N\", info[\"nickname\"])}";
    for engine in engines {
        let mut request = with(request(&draft, json!({"openid": "o", "nickname": "nn"})), &[("m", text)]);
        request.engine = engine;
        let run = desk.lab_run(&request).unwrap();
        assert_eq!(run.pipeline.properties["name"], json!("NN"), "{engine:?}: {:?}", run.pipeline.steps);
        assert_eq!(run.pipeline.steps[0].log[0].event, "seen", "{engine:?}");
    }
}

#[test]
fn what_each_wechat_profile_becomes_in_each_mode() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let draft = draft(&desk, "wechat");
    let mut lines = Vec::new();
    for sample in desk.lab_offers(&draft).unwrap().samples {
        let info: Value = serde_json::from_str(&sample.info).unwrap();
        let all = desk.lab_all_modes(&request(&draft, info)).unwrap();
        lines.push(sample.id.clone());
        for one in all {
            let user = one.user.as_ref().and_then(|user| user.username.clone()).unwrap_or_default();
            let next = one.next_login.as_ref().map(|next| format!("{} {}", next.action, next.step));
            lines.push(format!(
                "  {:<14} {:<10} {:<7} {:<12} {:<14} {:<30} then {}",
                one.user_matching_mode,
                one.group_matching_mode,
                one.action,
                one.step,
                one.page.unwrap_or_default(),
                user,
                next.unwrap_or_default(),
            ));
        }
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn a_test_login_that_was_kept_is_a_person_to_try() {
    let home = tempfile::tempdir().unwrap();
    let desk = std::sync::Arc::new(desk(home.path()));
    let draft = desk.demo_draft().unwrap();
    let draft = desk.insert_draft(&draft).unwrap().draft;
    let options = desk_app::RehearsalOptions {
        profile: "chinese-emoji".to_owned(),
        fault: None,
        phone: desk_app::PhoneMode::Automatic,
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let rehearsal = runtime
        .block_on(desk.rehearse(&draft, &options, |_| {}, tokio_util::sync::CancellationToken::new()))
        .unwrap();
    let stored = rehearsal.properties.clone().unwrap();
    let id = desk.keep_test_run(&draft.id, TestRunPlace::Simulator, &rehearsal).unwrap();
    let offers = desk.lab_offers(&draft.id).unwrap();
    let captured = offers.samples.first().unwrap();
    assert_eq!((captured.id.clone(), captured.profile.clone()), (format!("run-{id}"), None));
    let info: Value = serde_json::from_str(&captured.info).unwrap();
    // What authentik saw, garbled as it garbles it: the pipeline makes the user of the test login of it.
    let run = desk.lab_run(&with(request(&draft.id, info), &[])).unwrap();
    assert_eq!(run.pipeline.properties["name"], stored["name"]);
    assert_eq!(run.prediction.unwrap().user.unwrap().attributes, stored["attributes"]);
    assert_ne!(stored["name"], json!("张三😀"));
}
