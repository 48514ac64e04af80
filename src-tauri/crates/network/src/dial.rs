//! Opens a connection stage by stage, and keeps what each stage found: look-up, TCP, proxy, TLS.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http_body_util::Empty;
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderValue, PROXY_AUTHORIZATION};
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use rustls::client::Resumption;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_socks::tcp::Socks5Stream;
use url::Url;

use crate::address::usable;
use crate::certificate::PresentedCertificate;
use crate::client::{OutwardClient, Task};
use crate::error::NetworkError;
use crate::proxy::{Proxy, ProxyDecision, ProxyScheme, decide};
use crate::trust::Verifier;

/// How many of a host's addresses are tried, one after the other.
const MOST_ADDRESSES: usize = 6;

/// What a connection runs over.
pub(crate) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}
pub(crate) type BoxedStream = Box<dyn Stream>;

/// How far a request came.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, specta::Type,
)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// The name is looked up: the host's, or the proxy's.
    Dns,
    /// A TCP connection is made to the host or to the proxy.
    Connect,
    /// The proxy connects to the host.
    Proxy,
    /// The host proves who it is.
    Tls,
    /// The host answers.
    Http,
}

/// What was seen on the way, however far that was.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    /// Which way the request went.
    pub decision: Option<ProxyDecision>,
    /// The stage that was reached.
    pub stage: Option<Stage>,
    /// The addresses that the look-up gave: the host's, or the proxy's if there is one.
    pub addresses: Vec<IpAddr>,
    /// The status with which a proxy answered.
    pub proxy_status: Option<u16>,
    /// The version of TLS: `1.2` or `1.3`.
    pub tls_version: Option<&'static str>,
    /// The certificate that the host presented.
    pub certificate: Option<PresentedCertificate>,
    /// How long each finished stage took, in milliseconds.
    pub milliseconds: Vec<(Stage, u32)>,
}

/// Returns whether a URL names a loopback address literally. A name such as `localhost` may resolve to anything.
pub fn is_loopback(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let address = match url.host() {
        Some(url::Host::Ipv4(address)) => IpAddr::V4(address),
        Some(url::Host::Ipv6(address)) => IpAddr::V6(address),
        Some(url::Host::Domain(_)) | None => return false,
    };
    url.scheme() == "http" && url.username().is_empty() && url.password().is_none() && address.is_loopback()
}

/// Whereto a connection goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) is_tls: bool,
    /// An IPv6 address without brackets.
    pub(crate) host: String,
    pub(crate) port: u16,
}

impl Target {
    /// Returns the target of a URL. Only `https` is spoken, and `http` to a literal loopback address.
    pub(crate) fn of(url: &Url) -> Result<Target, NetworkError> {
        let is_tls = url.scheme() == "https";
        let is_plain = !is_tls && is_loopback(url.as_str());
        let host = url.host_str().ok_or(NetworkError::NotHttps)?;
        let port = url.port_or_known_default().ok_or(NetworkError::NotHttps)?;
        let is_named = !url.username().is_empty() || url.password().is_some();
        if is_named || !(is_tls || is_plain) {
            return Err(NetworkError::NotHttps);
        }
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        Ok(Target { is_tls, host, port })
    }

    fn authority(&self) -> String {
        if self.host.contains(':') {
            format!("[{}]:{}", self.host, self.port)
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }
}

impl OutwardClient {
    /// Opens a connection to a URL's host.
    pub(crate) async fn dial(&self, url: &Url, trace: &mut Trace) -> Result<BoxedStream, NetworkError> {
        let target = Target::of(url)?;
        let decision = decide(url, &self.surroundings.proxies);
        trace.decision = Some(decision.clone());
        let stream = match decision {
            ProxyDecision::Unusable { .. } => return Err(NetworkError::ProxyUnusable),
            ProxyDecision::Direct(_) => {
                let may_be_private = self.surroundings.private_hosts.allow(&target.host);
                Box::new(self.tcp(&target.host, target.port, may_be_private, trace).await?) as BoxedStream
            }
            ProxyDecision::Through { proxy, .. } => {
                self.judge_literal(&target.host)?;
                self.tunnel(&proxy, &target, trace).await?
            }
        };
        if !target.is_tls {
            return Ok(stream);
        }
        trace.stage = Some(Stage::Tls);
        let started = self.elapsed();
        let verifier = Arc::new(Verifier::new(&self.surroundings.trusted, &self.surroundings.now));
        let result = tls(stream, &target.host, Arc::clone(&verifier)).await;
        trace.certificate = verifier.seen();
        let (stream, version) = result.map_err(|error| match self.surroundings.trusted.has_pin() {
            true => error,
            false => refined(error, trace.certificate.as_ref()),
        })?;
        trace.tls_version = version;
        self.note(trace, Stage::Tls, started);
        Ok(stream)
    }

    /// Does what [`OutwardClient::dial`] does before it connects.
    pub(crate) async fn would_dial(&self, url: &Url) -> Result<(), NetworkError> {
        let host = Target::of(url)?.host;
        match decide(url, &self.surroundings.proxies) {
            ProxyDecision::Unusable { .. } => Ok(()),
            ProxyDecision::Through { .. } => self.judge_literal(&host),
            ProxyDecision::Direct(_) => {
                let addresses = self.look_up(&host, &mut Trace::default()).await?;
                usable(&addresses, self.surroundings.private_hosts.allow(&host)).map(drop)
            }
        }
    }

    /// Judges an address that stands in a URL. Where a name leads only the proxy knows, which looks it up.
    fn judge_literal(&self, host: &str) -> Result<(), NetworkError> {
        let Ok(address) = host.parse() else { return Ok(()) };
        usable(&[address], self.surroundings.private_hosts.allow(host)).map(drop)
    }

    async fn look_up(&self, host: &str, trace: &mut Trace) -> Result<Vec<IpAddr>, NetworkError> {
        let mut addresses = match host.parse() {
            Ok(address) => vec![address],
            Err(_) => {
                trace.stage = Some(Stage::Dns);
                let started = self.elapsed();
                let lookup = (self.surroundings.resolver)(host.to_owned());
                let found =
                    timeout(self.limits.connect, lookup).await.unwrap_or(Err(NetworkError::DnsFailed))?;
                self.note(trace, Stage::Dns, started);
                found
            }
        };
        addresses.truncate(MOST_ADDRESSES);
        Ok(addresses)
    }

    async fn tcp(
        &self,
        host: &str,
        port: u16,
        may_be_private: bool,
        trace: &mut Trace,
    ) -> Result<TcpStream, NetworkError> {
        trace.addresses = self.look_up(host, trace).await?;
        // Nobody is asked again: the connection is made to the addresses that were judged.
        let addresses = usable(&trace.addresses, may_be_private)?;
        trace.stage = Some(Stage::Connect);
        let started = self.elapsed();
        let n_addresses = u32::try_from(addresses.len().max(1)).unwrap_or(1);
        let mut failure = NetworkError::NoRoute;
        for address in addresses {
            let connecting = TcpStream::connect(SocketAddr::new(address, port));
            match timeout(self.limits.connect / n_addresses, connecting).await {
                Ok(Ok(stream)) => {
                    // A request's head and body may be two packets; the second must not wait for an answer to the first.
                    stream.set_nodelay(true).map_err(|error| NetworkError::of_connection(&error))?;
                    self.note(trace, Stage::Connect, started);
                    return Ok(stream);
                }
                Ok(Err(error)) => failure = failure.or_else(NetworkError::of_connection(&error)),
                Err(_) => failure = failure.or_else(NetworkError::TimedOut),
            }
        }
        Err(failure)
    }

    async fn tunnel(
        &self,
        proxy: &Proxy,
        target: &Target,
        trace: &mut Trace,
    ) -> Result<BoxedStream, NetworkError> {
        // A proxy is the admin's own choice, and mostly of a private network.
        let tcp = self.tcp(&proxy.host, proxy.port, true, trace).await;
        let tcp = tcp.map_err(|_| NetworkError::ProxyUnreachable)?;
        trace.stage = Some(Stage::Proxy);
        let started = self.elapsed();
        let stream = match proxy.scheme {
            ProxyScheme::Http => connect(Box::new(tcp), proxy, target, trace).await?,
            ProxyScheme::Https => {
                // A pin is the host's; the proxy has a certificate of its own.
                let trusted = self.surroundings.trusted.without_pin();
                let verifier = Arc::new(Verifier::new(&trusted, &self.surroundings.now));
                let stream = tls(Box::new(tcp), &proxy.host, verifier).await;
                let (stream, _) = stream.map_err(|_| NetworkError::ProxyUnreachable)?;
                connect(stream, proxy, target, trace).await?
            }
            ProxyScheme::Socks5 => socks(tcp, proxy, target).await?,
        };
        self.note(trace, Stage::Proxy, started);
        Ok(stream)
    }
}

/// Makes more of an error with what the certificate says.
fn refined(error: NetworkError, certificate: Option<&PresentedCertificate>) -> NetworkError {
    let Some(certificate) = certificate else { return error };
    match error {
        NetworkError::UnknownIssuer if certificate.is_like_inspection => NetworkError::Inspected,
        // A self-signed certificate that is also an authority's is refused for that, which is not its trouble.
        NetworkError::UnknownIssuer | NetworkError::BadCertificate
            if certificate.subject == certificate.issuer && certificate.authority == certificate.issuer =>
        {
            NetworkError::SelfSigned
        }
        error => error,
    }
}

/// Speaks TLS. The version is `None` if it is none that we know.
async fn tls(
    stream: BoxedStream,
    host: &str,
    verifier: Arc<Verifier>,
) -> Result<(BoxedStream, Option<&'static str>), NetworkError> {
    let name = ServerName::try_from(host.to_owned()).map_err(|_| NetworkError::WrongHost)?;
    let builder = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|_| NetworkError::Handshake)?;
    // Dangerous is only what the verifier does with it: it asks rustls's own and writes down what that said.
    let mut config = builder.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    config.resumption = Resumption::disabled();
    let connecting = TlsConnector::from(Arc::new(config)).connect(name, stream);
    let stream = connecting.await.map_err(|error| NetworkError::of_handshake(&error))?;
    let version = match stream.get_ref().1.protocol_version() {
        Some(rustls::ProtocolVersion::TLSv1_2) => Some("1.2"),
        Some(rustls::ProtocolVersion::TLSv1_3) => Some("1.3"),
        _ => None,
    };
    Ok((Box::new(stream), version))
}

/// Asks an HTTP proxy to connect (RFC 9110, section 9.3.6).
async fn connect(
    stream: BoxedStream,
    proxy: &Proxy,
    target: &Target,
    trace: &mut Trace,
) -> Result<BoxedStream, NetworkError> {
    let authority = target.authority();
    let mut request = hyper::Request::connect(&authority)
        .header(HOST, &authority)
        .body(Empty::<Bytes>::new())
        .map_err(|_| NetworkError::NotHttps)?;
    if let Some(user) = &proxy.user {
        // EXPOSE: the proxy that it belongs to gets it, once it is asked to connect.
        let password = proxy.password.as_ref().map_or("", |password| password.expose());
        let credentials = STANDARD.encode(format!("{user}:{password}"));
        let mut value = HeaderValue::from_str(&format!("Basic {credentials}"))
            .map_err(|_| NetworkError::ProxyUnusable)?;
        value.set_sensitive(true);
        request.headers_mut().insert(PROXY_AUTHORIZATION, value);
    }
    let (mut sender, connection) = http1::Builder::new()
        .max_buf_size(crate::client::MAX_HEAD)
        .handshake(TokioIo::new(stream))
        .await
        .map_err(|_| NetworkError::ProxyUnreachable)?;
    let _task = Task::spawn(async move { drop(connection.with_upgrades().await) });
    let response = sender.send_request(request).await.map_err(|error| match error.is_parse() {
        true => NetworkError::ProxyUnreachable,
        false => NetworkError::ProxyRefused,
    })?;
    let status = response.status();
    trace.proxy_status = Some(status.as_u16());
    let header =
        |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_page =
        header(CONTENT_TYPE).contains("html") || header(CONTENT_LENGTH).parse::<u64>().is_ok_and(|n| n > 0);
    match status.as_u16() {
        407 => return Err(NetworkError::ProxyAuthentication),
        // A tunnel has no page: this is the login page of a guest network, or a web server instead of a proxy.
        200..=299 if is_page => return Err(NetworkError::ProxyPage),
        300..=399 => return Err(NetworkError::ProxyPage),
        200..=299 => {}
        _ => return Err(NetworkError::ProxyRefused),
    }
    let upgraded = hyper::upgrade::on(response).await.map_err(|_| NetworkError::ProxyRefused)?;
    Ok(Box::new(TokioIo::new(upgraded)))
}

/// Asks a SOCKS 5 proxy to connect (RFC 1928, RFC 1929).
async fn socks(tcp: TcpStream, proxy: &Proxy, target: &Target) -> Result<BoxedStream, NetworkError> {
    use tokio_socks::Error;
    let to = (target.host.as_str(), target.port);
    let connected = match &proxy.user {
        Some(user) => {
            // EXPOSE: the proxy that it belongs to gets it.
            let password = proxy.password.as_ref().map_or("", |password| password.expose());
            Socks5Stream::connect_with_password_and_socket(tcp, to, user, password).await
        }
        None => Socks5Stream::connect_with_socket(tcp, to).await,
    };
    match connected {
        Ok(stream) => Ok(Box::new(stream)),
        Err(Error::NoAcceptableAuthMethods | Error::PasswordAuthFailure(_) | Error::InvalidAuthValues(_)) => {
            Err(NetworkError::ProxyAuthentication)
        }
        Err(Error::InvalidResponseVersion | Error::ProxyServerUnreachable) => {
            Err(NetworkError::ProxyUnreachable)
        }
        Err(Error::Io(error)) if error.kind() == io::ErrorKind::ConnectionRefused => {
            Err(NetworkError::ProxyUnreachable)
        }
        Err(_) => Err(NetworkError::ProxyRefused),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_literal_loopback_addresses_are_on_this_computer() {
        for (url, here) in [
            ("http://127.0.0.1:8080/x", true),
            ("http://127.9.9.9/", true),
            ("http://[::1]:8080/", true),
            ("http://localhost:8080/", false),
            ("https://127.0.0.1/", false),
            ("http://127.0.0.1@evil.example/", false),
            ("http://u@127.0.0.1/", false),
            ("http://127.0.0.1.evil.example/", false),
            ("https://api.weixin.qq.com/sns/userinfo", false),
            ("file:///etc/passwd", false),
            ("", false),
        ] {
            assert_eq!(is_loopback(url), here, "{url}");
        }
    }
}
