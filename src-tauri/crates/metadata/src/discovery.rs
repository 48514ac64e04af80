//! An OpenID discovery document.

use serde_json::{Map, Value};

use crate::error::{MetadataError, NotMetadata};

/// What an OpenID provider publishes at `/.well-known/openid-configuration`, as far as a source has a field for it.
/// A field of another type than the specification says counts as absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// Who it is: a URL.
    pub issuer: String,
    /// Where a login begins.
    pub authorization_endpoint: String,
    /// Where a code becomes tokens.
    pub token_endpoint: Option<String>,
    /// Where the claims about the user are.
    pub userinfo_endpoint: Option<String>,
    /// Where the keys are that sign its tokens.
    pub jwks_uri: Option<String>,
    /// The PKCE methods that it takes; none if it does not say.
    pub code_challenge_methods: Vec<String>,
    /// How a client proves who it is at the token endpoint; `client_secret_basic` if it does not say
    /// (OpenID Connect Discovery 1.0, section 3).
    pub token_endpoint_auth_methods: Vec<String>,
    /// The scopes that it knows; none if it does not say.
    pub scopes: Vec<String>,
    /// What it answers with, such as `code`; `code` if it does not say.
    pub response_types: Vec<String>,
}

pub(crate) fn read(text: &str) -> Result<Provider, MetadataError> {
    let object: Map<String, Value> = serde_json::from_str(text)
        .map_err(|error| MetadataError::Malformed { line: error.line(), column: error.column() })?;
    let text = |field: &str| {
        let text = object.get(field).and_then(Value::as_str).map(str::trim);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let required = |field: &'static str| {
        text(field).ok_or(MetadataError::NotMetadata { why: NotMetadata::Field { field } })
    };
    let list = |field: &str| -> Option<Vec<String>> {
        let items = object.get(field)?.as_array()?;
        Some(items.iter().filter_map(Value::as_str).map(str::to_owned).collect())
    };
    Ok(Provider {
        issuer: required("issuer")?,
        authorization_endpoint: required("authorization_endpoint")?,
        token_endpoint: text("token_endpoint"),
        userinfo_endpoint: text("userinfo_endpoint"),
        jwks_uri: text("jwks_uri"),
        code_challenge_methods: list("code_challenge_methods_supported").unwrap_or_default(),
        token_endpoint_auth_methods: list("token_endpoint_auth_methods_supported")
            .unwrap_or_else(|| vec!["client_secret_basic".to_owned()]),
        scopes: list("scopes_supported").unwrap_or_default(),
        response_types: list("response_types_supported").unwrap_or_else(|| vec!["code".to_owned()]),
    })
}
