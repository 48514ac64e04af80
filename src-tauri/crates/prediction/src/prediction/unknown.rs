//! What a prediction rests on and is not known.

use desk_model::Protocol;
use serde::Serialize;

use crate::UserKey;

/// Something that the facts do not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unknown {
    /// Nobody comes back from a source with this protocol; it synchronises.
    NoLogin(Protocol),
    /// Which connections exist.
    Connections,
    /// Which groups exist.
    Groups,
    /// The user is not in the directory, although a connection or the session names it.
    User(UserKey),
    /// Which flow is set.
    Flow(FlowKind),
    /// Who may run the flow with this slug.
    Requirement(String),
    /// Whether the user of the session is a superuser.
    Superuser(UserKey),
    /// Whether the policies of the flow with this slug pass.
    Policies(String),
    /// Which stages the flow with this slug has.
    Stages(String),
    /// What the stage with this component does.
    Stage(String),
    /// Whether a stage of the flow with this slug runs.
    StageRuns(String),
    /// What the person types into this field.
    Typed(String),
    /// The path that the user path template makes.
    UserPath,
    /// The text or the value that Django makes of this property.
    Value(String),
    /// What is stored for this key: Django's user has an attribute of the name that is no field.
    NoField(String),
    /// Which row is written: this key is the primary key.
    PrimaryKey(String),
}

/// Which of a source's flows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FlowKind {
    /// For people who have an account.
    Authentication,
    /// For people who have none yet.
    Enrollment,
}
