//! What is wrong with a draft, or will be, and how to mend it.
//!
//! A finding carries a code and values; its words are the messages `lint-CODE`, `lint-CODE-why` and, where there is
//! something to do, `lint-CODE-fix`.

mod callback;
mod common;
mod wechat;

pub use wechat::{is_appid, is_appsecret};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::draft::Draft;
use crate::mapping::PropertyMapping;
use crate::secret::Secrets;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It will not work.
    Error,
    /// It works, but not as most people would want.
    Warning,
    /// Worth knowing.
    Info,
}

/// One thing that a lint found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Finding {
    /// The code, for example `appid-format`.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// The field that it is about, by API name.
    pub field: String,
    /// The values that its words need.
    pub arguments: BTreeMap<String, String>,
    /// What would mend it, if that can be done without asking.
    pub fix: Option<Fix>,
}

/// A change that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "action", rename_all = "kebab-case")]
pub enum Fix {
    /// Sets a field.
    Set {
        /// The field.
        field: String,
        /// Its new value.
        value: String,
    },
    /// Removes white space around a secret, and within it.
    TrimSecret {
        /// The secret's field.
        field: String,
    },
    /// Adds a user property mapping.
    AddUserPropertyMapping {
        /// The mapping.
        mapping: PropertyMapping,
    },
}

/// Every code that a lint may give, so that a test can hold the message catalogues against it.
pub const CODES: &[&str] = &[
    "name-missing",
    "slug-missing",
    "slug-format",
    "slug-changed",
    "user-path-empty",
    "user-path-template",
    "icon-format",
    "authentication-flow-missing",
    "enrollment-flow-missing",
    "mapping-name-missing",
    "mapping-name-duplicate",
    "mapping-without-return",
    "appid-missing",
    "appid-format",
    "appsecret-missing",
    "appsecret-whitespace",
    "appsecret-format",
    "scopes-extra",
    "email-matching",
    "username-matching",
    "nickname-garbled",
    "host-missing",
    "host-format",
    "host-address",
    "host-local",
    "host-port",
    "host-http",
    "callback-domain-bare",
    "callback-domain-differs",
];

/// The codes of findings for which authentik's API refuses the source. A refused entry of a blueprint that refers to
/// another crashes the server without a reason (recorded on a live 2026.5), so such a draft is not exported.
pub const REFUSED_BY_AUTHENTIK: &[&str] = &[
    "name-missing",
    "slug-missing",
    "slug-format",
    "user-path-empty",
    "icon-format",
    "mapping-name-missing",
    "appid-missing",
];

/// Returns all findings of a draft, errors first, otherwise in the order of the form.
///
/// `secrets` are those at hand; one that is not at hand is reported as such, never as wrong.
pub fn lint(draft: &Draft, secrets: &Secrets) -> Vec<Finding> {
    let mut findings = common::lint(draft);
    if draft.source_type == "wechat" {
        findings.extend(wechat::lint(draft, secrets));
        findings.extend(callback::lint(draft));
    }
    findings.sort_by_key(|finding| finding.severity);
    findings
}

/// Applies a fix to a draft. A fix for a secret changes nothing here: secrets are not in a draft.
///
/// # Errors
/// The fix may be older than the draft and not fit it any more.
pub fn apply(fix: &Fix, draft: &mut Draft) -> Result<(), crate::draft::FieldError> {
    match fix {
        Fix::Set { field, value } => draft.set(field, value)?,
        Fix::TrimSecret { .. } => {}
        Fix::AddUserPropertyMapping { mapping } => {
            if !draft.user_property_mappings.contains(mapping) {
                draft.user_property_mappings.push(mapping.clone());
            }
        }
    }
    Ok(())
}

fn finding(code: &str, severity: Severity, field: &str) -> Finding {
    Finding {
        code: code.to_owned(),
        severity,
        field: field.to_owned(),
        arguments: BTreeMap::new(),
        fix: None,
    }
}

impl Finding {
    fn with(mut self, name: &str, value: impl Into<String>) -> Finding {
        self.arguments.insert(name.to_owned(), value.into());
        self
    }

    fn fixed_by(mut self, fix: Option<Fix>) -> Finding {
        self.fix = fix;
        self
    }

    fn fixed_by_setting(self, value: impl Into<String>) -> Finding {
        let fix = Fix::Set { field: self.field.clone(), value: value.into() };
        self.fixed_by(Some(fix))
    }
}

#[cfg(test)]
mod tests;
