//! The HTTP client for other hosts.
//!
//! It speaks HTTP/1.1, as authentik's `requests` does, over connections that it opens itself, so that it knows at which
//! stage and why something failed, and so that the check of the network and a login go exactly the same way. It follows
//! no redirect, asks for no compression, and reads no more than its [`Limits`] say.

use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCEPT_ENCODING, HOST, HeaderValue, USER_AGENT};
use tokio::time::timeout;
use url::Url;

use crate::address::PrivateHosts;
use crate::dial::{Stage, Target, Trace};
use crate::error::NetworkError;
use crate::kept::{Connection, Kept, Sent};
use crate::proxy::ProxySettings;
use crate::trust::TrustedCertificates;

/// How many bytes the head of an answer may have.
pub(crate) const MAX_HEAD: usize = 64 * 1024;

/// Returns the time since some fixed moment of this process; it never goes back.
pub type Elapsed = Arc<dyn Fn() -> Duration + Send + Sync>;
/// Returns the time in milliseconds since the Unix epoch.
pub type Now = Arc<dyn Fn() -> i64 + Send + Sync>;
/// What a look-up gives.
pub type Lookup = Pin<Box<dyn Future<Output = Result<Vec<IpAddr>, NetworkError>> + Send>>;
/// Looks up a host's addresses.
pub type Resolver = Arc<dyn Fn(String) -> Lookup + Send + Sync>;

/// Looks names up as the system's programs do: hosts file, DNS.
pub fn system_resolver() -> Resolver {
    Arc::new(|host| {
        Box::pin(async move {
            let found = tokio::net::lookup_host((host.as_str(), 0)).await;
            let mut addresses: Vec<IpAddr> = Vec::new();
            for address in found.map_err(|error| NetworkError::of_lookup(&error))? {
                if !addresses.contains(&address.ip()) {
                    addresses.push(address.ip());
                }
            }
            if addresses.is_empty() { Err(NetworkError::NoSuchHost) } else { Ok(addresses) }
        })
    })
}

/// What a client needs to know of the world around it.
#[derive(Clone)]
pub struct Surroundings {
    /// What is known of proxies.
    pub proxies: ProxySettings,
    /// Whose certificates are believed.
    pub trusted: TrustedCertificates,
    /// Which hosts may be on this computer or in a private network.
    pub private_hosts: PrivateHosts,
    /// How names are looked up.
    pub resolver: Resolver,
    /// The clock by which certificates are judged.
    pub now: Now,
    /// The clock by which stages are measured.
    pub elapsed: Elapsed,
}

/// How long is waited, and how much is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// For the look-up, and for a TCP connection.
    pub connect: Duration,
    /// For a whole request, from the look-up to the last byte.
    pub total: Duration,
    /// So many bytes of a body are read; a longer answer is refused.
    pub most_bytes: usize,
}

impl Default for Limits {
    /// Ten seconds, authentik's default for its `http_timeout`, which is thirty, and a megabyte.
    fn default() -> Limits {
        Limits { connect: Duration::from_secs(10), total: Duration::from_secs(30), most_bytes: 1024 * 1024 }
    }
}

/// The HTTP client for other hosts. Each request has a connection of its own, unless
/// [`OutwardClient::keeping_its_connection`] was asked for.
#[derive(Clone)]
pub struct OutwardClient {
    pub(crate) surroundings: Arc<Surroundings>,
    pub(crate) limits: Limits,
    kept: Option<Kept>,
}

/// A request. Its headers and body may hold secrets, so it cannot be printed.
pub struct Outgoing<'a> {
    /// `GET`, `POST`, ….
    pub method: &'a str,
    /// The whole URL.
    pub url: &'a str,
    /// The headers, in order, without those that the client sets by itself.
    pub headers: &'a [(String, String)],
    /// The body; empty if there is none.
    pub body: &'a [u8],
}

/// An answer, whole. It may hold secrets, so it cannot be printed.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers, in order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// A request that is over.
pub struct Exchange {
    /// The answer, whatever its status, or why there is none.
    pub answer: Result<Answer, NetworkError>,
    /// What was seen on the way.
    pub trace: Trace,
}

impl OutwardClient {
    /// Makes a client. Nothing is contacted.
    pub fn new(surroundings: Surroundings, limits: Limits) -> OutwardClient {
        OutwardClient { surroundings: Arc::new(surroundings), limits, kept: None }
    }

    /// Keeps a connection for the next request, if that goes to the same host soon: for many requests to one server. The
    /// connection ends with the last clone of this client.
    pub fn keeping_its_connection(self) -> OutwardClient {
        OutwardClient { kept: Some(Kept::default()), ..self }
    }

    /// Returns the same client, with the same connection if one is kept, for requests with other limits.
    pub fn with_limits(&self, limits: Limits) -> OutwardClient {
        OutwardClient { limits, ..self.clone() }
    }

    /// Returns how many authorities of the system and of the admin are believed.
    pub fn n_authorities(&self) -> (usize, usize) {
        self.surroundings.trusted.count()
    }

    /// Sends a request and reads the whole answer.
    pub async fn send(&self, request: &Outgoing<'_>) -> Exchange {
        let mut trace = Trace::default();
        let answer = timeout(self.limits.total, self.exchange(request, &mut trace)).await;
        Exchange { answer: answer.unwrap_or(Err(NetworkError::TimedOut)), trace }
    }

    /// Says whether a request to a URL would be refused for its host's address, before there is a request. It looks a name
    /// up, where no proxy does, and contacts nobody else. Any other trouble is left for the request to find.
    pub async fn look_ahead(&self, url: &str) -> Result<(), NetworkError> {
        let Ok(url) = Url::parse(url) else { return Ok(()) };
        let looked = timeout(self.limits.total, self.would_dial(&url)).await;
        match looked {
            Ok(Err(error)) if error.refused_address().is_some() => Err(error),
            _ => Ok(()),
        }
    }

    async fn exchange(&self, request: &Outgoing<'_>, trace: &mut Trace) -> Result<Answer, NetworkError> {
        let url = Url::parse(request.url).map_err(|_| NetworkError::NotHttps)?;
        let target = Target::of(&url)?;
        let outgoing = outgoing(request, &url)?;
        let (connection, mut response) = self.answered(&url, target, outgoing, trace).await?;
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        let status = response.status().as_u16();
        let mut body = Vec::new();
        while let Some(frame) = response.frame().await {
            let frame = frame.map_err(|error| of_exchange(&error))?;
            let Ok(data) = frame.into_data() else { continue };
            if body.len() + data.len() > self.limits.most_bytes {
                return Err(NetworkError::TooLarge);
            }
            body.extend_from_slice(&data);
        }
        if let Some(kept) = &self.kept {
            connection.keep(kept, self.elapsed());
        }
        Ok(Answer { status, headers, body })
    }

    /// Sends a request over the connection that is kept, or over a new one.
    async fn answered(
        &self,
        url: &Url,
        target: Target,
        mut outgoing: hyper::Request<Full<Bytes>>,
        trace: &mut Trace,
    ) -> Result<(Connection, hyper::Response<Incoming>), NetworkError> {
        let kept = self.kept.as_ref().and_then(|kept| Connection::take(kept, &target, self.elapsed()));
        if let Some(mut connection) = kept {
            *trace = connection.seen();
            trace.stage = Some(Stage::Http);
            let started = self.elapsed();
            match connection.send(outgoing).await {
                Sent::Answered(response) => {
                    self.note(trace, Stage::Http, started);
                    return Ok((connection, response));
                }
                Sent::Unsent(request) => outgoing = *request,
                Sent::Broken(error) => return Err(error),
            }
            *trace = Trace::default();
        }
        let stream = self.dial(url, trace).await?;
        trace.stage = Some(Stage::Http);
        let started = self.elapsed();
        let mut connection = Connection::open(stream, target, trace).await?;
        match connection.send(outgoing).await {
            Sent::Answered(response) => {
                self.note(trace, Stage::Http, started);
                Ok((connection, response))
            }
            Sent::Unsent(_) => Err(NetworkError::Reset),
            Sent::Broken(error) => Err(error),
        }
    }

    pub(crate) fn elapsed(&self) -> Duration {
        (self.surroundings.elapsed)()
    }

    /// Writes down how long a stage took.
    pub(crate) fn note(&self, trace: &mut Trace, stage: Stage, started: Duration) {
        let took = self.elapsed().saturating_sub(started);
        trace.milliseconds.push((stage, u32::try_from(took.as_millis()).unwrap_or(u32::MAX)));
    }
}

fn outgoing(request: &Outgoing<'_>, url: &Url) -> Result<hyper::Request<Full<Bytes>>, NetworkError> {
    let authority = match (url.host_str(), url.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (Some(host), None) => host.to_owned(),
        (None, _) => return Err(NetworkError::NotHttps),
    };
    let path = match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    };
    let body = Full::new(Bytes::copy_from_slice(request.body));
    let mut builder = hyper::Request::builder().method(request.method).uri(path).header(HOST, authority);
    for (name, value) in request.headers {
        builder = builder.header(name, value);
    }
    let mut outgoing = builder.body(body).map_err(|_| NetworkError::NotHttps)?;
    let headers = outgoing.headers_mut();
    headers
        .entry(USER_AGENT)
        .or_insert(HeaderValue::from_static(concat!("source-desk/", env!("CARGO_PKG_VERSION"))));
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
    Ok(outgoing)
}

/// Says what an error of HTTP means; nothing of its text is kept.
pub(crate) fn of_exchange(error: &hyper::Error) -> NetworkError {
    if error.is_parse() {
        return NetworkError::NotHttp;
    }
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        if let Some(inner) = inner.downcast_ref::<std::io::Error>() {
            return match NetworkError::of_handshake(inner) {
                // TLS 1.3 finishes before the other side has looked at it.
                NetworkError::Handshake => NetworkError::Handshake,
                _ => NetworkError::Reset,
            };
        }
        source = inner.source();
    }
    NetworkError::Reset
}

/// A task that ends with its owner.
pub(crate) struct Task(tokio::task::JoinHandle<()>);

impl Task {
    pub(crate) fn spawn(work: impl Future<Output = ()> + Send + 'static) -> Task {
        Task(tokio::spawn(work))
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}
