//! What `/connect/qrconnect` checks, and the address that a confirmed login goes to. Pure.

use url::{Host, Url};

use crate::Fault;
use crate::options::{Application, ApplicationKind};
use crate::parameters::Parameters;

/// A request that has passed the checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LoginRequest {
    /// As the client sent it, decoded once.
    pub(crate) redirect_uri: String,
    /// As the client sent it, decoded once; empty if it sent none.
    pub(crate) state: String,
}

/// Why the page shows an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageError {
    AppId,
    Scope,
    RedirectUri,
}

impl PageError {
    /// WeChat's own text; its English wording is not known.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::AppId => "AppID 参数错误",
            Self::Scope => "Scope 参数错误或没有 Scope 权限",
            Self::RedirectUri => "redirect_uri 参数错误",
        }
    }
}

/// Checks AppID, then scope, then redirect_uri. Every other parameter is ignored, `response_type`
/// included: WeChat's own wxLogin.js does not send it.
pub(crate) fn check(
    application: &Application,
    fault: Option<Fault>,
    request: &Parameters,
) -> Result<LoginRequest, PageError> {
    let known = request.get("appid") == Some(application.appid.as_str());
    if !known || fault == Some(Fault::AppIdPage) {
        return Err(PageError::AppId);
    }
    let entitled = application.kind == ApplicationKind::Website
        && application.approved
        && application.login_granted
        && request.get("scope").is_some_and(|scope| scope.split(',').all(|item| item == "snsapi_login"));
    if !entitled || fault == Some(Fault::ScopePage) {
        return Err(PageError::Scope);
    }
    let redirect_uri = request
        .get("redirect_uri")
        .filter(|uri| may_redirect(uri, &application.callback_domain))
        .filter(|_| fault != Some(Fault::RedirectUriPage))
        .ok_or(PageError::RedirectUri)?;
    let state = request.get("state").unwrap_or_default();
    Ok(LoginRequest { redirect_uri: redirect_uri.to_owned(), state: state.to_owned() })
}

/// Where a confirmed login goes. As WeChat's page script builds it: appended to whatever is there,
/// also behind a `#`; `state` is not encoded again, and is there when it is empty.
pub(crate) fn location(redirect_uri: &str, code: &str, state: &str) -> String {
    format!("{redirect_uri}{}code={code}&state={state}", joint(redirect_uri))
}

/// Where a cancelled login goes, if it goes anywhere: what the document 网站应用微信登录 says.
pub(crate) fn denied_location(redirect_uri: &str, state: &str) -> String {
    format!("{redirect_uri}{}state={state}", joint(redirect_uri))
}

/// `redirect_uri` with its scheme, host and port replaced by `deliver_to`, which does not end in `/`.
pub(crate) fn delivered(redirect_uri: &str, deliver_to: Option<&str>) -> String {
    let Some(deliver_to) = deliver_to else { return redirect_uri.to_owned() };
    let rest = redirect_uri.split_once("://").map_or(redirect_uri, |(_, rest)| rest);
    let path = rest.find(['/', '?', '#']).map_or("", |start| &rest[start..]);
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("{deliver_to}{slash}{path}")
}

fn joint(redirect_uri: &str) -> char {
    if redirect_uri.contains('?') { '&' } else { '?' }
}

/// Absolute http or https, the exact callback domain, the scheme's own port, no user information.
/// An IP address and localhost are refused even when they are the callback domain.
fn may_redirect(uri: &str, callback_domain: &str) -> bool {
    // `Url` repairs what browsers repair: tabs, backslashes, missing slashes. What it would repair is
    // refused here, so that the checked host is the one a browser goes to.
    let lower = uri.to_ascii_lowercase();
    let absolute = lower.starts_with("http://") || lower.starts_with("https://");
    let plain = !uri.contains(|c: char| c.is_control() || c == '\\' || c == ' ');
    let Ok(url) = Url::parse(uri) else { return false };
    let Some(Host::Domain(host)) = url.host() else { return false };
    absolute
        && plain
        && host.eq_ignore_ascii_case(callback_domain)
        && host != "localhost"
        && url.port().is_none()
        && url.username().is_empty()
        && url.password().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SimulatorSecret;

    const GOOD: &str = "appid=wx0000000000000001&scope=snsapi_login&state=S\
                        &redirect_uri=https%3A%2F%2Fauthentik.example.com%2Fsource%2F";

    fn application() -> Application {
        let secret = SimulatorSecret::new("00000000000000000000000000000001");
        Application::new("wx0000000000000001", secret, "Example", "Authentik.example.com")
    }

    fn check_query(query: &str) -> Result<LoginRequest, PageError> {
        check(&application(), None, &Parameters::parse(query))
    }

    #[test]
    fn a_good_request_passes_whatever_else_it_brings() {
        let expected = LoginRequest {
            redirect_uri: "https://authentik.example.com/source/".to_owned(),
            state: "S".to_owned(),
        };
        assert_eq!(check_query(GOOD), Ok(expected.clone()));
        assert_eq!(check_query(&format!("{GOOD}&response_type=token&login_hint=a&lang=en")), Ok(expected));
        let stateless = check_query(&GOOD.replace("&state=S", ""));
        assert_eq!(stateless.map(|request| request.state), Ok(String::new()));
    }

    #[test]
    fn appid_is_checked_before_scope_and_scope_before_redirect_uri() {
        assert_eq!(check_query(""), Err(PageError::AppId));
        assert_eq!(check_query("appid=wx0000000000000002&scope=snsapi_login"), Err(PageError::AppId));
        assert_eq!(check_query("appid=wx0000000000000001"), Err(PageError::Scope));
        assert_eq!(check_query("appid=wx0000000000000001&scope=snsapi_login"), Err(PageError::RedirectUri));
    }

    #[test]
    fn only_snsapi_login_alone_is_a_scope() {
        for scope in ["snsapi_userinfo", "snsapi_login%20openid", "snsapi_login,snsapi_base", "", ","] {
            let query = GOOD.replace("scope=snsapi_login", &format!("scope={scope}"));
            assert_eq!(check_query(&query), Err(PageError::Scope), "{scope}");
        }
    }

    #[test]
    fn an_application_that_may_not_log_in_gets_the_scope_error() {
        let spoil: [fn(&mut Application); 5] = [
            |application| application.kind = ApplicationKind::OfficialAccount,
            |application| application.kind = ApplicationKind::MiniProgram,
            |application| application.kind = ApplicationKind::MobileApplication,
            |application| application.approved = false,
            |application| application.login_granted = false,
        ];
        for spoil in spoil {
            let mut application = application();
            spoil(&mut application);
            assert_eq!(check(&application, None, &Parameters::parse(GOOD)), Err(PageError::Scope));
        }
    }

    #[test]
    fn each_page_fault_acts_at_its_own_place() {
        for (fault, error) in [
            (Fault::AppIdPage, PageError::AppId),
            (Fault::ScopePage, PageError::Scope),
            (Fault::RedirectUriPage, PageError::RedirectUri),
        ] {
            assert_eq!(check(&application(), Some(fault), &Parameters::parse(GOOD)), Err(error));
            let empty = Parameters::parse("");
            assert_eq!(check(&application(), Some(fault), &empty), Err(PageError::AppId));
        }
    }

    #[test]
    fn redirect_uri_must_be_on_the_exact_callback_domain_and_its_own_port() {
        for (uri, right) in [
            ("https://authentik.example.com", true),
            ("http://AUTHENTIK.example.com:80/cb?a=1#b", true),
            ("HTTPS://authentik.example.com:443/", true),
            ("https://authentik.example.com:80/", false),
            ("https://authentik.example.com:9443/", false),
            ("https://sub.authentik.example.com/", false),
            ("https://example.com/", false),
            ("https://authentik.example.com.evil.test/", false),
            ("https://authentik.example.com@evil.test/", false),
            ("https://user@authentik.example.com/", false),
            ("authentik.example.com/cb", false),
            ("//authentik.example.com/cb", false),
            ("https:authentik.example.com/cb", false),
            ("https:\\\\authentik.example.com/cb", false),
            ("https://authentik.example.com\t/cb", false),
            ("javascript://authentik.example.com/%0aalert(1)", false),
            ("ftp://authentik.example.com/", false),
            ("", false),
        ] {
            assert_eq!(may_redirect(uri, "Authentik.example.com"), right, "{uri}");
        }
        for host in ["127.0.0.1", "localhost", "[::1]"] {
            assert!(!may_redirect(&format!("http://{host}/"), host));
        }
        for domain in ["https://authentik.example.com", "authentik.example.com/source/", "*.example.com"] {
            assert!(!may_redirect("https://authentik.example.com/source/", domain));
        }
    }

    #[test]
    fn code_and_state_are_appended_as_the_page_script_does() {
        for (uri, expected) in [
            ("https://a.test/cb", "https://a.test/cb?code=C&state=x%3D%3D"),
            ("https://a.test/cb?b=1", "https://a.test/cb?b=1&code=C&state=x%3D%3D"),
            ("https://a.test/#/login?n=1", "https://a.test/#/login?n=1&code=C&state=x%3D%3D"),
            ("https://a.test/#/login", "https://a.test/#/login?code=C&state=x%3D%3D"),
        ] {
            assert_eq!(location(uri, "C", "x%3D%3D"), expected);
        }
        assert_eq!(location("https://a.test/", "C", ""), "https://a.test/?code=C&state=");
        assert_eq!(denied_location("https://a.test/?b", "S"), "https://a.test/?b&state=S");
    }

    #[test]
    fn delivery_replaces_scheme_host_and_port_and_keeps_the_rest() {
        let to = Some("http://127.0.0.1:5000/prefix");
        for (uri, expected) in [
            ("https://a.test/cb/?x=1#y", "http://127.0.0.1:5000/prefix/cb/?x=1#y"),
            ("https://a.test:443/cb?u=http://b/", "http://127.0.0.1:5000/prefix/cb?u=http://b/"),
            ("https://a.test?x=1", "http://127.0.0.1:5000/prefix/?x=1"),
            ("https://a.test", "http://127.0.0.1:5000/prefix/"),
        ] {
            assert_eq!(delivered(uri, to), expected);
        }
        assert_eq!(delivered("https://a.test/cb", None), "https://a.test/cb");
    }
}
