//! What a real test login works with: the draft, its secret, and where its provider is.

use desk_login::{Endpoints, ProviderEndpoints, ProviderSetup, Setup, Source};
use desk_model::catalogue::Provider;
use desk_model::{Draft, request};

use crate::desk::Desk;
use crate::preview::known_kind;
use crate::problem::Problem;
use crate::rehearsal::WECHAT;

/// What a draft must name itself, because a tag is known to the server only.
const NEEDED: [&str; 6] = [
    "consumer_key",
    "authorization_url",
    "access_token_url",
    "profile_url",
    "oidc_well_known_url",
    "additional_scopes",
];

impl Desk {
    /// What a real test login works with.
    pub(super) fn source(&self, draft: &Draft, callback_url: String) -> Result<Source, Problem> {
        let kind = known_kind(draft)?;
        let provider = kind.provider.ok_or_else(|| Problem::about("test-login-nothing", &kind.name))?;
        refuse_oauth_1(draft)?;
        if let Some(field) = NEEDED.into_iter().find(|field| draft.is_tagged(field)) {
            return Err(Problem::about("test-login-tagged", field));
        }
        let secret = self.secrets_of(&draft.id).get("consumer_secret").cloned();
        let secret = secret.ok_or_else(|| Problem::about("test-login-no-secret", &draft.name))?;
        Ok(if kind.id == WECHAT {
            let endpoints = Endpoints {
                authorize: request::AUTHORIZE_ENDPOINT.to_owned(),
                token: request::TOKEN_ENDPOINT.to_owned(),
                userinfo: request::USERINFO_ENDPOINT.to_owned(),
            };
            Source::Wechat(Box::new(Setup::new(draft, &secret, callback_url, endpoints)))
        } else {
            let endpoints = endpoints(draft, provider);
            Source::Provider(Box::new(ProviderSetup::new(provider, draft, &secret, callback_url, endpoints)))
        })
    }
}

/// Refuses a source that authentik would treat as OAuth 1, which a request token URL makes of it
/// (`sources/oauth/views/base.py`).
pub(crate) fn refuse_oauth_1(draft: &Draft) -> Result<(), Problem> {
    if draft.text("request_token_url").trim().is_empty() && !draft.is_tagged("request_token_url") {
        Ok(())
    } else {
        Err(Problem::about("test-login-oauth-1", &draft.name))
    }
}

/// Where the draft's source finds its provider. What the discovery document will name stays empty.
fn endpoints(draft: &Draft, provider: &Provider) -> ProviderEndpoints {
    let own = |field: &str| {
        let own = draft.text(field).trim();
        (provider.urls_customizable && !own.is_empty()).then(|| own.to_owned())
    };
    // What every source of the type reads when it is saved is known, and a login does not need it; what this source alone
    // names is worth a look.
    let others = |field: &str, usual: &str| own(field).filter(|url| url != usual);
    let well_known = others("oidc_well_known_url", provider.urls.well_known);
    let url = |field: &str, default: &str| {
        own(field).or_else(|| (well_known.is_none() && !default.is_empty()).then(|| default.to_owned()))
    };
    ProviderEndpoints {
        authorization: url("authorization_url", provider.urls.authorization).unwrap_or_default(),
        token: url("access_token_url", provider.urls.access_token).unwrap_or_default(),
        profile: url("profile_url", provider.urls.profile),
        groups: matches!(provider.id, "azuread" | "entraid")
            .then(|| "https://graph.microsoft.com/v1.0/me/memberOf".to_owned()),
        discovery: well_known.clone(),
        jwks: others("oidc_jwks_url", provider.urls.jwks),
    }
}

#[cfg(test)]
mod tests {
    use desk_model::DraftId;

    use super::*;

    fn of(kind: &str, fields: &[(&str, &str)]) -> ProviderEndpoints {
        let mut draft = Draft::new(DraftId("1".to_owned()), kind, "A source", "a-source").unwrap();
        for (field, text) in fields {
            draft.set(field, text).unwrap();
        }
        endpoints(&draft, draft.kind().and_then(|kind| kind.provider).unwrap())
    }

    #[test]
    fn a_request_token_url_makes_it_oauth_1_which_is_refused() {
        let mut draft = Draft::new(DraftId("1".to_owned()), "github", "A source", "a-source").unwrap();
        assert_eq!(refuse_oauth_1(&draft), Ok(()));
        draft.set("request_token_url", "https://example.com/token").unwrap();
        assert_eq!(refuse_oauth_1(&draft).unwrap_err().code, "test-login-oauth-1");
    }

    #[test]
    fn only_what_a_login_needs_or_the_source_alone_names_is_contacted() {
        let jwks = "https://token.actions.githubusercontent.com/.well-known/jwks";
        let usual = of("github", &[("oidc_jwks_url", jwks)]);
        assert_eq!(usual.token, "https://github.com/login/oauth/access_token");
        assert_eq!((usual.discovery, usual.jwks), (None, None));
        let own = of("github", &[("oidc_jwks_url", "https://ghe.example.com/keys")]);
        assert_eq!(own.jwks.as_deref(), Some("https://ghe.example.com/keys"));
        let well_known = "https://id.example.com/.well-known/openid-configuration";
        let discovered = of("openidconnect", &[("oidc_well_known_url", well_known)]);
        assert_eq!(discovered.discovery.as_deref(), Some(well_known));
        assert!(
            discovered.authorization.is_empty()
                && discovered.token.is_empty()
                && discovered.profile.is_none()
        );
    }
}
