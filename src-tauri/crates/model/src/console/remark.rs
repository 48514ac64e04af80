//! Which of authentik's hosts a console takes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Answer, Console, Matching};
use crate::callback::{AuthentikHost, HostKind};

/// Every code that a remark may have; its words are the message `remark-CODE`.
pub const CODES: &[&str] = &["not-a-host", "address", "local", "http", "port", "too-many"];

/// What the provider does not take about a host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Remark {
    /// The code.
    pub code: String,
    /// The values that its words need.
    pub arguments: BTreeMap<String, String>,
}

/// A host with what the provider does not take about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemarkedHost {
    /// What was typed.
    pub text: String,
    /// The host, if it is one.
    pub host: Option<AuthentikHost>,
    /// What the provider does not take.
    pub remarks: Vec<Remark>,
}

/// Returns the hosts with all that the provider does not take about them.
pub fn remarks(console: &Console, hosts: &[&str]) -> Vec<RemarkedHost> {
    let most = console.rules.several.most().unwrap_or(usize::MAX);
    let mut different = Vec::new();
    hosts
        .iter()
        .map(|&text| {
            let parsed = AuthentikHost::parse(text).ok();
            let mut remarks = Vec::new();
            match &parsed {
                None => remarks.push(remark("not-a-host", text)),
                Some(host) => {
                    remarks.extend(remarks_of(console, host));
                    let covered = different.iter().any(|before| covers(console.rules.matching, before, host));
                    if !covered {
                        different.push(host.clone());
                        if different.len() > most {
                            let count = most.to_string();
                            remarks.push(remark("too-many", host.domain()).with("count", &count));
                        }
                    }
                }
            }
            RemarkedHost { text: text.to_owned(), host: parsed, remarks }
        })
        .collect()
}

/// Returns whether what was registered for one host serves another host too.
fn covers(matching: Matching, registered: &AuthentikHost, other: &AuthentikHost) -> bool {
    let same = registered.domain() == other.domain();
    match matching {
        Matching::Host => same,
        Matching::Exact | Matching::Prefix => registered == other,
        Matching::PrefixAndSubdomains => {
            registered.is_https() == other.is_https()
                && registered.port() == other.port()
                && (same || other.domain().ends_with(&format!(".{}", registered.domain())))
        }
    }
}

fn remarks_of(console: &Console, host: &AuthentikHost) -> Vec<Remark> {
    let rules = console.rules;
    let mut remarks = Vec::new();
    let mut refuse = |answer: Answer, code: &str, value: &str| {
        if answer == Answer::No {
            remarks.push(remark(code, value));
        }
    };
    let is_loopback = matches!(host.domain(), "127.0.0.1" | "[::1]");
    match host.kind() {
        HostKind::Domain => {}
        HostKind::Address if is_loopback && rules.matching != Matching::Host => {}
        HostKind::Address => refuse(rules.address, "address", host.domain()),
        HostKind::Local => refuse(rules.localhost, "local", host.domain()),
    }
    if !host.is_https() && !is_loopback && host.kind() != HostKind::Local {
        refuse(rules.http, "http", host.domain());
    }
    if let Some(port) = host.port() {
        refuse(rules.port, "port", &port.to_string());
    }
    remarks
}

fn remark(code: &str, value: &str) -> Remark {
    Remark { code: code.to_owned(), arguments: BTreeMap::from([("value".to_owned(), value.to_owned())]) }
}

impl Remark {
    fn with(mut self, name: &str, value: &str) -> Remark {
        self.arguments.insert(name.to_owned(), value.to_owned());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::find;

    fn codes(provider_type: &str, hosts: &[&str]) -> Vec<Vec<String>> {
        remarks(find(provider_type).unwrap(), hosts)
            .into_iter()
            .map(|one| one.remarks.into_iter().map(|remark| remark.code).collect())
            .collect()
    }

    #[test]
    fn wechat_takes_one_public_domain_without_a_port() {
        assert_eq!(codes("wechat", &["auth.example.com"]), [Vec::<String>::new()]);
        for (host, code) in [
            ("192.168.1.4", "address"),
            ("127.0.0.1", "address"),
            ("localhost", "local"),
            ("intranet", "local"),
            ("auth.example.com:9443", "port"),
            ("a b", "not-a-host"),
        ] {
            assert_eq!(codes("wechat", &[host]), [[code]], "{host}");
        }
        assert_eq!(codes("wechat", &["a.example.com", "b.example.com"])[1], ["too-many"]);
        assert_eq!(codes("wechat", &["a.example.com", "https://a.example.com"])[1], Vec::<String>::new());
    }

    #[test]
    fn a_subdomain_needs_no_url_of_its_own_at_github() {
        assert_eq!(codes("github", &["example.com", "auth.example.com"])[1], Vec::<String>::new());
        assert_eq!(codes("github", &["a.example.com", "b.example.com"])[1], ["too-many"]);
        assert_eq!(codes("github", &["http://192.168.1.4:9000"])[0], Vec::<String>::new());
    }

    #[test]
    fn only_what_a_document_forbids_is_remarked_upon() {
        assert_eq!(codes("google", &["http://auth.example.com"])[0], ["http"]);
        assert_eq!(codes("google", &["http://localhost:9000"])[0], Vec::<String>::new());
        assert_eq!(codes("google", &["10.0.0.1"])[0], ["address"]);
        assert_eq!(codes("patreon", &["http://10.0.0.1:9000", "localhost"]), [Vec::<String>::new(), vec![]]);
        let many: Vec<String> = (0..11).map(|number| format!("a{number}.example.com")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(codes("twitter", &many)[10], ["too-many"]);
        assert_eq!(codes("entraid", &many)[10], Vec::<String>::new());
    }

    #[test]
    fn every_remark_has_a_known_code() {
        for console in crate::console::all() {
            let hosts = ["", "http://a.example.com:1", "localhost", "10.0.0.1", "b.example.com"];
            for remark in remarks(console, &hosts).into_iter().flat_map(|one| one.remarks) {
                assert!(CODES.contains(&remark.code.as_str()), "{}", remark.code);
            }
        }
    }
}
