//! Rules that follow from the catalogue alone: what a field takes, and what a version of authentik has.

use url::Url;

use super::rule::{error, info, warning};
use super::{Finding, Fix, Rule, finding, text};
use crate::callback::{AuthentikHost, HostKind};
use crate::catalogue::{Default, Field, FieldKind, Language, Protocol, SourceType};
use crate::draft::{Draft, FieldValue};

const OPENAPI: &str = "authentik's OpenAPI file of the version";
const LIVE: &str = "answers of a live 2026.5 server";

pub(super) const RULES: &[Rule] = &[
    error("type-unknown", LIVE).refused(),
    error("type-not-in-version", OPENAPI).refused(),
    warning("field-not-in-version", "A live 2026.5 server ignores unknown fields without a word"),
    error("field-missing", OPENAPI).refused(),
    error("field-empty", OPENAPI).refused(),
    error("field-too-long", OPENAPI).refused(),
    error("field-choice", OPENAPI).refused(),
    error("json-object", LIVE).refused(),
    error("url-format", "A live 2026.5 server takes any text; the login page then leads nowhere"),
    error("saml-url-format", "sources/saml/models.py: URLs with http or https").refused(),
    warning("url-http", "RFC 6749, 1.6 and 3.1; RFC 9700, 2.6"),
    info("reference-unknown", "blueprints/v1/common.py: `!Find` without a match gives null")
        .unknown_offline(),
];

pub(super) fn lint(draft: &Draft) -> Vec<Finding> {
    let version = draft.deployment.target;
    let Some(kind) = draft.kind() else {
        return vec![finding("type-unknown", "type").with("type", &draft.source_type)];
    };
    let mut findings = Vec::new();
    if !kind.versions.contains(version) {
        findings.push(
            finding("type-not-in-version", "target").with("type", &kind.name).with("version", version.name()),
        );
    }
    for field in &kind.fields {
        if field.versions.contains(version) {
            findings.extend(lint_field(draft, kind, field));
        } else if says_something(draft, field) {
            findings.push(
                about("field-not-in-version", field)
                    .with("version", version.name())
                    .fixed_by(Fix::Unset { field: field.name.to_owned() }),
            );
        }
    }
    findings
}

fn about(code: &str, field: &Field) -> Finding {
    finding(code, field.name).with("label", field.label_id())
}

/// Returns whether the draft says of a field what nobody would have who left it alone.
fn says_something(draft: &Draft, field: &Field) -> bool {
    let left_alone = [field.default_value(), field.api_default.and_then(Default::value)];
    draft.values.get(field.name).is_some_and(|value| {
        let is_empty = matches!(value, FieldValue::Text(text) if text.is_empty());
        !is_empty && !left_alone.contains(&Some(value.clone()))
    })
}

fn lint_field(draft: &Draft, kind: &SourceType, field: &Field) -> Vec<Finding> {
    // These have rules of their own with words that say more.
    let is_told_elsewhere = matches!(field.name, "name" | "slug" | "user_path_template")
        || (field.name == "consumer_key" && kind.id == "wechat");
    if is_told_elsewhere || matches!(field.kind, FieldKind::Secret | FieldKind::Mappings) {
        return Vec::new();
    }
    let value = text(draft, field.name);
    let has_text = !matches!(field.kind, FieldKind::Switch | FieldKind::List);
    if value.trim().is_empty() {
        return if has_text { lint_empty(field).into_iter().collect() } else { Vec::new() };
    }
    let mut findings = Vec::new();
    if let Some((limit, versions)) = field.max_length
        && versions.contains(draft.deployment.target)
        && value.chars().count() > limit
    {
        findings.push(
            about("field-too-long", field)
                .with("limit", limit.to_string())
                .with("characters", value.chars().count().to_string()),
        );
    }
    let choices = field.kind.choices();
    if !choices.is_empty() && !choices.contains(&value) {
        findings.push(
            about("field-choice", field)
                .with("value", value)
                .with("choices", choices.join(", "))
                .fixed_by(Fix::Unset { field: field.name.to_owned() }),
        );
    }
    match field.kind {
        FieldKind::Code(Language::Json) if !is_json_object(value) => {
            findings.push(about("json-object", field));
        }
        FieldKind::Url => findings.extend(lint_url(kind, field, value)),
        FieldKind::Certificate | FieldKind::UserGroup => {
            findings.push(about("reference-unknown", field).with("name", value));
        }
        _ => {}
    }
    findings
}

fn lint_empty(field: &Field) -> Option<Finding> {
    let proposal = match field.default {
        Default::Text(default) if !default.is_empty() => {
            Some(Fix::Set { field: field.name.to_owned(), value: default.to_owned() })
        }
        _ => None,
    };
    if field.required_by_api {
        return Some(about("field-missing", field).fixed_by(proposal));
    }
    // Left out, a field without a default is made up by the server.
    (field.never_empty && proposal.is_some()).then(|| about("field-empty", field).fixed_by(proposal))
}

fn is_json_object(text: &str) -> bool {
    serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text).is_ok()
}

fn lint_url(kind: &SourceType, field: &Field, value: &str) -> Option<Finding> {
    let url = Url::parse(value).ok().filter(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.host_str().is_some_and(|host| !host.is_empty())
            && !value.chars().any(char::is_whitespace)
    });
    let Some(url) = url else {
        let code = if kind.protocol == Protocol::Saml { "saml-url-format" } else { "url-format" };
        // A host with or without a path is what people type who leave out the scheme.
        let with_scheme = format!("https://{}", value.trim());
        let is_host = !value.contains("://")
            && AuthentikHost::parse(value).is_ok_and(|host| host.kind() == HostKind::Domain);
        let fix = is_host.then(|| Fix::Set { field: field.name.to_owned(), value: with_scheme });
        return Some(about(code, field).with("url", value).fixed_by(fix));
    };
    let is_of_this_machine =
        url.host_str().is_some_and(|host| matches!(host, "localhost" | "127.0.0.1" | "[::1]"));
    (url.scheme() == "http" && !is_of_this_machine).then(|| {
        about("url-http", field).with("url", value).fixed_by_setting(value.replacen("http://", "https://", 1))
    })
}
