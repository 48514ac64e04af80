//! Drafts of every kind become blueprints and come back; what people wrote themselves is not lost on the way.

#![expect(clippy::unwrap_used, reason = "what makes a draft for a test may fail the test")]

use desk_blueprint::{
    AtHand, Drafted, Options, SecretReference, SecretStyle, Tag, Value, WhyLeftOut, draft_from,
    needed_secrets, read, write,
};
use desk_model::catalogue::{self, Group, Language};
use desk_model::{Draft, DraftId, Field, FieldKind, FieldValue, PropertyMapping, Secret, Secrets, Version};
use proptest::prelude::*;

fn back(text: &str) -> Drafted {
    draft_from(&read(text).unwrap(), || DraftId::from_random([7; 16]))
}

fn options(secrets: SecretStyle, at_hand: AtHand) -> Options {
    Options { secrets, at_hand, target: None, login_page: None, source_stage: None, comments: Vec::new() }
}

fn written(draft: &Draft, style: SecretStyle, at_hand: AtHand) -> String {
    write(&[draft], &options(style, at_hand)).unwrap().text
}

fn style(number: usize) -> SecretStyle {
    match number {
        0 => SecretStyle::File { directory: "/run/secrets".into() },
        1 => SecretStyle::Env,
        2 => SecretStyle::Context,
        _ => SecretStyle::Inline,
    }
}

/// Returns any value that a person may give a field; `None` leaves the default.
fn any_value_of(field: &Field) -> BoxedStrategy<Option<FieldValue>> {
    let text =
        |strategy: BoxedStrategy<String>| strategy.prop_map(|text| Some(FieldValue::Text(text))).boxed();
    let value = match field.kind {
        FieldKind::Mappings | FieldKind::Secret => return Just(None).boxed(),
        FieldKind::Switch => any::<bool>().prop_map(|on| Some(FieldValue::Switch(on))).boxed(),
        FieldKind::Select(choices) | FieldKind::Radio(choices) => {
            text(prop::sample::select(choices).prop_map(str::to_owned).boxed())
        }
        FieldKind::List => {
            prop::collection::vec(".*", 0..3).prop_map(|items| Some(FieldValue::List(items))).boxed()
        }
        FieldKind::Code(Language::Json) => text(
            prop::collection::btree_map(
                ".*",
                prop_oneof![
                    ".*".prop_map(serde_json::Value::from),
                    any::<i64>().prop_map(serde_json::Value::from)
                ],
                0..3,
            )
            .prop_map(|pairs| serde_json::to_string_pretty(&pairs).unwrap())
            .boxed(),
        ),
        _ => text(any::<String>().boxed()),
    };
    let tagged = prop::sample::select(&["!Env X", "!File /a/b", "!Context [c, 1]"][..])
        .prop_map(|yaml| Some(FieldValue::Tagged { yaml: yaml.to_owned() }));
    let leave = Just(None);
    let weight = if field.group == Group::ApiOnly { 3 } else { 1 };
    prop_oneof![8 => value, 1 => tagged, weight => leave].boxed()
}

prop_compose! {
    fn any_mappings()(mappings in prop::collection::btree_map(any::<String>(), any::<String>(), 0..3)) -> Vec<PropertyMapping> {
        mappings.into_iter().map(|(name, expression)| PropertyMapping { name, expression }).collect()
    }
}

fn any_draft() -> impl Strategy<Value = Draft> {
    let kinds = prop::sample::select(catalogue::all().iter().map(|kind| kind.id).collect::<Vec<_>>());
    kinds.prop_flat_map(|id| {
        let kind = catalogue::find(id).unwrap();
        let names: Vec<_> =
            kind.fields_of(Version::V2026_5).filter(|field| !matches!(field.name, "name" | "slug")).collect();
        let values: Vec<_> = names.iter().map(|field| any_value_of(field)).collect();
        (values, any::<String>(), "[-a-zA-Z0-9_]{1,20}", any_mappings()).prop_map(
            move |(values, name, slug, mappings)| {
                let mut draft = Draft::new(DraftId::from_random([7; 16]), id, &name, &slug).unwrap();
                for (field, value) in names.iter().zip(values) {
                    draft.values.extend(value.map(|value| (field.name.to_owned(), value)));
                }
                draft.group_property_mappings = mappings.iter().rev().cloned().collect();
                draft.user_property_mappings = mappings;
                draft
            },
        )
    })
}

/// Returns the draft with what a file says of secrets that an export would not write by itself: where they are.
fn with_optional_references(draft: &Draft, style: &SecretStyle) -> Draft {
    let mut expected = draft.clone();
    let wanted: Vec<&str> = draft.wanted_secrets(None).map(|field| field.name).collect();
    for needed in needed_secrets(&[draft], style, &all_secrets(draft)) {
        if !wanted.contains(&needed.field.as_str()) {
            let value = match &needed.reference {
                SecretReference::File { path } => Value::tagged_text(Tag::File, path),
                SecretReference::Env { name } => Value::tagged_text(Tag::Env, name),
                SecretReference::Context { key } => Value::tagged_text(Tag::Context, key),
            };
            let tagged = FieldValue::Tagged { yaml: value.to_yaml().trim_end().to_owned() };
            expected.values.insert(needed.field, tagged);
        }
    }
    expected
}

/// Returns every secret of a kind, as if a person had entered them all.
fn all_secrets(draft: &Draft) -> AtHand {
    let mut secrets = Secrets::default();
    for field in draft.kind().unwrap().secrets() {
        secrets.set(field.name, Secret::new("c0ffee00c0ffee00c0ffee00c0ffee00".into()));
    }
    AtHand::from([(draft.id.clone(), secrets)])
}

proptest! {
    #[test]
    fn a_draft_of_any_kind_comes_back_from_its_blueprint(draft in any_draft(), number in 0_usize..4) {
        let text = written(&draft, style(number), all_secrets(&draft));
        let drafted = back(&text);
        prop_assert_eq!(&drafted.drafts[0].draft, &with_optional_references(&draft, &style(number)), "{}", text);
        prop_assert!(drafted.kept.is_empty() && drafted.left_out.is_empty());
        prop_assert_eq!(drafted.drafts.len(), 1);
        // Written again it is the same file, byte for byte.
        prop_assert_eq!(written(&drafted.drafts[0].draft, style(number), all_secrets(&draft)), text);
    }
}

#[test]
fn a_new_draft_of_every_kind_and_version_is_a_blueprint_that_reads_back() {
    for kind in catalogue::all() {
        for version in Version::ALL.into_iter().filter(|version| kind.versions.contains(*version)) {
            let mut draft = Draft::new(DraftId::from_random([7; 16]), kind.id, kind.id, kind.id).unwrap();
            draft.deployment.target = version;
            let text = written(&draft, SecretStyle::Env, AtHand::new());
            let document = read(&text).unwrap();
            let entry = document.entries.iter().find(|entry| entry.is_of(kind.model)).unwrap();
            for field in kind.fields.iter().filter(|field| !field.versions.contains(version)) {
                assert_eq!(entry.field(field.name), None, "{version} has no {}", field.name);
            }
            let values = &back(&text).drafts[0].draft.values;
            for field in kind.fields_of(version).filter(|field| field.default_value().is_some()) {
                assert_eq!(
                    values.get(field.name),
                    draft.values.get(field.name),
                    "{} {}",
                    kind.id,
                    field.name
                );
            }
        }
    }
}

#[test]
fn a_field_that_a_version_renamed_is_written_under_its_name_there_and_read_from_both() {
    let mut draft = Draft::new(DraftId::from_random([7; 16]), "saml", "SAML", "saml").unwrap();
    draft.set("issuer", "urn:me").unwrap();
    for (version, name) in [(Version::V2026_5, "issuer"), (Version::V2026_8, "issuer_override")] {
        draft.deployment.target = version;
        let text = written(&draft, SecretStyle::Env, AtHand::new());
        assert!(text.contains(&format!("      {name}: \"urn:me\"\n")), "{text}");
        assert_eq!(back(&text).drafts[0].draft.text("issuer"), "urn:me");
    }
}

#[test]
fn what_a_source_refers_to_must_exist() {
    let mut draft = Draft::new(DraftId::from_random([7; 16]), "saml", "SAML", "saml").unwrap();
    draft.set("verification_kp", "idp").unwrap();
    let text = written(&draft, SecretStyle::Env, AtHand::new());
    let document = read(&text).unwrap();
    let entry = &document.entries[0];
    let found = entry.field("verification_kp").unwrap();
    assert!(matches!(found, Value::Tagged(Tag::Find, _)));
    assert!(
        entry.conditions.contains(found),
        "a certificate that is missing must not mean that nothing is verified"
    );
    assert_eq!(entry.field("signing_kp"), Some(&Value::Null));
}

#[test]
fn a_secret_that_authentik_does_not_insist_on_is_written_when_it_is_at_hand_or_its_name_is_given() {
    let mut draft = Draft::new(DraftId::from_random([7; 16]), "ldap", "LDAP", "ldap").unwrap();
    let has_password = |draft: &Draft, at_hand| {
        read(&written(draft, SecretStyle::Env, at_hand)).unwrap().entries[0].field("bind_password").is_some()
    };
    assert!(!has_password(&draft, AtHand::new()));
    assert!(has_password(&draft, all_secrets(&draft)));
    draft.set("bind_cn", "cn=reader").unwrap();
    assert!(has_password(&draft, AtHand::new()));
}

const BY_HAND: &str = r#"version: 1
metadata:
  name: Ours
  labels: {team: identity}
context: {host: auth.example.com}
entries:
  - model: authentik_core.group
    id: staff
    identifiers: {name: staff}
  - model: authentik_sources_oauth.oauthsourcepropertymapping
    id: shared
    identifiers: {name: shared}
    attrs: {expression: "return {}"}
  - model: authentik_sources_oauth.oauthsource
    id: ours
    state: created
    identifiers: {slug: w}
    conditions: [!Context enabled]
    permissions: [{permission: view_oauthsource, role: x}]
    attrs:
      provider_type: wechat
      name: W
      consumer_key: !File /run/secrets/appid
      consumer_secret: !File /somewhere/else
      pkce: S256
      profile_url: https://example.com
      user_property_mappings: [!Find [a.b, [name, c]]]
      group_property_mappings: [!KeyOf shared]
      enrollment_flow: !Find [authentik_flows.flow, [pk, x]]
      enabled: 1
      promoted: yes
      more: {x: [!Value 0]}
  - model: authentik_policies.policybinding
    identifiers: {target: !KeyOf ours, order: 0}
    attrs: {group: !KeyOf staff}
  - model: authentik_sources_oauth.oauthsource
    identifiers: {slug: gone}
    state: absent
    attrs: {provider_type: wechat}
"#;

#[test]
fn what_somebody_wrote_by_hand_is_written_back() {
    let drafted = back(BY_HAND);
    let [source] = drafted.drafts.as_slice() else { panic!("one source") };
    assert_eq!(source.entry, 2);
    assert_eq!(
        source.not_judged,
        [
            "consumer_key",
            "pkce",
            "profile_url",
            "user_property_mappings",
            "enrollment_flow",
            "enabled",
            "more"
        ]
    );
    assert!(source.draft.switch("promoted") && source.draft.is_tagged("consumer_secret"));
    let models = |others: &[desk_blueprint::OtherEntry]| {
        others.iter().map(|other| format!("{} {}", other.model, other.name)).collect::<Vec<_>>()
    };
    assert_eq!(models(&drafted.kept), ["authentik_core.group staff", "authentik_policies.policybinding "]);
    assert_eq!(models(&drafted.mappings), ["authentik_sources_oauth.oauthsourcepropertymapping shared"]);
    assert_eq!(drafted.left_out.iter().map(|left| left.why).collect::<Vec<_>>(), [WhyLeftOut::Deletes]);

    let text = written(&source.draft, SecretStyle::Env, AtHand::new());
    let (before, after) = (read(BY_HAND).unwrap(), read(&text).unwrap());
    assert_eq!((&after.metadata, &after.context), (&before.metadata, &before.context));
    assert_eq!(after.entries.len(), 4);
    let find = |model: &str| after.entries.iter().find(|entry| entry.is_of(model)).unwrap();
    for (index, model) in [(0, "authentik_core.group"), (3, "authentik_policies.policybinding")] {
        assert_eq!(find(model), &before.entries[index]);
    }
    let entry = find("authentik_sources_oauth.oauthsource");
    assert_eq!(
        (&entry.id, &entry.state, &entry.permissions),
        (&before.entries[2].id, &before.entries[2].state, &before.entries[2].permissions)
    );
    assert!(entry.conditions.contains(&before.entries[2].conditions[0]));
    let Value::Mapping(attrs) = &before.entries[2].attrs else { panic!("attributes") };
    for (key, value) in attrs {
        let name = key.as_text().unwrap();
        assert_eq!(entry.field(name), Some(value), "{name}");
    }
    assert_eq!(written(&back(&text).drafts[0].draft, SecretStyle::Env, AtHand::new()), text);
}

#[test]
fn a_secret_in_plain_text_is_in_no_draft() {
    let text = BY_HAND
        .replace("!File /somewhere/else", "canary-1")
        .replace(
            "more: {x: [!Value 0]}",
            "client_password: canary-2\n      more: {client_secret: canary-6}\n      oidc_jwks: {keys: []}",
        )
        .replace("identifiers: {slug: w}", "identifiers: {slug: w, client_secret: canary-7}")
        .replace(
            "identifiers: {name: staff}",
            "identifiers: {name: staff}\n    attrs: {attributes: {api_token: canary-3}}",
        )
        .replace("context: {host: auth.example.com}", "context: {secret: canary-4}")
        .replace("conditions: [!Context enabled]", "conditions: [!Env [SECRET, {password: canary-5}]]");
    let drafted = back(&text);
    let source = &drafted.drafts[0];
    assert!(!format!("{:?}", source.draft).contains("canary"), "{:?}", source.draft);
    assert_eq!(source.secrets.get("consumer_secret").unwrap().n_characters(), 8);
    let whys: Vec<_> = drafted.left_out.iter().map(|left| left.why).collect();
    assert_eq!(whys, [WhyLeftOut::PlainSecret, WhyLeftOut::Deletes]);
}

#[test]
fn a_source_that_cannot_be_one_draft_is_left_out_with_the_reason() {
    let text = "entries:\n  - model: authentik_sources_oauth.oauthsource\n    identifiers: {slug: a}\n    attrs: {provider_type: nonsense}\n  - model: authentik_sources_ldap.ldapsource\n    identifiers: {slug: !Context s}\n  - model: a.b\n    identifiers: {}\n";
    let drafted = back(text);
    let whys: Vec<_> = drafted.left_out.iter().map(|left| (left.entry.entry, left.why)).collect();
    assert_eq!(whys, [(0, WhyLeftOut::NoType), (1, WhyLeftOut::NoSlug), (2, WhyLeftOut::NoSource)]);
}

#[test]
fn a_field_that_a_file_leaves_out_has_the_default_of_the_api_and_not_that_of_the_form() {
    let drafted = |model: &str, more: &str| {
        let text =
            format!("entries:\n  - model: {model}\n    identifiers: {{slug: a}}\n    attrs: {{{more}}}\n");
        back(&text).drafts.remove(0).draft
    };
    assert!(!drafted("authentik_sources_ldap.ldapsource", "").switch("start_tls"));
    assert!(!drafted("authentik_sources_kerberos.kerberossource", "").switch("sync_users"));
    assert!(!drafted("authentik_sources_telegram.telegramsource", "").switch("request_message_access"));
    assert_eq!(drafted("authentik_sources_saml.samlsource", "").text("authentication_flow"), "");
    let github = drafted("authentik_sources_oauth.oauthsource", "provider_type: github");
    assert_eq!(github.text("authorization_url"), "", "the API has null, and the type's own endpoint counts");
    // Where both agree, it is the default of both.
    assert!(drafted("authentik_sources_ldap.ldapsource", "").switch("sync_groups"));
}

#[test]
fn where_an_optional_secret_is_survives_a_way_there_and_back() {
    let text = "entries:\n  - model: authentik_sources_kerberos.kerberossource\n    identifiers: {slug: k}\n    attrs: {name: K, realm: EXAMPLE.COM, sync_users: true, sync_password: !File /run/secrets/k_sync_password}\n";
    let draft = &back(text).drafts[0].draft;
    assert!(draft.is_tagged("sync_password"));
    let written = written(draft, SecretStyle::Env, AtHand::new());
    assert!(written.contains("sync_password: !File /run/secrets/k_sync_password\n"), "{written}");
}

#[test]
fn what_others_refer_to_is_still_called_so_when_the_slug_changes() {
    let mut draft = Draft::new(DraftId::from_random([7; 16]), "wechat", "WeChat", "wechat").unwrap();
    draft.set("consumer_key", "wx0000000000000001").unwrap();
    let with_page =
        Options { login_page: Some("stage".to_owned()), ..options(SecretStyle::Env, AtHand::new()) };
    let text = write(&[&draft], &with_page).unwrap().text;
    let mut renamed = back(&text).drafts.remove(0).draft;
    renamed.slug = "other".to_owned();
    let document = read(&written(&renamed, SecretStyle::Env, AtHand::new())).unwrap();
    let ids: Vec<_> = document.entries.iter().filter_map(|entry| entry.id.as_deref()).collect();
    assert_eq!(ids, ["wechat"]);
    assert_eq!(document.entries[0].field("slug"), Some(&Value::text("other")));
}

#[test]
fn no_two_entries_get_one_id() {
    let text = "entries:\n  - {model: authentik_core.group, id: staff, identifiers: {name: staff}}\n  - {model: authentik_core.group, id: s, identifiers: {name: s}}\n  - {model: authentik_sources_oauth.oauthsourcepropertymapping, id: m, identifiers: {name: Staff}, attrs: {expression: 'return {}'}}\n  - model: authentik_sources_oauth.oauthsource\n    identifiers: {slug: s}\n    attrs: {provider_type: wechat, user_property_mappings: [!KeyOf m]}\n";
    let draft = &back(text).drafts[0].draft;
    let written = written(draft, SecretStyle::Env, AtHand::new());
    let document = read(&written).unwrap();
    let ids: Vec<_> = document.entries.iter().filter_map(|entry| entry.id.as_deref()).collect();
    assert_eq!(ids, ["staff", "s", "staff-2", "s-2"]);
    assert_eq!(back(&written).drafts[0].draft.user_property_mappings, draft.user_property_mappings);
}

#[test]
fn a_field_that_stood_among_the_identifiers_can_be_changed() {
    let text = "entries:\n  - model: authentik_sources_oauth.oauthsource\n    identifiers: {slug: s, name: Old, provider_type: wechat}\n    attrs: {consumer_key: a}\n";
    let mut draft = back(text).drafts.remove(0).draft;
    draft.name = "New".to_owned();
    let document = read(&written(&draft, SecretStyle::Env, AtHand::new())).unwrap();
    assert_eq!(document.entries[0].field("name"), Some(&Value::text("New")));
    assert_eq!(back(&written(&draft, SecretStyle::Env, AtHand::new())).drafts[0].draft.name, "New");
}

#[test]
fn a_name_that_only_a_server_can_resolve_is_written_once() {
    let text = "entries:\n  - model: authentik_sources_plex.plexsource\n    identifiers: {slug: s}\n    attrs: {name: !Env N}\n";
    let written = written(&back(text).drafts[0].draft, SecretStyle::Env, AtHand::new());
    assert_eq!(written.matches("      name: ").count(), 1, "{written}");
}

#[test]
fn a_mapping_that_something_else_refers_to_stays_an_entry() {
    let text = "entries:\n  - {model: authentik_sources_oauth.oauthsourcepropertymapping, id: m, identifiers: {name: a}, attrs: {expression: 'return {}'}}\n  - model: authentik_sources_oauth.oauthsource\n    identifiers: {slug: s}\n    attrs: {provider_type: wechat, user_property_mappings: [!KeyOf m]}\n  - {model: a.b, identifiers: {pk: !KeyOf m}}\n";
    let drafted = back(text);
    assert!(drafted.mappings.is_empty() && drafted.drafts[0].draft.user_property_mappings.is_empty());
    let document = read(&written(&drafted.drafts[0].draft, SecretStyle::Env, AtHand::new())).unwrap();
    assert_eq!(document.entries.iter().filter(|entry| entry.id.as_deref() == Some("m")).count(), 1);
    let list = Value::Sequence(vec![Value::tagged_text(Tag::KeyOf, "m")]);
    assert_eq!(document.entries[1].field("user_property_mappings"), Some(&list));
}
