//! Whether a plan shows what it does. A plan's file may come from somebody else, and people decide by the changes that it
//! shows; what is sent are its fields.

use serde_json::Value as Json;

use super::standing::kind;
use crate::object::{READ_ONLY, RemoteObject};
use crate::plan::{Action, Operation, Planned, Reference, found, is_computed, same, shown};
use crate::snapshot::Snapshot;

/// Returns whether everything that an operation sends is shown in its changes, or is on the server already.
pub(crate) fn shows_what_it_does(operation: &Operation, all: &[Operation], now: &Snapshot) -> bool {
    let Some(model) = operation.sort() else { return false };
    let [key_field] = operation.identifiers.keys().map(String::as_str).collect::<Vec<_>>()[..] else {
        return false;
    };
    let is_formed = match (operation.action, &operation.before) {
        (Action::Create, None) => true,
        (Action::Create, Some(_)) | (_, None) => false,
        (_, Some(before)) => before.model == model,
    };
    if key_field != model.key_field() || !is_formed {
        return false;
    }
    let remote = found(operation, now).filter(|_| operation.action != Action::Create);
    if operation.action == Action::Delete {
        let key = operation.before.as_ref().map(|before| before.key.as_str());
        return operation.fields.is_empty() && key == Some(operation.key());
    }
    if let Some(remote) = remote
        && remote.key != operation.key()
        && !is_told(operation, key_field, &Json::from(operation.key()))
    {
        return false;
    }
    operation.fields.iter().all(|field| {
        let is_own =
            field.name != "pk" && field.name != key_field && !READ_ONLY.contains(&field.name.as_str());
        is_own
            && references(&field.value).iter().all(|reference| is_named_right(reference, all, now))
            && is_shown(operation, &field.name, &field.value, remote, now)
    })
}

fn is_shown(
    operation: &Operation,
    name: &str,
    value: &Planned,
    remote: Option<&RemoteObject>,
    now: &Snapshot,
) -> bool {
    let after = value.shown();
    match (value, remote) {
        (Planned::Secret { sent: false }, _) => true,
        // What has come to the list since the plan was made stays, so it is held against the plan's own words.
        (Planned::Added { objects, .. }, Some(_)) => objects.is_empty() || is_told(operation, name, &after),
        (Planned::Secret { sent: true } | Planned::ServerOnly { .. }, _) | (_, None) => {
            is_told(operation, name, &after)
        }
        (_, Some(remote)) => {
            let is_there =
                remote.fields.contains_key(name) && same(&shown(now, remote, name, kind(operation)), &after);
            is_there || is_computed(remote, name, &after) || is_told(operation, name, &after)
        }
    }
}

fn is_told(operation: &Operation, path: &str, after: &Json) -> bool {
    operation.changes.iter().any(|change| change.path == path && same(&change.after, after))
}

fn references(value: &Planned) -> Vec<&Reference> {
    match value {
        Planned::Object { object } => vec![object],
        Planned::Objects { objects } => objects.iter().collect(),
        Planned::Added { present, objects } => present.iter().chain(objects).collect(),
        Planned::Value { .. } | Planned::Secret { .. } | Planned::ServerOnly { .. } => Vec::new(),
    }
}

/// Returns whether a reference leads to what its name says.
fn is_named_right(reference: &Reference, all: &[Operation], now: &Snapshot) -> bool {
    let Some(pk) = &reference.pk else {
        let is_it = |operation: &&Operation| Some(&operation.entry) == reference.entry.as_ref();
        return all.iter().find(is_it).is_none_or(|operation| operation.key() == reference.name);
    };
    let names = [
        now.flows.get(pk).map(|flow| flow.slug.as_str()),
        now.certificates.get(pk).map(String::as_str),
        now.groups.get(pk).map(String::as_str),
        now.sources.get(pk).map(|source| source.slug.as_str()),
        now.objects.iter().find(|object| object.pk == *pk).map(|object| object.key.as_str()),
    ];
    let renamed = all.iter().any(|operation| {
        operation.before.as_ref().is_some_and(|before| before.pk == *pk) && operation.key() == reference.name
    });
    let mut known = names.into_iter().flatten().peekable();
    // Of what the token's user may not see, the key itself is the name.
    renamed || known.any(|name| name == reference.name) || reference.name == *pk || {
        // It is gone; the server refuses it.
        names_nothing(pk, now)
    }
}

fn names_nothing(pk: &str, now: &Snapshot) -> bool {
    !now.flows.contains_key(pk)
        && !now.certificates.contains_key(pk)
        && !now.groups.contains_key(pk)
        && !now.sources.contains_key(pk)
        && now.objects.iter().all(|object| object.pk != pk)
}
