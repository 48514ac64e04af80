//! What a prediction says.

mod groups;
mod record;
mod seen;
mod step;
mod unknown;

use serde::Serialize;

use crate::UserKey;

pub use groups::{GroupChange, GroupFate, Groups};
pub use record::{Discarded, UserRecord, WhyDiscarded};
pub(crate) use seen::words;
pub use seen::{Level, LogLine, Page, Place, Seen};
pub use step::Step;
pub use unknown::{FlowKind, Unknown};

/// What authentik would do with one person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Prediction {
    /// What authentik decides to do; nothing where the login ends before that.
    pub action: Option<Action>,
    /// The step that decided the action.
    pub action_step: Option<Step>,
    /// The step that decided how it ends: the action's own, or where it stopped after that.
    pub step: Step,
    /// How it ends.
    pub outcome: Outcome,
    /// The account that it is about: the one that is logged in to, linked or made.
    pub user: Option<UserKey>,
    /// Who is logged in in the browser afterwards. Somebody may be although the person reads of an error.
    pub logged_in: Option<UserKey>,
    /// What the person sees at the end.
    pub seen: Option<Seen>,
    /// What the server's log and authentik's events say, in order; of the lines for debugging only those that decide.
    pub log: Vec<LogLine>,
    /// The user record afterwards, where there is one.
    pub record: Option<UserRecord>,
    /// What becomes of the groups.
    pub groups: Groups,
    /// What becomes of the connection.
    pub connection: ConnectionChange,
    /// What the same person's next login does, in a browser where nobody is logged in. `None` where nobody came.
    pub next_login: Option<NextLogin>,
    /// What this rests on and is not known.
    pub unknowns: Vec<Unknown>,
}

impl Prediction {
    /// Whether nothing that this rests on is unknown.
    pub fn is_certain(&self) -> bool {
        self.unknowns.is_empty()
    }
}

/// What authentik decides to do (`authentik/core/sources/matcher.py`, `Action`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Log in by a connection that exists.
    Auth,
    /// Connect an account that exists.
    Link,
    /// Make an account.
    Enroll,
    /// Refuse.
    Deny,
}

impl Action {
    /// authentik's name for it: `ENROLL`.
    pub fn name(self) -> &'static str {
        match self {
            Action::Auth => "AUTH",
            Action::Link => "LINK",
            Action::Enroll => "ENROLL",
            Action::Deny => "DENY",
        }
    }
}

/// How a login ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The flow ran through and somebody is logged in.
    LoggedIn,
    /// The flow ran through, and has no user login stage.
    NotLoggedIn,
    /// The account of the session got the connection.
    Linked,
    /// The person is asked for these and has not answered yet. The rest is predicted as if the answers were accepted.
    Asked {
        /// The field keys.
        fields: Vec<String>,
    },
    /// The flow whose Source Stage sent the person goes on.
    Resumed,
    /// authentik refuses.
    Denied,
    /// Something breaks or is not set up.
    Failed,
    /// An unknown thing decides; it is among the prediction's unknowns.
    NotKnown,
}

/// What becomes of the connection between user and source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionChange {
    /// Nothing is written.
    None,
    /// It is made.
    Made {
        /// Whose it is.
        user: UserKey,
        /// The tokens that are stored with it.
        tokens: Tokens,
    },
    /// It was there and is saved again.
    Kept {
        /// Whose it is.
        user: UserKey,
        /// The tokens that are stored with it.
        tokens: Tokens,
    },
    /// It was one user's and is another's now: an authentication flow wrote a new user.
    Moved {
        /// Whose it was.
        from: UserKey,
        /// Whose it is.
        to: UserKey,
        /// The tokens that are stored with it.
        tokens: Tokens,
    },
    /// An unknown thing decides.
    NotKnown,
}

/// What a connection keeps of the provider's tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tokens {
    /// `access_token` and `refresh_token`; `expires` is always the moment of the login, because the caller passes
    /// `expires` and the callee expects `expires_in` (`authentik/sources/oauth/views/callback.py`).
    OAuthExpiredAtOnce,
    /// Other protocols than OAuth keep what they need; it decides nothing here.
    OfProtocol,
}

/// What the next login of the same person does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextLogin {
    /// The action.
    pub action: Option<Action>,
    /// The step that decides how it ends.
    pub step: Step,
    /// How it ends.
    pub outcome: Outcome,
    /// The account that it is about.
    pub user: Option<UserKey>,
}
