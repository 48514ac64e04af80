//! What the product exports, imported by the fake: every kind in every version, with each way to give secrets.

use desk_blueprint::{AtHand, DEFAULT_LOGIN_PAGE, Options, SecretReference, SecretStyle, write};
use desk_fake_authentik::FakeAuthentik;
use desk_model::catalogue::{self, Language};
use desk_model::{
    Draft, DraftId, FieldKind, FieldValue, PropertyMapping, Secret, Secrets, SourceType, Version,
};
use serde_json::{Value, json};

use crate::client::{admin, import};

/// Returns a draft of a kind; `whole` fills every field, otherwise only what authentik insists on is filled.
fn draft(kind: &SourceType, version: Version, whole: bool) -> Draft {
    let mut draft = Draft::new(DraftId::from_random([7; 16]), kind.id, kind.id, kind.id).unwrap();
    draft.deployment.target = version;
    for field in kind.fields_of(version).filter(|field| !matches!(field.name, "name" | "slug")) {
        let is_empty = matches!(draft.values.get(field.name), None | Some(FieldValue::Text(_)))
            && draft.text(field.name).is_empty();
        let needs = (field.required || field.required_by_api || field.never_empty) && is_empty;
        if !needs && !whole {
            continue;
        }
        let text = |text: &str| FieldValue::Text(text.to_owned());
        let value = match field.kind {
            FieldKind::Mappings | FieldKind::Secret => continue,
            // What is not there is not found, and then the entry is skipped.
            FieldKind::Flow if !is_empty => continue,
            FieldKind::Flow => text("default-source-pre-authentication"),
            FieldKind::Certificate => text("authentik Self-signed Certificate"),
            FieldKind::UserGroup => text("authentik Read-only"),
            FieldKind::Switch => FieldValue::Switch(true),
            FieldKind::Select(choices) | FieldKind::Radio(choices) => text(choices.last().unwrap()),
            FieldKind::List => FieldValue::List(vec!["x".to_owned()]),
            FieldKind::Code(Language::Json) => text(r#"{"keys": [{"kty": "RSA"}]}"#),
            _ if field.name == "server_uri" => text("ldaps://ldap.example.com"),
            _ if field.name == "oidc_well_known_url" => {
                text("https://idp.example.com/.well-known/openid-configuration")
            }
            FieldKind::Url => text("https://idp.example.com/x"),
            _ => text("x"),
        };
        draft.values.insert(field.name.to_owned(), value);
    }
    let mapping = |name: &str| PropertyMapping { name: name.to_owned(), expression: "return {}".to_owned() };
    if whole || kind.id == "ldap" {
        draft.user_property_mappings = vec![mapping("one"), mapping("two")];
        draft.group_property_mappings = vec![mapping("two")];
    }
    draft
}

fn secret_of(field: &str) -> String {
    format!("secret-of-{field}")
}

/// Writes a draft, and puts its secrets where the file looks for them.
fn exported(fake: &FakeAuthentik, draft: &Draft, secrets: SecretStyle) -> String {
    let mut at_hand = Secrets::default();
    for field in draft.kind().unwrap().secrets() {
        at_hand.set(field.name, Secret::new(secret_of(field.name)));
    }
    let options = Options {
        secrets,
        at_hand: AtHand::from([(draft.id.clone(), at_hand)]),
        target: None,
        login_page: Some(DEFAULT_LOGIN_PAGE.to_owned()),
        source_stage: None,
        comments: Vec::new(),
    };
    let blueprint = write(&[draft], &options).unwrap();
    for needed in &blueprint.secrets {
        match &needed.reference {
            SecretReference::File { path } => fake.set_file(path, &secret_of(&needed.field)),
            SecretReference::Env { name } => fake.set_environment(name, &secret_of(&needed.field)),
            SecretReference::Context { .. } => unreachable!("not asked for: an import has no context"),
        }
    }
    blueprint.text
}

#[test]
fn every_export_applies_the_first_time_and_changes_nothing_the_second_time() {
    let mut n_imports = 0;
    for version in Version::ALL {
        for kind in catalogue::all().iter().filter(|kind| kind.versions.contains(version)) {
            for (whole, secrets) in [
                (false, SecretStyle::File { directory: "/run/secrets".to_owned() }),
                (true, SecretStyle::Env),
                (true, SecretStyle::Inline),
            ] {
                let fake = FakeAuthentik::start();
                fake.set_version(&format!("{version}.0"));
                let draft = draft(kind, version, whole);
                let text = exported(&fake, &draft, secrets);
                let label = format!("{version} {} whole: {whole}", kind.id);
                let dry = admin(&fake, "POST", "/api/v3/managed/blueprints/", &json!({"content": text}));
                assert_eq!(dry.value(), json!({"name": ["This field is required."]}), "{label}\n{text}");
                let first = import(&fake, &text);
                assert_eq!(
                    first.value()["success"],
                    true,
                    "{label}: {} {}\n{text}",
                    first.status,
                    first.body
                );
                assert!(fake.n_imported() > 0, "{label}");
                assert_eq!(fake.invalid_writes_for(version.name()), Vec::<String>::new(), "{label}\n{text}");
                stored_is(&fake, &draft, &label);
                let objects = fake.objects();
                assert_eq!(import(&fake, &text).value()["success"], true, "{label}");
                assert_eq!(fake.objects(), objects, "{label}");
                // What changes an object is looked at as well.
                assert_eq!(fake.invalid_writes_for(version.name()), Vec::<String>::new(), "{label}\n{text}");
                n_imports += 1;
            }
        }
    }
    assert!(n_imports > 250, "{n_imports}");
}

/// Returns the key of the object with a name.
fn named(fake: &FakeAuthentik, path: &str, name: &str) -> Value {
    let listed = admin(fake, "GET", path, &Value::Null).value();
    let found = listed["results"].as_array().unwrap().iter().find(|object| object["name"] == name);
    found.unwrap_or_else(|| panic!("{path}: {name}"))["pk"].clone()
}

/// Asserts that the server holds what the draft says.
fn stored_is(fake: &FakeAuthentik, draft: &Draft, label: &str) {
    let kind = draft.kind().unwrap();
    let objects = fake.objects();
    let stored = &objects[kind.model][0];
    assert_eq!(stored["slug"], draft.text("slug"), "{label}: it is made");
    let version = draft.deployment.target;
    let mut n_texts = 0;
    for field in kind.fields_of(version) {
        let value = &stored[field.api_name(version)];
        match (field.kind, draft.values.get(field.name)) {
            (FieldKind::Secret, _) if field.required => {
                assert_eq!(*value, secret_of(field.name), "{label}: {}", field.name);
            }
            (FieldKind::Flow, Some(FieldValue::Text(slug))) => {
                let flows = objects["authentik_flows.flow"].as_array().unwrap();
                let flow = flows.iter().find(|flow| flow["slug"] == *slug).map(|flow| &flow["pk"]);
                assert_eq!(*value, *flow.unwrap_or(&Value::Null), "{label}: {}", field.name);
            }
            (FieldKind::Switch, Some(FieldValue::Switch(on))) => {
                assert_eq!(*value, *on, "{label}: {}", field.name);
            }
            (FieldKind::Code(Language::Json), Some(FieldValue::Text(text))) => {
                // Keys that authentik finds at a URL take the place of those that are given.
                let is_fetched = stored["oidc_jwks_url"].as_str().is_some_and(|url| !url.is_empty());
                let given = || serde_json::from_str(text).unwrap();
                let wanted: Value = if is_fetched { json!({"keys": []}) } else { given() };
                assert_eq!(*value, wanted, "{label}: {}", field.name);
            }
            (FieldKind::Certificate, Some(FieldValue::Text(name))) if !name.is_empty() => {
                let pk = named(fake, "/api/v3/crypto/certificatekeypairs/", name);
                assert_eq!(*value, pk, "{label}: {}", field.name);
            }
            (FieldKind::UserGroup, Some(FieldValue::Text(name))) if !name.is_empty() => {
                assert_eq!(*value, named(fake, "/api/v3/core/groups/", name), "{label}: {}", field.name);
            }
            (FieldKind::Secret | FieldKind::Mappings, _) => {}
            (_, Some(FieldValue::Text(text))) if !text.is_empty() => {
                assert_eq!(*value, *text, "{label}: {}", field.name);
                n_texts += 1;
            }
            (_, Some(FieldValue::List(items))) => {
                assert_eq!(*value, json!(items), "{label}: {}", field.name);
            }
            _ => {}
        }
    }
    // SCIM's source has but its name.
    assert!(n_texts >= 1, "{label}: texts are compared");
    let n_mappings = stored["user_property_mappings"].as_array().unwrap().len();
    assert_eq!(n_mappings, draft.user_property_mappings.len(), "{label}");
    let has_button =
        objects["authentik_stages_identification.identificationstage"][0]["sources"] == json!([stored["pk"]]);
    assert_eq!(has_button, kind.protocol.has_login_button(), "{label}");
}
