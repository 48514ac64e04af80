//! What is wrong with a draft, or will be, and how to mend it.
//!
//! A finding carries a code and values; its words are the messages `lint-CODE`, `lint-CODE-why` and, where there is
//! something to do, `lint-CODE-fix`. Each file here holds the rules of one topic and what looks for them.

mod callback;
mod common;
mod credentials;
mod directory;
mod expression;
mod fields;
mod finding;
mod fix;
mod flows;
mod kept;
mod login;
mod mapping_text;
mod mappings;
mod matching;
mod oauth;
mod python;
mod rule;
mod saml;
mod wechat;

pub use finding::{Certainty, Finding, Severity};
pub use fix::{Fix, apply};
pub use mapping_text::{ExpressionFinding, lint_expression};
pub(crate) use mapping_text::{USER_FIELDS, names_of};
pub use rule::Rule;
pub use wechat::{is_appid, is_appsecret};

use finding::finding;

use crate::catalogue;
use crate::draft::{Draft, FieldValue};
use crate::secret::Secrets;

/// The rules, one list a topic.
const TOPICS: &[&[Rule]] = &[
    common::RULES,
    fields::RULES,
    wechat::RULES,
    credentials::RULES,
    oauth::RULES,
    saml::RULES,
    directory::RULES,
    login::RULES,
    matching::RULES,
    mappings::RULES,
    flows::RULES,
    callback::RULES,
    kept::RULES,
];

/// Returns every rule there is.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    TOPICS.iter().copied().flatten()
}

/// Returns the rule with a code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code == code)
}

/// Returns all findings of a draft, errors first, otherwise in the order of the form.
///
/// `secrets` are those at hand; one that is not at hand is reported as such, never as wrong. A field whose value only a
/// server can tell is not judged.
pub fn lint(draft: &Draft, secrets: &Secrets) -> Vec<Finding> {
    let topics = [
        common::lint(draft),
        fields::lint(draft),
        wechat::lint(draft, secrets),
        credentials::lint(draft, secrets),
        oauth::lint(draft),
        saml::lint(draft),
        directory::lint(draft, secrets),
        login::lint(draft),
        matching::lint(draft),
        mappings::lint(draft),
        flows::lint(draft),
        callback::lint(draft),
        kept::lint(draft),
    ];
    let mut findings = topics.concat();
    // What is kept aside is written instead of what the form has, and only the server can tell what it comes to.
    let is_judged = |finding: &Finding| {
        let is_kept = draft.kept.attrs.contains_key(&finding.field);
        (!draft.is_tagged(&finding.field) && !is_kept) || kept::CODES.contains(&finding.code.as_str())
    };
    findings.retain(is_judged);
    findings.sort_by_key(|finding| finding.severity);
    findings
}

/// Returns the text that a field will have: its own or, where the draft says nothing, its default.
fn text<'a>(draft: &'a Draft, field: &str) -> &'a str {
    match (draft.values.get(field), field) {
        (Some(value), _) => value.as_text(),
        (None, "name" | "slug") => draft.text(field),
        (None, _) => match draft.kind().and_then(|kind| kind.field(field)).map(|field| field.default) {
            Some(catalogue::Default::Text(default)) => default,
            _ => "",
        },
    }
}

/// Returns whether a switch will be on: by itself or, where the draft says nothing, by default.
fn is_on(draft: &Draft, field: &str) -> bool {
    match draft.values.get(field) {
        Some(value) => *value == FieldValue::Switch(true),
        None => {
            let default = draft.kind().and_then(|kind| kind.field(field)).map(|field| field.default);
            matches!(default, Some(catalogue::Default::Switch(true)))
        }
    }
}

#[cfg(test)]
mod tests;
