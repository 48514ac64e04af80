//! A pinned certificate: it and nobody else is believed, and only on its days and for its hosts.

use super::servers::{Authority, GOOD, Manner, self_signed_known, serve};
use super::*;

const NAMES: &[&str] = &["idp.test", "127.0.0.1"];
const VALID: (i32, i32) = (2026, 2027);
const OTHER: Fingerprint = Fingerprint::from_bytes([7; 32]);

/// A client that has pinned a certificate and believes an authority.
fn pinning(fingerprint: Fingerprint, own_pem: &str, proxy: Option<&str>) -> OutwardClient {
    let mut surroundings = surroundings(own_pem, proxy);
    surroundings.trusted = surroundings.trusted.and_pin(fingerprint);
    OutwardClient::new(surroundings, Limits::default())
}

#[tokio::test]
async fn a_pinned_certificate_is_believed_whoever_signed_it() {
    let known = Authority::new("Example Root");
    for (acceptor, fingerprint) in [
        self_signed_known(NAMES, VALID, false),
        self_signed_known(NAMES, VALID, true),
        Authority::new("Stranger Root").sign_known(NAMES, VALID),
        known.sign_known(NAMES, VALID),
    ] {
        let port = serve(Manner::Tls(acceptor, GOOD)).await;
        let client = pinning(fingerprint, &known.pem(), None);
        let host = check_one(&client, &format!("https://idp.test:{port}/")).await;
        assert_eq!((code(&host), host.status), ("", Some(404)));
        let certificate = host.certificate.unwrap();
        assert_eq!((certificate.trusted_by, certificate.fingerprint), (TrustedBy::Pin, fingerprint));
        assert_eq!(
            code(&check_one(&client, &format!("https://127.0.0.1:{port}/")).await),
            "",
            "by its address"
        );
    }
}

#[tokio::test]
async fn any_other_certificate_is_refused_whoever_trusts_it_and_nothing_is_sent() {
    let known = Authority::new("Example Root");
    let mut by_system = surroundings("", None);
    by_system.trusted = TrustedCertificates::system(vec![known.der()]).and_pin(OTHER);
    for (acceptor, fingerprint, client) in [
        self_signed_known(NAMES, VALID, false),
        self_signed_known(NAMES, VALID, true),
        known.sign_known(NAMES, VALID),
        // What is wrong besides is of no interest before it is known whose it is.
        known.sign_known(&["other.test"], (2020, 2021)),
    ]
    .map(|(acceptor, fingerprint)| (acceptor, fingerprint, pinning(OTHER, &known.pem(), None)))
    .into_iter()
    .chain([known.sign_known(NAMES, VALID)].map(|(acceptor, fingerprint)| {
        (acceptor, fingerprint, OutwardClient::new(by_system.clone(), Limits::default()))
    })) {
        let port = serve(Manner::Tls(acceptor, GOOD)).await;
        let url = format!("https://idp.test:{port}/");
        let host = check_one(&client, &url).await;
        assert_eq!((code(&host), host.status), ("certificate-not-pinned", None));
        assert_eq!(host.problem.unwrap().stage, Some(Stage::Tls));
        let certificate = host.certificate.unwrap();
        assert_eq!((certificate.trusted_by, certificate.fingerprint), (TrustedBy::Nobody, fingerprint));
        let request = desk_network::Outgoing { method: "GET", url: &url, headers: &[], body: &[] };
        let exchange = client.send(&request).await;
        assert_eq!(exchange.answer.err(), Some(NetworkError::NotPinned { pinned: OTHER }));
        assert_eq!(exchange.trace.certificate.unwrap().fingerprint, fingerprint);
    }
}

#[tokio::test]
async fn the_days_and_the_names_of_a_pinned_certificate_are_judged() {
    for ((acceptor, fingerprint), expected) in [
        (self_signed_known(NAMES, (2024, 2025), false), "certificate-expired"),
        (self_signed_known(NAMES, (2024, 2025), true), "certificate-expired"),
        (self_signed_known(NAMES, (2030, 2031), false), "certificate-not-yet-valid"),
        (self_signed_known(&["other.test"], VALID, false), "certificate-wrong-host"),
        (self_signed_known(&["other.test"], VALID, true), "certificate-wrong-host"),
        (self_signed_known(&["*.idp.test"], VALID, true), "certificate-wrong-host"),
        // authentik's own fallback certificate is for every host, but not for ever.
        (self_signed_known(&["*"], VALID, false), ""),
        (self_signed_known(&["*"], (2024, 2025), false), "certificate-expired"),
    ] {
        let port = serve(Manner::Tls(acceptor, GOOD)).await;
        let host = check_one(&pinning(fingerprint, "", None), &format!("https://idp.test:{port}/")).await;
        assert_eq!(code(&host), expected);
        let trusted_by = if expected.is_empty() { TrustedBy::Pin } else { TrustedBy::Nobody };
        assert_eq!(host.certificate.unwrap().trusted_by, trusted_by, "{expected}");
    }
}

#[tokio::test]
async fn without_a_pin_a_certificate_for_every_host_is_for_none() {
    let authority = Authority::new("Example Root");
    let port = serve(Manner::Tls(authority.sign(&["*"], VALID), GOOD)).await;
    let host = check_one(&client(&authority.pem(), None), &format!("https://idp.test:{port}/")).await;
    assert!(["certificate-wrong-host", "certificate-unusable"].contains(&code(&host)), "{}", code(&host));
}

#[tokio::test]
async fn a_proxy_has_a_certificate_of_its_own_which_the_pin_is_not_about() {
    let authority = Authority::new("Example Root");
    let (acceptor, fingerprint) = self_signed_known(NAMES, VALID, false);
    let port = serve(Manner::Tls(acceptor, GOOD)).await;
    let proxy = serve(Manner::TlsProxy(authority.sign(NAMES, VALID), port)).await;
    let proxy = format!("https://127.0.0.1:{proxy}");
    let host = check_one(&pinning(fingerprint, &authority.pem(), Some(&proxy)), "https://idp.test:1/").await;
    assert_eq!(code(&host), "");
    // A proxy with the pinned certificate and nobody who vouches for it is not believed.
    let (acceptor, fingerprint) = self_signed_known(NAMES, VALID, false);
    let proxy = serve(Manner::TlsProxy(acceptor, port)).await;
    let proxy = format!("https://127.0.0.1:{proxy}");
    let host = check_one(&pinning(fingerprint, &authority.pem(), Some(&proxy)), "https://idp.test:1/").await;
    assert_eq!(code(&host), "proxy-unreachable");
}
