//! How an operation and the server stand to each other.

use desk_model::{Protocol, SourceType, catalogue};
use serde_json::Value as Json;

use crate::object::{Model, READ_ONLY, RemoteObject};
use crate::plan::{Action, Operation, Planned, is_computed, same, shown};
use crate::snapshot::Snapshot;

/// Returns the object of an operation, as it is now.
pub(crate) fn object<'a>(operation: &Operation, snapshot: &'a Snapshot) -> Option<&'a RemoteObject> {
    crate::plan::found(operation, snapshot)
}

/// Returns whether the object is as it was when the plan was made.
pub(crate) fn is_before(operation: &Operation, snapshot: &Snapshot) -> bool {
    match (&operation.before, object(operation, snapshot)) {
        (None, None) => true,
        (Some(before), Some(now)) => {
            let names = before.fields.keys().chain(now.fields.keys());
            let mut own = names.filter(|name| !READ_ONLY.contains(&name.as_str()));
            own.all(|name| {
                let [one, other] =
                    [before, now].map(|object| object.fields.get(name).cloned().unwrap_or(Json::Null));
                // Who stands in which flows changes when a flow is renamed; it is nothing of the page's own.
                name == "flow_set" || same(&one, &other)
            })
        }
        _ => false,
    }
}

/// Returns whether the object is as the plan wants it, as far as the server shows it.
pub(crate) fn is_planned(operation: &Operation, snapshot: &Snapshot) -> bool {
    let now = object(operation, snapshot);
    match (operation.action, now) {
        (Action::Delete, now) => now.is_none(),
        (_, None) => false,
        (_, Some(now)) => {
            let kind = kind(operation);
            now.key == operation.key()
                && operation.fields.iter().all(|field| {
                    let is = shown(snapshot, now, &field.name, kind);
                    match &field.value {
                        Planned::Secret { .. } | Planned::ServerOnly { .. } => true,
                        Planned::Added { objects, .. } => {
                            let present = is.as_array().map(Vec::as_slice).unwrap_or_default();
                            objects.iter().all(|object| present.iter().any(|own| *own == object.name))
                        }
                        planned => {
                            let wanted = planned.shown();
                            same(&is, &wanted) || is_computed(now, &field.name, &wanted)
                        }
                    }
                })
        }
    }
}

/// Returns whether an operation changes nothing that the server shows.
pub(crate) fn changes_secrets_only(operation: &Operation) -> bool {
    operation.action == Action::Update
        && operation
            .changes
            .iter()
            .all(|change| matches!(operation.field(&change.path), Some(Planned::Secret { .. })))
}

/// Returns the kind of a source.
pub(crate) fn kind(operation: &Operation) -> Option<&'static SourceType> {
    match operation.sort()? {
        Model::Source(Protocol::OAuth) => match operation.field("provider_type")? {
            Planned::Value { value } => catalogue::find(value.as_str()?),
            _ => None,
        },
        Model::Source(protocol) => catalogue::all().iter().find(|kind| kind.protocol == protocol),
        Model::Mapping(_) | Model::Stage => None,
    }
}
