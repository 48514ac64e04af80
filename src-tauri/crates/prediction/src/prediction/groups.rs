//! What becomes of the groups.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::GroupKey;

/// What becomes of a person's groups.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct Groups {
    /// Each of the provider's groups, in order, up to the one that ended it.
    pub changes: Vec<GroupChange>,
    /// The groups that the user gets into.
    pub joined: Vec<GroupKey>,
    /// The groups that the user leaves: those connected with the source that the provider no longer names.
    pub left: Vec<GroupKey>,
    /// Whether an unknown thing decides.
    pub is_unknown: bool,
}

/// What becomes of one of the provider's groups.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupChange {
    /// The id at the provider.
    pub identifier: String,
    /// What happens.
    pub fate: GroupFate,
    /// The group's name afterwards; where nothing is written, the name that was to be.
    pub name: String,
    /// The group's attributes afterwards.
    pub attributes: Map<String, Value>,
}

/// What happens to a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupFate {
    /// It is made and connected.
    Created(GroupKey),
    /// It was connected; its properties are updated.
    Updated(GroupKey),
    /// A group of the name existed; it is connected and updated.
    Linked(GroupKey),
    /// It has no name to match by; the login ends with an error.
    NoName,
    /// A group of the name exists, and the mode is name_deny; the login ends with an error.
    Denied(GroupKey),
    /// A group of the name exists, and the database refuses a second; the login ends with an error page.
    NameTaken(GroupKey),
    /// The group is connected with this source by another identifier already; the login ends with an error page.
    ConnectedOtherwise(GroupKey),
    /// A property is no field of a group; the login ends with an error page.
    NoField(String),
}
