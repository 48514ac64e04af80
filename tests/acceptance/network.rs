//! The check of the network from outside: it starts only when it is told to, and stops when it is told to.
#![cfg(test)]

use std::sync::Arc;

use desk_app::{Desk, DraftId, Locale};
use desk_test_support::TestHost;
use tempfile::TempDir;
use tokio::net::TcpListener;

/// A desk with a draft whose hosts are all at one port of this computer.
fn desk(folder: &TempDir, port: u16) -> (Arc<Desk>, DraftId) {
    let host = TestHost::new(folder.path().join("data"), Locale::En).opening_from(folder.path().to_owned());
    let desk = Arc::new(Desk::new(Arc::new(host)));
    let view = desk.create_draft("openidconnect", "Keycloak", "keycloak").unwrap();
    let mut draft = view.draft;
    for field in ["authorization_url", "access_token_url", "profile_url"] {
        draft.set(field, &format!("https://127.0.0.1:{port}/{field}")).unwrap();
    }
    desk.save_draft(&draft, view.revision).unwrap();
    desk.set_private_hosts(&["127.0.0.1".to_owned()]).unwrap();
    (desk, draft.id)
}

#[tokio::test]
async fn a_check_contacts_the_hosts_when_it_is_started_and_ends_when_it_is_stopped() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let folder = TempDir::new().unwrap();
    let (desk, id) = desk(&folder, listener.local_addr().unwrap().port());
    let needs = desk.network_needs(&id).unwrap();
    assert_eq!((needs.hosts.len(), needs.unknown.len()), (1, 0));
    let checking = tokio::spawn({
        let (desk, id) = (Arc::clone(&desk), id.clone());
        async move { desk.check_network(&id).await }
    });
    // Whoever connects is never answered, so only stopping ends it.
    let held = listener.accept().await.unwrap();
    desk.stop_network_check();
    let view = checking.await.unwrap().unwrap();
    assert_eq!((view.cancelled, view.reachable, view.hosts.len()), (true, false, 0));
    drop(held);
}

#[tokio::test]
async fn a_host_on_this_computer_is_refused_until_it_is_allowed_and_the_draft_carries_no_allowance() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let folder = TempDir::new().unwrap();
    let (desk, id) = desk(&folder, listener.local_addr().unwrap().port());
    assert_eq!(desk.set_private_hosts(&[]).unwrap().private_hosts, [] as [String; 0]);
    let refused = desk.check_network(&id).await.unwrap();
    let code =
        refused.hosts.first().and_then(|host| host.problem.as_ref()).map(|problem| problem.code.as_str());
    assert_eq!((code, refused.reachable), (Some("address-private"), false));
    // A metadata service is allowed by nobody.
    desk.set_private_hosts(&["127.0.0.1".to_owned(), "169.254.169.254".to_owned()]).unwrap();
    let again = Desk::new(Arc::new(TestHost::new(folder.path().join("data"), Locale::En)));
    assert_eq!(again.network_settings().private_hosts, ["127.0.0.1", "169.254.169.254"]);
    let mut draft = desk.show_draft(&id).unwrap().draft;
    let text = serde_json::to_string(&draft).unwrap();
    assert!(!text.contains("169.254") && !text.contains("private_hosts"));
    draft.set("profile_url", "https://169.254.169.254/latest/meta-data").unwrap();
    draft.set("authorization_url", "https://idp.invalid/").unwrap();
    draft.set("access_token_url", "https://2852039166/").unwrap();
    let cancel = tokio_util::sync::CancellationToken::new();
    let view = again.check_network_of(&draft, &again.network_settings(), &cancel, &|_| {}).await.unwrap();
    let codes: Vec<_> = view
        .hosts
        .iter()
        .map(|host| host.problem.as_ref().map_or("", |problem| problem.code.as_str()))
        .collect();
    assert_eq!(codes.get(1..), Some(&["address-link-local"][..]), "{codes:?}");
    assert_eq!(desk.set_private_hosts(&["*".to_owned()]).unwrap_err().code, "network-host-invalid");
}

#[tokio::test]
async fn a_second_check_ends_the_first() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let folder = TempDir::new().unwrap();
    let (desk, id) = desk(&folder, listener.local_addr().unwrap().port());
    let check = || {
        let (desk, id) = (Arc::clone(&desk), id.clone());
        tokio::spawn(async move { desk.check_network(&id).await })
    };
    let first = check();
    let held = listener.accept().await.unwrap();
    let second = check();
    assert!(first.await.unwrap().unwrap().cancelled);
    let other = listener.accept().await.unwrap();
    // Both connections are cut off: for the second that is a problem to tell, and no cancel.
    drop((held, other));
    let view = second.await.unwrap().unwrap();
    assert_eq!((view.cancelled, view.reachable, view.hosts.len()), (false, false, 1));
}

#[tokio::test]
async fn settings_outlive_the_program_and_a_file_that_went_away_stops_the_check_before_it_contacts_anybody() {
    let folder = TempDir::new().unwrap();
    let (desk, id) = desk(&folder, 1);
    assert_eq!(
        desk.set_proxy(Some("http://li:canary@proxy.invalid".to_owned())).unwrap_err().code,
        "network-proxy-password"
    );
    desk.set_proxy(Some("http://proxy.invalid:3128".to_owned())).unwrap();
    let settings = std::fs::read_to_string(folder.path().join("data/settings.json")).unwrap();
    assert!(settings.contains("proxy.invalid:3128") && !settings.contains("canary"));
    let again = Desk::new(Arc::new(TestHost::new(folder.path().join("data"), Locale::En)));
    let mut kept = again.network_settings();
    assert_eq!(kept.proxy.as_deref(), Some("http://proxy.invalid:3128"));
    // No file is chosen where there is none to choose.
    assert_eq!(desk.choose_ca_file().unwrap(), kept);
    kept.ca_file = Some(folder.path().join("gone.pem").display().to_string());
    assert_eq!(desk.set_network_settings(kept.clone()).unwrap_err().code, "network-ca-not-read");
    let draft = desk.show_draft(&id).unwrap().draft;
    let cancel = tokio_util::sync::CancellationToken::new();
    let refused = desk.check_network_of(&draft, &kept, &cancel, &|_| {}).await;
    assert_eq!(refused.unwrap_err().code, "network-ca-not-read");
    assert_eq!(desk.set_proxy(None).unwrap().proxy, None);
}
