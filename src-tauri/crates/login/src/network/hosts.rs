//! Which hosts a login of a draft needs, and who goes there.

use desk_model::request::{ExactRequest, preview};
use desk_model::{Draft, catalogue::ProfileAuthentication};
use serde::{Deserialize, Serialize};
use specta::Type;
use url::Url;

/// Who contacts a host in a login.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Contact {
    /// The browser of the person who logs in.
    Browser,
    /// authentik's server, and in a test login this computer.
    Server,
}

/// A host that a login needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeededHost {
    /// Its root: scheme, host and port, nothing else of the URL.
    pub root: Url,
    /// Who contacts it, each once, in order.
    pub contacts: Vec<Contact>,
    /// What for: `authorize`, `token`, `userinfo`, `emails`, `discovery`, `jwks`; each once, in the login's order.
    pub requests: Vec<String>,
}

/// What a login needs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needs {
    /// The hosts, in the order in which the login comes to them.
    pub hosts: Vec<NeededHost>,
    /// The requests whose host cannot be told from the draft: nothing is entered, or only the server knows.
    pub unknown: Vec<String>,
}

/// Returns the hosts that a login of a draft needs.
pub fn needs(draft: &Draft) -> Needs {
    // The callback is authentik's own and changes no host.
    let requests = preview(draft, "https://authentik.invalid/");
    let mut needs = Needs::default();
    for ExactRequest { name, url, .. } in &requests {
        let contact = if name == "authorize" { Contact::Browser } else { Contact::Server };
        needs.add(name, url, contact);
    }
    let provider = draft.kind().and_then(|kind| kind.provider);
    if let Some(provider) = provider.filter(|provider| provider.urls_customizable) {
        for (name, field) in [("discovery", "oidc_well_known_url"), ("jwks", "oidc_jwks_url")] {
            let url = draft.text(field).trim();
            // Keys are fetched by those types that read the id token (`sources/oauth/types/oidc.py`).
            let is_read = name == "discovery"
                || provider.profile_authentication == ProfileAuthentication::HeaderOrIdToken;
            if !url.is_empty() && is_read {
                needs.add(name, url, Contact::Server);
            }
        }
    }
    needs
}

impl Needs {
    fn add(&mut self, name: &str, url: &str, contact: Contact) {
        let root = Url::parse(url).ok().filter(Url::has_host).and_then(|url| root(&url));
        let Some(root) = root else {
            self.unknown.push(name.to_owned());
            return;
        };
        match self.hosts.iter_mut().find(|host| host.root == root) {
            Some(host) => {
                if !host.contacts.contains(&contact) {
                    host.contacts.push(contact);
                }
                host.requests.push(name.to_owned());
            }
            None => {
                self.hosts.push(NeededHost { root, contacts: vec![contact], requests: vec![name.to_owned()] })
            }
        }
    }
}

/// Returns a URL's scheme, host and port.
fn root(url: &Url) -> Option<Url> {
    let mut root = url.clone();
    root.set_path("/");
    root.set_query(None);
    root.set_fragment(None);
    root.set_username("").ok()?;
    root.set_password(None).ok()?;
    Some(root)
}

#[cfg(test)]
mod tests {
    use desk_model::DraftId;

    use super::*;

    fn told(kind: &str, fields: &[(&str, &str)]) -> Vec<String> {
        let mut draft = Draft::new(DraftId("1".to_owned()), kind, "A source", "a-source").unwrap();
        for (field, text) in fields {
            draft.set(field, text).unwrap();
        }
        let needs = needs(&draft);
        let one =
            |host: &NeededHost| format!("{} {:?} {}", host.root, host.contacts, host.requests.join("+"));
        needs.hosts.iter().map(one).chain(needs.unknown.iter().map(|name| format!("? {name}"))).collect()
    }

    #[test]
    fn the_browsers_hosts_and_the_servers_are_told_apart() {
        assert_eq!(
            told("wechat", &[]),
            [
                "https://open.weixin.qq.com/ [Browser] authorize",
                "https://api.weixin.qq.com/ [Server] token+userinfo",
            ]
        );
        assert_eq!(
            told("github", &[]),
            [
                "https://github.com/ [Browser, Server] authorize+token",
                "https://api.github.com/ [Server] userinfo+emails",
                "https://token.actions.githubusercontent.com/ [Server] discovery",
            ]
        );
        assert_eq!(told("ldap", &[]), [] as [String; 0]);
    }

    #[test]
    fn nothing_of_a_url_but_its_root_is_kept_and_what_is_not_known_is_named() {
        let fields = [
            ("authorization_url", "https://li:canary@idp.example:8443/authorize?canary=1#canary"),
            ("access_token_url", "https://IDP.example:8443/token"),
            ("oidc_jwks_url", "https://keys.example/jwks"),
        ];
        assert_eq!(
            told("openidconnect", &fields),
            [
                "https://idp.example:8443/ [Browser, Server] authorize+token",
                "https://keys.example/ [Server] jwks",
            ]
        );
        assert_eq!(told("openidconnect", &[]), ["? authorize", "? token"]);
        let discovered = [("oidc_well_known_url", "https://idp.example/.well-known/openid-configuration")];
        assert_eq!(
            told("openidconnect", &discovered),
            ["https://idp.example/ [Server] discovery", "? authorize", "? token", "? userinfo"]
        );
    }
}
