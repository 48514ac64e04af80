//! What a hostile server can do, or whoever sits on the way: each answer ends in an error that says what it is, within the
//! limits, and the token goes nowhere else.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use desk_authentik::{ApplyError, LastPush, Scope, ServerError, ServerFacts, Snapshot};
use desk_fake_authentik::{FakeAuthentik, Fault, Who};
use desk_model::Protocol;
use desk_network::Limits;

use crate::engine::{Noted, Wish, client, connect, plan, push, run, wechat};

/// Small limits, so that a slow server is given up on soon.
const SMALL: Limits =
    Limits { connect: Duration::from_secs(5), total: Duration::from_millis(300), most_bytes: 1024 * 1024 };
/// Limits for answers that take this computer some time itself.
const PATIENT: Limits = Limits { total: Duration::from_secs(60), ..SMALL };

/// What a server does with a connection, given the path of the request. An error is that the other side has had enough.
type Manner = Box<dyn Fn(&mut TcpStream, &str) -> std::io::Result<()> + Send + Sync>;

/// Starts a server that treats each connection in one manner; it ends with the test. Returns its URL and how many requests
/// it has had.
fn server(manner: Manner) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let n_requests = Arc::new(AtomicUsize::new(0));
    let (counter, manner) = (n_requests.clone(), Arc::new(manner));
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let (counter, manner) = (counter.clone(), manner.clone());
            std::thread::spawn(move || {
                let mut head = Vec::new();
                let mut byte = [0; 1];
                while !head.ends_with(b"\r\n\r\n") {
                    if stream.read(&mut byte).unwrap_or_default() == 0 {
                        return;
                    }
                    head.push(byte[0]);
                }
                counter.fetch_add(1, Ordering::Relaxed);
                let head = String::from_utf8_lossy(&head).into_owned();
                let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
                let _ = manner(&mut stream, &path);
            });
        }
    });
    (url, n_requests)
}

/// Sends bytes and closes.
fn raw(bytes: impl Into<Vec<u8>>) -> Manner {
    let bytes = bytes.into();
    Box::new(move |stream, _| stream.write_all(&bytes))
}

/// Starts a web server that is no authentik, and returns its URL.
pub(crate) fn html_server() -> String {
    server(raw(answer("200 OK", "content-type: text/html\r\n", b"<html>hello</html>"))).0
}

/// Sends a good answer with a body.
fn json(body: impl AsRef<[u8]>) -> Manner {
    raw(answer("200 OK", "content-type: application/json\r\n", body.as_ref()))
}

fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// Sends a head, and then the same bytes until the other side has had enough.
fn endless(head: &str, piece: Vec<u8>, pause: Duration) -> Manner {
    let head = head.to_owned();
    Box::new(move |stream, _| {
        stream.write_all(head.as_bytes())?;
        loop {
            stream.write_all(&piece)?;
            // A slow server is what is tested; nothing is waited for here.
            std::thread::park_timeout(pause);
        }
    })
}

fn redirect(status: u16, to: &str) -> Manner {
    raw(answer(&format!("{status} Moved"), &format!("location: {to}\r\n"), b""))
}

fn cases() -> Vec<(&'static str, &'static str, Manner)> {
    const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
    let (now, soon) = (Duration::ZERO, Duration::from_millis(20));
    let with = |more: &str| format!("{HEAD}{more}");
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let many = format!("[{}0]", "0,".repeat(505_000));
    let chunk = [b"4000\r\n".as_slice(), &[b' '; 0x4000], b"\r\n"].concat();
    vec![
        (
            "a body of ten gigabytes is announced",
            "server-too-large",
            endless(&with("content-length: 10000000000\r\n\r\n"), vec![b' '; 4096], now),
        ),
        (
            "chunks without end",
            "server-too-large",
            endless(&with("transfer-encoding: chunked\r\n\r\n"), chunk, now),
        ),
        ("a body without length or end", "server-too-large", endless(&with("\r\n"), vec![b'['; 4096], now)),
        ("a body that drips", "server-unreachable", endless(&with("\r\n"), vec![b' '], soon)),
        ("a head that drips", "server-unreachable", endless("HTTP/1.1 200 OK\r\nx: ", vec![b'x'], soon)),
        ("no answer at all", "server-unreachable", endless("", Vec::new(), soon)),
        (
            "interim answers without end",
            "server-unreachable",
            endless("", b"HTTP/1.1 103 Early Hints\r\n\r\n".to_vec(), Duration::from_millis(1)),
        ),
        ("JSON that is deep", "server-malformed", json(deep)),
        ("half a million numbers", "server-too-large", json(many)),
        ("a list where an object should be", "server-not-authentik", json("[]")),
        ("a number where a user should be", "server-not-authentik", json(r#"{"user": 7}"#)),
        (
            "a user twice, of whom the second is none",
            "server-not-authentik",
            json(r#"{"user": {"username": "a"}, "user": 0}"#),
        ),
        ("a number that is too large", "server-malformed", json(r#"{"user": 1e999999}"#)),
        ("JSON that is no UTF-8", "server-malformed", json(b"{\"user\": \"\xff\xfe\"}")),
        (
            "a gzip bomb",
            "server-not-authentik",
            raw(answer(
                "200 OK",
                "content-type: application/json\r\ncontent-encoding: gzip\r\n",
                b"\x1f\x8b\x08\x00bomb",
            )),
        ),
        (
            "HTML",
            "server-not-authentik",
            raw(answer("200 OK", "content-type: text/html\r\n", b"<html><script>alert(1)</script>")),
        ),
        ("no content type", "server-not-authentik", raw(answer("200 OK", "", b"{}"))),
        ("no content", "server-not-authentik", raw("HTTP/1.1 204 No Content\r\n\r\n")),
        ("half of a body", "server-unreachable", raw(with("content-length: 100\r\n\r\n{\"user\""))),
        ("nothing but an end", "server-unreachable", raw("")),
        ("HTTP/0.9", "server-not-authentik", raw("<html>hello</html>\n")),
        ("another protocol", "server-not-authentik", raw("SSH-2.0-OpenSSH_9.2\r\n")),
        ("the start of TLS", "server-not-authentik", raw(b"\x15\x03\x03\x00\x02\x02\x28".as_slice())),
        (
            "a header of a megabyte",
            "server-not-authentik",
            raw(format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "x".repeat(1024 * 1024))),
        ),
        (
            "ten thousand headers",
            "server-not-authentik",
            raw(format!("HTTP/1.1 200 OK\r\n{}\r\n", "x: y\r\n".repeat(10_000))),
        ),
        ("a length below zero", "server-not-authentik", raw(with("content-length: -1\r\n\r\n{}"))),
        (
            "two lengths",
            "server-not-authentik",
            raw(with("content-length: 1\r\ncontent-length: 2\r\n\r\n{}")),
        ),
        ("a status that there is not", "server-not-authentik", raw("HTTP/1.1 999 What\r\n\r\n")),
        (
            "a redirect to a cloud's metadata",
            "server-redirect",
            redirect(302, "http://169.254.169.254/latest/meta-data/"),
        ),
        ("a redirect to another host", "server-redirect", redirect(301, "https://evil.example/api/")),
        ("a redirect to a script", "server-redirect", redirect(302, "javascript:alert(1)")),
        ("a redirect to nowhere", "server-redirect", raw(answer("302 Found", "", b""))),
        (
            "a demand for a password",
            "server-token-refused",
            raw(answer("401 Unauthorized", "www-authenticate: Basic\r\n", b"")),
        ),
        ("an error without end", "server-busy", raw(answer("500 Oops", "", b"Internal Server Error"))),
    ]
}

#[test]
fn each_hostile_answer_ends_in_an_error_that_says_what_it_is() {
    let cases = cases();
    assert!(cases.len() >= 30);
    let mut wrong = Vec::new();
    for (name, code, manner) in cases {
        let (url, n_requests) = server(manner);
        let limits = if code == "server-unreachable" { SMALL } else { PATIENT };
        let connected = connect(&url, "canary-token", limits);
        let error = run(ServerFacts::read(&connected.client, 0)).unwrap_err();
        let n_requests = n_requests.load(Ordering::Relaxed);
        let n_waits = connected.waits.lock().unwrap().len();
        if error.code() != code || n_requests > 5 || n_waits > 4 {
            wrong.push(format!("{name}: {error:?} ({}) after {n_requests} requests", error.code()));
        }
        assert!(!format!("{error:?}{error}").contains("canary"), "{name}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A server whose lists are as a function of the number of the page says.
fn lists(page: impl Fn(u64) -> String + Send + Sync + 'static) -> (String, Arc<AtomicUsize>) {
    server(Box::new(move |stream, path| {
        let number = path.split("page=").nth(1).and_then(|rest| rest.split('&').next()?.parse().ok());
        let body = match () {
            () if path.contains("/admin/version/") => r#"{"version_current": "2026.5.0"}"#.to_owned(),
            () if path.contains("managed=") => r#"{"results": []}"#.to_owned(),
            () => page(number.unwrap_or(1)),
        };
        stream.write_all(&answer("200 OK", "content-type: application/json\r\n", body.as_bytes()))
    }))
}

#[test]
fn lists_come_to_an_end() {
    let page =
        |next: &str, results: &str| format!(r#"{{"pagination": {{"next": {next}}}, "results": {results}}}"#);
    type Page = Box<dyn Fn(u64) -> String + Send + Sync>;
    let fixed = |text: String| -> Page { Box::new(move |_| text.clone()) };
    let large = "x".repeat(900_000);
    let cases: Vec<(&str, &str, usize, Page)> = vec![
        ("the first page again and again", "server-malformed", 3, fixed(page("1", "[]"))),
        (
            "back and forth",
            "server-malformed",
            4,
            Box::new(move |n| page(if n == 1 { "2" } else { "1" }, "[]")),
        ),
        ("a million pages", "server-too-large", 202, Box::new(move |n| page(&(n + 1).to_string(), "[]"))),
        (
            "pages of a megabyte",
            "server-too-large",
            90,
            Box::new(move |n| {
                page(&(n + 1).to_string(), &format!("[{{\"pk\": \"a\", \"slug\": \"{large}\"}}]"))
            }),
        ),
        ("a page far away", "server-malformed", 3, fixed(page("1000000", "[]"))),
        ("a page before the first", "server-malformed", 3, fixed(page("-1", "[]"))),
        ("half a page", "server-malformed", 3, fixed(page("1.5", "[]"))),
        ("a page with a name", "server-malformed", 3, fixed(page("\"2\"", "[]"))),
        ("no page", "server-malformed", 3, fixed(page("null", "[]"))),
        ("no pages", "server-malformed", 3, fixed(r#"{"results": []}"#.to_owned())),
        ("no results", "server-malformed", 3, fixed(r#"{"pagination": {"next": 0}}"#.to_owned())),
        ("results that are none", "server-malformed", 3, fixed(page("0", "{}"))),
        ("numbers for objects", "server-malformed", 3, fixed(page("0", "[1, 2]"))),
        ("an object without a key", "server-malformed", 3, fixed(page("0", r#"[{"slug": "a"}]"#))),
        (
            "an object whose key is a list",
            "server-malformed",
            3,
            fixed(page("0", r#"[{"slug": "a", "pk": []}]"#)),
        ),
    ];
    for (name, code, most_requests, page) in cases {
        let (url, n_requests) = lists(page);
        let scope = Scope { protocols: [Protocol::OAuth].into(), ..Scope::default() };
        let client = connect(&url, "canary-token", PATIENT).client;
        let error = run(Snapshot::read(&client, &scope)).unwrap_err();
        assert_eq!(error.code(), code, "{name}: {error:?}");
        let n_requests = n_requests.load(Ordering::Relaxed);
        assert!(n_requests <= most_requests, "{name}: {n_requests} requests");
    }
}

#[test]
fn a_token_never_follows_a_redirect() {
    for status in [301, 302, 303, 307, 308] {
        let (fake, other) = (FakeAuthentik::start(), FakeAuthentik::start());
        let there = || Fault::Redirect { status, to: format!("{}/api/v3/core/users/me/", other.url()) };
        let client = client(&fake, Who::Admin);
        fake.script(vec![there()]);
        let read = run(ServerFacts::read(&client, 0)).unwrap_err();
        assert_eq!(read, ServerError::Redirect { status, to: "127.0.0.1".to_owned() });
        let (drafts, last) = ([wechat(1, 1)], LastPush::default());
        fake.script(Vec::new());
        let plan = run(plan(&client, &Wish::of(&drafts, &last)));
        fake.forget_requests();
        assert_eq!(run(push(&client, &plan, &Noted::default(), false)).error, None);
        let requests = fake.requests();
        let n_reads = requests.iter().take_while(|request| !request.is_write()).count();
        let again = FakeAuthentik::start();
        let client = crate::engine::client(&again, Who::Admin);
        let mut script = vec![Fault::Pass; n_reads];
        script.push(Fault::Redirect { status, to: format!("{}/import/", other.url()) });
        again.script(script);
        let journal = Noted::default();
        let applied = run(push(&client, &plan, &journal, false));
        let expected = ApplyError::Server(ServerError::Redirect { status, to: "127.0.0.1".to_owned() });
        assert_eq!(applied.error, Some(expected));
        assert_eq!(again.writes().len(), 1, "what was redirected is not sent again");
        assert_eq!(other.requests(), [], "{status}: nothing gets to the other server");
    }
}
