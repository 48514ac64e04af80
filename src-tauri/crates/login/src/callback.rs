//! The loopback listener that a test login's browser is sent back to.
//!
//! It lives for one login on `127.0.0.1` and accepts exactly one callback: in a rehearsal on a port of the system's choice,
//! below a path of 128 random bits; at a real provider on the port and path that are registered there. Whatever else
//! knocks (other programs, other web pages, a rebound host name) gets an empty answer and changes nothing. A browser that
//! tells on whose behalf it asks (`Origin`, `Sec-Fetch-Mode`) is believed.
//!
//! A provider that comes back by `form_post` (Apple) is let in with a POST; without that only GET is.
//!
//! A host that the person's hosts file sends to this computer for the time of a test is served under its own name, over TLS
//! with a certificate that is thrown away afterwards ([`Listener::bind_host`]).
//!
//! Deliberately not here: TLS for addresses of this computer (they never leave it), request bodies beyond a form of 8 KB,
//! keep-alive, and any echo of what was sent.

mod certificate;
mod head;
mod serve;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use desk_model::Secret;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;

use crate::rehearsal::Random;
use serve::{Gate, Served};

pub use serve::Refusal;

/// How many connections are served at once. A smaller number lets a few slow clients keep the browser out.
pub const MAX_CONNECTIONS: usize = 512;
/// How many bytes the head of a request may have.
pub const MAX_HEAD: usize = 8 * 1024;

/// The pages that the person's browser shows at the end, as whole HTML documents in the person's language.
///
/// They are static: nothing that was sent to the listener ever appears in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// Shown when the callback was accepted.
    pub accepted: Vec<u8>,
    /// Shown when the provider sent the browser back without a code.
    pub refused: Vec<u8>,
}

/// What the provider sent the browser back with.
#[derive(Clone)]
pub struct Callback {
    /// The authorization code.
    pub code: Secret,
}

/// What came in a code's place. What a stranger sent is cut off after 400 characters each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refused {
    /// The parameter `error`.
    pub error: Option<String>,
    /// The parameter `error_description`.
    pub description: Option<String>,
}

/// How the browser may come back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// By a GET with a query, which every provider but one uses.
    Query,
    /// Also by a POST with a form (OAuth 2.0 Form Post Response Mode), as Apple does.
    QueryOrForm {
        /// The origin of the provider's page that sends the form: `https://appleid.apple.com`.
        origin: String,
    },
}

/// Why a listener has no callback to give.
#[derive(Debug, thiserror::Error)]
pub enum CallbackError {
    /// No port of 127.0.0.1 could be opened.
    #[error("cannot listen on 127.0.0.1: {0}")]
    Bind(std::io::Error),
    /// No certificate could be made for the host.
    #[error("cannot make a certificate: {0}")]
    Certificate(String),
    /// The listening port broke down while waiting.
    #[error("the listener broke down: {0}")]
    Broken(std::io::Error),
    /// The right state came back without a code: WeChat's way of saying that the login was refused, and with an error
    /// every other provider's (RFC 6749, section 4.1.2.1).
    #[error("the callback has no code")]
    NoCode(Refused),
    /// The wait was cancelled.
    #[error("cancelled")]
    Cancelled,
}

/// A port on 127.0.0.1 that waits for one callback.
pub struct Listener {
    socket: TcpListener,
    address: SocketAddr,
    prefix: String,
    pages: Pages,
    /// What the Host header must be.
    host: String,
    tls: Option<TlsAcceptor>,
}

impl Listener {
    /// Opens a port. The path prefix is made of 128 bits of `random`.
    ///
    /// Connections that arrive before [`Listener::wait`] are kept by the system until then.
    pub async fn bind(random: &Random, pages: Pages) -> Result<Listener, CallbackError> {
        let mut bytes = [0; 16];
        random(&mut bytes);
        Listener::open(0, format!("/{}", URL_SAFE_NO_PAD.encode(bytes)), pages).await
    }

    /// Opens a port that was chosen beforehand, without a prefix before the path: the callback's whole URL is registered
    /// with the provider (RFC 8252, section 7.3), so nothing of it can be random. What tells a callback from noise is its
    /// state alone.
    pub async fn bind_registered(port: u16, pages: Pages) -> Result<Listener, CallbackError> {
        Listener::open(port, String::new(), pages).await
    }

    /// Opens a port for a callback URL whose host the person's hosts file sends to this computer. Over https the listener
    /// shows a certificate for that host which nobody trusts and which is gone afterwards, valid from the day before `now`,
    /// in milliseconds since the Unix epoch, for four days.
    pub async fn bind_host(
        port: u16,
        callback_url: &url::Url,
        now: i64,
        pages: Pages,
    ) -> Result<Listener, CallbackError> {
        let domain = callback_url.host_str().unwrap_or_default();
        let tls =
            (callback_url.scheme() == "https").then(|| certificate::throw_away(domain, now)).transpose();
        let tls = tls.map_err(CallbackError::Certificate)?;
        let host = callback_url.port().map_or_else(|| domain.to_owned(), |port| format!("{domain}:{port}"));
        Ok(Listener { host, tls, ..Listener::open(port, String::new(), pages).await? })
    }

    async fn open(port: u16, prefix: String, pages: Pages) -> Result<Listener, CallbackError> {
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(CallbackError::Bind)?;
        let address = socket.local_addr().map_err(CallbackError::Bind)?;
        Ok(Listener { socket, address, prefix, pages, host: address.to_string(), tls: None })
    }

    /// Returns where a callback must be delivered: `http://127.0.0.1:PORT/RANDOM`, without a slash at its end.
    pub fn base_url(&self) -> String {
        format!("http://{}{}", self.address, self.prefix)
    }

    /// Waits for the one callback whose path and state are the expected ones, then closes the port.
    ///
    /// `expected_path` is the path of the source's callback URL, `/source/oauth/callback/SLUG/`; the random prefix
    /// comes before it. Every request that is turned away is told to `refused` and does not end the wait.
    pub async fn wait(
        self,
        expected_path: &str,
        expected_state: &str,
        way: Way,
        refused: impl Fn(Refusal),
        cancel: &CancellationToken,
    ) -> Result<Callback, CallbackError> {
        let gate = Gate::new(
            self.host,
            format!("{}{expected_path}", self.prefix),
            expected_state.to_owned(),
            way,
            self.pages,
        );
        let socket = &self.socket;
        let accept = move || async move { socket.accept().await.map(|(stream, _)| stream) };
        admit(accept, self.tls, gate, refused, cancel).await
    }
}

/// Serves what `accept` lets in until one callback is accepted. Every other connection ends with it.
async fn admit<S, F>(
    accept: impl Fn() -> F,
    tls: Option<TlsAcceptor>,
    gate: Gate,
    refused: impl Fn(Refusal),
    cancel: &CancellationToken,
) -> Result<Callback, CallbackError>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    F: Future<Output = std::io::Result<S>>,
{
    let gate = Arc::new(gate);
    let mut connections: JoinSet<Served> = JoinSet::new();
    loop {
        tokio::select! {
            biased;
            () = cancel.cancelled() => return Err(CallbackError::Cancelled),
            Some(served) = connections.join_next() => match served {
                Ok(Served::Accepted(code)) => return Ok(Callback { code }),
                Ok(Served::WithoutCode(refused)) => return Err(CallbackError::NoCode(refused)),
                Ok(Served::Refused(refusal)) => refused(refusal),
                Ok(Served::Nothing) | Err(_) => {}
            },
            accepted = accept(), if connections.len() < MAX_CONNECTIONS => match accepted {
                Ok(stream) => {
                    let gate = Arc::clone(&gate);
                    let tls = tls.clone();
                    connections.spawn(async move {
                        match tls {
                            None => serve::serve(stream, &gate).await,
                            Some(tls) => serve::secured(stream, &tls, &gate).await,
                        }
                    });
                }
                // A client that went away between knocking and being let in is its own affair.
                Err(error) if is_passing(&error) => {}
                Err(error) => return Err(CallbackError::Broken(error)),
            },
        }
    }
}

/// Writes a whole HTML document for [`Pages`]: a title and a sentence, with no script, style or link.
pub fn page(language: &str, title: &str, text: &str) -> Vec<u8> {
    let [language, title, text] = [language, title, text].map(escape);
    format!(
        "<!doctype html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title></head><body><main><h1>{title}</h1><p>{text}</p></main></body></html>\n"
    )
    .into_bytes()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn is_passing(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted, WouldBlock};
    matches!(error.kind(), ConnectionAborted | ConnectionReset | Interrupted | WouldBlock)
}

#[cfg(test)]
mod tests;
