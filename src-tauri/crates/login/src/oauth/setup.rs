//! What a test login needs to know of a source.

use std::time::Duration;

use desk_model::catalogue::Provider;
use desk_model::request::{self, Authorize};
use desk_model::{Draft, PropertyMapping, Secret};
use serde_json::{Map, Value};

use crate::callback::Way;
use crate::http;

/// Where a provider answers. In a rehearsal every endpoint must be on this computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderEndpoints {
    /// Where the browser is sent.
    pub authorization: String,
    /// Where the code is exchanged.
    pub token: String,
    /// Where the user is read; `None` if only the ID token tells who it is.
    pub profile: Option<String>,
    /// Where a user's groups are read, which authentik asks Microsoft for.
    pub groups: Option<String>,
    /// The discovery document, if authentik reads one when the source is saved.
    pub discovery: Option<String>,
    /// The key set, if authentik reads one when the source is saved.
    pub jwks: Option<String>,
}

impl ProviderEndpoints {
    /// Takes what is missing from a discovery document (OpenID Connect Discovery, section 3).
    pub(crate) fn fill(&mut self, discovered: &Map<String, Value>) {
        let found = |name: &str| discovered.get(name).and_then(Value::as_str).map(str::to_owned);
        for (own, name) in
            [(&mut self.authorization, "authorization_endpoint"), (&mut self.token, "token_endpoint")]
        {
            if own.is_empty() {
                *own = found(name).unwrap_or_default();
            }
        }
        self.profile = self.profile.take().or_else(|| found("userinfo_endpoint"));
    }

    pub(crate) fn all(&self) -> Vec<&str> {
        let optional = [&self.profile, &self.groups, &self.discovery, &self.jwks];
        let optional = optional.into_iter().filter_map(|url| url.as_deref());
        [self.authorization.as_str(), &self.token].into_iter().chain(optional).collect()
    }
}

/// A source of any type but WeChat, as a test login uses it.
#[derive(Clone)]
pub struct ProviderSetup {
    /// The type.
    pub provider: &'static Provider,
    /// The consumer key; Apple's has three parts.
    pub consumer_key: String,
    /// The client id that goes to the provider.
    pub client_id: String,
    /// The consumer secret; Apple's is the text of a `.p8` file.
    pub secret: Secret,
    /// The `redirect_uri` exactly as authentik would send it.
    pub callback_url: String,
    /// What the source's field says.
    pub additional_scopes: String,
    /// How the code challenge is made, `plain` or `S256`, if there is one.
    pub challenge_method: Option<String>,
    /// Whether client id and secret go to the token endpoint in a header.
    pub is_basic: bool,
    /// The source's slug.
    pub slug: String,
    /// The source's name, which authentik writes into the user's attributes.
    pub source_name: String,
    /// The path of new users, such as `goauthentik.io/sources/%(slug)s`.
    pub user_path_template: String,
    /// Where the provider answers.
    pub endpoints: ProviderEndpoints,
    /// The key set that stands in the source itself, if one does. One that is read from an address takes its place.
    pub jwks: Option<Value>,
    /// The user property mappings.
    pub mappings: Vec<PropertyMapping>,
    /// How long authentik waits for an answer: 30 seconds, its default `http_timeout`.
    pub timeout: Duration,
}

impl ProviderSetup {
    /// How the browser may come back: with a form only if the provider was asked for one.
    pub(crate) fn way(&self) -> Way {
        if self.provider.sends_form() {
            Way::QueryOrForm { origin: super::browser::origin(&self.endpoints.authorization) }
        } else {
            Way::Query
        }
    }

    /// Derives from a draft what authentik would work with.
    ///
    /// White space around the consumer key and secret is cut off, because authentik's API cuts it off when it saves.
    pub fn new(
        provider: &'static Provider,
        draft: &Draft,
        secret: &Secret,
        callback_url: String,
        endpoints: ProviderEndpoints,
    ) -> ProviderSetup {
        ProviderSetup {
            provider,
            consumer_key: draft.text("consumer_key").trim().to_owned(),
            client_id: request::client_id(provider, draft),
            // EXPOSE: only to cut off white space; the copy is a Secret again at once.
            secret: Secret::new(secret.expose().trim().to_owned()),
            callback_url,
            additional_scopes: draft.text("additional_scopes").to_owned(),
            challenge_method: request::pkce_method(provider, draft).map(str::to_owned),
            is_basic: request::is_basic(provider, draft),
            slug: draft.slug.clone(),
            source_name: draft.name.clone(),
            user_path_template: draft.text("user_path_template").to_owned(),
            endpoints,
            jwks: serde_json::from_str(draft.text("oidc_jwks"))
                .ok()
                .filter(|jwks: &Value| jwks.get("keys").is_some_and(Value::is_array)),
            mappings: draft.user_property_mappings.clone(),
            timeout: http::TIMEOUT,
        }
    }

    /// The URL that authentik sends the browser to.
    pub(crate) fn authorize_url(&self, state: &str, challenge: Option<&str>) -> String {
        request::oauth_authorize_url(
            self.provider,
            &Authorize {
                endpoint: &self.endpoints.authorization,
                client_id: &self.client_id,
                redirect_uri: &self.callback_url,
                state,
                challenge: challenge.zip(self.challenge_method.as_deref()),
                additional_scopes: &self.additional_scopes,
            },
        )
    }
}
