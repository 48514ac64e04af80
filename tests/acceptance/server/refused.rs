//! What a server says when it refuses, and that no secret is in what is told, kept or written down.

use desk_app::{Choices, DraftId, Plan, Secret};
use desk_fake_authentik::{Fault, Who};
use serde_json::json;

use crate::desk::Office;

/// A secret that must not be found anywhere.
const CANARY: &str = "canary-d15ea5ec0ffee0ddba11ad0be5eaf";

/// A plan for a WeChat draft whose secret is the canary, and an LDAP draft that authentik refuses, as nobody can know here:
/// the server has one already that synchronises passwords.
fn refused(office: &Office, with_mapping: bool) -> Plan {
    office.push(&ldap(office, "first"));
    let wechat = office.wechat("wechat");
    office.desk.set_secret(&wechat, "consumer_secret", Secret::new(CANARY.to_owned())).unwrap();
    let ldap = ldap(office, "second");
    if with_mapping {
        office.change(&ldap, |draft| {
            draft.user_property_mappings = vec![desk_model::PropertyMapping {
                name: "mail".to_owned(),
                expression: "return {}\n".to_owned(),
            }];
        });
    }
    office.plan_with(&[&wechat, &ldap], None, Choices::default()).unwrap()
}

fn ldap(office: &Office, slug: &str) -> DraftId {
    let id = office.desk.create_draft("ldap", "LDAP", slug).unwrap().draft.id;
    for (field, text) in [
        ("server_uri", "ldaps://ldap.example.com"),
        ("base_dn", "dc=example,dc=com"),
        ("sync_users", "false"),
        ("sync_groups", "false"),
        ("sync_users_password", "true"),
    ] {
        office.set(&id, field, text);
    }
    office.desk.set_secret(&id, "bind_password", Secret::new(CANARY.to_owned())).unwrap();
    id
}

/// Looks for secrets in every file of a folder that has a database in it.
pub(crate) fn is_clean_folder(folder: &std::path::Path, secrets: &[&str]) {
    fn walk(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut files = Vec::new();
    walk(folder, &mut files);
    assert!(files.iter().any(|file| file.extension().is_some_and(|end| end == "sqlite3")), "{files:?}");
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        for secret in secrets {
            let is_in = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!is_in, "{secret} is in {}", file.display());
        }
    }
}

/// Looks for the canary in every file of the data folder, and in texts.
fn is_clean(office: &Office, texts: &[String]) {
    let secrets = [CANARY, Who::Admin.token(), Who::Delegate.token(), crate::engine::SECRET];
    is_clean_folder(office.home.path(), &secrets);
    for text in texts {
        for secret in [CANARY, Who::Admin.token(), Who::Delegate.token()] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}

fn everything_told(office: &Office, plan: &Plan, view: &desk_app::AppliedView) -> Vec<String> {
    vec![
        plan.to_text(),
        serde_json::to_string(view).unwrap(),
        serde_json::to_string(&office.desk.push_runs().unwrap()).unwrap(),
    ]
}

#[test]
fn a_refused_blueprint_is_told_with_its_reasons_and_changes_nothing() {
    let office = Office::new(Who::Admin);
    let plan = refused(&office, false);
    let before = office.fake.objects();
    let view = office.try_apply(&plan).unwrap();
    let problem = view.problem.clone().unwrap();
    assert_eq!(problem.code, "push-refused");
    let detail = problem.detail.unwrap();
    assert!(detail.contains("Only a single LDAP Source"), "{detail}");
    assert_eq!((view.applied, office.fake.objects()), (0, before));
    assert_eq!(office.desk.push_runs().unwrap()[0].state, "failed");
    is_clean(&office, &everything_told(&office, &plan, &view));
}

#[test]
fn a_server_that_crashed_on_a_blueprint_is_asked_for_the_reason() {
    let office = Office::new(Who::Admin);
    let plan = refused(&office, true);
    let before = office.fake.objects();
    let view = office.try_apply(&plan).unwrap();
    let problem = view.problem.clone().unwrap();
    assert_eq!(problem.code, "push-crashed");
    let detail = problem.detail.unwrap();
    assert!(detail.contains("Only a single LDAP Source"), "{detail}");
    assert_eq!(office.fake.objects(), before, "the dry run changes nothing either");
    is_clean(&office, &everything_told(&office, &plan, &view));
}

#[test]
fn a_server_that_repeats_what_it_was_sent_is_not_quoted_with_secrets() {
    for who in [Who::Admin, Who::Delegate] {
        let office = Office::new(who);
        let plan = refused(&office, false);
        office.fake.forget_requests();
        let _ = office.try_apply(&plan).unwrap();
        let n_reads = office.fake.requests().iter().take_while(|request| !request.is_write()).count();
        let office = Office::new(who);
        let plan = refused(&office, false);
        let mut script = vec![Fault::Pass; n_reads];
        script.push(Fault::Answer {
            status: 400,
            headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            body: json!({"bind_password": [format!("{CANARY} is too easy")], CANARY: ["what"]}).to_string(),
        });
        office.fake.script(script);
        let view = office.try_apply(&plan).unwrap();
        let problem = view.problem.clone().unwrap();
        assert_eq!(problem.code, "server-refused");
        assert!(problem.detail.unwrap().contains("… is too easy"));
        is_clean(&office, &everything_told(&office, &plan, &view));
    }
}

#[test]
fn an_answer_without_a_verdict_is_looked_into() {
    let office = Office::new(Who::Admin);
    let (one, two) = (office.wechat("one"), office.wechat("two"));
    let plan = office.plan_with(&[&one, &two], None, Choices::default()).unwrap();
    let answer = |body: &str| Fault::Answer {
        status: 200,
        headers: vec![("content-type".to_owned(), "application/json".to_owned())],
        body: body.to_owned(),
    };
    // Five reads, then an answer to the import that says nothing, then one that is no JSON.
    let mut script = vec![Fault::Pass; 5];
    script.push(answer("{}"));
    script.extend(vec![Fault::Pass; 5]);
    script.push(answer("<html>"));
    office.fake.script(script);
    office.apply(&plan);
    assert!(office.source("one").is_some() && office.source("two").is_some());
}

#[test]
fn a_secret_that_a_server_shows_is_in_no_plan() {
    let office = Office::new(Who::Admin);
    let id = office.desk.create_draft("plex", "Plex", "plex").unwrap().draft.id;
    office.set(&id, "client_id", "made-up");
    office.desk.set_secret(&id, "plex_token", Secret::new(CANARY.to_owned())).unwrap();
    let view = office.push(&id);
    office.set(&id, "allow_friends", "false");
    let plan = office.plan(&id);
    assert!(plan.operations[0].before.is_some());
    is_clean(&office, &everything_told(&office, &plan, &view));
    let view = office.apply(&plan);
    is_clean(&office, &everything_told(&office, &plan, &view));
    let view = office.take_back();
    let (_, back) = crate::engine::run(office.desk.plan_rollback(Some(1), false)).unwrap();
    is_clean(&office, &everything_told(&office, &back, &view));
}

#[test]
fn a_secret_of_several_lines_is_not_quoted_in_part_either() {
    let lines = ["-----BEGIN", CANARY, "second-c0ffee-line", "-----END"];
    let secret = lines.join("\n");
    let pushed = |office: &Office, script: Vec<Fault>| {
        let id = office.wechat("wechat");
        office.desk.set_secret(&id, "consumer_secret", Secret::new(secret.clone())).unwrap();
        let plan = office.plan(&id);
        office.fake.forget_requests();
        office.fake.script(script);
        let view = office.try_apply(&plan).unwrap();
        (plan, view)
    };
    let office = Office::new(Who::Admin);
    pushed(&office, Vec::new());
    let n_reads = office.fake.requests().iter().take_while(|request| !request.is_write()).count();
    let mut script = vec![Fault::Pass; n_reads];
    script.push(Fault::Answer {
        status: 400,
        headers: vec![("content-type".to_owned(), "application/json".to_owned())],
        body: json!({"consumer_secret": [format!("{secret} is no key"), secret.replace('\n', "\r\n")]})
            .to_string(),
    });
    let office = Office::new(Who::Admin);
    let (plan, view) = pushed(&office, script);
    assert_eq!(view.problem.clone().unwrap().code, "server-refused");
    let texts = everything_told(&office, &plan, &view);
    is_clean_folder(office.home.path(), &lines[1..3]);
    for text in texts {
        assert!(lines[1..3].iter().all(|line| !text.contains(line)), "{text}");
    }
}
