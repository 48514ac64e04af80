//! What changed between two drafts, and how changes that were made apart come together.
//!
//! Both look at a draft as its parts: a field, or one item of a field that holds several (a property mapping, a tag, a
//! step of the checklist). A part that differs is one change; two people who change different parts are in nobody's
//! way.

mod diff;
mod merge;
mod parts;

pub use diff::{FieldChange, diff};
pub use merge::{Conflict, Decision, Merge, Side, merge};
pub use parts::PartName;

#[cfg(test)]
mod tests;
