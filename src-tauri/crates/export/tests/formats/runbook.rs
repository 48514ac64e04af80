//! The steps for people.

use desk_blueprint::SecretStyle;
use desk_export::{ExportError, Section, Step, runbook};
use desk_model::FieldValue;

use crate::drafts::{canaries, draft, file, mapping, of_every_kind, options, wechat};

fn codes(sections: &[Section]) -> Vec<&str> {
    sections.iter().map(|section| section.code).collect()
}

#[test]
fn the_sections_lead_from_the_provider_to_the_way_back() {
    let mut draft = wechat();
    draft.user_property_mappings.push(mapping("m", "return {}"));
    let books = runbook(&[&draft], &options(file(), canaries(&[&draft]), Some("stage"))).unwrap();
    assert_eq!(
        codes(&books[0].sections),
        ["needs", "provider", "mappings", "source", "login-page", "test", "rollback"]
    );
    let registers = books[0].sections[1].steps.iter().any(|step| {
        matches!(step, Step::Checklist { step: "callback", register, .. } if register == "auth.example.com")
    });
    assert!(registers, "the bare host, as WeChat's console wants it");
}

#[test]
fn what_the_form_shows_otherwise_is_marked() {
    let mut draft = wechat();
    draft.set("promoted", "true").unwrap();
    let books = runbook(&[&draft], &options(file(), canaries(&[&draft]), None)).unwrap();
    let source = books[0].sections.iter().find(|section| section.code == "source").unwrap();
    let settings: Vec<_> = source
        .steps
        .iter()
        .filter_map(|step| match step {
            Step::Fields { settings, .. } => Some(settings),
            _ => None,
        })
        .flatten()
        .collect();
    let of = |label: &str| settings.iter().find(|setting| setting.label_id == label).unwrap();
    assert!(of("field-promoted").is_changed && !of("field-enabled").is_changed);
    assert_eq!(of("field-promoted").value, Some(FieldValue::Switch(true)));
    assert_eq!(of("field-consumer-secret").value, None, "a run-book holds no secret");
    assert_eq!(
        of("field-user-matching-mode").choice_id.as_deref(),
        Some("choice-user-matching-mode-identifier")
    );
}

#[test]
fn every_kind_has_steps_with_the_provider_or_none_to_make() {
    for draft in of_every_kind() {
        let books = runbook(&[&draft], &options(file(), canaries(&[&draft]), Some("stage"))).unwrap();
        let has_provider = books[0].sections.iter().any(|section| section.code == "provider");
        let expected = !["plex", "ldap"].contains(&draft.source_type.as_str());
        assert_eq!(has_provider, expected, "{}", draft.source_type);
    }
}

#[test]
fn a_source_without_a_button_is_not_on_the_login_page() {
    let draft = draft("ldap", "ldap");
    let books = runbook(&[&draft], &options(file(), canaries(&[&draft]), Some("stage"))).unwrap();
    assert!(!codes(&books[0].sections).contains(&"login-page"));
}

#[test]
fn a_run_book_takes_no_secret() {
    let refused = runbook(&[&wechat()], &options(SecretStyle::Inline, Default::default(), None));
    assert_eq!(refused.unwrap_err(), ExportError::StyleNotFor { format: "runbook", style: "inline" });
}
