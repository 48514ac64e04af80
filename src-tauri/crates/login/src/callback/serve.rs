//! Serves one connection: read the head, judge it, answer, hang up.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use desk_model::Secret;
use subtle::ConstantTimeEq;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use super::head::{self, Head, Malformed};
use super::{MAX_HEAD, Pages};

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
    /// The method is not GET: 405.
    WrongMethod,
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
            Refusal::WrongPath => "404 Not Found",
            Refusal::Late => "410 Gone",
        }
    }
}

/// What came of a connection.
pub(super) enum Served {
    Accepted(Secret),
    WithoutCode,
    Refused(Refusal),
    /// The client hung up before it asked for anything.
    Nothing,
}

/// What a callback must look like, and whether one was accepted already.
pub(super) struct Gate {
    host: String,
    path: String,
    state: String,
    pages: Pages,
    taken: AtomicBool,
}

impl Gate {
    pub(super) fn new(host: String, path: String, state: String, pages: Pages) -> Gate {
        Gate { host, path, state, pages, taken: AtomicBool::new(false) }
    }

    /// Judges a request. The outer error is a refusal; `None` is the right state without a code.
    fn judge(&self, head: &Head) -> Result<Option<Secret>, Refusal> {
        if head.host != self.host {
            return Err(Refusal::WrongHost);
        }
        if head.method != "GET" {
            return Err(Refusal::WrongMethod);
        }
        if head.path != self.path {
            return Err(Refusal::WrongPath);
        }
        let mut code: Option<Secret> = None;
        let mut state: Option<String> = None;
        for (name, value) in url::form_urlencoded::parse(head.query.as_bytes()) {
            let again = match &*name {
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
        Ok(code.filter(|code| code.n_characters() > 0))
    }
}

/// Serves one connection to its end, within about two seconds whatever the client does.
pub(super) async fn serve<S: AsyncRead + AsyncWrite + Unpin>(mut stream: S, gate: &Gate) -> Served {
    let judged = match tokio::time::timeout(DEADLINE, read(&mut stream)).await {
        Err(_) => Err(Refusal::Slow),
        Ok(Read::Gone) => return Served::Nothing,
        Ok(Read::TooLarge) => Err(Refusal::TooLarge),
        Ok(Read::Head(bytes)) => match head::parse(&bytes) {
            Err(Malformed::Syntax) => Err(Refusal::Malformed),
            Err(Malformed::Host) => Err(Refusal::WrongHost),
            Ok(head) => gate.judge(&head),
        },
    };
    let answer = match &judged {
        Ok(Some(_)) => answer("200 OK", &gate.pages.accepted),
        Ok(None) => answer("200 OK", &gate.pages.refused),
        Err(refusal) => answer(refusal.status(), b""),
    };
    // Whether the browser reads its page to the end does not change what it brought.
    let _ = tokio::time::timeout(DEADLINE, hang_up(&mut stream, &answer)).await;
    match judged {
        Ok(Some(code)) => Served::Accepted(code),
        Ok(None) => Served::WithoutCode,
        Err(refusal) => Served::Refused(refusal),
    }
}

enum Read {
    Head(Vec<u8>),
    TooLarge,
    Gone,
}

async fn read<S: AsyncRead + Unpin>(stream: &mut S) -> Read {
    let mut bytes = Vec::with_capacity(1024);
    loop {
        if let Some(length) = head::length(&bytes) {
            bytes.truncate(length);
            return Read::Head(bytes);
        }
        if bytes.len() >= MAX_HEAD {
            return Read::TooLarge;
        }
        let room = MAX_HEAD - bytes.len();
        match (&mut *stream).take(room as u64).read_buf(&mut bytes).await {
            Ok(0) | Err(_) => return Read::Gone,
            Ok(_) => {}
        }
    }
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
        Gate::new("127.0.0.1:9".to_owned(), "/p/cb/".to_owned(), "S".to_owned(), pages)
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
