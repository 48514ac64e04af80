//! The way out, against servers on this computer with certificates that live as long as a test.

mod pin;
mod private;
mod reach;
mod servers;
mod tls;

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use desk_model::Secret;
use tokio_util::sync::CancellationToken;
use url::Url;

use desk_network::{
    AddressKind, ChosenProxy, Direct, Fingerprint, Limits, NetworkError, Origin, OutwardClient, PrivateHosts,
    ProxySettings, Resolver, Stage, Surroundings, TrustedBy, TrustedCertificates,
};

use super::*;
use crate::decode;

/// 1 June 2026.
pub(super) const NOW: i64 = 1_780_272_000_000;

/// A client that believes one authority of its own, and finds every name that ends with `.test` on this computer.
pub(super) fn client(own_pem: &str, proxy: Option<&str>) -> OutwardClient {
    // Only silence is waited for; everything else ends by itself.
    let limits =
        Limits { connect: Duration::from_secs(20), total: Duration::from_secs(20), most_bytes: 1024 * 1024 };
    client_with(own_pem, proxy, limits)
}

pub(super) fn client_with(own_pem: &str, proxy: Option<&str>, limits: Limits) -> OutwardClient {
    OutwardClient::new(surroundings(own_pem, proxy), limits)
}

/// The surroundings of [`client`], in which every host may be on this computer.
pub(super) fn surroundings(own_pem: &str, proxy: Option<&str>) -> Surroundings {
    let resolver: Resolver = Arc::new(|host| {
        Box::pin(async move {
            match host.as_str() {
                "lost.test" => Err(NetworkError::DnsFailed),
                host if host.ends_with(".test") => Ok(vec![IpAddr::V4(Ipv4Addr::LOCALHOST)]),
                _ => Err(NetworkError::NoSuchHost),
            }
        })
    });
    let chosen =
        proxy.map_or(ChosenProxy::AsSystem, |proxy| ChosenProxy::Proxy(Secret::new(proxy.to_owned())));
    let trusted = TrustedCertificates::system(Vec::new());
    let trusted =
        if own_pem.is_empty() { trusted } else { trusted.and_own(own_pem.as_bytes(), NOW).unwrap() };
    let ticks = std::sync::atomic::AtomicU64::new(0);
    Surroundings {
        proxies: ProxySettings { chosen, ..ProxySettings::default() },
        trusted,
        private_hosts: PrivateHosts::All,
        resolver,
        now: Arc::new(|| NOW),
        elapsed: Arc::new(move || {
            Duration::from_millis(ticks.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
        }),
    }
}

pub(super) fn needed(url: &str) -> NeededHost {
    NeededHost {
        root: Url::parse(url).unwrap(),
        contacts: vec![Contact::Server],
        requests: vec!["token".to_owned()],
    }
}

/// Checks one host.
pub(super) async fn check_one(client: &OutwardClient, url: &str) -> HostCheck {
    check(&[needed(url)], client, &CancellationToken::new(), &|_| {}).await.pop().unwrap()
}

pub(super) fn code(host: &HostCheck) -> &str {
    host.problem.as_ref().map_or("", |problem| problem.code.as_str())
}

#[test]
fn every_failure_has_its_own_explanation() {
    let mut codes = BTreeMap::new();
    for error in NetworkError::ALL {
        assert!(decode::all().iter().any(|known| known.code == error.code()), "{}", error.code());
        assert_eq!(codes.insert(error.code(), error), None, "{}", error.code());
    }
}
