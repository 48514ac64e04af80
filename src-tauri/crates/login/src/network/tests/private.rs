//! Addresses of private networks, of this computer and of metadata services: refused unless a person allowed the host.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::net::TcpListener;

use super::servers::{Authority, GOOD, Manner, serve};
use super::*;
use crate::http::MAX_BODY;
use desk_network::Outgoing;

/// A client that allows what `private_hosts` says, whose names lead where their first label says (`10-0-0-1.test`), and
/// the names that were looked up.
fn strict(private_hosts: PrivateHosts, proxy: Option<&str>) -> (OutwardClient, Arc<Mutex<Vec<String>>>) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&asked);
    let resolver: Resolver = Arc::new(move |host| {
        told.lock().unwrap().push(host.clone());
        Box::pin(async move {
            let label = host.split('.').next().unwrap_or_default();
            let addresses = label.split("--").map(|one| match one.contains('z') {
                true => one.replace('z', ":").parse(),
                false => one.replace('-', ".").parse(),
            });
            addresses.collect::<Result<Vec<IpAddr>, _>>().map_err(|_| NetworkError::NoSuchHost)
        })
    });
    let surroundings = Surroundings { private_hosts, resolver, ..surroundings("", proxy) };
    let limits =
        Limits { connect: Duration::from_secs(20), total: Duration::from_secs(20), most_bytes: MAX_BODY };
    (OutwardClient::new(surroundings, limits), asked)
}

fn none() -> PrivateHosts {
    PrivateHosts::These(Vec::new())
}

#[tokio::test]
async fn however_an_address_is_written_it_is_refused_and_nothing_is_sent() {
    let (client, asked) = strict(none(), None);
    for (url, expected) in [
        ("http://127.0.0.1:1/", "address-private"),
        ("https://127.0.0.1/", "address-private"),
        ("https://127.1/", "address-private"),
        ("https://2130706433/", "address-private"),
        ("https://0x7f000001/", "address-private"),
        ("https://0x7f.0.0.1/", "address-private"),
        ("https://0177.0.0.01/", "address-private"),
        ("https://127.0.0.1./", "address-private"),
        ("https://%31%32%37.0.0.1/", "address-private"),
        ("https://①②⑦。0。0。①/", "address-private"),
        ("https://0/", "address-private"),
        ("https://[::]/", "address-private"),
        ("https://[::1]/", "address-private"),
        ("https://[::ffff:127.0.0.1]/", "address-private"),
        ("https://[::ffff:7f00:1]/", "address-private"),
        ("https://[0:0:0:0:0:ffff:10.0.0.1]/", "address-private"),
        ("https://[64:ff9b::10.0.0.1]/", "address-private"),
        ("https://[2002:a00:1::]/", "address-private"),
        ("https://10.0.0.1/", "address-private"),
        ("https://167772161/", "address-private"),
        ("https://012.0.0.1/", "address-private"),
        ("https://172.16.0.1/", "address-private"),
        ("https://192.168.1.1/", "address-private"),
        ("https://100.64.0.1/", "address-private"),
        ("https://[fd00::1]/", "address-private"),
        ("https://169.254.169.254/", "address-link-local"),
        ("https://2852039166/", "address-link-local"),
        ("https://0xa9fea9fe/", "address-link-local"),
        ("https://0251.0376.0251.0376/", "address-link-local"),
        ("https://[::ffff:169.254.169.254]/", "address-link-local"),
        ("https://[64:ff9b::a9fe:a9fe]/", "address-link-local"),
        ("https://[fe80::1]/", "address-link-local"),
        ("https://[fd00:ec2::254]/", "address-metadata"),
        ("https://100.100.100.200/", "address-metadata"),
        ("https://127-0-0-1.test/", "address-private"),
        ("https://10-0-0-1.test/", "address-private"),
        ("https://169-254-169-254.test/", "address-link-local"),
        ("https://169-254-169-254--10-0-0-1.test/", "address-private"),
        ("https://zz1.test/", "address-private"),
        ("https://zzffffza00z1.test/", "address-private"),
        ("https://nowhere.test/", "dns-no-such-host"),
        ("https://fd00zec2zz254.test/", "address-metadata"),
    ] {
        let host = check_one(&client, url).await;
        assert_eq!(code(&host), expected, "{url}");
        let stage = host.problem.unwrap().stage;
        assert!(stage.is_none_or(|stage| stage == Stage::Dns), "{url}: {stage:?}");
    }
    // Nobody was asked about an address.
    assert!(asked.lock().unwrap().iter().all(|host| host.ends_with(".test")));
}

#[tokio::test]
async fn what_can_never_be_right_is_refused_even_where_a_person_allows_all() {
    let (client, _) = strict(PrivateHosts::All, None);
    for url in ["https://169.254.169.254/", "https://[fe80::1]/", "https://169-254-169-254.test/"] {
        assert_eq!(code(&check_one(&client, url).await), "address-link-local", "{url}");
    }
    for url in ["https://100.100.100.200/", "https://[fd00:ec2::254]/", "https://[::ffff:100.100.100.200]/"] {
        assert_eq!(code(&check_one(&client, url).await), "address-metadata", "{url}");
    }
}

#[tokio::test]
async fn the_host_that_is_allowed_is_reached_and_no_other_at_the_same_address() {
    let port = serve(Manner::Plain(GOOD)).await;
    let (client, _) = strict(PrivateHosts::These(vec!["127.0.0.1".to_owned()]), None);
    assert_eq!(check_one(&client, &format!("http://127.0.0.1:{port}/")).await.status, Some(404));
    for other in ["https://127-0-0-1.test/", "https://127.0.0.2/", "https://[::1]/"] {
        assert_eq!(code(&check_one(&client, other).await), "address-private", "{other}");
    }
    let (client, _) = strict(PrivateHosts::These(vec!["127-0-0-1.test".to_owned()]), None);
    assert_eq!(code(&check_one(&client, "https://127.0.0.1/").await), "address-private");
}

/// A name whose owner changes where it leads between two look-ups gains nothing: there is one, and the connection goes to
/// what that gave.
#[tokio::test]
async fn a_name_is_looked_up_once_and_the_address_that_was_judged_is_the_one_that_is_dialled() {
    let authority = Authority::new("Example Root");
    let right = serve(Manner::Tls(authority.sign(&["idp.test"], (2026, 2027)), GOOD)).await;
    let n_asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&n_asked);
    // The second look-up would lead to the address that is never right.
    let resolver: Resolver = Arc::new(move |_| {
        let first = count.fetch_add(1, Ordering::Relaxed) == 0;
        let address = if first { "127.0.0.1" } else { "169.254.169.254" };
        Box::pin(async move { Ok(vec![address.parse().unwrap()]) })
    });
    let private_hosts = PrivateHosts::These(vec!["idp.test".to_owned()]);
    let surroundings = Surroundings { private_hosts, resolver, ..surroundings(&authority.pem(), None) };
    let client = OutwardClient::new(surroundings, Limits::default());
    let host = check_one(&client, &format!("https://idp.test:{right}/")).await;
    assert_eq!((code(&host), host.status), ("", Some(404)));
    assert_eq!(n_asked.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_redirect_into_a_private_network_is_not_followed() {
    let inside = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let place = inside.local_addr().unwrap();
    let answer = format!("HTTP/1.1 302 Found\r\nLocation: http://{place}/\r\nContent-Length: 0\r\n\r\n");
    let port = serve(Manner::Plain(Vec::leak(answer.into_bytes()))).await;
    let host = check_one(&client("", None), &format!("http://127.0.0.1:{port}/")).await;
    assert_eq!(host.status, Some(302));
    let mut waiting = std::pin::pin!(inside.accept());
    let knocked =
        std::future::poll_fn(|context| std::task::Poll::Ready(waiting.as_mut().poll(context).is_ready()));
    assert!(!knocked.await, "somebody followed");
}

#[tokio::test]
async fn through_a_proxy_an_address_is_judged_and_a_name_is_the_proxys_to_look_up() {
    let authority = Authority::new("Example Root");
    let host = serve(Manner::Tls(authority.sign(&["idp.test"], (2026, 2027)), GOOD)).await;
    // A proxy on this computer is the admin's own choice.
    let proxy = format!("http://127.0.0.1:{}", serve(Manner::Proxy(host)).await);
    let (client, asked) = strict(none(), Some(&proxy));
    for (url, expected) in [
        ("https://10.0.0.1/", "address-private"),
        ("https://[::ffff:10.0.0.1]/", "address-private"),
        ("https://169.254.169.254/", "address-link-local"),
        ("https://100.100.100.200/", "address-metadata"),
    ] {
        assert_eq!(code(&check_one(&client, url).await), expected, "{url}");
        let ahead = client.look_ahead(url).await;
        assert_eq!(ahead.err().map(NetworkError::code), Some(expected), "{url}");
    }
    assert_eq!(client.look_ahead("https://idp.test:1/").await, Ok(()));
    // The certificate's authority is not believed here: the connection got that far.
    assert_eq!(code(&check_one(&client, "https://idp.test:1/").await), "certificate-unknown-issuer");
    assert_eq!(*asked.lock().unwrap(), [] as [String; 0], "nobody here looked the name up");
}

#[tokio::test]
async fn looking_ahead_tells_of_a_refusal_only_and_contacts_nobody() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (client, _) = strict(none(), None);
    for (url, expected) in [
        (format!("http://127.0.0.1:{port}/token"), Some("address-private")),
        (format!("https://127-0-0-1.test:{port}/token"), Some("address-private")),
        ("https://169-254-169-254.test/".to_owned(), Some("address-link-local")),
        ("https://198-51-100-7.test/".to_owned(), None),
        ("https://nowhere.test/".to_owned(), None),
        ("http://198.51.100.7/".to_owned(), None),
        ("no URL".to_owned(), None),
    ] {
        assert_eq!(client.look_ahead(&url).await.err().map(NetworkError::code), expected, "{url}");
    }
    let url = format!("http://127.0.0.1:{port}/");
    let request = Outgoing { method: "GET", url: &url, headers: &[], body: &[] };
    let refused = client.send(&request).await.answer.err().and_then(NetworkError::refused_address);
    assert_eq!(refused, Some(IpAddr::V4(Ipv4Addr::LOCALHOST)));
    let mut waiting = std::pin::pin!(listener.accept());
    let knocked =
        std::future::poll_fn(|context| std::task::Poll::Ready(waiting.as_mut().poll(context).is_ready()));
    assert!(!knocked.await, "somebody was there");
}
