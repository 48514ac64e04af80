//! Serves one connection: read the head, judge it, answer, hang up.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use desk_model::Secret;
use subtle::ConstantTimeEq;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio_rustls::TlsAcceptor;

use super::head::{self, Head, Malformed};
use super::{MAX_HEAD, Pages, Refused, Way};

/// How long a client may take to send its head, and how long the answer may take to leave.
const DEADLINE: Duration = Duration::from_secs(1);

/// Why a request was turned away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The head is no HTTP/1.1 request: 400.
    Malformed,
    /// The head did not arrive within a second: 408.
    Slow,
    /// The head has more than 8 KB: 431.
    TooLarge,
    /// The Host header is not literally the address that was bound: 421.
    WrongHost,
    /// The method is not GET, nor a POST of a form where one is expected: 405.
    WrongMethod,
    /// Another page asks, or a page's script: 403.
    WrongOrigin,
    /// The path is not the callback's: 404.
    WrongPath,
    /// `code` or `state` is there twice: 400.
    Duplicate,
    /// The state is missing or not the one that was sent: 400.
    WrongState,
    /// Another callback was accepted already: 410.
    Late,
}

impl Refusal {
    fn status(self) -> &'static str {
        match self {
            Refusal::Malformed | Refusal::Duplicate | Refusal::WrongState => "400 Bad Request",
            Refusal::Slow => "408 Request Timeout",
            Refusal::TooLarge => "431 Request Header Fields Too Large",
            Refusal::WrongHost => "421 Misdirected Request",
            Refusal::WrongMethod => "405 Method Not Allowed",
            Refusal::WrongOrigin => "403 Forbidden",
            Refusal::WrongPath => "404 Not Found",
            Refusal::Late => "410 Gone",
        }
    }
}

/// What came of a connection.
pub(super) enum Served {
    Accepted(Secret),
    WithoutCode(Refused),
    Refused(Refusal),
    /// The client hung up before it asked for anything.
    Nothing,
}

/// What a callback must look like, and whether one was accepted already.
pub(super) struct Gate {
    host: String,
    path: String,
    state: String,
    way: Way,
    pages: Pages,
    taken: AtomicBool,
}

impl Gate {
    pub(super) fn new(host: String, path: String, state: String, way: Way, pages: Pages) -> Gate {
        Gate { host, path, state, way, pages, taken: AtomicBool::new(false) }
    }

    /// Returns how many bytes of a form follow a head that is worth reading on; a refusal if it is not. Nothing is read
    /// of a request that is refused for its head.
    fn form_length(&self, head: &Head) -> Result<Option<usize>, Refusal> {
        if head.host != self.host {
            return Err(Refusal::WrongHost);
        }
        // No browser tells an origin when a redirect brings it (Fetch, "append a request `Origin` header"); it does with a
        // form, unless the page's referrer policy makes it `null`.
        let (form_length, sender) = match (head.method.as_str(), &self.way, head.form_length) {
            ("GET", _, _) => (None, None),
            ("POST", Way::QueryOrForm { origin }, Some(length)) => (Some(length), Some(origin)),
            _ => return Err(Refusal::WrongMethod),
        };
        let is_foreign = |origin: &String| origin != "null" && Some(origin) != sender;
        if head.is_fetch || head.origin.as_ref().is_some_and(is_foreign) {
            return Err(Refusal::WrongOrigin);
        }
        if head.path != self.path {
            return Err(Refusal::WrongPath);
        }
        match form_length {
            Some(length) if length > MAX_HEAD => Err(Refusal::TooLarge),
            length => Ok(length),
        }
    }

    /// Judges the parameters of a request whose head is fine: of its form, if it has one, else of its query.
    fn judge(&self, parameters: &[u8]) -> Result<Result<Secret, Refused>, Refusal> {
        let mut code: Option<Secret> = None;
        let mut state: Option<String> = None;
        let mut refused = Refused::default();
        for (name, value) in url::form_urlencoded::parse(parameters) {
            let short = || value.chars().take(400).collect::<String>();
            let again = match &*name {
                "error" => refused.error.replace(short()).is_some(),
                "error_description" => refused.description.replace(short()).is_some(),
                "code" => code.replace(Secret::new(value.into_owned())).is_some(),
                "state" => state.replace(value.into_owned()).is_some(),
                _ => false,
            };
            if again {
                return Err(Refusal::Duplicate);
            }
        }
        let given = state.unwrap_or_default();
        // Comparing in constant time tells a guesser nothing about how much of a guess was right.
        if self.state.is_empty() || !bool::from(self.state.as_bytes().ct_eq(given.as_bytes())) {
            return Err(Refusal::WrongState);
        }
        if self.taken.swap(true, Ordering::AcqRel) {
            return Err(Refusal::Late);
        }
        Ok(code.filter(|code| code.n_characters() > 0).ok_or(refused))
    }
}

/// Serves one connection to its end, within about two seconds whatever the client does.
pub(super) async fn serve<S: AsyncRead + AsyncWrite + Unpin>(mut stream: S, gate: &Gate) -> Served {
    let judged = match tokio::time::timeout(DEADLINE, read(&mut stream, gate)).await {
        Err(_) => Err(Refusal::Slow),
        Ok(Read::Gone) => return Served::Nothing,
        Ok(Read::Parameters(bytes)) => gate.judge(&bytes),
        Ok(Read::Refused(refusal)) => Err(refusal),
    };
    let answer = match &judged {
        Ok(Ok(_)) => answer("200 OK", &gate.pages.accepted),
        Ok(Err(_)) => answer("200 OK", &gate.pages.refused),
        Err(refusal) => answer(refusal.status(), b""),
    };
    // Whether the browser reads its page to the end does not change what it brought.
    let _ = tokio::time::timeout(DEADLINE, hang_up(&mut stream, &answer)).await;
    match judged {
        Ok(Ok(code)) => Served::Accepted(code),
        Ok(Err(refused)) => Served::WithoutCode(refused),
        Err(refusal) => Served::Refused(refusal),
    }
}

/// Serves one connection over TLS. A browser that does not trust the certificate hangs up first and comes again once the
/// person told it to go on.
pub(super) async fn secured<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    tls: &TlsAcceptor,
    gate: &Gate,
) -> Served {
    match tokio::time::timeout(DEADLINE, tls.accept(stream)).await {
        Ok(Ok(stream)) => serve(stream, gate).await,
        Ok(Err(_)) => Served::Nothing,
        Err(_) => Served::Refused(Refusal::Slow),
    }
}

enum Read {
    Parameters(Vec<u8>),
    Refused(Refusal),
    Gone,
}

/// Reads a head, and the form behind it if one is expected.
async fn read<S: AsyncRead + Unpin>(stream: &mut S, gate: &Gate) -> Read {
    let mut bytes = Vec::with_capacity(1024);
    let length = loop {
        if let Some(length) = head::length(&bytes) {
            break length;
        }
        if bytes.len() >= MAX_HEAD {
            return Read::Refused(Refusal::TooLarge);
        }
        if !read_on(stream, &mut bytes, MAX_HEAD).await {
            return Read::Gone;
        }
    };
    let mut form = bytes.split_off(length);
    let head = match head::parse(&bytes) {
        Ok(head) => head,
        Err(Malformed::Syntax) => return Read::Refused(Refusal::Malformed),
        Err(Malformed::Host) => return Read::Refused(Refusal::WrongHost),
    };
    match gate.form_length(&head) {
        Err(refusal) => Read::Refused(refusal),
        Ok(None) => Read::Parameters(head.query.into_bytes()),
        Ok(Some(length)) => {
            while form.len() < length {
                if !read_on(stream, &mut form, length).await {
                    return Read::Gone;
                }
            }
            form.truncate(length);
            Read::Parameters(form)
        }
    }
}

/// Reads what there is, until there are `most` bytes. Returns whether there was anything.
async fn read_on<S: AsyncRead + Unpin>(stream: &mut S, bytes: &mut Vec<u8>, most: usize) -> bool {
    let room = most.saturating_sub(bytes.len());
    matches!((&mut *stream).take(room as u64).read_buf(bytes).await, Ok(n_bytes) if n_bytes > 0)
}

async fn hang_up<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut S, answer: &[u8]) -> std::io::Result<()> {
    stream.write_all(answer).await?;
    stream.shutdown().await?;
    // A port that is closed while the client still sends makes its system throw the answer away, so what it still
    // sends is read and dropped, within the deadline and up to a bound.
    let mut rest = [0; 4096];
    for _ in 0..16 {
        if stream.read(&mut rest).await? == 0 {
            break;
        }
    }
    Ok(())
}

fn answer(status: &str, page: &[u8]) -> Vec<u8> {
    let mut bytes = format!(
        "HTTP/1.1 {status}\r\n\
         Content-Type: text/html; charset=utf-8\r\n\
         Content-Length: {}\r\n\
         Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n\
         Cache-Control: no-store\r\n\
         Referrer-Policy: no-referrer\r\n\
         X-Content-Type-Options: nosniff\r\n\
         Connection: close\r\n\r\n",
        page.len()
    )
    .into_bytes();
    bytes.extend_from_slice(page);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate() -> Gate {
        let pages = Pages { accepted: b"yes".to_vec(), refused: b"no".to_vec() };
        Gate::new("127.0.0.1:9".to_owned(), "/p/cb/".to_owned(), "S".to_owned(), Way::Query, pages)
    }

    fn by_form() -> Way {
        Way::QueryOrForm { origin: "https://appleid.apple.com".to_owned() }
    }

    /// Serves one request from memory.
    async fn serve_text(gate: &Gate, request: &str) -> (Served, String) {
        let (mut client, server) = tokio::io::duplex(4096);
        client.write_all(request.as_bytes()).await.unwrap();
        client.shutdown().await.unwrap();
        let served = serve(server, gate).await;
        let mut answer = String::new();
        client.read_to_string(&mut answer).await.unwrap();
        (served, answer)
    }

    #[tokio::test]
    async fn a_form_comes_from_the_providers_page_and_from_no_other() {
        let send = async |origin: &str| {
            let gate = Gate { way: by_form(), ..gate() };
            let (head, _) = FORM.split_once("\r\n\r\n").unwrap();
            serve_text(&gate, &format!("{head}\r\n{origin}\r\ncode=C&state=S")).await.0
        };
        for origin in ["", "Origin: null\r\n", "Origin: https://appleid.apple.com\r\n"] {
            assert!(matches!(send(origin).await, Served::Accepted(_)), "{origin}");
        }
        for origin in [
            "Origin: https://evil.test\r\n",
            "Origin: http://appleid.apple.com\r\n",
            "Origin: https://appleid.apple.com:444\r\n",
            "Origin: https://appleid.apple.com.evil.test\r\n",
            "Origin: https://appleid.apple.com https://evil.test\r\n",
            "Origin: http://127.0.0.1:9\r\n",
            "Origin:\r\n",
            "Origin: null\r\nSec-Fetch-Mode: cors\r\n",
        ] {
            assert!(matches!(send(origin).await, Served::Refused(Refusal::WrongOrigin)), "{origin}");
        }
    }

    #[tokio::test]
    async fn the_same_callback_once_more_is_late() {
        let gate = gate();
        let request = "GET /p/cb/?code=C&state=S HTTP/1.1\r\nHost: 127.0.0.1:9\r\n\r\n";
        assert!(matches!(serve_text(&gate, request).await.0, Served::Accepted(_)));
        for _ in 0..2 {
            let (served, answer) = serve_text(&gate, request).await;
            assert!(matches!(served, Served::Refused(Refusal::Late)));
            assert!(answer.starts_with("HTTP/1.1 410 Gone\r\n") && answer.ends_with("\r\n\r\n"), "{answer}");
        }
    }

    const FORM: &str = "POST /p/cb/ HTTP/1.1\r\nHost: 127.0.0.1:9\r\n\
        Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\nContent-Length: 14\r\n\r\n";

    #[tokio::test(start_paused = true)]
    async fn a_form_is_let_in_only_where_one_is_expected_and_in_any_pieces() {
        for cut in [FORM.len() - 1, FORM.len(), FORM.len() + 5] {
            let (mut client, server) = tokio::io::duplex(4096);
            let text = format!("{FORM}code=C&state=Sand more");
            client.write_all(&text.as_bytes()[..cut]).await.unwrap();
            let gate = Gate { way: by_form(), ..gate() };
            let (served, ()) = tokio::join!(serve(server, &gate), async {
                tokio::task::yield_now().await;
                client.write_all(&text.as_bytes()[cut..]).await.unwrap();
            });
            assert!(matches!(served, Served::Accepted(code) if code.expose() == "C")); // EXPOSE: a test's own value.
        }
        let (mut client, server) = tokio::io::duplex(4096);
        client.write_all(format!("{FORM}code=C&state=S").as_bytes()).await.unwrap();
        assert!(matches!(serve(server, &gate()).await, Served::Refused(Refusal::WrongMethod)));
    }

    #[tokio::test]
    async fn a_form_that_is_too_long_or_no_form_is_not_read() {
        for (headers, refusal) in [
            ("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 8193", Refusal::TooLarge),
            ("Content-Type: application/json\r\nContent-Length: 2", Refusal::WrongMethod),
            ("Content-Type: application/x-www-form-urlencoded", Refusal::WrongMethod),
        ] {
            let (mut client, server) = tokio::io::duplex(4096);
            let head = format!("POST /p/cb/ HTTP/1.1\r\nHost: 127.0.0.1:9\r\n{headers}\r\n\r\n");
            client.write_all(head.as_bytes()).await.unwrap();
            let gate = Gate { way: by_form(), ..gate() };
            drop(tokio::spawn(async move { client.shutdown().await }));
            let served = serve(server, &gate).await;
            assert!(matches!(served, Served::Refused(found) if found == refusal), "{headers}");
        }
    }

    #[tokio::test]
    async fn what_stands_in_a_codes_place_is_told() {
        let (mut client, server) = tokio::io::duplex(4096);
        let query = "error=access_denied&error_description=The+user+said+no&state=S";
        let head = format!("GET /p/cb/?{query} HTTP/1.1\r\nHost: 127.0.0.1:9\r\n\r\n");
        client.write_all(head.as_bytes()).await.unwrap();
        let Served::WithoutCode(refused) = serve(server, &gate()).await else { panic!("it has no code") };
        assert_eq!(refused.error.as_deref(), Some("access_denied"));
        assert_eq!(refused.description.as_deref(), Some("The user said no"));
    }

    #[tokio::test(start_paused = true)]
    async fn a_head_that_dribbles_in_is_cut_off_after_a_second() {
        let (mut client, server) = tokio::io::duplex(64);
        let began = tokio::time::Instant::now();
        let dribble = async {
            client.write_all(b"GET /p/cb/").await.unwrap();
            for _ in 0..100 {
                tokio::time::sleep(Duration::from_millis(300)).await;
                if client.write_all(b"x").await.is_err() {
                    break;
                }
            }
            let mut answer = Vec::new();
            client.read_to_end(&mut answer).await.unwrap();
            answer
        };
        let gate = gate();
        let (served, answer) = tokio::join!(serve(server, &gate), dribble);
        assert!(matches!(served, Served::Refused(Refusal::Slow)));
        assert!(answer.starts_with(b"HTTP/1.1 408 "), "{}", String::from_utf8_lossy(&answer));
        assert!(began.elapsed() >= DEADLINE);
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_never_reads_its_page_still_delivers_its_code() {
        let (mut client, server) = tokio::io::duplex(96);
        client.write_all(b"GET /p/cb/?code=C&state=S HTTP/1.1\r\nHost: 127.0.0.1:9\r\n\r\n").await.unwrap();
        let served = serve(server, &gate()).await;
        assert!(matches!(served, Served::Accepted(code) if code.expose() == "C")); // EXPOSE: a test's own value.
    }

    #[tokio::test]
    async fn a_client_that_hangs_up_leaves_nothing() {
        let (client, server) = tokio::io::duplex(64);
        drop(client);
        assert!(matches!(serve(server, &gate()).await, Served::Nothing));
    }
}
