//! The document for scripts.

use desk_blueprint::SecretStyle;
use desk_export::{ExportError, Finding, JSON_FORMAT, JSON_VERSION, json, kubernetes, runbook, terraform};
use serde_json::Value;

use crate::drafts::{canaries, draft, file, mapping, of_every_kind, options, wechat};

#[test]
fn a_source_is_written_out_field_by_field() {
    let mut draft = wechat();
    draft.tags = vec!["mine".to_owned()];
    draft.notes = "for myself".to_owned();
    draft.user_property_mappings.push(mapping("m", "return {}"));
    let export = json(&[&draft], &options(file(), canaries(&[&draft]), None)).unwrap();
    let document: Value = serde_json::from_str(&export.files[0].text).unwrap();
    assert_eq!(document["format"], JSON_FORMAT);
    assert_eq!(document["version"], JSON_VERSION);
    let source = &document["sources"][0];
    assert_eq!(source["type"], "wechat");
    assert_eq!(source["fields"]["consumer_key"], "wx0000000000000001");
    assert_eq!(source["fields"]["enabled"], true);
    assert_eq!(source["secrets"][0], "consumer_secret");
    assert_eq!(source["user_property_mappings"][0]["expression"], "return {}");
    let address = &source["hosts"][0]["addresses"]["callback"];
    assert_eq!(address, "https://auth.example.com/source/oauth/callback/wechat/");
    let text = &export.files[0].text;
    assert!(!text.contains("mine") && !text.contains("for myself"), "what people note is theirs");
}

#[test]
fn every_field_of_every_kind_is_there_but_its_secrets() {
    for draft in of_every_kind() {
        let export = json(&[&draft], &options(file(), canaries(&[&draft]), None)).unwrap();
        let document: Value = serde_json::from_str(&export.files[0].text).unwrap();
        let fields = document["sources"][0]["fields"].as_object().unwrap();
        let version = draft.deployment.target;
        for field in draft.kind().unwrap().fields_of(version) {
            let is_elsewhere = field.is_secret()
                || ["name", "slug", "user_property_mappings", "group_property_mappings"]
                    .contains(&field.name);
            assert_eq!(fields.contains_key(field.api_name(version)), !is_elsewhere, "{}", field.name);
        }
    }
}

#[test]
fn what_is_left_to_authentik_is_null() {
    let of = |draft: &desk_model::Draft| -> Value {
        let export = json(&[draft], &options(file(), canaries(&[draft]), None)).unwrap();
        let document: Value = serde_json::from_str(&export.files[0].text).unwrap();
        document["sources"][0]["fields"].clone()
    };
    let ldap = of(&draft("ldap", "ldap"));
    for field in ["promoted", "user_matching_mode", "icon", "authentication_flow", "policy_engine_mode"] {
        assert_eq!(ldap[field], Value::Null, "{field} is not in the form");
    }
    assert_eq!(ldap["enabled"], true);
    assert_eq!(ldap["sni"], false);
    assert_eq!(of(&draft("plex", "plex"))["client_id"], Value::Null, "authentik makes one up");
    assert_eq!(of(&wechat())["additional_scopes"], "", "an empty text is a value");
}

#[test]
fn what_a_blueprint_said_beyond_the_form_is_left_out_aloud() {
    let mut draft = wechat();
    draft.kept.attrs.insert("new_field".to_owned(), "1".to_owned());
    let drafts = [&draft];
    let made = options(file(), canaries(&drafts), None);
    let codes = |findings: &[Finding]| findings.iter().map(|found| found.code).collect::<Vec<_>>();
    assert_eq!(codes(&json(&drafts, &made).unwrap().findings), ["kept-left-out"]);
    assert_eq!(codes(&runbook(&drafts, &made).unwrap()[0].findings), ["kept-left-out"]);
    assert_eq!(codes(&terraform(&drafts, &made).unwrap().findings), ["terraform-kept"]);
    assert_eq!(codes(&kubernetes(&drafts, &made).unwrap().findings), [""; 0], "the blueprint has it");
}

#[test]
fn a_document_takes_no_secret() {
    let refused = json(&[&wechat()], &options(SecretStyle::Inline, Default::default(), None));
    assert_eq!(refused.unwrap_err(), ExportError::StyleNotFor { format: "json", style: "inline" });
}
