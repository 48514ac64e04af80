//! What mends a finding without asking.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::draft::{Draft, FieldError};
use crate::mapping::PropertyMapping;

/// A change that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "action", rename_all = "kebab-case")]
pub enum Fix {
    /// Sets a field.
    Set {
        /// The field.
        field: String,
        /// Its new value, as [`Draft::set`] takes it.
        value: String,
    },
    /// Removes what a draft says about a field; it then has its default.
    Unset {
        /// The field, which the form may not have.
        field: String,
    },
    /// Removes white space around a secret, and within it.
    TrimSecret {
        /// The secret's field.
        field: String,
    },
    /// Adds a user property mapping.
    AddUserPropertyMapping {
        /// The mapping.
        mapping: PropertyMapping,
    },
    /// Adds a group property mapping.
    AddGroupPropertyMapping {
        /// The mapping.
        mapping: PropertyMapping,
    },
    /// Puts a property mapping in the place of another.
    ChangePropertyMapping {
        /// The list: `user_property_mappings` or `group_property_mappings`.
        field: String,
        /// The mapping as it is.
        from: PropertyMapping,
        /// The mapping as it shall be.
        to: PropertyMapping,
    },
    /// Removes a property mapping; of several that are equal, the last.
    RemovePropertyMapping {
        /// The list: `user_property_mappings` or `group_property_mappings`.
        field: String,
        /// The mapping.
        mapping: PropertyMapping,
    },
    /// Puts a list of property mappings into the order in which authentik runs them: that of their names.
    SortPropertyMappings {
        /// The list: `user_property_mappings` or `group_property_mappings`.
        field: String,
    },
}

/// Applies a fix to a draft. A fix for a secret changes nothing here: secrets are not in a draft.
///
/// # Errors
/// The fix may be older than the draft and not fit it any more. The draft is then as it was.
pub fn apply(fix: &Fix, draft: &mut Draft) -> Result<(), FieldError> {
    match fix {
        Fix::Set { field, value } => {
            draft.set(field, value)?;
            // What a blueprint said instead would still be written.
            draft.kept.attrs.remove(field);
        }
        Fix::Unset { field } => {
            draft.values.remove(field);
            draft.kept.attrs.remove(field);
        }
        Fix::TrimSecret { .. } => {}
        Fix::AddUserPropertyMapping { mapping } => add(&mut draft.user_property_mappings, mapping),
        Fix::AddGroupPropertyMapping { mapping } => add(&mut draft.group_property_mappings, mapping),
        Fix::ChangePropertyMapping { field, from, to } => {
            if let Some(mapping) = list(draft, field)?.iter_mut().find(|mapping| *mapping == from) {
                to.clone_into(mapping);
            }
        }
        Fix::RemovePropertyMapping { field, mapping } => {
            let list = list(draft, field)?;
            if let Some(at) = list.iter().rposition(|one| one == mapping) {
                list.remove(at);
            }
        }
        Fix::SortPropertyMappings { field } => {
            list(draft, field)?.sort_by(|one, other| one.name.cmp(&other.name));
        }
    }
    Ok(())
}

fn add(list: &mut Vec<PropertyMapping>, mapping: &PropertyMapping) {
    if !list.contains(mapping) {
        list.push(mapping.clone());
    }
}

fn list<'a>(draft: &'a mut Draft, field: &str) -> Result<&'a mut Vec<PropertyMapping>, FieldError> {
    match field {
        "user_property_mappings" => Ok(&mut draft.user_property_mappings),
        "group_property_mappings" => Ok(&mut draft.group_property_mappings),
        _ => Err(FieldError::UnknownField(field.to_owned())),
    }
}
