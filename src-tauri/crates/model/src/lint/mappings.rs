//! Rules for property mappings (authentik's `lib/expression/evaluator.py`, `core/sources/mapper.py`,
//! `stages/user_write/stage.py`; tried with its code of 2026.5).

use std::collections::{BTreeMap, BTreeSet};

use super::expression::Expression;
use super::python::{Fault, Script};
use super::rule::{error, info, warning};
use super::{Finding, Fix, Rule, finding};
use crate::catalogue::{Protocol, SourceType};
use crate::draft::Draft;
use crate::mapping::PropertyMapping;

const LIVE: &str = "answers of a live 2026.5 server";
const EVALUATOR: &str = "lib/expression/evaluator.py";
const MERGE: &str = "lib/merge.py; core/sources/mapper.py";
const WRITE: &str = "stages/user_write/stage.py";

pub(super) const RULES: &[Rule] = &[
    error("mapping-name-missing", LIVE).refused(),
    error("mapping-name-duplicate", "A blueprint finds a property mapping by its name"),
    warning("mapping-name-managed", "blueprints/system/sources-*.yaml"),
    error("mapping-expression-empty", LIVE).refused(),
    error("mapping-syntax", LIVE).refused(),
    error("mapping-without-return", MERGE),
    error("mapping-returns-no-dict", MERGE),
    error("mapping-unknown-name", EVALUATOR),
    error("mapping-skip-object", "lib/sync/mapper.py: only sources that sync catch it"),
    warning("mapping-empty-user", "policies/types.py: PolicyRequest of an empty User"),
    warning("mapping-key-discarded", WRITE),
    warning("mapping-groups-text", "core/sources/mapper.py: each character becomes a group"),
    info("mapping-groups-empty", MERGE),
    warning("mapping-triple-quotes", "lib/expression/evaluator.py: every line is indented"),
    warning("mapping-network", "lib/expression/evaluator.py: an exception ends the login with HTTP 500"),
    info("mapping-order", "core/sources/mapper.py: order by name"),
];

/// The lists of a draft, by field.
pub(super) const LISTS: [&str; 2] = ["user_property_mappings", "group_property_mappings"];

/// The names that a mapping of a protocol is given, besides those of every mapping.
const NAMES: &[(Protocol, &[&str])] = &[
    (Protocol::OAuth, &["info", "client", "token"]),
    (Protocol::Saml, &["root", "assertion", "name_id"]),
    (Protocol::Ldap, &["ldap", "dn"]),
    (Protocol::Kerberos, &["principal", "principal_obj"]),
    (Protocol::Plex, &["info", "auth_api"]),
    (Protocol::Telegram, &["info"]),
    (Protocol::Scim, &["data"]),
];

/// Names that people take over from authentik's other expressions, from other sources or from JavaScript, and what says
/// the same in a source's mapping. An empty text: nothing does.
const MISTAKEN: &[(&str, &str)] = &[
    ("http_request", "request.http_request"),
    ("context", "request.context"),
    ("user", ""),
    ("userinfo", "info"),
    ("user_info", "info"),
    ("oauth_userinfo", "info"),
    ("profile", "info"),
    ("claims", "info"),
    ("null", "None"),
    ("undefined", "None"),
    ("true", "True"),
    ("false", "False"),
];

pub(super) fn lint(draft: &Draft) -> Vec<Finding> {
    let Some(kind) = draft.kind() else { return Vec::new() };
    let mut findings = Vec::new();
    let mut names: BTreeMap<&str, (&str, &PropertyMapping)> = BTreeMap::new();
    for field in LISTS {
        let list = list(draft, field);
        for mapping in list {
            findings.extend(lint_name(draft, field, mapping, &mut names));
            findings.extend(lint_expression(kind, field, mapping));
        }
        if !list.is_sorted_by(|one, other| one.name <= other.name) {
            let order: BTreeSet<&str> = list.iter().map(|mapping| mapping.name.as_str()).collect();
            findings.push(
                finding("mapping-order", field)
                    .with("order", order.into_iter().collect::<Vec<_>>().join(" → "))
                    .fixed_by(Fix::SortPropertyMappings { field: field.to_owned() }),
            );
        }
    }
    findings
}

pub(super) fn list<'a>(draft: &'a Draft, field: &str) -> &'a [PropertyMapping] {
    if field == "user_property_mappings" {
        &draft.user_property_mappings
    } else {
        &draft.group_property_mappings
    }
}

fn lint_name<'a>(
    draft: &Draft,
    field: &'static str,
    mapping: &'a PropertyMapping,
    names: &mut BTreeMap<&'a str, (&'a str, &'a PropertyMapping)>,
) -> Option<Finding> {
    let rename = |name: String| Fix::ChangePropertyMapping {
        field: field.to_owned(),
        from: mapping.clone(),
        to: PropertyMapping { name, ..mapping.clone() },
    };
    let taken =
        |name: &str| LISTS.iter().flat_map(|field| list(draft, field)).any(|mapping| mapping.name == name);
    let free = |stem: &str| (2..).map(|number| format!("{stem} {number}")).find(|name| !taken(name));
    if mapping.name.trim().is_empty() {
        let what = if field == LISTS[0] { "user" } else { "group" };
        let stem = format!("{}: {what}", draft.slug);
        let name = if taken(&stem) { free(&stem) } else { Some(stem) };
        return Some(finding("mapping-name-missing", field).fixed_by(name.map(rename)));
    }
    if mapping.name.to_lowercase().starts_with("authentik default") {
        let name = format!("{}: {}", draft.slug, mapping.name);
        return Some(
            finding("mapping-name-managed", field).with("mapping", &mapping.name).fixed_by(rename(name)),
        );
    }
    let duplicate = || finding("mapping-name-duplicate", field).with("mapping", &mapping.name);
    match names.insert(&mapping.name, (field, mapping)) {
        Some((other, same)) if same == mapping && other == field => Some(
            duplicate()
                .fixed_by(Fix::RemovePropertyMapping { field: field.to_owned(), mapping: mapping.clone() }),
        ),
        // One mapping for users and groups is one object.
        Some((_, same)) if same == mapping => None,
        Some(_) => Some(duplicate().fixed_by(free(&mapping.name).map(rename))),
        None => None,
    }
}

fn lint_expression(kind: &SourceType, field: &'static str, mapping: &PropertyMapping) -> Vec<Finding> {
    let about = |code: &str| finding(code, field).with("mapping", &mapping.name);
    let script = Script::read(&mapping.expression);
    if let Some((fault, line)) = script.fault {
        let (Fault::Bracket(character) | Fault::Text(character)) = fault;
        return vec![
            about("mapping-syntax").with("line", line.to_string()).with("character", character.to_string()),
        ];
    }
    if script.statements().next().is_none() {
        return vec![about("mapping-expression-empty")];
    }
    let expression = Expression::of(&script);
    let mut findings = Vec::new();
    if !expression.returns_something() {
        findings.push(about("mapping-without-return"));
    } else if expression.returns_no_dict() {
        findings.push(about("mapping-returns-no-dict"));
    }
    findings.extend(lint_names(kind, field, mapping, &expression));
    let syncs = matches!(kind.protocol, Protocol::Ldap | Protocol::Kerberos | Protocol::Scim);
    if !syncs && expression.uses("SkipObject") {
        findings.push(about("mapping-skip-object"));
    }
    if expression.uses_attribute("request", "user") {
        findings.push(about("mapping-empty-user"));
    }
    if field == LISTS[0] {
        findings.extend(lint_keys(kind, &about, &expression));
    }
    if expression.has_text_of_lines() {
        findings.push(about("mapping-triple-quotes"));
    }
    if expression.uses("requests") && !expression.has_keyword("try") {
        findings.push(about("mapping-network"));
    }
    findings
}

fn lint_names(
    kind: &SourceType,
    field: &'static str,
    mapping: &PropertyMapping,
    expression: &Expression<'_>,
) -> Vec<Finding> {
    let own: &[&str] =
        NAMES.iter().find(|(protocol, _)| *protocol == kind.protocol).map_or(&[], |(_, names)| names);
    let others = NAMES.iter().flat_map(|(_, names)| names.iter().copied());
    let candidates: BTreeSet<&str> =
        others.chain(MISTAKEN.iter().map(|(name, _)| *name)).chain(["group_id"]).collect();
    let is_known = |name: &str| own.contains(&name) || (name == "group_id" && field == LISTS[1]);
    candidates
        .into_iter()
        .filter(|name| !is_known(name) && expression.uses(name))
        .map(|name| {
            let instead =
                MISTAKEN.iter().find(|(mistaken, _)| *mistaken == name).map_or("", |(_, said)| said);
            let root = instead.split('.').next().unwrap_or_default();
            let fits = root == "request" || root.starts_with(char::is_uppercase) || is_known(root);
            let fix = (!instead.is_empty() && fits).then(|| Fix::ChangePropertyMapping {
                field: field.to_owned(),
                from: mapping.clone(),
                to: PropertyMapping {
                    expression: expression.with_name_replaced(&mapping.expression, name, instead),
                    ..mapping.clone()
                },
            });
            finding("mapping-unknown-name", field)
                .with("mapping", &mapping.name)
                .with("name", name)
                .with("known", [&["request", "source", "properties"], own].concat().join(", "))
                .fixed_by(fix)
        })
        .collect()
}

/// The keys that authentik's user-write stage takes over, besides `attributes.…`, `attributes_…` and `set_…`.
const USER_FIELDS: &[&str] = &[
    "username",
    "name",
    "email",
    "path",
    "type",
    "is_active",
    "attributes",
    "groups",
    "password",
    "last_login",
    "date_joined",
];

fn lint_keys(
    kind: &SourceType,
    about: &dyn Fn(&str) -> Finding,
    expression: &Expression<'_>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let returned = expression.returned_keys();
    let goes_through_a_flow =
        matches!(kind.protocol, Protocol::OAuth | Protocol::Saml | Protocol::Plex | Protocol::Telegram);
    if goes_through_a_flow {
        let is_taken = |key: &str| {
            USER_FIELDS.contains(&key)
                || ["attributes.", "attributes_", "set_"].iter().any(|prefix| key.starts_with(prefix))
        };
        let discarded: BTreeSet<&str> =
            returned.iter().map(|(key, _)| *key).filter(|key| !is_taken(key)).collect();
        if !discarded.is_empty() {
            let keys: Vec<&str> = discarded.into_iter().collect();
            findings.push(about("mapping-key-discarded").with("keys", keys.join(", ")));
        }
    }
    for (_, value) in returned.iter().filter(|(key, _)| *key == "groups") {
        if value.is_text() {
            findings.push(about("mapping-groups-text"));
        } else if value.is_empty_list() {
            findings.push(about("mapping-groups-empty"));
        }
    }
    findings
}
