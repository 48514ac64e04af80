//! The property mappings: list, read, insert, save, delete.

use desk_model::{MappingId, PropertyMapping, Protocol};
use rusqlite::Transaction;

use crate::draft_row;
use crate::error::{Cause, StoreError};
use crate::history::Summary;
use crate::mapping_row::{self, StoredMapping};
use crate::settle;
use crate::store::Store;
use crate::undo::{self, Part};

impl Store {
    /// Returns all property mappings with the drafts that carry them, in the order of their names.
    pub fn list_mappings(&self) -> Result<Vec<StoredMapping>, StoreError> {
        mapping_row::all(&self.connection).map_err(|cause| cause.at(&self.files))
    }

    /// Returns the property mapping with a name.
    ///
    /// Errors: [`StoreError::MappingNotFound`].
    pub fn find_mapping(&self, name: &str) -> Result<StoredMapping, StoreError> {
        mapping_row::by_name(&self.connection, name)
            .and_then(|found| required(found, name))
            .map_err(|cause| cause.at(&self.files))
    }

    /// Returns the property mapping with an id.
    ///
    /// Errors: [`StoreError::MappingNotFound`].
    pub fn get_mapping(&self, id: MappingId) -> Result<StoredMapping, StoreError> {
        mapping_row::by_id(&self.connection, id)
            .and_then(|found| required(found, &id.0.to_string()))
            .map_err(|cause| cause.at(&self.files))
    }

    /// Adds a property mapping that no draft carries yet.
    ///
    /// Errors: [`StoreError::MappingNameTaken`]; all kinds share one set of names.
    pub fn insert_mapping(
        &mut self,
        kind: Protocol,
        mapping: &PropertyMapping,
    ) -> Result<StoredMapping, StoreError> {
        self.write(|transaction, now| {
            mapping_row::refuse_taken_name(transaction, &mapping.name, None)?;
            let stored = mapping_row::insert(transaction, kind, mapping, now)?;
            undo::record(transaction, &[Part::mapping(stored.id, None, Some(stored.revision))], now)?;
            Ok(stored)
        })
    }

    /// Writes a property mapping as its next revision, and with it every draft that carries it: one step, which
    /// [`Store::undo`] takes back as a whole. One that is the same as before stays at its revision.
    ///
    /// `expected_revision` is the one that the change started from.
    /// Errors: [`StoreError::MappingConflict`] if the mapping has another by now, [`StoreError::MappingNotFound`] if
    /// it was deleted, [`StoreError::MappingNameTaken`].
    pub fn save_mapping(
        &mut self,
        id: MappingId,
        mapping: &PropertyMapping,
        expected_revision: u32,
    ) -> Result<StoredMapping, StoreError> {
        self.write(|transaction, now| {
            let before = required(mapping_row::by_id(transaction, id)?, &mapping.name)?;
            if before.revision != expected_revision {
                let (name, found) = (before.mapping.name, before.revision);
                return Err(StoreError::MappingConflict { name, expected: expected_revision, found }.into());
            }
            if before.mapping == *mapping {
                return Ok(before);
            }
            let changed = StoredMapping { mapping: mapping.clone(), ..before.clone() };
            let revision = mapping_row::write(transaction, &changed, now)?;
            let mut parts = vec![Part::mapping(id, Some(before.revision), Some(revision))];
            parts.extend(change_drafts(transaction, &before, now, |list| {
                for carried in list.iter_mut().filter(|carried| carried.name == before.mapping.name) {
                    carried.clone_from(mapping);
                }
            })?);
            undo::record(transaction, &parts, now)?;
            required(mapping_row::by_id(transaction, id)?, &mapping.name)
        })
    }

    /// Deletes a property mapping and takes it out of the drafts that carry it, as a server does. [`Store::undo`]
    /// brings it back, there too. Returns it as it was.
    ///
    /// Errors: [`StoreError::MappingNotFound`].
    pub fn delete_mapping(&mut self, id: MappingId) -> Result<StoredMapping, StoreError> {
        self.write(|transaction, now| {
            let before = required(mapping_row::by_id(transaction, id)?, &id.0.to_string())?;
            let mut parts = vec![Part::mapping(id, Some(before.revision), None)];
            parts.extend(change_drafts(transaction, &before, now, |list| {
                list.retain(|carried| carried.name != before.mapping.name);
            })?);
            mapping_row::remove(transaction, id)?;
            undo::record(transaction, &parts, now)?;
            Ok(before)
        })
    }
}

/// Changes both lists of every draft that carries a mapping. A draft that cannot be read stays as it is and is settled
/// by a version that can read it.
fn change_drafts(
    transaction: &Transaction<'_>,
    mapping: &StoredMapping,
    now: i64,
    change: impl Fn(&mut Vec<PropertyMapping>),
) -> Result<Vec<Part>, Cause> {
    let mut parts = Vec::new();
    for used in &mapping.used_by {
        let Some(row) = draft_row::by_id(transaction, &used.draft)? else { continue };
        let Ok(before) = row.read() else {
            settle::postpone(transaction, &used.draft)?;
            continue;
        };
        let mut draft = before.draft;
        change(&mut draft.user_property_mappings);
        change(&mut draft.group_property_mappings);
        let summary = Summary::MappingChanged { mapping: mapping.mapping.name.clone() };
        let after = draft_row::write_draft(transaction, &draft, before.created_at, now, &summary)?;
        parts.push(Part::draft(&used.draft, Some(before.revision), Some(after.revision)));
    }
    Ok(parts)
}

fn required(found: Option<StoredMapping>, subject: &str) -> Result<StoredMapping, Cause> {
    Ok(found.ok_or_else(|| StoreError::MappingNotFound { subject: subject.to_owned() })?)
}
