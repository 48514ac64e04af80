//! What went wrong in a test login, and what authentik's user would have seen.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::transcript::{Outcome, StepName};

/// What ended a test login.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LoginProblem {
    /// A key that [`crate::decode::explain`] knows, such as `40029` or `redirect-uri`.
    pub code: String,
    /// The step that failed.
    pub step: StepName,
    /// What authentik shows to its user, in authentik's own English. Empty if the user never gets back to authentik
    /// and sees only WeChat's page.
    pub authentik_message: String,
    /// What it was in particular, without secrets: the provider's `errmsg`, the title of an error page, an HTTP status, a
    /// host and its address, the origin that a window stayed at.
    pub detail: Option<String>,
}

/// authentik's page after its server met an error that it does not handle.
pub(crate) const SERVER_ERROR: &str = "Server Error";
/// authentik's words after the token endpoint (`sources/oauth/views/callback.py`).
pub(crate) const NO_TOKEN: &str = "Authentication failed: Could not retrieve token.";
/// authentik's words after the userinfo endpoint (`sources/oauth/views/callback.py`).
pub(crate) const NO_PROFILE: &str = "Authentication failed: Could not retrieve profile.";
/// authentik's words when the answer names nobody (`sources/oauth/views/callback.py`).
pub(crate) const NO_IDENTIFIER: &str = "Authentication failed: Could not determine id.";
/// authentik's words when the state is not its own (`sources/oauth/clients/oauth2.py`).
pub(crate) const STATE_FAILED: &str = "Authentication failed: State check failed.";

/// Why a login goes no further.
pub(crate) struct Stop {
    pub(crate) outcome: Outcome,
    pub(crate) problem: LoginProblem,
}

impl Stop {
    pub(crate) fn failed(step: StepName, code: &str) -> Stop {
        Stop {
            outcome: Outcome::Failed,
            problem: LoginProblem {
                code: code.to_owned(),
                step,
                authentik_message: String::new(),
                detail: None,
            },
        }
    }

    pub(crate) fn denied(step: StepName) -> Stop {
        Stop { outcome: Outcome::Denied, ..Stop::failed(step, "denied") }
    }

    pub(crate) fn seen_in_authentik(mut self, message: &str) -> Stop {
        message.clone_into(&mut self.problem.authentik_message);
        self
    }

    pub(crate) fn with_detail(mut self, detail: impl Into<String>) -> Stop {
        self.problem.detail = Some(detail.into());
        self
    }
}
