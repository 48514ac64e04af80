//! What there is to try with.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::LabEngine;

/// A provider's information about somebody, to try a mapping with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LabSample {
    /// Which one: `profile-alice`, or `run-12` of a test login that was kept.
    pub id: String,
    /// Who: the name of one of the simulator's people; `profile-NAME` has the words. `None`: it is of a test login.
    pub profile: Option<String>,
    /// When the test login was, RFC 3339.
    pub at: Option<String>,
    /// The information, as indented JSON.
    pub info: String,
    /// Whether values in it were masked before they were kept.
    pub is_masked: bool,
}

/// What the lab has for a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LabOffers {
    /// People to try.
    pub samples: Vec<LabSample>,
    /// The engines that are here; none if the program that evaluates mappings is missing.
    pub engines: Vec<LabEngine>,
    /// Whether people log in with this kind of source. Others synchronise, and nothing can be predicted of a login.
    pub has_logins: bool,
    /// The directory that is at hand.
    pub directory: Option<LabDirectory>,
}

/// Users, groups and connections that predictions look into. They are in memory only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LabDirectory {
    /// Where they are from: a file's name, or a server's.
    pub origin: String,
    /// How many users.
    pub users: u32,
    /// How many groups; `None`: not known.
    pub groups: Option<u32>,
    /// How many connections; `None`: not known.
    pub connections: Option<u32>,
    /// Rows and members that were passed over, with the reason: `directory-note-CODE` has the words.
    pub notes: Vec<DirectoryNote>,
}

/// Something about a directory that one should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DirectoryNote {
    /// What.
    pub code: String,
    /// How often.
    pub count: u32,
    /// The first place: a row's number or a user's name.
    pub first: String,
}
