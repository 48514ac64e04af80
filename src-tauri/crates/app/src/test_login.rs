//! A real test login: the person logs in at the real provider in their own browser and pastes where it landed; this
//! computer does with the code what authentik would do, and no server is touched.

use std::sync::Arc;

use desk_login::callback::Listener;
use desk_login::network::Limits;
use desk_login::{
    Back, Endpoints, Landed, Landings, NotTheLanding, ProviderEndpoints, ProviderSetup, RealSurroundings,
    Setup, Source, landings,
};
use desk_model::catalogue::Provider;
use desk_model::{Draft, DraftId, Secret, request};
use tokio_util::sync::CancellationToken;

use crate::desk::Desk;
use crate::operation::OperationEvent;
use crate::preview::{host_of, known_kind};
use crate::problem::Problem;
use crate::rehearsal::{Rehearsal, WECHAT, operation_event};
use crate::test_runs::TestRunPlace;

/// What a draft must name itself, because a tag is known to the server only.
const NEEDED: [&str; 6] = [
    "consumer_key",
    "authorization_url",
    "access_token_url",
    "profile_url",
    "oidc_well_known_url",
    "additional_scopes",
];

/// Types whose providers take no callback to a loopback address: WeChat redirects to the registered domain only, Apple and
/// Slack want https (facts of the providers' consoles; the others take one that is registered, RFC 8252 section 7.3).
const NO_LOOPBACK: [&str; 3] = [WECHAT, "apple", "slack"];

/// How the person's browser comes back.
pub enum TestLoginRoute {
    /// To authentik's callback URL; the person pastes the address.
    Paste {
        /// Stands in for the draft's own host of authentik.
        host: Option<String>,
        /// Brings the address.
        landed: Landed,
    },
    /// To this computer, at an address that is registered with the provider.
    Browser {
        /// The port of 127.0.0.1.
        port: u16,
    },
}

/// Whether the address that a browser lands on carries the code. A form does not show in the address bar.
pub(crate) fn can_be_pasted(provider: &Provider) -> bool {
    !provider.parameters.contains(&("response_mode", "form_post"))
}

/// Returns the redirect URI that has to be registered with the provider for a login that comes back to this computer.
///
/// # Errors
///
/// `test-login-nothing`, `test-login-no-loopback`.
pub fn loopback_redirect_uri(draft: &Draft, port: u16) -> Result<String, Problem> {
    let kind = known_kind(draft)?;
    if kind.provider.is_none() {
        return Err(Problem::about("test-login-nothing", &kind.name));
    }
    if NO_LOOPBACK.contains(&kind.id) {
        return Err(Problem::about("test-login-no-loopback", &kind.name));
    }
    Ok(format!("http://127.0.0.1:{port}/source/oauth/callback/{}/", draft.slug))
}

impl Desk {
    /// Starts a real test login of a stored draft, whose landing is pasted. `host` stands in for the draft's own. Returns the
    /// operation's id.
    ///
    /// # Errors
    ///
    /// Those of [`Desk::test_login`].
    pub fn start_test_login(
        self: &Arc<Desk>,
        draft: &DraftId,
        host: Option<String>,
    ) -> Result<String, Problem> {
        let draft = self.with_store(|store| store.get(draft))?.draft;
        let (host_url, _) = host_of(&draft, host.as_deref())?;
        self.source(&draft, host_url.callback_url(&draft.slug))?;
        let operation_id = DraftId::from_random(self.random()).0;
        let operation = self.operations.start(operation_id.clone());
        let (landings, landed) = landings();
        operation.takes(landings);
        let desk = Arc::clone(self);
        tokio::spawn(async move {
            let teller = Arc::clone(&operation);
            let tell = move |event| teller.tell(event);
            let route = TestLoginRoute::Paste { host, landed };
            let result = desk.test_login(&draft, route, tell, operation.cancel.clone()).await;
            let rehearsal = result.unwrap_or_else(|problem| Rehearsal::that_never_began(&problem));
            if desk.keep_test_run(&draft.id, TestRunPlace::Real, &rehearsal).is_err() {
                operation.tell(OperationEvent::Warning { code: "run-not-kept".to_owned() });
            }
            operation.tell(OperationEvent::Finished { rehearsal });
        });
        Ok(operation_id)
    }

    /// Gives an operation the address that the person's browser landed on.
    ///
    /// # Errors
    ///
    /// `operation-gone`, `operation-not-waiting`, or one of `landing-…` about the address; the login waits on.
    pub async fn paste_landing(&self, operation: &str, address: String) -> Result<(), Problem> {
        let landings = self.operations.landings(operation)?;
        landings.paste(Secret::new(address)).await.map_err(|why| landing_problem(&why))
    }

    /// Tests a login with a draft at its real provider and returns when it is over. `tell` hears the page to open
    /// ([`OperationEvent::Page`]) and each step. The provider's
    /// hosts are contacted from this computer, the way [`Desk::check_network_of`] goes.
    ///
    /// # Errors
    ///
    /// `test-login-nothing`, `test-login-form-post`, `test-login-tagged`, `test-login-no-secret`, `test-login-no-loopback`,
    /// `test-login-port`, and those of the network's settings.
    pub async fn test_login(
        &self,
        draft: &Draft,
        route: TestLoginRoute,
        tell: impl Fn(OperationEvent) + Send + Sync,
        cancel: CancellationToken,
    ) -> Result<Rehearsal, Problem> {
        let (source, back) = match route {
            TestLoginRoute::Paste { host, landed } => {
                let (host, _) = host_of(draft, host.as_deref())?;
                (self.source(draft, host.callback_url(&draft.slug))?, Back::Pasted(landed))
            }
            TestLoginRoute::Browser { port } => {
                let source = self.source(draft, loopback_redirect_uri(draft, port)?)?;
                let listener = Listener::bind_registered(port, self.callback_pages()).await;
                let listener = listener.map_err(|error| {
                    Problem::about("test-login-port", port.to_string())
                        .detailed(error.to_string())
                        .retryable()
                })?;
                (source, Back::Listener(listener))
            }
        };
        let client = self.outward_client(&self.network_settings(), Limits::default())?;
        let (clock_host, elapsed_host) = (Arc::clone(&self.host), Arc::clone(&self.host));
        let surroundings = RealSurroundings {
            back,
            random: self.random_source(),
            elapsed: Arc::new(move || elapsed_host.elapsed()),
            clock: Arc::new(move || clock_host.now()),
            events: |event| tell(operation_event(event)),
            cancel,
        };
        tracing::info!(target: crate::log::TARGET, event = "test-login");
        let transcript = desk_login::test_login(source, client, surroundings).await;
        Ok(Rehearsal::of(transcript, None))
    }

    /// What a real test login works with.
    fn source(&self, draft: &Draft, callback_url: String) -> Result<Source, Problem> {
        let kind = known_kind(draft)?;
        let provider = kind.provider.ok_or_else(|| Problem::about("test-login-nothing", &kind.name))?;
        if !can_be_pasted(provider) {
            return Err(Problem::about("test-login-form-post", &kind.name));
        }
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

fn landing_problem(why: &NotTheLanding) -> Problem {
    match why {
        NotTheLanding::NotAnAddress => Problem::new("landing-no-address"),
        NotTheLanding::TooLong => Problem::new("landing-too-long"),
        NotTheLanding::Elsewhere { expected } => Problem::about("landing-elsewhere", expected),
        NotTheLanding::Nothing => Problem::new("landing-nothing"),
        NotTheLanding::Duplicate => Problem::new("landing-duplicate"),
        NotTheLanding::WrongState => Problem::new("landing-wrong-state"),
        NotTheLanding::Late => Problem::new("landing-late"),
    }
}

/// Gives what a person pasted to a login that runs outside of an operation, as on the command line.
///
/// # Errors
///
/// One of `landing-…`; the login waits on.
pub async fn paste(landings: &Landings, address: String) -> Result<(), Problem> {
    landings.paste(Secret::new(address)).await.map_err(|why| landing_problem(&why))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: &str, fields: &[(&str, &str)]) -> ProviderEndpoints {
        let mut draft = Draft::new(DraftId("1".to_owned()), kind, "A source", "a-source").unwrap();
        for (field, text) in fields {
            draft.set(field, text).unwrap();
        }
        endpoints(&draft, draft.kind().and_then(|kind| kind.provider).unwrap())
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
