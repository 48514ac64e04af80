//! How changes that were made apart come together.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use super::parts::{Key, PartName, Parts, Place, shown};
use crate::draft::{Draft, FieldValue};

/// What came of a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// The draft with the changes of both. Where they cannot both be had and nobody decided, it has theirs.
    pub draft: Draft,
    /// The parts that only the other side had changed.
    pub theirs: Vec<PartName>,
    /// The parts that both changed, each in another way, and that nobody decided about.
    pub conflicts: Vec<Conflict>,
}

/// A part that both sides changed, each in another way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Conflict {
    /// The part.
    #[serde(flatten)]
    pub part: PartName,
    /// What both began with; `None`: it was not there.
    pub base: Option<FieldValue>,
    /// What one side made of it; `None`: it was taken away.
    pub mine: Option<FieldValue>,
    /// What the other side made of it; `None`: it was taken away.
    pub theirs: Option<FieldValue>,
}

/// Whose change of a part counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Decision {
    /// The part.
    #[serde(flatten)]
    pub part: PartName,
    /// Whose change counts.
    pub side: Side,
    /// What was shown as the other side's, so that a decision about something older does not count; `None`: it was not
    /// there.
    pub theirs: Option<FieldValue>,
}

/// A side of a merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// What was changed here.
    Mine,
    /// What was changed elsewhere meanwhile.
    Theirs,
}

/// Brings together what two sides made of a draft. A part that one side left alone is as the other side has it.
///
/// Without `base`, which history may have forgotten, nothing counts as left alone or taken away: what both have is
/// asked about where it differs, and what one side has is kept.
///
/// Errors: none for drafts that this version made; a document always becomes JSON and back.
pub fn merge(
    base: Option<&Draft>,
    mine: &Draft,
    theirs: &Draft,
    decisions: &[Decision],
) -> Result<Merge, serde_json::Error> {
    let nothing = Parts { list: Vec::new() };
    let base = base.map_or(Ok(nothing), Parts::of)?;
    let (my_parts, their_parts) = (Parts::of(mine)?, Parts::of(theirs)?);
    let mut merged = Parts { list: Vec::new() };
    let mut only_theirs = Vec::new();
    let mut conflicts = Vec::new();
    for key in keys(&base, &my_parts, &their_parts) {
        let [old, my, their] = [&base, &my_parts, &their_parts].map(|parts| parts.get(key));
        let value = if my == their || my == old {
            if my != their {
                only_theirs.push(key.name.clone());
            }
            their
        } else if their == old {
            my
        } else {
            let conflict = conflict(key, old, my, their);
            match decisions.iter().find(|one| one.part == key.name && one.theirs == conflict.theirs) {
                Some(Decision { side: Side::Mine, .. }) => my,
                Some(Decision { side: Side::Theirs, .. }) => their,
                None => {
                    conflicts.push(conflict);
                    their
                }
            }
        };
        merged.list.extend(value.map(|value| (key.clone(), value.clone())));
    }
    Ok(Merge { draft: merged.assembled(theirs)?, theirs: only_theirs, conflicts })
}

fn conflict(key: &Key, base: Option<&Value>, mine: Option<&Value>, theirs: Option<&Value>) -> Conflict {
    let [base, mine, theirs] = [base, mine, theirs].map(|value| value.map(|value| shown(key, value)));
    Conflict { part: key.name.clone(), base, mine, theirs }
}

/// Returns the keys of both sides. Items of a list stand as the side has them that changed their order; the other
/// side's new ones follow.
fn keys<'a>(base: &Parts, mine: &'a Parts, theirs: &'a Parts) -> Vec<&'a Key> {
    let mut keys: Vec<&Key> = Vec::new();
    let mut push = |key: &'a Key| {
        if !keys.contains(&key) {
            keys.push(key);
        }
    };
    for (key, _) in theirs.list.iter().chain(&mine.list) {
        if matches!(key.place, Place::Mappings | Place::Tags) {
            let field = key.name.field.as_str();
            let is_theirs = theirs.order(field) != base.order(field);
            let (first, second) = if is_theirs { (theirs, mine) } else { (mine, theirs) };
            first.order(field).into_iter().chain(second.order(field)).for_each(&mut push);
        } else {
            push(key);
        }
    }
    keys
}
