//! What is fixed about a finding's code: how bad it is, whether it is certain, and where the fact is from.

use super::finding::{Certainty, Severity};

/// A rule. Its words are the messages `lint-CODE`, `lint-CODE-why` and `lint-CODE-fix`.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The code, for example `appid-format`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Whether the draft alone shows it.
    pub certainty: Certainty,
    /// Whether authentik's API refuses the source. A refused entry of a blueprint that refers to another crashes the
    /// server without a reason (recorded on a live 2026.5), so such a draft is not exported.
    pub is_refused: bool,
    /// Where the fact is from: a file of authentik, a document, or what a live server answered.
    pub source: &'static str,
}

/// A rule that finds what will not work.
pub(super) const fn error(code: &'static str, source: &'static str) -> Rule {
    rule(code, Severity::Error, source)
}

/// A rule that finds what works, but not as most people would want.
pub(super) const fn warning(code: &'static str, source: &'static str) -> Rule {
    rule(code, Severity::Warning, source)
}

/// A rule that finds what is worth knowing.
pub(super) const fn info(code: &'static str, source: &'static str) -> Rule {
    rule(code, Severity::Info, source)
}

const fn rule(code: &'static str, severity: Severity, source: &'static str) -> Rule {
    Rule { code, severity, certainty: Certainty::Certain, is_refused: false, source }
}

impl Rule {
    /// authentik's API refuses the source.
    pub(super) const fn refused(self) -> Rule {
        Rule { is_refused: true, ..self }
    }

    /// Only a server, or the other side, can tell.
    pub(super) const fn unknown_offline(self) -> Rule {
        Rule { certainty: Certainty::UnknownOffline, ..self }
    }
}
