//! What the operating system says of proxies and authorities, for the programs' [`crate::Host`]s.

#[cfg(any(windows, target_os = "macos", test))]
use desk_model::Secret;
use desk_network::{ProxySettings, SystemProxies};

/// Returns the authorities that the system trusts, as DER. Those that cannot be read are left out.
///
/// On Windows and macOS they include those that a company has installed; on Linux `SSL_CERT_FILE` and `SSL_CERT_DIR`
/// change them, as for OpenSSL.
pub fn system_certificates() -> Vec<Vec<u8>> {
    rustls_native_certs::load_native_certs()
        .certs
        .into_iter()
        .map(|certificate| certificate.to_vec())
        .collect()
}

/// Returns what the environment and the system say of proxies.
pub fn proxy_settings_from_system() -> ProxySettings {
    let variables = crate::system::proxy_variables();
    ProxySettings { variables, system: system_proxies(), ..ProxySettings::default() }
}

/// The proxy of the Internet Options. An automatic configuration script is not run: only a browser should.
#[cfg(windows)]
fn system_proxies() -> SystemProxies {
    const KEY: &str = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings";
    let Ok(key) = windows_registry::CURRENT_USER.open(KEY) else { return SystemProxies::default() };
    if key.get_u32("ProxyEnable").unwrap_or(0) == 0 {
        return SystemProxies::default();
    }
    let text = |name: &str| key.get_string(name).unwrap_or_default();
    windows_proxies(&text("ProxyServer"), &text("ProxyOverride"))
}

/// The proxy of the network's settings, as the system's own tool tells it.
#[cfg(target_os = "macos")]
fn system_proxies() -> SystemProxies {
    let told = std::process::Command::new("/usr/sbin/scutil").arg("--proxy").output();
    told.map(|output| macos_proxies(&String::from_utf8_lossy(&output.stdout))).unwrap_or_default()
}

/// Elsewhere the environment is what programs ask.
#[cfg(not(any(windows, target_os = "macos")))]
fn system_proxies() -> SystemProxies {
    SystemProxies::default()
}

/// Reads `ProxyServer`: one `HOST:PORT` for everything, or `http=…;https=…;socks=…`.
#[cfg(any(windows, test))]
fn windows_proxies(server: &str, exceptions: &str) -> SystemProxies {
    let entries: Vec<(&str, &str)> = server
        .split([';', ' '])
        .filter(|entry| !entry.trim().is_empty())
        .map(|entry| entry.trim().split_once('=').unwrap_or(("", entry.trim())))
        .collect();
    let find =
        |wanted: &str| entries.iter().find(|(name, _)| *name == wanted).map(|(_, proxy)| (*proxy).to_owned());
    let socks = || find("socks").map(|proxy| format!("socks5://{proxy}"));
    let proxy = |name: &str| find(name).or_else(|| find("")).or_else(socks).map(Secret::new);
    SystemProxies { https: proxy("https"), http: proxy("http"), exceptions: exceptions.to_owned() }
}

/// Reads what `scutil --proxy` prints: `  HTTPSEnable : 1`, lists as `  ExceptionsList : <array> {` with `    0 : …`.
#[cfg(any(target_os = "macos", test))]
fn macos_proxies(told: &str) -> SystemProxies {
    let pairs: Vec<(&str, &str)> = told
        .lines()
        .filter_map(|line| line.split_once(" : "))
        .map(|(name, value)| (name.trim(), value.trim()))
        .collect();
    let find = |wanted: &str| pairs.iter().find(|(name, _)| *name == wanted).map(|(_, value)| *value);
    let proxy = |name: &str, scheme: &str| {
        let is_on = find(&format!("{name}Enable")) == Some("1");
        let host = find(&format!("{name}Proxy")).filter(|host| is_on && !host.is_empty())?;
        let host = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
        let port = find(&format!("{name}Port")).map(|port| format!(":{port}")).unwrap_or_default();
        Some(format!("{scheme}://{host}{port}"))
    };
    let socks = || proxy("SOCKS", "socks5");
    let is_numbered = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    let mut exceptions: Vec<&str> =
        pairs.iter().filter(|(name, _)| is_numbered(name)).map(|(_, value)| *value).collect();
    if find("ExcludeSimpleHostnames") == Some("1") {
        exceptions.push("<local>");
    }
    SystemProxies {
        // Both speak plain HTTP to the proxy; the name says for which URLs it is.
        https: proxy("HTTPS", "http").or_else(socks).map(Secret::new),
        http: proxy("HTTP", "http").or_else(socks).map(Secret::new),
        exceptions: exceptions.join(","),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(proxies: &SystemProxies) -> (Option<&str>, Option<&str>, &str) {
        let shown = |proxy: &Option<Secret>| {
            proxy.as_ref().map(|proxy| Box::leak(proxy.expose().to_owned().into_boxed_str()) as &str)
        };
        (shown(&proxies.https), shown(&proxies.http), &proxies.exceptions)
    }

    #[test]
    fn the_settings_of_windows_are_read() {
        for (server, https, http) in [
            ("proxy:8080", Some("proxy:8080"), Some("proxy:8080")),
            ("http=a:1;https=b:2", Some("b:2"), Some("a:1")),
            ("http=a:1", None, Some("a:1")),
            ("socks=c:3;http=a:1", Some("socks5://c:3"), Some("a:1")),
            ("", None, None),
        ] {
            assert_eq!(
                told(&windows_proxies(server, "*.corp;<local>")),
                (https, http, "*.corp;<local>"),
                "{server}"
            );
        }
    }

    #[test]
    fn what_the_tool_of_macos_prints_is_read() {
        let text = "<dictionary> {\n  ExceptionsList : <array> {\n    0 : *.local\n    1 : 169.254/16\n  }\n  ExcludeSimpleHostnames : 1\n  FTPPassive : 1\n  HTTPEnable : 0\n  HTTPPort : 1\n  HTTPProxy : off.example\n  HTTPSEnable : 1\n  HTTPSPort : 3128\n  HTTPSProxy : proxy.example\n}\n";
        assert_eq!(
            told(&macos_proxies(text)),
            (Some("http://proxy.example:3128"), None, "*.local,169.254/16,<local>")
        );
        let socks = "  SOCKSEnable : 1\n  SOCKSPort : 1080\n  SOCKSProxy : ::1\n";
        assert_eq!(
            told(&macos_proxies(socks)),
            (Some("socks5://[::1]:1080"), Some("socks5://[::1]:1080"), "")
        );
        assert_eq!(told(&macos_proxies("<dictionary> {\n}\n")), (None, None, ""));
    }
}
