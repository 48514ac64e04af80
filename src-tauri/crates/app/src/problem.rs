//! What went wrong, for a person: a code whose words are `err-CODE` (what and why) and `fix-CODE` (what to do).

mod codes;
mod severity;

use std::collections::BTreeMap;

use desk_model::FieldError;
use serde::{Deserialize, Serialize};
use specta::Type;

pub use codes::CODES;

/// A problem at the edge of the product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Problem {
    /// The code: `draft-not-found`. Each has messages in every language.
    pub code: String,
    /// What it is about: a slug, a field, a path.
    pub subject: Option<String>,
    /// A technical detail, for a support ticket. Never a secret.
    pub detail: Option<String>,
    /// Whether the same call may succeed later.
    pub retryable: bool,
    /// Further values that the words need.
    pub arguments: BTreeMap<String, String>,
}

/// Who has to act, which decides the command line's exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The call was wrong: exit code 2.
    Usage,
    /// The data or the machine is not as it should be: exit code 1.
    Finding,
    /// A server cannot be reached, or refuses: exit code 3.
    Server,
    /// We are wrong: exit code 4.
    Bug,
}

impl Problem {
    /// Makes a problem without a subject.
    pub fn new(code: &str) -> Problem {
        Problem {
            code: code.to_owned(),
            subject: None,
            detail: None,
            retryable: false,
            arguments: BTreeMap::new(),
        }
    }

    /// Makes a problem about something.
    pub fn about(code: &str, subject: impl Into<String>) -> Problem {
        Problem { subject: Some(subject.into()), ..Problem::new(code) }
    }

    /// Adds a value that the words need.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Problem {
        self.arguments.insert(name.to_owned(), value.into());
        self
    }

    /// Adds a technical detail. It must hold no secret.
    #[must_use]
    pub fn detailed(mut self, detail: impl Into<String>) -> Problem {
        self.detail = Some(detail.into());
        self
    }

    /// Says that the same call may succeed later.
    #[must_use]
    pub fn retryable(mut self) -> Problem {
        self.retryable = true;
        self
    }

    /// Returns who has to act.
    pub fn severity(&self) -> Severity {
        severity::severity(&self.code)
    }
}

impl From<FieldError> for Problem {
    fn from(error: FieldError) -> Problem {
        match error {
            FieldError::UnknownType(id) => Problem::about("type-unknown", id),
            FieldError::UnknownField(field) => Problem::about("field-unknown", field),
            FieldError::IsSecret(field) => Problem::about("field-is-secret", field),
            FieldError::IsMappings(field) => Problem::about("field-is-mappings", field),
            FieldError::UnknownVersion(text) => {
                let known = desk_model::Version::ALL.map(desk_model::Version::name).join(", ");
                Problem::about("version-unknown", text).with("versions", known)
            }
            FieldError::NotOneText(field) => Problem::about("field-not-list", field),
            FieldError::NotAnObject(field) => Problem::about("field-not-json", field),
            FieldError::TooMany { field, limit } => {
                Problem::about("field-too-many", field).with("limit", limit.to_string())
            }
            FieldError::TooLong { field, limit } => {
                Problem::about("field-too-long", field).with("limit", limit.to_string())
            }
            FieldError::IsList(field) => Problem::about("field-is-list", field),
            FieldError::NotASwitch { field, value } => {
                Problem::about("field-not-switch", field).with("value", value)
            }
            FieldError::NotAChoice { field, value, choices } => Problem::about("field-not-choice", field)
                .with("value", value)
                .with("choices", choices.join(", ")),
        }
    }
}
