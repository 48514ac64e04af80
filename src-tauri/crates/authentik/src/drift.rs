//! Where draft, server and last push differ.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::apply::kind;
use crate::plan::{Action, LastPush, Plan, Planned, is_computed, same, shown};
use crate::snapshot::Snapshot;

/// One field in which draft, server and last push are not all the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drift {
    /// What people know the object by: a source's slug, a mapping's name.
    pub slug: String,
    /// The field; empty if the whole object is not on the server.
    pub path: String,
    /// What the draft says.
    pub draft: Json,
    /// What the server has.
    pub server: Json,
    /// What was pushed last; null if nothing was.
    pub last_pushed: Json,
}

/// Returns where draft, server and last push differ, from a plan that takes everything over. What the server fills in by
/// itself, and secrets, are not compared.
pub fn drift(plan: &Plan, snapshot: &Snapshot, last: &LastPush) -> Vec<Drift> {
    let mut found = Vec::new();
    for operation in &plan.operations {
        let Some(model) = operation.sort() else { continue };
        let pushed = last.of(model, operation.key(), operation.draft.as_ref());
        let row = |path: &str, draft: Json, server: Json, last_pushed: Option<&Json>| Drift {
            slug: operation.key().to_owned(),
            path: path.to_owned(),
            draft,
            server,
            last_pushed: last_pushed.cloned().unwrap_or(Json::Null),
        };
        let Some(remote) = &operation.before else {
            if operation.action == Action::Create {
                let pushed = pushed.map(|pushed| Json::from(pushed.key.as_str()));
                found.push(row("", Json::from(operation.key()), Json::Null, pushed.as_ref()));
            }
            continue;
        };
        if remote.key != operation.key() {
            let pushed = pushed.map(|pushed| Json::from(pushed.key.as_str()));
            let (draft, server) = (Json::from(operation.key()), Json::from(remote.key.as_str()));
            found.push(row(model.key_field(), draft, server, pushed.as_ref()));
        }
        for field in &operation.fields {
            let is_hidden = !remote.fields.contains_key(&field.name);
            let is_left_out = matches!(
                field.value,
                Planned::Secret { .. } | Planned::ServerOnly { .. } | Planned::Added { .. }
            );
            if is_hidden || is_left_out {
                continue;
            }
            let server = shown(snapshot, remote, &field.name, kind(operation));
            let draft = field.value.shown();
            let pushed = pushed.and_then(|pushed| pushed.fields.get(&field.name));
            let is_same = same(&draft, &server) || is_computed(remote, &field.name, &draft);
            if !is_same || pushed.is_some_and(|pushed| !same(pushed, &server)) {
                found.push(row(&field.name, draft, server, pushed));
            }
        }
    }
    found
}
