//! Drafts become blueprints and come back.

#![expect(clippy::unwrap_used, reason = "what makes a draft for a test may fail the test")]

use std::collections::BTreeMap;
use std::path::Path;

use desk_blueprint::{
    BlueprintError, Content, DEFAULT_LOGIN_PAGE, Document, NeededSecret, NotCarried, Options,
    SecretReference, SecretStyle, Tag, Value, draft_from, needed_secrets, read, write,
};
use desk_model::{Draft, DraftId, FieldValue, PropertyMapping, Secret, Secrets};
use proptest::prelude::*;

const CANARY: &str = "c0ffee00c0ffee00c0ffee00c0ffee00";

fn draft_of(byte: u8, name: &str, slug: &str) -> Draft {
    let mut draft = Draft::new(DraftId::from_random([byte; 16]), "wechat", name, slug).unwrap();
    draft.set("consumer_key", "wx0000000000000001").unwrap();
    draft
}

fn wechat() -> Draft {
    let mut draft = draft_of(7, "WeChat", "wechat");
    draft.user_property_mappings = vec![
        PropertyMapping {
            name: "wechat: user".into(),
            expression:
                "uid = info.get(\"unionid\") or info.get(\"openid\")\nreturn {\"username\": f\"wx_{uid}\"}\n"
                    .into(),
        },
        PropertyMapping::wechat_nickname_repair("wechat"),
    ];
    draft
}

fn file_style() -> SecretStyle {
    SecretStyle::File { directory: "/run/secrets".into() }
}

fn inline(drafts: &[&Draft]) -> SecretStyle {
    let mut secrets = BTreeMap::new();
    for draft in drafts {
        let mut own = Secrets::default();
        own.set("consumer_secret", Secret::new(CANARY.into()));
        secrets.insert(draft.id.clone(), own);
    }
    SecretStyle::Inline(secrets)
}

fn options(secrets: SecretStyle) -> Options {
    Options { secrets, login_page: Some(DEFAULT_LOGIN_PAGE.into()), comments: vec!["WeChat 微信".into()] }
}

fn styles(drafts: &[&Draft]) -> [(&'static str, SecretStyle); 4] {
    [
        ("file", file_style()),
        ("env", SecretStyle::Env),
        ("context", SecretStyle::Context),
        ("inline", inline(drafts)),
    ]
}

fn back(document: &Document) -> desk_blueprint::Drafted {
    draft_from(document, || DraftId::from_random([7; 16]))
}

#[test]
fn the_blueprint_of_a_wechat_draft_is_the_golden_one_in_every_secret_style() {
    let draft = wechat();
    for (name, style) in styles(&[&draft]) {
        let text = write(&[&draft], &options(style)).unwrap().text;
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/wechat-{name}.yaml"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        assert_eq!(
            text,
            std::fs::read_to_string(&path).unwrap(),
            "UPDATE_GOLDEN=1 writes {}",
            path.display()
        );
    }
}

#[test]
fn a_secret_stands_in_the_file_only_when_asked_for_and_never_in_debug() {
    let draft = wechat();
    for (name, style) in styles(&[&draft]) {
        let blueprint = write(&[&draft], &options(style)).unwrap();
        assert_eq!(blueprint.text.contains(CANARY), name == "inline", "{name}");
        assert!(!format!("{blueprint:?}").contains(CANARY));
    }
}

#[test]
fn an_inline_secret_that_is_not_at_hand_is_an_error() {
    let draft = wechat();
    assert_eq!(
        write(&[&draft], &options(SecretStyle::Inline(BTreeMap::new()))).unwrap_err(),
        BlueprintError::SecretMissing { slug: "wechat".into(), field: "consumer_secret".into() }
    );
}

#[test]
fn each_style_names_the_secret_that_must_exist() {
    let draft = wechat();
    let reference = |style| {
        needed_secrets(&[&draft], &style).into_iter().map(|needed| needed.reference).collect::<Vec<_>>()
    };
    assert_eq!(
        reference(file_style()),
        [SecretReference::File { path: "/run/secrets/wechat_consumer_secret".into() }]
    );
    assert_eq!(
        reference(SecretStyle::Env),
        [SecretReference::Env { name: "AUTHENTIK_SOURCE_WECHAT_CONSUMER_SECRET".into() }]
    );
    assert_eq!(
        reference(SecretStyle::Context),
        [SecretReference::Context { key: "wechat_consumer_secret".into() }]
    );
    assert_eq!(reference(inline(&[&draft])), []);
}

#[test]
fn slugs_that_look_alike_as_variables_do_not_share_a_secret() {
    let (first, second) = (draft_of(1, "A", "a-b"), draft_of(2, "B", "a_b"));
    let needed = needed_secrets(&[&first, &second], &SecretStyle::Env);
    let name = |name: &str| SecretReference::Env { name: name.into() };
    assert_eq!(
        needed,
        [
            NeededSecret {
                slug: "a-b".into(),
                field: "consumer_secret".into(),
                reference: name("AUTHENTIK_SOURCE_A_B_CONSUMER_SECRET")
            },
            NeededSecret {
                slug: "a_b".into(),
                field: "consumer_secret".into(),
                reference: name("AUTHENTIK_SOURCE_A_B_2_CONSUMER_SECRET")
            },
        ]
    );
}

#[test]
fn whatever_refers_to_a_source_by_key_repeats_its_conditions() {
    let drafts = [draft_of(1, "A", "a"), draft_of(2, "B", "b")];
    let text = write(&[&drafts[0], &drafts[1]], &options(SecretStyle::Env)).unwrap().text;
    let document = read(&text).unwrap();
    for source in document.entries.iter().filter(|entry| entry.is_of("authentik_sources_oauth.oauthsource")) {
        assert_eq!(source.conditions.len(), 3);
        let key = Value::tagged_text(Tag::KeyOf, source.id.clone().unwrap());
        let dependents: Vec<_> =
            document.entries.iter().filter(|entry| contains(&entry.attrs, &key)).collect();
        assert_eq!(dependents.len(), 1);
        assert!(source.conditions.iter().all(|condition| dependents[0].conditions.contains(condition)));
        assert_eq!(dependents[0].conditions.len(), 4);
    }
}

#[test]
fn property_mappings_have_no_conditions_and_stand_before_their_source() {
    let draft = wechat();
    let document = read(&write(&[&draft], &options(file_style())).unwrap().text).unwrap();
    let models: Vec<_> = document.entries.iter().map(|entry| entry.model.as_text().unwrap()).collect();
    let mapping = "authentik_sources_oauth.oauthsourcepropertymapping";
    assert_eq!(
        models,
        [
            mapping,
            mapping,
            "authentik_sources_oauth.oauthsource",
            "authentik_stages_identification.identificationstage"
        ]
    );
    assert!(document.entries[0].conditions.is_empty() && document.entries[1].conditions.is_empty());
}

#[test]
fn a_draft_without_flows_writes_null_and_asks_for_none() {
    let mut draft = wechat();
    draft.set("enrollment_flow", "").unwrap();
    draft.set("authentication_flow", "").unwrap();
    let document = read(&write(&[&draft], &options(file_style())).unwrap().text).unwrap();
    let source = &document.entries[2];
    assert_eq!(source.field("enrollment_flow"), Some(&Value::Null));
    assert_eq!(source.field("authentication_flow"), Some(&Value::Null));
    assert_eq!(source.conditions.len(), 1, "only the secret");
}

#[test]
fn a_field_that_is_absent_from_a_draft_is_written_with_its_default() {
    let mut sparse = wechat();
    sparse.values.retain(|field, _| field == "consumer_key");
    let text = |draft| write(&[draft], &options(file_style())).unwrap().text;
    assert_eq!(text(&sparse), text(&wechat()));
}

#[test]
fn shared_mappings_are_written_once_and_conflicting_ones_refused() {
    let mut first = draft_of(1, "A", "a");
    let mut second = draft_of(2, "B", "b");
    let mapping = PropertyMapping { name: "a".into(), expression: "return {}".into() };
    first.user_property_mappings = vec![mapping.clone()];
    second.group_property_mappings = vec![mapping.clone()];
    let document = read(&write(&[&first, &second], &options(file_style())).unwrap().text).unwrap();
    let n_mappings = document
        .entries
        .iter()
        .filter(|entry| entry.identifiers.get("name") == Some(&Value::text("a")))
        .count();
    assert_eq!(n_mappings, 1);
    let drafts = back(&document).drafts;
    assert_eq!(drafts[0].user_property_mappings, drafts[1].group_property_mappings);

    second.group_property_mappings = vec![PropertyMapping { expression: "return None".into(), ..mapping }];
    assert_eq!(
        write(&[&first, &second], &options(file_style())).unwrap_err(),
        BlueprintError::MappingConflict { name: "a".into() }
    );
}

#[test]
fn drafts_that_cannot_be_one_blueprint_are_refused() {
    let draft = wechat();
    assert_eq!(
        write(&[&draft, &draft], &options(file_style())).unwrap_err(),
        BlueprintError::DuplicateSlug { slug: "wechat".into() }
    );
    let mut other = wechat();
    other.source_type = "ldap".into();
    assert_eq!(
        write(&[&other], &options(file_style())).unwrap_err(),
        BlueprintError::NotAnOauthSource { slug: "wechat".into(), source_type: "ldap".into() }
    );
    let mut wrong = wechat();
    wrong.values.insert("user_matching_mode".into(), FieldValue::Text("nope".into()));
    wrong.values.insert("promoted".into(), FieldValue::Text("x".into()));
    assert!(matches!(
        write(&[&wrong], &options(file_style())),
        Err(BlueprintError::InvalidFields { errors, .. }) if errors.len() == 2
    ));
}

#[test]
fn a_comment_cannot_leave_its_line() {
    let mut options = options(file_style());
    options.comments = vec!["one\nentries: []\u{2028}x\u{85}y".into(), String::new()];
    let text = write(&[&wechat()], &options).unwrap().text;
    let head: Vec<_> = text.lines().take_while(|line| line.starts_with('#')).skip(1).collect();
    assert_eq!(head, ["# one", "# entries: []xy", "#"]);
    assert!(text.starts_with("# yaml-language-server: $schema="));
}

#[test]
fn what_a_draft_cannot_carry_is_named() {
    let text = "entries:\n  - model: authentik_sources_oauth.oauthsource\n    identifiers: {slug: w}\n    attrs:\n      provider_type: wechat\n      name: W\n      consumer_key: !File /run/secrets/appid\n      consumer_secret: secret\n      pkce: S256\n      profile_url: https://example.com\n      user_property_mappings: [!Find [a.b, [name, c]]]\n      enrollment_flow: !Find [authentik_flows.flow, [pk, x]]\n      enabled: 1\n      promoted: yes\n  - model: authentik_sources_oauth.oauthsource\n    identifiers: {slug: gone}\n    state: absent\n    attrs: {provider_type: wechat}\n";
    let drafted = back(&read(text).unwrap());
    let lost = |field: &str| NotCarried { slug: "w".into(), field: field.into() };
    assert_eq!(
        drafted.not_carried,
        ["consumer_key", "pkce", "profile_url", "user_property_mappings", "enrollment_flow", "enabled"]
            .map(lost)
    );
    assert_eq!(drafted.drafts.len(), 1);
    assert!(drafted.drafts[0].switch("promoted"));
    assert!(!format!("{:?}", drafted.drafts).contains("secret\""));
}

fn contains(value: &Value, wanted: &Value) -> bool {
    value == wanted
        || match value {
            Value::Sequence(items) | Value::Tagged(_, Content::Sequence(items)) => {
                items.iter().any(|item| contains(item, wanted))
            }
            Value::Mapping(pairs) | Value::Tagged(_, Content::Mapping(pairs)) => {
                pairs.iter().any(|(_, value)| contains(value, wanted))
            }
            _ => false,
        }
}

prop_compose! {
    fn any_mappings()(mappings in prop::collection::btree_map(any::<String>(), any::<String>(), 0..4)) -> Vec<PropertyMapping> {
        mappings.into_iter().map(|(name, expression)| PropertyMapping { name, expression }).collect()
    }
}

proptest! {
    #[test]
    fn a_draft_comes_back_from_its_blueprint(
        name: String, slug: String, key: String, scopes: String, icon: String, path: String,
        flow in prop::option::of(any::<String>()), promoted: bool, enabled: bool,
        mode in prop::sample::select(&["identifier", "email_link", "username_deny"][..]),
        user in any_mappings(), style in 0_usize..4,
    ) {
        let mut draft = draft_of(7, &name, &slug);
        for (field, text) in [
            ("consumer_key", key.as_str()), ("additional_scopes", &scopes), ("icon", &icon),
            ("user_path_template", &path), ("enrollment_flow", flow.as_deref().unwrap_or("")),
            ("promoted", if promoted { "true" } else { "false" }),
            ("enabled", if enabled { "true" } else { "false" }), ("user_matching_mode", mode),
        ] {
            draft.set(field, text).unwrap();
        }
        draft.group_property_mappings = user.iter().rev().cloned().collect();
        draft.user_property_mappings = user;
        let (_, style) = styles(&[&draft])[style].clone();
        let text = write(&[&draft], &options(style)).unwrap().text;
        let drafted = back(&read(&text).unwrap());
        prop_assert_eq!(drafted.drafts, vec![draft]);
        prop_assert_eq!(drafted.not_carried, vec![]);
    }
}
