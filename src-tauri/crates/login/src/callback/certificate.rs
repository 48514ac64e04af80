//! A certificate for one test login, signed by nobody but itself.

use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use rcgen::{CertificateParams, DnType, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::TlsAcceptor;

/// Makes a key and a certificate for a host name. They live in memory only and end with the value. The key is drawn by the
/// cipher library, which asks the operating system itself.
pub(super) fn throw_away(domain: &str, now: i64) -> Result<TlsAcceptor, String> {
    let text = |error: &dyn std::error::Error| error.to_string();
    let mut parameters = CertificateParams::new([domain.to_owned()]).map_err(|error| text(&error))?;
    parameters.distinguished_name.push(DnType::CommonName, "Source Desk test login");
    let today = Timestamp::from_millisecond(now).map_err(|error| text(&error))?;
    let today = today.to_zoned(TimeZone::UTC).date();
    let day = |n_days: i64| {
        let date = today.saturating_add(n_days.days());
        date_time_ymd(date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs())
    };
    // A clock that is a little off must not add a second complaint of the browser to the first.
    parameters.not_before = day(-1);
    parameters.not_after = day(3);
    let key = KeyPair::generate().map_err(|error| text(&error))?;
    let certificate = parameters.self_signed(&key).map_err(|error| text(&error))?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let configuration = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| text(&error))?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .map_err(|error| text(&error))?;
    Ok(TlsAcceptor::from(Arc::new(configuration)))
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
    use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
    use rustls::{ClientConfig, DigitallySignedStruct, SignatureScheme};
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;
    use tokio_rustls::TlsConnector;
    use tokio_util::sync::CancellationToken;
    use x509_cert::Certificate;
    use x509_cert::der::Decode as _;

    use crate::callback::{Callback, Listener, Pages, Refusal, Way};

    const NOW: i64 = 1_752_000_000_000; // 2025-07-08T18:40:00Z
    const CALLBACK: &str = "https://auth.example.com/source/oauth/callback/wechat/";
    const STATE: &str = "S";

    /// A browser whose person goes on past the warning.
    #[derive(Debug, Default)]
    struct GoesOn(Mutex<Vec<u8>>);

    impl ServerCertVerifier for GoesOn {
        fn verify_server_cert(
            &self,
            certificate: &CertificateDer<'_>,
            _chain: &[CertificateDer<'_>],
            _name: &ServerName<'_>,
            _ocsp: &[u8],
            _now: UnixTime,
        ) -> Result<ServerCertVerified, rustls::Error> {
            *self.0.lock().unwrap() = certificate.to_vec();
            Ok(ServerCertVerified::assertion())
        }

        fn verify_tls12_signature(
            &self,
            _message: &[u8],
            _certificate: &CertificateDer<'_>,
            _signature: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, rustls::Error> {
            Ok(HandshakeSignatureValid::assertion())
        }

        fn verify_tls13_signature(
            &self,
            _message: &[u8],
            _certificate: &CertificateDer<'_>,
            _signature: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, rustls::Error> {
            Ok(HandshakeSignatureValid::assertion())
        }

        fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
            rustls::crypto::ring::default_provider().signature_verification_algorithms.supported_schemes()
        }
    }

    async fn ask(port: u16, host: &str) -> (String, Vec<u8>) {
        let seen = std::sync::Arc::new(GoesOn::default());
        let client = ClientConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
            .with_safe_default_protocol_versions()
            .unwrap()
            .dangerous()
            .with_custom_certificate_verifier(seen.clone())
            .with_no_client_auth();
        let stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        let name = ServerName::try_from("auth.example.com").unwrap();
        let mut stream = TlsConnector::from(std::sync::Arc::new(client)).connect(name, stream).await.unwrap();
        let path = "/source/oauth/callback/wechat/?code=C&state=S";
        stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        // Some end a connection without saying so; what was read counts.
        let _ = stream.read_to_end(&mut answer).await;
        let certificate = seen.0.lock().unwrap().clone();
        (String::from_utf8_lossy(&answer).into_owned(), certificate)
    }

    #[tokio::test]
    async fn the_host_of_a_hosts_file_is_served_under_its_own_name_and_nothing_listens_afterwards() {
        let pages = Pages { accepted: b"yes".to_vec(), refused: b"no".to_vec() };
        let url = url::Url::parse(CALLBACK).unwrap();
        let listener = Listener::bind_host(0, &url, NOW, pages).await.unwrap();
        let port = listener.address.port();
        let (told, refusals) = tokio::sync::mpsc::unbounded_channel();
        let waiting = tokio::spawn(async move {
            let refused = |refusal: Refusal| told.send(refusal).unwrap();
            let never = CancellationToken::new();
            listener.wait("/source/oauth/callback/wechat/", STATE, Way::Query, refused, &never).await
        });
        // A browser that hangs up at the warning, and one that speaks no TLS at all.
        drop(TcpStream::connect(("127.0.0.1", port)).await.unwrap());
        TcpStream::connect(("127.0.0.1", port))
            .await
            .unwrap()
            .write_all(b"GET / HTTP/1.1\r\n\r\n")
            .await
            .unwrap();
        let (answer, _) = ask(port, &format!("127.0.0.1:{port}")).await;
        assert!(answer.starts_with("HTTP/1.1 421 "), "{answer}");
        let (answer, certificate) = ask(port, "auth.example.com").await;
        assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("yes"), "{answer}");
        let Callback { code } = waiting.await.unwrap().unwrap();
        assert_eq!(code.expose(), "C"); // EXPOSE: a test's own value.
        let mut refusals = refusals;
        assert_eq!(refusals.recv().await, Some(Refusal::WrongHost));
        assert!(TcpStream::connect(("127.0.0.1", port)).await.is_err());

        let certificate = Certificate::from_der(&certificate).unwrap();
        let certificate = certificate.tbs_certificate();
        assert_eq!(certificate.issuer(), certificate.subject());
        let validity = certificate.validity();
        assert_eq!(validity.not_before.to_string(), "2025-07-07T00:00:00Z");
        assert_eq!(validity.not_after.to_string(), "2025-07-11T00:00:00Z");
    }
}
