//! What an address is, and which addresses are gone to.
//!
//! A URL may come from somebody else's file, and a name's owner decides where it leads (CWE-918). So what a look-up gave
//! is judged right before the connection is made, and the connection is made to the very address that was judged.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use serde::{Deserialize, Serialize};
use specta::Type;
use url::Url;

use crate::error::NetworkError;

/// What an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum AddressKind {
    /// An address of the internet.
    Public,
    /// This computer: the hosts file, or a DNS server that blocks names, says so.
    Loopback,
    /// Of a private network: right for an own identity provider, wrong for a public one.
    Private,
    /// Of the link only: no provider has such an address.
    LinkLocal,
    /// A cloud's metadata service, which gives the computer's own credentials to whoever asks there.
    Metadata,
}

/// The addresses of metadata services that are not of the link anyway: AWS, Google Cloud, Alibaba Cloud, Oracle Cloud, and
/// Azure's wire server, as their documents name them.
const METADATA: [IpAddr; 5] = [
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254)),
    IpAddr::V6(Ipv6Addr::new(0xfd20, 0xce, 0, 0, 0, 0, 0, 0x254)),
    IpAddr::V4(Ipv4Addr::new(100, 100, 100, 200)),
    IpAddr::V4(Ipv4Addr::new(192, 0, 0, 192)),
    IpAddr::V4(Ipv4Addr::new(168, 63, 129, 16)),
];

/// Which hosts may be on this computer or in a private network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrivateHosts {
    /// All of them: the person said so for what runs now.
    All,
    /// Only these, as [`PrivateHosts::parse`] writes them.
    These(Vec<String>),
}

impl PrivateHosts {
    /// Reads a host as a person writes it: a name, an address, or a URL, of which the host is taken. Returns it as a URL
    /// has it, an IPv6 address without brackets; `None` if it is none.
    pub fn parse(text: &str) -> Option<String> {
        let text = text.trim();
        if let Ok(address) = text.parse::<Ipv6Addr>() {
            return Some(address.to_string());
        }
        let is_url = text.contains("://");
        if !is_url && text.contains(['/', '?', '#', '@']) {
            return None;
        }
        let url = Url::parse(&if is_url { text.to_owned() } else { format!("https://{text}") }).ok()?;
        let host = url.host_str()?.trim_start_matches('[').trim_end_matches(']').trim_end_matches('.');
        // One star would let all of somebody's names in.
        (!host.is_empty() && !host.contains('*')).then(|| host.to_ascii_lowercase())
    }

    /// Returns whether a URL's host, an IPv6 address without brackets, is among them.
    pub(crate) fn allow(&self, host: &str) -> bool {
        match self {
            PrivateHosts::All => true,
            PrivateHosts::These(hosts) => {
                let host = host.trim_end_matches('.');
                hosts.iter().any(|allowed| allowed.eq_ignore_ascii_case(host))
            }
        }
    }
}

/// Returns the addresses of a host that may be gone to; if there is none, why the first that says something may not.
pub(crate) fn usable(addresses: &[IpAddr], may_be_private: bool) -> Result<Vec<IpAddr>, NetworkError> {
    let mut usable = Vec::new();
    let mut refused: Option<NetworkError> = None;
    for &address in addresses {
        let why = match kind(address) {
            AddressKind::Public => None,
            AddressKind::Loopback | AddressKind::Private if may_be_private => None,
            AddressKind::Loopback | AddressKind::Private => Some(NetworkError::Private(address)),
            AddressKind::LinkLocal => Some(NetworkError::LinkLocal(address)),
            AddressKind::Metadata => Some(NetworkError::Metadata(address)),
        };
        match why {
            None => usable.push(address),
            // What a person can allow is what helps them on.
            Some(NetworkError::Private(_)) if !matches!(refused, Some(NetworkError::Private(_))) => {
                refused = why
            }
            Some(_) => refused = refused.or(why),
        }
    }
    match refused {
        Some(why) if usable.is_empty() => Err(why),
        _ => Ok(usable),
    }
}

/// Says what an address is. Of an IPv6 address that stands for an IPv4 address, that one counts: it is where a
/// translator or a tunnel brings the connection.
pub fn kind(address: IpAddr) -> AddressKind {
    let address = address.to_canonical();
    if METADATA.contains(&address) {
        return AddressKind::Metadata;
    }
    match address {
        // All of 0.0.0.0/8 is "this host on this network" (RFC 1122, section 3.2.1.3).
        IpAddr::V4(v4) if v4.is_loopback() || v4.octets()[0] == 0 => AddressKind::Loopback,
        IpAddr::V4(v4) if v4.is_link_local() => AddressKind::LinkLocal,
        // The second is what RFC 6598 keeps for providers' own networks.
        IpAddr::V4(v4) if v4.is_private() || (v4.octets()[0] == 100 && v4.octets()[1] & 0xc0 == 64) => {
            AddressKind::Private
        }
        IpAddr::V4(_) => AddressKind::Public,
        IpAddr::V6(v6) if v6.is_loopback() || v6.is_unspecified() => AddressKind::Loopback,
        IpAddr::V6(v6) if v6.is_unicast_link_local() => AddressKind::LinkLocal,
        IpAddr::V6(v6) => match (v6.segments(), embedded(v6)) {
            // fc00::/7 (RFC 4193); fec0::/10, which RFC 3879 gave up; the translator's own 64:ff9b:1::/48 (RFC 8215).
            ([first, ..], _) if first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfec0 => AddressKind::Private,
            ([0x64, 0xff9b, 1, ..], _) => AddressKind::Private,
            (_, Some(v4)) => kind(IpAddr::V4(v4)),
            (_, None) => AddressKind::Public,
        },
    }
}

/// Returns the IPv4 address that an IPv6 address stands for.
fn embedded(v6: Ipv6Addr) -> Option<Ipv4Addr> {
    let v4 = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match v6.segments() {
        // NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo (RFC 4380, the address inverted), IPv4-compatible (RFC 4291, 2.5.5.1).
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(v4(high, low)),
        [0x2002, high, low, ..] => Some(v4(high, low)),
        [0x2001, 0, .., high, low] => Some(v4(!high, !low)),
        [0, 0, 0, 0, 0, 0, high, low] => Some(v4(high, low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn addresses_that_no_public_provider_has_are_told_apart() {
        for (text, expected) in [
            ("127.0.0.1", AddressKind::Loopback),
            ("127.255.0.9", AddressKind::Loopback),
            ("0.0.0.0", AddressKind::Loopback),
            ("0.1.2.3", AddressKind::Loopback),
            ("::", AddressKind::Loopback),
            ("::1", AddressKind::Loopback),
            ("::ffff:127.0.0.1", AddressKind::Loopback),
            ("::127.0.0.1", AddressKind::Loopback),
            ("64:ff9b::7f00:1", AddressKind::Loopback),
            ("2002:7f00:1::", AddressKind::Loopback),
            ("10.1.2.3", AddressKind::Private),
            ("172.16.0.1", AddressKind::Private),
            ("172.31.255.255", AddressKind::Private),
            ("192.168.0.1", AddressKind::Private),
            ("100.64.0.1", AddressKind::Private),
            ("100.127.255.255", AddressKind::Private),
            ("fc00::1", AddressKind::Private),
            ("fd00::1", AddressKind::Private),
            ("fec0::1", AddressKind::Private),
            ("::ffff:10.0.0.1", AddressKind::Private),
            ("::10.0.0.1", AddressKind::Private),
            ("64:ff9b::10.0.0.1", AddressKind::Private),
            ("64:ff9b:1::a00:1", AddressKind::Private),
            ("2002:a00:1::1", AddressKind::Private),
            ("2001:0:4136:e378:8000:63bf:f5ff:fffe", AddressKind::Private),
            ("169.254.169.254", AddressKind::LinkLocal),
            ("169.254.0.1", AddressKind::LinkLocal),
            ("::ffff:169.254.169.254", AddressKind::LinkLocal),
            ("64:ff9b::169.254.169.254", AddressKind::LinkLocal),
            ("2002:a9fe:a9fe::", AddressKind::LinkLocal),
            ("fe80::1", AddressKind::LinkLocal),
            ("febf::1", AddressKind::LinkLocal),
            ("fd00:ec2::254", AddressKind::Metadata),
            ("fd20:ce::254", AddressKind::Metadata),
            ("100.100.100.200", AddressKind::Metadata),
            ("::ffff:100.100.100.200", AddressKind::Metadata),
            ("64:ff9b::100.100.100.200", AddressKind::Metadata),
            ("192.0.0.192", AddressKind::Metadata),
            ("168.63.129.16", AddressKind::Metadata),
            ("100.63.255.255", AddressKind::Public),
            ("100.128.0.1", AddressKind::Public),
            ("172.15.0.1", AddressKind::Public),
            ("172.32.0.1", AddressKind::Public),
            ("192.169.0.1", AddressKind::Public),
            ("198.51.100.7", AddressKind::Public),
            ("::ffff:198.51.100.7", AddressKind::Public),
            ("64:ff9b::198.51.100.7", AddressKind::Public),
            ("2002:c633:6407::", AddressKind::Public),
            ("2001:db8::1", AddressKind::Public),
            // What a proxy program on this computer makes up for each name (RFC 2544 keeps it for measurements).
            ("198.18.0.1", AddressKind::Public),
        ] {
            assert_eq!(kind(address(text)), expected, "{text}");
        }
    }

    #[test]
    fn of_several_addresses_only_those_are_used_that_may_be() {
        let of = |texts: &[&str]| texts.iter().map(|text| address(text)).collect::<Vec<_>>();
        let mixed = of(&["169.254.169.254", "10.0.0.1", "198.51.100.7", "::1", "100.100.100.200"]);
        assert_eq!(usable(&mixed, false), Ok(of(&["198.51.100.7"])));
        assert_eq!(usable(&mixed, true), Ok(of(&["10.0.0.1", "198.51.100.7", "::1"])));
        assert_eq!(usable(&[], false), Ok(Vec::new()));
        for (texts, may_be_private, expected) in [
            (&["10.0.0.1", "192.168.0.1"][..], false, NetworkError::Private(address("10.0.0.1"))),
            (&["169.254.169.254", "::1"], false, NetworkError::Private(address("::1"))),
            (
                &["169.254.169.254", "100.100.100.200"],
                true,
                NetworkError::LinkLocal(address("169.254.169.254")),
            ),
            (&["fd00:ec2::254"], true, NetworkError::Metadata(address("fd00:ec2::254"))),
        ] {
            assert_eq!(usable(&of(texts), may_be_private), Err(expected), "{texts:?}");
        }
    }

    #[test]
    fn a_host_is_allowed_by_its_own_name_and_by_no_other() {
        let hosts = [
            "IDP.corp.example",
            "https://10.0.0.5:8443/realms",
            "[fd00::5]:8443",
            "fd00::6",
            "登录.example",
            "0x7f.1",
            "keycloak.",
        ];
        let hosts: Vec<String> = hosts.into_iter().map(|host| PrivateHosts::parse(host).unwrap()).collect();
        let written = [
            "idp.corp.example",
            "10.0.0.5",
            "fd00::5",
            "fd00::6",
            "xn--w2t382c.example",
            "127.0.0.1",
            "keycloak",
        ];
        assert_eq!(hosts, written);
        let again: Vec<String> = hosts.iter().map(|host| PrivateHosts::parse(host).unwrap()).collect();
        assert_eq!(again, hosts, "what is written is read as itself");
        let hosts = PrivateHosts::These(hosts);
        for allowed in ["idp.corp.example", "idp.corp.example.", "10.0.0.5", "fd00::5", "127.0.0.1"] {
            assert!(hosts.allow(allowed), "{allowed}");
            assert!(PrivateHosts::All.allow(allowed));
        }
        for other in ["corp.example", "a.idp.corp.example", "idp.corp.example.evil.test", "10.0.0.50", ""] {
            assert!(!hosts.allow(other), "{other}");
            assert!(!PrivateHosts::These(Vec::new()).allow(other), "{other}");
        }
        for nothing in ["", " ", "*", "*.corp.example", "a b", "https://", "10.0.0.0/8", "fd00::g"] {
            assert_eq!(PrivateHosts::parse(nothing), None, "{nothing}");
        }
    }
}
