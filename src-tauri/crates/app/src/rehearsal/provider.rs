//! The simulated provider of a rehearsal, for every OAuth type but WeChat.

use std::sync::Arc;

use desk_login::{ProviderEndpoints, ProviderSetup};
use desk_model::catalogue::{ProfileAuthentication, Provider};
use desk_model::{Draft, Secret};
use desk_simulator::SimulatorSecret;
use desk_simulator::provider::{Breakage, Client, Fault, Manner, Options, Person, apple_key};

use super::{IMPATIENCE, RehearsalChoices, SLOW, hex};
use crate::desk::Desk;
use crate::problem::Problem;

/// What a client is called that has no consumer key yet. authentik would not let such a source be saved.
const NO_CLIENT: &str = "source-desk";

/// Returns who can log in at a provider, and what can go wrong there.
pub(super) fn choices(manner: &Manner) -> RehearsalChoices {
    RehearsalChoices {
        profiles: Person::ALL.iter().map(|person| person.id().to_owned()).collect(),
        faults: Fault::all_for(manner).into_iter().map(Fault::id).collect(),
        routes: Vec::new(),
    }
}

impl Desk {
    /// Starts a provider that knows the draft's client, and returns what authentik would work with there.
    #[expect(
        clippy::too_many_arguments,
        reason = "they are what one rehearsal consists of, and have one caller"
    )]
    pub(super) async fn simulated_provider(
        &self,
        draft: &Draft,
        provider: &'static Provider,
        manner: &'static Manner,
        person: Person,
        fault: Option<Fault>,
        callback_url: String,
        deliver_to: String,
    ) -> Result<(ProviderSetup, desk_simulator::provider::Provider), Problem> {
        let secret = self.provider_secret(draft, manner)?;
        let key = draft.text("consumer_key").trim();
        let client = Client {
            client_id: if key.is_empty() { NO_CLIENT.to_owned() } else { key.to_owned() },
            secret: Some(self.known_secret(&secret, manner)?),
            name: draft.name.trim().to_owned(),
            redirect_uris: vec![callback_url.clone()],
        };
        let host = Arc::clone(&self.host);
        let mut options = Options::new(manner, client, Arc::new(move || host.now()), self.random_source());
        options.person = person;
        options.fault = fault;
        options.deliver_to = Some(deliver_to);
        options.slow = SLOW;
        let running = desk_simulator::provider::Provider::start(options).await?;
        let endpoints = endpoints(draft, provider, manner, &running);
        let mut setup = ProviderSetup::new(provider, draft, &secret, callback_url, endpoints);
        if matches!(fault, Some(Fault::Broken(_, Breakage::Slow))) {
            setup.timeout = IMPATIENCE;
        }
        Ok((setup, running))
    }

    /// Returns the secret that authentik would send: the kept one, else one made up for this rehearsal.
    fn provider_secret(&self, draft: &Draft, manner: &Manner) -> Result<Secret, Problem> {
        if let Some(kept) = self.secrets_of(&draft.id).get("consumer_secret").cloned() {
            return Ok(kept);
        }
        if manner.id == "apple" {
            let made = apple_key(&self.random_source()).map_err(|_| no_key())?;
            // EXPOSE: made for this rehearsal; it opens nothing but the simulator in this process.
            return Ok(Secret::new(made.expose().to_owned()));
        }
        Ok(Secret::new(hex(&self.random::<16>())))
    }

    /// Returns the secret that the provider knows. Apple would know the key whose text was kept; of a text that is no key
    /// it knows another one, so the login fails where authentik's would.
    fn known_secret(&self, sent: &Secret, manner: &Manner) -> Result<SimulatorSecret, Problem> {
        // EXPOSE: the simulator in this process has to know the same secret.
        let sent = sent.expose().trim();
        if manner.id == "apple" && !sent.contains("BEGIN PRIVATE KEY") {
            return apple_key(&self.random_source()).map_err(|_| no_key());
        }
        Ok(SimulatorSecret::new(sent.to_owned()))
    }
}

fn no_key() -> Problem {
    Problem::new("internal").detailed("apple_key")
}

/// Where the draft's source would find the running provider: every address of its own that the source has not is left
/// out, and one with another path leads there, if the provider answers it.
fn endpoints(
    draft: &Draft,
    provider: &Provider,
    manner: &Manner,
    running: &desk_simulator::provider::Provider,
) -> ProviderEndpoints {
    let found = running.endpoints();
    let own = |field: &str, default: &str| {
        let own = draft.text(field).trim();
        if provider.urls_customizable && !own.is_empty() { own.to_owned() } else { default.to_owned() }
    };
    let well_known = own("oidc_well_known_url", provider.urls.well_known);
    let has_keys = !well_known.is_empty()
        || !own("oidc_jwks_url", provider.urls.jwks).is_empty()
        || !matches!(draft.text("oidc_jwks").trim(), "" | "{}");
    let profile_url = own("profile_url", provider.urls.profile);
    let reads_id_token = provider.profile_authentication == ProfileAuthentication::HeaderOrIdToken
        && profile_url.is_empty()
        && well_known.is_empty();
    let own_path = profile_url.split(['?', '#']).next().unwrap_or_default();
    let further = manner.further.iter().find(|(known, _)| own_path.ends_with(known));
    let at = |path: &str| format!("{}{path}", running.base_url());
    ProviderEndpoints {
        authorization: found.authorization,
        token: found.token,
        profile: found
            .profile
            .filter(|_| !reads_id_token)
            .map(|usual| further.map_or(usual, |(path, _)| at(path))),
        groups: manner.further.iter().map(|(path, _)| *path).find(|path| path.ends_with("/memberOf")).map(at),
        discovery: found.discovery.filter(|_| !well_known.is_empty()),
        jwks: found.jwks.filter(|_| has_keys),
    }
}
