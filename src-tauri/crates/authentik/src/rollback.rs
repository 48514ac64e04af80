//! A plan that takes another one back.

use std::collections::BTreeMap;

use desk_model::SourceType;
use serde_json::{Map, Value as Json};

use crate::apply::{is_before, is_planned, kind, without_secrets};
use crate::object::{Model, READ_ONLY, RemoteObject};
use crate::plan::{
    Action, ConflictKind, NoteKind, Operation, Plan, Planned, PlannedField, Winner, as_is, base_of, change,
    conflict, found, note, same, shown, way_of,
};
use crate::snapshot::Snapshot;

impl Plan {
    /// Makes the plan that takes this one back, from what is on the server now.
    ///
    /// What was made is deleted, what was changed gets its fields back. A login page loses the buttons that were added and
    /// keeps those that others have added since. What was changed on the server since is a conflict, unless `winner` is
    /// the draft's side, which here is the state before. Of operations that were not done, by `was_done` of their entries,
    /// nothing is taken back.
    pub fn back(
        &self,
        id: String,
        made_at: i64,
        may_import: bool,
        now: &Snapshot,
        winner: Option<Winner>,
        was_done: &dyn Fn(&str) -> bool,
    ) -> Plan {
        let (mut operations, mut conflicts, mut notes) = (Vec::new(), Vec::new(), Vec::new());
        for operation in self.operations.iter().rev() {
            if !was_done(&operation.entry) {
                continue;
            }
            let Some(remote) = found(operation, now) else { continue };
            let changed = match operation.action {
                Action::None | Action::Delete => continue,
                // A run that broke off did not get to it.
                Action::Update if is_before(operation, now) && !is_planned(operation, now) => continue,
                Action::Create => {
                    if matches!(operation.sort(), Some(Model::Source(_))) {
                        notes.push(note(NoteKind::ConnectionsLost, operation.key()));
                    }
                    deletion(operation, remote)
                }
                Action::Update => restoration(operation, remote, now),
            };
            let is_changed = !is_planned(operation, now) || is_used_elsewhere(self, operation, remote, now);
            if is_changed && winner != Some(Winner::Draft) {
                let sides = [Json::Null, Json::Null, Json::Null];
                let (model, key) = (operation.model.as_str(), operation.key());
                conflicts.push(conflict(ConflictKind::ChangedOnServer, model, key, "", sides));
            }
            if let Some(before) = operation.before.as_ref().filter(|_| operation.action == Action::Update) {
                let is_hidden = |change: &&crate::plan::Change| !before.fields.contains_key(&change.path);
                notes.extend(operation.changes.iter().filter(is_hidden).map(|change| {
                    note(NoteKind::SecretNotRestored, &format!("{}: {}", operation.key(), change.path))
                }));
            }
            operations.push(changed);
        }
        let way = way_of(&operations, may_import, &mut notes);
        let base = base_of(&operations, now);
        Plan {
            schema: crate::plan::SCHEMA,
            id,
            server: self.server.clone(),
            base,
            made_at,
            way,
            operations,
            conflicts,
            notes,
            login_page: None,
        }
    }
}

/// Returns whether a property mapping that was made has been taken up by a source that the plan is not about: it would lose
/// the mapping.
fn is_used_elsewhere(plan: &Plan, operation: &Operation, remote: &RemoteObject, now: &Snapshot) -> bool {
    if operation.action != Action::Create || !matches!(operation.sort(), Some(Model::Mapping(_))) {
        return false;
    }
    let is_own = |source: &RemoteObject| {
        plan.operations.iter().any(|own| own.sort() == Some(source.model) && own.key() == source.key)
    };
    let uses = |source: &RemoteObject| {
        ["user_property_mappings", "group_property_mappings"]
            .into_iter()
            .any(|field| source.list(field).contains(&remote.pk.as_str()))
    };
    let sources = now.objects.iter().filter(|object| matches!(object.model, Model::Source(_)));
    sources.filter(|source| uses(source)).any(|source| !is_own(source))
}

fn deletion(operation: &Operation, remote: &RemoteObject) -> Operation {
    Operation {
        action: Action::Delete,
        changes: vec![change("", Json::from(remote.key.as_str()), Json::Null)],
        before: Some(without_secrets(remote, kind(operation))),
        fields: Vec::new(),
        draft: None,
        ..operation.clone()
    }
}

fn restoration(operation: &Operation, remote: &RemoteObject, now: &Snapshot) -> Operation {
    let kind = kind(operation);
    let old = operation.before.as_ref().map(|before| &before.fields);
    let empty = Map::new();
    let old = old.unwrap_or(&empty);
    let mut fields = Vec::new();
    let mut changes = Vec::new();
    for field in &operation.fields {
        let restored = match (&field.value, old.get(&field.name)) {
            (Planned::Secret { .. }, _) => Planned::Secret { sent: false },
            (Planned::Added { objects, .. }, _) => {
                let rest = without(remote, objects.iter().map(|object| object.name.as_str()), now);
                let names = shown_value(now, remote, &field.name, &rest, kind);
                as_is(kind, &field.name, rest, names)
            }
            // What the server does not show cannot come back.
            (_, None) => continue,
            (_, Some(value)) => {
                let names = shown_value(now, remote, &field.name, value, kind);
                as_is(kind, &field.name, value.clone(), names)
            }
        };
        if !matches!(restored, Planned::Secret { .. }) {
            let before = shown(now, remote, &field.name, kind);
            let after = restored.shown();
            if !same(&before, &after) {
                changes.push(change(&field.name, before, after));
            }
        }
        fields.push(PlannedField { name: field.name.clone(), value: restored });
    }
    let key_field = operation.sort().map_or("name", Model::key_field);
    let key = operation.before.as_ref().map_or(operation.key(), |before| before.key.as_str()).to_owned();
    if key != remote.key {
        changes.push(change(key_field, Json::from(remote.key.as_str()), Json::from(key.as_str())));
    }
    Operation {
        action: if changes.is_empty() { Action::None } else { Action::Update },
        identifiers: BTreeMap::from([(key_field.to_owned(), key)]),
        changes,
        before: Some(without_secrets(remote, kind)),
        fields: fields.into_iter().filter(|field| !READ_ONLY.contains(&field.name.as_str())).collect(),
        draft: None,
        ..operation.clone()
    }
}

/// A login page's sources without those that were added.
fn without<'a>(page: &RemoteObject, added: impl Iterator<Item = &'a str>, now: &Snapshot) -> Json {
    let added: Vec<&str> = added.collect();
    let is_added =
        |pk: &str| now.objects.iter().any(|object| object.pk == pk && added.contains(&object.key.as_str()));
    page.list("sources").into_iter().filter(|pk| !is_added(pk)).map(Json::from).collect()
}

fn shown_value(
    now: &Snapshot,
    remote: &RemoteObject,
    field: &str,
    value: &Json,
    kind: Option<&SourceType>,
) -> Json {
    let fields = Map::from_iter([(field.to_owned(), value.clone())]);
    shown(now, &RemoteObject { fields, ..remote.clone() }, field, kind)
}
