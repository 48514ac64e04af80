//! What was pushed last, and what a plan rests on.

use std::collections::BTreeMap;

use desk_model::DraftId;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use sha2::{Digest as _, Sha256};

use super::{Action, Operation};
use crate::apply::{kind, without_secrets};
use crate::object::{Model, RemoteObject};
use crate::snapshot::Snapshot;

/// What was pushed to one server last, as it was read back then.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LastPush {
    /// The objects.
    pub objects: Vec<PushedObject>,
}

/// One object that was pushed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PushedObject {
    /// What it is.
    pub model: Model,
    /// The server's key.
    pub pk: String,
    /// What people know it by.
    pub key: String,
    /// The draft of a source.
    pub draft: Option<DraftId>,
    /// Its fields as people read them, see [`Planned::shown`](super::Planned::shown).
    pub fields: Map<String, Json>,
    /// Fingerprints of the secrets that were sent, by field.
    pub fingerprints: BTreeMap<String, String>,
}

impl LastPush {
    /// Returns what was pushed of a draft, or of an object with a key.
    pub(crate) fn of(&self, model: Model, key: &str, draft: Option<&DraftId>) -> Option<&PushedObject> {
        let own = |object: &&PushedObject| {
            object.model == model
                && match draft {
                    Some(draft) => object.draft.as_ref() == Some(draft),
                    None => object.key == key,
                }
        };
        self.objects.iter().find(own)
    }
}

/// Returns the objects that operations rest on, as a snapshot has them: what they change, and what would be in the way of
/// what they create.
pub(crate) fn found<'a>(operation: &Operation, snapshot: &'a Snapshot) -> Option<&'a RemoteObject> {
    let model = operation.sort()?;
    match &operation.before {
        Some(before) => snapshot.by_pk(model, &before.pk),
        None => snapshot.find(model, operation.key()),
    }
}

/// Returns a hash of everything that operations rest on, as a snapshot has it.
pub(crate) fn base_of(operations: &[Operation], snapshot: &Snapshot) -> String {
    hash(operations, |operation| {
        found(operation, snapshot).map(|object| without_secrets(object, kind(operation)))
    })
}

fn hash<'a>(
    operations: impl IntoIterator<Item = &'a Operation>,
    found: impl Fn(&Operation) -> Option<RemoteObject>,
) -> String {
    let mut hash = Sha256::new();
    for operation in operations {
        // An operation that does nothing rests on its object as well: it says that there is nothing to do.
        let mut object = found(operation);
        if let Some(object) = &mut object {
            object.fields.sort_keys();
        }
        let line = serde_json::to_vec(&(
            &operation.model,
            operation.action == Action::Create,
            operation.key(),
            object,
        ));
        hash.update(line.unwrap_or_default());
        hash.update(b"\n");
    }
    data_encoding::HEXLOWER.encode(&hash.finalize())
}
