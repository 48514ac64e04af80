//! Which way a request goes: straight, or through a proxy, and who says so.
//!
//! The order is that of Python's `urllib.request.getproxies`, which authentik's `requests` asks: the environment, else
//! the system's settings; a lower-case variable before an upper-case one. What an admin chose in this program comes
//! before both. This computer is never reached through a proxy.

use std::fmt;

use desk_model::Secret;
use desk_model::request::MASK;
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};
use specta::Type;
use url::Url;

use crate::no_proxy::{self, Exceptions};

/// What is known of proxies, as plain data. It may hold a password, so it does not print.
#[derive(Clone, Default)]
pub struct ProxySettings {
    /// What the admin chose in this program.
    pub chosen: ChosenProxy,
    /// The variables of the environment that speak of proxies: name and value.
    pub variables: Vec<(String, Secret)>,
    /// The system's own settings.
    pub system: SystemProxies,
}

/// What an admin chose in this program.
#[derive(Clone, Default)]
pub enum ChosenProxy {
    /// Whatever the environment or the system says.
    #[default]
    AsSystem,
    /// No proxy at all.
    None,
    /// This one, for every host but this computer.
    Proxy(Secret),
}

/// The proxies in the settings of Windows or macOS.
#[derive(Clone, Default)]
pub struct SystemProxies {
    /// For `https` URLs: `http://proxy.example.com:3128`.
    pub https: Option<Secret>,
    /// For `http` URLs.
    pub http: Option<Secret>,
    /// The hosts that are reached without it, separated by commas or semicolons; `<local>` means names without a dot.
    pub exceptions: String,
}

/// The variables that are read, in capitals; each is read in small letters first.
pub const VARIABLES: [&str; 4] = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"];

/// Who said so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Origin {
    /// The admin, in this program.
    Chosen,
    /// A variable of the environment.
    Variable {
        /// Its name, as it is spelled there.
        name: String,
    },
    /// The settings of Windows or macOS.
    System,
}

/// Why no proxy is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum Direct {
    /// The host is this computer.
    Loopback,
    /// A list of exceptions names it.
    Exception {
        /// The entry that fits.
        entry: String,
        /// Whose list it is.
        from: Origin,
    },
    /// The admin wants none.
    Chosen,
    /// None is set.
    NothingSet,
}

/// Which way a request goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProxyDecision {
    /// Straight to the host.
    Direct(Direct),
    /// Through a proxy.
    Through {
        /// The proxy.
        proxy: Proxy,
        /// Who says so.
        from: Origin,
    },
    /// A proxy is set that cannot be understood. Nothing is sent: going straight might be what is forbidden.
    Unusable {
        /// Who says so.
        from: Origin,
    },
}

/// How one speaks to a proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProxyScheme {
    /// `CONNECT` over plain HTTP.
    Http,
    /// `CONNECT` over TLS.
    Https,
    /// SOCKS 5; the proxy looks the name up, so `socks5` and `socks5h` are the same here.
    Socks5,
}

/// A proxy. Its password does not print.
#[derive(Clone)]
pub struct Proxy {
    /// How one speaks to it.
    pub scheme: ProxyScheme,
    /// Its host, an IPv6 address without brackets.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// The user's name, if it wants one.
    pub user: Option<String>,
    /// The user's password.
    pub password: Option<Secret>,
}

impl PartialEq for Proxy {
    fn eq(&self, other: &Proxy) -> bool {
        // EXPOSE: compared only.
        let password = |proxy: &Proxy| proxy.password.as_ref().map(|password| password.expose().to_owned());
        (self.scheme, &self.host, self.port, &self.user)
            == (other.scheme, &other.host, other.port, &other.user)
            && password(self) == password(other)
    }
}

impl Eq for Proxy {}

impl fmt::Debug for Proxy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Proxy({self})")
    }
}

impl fmt::Display for Proxy {
    /// Writes the proxy as a URL; of a password only that there is one.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = match self.scheme {
            ProxyScheme::Http => "http",
            ProxyScheme::Https => "https",
            ProxyScheme::Socks5 => "socks5",
        };
        write!(formatter, "{scheme}://")?;
        if let Some(user) = &self.user {
            let password = if self.password.is_some() { format!(":{MASK}") } else { String::new() };
            write!(formatter, "{user}{password}@")?;
        }
        if self.host.contains(':') {
            write!(formatter, "[{}]:{}", self.host, self.port)
        } else {
            write!(formatter, "{}:{}", self.host, self.port)
        }
    }
}

impl Proxy {
    /// Reads a proxy: `[SCHEME://][USER[:PASSWORD]@]HOST[:PORT]`. Without a scheme it is HTTP; the usual ports are 80,
    /// 443 and 1080. `None`: it cannot be understood, or its scheme is another.
    pub fn parse(text: &str) -> Option<Proxy> {
        let text = text.trim();
        if text.chars().any(|character| character.is_control() || character.is_whitespace()) {
            return None;
        }
        let whole = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
        let url = Url::parse(&whole).ok()?;
        let (scheme, usual_port) = match url.scheme() {
            "http" => (ProxyScheme::Http, 80),
            "https" => (ProxyScheme::Https, 443),
            "socks5" | "socks5h" | "socks" => (ProxyScheme::Socks5, 1080),
            _ => return None,
        };
        if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
            return None;
        }
        let host = url.host_str()?.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
        let decoded = |text: &str| percent_decode_str(text).decode_utf8().map(|text| text.into_owned()).ok();
        let user = match url.username() {
            "" => None,
            user => Some(decoded(user)?),
        };
        let password = match url.password() {
            None => None,
            Some(password) => Some(Secret::new(decoded(password)?)),
        };
        // What ends up in a header or on a screen has no line ends in it.
        if user.as_deref().is_some_and(|user| user.chars().any(char::is_control)) || host.is_empty() {
            return None;
        }
        Some(Proxy { scheme, host, port: url.port().unwrap_or(usual_port), user, password })
    }
}

/// Decides which way a request to a URL goes.
pub fn decide(url: &Url, settings: &ProxySettings) -> ProxyDecision {
    if is_this_computer(url) {
        return ProxyDecision::Direct(Direct::Loopback);
    }
    match &settings.chosen {
        ChosenProxy::AsSystem => {}
        ChosenProxy::None => return ProxyDecision::Direct(Direct::Chosen),
        ChosenProxy::Proxy(text) => return through(text, Origin::Chosen),
    }
    let environment = Environment(&settings.variables);
    let is_https = url.scheme() == "https";
    let names = if is_https { ["HTTPS_PROXY", "ALL_PROXY"] } else { ["HTTP_PROXY", "ALL_PROXY"] };
    let is_environment_set =
        ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"].iter().any(|name| environment.get(name).is_some());
    if is_environment_set {
        if let Some((name, list)) = environment.get("NO_PROXY") {
            // EXPOSE: a list of hosts; it is a secret here only because all variables are kept alike.
            if let Some(entry) = no_proxy::find(list.expose(), url, Exceptions::Variable) {
                let from = Origin::Variable { name: name.to_owned() };
                return ProxyDecision::Direct(Direct::Exception { entry, from });
            }
        }
        return match names.iter().find_map(|name| environment.get(name)) {
            Some((name, text)) => through(text, Origin::Variable { name: name.to_owned() }),
            None => ProxyDecision::Direct(Direct::NothingSet),
        };
    }
    let system = if is_https { &settings.system.https } else { &settings.system.http };
    let Some(text) = system else { return ProxyDecision::Direct(Direct::NothingSet) };
    match no_proxy::find(&settings.system.exceptions, url, Exceptions::System) {
        Some(entry) => ProxyDecision::Direct(Direct::Exception { entry, from: Origin::System }),
        None => through(text, Origin::System),
    }
}

fn through(text: &Secret, from: Origin) -> ProxyDecision {
    // EXPOSE: read once; the password in it becomes a secret of its own.
    match Proxy::parse(text.expose()) {
        Some(proxy) => ProxyDecision::Through { proxy, from },
        None => ProxyDecision::Unusable { from },
    }
}

/// Returns whether a URL's host is this computer: a loopback address, or a name that RFC 6761 keeps for it.
pub(crate) fn is_this_computer(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => {
            address.is_loopback() || address.to_ipv4_mapped().is_some_and(|mapped| mapped.is_loopback())
        }
        Some(url::Host::Domain(name)) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            name == "localhost" || name.ends_with(".localhost")
        }
        None => false,
    }
}

struct Environment<'a>(&'a [(String, Secret)]);

impl<'a> Environment<'a> {
    /// Returns a variable as it is spelled, and its value. An empty one in small letters switches the other off.
    fn get(&self, capitals: &str) -> Option<(&'a str, &'a Secret)> {
        let small = capitals.to_ascii_lowercase();
        let find = |wanted: &str| self.0.iter().find(|(name, _)| name == wanted);
        let found = find(&small)
            .or_else(|| find(capitals))
            .or_else(|| self.0.iter().find(|(name, _)| name.eq_ignore_ascii_case(capitals)));
        // EXPOSE: only whether it is empty.
        found
            .filter(|(_, value)| !value.expose().trim().is_empty())
            .map(|(name, value)| (name.as_str(), value))
    }
}

#[cfg(test)]
#[path = "proxy_tests.rs"]
mod tests;
