//! Drafts become blueprints and come back.

#![expect(clippy::unwrap_used, reason = "what makes a draft for a test may fail the test")]

use std::path::Path;

use desk_blueprint::{
    AtHand, BlueprintError, Content, DEFAULT_LOGIN_PAGE, Document, NeededSecret, Options, SecretReference,
    SecretStyle, Tag, Value, draft_from, needed_secrets, read, write,
};
use desk_model::{Draft, DraftId, FieldValue, PropertyMapping, Secret, Secrets, Version};

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

/// Every secret of the drafts, each the canary.
fn at_hand(drafts: &[&Draft]) -> AtHand {
    let all = |draft: &&Draft| {
        let mut own = Secrets::default();
        for field in draft.kind().unwrap().secrets() {
            own.set(field.name, Secret::new(CANARY.into()));
        }
        (draft.id.clone(), own)
    };
    drafts.iter().map(all).collect()
}

fn options(secrets: SecretStyle, drafts: &[&Draft]) -> Options {
    Options {
        at_hand: if matches!(secrets, SecretStyle::Inline) { at_hand(drafts) } else { AtHand::new() },
        secrets,
        target: None,
        login_page: Some(DEFAULT_LOGIN_PAGE.into()),
        source_stage: None,
        comments: vec!["WeChat 微信".into()],
    }
}

const STYLES: [&str; 4] = ["file", "env", "context", "inline"];

fn style(name: &str) -> SecretStyle {
    match name {
        "file" => file_style(),
        "env" => SecretStyle::Env,
        "context" => SecretStyle::Context,
        _ => SecretStyle::Inline,
    }
}

fn back(document: &Document) -> desk_blueprint::Drafted {
    draft_from(document, || DraftId::from_random([7; 16]))
}

#[test]
fn the_blueprint_of_a_wechat_draft_is_the_golden_one_in_every_secret_style() {
    let draft = wechat();
    for name in STYLES {
        let style = style(name);
        let text = write(&[&draft], &options(style, &[&draft])).unwrap().text;
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
    for name in STYLES {
        let style = style(name);
        let blueprint = write(&[&draft], &options(style, &[&draft])).unwrap();
        assert_eq!(blueprint.text.contains(CANARY), name == "inline", "{name}");
        assert!(!format!("{blueprint:?}").contains(CANARY));
    }
}

#[test]
fn an_inline_secret_that_is_not_at_hand_is_an_error() {
    let draft = wechat();
    assert_eq!(
        write(&[&draft], &Options { at_hand: AtHand::new(), ..options(SecretStyle::Inline, &[]) })
            .unwrap_err(),
        BlueprintError::SecretMissing { slug: "wechat".into(), field: "consumer_secret".into() }
    );
}

#[test]
fn each_style_names_the_secret_that_must_exist() {
    let draft = wechat();
    let reference = |style| {
        needed_secrets(&[&draft], &style, &AtHand::new())
            .into_iter()
            .map(|needed| needed.reference)
            .collect::<Vec<_>>()
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
    assert_eq!(reference(SecretStyle::Inline), []);
}

#[test]
fn slugs_that_look_alike_as_variables_do_not_share_a_secret() {
    let (first, second) = (draft_of(1, "A", "a-b"), draft_of(2, "B", "a_b"));
    let needed = needed_secrets(&[&first, &second], &SecretStyle::Env, &AtHand::new());
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
    let text = write(&[&drafts[0], &drafts[1]], &options(SecretStyle::Env, &[])).unwrap().text;
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
    let document = read(&write(&[&draft], &options(file_style(), &[])).unwrap().text).unwrap();
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
    let document = read(&write(&[&draft], &options(file_style(), &[])).unwrap().text).unwrap();
    let source = &document.entries[2];
    assert_eq!(source.field("enrollment_flow"), Some(&Value::Null));
    assert_eq!(source.field("authentication_flow"), Some(&Value::Null));
    assert_eq!(source.conditions.len(), 1, "only the secret");
}

#[test]
fn a_field_that_is_absent_from_a_draft_is_written_with_its_default() {
    let mut sparse = wechat();
    sparse.values.retain(|field, _| field == "consumer_key");
    let text = |draft| write(&[draft], &options(file_style(), &[])).unwrap().text;
    assert_eq!(text(&sparse), text(&wechat()));
}

#[test]
fn shared_mappings_are_written_once_and_conflicting_ones_refused() {
    let mut first = draft_of(1, "A", "a");
    let mut second = draft_of(2, "B", "b");
    let mapping = PropertyMapping { name: "a".into(), expression: "return {}".into() };
    first.user_property_mappings = vec![mapping.clone()];
    second.group_property_mappings = vec![mapping.clone()];
    let document = read(&write(&[&first, &second], &options(file_style(), &[])).unwrap().text).unwrap();
    let n_mappings = document
        .entries
        .iter()
        .filter(|entry| entry.identifiers.get("name") == Some(&Value::text("a")))
        .count();
    assert_eq!(n_mappings, 1);
    let drafts = back(&document).drafts;
    assert_eq!(drafts[0].draft.user_property_mappings, drafts[1].draft.group_property_mappings);

    second.group_property_mappings = vec![PropertyMapping { expression: "return None".into(), ..mapping }];
    assert_eq!(
        write(&[&first, &second], &options(file_style(), &[])).unwrap_err(),
        BlueprintError::MappingConflict { name: "a".into() }
    );
}

#[test]
fn drafts_that_cannot_be_one_blueprint_are_refused() {
    let draft = wechat();
    assert_eq!(
        write(&[&draft, &draft], &options(file_style(), &[])).unwrap_err(),
        BlueprintError::DuplicateSlug { slug: "wechat".into() }
    );
    let mut other = wechat();
    other.source_type = "nonsense".into();
    assert_eq!(
        write(&[&other], &options(file_style(), &[])).unwrap_err(),
        BlueprintError::UnknownType { slug: "wechat".into(), source_type: "nonsense".into() }
    );
    let mut gone = Draft::new(DraftId::from_random([1; 16]), "azuread", "Azure", "azure").unwrap();
    gone.set("target", "2026.8").unwrap();
    assert_eq!(
        write(&[&gone], &options(file_style(), &[])).unwrap_err(),
        BlueprintError::NotInVersion {
            slug: "azure".into(),
            source_type: "azuread".into(),
            version: Version::V2026_8
        }
    );
    let mut wrong = wechat();
    wrong.values.insert("user_matching_mode".into(), FieldValue::Text("nope".into()));
    wrong.values.insert("promoted".into(), FieldValue::Text("x".into()));
    assert!(matches!(
        write(&[&wrong], &options(file_style(), &[])),
        Err(BlueprintError::InvalidFields { errors, .. }) if errors.len() == 2
    ));
}

#[test]
fn a_comment_cannot_leave_its_line() {
    let mut options = options(file_style(), &[]);
    options.comments = vec!["one\nentries: []\u{2028}x\u{85}y".into(), String::new()];
    let text = write(&[&wechat()], &options).unwrap().text;
    let head: Vec<_> = text.lines().take_while(|line| line.starts_with('#')).skip(1).collect();
    assert_eq!(head, ["# one", "# entries: []xy", "#"]);
    assert!(text.starts_with("# yaml-language-server: $schema="));
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
