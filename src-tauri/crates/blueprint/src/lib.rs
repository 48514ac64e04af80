//! Drafts to authentik blueprints and back.
//!
//! [`write()`] turns drafts into one blueprint that applies the first time: every field whose default differs between
//! authentik's form and its API is explicit, flows are found by slug, secrets come by tag, and what an entry needs
//! from its surroundings stands in its `conditions`. [`read`] parses a blueprint without resolving anything: all
//! fourteen tags of authentik, and unknown ones, stay in the [`Value`]s. [`draft_from`] is the inverse of [`write()`].
//!
//! Scalars are read as authentik's loader reads them, that is by YAML 1.1 (PyYAML): `yes` is a boolean, `010` is
//! eight. What is written reads the same under YAML 1.1 and 1.2.
//!
//! [`edit()`] makes [`Changes`] in a person's own file in place, and [`positions`] says where things stand in it.
//!
//! Deliberately not here: input and output, a clock, the resolving of tags, and sentences for people. The comment lines of a file are given by the caller, errors are codes with data.

mod changes;
mod document;
mod drafts;
mod edit;
mod emit;
mod error;
mod json;
mod kept;
mod login_page;
mod lookup;
mod mappings;
mod parse;
mod places;
mod position;
mod scalar;
mod secrets;
mod source_stage;
mod splice;
mod value;
mod write;

pub use changes::Changes;
pub use document::{Document, Entry, read};
pub use drafts::{Drafted, DraftedSource, LeftOut, OtherEntry, WhyLeftOut, draft_from};
pub use edit::{Change, Edited, NotEdited, edit};
pub use error::{BlueprintError, NotABlueprint};
pub use kept::kept_entries;
pub use login_page::{DEFAULT_LOGIN_PAGE, append_source};
pub use mappings::write_mappings;
pub use position::{Position, Positions, positions};
pub use secrets::{AtHand, NeededSecret, SECRETS_DIRECTORY, SecretReference, SecretStyle, needed_secrets};
pub use source_stage::{DEFAULT_RESUME_MINUTES, SourceStage};
pub use value::{Content, Tag, Value};
pub use write::{Blueprint, Options, write};
