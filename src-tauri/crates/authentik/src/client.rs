//! The HTTP client of authentik's API.

pub(crate) mod answer;
mod multipart;
mod retry;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use desk_model::Secret;
use desk_network::{
    Answer, Exchange, Limits, NetworkError, Outgoing, OutwardClient, PresentedCertificate, Stage, Trace,
};
use serde_json::{Map, Value as Json};

use crate::address::ServerAddress;
use crate::error::ServerError;

pub use retry::Patience;

/// How long a write may take and how much of an answer is read: an import of hundreds of sources takes the server half a
/// minute, and a page of a hundred sources with icons is a few megabytes at most.
pub const LIMITS: Limits = Limits {
    connect: Duration::from_secs(10),
    total: Duration::from_secs(180),
    most_bytes: 32 * 1024 * 1024,
};
/// The same for reads, behind which somebody waits; a page of a list takes a slow server some seconds.
pub const READ_LIMITS: Limits = Limits { total: Duration::from_secs(30), ..LIMITS };
/// How many objects a page of a list has; authentik's own most is a hundred.
const PAGE_SIZE: &str = "100";
/// So many pages of a list are read; a server that has more keeps on inventing them.
const MOST_PAGES: u64 = 200;
/// So many bytes of a whole list are read.
const MOST_LIST_BYTES: usize = 64 * 1024 * 1024;

/// Waits. Tests return at once and look at how long it would have been.
pub type Pause = Arc<dyn Fn(Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;
/// Returns a number from 0 to 1, evenly spread.
pub type Spread = Arc<dyn Fn() -> f64 + Send + Sync>;

/// What the client needs of the world beside the network.
#[derive(Clone)]
pub struct Waiting {
    /// Waits.
    pub pause: Pause,
    /// Spreads the waits of many clients.
    pub spread: Spread,
    /// The clock, in milliseconds since the Unix epoch: a server may name the moment to come back.
    pub now: desk_network::Now,
}

/// A client for one server. Its token goes to that server and nowhere else.
#[derive(Clone)]
pub struct Client {
    address: ServerAddress,
    token: Secret,
    ways: Ways,
    waiting: Waiting,
    patience: Patience,
}

/// The ways to a server.
#[derive(Clone)]
pub struct Ways {
    /// For reads, usually with [`READ_LIMITS`].
    pub read: OutwardClient,
    /// For writes, usually with [`LIMITS`].
    pub write: OutwardClient,
}

/// An answer of the API that is a success.
pub(crate) struct Reply {
    /// The document; null if there is none.
    pub(crate) json: Json,
    /// The server's clock, as its answer's `Date` says, in milliseconds since the Unix epoch.
    pub(crate) date: Option<i64>,
    /// How long the document was.
    pub(crate) n_bytes: usize,
}

/// What a write sends.
pub(crate) enum Body {
    /// Nothing.
    Nothing,
    /// A JSON object.
    Json(Map<String, Json>),
    /// A file `file` in a form. The text may hold secrets.
    File { name: &'static str, text: String },
}

impl Client {
    /// Makes a client. Nothing is contacted.
    pub fn new(address: ServerAddress, token: Secret, ways: Ways, waiting: Waiting) -> Client {
        Client { address, token, ways, waiting, patience: Patience::default() }
    }

    /// Returns where the server is.
    pub fn address(&self) -> &ServerAddress {
        &self.address
    }

    /// Reads something of the API, again if the server is busy.
    pub(crate) async fn get(&self, path: &str, query: &[(&str, &str)]) -> Result<Reply, ServerError> {
        let url = self.address.url(path, query);
        let mut tries = self.patience.tries((self.waiting.now)());
        loop {
            let result = self.exchange("GET", &url, &Body::Nothing).await;
            let answer = match result {
                Ok(answer) => answer,
                Err(error) => {
                    let failure = unreached(error, &self.address);
                    match tries.after_failure(&failure, (self.waiting.now)()) {
                        Some(wait) => {
                            self.pause(wait).await;
                            continue;
                        }
                        None => return Err(failure),
                    }
                }
            };
            match answer::judge(answer, path) {
                Err(failure) if answer::may_pass(&failure.error) => {
                    let now = (self.waiting.now)();
                    match tries.after_answer(failure.retry_after.as_deref(), now) {
                        Some(wait) => self.pause(wait).await,
                        None => return Err(failure.error),
                    }
                }
                Err(failure) => return Err(failure.error),
                Ok(reply) => return Ok(reply),
            }
        }
    }

    /// Reads a whole list, page by page.
    pub(crate) async fn list(
        &self,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<Vec<Map<String, Json>>, ServerError> {
        let malformed = || ServerError::Malformed { what: path.to_owned() };
        let mut found = Vec::new();
        let mut page = 1u64;
        let mut n_bytes = 0;
        loop {
            let number = page.to_string();
            let mut all = vec![("page_size", PAGE_SIZE), ("page", number.as_str())];
            all.extend_from_slice(query);
            let reply = self.get(path, &all).await?;
            n_bytes += reply.n_bytes;
            if n_bytes > MOST_LIST_BYTES {
                return Err(ServerError::TooLarge);
            }
            let Json::Object(mut answer) = reply.json else { return Err(malformed()) };
            let Some(Json::Array(results)) = answer.remove("results") else { return Err(malformed()) };
            for object in results {
                let Json::Object(object) = object else { return Err(malformed()) };
                found.push(object);
            }
            let next = answer.get("pagination").and_then(|pages| pages.get("next")).and_then(next_page);
            match next.ok_or_else(malformed)? {
                0 => return Ok(found),
                // The pages must lead on, and to an end.
                next if next <= page => return Err(malformed()),
                // Page by page to here: there is more than is taken. A leap to a page far away is no list.
                next if next > MOST_PAGES && page == MOST_PAGES => return Err(ServerError::TooLarge),
                next if next > MOST_PAGES => return Err(malformed()),
                next => page = next,
            }
        }
    }

    /// Sends a change, once. [`ServerError::Uncertain`] is for whoever can read whether it was saved.
    ///
    /// A 429 is sent again: the server turned it away before it looked at it.
    pub(crate) async fn write(&self, method: &str, path: &str, body: &Body) -> Result<Reply, ServerError> {
        let url = self.address.url(path, &[]);
        let mut tries = self.patience.tries((self.waiting.now)());
        loop {
            let answer = match self.exchange(method, &url, body).await {
                Ok(answer) => answer,
                Err(Broken { was_sent: true, .. }) => return Err(ServerError::Uncertain),
                Err(error) => return Err(unreached(error, &self.address)),
            };
            let is_success = (200..300).contains(&answer.status);
            match answer::judge(answer, path) {
                // Something on the way may have spoilt the answer to what was saved.
                Err(_) if is_success => return Err(ServerError::Uncertain),
                Err(failure) if matches!(failure.error, ServerError::Busy { status: 429 }) => {
                    let now = (self.waiting.now)();
                    match tries.after_answer(failure.retry_after.as_deref(), now) {
                        Some(wait) => self.pause(wait).await,
                        None => return Err(failure.error),
                    }
                }
                Err(failure) if answer::may_have_saved(&failure.error) => return Err(ServerError::Uncertain),
                Err(failure) => return Err(failure.error),
                Ok(reply) => return Ok(reply),
            }
        }
    }

    /// Opens a page of the server as a browser without a session does: no token goes along, no redirect is followed.
    pub(crate) async fn page(&self, path: &str, query: &[(&str, &str)]) -> Result<Answer, ServerError> {
        let url = self.address.url(path, query);
        let headers = [("Accept".to_owned(), "text/html,application/json".to_owned())];
        let request = Outgoing { method: "GET", url: &url, headers: &headers, body: &[] };
        let Exchange { answer, trace } = self.ways.read.send(&request).await;
        answer.map_err(|error| unreached(Broken::of(error, trace), &self.address))
    }

    /// Asks what a path takes, with the methods that the token's user may use.
    pub(crate) async fn options(&self, path: &str) -> Result<Reply, ServerError> {
        let url = self.address.url(path, &[]);
        let answer = self.exchange("OPTIONS", &url, &Body::Nothing).await;
        let answer = answer.map_err(|error| unreached(error, &self.address))?;
        answer::judge(answer, path).map_err(|failure| failure.error)
    }

    /// Waits as long as the try after this number of failures does.
    pub(crate) async fn wait_after(&self, n_failures: u32) {
        let wait = self.patience.backoff(n_failures, (self.waiting.spread)());
        (self.waiting.pause)(wait).await;
    }

    async fn pause(&self, wait: retry::Wait) {
        let wait = wait.spread((self.waiting.spread)());
        (self.waiting.pause)(wait).await;
    }

    async fn exchange(&self, method: &str, url: &str, body: &Body) -> Result<Answer, Broken> {
        // EXPOSE: the token goes to the server that it is for, over TLS or within this computer.
        let authorization = format!("Bearer {}", self.token.expose());
        let mut headers = vec![
            ("Accept".to_owned(), "application/json".to_owned()),
            ("Authorization".to_owned(), authorization),
        ];
        let sent = match body {
            Body::Nothing => Vec::new(),
            Body::Json(object) => {
                headers.push(("Content-Type".to_owned(), "application/json".to_owned()));
                serde_json::to_vec(object).unwrap_or_default()
            }
            Body::File { name, text } => {
                let form = multipart::form(name, text);
                headers.push(("Content-Type".to_owned(), form.content_type));
                form.body
            }
        };
        let request = Outgoing { method, url, headers: &headers, body: &sent };
        let way = if matches!(method, "GET" | "OPTIONS") { &self.ways.read } else { &self.ways.write };
        let Exchange { answer, trace } = way.send(&request).await;
        answer.map_err(|error| Broken::of(error, trace))
    }
}

/// Why there is no answer, and whether the request may have got to the server.
struct Broken {
    error: NetworkError,
    was_sent: bool,
    certificate: Option<PresentedCertificate>,
}

impl Broken {
    fn of(error: NetworkError, trace: Trace) -> Broken {
        Broken { error, was_sent: trace.stage == Some(Stage::Http), certificate: trace.certificate }
    }
}

fn unreached(broken: Broken, address: &ServerAddress) -> ServerError {
    let is_of_trust = broken.error.is_untrusted() || matches!(broken.error, NetworkError::NotPinned { .. });
    if let Some(certificate) = broken.certificate.filter(|_| is_of_trust) {
        return ServerError::Certificate { error: broken.error, certificate: Box::new(certificate) };
    }
    match (broken.error, broken.error.refused_address()) {
        (NetworkError::TooLarge, _) => ServerError::TooLarge,
        (error, Some(refused)) => {
            ServerError::Address { host: address.host().to_owned(), address: refused, error }
        }
        (NetworkError::NotHttp, _) => ServerError::NotAuthentik { why: "no HTTP" },
        (error, None) => ServerError::Unreachable(error),
    }
}

/// Returns the number of the next page: 0 is none. authentik writes it as a number, with a point in some versions.
fn next_page(value: &Json) -> Option<u64> {
    value.as_u64().or_else(|| {
        let number = value.as_f64()?;
        let whole = number.fract() == 0.0 && (0.0..1e9).contains(&number);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the line before proves its range"
        )]
        whole.then_some(number as u64)
    })
}
