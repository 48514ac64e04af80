//! What is kept of a server: its profile, its token, and that neither is lost or left behind.

use std::sync::Arc;

use desk_app::{Secret, ServerChange};
use desk_fake_authentik::Who;
use desk_store::{Options, Store};

use crate::desk::{Office, SERVER};
use crate::engine::run;

/// Writes a profile as a newer program may.
fn write_newer_profile(office: &Office) {
    let home = office.home.path().join("data");
    let options = Options { home, now: Arc::new(|| 0), machine: "other".to_owned() };
    let mut store = Store::open(options).unwrap();
    store.change_server(SERVER, r#"{"schema": 99, "url": "https://auth.example.com"}"#, false).unwrap();
}

#[test]
fn a_token_from_before_the_vault_is_sealed_with_it() {
    let mut office = Office::without_vault(Who::Admin);
    run(office.desk.check_server(SERVER)).unwrap();
    office.set_up_vault();
    office.restart();
    run(office.desk.check_server(SERVER)).unwrap();
    office.desk.lock_vault().unwrap();
    assert_eq!(run(office.desk.check_server(SERVER)).unwrap_err().code, "vault-locked");
}

#[test]
fn a_borrowed_token_is_used_and_never_kept() {
    let mut office = Office::new(Who::Delegate);
    office.desk.lend_server_token(SERVER, Secret::new(Who::Admin.token().to_owned())).unwrap();
    assert!(run(office.desk.check_server(SERVER)).unwrap().is_superuser);
    office.restart();
    assert!(!run(office.desk.check_server(SERVER)).unwrap().is_superuser, "its own is as it was");
}

#[test]
fn another_address_that_is_refused_costs_nothing() {
    let office = Office::new(Who::Admin);
    for (url, ca) in [("http://auth.example.com", None), ("https://auth.example.com", Some("no certificate"))]
    {
        let change = ServerChange {
            url: Some(url.to_owned()),
            ca: ca.map(str::to_owned),
            token: Some(Secret::new("other".to_owned())),
            ..ServerChange::default()
        };
        office.desk.change_server(SERVER, &change).unwrap_err();
        run(office.desk.check_server(SERVER)).unwrap();
    }
    // With the vault locked the new token has nowhere to go, so the old address stays.
    office.desk.lock_vault().unwrap();
    let change = ServerChange {
        url: Some("https://auth.example.com".to_owned()),
        token: Some(Secret::new("other".to_owned())),
        ..ServerChange::default()
    };
    assert_eq!(office.desk.change_server(SERVER, &change).unwrap_err().code, "vault-locked");
    office.desk.open_vault(None).unwrap();
    run(office.desk.check_server(SERVER)).unwrap();
}

#[test]
fn a_profile_of_a_newer_program_stands_in_nobodys_way_and_can_be_removed() {
    let office = Office::new(Who::Admin);
    office.add("other", "https://other.example.com", Who::Admin);
    write_newer_profile(&office);
    let names: Vec<String> =
        office.desk.list_servers().unwrap().into_iter().map(|server| server.name).collect();
    assert_eq!(names, ["other"]);
    assert_eq!(office.desk.show_server(SERVER).unwrap_err().code, "server-profile-unreadable");
    office.desk.remove_server(SERVER).unwrap();
    // Under the old address there is no token left that a new profile would find.
    let new = desk_app::NewServer {
        name: SERVER.to_owned(),
        url: office.fake.url().to_owned(),
        production: false,
        colour: desk_app::ServerColour::Grey,
        ca: String::new(),
        pin: String::new(),
        token: None,
    };
    assert!(!office.desk.add_server(&new).unwrap().has_token);
    assert!(office.desk.show_server("other").unwrap().has_token);
}
