//! Looking objects up by model and fields, for `!Find` and for the identifiers of an entry.

use serde_json::Value;

use super::tags::Crash;
use crate::models::{MODELS, Model, Sort};
use crate::state::{Object, State};
use crate::validation::as_uuid;

/// What was found.
pub(crate) enum Found<'a> {
    Object(&'a Object),
    /// Something that the fake keeps as the API shows it.
    Other(Value),
    None,
}

/// Models that exist and of which the fake has no objects.
const EMPTY: &[&str] = &[
    "authentik_blueprints.blueprintinstance",
    "authentik_brands.brand",
    "authentik_core.application",
    "authentik_core.user",
    "authentik_policies.policybinding",
    "authentik_policies_expression.expressionpolicy",
    "authentik_providers_oauth2.oauth2provider",
    "authentik_providers_oauth2.scopemapping",
];

/// Returns a model that can be written, by its label; case does not matter.
pub(crate) fn model(label: &str) -> Option<&'static Model> {
    MODELS.iter().find(|model| model.label().eq_ignore_ascii_case(label))
}

/// Returns whether a model exists that the fake does not keep as objects of its own.
pub(crate) fn is_other_model(label: &str) -> bool {
    let others = [
        "authentik_core.source",
        "authentik_core.propertymapping",
        "authentik_core.group",
        "authentik_crypto.certificatekeypair",
        "authentik_flows.flow",
        "authentik_flows.stage",
        "authentik_flows.flowstagebinding",
    ];
    others.iter().chain(EMPTY).any(|known| known.eq_ignore_ascii_case(label))
}

/// Returns the first object of a model with these values.
///
/// # Errors
/// The server crashes on a model or a field that does not exist (recorded).
pub(crate) fn first<'a>(
    state: &'a State,
    label: &str,
    wanted: &[(String, Value)],
) -> Result<Found<'a>, Crash> {
    let label = label.to_ascii_lowercase();
    let among = |list: &[Value]| -> Result<Found<'a>, Crash> {
        if let Some(item) = list.first() {
            let is_field = |name: &str| name == "pk" || name.ends_with("_uuid") || item.get(name).is_some();
            if !wanted.iter().all(|(name, _)| is_field(name)) {
                return Err(Crash);
            }
        }
        let fits = |item: &&Value| {
            wanted.iter().all(|(name, value)| {
                let name = if name.ends_with("_uuid") { "pk" } else { name };
                item[name] == *value
            })
        };
        Ok(list.iter().find(fits).map_or(Found::None, |item| Found::Other(item.clone())))
    };
    match label.as_str() {
        "authentik_flows.flow" => return among(&state.flows),
        "authentik_flows.stage" => return among(&crate::shown::all_stages(state)),
        "authentik_flows.flowstagebinding" => return among(&state.bindings),
        "authentik_core.group" => return among(&state.groups),
        "authentik_crypto.certificatekeypair" => return among(&state.certificates),
        _ => {}
    }
    let objects: Vec<&Object> = match label.as_str() {
        "authentik_core.source" => state.of(Sort::Source).collect(),
        "authentik_core.propertymapping" => state.of(Sort::Mapping).collect(),
        known if EMPTY.contains(&known) => return Ok(Found::None),
        other => {
            let model = model(other).ok_or(Crash)?;
            if !wanted.iter().all(|(name, _)| is_field(state, model, name)) {
                return Err(Crash);
            }
            state.objects.iter().filter(|object| object.model == model).collect()
        }
    };
    let fits = |object: &&&Object| wanted.iter().all(|(name, value)| has(object, name, value));
    Ok(objects.iter().find(fits).map_or(Found::None, |object| Found::Object(object)))
}

/// Returns whether the database has such a column.
pub(crate) fn is_field(state: &State, model: &'static Model, name: &str) -> bool {
    let base = if model.sort == Sort::Source { BASE_FIELDS } else { &[] };
    is_key(name) || name == "managed" || base.contains(&name) || model.field(&state.version, name).is_some()
}

const BASE_FIELDS: &[&str] = &[
    "name",
    "slug",
    "enabled",
    "promoted",
    "authentication_flow",
    "enrollment_flow",
    "icon",
    "policy_engine_mode",
    "user_matching_mode",
    "group_matching_mode",
    "user_path_template",
];

pub(crate) fn is_key(name: &str) -> bool {
    matches!(name, "pk" | "pbm_uuid" | "pm_uuid" | "stage_uuid")
}

/// Returns whether an object has a value; a mapping asks for a part of it.
pub(crate) fn has(object: &Object, name: &str, value: &Value) -> bool {
    if is_key(name) {
        return value.as_str().and_then(as_uuid).is_some_and(|pk| pk == object.pk);
    }
    match (object.fields.get(name), value) {
        (Some(Value::Object(held)), Value::Object(part)) => {
            part.iter().all(|(key, value)| held.get(key) == Some(value))
        }
        (held, value) => held == Some(value),
    }
}

/// The columns that Django offers when one does not exist; recorded for OAuth sources.
pub(crate) fn columns(model: &'static Model, version: &str) -> String {
    if model.sort == Sort::Source && model.kind == "oauth" {
        return "access_token_url, additional_scopes, authentication_flow, authentication_flow_id, \
                authorization_code_auth_method, authorization_url, bindings, consumer_key, consumer_secret, enabled, \
                enrollment_flow, enrollment_flow_id, group_matching_mode, group_property_mappings, \
                groupsourceconnection, icon, identificationstage, managed, name, oauth2_providers, oidc_jwks, \
                oidc_jwks_url, oidc_well_known_url, pbm_uuid, pkce, policies, policy_engine_mode, \
                policybindingmodel_ptr, policybindingmodel_ptr_id, profile_url, promoted, provider_type, \
                request_token_url, scimprovider, slug, source_ptr, source_ptr_id, sourcestage, user, \
                user_matching_mode, user_path_template, user_property_mappings, usersourceconnection"
            .to_owned();
    }
    let mut names: Vec<&str> = model.fields(version).iter().map(|field| field.name.as_str()).collect();
    names.sort_unstable();
    names.join(", ")
}
