//! What a blueprint said about a source beyond its form.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

/// What a blueprint said beyond the form, as YAML, so that it can be written back as it was. Nothing of it is secret:
/// what holds a secret in plain text is never kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct Kept {
    /// The file's head: a mapping with `metadata`, `context` and whatever else it had beside its entries. Empty: none.
    pub head: String,
    /// What `!KeyOf` calls the entry, where it is not the slug.
    pub id: Option<String>,
    /// What else stands in the entry beside model, id, identifiers, conditions and attributes: a mapping. Empty: none.
    pub entry: String,
    /// What finds the object beside its slug, by API name.
    pub identifiers: BTreeMap<String, String>,
    /// Conditions other than those that an export writes by itself.
    pub conditions: Vec<String>,
    /// Attributes that the form does not have, or whose value it cannot show, by API name.
    pub attrs: BTreeMap<String, String>,
    /// Entries of other objects that stood before this one, and behind the source before it.
    pub before: Vec<String>,
    /// Entries of other objects that stood behind the last source of the file.
    pub after: Vec<String>,
}

impl Kept {
    /// Returns whether there is nothing.
    pub fn is_empty(&self) -> bool {
        *self == Kept::default()
    }
}
