//! What an admin does to a server: push, push again, rename, add to the login page, take back, and what stands in the way.

use desk_app::{Action, Choices, ConflictKind, NoteKind, Secret, Winner};
use desk_fake_authentik::Who;
use desk_model::PropertyMapping;
use serde_json::{Value, json};

use crate::desk::{OAUTH, Office, SERVER};
use crate::engine::{LOGIN_PAGE, run};

const BOTH: [Who; 2] = [Who::Admin, Who::Delegate];

fn buttons(office: &Office) -> Vec<Value> {
    let stages = office.fake.objects()["authentik_stages_identification.identificationstage"].clone();
    stages[0]["sources"].as_array().unwrap().clone()
}

pub(crate) fn conflicts(plan: &desk_app::Plan) -> Vec<(ConflictKind, &str, &str)> {
    plan.conflicts
        .iter()
        .map(|conflict| (conflict.kind, conflict.key.as_str(), conflict.path.as_str()))
        .collect()
}

#[test]
fn a_source_is_made_changed_by_its_one_field_and_then_left_alone() {
    let office = Office::new(Who::Admin);
    let id = office.wechat("wechat");
    let fresh = office.fake.objects();
    let (n_writes, made) = office.n_writes(|| office.push(&id));
    assert_eq!((n_writes, made.run, made.applied), (1, 1, 1));
    assert_eq!(office.source("wechat").unwrap()["consumer_secret"], crate::engine::SECRET);
    assert_eq!(office.fake.invalid_writes_for("2026.5"), Vec::<String>::new());
    let first = office.fake.objects();
    let (n_writes, nothing) = office.n_writes(|| office.push(&id));
    assert_eq!((n_writes, nothing.run, nothing.applied), (0, 0, 0), "nothing to do, nothing sent, no run");
    office.set(&id, "consumer_key", "wx0000000000000002");
    let plan = office.plan(&id);
    let changes: Vec<&str> = plan.operations[0].changes.iter().map(|change| change.path.as_str()).collect();
    assert_eq!(changes, ["consumer_key"]);
    let (n_writes, changed) = office.n_writes(|| office.apply(&plan));
    assert_eq!((n_writes, changed.run), (1, 2));
    assert_eq!(office.fake.writes()[0].method, "PATCH");
    assert!(!office.fake.writes()[0].body.contains(crate::engine::SECRET), "the secret is there already");
    office.take_back();
    assert_eq!(office.fake.objects(), first, "as it was before the change");
    office.take_back();
    assert_eq!(office.fake.objects(), fresh, "as it was before everything");
    let states: Vec<_> = office
        .desk
        .push_runs()
        .unwrap()
        .into_iter()
        .map(|run| (run.run, run.state, run.rolls_back))
        .collect();
    let done = || "done".to_owned();
    assert_eq!(states, [(4, done(), Some(1)), (3, done(), Some(2)), (2, done(), None), (1, done(), None)]);
    let problem = run(office.desk.plan_rollback(None, false)).unwrap_err();
    assert_eq!(problem.code, "rollback-nothing");
}

#[test]
fn a_mapping_that_others_use_by_now_is_not_taken_from_them_without_a_question() {
    let office = Office::new(Who::Admin);
    let [other, ours] = ["other", "wechat"].map(|slug| office.wechat(slug));
    office.push(&other);
    office.change(&ours, |draft| {
        draft.user_property_mappings =
            vec![PropertyMapping { name: "ours".to_owned(), expression: "return {}\n".to_owned() }];
    });
    office.push(&ours);
    let mapping = office.source("wechat").unwrap()["user_property_mappings"].clone();
    assert!(office.fake.change("oauth", "other", |source| {
        source.insert("user_property_mappings".to_owned(), mapping);
    }));
    let (number, plan) = run(office.desk.plan_rollback(None, false)).unwrap();
    assert_eq!((number, conflicts(&plan)), (2, vec![(ConflictKind::ChangedOnServer, "ours", "")]));
    let (_, plan) = run(office.desk.plan_rollback(None, true)).unwrap();
    assert_eq!((conflicts(&plan), plan.writes().count()), (vec![], 2));
}

#[test]
fn a_renamed_source_stays_the_same_object_and_gets_its_slug_back() {
    let office = Office::new(Who::Admin);
    let id = office.wechat("wechat");
    office.push(&id);
    let before = office.fake.objects();
    office.change(&id, |draft| draft.slug = "weixin".to_owned());
    let plan = office.plan(&id);
    assert_eq!(plan.notes.iter().map(|note| note.kind).collect::<Vec<_>>(), [NoteKind::CallbackChanges]);
    office.apply(&plan);
    assert_eq!(office.source("weixin").unwrap()["pk"], before[OAUTH][0]["pk"]);
    assert_eq!(office.source("wechat"), None);
    office.take_back();
    assert_eq!(office.fake.objects(), before);
}

#[test]
fn the_login_page_keeps_its_other_buttons_also_one_that_comes_between_plan_and_apply() {
    for who in BOTH {
        let office = Office::new(who);
        let [other, late, ours] = ["other", "late", "wechat"].map(|slug| office.wechat(slug));
        office.push(&other);
        office.push(&late);
        let pk = |slug: &str| office.source(slug).unwrap()["pk"].clone();
        let put = |sources: Value| {
            let change = |stage: &mut serde_json::Map<String, Value>| {
                stage.insert("sources".to_owned(), sources);
            };
            assert!(office.fake.change("stage", LOGIN_PAGE, change));
        };
        put(json!([pk("other")]));
        let before = office.fake.objects();
        office.change(&ours, |draft| {
            draft.user_property_mappings =
                vec![PropertyMapping { name: "ours".to_owned(), expression: "return {}\n".to_owned() }];
        });
        let plan = office.plan_with(&[&ours], Some(LOGIN_PAGE), Choices::default()).unwrap();
        assert_eq!(plan.writes().count(), 3);
        put(json!([pk("other"), pk("late")]));
        office.apply(&plan);
        assert_eq!(buttons(&office), [pk("other"), pk("late"), pk("wechat")], "{who:?}");
        let again = office.plan_with(&[&ours], Some(LOGIN_PAGE), Choices::default()).unwrap();
        assert_eq!(again.writes().count(), 0, "{who:?}");
        office.take_back();
        assert_eq!(buttons(&office), [pk("other"), pk("late")], "{who:?}");
        put(json!([pk("other")]));
        assert_eq!(office.fake.objects(), before, "{who:?}");
        // Another page does not exist.
        let missing = office.plan_with(&[&ours], Some("no-such-page"), Choices::default()).unwrap();
        assert_eq!(conflicts(&missing), [(ConflictKind::Missing, "no-such-page", "")]);
    }
}

#[test]
fn what_others_made_is_taken_over_only_when_asked() {
    let theirs = Office::new(Who::Admin);
    theirs.push(&theirs.wechat("wechat"));
    let office = Office::new(Who::Admin);
    let office = Office { fake: theirs.fake, ..office };
    office.use_server_of_fake();
    let id = office.wechat("wechat");
    office.set(&id, "consumer_key", "wx0000000000000009");
    let before = office.fake.objects();
    let plan = office.plan(&id);
    assert_eq!(conflicts(&plan), [(ConflictKind::NotOurs, "wechat", "")]);
    let (n_writes, problem) = office.n_writes(|| office.try_apply(&plan).unwrap_err());
    assert_eq!((n_writes, problem.code.as_str()), (0, "plan-conflicts"));
    let adopt = Choices { adopt: true, ..Choices::default() };
    let plan = office.plan_with(&[&id], None, adopt).unwrap();
    assert_eq!((conflicts(&plan), plan.operations[0].action), (vec![], Action::Update));
    office.apply(&plan);
    assert_eq!(office.source("wechat").unwrap()["consumer_key"], "wx0000000000000009");
    assert_eq!(office.source("wechat").unwrap()["pk"], before[OAUTH][0]["pk"]);
    office.take_back();
    assert_eq!(office.fake.objects(), before);
}

#[test]
fn what_was_changed_on_the_server_is_a_conflict_until_a_person_decides() {
    let office = Office::new(Who::Admin);
    let id = office.wechat("wechat");
    office.push(&id);
    let change = |field: &str, value: Value| {
        let change = |fields: &mut serde_json::Map<String, Value>| {
            fields.insert(field.to_owned(), value);
        };
        assert!(office.fake.change("oauth", "wechat", change));
    };
    change("name", json!("theirs"));
    change("consumer_key", json!("wx00000000000000aa"));
    office.set(&id, "consumer_key", "wx00000000000000bb");
    let plan = office.plan(&id);
    assert_eq!(
        conflicts(&plan),
        [
            (ConflictKind::ChangedOnServer, "wechat", "name"),
            (ConflictKind::ChangedOnBoth, "wechat", "consumer_key")
        ]
    );
    let both = &plan.conflicts[1];
    assert_eq!(
        (&both.last_pushed, &both.server, &both.draft),
        (&json!("wx0000000000000001"), &json!("wx00000000000000aa"), &json!("wx00000000000000bb"))
    );
    assert_eq!(office.try_apply(&plan).unwrap_err().code, "plan-conflicts");
    let drift: Vec<String> =
        run(office.desk.drift(SERVER, &[])).unwrap().into_iter().map(|row| row.path).collect();
    assert_eq!(drift, ["name", "consumer_key"]);
    let fields =
        [("wechat.name".to_owned(), Winner::Server), ("wechat.consumer_key".to_owned(), Winner::Draft)];
    let choices = Choices { fields: fields.into(), ..Choices::default() };
    let plan = office.plan_with(&[&id], None, choices).unwrap();
    assert_eq!(conflicts(&plan), []);
    office.apply(&plan);
    let source = office.source("wechat").unwrap();
    assert_eq!((&source["name"], &source["consumer_key"]), (&json!("theirs"), &json!("wx00000000000000bb")));
    // What was left to the server counts as the last state, so it is no conflict any more, but a difference.
    let all = Choices { all: Some(Winner::Draft), ..Choices::default() };
    office.apply(&office.plan_with(&[&id], None, all).unwrap());
    assert_eq!(office.source("wechat").unwrap()["name"], "微信");
}

#[test]
fn what_is_gone_from_the_server_is_made_again_only_when_asked() {
    let office = Office::new(Who::Admin);
    let id = office.wechat("wechat");
    office.push(&id);
    assert!(office.fake.delete("oauth", "wechat"));
    let plan = office.plan(&id);
    assert_eq!(conflicts(&plan), [(ConflictKind::GoneFromServer, "wechat", "")]);
    let adopt = Choices { adopt: true, ..Choices::default() };
    office.apply(&office.plan_with(&[&id], None, adopt).unwrap());
    assert!(office.source("wechat").is_some());
    assert_eq!(office.plan(&id).writes().count(), 0);
}

#[test]
fn a_secret_is_sent_when_it_changed_here_and_only_then() {
    let office = Office::new(Who::Admin);
    let id = office.wechat("wechat");
    office.push(&id);
    let stored = || office.source("wechat").unwrap()["consumer_secret"].clone();
    office.set(&id, "consumer_key", "wx0000000000000002");
    office.push(&id);
    assert!(!office.fake.writes().last().unwrap().body.contains("consumer_secret"));
    let new = "f".repeat(32);
    office.desk.set_secret(&id, "consumer_secret", Secret::new(new.clone())).unwrap();
    let plan = office.plan(&id);
    let change = &plan.operations[0].changes[0];
    assert_eq!(
        (&*change.path, &change.before, &change.after),
        ("consumer_secret", &json!({"secret": "unknown"}), &json!({"secret": "set"}))
    );
    office.apply(&plan);
    assert_eq!(stored(), new);
    assert_eq!(office.n_writes(|| office.push(&id)).0, 0, "it is not sent again");
    // Taken back, everything but the secret would come back, and that is told beforehand.
    let (_, back) = run(office.desk.plan_rollback(None, false)).unwrap();
    assert_eq!((back.writes().count(), back.notes[0].kind), (0, NoteKind::SecretNotRestored));
    let again = Choices { send_secrets: true, ..Choices::default() };
    assert_eq!(office.plan_with(&[&id], None, again).unwrap().writes().count(), 1);
    office.desk.forget_secret(&id, "consumer_secret").unwrap();
    let plan = office.plan(&id);
    assert_eq!((plan.writes().count(), plan.notes[0].kind), (0, NoteKind::SecretStays));
    let other = office.desk.create_draft("wechat", "微信", "other").unwrap().draft.id;
    office.set(&other, "consumer_key", "wx0000000000000001");
    assert_eq!(conflicts(&office.plan(&other)), [(ConflictKind::NoSecret, "other", "consumer_secret")]);
    office.desk.set_secret(&other, "consumer_secret", Secret::new(new)).unwrap();
    let unlocked = office.plan(&other);
    office.desk.lock_vault().unwrap();
    assert_eq!(office.plan_with(&[&other], None, Choices::default()).unwrap_err().code, "vault-locked");
    office.desk.lend_server_token(SERVER, Secret::new(Who::Admin.token().to_owned())).unwrap();
    assert_eq!(conflicts(&office.plan(&other)), [(ConflictKind::SecretLocked, "other", "consumer_secret")]);
    assert_eq!(office.try_apply(&unlocked).unwrap_err().code, "vault-locked", "before anything is sent");
}

#[test]
fn without_a_vault_a_secret_that_may_have_changed_is_told_and_sent_when_asked() {
    let office = Office::without_vault(Who::Admin);
    let id = office.wechat("wechat");
    office.push(&id);
    let new = "f".repeat(32);
    office.desk.set_secret(&id, "consumer_secret", Secret::new(new.clone())).unwrap();
    let plan = office.plan(&id);
    assert_eq!((plan.writes().count(), plan.notes[0].kind), (0, NoteKind::SecretNotCompared));
    let send = || Choices { send_secrets: true, ..Choices::default() };
    office.apply(&office.plan_with(&[&id], None, send()).unwrap());
    assert_eq!(office.source("wechat").unwrap()["consumer_secret"], new);
    // With a vault there is something to compare with, once it was sent with one.
    office.set_up_vault();
    office.push(&id);
    assert_eq!(office.n_writes(|| office.push(&id)).0, 0);
}

#[test]
fn a_secret_that_was_replaced_when_the_server_died_is_sent_again() {
    use desk_fake_authentik::Point;
    for who in BOTH {
        for point in [Point::BeforeCommit, Point::AfterCommit] {
            let office = Office::new(who);
            let id = office.wechat("wechat");
            office.push(&id);
            let new = "f".repeat(32);
            office.desk.set_secret(&id, "consumer_secret", Secret::new(new.clone())).unwrap();
            let plan = office.plan(&id);
            // An apply reads version, instance, sources, mappings and flows before it writes.
            office.fake.die_after(5, point);
            let broken = office.try_apply(&plan).unwrap();
            office.fake.come_back();
            assert!(broken.problem.unwrap().retryable);
            assert_eq!(office.fake.writes().last().unwrap().method, "PATCH", "it died while it was at it");
            assert_eq!(office.desk.push_runs().unwrap()[0].state, "running");
            office.apply(&plan);
            assert_eq!(office.desk.push_runs().unwrap()[0].state, "done");
            assert_eq!(office.source("wechat").unwrap()["consumer_secret"], new, "{who:?} {point:?}");
        }
    }
}
