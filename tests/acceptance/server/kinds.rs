//! Every kind of source that the catalogue has, on servers of every version: what is written is what authentik's API takes,
//! what is read back is what was written, and what is pulled is the same again.

use std::collections::BTreeSet;

use desk_authentik::{
    Action, Choices, LastPush, Plan, Pulled, Pushed, Scope, Snapshot, StepOutcome, Way, pull, verify,
};
use desk_fake_authentik::{FakeAuthentik, Who};
use desk_model::catalogue::{self, Field, FieldKind, Language};
use desk_model::{Draft, DraftId, PropertyMapping, Protocol, Version};

use crate::engine::{Noted, Wish, client, plan, push, run};

/// What a server of a version says that it is.
fn release(version: Version) -> String {
    format!("{}.1", version.name())
}

/// A text for each field of a kind that its form takes and a fresh server has.
fn sample(field: &Field, is_full: bool) -> Option<String> {
    Some(match field.kind {
        FieldKind::Secret | FieldKind::Mappings | FieldKind::Slug | FieldKind::Flow => return None,
        // What is synchronised needs property mappings, without which authentik refuses the source.
        FieldKind::Switch if field.name.starts_with("sync_") => "false".to_owned(),
        FieldKind::Switch => "true".to_owned(),
        FieldKind::Select(choices) | FieldKind::Radio(choices) => (*choices.last()?).to_owned(),
        FieldKind::Url if field.name == "oidc_well_known_url" || field.name == "oidc_jwks_url" => {
            return None;
        }
        FieldKind::Url => "https://idp.example.com/path?a=1&b=%20".to_owned(),
        FieldKind::Code(Language::Json) => return None,
        FieldKind::Code(_) => "[libdefaults]\n  a = \"b\"\n".to_owned(),
        FieldKind::List => "one, two".to_owned(),
        FieldKind::Icon => "fa://fa-key".to_owned(),
        FieldKind::Certificate => "authentik Self-signed Certificate".to_owned(),
        FieldKind::UserGroup => "authentik Admins".to_owned(),
        _ if field.name == "server_uri" => "ldaps://ldap.example.com".to_owned(),
        _ if field.name == "user_path_template" => "goauthentik.io/sources/%(slug)s".to_owned(),
        _ if field.name == "temporary_user_delete_after" => "days=1".to_owned(),
        // authentik lets no two sources have the same realm.
        _ => format!("微信: #{} {is_full}", field.name),
    })
}

/// Two drafts of each kind that a version knows: one with what authentik insists on, one with everything, whose property
/// mapping the others of its protocol have as well.
fn drafts(version: Version) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (kind, number) in catalogue::all().iter().zip(1u8..) {
        if !kind.versions.contains(version) {
            continue;
        }
        for is_full in [false, true] {
            let slug = format!("{}-{is_full}", kind.id);
            let id = DraftId::from_random([if is_full { number + 100 } else { number }; 16]);
            let mut draft = Draft::new(id, kind.id, "微信 \"x\"", &slug).unwrap();
            draft.deployment.target = version;
            for field in kind.fields_of(version).filter(|field| field.name != "name") {
                let is_sync = field.name.starts_with("sync_") && field.kind == FieldKind::Switch;
                // Without these the button leads nowhere, which the look at it afterwards says.
                let is_url = matches!(field.name, "authorization_url" | "access_token_url" | "profile_url");
                let is_empty = draft.text(field.name).is_empty();
                let is_needed = (field.required || field.required_by_api || is_url) && is_empty;
                if let Some(text) = sample(field, is_full).filter(|_| is_full || is_needed || is_sync) {
                    draft.set(field.name, &text).unwrap();
                }
            }
            if is_full {
                let shared = PropertyMapping {
                    name: format!("shared: {}", kind.protocol.id()),
                    expression: "return {\"name\": \"微信\"}\n".to_owned(),
                };
                draft.user_property_mappings = vec![shared.clone()];
                draft.group_property_mappings = vec![shared];
            }
            drafts.push(draft);
        }
    }
    drafts
}

/// What was pushed, as the next plan is told.
fn last_of(pushed: Pushed) -> LastPush {
    LastPush { objects: pushed.there }
}

async fn snapshot_of_all(fake: &FakeAuthentik, who: Who) -> Snapshot {
    let protocols = Protocol::ALL.into_iter().collect();
    let scope = Scope { protocols, login_pages: false, certificates: true, groups: true };
    Snapshot::read(&client(fake, who), &scope).await.unwrap()
}

async fn pulled(fake: &FakeAuthentik, version: Version) -> (Snapshot, Pulled) {
    let snapshot = snapshot_of_all(fake, Who::Admin).await;
    let mut number = 0u128;
    let new_id = || {
        number += 1;
        DraftId::from_random(number.to_be_bytes())
    };
    let found = pull(&snapshot, client(fake, Who::Admin).address(), version, &[], new_id);
    assert_eq!(found.unknown, Vec::<String>::new());
    (snapshot, found)
}

fn is_nothing(plan: &Plan, place: &str) {
    assert!(plan.conflicts.is_empty(), "{place}: {:?}", plan.conflicts);
    let changed: Vec<_> = plan.writes().map(|operation| (operation.key(), &operation.changes)).collect();
    assert!(changed.is_empty(), "{place}: {changed:?}");
    assert_eq!(plan.way, Way::Nothing);
}

#[test]
fn every_kind_is_pushed_to_every_version_read_back_and_pulled_again() {
    for version in Version::ALL {
        for who in [Who::Delegate, Who::Admin] {
            run(there_and_back(version, who));
        }
    }
}

async fn there_and_back(version: Version, who: Who) {
    let place = format!("{} {who:?}", version.name());
    let fake = FakeAuthentik::start();
    fake.set_version(&release(version));
    let client = client(&fake, who);
    let (drafts, nothing) = (drafts(version), LastPush::default());
    assert!(drafts.len() >= 40);
    let wish = Wish { version, ..Wish::of(&drafts, &nothing) };
    let first = plan(&client, &wish).await;
    assert!(first.conflicts.is_empty(), "{place}: {:?}", first.conflicts);
    assert_eq!(first.way, if who == Who::Admin { Way::Import } else { Way::Requests });
    let before = fake.objects();
    fake.forget_requests();
    assert_eq!(fake.n_imported(), 0);
    let applied = push(&client, &first, &Noted::default(), false).await;
    assert_eq!(applied.error, None, "{place}: {:?}", failed(&applied.outcomes));
    assert_eq!(fake.invalid_writes_for(version.name()), Vec::<String>::new(), "{place}");
    let n_imported = if who == Who::Admin { first.writes().count() } else { 0 };
    assert_eq!(fake.n_imported(), n_imported, "{place}: each entry was looked at");
    assert_eq!(
        Plan::read(&first.to_text()).as_ref(),
        Ok(&first),
        "{place}: a plan that is written reads back"
    );
    // How they would look to a person: each check of each source.
    let after = snapshot_of_all(&fake, who).await;
    let wrong: Vec<_> = verify(&first, &after, &client)
        .await
        .into_iter()
        // Kinds that log nobody in by themselves have no flows, and made-up addresses of providers lead where they lead.
        .filter(|check| !check.ok)
        .collect();
    assert!(wrong.is_empty(), "{place}: {wrong:?}");
    let last = last_of(first.pushed(&after, &nothing, &Default::default()));
    let wish = Wish { last: &last, ..wish };
    is_nothing(&plan(&client, &wish).await, &place);
    fake.forget_requests();
    let again = plan(&client, &wish).await;
    assert_eq!(push(&client, &again, &Noted::default(), false).await.error, None);
    assert_eq!(fake.writes(), [], "{place}: nothing to do, nothing sent");
    // And back.
    let (_, found) = pulled(&fake, version).await;
    let slugs: BTreeSet<&str> = found.sources.iter().map(|source| source.draft.slug.as_str()).collect();
    assert_eq!(slugs, drafts.iter().map(|draft| draft.slug.as_str()).collect(), "{place}");
    let theirs: Vec<Draft> = found.sources.iter().map(|source| source.draft.clone()).collect();
    let choices = Choices { adopt: true, ..Choices::default() };
    let wish = Wish { version, choices, has_secrets: false, ..Wish::of(&theirs, &nothing) };
    is_nothing(&plan(&client, &wish).await, &format!("{place}: what was pulled"));
    let (_, twice) = pulled(&fake, version).await;
    assert_eq!(found.sources.len(), twice.sources.len(), "{place}");
    for (one, other) in found.sources.iter().zip(&twice.sources) {
        assert_eq!((&one.draft, &one.missing_secrets), (&other.draft, &other.missing_secrets), "{place}");
    }
    // To another server, with the secrets entered.
    let other = FakeAuthentik::start();
    other.set_version(&release(version));
    let other_client = crate::engine::client(&other, who);
    let wish = Wish { version, ..Wish::of(&theirs, &nothing) };
    let clone = plan(&other_client, &wish).await;
    assert!(clone.conflicts.is_empty(), "{place}: {:?}", clone.conflicts);
    assert!(clone.operations.iter().all(|operation| operation.action == Action::Create), "{place}");
    assert_eq!(push(&other_client, &clone, &Noted::default(), false).await.error, None, "{place}");
    let (_, there) = pulled(&other, version).await;
    let now = snapshot_of_all(&fake, who).await;
    let back = first.back("back".to_owned(), 0, who == Who::Admin, &now, None, &|_| true);
    assert!(back.conflicts.is_empty(), "{place}: {:?}", back.conflicts);
    assert_eq!(push(&client, &back, &Noted::default(), false).await.error, None, "{place}");
    assert_eq!(fake.objects(), before, "{place}: taken back");
    assert_eq!(found.sources.len(), there.sources.len(), "{place}");
    for (one, other) in found.sources.iter().zip(&there.sources) {
        let mut other = other.draft.clone();
        other.id = one.draft.id.clone();
        other.deployment.authentik_host.clone_from(&one.draft.deployment.authentik_host);
        assert_eq!(one.draft, other, "{place}");
    }
}

fn failed(outcomes: &std::collections::BTreeMap<String, StepOutcome>) -> Vec<&String> {
    outcomes.iter().filter(|(_, outcome)| **outcome == StepOutcome::Refused).map(|(entry, _)| entry).collect()
}
