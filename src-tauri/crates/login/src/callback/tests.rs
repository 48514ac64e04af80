use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::*;

const PATH: &str = "/source/oauth/callback/wechat/";
const STATE: &str = "kR4bYxw0rYyBq2c6ZkqYf0u8xw3Zs1o5m7n9p1q3r5t";

fn random() -> Random {
    let next = AtomicU64::new(1);
    Arc::new(move |buffer: &mut [u8]| {
        for byte in buffer {
            let seed = next.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            *byte = seed.to_le_bytes()[5];
        }
    })
}

fn pages() -> Pages {
    Pages { accepted: page("en", "Back", "Close this page."), refused: page("en", "No code", "Close it.") }
}

/// A listener that waits in a task of its own.
struct Waiting {
    address: String,
    prefix: String,
    refusals: Arc<Mutex<Vec<Refusal>>>,
    cancel: CancellationToken,
    result: tokio::task::JoinHandle<Result<Callback, CallbackError>>,
}

async fn start() -> Waiting {
    let listener = Listener::bind(&random(), pages()).await.unwrap();
    let base = listener.base_url();
    let (address, prefix) = base.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let (address, prefix) = (address.to_owned(), format!("/{prefix}"));
    let refusals = Arc::new(Mutex::new(Vec::new()));
    let cancel = CancellationToken::new();
    let (seen, token) = (Arc::clone(&refusals), cancel.clone());
    let result = tokio::spawn(async move {
        listener.wait(PATH, STATE, Way::Query, |refusal| seen.lock().unwrap().push(refusal), &token).await
    });
    Waiting { address, prefix, refusals, cancel, result }
}

impl Waiting {
    async fn exchange(&self, request: &str) -> String {
        exchange(&self.address, request).await
    }

    fn good(&self) -> String {
        format!(
            "GET {}{PATH}?code=C0DE&state={STATE} HTTP/1.1\r\nHost: {}\r\n\r\n",
            self.prefix, self.address
        )
    }
}

async fn exchange(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8(answer).unwrap()
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

#[tokio::test]
async fn one_good_callback_is_accepted_and_the_port_is_closed() {
    let waiting = start().await;
    let answer = waiting.exchange(&waiting.good()).await;
    assert_eq!(status(&answer), "200");
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert_eq!(body.as_bytes(), pages().accepted);
    assert!(!head.to_ascii_lowercase().contains("access-control-"), "no other page may read it");
    for header in [
        "Content-Security-Policy: default-src 'none'",
        "Cache-Control: no-store",
        "Referrer-Policy: no-referrer",
        "X-Content-Type-Options: nosniff",
    ] {
        assert!(head.contains(header), "{header}");
    }
    let callback = waiting.result.await.unwrap();
    assert!(callback.is_ok_and(|callback| callback.code.expose() == "C0DE")); // EXPOSE: a test's own value.
    assert!(TcpStream::connect(&waiting.address).await.is_err(), "nobody listens any more");
}

#[tokio::test]
async fn every_wrong_request_is_turned_away_and_the_login_goes_on() {
    let waiting = start().await;
    let (host, path) = (waiting.address.clone(), format!("{}{PATH}", waiting.prefix));
    let port = host.rsplit(':').next().unwrap().to_owned();
    let good = format!("code=C0DE&state={STATE}");
    let get = |target: &str, headers: &str| format!("GET {target} HTTP/1.1\r\n{headers}\r\n");
    let target = format!("{path}?{good}");
    let own = format!("Host: {host}\r\n");
    let mut table: Vec<(String, &str, Refusal)> = Vec::new();
    for wrong in [
        "Host: evil.test\r\n".to_owned(),
        format!("Host: evil.test:{port}\r\n"),
        format!("Host: localhost:{port}\r\n"),
        "Host: 127.0.0.1\r\n".to_owned(),
        "Host: 127.0.0.1:1\r\n".to_owned(),
        format!("Host: 127.0.0.2:{port}\r\n"),
        format!("Host: [::1]:{port}\r\n"),
        format!("Host: 0.0.0.0:{port}\r\n"),
        format!("Host: {host}.evil.test\r\n"),
        format!("Host: {host}.\r\n"),
        format!("Host: {host}, evil.test\r\n"),
        format!("Host: evil.test@{host}\r\n"),
        "Host:\r\n".to_owned(),
        String::new(),
        format!("Host: {host}\r\nHost: {host}\r\n"),
        format!("Host: {host}\r\nhost: evil.test\r\n"),
        format!("Host: evil.test\r\nX-Forwarded-Host: {host}\r\n"),
        format!("X-Forwarded-Host: {host}\r\n"),
        format!("Host: evil.test\r\nForwarded: host={host}\r\n"),
        "Host: HTTP://127.0.0.1\r\n".to_owned(),
    ] {
        table.push((get(&target, &wrong), "421", Refusal::WrongHost));
    }
    for foreign in [
        "Origin: https://evil.test".to_owned(),
        "Origin: http://evil.test:80".to_owned(),
        format!("Origin: http://localhost:{port}"),
        format!("Origin: http://{host}"),
        "Origin: https://open.weixin.qq.com".to_owned(),
        "Origin: file://".to_owned(),
        "Origin: NULL".to_owned(),
        "Origin:".to_owned(),
        "Sec-Fetch-Mode: cors".to_owned(),
        "Sec-Fetch-Mode: no-cors".to_owned(),
        "Sec-Fetch-Mode: websocket\r\nUpgrade: websocket\r\nConnection: Upgrade".to_owned(),
        "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Mode: cors".to_owned(),
        "Origin: null\r\nSec-Fetch-Mode: cors".to_owned(),
    ] {
        table.push((get(&target, &format!("{own}{foreign}\r\n")), "403", Refusal::WrongOrigin));
        // Whose name was rebound to this computer is told first.
        let rebound = format!("Host: evil.test:{port}\r\n{foreign}\r\n");
        table.push((get(&target, &rebound), "421", Refusal::WrongHost));
    }
    for method in ["POST", "HEAD", "PUT", "OPTIONS", "get"] {
        table.push((format!("{method} {target} HTTP/1.1\r\n{own}\r\n"), "405", Refusal::WrongMethod));
    }
    for wrong in [
        "/".to_owned(),
        "/favicon.ico".to_owned(),
        PATH.to_owned(),
        format!("{path}x"),
        path.trim_end_matches('/').to_owned(),
        format!("/wrong{PATH}"),
        format!("{}/./{}", waiting.prefix, PATH.trim_start_matches('/')),
        path.to_uppercase(),
    ] {
        table.push((get(&format!("{wrong}?{good}"), &own), "404", Refusal::WrongPath));
    }
    for (query, refusal) in [
        ("".to_owned(), Refusal::WrongState),
        ("code=C0DE".to_owned(), Refusal::WrongState),
        ("code=C0DE&state=".to_owned(), Refusal::WrongState),
        ("code=C0DE&state=wrong".to_owned(), Refusal::WrongState),
        (format!("code=C0DE&state={}", &STATE[1..]), Refusal::WrongState),
        (format!("code=C0DE&state={STATE}x"), Refusal::WrongState),
        (format!("code=C0DE&state={}", STATE.to_lowercase()), Refusal::WrongState),
        (format!("code=C0DE&State={STATE}"), Refusal::WrongState),
        (format!("{good}&state={STATE}"), Refusal::Duplicate),
        (format!("{good}&code=OTHER"), Refusal::Duplicate),
        (format!("{good}&c%6fde=OTHER"), Refusal::Duplicate),
    ] {
        table.push((get(&format!("{path}?{query}"), &own), "400", refusal));
    }
    for malformed in [
        format!("GET {target} HTTP/1.0\r\n{own}\r\n"),
        format!("GET {target}\r\n{own}\r\n"),
        format!("GET http://{host}{target} HTTP/1.1\r\n{own}\r\n"),
        format!("GET {target} HTTP/1.1\r\n{own}no colon\r\n\r\n"),
        format!("GET {target} HTTP/1.1\r\n{own}Origin: null\r\nOrigin: https://evil.test\r\n\r\n"),
    ] {
        table.push((malformed, "400", Refusal::Malformed));
    }
    for (request, expected, _) in &table {
        let answer = waiting.exchange(request).await;
        assert_eq!(status(&answer), *expected, "{request}");
        assert!(answer.ends_with("\r\n\r\n"), "the answer is empty: {request}");
        assert!(!waiting.result.is_finished(), "{request}");
    }
    assert_eq!(status(&waiting.exchange(&waiting.good()).await), "200");
    assert!(waiting.result.await.unwrap().is_ok());
    let expected: Vec<Refusal> = table.iter().map(|(_, _, refusal)| *refusal).collect();
    assert_eq!(*waiting.refusals.lock().unwrap(), expected, "each one was told of, in order");
}

#[tokio::test]
async fn nothing_that_was_sent_comes_back() {
    let waiting = start().await;
    let attack = "<script>alert(1)</script>";
    let encoded = "%3Cscript%3Ealert(1)%3C/script%3E";
    let target = format!("{}{PATH}?code=C0DE&state={STATE}&error_description={encoded}", waiting.prefix);
    let wrong =
        format!("GET /{encoded}?x={encoded} HTTP/1.1\r\nHost: {}\r\nX: {attack}\r\n\r\n", waiting.address);
    let right = format!("GET {target} HTTP/1.1\r\nHost: {}\r\nX: {attack}\r\n\r\n", waiting.address);
    for request in [wrong, right] {
        let answer = waiting.exchange(&request).await;
        for echo in ["alert", "script", "C0DE", STATE, "%3C"] {
            assert!(!answer.contains(echo), "{echo} in {answer}");
        }
    }
    assert!(waiting.result.await.unwrap().is_ok());
}

#[tokio::test]
async fn the_right_state_without_a_code_is_a_refusal() {
    for query in [format!("state={STATE}"), format!("state={STATE}&code=")] {
        let waiting = start().await;
        let request =
            format!("GET {}{PATH}?{query} HTTP/1.1\r\nHost: {}\r\n\r\n", waiting.prefix, waiting.address);
        let answer = waiting.exchange(&request).await;
        assert_eq!(status(&answer), "200");
        assert!(answer.ends_with(std::str::from_utf8(&pages().refused).unwrap()));
        assert!(matches!(waiting.result.await.unwrap(), Err(CallbackError::NoCode(_))));
    }
}

#[tokio::test]
async fn a_head_of_more_than_eight_kilobytes_is_refused() {
    let waiting = start().await;
    let long = format!("GET / HTTP/1.1\r\nX: {}", "x".repeat(3 * MAX_HEAD));
    assert_eq!(status(&waiting.exchange(&long).await), "431");
    let start = format!(
        "GET {}{PATH}?code=C0DE&state={STATE} HTTP/1.1\r\nHost: {}\r\nX: ",
        waiting.prefix, waiting.address
    );
    let full = format!("{start}{}\r\n\r\n", "x".repeat(MAX_HEAD - start.len() - 4));
    assert_eq!(full.len(), MAX_HEAD);
    assert_eq!(status(&waiting.exchange(&full).await), "200", "eight kilobytes are fine");
    assert!(waiting.result.await.unwrap().is_ok());
}

#[tokio::test]
async fn of_many_good_callbacks_at_once_one_is_accepted() {
    let waiting = start().await;
    let accepted = Arc::new(AtomicUsize::new(0));
    let mut clients = JoinSet::new();
    for _ in 0..20 {
        let (address, request, accepted) = (waiting.address.clone(), waiting.good(), Arc::clone(&accepted));
        clients.spawn(async move {
            let Ok(mut stream) = TcpStream::connect(&address).await else { return };
            let mut answer = Vec::new();
            // The port closes while the others still talk, so each may be cut off at any point.
            let _ = stream.write_all(request.as_bytes()).await;
            let _ = stream.read_to_end(&mut answer).await;
            if answer.starts_with(b"HTTP/1.1 200") {
                accepted.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
    while clients.join_next().await.is_some() {}
    assert!(waiting.result.await.unwrap().is_ok());
    assert_eq!(accepted.load(Ordering::Relaxed), 1);
}

/// Lets clients in from memory, with virtual time: how long the browser waits behind `n_silent` silent clients.
async fn wait_behind(n_silent: usize) -> Duration {
    let gate = Gate::new("127.0.0.1:9".to_owned(), "/p/cb/".to_owned(), "S".to_owned(), Way::Query, pages());
    let mut clients = Vec::new();
    let mut queue = VecDeque::new();
    for _ in 0..n_silent {
        let (client, server) = tokio::io::duplex(64);
        clients.push(client);
        queue.push_back(server);
    }
    let (mut browser, server) = tokio::io::duplex(4096);
    browser.write_all(b"GET /p/cb/?code=C&state=S HTTP/1.1\r\nHost: 127.0.0.1:9\r\n\r\n").await.unwrap();
    browser.shutdown().await.unwrap();
    queue.push_back(server);
    let queue = Mutex::new(queue);
    let queue = &queue;
    let accept = move || async move {
        let next = queue.lock().unwrap().pop_front();
        match next {
            Some(stream) => Ok(stream),
            None => std::future::pending().await,
        }
    };
    let began = tokio::time::Instant::now();
    let callback = admit(accept, None, gate, |_| {}, &CancellationToken::new()).await;
    assert!(callback.is_ok());
    began.elapsed()
}

#[tokio::test(start_paused = true)]
async fn hundreds_of_silent_clients_do_not_keep_the_browser_out() {
    assert_eq!(wait_behind(511).await, Duration::ZERO);
    // One more fills the last slot, and the browser gets in when the first of them runs into its deadline.
    let waited = wait_behind(512).await;
    assert!(waited >= Duration::from_secs(1) && waited < Duration::from_secs(3), "{waited:?}");
}

#[tokio::test]
async fn a_wait_can_be_cancelled() {
    let waiting = start().await;
    waiting.cancel.cancel();
    assert!(matches!(waiting.result.await.unwrap(), Err(CallbackError::Cancelled)));
    assert!(TcpStream::connect(&waiting.address).await.is_err());
}

#[tokio::test]
async fn each_listener_has_its_own_port_and_an_unguessable_path_on_the_loopback_address() {
    let random = random();
    let one = Listener::bind(&random, pages()).await.unwrap();
    let two = Listener::bind(&random, pages()).await.unwrap();
    for listener in [&one, &two] {
        let base = listener.base_url();
        assert!(base.starts_with("http://127.0.0.1:"));
        let prefix = base.rsplit('/').next().unwrap();
        assert_eq!(URL_SAFE_NO_PAD.decode(prefix).unwrap().len(), 16);
    }
    assert_ne!(one.base_url().rsplit('/').next(), two.base_url().rsplit('/').next());
    assert_ne!(one.address.port(), two.address.port());
}

#[test]
fn a_page_escapes_what_it_is_given() {
    let page = String::from_utf8(page("zh-CN", "<a>", "\"&")).unwrap();
    assert!(page.contains("lang=\"zh-CN\"") && page.contains("&lt;a&gt;") && page.contains("&quot;&amp;"));
}
