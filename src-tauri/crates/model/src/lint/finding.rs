//! A finding, and what would mend it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::fix::Fix;

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

/// Whether the draft alone shows that a finding is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// It is so.
    Certain,
    /// It may be so. Only the authentik server or the other side can tell; the finding's fix says what to check there.
    UnknownOffline,
}

/// One thing that a lint found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Finding {
    /// The code, for example `appid-format`.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// Whether the draft alone shows it.
    pub certainty: Certainty,
    /// The field that it is about, by API name.
    pub field: String,
    /// The values that its words need. `label` is the id of the message with a field's label.
    pub arguments: BTreeMap<String, String>,
    /// What would mend it, if that can be done without asking.
    pub fix: Option<Fix>,
}

/// Makes a finding by a rule's code. A code without a rule, which a test rules out, counts as an error.
pub(super) fn finding(code: &str, field: &str) -> Finding {
    let rule = super::rule(code);
    Finding {
        code: code.to_owned(),
        severity: rule.map_or(Severity::Error, |rule| rule.severity),
        certainty: rule.map_or(Certainty::Certain, |rule| rule.certainty),
        field: field.to_owned(),
        arguments: BTreeMap::new(),
        fix: None,
    }
}

impl Finding {
    pub(super) fn with(mut self, name: &str, value: impl Into<String>) -> Finding {
        self.arguments.insert(name.to_owned(), value.into());
        self
    }

    pub(super) fn fixed_by(self, fix: impl Into<Option<Fix>>) -> Finding {
        Finding { fix: fix.into(), ..self }
    }

    pub(super) fn fixed_by_setting(self, value: impl Into<String>) -> Finding {
        let fix = Fix::Set { field: self.field.clone(), value: value.into() };
        self.fixed_by(fix)
    }
}
