//! Creating and changing objects, as the API and the blueprint importer both do it.

use serde_json::{Map, Value, json};

use super::models::{Model, Sort};
use super::outside::Fetched;
use super::shown::oauth_type;
use super::state::{Object, State};
use super::validation::{Errors, Refusal, check, python_str};

/// Checks a request and returns what it writes.
///
/// # Errors
/// What is wrong with it, or that the server crashes.
pub(crate) fn validate(
    state: &State,
    model: &'static Model,
    existing: Option<&Object>,
    is_partial: bool,
    data: &Value,
) -> Result<Map<String, Value>, Refusal> {
    let mut attrs = check(state, model, existing, is_partial, data)?;
    match (model.sort, model.kind) {
        (Sort::Source, "oauth") => oauth(state, existing, &mut attrs)?,
        (Sort::Source, "ldap") => ldap(state, existing, &attrs)?,
        (Sort::Source, "saml") => saml(&attrs)?,
        (Sort::Stage, "identification") => identification(&attrs)?,
        (Sort::Stage, _) => enterprise(state)?,
        _ => {}
    }
    Ok(attrs)
}

/// Writes what [`validate`] returned, and returns the object's key.
pub(crate) fn save(
    state: &mut State,
    model: &'static Model,
    existing: Option<String>,
    mut attrs: Map<String, Value>,
    given_pk: Option<String>,
) -> String {
    // A list of PKCE methods, which comes from a discovery document, is stored as Python prints it (recorded).
    if let Some(pkce) = attrs.get_mut("pkce").filter(|pkce| pkce.is_array()) {
        *pkce = json!(python_str(pkce));
    }
    if let Some(object) = existing.as_deref().and_then(|pk| state.by_pk_mut(pk)) {
        object.fields.extend(attrs);
        return object.pk.clone();
    }
    let pk = given_pk.unwrap_or_else(|| state.new_pk());
    let mut fields = model.defaults(&state.version);
    fields.extend(attrs);
    state.objects.push(Object { model, pk: pk.clone(), fields });
    pk
}

/// `OAuthSourceSerializer.validate`: what a provider's documents say, and the URLs that the type has not.
fn oauth(state: &State, existing: Option<&Object>, attrs: &mut Map<String, Value>) -> Result<(), Refusal> {
    let stored = existing.map(|object| object.text("provider_type")).unwrap_or_default();
    let name = attrs.get("provider_type").and_then(Value::as_str).unwrap_or(stored).to_owned();
    let source_type = oauth_type(&name);
    let given = |attrs: &Map<String, Value>, key: &str| -> Option<String> {
        attrs.get(key).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let of_type = |key: &str| source_type[key].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let mut inferred = None;
    if let Some(url) = given(attrs, "oidc_well_known_url").or_else(|| of_type("oidc_well_known_url")) {
        let document = fetch(state, "oidc_well_known_url", &url)?;
        if document.get("issuer").is_none() {
            return Err(
                Errors::of("oidc_well_known_url", "Invalid well-known configuration", "invalid").into()
            );
        }
        for (key, theirs) in [
            ("authorization_url", "authorization_endpoint"),
            ("access_token_url", "token_endpoint"),
            ("profile_url", "userinfo_endpoint"),
            ("pkce", "code_challenge_methods_supported"),
        ] {
            if given(attrs, key).is_none() {
                let found = document.get(theirs).cloned().unwrap_or_else(|| json!(""));
                attrs.insert(key.to_owned(), found);
            }
        }
        inferred = document["jwks_uri"].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    }
    let keys = given(attrs, "oidc_jwks_url").or(inferred).or_else(|| of_type("oidc_jwks_url"));
    if let Some(url) = keys {
        let document = fetch(state, "oidc_jwks_url", &url)?;
        attrs.insert("oidc_jwks_url".to_owned(), json!(url));
        attrs.insert("oidc_jwks".to_owned(), document);
    }
    for key in ["authorization_url", "access_token_url", "profile_url"] {
        if source_type[key].is_null() && !attrs.contains_key(key) {
            let verbose = source_type["verbose_name"].as_str().unwrap_or_default();
            let message = format!("{key} is required for provider {verbose}");
            return Err(Errors::of("non_field_errors", message, "invalid").into());
        }
    }
    Ok(())
}

fn fetch(state: &State, field: &str, url: &str) -> Result<Value, Refusal> {
    match state.outside.fetch(url) {
        Ok(Fetched::Json(document)) => Ok(document),
        Ok(Fetched::NotJson) => Err(Refusal::Crash),
        Ok(Fetched::Error(text)) | Err(text) => Err(Errors::of(field, text, "invalid").into()),
    }
}

/// `LDAPSourceSerializer.validate`, as far as one request goes.
fn ldap(state: &State, existing: Option<&Object>, attrs: &Map<String, Value>) -> Result<(), Refusal> {
    let is_on = |key: &str| attrs.get(key) == Some(&Value::Bool(true));
    let is_empty = |key: &str| attrs.get(key).and_then(Value::as_array).is_none_or(Vec::is_empty);
    for (switch, list, switch_label, list_label) in [
        ("sync_users", "user_property_mappings", "Sync users", "User property mappings"),
        ("sync_groups", "group_property_mappings", "Sync groups", "Group property mappings"),
    ] {
        if is_on(switch) && is_empty(list) {
            let message = format!("When '{switch_label}' is enabled, '{list_label}' cannot be empty.");
            return Err(Errors::of(list, message, "invalid").into());
        }
    }
    let is_other = |object: &&Object| existing.is_none_or(|existing| existing.pk != object.pk);
    let syncs = |object: &Object| object.model.kind == "ldap" && object.is_on("sync_users_password");
    if is_on("sync_users_password") && state.of(Sort::Source).filter(is_other).any(syncs) {
        let message = "Only a single LDAP Source with password synchronization is allowed";
        return Err(Errors::of("sync_users_password", message, "invalid").into());
    }
    Ok(())
}

fn saml(attrs: &Map<String, Value>) -> Result<(), Refusal> {
    let is_on = |key: &str| attrs.get(key) == Some(&Value::Bool(true));
    let verifies = attrs.get("verification_kp").is_some_and(|key| !key.is_null());
    if verifies && !is_on("signed_assertion") && !is_on("signed_response") {
        let message = "With a Verification Certificate selected, at least one of 'Verify Assertion Signature' or \
                       'Verify Response Signature' must be selected.";
        return Err(Errors::of("non_field_errors", message, "invalid").into());
    }
    Ok(())
}

/// `EnterpriseRequiredMixin.validate`. Nobody has recorded it: no server with a licence was at hand.
fn enterprise(state: &State) -> Result<(), Refusal> {
    if state.is_licensed {
        return Ok(());
    }
    let message = "Enterprise is required to create/update this object.";
    Err(Errors::of("non_field_errors", message, "invalid").into())
}

/// `IdentificationStageSerializer.validate`, which looks at this very request only.
fn identification(attrs: &Map<String, Value>) -> Result<(), Refusal> {
    let is_empty = |key: &str| attrs.get(key).and_then(Value::as_array).is_none_or(Vec::is_empty);
    if is_empty("user_fields") && is_empty("sources") {
        let message = "When no user fields are selected, at least one source must be selected";
        return Err(Errors::of("non_field_errors", message, "invalid").into());
    }
    Ok(())
}
