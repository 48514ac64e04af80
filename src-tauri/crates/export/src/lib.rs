//! Drafts to what other tools than authentik's own blueprints take.
//!
//! [`terraform`] writes a configuration for Terraform and OpenTofu, [`kubernetes`] manifests and values for authentik's
//! Helm chart, [`compose`] an override for Docker Compose, [`json`] a document for scripts, and [`runbook`] the steps for
//! somebody who does it all by hand. Each takes drafts and [`Options`] and returns an [`Export`]: files, the secrets that
//! must be provided, and every [`Finding`] about what the other side cannot take. No file holds a secret unless
//! [`SecretStyle::Inline`](desk_blueprint::SecretStyle::Inline) was asked for.
//!
//! Deliberately not here: input and output, a clock, and sentences for people. What a file says to people is a [`Note`],
//! for which the caller has the words.

mod compose;
mod error;
mod export;
mod json;
mod kubernetes;
mod labels;
mod runbook;
mod source_stage;
mod terraform;
mod yaml;

pub use compose::{COMPOSE_FILE, compose};
pub use error::ExportError;
pub use export::{
    CODES as FINDING_CODES, Export, File, Finding, NOTES, NeededSecret, Note, Options, Provided,
};
pub use json::{FORMAT as JSON_FORMAT, VERSION as JSON_VERSION, json};
pub use kubernetes::{SECRETS_FOLDER as KUBERNETES_SECRETS_FOLDER, kubernetes};
pub use runbook::{Runbook, Section, Setting, Step, runbook};
pub use source_stage::source_stage_findings;
pub use terraform::terraform;
