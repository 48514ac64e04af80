//! Certificates and what is wrong with them.

use super::servers::{Authority, GOOD, Manner, nobody, params, self_signed, serve};
use super::*;
use desk_network::TrustError;

const NAMES: &[&str] = &["idp.test", "127.0.0.1"];
const VALID: (i32, i32) = (2026, 2027);

#[tokio::test]
async fn a_good_host_tells_its_certificate_its_authority_and_its_times() {
    let authority = Authority::new("Example Root");
    let port = serve(Manner::Tls(authority.sign(NAMES, VALID), GOOD)).await;
    let client = client(&authority.pem(), None);
    let host = check_one(&client, &format!("https://idp.test:{port}/")).await;
    assert_eq!(host.problem, None);
    assert_eq!((host.status, host.tls_version.as_deref()), (Some(404), Some("1.3")));
    assert_eq!(
        host.addresses,
        [FoundAddress { address: "127.0.0.1".to_owned(), kind: AddressKind::Loopback }]
    );
    assert_eq!(host.way, Some(Way::Direct { reason: Direct::NothingSet }));
    let certificate = host.certificate.unwrap();
    assert_eq!((certificate.first_day.as_str(), certificate.last_day.as_str()), ("2026-01-01", "2027-01-01"));
    assert_eq!(
        (certificate.subject.contains("CN=idp.test"), certificate.issuer.contains("CN=Example Root")),
        (true, true)
    );
    assert_eq!(certificate.names, NAMES);
    assert_eq!(certificate.trusted_by, TrustedBy::Own);
    assert!(!certificate.is_like_inspection);
    let stages: Vec<Stage> = host.times.iter().map(|time| time.stage).collect();
    assert_eq!(stages, [Stage::Dns, Stage::Connect, Stage::Tls, Stage::Http]);
    // By its address too.
    assert_eq!(code(&check_one(&client, &format!("https://127.0.0.1:{port}/")).await), "");
}

#[tokio::test]
async fn the_systems_authorities_are_told_from_the_admins_and_a_proxy_that_reads_along_is_named() {
    let authority = Authority::new("Corporate Web Proxy CA");
    let port = serve(Manner::Tls(authority.sign(NAMES, VALID), GOOD)).await;
    let trusted = TrustedCertificates::system(vec![authority.der(), b"no certificate".to_vec()]);
    assert_eq!(trusted.count(), (1, 0));
    let mut surroundings = surroundings("", None);
    surroundings.trusted = trusted;
    let client = OutwardClient::new(surroundings, Limits::default());
    let host = check_one(&client, &format!("https://idp.test:{port}/")).await;
    assert_eq!(code(&host), "");
    let certificate = host.certificate.unwrap();
    assert_eq!((certificate.trusted_by, certificate.is_like_inspection), (TrustedBy::System, true));
}

#[tokio::test]
async fn each_fault_of_a_certificate_has_its_own_code_and_the_certificate_is_shown() {
    let known = Authority::new("Example Root");
    let stranger = Authority::new("Stranger Root");
    let firewall = Authority::new("Zscaler Intermediate Root CA");
    for (acceptor, expected) in [
        (stranger.sign(NAMES, VALID), "certificate-unknown-issuer"),
        (firewall.sign(NAMES, VALID), "certificate-inspection"),
        (known.sign(NAMES, (2024, 2025)), "certificate-expired"),
        (known.sign(NAMES, (2030, 2031)), "certificate-not-yet-valid"),
        (known.sign(&["other.test"], VALID), "certificate-wrong-host"),
        (self_signed(NAMES, false), "certificate-self-signed"),
        (self_signed(NAMES, true), "certificate-self-signed"),
    ] {
        let port = serve(Manner::Tls(acceptor, GOOD)).await;
        let host = check_one(&client(&known.pem(), None), &format!("https://idp.test:{port}/")).await;
        assert_eq!(code(&host), expected);
        assert_eq!(host.problem.unwrap().stage, Some(Stage::Tls), "{expected}");
        assert_eq!(host.status, None, "nothing was sent: {expected}");
        assert_eq!(host.certificate.unwrap().trusted_by, TrustedBy::Nobody, "{expected}");
    }
}

#[tokio::test]
async fn what_does_not_speak_tls_is_told_from_what_does_not_answer() {
    let authority = Authority::new("Example Root");
    for (manner, expected, stage) in [
        (Manner::Plain(b"HTTP/1.1 400 Bad Request\r\n\r\n"), "tls-not-tls", Stage::Tls),
        (Manner::Closes, "connection-reset", Stage::Tls),
        (
            Manner::Tls(authority.sign(NAMES, VALID), b"220 mail ESMTP\r\n\r\n"),
            "answer-not-http",
            Stage::Http,
        ),
        (Manner::Tls(authority.sign(NAMES, VALID), b""), "connection-reset", Stage::Http),
        // An alert: the version of the protocol.
        (Manner::Plain(&[21, 3, 3, 0, 2, 2, 70]), "tls-version", Stage::Tls),
        (Manner::Plain(&[21, 3, 3, 0, 2, 2, 40]), "tls-handshake", Stage::Tls),
    ] {
        let port = serve(manner).await;
        let host = check_one(&client(&authority.pem(), None), &format!("https://idp.test:{port}/")).await;
        let problem = host.problem.unwrap();
        assert_eq!((problem.code.as_str(), problem.stage), (expected, Some(stage)));
    }
    let host = check_one(&client("", None), &format!("https://idp.test:{}/", nobody().await)).await;
    assert_eq!(code(&host), "connection-refused");
}

#[test]
fn a_file_of_authorities_is_judged_before_it_is_used() {
    let good = Authority::new("Example Root").pem();
    let key = rcgen::KeyPair::generate().unwrap();
    let made = |years| params(&["Old Root"], years).self_signed(&key).unwrap().pem();
    let (old, new) = (made((2020, 2021)), made((2030, 2031)));
    let judge = |pem: &str| TrustedCertificates::system(Vec::new()).and_own(pem.as_bytes(), NOW);
    let count = |pem: &str| judge(pem).map(|trusted| trusted.count().1);
    assert_eq!(count(&good), Ok(1));
    assert_eq!(
        count(&format!("# the company's\r\n{}{good}", good.replace('\n', "\r\n"))),
        Ok(1),
        "the same twice"
    );
    assert_eq!(count(&format!("{good}{}", Authority::new("Second").pem())), Ok(2));
    assert_eq!(count(&format!("{old}{good}{new}")), Ok(1), "what is not valid is left out of several");
    assert!(
        matches!(count(&old), Err(TrustError::Expired { subject, last_day }) if subject.contains("Old Root") && last_day == "2021-01-01")
    );
    assert!(
        matches!(count(&new), Err(TrustError::NotYetValid { first_day, .. }) if first_day == "2030-01-01")
    );
    assert_eq!(count(&format!("{good}{}", key.serialize_pem())), Err(TrustError::HasKey));
    let encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n";
    assert_eq!(count(&format!("{good}{encrypted}")), Err(TrustError::HasKey));
    assert_eq!(count(""), Err(TrustError::NotPem));
    assert_eq!(count("\u{0}\u{1}PKCS"), Err(TrustError::NotPem));
    assert_eq!(count(&good[..good.len() / 2]), Err(TrustError::NotPem));
    assert_eq!(
        count("-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----\n"),
        Err(TrustError::NoCertificate)
    );
    assert_eq!(
        count("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"),
        Err(TrustError::Unreadable { number: 1 })
    );
}
