//! Servers that do one thing each.

use std::sync::Arc;

use desk_network::Fingerprint;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

pub(super) const GOOD: &[u8] = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

/// An authority.
pub(super) struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub(super) fn new(name: &str) -> Authority {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        (params.not_before, params.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2040, 1, 1));
        Authority(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    pub(super) fn der(&self) -> Vec<u8> {
        self.0.der().to_vec()
    }

    pub(super) fn pem(&self) -> String {
        self.0.pem()
    }

    /// Signs a certificate that is valid through these years.
    pub(super) fn sign(&self, names: &[&str], years: (i32, i32)) -> TlsAcceptor {
        self.sign_known(names, years).0
    }

    /// The same, with the fingerprint of the certificate.
    pub(super) fn sign_known(&self, names: &[&str], years: (i32, i32)) -> (TlsAcceptor, Fingerprint) {
        let key = KeyPair::generate().unwrap();
        let certificate = params(names, years).signed_by(&key, &self.0).unwrap();
        let fingerprint = Fingerprint::of(certificate.der());
        (acceptor(vec![certificate.der().clone(), self.0.der().clone()], &key), fingerprint)
    }
}

/// A certificate that vouches for itself.
pub(super) fn self_signed(names: &[&str], is_authority: bool) -> TlsAcceptor {
    self_signed_known(names, (2026, 2027), is_authority).0
}

/// The same through other years, with its fingerprint.
pub(super) fn self_signed_known(
    names: &[&str],
    years: (i32, i32),
    is_authority: bool,
) -> (TlsAcceptor, Fingerprint) {
    let key = KeyPair::generate().unwrap();
    let mut params = params(names, years);
    if is_authority {
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    }
    let certificate = params.self_signed(&key).unwrap();
    (acceptor(vec![certificate.der().clone()], &key), Fingerprint::of(certificate.der()))
}

pub(super) fn params(names: &[&str], years: (i32, i32)) -> CertificateParams {
    let mut params =
        CertificateParams::new(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).unwrap();
    params.distinguished_name.push(DnType::CommonName, names[0]);
    (params.not_before, params.not_after) = (date_time_ymd(years.0, 1, 1), date_time_ymd(years.1, 1, 1));
    params
}

fn acceptor(chain: Vec<CertificateDer<'static>>, key: &KeyPair) -> TlsAcceptor {
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

/// What a server does with whoever connects.
pub(super) enum Manner {
    /// Speaks TLS and answers with these bytes.
    Tls(TlsAcceptor, &'static [u8]),
    /// Answers with these bytes at once, when something came.
    Plain(&'static [u8]),
    /// Says nothing, ever.
    Silent,
    /// Closes at once.
    Closes,
    /// Is an HTTP proxy that connects to this port, whatever it is asked for.
    Proxy(u16),
    /// The same over TLS.
    TlsProxy(TlsAcceptor, u16),
    /// Is a SOCKS 5 proxy that connects to this port, or refuses.
    Socks(Option<u16>),
}

/// Starts a server; it ends with the test's runtime. Returns its port.
pub(super) async fn serve(manner: Manner) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let manner = Arc::new(manner);
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let manner = Arc::clone(&manner);
            tokio::spawn(async move { attend(stream, &manner).await });
        }
    });
    port
}

/// A port at which nothing listens.
pub(super) async fn nobody() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap().port()
}

async fn attend(mut stream: TcpStream, manner: &Manner) {
    match manner {
        Manner::Tls(acceptor, answer) => {
            if let Ok(mut stream) = acceptor.accept(stream).await {
                head(&mut stream).await;
                let _ = stream.write_all(answer).await;
                let _ = stream.shutdown().await;
            }
        }
        Manner::Plain(answer) => {
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(answer).await;
            let _ = stream.shutdown().await;
        }
        Manner::Silent => std::future::pending().await,
        Manner::Closes => {}
        Manner::Proxy(port) => tunnel(stream, *port).await,
        Manner::TlsProxy(acceptor, port) => {
            if let Ok(stream) = acceptor.accept(stream).await {
                tunnel(stream, *port).await;
            }
        }
        Manner::Socks(port) => {
            let mut greeting = [0; 2];
            stream.read_exact(&mut greeting).await.unwrap();
            stream.read_exact(&mut vec![0; usize::from(greeting[1])]).await.unwrap();
            stream.write_all(&[5, 0]).await.unwrap();
            let mut request = [0; 5];
            stream.read_exact(&mut request).await.unwrap();
            assert_eq!(request[..4], [5, 1, 0, 3], "the proxy is given the name");
            stream.read_exact(&mut vec![0; usize::from(request[4]) + 2]).await.unwrap();
            let reply = if port.is_some() { 0 } else { 2 };
            stream.write_all(&[5, reply, 0, 1, 0, 0, 0, 0, 0, 0]).await.unwrap();
            if let Some(port) = port {
                join(stream, *port).await;
            }
        }
    }
}

async fn tunnel(mut stream: impl AsyncRead + AsyncWrite + Unpin, port: u16) {
    let head = head(&mut stream).await;
    assert!(head.starts_with("CONNECT idp.test:1 HTTP/1.1\r\n"), "{head}");
    let _ = stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await;
    join(stream, port).await;
}

async fn join(mut stream: impl AsyncRead + AsyncWrite + Unpin, port: u16) {
    let mut onward = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let _ = tokio::io::copy_bidirectional(&mut stream, &mut onward).await;
}

/// Reads the head of a request.
async fn head(stream: &mut (impl AsyncRead + AsyncWrite + Unpin)) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read_exact(&mut byte).await.is_ok() {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}
