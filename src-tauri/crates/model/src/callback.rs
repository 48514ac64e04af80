//! Where the provider sends the browser back to: the callback URL and WeChat's 授权回调域.
//!
//! authentik builds the callback URL from the host that the browser used (`sources/oauth/views/base.py`), so one
//! source has one callback URL for each domain that serves authentik.

use std::net::{Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// The host name that stands in while the admin has not said where authentik lives. authentik's documents use it too.
pub const PLACEHOLDER_HOST: &str = "authentik.company";

/// Where an authentik lives, as the browser sees it: scheme, host, port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthentikHost {
    url: Url,
}

/// Why a text names no host.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HostError {
    /// There is no text.
    #[error("no host")]
    Empty,
    /// The text is neither a host nor an `http` or `https` URL.
    #[error("not a host: {0}")]
    NotAHost(String),
}

/// What kind of name a host is; WeChat accepts domain names only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostKind {
    /// A domain name, such as `auth.example.com`.
    Domain,
    /// An IP address.
    Address,
    /// `localhost`, a name below it, or a name without a dot.
    Local,
}

impl AuthentikHost {
    /// Parses a host name with an optional port, or a URL; without a scheme it is `https`.
    pub fn parse(text: &str) -> Result<AuthentikHost, HostError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(HostError::Empty);
        }
        let refused = || HostError::NotAHost(text.to_owned());
        let with_scheme = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        let mut url = Url::parse(&with_scheme).map_err(|_| refused())?;
        let plain =
            matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
        if !plain || url.host_str().is_none_or(str::is_empty) || text.chars().any(char::is_whitespace) {
            return Err(refused());
        }
        url.set_path("/");
        url.set_query(None);
        url.set_fragment(None);
        Ok(AuthentikHost { url })
    }

    /// Returns the placeholder that is used while no host is known.
    pub fn placeholder() -> Option<AuthentikHost> {
        AuthentikHost::parse(PLACEHOLDER_HOST).ok()
    }

    /// Returns the bare host in ASCII: what belongs into the field 授权回调域.
    pub fn domain(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// Returns the port if the URL shows one, that is one other than 443 for `https` and 80 for `http`.
    pub fn port(&self) -> Option<u16> {
        self.url.port()
    }

    /// Returns whether the browser reaches authentik by `https`.
    pub fn is_https(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// Returns what kind of name the host is.
    pub fn kind(&self) -> HostKind {
        match self.url.host() {
            Some(Host::Ipv4(_) | Host::Ipv6(_)) => HostKind::Address,
            Some(Host::Domain(name))
                if name == "localhost" || name.ends_with(".localhost") || !name.contains('.') =>
            {
                HostKind::Local
            }
            Some(Host::Domain(_)) | None => HostKind::Domain,
        }
    }

    /// Returns the callback URL of a source, with the slash at its end that authentik sends:
    /// `https://HOST/source/oauth/callback/SLUG/` (authentik's `sources/oauth/urls.py`).
    pub fn callback_url(&self, slug: &str) -> String {
        self.at(&format!("source/oauth/callback/{slug}/"))
    }

    /// Returns the URL that starts a login with the source.
    pub fn login_url(&self, slug: &str) -> String {
        self.at(&format!("source/oauth/login/{slug}/"))
    }

    /// Returns the URL of a path that begins with no slash.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }
}

/// Returns the bare host of what somebody typed into 授权回调域, or `None` if there is no host in it.
pub fn bare_domain(text: &str) -> Option<String> {
    AuthentikHost::parse(text).ok().map(|host| host.domain().to_owned())
}

/// Returns whether the text is a bare host: no scheme, no path, no port, no white space.
pub fn is_bare_domain(text: &str) -> bool {
    let is_address =
        text.parse::<Ipv4Addr>().is_ok() || text.trim_matches(['[', ']']).parse::<Ipv6Addr>().is_ok();
    !is_address && bare_domain(text).is_some_and(|domain| domain.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_callback_url_ends_with_a_slash_and_names_the_slug() {
        for (host, callback) in [
            ("auth.example.com", "https://auth.example.com/source/oauth/callback/wechat/"),
            (
                "https://auth.example.com/if/admin/#/x",
                "https://auth.example.com/source/oauth/callback/wechat/",
            ),
            ("AUTH.example.com:443", "https://auth.example.com/source/oauth/callback/wechat/"),
            ("http://auth.example.com:9000", "http://auth.example.com:9000/source/oauth/callback/wechat/"),
        ] {
            assert_eq!(AuthentikHost::parse(host).unwrap().callback_url("wechat"), callback);
        }
    }

    #[test]
    fn a_host_is_told_from_an_address_and_a_local_name() {
        for (host, kind) in [
            ("auth.example.com", HostKind::Domain),
            ("192.168.1.4", HostKind::Address),
            ("[::1]:9443", HostKind::Address),
            ("localhost", HostKind::Local),
            ("intranet", HostKind::Local),
        ] {
            assert_eq!(AuthentikHost::parse(host).unwrap().kind(), kind, "{host}");
        }
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for text in [
            "",
            "  ",
            "ftp://a.example",
            "javascript:alert(1)",
            "https://",
            "https://u:p@a.example",
            "a b.example",
        ] {
            assert!(AuthentikHost::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn only_the_bare_host_belongs_into_the_callback_domain() {
        for (text, bare) in [
            ("auth.example.com", true),
            ("https://auth.example.com", false),
            ("auth.example.com/", false),
            ("auth.example.com:8080", false),
            (" auth.example.com", false),
            ("192.168.1.4", false),
            ("", false),
        ] {
            assert_eq!(is_bare_domain(text), bare, "{text}");
        }
        assert_eq!(bare_domain("https://auth.example.com/source/").as_deref(), Some("auth.example.com"));
    }

    proptest! {
        #[test]
        fn the_bare_domain_of_any_text_is_bare(text in ".*") {
            if let Some(domain) = bare_domain(&text) && AuthentikHost::parse(&domain).is_ok_and(|host| host.kind() != HostKind::Address) {
                prop_assert!(is_bare_domain(&domain));
            }
        }
    }
}
