//! Rules for the host that serves authentik and for WeChat's 授权回调域.

use super::rule::{error, info, warning};
use super::{Finding, Rule, finding};
use crate::callback::{AuthentikHost, HostKind, bare_domain, is_bare_domain};
use crate::draft::Draft;

const WECHAT_DOMAIN: &str = "WeChat Open Platform: 授权回调域; people's reports of “redirect_uri 参数错误”";

pub(super) const RULES: &[Rule] = &[
    info(
        "host-missing",
        "authentik builds the callback URL from the host of the request: sources/oauth/views/base.py",
    ),
    error("host-format", "RFC 3986"),
    error("host-address", WECHAT_DOMAIN),
    error("host-local", WECHAT_DOMAIN),
    error("host-port", WECHAT_DOMAIN),
    warning("host-http", "RFC 6749, 3.1.2.1"),
    error("callback-domain-bare", WECHAT_DOMAIN),
    error("callback-domain-differs", WECHAT_DOMAIN),
];

pub(super) fn lint(draft: &Draft) -> Vec<Finding> {
    let mut findings = lint_host(&draft.deployment.authentik_host);
    let registered = draft.deployment.callback_domain.as_str();
    if registered.is_empty() {
        return findings;
    }
    let host = AuthentikHost::parse(&draft.deployment.authentik_host).ok();
    if !is_bare_domain(registered) {
        let about = finding("callback-domain-bare", "callback_domain").with("domain", registered);
        findings.push(match bare_domain(registered).filter(|domain| is_bare_domain(domain)) {
            Some(domain) => about.fixed_by_setting(domain),
            None => about,
        });
    } else if let Some(host) = host.filter(|host| !host.domain().eq_ignore_ascii_case(registered)) {
        // WeChat compares whole hosts: neither a parent domain nor a wildcard matches.
        findings.push(
            finding("callback-domain-differs", "callback_domain")
                .with("domain", registered)
                .with("host", host.domain())
                .fixed_by_setting(host.domain()),
        );
    }
    findings
}

fn lint_host(text: &str) -> Vec<Finding> {
    const FIELD: &str = "authentik_host";
    if text.trim().is_empty() {
        return vec![finding("host-missing", FIELD)];
    }
    let Ok(host) = AuthentikHost::parse(text) else {
        return vec![finding("host-format", FIELD).with("host", text)];
    };
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
    if !host.is_https() {
        findings.push(
            finding("host-http", FIELD).fixed_by_setting(text.trim().replacen("http://", "https://", 1)),
        );
    }
    findings
}
