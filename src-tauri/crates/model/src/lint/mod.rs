//! What is wrong with a draft, or will be, and how to mend it.
//!
//! A finding carries a code and values; its words are the messages `lint-CODE`, `lint-CODE-why` and, where there is
//! something to do, `lint-CODE-fix`. Each file here holds the rules of one topic and what looks for them.

mod callback;
mod common;
mod finding;
mod fix;
mod flows;
mod rule;
mod wechat;

pub use finding::{Certainty, Finding, Severity};
pub use fix::{Fix, apply};
pub use rule::Rule;
pub use wechat::{is_appid, is_appsecret};

use finding::finding;

use crate::draft::Draft;
use crate::secret::Secrets;

/// The rules, one list a topic.
const TOPICS: &[&[Rule]] = &[common::RULES, flows::RULES, wechat::RULES, callback::RULES];

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
    let mut findings = common::lint(draft);
    findings.extend(flows::lint(draft));
    if draft.source_type == "wechat" {
        findings.extend(wechat::lint(draft, secrets));
        findings.extend(callback::lint(draft));
    }
    findings.retain(|finding| !draft.is_tagged(&finding.field));
    findings.sort_by_key(|finding| finding.severity);
    findings
}

#[cfg(test)]
mod tests;
