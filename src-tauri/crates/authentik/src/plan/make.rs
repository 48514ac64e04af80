//! A plan, from what is wanted, what is there and what was pushed last. Nothing here asks anybody.

use std::collections::{BTreeMap, BTreeSet};

use desk_blueprint::{AtHand, BlueprintError};
use desk_model::{Draft, DraftId, Protocol, SourceType, Version};
use serde_json::Value as Json;

use super::base::{LastPush, PushedObject, base_of};
use super::field::{conflict_about, server_fetches};
use super::shown::source_name;
use super::{
    Action, Change, Choices, Conflict, ConflictKind, NoteKind, Operation, Plan, PlanNote, PlanServer,
    Planned, PlannedField, Reference, SCHEMA, change, conflict, note, way_of,
};
use crate::apply::without_secrets;
use crate::desired::{Desired, DesiredObject, Wanted};
use crate::login_page::login_page;
use crate::object::{Model, RemoteObject};
use crate::snapshot::Snapshot;

/// The field of an identification stage that shows the names of its sources.
const LABELS: &str = "show_source_labels";

/// What a plan is made of.
pub struct PlanInput<'a> {
    /// The plan's own name, from random bytes.
    pub id: String,
    /// Now, in milliseconds since the Unix epoch.
    pub made_at: i64,
    /// The server.
    pub server: PlanServer,
    /// The server's version as the catalogue knows it.
    pub version: Version,
    /// Whether the token's user may import blueprints.
    pub may_import: bool,
    /// The drafts.
    pub drafts: &'a [&'a Draft],
    /// Which secrets there are.
    pub at_hand: &'a AtHand,
    /// What is known of a draft's secret.
    pub secret: &'a dyn Fn(&DraftId, &str) -> SecretFact,
    /// What is on the server.
    pub snapshot: &'a Snapshot,
    /// What was pushed to it last.
    pub last: &'a LastPush,
    /// What the person decided.
    pub choices: &'a Choices,
    /// The identification stage whose login page gets the buttons.
    pub login_page: Option<&'a str>,
}

/// What is known of a draft's secret.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SecretFact {
    /// Whether it can be read now.
    pub at_hand: bool,
    /// Whether it is in a vault that is locked.
    pub is_locked: bool,
    /// Its fingerprint for this server; `None` without a vault.
    pub fingerprint: Option<String>,
}

impl Plan {
    /// Makes a plan. It is the same for the same input.
    ///
    /// # Errors
    ///
    /// [`BlueprintError`]: a draft that cannot be written cannot be pushed.
    pub fn make(input: &PlanInput<'_>) -> Result<Plan, BlueprintError> {
        let desired = Desired::of(input.drafts, input.version, input.at_hand)?;
        let mut making = Making {
            input,
            kinds: input.drafts.iter().filter_map(|draft| Some((&draft.id, draft.kind()?))).collect(),
            entries: BTreeMap::new(),
            operations: Vec::new(),
            conflicts: Vec::new(),
            notes: Vec::new(),
        };
        let left_out: BTreeSet<&String> = desired.left_out.iter().collect();
        making.notes.extend(left_out.into_iter().map(|model| note(NoteKind::LeftOut, model)));
        for object in &desired.objects {
            making.object(object);
        }
        if let Some(stage) = input.login_page {
            making.login_page(stage, &desired.objects);
        }
        Ok(making.finish())
    }
}

/// A plan in the making.
pub(super) struct Making<'a> {
    pub(super) input: &'a PlanInput<'a>,
    pub(super) kinds: BTreeMap<&'a DraftId, &'static SourceType>,
    /// By entry: the server's key, if the object is there, and what people know it by.
    pub(super) entries: BTreeMap<String, (Option<String>, String)>,
    pub(super) operations: Vec<Operation>,
    pub(super) conflicts: Vec<Conflict>,
    pub(super) notes: Vec<PlanNote>,
}

/// One object: what is wanted, what is there, what was pushed.
pub(super) struct Sides<'a> {
    pub(super) wanted: &'a DesiredObject,
    pub(super) remote: Option<&'a RemoteObject>,
    pub(super) last: Option<&'a PushedObject>,
    pub(super) kind: Option<&'static SourceType>,
}

impl Making<'_> {
    fn object(&mut self, wanted: &DesiredObject) {
        let input = self.input;
        let (snapshot, model, key) = (input.snapshot, wanted.model, wanted.key.as_str());
        let last = input.last.of(model, key, wanted.draft.as_ref());
        let remote =
            last.and_then(|last| snapshot.by_pk(model, &last.pk)).or_else(|| snapshot.find(model, key));
        let kind = wanted.draft.as_ref().and_then(|draft| self.kinds.get(draft).copied());
        let sides = Sides { wanted, remote, last, kind };
        self.entries
            .insert(wanted.entry.clone(), (remote.map(|remote| remote.pk.clone()), wanted.key.clone()));
        let (mut fields, mut changes) = (Vec::new(), Vec::new());
        if let Some(remote) = remote
            && remote.key != key
        {
            changes.push(change(model.key_field(), Json::from(remote.key.as_str()), Json::from(key)));
            if matches!(model, Model::Source(_)) {
                self.notes.push(note(NoteKind::CallbackChanges, key));
            }
        }
        for (name, value) in &wanted.fields {
            // What the server would make of it is not known, so what is there is left as it is.
            if remote.is_some() && matches!(value, Wanted::ServerOnly(_)) {
                continue;
            }
            let Some(planned) = self.planned(&sides, name, value) else { continue };
            let is_hidden = remote.is_some_and(|remote| !remote.fields.contains_key(name));
            let is_secret = matches!(planned, Planned::Secret { .. });
            let (planned, changed) = if is_hidden && !is_secret {
                let Some(compared) = sides.hidden_field(name, planned) else { continue };
                compared
            } else {
                self.field(&sides, name, planned)
            };
            changes.extend(changed);
            fields.push(PlannedField { name: name.clone(), value: planned });
        }
        self.whole_object(&sides, &changes);
        let action = match remote {
            None => Action::Create,
            Some(_) if changes.is_empty() => Action::None,
            Some(_) => Action::Update,
        };
        if action != Action::None && kind.is_some_and(server_fetches) {
            self.notes.push(note(NoteKind::ServerFetches, key));
        }
        self.operations.push(Operation {
            action,
            model: model.name().to_owned(),
            identifiers: BTreeMap::from([(model.key_field().to_owned(), key.to_owned())]),
            entry: wanted.entry.clone(),
            draft: wanted.draft.clone(),
            changes,
            before: remote.map(|remote| without_secrets(remote, kind)),
            fields,
        });
    }

    /// What stands in the way of an object as a whole.
    fn whole_object(&mut self, sides: &Sides<'_>, changes: &[Change]) {
        let adopt = self.input.choices.adopt;
        let (wanted, snapshot) = (sides.wanted, self.input.snapshot);
        let kind = match (sides.remote, sides.last) {
            (Some(_), None) if !adopt && !changes.is_empty() => Some(ConflictKind::NotOurs),
            (None, Some(_)) if !adopt => Some(ConflictKind::GoneFromServer),
            _ => None,
        };
        self.conflicts
            .extend(kind.map(|kind| conflict_about(kind, wanted, "", [Json::Null, Json::Null, Json::Null])));
        if let (Model::Source(_), None) = (wanted.model, sides.remote) {
            let is_other = |object: &&RemoteObject| {
                matches!(object.model, Model::Source(_))
                    && object.model != wanted.model
                    && object.key == wanted.key
            };
            let model = wanted.model.name();
            let among_all =
                snapshot.sources.values().find(|one| one.slug == wanted.key && one.model != model);
            let other = snapshot.objects.iter().find(is_other).map(|object| object.model.name().to_owned());
            if let Some(other) = other.or_else(|| among_all.map(|source| source.model.clone())) {
                let sides = [Json::Null, Json::from(other), Json::Null];
                self.conflicts.push(conflict_about(ConflictKind::OtherKind, wanted, "", sides));
            }
        }
        if let (Some(remote), Model::Source(Protocol::OAuth)) = (sides.remote, wanted.model) {
            let own = remote.text("provider_type");
            let ours = wanted.fields.iter().find(|(name, _)| name == "provider_type");
            if let Some((_, Wanted::Value(Json::String(ours)))) = ours
                && ours != own
            {
                let sides = [Json::Null, Json::from(own), Json::from(ours.as_str())];
                self.conflicts.push(conflict_about(ConflictKind::OtherKind, wanted, "provider_type", sides));
            }
        }
    }

    /// Adds the buttons to a login page.
    fn login_page(&mut self, name: &str, objects: &[DesiredObject]) {
        let snapshot = self.input.snapshot;
        let Some(stage) = snapshot.find(Model::Stage, name) else {
            let sides = [Json::Null, Json::Null, Json::from(name)];
            self.conflicts.push(conflict(ConflictKind::Missing, Model::Stage.name(), name, "", sides));
            return;
        };
        let present = stage.list("sources");
        let mut added = Vec::new();
        for object in objects {
            let Model::Source(protocol) = object.model else { continue };
            if !protocol.has_login_button() {
                self.notes.push(note(NoteKind::NoButton, &object.key));
                continue;
            }
            let pk = self.entries.get(&object.entry).and_then(|(pk, _)| pk.clone());
            if pk.as_deref().is_none_or(|pk| !present.contains(&pk)) {
                added.push(Reference { pk, entry: Some(object.entry.clone()), name: object.key.clone() });
            }
        }
        let present: Vec<Reference> = present
            .into_iter()
            .map(|pk| Reference { pk: Some(pk.to_owned()), entry: None, name: source_name(snapshot, pk) })
            .collect();
        let before = Planned::Objects { objects: present.clone() }.shown();
        let user_fields = stage.fields.get("user_fields").cloned().unwrap_or_else(|| Json::Array(Vec::new()));
        let mut changes = Vec::new();
        let is_longer = !added.is_empty();
        let sources = Planned::Added { present, objects: added };
        if is_longer {
            changes.push(change("sources", before, sources.shown()));
        }
        let mut fields = vec![
            PlannedField { name: "sources".to_owned(), value: sources },
            // Without it authentik refuses the change of a page that has no source.
            PlannedField { name: "user_fields".to_owned(), value: Planned::Value { value: user_fields } },
        ];
        if let Some(labels) = self.input.choices.labels {
            let has = stage.fields.get(LABELS).cloned().unwrap_or(Json::Bool(false));
            if has != Json::Bool(labels) {
                changes.push(change(LABELS, has, Json::Bool(labels)));
            }
            fields.push(PlannedField {
                name: LABELS.to_owned(),
                value: Planned::Value { value: labels.into() },
            });
        }
        let action = if changes.is_empty() { Action::None } else { Action::Update };
        self.operations.push(Operation {
            action,
            model: Model::Stage.name().to_owned(),
            identifiers: BTreeMap::from([("name".to_owned(), name.to_owned())]),
            entry: format!("login-page-{name}"),
            draft: None,
            changes,
            before: Some(stage.clone()),
            fields,
        });
    }

    fn finish(self) -> Plan {
        let Making { input, operations, conflicts, mut notes, .. } = self;
        let way = way_of(&operations, input.may_import, &mut notes);
        let base = base_of(&operations, input.snapshot);
        let login_page =
            operations.iter().find_map(|operation| login_page(operation, &operations, input.snapshot));
        Plan {
            schema: SCHEMA,
            id: input.id.clone(),
            server: input.server.clone(),
            base,
            made_at: input.made_at,
            way,
            operations,
            conflicts,
            notes,
            login_page,
        }
    }
}
