//! TLS before a server: certificates that live as long as a test, and can be exchanged while the server runs.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use sha2::{Digest as _, Sha256};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio_rustls::TlsAcceptor;

/// A certificate to present.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presented {
    /// The hosts that it is for.
    pub names: Vec<String>,
    /// The years on whose first days its validity begins and ends.
    pub years: (i32, i32),
    /// Whether an authority signs it, whose certificate goes along; if not, it signs itself.
    pub is_signed: bool,
}

impl Default for Presented {
    /// It signs itself, is for `127.0.0.1`, and valid from 2025 to 2030.
    fn default() -> Presented {
        Presented { names: vec!["127.0.0.1".to_owned()], years: (2025, 2030), is_signed: false }
    }
}

/// Ends TLS and hands on to a server what it carried. It ends with the value.
pub struct TlsFront {
    url: String,
    shown: Arc<Mutex<Shown>>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

struct Shown {
    acceptor: TlsAcceptor,
    fingerprint: String,
    authority: Option<String>,
}

impl TlsFront {
    /// Starts one on a free port of 127.0.0.1 before a server, which is at a URL of this computer.
    #[expect(clippy::expect_used, reason = "a test whose server does not run has nothing left to test")]
    pub fn start(server: &str, presented: &Presented) -> TlsFront {
        let server: SocketAddr =
            server.trim_start_matches("http://").parse().expect("the server's URL is an address");
        let shown = Arc::new(Mutex::new(show(presented)));
        let (started, address) = std::sync::mpsc::channel();
        let (stop, stopped) = oneshot::channel();
        let own = shown.clone();
        let thread = std::thread::spawn(move || {
            let _ = run(&own, server, &started, stopped);
        });
        let address = address.recv().expect("it listens");
        TlsFront { url: format!("https://{address}"), shown, stop: Some(stop), thread: Some(thread) }
    }

    /// Returns the base URL: `https://127.0.0.1:PORT`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Presents another certificate from now on, with a key of its own.
    pub fn present(&self, presented: &Presented) {
        *locked(&self.shown) = show(presented);
    }

    /// Returns the fingerprint of what is presented now: `sha256:` and 64 hexadecimal digits.
    pub fn fingerprint(&self) -> String {
        locked(&self.shown).fingerprint.clone()
    }

    /// Returns the PEM of the authority that signed what is presented now.
    pub fn authority(&self) -> Option<String> {
        locked(&self.shown).authority.clone()
    }
}

impl Drop for TlsFront {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn locked(shown: &Mutex<Shown>) -> MutexGuard<'_, Shown> {
    shown.lock().unwrap_or_else(PoisonError::into_inner)
}

fn run(
    shown: &Mutex<Shown>,
    server: SocketAddr,
    started: &std::sync::mpsc::Sender<SocketAddr>,
    stop: oneshot::Receiver<()>,
) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let _ = started.send(listener.local_addr()?);
        let accept = async {
            loop {
                let Ok((near, _)) = listener.accept().await else { continue };
                let acceptor = locked(shown).acceptor.clone();
                tokio::spawn(async move {
                    let (Ok(mut near), Ok(mut far)) =
                        (acceptor.accept(near).await, TcpStream::connect(server).await)
                    else {
                        return;
                    };
                    let _ = tokio::io::copy_bidirectional(&mut near, &mut far).await;
                });
            }
        };
        tokio::select! {
            () = accept => {}
            _ = stop => {}
        }
        Ok(())
    })
}

#[expect(clippy::expect_used, reason = "a test whose certificate cannot be made has nothing left to test")]
fn show(presented: &Presented) -> Shown {
    let key = KeyPair::generate().expect("a key is made");
    let mut params = CertificateParams::new(presented.names.clone()).expect("the names are names");
    params.distinguished_name.push(DnType::CommonName, "authentik default certificate");
    params.distinguished_name.push(DnType::OrganizationName, "authentik");
    let (first, last) = presented.years;
    (params.not_before, params.not_after) = (date_time_ymd(first, 1, 1), date_time_ymd(last, 1, 1));
    let (chain, authority) = if presented.is_signed {
        let authority = authority();
        let certificate = params.signed_by(&key, &authority).expect("it is signed");
        (vec![certificate.der().clone(), authority.der().clone()], Some(authority.pem()))
    } else {
        (vec![params.self_signed(&key).expect("it signs itself").der().clone()], None)
    };
    let fingerprint = fingerprint(chain.first().expect("there is one"));
    Shown { acceptor: acceptor(chain, &key), fingerprint, authority }
}

#[expect(clippy::expect_used, reason = "a test whose certificate cannot be made has nothing left to test")]
fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).expect("no name is needed");
    params.distinguished_name.push(DnType::CommonName, "Example Root");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    (params.not_before, params.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2040, 1, 1));
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key is made"))
        .expect("it signs itself")
}

fn fingerprint(certificate: &CertificateDer<'_>) -> String {
    let digits =
        Sha256::digest(certificate.as_ref()).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    format!("sha256:{digits}")
}

#[expect(clippy::expect_used, reason = "a test whose server does not run has nothing left to test")]
fn acceptor(chain: Vec<CertificateDer<'static>>, key: &KeyPair) -> TlsAcceptor {
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("there are versions")
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .expect("the key fits");
    TlsAcceptor::from(Arc::new(config))
}
