//! What is wrong with a mapping's text, and where in it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Severity;
use super::expression::Expression;
use super::python::{Fault, Script, Token};
use crate::catalogue::Protocol;
use crate::mapping::MappingList;

/// One thing that is wrong with a mapping's text. Its words are those of a [`Finding`](super::Finding) with the code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ExpressionFinding {
    /// The code, for example `mapping-unknown-name`.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in UTF-16 units as editors of the web count.
    pub column: u32,
    /// How long the place is, in UTF-16 units; it ends with its line at the latest. 0: only the line is known.
    pub length: u32,
    /// The values that its words need.
    pub arguments: BTreeMap<String, String>,
    /// The whole text, mended, where that can be done without asking.
    pub mended: Option<String>,
}

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
    ("ak_client_ip", ""),
    ("ak_is_sso_flow", ""),
    ("ak_message", ""),
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

/// Returns what is wrong with the text of a mapping that a source of a protocol has in one of its lists.
pub fn lint_expression(
    protocol: Protocol,
    list: MappingList,
    name: &str,
    text: &str,
) -> Vec<ExpressionFinding> {
    let script = Script::read(text);
    let mut findings = Findings { name, text, found: Vec::new() };
    if let Some((fault, line)) = script.fault {
        let (Fault::Bracket(character) | Fault::Text(character)) = fault;
        let at = Place { start: script.fault_at, length: 1 };
        findings
            .add("mapping-syntax", Some(at))
            .with("line", line.to_string())
            .with("character", character.to_string());
        return findings.found;
    }
    if script.statements().next().is_none() {
        findings.add("mapping-expression-empty", None);
        return findings.found;
    }
    let expression = Expression::of(&script);
    if !expression.returns_something() {
        findings.add("mapping-without-return", place(expression.last_statement()));
    } else if expression.returns_no_dict() {
        findings.add("mapping-returns-no-dict", place(expression.first_returned()));
    }
    lint_names(protocol, list, &expression, &mut findings);
    let syncs = matches!(protocol, Protocol::Ldap | Protocol::Kerberos | Protocol::Scim);
    if !syncs {
        findings.add_at("mapping-skip-object", expression.uses("SkipObject"));
    }
    findings.add_at("mapping-empty-user", expression.uses_attribute("request", "user"));
    // Sources that synchronise note an exception and go on; a login ends with it.
    if !syncs {
        for key in expression.takes_for_given("info") {
            if !GIVEN.contains(&key.text) {
                findings.add("mapping-key-absent", place(Some(key))).with("key", key.text);
            }
        }
    }
    if list == MappingList::User {
        lint_keys(protocol, &expression, &mut findings);
    }
    findings.add_at("mapping-changes-properties", expression.changes("properties"));
    findings.add_at("mapping-triple-quotes", expression.text_of_lines());
    findings.add_at("mapping-sends-mail", expression.uses("ak_send_email"));
    if !expression.has_keyword("try") {
        findings.add_at("mapping-network", expression.uses("requests"));
    }
    findings.found
}

/// Returns the names that mappings of a list of a protocol are given, besides those of every mapping.
pub(crate) fn names_of(protocol: Protocol, list: MappingList) -> Vec<&'static str> {
    let own = NAMES.iter().find(|(of, _)| *of == protocol).map_or(&[][..], |(_, names)| names);
    let group = (list == MappingList::Group).then_some("group_id");
    own.iter().copied().chain(group).collect()
}

/// The keys that a login has for certain: without them authentik says "Could not determine id." and runs no mapping.
const GIVEN: &[&str] = &["id", "sub", "openid", "data"];

/// Where something is, in bytes.
#[derive(Clone, Copy)]
struct Place {
    start: usize,
    length: usize,
}

fn place(token: Option<&Token<'_>>) -> Option<Place> {
    token.map(|token| Place { start: token.start, length: token.text.len() })
}

/// What was found in a text.
struct Findings<'a> {
    name: &'a str,
    text: &'a str,
    found: Vec<ExpressionFinding>,
}

impl Findings<'_> {
    /// Adds a finding; without a place it is about the first line.
    fn add(&mut self, code: &str, place: Option<Place>) -> Added<'_> {
        let Place { start, length } = place.unwrap_or(Place { start: 0, length: 0 });
        let before = self.text.get(..start).unwrap_or_default();
        let line = before.matches('\n').count();
        let column = utf16(before.rsplit('\n').next().unwrap_or_default());
        let there = self.text.get(start..start + length).unwrap_or_default();
        let found = super::finding::finding(code, "");
        self.found.push(ExpressionFinding {
            code: found.code,
            severity: found.severity,
            line: u32::try_from(line + 1).unwrap_or(u32::MAX),
            column: column.saturating_add(1),
            length: utf16(there.lines().next().unwrap_or_default()),
            arguments: BTreeMap::from([("mapping".to_owned(), self.name.to_owned())]),
            mended: None,
        });
        Added(self.found.last_mut())
    }

    /// Adds a finding if there is a place for it.
    fn add_at(&mut self, code: &str, token: Option<&Token<'_>>) {
        if token.is_some() {
            self.add(code, place(token));
        }
    }
}

fn utf16(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// A finding that was just added.
struct Added<'a>(Option<&'a mut ExpressionFinding>);

impl Added<'_> {
    fn with(self, name: &str, value: impl Into<String>) -> Self {
        let Added(Some(finding)) = self else { return self };
        finding.arguments.insert(name.to_owned(), value.into());
        Added(Some(finding))
    }

    fn mended(self, text: Option<String>) {
        if let Added(Some(finding)) = self {
            finding.mended = text;
        }
    }
}

fn lint_names(
    protocol: Protocol,
    list: MappingList,
    expression: &Expression<'_>,
    findings: &mut Findings<'_>,
) {
    let own = names_of(protocol, list);
    let others = NAMES.iter().flat_map(|(_, names)| names.iter().copied());
    let candidates: BTreeSet<&str> =
        others.chain(MISTAKEN.iter().map(|(name, _)| *name)).chain(["group_id"]).collect();
    for name in candidates.into_iter().filter(|name| !own.contains(name)) {
        let Some(token) = expression.uses(name) else { continue };
        let instead = MISTAKEN.iter().find(|(mistaken, _)| *mistaken == name).map_or("", |(_, said)| said);
        let root = instead.split('.').next().unwrap_or_default();
        let fits = root == "request" || root.starts_with(char::is_uppercase) || own.contains(&root);
        let text = findings.text;
        findings
            .add("mapping-unknown-name", place(Some(token)))
            .with("name", name)
            .with("known", [&["request", "source", "properties"], own.as_slice()].concat().join(", "))
            .mended(
                (!instead.is_empty() && fits).then(|| expression.with_name_replaced(text, name, instead)),
            );
    }
}

/// The keys that authentik's user-write stage takes over, besides `attributes.…`, `attributes_…` and `set_…`.
pub(crate) const USER_FIELDS: &[&str] = &[
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

fn lint_keys(protocol: Protocol, expression: &Expression<'_>, findings: &mut Findings<'_>) {
    let returned = expression.returned_keys();
    let goes_through_a_flow =
        matches!(protocol, Protocol::OAuth | Protocol::Saml | Protocol::Plex | Protocol::Telegram);
    if goes_through_a_flow {
        let is_taken = |key: &str| {
            USER_FIELDS.contains(&key)
                || ["attributes.", "attributes_", "set_"].iter().any(|prefix| key.starts_with(prefix))
        };
        let discarded: Vec<&Token<'_>> =
            returned.iter().map(|(key, _)| *key).filter(|key| !is_taken(key.text)).collect();
        if !discarded.is_empty() {
            let keys: BTreeSet<&str> = discarded.iter().map(|key| key.text).collect();
            let keys: Vec<&str> = keys.into_iter().collect();
            findings
                .add("mapping-key-discarded", place(discarded.first().copied()))
                .with("keys", keys.join(", "));
        }
    }
    for (_, value) in returned.iter().filter(|(key, _)| key.text == "groups") {
        if value.is_text() {
            findings.add_at("mapping-groups-text", value.first());
        } else if value.is_empty_list() {
            findings.add_at("mapping-groups-empty", value.first());
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn places(text: &str) -> Vec<(String, u32, u32, u32)> {
        lint_expression(Protocol::OAuth, MappingList::User, "a", text)
            .into_iter()
            .map(|found| (found.code, found.line, found.column, found.length))
            .collect()
    }

    #[test]
    fn a_finding_says_where_it_is_as_an_editor_counts() {
        for (text, code, place) in [
            ("x = '😀'; y = user\nreturn {}", "mapping-unknown-name", (1, 15, 4)),
            ("# 微信\nreturn {'name': info['nickname']}", "mapping-key-absent", (2, 23, 8)),
            ("return {", "mapping-syntax", (1, 8, 1)),
            ("x = 1\ny = 2", "mapping-without-return", (2, 1, 1)),
            ("\nreturn 'x'", "mapping-returns-no-dict", (2, 9, 1)),
            ("return {\n  'avatar': 1}", "mapping-key-discarded", (2, 4, 6)),
            ("return {'name': \"\"\"a\nb\"\"\"}", "mapping-triple-quotes", (1, 20, 1)),
            ("", "mapping-expression-empty", (1, 1, 0)),
            ("ak_send_email('a', 'b')\nreturn {}", "mapping-sends-mail", (1, 1, 13)),
        ] {
            assert_eq!(places(text), [(code.to_owned(), place.0, place.1, place.2)], "{text}");
        }
    }

    #[test]
    fn what_only_policies_know_is_unknown_and_what_has_another_name_is_mended() {
        let found =
            lint_expression(Protocol::OAuth, MappingList::User, "a", "ak_message('x')\nreturn userinfo");
        let codes: Vec<(&str, Option<&str>)> =
            found.iter().map(|found| (found.code.as_str(), found.mended.as_deref())).collect();
        assert_eq!(
            codes,
            [("mapping-unknown-name", None), ("mapping-unknown-name", Some("ak_message('x')\nreturn info"))]
        );
    }

    proptest! {
        #[test]
        fn every_place_is_in_the_text(text in "[a-z{}()'\"#\n =:.é😀]*") {
            for (_, line, column, length) in places(&text) {
                let there = text.split('\n').nth(line as usize - 1);
                prop_assert!(there.is_some_and(|there| column + length <= utf16(there) + 1), "{line}:{column}+{length}");
            }
        }
    }
}
