//! What an export writes is what authentik's API takes: each entry is held against the request schema of its model, as
//! the official OpenAPI file of each version has it. A tag stands for what it resolves to.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what reads a fixture for a test may fail the test")]

use std::path::Path;

use desk_blueprint::{AtHand, Content, Entry, Options, SecretStyle, SourceStage, Tag, Value, read, write};
use desk_model::catalogue::{self, Language};
use desk_model::{
    Draft, DraftId, FieldKind, FieldValue, PropertyMapping, Secret, Secrets, SourceType, Version,
};
use serde_json::Value as Json;

/// The request schemas of a version.
struct Schemas(Json);

impl Schemas {
    fn of(version: Version) -> Schemas {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/openapi");
        let text = std::fs::read(folder.join(format!("{version}.json"))).unwrap();
        Schemas(serde_json::from_slice::<Json>(&text).unwrap()["schemas"].take())
    }

    /// Returns what is wrong with an entry. Fields that the schema does not have are wrong too: authentik ignores them
    /// without a word.
    fn faults(&self, request: &str, entry: &Entry) -> Vec<String> {
        let schema = &self.0[request];
        assert!(schema.is_object(), "no {request}");
        let mut pairs = Vec::new();
        for mapping in [&entry.identifiers, &entry.attrs] {
            let Value::Mapping(own) = mapping else { panic!("a mapping") };
            pairs.extend(own.iter().cloned());
        }
        let mut faults = Vec::new();
        // What is found for certain: otherwise the entry is skipped.
        let found = &entry.conditions;
        self.check(request, schema, &Value::Mapping(pairs), found, &mut faults);
        faults
    }

    fn check(&self, at: &str, schema: &Json, value: &Value, found: &[Value], faults: &mut Vec<String>) {
        let mut fault = |what: String| faults.push(format!("{at}: {what}"));
        if *value == Value::Null {
            if schema["nullable"] != true {
                fault("null is not allowed".to_owned());
            }
            return;
        }
        if let Value::Tagged(tag, content) = value {
            if !tag_fits(tag, content, schema, found.contains(value)) {
                fault(format!("{} does not stand for {schema}", tag.spelling()));
            }
            return;
        }
        for (keyword, rule) in schema.as_object().unwrap() {
            match keyword.as_str() {
                "$ref" => {
                    let name = rule.as_str().unwrap().rsplit('/').next().unwrap();
                    self.check(at, &self.0[name], value, found, faults);
                }
                "allOf" => {
                    for part in rule.as_array().unwrap() {
                        self.check(at, part, value, found, faults);
                    }
                }
                "properties" => {
                    let Value::Mapping(pairs) = value else { continue };
                    for (key, value) in pairs {
                        let name = key.as_text().unwrap();
                        match rule.get(name) {
                            Some(schema) => self.check(&format!("{at}.{name}"), schema, value, found, faults),
                            None => faults.push(format!("{at}: there is no {name}")),
                        }
                    }
                }
                "required" => {
                    for name in rule.as_array().unwrap() {
                        if value.get(name.as_str().unwrap()).is_none() {
                            faults.push(format!("{at}: {name} is missing"));
                        }
                    }
                }
                "items" => {
                    for item in value.as_sequence().unwrap_or_default() {
                        self.check(&format!("{at}[]"), rule, item, found, faults);
                    }
                }
                _ if !rule_holds(keyword, rule, value) => {
                    faults.push(format!("{at}: {value:?} breaks {keyword} {rule}"));
                }
                _ => {}
            }
        }
    }
}

/// Returns whether a rule about a single value holds. A keyword that nobody knows here must not pass unseen.
fn rule_holds(keyword: &str, rule: &Json, value: &Value) -> bool {
    let text = value.as_text().unwrap_or_default();
    let n_characters = text.chars().count() as u64;
    match keyword {
        "description" | "title" | "nullable" | "writeOnly" | "additionalProperties" => true,
        "type" => match rule.as_str().unwrap() {
            "string" => matches!(value, Value::Text(_)),
            "boolean" => matches!(value, Value::Bool(_)),
            "array" => matches!(value, Value::Sequence(_)),
            "integer" => matches!(value, Value::Integer(_)),
            "object" => matches!(value, Value::Mapping(_)),
            other => panic!("type {other}"),
        },
        "enum" => rule.as_array().unwrap().iter().any(|choice| choice.as_str() == Some(text)),
        "minLength" => n_characters >= rule.as_u64().unwrap(),
        "maxLength" => n_characters <= rule.as_u64().unwrap(),
        "minimum" => matches!(value, Value::Integer(number) if *number >= rule.as_i64().unwrap()),
        "maximum" => matches!(value, Value::Integer(number) if *number <= rule.as_i64().unwrap()),
        "format" => match rule.as_str().unwrap() {
            "uuid" => text.len() == 36,
            "uri" => text.contains("://"),
            other => panic!("format {other}"),
        },
        "pattern" => {
            assert_eq!(rule, "^[-a-zA-Z0-9_]+$");
            text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        }
        other => panic!("keyword {other}"),
    }
}

/// Returns whether a tag can resolve to what a schema wants.
fn tag_fits(tag: &Tag, content: &Content, schema: &Json, is_found: bool) -> bool {
    let is_key = schema["format"] == "uuid";
    match tag {
        Tag::KeyOf => is_key && matches!(content, Content::Text(_)),
        // A lookup that finds nothing is null.
        Tag::Find => is_key && (is_found || schema["nullable"] == true),
        Tag::File | Tag::Env | Tag::Context => schema["type"] == "string" && !is_key,
        // The login page appends to the list that is there.
        Tag::AtIndex => schema["type"] == "array",
        _ => false,
    }
}

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
        let value = match field.kind {
            FieldKind::Mappings | FieldKind::Secret => continue,
            FieldKind::Switch => FieldValue::Switch(!draft.switch(field.name)),
            FieldKind::Select(choices) | FieldKind::Radio(choices) => {
                FieldValue::Text((*choices.last().unwrap()).to_owned())
            }
            FieldKind::List => FieldValue::List(vec!["x".to_owned()]),
            FieldKind::Code(Language::Json) => FieldValue::Text(r#"{"keys": [{"kty": "RSA"}]}"#.to_owned()),
            _ if field.name == "server_uri" => FieldValue::Text("ldaps://ldap.example.com".to_owned()),
            FieldKind::Url => FieldValue::Text("https://idp.example.com/x".to_owned()),
            _ => FieldValue::Text("x".to_owned()),
        };
        draft.values.insert(field.name.to_owned(), value);
    }
    if whole {
        let mapping =
            |name: &str| PropertyMapping { name: name.to_owned(), expression: "return {}".to_owned() };
        draft.user_property_mappings = vec![mapping("one"), mapping("two")];
        draft.group_property_mappings = vec![mapping("two")];
    }
    draft
}

fn exported(draft: &Draft, secrets: SecretStyle) -> Vec<Entry> {
    let mut at_hand = Secrets::default();
    for field in draft.kind().unwrap().secrets() {
        at_hand.set(field.name, Secret::new("not-a-secret".to_owned()));
    }
    let options = Options {
        secrets,
        at_hand: AtHand::from([(draft.id.clone(), at_hand)]),
        target: None,
        login_page: Some("default-authentication-identification".to_owned()),
        source_stage: draft
            .kind()
            .filter(|kind| kind.protocol.has_login_button())
            .map(|_| SourceStage::first_of("login")),
        comments: Vec::new(),
    };
    read(&write(&[draft], &options).unwrap().text).unwrap().entries
}

fn request_of(kind: &SourceType, entry: &Entry) -> String {
    let protocol = kind.protocol.name();
    if entry.is_of(kind.model) {
        format!("{protocol}SourceRequest")
    } else if entry.is_of(kind.mapping_model) {
        format!("{protocol}SourcePropertyMappingRequest")
    } else if entry.is_of("authentik_stages_source.sourcestage") {
        "SourceStageRequest".to_owned()
    } else if entry.is_of("authentik_flows.flowstagebinding") {
        "FlowStageBindingRequest".to_owned()
    } else {
        assert!(entry.is_of("authentik_stages_identification.identificationstage"), "{:?}", entry.model);
        "IdentificationStageRequest".to_owned()
    }
}

#[test]
fn every_entry_of_every_kind_and_version_is_what_the_api_takes() {
    let mut wrong = Vec::new();
    let mut n_entries = 0;
    for version in Version::ALL {
        let schemas = Schemas::of(version);
        for kind in catalogue::all().iter().filter(|kind| kind.versions.contains(version)) {
            for whole in [false, true] {
                for secrets in [
                    SecretStyle::File { directory: "/run/secrets".to_owned() },
                    SecretStyle::Env,
                    SecretStyle::Context,
                    SecretStyle::Inline,
                ] {
                    for entry in exported(&draft(kind, version, whole), secrets) {
                        n_entries += 1;
                        let faults = schemas.faults(&request_of(kind, &entry), &entry);
                        wrong.extend(
                            faults.into_iter().map(|fault| format!("{version} {}: {fault}", kind.id)),
                        );
                    }
                }
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(n_entries > 2_500, "{n_entries}");
}

#[test]
fn a_broken_entry_is_seen() {
    let kind = catalogue::find("saml").unwrap();
    let schemas = Schemas::of(Version::V2026_5);
    let entries = exported(&draft(kind, Version::V2026_5, true), SecretStyle::Env);
    let whole = entries.iter().find(|entry| entry.is_of(kind.model)).unwrap();
    let faults_with = |name: &str, value: Option<Value>| {
        let mut entry = whole.clone();
        let Value::Mapping(pairs) = &mut entry.attrs else { panic!("a mapping") };
        pairs.retain(|(key, _)| key.as_text() != Some(name));
        pairs.extend(value.map(|value| (Value::text(name), value)));
        schemas.faults("SAMLSourceRequest", &entry)
    };
    assert_eq!(faults_with("nothing", None), Vec::<String>::new());
    for (name, value, expected) in [
        ("sso_url", None, "\"sso_url\" is missing"),
        ("sso_url", Some(Value::text("")), "breaks minLength"),
        ("sso_ur1", Some(Value::text("https://x")), "there is no sso_ur1"),
        ("enabled", Some(Value::text("true")), "breaks type"),
        ("enabled", Some(Value::Null), "null is not allowed"),
        ("binding_type", Some(Value::text("GET")), "breaks enum"),
        ("user_property_mappings", Some(Value::Sequence(vec![Value::text("one")])), "breaks format"),
        ("user_property_mappings", Some(Value::tagged_text(Tag::Env, "X")), "!Env does not stand for"),
        ("pre_authentication_flow", Some(Value::tagged_text(Tag::File, "x")), "!File does not stand for"),
        ("pre_authentication_flow", Some(Value::tagged_sequence(Tag::Find, [])), "!Find does not stand for"),
    ] {
        let faults = faults_with(name, value);
        assert!(faults.iter().any(|fault| fault.contains(expected)), "{name}: {faults:?}");
    }
}
