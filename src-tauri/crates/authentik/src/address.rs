//! Where a server is.

use url::{Host, Url};

/// The address of an authentik server, as an admin gave it: `https://auth.example.com`, perhaps with a path.
///
/// Only `https` is taken, and `http` for a literal loopback address: a token must not travel in the clear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerAddress {
    /// Ends with a slash; no query, fragment, name or password.
    base: Url,
}

/// Why a text is no address of a server.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is no URL with a host.
    #[error("no address of a server")]
    NotAnAddress,
    /// It is `http` to another host, where everybody on the way could read the token.
    #[error("not https")]
    PlainHttp,
    /// It has a name or a password in it.
    #[error("a name or password in the address")]
    HasPassword,
}

/// Where authentik's own pages begin, for addresses that were copied from a browser.
const OWN_PATHS: [&str; 6] = ["/if/", "/api/", "/source/", "/flows/", "/application/", "/-/"];

impl ServerAddress {
    /// Reads an address. Without a scheme it is `https`; the path of a page of authentik, a query and a fragment are cut
    /// off, so that an address copied from the browser does.
    pub fn parse(text: &str) -> Result<ServerAddress, AddressError> {
        let text = text.trim();
        let with_scheme = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        let mut base = Url::parse(&with_scheme).map_err(|_| AddressError::NotAnAddress)?;
        let host = base.host().ok_or(AddressError::NotAnAddress)?;
        if !base.username().is_empty() || base.password().is_some() {
            return Err(AddressError::HasPassword);
        }
        match (base.scheme(), host) {
            ("https", _) => {}
            ("http", Host::Ipv4(address)) if address.is_loopback() => {}
            ("http", Host::Ipv6(address)) if address.is_loopback() => {}
            ("http", _) => return Err(AddressError::PlainHttp),
            _ => return Err(AddressError::NotAnAddress),
        }
        let path = base.path().to_owned();
        let end = OWN_PATHS.iter().filter_map(|own| path.find(own)).min().unwrap_or(path.len());
        let path = path.get(..end).unwrap_or_default().trim_end_matches('/');
        base.set_path(&format!("{path}/"));
        base.set_query(None);
        base.set_fragment(None);
        Ok(ServerAddress { base })
    }

    /// Returns scheme, host and port, the port also where it is the usual one: what a token is bound to.
    pub fn origin(&self) -> String {
        let port = self.base.port_or_known_default().unwrap_or_default();
        format!("{}://{}:{port}", self.base.scheme(), self.host())
    }

    /// Returns the host as people write it, with a port that is not the usual one: `auth.example.com`.
    pub fn host_and_port(&self) -> String {
        match self.base.port() {
            Some(port) => format!("{}:{port}", self.host()),
            None => self.host().to_owned(),
        }
    }

    /// Returns the host alone; an IPv6 address with its brackets.
    pub fn host(&self) -> &str {
        self.base.host_str().unwrap_or_default()
    }

    /// Returns the URL of a path below the server, such as `api/v3/core/users/me/`, with a query.
    pub(crate) fn url(&self, path: &str, query: &[(&str, &str)]) -> String {
        let mut url = self.base.clone();
        url.set_path(&format!("{}{}", self.base.path(), path.trim_start_matches('/')));
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url.into()
    }
}

impl std::fmt::Display for ServerAddress {
    /// Writes the URL without its last slash; reading it gives the same address.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.base.as_str().trim_end_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Result<String, AddressError> {
        ServerAddress::parse(text).map(|address| address.to_string())
    }

    #[test]
    fn an_address_may_be_a_host_a_url_or_one_that_was_copied_from_the_browser() {
        for (text, expected) in [
            ("auth.example.com", "https://auth.example.com"),
            (" https://auth.example.com/ ", "https://auth.example.com"),
            ("https://auth.example.com/if/admin/#/core/sources;%7B%7D", "https://auth.example.com"),
            (
                "https://example.com/auth/if/flow/default-authentication-flow/?next=%2F",
                "https://example.com/auth",
            ),
            ("https://auth.example.com:8443/api/v3/", "https://auth.example.com:8443"),
            ("http://127.0.0.1:9000", "http://127.0.0.1:9000"),
            ("http://[::1]:9000/", "http://[::1]:9000"),
            ("https://登录.example.com", "https://xn--w2t382c.example.com"),
        ] {
            assert_eq!(shown(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_would_show_a_token_to_others_is_refused() {
        for (text, expected) in [
            ("http://auth.example.com", AddressError::PlainHttp),
            ("http://localhost:9000", AddressError::PlainHttp),
            ("http://192.168.1.2:9000", AddressError::PlainHttp),
            ("https://admin:canary@auth.example.com", AddressError::HasPassword),
            ("ftp://auth.example.com", AddressError::NotAnAddress),
            ("https://", AddressError::NotAnAddress),
            ("", AddressError::NotAnAddress),
        ] {
            assert_eq!(shown(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn a_token_is_bound_to_scheme_host_and_port() {
        let origin = |text: &str| ServerAddress::parse(text).unwrap().origin();
        assert_eq!(origin("auth.example.com/auth/"), "https://auth.example.com:443");
        assert_ne!(origin("https://auth.example.com:8443"), origin("https://auth.example.com"));
        assert_eq!(origin("http://127.0.0.1:9000"), "http://127.0.0.1:9000");
    }

    proptest! {
        #[test]
        fn an_address_that_is_written_reads_back(text in "(https://)?[a-z]{1,8}(\\.[a-z]{2,5})?(:[1-9][0-9]{0,3})?(/[a-z/]{0,6})?") {
            if let Ok(address) = ServerAddress::parse(&text) {
                prop_assert_eq!(ServerAddress::parse(&address.to_string()), Ok(address));
            }
        }
    }
}
