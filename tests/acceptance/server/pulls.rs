//! Sources of a server into drafts, and on to another server.

use desk_app::{Choices, ConflictKind, DraftId, PullOutcome, Secret};
use desk_authentik::{LastPush, Scope, Snapshot, pull};
use desk_fake_authentik::{FakeAuthentik, Who};
use desk_model::{PropertyMapping, Protocol, Version};
use serde_json::json;

use crate::desk::{Office, SERVER};
use crate::engine::{LOGIN_PAGE, SECRET, Wish, client, plan, run, wechat};

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
            source_stage: None,
            comments: Vec::new(),
        },
    );
    assert!(written.unwrap().text.contains("brand_new"), "{draft:?}");
}

#[test]
fn a_draft_that_was_pushed_is_the_same_as_what_is_pulled_though_it_leaves_things_to_defaults() {
    let office = Office::new(Who::Admin);
    let id = office.desk.create_draft("github", "GitHub", "github").unwrap().draft.id;
    office.set(&id, "consumer_key", "abc");
    office.desk.set_secret(&id, "consumer_secret", Secret::new(SECRET.to_owned())).unwrap();
    office.apply(&office.plan_with(&[&id], None, Choices::default()).unwrap());
    let before = office.desk.show_draft(&id).unwrap();
    let view = run(office.desk.pull(SERVER, &[], true)).unwrap();
    assert_eq!(outcomes(&view), [("github", PullOutcome::Same)]);
    assert_eq!(office.desk.show_draft(&id).unwrap().revision, before.revision, "nothing was written");
    office.set(&id, "promoted", "true");
    let view = run(office.desk.pull(SERVER, &[], false)).unwrap();
    assert_eq!(outcomes(&view), [("github", PullOutcome::Kept)]);
}

#[test]
fn where_a_pulled_source_is_shown_is_told() {
    let office = Office::new(Who::Admin);
    let id = office.wechat("wechat");
    let page = LOGIN_PAGE;
    office.apply(&office.plan_with(&[&id], Some(page), Choices::default()).unwrap());
    let view = run(office.desk.pull(SERVER, &[], false)).unwrap();
    assert_eq!(view.pulled[0].login_pages, [page]);
    let pages = run(office.desk.login_pages(SERVER)).unwrap();
    let buttons: Vec<&str> = pages[0].buttons.iter().map(|button| button.slug.as_str()).collect();
    assert_eq!((pages[0].stage.as_str(), buttons), (page, vec!["wechat"]));
    let labels = Choices { labels: Some(true), ..Choices::default() };
    let plan = office.plan_with(&[&id], Some(page), labels.clone()).unwrap();
    let paths: Vec<&str> = plan.writes().flat_map(|one| &one.changes).map(|one| one.path.as_str()).collect();
    assert_eq!(paths, ["show_source_labels"]);
    assert!(plan.login_page.as_ref().is_some_and(|page| page.shows_labels));
    office.apply(&plan);
    assert_eq!(office.plan_with(&[&id], Some(page), labels).unwrap().writes().count(), 0);
}

#[test]
fn flows_are_examined_and_a_blueprint_is_looked_at_without_keeping_it() {
    let office = Office::new(Who::Admin);
    let id = office.wechat("wechat");
    office.apply(&office.plan_with(&[&id], None, Choices::default()).unwrap());
    office.fake.forget_requests();
    let kinds = |office: &Office| {
        let found = run(office.desk.examine_flows(SERVER, &["wechat".to_owned()])).unwrap();
        found.into_iter().map(|finding| finding.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&office), [desk_app::FlowFindingKind::AttributesStay], "authentik's own flows");
    assert_eq!(office.fake.writes(), []);
    // A Source Stage for the source: authentik's own flows, of which both log people in, must not be its.
    assert!(office.fake.add_source_stage("amid", "wechat"));
    let not_resumed = desk_app::FlowFindingKind::SourceStageNotResumed;
    let attributes = desk_app::FlowFindingKind::AttributesStay;
    assert_eq!(kinds(&office), [not_resumed, attributes, not_resumed]);
    // A flow without a user login stage is what such a source needs, so that is no finding.
    let flows = office.fake.objects()["authentik_flows.flow"].clone();
    let flow =
        flows.as_array().unwrap().iter().find(|flow| flow["slug"] == "default-source-pre-authentication");
    let pk = flow.unwrap()["pk"].clone();
    assert!(office.fake.change("oauth", "wechat", |source| source["authentication_flow"] = pk));
    let designation = desk_app::FlowFindingKind::OtherDesignation;
    assert_eq!(kinds(&office), [designation, attributes, not_resumed]);
    assert!(office.fake.change("oauth", "wechat", |source| source["authentication_flow"] = json!(null)));
    let missing = desk_app::FlowFindingKind::NoAuthenticationFlow;
    assert_eq!(kinds(&office), [missing, not_resumed]);
    let before = office.fake.objects();
    let good = "version: 1\nentries:\n  - model: authentik_sources_oauth.oauthsource\n    identifiers: {slug: new}\n    attrs: {name: N, provider_type: wechat, consumer_key: k, consumer_secret: s}\n";
    assert_eq!(run(office.desk.dry_run(SERVER, good)).unwrap(), Vec::<String>::new());
    let objections = run(office.desk.dry_run(SERVER, &good.replace("wechat", "weixin"))).unwrap();
    assert!(objections.iter().any(|line| line.contains("provider_type")), "{objections:?}");
    assert_eq!(office.fake.objects(), before, "nothing was kept");
}
