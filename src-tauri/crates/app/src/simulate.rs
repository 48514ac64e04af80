//! A simulator that runs until it is stopped, for other clients to try themselves against.

use std::net::SocketAddr;
use std::sync::Arc;

use desk_simulator::provider::{Client, Endpoints, Manner, Person, Provider, ProviderError, apple_key};
use desk_simulator::{Application, Fault, Profile, Simulator, SimulatorError, SimulatorSecret, provider};

use crate::desk::Desk;
use crate::problem::Problem;

/// The name on the command line of a generic provider of OpenID Connect, and authentik's.
const OIDC: (&str, &str) = ("oidc", "openidconnect");
/// The one provider that is not in the table of manners.
const WECHAT: &str = "wechat";

/// How to simulate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimulateOptions {
    /// The address to listen on; it must be a loopback address. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// Whom to stand in for: one of [`simulated_providers`].
    pub provider: String,
    /// Who logs in. `None`: the usual person.
    pub profile: Option<String>,
    /// What goes wrong.
    pub fault: Option<String>,
    /// 授权回调域 of the simulated application; for other providers than WeChat the host of the redirect URI, where no
    /// other is given.
    pub callback_domain: String,
    /// The redirect URIs that are registered. None: the callback URL that authentik has on the domain.
    pub redirect_uris: Vec<String>,
}

/// A running simulator.
pub struct Simulation {
    running: Running,
    /// The AppID or client id that it knows, as authentik's consumer key has it.
    pub appid: String,
    /// The secret that it knows. It was made for this run and opens nothing but this simulator.
    pub secret: String,
    /// 授权回调域 of the application.
    pub callback_domain: String,
    /// What else there is to know of another provider than WeChat.
    pub provider: Option<SimulatedProvider>,
}

/// A running provider of OAuth or OpenID Connect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimulatedProvider {
    /// authentik's `provider_type`.
    pub provider_type: &'static str,
    /// The `client_id` that requests carry. With Apple it is a part of the consumer key.
    pub client_id: String,
    /// Where it answers.
    pub endpoints: Endpoints,
    /// The redirect URIs that are registered; a request has to carry one of them, character by character.
    pub redirect_uris: Vec<String>,
}

enum Running {
    Wechat(Simulator),
    Provider(Provider),
}

/// Returns whom `simulate` can stand in for, the usual one first.
pub fn simulated_providers() -> Vec<&'static str> {
    [WECHAT, OIDC.0].into_iter().chain(Manner::all().iter().map(|manner| manner.id)).collect()
}

/// Returns who can log in at another provider than WeChat.
pub fn simulated_people() -> Vec<&'static str> {
    Person::ALL.iter().map(|person| person.id()).collect()
}

/// Returns what can go wrong at other providers than WeChat, a line for each step of a login. A provider has those of the
/// steps that it has.
pub fn simulated_faults() -> Vec<String> {
    let mut lines: Vec<(String, Vec<String>)> = Vec::new();
    for id in provider::Fault::all().into_iter().map(provider::Fault::id) {
        let step = id.split('-').next().unwrap_or_default().to_owned();
        match lines.iter_mut().find(|(known, _)| *known == step) {
            Some((_, ids)) => ids.push(id),
            None => lines.push((step, vec![id])),
        }
    }
    lines.into_iter().map(|(_, ids)| ids.join(", ")).collect()
}

impl Desk {
    /// Starts a simulator.
    pub async fn simulate(&self, options: SimulateOptions) -> Result<Simulation, Problem> {
        let wanted = options.provider.as_str();
        let id = if wanted == OIDC.0 { OIDC.1 } else { wanted };
        match Manner::parse(id) {
            Some(manner) => self.simulate_provider(manner, options).await,
            None if wanted == WECHAT => self.simulate_wechat(options).await,
            None => {
                Err(Problem::about("provider-unknown", wanted)
                    .with("choices", simulated_providers().join(", ")))
            }
        }
    }

    async fn simulate_wechat(&self, options: SimulateOptions) -> Result<Simulation, Problem> {
        let choices = crate::rehearsal::RehearsalChoices::wechat();
        if let Some(redirect_uri) = options.redirect_uris.first() {
            return Err(Problem::about("simulator-no-redirect-uri", redirect_uri));
        }
        let profile = match &options.profile {
            None => Profile::default(),
            Some(id) => Profile::parse(id)
                .ok_or_else(|| unknown("profile-unknown", id, choices.profiles.join(", ")))?,
        };
        let fault = match &options.fault {
            None => None,
            Some(id) => Some(
                Fault::parse(id).ok_or_else(|| unknown("fault-unknown", id, choices.faults.join(", ")))?,
            ),
        };
        let appid = "wx0000000000000001".to_owned();
        let secret = self.simulated_secret();
        let application =
            Application::new(&appid, SimulatorSecret::new(&secret), "Source Desk", &options.callback_domain);
        let host = Arc::clone(&self.host);
        let mut simulated =
            desk_simulator::Options::new(application, Arc::new(move || host.now()), self.random_source());
        simulated.listen = options.listen;
        simulated.profile = profile;
        simulated.fault = fault;
        let running = Running::Wechat(Simulator::start(simulated).await?);
        Ok(Simulation { running, appid, secret, callback_domain: options.callback_domain, provider: None })
    }

    async fn simulate_provider(
        &self,
        manner: &'static Manner,
        options: SimulateOptions,
    ) -> Result<Simulation, Problem> {
        let person = match &options.profile {
            None => Person::default(),
            Some(id) => Person::parse(id)
                .ok_or_else(|| unknown("profile-unknown", id, simulated_people().join(", ")))?,
        };
        let fault = match &options.fault {
            None => None,
            Some(id) => {
                let fault = provider::Fault::parse(id).filter(|fault| fault.suits(manner));
                Some(fault.ok_or_else(|| {
                    let known: Vec<String> =
                        provider::Fault::all_for(manner).into_iter().map(provider::Fault::id).collect();
                    unknown("fault-unknown", id, known.join(", "))
                })?)
            }
        };
        let redirect_uris = if options.redirect_uris.is_empty() {
            vec![format!("https://{}/source/oauth/callback/{}/", options.callback_domain, manner.id)]
        } else {
            options.redirect_uris
        };
        if let Some(wrong) = redirect_uris.iter().find(|uri| !is_redirect_uri(uri)) {
            return Err(Problem::about("simulator-redirect-uri", wrong));
        }
        let is_apple = manner.id == "apple";
        let appid = if is_apple { "com.example.login;TEAM000001;KEY0000001" } else { "source-desk" };
        let random = self.random_source();
        let secret = if is_apple {
            let key = apple_key(&random).map_err(|_| Problem::new("internal").detailed("apple_key"))?;
            // EXPOSE: the key is handed to whoever tries a client, as Apple's console does; it opens this simulator only.
            key.expose().to_owned()
        } else {
            self.simulated_secret()
        };
        let client = Client {
            client_id: appid.to_owned(),
            secret: Some(SimulatorSecret::new(&secret)),
            name: "Source Desk".to_owned(),
            redirect_uris: redirect_uris.clone(),
        };
        let host = Arc::clone(&self.host);
        let mut simulated = provider::Options::new(manner, client, Arc::new(move || host.now()), random);
        simulated.listen = options.listen;
        simulated.person = person;
        simulated.fault = fault;
        let running = Provider::start(simulated).await?;
        let provider = SimulatedProvider {
            provider_type: manner.id,
            client_id: appid.split(';').next().unwrap_or(appid).to_owned(),
            endpoints: running.endpoints(),
            redirect_uris,
        };
        Ok(Simulation {
            running: Running::Provider(running),
            appid: appid.to_owned(),
            secret,
            callback_domain: options.callback_domain,
            provider: Some(provider),
        })
    }

    /// 32 hexadecimal digits, as an AppSecret has them.
    fn simulated_secret(&self) -> String {
        self.random::<16>().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Simulation {
    /// Returns the base URL: `http://127.0.0.1:PORT`.
    pub fn base_url(&self) -> String {
        match &self.running {
            Running::Wechat(simulator) => simulator.base_url(),
            Running::Provider(provider) => provider.base_url(),
        }
    }

    /// Stops listening.
    pub async fn stop(self) {
        match self.running {
            Running::Wechat(simulator) => simulator.stop().await,
            Running::Provider(provider) => provider.stop().await,
        }
    }
}

fn unknown(code: &'static str, id: &str, choices: String) -> Problem {
    Problem::about(code, id).with("choices", choices)
}

/// Whether a console would take this: an absolute URI without a fragment (RFC 6749, section 3.1.2).
fn is_redirect_uri(uri: &str) -> bool {
    let scheme = uri.split_once("://").map_or("", |(scheme, _)| scheme);
    let plain = !uri.contains(|c: char| c == '#' || c.is_whitespace() || c.is_control());
    plain
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

impl From<ProviderError> for Problem {
    fn from(error: ProviderError) -> Problem {
        match error {
            ProviderError::Listen(error) => error.into(),
            ProviderError::Keys => Problem::new("internal").detailed("keys"),
            ProviderError::AppleKey => Problem::new("internal").detailed("apple_key"),
        }
    }
}

impl From<SimulatorError> for Problem {
    fn from(error: SimulatorError) -> Problem {
        match error {
            SimulatorError::NotLoopback { listen } => {
                Problem::about("simulator-not-loopback", listen.to_string())
            }
            SimulatorError::DeliverTo => Problem::new("internal").detailed("deliver_to"),
            SimulatorError::Listen { listen, source } if source.kind() == std::io::ErrorKind::AddrInUse => {
                Problem::about("simulator-port-taken", listen.to_string()).retryable()
            }
            SimulatorError::Listen { listen, source } => {
                Problem::about("simulator-io", listen.to_string()).detailed(source.to_string()).retryable()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_of_authentik_with_oauth_can_be_stood_in_for() {
        let providers = simulated_providers();
        assert_eq!(providers[..2], ["wechat", "oidc"]);
        assert_eq!(providers.len(), 18);
    }

    #[test]
    fn a_redirect_uri_is_absolute_and_has_no_fragment() {
        for uri in ["https://auth.example.com/cb/", "http://127.0.0.1:8080/cb", "com.example.app://cb"] {
            assert!(is_redirect_uri(uri), "{uri}");
        }
        for uri in ["", "auth.example.com", "/cb", "https://a/#b", "https://a/ b", "://a", "1a://b"] {
            assert!(!is_redirect_uri(uri), "{uri}");
        }
    }
}
