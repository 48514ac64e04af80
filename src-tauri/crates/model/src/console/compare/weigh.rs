//! Whether a provider minds a difference.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::console::{Answer, Matching, Rules};

/// Whether a provider minds a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Matters {
    /// It does not.
    No,
    /// Nobody says.
    Maybe,
    /// It does: the login fails.
    Yes,
}

/// What a provider that does not compare character by character may forgive.
const SMALL: &[&str] = &[
    "host-case",
    "scheme-case",
    "port-default",
    "path-slash-missing",
    "path-slash-extra",
    "path-case",
    "path-parent",
    "path-missing",
    "query",
    "fragment",
];

/// Returns whether a provider with these rules minds a difference.
pub(super) fn matters(code: &str, rules: &Rules) -> Matters {
    let forgiven = if rules.certain { Matters::No } else { Matters::Maybe };
    match (code, rules.matching) {
        // Most consoles cut white space off at the ends; none says so.
        ("whitespace-around", _) => Matters::Maybe,
        ("wildcard", _) if rules.wildcard == Answer::Unknown => Matters::Maybe,
        // Names of hosts have no case, whoever compares them as hosts.
        ("host-case", Matching::Host) => Matters::No,
        ("host-case" | "scheme-case", Matching::Prefix | Matching::PrefixAndSubdomains) => forgiven,
        ("host-case" | "scheme-case" | "host-unicode" | "port-default", _) => Matters::Maybe,
        (
            "path-missing" | "path-parent" | "path-slash-missing",
            Matching::Prefix | Matching::PrefixAndSubdomains,
        )
        | ("host-parent" | "host-www-missing", Matching::PrefixAndSubdomains) => forgiven,
        ("query", Matching::Prefix | Matching::PrefixAndSubdomains) => Matters::Maybe,
        (code, Matching::Exact | Matching::Prefix) if !rules.certain && SMALL.contains(&code) => {
            Matters::Maybe
        }
        _ => Matters::Yes,
    }
}
