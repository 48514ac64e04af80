//! Holds the mappings of a draft that comes back from its history against the mappings that there are now.

use desk_model::Draft;
use rusqlite::Transaction;

use crate::error::Cause;
use crate::mapping_row;
use crate::settle::free_name;
use crate::undo::Part;

/// What became of the mappings of a draft that came back from its history.
pub(crate) struct Adopted {
    /// The mappings that came back with it, as parts of the person's step.
    pub(crate) parts: Vec<Part>,
    /// The names of the mappings whose expressions are others by now.
    pub(crate) kept_mappings: Vec<String>,
}

/// Gives every mapping of a draft that comes back from its history the expression that its name means now. One that is
/// gone comes back too; one whose name belongs to another kind by now gets a free name.
pub(crate) fn adopt(transaction: &Transaction<'_>, draft: &mut Draft, now: i64) -> Result<Adopted, Cause> {
    let mut adopted = Adopted { parts: Vec::new(), kept_mappings: Vec::new() };
    let Some(kind) = draft.kind().map(|kind| kind.protocol) else { return Ok(adopted) };
    let Draft { user_property_mappings, group_property_mappings, .. } = draft;
    for mapping in user_property_mappings.iter_mut().chain(group_property_mappings) {
        if mapping.name.trim().is_empty() {
            continue;
        }
        match mapping_row::by_name(transaction, &mapping.name)? {
            Some(known) if known.kind == kind => {
                if known.mapping.expression != mapping.expression
                    && !adopted.kept_mappings.contains(&mapping.name)
                {
                    adopted.kept_mappings.push(mapping.name.clone());
                }
                mapping.expression = known.mapping.expression;
                continue;
            }
            Some(_) => mapping.name = free_name(transaction, kind, mapping)?,
            None => {}
        }
        if mapping_row::by_name(transaction, &mapping.name)?.is_none() {
            let stored = mapping_row::insert(transaction, kind, mapping, now)?;
            adopted.parts.push(Part::mapping(stored.id, None, Some(stored.revision)));
        }
    }
    Ok(adopted)
}
