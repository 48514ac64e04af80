//! The user record afterwards.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::{Fact, UserKey};

/// A user's record after a login.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UserRecord {
    /// Which user.
    pub user: UserKey,
    /// Whether this login made it.
    pub is_made: bool,
    /// Whether a user write stage wrote to it. Without one the record stays as it was, whatever the provider says
    /// today: authentik's default authentication flow has none.
    pub is_written: bool,
    /// The username; not known if the person types it.
    pub username: Fact<String>,
    /// The email address, possibly empty.
    pub email: Fact<String>,
    /// The name.
    pub name: Fact<String>,
    /// The path.
    pub path: Fact<String>,
    /// The type of a user that was made; of others it was not asked.
    pub user_type: Fact<String>,
    /// Whether it may log in.
    pub is_active: Fact<bool>,
    /// Other fields that were written, as they came: `first_name`.
    pub other_fields: Map<String, Value>,
    /// The attributes.
    pub attributes: Map<String, Value>,
    /// The keys that were kept, in their order.
    pub kept: Vec<String>,
    /// The keys that were discarded, in their order.
    pub discarded: Vec<Discarded>,
}

/// A key that did not get into the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Discarded {
    /// The key.
    pub key: String,
    /// Why.
    pub why: WhyDiscarded,
}

/// Why a key is discarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyDiscarded {
    /// Its value is `None` (`delete_none_values`); without a log line.
    NoValue,
    /// It is `component`, which the forms always send; without a log line.
    Component,
    /// It is `groups`, which the stage never writes; logged as `discarding key`.
    Groups,
    /// The user has no field of that name; logged as `discarding key`.
    NoField,
    /// The flow writes no user.
    NoUserWrite,
}
