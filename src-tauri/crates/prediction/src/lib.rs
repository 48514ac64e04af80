//! What authentik would do with a person who comes back from a source.
//!
//! [`predict`] is a pure function: a [`Source`] with the facts of its flows, a [`Visit`] (how the provider's answer
//! ended, and who is logged in in the browser), and a [`Directory`] of the users, groups and connections that exist. It
//! returns a [`Prediction`]: the action, the step that decided, what the person reads, what the log says, the user
//! record, the groups, the connection, and what the next login does. [`predict_all_modes`] does it for all five user
//! matching modes and all three group matching modes; [`predict_people`] for a whole list of people, in turn.
//!
//! **Where is which rule?** Each step has a letter, in the order in which authentik takes them, and each letter a file
//! in `rules/`:
//!
//! | letter | what | file |
//! |---|---|---|
//! | A | entry | `rules/a_entry.rs` |
//! | B | callback | `rules/b_callback.rs` |
//! | C | properties | `rules/c_properties.rs` |
//! | D | action | `rules/d_action.rs` |
//! | E | outcome | `rules/e_outcome.rs` |
//! | F | the flow's stages | `rules/f_stages.rs`, `f_user_write.rs`, `f_user_fields.rs`, `f_user_login.rs` |
//! | G | groups | `rules/g_groups.rs` |
//!
//! The rules are those of authentik 2026.5.0-rc1; each names the file of authentik that it comes from. authentik's own
//! words (messages, log lines) are data here, exact and in English, as authentik writes them.
//!
//! [`identity`] says who keeps their account when the identifiers of a source change, and the steps that keep them.
//!
//! [`Source::of_draft`] takes from a draft what it says. **What the facts do not say** is never guessed: an input is a [`Fact`], which may be not known, and a prediction
//! lists each [`Unknown`] that it rests on. Where an unknown thing decides, the outcome is [`Outcome::NotKnown`].
//!
//! [`base`] is what a type makes of the provider's information before any mapping.
//!
//! Deliberately not here: the evaluation of property mappings (the properties come in as they are after them), the
//! questioning of servers and providers, input and output, a clock, policies (only whether they pass), what stages
//! beyond prompt, user write and user login do, SAML's temporary users, LDAP's and SCIM's synchronisation (nobody comes
//! back from those), and sentences of our own: steps and unknown things are codes with data.

mod base;
mod facts;
pub mod identity;
mod many;
mod prediction;
mod python;
mod rules;

pub use base::{Base, Doubt, base};
pub use facts::{
    Callback, Directory, DraftError, Fact, Flow, Group, GroupConnection, GroupKey, GroupMatchingMode, Person,
    PersonGroups, PromptField, Requirement, Runs, Session, Source, Stage, StageBinding, User, UserConnection,
    UserCreationMode, UserKey, UserMatchingMode, UserWrite, Visit,
};
pub use many::{
    MOST_TWINS, ModePrediction, PersonRow, Report, Twin, TwinBy, Verdict, predict_all_modes, predict_people,
};
pub use prediction::{
    Action, ConnectionChange, Discarded, FlowKind, GroupChange, GroupFate, Groups, Level, LogLine, NextLogin,
    Outcome, Page, Place, Prediction, Seen, Step, Tokens, Unknown, UserRecord, WhyDiscarded,
};
pub use python::merge;
pub use rules::{
    BadGroups, KeyFate, group_base, group_ids, key_fates, predict, wechat_identifier, with_defaults,
};
