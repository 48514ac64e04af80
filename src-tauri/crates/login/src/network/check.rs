//! Tries, from this computer, whether the hosts of a login can be reached: an empty request for `/` to each.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use specta::Type;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use desk_network::{
    AddressKind, Direct, Exchange, Origin, Outgoing, OutwardClient, PresentedCertificate, ProxyDecision,
    Stage, kind,
};

use super::hosts::{Contact, NeededHost};

/// How many hosts are tried at the same time.
const AT_ONCE: usize = 4;
/// How many hosts are tried at all. A login needs three or so; a draft that names more is not believed.
pub const MOST_HOSTS: usize = 16;

/// Which way a host is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Way {
    /// Straight.
    Direct {
        /// Why no proxy is used.
        reason: Direct,
    },
    /// Through a proxy.
    Proxy {
        /// The proxy as a URL, its password masked.
        proxy: String,
        /// Who says so.
        from: Origin,
    },
    /// Not at all: the proxy's setting cannot be understood.
    Unusable {
        /// Whose setting it is.
        from: Origin,
    },
}

/// An address that the look-up gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FoundAddress {
    /// The address.
    pub address: String,
    /// What it is.
    pub kind: AddressKind,
}

/// How long a stage took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct StageTime {
    /// The stage.
    pub stage: Stage,
    /// In milliseconds.
    pub milliseconds: u32,
}

/// Why a host cannot be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HostProblem {
    /// A key that [`crate::decode::explain`] knows.
    pub code: String,
    /// The stage that failed; `None`: nothing was tried.
    pub stage: Option<Stage>,
    /// The status with which a proxy answered.
    pub proxy_status: Option<u16>,
}

/// How one host can be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HostCheck {
    /// The host as a URL without a path: `https://api.example.com`.
    pub host: String,
    /// Who contacts it in a login.
    pub contacts: Vec<Contact>,
    /// What for.
    pub requests: Vec<String>,
    /// Which way it is reached; `None`: nothing was tried.
    pub way: Option<Way>,
    /// What the look-up gave: the host's addresses, or the proxy's if there is one.
    pub addresses: Vec<FoundAddress>,
    /// The version of TLS: `1.2` or `1.3`.
    pub tls_version: Option<String>,
    /// The certificate that the host presented, also if it is not trusted.
    pub certificate: Option<PresentedCertificate>,
    /// The status of the answer. Any is fine: the host answers.
    pub status: Option<u16>,
    /// How long each finished stage took, in their order.
    pub times: Vec<StageTime>,
    /// Why it cannot be reached; `None`: it can.
    pub problem: Option<HostProblem>,
}

impl HostCheck {
    /// Returns whether the host is an address and no name.
    pub fn is_literal(&self) -> bool {
        let url = url::Url::parse(&self.host).ok();
        matches!(url.as_ref().and_then(url::Url::host), Some(url::Host::Ipv4(_) | url::Host::Ipv6(_)))
    }
}

/// Tries the hosts, several at a time, and returns what was found, in their order; `tell` hears of each as it is done.
///
/// After a cancel it returns at once what is done by then. Hosts beyond [`MOST_HOSTS`] are left out.
pub async fn check(
    hosts: &[NeededHost],
    client: &OutwardClient,
    cancel: &CancellationToken,
    tell: &(dyn Fn(&HostCheck) + Send + Sync),
) -> Vec<HostCheck> {
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let mut running = JoinSet::new();
    for (number, host) in hosts.iter().take(MOST_HOSTS).cloned().enumerate() {
        let (client, places) = (client.clone(), Arc::clone(&places));
        running.spawn(async move {
            let _place = places.acquire_owned().await;
            (number, check_one(&host, &client).await)
        });
    }
    let mut done: Vec<(usize, HostCheck)> = Vec::new();
    loop {
        // What is still running when this ends is ended with it.
        let next = tokio::select! {
            biased;
            () = cancel.cancelled() => break,
            next = running.join_next() => next,
        };
        match next {
            None => break,
            Some(Ok(one)) => {
                tell(&one.1);
                done.push(one);
            }
            Some(Err(_)) => {}
        }
    }
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, host)| host).collect()
}

async fn check_one(host: &NeededHost, client: &OutwardClient) -> HostCheck {
    let request = Outgoing { method: "HEAD", url: host.root.as_str(), headers: &[], body: &[] };
    let Exchange { answer, trace } = client.send(&request).await;
    let addresses = trace
        .addresses
        .iter()
        .map(|address| FoundAddress { address: address.to_string(), kind: kind(*address) });
    let times = trace
        .milliseconds
        .iter()
        .map(|(stage, milliseconds)| StageTime { stage: *stage, milliseconds: *milliseconds });
    let (status, problem) = match answer {
        Ok(answer) => (Some(answer.status), None),
        Err(error) => {
            let problem = HostProblem {
                code: error.code().to_owned(),
                stage: trace.stage,
                proxy_status: trace.proxy_status,
            };
            (None, Some(problem))
        }
    };
    HostCheck {
        host: host.root.as_str().trim_end_matches('/').to_owned(),
        contacts: host.contacts.clone(),
        requests: host.requests.clone(),
        way: trace.decision.as_ref().map(way),
        addresses: addresses.collect(),
        tls_version: trace.tls_version.map(str::to_owned),
        certificate: trace.certificate.clone(),
        status,
        times: times.collect(),
        problem,
    }
}

fn way(decision: &ProxyDecision) -> Way {
    match decision {
        ProxyDecision::Direct(reason) => Way::Direct { reason: reason.clone() },
        ProxyDecision::Through { proxy, from } => Way::Proxy { proxy: proxy.to_string(), from: from.clone() },
        ProxyDecision::Unusable { from } => Way::Unusable { from: from.clone() },
    }
}
