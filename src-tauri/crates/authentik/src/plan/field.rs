//! One field of an object: what would be sent for it, and what changes.

use std::collections::BTreeMap;

use desk_model::{FieldKind, SourceType};
use serde_json::Value as Json;

use super::make::{Making, Sides};
use super::{
    Change, Conflict, ConflictKind, NoteKind, Planned, Reference, Winner, change, conflict, is_computed,
    note, same, secret, shown,
};
use crate::desired::{DesiredObject, Wanted};

impl Making<'_> {
    /// Returns what would be sent for a field; `None` if nothing can be.
    pub(super) fn planned(&mut self, sides: &Sides<'_>, name: &str, value: &Wanted) -> Option<Planned> {
        let snapshot = self.input.snapshot;
        match value {
            Wanted::Value(value) => Some(Planned::Value { value: value.clone() }),
            Wanted::Entries(entries) => {
                let objects = entries.iter().filter_map(|entry| {
                    let (pk, name) = self.entries.get(entry)?;
                    Some(Reference { pk: pk.clone(), entry: Some(entry.clone()), name: name.clone() })
                });
                Some(Planned::Objects { objects: objects.collect() })
            }
            Wanted::Find { model, key } => {
                let by_name = |names: &BTreeMap<String, String>| {
                    names.iter().find(|(_, name)| *name == key).map(|(pk, _)| pk.clone())
                };
                let pk = match model.as_str() {
                    "authentik_flows.flow" => snapshot.flow(key).map(str::to_owned),
                    "authentik_crypto.certificatekeypair" => by_name(&snapshot.certificates),
                    "authentik_core.group" => by_name(&snapshot.groups),
                    _ => None,
                };
                if pk.is_none() {
                    let sides_of = [Json::Null, Json::Null, Json::from(key.as_str())];
                    self.conflicts.push(conflict_about(ConflictKind::Missing, sides.wanted, name, sides_of));
                }
                Some(Planned::Object { object: Reference { pk, entry: None, name: key.clone() } })
            }
            Wanted::ServerOnly(yaml) => Some(Planned::ServerOnly { yaml: yaml.clone() }),
            Wanted::Secret => self.secret(sides, name),
        }
    }

    fn secret(&mut self, sides: &Sides<'_>, name: &str) -> Option<Planned> {
        let draft = sides.wanted.draft.as_ref()?;
        let fact = (self.input.secret)(draft, name);
        let is_needed =
            sides.kind.and_then(|kind| kind.field(name)).is_some_and(|field| field.required_by_api);
        let pushed = sides.last.and_then(|last| last.fingerprints.get(name));
        let sent = match (sides.remote, sides.last) {
            _ if fact.is_locked => {
                self.conflicts.push(secret_conflict(ConflictKind::SecretLocked, sides.wanted, name));
                false
            }
            (None, _) if !fact.at_hand && is_needed => {
                self.conflicts.push(secret_conflict(ConflictKind::NoSecret, sides.wanted, name));
                false
            }
            (None, _) => fact.at_hand,
            (Some(_), _) if !fact.at_hand => {
                let subject = format!("{}: {name}", sides.wanted.key);
                self.notes.push(note(NoteKind::SecretStays, &subject));
                false
            }
            // Taken over: nobody knows what the server has, and the person has given this one.
            (Some(_), None) => true,
            (Some(_), Some(_)) if self.input.choices.send_secrets => true,
            (Some(_), Some(_)) if fact.fingerprint.is_none() => {
                let subject = format!("{}: {name}", sides.wanted.key);
                self.notes.push(note(NoteKind::SecretNotCompared, &subject));
                false
            }
            (Some(_), Some(_)) => fact.fingerprint.as_ref() != pushed,
        };
        Some(Planned::Secret { sent })
    }

    /// Compares a field. Returns what is sent for it, and what changes.
    pub(super) fn field(
        &mut self,
        sides: &Sides<'_>,
        name: &str,
        planned: Planned,
    ) -> (Planned, Option<Change>) {
        let after = planned.shown();
        let Some(remote) = sides.remote else {
            // A secret that nobody has is not sent, so it does not change either.
            let is_sent = !matches!(planned, Planned::Secret { sent: false });
            let changed = is_sent.then(|| change(name, Json::Null, after));
            return (planned, changed);
        };
        match planned {
            Planned::Secret { sent: true } => {
                let changed = change(name, secret("unknown"), after);
                return (planned, Some(changed));
            }
            Planned::Secret { sent: false } => return (planned, None),
            _ => {}
        }
        let before = shown(self.input.snapshot, remote, name, sides.kind);
        if same(&before, &after) || is_computed(remote, name, &after) {
            return (planned, None);
        }
        let last = sides.last.and_then(|last| last.fields.get(name));
        let conflict_kind = match last {
            Some(last) if same(last, &before) => None,
            Some(last) if same(last, &after) => Some(ConflictKind::ChangedOnServer),
            Some(_) => Some(ConflictKind::ChangedOnBoth),
            None => None,
        };
        let place = format!("{}.{name}", sides.wanted.key);
        let choices = self.input.choices;
        // A decision is about a conflict. Once that is gone, a change is a change again.
        let winner = conflict_kind.and(choices.fields.get(&place).copied().or(choices.all));
        match (winner, conflict_kind) {
            (Some(Winner::Server), _) => {
                let value = remote.fields.get(name).cloned().unwrap_or(Json::Null);
                (as_is(sides.kind, name, value, before), None)
            }
            (Some(Winner::Draft), _) | (None, None) => (planned, Some(change(name, before, after))),
            (None, Some(kind)) => {
                let all = [last.cloned().unwrap_or(Json::Null), before.clone(), after.clone()];
                self.conflicts.push(conflict_about(kind, sides.wanted, name, all));
                (planned, Some(change(name, before, after)))
            }
        }
    }
}

impl Sides<'_> {
    /// Compares a field that the server takes and shows nobody, such as the credential caches of a Kerberos source since
    /// 2026.8, with what was pushed last. `None`: it is left alone.
    pub(super) fn hidden_field(&self, name: &str, planned: Planned) -> Option<(Planned, Option<Change>)> {
        let after = planned.shown();
        match self.last.and_then(|last| last.fields.get(name)) {
            Some(last) if same(last, &after) => None,
            None if same(&Json::Null, &after) => None,
            _ => Some((planned, Some(change(name, secret("unknown"), after)))),
        }
    }
}

/// Returns whether authentik fetches something of the provider when such a source is saved (facts, finding 12).
pub(super) fn server_fetches(kind: &SourceType) -> bool {
    matches!(kind.id, "google" | "github" | "gitlab" | "entraid")
}

/// Returns a value as a server has it, so that it can be sent as it is; `shown` is how people read it.
pub(crate) fn as_is(kind: Option<&SourceType>, name: &str, value: Json, shown: Json) -> Planned {
    let sort = kind.and_then(|kind| kind.field(name)).map(|field| field.kind);
    let is_of_page = kind.is_none() && name == "sources";
    match (sort, value, shown) {
        (
            Some(FieldKind::Flow | FieldKind::Certificate | FieldKind::UserGroup),
            Json::String(pk),
            Json::String(name),
        ) => Planned::Object { object: Reference { pk: Some(pk), entry: None, name } },
        (sort, Json::Array(pks), Json::Array(names)) if sort == Some(FieldKind::Mappings) || is_of_page => {
            let pair = |(pk, name): (&Json, &Json)| {
                let (pk, name) = (pk.as_str()?.to_owned(), name.as_str()?.to_owned());
                Some(Reference { pk: Some(pk), entry: None, name })
            };
            Planned::Objects { objects: pks.iter().zip(&names).filter_map(pair).collect() }
        }
        (_, value, _) => Planned::Value { value },
    }
}

pub(super) fn conflict_about(
    kind: ConflictKind,
    wanted: &DesiredObject,
    path: &str,
    sides: [Json; 3],
) -> Conflict {
    conflict(kind, wanted.model.name(), &wanted.key, path, sides)
}

fn secret_conflict(kind: ConflictKind, wanted: &DesiredObject, path: &str) -> Conflict {
    conflict_about(kind, wanted, path, [Json::Null, secret("unknown"), Json::Null])
}
