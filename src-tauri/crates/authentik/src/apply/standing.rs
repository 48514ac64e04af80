//! How an operation and the server stand to each other.

use desk_model::{Protocol, SourceType, catalogue};
use serde_json::Value as Json;

use crate::object::{Model, READ_ONLY, RemoteObject};
use crate::plan::{Action, Operation, Planned, found, is_computed, same, shown};
use crate::snapshot::Snapshot;

/// Returns whether the object is as it was when the plan was made.
pub(crate) fn is_before(operation: &Operation, snapshot: &Snapshot) -> bool {
    match (&operation.before, found(operation, snapshot)) {
        (None, None) => true,
        (Some(before), Some(now)) => {
            let names = before.fields.keys().chain(now.fields.keys());
            let kind = kind(operation);
            let is_left_out = |name: &str| {
                let is_added_to = matches!(operation.field(name), Some(Planned::Added { .. }));
                // What others add to a list meanwhile stays, and a plan knows no secret.
                READ_ONLY.contains(&name) || is_added_to || is_secret(kind, name)
            };
            let mut own = names.filter(|name| !is_left_out(name));
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
    let now = found(operation, snapshot);
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
                        _ if !now.fields.contains_key(&field.name) => true,
                        planned => {
                            let wanted = planned.shown();
                            same(&is, &wanted) || is_computed(now, &field.name, &wanted)
                        }
                    }
                })
        }
    }
}

/// Returns whether an operation changes nothing that the server shows: secrets, and what a version shows nobody any more.
pub(crate) fn changes_hidden_only(operation: &Operation) -> bool {
    let is_hidden =
        |path: &str| operation.before.as_ref().is_some_and(|before| !before.fields.contains_key(path));
    operation.action == Action::Update && operation.changes.iter().all(|change| is_hidden(&change.path))
}

/// Returns whether a field is a secret. A server shows those of few kinds, such as Plex's token.
pub(crate) fn is_secret(kind: Option<&SourceType>, name: &str) -> bool {
    kind.and_then(|kind| kind.field(name)).is_some_and(desk_model::Field::is_secret)
}

/// Returns an object without its secrets, which no plan has.
pub(crate) fn without_secrets(object: &RemoteObject, kind: Option<&SourceType>) -> RemoteObject {
    let mut object = object.clone();
    object.fields.retain(|name, _| !is_secret(kind, name));
    object
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
