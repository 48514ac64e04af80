//! What changed between two drafts.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::parts::{PartName, Parts, shown};
use crate::draft::{Draft, FieldValue};

/// One part that differs between two drafts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FieldChange {
    /// The part.
    #[serde(flatten)]
    pub part: PartName,
    /// What it was; `None`: it was not there, or a field was left at its default.
    pub before: Option<FieldValue>,
    /// What it is; `None`: it is not there any more, or left at its default.
    pub after: Option<FieldValue>,
}

/// Returns every part in which two drafts differ, in the order of the form. The order of property mappings and tags is
/// no difference: authentik runs mappings in the order of their names.
///
/// Errors: none for a draft that this version made; a document always becomes JSON and back.
pub fn diff(before: &Draft, after: &Draft) -> Result<Vec<FieldChange>, serde_json::Error> {
    let (before, after) = (Parts::of(before)?, Parts::of(after)?);
    let is_gone = |key: &&_| after.get(key).is_none();
    let keys = after.list.iter().map(|(key, _)| key);
    let gone = before.list.iter().map(|(key, _)| key).filter(is_gone);
    let mut changes = Vec::new();
    for key in keys.chain(gone) {
        let (old, new) = (before.get(key), after.get(key));
        if old != new {
            let shown = |value: Option<&_>| value.map(|value| shown(key, value));
            changes.push(FieldChange { part: key.name.clone(), before: shown(old), after: shown(new) });
        }
    }
    Ok(changes)
}
