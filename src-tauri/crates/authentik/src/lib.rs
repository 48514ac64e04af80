//! An authentik server: what is there, what would change, apply, verify, take back.
//!
//! [`Snapshot`] is what is on a server, [`Plan`] what drafts would change of it: a pure function of drafts, snapshot and
//! last push. [`apply`](apply()) executes a plan and nothing else writes to a server.
//!
//! Deliberately not here: where plans, tokens and runs are kept, sentences for people, a clock and randomness, and a
//! client for all of authentik's API. Fields that the catalogue does not know
//! are read and kept; they are written only where a draft keeps them from a blueprint or a pull.

mod address;
mod apply;
mod check;
mod client;
mod desired;
mod drift;
mod error;
mod flows;
mod login_page;
mod object;
mod people;
mod plan;
mod pull;
mod rollback;
mod snapshot;
mod verify;
mod yaml;

#[cfg(test)]
mod tests;

pub use address::{AddressError, ServerAddress};
pub use apply::{
    Applied, ApplyError, Applying, Journal, JournalError, Progress, Step, StepOutcome, apply, dry_run,
};
pub use check::{GrantedRight, Right, ServerFacts, VersionStanding};
pub use client::{Client, LIMITS, Patience, Pause, READ_LIMITS, Spread, Waiting, Ways};
pub use drift::{Drift, drift};
pub use error::{Refusal, ServerError};
pub use flows::{FlowFinding, FlowFindingKind, examine_flows};
pub use login_page::{Button, PlannedLoginPage, login_pages};
pub use object::{Model, RemoteObject};
pub use people::People;
pub use plan::{
    Action, Change, Choices, Conflict, ConflictKind, LastPush, NoteKind, Operation, Plan, PlanError,
    PlanInput, PlanNote, PlanServer, Planned, PlannedField, Pushed, PushedObject, Reference, SecretFact, Way,
    Winner, same,
};
pub use pull::{Pulled, PulledSource, pull};
pub use snapshot::{Flow, Scope, Snapshot, SourceFact};
pub use verify::{Verified, VerifyCheck, verify};
