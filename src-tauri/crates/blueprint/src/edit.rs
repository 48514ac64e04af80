//! One field of a person's own file, changed in place.
//!
//! The text is spliced where the reader's own parser says that the field stands, so that nothing else of the file can
//! change: comments, order, quotes, anchors, indentation, line ends, unknown tags. What comes out is read again and
//! compared with what should have come out; if they differ, nothing is changed at all.

use std::collections::BTreeSet;

use crate::document::{Document, read};
use crate::error::BlueprintError;
use crate::places::{EntryPlace, MappingPlace, Places, places};
use crate::splice::{Splice, added_entry, added_field, apply, changed_field};
use crate::value::Value;

/// A change of a blueprint. Entries are counted as in [`Document::entries`], before any change.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Gives a field of an entry a value. A field that is absent comes at the end of `attrs`.
    Set {
        /// The entry.
        entry: usize,
        /// The field.
        field: String,
        /// Its new value.
        value: Value,
    },
    /// Puts a new entry before an entry.
    Insert {
        /// The entry that it comes before.
        entry: usize,
        /// The new entry, a mapping.
        value: Value,
    },
}

/// A text after its changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Edited {
    /// The text.
    pub text: String,
    /// The changes that were not made, by their index, and why.
    pub refused: Vec<(usize, NotEdited)>,
}

/// Why a change cannot be made in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotEdited {
    /// The field stands behind an anchor that is used elsewhere, or comes from an alias, so that the change would reach
    /// further than this field.
    Shared,
    /// The place is written in a way that is not edited: `? key`, a list whose dashes stand on lines of their own, an
    /// entry without `attrs`.
    Unusual,
    /// There is no such entry.
    NoEntry,
    /// The text would not have read as it should, so none of the changes was made.
    Unsure,
}

/// Makes changes in a text and touches nothing else.
///
/// Each change stands for itself: one that cannot be made in place is left out and named in [`Edited::refused`].
///
/// # Errors
/// The text is no blueprint.
pub fn edit(text: &str, changes: &[Change]) -> Result<Edited, BlueprintError> {
    let before = read(text)?;
    let places = places(text)?;
    let mut plan = Plan { text, places: &places, added: BTreeSet::new() };
    let mut splices = Vec::new();
    let mut refused = Vec::new();
    let mut made = Vec::new();
    for (index, change) in changes.iter().enumerate() {
        let planned = if places.entries.len() == before.entries.len() {
            plan.splice(change)
        } else {
            // Entries that come from an alias or a merge key are counted differently.
            Err(NotEdited::Unusual)
        };
        match planned {
            Ok(splice) => {
                splices.push(splice);
                made.push(change);
            }
            Err(why) => refused.push((index, why)),
        }
    }
    let edited = apply(text, splices);
    let is_sure = read(&edited).is_ok_and(|after| {
        let expected = expected(before, &made);
        // Not a number is not equal to itself, but its text is.
        after == expected || after.to_yaml() == expected.to_yaml()
    });
    if is_sure {
        return Ok(Edited { text: edited, refused });
    }
    let refused = (0..changes.len()).map(|index| {
        let why =
            refused.iter().find(|(known, _)| *known == index).map_or(NotEdited::Unsure, |(_, why)| *why);
        (index, why)
    });
    Ok(Edited { text: text.to_owned(), refused: refused.collect() })
}

struct Plan<'text> {
    text: &'text str,
    places: &'text Places,
    /// The entries that get a field, so that the second one in braces gets a comma.
    added: BTreeSet<usize>,
}

impl Plan<'_> {
    fn splice(&mut self, change: &Change) -> Result<Splice, NotEdited> {
        let (Change::Set { entry: index, .. } | Change::Insert { entry: index, .. }) = change;
        let entry = self.places.entries.get(*index).ok_or(NotEdited::NoEntry)?;
        match change {
            Change::Set { field, value, .. } => self.set(*index, entry, field, value),
            Change::Insert { value, .. } => {
                let around = entry.anchors.split_last().map_or(&[][..], |(_, around)| around);
                self.require_own(around)?;
                added_entry(self.text, entry, value)
            }
        }
    }

    fn set(
        &mut self,
        index: usize,
        entry: &EntryPlace,
        field: &str,
        value: &Value,
    ) -> Result<Splice, NotEdited> {
        self.require_own(&entry.anchors)?;
        let last = |mapping: &'_ MappingPlace| mapping.fields.iter().rposition(|(name, _)| name == field);
        let own = [&entry.identifiers, &entry.attrs].into_iter().flatten();
        let found = own.filter_map(|mapping| Some((mapping, last(mapping)?))).next();
        let Some((mapping, at)) = found else {
            let attrs = entry.attrs.as_ref().ok_or(NotEdited::Unusual)?;
            self.require_own(&[attrs.anchor])?;
            let splice = added_field(self.text, attrs, field, value, !self.added.contains(&index))?;
            self.added.insert(index);
            return Ok(splice);
        };
        self.require_own(&[mapping.anchor])?;
        let Some((_, place)) = mapping.fields.get(at) else { return Err(NotEdited::Unusual) };
        let (first, behind) = place.value.anchors;
        let is_outside = |at: usize| at < place.value.start || at >= place.value.end;
        let is_used = self
            .places
            .aliases
            .iter()
            .any(|(anchor, at)| (first..behind).contains(anchor) && is_outside(*at));
        if is_used {
            return Err(NotEdited::Shared);
        }
        changed_field(self.text, mapping, place, value)
    }

    /// Refuses what an alias repeats elsewhere.
    fn require_own(&self, anchors: &[usize]) -> Result<(), NotEdited> {
        let is_shared = self.places.aliases.iter().any(|(anchor, _)| anchors.contains(anchor));
        if is_shared { Err(NotEdited::Shared) } else { Ok(()) }
    }
}

/// Returns the document as it should be after the changes.
fn expected(mut document: Document, changes: &[&Change]) -> Document {
    let mut inserted = Vec::new();
    for change in changes {
        match change {
            Change::Set { entry, field, value } => {
                if let Some(entry) = document.entries.get_mut(*entry) {
                    let has_it = entry.identifiers.get(field).is_some();
                    set(if has_it { &mut entry.identifiers } else { &mut entry.attrs }, field, value);
                }
            }
            Change::Insert { entry, value } => inserted.push((*entry, value)),
        }
    }
    // From behind, so that the places before stay what they are; of several at one place the first comes first.
    inserted.sort_by_key(|(entry, _)| *entry);
    for (at, value) in inserted.into_iter().rev() {
        let section = document.entries.get(at).and_then(|entry| entry.section.clone());
        let list = Value::mapping([("entries", Value::Sequence(vec![value.clone()]))]);
        if let Ok(mut new) = crate::document::document(list)
            && let Some(mut entry) = new.entries.pop()
        {
            entry.section = section;
            document.entries.insert(at.min(document.entries.len()), entry);
        }
    }
    document
}

fn set(mapping: &mut Value, field: &str, value: &Value) {
    let Value::Mapping(pairs) = mapping else { return };
    match pairs.iter_mut().find(|(key, _)| key.as_text() == Some(field)) {
        Some((_, known)) => *known = value.clone(),
        None => pairs.push((Value::text(field), value.clone())),
    }
}
