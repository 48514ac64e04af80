//! A plan that takes another one back.

use std::collections::BTreeMap;

use desk_model::SourceType;
use serde_json::{Map, Value as Json};

use crate::apply::{is_before, is_planned, kind, without_secrets};
use crate::object::{Model, READ_ONLY, RemoteObject};
use crate::plan::{
    Action, Change, Conflict, ConflictKind, NoteKind, Operation, Plan, PlanNote, Planned, PlannedField, Way,
    Winner, as_is, base_of, found, same, shown,
};
use crate::snapshot::Snapshot;

impl Plan {
    /// Makes the plan that takes this one back, from what is on the server now.
    ///
    /// What was made is deleted, what was changed gets its fields back. A login page loses the buttons that were added and
    /// keeps those that others have added since. What was changed on the server since is a conflict, unless `winner` is
    /// the draft's side, which here is the state before.
    pub fn back(
        &self,
        id: String,
        made_at: i64,
        may_import: bool,
        now: &Snapshot,
        winner: Option<Winner>,
    ) -> Plan {
        let (mut operations, mut conflicts, mut notes) = (Vec::new(), Vec::new(), Vec::new());
        for operation in self.operations.iter().rev() {
            let Some(remote) = found_after(operation, now) else { continue };
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
                conflicts.push(Conflict {
                    kind: ConflictKind::ChangedOnServer,
                    model: operation.model.clone(),
                    key: operation.key().to_owned(),
                    path: String::new(),
                    last_pushed: Json::Null,
                    server: Json::Null,
                    draft: Json::Null,
                });
            }
            if let Some(before) = operation.before.as_ref().filter(|_| operation.action == Action::Update) {
                let is_hidden = |change: &&Change| !before.fields.contains_key(&change.path);
                notes.extend(operation.changes.iter().filter(is_hidden).map(|change| {
                    note(NoteKind::SecretNotRestored, &format!("{}: {}", operation.key(), change.path))
                }));
            }
            operations.push(changed);
        }
        let n_writes = operations.iter().filter(|operation| operation.action != Action::None).count();
        let way = match n_writes {
            0 => Way::Nothing,
            1 => Way::Request,
            _ if may_import => Way::Import,
            _ => Way::Requests,
        };
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

/// Returns the object of an operation that was carried out: one that was made is found by its key.
fn found_after<'a>(operation: &Operation, now: &'a Snapshot) -> Option<&'a RemoteObject> {
    found(operation, now)
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
        changes: vec![Change {
            path: String::new(),
            before: Json::from(remote.key.as_str()),
            after: Json::Null,
        }],
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
                changes.push(Change { path: field.name.clone(), before, after });
            }
        }
        fields.push(PlannedField { name: field.name.clone(), value: restored });
    }
    let key_field = operation.sort().map_or("name", Model::key_field);
    let key = operation.before.as_ref().map_or(operation.key(), |before| before.key.as_str()).to_owned();
    if key != remote.key {
        changes.push(Change {
            path: key_field.to_owned(),
            before: Json::from(remote.key.as_str()),
            after: Json::from(key.as_str()),
        });
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

fn note(kind: NoteKind, subject: &str) -> PlanNote {
    PlanNote { kind, subject: subject.to_owned() }
}
