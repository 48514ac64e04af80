//! A URL taken apart as it was written, and its parts compared. Nothing is put into normal form, as `url::Url` would do:
//! the very spelling is what a provider compares.

use url::Host;

use super::{Notes, characters, path};

/// A URL or host as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    scheme: Scheme<'a>,
    user: Option<&'a str>,
    host: &'a str,
    port: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
    fragment: Option<&'a str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme<'a> {
    Missing,
    Written(&'a str),
    /// A scheme without its `://`.
    Malformed(&'a str),
}

impl<'a> Parts<'a> {
    pub(super) fn of(text: &'a str) -> Parts<'a> {
        let (scheme, rest) = split_scheme(text);
        let (rest, fragment) = split(rest, '#');
        let (rest, query) = split(rest, '?');
        let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
        let (user, host_and_port) =
            authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
        // The colons in the brackets of an IPv6 address part nothing.
        let colon =
            host_and_port.rfind(':').filter(|at| !host_and_port.get(*at..).is_some_and(|s| s.contains(']')));
        let (host, port) = match colon {
            Some(at) => (host_and_port.get(..at).unwrap_or_default(), host_and_port.get(at + 1..)),
            None => (host_and_port, None),
        };
        Parts { scheme, user, host, port, path, query, fragment }
    }
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(before, behind)| (before, Some(behind)))
}

fn split_scheme(text: &str) -> (Scheme<'_>, &str) {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    };
    if let Some((name, rest)) = text.split_once("://")
        && is_name(name)
    {
        let host = rest.trim_start_matches('/');
        return if host.len() == rest.len() {
            (Scheme::Written(name), rest)
        } else {
            (Scheme::Malformed(name), host)
        };
    }
    if let Some(rest) = text.strip_prefix("//") {
        return (Scheme::Missing, rest);
    }
    for name in ["https", "http"] {
        let start = text.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name));
        let behind = start.and_then(|_| text.get(name.len()..));
        if let (Some(start), Some(behind)) = (start, behind)
            && (behind.starts_with("//") || behind.starts_with(':'))
        {
            return (Scheme::Malformed(start), behind.trim_start_matches([':', '/']));
        }
    }
    (Scheme::Missing, text)
}

/// Compares a URL with the callback URL.
pub(super) fn compare_url(found: &str, expected: &str, notes: &mut Notes) {
    let (found, expected) = (Parts::of(found), Parts::of(expected));
    compare_scheme(found.scheme, expected.scheme, notes);
    if let Some(user) = found.user {
        notes.note("user-information", user, "");
    }
    compare_host(found.host, expected.host, notes);
    compare_port(&found, &expected, notes);
    path::compare(found.path, expected.path, notes);
    if let Some(query) = found.query {
        notes.note("query", &format!("?{query}"), "");
    }
    if let Some(fragment) = found.fragment {
        notes.note("fragment", &format!("#{fragment}"), "");
    }
}

/// Compares what stands in a field that takes a bare host with the host.
pub(super) fn compare_bare(found: &str, expected: &str, notes: &mut Notes) {
    let parts = Parts::of(found);
    match parts.scheme {
        Scheme::Missing if found.starts_with("//") => notes.note("bare-scheme", "//", expected),
        Scheme::Missing => {}
        Scheme::Written(name) | Scheme::Malformed(name) => {
            notes.note("bare-scheme", &format!("{name}://"), expected);
        }
    }
    if let Some(user) = parts.user {
        notes.note("user-information", user, "");
    }
    compare_host(parts.host, expected, notes);
    if let Some(port) = parts.port {
        notes.note("bare-port", &format!(":{port}"), expected);
    }
    let query = parts.query.map(|query| format!("?{query}")).unwrap_or_default();
    let fragment = parts.fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
    let rest = format!("{}{query}{fragment}", parts.path);
    if !rest.is_empty() {
        notes.note("bare-path", &rest, expected);
    }
}

fn compare_scheme(found: Scheme<'_>, expected: Scheme<'_>, notes: &mut Notes) {
    let Scheme::Written(expected) = expected else { return };
    let start = format!("{expected}://");
    match found {
        Scheme::Missing => notes.note("scheme-missing", "", &start),
        Scheme::Malformed(name) => notes.note("scheme-malformed", name, &start),
        Scheme::Written(name) if name == expected => {}
        Scheme::Written(name) => {
            let code = match name.to_ascii_lowercase().as_str() {
                same if same == expected => "scheme-case",
                "http" => "scheme-http",
                "https" => "scheme-https",
                _ => "scheme-other",
            };
            notes.note(code, &format!("{name}://"), &start);
        }
    }
}

fn compare_host(found: &str, expected: &str, notes: &mut Notes) {
    if found == expected {
        return;
    }
    if found.is_empty() {
        notes.note("host-missing", "", expected);
        return;
    }
    let lower = found.to_lowercase();
    let bare = lower.trim_end_matches('.');
    if bare.len() != lower.len() {
        notes.note("host-dot", found, expected);
    }
    // The domain in the letters that DNS has: 认证.example.com is xn--zfr164b.example.com.
    let ascii = if bare.is_ascii() { None } else { Host::parse(bare).ok().map(|host| host.to_string()) };
    let below = |name: &str, of: &str| name.strip_suffix(of).is_some_and(|front| front.ends_with('.'));
    let code = if bare == expected {
        if lower == found || found.trim_end_matches('.') == expected {
            return;
        }
        "host-case"
    } else if ascii.as_deref() == Some(expected) {
        "host-unicode"
    } else if !bare.is_ascii() {
        let foreign: String = bare.chars().filter(|c| !c.is_ascii()).collect();
        notes.note("host-look-alike", &characters::code_points(&foreign), expected);
        return;
    } else if bare.strip_prefix("www.") == Some(expected) {
        "host-www-extra"
    } else if expected.strip_prefix("www.") == Some(bare) {
        "host-www-missing"
    } else if below(expected, bare) {
        "host-parent"
    } else if below(bare, expected) {
        "host-child"
    } else if matches!(Host::parse(bare), Ok(Host::Ipv4(_) | Host::Ipv6(_))) {
        "host-address"
    } else {
        "host-other"
    };
    notes.note(code, found, expected);
}

fn compare_port(found: &Parts<'_>, expected: &Parts<'_>, notes: &mut Notes) {
    let text = |port: Option<&str>| port.map(|port| format!(":{port}")).unwrap_or_default();
    let usual = if expected.scheme == Scheme::Written("http") { "80" } else { "443" };
    let code = match (found.port, expected.port) {
        (one, other) if one == other => return,
        (Some(port), None) if port == usual || port.is_empty() => "port-default",
        (Some(_), None) => "port-extra",
        (None, _) => "port-missing",
        (Some(_), Some(_)) => "port-other",
    };
    notes.note(code, &text(found.port), &text(expected.port));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_taken_apart_as_it_was_written() {
        let parts = Parts::of("HTTPS://u:p@Auth.Example.com:8443/a//b/?x=1?y#z#");
        assert_eq!(
            parts,
            Parts {
                scheme: Scheme::Written("HTTPS"),
                user: Some("u:p"),
                host: "Auth.Example.com",
                port: Some("8443"),
                path: "/a//b/",
                query: Some("x=1?y"),
                fragment: Some("z#"),
            }
        );
        let address = Parts::of("http://[::1]/x");
        assert_eq!((address.host, address.port), ("[::1]", None));
        let address = Parts::of("http://[::1]:80");
        assert_eq!((address.host, address.port, address.path), ("[::1]", Some("80"), ""));
    }

    #[test]
    fn a_scheme_is_known_by_its_remains() {
        for text in [
            "https:/a.example",
            "https//a.example",
            "https:a.example",
            "https:::/a.example",
            "https:///a.example",
        ] {
            let parts = Parts::of(text);
            assert_eq!((parts.scheme, parts.host), (Scheme::Malformed("https"), "a.example"), "{text}");
        }
        for text in ["//a.example", "a.example"] {
            assert_eq!(
                (Parts::of(text).scheme, Parts::of(text).host),
                (Scheme::Missing, "a.example"),
                "{text}"
            );
        }
    }
}
