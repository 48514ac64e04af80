//! Rules for the host that serves authentik, for what providers accept as a callback, and for WeChat's 授权回调域.

use super::matching::provider_name;
use super::rule::{error, info, warning};
use super::{Finding, Rule, finding};
use crate::callback::{AuthentikHost, HostKind, bare_domain, is_bare_domain};
use crate::catalogue::{Protocol, SourceType};
use crate::console::{self, Answer};
use crate::draft::Draft;

const WECHAT_DOMAIN: &str = "WeChat Open Platform: 授权回调域; people's reports of “redirect_uri 参数错误”";
const CONSOLES: &str = "The providers' own documents on redirect URIs";

pub(super) const RULES: &[Rule] = &[
    info("host-missing", "sources/oauth/views/base.py: the callback URL has the host of the request"),
    error("host-format", "RFC 3986"),
    error("host-address", WECHAT_DOMAIN),
    error("host-local", WECHAT_DOMAIN),
    error("host-port", WECHAT_DOMAIN),
    warning("host-http", "RFC 6749, 3.1.2.1"),
    error("callback-domain-bare", WECHAT_DOMAIN),
    error("callback-domain-differs", WECHAT_DOMAIN),
    error("callback-https", CONSOLES),
    error("callback-public", CONSOLES),
    warning(
        "slug-changed",
        "sources/oauth/urls.py; sources/oauth/models.py: deleting a source deletes its connections",
    ),
    error("callback-changed", "sources/oauth/urls.py; RFC 9700, 2.1: redirect URIs are compared exactly"),
];

pub(super) fn lint(draft: &Draft) -> Vec<Finding> {
    let Some(kind) = draft.kind() else { return Vec::new() };
    if !matches!(kind.protocol, Protocol::OAuth | Protocol::Saml | Protocol::Telegram) {
        return Vec::new();
    }
    let mut findings = lint_host(draft, kind);
    findings.extend(lint_registration(draft, kind));
    if kind.id == "wechat" {
        findings.extend(lint_domain(draft));
    }
    findings
}

fn lint_registration(draft: &Draft, kind: &SourceType) -> Option<Finding> {
    let registered = draft.deployment.registered.as_ref()?;
    // WeChat knows the domain only, and that has rules of its own.
    if kind.id == "wechat" {
        return (registered.slug != draft.slug).then(|| {
            finding("slug-changed", "slug")
                .with("registered", &registered.slug)
                .with("callback", &registered.callback_url)
                .fixed_by_setting(&registered.slug)
        });
    }
    let host = AuthentikHost::parse(&draft.deployment.authentik_host).ok()?;
    let callback = host.callback_url(&draft.slug);
    (kind.protocol == Protocol::OAuth && callback != registered.callback_url).then(|| {
        let about = finding(
            "callback-changed",
            if registered.slug == draft.slug { "authentik_host" } else { "slug" },
        )
        .with("registered", &registered.callback_url)
        .with("callback", callback)
        .with("provider", provider_name(kind));
        if registered.slug == draft.slug { about } else { about.fixed_by_setting(&registered.slug) }
    })
}

fn lint_domain(draft: &Draft) -> Option<Finding> {
    const FIELD: &str = "callback_domain";
    let registered = draft.deployment.callback_domain.as_str();
    if registered.is_empty() {
        return None;
    }
    let host = AuthentikHost::parse(&draft.deployment.authentik_host).ok();
    if !is_bare_domain(registered) {
        let about = finding("callback-domain-bare", FIELD).with("domain", registered);
        return Some(match bare_domain(registered).filter(|domain| is_bare_domain(domain)) {
            Some(domain) => about.fixed_by_setting(domain),
            None => about,
        });
    }
    // WeChat compares whole hosts: neither a parent domain nor a wildcard matches.
    host.filter(|host| !host.domain().eq_ignore_ascii_case(registered)).map(|host| {
        finding("callback-domain-differs", FIELD)
            .with("domain", registered)
            .with("host", host.domain())
            .fixed_by_setting(host.domain())
    })
}

fn lint_host(draft: &Draft, kind: &SourceType) -> Vec<Finding> {
    const FIELD: &str = "authentik_host";
    let text = draft.deployment.authentik_host.as_str();
    if text.trim().is_empty() {
        return vec![finding("host-missing", FIELD)];
    }
    let Ok(host) = AuthentikHost::parse(text) else {
        return vec![finding("host-format", FIELD).with("host", text)];
    };
    let mut findings = if kind.id == "wechat" { lint_wechat_host(&host) } else { Vec::new() };
    let with_https = text.trim().replacen("http://", "https://", 1);
    let about =
        |code: &str| finding(code, FIELD).with("host", host.domain()).with("provider", provider_name(kind));
    let is_this_machine =
        matches!(host.domain(), "localhost" | "127.0.0.1" | "[::1]") || host.domain().ends_with(".localhost");
    // What no document says is no demand. WeChat's own rules are below, and a Telegram bot is linked with a domain.
    let rules = console::find(kind.id).filter(|console| console.id != "wechat").map(|console| console.rules);
    let is_exempt = is_this_machine && rules.is_some_and(|rules| rules.localhost != Answer::No);
    let wants_domain =
        kind.protocol == Protocol::Telegram || rules.is_some_and(|rules| rules.address == Answer::No);
    if wants_domain && host.kind() != HostKind::Domain && !is_exempt {
        findings.push(about("callback-public"));
    }
    if !host.is_https() {
        let is_demanded = rules.is_some_and(|rules| rules.http == Answer::No) && !is_exempt;
        let code = if is_demanded { "callback-https" } else { "host-http" };
        findings.push(about(code).fixed_by_setting(with_https));
    }
    findings
}

fn lint_wechat_host(host: &AuthentikHost) -> Vec<Finding> {
    const FIELD: &str = "authentik_host";
    let mut findings = Vec::new();
    match host.kind() {
        HostKind::Domain => {}
        HostKind::Address => findings.push(finding("host-address", FIELD).with("host", host.domain())),
        HostKind::Local => findings.push(finding("host-local", FIELD).with("host", host.domain())),
    }
    if let Some(port) = host.port() {
        let scheme = if host.is_https() { "" } else { "http://" };
        let fix = format!("{scheme}{}", host.domain());
        findings.push(finding("host-port", FIELD).with("port", port.to_string()).fixed_by_setting(fix));
    }
    findings
}
