//! Holds the mappings that drafts carry against the mappings that there are.
//!
//! A draft carries name and expression of its mappings, so that it says everything by itself. A name means one mapping
//! all the same, as on a server. So each way into the database goes through here: what a person saves is refused if it
//! would make two of one name ([`register`]); what is there already, from before or by undo, is kept under a name of
//! its own ([`settle`]).

use desk_model::{Draft, DraftId, PropertyMapping, Protocol};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use crate::draft_row;
use crate::error::{Cause, StoreError};
use crate::history::Summary;
use crate::mapping_row::{self, StoredMapping};
use crate::undo::Part;

/// Makes rows for mappings that a draft brings and nobody had yet. Returns them as parts of the person's step.
///
/// A mapping that the draft carried before is not looked at: what a save did not touch cannot be in its way.
/// Errors: [`StoreError::MappingDiffers`] if the name belongs to another mapping.
pub(crate) fn register(
    transaction: &Transaction<'_>,
    draft: &Draft,
    before: Option<&Draft>,
    now: i64,
) -> Result<Vec<Part>, Cause> {
    let mut parts = Vec::new();
    let Some(kind) = draft.kind().map(|kind| kind.protocol) else { return Ok(parts) };
    for mapping in named(draft) {
        if before.is_some_and(|before| named(before).any(|known| known == mapping)) {
            continue;
        }
        match mapping_row::by_name(transaction, &mapping.name)? {
            None => {
                let stored = mapping_row::insert(transaction, kind, mapping, now)?;
                parts.push(Part::mapping(stored.id, None, Some(stored.revision)));
            }
            Some(known) if known.kind == kind && known.mapping == *mapping => {}
            Some(known) => {
                let name = mapping.name.clone();
                let used_by = known.used_by.into_iter().map(|draft| draft.slug).collect();
                return Err(StoreError::MappingDiffers { name, kind: known.kind, used_by }.into());
            }
        }
    }
    Ok(parts)
}

/// Gives every mapping that a draft carries its row. One whose name belongs to another mapping gets a free name:
/// `NAME (2)`. Returns whether the draft had to be changed for that.
pub(crate) fn settle(transaction: &Transaction<'_>, draft: &mut Draft, now: i64) -> Result<bool, Cause> {
    let Some(kind) = draft.kind().map(|kind| kind.protocol) else { return Ok(false) };
    let mut is_changed = false;
    let Draft { user_property_mappings, group_property_mappings, .. } = draft;
    for mapping in user_property_mappings.iter_mut().chain(group_property_mappings) {
        if mapping.name.trim().is_empty() {
            continue;
        }
        let name = free_name(transaction, kind, mapping)?;
        is_changed |= name != mapping.name;
        mapping.name = name;
        if mapping_row::by_name(transaction, &mapping.name)?.is_none() {
            mapping_row::insert(transaction, kind, mapping, now)?;
        }
    }
    Ok(is_changed)
}

/// Returns the name of a mapping that comes back, or the first free one after it. Its own name is free.
pub(crate) fn free_name_for(transaction: &Transaction<'_>, mapping: &StoredMapping) -> Result<String, Cause> {
    first_free(&mapping.mapping.name, |name| {
        Ok(mapping_row::by_name(transaction, name)?.is_none_or(|known| known.id == mapping.id))
    })
}

/// Settles the drafts that are not settled yet. One that cannot be read stays as it is, for a version that can.
///
/// The newest change comes first: where drafts from before have one name for different mappings, it keeps the name.
pub(crate) fn settle_all(connection: &mut Connection, now: i64) -> Result<(), Cause> {
    if !connection.prepare("SELECT 1 FROM unsettled")?.exists([])? {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let ids: Vec<DraftId> = transaction
        .prepare("SELECT id FROM unsettled JOIN draft ON draft.id = draft_id ORDER BY changed DESC")?
        .query_map([], |row| Ok(DraftId(row.get(0)?)))?
        .collect::<Result<_, _>>()?;
    let mut changed = Vec::new();
    for id in ids {
        let Some(Ok(mut stored)) = draft_row::by_id(&transaction, &id)?.map(draft_row::DraftRow::read) else {
            continue;
        };
        if settle(&transaction, &mut stored.draft, now)? {
            changed.push(stored);
        } else {
            mapping_row::note_uses(&transaction, &stored.draft)?;
            settled(&transaction, &id)?;
        }
    }
    // The oldest first, so that the order of the list stays.
    for stored in changed.into_iter().rev() {
        draft_row::write_draft(&transaction, &stored.draft, stored.created_at, now, &Summary::Settled)?;
    }
    transaction.commit()?;
    Ok(())
}

/// Notes that the mappings of a draft have their rows.
pub(crate) fn settled(transaction: &Transaction<'_>, id: &DraftId) -> Result<(), Cause> {
    transaction.prepare_cached("DELETE FROM unsettled WHERE draft_id = ?1")?.execute([&id.0])?;
    Ok(())
}

/// Notes that a draft is still to be settled: this version cannot read it.
pub(crate) fn postpone(transaction: &Transaction<'_>, id: &DraftId) -> Result<(), Cause> {
    transaction
        .prepare_cached("INSERT INTO unsettled (draft_id) VALUES (?1) ON CONFLICT DO NOTHING")?
        .execute(params![id.0])?;
    Ok(())
}

/// A mapping without a name is a form that is not filled in yet; no other draft can share it.
fn named(draft: &Draft) -> impl Iterator<Item = &PropertyMapping> {
    let all = draft.user_property_mappings.iter().chain(&draft.group_property_mappings);
    all.filter(|mapping| !mapping.name.trim().is_empty())
}

/// Returns the mapping's name, or the first free one after it. A name that this very mapping has already is free.
pub(crate) fn free_name(
    transaction: &Transaction<'_>,
    kind: Protocol,
    mapping: &PropertyMapping,
) -> Result<String, Cause> {
    first_free(&mapping.name, |name| {
        Ok(mapping_row::by_name(transaction, name)?
            .is_none_or(|known| known.kind == kind && known.mapping.expression == mapping.expression))
    })
}

/// Returns the first of `NAME`, `NAME (2)`, `NAME (3)`, … that is free.
fn first_free(wanted: &str, is_free: impl Fn(&str) -> Result<bool, Cause>) -> Result<String, Cause> {
    let mut name = wanted.to_owned();
    let mut number = 2;
    while !is_free(&name)? {
        name = format!("{wanted} ({number})");
        number += 1;
    }
    Ok(name)
}
