//! What a plan shows is what it does.

use std::collections::BTreeMap;

use desk_model::PropertyMapping;
use serde_json::{Value as Json, json};

use super::{PAGE, World, draft, paths};
use crate::{Action, Plan, Way, Winner};

#[test]
fn a_plan_that_does_what_it_does_not_show_is_not_sent() {
    use crate::apply::shows_what_it_does;
    let mut world = World::fresh();
    world.login_page = Some(PAGE);
    let mut wechat = draft("wechat");
    wechat
        .user_property_mappings
        .push(PropertyMapping { name: "own".into(), expression: "return {}".into() });
    let made = world.plan(&[&wechat]);
    let is_honest = |plan: &Plan, world: &World| {
        plan.writes().all(|one| shows_what_it_does(one, &plan.operations, &world.snapshot))
    };
    assert!(is_honest(&made, &world));
    let value = |value: Json| crate::Planned::Value { value };
    let flow = crate::Reference {
        pk: Some("flow-2".into()),
        entry: None,
        name: "default-source-authentication".into(),
    };
    let planned = |name: &str, value| crate::PlannedField { name: name.into(), value };
    let forge = |forge: &dyn Fn(&mut crate::Operation)| {
        let mut plan = made.clone();
        forge(plan.operations.iter_mut().find(|one| one.key() == "wechat").unwrap());
        plan
    };
    let forged = [
        forge(&|one| one.model = "authentik_core.user".into()),
        forge(&|one| one.fields.push(planned("is_superuser", value(json!(true))))),
        forge(&|one| one.fields.push(planned("pk", value(json!("other-1"))))),
        forge(&|one| {
            one.fields.iter_mut().find(|field| field.name == "consumer_key").unwrap().value =
                value(json!("evil"))
        }),
        forge(&|one| one.changes.retain(|change| change.path != "consumer_key")),
        forge(&|one| {
            one.fields
                .push(planned("recovery", crate::Planned::ServerOnly { yaml: "!Env SECRET_KEY".into() }))
        }),
        forge(&|one| {
            let field = one.fields.iter_mut().find(|field| field.name == "authentication_flow").unwrap();
            field.value = crate::Planned::Object { object: flow.clone() };
        }),
    ];
    for (number, plan) in forged.iter().enumerate() {
        assert!(!is_honest(plan, &world), "{number}");
    }
    let mut hidden_button = made.clone();
    let page = hidden_button.operations.iter_mut().find(|one| one.key() == PAGE).unwrap();
    let sources = page.fields.iter_mut().find(|field| field.name == "sources").unwrap();
    let crate::Planned::Added { objects, .. } = &mut sources.value else { panic!("{sources:?}") };
    objects.push(crate::Reference { pk: Some("other-2".into()), entry: None, name: "hidden".into() });
    assert!(!is_honest(&hidden_button, &world), "a button more than is shown");
    world.push(&made);
    wechat.set("promoted", "true").unwrap();
    let changed = world.plan(&[&wechat]);
    assert!(is_honest(&changed, &world));
    let back = changed.back("plan-2".into(), 8, true, &world.snapshot, None, &|_| true);
    assert!(is_honest(&back, &world));
    let mut hidden = changed.clone();
    hidden
        .operations
        .iter_mut()
        .find(|one| one.key() == "wechat")
        .unwrap()
        .fields
        .push(planned("consumer_secret", value(json!("evil"))));
    assert!(!is_honest(&hidden, &world), "what the server shows nobody");
    let mut other = changed.clone();
    let operation = other.operations.iter_mut().find(|one| one.key() == "wechat").unwrap();
    operation.action = Action::Delete;
    operation.fields.clear();
    operation.identifiers = BTreeMap::from([("slug".into(), "harmless".into())]);
    assert!(!is_honest(&other, &world), "another object is deleted than is named");
}

#[test]
fn what_only_a_server_can_resolve_is_sent_when_a_source_is_made_and_then_left_alone() {
    let mut world = World::fresh();
    let mut wechat = draft("wechat");
    wechat
        .values
        .insert("additional_scopes".into(), desk_model::FieldValue::Tagged { yaml: "!Env SCOPES".into() });
    let made = world.plan(&[&wechat]);
    assert_eq!((made.way, paths(&made).contains(&"additional_scopes".to_owned())), (Way::Import, true));
    world.push(&made);
    wechat.set("promoted", "true").unwrap();
    let changed = world.plan(&[&wechat]);
    assert_eq!((changed.way, paths(&changed)), (Way::Request, vec!["promoted".to_owned()]));
    assert!(changed.writes().all(|one| one.field("additional_scopes").is_none()));
}

#[test]
fn a_decision_is_about_a_conflict_and_not_about_what_is_changed_later() {
    let mut world = World::fresh();
    let mut wechat = draft("wechat");
    let plan = world.plan(&[&wechat]);
    world.push(&plan);
    world.choices.fields = BTreeMap::from([("wechat.promoted".into(), Winner::Server)]);
    wechat.set("promoted", "true").unwrap();
    assert_eq!(paths(&world.plan(&[&wechat])), ["promoted"]);
}
