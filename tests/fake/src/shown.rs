//! Objects as the API shows them.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use super::models::{BASE_SOURCE, Sort};
use super::state::{Object, State, seed};

/// The types of an OAuth source, and what authentik says of one that it does not know.
static OAUTH_TYPES: LazyLock<(Vec<Value>, Value)> = LazyLock::new(|| {
    let seed = seed();
    let types = seed["oauth_source_types"].as_array().cloned().unwrap_or_default();
    (types, seed["default_oauth_source_type"][0].clone())
});

/// Returns a type of an OAuth source as `/sources/oauth/source_types/` shows it.
pub(crate) fn oauth_type(name: &str) -> &'static Value {
    let (types, default) = &*OAUTH_TYPES;
    types.iter().find(|known| known["name"] == name).unwrap_or(default)
}

pub(crate) fn oauth_types() -> &'static [Value] {
    &OAUTH_TYPES.0
}

/// Returns an object as its own endpoint shows it. `origin` is the server's address as the client sees it.
pub(crate) fn shown(state: &State, object: &Object, origin: &str) -> Value {
    match object.model.sort {
        Sort::Source if object.model == &BASE_SOURCE => base_source(object),
        Sort::Source => source(state, object, origin),
        Sort::Mapping => {
            let mut map = Map::new();
            map.insert("pk".to_owned(), json!(object.pk));
            copy(&mut map, object, &["managed", "name", "expression"]);
            meta(&mut map, object);
            Value::Object(map)
        }
        Sort::Stage => {
            let mut map = Map::new();
            map.insert("pk".to_owned(), json!(object.pk));
            copy(&mut map, object, &["name"]);
            meta(&mut map, object);
            map.insert("flow_set".to_owned(), flow_set(state, &object.pk));
            for field in object.model.fields(&state.version) {
                copy(&mut map, object, &[&field.name]);
            }
            Value::Object(map)
        }
    }
}

fn copy(map: &mut Map<String, Value>, object: &Object, names: &[&str]) {
    for name in names {
        if let Some(value) = object.fields.get(*name) {
            map.insert((*name).to_owned(), value.clone());
        }
    }
}

fn meta(map: &mut Map<String, Value>, object: &Object) {
    let model = object.model;
    map.insert("component".to_owned(), json!(model.component));
    map.insert("verbose_name".to_owned(), json!(model.verbose));
    map.insert("verbose_name_plural".to_owned(), json!(model.plural));
    map.insert("meta_model_name".to_owned(), json!(model.label()));
}

/// Returns a source as `/sources/all/` shows it: what all kinds have.
pub(crate) fn base_source(object: &Object) -> Value {
    let mut map = Map::new();
    map.insert("pk".to_owned(), json!(object.pk));
    copy(
        &mut map,
        object,
        &[
            "name",
            "slug",
            "enabled",
            "promoted",
            "authentication_flow",
            "enrollment_flow",
            "user_property_mappings",
            "group_property_mappings",
        ],
    );
    meta(&mut map, object);
    copy(
        &mut map,
        object,
        &["policy_engine_mode", "user_matching_mode", "managed", "user_path_template", "icon"],
    );
    map.insert("icon_url".to_owned(), icon_url(object));
    map.insert("icon_themed_urls".to_owned(), Value::Null);
    Value::Object(map)
}

fn source(state: &State, object: &Object, origin: &str) -> Value {
    let Value::Object(mut map) = base_source(object) else { return Value::Null };
    let (model, version) = (object.model, state.version.as_str());
    let computed = ["component", "verbose_name", "verbose_name_plural", "meta_model_name", "managed", "pk"];
    let has_icon = model.field(version, "icon").is_some();
    map.retain(|name, _| {
        model.field(version, name).is_some()
            || computed.contains(&name.as_str())
            || (has_icon && (name == "icon_url" || name == "icon_themed_urls"))
    });
    let slug = object.text("slug");
    for field in model.fields(version).iter().filter(|field| !field.is_write_only) {
        copy(&mut map, object, &[&field.name]);
        match (model.kind, field.name.as_str()) {
            ("oauth", "consumer_key") => {
                let url = format!("{origin}/source/oauth/callback/{slug}/");
                map.insert("callback_url".to_owned(), json!(url));
            }
            ("oauth", "additional_scopes") => {
                map.insert("type".to_owned(), oauth_type(object.text("provider_type")).clone());
            }
            _ => {}
        }
    }
    match model.kind {
        "ldap" | "kerberos" => {
            map.insert("connectivity".to_owned(), Value::Null);
        }
        "scim" => {
            map.insert("root_url".to_owned(), json!(format!("{origin}/source/scim/{slug}/v2")));
            map.insert(
                "token_obj".to_owned(),
                json!({"identifier": format!("ak-source-scim-{}", object.pk)}),
            );
        }
        _ => {}
    }
    Value::Object(map)
}

/// Returns the address of a source's icon: its own, or that of its kind.
pub(crate) fn icon_url(object: &Object) -> Value {
    let icon = object.text("icon");
    if !icon.is_empty() {
        let is_whole = icon.contains("://") || icon.starts_with('/');
        return json!(if is_whole { icon.to_owned() } else { format!("/files/media/public/{icon}") });
    }
    match object.model.kind {
        "" => Value::Null,
        "oauth" => json!(format!("/static/authentik/sources/{}.svg", object.text("provider_type"))),
        kind @ ("plex" | "telegram") => json!(format!("/static/authentik/sources/{kind}.svg")),
        kind => json!(format!("/static/authentik/sources/{kind}.png")),
    }
}

/// Returns the flows that a stage is bound to, in the short form of a stage's `flow_set`.
pub(crate) fn flow_set(state: &State, stage: &str) -> Value {
    let is_bound = |flow: &&Value| {
        state.bindings.iter().any(|binding| binding["stage"] == stage && binding["target"] == flow["pk"])
    };
    let short = |flow: &Value| {
        let left_out =
            ["background", "background_themed_urls", "stages", "policies", "cache_count", "authentication"];
        let pairs = flow.as_object().into_iter().flatten();
        let kept = pairs.filter(|(name, _)| !left_out.contains(&name.as_str()));
        Value::Object(kept.map(|(name, value)| (name.clone(), value.clone())).collect())
    };
    let mut flows: Vec<&Value> = state.flows.iter().filter(is_bound).collect();
    flows.sort_by_key(|flow| flow["name"].as_str().unwrap_or_default().to_lowercase());
    Value::Array(flows.into_iter().map(short).collect())
}

/// Returns every stage as `/stages/all/` shows it.
pub(crate) fn all_stages(state: &State) -> Vec<Value> {
    let mut stages: Vec<Value> = state
        .of(Sort::Stage)
        .map(|object| {
            let mut map = Map::new();
            map.insert("pk".to_owned(), json!(object.pk));
            copy(&mut map, object, &["name"]);
            meta(&mut map, object);
            Value::Object(map)
        })
        .chain(state.stages.iter().cloned())
        .collect();
    for stage in &mut stages {
        let pk = stage["pk"].as_str().unwrap_or_default().to_owned();
        stage["flow_set"] = flow_set(state, &pk);
    }
    stages
}
