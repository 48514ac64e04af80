//! What a person prepares for a real test login, and the page that they open.

use desk_model::{Draft, DraftId};
use desk_network::system_resolver;
use serde::{Deserialize, Serialize};
use specta::Type;
use url::Url;

use super::check_route;
use super::routes::{TestRoute, routes};
use crate::desk::Desk;
use crate::preview::{host_of, known_kind};
use crate::problem::Problem;

/// What has to be prepared by hand before a login comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TestLoginPreparation {
    /// The redirect URI to register with the provider, for [`TestRoute::Browser`] at the port asked for.
    pub redirect_uri: Option<String>,
    /// The line for the hosts file, for [`TestRoute::Hosts`].
    pub hosts_line: Option<String>,
    /// Where the hosts file of this system is.
    pub hosts_file: String,
    /// authentik's callback URL, which the other routes come back to.
    pub callback_url: String,
}

/// Returns the redirect URI that has to be registered with the provider for a login that comes back to this computer.
///
/// # Errors
///
/// `test-login-nothing`, `test-login-no-loopback`.
pub fn loopback_redirect_uri(draft: &Draft, port: u16) -> Result<String, Problem> {
    check_route(known_kind(draft)?, TestRoute::Browser)?;
    Ok(format!("http://127.0.0.1:{port}/source/oauth/callback/{}/", draft.slug))
}

/// Where the hosts file is (Microsoft's and hosts(5)'s own words).
pub const HOSTS_FILE: &str =
    if cfg!(windows) { r"C:\Windows\System32\drivers\etc\hosts" } else { "/etc/hosts" };

impl Desk {
    /// Returns what has to be prepared by hand for a test login of a stored draft.
    ///
    /// # Errors
    ///
    /// `host-invalid`, and those of the store.
    pub fn test_login_preparation(
        &self,
        draft: &DraftId,
        port: u16,
    ) -> Result<TestLoginPreparation, Problem> {
        let draft = self.with_store(|store| store.get(draft))?.draft;
        let (host, _) = host_of(&draft, None)?;
        let has_hosts = known_kind(&draft)?.provider.is_some_and(|provider| {
            routes(provider, false).iter().any(|view| view.route == TestRoute::Hosts)
        });
        Ok(TestLoginPreparation {
            redirect_uri: loopback_redirect_uri(&draft, port).ok(),
            hosts_line: has_hosts.then(|| hosts_line(host.domain())),
            hosts_file: HOSTS_FILE.to_owned(),
            callback_url: host.callback_url(&draft.slug),
        })
    }

    /// Opens the page of the provider that an operation waits for in the person's browser.
    ///
    /// # Errors
    ///
    /// `operation-gone`, `operation-not-waiting`, `page-not-opened`.
    pub fn open_page(&self, operation: &str) -> Result<(), Problem> {
        let page = self.operations.page(operation)?;
        if is_openable(&page) && self.host.open_in_browser(&page) {
            Ok(())
        } else {
            Err(Problem::about("page-not-opened", page.as_str()))
        }
    }
}

/// Whether a host is this computer, as a line in the hosts file makes it.
pub(super) async fn is_sent_here(domain: &str) -> bool {
    let found = system_resolver()(domain.to_owned()).await;
    found.is_ok_and(|addresses| addresses.iter().any(std::net::IpAddr::is_loopback))
}

/// Whether an address is one that a browser may be given: a page of the web, without a name and password in it. An address
/// of this computer may do without TLS, and so may a provider that the draft itself names.
pub(super) fn is_openable(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
}

pub(super) fn hosts_line(domain: &str) -> String {
    format!("127.0.0.1 {domain}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_page_of_the_web_is_given_to_a_browser() {
        for (text, openable) in [
            ("https://open.weixin.qq.com/connect/qrconnect?appid=1", true),
            ("http://127.0.0.1:8080/authorize", true),
            ("https://user@bank.example/", false),
            ("https://:password@bank.example/", false),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
            ("data:text/html,x", false),
            ("smb://server/share", false),
            ("vscode://open", false),
            ("ms-calculator:", false),
        ] {
            assert_eq!(is_openable(&Url::parse(text).unwrap()), openable, "{text}");
        }
    }

    #[test]
    fn what_a_shell_would_act_on_leaves_as_a_plain_address() {
        // An authorization URL may come from a discovery document, that is from a stranger (CVE-2025-6514).
        for text in [
            "https://id.example/$(calc)",
            "https://id.example/`calc`?a=1&calc",
            "https://id.example/\"& calc &\"",
            "https://id.example/\u{202e}\r\nx",
            "https://id.example/a b|c>d^e",
        ] {
            let url = Url::parse(text).unwrap();
            assert!(url.as_str().bytes().all(|byte| byte.is_ascii_graphic()), "{url}");
            assert!(!url.as_str().contains(['"', ' ', '\r', '\n', '<', '>']), "{url}");
        }
    }
}
