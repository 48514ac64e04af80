use super::*;
use crate::checklist::{StepRecord, StepStatus};
use proptest::prelude::*;

fn draft() -> Draft {
    Draft::new(DraftId::from_random([7; 16]), "wechat", "WeChat", "wechat").unwrap()
}

#[test]
fn a_new_draft_has_the_defaults_of_authentiks_form() {
    let draft = draft();
    for (field, value) in [
        ("user_matching_mode", "identifier"),
        ("group_matching_mode", "identifier"),
        ("user_path_template", "goauthentik.io/sources/%(slug)s"),
        ("authentication_flow", "default-source-authentication"),
        ("enrollment_flow", "default-source-enrollment"),
        ("policy_engine_mode", "any"),
        ("additional_scopes", ""),
        ("icon", ""),
    ] {
        assert_eq!(draft.text(field), value, "{field}");
    }
    assert!(draft.switch("enabled") && !draft.switch("promoted"));
    assert_eq!(draft.check_values(), vec![]);
}

#[test]
fn a_value_of_the_wrong_sort_is_refused_and_changes_nothing() {
    let mut changed = draft();
    for (field, text) in [
        ("enabled", "yes"),
        ("user_matching_mode", "nope"),
        ("consumer_secret", "x"),
        ("user_property_mappings", "x"),
        ("nonsense", "x"),
    ] {
        assert!(changed.set(field, text).is_err(), "{field}");
    }
    assert_eq!(changed, draft());
}

#[test]
fn a_document_with_a_field_of_the_wrong_sort_is_told_field_by_field() {
    let mut draft = draft();
    draft.values.insert("enabled".into(), FieldValue::Text("x".into()));
    draft.values.insert("icon".into(), FieldValue::Switch(true));
    draft.values.insert("nonsense".into(), FieldValue::Switch(true));
    assert_eq!(draft.check_values().len(), 3);
}

#[test]
fn every_kind_has_a_draft_that_fits_it_and_survives_its_document() {
    for kind in catalogue::all() {
        let draft = Draft::new(DraftId::from_random([1; 16]), kind.id, kind.id, kind.id).unwrap();
        assert_eq!(draft.check_values(), vec![], "{}", kind.id);
        let document = serde_json::to_string(&draft).unwrap();
        assert_eq!(serde_json::from_str::<Draft>(&document).unwrap(), draft);
    }
}

#[test]
fn a_list_is_set_from_text_and_shown_as_text() {
    let mut draft = Draft::new(DraftId::from_random([1; 16]), "plex", "Plex", "plex").unwrap();
    draft.set("allowed_servers", "one, two,,\nthree").unwrap();
    assert_eq!(draft.list("allowed_servers"), ["one", "two", "three"]);
    let text = draft.values["allowed_servers"].to_string();
    draft.set("allowed_servers", &text).unwrap();
    assert_eq!(draft.list("allowed_servers").len(), 3);
    draft.values.insert("allowed_servers".into(), FieldValue::Text("x".into()));
    draft.values.insert("client_id".into(), FieldValue::List(vec![]));
    assert_eq!(draft.check_values().len(), 2);
}

#[test]
fn a_tagged_value_fits_every_field_that_takes_one_value() {
    let mut draft = draft();
    for field in ["enabled", "icon", "user_matching_mode", "authentication_flow"] {
        draft.values.insert(field.into(), FieldValue::Tagged { yaml: "!Env X".into() });
        assert!(draft.is_tagged(field) && draft.text(field).is_empty());
    }
    assert_eq!(draft.check_values(), vec![]);
    let document = serde_json::to_string(&draft).unwrap();
    assert_eq!(serde_json::from_str::<Draft>(&document).unwrap(), draft);
}

#[test]
fn a_field_of_a_newer_version_is_set_under_its_first_name() {
    let mut draft = Draft::new(DraftId::from_random([1; 16]), "saml", "SAML", "saml").unwrap();
    draft.set("issuer_override", "x").unwrap();
    draft.set("target", "2026.8.3").unwrap();
    assert_eq!((draft.text("issuer"), draft.text("target")), ("x", "2026.8"));
    assert_eq!(draft.set("target", "1.0"), Err(FieldError::UnknownVersion("1.0".into())));
}

#[test]
fn a_document_from_before_brand_hosts_and_checklists_still_reads() {
    let document = serde_json::to_value(draft()).unwrap();
    assert!(document.get("checklist").is_none() && document["deployment"].get("brand_hosts").is_none());
    assert_eq!(serde_json::from_value::<Draft>(document).unwrap(), draft());
}

#[test]
fn brand_hosts_are_a_list_and_stand_behind_authentiks_own_host() {
    let mut draft = draft();
    draft.set("brand_hosts", "login.example.org, \n id.example.net").unwrap();
    assert_eq!(draft.deployment.hosts().collect::<Vec<_>>(), ["login.example.org", "id.example.net"]);
    draft.set("authentik_host", " auth.example.com ").unwrap();
    assert_eq!(draft.deployment.hosts().next(), Some("auth.example.com"));
}

fn record() -> impl Strategy<Value = StepRecord> {
    let status = proptest::sample::select(vec![StepStatus::Open, StepStatus::Done, StepStatus::Skipped]);
    (status, ".*", ".*").prop_map(|(status, note, changed_at)| StepRecord { status, note, changed_at })
}

proptest! {
    #[test]
    fn checklist_and_brand_hosts_survive_the_document(
        checklist in proptest::collection::btree_map(".*", record(), 0..6),
        hosts in proptest::collection::vec(".*", 0..4),
    ) {
        let mut draft = draft();
        draft.checklist = checklist;
        draft.deployment.brand_hosts = hosts;
        let document = serde_json::to_string(&draft).unwrap();
        prop_assert_eq!(serde_json::from_str::<Draft>(&document).unwrap(), draft);
    }

    #[test]
    fn the_form_reads_back_what_was_written(name in ".*", key in ".*", host in ".*", promoted: bool) {
        let mut draft = draft();
        for (field, text) in [("name", &name), ("consumer_key", &key), ("authentik_host", &host)] {
            draft.set(field, text).unwrap();
            prop_assert_eq!(draft.text(field), text.as_str());
        }
        draft.set("promoted", if promoted { "true" } else { "false" }).unwrap();
        let document = serde_json::to_string(&draft).unwrap();
        prop_assert_eq!(serde_json::from_str::<Draft>(&document).unwrap(), draft);
    }
}
