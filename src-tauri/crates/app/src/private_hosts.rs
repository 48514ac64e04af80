//! Which hosts may be on this computer or in a private network. A person decides it, on this computer, host by host: a URL
//! may be from somebody else's file, so no draft carries it.

use std::sync::atomic::Ordering;

use desk_network::PrivateHosts;

use crate::desk::Desk;
use crate::network::NetworkSettings;
use crate::problem::Problem;

impl Desk {
    /// Chooses which hosts may be on this computer or in a private network, and returns the settings. A URL stands for its
    /// host.
    ///
    /// # Errors
    ///
    /// `network-host-invalid`.
    pub fn set_private_hosts(&self, hosts: &[String]) -> Result<NetworkSettings, Problem> {
        let hosts = read(hosts)?;
        self.change_settings(|all| all.network.private_hosts = hosts)?;
        Ok(self.network_settings())
    }

    /// Lets every host be on this computer or in a private network for as long as this process runs, as a person asks on
    /// the command line. Metadata services and addresses of the link stay refused.
    pub fn allow_private_addresses(&self) {
        self.allows_private.store(true, Ordering::Relaxed);
    }

    /// Returns which hosts may be there now.
    pub(crate) fn private_hosts(&self, settings: &NetworkSettings) -> PrivateHosts {
        match self.allows_private.load(Ordering::Relaxed) {
            true => PrivateHosts::All,
            false => PrivateHosts::These(settings.private_hosts.clone()),
        }
    }
}

/// Reads hosts as a person writes them, each once.
pub(crate) fn read(texts: &[String]) -> Result<Vec<String>, Problem> {
    let mut hosts = Vec::new();
    for text in texts.iter().filter(|text| !text.trim().is_empty()) {
        let host =
            PrivateHosts::parse(text).ok_or_else(|| Problem::about("network-host-invalid", text.trim()))?;
        if !hosts.contains(&host) {
            hosts.push(host);
        }
    }
    Ok(hosts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_kept_once_each_and_what_is_none_is_named() {
        let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        let hosts =
            read(&texts(&["https://idp.corp.example/realms", "", "IDP.corp.example", "10.0.0.5:8443"]));
        assert_eq!(hosts.ok(), Some(texts(&["idp.corp.example", "10.0.0.5"])));
        let problem = read(&texts(&["idp.corp.example", " *.example "])).err().unwrap();
        assert_eq!(
            (problem.code.as_str(), problem.subject.as_deref()),
            ("network-host-invalid", Some("*.example"))
        );
    }
}
