//! Plans without a server: what is there is made up, in the shapes that a live 2026.5 gives.

mod honest;
mod stages;

use std::collections::{BTreeMap, BTreeSet};

use desk_blueprint::AtHand;
use desk_model::{Draft, DraftId, PropertyMapping, Protocol, Version};
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};

use crate::snapshot::{Flow, SourceFact};
use crate::{
    Action, Choices, ConflictKind, LastPush, Model, Plan, PlanInput, PlanServer, RemoteObject, SecretFact,
    Snapshot, Way, Winner,
};

const SOURCE: Model = Model::Source(Protocol::OAuth);
const MAPPING: Model = Model::Mapping(Protocol::OAuth);
const PAGE: &str = "default-authentication-identification";

fn draft(slug: &str) -> Draft {
    let mut draft = Draft::new(DraftId(format!("id-{slug}")), "wechat", "WeChat", slug).unwrap();
    draft.set("consumer_key", "wx0000000000000001").unwrap();
    draft
}

fn fresh_server() -> Snapshot {
    let flow = |slug: &str, designation: &str| Flow { slug: slug.into(), designation: designation.into() };
    let Json::Object(page) = json!({
        "pk": "page-1", "name": PAGE, "user_fields": ["email", "username"], "sources": ["other-1"],
        "flow_set": [{"slug": "default-authentication-flow"}], "show_source_labels": false,
    }) else {
        panic!()
    };
    let other = SourceFact {
        slug: "github".into(),
        name: "GitHub".into(),
        enabled: true,
        promoted: false,
        icon: "/static/authentik/sources/github.svg".into(),
        model: SOURCE.name().into(),
    };
    Snapshot {
        instance: Some("instance-1".into()),
        version: "2026.5.0".into(),
        objects: vec![RemoteObject {
            model: Model::Stage,
            pk: "page-1".into(),
            key: PAGE.into(),
            fields: page,
        }],
        sources: BTreeMap::from([("other-1".into(), other)]),
        flows: BTreeMap::from([
            ("flow-1".into(), flow("default-source-authentication", "authentication")),
            ("flow-2".into(), flow("default-source-enrollment", "enrollment")),
        ]),
        ..Snapshot::default()
    }
}

struct World {
    snapshot: Snapshot,
    last: LastPush,
    choices: Choices,
    login_page: Option<&'static str>,
    secret: SecretFact,
}

impl World {
    fn fresh() -> World {
        let fingerprint = Some("f1".to_owned());
        World {
            snapshot: fresh_server(),
            last: LastPush::default(),
            choices: Choices::default(),
            login_page: None,
            secret: SecretFact { at_hand: true, is_locked: false, fingerprint },
        }
    }

    fn plan(&self, drafts: &[&Draft]) -> Plan {
        let input = PlanInput {
            id: "plan-1".into(),
            made_at: 7,
            server: PlanServer {
                name: "test".into(),
                url: "https://auth.example.com".into(),
                instance: self.snapshot.instance.clone(),
                version: self.snapshot.version.clone(),
                production: false,
            },
            version: Version::V2026_5,
            may_import: true,
            drafts,
            at_hand: &AtHand::new(),
            secret: &|_, _| self.secret.clone(),
            snapshot: &self.snapshot,
            last: &self.last,
            choices: &self.choices,
            login_page: self.login_page,
        };
        Plan::make(&input).unwrap()
    }

    /// Does to the made-up server what a plan says, and remembers it as pushed.
    fn push(&mut self, plan: &Plan) {
        for operation in plan.writes() {
            let model = operation.sort().unwrap();
            let mut fields = operation.before.as_ref().map_or_else(Map::new, |before| before.fields.clone());
            let pk = operation
                .before
                .as_ref()
                .map_or_else(|| format!("pk-{}", operation.key()), |old| old.pk.clone());
            fields.insert("pk".into(), pk.clone().into());
            fields.insert(model.key_field().into(), operation.key().into());
            for field in &operation.fields {
                let key = |reference: &crate::Reference| {
                    reference.pk.clone().unwrap_or_else(|| format!("pk-{}", reference.name))
                };
                let value = match &field.value {
                    crate::Planned::Value { value } => value.clone(),
                    crate::Planned::Object { object } => key(object).into(),
                    crate::Planned::Objects { objects } => objects.iter().map(key).collect::<Vec<_>>().into(),
                    crate::Planned::Added { present, objects } => {
                        present.iter().chain(objects).map(key).collect::<Vec<_>>().into()
                    }
                    crate::Planned::Secret { .. } | crate::Planned::ServerOnly { .. } => continue,
                };
                fields.insert(field.name.clone(), value);
            }
            let object = RemoteObject { model, pk: pk.clone(), key: operation.key().to_owned(), fields };
            self.snapshot.objects.retain(|old| (old.model, &old.pk) != (model, &pk));
            self.snapshot.objects.push(object);
        }
        let sent = BTreeMap::from_iter(
            plan.operations
                .iter()
                .filter_map(|operation| operation.draft.clone())
                .map(|draft| ((draft, "consumer_secret".to_owned()), "f1".to_owned())),
        );
        self.last.objects = plan.pushed(&self.snapshot, &self.last, &sent).there;
    }

    fn remote(&mut self, key: &str) -> &mut Map<String, Json> {
        &mut self.snapshot.objects.iter_mut().find(|object| object.key == key).unwrap().fields
    }
}

fn paths(plan: &Plan) -> Vec<String> {
    let changes = plan.writes().flat_map(|operation| operation.changes.iter());
    changes.map(|change| change.path.clone()).collect()
}

fn conflicts(plan: &Plan) -> Vec<(ConflictKind, &str)> {
    plan.conflicts.iter().map(|conflict| (conflict.kind, conflict.path.as_str())).collect()
}

#[test]
fn what_was_pushed_needs_nothing_more_and_one_changed_field_is_one_change() {
    let mut world = World::fresh();
    let mut wechat = draft("wechat");
    wechat
        .user_property_mappings
        .push(PropertyMapping { name: "w: nick".into(), expression: "return {}\n".into() });
    world.login_page = Some(PAGE);
    let plan = world.plan(&[&wechat]);
    let sorts: Vec<_> = plan.operations.iter().map(|operation| (operation.action, operation.key())).collect();
    assert_eq!(sorts, [(Action::Create, "w: nick"), (Action::Create, "wechat"), (Action::Update, PAGE)]);
    assert_eq!((plan.way, conflicts(&plan)), (Way::Import, vec![]));
    world.push(&plan);
    let again = world.plan(&[&wechat]);
    assert_eq!((again.way, paths(&again)), (Way::Nothing, vec![]));
    wechat.set("promoted", "true").unwrap();
    let changed = world.plan(&[&wechat]);
    assert_eq!((changed.way, paths(&changed)), (Way::Request, vec!["promoted".to_owned()]));
}

#[test]
fn a_login_page_keeps_its_buttons_and_shows_the_promoted_ones_first() {
    let mut world = World::fresh();
    world.login_page = Some(PAGE);
    let mut wechat = draft("wechat");
    wechat.set("promoted", "true").unwrap();
    let (hidden, last) = (draft("hidden"), draft("zz"));
    let mut hidden = hidden;
    hidden.set("enabled", "false").unwrap();
    let plan = world.plan(&[&last, &hidden, &wechat]);
    let page = plan.login_page.as_ref().unwrap();
    let buttons: Vec<_> = page.buttons.iter().map(|button| (button.slug.as_str(), button.planned)).collect();
    assert_eq!(buttons, [("wechat", true), ("github", false), ("zz", true)]);
    assert_eq!(
        (page.hidden.as_slice(), page.flows.as_slice()),
        (&["hidden".to_owned()][..], &["default-authentication-flow".to_owned()][..])
    );
    let change = plan.writes().last().unwrap().changes.first().unwrap();
    assert_eq!(
        (&change.before, &change.after),
        (&json!(["github"]), &json!(["github", "zz", "hidden", "wechat"]))
    );
}

#[test]
fn what_did_not_come_from_here_is_not_touched_until_it_is_taken_over() {
    let mut world = World::fresh();
    let mut wechat = draft("wechat");
    let plan = world.plan(&[&wechat]);
    world.push(&plan);
    world.last = LastPush::default();
    world.secret.at_hand = false;
    assert_eq!(conflicts(&world.plan(&[&wechat])), [], "it is as wanted already");
    wechat.set("promoted", "true").unwrap();
    assert_eq!(conflicts(&world.plan(&[&wechat])), [(ConflictKind::NotOurs, "")]);
    world.choices.adopt = true;
    assert_eq!(conflicts(&world.plan(&[&wechat])), []);
}

#[test]
fn a_field_that_both_sides_changed_is_decided_by_a_person() {
    let mut world = World::fresh();
    let mut wechat = draft("wechat");
    let plan = world.plan(&[&wechat]);
    world.push(&plan);
    world.remote("wechat").insert("user_matching_mode".into(), "email_link".into());
    let there = world.plan(&[&wechat]);
    assert_eq!(conflicts(&there), [(ConflictKind::ChangedOnServer, "user_matching_mode")]);
    wechat.set("user_matching_mode", "username_link").unwrap();
    let both = world.plan(&[&wechat]);
    assert_eq!(conflicts(&both), [(ConflictKind::ChangedOnBoth, "user_matching_mode")]);
    world.choices.fields = BTreeMap::from([("wechat.user_matching_mode".into(), Winner::Server)]);
    let theirs = world.plan(&[&wechat]);
    assert_eq!((conflicts(&theirs), paths(&theirs), theirs.way), (vec![], vec![], Way::Nothing));
    world.choices.fields = BTreeMap::from([("wechat.user_matching_mode".into(), Winner::Draft)]);
    let ours = world.plan(&[&wechat]);
    assert_eq!((conflicts(&ours), paths(&ours)), (vec![], vec!["user_matching_mode".to_owned()]));
}

#[test]
fn a_secret_is_sent_when_it_is_new_and_not_again() {
    let mut world = World::fresh();
    let wechat = draft("wechat");
    let sent = |plan: &Plan| paths(plan).contains(&"consumer_secret".to_owned());
    let plan = world.plan(&[&wechat]);
    assert!(sent(&plan));
    world.push(&plan);
    assert!(!sent(&world.plan(&[&wechat])));
    world.secret.fingerprint = Some("f2".into());
    assert!(sent(&world.plan(&[&wechat])), "it was changed here");
    world.secret.fingerprint = None;
    assert!(!sent(&world.plan(&[&wechat])), "nobody can tell");
    world.choices.send_secrets = true;
    assert!(sent(&world.plan(&[&wechat])), "it was asked for");
    world.secret = SecretFact::default();
    assert!(!sent(&world.plan(&[&wechat])), "there is none here");
    let other = draft("other");
    assert_eq!(conflicts(&world.plan(&[&other])), [(ConflictKind::NoSecret, "consumer_secret")]);
    world.secret.is_locked = true;
    assert_eq!(conflicts(&world.plan(&[&other])), [(ConflictKind::SecretLocked, "consumer_secret")]);
}

#[test]
fn what_is_missing_gone_or_in_the_way_is_told() {
    let mut world = World::fresh();
    let mut wechat = draft("wechat");
    wechat.set("enrollment_flow", "nowhere").unwrap();
    world.login_page = Some("no-page");
    let all = world.plan(&[&wechat]);
    assert_eq!(conflicts(&all), [(ConflictKind::Missing, "enrollment_flow"), (ConflictKind::Missing, "")]);
    let mut world = World::fresh();
    let wechat = draft("wechat");
    let plan = world.plan(&[&wechat]);
    world.push(&plan);
    world.snapshot.objects.retain(|object| object.key != "wechat");
    assert_eq!(conflicts(&world.plan(&[&wechat])), [(ConflictKind::GoneFromServer, "")]);
    let mut world = World::fresh();
    let source = SourceFact {
        slug: "wechat".into(),
        model: "authentik_sources_saml.samlsource".into(),
        ..world.snapshot.sources["other-1"].clone()
    };
    world.snapshot.sources.insert("saml-1".into(), source);
    assert_eq!(conflicts(&world.plan(&[&wechat])), [(ConflictKind::OtherKind, "")]);
}

#[test]
fn a_renamed_source_is_found_by_its_key_and_the_callback_is_told() {
    let mut world = World::fresh();
    let mut wechat = draft("wechat");
    let plan = world.plan(&[&wechat]);
    world.push(&plan);
    wechat.slug = "weixin".into();
    let plan = world.plan(&[&wechat]);
    assert_eq!((plan.way, paths(&plan)), (Way::Request, vec!["slug".to_owned()]));
    assert_eq!(plan.notes.first().map(|note| note.subject.as_str()), Some("weixin"));
}

#[test]
fn a_plan_back_leads_where_it_came_from() {
    let mut world = World::fresh();
    let mut wechat = draft("wechat");
    let made = world.plan(&[&wechat]);
    world.push(&made);
    let nothing = made.back("plan-2".into(), 8, true, &world.snapshot, None, &|_| false);
    assert_eq!(
        (nothing.way, nothing.operations.len()),
        (Way::Nothing, 0),
        "what was not done is not taken back"
    );
    let back = made.back("plan-2".into(), 8, true, &world.snapshot, None, &|_| true);
    assert_eq!(
        back.operations.iter().map(|operation| operation.action).collect::<Vec<_>>(),
        [Action::Delete]
    );
    wechat.set("promoted", "true").unwrap();
    let changed = world.plan(&[&wechat]);
    let old = world.snapshot.find(SOURCE, "wechat").unwrap().clone();
    world.push(&changed);
    let back = changed.back("plan-3".into(), 9, true, &world.snapshot, None, &|_| true);
    assert_eq!(paths(&back), ["promoted"]);
    assert!(!crate::apply::is_planned(&back.operations[0], &world.snapshot));
    world.push(&back);
    assert!(crate::apply::is_planned(&back.operations[0], &world.snapshot), "flows are known by their slugs");
    assert_eq!(world.snapshot.find(SOURCE, "wechat").unwrap().fields["promoted"], old.fields["promoted"]);
    world.remote("wechat").insert("name".into(), "Somebody else's".into());
    let contested = changed.back("plan-4".into(), 9, true, &world.snapshot, None, &|_| true);
    assert_eq!(conflicts(&contested), [(ConflictKind::ChangedOnServer, "")]);
}

fn any_draft() -> impl Strategy<Value = Draft> {
    let text = "[^\\x00-\\x1f\\x7f-\\x9f]{0,20}";
    ("[a-z][a-z0-9-]{0,8}", "\\S.{0,20}\\S", any::<bool>(), text, prop::collection::vec("[a-z]{1,6}", 0..3))
        .prop_map(|(slug, name, promoted, scopes, mappings)| {
            let mut draft = draft(&slug);
            draft.name = name;
            draft.set("promoted", if promoted { "true" } else { "false" }).unwrap();
            draft.set("additional_scopes", &scopes).unwrap();
            let mappings: BTreeSet<String> = mappings.into_iter().collect();
            draft.user_property_mappings = mappings
                .into_iter()
                .map(|name| PropertyMapping { expression: format!("return {{\"name\": \"{name}\"}}"), name })
                .collect();
            draft
        })
}

proptest! {
    #[test]
    fn any_draft_that_was_pushed_needs_nothing_more(draft in any_draft()) {
        let mut world = World::fresh();
        world.login_page = Some(PAGE);
        let plan = world.plan(&[&draft]);
        prop_assert_eq!(world.plan(&[&draft]), plan.clone(), "the same input gives the same plan");
        prop_assert!(plan.conflicts.is_empty());
        world.push(&plan);
        let again = world.plan(&[&draft]);
        prop_assert_eq!((again.way, paths(&again)), (Way::Nothing, vec![]));
    }

    #[test]
    fn a_plan_that_is_written_reads_back(draft in any_draft()) {
        let plan = World::fresh().plan(&[&draft]);
        prop_assert_eq!(Plan::read(&plan.to_text()), Ok(plan));
    }
}

#[test]
fn a_mapping_that_two_sources_share_is_one_operation() {
    let world = World::fresh();
    let shared = PropertyMapping { name: "shared".into(), expression: "return {}".into() };
    let mut drafts = [draft("a"), draft("b")];
    drafts.iter_mut().for_each(|draft| draft.user_property_mappings.push(shared.clone()));
    let plan = world.plan(&drafts.iter().collect::<Vec<_>>());
    let mappings = plan.operations.iter().filter(|operation| operation.sort() == Some(MAPPING)).count();
    assert_eq!((mappings, plan.operations.len()), (1, 3));
}

#[test]
fn a_mapping_with_the_words_of_the_slug_is_an_object_of_its_own() {
    let mut world = World::fresh();
    let mut draft = draft("a");
    draft.user_property_mappings.push(PropertyMapping { name: "a".into(), expression: "return {}".into() });
    let plan = world.plan(&[&draft]);
    world.push(&plan);
    assert_eq!(world.plan(&[&draft]).way, Way::Nothing);
}
