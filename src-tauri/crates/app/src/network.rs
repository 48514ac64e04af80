//! Whether the hosts of a login can be reached from this computer: the only use case that contacts other hosts, and
//! only when a person asks for it.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use desk_login::network::{HostCheck, NeededHost, check, needs};
use desk_model::{Draft, DraftId, Secret};
use desk_network::{
    ChosenProxy, Fingerprint, Limits, OutwardClient, PrivateHosts, Proxy, Surroundings, TrustError,
    TrustedCertificates, system_resolver,
};
use serde::{Deserialize, Serialize};
use specta::Type;
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::desk::{Desk, lock};
use crate::host::OpenRequest;
use crate::private_hosts::read;
use crate::problem::Problem;

/// How long a check waits for one host: long enough for a slow line, short enough to sit through.
const LIMITS: Limits =
    Limits { connect: Duration::from_secs(8), total: Duration::from_secs(15), most_bytes: 1024 * 1024 };
/// A bundle of all public authorities has a fifth of it.
const LARGEST_FILE: u64 = 1024 * 1024;
/// What stands for no proxy at all.
const NO_PROXY: &str = "none";

/// How the network is reached, as an admin chose it in this program.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct NetworkSettings {
    /// The proxy: an address without a password, or `none`; `None`: what the environment or the system says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy: Option<String>,
    /// A PEM file with authorities that are believed beside the system's; `None`: there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca_file: Option<String>,
    /// The hosts that may be on this computer or in a private network; no other is gone to there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub private_hosts: Vec<String>,
}

/// A host that a login needs. Nothing was contacted to know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NeededHostView {
    /// The host as a URL without a path.
    pub host: String,
    /// Who contacts it: the browser, the server.
    pub contacts: Vec<desk_login::network::Contact>,
    /// What for: `authorize`, `token`, `userinfo`, `emails`, `discovery`, `jwks`.
    pub requests: Vec<String>,
}

/// What a login needs, and the settings in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NetworkNeeds {
    /// The hosts, in the order in which the login comes to them.
    pub hosts: Vec<NeededHostView>,
    /// The requests whose host the draft does not tell.
    pub unknown: Vec<String>,
    /// What the admin chose.
    pub settings: NetworkSettings,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NetworkView {
    /// The hosts, in the order in which the login comes to them. After a cancel only those that were done.
    pub hosts: Vec<HostCheck>,
    /// The requests whose host the draft does not tell.
    pub unknown: Vec<String>,
    /// Whether every host answered.
    pub reachable: bool,
    /// Whether the check was stopped before its end.
    pub cancelled: bool,
    /// How many authorities of the system are believed.
    pub n_system_authorities: u32,
    /// How many authorities of the admin's file are believed.
    pub n_own_authorities: u32,
}

impl Desk {
    /// Returns which hosts a login of a draft needs. Nothing is contacted.
    ///
    /// # Errors
    ///
    /// `network-nothing` if the draft's kind has no login over HTTP that can be told.
    pub fn network_needs(&self, id: &DraftId) -> Result<NetworkNeeds, Problem> {
        let stored = self.with_store(|store| store.get(id))?;
        let needs = needs_of(&stored.draft)?;
        let view = |host: &NeededHost| NeededHostView {
            host: host.root.as_str().trim_end_matches('/').to_owned(),
            contacts: host.contacts.clone(),
            requests: host.requests.clone(),
        };
        Ok(NetworkNeeds {
            hosts: needs.hosts.iter().map(view).collect(),
            unknown: needs.unknown,
            settings: self.network_settings(),
        })
    }

    /// Returns how the network is reached, as the admin chose it.
    pub fn network_settings(&self) -> NetworkSettings {
        self.settings().network
    }

    /// Chooses how the network is reached, from now on and after the next start. It is tried first; nothing is
    /// contacted.
    ///
    /// # Errors
    ///
    /// `network-proxy-invalid`, `network-proxy-password`, `network-host-invalid`, or one of `network-ca-…` about the file.
    pub fn set_network_settings(&self, settings: NetworkSettings) -> Result<(), Problem> {
        let settings = NetworkSettings {
            proxy: settings.proxy.filter(|proxy| !proxy.trim().is_empty()),
            ca_file: settings.ca_file.filter(|path| !path.trim().is_empty()),
            private_hosts: read(&settings.private_hosts)?,
        };
        chosen_proxy(settings.proxy.as_deref())?;
        own_authorities(
            TrustedCertificates::system(Vec::new()),
            settings.ca_file.as_deref(),
            self.host.now(),
        )?;
        self.change_settings(|all| all.network = settings)
    }

    /// Chooses a proxy, as [`NetworkSettings::proxy`] says, and returns the settings.
    ///
    /// # Errors
    ///
    /// `network-proxy-invalid`, `network-proxy-password`.
    pub fn set_proxy(&self, proxy: Option<String>) -> Result<NetworkSettings, Problem> {
        let proxy = proxy.filter(|proxy| !proxy.trim().is_empty());
        chosen_proxy(proxy.as_deref())?;
        self.change_settings(|all| all.network.proxy = proxy)?;
        Ok(self.network_settings())
    }

    /// Asks the person for a PEM file with authorities, and returns the settings. They stay as they are if the dialog
    /// is closed.
    ///
    /// # Errors
    ///
    /// One of `network-ca-…` about the file.
    pub fn choose_ca_file(&self) -> Result<NetworkSettings, Problem> {
        let request = OpenRequest {
            title: desk_messages::text(self.locale(), desk_messages::id::NETWORK_CA_FILE, &[]),
            filter: "PEM",
            extensions: &["pem", "crt", "cer"],
            several: false,
        };
        let chosen = self.host.choose_open_paths(&request).into_iter().next();
        let chosen = chosen.map(|path| path.display().to_string());
        if let Some(path) = &chosen {
            own_authorities(TrustedCertificates::system(Vec::new()), Some(path), self.host.now())?;
            self.change_settings(|all| all.network.ca_file.clone_from(&chosen))?;
        }
        Ok(self.network_settings())
    }

    /// Believes the system's authorities only, and returns the settings. The file stays where it is.
    pub fn forget_ca_file(&self) -> Result<NetworkSettings, Problem> {
        self.change_settings(|all| all.network.ca_file = None)?;
        Ok(self.network_settings())
    }

    /// Tries whether the hosts that a stored draft's login needs can be reached. A check that runs is stopped first.
    ///
    /// # Errors
    ///
    /// As [`Desk::check_network_of`].
    pub async fn check_network(&self, id: &DraftId) -> Result<NetworkView, Problem> {
        let draft = self.with_store(|store| store.get(id))?.draft;
        let cancel = CancellationToken::new();
        if let Some(running) = lock(&self.network_check).replace(cancel.clone()) {
            running.cancel();
        }
        self.check_network_of(&draft, &self.network_settings(), &cancel, &|_| {}).await
    }

    /// Stops the check of the network that runs, if one does. It then returns what it found by then.
    pub fn stop_network_check(&self) {
        if let Some(running) = lock(&self.network_check).take() {
            running.cancel();
        }
    }

    /// Tries whether the hosts that a draft's login needs can be reached; `tell` hears of each as it is done.
    ///
    /// # Errors
    ///
    /// `network-nothing` if there is no host to try, and those of [`Desk::set_network_settings`].
    pub async fn check_network_of(
        &self,
        draft: &Draft,
        settings: &NetworkSettings,
        cancel: &CancellationToken,
        tell: &(dyn Fn(&HostCheck) + Send + Sync),
    ) -> Result<NetworkView, Problem> {
        let needs = needs_of(draft)?;
        let client = self.outward_client(settings, LIMITS)?;
        let (n_system, n_own) = client.n_authorities();
        let hosts = check(&needs.hosts, &client, cancel, tell).await;
        let is_whole = hosts.len() == needs.hosts.len();
        tracing::info!(target: crate::log::TARGET, event = "network-checked");
        Ok(NetworkView {
            reachable: is_whole && hosts.iter().all(|host| host.problem.is_none()),
            cancelled: !is_whole && cancel.is_cancelled(),
            hosts,
            unknown: needs.unknown,
            n_system_authorities: u32::try_from(n_system).unwrap_or(u32::MAX),
            n_own_authorities: u32::try_from(n_own).unwrap_or(u32::MAX),
        })
    }

    /// Makes the client for other hosts, which waits as long as `limits` say. Nothing is contacted.
    pub(crate) fn outward_client(
        &self,
        settings: &NetworkSettings,
        limits: Limits,
    ) -> Result<OutwardClient, Problem> {
        self.client_for(settings, limits, None, None, None)
    }

    /// Makes a client that believes further authorities, given as PEM, or one pinned certificate only, and may go to one more host in a private network.
    /// Nothing is contacted.
    pub(crate) fn client_for(
        &self,
        settings: &NetworkSettings,
        limits: Limits,
        authorities: Option<&str>,
        pin: Option<Fingerprint>,
        private_host: Option<String>,
    ) -> Result<OutwardClient, Problem> {
        let now = self.host.now();
        let mut proxies = self.host.proxy_settings();
        proxies.chosen = chosen_proxy(settings.proxy.as_deref())?;
        let trusted = TrustedCertificates::system(self.host.system_certificates());
        let mut trusted = own_authorities(trusted, settings.ca_file.as_deref(), now)?;
        if let Some(authorities) = authorities {
            trusted = and_own(trusted, authorities.as_bytes(), "PEM", now)?;
        }
        if let Some(pin) = pin {
            trusted = trusted.and_pin(pin);
        }
        let mut private_hosts = self.private_hosts(settings);
        if let (PrivateHosts::These(hosts), Some(host)) = (&mut private_hosts, private_host) {
            hosts.push(host);
        }
        let host = Arc::clone(&self.host);
        let surroundings = Surroundings {
            proxies,
            trusted,
            private_hosts,
            resolver: system_resolver(),
            now: Arc::new(move || now),
            elapsed: Arc::new(move || host.elapsed()),
        };
        Ok(OutwardClient::new(surroundings, limits))
    }

    /// Returns the proxy that the person chose in this program, for a web view that must go the same way. Without a choice a
    /// web view asks the system, as this program does.
    pub(crate) fn window_proxy(&self) -> Option<Url> {
        let chosen = self.network_settings().proxy?;
        let proxy = Proxy::parse(&chosen).filter(|_| chosen.trim() != NO_PROXY)?;
        Url::parse(&proxy.to_string()).ok()
    }
}

fn needs_of(draft: &Draft) -> Result<desk_login::network::Needs, Problem> {
    let kind = crate::preview::known_kind(draft)?;
    let needs = needs(draft);
    if needs.hosts.is_empty() && needs.unknown.is_empty() {
        return Err(Problem::about("network-nothing", &kind.name));
    }
    Ok(needs)
}

/// Reads the choice of a proxy. A password is refused: the settings are a plain file.
fn chosen_proxy(text: Option<&str>) -> Result<ChosenProxy, Problem> {
    let Some(text) = text else { return Ok(ChosenProxy::AsSystem) };
    if text.trim() == NO_PROXY {
        return Ok(ChosenProxy::None);
    }
    // What cannot be read may have a password in it as well, so it is not repeated.
    let proxy = Proxy::parse(text).ok_or_else(|| Problem::new("network-proxy-invalid"))?;
    if proxy.password.is_some() {
        return Err(Problem::about("network-proxy-password", proxy.to_string()));
    }
    Ok(ChosenProxy::Proxy(Secret::new(text.trim().to_owned())))
}

/// Adds the authorities of the admin's file.
fn own_authorities(
    trusted: TrustedCertificates,
    path: Option<&str>,
    now: i64,
) -> Result<TrustedCertificates, Problem> {
    let Some(path) = path else { return Ok(trusted) };
    let mut pem = Vec::new();
    let read = File::open(Path::new(path)).and_then(|file| file.take(LARGEST_FILE + 1).read_to_end(&mut pem));
    read.map_err(|error| Problem::about("network-ca-not-read", path).detailed(error.to_string()))?;
    if u64::try_from(pem.len()).is_ok_and(|length| length > LARGEST_FILE) {
        return Err(Problem::about("network-ca-too-large", path));
    }
    and_own(trusted, &pem, path, now)
}

/// Adds authorities that are given as PEM; `path` is what people know them by.
pub(crate) fn and_own(
    trusted: TrustedCertificates,
    pem: &[u8],
    path: &str,
    now: i64,
) -> Result<TrustedCertificates, Problem> {
    trusted.and_own(pem, now).map_err(|error| match error {
        TrustError::NotPem => Problem::about("network-ca-not-pem", path),
        TrustError::NoCertificate => Problem::about("network-ca-no-certificate", path),
        TrustError::HasKey => Problem::about("network-ca-has-key", path),
        TrustError::Unreadable { number } => {
            Problem::about("network-ca-unreadable", path).with("number", number.to_string())
        }
        TrustError::Expired { subject, last_day } => {
            Problem::about("network-ca-expired", path).with("name", subject).with("day", last_day)
        }
        TrustError::NotYetValid { subject, first_day } => {
            Problem::about("network-ca-not-yet-valid", path).with("name", subject).with("day", first_day)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T>(result: Result<T, Problem>) -> String {
        result.err().map(|problem| problem.code).unwrap_or_default()
    }

    #[test]
    fn a_proxy_is_chosen_without_a_password_and_never_repeated_with_one() {
        assert!(matches!(chosen_proxy(None), Ok(ChosenProxy::AsSystem)));
        assert!(matches!(chosen_proxy(Some(" none ")), Ok(ChosenProxy::None)));
        assert!(matches!(chosen_proxy(Some("http://li@proxy.example:3128")), Ok(ChosenProxy::Proxy(_))));
        for (text, expected) in [
            ("http://li:canary@proxy.example", "network-proxy-password"),
            ("gopher://li:canary@proxy.example", "network-proxy-invalid"),
            ("http://li:canary@:x", "network-proxy-invalid"),
        ] {
            let problem = chosen_proxy(Some(text)).err().unwrap();
            assert_eq!(problem.code, expected);
            assert!(!format!("{problem:?}").contains("canary"));
        }
    }

    #[test]
    fn each_file_that_is_no_authority_has_its_own_problem() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ca.pem");
        let judge = |text: &[u8]| {
            std::fs::write(&path, text).unwrap();
            code(own_authorities(TrustedCertificates::system(Vec::new()), path.to_str(), 1_780_272_000_000))
        };
        assert_eq!(judge(b"hello"), "network-ca-not-pem");
        assert_eq!(
            judge(b"-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n"),
            "network-ca-has-key"
        );
        assert_eq!(
            judge(b"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"),
            "network-ca-unreadable"
        );
        assert_eq!(
            judge(b"-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----\n"),
            "network-ca-no-certificate"
        );
        assert_eq!(judge(&vec![b'x'; 1024 * 1024 + 1]), "network-ca-too-large");
        let gone = own_authorities(TrustedCertificates::system(Vec::new()), Some("/nowhere/ca.pem"), 0);
        assert_eq!(code(gone), "network-ca-not-read");
    }
}
