//! What people are shown of servers, plans and runs.

use desk_authentik::{Action, GrantedRight, StepOutcome, Verified};
use desk_model::DraftId;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::ServerColour;
use super::window::PlanSort;
use crate::problem::Problem;

/// A server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ServerView {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: String,
    /// Its host, with a port that is not the usual one: what has to be typed before a push to a production server.
    pub host: String,
    /// Whether that has to be typed.
    pub production: bool,
    /// Its colour.
    pub colour: ServerColour,
    /// Authorities that are believed for it: PEM. Empty: none.
    pub ca: String,
    /// The fingerprint of the one certificate that is believed for it, `sha256:…`; `None`: the authorities are asked.
    pub pin: Option<String>,
    /// Whether there is a token for this address.
    pub has_token: bool,
    /// The version that the last check found.
    pub version: Option<String>,
    /// When it was checked last (RFC 3339).
    pub checked_at: Option<String>,
}

/// What a check of a server found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ServerCheckView {
    /// Whether it answered. If not, there is a problem instead.
    pub reachable: bool,
    /// Its version.
    pub version: String,
    /// Whether that is supported.
    pub support: VersionSupport,
    /// What Source Desk knows and this version does not have: kinds of source (`azuread`) and fields (`saml.force_authn`).
    /// Empty also if the version is not known.
    pub absent: Vec<String>,
    /// The token's user.
    pub user: String,
    /// Whether that is a superuser.
    pub is_superuser: bool,
    /// What that user may do.
    pub permissions: Vec<GrantedRight>,
    /// How many seconds the server's clock is ahead of this computer's; `None`: it does not tell.
    pub skew_seconds: Option<i32>,
}

/// Whether a server's version is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum VersionSupport {
    /// It is.
    Known,
    /// It is newer than what this version of Source Desk knows; what is new there is left alone.
    Newer,
    /// It is too old.
    Older,
}

/// What was pulled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PulledView {
    /// The sources.
    pub pulled: Vec<PulledSourceView>,
    /// The secrets that the server does not show and that the drafts lack.
    pub missing_secrets: Vec<MissingSecretView>,
    /// The slugs of sources whose kind is not known here.
    pub unknown: Vec<String>,
    /// Why some could not become drafts.
    pub problems: Vec<Problem>,
}

/// A source that was pulled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PulledSourceView {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The draft.
    pub draft: DraftId,
    /// What became of it.
    pub outcome: PullOutcome,
    /// The login pages that have it, by name; none if the token's user may not see them.
    pub login_pages: Vec<String>,
}

/// What became of a source that was pulled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum PullOutcome {
    /// There is a new draft.
    New,
    /// The draft is now as the source is; its history has what it was before.
    Updated,
    /// The draft was like that already.
    Same,
    /// The draft differs and was left as it is.
    Kept,
}

/// A secret that a server does not show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MissingSecretView {
    /// The source's slug.
    pub slug: String,
    /// The field.
    pub field: String,
}

/// What an apply came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct AppliedView {
    /// The run's number.
    pub run: u32,
    /// How many operations are done.
    pub applied: u32,
    /// What became of each.
    pub operations: Vec<AppliedOperationView>,
    /// Whether everything was looked at afterwards and is as it should be.
    pub verified: bool,
    /// What was looked at.
    pub checks: Vec<Verified>,
    /// Why it did not come to its end; `None`: it did.
    pub problem: Option<Problem>,
}

/// What became of an operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AppliedOperationView {
    /// What was to be done.
    pub action: Action,
    /// The model's name in a blueprint.
    pub model: String,
    /// The sort of object.
    #[serde(default)]
    pub sort: PlanSort,
    /// What people know the object by.
    pub key: String,
    /// What became of it.
    pub outcome: StepOutcome,
}

/// A run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct PushRunView {
    /// Its number.
    pub run: u32,
    /// The server's name.
    pub server: String,
    /// When it began (RFC 3339).
    pub at: String,
    /// `running`, `done`, `failed` or `cancelled`.
    pub state: String,
    /// The run that it took back.
    pub rolls_back: Option<u32>,
    /// What it was to do, by object.
    pub objects: Vec<String>,
    /// What it came to; `None`: it has not come to its end.
    pub result: Option<AppliedView>,
}
