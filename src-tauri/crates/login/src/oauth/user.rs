//! The user that authentik would store, from a provider's profile.
//!
//! Source: authentik's `types/*.py` (identifier and base properties, as the catalogue has them),
//! `stages/user_write/stage.py` and `blueprints/default/flow-default-source-enrollment.yaml`.

use desk_model::catalogue::{BaseProperties, first_of};
use serde_json::{Map, Value, json};

use super::setup::ProviderSetup;
use crate::authentik::{StoredUser, as_text, user_path};
use crate::problem::{NO_IDENTIFIER, SERVER_ERROR, Stop};
use crate::recorder::Recorder;
use crate::transcript::StepName;

/// How many characters of a user name authentik stores (Django's `AbstractUser`).
const LONGEST_USERNAME: usize = 150;

/// What authentik would recognise the user by.
pub(super) fn identifier(setup: &ProviderSetup, profile: &Map<String, Value>) -> Result<String, Stop> {
    match first_of(profile, setup.provider.user_id) {
        Some(value) => Ok(as_text(value)),
        None => {
            // Apple's type reads the key without asking whether it is there.
            let message = if setup.provider.id == "apple" { SERVER_ERROR } else { NO_IDENTIFIER };
            Err(Stop::failed(StepName::Mapping, "no-identifier").seen_in_authentik(message))
        }
    }
}

/// Makes of a profile the user that authentik would store after a first login with its default flows.
pub(super) fn stored(
    setup: &ProviderSetup,
    identifier: String,
    profile: &Map<String, Value>,
    email: Option<String>,
    recorder: &Recorder<'_>,
) -> StoredUser {
    let BaseProperties { username, email: emails, name } = setup.provider.base_properties;
    let text = |paths: &[&str]| first_of(profile, paths).map(as_text).filter(|text| !text.is_empty());
    let username = text(username);
    match &username {
        None => recorder.note("username-asked", Vec::new()),
        Some(username) if username.chars().count() > LONGEST_USERNAME => {
            recorder.note("username-too-long", vec![username.chars().count().to_string()]);
        }
        Some(_) => {}
    }
    let email = email.or_else(|| text(emails));
    if email.is_none() {
        recorder.note("no-email", Vec::new());
    }
    if !setup.mappings.is_empty() {
        let names = setup.mappings.iter().map(|mapping| mapping.name.clone()).collect();
        recorder.note("mappings-not-evaluated", names);
    }
    let path = user_path(&setup.user_path_template, &setup.slug, recorder);
    let mut properties = Map::new();
    if let Some(username) = username {
        properties.insert("username".to_owned(), json!(username));
    }
    properties.insert("name".to_owned(), json!(text(name).unwrap_or_default()));
    properties.insert("email".to_owned(), json!(email.unwrap_or_default()));
    properties.insert("path".to_owned(), json!(path));
    properties.insert("type".to_owned(), json!("external"));
    properties.insert("attributes".to_owned(), json!({"goauthentik.io/user/sources": [setup.source_name]}));
    let groups = groups(setup, profile);
    if !groups.is_empty() {
        properties.insert("groups".to_owned(), json!(groups));
    }
    StoredUser { identifier, properties: Value::Object(properties), repaired_name: None }
}

/// The names of the groups: OpenID Connect's and Okta's claim, and what Microsoft was asked for.
fn groups(setup: &ProviderSetup, profile: &Map<String, Value>) -> Vec<String> {
    let list = |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
    match setup.provider.id {
        "openidconnect" | "okta" => list(profile.get("groups")).iter().map(as_text).collect(),
        "azuread" | "entraid" => {
            let of_graph = list(profile.get("raw_groups").and_then(|groups| groups.get("value")));
            let is_group =
                |group: &&Value| group.get("@odata.type") == Some(&json!("#microsoft.graph.group"));
            of_graph
                .iter()
                .filter(is_group)
                .filter_map(|group| group.get("displayName"))
                .map(as_text)
                .collect()
        }
        _ => Vec::new(),
    }
}
