//! The ways in which a test login of a type can come back, each with the reason where one is not offered.

use desk_model::catalogue::Provider;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::rehearsal::WECHAT;

/// How a test login comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum TestRoute {
    /// At a simulator on this computer.
    Simulator,
    /// In a window of ours, which stops before it goes to the callback URL.
    Window,
    /// In the person's browser, to an address of this computer that is registered with the provider (RFC 8252).
    Browser,
    /// In the person's browser, to authentik's callback URL, whose address the person pastes.
    Paste,
    /// In the person's browser, to authentik's callback URL, whose host the hosts file sends to this computer.
    Hosts,
}

/// A route as it is offered for a type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TestRouteView {
    /// The route.
    pub route: TestRoute,
    /// The id of the message that says why it is not offered; `None`: it is.
    pub why_not: Option<String>,
}

/// Returns the routes of a type in the order in which they are worth a try. `has_windows` tells whether this program can
/// open windows at all; where it cannot, the window is not spoken of.
pub(crate) fn routes(provider: &Provider, has_windows: bool) -> Vec<TestRouteView> {
    let all =
        [TestRoute::Simulator, TestRoute::Window, TestRoute::Browser, TestRoute::Paste, TestRoute::Hosts];
    let is_spoken_of = |route: &TestRoute| match route {
        TestRoute::Window => has_windows,
        // It takes a change of the computer and the browser's warning, so it is offered where little else is.
        TestRoute::Hosts => HOSTS.contains(&provider.id),
        TestRoute::Simulator | TestRoute::Browser | TestRoute::Paste => true,
    };
    all.into_iter()
        .filter(is_spoken_of)
        .map(|route| TestRouteView { route, why_not: why_not(provider, route).map(str::to_owned) })
        .collect()
}

/// Returns the id of the message that says why a route is not offered (facts on authentik, appendix A.3).
pub(crate) fn why_not(provider: &Provider, route: TestRoute) -> Option<&'static str> {
    match route {
        TestRoute::Simulator => None,
        // A window tells the address that it would go to, and no form; an address bar shows no form either.
        TestRoute::Window | TestRoute::Paste if provider.sends_form() => Some("route-not-form"),
        // Google answers every web view with `disallowed_useragent`.
        TestRoute::Window if provider.id == "google" => Some("route-not-embedded"),
        TestRoute::Browser if provider.id == WECHAT => Some("route-not-domain"),
        TestRoute::Browser if HTTPS_ONLY.contains(&provider.id) => Some("route-not-https"),
        TestRoute::Hosts if !HOSTS.contains(&provider.id) => Some("route-not-needed"),
        TestRoute::Window | TestRoute::Browser | TestRoute::Paste | TestRoute::Hosts => None,
    }
}

/// Types whose providers take no callback URL without TLS. The others take one of 127.0.0.1 that is registered.
const HTTPS_ONLY: [&str; 2] = ["apple", "slack"];
/// Types that can come back to this computer under authentik's own name only.
const HOSTS: [&str; 2] = [WECHAT, "apple"];

#[cfg(test)]
mod tests {
    use desk_model::catalogue;

    use super::*;

    #[test]
    fn each_type_has_the_routes_that_its_provider_allows() {
        let of = |id: &str| {
            let provider = catalogue::find(id).unwrap().provider.unwrap();
            let routes = routes(provider, true).into_iter();
            routes.map(|view| (view.route, view.why_not.is_none())).collect::<Vec<_>>()
        };
        use TestRoute::{Browser, Hosts, Paste, Simulator, Window};
        assert_eq!(
            of("wechat"),
            [(Simulator, true), (Window, true), (Browser, false), (Paste, true), (Hosts, true)]
        );
        assert_eq!(of("google"), [(Simulator, true), (Window, false), (Browser, true), (Paste, true)]);
        assert_eq!(
            of("apple"),
            [(Simulator, true), (Window, false), (Browser, false), (Paste, false), (Hosts, true)]
        );
        assert_eq!(of("slack"), [(Simulator, true), (Window, true), (Browser, false), (Paste, true)]);
        for id in ["github", "openidconnect", "entraid", "discord", "okta", "gitlab"] {
            let all = [(Simulator, true), (Window, true), (Browser, true), (Paste, true)];
            assert_eq!(of(id), all, "{id}");
        }
    }

    #[test]
    fn a_program_without_windows_does_not_speak_of_them() {
        let provider = catalogue::find("github").unwrap().provider.unwrap();
        assert!(routes(provider, false).iter().all(|view| view.route != TestRoute::Window));
    }
}
