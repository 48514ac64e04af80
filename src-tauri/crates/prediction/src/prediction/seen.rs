//! What a person reads and what the log says: authentik's own words.

use serde::Serialize;

/// What the person sees at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// Where.
    pub page: Page,
    /// The text, in authentik's English; `None` where the page has only its own general one.
    pub text: Option<String>,
}

/// Where a person lands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// authentik's library, with a message.
    Library,
    /// The user's settings, with a message.
    UserSettings,
    /// The login page again, with a message.
    LoginPage,
    /// A prompt.
    Prompt,
    /// "Request has been denied.", with the reason.
    AccessDenied,
    /// A page with status 400.
    BadRequest,
    /// A page with status 404.
    NotFound,
    /// A page with status 500.
    ServerError,
    /// The page that a flow shows when a stage raises.
    FlowError,
    /// A redirect to an address that is none.
    BrokenRedirect,
}

/// A line that an administrator finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LogLine {
    /// Where to look.
    pub place: Place,
    /// The words.
    pub text: String,
    /// What is said beside them: names with values.
    pub fields: Vec<(String, String)>,
}

/// Where an administrator looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The server's log.
    Log(Level),
    /// authentik's events, with this action.
    Event(&'static str),
}

/// The level of a log line. authentik writes from `info` on unless it is told otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// For debugging.
    Debug,
    /// For information.
    Info,
    /// A warning.
    Warning,
}

/// authentik's words, each with the file that has it.
pub(crate) mod words {
    /// `sources/oauth/views/callback.py`, B1.
    pub(crate) const STATE: &str = "State check failed.";
    /// `sources/oauth/views/callback.py`, B2 without a reason from the provider.
    pub(crate) const NO_TOKEN: &str = "No token received.";
    /// `sources/oauth/views/callback.py`, B3.
    pub(crate) const TOKEN: &str = "Could not retrieve token.";
    /// `sources/oauth/views/callback.py`, B5.
    pub(crate) const PROFILE: &str = "Could not retrieve profile.";
    /// `sources/oauth/views/callback.py`, B6.
    pub(crate) const IDENTIFIER: &str = "Could not determine id.";
    /// `core/sources/flow_manager.py`, `_prepare_flow`.
    pub(crate) const NO_AUTHENTICATION_FLOW: &str = "Configured flow does not exist.";
    /// `core/sources/flow_manager.py`, `handle_enroll`.
    pub(crate) const NO_ENROLLMENT_FLOW: &str = "Source is not configured for enrollment.";
    /// `flows/exceptions.py`, `FlowNonApplicableException.messages` where no policy says more.
    pub(crate) const NOT_APPLICABLE: &str = "Flow does not apply to current user.";
    /// `stages/user_write/stage.py`, `dispatch`.
    pub(crate) const USER_FAILED: &str = "Failed to update user. Please try again later.";
    /// `stages/user_write/stage.py`, `dispatch`, mode never_create.
    pub(crate) const NO_USER: &str = "No user found and can't create new user.";
    /// `stages/user_login/stage.py`, `do_login`.
    pub(crate) const NO_PENDING_USER: &str = "No Pending user to login.";
    /// `flows/stage.py`, `AccessDeniedStage` where the stage gives no reason.
    pub(crate) const UNKNOWN: &str = "Unknown error";
    /// `core/sources/flow_manager.py`, `GroupUpdateStage`.
    pub(crate) const GROUPS_FAILED: &str = "Failed to update groups. Please try again later.";

    /// `sources/oauth/views/callback.py`, `handle_login_failure`.
    pub(crate) fn authentication_failed(reason: &str) -> String {
        format!("Authentication failed: {reason}")
    }

    /// `core/sources/flow_manager.py`, `get_flow`.
    pub(crate) fn denied(source: &str) -> String {
        format!(
            "Request to authenticate with {source} has been denied. Please authenticate with the source you've \
             previously signed up with."
        )
    }

    /// `core/sources/flow_manager.py`, `handle_existing_link`.
    pub(crate) fn linked(source: &str) -> String {
        format!("Successfully linked {source}!")
    }

    /// `core/sources/flow_manager.py`, `handle_auth` and `handle_enroll`.
    pub(crate) fn authenticated(source: &str) -> String {
        format!("Successfully authenticated with {source}!")
    }
}
