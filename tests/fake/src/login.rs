//! What a browser sees: the login page, and the way to a provider and back.

use serde_json::{Value, json};

use super::http::{Reply, Request};
use super::models::Sort;
use super::shown::{self, icon_url, oauth_type};
use super::state::{Object, State};

/// Returns the bindings of stages to flows, each with its stage.
pub(crate) fn bindings(state: &State) -> Vec<Value> {
    let stages = shown::all_stages(state);
    let with_stage = |binding: &Value| {
        let mut shown = serde_json::Map::new();
        for (name, value) in binding.as_object().into_iter().flatten() {
            shown.insert(name.clone(), value.clone());
            if name == "stage" {
                let stage = stages.iter().find(|stage| stage["pk"] == *value);
                shown.insert("stage_obj".to_owned(), stage.cloned().unwrap_or_default());
            }
        }
        Value::Object(shown)
    };
    state.bindings.iter().map(with_stage).collect()
}

/// Returns the first thing that a flow shows to a browser that is not logged in.
pub(crate) fn executor(state: &State, request: &Request, slug: &str) -> Reply {
    let Some(flow) = state.flows.iter().find(|flow| flow["slug"] == slug) else { return Reply::no_page() };
    let query = request.query_value("query").unwrap_or_default();
    let cancel_url =
        if query.is_empty() { "/flows/-/cancel/".to_owned() } else { format!("/flows/-/cancel/?{query}") };
    let flow_info = json!({
        "title": flow["title"],
        "background": flow["background_url"],
        "background_themed_urls": null,
        "cancel_url": cancel_url,
        "layout": flow["layout"],
    });
    let bound = |object: &&Object| {
        let is_it = |binding: &Value| binding["target"] == flow["pk"] && binding["stage"] == object.pk;
        state.bindings.iter().any(is_it)
    };
    let Some(stage) = state.of(Sort::Stage).find(bound) else {
        return Reply::json(
            200,
            &json!({
                "flow_info": flow_info,
                "component": "ak-stage-access-denied",
                "pending_user": "",
                "pending_user_avatar": "/static/dist/assets/images/user_default.png",
                "error_message": "Flow does not apply to current user.",
            }),
        );
    };
    let pks = stage.list("sources");
    let mut sources: Vec<&Object> = state
        .of(Sort::Source)
        .filter(|object| pks.contains(&object.pk.as_str()) && object.is_on("enabled"))
        .collect();
    sources.sort_by_key(|object| object.text("name"));
    let buttons: Vec<Value> = sources.iter().filter_map(|object| button(object)).collect();
    let mut body = json!({
        "flow_info": flow_info,
        "component": "ak-stage-identification",
        "user_fields": stage.fields.get("user_fields"),
        "pending_user_identifier": null,
        "password_fields": stage.fields.get("password_stage").is_some_and(|pk| !pk.is_null()),
        "allow_show_password": false,
        "flow_designation": flow["designation"],
        "captcha_stage": null,
        "primary_action": "Log in",
        "sources": buttons,
        "show_source_labels": stage.is_on("show_source_labels"),
        "enable_remember_me": stage.is_on("enable_remember_me"),
        "passkey_challenge": null,
    });
    for (field, shown) in [("enrollment_flow", "enroll_url"), ("recovery_flow", "recovery_url")] {
        let flow = stage.fields.get(field).and_then(Value::as_str).and_then(|pk| state.flow(pk));
        if let Some(slug) = flow.and_then(|flow| flow["slug"].as_str()) {
            body[shown] = json!(format!("/if/flow/{slug}/"));
        }
    }
    Reply::json(200, &body)
}

/// Returns a source's button; LDAP, SCIM and the built-in source have none.
fn button(object: &Object) -> Option<Value> {
    let slug = object.text("slug");
    let challenge = match object.model.kind {
        "oauth" => json!({"component": "xak-flow-redirect", "to": format!("/source/oauth/login/{slug}/")}),
        "saml" => json!({"component": "xak-flow-redirect", "to": format!("/source/saml/{slug}/")}),
        "kerberos" => json!({"component": "xak-flow-redirect", "to": format!("/source/kerberos/{slug}/")}),
        "telegram" => json!({"component": "xak-flow-redirect", "to": format!("/source/telegram/{slug}/")}),
        "plex" => json!({"component": "ak-source-plex", "client_id": object.text("client_id"), "slug": slug}),
        _ => return None,
    };
    Some(json!({
        "name": object.text("name"),
        "icon_url": icon_url(object),
        "promoted": object.is_on("promoted"),
        "challenge": challenge,
    }))
}

/// Returns what a person finds in their settings.
pub(crate) fn user_settings(state: &State) -> Value {
    let is_shown = |object: &&Object| object.is_on("enabled") && object.model.kind == "oauth";
    let mut sources: Vec<&Object> = state.of(Sort::Source).filter(is_shown).collect();
    sources.sort_by_key(|object| object.text("name"));
    let shown = sources.iter().map(|object| {
        let slug = object.text("slug");
        json!({
            "object_uid": slug,
            "component": "ak-user-settings-source-oauth",
            "title": object.text("name"),
            "configure_url": format!("/source/oauth/login/{slug}/"),
            "icon_url": icon_url(object),
        })
    });
    Value::Array(shown.collect())
}

fn enabled(state: &State, slug: &str) -> Option<Object> {
    let is_it = |object: &&Object| {
        object.model.kind == "oauth" && object.text("slug") == slug && object.is_on("enabled")
    };
    state.of(Sort::Source).find(is_it).cloned()
}

/// Comes back from the provider. Without a login that began here it always ends like this (recorded).
pub(crate) fn callback(state: &State, slug: &str) -> Reply {
    match enabled(state, slug) {
        Some(_) => Reply::redirect("/flows/-/default/authentication/"),
        None => Reply::no_page(),
    }
}

/// Sends the browser to the provider (`views/redirect.py` and `clients/oauth2.py`).
pub(crate) fn login(state: &mut State, request: &Request, slug: &str) -> Reply {
    let Some(source) = enabled(state, slug) else { return Reply::no_page() };
    let name = source.text("provider_type");
    let source_type = oauth_type(name);
    let is_customizable = source_type["urls_customizable"] == true;
    let own = source.text("authorization_url");
    let of_type = source_type["authorization_url"].as_str().unwrap_or_default();
    let endpoint = if is_customizable && !own.is_empty() { own } else { of_type };
    let redirect_uri = format!("{}/source/oauth/callback/{slug}/", request.origin());
    let state_text: String = state.new_pk().replace('-', "");
    let client_id = source.text("consumer_key");
    let scope = scopes(default_scopes(name), source.text("additional_scopes"));
    let mut arguments: Vec<(&str, String)> = Vec::new();
    if name == "wechat" {
        arguments.push(("redirect_uri", redirect_uri));
        arguments.push(("response_type", "code".to_owned()));
        arguments.push(("state", state_text));
        arguments.push(("appid", client_id.to_owned()));
    } else {
        arguments.push(("client_id", client_id.to_owned()));
        arguments.push(("redirect_uri", redirect_uri));
        arguments.push(("response_type", "code".to_owned()));
        arguments.push(("state", state_text));
        let pkce = source.text("pkce");
        if is_customizable && !matches!(pkce, "" | "none") {
            arguments.push(("code_challenge", state.new_pk().replace('-', "")));
            arguments.push(("code_challenge_method", pkce.to_owned()));
        }
    }
    arguments.push(("scope", scope));
    let query: Vec<String> =
        arguments.iter().map(|(key, value)| format!("{key}={}", percent_encoded(value))).collect();
    Reply::redirect(&format!("{endpoint}?{}", query.join("&")))
}

fn default_scopes(provider_type: &str) -> &'static [&'static str] {
    match provider_type {
        "wechat" => &["snsapi_login"],
        "openidconnect" | "google" | "gitlab" | "okta" => &["openid", "email", "profile"],
        "github" => &["read:user", "user:email"],
        "entraid" | "azuread" => &["openid", "https://graph.microsoft.com/User.Read"],
        "discord" => &["email", "identify"],
        _ => &[],
    }
}

fn scopes(defaults: &[&str], additional: &str) -> String {
    let mut scopes: Vec<&str> = match additional.strip_prefix('*') {
        Some(instead) => instead.split(' ').collect(),
        None if additional.is_empty() => defaults.to_vec(),
        None => defaults.iter().copied().chain(additional.split(' ')).collect(),
    };
    scopes.sort_unstable();
    scopes.dedup();
    scopes.join(" ")
}

/// Python's `quote` with nothing safe but letters, digits and `_.-~`; a slash is safe to it only by default.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
