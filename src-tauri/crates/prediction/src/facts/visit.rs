//! How the provider's answer ended, and in whose browser.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::UserKey;

/// Somebody comes back from a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// What the provider's answer led to.
    pub callback: Callback,
    /// The browser's session with authentik.
    pub session: Session,
}

impl Visit {
    /// A person comes back, and nobody is logged in.
    pub fn of(person: Person) -> Visit {
        Visit { callback: Callback::Person(person), session: Session::default() }
    }
}

/// The browser's session with authentik.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Session {
    /// Who is logged in in this browser; nobody, usually.
    pub user: Option<UserKey>,
    /// Whether a Source Stage of another flow sent the person to the source. That flow then goes on.
    pub in_source_stage: bool,
}

/// What the callback got to, in the order in which authentik looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Callback {
    /// The state is missing or another than the session's.
    WrongState,
    /// There is no code.
    NoCode {
        /// The provider's `error_description`.
        error_description: Option<String>,
        /// The provider's `error`.
        error: Option<String>,
    },
    /// The token endpoint answered with an HTTP error, WeChat's with an `errcode`.
    TokenRefused,
    /// The token endpoint's body is no JSON.
    TokenNotJson,
    /// The token answer carries this `error`.
    TokenError(String),
    /// The profile is empty, an HTTP error, WeChat's an `errcode`.
    ProfileRefused,
    /// The profile's address could not be reached.
    ProfileUnreachable,
    /// The profile has no user id.
    NoIdentifier,
    /// A property mapping raised an exception.
    MappingRaised {
        /// The mapping's name.
        mapping: String,
    },
    /// All went well.
    Person(Person),
}

/// The person, as the source and the mappings tell of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// What the type takes for the user's id at the provider, as text. Empty is possible: WeChat's `unionid: ""`.
    pub identifier: String,
    /// The user properties after all mappings, in the order of Python's dict.
    pub properties: Map<String, Value>,
    /// The groups.
    pub groups: PersonGroups,
    /// What the person would type into prompts, by field key. What is not here is asked and not known.
    pub answers: Map<String, Value>,
}

impl Person {
    /// A person without group mappings, who has typed nothing.
    pub fn new(identifier: &str, properties: Map<String, Value>) -> Person {
        Person {
            identifier: identifier.to_owned(),
            properties,
            groups: PersonGroups::OfProperties,
            answers: Map::new(),
        }
    }
}

/// The groups of a person at the provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonGroups {
    /// Those of the property `groups`; no group mapping is assigned, so each has its id for a name.
    OfProperties,
    /// Ids with their properties after the group mappings, in their order.
    Mapped(Vec<(String, Map<String, Value>)>),
}
