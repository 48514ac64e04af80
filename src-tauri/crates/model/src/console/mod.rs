//! The provider's console: where an application is registered, and what has to be typed there.
//!
//! A [`Console`] says in the provider's own words where the callback goes and which [`Rules`] the provider applies to
//! it. [`compare`] holds what somebody registered against what authentik sends, [`remarks`] says which of authentik's
//! hosts such a console takes, and `steps` is the checklist from an account to a working login. What no document says
//! is [`Answer::Unknown`] here, never a guess.

mod compare;
mod consoles;
mod remark;
mod steps;

use serde::{Deserialize, Serialize};
use specta::Type;

pub use compare::{
    CODES as DIFFERENCE_CODES, Compared, Comparison, Difference, Expected, Matters, Verdict, compare,
};
pub use remark::{CODES as REMARK_CODES, Remark, RemarkedHost, remarks};

use crate::callback::AuthentikHost;

/// One provider's console.
#[derive(Debug)]
pub struct Console {
    /// authentik's `provider_type`.
    pub id: &'static str,
    /// Where the console is; empty where each provider has its own.
    pub url: &'static str,
    /// The way to the field, in the console's own words.
    pub menus: &'static [&'static str],
    /// What the field for the callback is called there; empty where each provider has its own word.
    pub callback_field: &'static str,
    /// A further field that wants the bare host.
    pub domain_field: Option<&'static str>,
    /// What the provider does with what was typed.
    pub rules: Rules,
    /// Whether the secret can be read only when it is made.
    pub secret_once: Answer,
    /// Scopes, products and permissions that have to be switched on there, in the console's own words.
    pub permissions: &'static [&'static str],
    /// What is peculiar, each with the message `quirk-ID`.
    pub quirks: &'static [&'static str],
    /// The document that says so.
    pub document: &'static str,
    /// The checklist, each step with the messages `checklist-STEP` and `checklist-TYPE-STEP`.
    pub steps: &'static [&'static str],
}

/// How a provider judges a callback.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Rules {
    /// How the registered text is held against what authentik sends.
    pub matching: Matching,
    /// Whether a document of the provider says so; otherwise it is what people report.
    pub certain: bool,
    /// Whether `http` is taken, beyond loopback addresses.
    pub http: Answer,
    /// Whether `localhost` is taken.
    pub localhost: Answer,
    /// Whether an IP address other than loopback is taken.
    pub address: Answer,
    /// Whether a port other than 80 and 443 is taken.
    pub port: Answer,
    /// Whether `*` stands for anything.
    pub wildcard: Answer,
    /// How many callbacks one application may have.
    pub several: Several,
}

/// How the registered text is held against the callback URL that authentik sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Matching {
    /// Character by character.
    Exact,
    /// The callback URL may lie below the registered URL.
    Prefix,
    /// As [`Matching::Prefix`], and the host may also lie below the registered host.
    PrefixAndSubdomains,
    /// The field takes a bare host, and only the host is compared.
    Host,
}

/// What a document says to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// No document at hand says.
    Unknown,
}

/// How many callbacks one application may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Several {
    /// One.
    One,
    /// Several.
    Many,
    /// At most so many.
    UpTo {
        /// The number.
        count: u16,
    },
    /// No document at hand says.
    Unknown,
}

impl Several {
    /// Returns the most callbacks that one application may have, if that is known.
    pub fn most(self) -> Option<usize> {
        match self {
            Several::One => Some(1),
            Several::UpTo { count } => Some(count.into()),
            Several::Many | Several::Unknown => None,
        }
    }
}

impl Console {
    /// Returns what belongs into the field for the callback: the callback URL, or the bare host where the field takes
    /// one.
    pub fn to_register(&self, host: &AuthentikHost, slug: &str) -> String {
        match self.rules.matching {
            Matching::Host => host.domain().to_owned(),
            Matching::Exact | Matching::Prefix | Matching::PrefixAndSubdomains => host.callback_url(slug),
        }
    }
}

/// Returns whether the console of a type takes a bare host for the callback, as WeChat's 授权回调域 does.
pub fn wants_host(provider_type: &str) -> bool {
    find(provider_type).is_some_and(|console| console.rules.matching == Matching::Host)
}

/// Returns every console, in the order of authentik's New Source list.
pub fn all() -> &'static [Console] {
    &consoles::CONSOLES
}

/// Returns the console of an OAuth provider type.
pub fn find(provider_type: &str) -> Option<&'static Console> {
    all().iter().find(|console| console.id == provider_type)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{self, Protocol};

    #[test]
    fn every_oauth_type_has_a_console_and_nothing_else_has_one() {
        for kind in catalogue::all() {
            assert_eq!(find(kind.id).is_some(), kind.protocol == Protocol::OAuth, "{}", kind.id);
        }
        assert_eq!(all().len(), 17);
    }

    #[test]
    fn every_checklist_leads_from_the_application_to_a_login_and_names_no_step_twice() {
        for console in all() {
            let mut steps = console.steps.to_vec();
            assert_eq!(steps.last(), Some(&"login"), "{}", console.id);
            for step in ["application", "callback", "secret", "compare"] {
                assert!(steps.contains(&step), "{} lacks {step}", console.id);
            }
            steps.sort_unstable();
            let n_steps = steps.len();
            steps.dedup();
            assert_eq!(steps.len(), n_steps, "{}", console.id);
        }
    }

    #[test]
    fn only_wechat_wants_a_bare_host() {
        let host = AuthentikHost::parse("auth.example.com").unwrap();
        for console in all() {
            let expected = if console.id == "wechat" {
                "auth.example.com"
            } else {
                "https://auth.example.com/source/oauth/callback/x/"
            };
            assert_eq!(console.to_register(&host, "x"), expected, "{}", console.id);
        }
    }
}
