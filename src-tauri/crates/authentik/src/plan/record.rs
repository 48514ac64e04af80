//! What is written down of a push: the objects as they were read back.

use std::collections::BTreeMap;

use desk_model::DraftId;
use serde_json::Map;

use super::{Action, LastPush, Plan, Planned, PushedObject, found, shown};
use crate::apply::{StepOutcome, kind};
use crate::object::Model;
use crate::snapshot::{Scope, Snapshot};

/// What a push left behind.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pushed {
    /// The objects that are there now.
    pub there: Vec<PushedObject>,
    /// The objects that are gone, by server's key.
    pub gone: Vec<(Model, String)>,
    /// The plan's names of the objects that are there, in the same order.
    entries: Vec<String>,
    /// The same of those that are gone.
    gone_entries: Vec<String>,
}

impl Plan {
    /// Returns what has to be read to see how the plan stands.
    pub fn scope(&self) -> Scope {
        Scope::of_plan(self)
    }

    /// Returns what the plan left behind, from what is on the server now. `fingerprints` are those of the secrets that it
    /// sent; of the others the last push knows.
    pub fn pushed(
        &self,
        after: &Snapshot,
        last: &LastPush,
        fingerprints: &BTreeMap<(DraftId, String), String>,
    ) -> Pushed {
        let mut pushed = Pushed::default();
        for operation in &self.operations {
            let Some(model) = operation.sort().filter(|model| *model != Model::Stage) else { continue };
            if operation.action == Action::Delete {
                if let Some(before) = &operation.before {
                    pushed.gone.push((model, before.pk.clone()));
                    pushed.gone_entries.push(operation.entry.clone());
                }
                continue;
            }
            let Some(object) = found(operation, after) else { continue };
            let is_shown = |value: &Planned| {
                !matches!(value, Planned::Secret { .. } | Planned::ServerOnly { .. } | Planned::Added { .. })
            };
            let mut fields: Map<_, _> = operation
                .fields
                .iter()
                .filter(|field| is_shown(&field.value))
                .map(|field| {
                    let value = match object.fields.contains_key(&field.name) {
                        true => shown(after, object, &field.name, kind(operation)),
                        false => field.value.shown(),
                    };
                    (field.name.clone(), value)
                })
                .collect();
            let before = last.objects.iter().find(|known| known.model == model && known.pk == object.pk);
            // What the server shows nobody is what it was, unless the plan has changed it.
            let is_hidden = |name: &str| !object.fields.contains_key(name);
            for (name, value) in before.iter().flat_map(|before| &before.fields) {
                if is_hidden(name) && !fields.contains_key(name) {
                    fields.insert(name.clone(), value.clone());
                }
            }
            // A plan that takes another back knows no drafts.
            let draft = operation.draft.clone().or_else(|| before.and_then(|before| before.draft.clone()));
            let mut own = before.map(|before| before.fingerprints.clone()).unwrap_or_default();
            let sent = fingerprints.iter().filter(|((owner, _), _)| Some(owner) == operation.draft.as_ref());
            own.extend(sent.map(|((_, field), fingerprint)| (field.clone(), fingerprint.clone())));
            pushed.entries.push(operation.entry.clone());
            pushed.there.push(PushedObject {
                model,
                pk: object.pk.clone(),
                key: object.key.clone(),
                draft,
                fields,
                fingerprints: own,
            });
        }
        pushed
    }
}

impl Pushed {
    /// Leaves out what was not done, and what the plan found as it should be: it may be otherwise now, and what is taken for
    /// pushed is overwritten without a question.
    pub fn keep_only(&mut self, outcomes: &BTreeMap<String, StepOutcome>) {
        let is_done = |entry: &String| outcomes.get(entry) == Some(&StepOutcome::Ok);
        keep(&mut self.there, &mut self.entries, is_done);
        keep(&mut self.gone, &mut self.gone_entries, is_done);
    }
}

/// Keeps the items whose entries are wanted.
fn keep<T>(items: &mut Vec<T>, entries: &mut Vec<String>, is_wanted: impl Fn(&String) -> bool) {
    let wanted: Vec<bool> = entries.iter().map(&is_wanted).collect();
    let mut wanted = wanted.into_iter();
    items.retain(|_| wanted.next().unwrap_or_default());
    entries.retain(is_wanted);
}
