//! What would change on a server: a value that a person reads, a file keeps and [`apply`](crate::apply()) executes.

mod base;
mod field;
mod make;
mod parts;
mod record;
mod shown;

use std::collections::BTreeMap;

use desk_model::DraftId;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use specta::Type;

use crate::login_page::PlannedLoginPage;
use crate::object::{Model, RemoteObject};

pub use base::{LastPush, PushedObject};
pub(crate) use base::{base_of, found};
pub(crate) use field::as_is;
pub use make::{PlanInput, SecretFact};
pub(crate) use parts::{change, conflict, note, way_of};
pub use record::Pushed;
pub use shown::same;
pub(crate) use shown::{is_computed, shown};

/// The layout of a plan's file. A newer one is refused.
pub const SCHEMA: u32 = 1;

/// What would change on a server.
///
/// It holds no secret. What an apply needs beside it are the secrets of the drafts that it names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The layout: a newer one is refused.
    pub schema: u32,
    /// The plan's own name, from random bytes. A plan is used once.
    pub id: String,
    /// The server.
    pub server: PlanServer,
    /// A hash of what the plan rests on, for people and programs that compare plans. An apply compares the objects
    /// themselves.
    pub base: String,
    /// When it was made, in milliseconds since the Unix epoch.
    pub made_at: i64,
    /// How it would be sent.
    pub way: Way,
    /// What would be done, each operation after those that it needs; those that change nothing are among them.
    pub operations: Vec<Operation>,
    /// What a person has to decide or mend before. With one of them nothing is applied.
    pub conflicts: Vec<Conflict>,
    /// What a person should know.
    pub notes: Vec<PlanNote>,
    /// The login page as it will be, if the plan is about one.
    #[serde(default)]
    pub login_page: Option<PlannedLoginPage>,
}

/// The server that a plan is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct PlanServer {
    /// The name of its profile.
    pub name: String,
    /// Its address.
    pub url: String,
    /// What tells it from a server that was put in its place, if that is known.
    pub instance: Option<String>,
    /// Its version.
    pub version: String,
    /// Whether its host has to be typed before anything is sent.
    pub production: bool,
}

/// How a plan is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "PushWay", rename_all = "lowercase")]
pub enum Way {
    /// There is nothing to send.
    Nothing,
    /// One request.
    Request,
    /// One blueprint, which the server applies as a whole or not at all.
    Import,
    /// One request after the other: the token's user may not import blueprints.
    Requests,
}

/// What is done to an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// It is made.
    Create,
    /// It is changed.
    Update,
    /// Nothing.
    None,
    /// It is deleted.
    Delete,
}

/// What is done to one object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// What is done.
    pub action: Action,
    /// The model's name in a blueprint.
    pub model: String,
    /// What people know the object by, once this is done: a source's slug, a mapping's or stage's name.
    pub identifiers: BTreeMap<String, String>,
    /// What other operations of the plan call the object.
    pub entry: String,
    /// The draft of a source.
    pub draft: Option<DraftId>,
    /// What changes, field by field.
    pub changes: Vec<Change>,
    /// The object as it was when the plan was made.
    pub before: Option<RemoteObject>,
    /// The whole object as it is to be, without what only the server fills in.
    pub fields: Vec<PlannedField>,
}

/// What changes in one field. Objects that are referred to have their names here, not the server's keys.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The field.
    pub path: String,
    /// What it is; null if it is not there. Of a secret `{"secret": "unknown"}`.
    pub before: Json,
    /// What it will be. Of a secret `{"secret": "set"}`.
    pub after: Json,
}

/// A field as it is to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedField {
    /// The field.
    pub name: String,
    /// Its value.
    pub value: Planned,
}

/// A value that is sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Planned {
    /// As it stands.
    Value {
        /// The value.
        value: Json,
    },
    /// One object of the server.
    Object {
        /// It.
        object: Reference,
    },
    /// A list of objects of the server or of this plan.
    Objects {
        /// They.
        objects: Vec<Reference>,
    },
    /// A list to which objects are added; what else is in it stays.
    Added {
        /// What was in it when the plan was made.
        present: Vec<Reference>,
        /// What is added.
        objects: Vec<Reference>,
    },
    /// A secret of the draft.
    Secret {
        /// Whether it is sent; else the server keeps what it has.
        sent: bool,
    },
    /// What only the server can resolve, as YAML.
    ServerOnly {
        /// The YAML.
        yaml: String,
    },
}

/// An object that another refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// The server's key, if the object is there already.
    pub pk: Option<String>,
    /// What the plan calls it, if an operation of it is about the object.
    pub entry: Option<String>,
    /// What people know it by.
    pub name: String,
}

/// Something that stands in the way of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// Why.
    pub kind: ConflictKind,
    /// The model's name in a blueprint.
    pub model: String,
    /// What people know the object by.
    pub key: String,
    /// The field; empty if it is about the whole object.
    pub path: String,
    /// What was pushed last; null if nothing was.
    pub last_pushed: Json,
    /// What the server has.
    pub server: Json,
    /// What the draft wants.
    pub draft: Json,
}

/// Why something stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ConflictKind {
    /// There is such an object, and it did not come from here.
    NotOurs,
    /// It was changed on the server since the last push, and here it was not.
    ChangedOnServer,
    /// It was changed here and on the server.
    ChangedOnBoth,
    /// It was pushed once and is gone from the server. Made again, a source has lost the people who are connected to it.
    GoneFromServer,
    /// The server has no such flow, certificate, group or login page.
    Missing,
    /// The server insists on a secret, and there is none here.
    NoSecret,
    /// The secret is in a vault that is locked.
    SecretLocked,
    /// A source of another kind has the slug.
    OtherKind,
}

/// What a person should know about a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct PlanNote {
    /// What: see [`NoteKind`].
    pub kind: NoteKind,
    /// What it is about: a slug, a name, a number.
    pub subject: String,
}

/// What a person should know about a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// The callback URL changes with the slug, and the provider has to be told.
    CallbackChanges,
    /// A draft keeps other objects of a blueprint, which are not pushed; the subject is their model.
    LeftOut,
    /// The source has no button, because its kind is not for logging in.
    NoButton,
    /// The token's user may not import blueprints: the requests are sent one by one.
    OneByOne,
    /// The server fetches the provider's discovery or keys when the source is saved, and refuses it if it cannot.
    ServerFetches,
    /// A secret that is on the server is not known here and stays; the subject is `slug: field`.
    SecretStays,
    /// Whether a secret is another one than was pushed cannot be told without a vault, so the server's own stays; the
    /// subject is `slug: field`.
    SecretNotCompared,
    /// A secret was replaced and cannot come back: a server never shows one; the subject is `slug: field`.
    SecretNotRestored,
    /// With the source goes who is connected to it: people who logged in by it are no longer recognised.
    ConnectionsLost,
}

/// Who wins where both sides changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Winner {
    /// What the draft wants.
    Draft,
    /// What the server has.
    Server,
}

/// What a person decided before a plan is made.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct Choices {
    /// Whether objects that did not come from here are taken over, and those that are gone are made again.
    pub adopt: bool,
    /// Who wins in every field that nothing is decided about.
    pub all: Option<Winner>,
    /// Who wins in a field: by `slug.field` or `name.field`.
    pub fields: BTreeMap<String, Winner>,
    /// Whether secrets are sent although they may be those that the server has.
    pub send_secrets: bool,
    /// Whether the names of sources stand beside their buttons on the login page; `None` leaves that.
    pub labels: Option<bool>,
}

impl Plan {
    /// Returns the operations that change something.
    pub fn writes(&self) -> impl Iterator<Item = &Operation> {
        self.operations.iter().filter(|operation| operation.action != Action::None)
    }

    /// Reads a plan's file.
    ///
    /// # Errors
    ///
    /// [`PlanError`].
    pub fn read(text: &str) -> Result<Plan, PlanError> {
        let value: Json = serde_json::from_str(text).map_err(|_| PlanError::NotAPlan)?;
        // `plan --json` prints the same document.
        let found = value.get("schema").and_then(Json::as_u64).ok_or(PlanError::NotAPlan)?;
        if found > u64::from(SCHEMA) {
            return Err(PlanError::Newer { found });
        }
        serde_json::from_value(value).map_err(|_| PlanError::NotAPlan)
    }

    /// Writes a plan's file.
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// Why a file is no plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// It is none.
    #[error("no plan")]
    NotAPlan,
    /// A newer Source Desk wrote it.
    #[error("layout {found}")]
    Newer {
        /// Its layout.
        found: u64,
    },
}

impl Operation {
    /// Returns the sort of object.
    pub fn sort(&self) -> Option<Model> {
        Model::find(&self.model)
    }

    /// Returns what people know the object by.
    pub fn key(&self) -> &str {
        self.identifiers.values().next().map_or("", String::as_str)
    }

    /// Returns the planned value of a field.
    pub fn field(&self, name: &str) -> Option<&Planned> {
        self.fields.iter().find(|field| field.name == name).map(|field| &field.value)
    }
}

impl Planned {
    /// Returns the value as people read it: the names of objects, and what happens to a secret.
    pub fn shown(&self) -> Json {
        let names = |objects: &[Reference]| -> Vec<Json> {
            objects.iter().map(|object| Json::String(object.name.clone())).collect()
        };
        match self {
            Planned::Value { value } => value.clone(),
            Planned::Object { object } => Json::String(object.name.clone()),
            Planned::Objects { objects } => Json::Array(names(objects)),
            Planned::Added { present, objects } => Json::Array([names(present), names(objects)].concat()),
            Planned::Secret { sent } => secret(if *sent { "set" } else { "unchanged" }),
            Planned::ServerOnly { yaml } => {
                Json::Object(Map::from_iter([("yaml".to_owned(), yaml.clone().into())]))
            }
        }
    }
}

pub(crate) fn secret(state: &str) -> Json {
    Json::Object(Map::from_iter([("secret".to_owned(), state.into())]))
}
