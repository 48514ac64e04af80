//! Plays a login against a simulated provider of any type but WeChat.

use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use desk_login::callback::{Listener, Pages, page};
use desk_login::{
    Event, Note, Outcome, ProviderEndpoints, ProviderSetup, Step, StepName, Transcript, rehearse_provider,
};
use desk_model::{Draft, DraftId, Secret};
use desk_simulator::SimulatorSecret;
use desk_simulator::provider::{
    Algorithm, Breakage, Client, Fault, Keys, Manner, Options, Person, Provider, apple_key,
};
use tokio_util::sync::CancellationToken;

use crate::support::{NOW, heard, random};

pub const SECRET: &str = "c0ffee00c0ffee00c0ffee00c0ffee00";
const APPLE_KEY: &str = "com.example.login;TEAM000001;KEY0000001";

/// Keys take long to make, so all tests share them.
pub fn keys() -> Arc<Keys> {
    static KEYS: OnceLock<Arc<Keys>> = OnceLock::new();
    Arc::clone(KEYS.get_or_init(|| Arc::new(Keys::generate(&random(7)).unwrap())))
}

/// The text of a `.p8` file.
pub fn apple_p8() -> String {
    static KEY: OnceLock<String> = OnceLock::new();
    KEY.get_or_init(|| apple_key(&random(8)).unwrap().expose().to_owned()).clone() // EXPOSE: a test's own value.
}

/// What differs between two logins.
pub struct Play {
    pub draft: Draft,
    pub secret: String,
    /// What the provider knows, where it is not what is sent.
    pub known_secret: Option<String>,
    pub person: Person,
    /// Whether somebody logs in with a browser of their own.
    pub by_hand: bool,
    pub fault: Option<Fault>,
    pub algorithm: Algorithm,
    /// Whether there is a profile URL; without one the ID token is read.
    pub has_profile: bool,
    /// Whether the keys are read.
    pub has_keys: bool,
    /// Everything that is drawn by lot is drawn from here. Not 0: the provider makes keys of its own.
    pub seed: u64,
}

impl Play {
    pub fn of(provider_type: &str) -> Play {
        let mut draft = Draft::new(DraftId("1".to_owned()), provider_type, "Example", provider_type).unwrap();
        let is_apple = provider_type == "apple";
        draft.set("consumer_key", if is_apple { APPLE_KEY } else { "client-1" }).unwrap();
        Play {
            draft,
            secret: if is_apple { apple_p8() } else { SECRET.to_owned() },
            known_secret: None,
            person: Person::Alice,
            by_hand: false,
            fault: None,
            algorithm: Algorithm::default(),
            has_profile: true,
            has_keys: true,
            seed: 0,
        }
    }

    pub fn with(mut self, field: &str, value: &str) -> Play {
        self.draft.set(field, value).unwrap();
        self
    }

    pub fn fault(provider_type: &str, fault: &str) -> Play {
        let fault = Fault::parse(fault).unwrap();
        Play { fault: Some(fault), ..Play::of(provider_type) }
    }

    /// Plays the login; `act` is told of every event and may cancel.
    pub async fn run(self, act: impl Fn(&Event, &CancellationToken) + Send + Sync) -> Played {
        let manner = Manner::parse(&self.draft.source_type).unwrap();
        let provider = self.draft.kind().unwrap().provider.unwrap();
        let pages =
            Pages { accepted: page("en", "Back", "Close it."), refused: page("en", "No code", "Close it.") };
        let listener = Listener::bind(&random(1 + self.seed), pages).await.unwrap();
        let callback_url = format!("https://auth.example.com/source/oauth/callback/{}/", self.draft.slug);
        let client = Client {
            client_id: self.draft.text("consumer_key").to_owned(),
            secret: Some(SimulatorSecret::new(self.known_secret.unwrap_or_else(|| self.secret.clone()))),
            name: "Example".to_owned(),
            redirect_uris: vec![callback_url.clone()],
        };
        let mut options = Options::new(manner, client, Arc::new(|| NOW), random(2 + self.seed));
        options.person = self.person;
        options.fault = self.fault;
        options.keys = manner.jwks_path().filter(|_| self.seed == 0).map(|_| keys());
        options.algorithm = self.algorithm;
        options.slow = Duration::from_secs(3600);
        options.deliver_to = Some(listener.base_url());
        let running = Provider::start(options).await.unwrap();
        let found = running.endpoints();
        let further = manner.further.iter().map(|(path, _)| *path);
        let own_path = self.draft.text("profile_url").to_owned();
        let at = |path: &str| format!("{}{path}", running.base_url());
        let own = further.clone().find(|path| own_path.ends_with(path)).map(at);
        let endpoints = ProviderEndpoints {
            authorization: found.authorization,
            token: found.token,
            profile: own.or(found.profile).filter(|_| self.has_profile),
            groups: further.clone().find(|path| path.ends_with("/memberOf")).map(at),
            discovery: found.discovery.filter(|_| self.has_keys),
            jwks: found.jwks.filter(|_| self.has_keys),
        };
        let secret = Secret::new(self.secret);
        let mut setup = ProviderSetup::new(provider, &self.draft, &secret, callback_url, endpoints);
        if matches!(self.fault, Some(Fault::Broken(_, Breakage::Slow))) {
            // Little patience, so that the test need not wait for the end of it.
            setup.timeout = Duration::from_millis(200);
        }
        let (events, cancel) = (Mutex::new(Vec::new()), CancellationToken::new());
        let token = cancel.clone();
        let surroundings = heard(listener, random(3 + self.seed), cancel, |event| {
            act(&event, &token);
            events.lock().unwrap().push(event);
        });
        let transcript =
            rehearse_provider(setup, (!self.by_hand).then_some(self.person.id()), surroundings).await;
        running.stop().await;
        Played { transcript, events: events.into_inner().unwrap() }
    }

    pub async fn quietly(self) -> Played {
        self.run(|_, _| {}).await
    }
}

pub struct Played {
    pub transcript: Transcript,
    pub events: Vec<Event>,
}

impl Played {
    /// The step, the code and authentik's message of what went wrong.
    pub fn problem(&self) -> Option<(StepName, &str, &str)> {
        let problem = self.transcript.problem.as_ref()?;
        Some((problem.step, &problem.code, &problem.authentik_message))
    }

    pub fn step(&self, name: StepName) -> Option<&Step> {
        self.transcript.steps.iter().find(|step| step.name == name)
    }

    pub fn names(&self) -> Vec<StepName> {
        self.transcript.steps.iter().map(|step| step.name).collect()
    }

    pub fn notes(&self) -> Vec<&Note> {
        self.transcript.steps.iter().flat_map(|step| &step.notes).collect()
    }

    pub fn note(&self, code: &str) -> Option<&Note> {
        self.notes().into_iter().find(|note| note.code == code)
    }

    pub fn went_well(&self) -> bool {
        self.transcript.outcome == Outcome::Ok
    }

    /// Everything that anybody is told, as one text.
    pub fn told(&self) -> String {
        format!(
            "{}{}",
            serde_json::to_string(&self.transcript).unwrap(),
            serde_json::to_string(&self.events).unwrap()
        )
    }
}
