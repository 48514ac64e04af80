//! A login page as it will be: its buttons, in authentik's order.

use desk_model::Protocol;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use specta::Type;

use crate::object::{Model, RemoteObject};
use crate::plan::{Action, Operation, Planned, Reference};
use crate::snapshot::Snapshot;

/// A login page as it will be after a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct PlannedLoginPage {
    /// The identification stage's name.
    pub stage: String,
    /// The slugs of the flows that show it.
    pub flows: Vec<String>,
    /// What a person may log in with besides the buttons: `username`, `email`, `upn`. None: the buttons only.
    pub user_fields: Vec<String>,
    /// Whether buttons that are not promoted have their names beside them.
    pub shows_labels: bool,
    /// The buttons: the promoted ones first, each group by name, as authentik shows them.
    pub buttons: Vec<Button>,
    /// Sources of the page that have no button, because they are disabled, by slug.
    pub hidden: Vec<String>,
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Button {
    /// The source's slug.
    pub slug: String,
    /// What the button says.
    pub name: String,
    /// Whether it is a large one.
    pub promoted: bool,
    /// Whether the plan is about it.
    pub planned: bool,
    /// The provider type of an OAuth source, else the protocol; empty if it is not known.
    pub provider: String,
}

/// Returns the login pages of a server as they are, by name.
pub fn login_pages(snapshot: &Snapshot) -> Vec<PlannedLoginPage> {
    let name = |pk: &str| snapshot.sources.get(pk).map_or(pk, |source| &source.slug).to_owned();
    let present = |stage: &RemoteObject| -> Vec<Reference> {
        let sources = stage.list("sources").into_iter();
        sources.map(|pk| Reference { pk: Some(pk.to_owned()), entry: None, name: name(pk) }).collect()
    };
    snapshot.of(Model::Stage).map(|stage| page(stage, &present(stage), None, &[], snapshot)).collect()
}

/// Returns the page of an operation on an identification stage, with what other operations make of its sources.
pub(crate) fn login_page(
    operation: &Operation,
    all: &[Operation],
    snapshot: &Snapshot,
) -> Option<PlannedLoginPage> {
    let stage = operation.before.as_ref().filter(|_| operation.sort() == Some(Model::Stage))?;
    let Some(Planned::Added { present, objects }) = operation.field("sources") else { return None };
    let labels = match operation.field("show_source_labels") {
        Some(Planned::Value { value }) => value.as_bool(),
        _ => None,
    };
    let sources: Vec<Reference> = present.iter().chain(objects).cloned().collect();
    Some(page(stage, &sources, labels, all, snapshot))
}

fn page(
    stage: &RemoteObject,
    sources: &[Reference],
    labels: Option<bool>,
    all: &[Operation],
    snapshot: &Snapshot,
) -> PlannedLoginPage {
    let has_labels = || stage.fields.get("show_source_labels").and_then(Json::as_bool).unwrap_or_default();
    let mut page = PlannedLoginPage {
        stage: stage.key.clone(),
        flows: flows(stage),
        user_fields: stage.list("user_fields").into_iter().map(str::to_owned).collect(),
        shows_labels: labels.unwrap_or_else(has_labels),
        buttons: Vec::new(),
        hidden: Vec::new(),
    };
    for reference in sources {
        let is_it = |operation: &&Operation| {
            matches!(operation.sort(), Some(Model::Source(_))) && operation.key() == reference.name
        };
        let planned = all.iter().find(is_it).filter(|operation| operation.action != Action::Delete);
        let known = reference.pk.as_ref().and_then(|pk| snapshot.sources.get(pk));
        let (button, enabled) = match (planned, known) {
            (Some(operation), _) => of_operation(operation),
            (None, Some(source)) => {
                // The icon that authentik serves for a type is called like the type.
                let provider = source.icon.rsplit('/').next().and_then(|file| file.split('.').next());
                let button = Button {
                    slug: source.slug.clone(),
                    name: source.name.clone(),
                    promoted: source.promoted,
                    planned: false,
                    provider: provider.unwrap_or_default().to_owned(),
                };
                (button, source.enabled && !source.model.ends_with("core.source"))
            }
            (None, None) => {
                let (slug, name) = (reference.name.clone(), reference.name.clone());
                (Button { slug, name, promoted: false, planned: false, provider: String::new() }, true)
            }
        };
        match enabled {
            true => page.buttons.push(button),
            false => page.hidden.push(button.slug),
        }
    }
    page.buttons.sort_by(|one, other| {
        other
            .promoted
            .cmp(&one.promoted)
            .then_with(|| one.name.cmp(&other.name))
            .then(one.slug.cmp(&other.slug))
    });
    page
}

fn flows(stage: &RemoteObject) -> Vec<String> {
    let flows = stage.fields.get("flow_set").and_then(Json::as_array);
    let slug = |flow: &Json| flow.get("slug").and_then(Json::as_str).map(str::to_owned);
    flows.into_iter().flatten().filter_map(slug).collect()
}

fn of_operation(operation: &Operation) -> (Button, bool) {
    let text = |name: &str| match operation.field(name) {
        Some(Planned::Value { value }) => value.as_str().unwrap_or_default().to_owned(),
        _ => String::new(),
    };
    let switch =
        |name: &str| matches!(operation.field(name), Some(Planned::Value { value: Json::Bool(true) }));
    let provider = match operation.sort() {
        Some(Model::Source(Protocol::OAuth)) => text("provider_type"),
        Some(Model::Source(protocol)) => protocol.id().to_owned(),
        _ => String::new(),
    };
    let button = Button {
        slug: operation.key().to_owned(),
        name: text("name"),
        promoted: switch("promoted"),
        planned: true,
        provider,
    };
    (button, switch("enabled"))
}
