//! The HTTP client of a test login: no redirects, bounded in time and size. A rehearsal's reaches this computer only and
//! uses no proxy; a real test login's goes the way of `desk-network`.

use std::net::IpAddr;
use std::time::Duration;

use desk_network::{Exchange, NetworkError, Outgoing, OutwardClient, Stage, Trace, is_loopback};

use crate::problem::Stop;
use crate::recorder::{Recorder, milliseconds};
use crate::transcript::{Request, Response, StepName, Timings};

/// authentik's default for its `http_timeout`.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(30);
/// How many bytes of a body are read.
pub(crate) const MAX_BODY: usize = 1024 * 1024;
/// How many characters of a body a transcript keeps.
const MAX_SHOWN: usize = 4096;

/// Why there is no answer. It carries no text but a host's name, so no URL and no secret can travel in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FetchError {
    #[error("the endpoint is not on this computer")]
    NotLoopback,
    #[error("the endpoint cannot be reached")]
    Unreachable,
    #[error("the endpoint did not answer in time")]
    NoAnswer,
    #[error("the answer is larger than a megabyte")]
    TooLarge,
    #[error(transparent)]
    Network(NetworkError),
    #[error("{host} is at {address}")]
    Address { host: String, address: IpAddr, error: NetworkError },
}

impl FetchError {
    /// Returns the key of the decoder.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            FetchError::NotLoopback => "not-loopback",
            FetchError::Unreachable => "unreachable",
            FetchError::NoAnswer => "no-answer",
            FetchError::TooLarge => "too-large",
            FetchError::Network(error) | FetchError::Address { error, .. } => error.code(),
        }
    }

    /// Makes the end of a login of it, at a step of that.
    pub(crate) fn stop(&self, step: StepName) -> Stop {
        let stop = Stop::failed(step, self.code());
        match self {
            FetchError::Address { host, address, .. } => stop.with_detail(format!("{host} → {address}")),
            _ => stop,
        }
    }
}

/// An answer. Not a part of the transcript: what a transcript shows is masked first.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    pub(crate) fn content_type(&self) -> &str {
        self.headers
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("content-type"))
            .map_or("", |(_, value)| value.as_str())
    }

    /// Returns the body as UTF-8, as a browser reads WeChat's pages.
    pub(crate) fn page(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Returns what a transcript shows of it, before masking.
    pub(crate) fn shown(&self) -> Response {
        let page = self.page();
        let body = (!page.is_empty()).then_some(page);
        Response { status: u32::from(self.status), headers: self.headers.clone(), body }
    }
}

/// Cuts a body off after what a transcript keeps of it. Masking comes before, so that no secret is cut in two.
pub(crate) fn cut(body: &str) -> String {
    match body.char_indices().nth(MAX_SHOWN) {
        Some((at, _)) => format!("{}…", &body[..at]),
        None => body.to_owned(),
    }
}

/// The client.
pub(crate) enum Client {
    /// It reaches this computer only.
    Here(reqwest::Client),
    /// It reaches other hosts.
    Outward(OutwardClient),
}

impl Client {
    pub(crate) fn new() -> Result<Client, FetchError> {
        reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .map(Client::Here)
            .map_err(classify)
    }

    /// Sends a request and reads the whole answer within `timeout`.
    pub(crate) async fn send(&self, request: &Request, timeout: Duration) -> Result<Answer, FetchError> {
        let mut unused = Timings::default();
        let exchange = self.exchange(request, &|| Duration::ZERO, &mut unused);
        tokio::time::timeout(timeout, exchange).await.unwrap_or(Err(FetchError::NoAnswer))
    }

    /// Sends a request of the running step as [`Client::send`] does, and records how long its parts took, also if it
    /// fails.
    pub(crate) async fn ask(
        &self,
        request: &Request,
        timeout: Duration,
        recorder: &Recorder<'_>,
    ) -> Result<Answer, FetchError> {
        let elapsed = || recorder.elapsed();
        let started = elapsed();
        let mut timings = Timings::default();
        let exchange = self.exchange(request, &elapsed, &mut timings);
        let answer = tokio::time::timeout(timeout, exchange).await.unwrap_or(Err(FetchError::NoAnswer));
        timings.total = milliseconds(elapsed().saturating_sub(started));
        recorder.timed(timings);
        answer
    }

    async fn exchange(
        &self,
        request: &Request,
        elapsed: &(dyn Fn() -> Duration + Send + Sync),
        timings: &mut Timings,
    ) -> Result<Answer, FetchError> {
        match self {
            Client::Here(_) if !is_loopback(&request.url) => Err(FetchError::NotLoopback),
            Client::Here(client) => {
                let started = elapsed();
                let took = || milliseconds(elapsed().saturating_sub(started));
                exchange(client, request, || timings.first_byte = Some(took())).await
            }
            Client::Outward(client) => {
                let outgoing = Outgoing {
                    method: &request.method,
                    url: &request.url,
                    headers: &request.headers,
                    body: request.body.as_deref().unwrap_or_default().as_bytes(),
                };
                let Exchange { answer, trace } = client.send(&outgoing).await;
                *timings = measured(&trace);
                let answer = answer.map_err(|error| of_network(error, &request.url))?;
                Ok(Answer { status: answer.status, headers: answer.headers, body: answer.body })
            }
        }
    }

    /// Says whether a request to a URL will be refused for its host's address, so that nobody logs in for nothing.
    pub(crate) async fn look_ahead(&self, url: &str) -> Result<(), FetchError> {
        match self {
            Client::Here(_) => Ok(()),
            Client::Outward(client) => client.look_ahead(url).await.map_err(|error| of_network(error, url)),
        }
    }
}

/// Returns how long the stages of a connection took; the total is not among them.
fn measured(trace: &Trace) -> Timings {
    let of = |wanted: Stage| {
        trace.milliseconds.iter().find(|(stage, _)| *stage == wanted).map(|(_, milliseconds)| *milliseconds)
    };
    Timings {
        dns: of(Stage::Dns),
        connect: of(Stage::Connect),
        proxy: of(Stage::Proxy),
        tls: of(Stage::Tls),
        first_byte: of(Stage::Http),
        total: 0,
    }
}

async fn exchange(
    client: &reqwest::Client,
    request: &Request,
    on_head: impl FnOnce() + Send,
) -> Result<Answer, FetchError> {
    let method = if request.method == "POST" { reqwest::Method::POST } else { reqwest::Method::GET };
    let mut builder = client.request(method, &request.url);
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    if let Some(body) = &request.body {
        builder = builder.body(body.clone());
    }
    let mut response = builder.send().await.map_err(classify)?;
    on_head();
    let headers = response
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect();
    let status = response.status().as_u16();
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(classify)? {
        if body.len() + chunk.len() > MAX_BODY {
            return Err(FetchError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer { status, headers, body })
}

fn of_network(error: NetworkError, url: &str) -> FetchError {
    match (error, error.refused_address()) {
        (NetworkError::TooLarge, _) => FetchError::TooLarge,
        (error, Some(address)) => {
            let host = url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
            FetchError::Address { host: host.unwrap_or_default(), address, error }
        }
        (error, None) => FetchError::Network(error),
    }
}

/// Makes a code of reqwest's error. The URL is taken out first; nothing of the text is kept.
fn classify(error: reqwest::Error) -> FetchError {
    if error.without_url().is_timeout() { FetchError::NoAnswer } else { FetchError::Unreachable }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A server that does one thing to whoever connects, and its address.
    async fn server(answer: &'static [u8], ends: bool) -> (String, tokio::task::JoinHandle<()>) {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let task = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut head = [0; 4096];
            let _ = stream.read(&mut head).await;
            let _ = stream.write_all(answer).await;
            if !ends {
                std::future::pending::<()>().await;
            }
        });
        (format!("http://{address}"), task)
    }

    #[tokio::test]
    async fn whatever_goes_wrong_on_the_way_no_word_of_the_url_is_told() {
        const CANARY: &str = "d15ea5ec0ffee0ddba11ad0be5eaf00d";
        let huge: &'static [u8] = Vec::leak(
            [&b"HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n"[..], &vec![b'x'; 3_000_000]].concat(),
        );
        // Refused, cut at once, cut in the head, in the body, no HTTP, a wrong length, a wrong chunk, too much, silence.
        let cases: [(&'static [u8], bool, FetchError); 9] = [
            (b"refused", true, FetchError::Unreachable),
            (b"", true, FetchError::Unreachable),
            (b"HTTP/1.1 200 OK\r\nConte", true, FetchError::Unreachable),
            (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf", true, FetchError::Unreachable),
            (b"220 mail.example.com ESMTP\r\n\r\n", true, FetchError::Unreachable),
            (b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n", true, FetchError::Unreachable),
            (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", true, FetchError::Unreachable),
            (huge, true, FetchError::TooLarge),
            (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n", false, FetchError::NoAnswer),
        ];
        for (number, (answer, ends, expected)) in cases.into_iter().enumerate() {
            let (base, task) = server(answer, ends).await;
            if answer == b"refused" {
                task.abort();
                let _ = task.await;
            }
            let request = Request {
                method: "GET".to_owned(),
                url: format!("{base}/sns/oauth2/access_token?appid=wx1&secret={CANARY}&code=abc"),
                headers: Vec::new(),
                body: None,
            };
            // Only silence is waited for; everything else ends by itself.
            let timeout = if ends { TIMEOUT } else { Duration::from_millis(100) };
            let sent = Client::new().unwrap().send(&request, timeout).await;
            let error = sent.err().unwrap();
            assert_eq!(error, expected, "case {number}");
            assert!(!format!("{error:?} {error} {}", error.code()).contains(CANARY));
        }
    }

    #[tokio::test]
    async fn the_parts_of_an_exchange_are_measured_also_of_one_that_fails() {
        use std::sync::atomic::{AtomicU64, Ordering};

        use crate::transcript::StepName;

        let whole: &'static [u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        for (answer, first_byte, total) in [(whole, Some(10), 30), (b"", None, 20)] {
            let (base, _task) = server(answer, true).await;
            // A clock that goes on by ten milliseconds each time it is asked.
            let asked = AtomicU64::new(0);
            let elapsed = move || Duration::from_millis(10 * asked.fetch_add(1, Ordering::Relaxed));
            let recorder = Recorder::new(&elapsed, &|_| ());
            recorder.begin(StepName::Token);
            let request = Request { method: "GET".to_owned(), url: base, headers: Vec::new(), body: None };
            recorder.sent(&request);
            let sent = Client::new().unwrap().ask(&request, TIMEOUT, &recorder).await;
            assert_eq!(sent.is_ok(), first_byte.is_some());
            let measured = recorder.steps()[0].timings;
            assert_eq!(measured, Some(Timings { first_byte, total, ..Timings::default() }));
            // What is sent anew has not been measured yet.
            recorder.sent(&request);
            assert_eq!(recorder.steps()[0].timings, None);
        }
    }

    #[test]
    fn each_stage_of_a_connection_has_its_place() {
        let stages = [Stage::Dns, Stage::Connect, Stage::Proxy, Stage::Tls, Stage::Http];
        let trace = Trace { milliseconds: stages.into_iter().zip(1..).collect(), ..Trace::default() };
        let expected = Timings {
            dns: Some(1),
            connect: Some(2),
            proxy: Some(3),
            tls: Some(4),
            first_byte: Some(5),
            total: 0,
        };
        assert_eq!(measured(&trace), expected);
        assert_eq!(measured(&Trace::default()), Timings::default());
    }

    #[test]
    fn a_long_body_is_cut_between_characters() {
        let long = "张".repeat(MAX_SHOWN + 1);
        assert_eq!(cut(&long).chars().count(), MAX_SHOWN + 1);
        assert_eq!(cut("short"), "short");
    }
}
