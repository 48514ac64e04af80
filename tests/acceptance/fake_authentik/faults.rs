//! What the fake does to connections when it is told to.

use desk_fake_authentik::{FakeAuthentik, Fault, Point};
use serde_json::json;

use crate::client::{admin, admin_headers, import_request, raw, wechat};

const SOURCES: &str = "/api/v3/sources/oauth/";

fn post(fake: &FakeAuthentik, slug: &str) -> std::io::Result<Vec<u8>> {
    raw(fake, "POST", SOURCES, &admin_headers(fake), wechat(slug).to_string().as_bytes())
}

fn is_stored(fake: &FakeAuthentik, slug: &str) -> bool {
    let objects = fake.objects();
    let sources = objects["authentik_sources_oauth.oauthsource"].as_array().cloned().unwrap_or_default();
    sources.iter().any(|source| source["slug"] == slug)
}

#[test]
fn each_fault_of_a_script_meets_one_request_and_saves_or_not_as_it_says() {
    let fake = FakeAuthentik::start();
    let answer = Fault::Answer {
        status: 429,
        headers: vec![("retry-after".to_owned(), "3".to_owned())],
        body: "{}".to_owned(),
    };
    let redirect = Fault::Redirect { status: 307, to: "http://127.0.0.1:1/elsewhere/".to_owned() };
    fake.script(vec![
        Fault::Pass,
        answer,
        Fault::ResetBefore,
        Fault::ResetAfter,
        Fault::HalfAnswer,
        Fault::ServerErrorAfter,
        redirect,
        Fault::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{".to_vec()),
    ]);
    let text = |slug: &str| String::from_utf8(post(&fake, slug).unwrap()).unwrap();
    assert!(text("passed").starts_with("HTTP/1.1 201 "));
    let limited = text("limited");
    assert!(limited.starts_with("HTTP/1.1 429 ") && limited.contains("retry-after: 3\r\n"));
    assert!(post(&fake, "before").is_err(), "the connection is reset");
    assert!(post(&fake, "after").is_err(), "the connection is reset");
    let half = text("half");
    let (head, body) = half.split_once("\r\n\r\n").unwrap();
    let length = head.split("content-length: ").nth(1).unwrap().split("\r\n").next().unwrap();
    assert_eq!(body.len(), length.parse::<usize>().unwrap() / 2, "the whole length is promised");
    assert!(text("error").starts_with("HTTP/1.1 500 "));
    assert!(text("redirect").contains("location: http://127.0.0.1:1/elsewhere/\r\n"));
    assert!(text("raw").ends_with("\r\n\r\n{"));
    assert!(fake.is_script_used_up());
    let stored = |slug: &&str| is_stored(&fake, slug);
    let slugs = ["passed", "limited", "before", "after", "half", "error", "redirect", "raw"];
    let saved: Vec<&str> = slugs.into_iter().filter(stored).collect();
    assert_eq!(saved, ["passed", "after", "half", "error"]);
    assert_eq!(fake.writes().len(), slugs.len(), "every request is remembered");
    assert!(text("at-last").starts_with("HTTP/1.1 201 "), "when the script is used up all goes well");
}

#[test]
fn a_request_outside_the_api_takes_nothing_of_the_script() {
    let fake = FakeAuthentik::start();
    fake.script(vec![Fault::ResetBefore]);
    assert_eq!(admin(&fake, "GET", "/-/health/live/", &json!({})).status, 200);
    assert!(post(&fake, "first").is_err());
}

#[test]
fn a_hanging_request_ends_with_the_client() {
    let fake = FakeAuthentik::start();
    fake.script(vec![Fault::Hang]);
    let authority = fake.url().strip_prefix("http://").unwrap();
    let mut stream = std::net::TcpStream::connect(authority).unwrap();
    let request = format!("GET {SOURCES} HTTP/1.1\r\n\r\n");
    std::io::Write::write_all(&mut stream, request.as_bytes()).unwrap();
    stream.set_nonblocking(true).unwrap();
    // The request has arrived when it is remembered; there is no answer then.
    while fake.requests().is_empty() {
        std::thread::yield_now();
    }
    let read = std::io::Read::read(&mut stream, &mut [0_u8; 1]);
    assert_eq!(read.unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
    drop(stream);
    assert_eq!(admin(&fake, "GET", SOURCES, &json!({})).status, 200, "the others are served meanwhile");
}

#[test]
fn a_server_that_dies_before_the_commit_has_saved_nothing_and_after_it_everything() {
    let blueprint = "version: 1\nentries:\n\
        - model: authentik_sources_oauth.oauthsource\n  identifiers: {slug: a}\n  \
        attrs: {name: A, provider_type: wechat, consumer_key: k, consumer_secret: s}\n\
        - model: authentik_sources_oauth.oauthsource\n  identifiers: {slug: b}\n  \
        attrs: {name: B, provider_type: wechat, consumer_key: k, consumer_secret: s}\n";
    for (point, is_saved) in [(Point::BeforeCommit, false), (Point::AfterCommit, true)] {
        let fake = FakeAuthentik::start();
        let fresh = fake.objects();
        fake.die_after(1, point);
        assert_eq!(admin(&fake, "GET", SOURCES, &json!({})).status, 200, "one request goes well");
        let (headers, body) = import_request(&fake, blueprint);
        let path = "/api/v3/managed/blueprints/import/";
        assert!(raw(&fake, "POST", path, &headers, body.as_bytes()).is_err(), "nobody is told how it went");
        assert!(fake.is_dead());
        let n_requests = fake.requests().len();
        assert!(raw(&fake, "GET", SOURCES, &admin_headers(&fake), b"").is_err());
        assert!(raw(&fake, "GET", "/-/health/live/", "", b"").is_err());
        assert_eq!(fake.requests().len(), n_requests, "a dead server hears nothing");
        fake.come_back();
        assert_eq!((is_stored(&fake, "a"), is_stored(&fake, "b")), (is_saved, is_saved), "{point:?}");
        assert_eq!(fake.objects() == fresh, !is_saved);
        assert_eq!(admin(&fake, "GET", SOURCES, &json!({})).status, 200);
    }
}
