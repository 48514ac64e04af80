//! Predictions that look into a server's users.

use desk_app::{LabEngine, LabRequest};
use desk_fake_authentik::Who;
use serde_json::{Value, json};

use crate::desk::{Office, SERVER};
use crate::engine::run;

fn users(n: u64) -> Vec<Value> {
    let user = |pk: u64| {
        json!({
            "pk": pk, "username": format!("user{pk}"), "email": format!("user{pk}@example.com"), "name": "",
            "path": "users", "is_active": true, "attributes": {}, "groups": [],
        })
    };
    (1..=n).map(user).collect()
}

#[test]
fn a_servers_users_are_read_page_by_page_and_its_connections_are_those_of_the_source() {
    let office = Office::new(Who::Admin);
    let draft = office.desk.create_draft("wechat", "WeChat", "wechat").unwrap().draft.id;
    let connection = |user: u64, slug: &str, identifier: &str| {
        json!({
            "pk": user, "user": user, "source": "0c3c3cbb-5a5f-4c0e-9b1c-1f1d2a3b4c5d",
            "source_obj": {"slug": slug}, "identifier": identifier,
        })
    };
    let connections = vec![connection(7, "wechat", "u7"), connection(8, "github", "u8")];
    office.fake.set_people(users(250), connections, Vec::new());
    let read = run(office.desk.lab_pull_directory(SERVER, &draft)).unwrap();
    assert_eq!((read.origin.as_str(), read.users, read.connections), (SERVER, 250, Some(1)));
    let predicted = |unionid: &str| {
        let request = LabRequest {
            draft: draft.clone(),
            info: json!({"openid": "o", "unionid": unionid}).to_string(),
            context: String::new(),
            mappings: None,
            engine: LabEngine::Inside,
        };
        let prediction = office.desk.lab_run(&request).unwrap().prediction.unwrap();
        (prediction.action, prediction.before.and_then(|user| user.pk))
    };
    assert_eq!(predicted("u7"), ("auth".to_owned(), Some(7)));
    assert_eq!(predicted("u8"), ("enroll".to_owned(), None));
    // Another source's connections were not asked for, so the same users would say too much there.
    let other = office.desk.create_draft("github", "GitHub", "github").unwrap().draft.id;
    assert_eq!(office.desk.lab_offers(&other).unwrap().directory, None);
    assert!(office.desk.lab_offers(&draft).unwrap().directory.is_some());
    let written = office.fake.requests().into_iter().filter(|request| request.method != "GET").count();
    assert_eq!(written, 0, "nothing is changed");
}

#[test]
fn a_token_that_may_not_see_users_is_told_so() {
    let office = Office::new(Who::Plain);
    let draft = office.desk.create_draft("wechat", "WeChat", "wechat").unwrap().draft.id;
    let problem = run(office.desk.lab_pull_directory(SERVER, &draft)).unwrap_err();
    assert_eq!(problem.code, "server-not-permitted", "{problem:?}");
}
