//! What a login source is, before any server knows it.
//!
//! [`catalogue`] says which kinds of source authentik has and which fields their forms have.
//! A [`Draft`] is one source in the making and the only currency between the crates: every box of the
//! product takes a draft and returns plain data. [`callback`], [`endpoint`] and [`request`] derive from it what
//! authentik will publish and send; [`console`] says what the provider has to be told, and what went wrong there;
//! [`recipes`] are property mappings to start from, [`mapping_words`] what can stand in one;
//! [`lint`] says what is wrong with a draft and how to mend it; [`changes`] what differs between two, and how changes
//! that were made apart come together.
//!
//! Deliberately not here: input and output, a clock, randomness, async, and sentences for people.
//! Findings carry codes and values; their words live in the message catalogues.
//! Everything returns *all* findings, never just the first.

pub mod callback;
pub mod catalogue;
pub mod changes;
mod checklist;
pub mod console;
mod draft;
pub mod duration;
pub mod endpoint;
mod kept;
pub mod lint;
pub mod mapping;
pub mod mapping_words;
pub mod recipes;
pub mod request;
mod secret;
pub mod slug;
pub mod tags;

pub use catalogue::{Field, FieldKind, Group, Protocol, SourceType, Version};
pub use checklist::{Checklist, StepRecord, StepStatus};
pub use draft::{Deployment, Draft, DraftId, FieldError, FieldValue, Registration, SCHEMA};
pub use kept::Kept;
pub use lint::{Certainty, Finding, Fix, Severity};
pub use mapping::{MappingId, MappingList, PropertyMapping};
pub use secret::{Secret, Secrets};
