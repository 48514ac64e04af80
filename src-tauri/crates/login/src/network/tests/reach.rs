//! Proxies, silence, limits and cancelling.

use super::servers::{Authority, GOOD, Manner, nobody, serve};
use super::*;
use crate::http::MAX_BODY;
use desk_network::Outgoing;

const CANARY: &str = "d15ea5ec0ffee0ddba11ad0be5eaf00d";

#[tokio::test]
async fn a_proxy_connects_refuses_wants_a_password_or_shows_a_page() {
    let authority = Authority::new("Example Root");
    let host = serve(Manner::Tls(authority.sign(&["idp.test"], (2026, 2027)), GOOD)).await;
    for (manner, expected, status) in [
        (Manner::Proxy(host), "", Some(200)),
        (
            Manner::Plain(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"),
            "proxy-407",
            Some(407),
        ),
        (
            Manner::Plain(
                b"HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nno",
            ),
            "proxy-refused",
            Some(403),
        ),
        (
            Manner::Plain(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"),
            "proxy-refused",
            Some(503),
        ),
        (
            Manner::Plain(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>welcome"),
            "proxy-page",
            Some(200),
        ),
        (
            Manner::Plain(
                b"HTTP/1.1 302 Found\r\nLocation: https://guest.test/\r\nContent-Length: 0\r\n\r\n",
            ),
            "proxy-page",
            Some(302),
        ),
        (Manner::Plain(b"220 mail ESMTP\r\n\r\n"), "proxy-unreachable", None),
        (Manner::Closes, "proxy-refused", None),
    ] {
        let port = serve(manner).await;
        let proxy = format!("http://li:{CANARY}@proxy.test:{port}");
        let client = client(&authority.pem(), Some(&proxy));
        let host = check_one(&client, "https://idp.test:1/").await;
        assert_eq!(code(&host), expected);
        let shown = format!("http://li:••••••••@proxy.test:{port}");
        assert_eq!(host.way, Some(Way::Proxy { proxy: shown, from: Origin::Chosen }), "{expected}");
        assert!(!format!("{host:?}").contains(CANARY));
        match &host.problem {
            Some(problem) => assert_eq!((problem.stage, problem.proxy_status), (Some(Stage::Proxy), status)),
            None => assert_eq!(host.status, Some(404)),
        }
    }
    let gone = format!("http://proxy.test:{}", nobody().await);
    for proxy in [gone.as_str(), "http://proxy.invalid:1", "http://lost.test:1"] {
        assert_eq!(
            code(&check_one(&client("", Some(proxy)), "https://idp.test/").await),
            "proxy-unreachable"
        );
    }
    assert_eq!(
        code(&check_one(&client("", Some("gopher://x")), "https://idp.test/").await),
        "proxy-unusable"
    );
}

#[tokio::test]
async fn a_proxy_that_speaks_tls_proves_who_it_is_before_it_gets_a_password() {
    let authority = Authority::new("Example Root");
    let host = serve(Manner::Tls(authority.sign(&["idp.test"], (2026, 2027)), GOOD)).await;
    for (years, expected) in [((2026, 2027), ""), ((2024, 2025), "proxy-unreachable")] {
        let port = serve(Manner::TlsProxy(authority.sign(&["proxy.test"], years), host)).await;
        let client = client(&authority.pem(), Some(&format!("https://li:{CANARY}@proxy.test:{port}")));
        let found = check_one(&client, "https://idp.test:1/").await;
        assert_eq!(code(&found), expected);
    }
}

#[tokio::test]
async fn a_socks_proxy_is_given_the_name_and_connects_or_refuses() {
    let authority = Authority::new("Example Root");
    let host = serve(Manner::Tls(authority.sign(&["idp.invalid"], (2026, 2027)), GOOD)).await;
    for (connects, expected) in [(Some(host), ""), (None, "proxy-refused")] {
        let port = serve(Manner::Socks(connects)).await;
        let client = client(&authority.pem(), Some(&format!("socks5h://proxy.test:{port}")));
        // Nobody here knows this name; the proxy does.
        assert_eq!(code(&check_one(&client, "https://idp.invalid:1/").await), expected);
    }
}

#[tokio::test]
async fn this_computer_is_reached_past_a_proxy() {
    let authority = Authority::new("Example Root");
    let port = serve(Manner::Tls(authority.sign(&["127.0.0.1"], (2026, 2027)), GOOD)).await;
    let client = client(&authority.pem(), Some(&format!("http://proxy.test:{}", nobody().await)));
    let host = check_one(&client, &format!("https://127.0.0.1:{port}/")).await;
    assert_eq!((code(&host), &host.way), ("", &Some(Way::Direct { reason: Direct::Loopback })));
    let plain = serve(Manner::Plain(GOOD)).await;
    assert_eq!(check_one(&client, &format!("http://127.0.0.1:{plain}/")).await.status, Some(404));
}

#[tokio::test]
async fn nothing_is_contacted_that_is_not_https_or_has_no_name() {
    let client = client("", None);
    for (url, expected) in [
        ("http://idp.test/", "not-https"),
        ("ftp://idp.test/", "not-https"),
        ("http://localhost/", "not-https"),
        ("https://nowhere.invalid/", "dns-no-such-host"),
        ("https://lost.test/", "dns-failed"),
    ] {
        let host = check_one(&client, url).await;
        assert_eq!((code(&host), host.addresses.len()), (expected, 0), "{url}");
    }
    for url in [
        "https://169.254.169.254/",
        "https://2852039166/",
        "https://[::ffff:169.254.169.254]/",
        "https://[fe80::1]/",
    ] {
        let host = check_one(&client, url).await;
        assert_eq!(
            (code(&host), host.addresses[0].kind),
            ("address-link-local", AddressKind::LinkLocal),
            "{url}"
        );
        assert_eq!(host.problem.unwrap().stage, None, "nothing was tried: {url}");
    }
}

#[tokio::test]
async fn silence_ends_at_the_limit_at_every_stage() {
    let silent = serve(Manner::Silent).await;
    let limits =
        Limits { connect: Duration::from_secs(20), total: Duration::from_millis(100), most_bytes: MAX_BODY };
    for (proxy, url, stage) in [
        (None, format!("https://idp.test:{silent}/"), Stage::Tls),
        (None, format!("http://127.0.0.1:{silent}/"), Stage::Http),
        (Some(format!("http://proxy.test:{silent}")), "https://idp.test/".to_owned(), Stage::Proxy),
        (Some(format!("socks5://proxy.test:{silent}")), "https://idp.test/".to_owned(), Stage::Proxy),
    ] {
        let host = check_one(&client_with("", proxy.as_deref(), limits), &url).await;
        let problem = host.problem.unwrap();
        assert_eq!((problem.code.as_str(), problem.stage), ("connection-timeout", Some(stage)));
    }
}

#[tokio::test]
async fn a_cancelled_check_returns_what_is_done_and_waits_for_nothing() {
    let plain = serve(Manner::Plain(GOOD)).await;
    let silent = serve(Manner::Silent).await;
    let hosts =
        [needed(&format!("http://127.0.0.1:{silent}/")), needed(&format!("http://127.0.0.1:{plain}/"))];
    let cancel = CancellationToken::new();
    // The first that is done ends the rest; the silent one never is.
    let done = check(&hosts, &client("", None), &cancel, &|_| cancel.cancel()).await;
    assert_eq!(done.len(), 1);
    assert_eq!(done[0].status, Some(404));
}

#[tokio::test]
async fn many_hosts_are_tried_in_order_and_no_more_than_are_believed() {
    let plain = serve(Manner::Plain(GOOD)).await;
    let hosts: Vec<NeededHost> =
        (1..60).map(|last| needed(&format!("http://127.0.0.{last}:{plain}/"))).collect();
    let found = check(&hosts, &client("", None), &CancellationToken::new(), &|_| {}).await;
    assert_eq!(found.len(), MOST_HOSTS);
    for (number, host) in found.iter().enumerate() {
        assert_eq!(host.host, format!("http://127.0.0.{}:{plain}", number + 1));
    }
}

#[tokio::test]
async fn an_answer_is_bounded_a_redirect_is_not_followed_and_no_word_of_a_url_is_told() {
    let huge: &'static [u8] =
        Vec::leak([&b"HTTP/1.1 200 OK\r\n\r\n"[..], &vec![b'x'; MAX_BODY + 1]].concat());
    let redirect = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 2\r\n\r\nhi";
    for (answer, expected) in [
        (huge, Err(NetworkError::TooLarge)),
        (&redirect[..], Ok(302)),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", Err(NetworkError::Reset)),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", Err(NetworkError::Reset)),
    ] {
        let port = serve(Manner::Plain(answer)).await;
        let url = format!("http://127.0.0.1:{port}/token?secret={CANARY}");
        let headers = [("Accept".to_owned(), "application/json".to_owned())];
        let body = format!("client_secret={CANARY}");
        let request = Outgoing { method: "POST", url: &url, headers: &headers, body: body.as_bytes() };
        let exchange = client("", None).send(&request).await;
        let status = exchange.answer.map(|answer| answer.status);
        assert_eq!(status, expected);
        assert!(!format!("{:?} {status:?}", exchange.trace).contains(CANARY));
    }
}
