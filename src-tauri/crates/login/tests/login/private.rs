//! A login at a real provider whose hosts are in a private network: nobody is sent to log in for nothing.

use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use desk_login::{
    Back, Event, Outcome, ProviderEndpoints, ProviderSetup, RealSurroundings, Source, StepName, Transcript,
    landings, test_login,
};
use desk_model::{Draft, DraftId, Secret};
use desk_network::{
    Limits, OutwardClient, PrivateHosts, ProxySettings, Resolver, Surroundings, TrustedCertificates,
};
use tokio_util::sync::CancellationToken;

use crate::support::{NOW, elapsed, random};

/// Tests a login at a provider whose names lead to the address that is their first label, and cancels it as soon as there
/// is a page to open. Returns whether there was one.
async fn test(token_host: &str, profile_host: &str, private_hosts: PrivateHosts) -> (Transcript, bool) {
    let resolver: Resolver = Arc::new(|host| {
        Box::pin(async move {
            let label = host.split('.').next().unwrap_or_default().replace('-', ".");
            Ok(vec![label.parse::<IpAddr>().unwrap()])
        })
    });
    let client = OutwardClient::new(
        Surroundings {
            proxies: ProxySettings::default(),
            trusted: TrustedCertificates::system(Vec::new()),
            private_hosts,
            resolver,
            now: Arc::new(|| NOW),
            elapsed: elapsed(),
        },
        Limits { connect: Duration::from_secs(20), total: Duration::from_secs(20), most_bytes: 1024 * 1024 },
    );
    let mut draft = Draft::new(DraftId("1".to_owned()), "openidconnect", "Keycloak", "keycloak").unwrap();
    draft.set("consumer_key", "client-1").unwrap();
    let provider = draft.kind().and_then(|kind| kind.provider).unwrap();
    let endpoints = ProviderEndpoints {
        authorization: "https://198-51-100-7.test/authorize".to_owned(),
        token: format!("https://{token_host}/token?client=canary"),
        profile: Some(format!("https://{profile_host}/userinfo")),
        groups: None,
        discovery: None,
        jwks: None,
    };
    let callback = "https://auth.example.com/source/oauth/callback/keycloak/".to_owned();
    let secret = Secret::new("c0ffee00".to_owned());
    let setup = ProviderSetup::new(provider, &draft, &secret, callback, endpoints);
    let (_landings, landed) = landings();
    let (cancel, opened) = (CancellationToken::new(), Mutex::new(false));
    let surroundings = RealSurroundings {
        back: Back::Pasted(landed),
        random: random(3),
        elapsed: elapsed(),
        clock: Arc::new(|| NOW),
        events: |event: Event| {
            if matches!(event, Event::Page { .. }) {
                *opened.lock().unwrap() = true;
                cancel.cancel();
            }
        },
        cancel: cancel.clone(),
    };
    let transcript = test_login(Source::Provider(Box::new(setup)), client, surroundings).await;
    (transcript, opened.into_inner().unwrap())
}

#[tokio::test]
async fn nobody_logs_in_where_the_login_would_end_at_a_private_address() {
    let public = "198-51-100-7.test";
    for (token, profile, code, detail) in [
        ("10-0-0-1.test", public, "address-private", "10-0-0-1.test → 10.0.0.1"),
        (public, "127-0-0-1.test", "address-private", "127-0-0-1.test → 127.0.0.1"),
        ("[fd00::1]", public, "address-private", "[fd00::1] → fd00::1"),
        (public, "169-254-169-254.test", "address-link-local", "169-254-169-254.test → 169.254.169.254"),
        ("100.100.100.200", public, "address-metadata", "100.100.100.200 → 100.100.100.200"),
    ] {
        let (transcript, opened) = test(token, profile, PrivateHosts::These(Vec::new())).await;
        assert!(!opened, "{token} {profile}");
        assert_eq!(transcript.outcome, Outcome::Failed);
        let problem = transcript.problem.unwrap();
        assert_eq!((problem.code.as_str(), problem.step), (code, StepName::Authorize));
        assert_eq!(problem.detail.as_deref(), Some(detail));
    }
}

#[tokio::test]
async fn where_the_person_allowed_the_host_or_it_is_public_the_login_begins() {
    let public = "198-51-100-7.test";
    let allowed = || PrivateHosts::These(vec!["10-0-0-1.test".to_owned()]);
    for (token, profile, private_hosts) in [
        (public, public, PrivateHosts::These(Vec::new())),
        ("10-0-0-1.test", public, allowed()),
        ("10-0-0-1.test", "10-0-0-1.test", allowed()),
        ("10-0-0-1.test", "[::1]", PrivateHosts::All),
    ] {
        let (transcript, opened) = test(token, profile, private_hosts).await;
        assert!(opened, "{token} {profile}");
        assert_eq!(transcript.outcome, Outcome::Cancelled);
    }
    let (transcript, opened) = test("10-0-0-1.test", "10-0-0-2.test", allowed()).await;
    assert!(!opened);
    assert_eq!(transcript.problem.unwrap().detail.as_deref(), Some("10-0-0-2.test → 10.0.0.2"));
}
