//! Sources of a server into drafts, and on to another server.

use desk_app::{Choices, ConflictKind, DraftId, PullOutcome, Secret};
use desk_authentik::{LastPush, Scope, Snapshot, pull};
use desk_model::{PropertyMapping, Protocol, Version};
use desk_test_support::authentik::{FakeAuthentik, Who};
use serde_json::json;

use crate::desk::{Office, SERVER};
use crate::engine::{SECRET, Wish, client, plan, run, wechat};

/// A server with two WeChat sources that share a mapping, one with an own one, and an LDAP source with a group.
fn seeded() -> FakeAuthentik {
    let office = Office::new(Who::Admin);
    let mapping = |name: &str| PropertyMapping {
        name: name.to_owned(),
        expression: "return {\"name\": \"微信\"}\n".to_owned(),
    };
    let one = office.wechat("one");
    office.change(&one, |draft| draft.user_property_mappings = vec![mapping("shared"), mapping("own")]);
    let two = office.wechat("two");
    office.change(&two, |draft| draft.user_property_mappings = vec![mapping("shared")]);
    let ldap = office.desk.create_draft("ldap", "LDAP", "ldap").unwrap().draft.id;
    for (field, text) in [
        ("server_uri", "ldaps://ldap.example.com"),
        ("base_dn", "dc=example,dc=com"),
        ("sync_users", "false"),
        ("sync_groups", "false"),
        ("peer_certificate", "authentik Self-signed Certificate"),
        ("sync_parent_group", "authentik Admins"),
    ] {
        office.set(&ldap, field, text);
    }
    office.apply(&office.plan_with(&[&one, &two, &ldap], None, Choices::default()).unwrap());
    office.fake
}

fn outcomes(view: &desk_app::PulledView) -> Vec<(&str, PullOutcome)> {
    view.pulled.iter().map(|source| (source.slug.as_str(), source.outcome)).collect()
}

fn all_of(office: &Office, outcome: PullOutcome) {
    let view = run(office.desk.pull(SERVER, &[], false)).unwrap();
    assert_eq!(outcomes(&view), [("one", outcome), ("two", outcome), ("ldap", outcome)]);
    assert!(view.problems.is_empty() && view.unknown.is_empty(), "{view:?}");
}

#[test]
fn what_is_pulled_is_the_same_here_and_there_until_somebody_changes_it() {
    let office = Office::new(Who::Admin);
    let office = Office { fake: seeded(), ..office };
    office.use_server_of_fake();
    office.fake.forget_requests();
    all_of(&office, PullOutcome::New);
    assert_eq!(office.fake.writes(), [], "a pull reads");
    let ids: Vec<DraftId> =
        ["one", "two", "ldap"].iter().map(|slug| office.desk.find_draft(slug).unwrap().draft.id).collect();
    let ids: Vec<&DraftId> = ids.iter().collect();
    let plan = office.plan_with(&ids, None, Choices::default()).unwrap();
    assert!(plan.writes().count() == 0 && plan.conflicts.is_empty(), "{plan:?}");
    assert_eq!(run(office.desk.drift(SERVER, &[])).unwrap(), []);
    all_of(&office, PullOutcome::Same);
    let missing = run(office.desk.pull(SERVER, &["one".to_owned()], false)).unwrap().missing_secrets;
    assert_eq!(
        missing.iter().map(|one| (&*one.slug, &*one.field)).collect::<Vec<_>>(),
        [("one", "consumer_secret")]
    );
    assert_eq!(office.desk.list_mappings(None, None).unwrap().len(), 2, "the shared one is one");
    // Changed on the server: a pull leaves the draft alone unless it is asked to replace it.
    assert!(office.fake.change("oauth", "one", |source| {
        source.insert("name".to_owned(), json!("theirs"));
    }));
    let one = ["one".to_owned()];
    let kept = run(office.desk.pull(SERVER, &one, false)).unwrap();
    assert_eq!(outcomes(&kept), [("one", PullOutcome::Kept)]);
    assert_eq!(office.plan(ids[0]).conflicts[0].kind, ConflictKind::ChangedOnServer);
    let replaced = run(office.desk.pull(SERVER, &one, true)).unwrap();
    assert_eq!(outcomes(&replaced), [("one", PullOutcome::Updated)]);
    assert_eq!(office.desk.find_draft("one").unwrap().draft.name, "theirs");
    assert_eq!((office.plan(ids[0]).conflicts.len(), office.plan(ids[0]).writes().count()), (0, 0));
    assert_eq!(
        run(office.desk.pull(SERVER, &["nobody".to_owned()], false)).unwrap_err().code,
        "pull-unknown"
    );
    // A kind that is not known here is told and left alone.
    assert!(office.fake.change("oauth", "two", |source| {
        source.insert("provider_type".to_owned(), json!("brand-new"));
    }));
    assert_eq!(run(office.desk.pull(SERVER, &[], false)).unwrap().unknown, ["two"]);
}

#[test]
fn sources_move_from_one_server_to_another_once_their_secrets_are_entered() {
    let office = Office::new(Who::Admin);
    let office = Office { fake: seeded(), ..office };
    office.use_server_of_fake();
    let pulled = run(office.desk.pull(SERVER, &[], false)).unwrap();
    let other = FakeAuthentik::start();
    office.add("other", other.url(), Who::Admin);
    let request = || desk_app::PlanRequest {
        server: "other".to_owned(),
        drafts: pulled.pulled.iter().map(|source| source.draft.clone()).collect(),
        login_page: None,
        choices: Choices::default(),
    };
    let missing = run(office.desk.plan(&request())).unwrap();
    let kinds: Vec<_> = missing.conflicts.iter().map(|one| (one.kind, &*one.key, &*one.path)).collect();
    assert_eq!(
        kinds,
        [
            (ConflictKind::NoSecret, "one", "consumer_secret"),
            (ConflictKind::NoSecret, "two", "consumer_secret")
        ]
    );
    for secret in &pulled.missing_secrets {
        let id = office.desk.find_draft(&secret.slug).unwrap().draft.id;
        office.desk.set_secret(&id, &secret.field, Secret::new(SECRET.to_owned())).unwrap();
    }
    let plan = run(office.desk.plan(&request())).unwrap();
    assert!(plan.conflicts.is_empty());
    assert!(plan.operations.iter().all(|operation| operation.action == desk_app::Action::Create));
    office.apply(&plan);
    let without_keys = |fake: &FakeAuthentik| {
        let mut text = fake.objects().to_string();
        for object in
            fake.objects().as_object().unwrap().values().filter_map(|list| list.as_array()).flatten()
        {
            let name = object["slug"].as_str().or(object["name"].as_str()).unwrap_or_default();
            text = text.replace(object["pk"].as_str().unwrap(), name);
        }
        text
    };
    assert_eq!(without_keys(&other), without_keys(&office.fake));
}

#[test]
fn what_a_newer_server_has_beyond_the_form_is_kept() {
    let fake = FakeAuthentik::start();
    let client = client(&fake, Who::Admin);
    let (drafts, nothing) = ([wechat(1, 1)], LastPush::default());
    let first = run(plan(&client, &Wish::of(&drafts, &nothing)));
    assert_eq!(run(crate::engine::push(&client, &first, &Default::default(), false)).error, None);
    let scope = Scope { protocols: [Protocol::OAuth].into(), ..Scope::default() };
    let mut snapshot = run(Snapshot::read(&client, &scope)).unwrap();
    let source = snapshot.objects.iter_mut().find(|object| object.key == "wechat-1").unwrap();
    source.fields.insert("brand_new".to_owned(), json!({"a": [1, "微"]}));
    let ids = || DraftId::from_random([7; 16]);
    let pulled = pull(&snapshot, client.address(), Version::V2026_5, &[], ids);
    let draft = &pulled.sources[0].draft;
    let written = desk_blueprint::write(
        &[draft],
        &desk_blueprint::Options {
            secrets: desk_blueprint::SecretStyle::Context,
            at_hand: Default::default(),
            target: None,
            login_page: None,
            comments: Vec::new(),
        },
    );
    assert!(written.unwrap().text.contains("brand_new"), "{draft:?}");
}
