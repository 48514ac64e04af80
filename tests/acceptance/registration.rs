//! What the provider's console has to be told: words, checklist, brands, and the comparison with what was registered.
#![cfg(test)]

use std::path::Path;
use std::sync::Arc;

use desk_app::messages::find;
use desk_app::{Desk, DraftView, Locale, StepStatus, Verdict};
use desk_model::console::{self, DIFFERENCE_CODES, REMARK_CODES};
use desk_model::endpoint::EndpointKind;
use desk_test_support::TestHost;

fn desk(home: &Path) -> Desk {
    Desk::new(Arc::new(TestHost::new(home.to_owned(), Locale::En)))
}

fn draft(desk: &Desk, source_type: &str) -> DraftView {
    let mut draft = desk.new_draft(source_type, source_type, source_type).unwrap();
    draft.set("authentik_host", "auth.example.com").unwrap();
    desk.insert_draft(&draft).unwrap()
}

fn require(id: &str, arguments: &[(&str, &str)]) {
    for locale in Locale::ALL {
        let text = find(locale, id, arguments.iter().copied()).unwrap_or_default();
        assert!(!text.is_empty() && !text.contains("{$"), "{id} in {}: {text}", locale.tag());
    }
}

#[test]
fn everything_about_every_console_has_words_in_every_language() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    for console in console::all() {
        let view = desk.callback(&draft(&desk, console.id).draft.id).unwrap();
        let drawn = view.console.unwrap();
        require(&drawn.name_id, &[]);
        drawn.quirk_ids.iter().for_each(|id| require(id, &[]));
        assert_eq!(view.checklist.len(), console.steps.len());
        for step in view.checklist {
            let arguments: Vec<(&str, &str)> =
                step.arguments.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            require(&step.title_id, &arguments);
            require(&step.about_id, &arguments);
        }
    }
    let both = [("found", "x"), ("expected", "y")];
    DIFFERENCE_CODES.iter().for_each(|code| require(&format!("difference-{code}"), &both));
    REMARK_CODES
        .iter()
        .for_each(|code| require(&format!("remark-{code}"), &[("value", "x"), ("count", "1")]));
    for kind in EndpointKind::ALL {
        require(&format!("endpoint-{}", kind.id()), &[]);
        require(&format!("endpoint-{}-about", kind.id()), &[]);
    }
}

#[test]
fn a_step_keeps_its_state_note_and_date_across_a_restart() {
    let home = tempfile::tempdir().unwrap();
    let first = desk(home.path());
    let id = draft(&first, "wechat").draft.id;
    first.set_step(&id, "review", StepStatus::Done, Some(" 1207 ")).unwrap();
    drop(first);
    // Another run has other randomness, so the copy's id is a new one.
    let again = Desk::new(Arc::new(TestHost::new(home.path().to_owned(), Locale::En).seeded(1)));
    let step = |desk: &Desk| {
        let view = desk.callback(&id).unwrap();
        view.checklist.into_iter().find(|step| step.step == "review").unwrap()
    };
    let kept = step(&again);
    assert_eq!((kept.status, kept.note.as_str()), (StepStatus::Done, "1207"));
    assert!(kept.changed_at.starts_with("2026-01-01T00:00:"), "{}", kept.changed_at);
    again.set_step(&id, "review", StepStatus::Open, None).unwrap();
    assert_eq!((step(&again).status, step(&again).note.as_str()), (StepStatus::Open, "1207"));
    again.undo().unwrap();
    assert_eq!(step(&again).status, StepStatus::Done);
    let copy = again.copy_draft(&id, "Copy", "copy").unwrap();
    assert!(copy.draft.checklist.is_empty());
}

#[test]
fn marking_a_step_with_what_it_is_already_saves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let id = draft(&desk, "google").draft.id;
    let marked = desk.set_step(&id, "key", StepStatus::Done, None).unwrap();
    assert_eq!(desk.set_step(&id, "key", StepStatus::Done, None).unwrap(), marked);
}

#[test]
fn once_the_callback_is_registered_a_changed_slug_is_pointed_out() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let id = draft(&desk, "google").draft.id;
    let mut view = desk.set_step(&id, "callback", StepStatus::Done, None).unwrap();
    let registered = view.draft.deployment.registered.clone().unwrap();
    assert_eq!(registered.callback_url, "https://auth.example.com/source/oauth/callback/google/");
    view.draft.slug = "other".to_owned();
    let changed = desk.save_draft(&view.draft, view.revision).unwrap();
    assert!(changed.findings.iter().any(|finding| finding.code == "callback-changed"));
    let noted = desk.set_step(&id, "callback", StepStatus::Done, Some("asked")).unwrap();
    assert_eq!(noted.draft.deployment.registered, Some(registered), "a note registers nothing");
    let again = desk.set_step(&id, "callback", StepStatus::Done, None).unwrap();
    assert_eq!(
        again.draft.deployment.registered.unwrap().callback_url,
        "https://auth.example.com/source/oauth/callback/other/"
    );
    assert!(again.findings.iter().all(|finding| finding.code != "callback-changed"));
    let opened = desk.set_step(&id, "callback", StepStatus::Open, None).unwrap();
    assert_eq!(opened.draft.deployment.registered, None);
}

#[test]
fn only_known_steps_of_kinds_that_are_registered_can_be_marked() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let mark = |source_type: &str, step: &str| {
        let id = draft(&desk, source_type).draft.id;
        desk.set_step(&id, step, StepStatus::Done, None).unwrap_err().code
    };
    assert_eq!(mark("wechat", "nonsense"), "step-unknown");
    assert_eq!(mark("ldap", "callback"), "callback-none");
}

#[test]
fn each_brand_has_a_callback_of_its_own_and_is_kept_once() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let id = draft(&desk, "google").draft.id;
    let brands = ["login.example.org", "https://LOGIN.example.org/", "auth.example.com"].map(str::to_owned);
    let view = desk.set_brand_hosts(&id, &brands).unwrap();
    assert_eq!(view.draft.deployment.brand_hosts, ["login.example.org"]);
    let hosts = desk.callback(&id).unwrap().hosts;
    let urls: Vec<&str> = hosts.iter().filter_map(|host| host.callback_url.as_deref()).collect();
    assert_eq!(
        urls,
        [
            "https://auth.example.com/source/oauth/callback/google/",
            "https://login.example.org/source/oauth/callback/google/"
        ]
    );
    assert_eq!(hosts.iter().map(|host| host.is_brand).collect::<Vec<_>>(), [false, true]);
    let refused = desk.set_brand_hosts(&id, &["a b".to_owned()]).unwrap_err();
    assert_eq!(refused.code, "host-invalid");
    assert_eq!(desk.show_draft(&id).unwrap().draft.deployment.brand_hosts, ["login.example.org"]);
}

#[test]
fn what_was_registered_is_held_against_every_callback() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let id = draft(&desk, "wechat").draft.id;
    let right = desk.compare_registered(&id, "auth.example.com").unwrap();
    assert!(right.works && right.lines[0].verdict == Verdict::Right);
    let wrong = desk.compare_registered(&id, "https://auth.example.com/").unwrap();
    assert_eq!((wrong.works, wrong.missing), (false, vec!["auth.example.com".to_owned()]));
    assert_eq!(desk.compare_registered(&id, " \n").unwrap_err().code, "registered-empty");
}

#[test]
fn a_kind_without_a_callback_shows_none() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    for (source_type, login) in
        [("saml", "https://auth.example.com/source/saml/saml/"), ("ldap", ""), ("scim", "")]
    {
        let view = draft(&desk, source_type);
        assert_eq!((view.callback_url.as_str(), view.callback_domain.as_str()), ("", ""), "{source_type}");
        assert_eq!(view.login_url, login);
    }
    assert_eq!(draft(&desk, "google").callback_domain, "");
    assert_eq!(draft(&desk, "wechat").callback_domain, "auth.example.com");
}
