//! Lists of hosts that are reached without a proxy, as curl, Python and Windows write them.

use std::net::IpAddr;

use ipnet::IpNet;
use url::{Host, Url};

/// Whose list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exceptions {
    /// `NO_PROXY`: a domain stands for its subdomains too, with or without a dot in front.
    Variable,
    /// The list of Windows or macOS: a name stands for itself only, `*.example.com` for its subdomains, `<local>` for
    /// names without a dot.
    System,
}

/// Returns the first entry of a list that a URL's host fits, as it is written there.
pub(crate) fn find(list: &str, url: &Url, whose: Exceptions) -> Option<String> {
    let host = url.host()?;
    let port = url.port_or_known_default();
    list.split([',', ';', ' ', '\t', '\n', '\r'])
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
        .find(|entry| fits(entry, &host, port, whose))
        .map(str::to_owned)
}

fn fits(entry: &str, host: &Host<&str>, port: Option<u16>, whose: Exceptions) -> bool {
    // Windows may write a scheme in front.
    let entry = entry.split_once("://").map_or(entry, |(_, rest)| rest);
    if entry == "*" {
        return true;
    }
    if entry.eq_ignore_ascii_case("<local>") {
        return whose == Exceptions::System && matches!(host, Host::Domain(name) if !name.contains('.'));
    }
    let (pattern, wanted) = split_port(entry);
    if wanted.is_some() && wanted != port {
        return false;
    }
    match host {
        Host::Ipv4(address) => fits_address(pattern, IpAddr::V4(*address)),
        Host::Ipv6(address) => fits_address(pattern, IpAddr::V6(*address)),
        Host::Domain(name) => fits_name(pattern, name, whose),
    }
}

fn fits_address(pattern: &str, address: IpAddr) -> bool {
    if let Ok(one) = pattern.parse::<IpAddr>() {
        return one.to_canonical() == address.to_canonical();
    }
    if let Ok(range) = pattern.parse::<IpNet>() {
        return range.contains(&address) || range.contains(&address.to_canonical());
    }
    pattern.contains('*') && is_like(&pattern.to_ascii_lowercase(), &address.to_string())
}

fn fits_name(pattern: &str, name: &str, whose: Exceptions) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let domain = pattern.strip_prefix("*.").or_else(|| pattern.strip_prefix('.'));
    let bare = domain.unwrap_or(pattern).trim_end_matches('.');
    if bare.contains('*') {
        return is_like(&bare.to_ascii_lowercase(), &name);
    }
    // A URL's host is Punycode; an entry may be in any script.
    let bare = match Host::parse(bare) {
        Ok(Host::Domain(bare)) => bare,
        Ok(_) | Err(_) => return false,
    };
    let is_below = name.strip_suffix(&bare).is_some_and(|rest| rest.ends_with('.'));
    match (whose, domain.is_some()) {
        (Exceptions::Variable, _) => name == bare || is_below,
        (Exceptions::System, true) => is_below,
        (Exceptions::System, false) => name == bare,
    }
}

/// Takes a port off an entry; an IPv6 address has one only behind brackets.
fn split_port(entry: &str) -> (&str, Option<u16>) {
    if let Some(rest) = entry.strip_prefix('[') {
        return match rest.split_once(']') {
            Some((address, behind)) => (address, behind.strip_prefix(':').and_then(|port| port.parse().ok())),
            None => (entry, None),
        };
    }
    match entry.rsplit_once(':') {
        Some((before, port)) if !before.contains(':') => match port.parse() {
            Ok(port) => (before, Some(port)),
            Err(_) => (entry, None),
        },
        _ => (entry, None),
    }
}

/// Returns whether a text is like a pattern in which `*` stands for anything.
fn is_like(pattern: &str, text: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(first) else { return false };
    let mut pieces: Vec<&str> = rest.split('*').collect();
    let last = pieces.pop().unwrap_or_default();
    for piece in pieces {
        match text.split_once(piece) {
            Some((_, behind)) => text = behind,
            None => return false,
        }
    }
    text.ends_with(last)
}
