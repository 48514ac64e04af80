//! Plays a login against a simulator of its own.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use desk_login::callback::{Listener, Pages, page};
use desk_login::{Endpoints, Event, Phone, Random, Setup, Surroundings, Transcript, rehearse};
use desk_model::{Draft, DraftId, Secret};
use desk_network::Elapsed;
use desk_simulator::{Application, ApplicationKind, Fault, Options, Profile, Simulator, SimulatorSecret};
use serde_json::Value;
use tokio_util::sync::CancellationToken;

pub const APPID: &str = "wx0000000000000001";
/// The present of every test, in milliseconds since the epoch.
pub const NOW: i64 = 1_752_000_000_000;
pub const SECRET: &str = "0123456789abcdef0123456789abcdef";
pub const CALLBACK: &str = "https://auth.example.com/source/oauth/callback/wechat/";

pub fn random(seed: u64) -> Random {
    let state = AtomicU64::new(seed);
    Arc::new(move |buffer: &mut [u8]| {
        for byte in buffer {
            let next = state.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            *byte = (next ^ (next >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9).to_be_bytes()[1];
        }
    })
}

/// A clock that moves on by a millisecond each time it is read.
pub fn elapsed() -> Elapsed {
    let reads = AtomicU64::new(0);
    Arc::new(move || Duration::from_millis(reads.fetch_add(1, Ordering::Relaxed)))
}

pub fn draft() -> Draft {
    let mut draft = Draft::new(DraftId("1".to_owned()), "wechat", "WeChat", "wechat").unwrap();
    draft.set("consumer_key", APPID).unwrap();
    draft
}

pub struct Played {
    pub transcript: Transcript,
    pub events: Vec<Event>,
}

impl Played {
    pub fn problem(&self) -> &str {
        self.transcript.problem.as_ref().map_or("none", |problem| &problem.code)
    }

    pub fn notes(&self) -> Vec<&str> {
        let notes = self.transcript.steps.iter().flat_map(|step| &step.notes);
        notes.map(|note| note.code.as_str()).collect()
    }

    pub fn property(&self, name: &str) -> &Value {
        &self.transcript.properties.as_ref().unwrap()[name]
    }
}

/// The surroundings of every test, with somebody who hears of the login and may cancel it.
pub fn heard<E>(listener: Listener, random: Random, cancel: CancellationToken, events: E) -> Surroundings<E> {
    Surroundings { listener, random, elapsed: elapsed(), clock: Arc::new(|| NOW), events, cancel }
}

/// Surroundings in which nobody listens and nobody cancels.
pub fn quiet(listener: Listener) -> Surroundings<fn(Event)> {
    heard(listener, random(3), CancellationToken::new(), |_| {})
}

/// Where a login is being played.
pub struct Here {
    pub callback_base: String,
    pub cancel: CancellationToken,
}

/// What differs between two logins.
pub struct Play {
    pub draft: Draft,
    pub secret: &'static str,
    pub phone: Phone,
    pub profile: Profile,
    pub fault: Option<Fault>,
    pub kind: ApplicationKind,
    pub callback_domain: &'static str,
    pub deliver: bool,
    pub deny_redirect: bool,
}

impl Default for Play {
    fn default() -> Play {
        Play {
            draft: draft(),
            secret: SECRET,
            phone: Phone::Automatic,
            profile: Profile::default(),
            fault: None,
            kind: ApplicationKind::Website,
            callback_domain: "auth.example.com",
            deliver: true,
            deny_redirect: false,
        }
    }
}

impl Play {
    /// Plays the login; `act` is told of every event and may meddle.
    pub async fn run(self, act: impl Fn(&Event, &Here) + Send + Sync) -> Played {
        let pages =
            Pages { accepted: page("en", "Back", "Close it."), refused: page("en", "No code", "Close it.") };
        let listener = Listener::bind(&random(1), pages).await.unwrap();
        let callback_base = listener.base_url();
        let mut application =
            Application::new(APPID, SimulatorSecret::new(SECRET), "Example", self.callback_domain);
        application.kind = self.kind;
        let mut options = Options::new(application, Arc::new(|| NOW), random(2));
        options.profile = self.profile;
        options.fault = self.fault;
        options.hold = Duration::ZERO;
        options.slow = Duration::from_secs(3600);
        options.deny_redirect = self.deny_redirect;
        options.deliver_to = self.deliver.then(|| callback_base.clone());
        let simulator = Simulator::start(options).await.unwrap();
        let base = simulator.base_url();
        let secret = Secret::new(self.secret.to_owned());
        let mut setup = Setup::new(&self.draft, &secret, CALLBACK.to_owned(), Endpoints::at(&base));
        if self.fault == Some(Fault::Slow) {
            // No patience at all, so that the test need not wait for the end of it.
            setup.timeout = Duration::ZERO;
        }
        let (events, cancel) = (Mutex::new(Vec::new()), CancellationToken::new());
        let here = Here { callback_base, cancel: cancel.clone() };
        let surroundings = heard(listener, random(3), cancel, |event| {
            act(&event, &here);
            events.lock().unwrap().push(event);
        });
        let transcript = rehearse(setup, self.phone, surroundings).await;
        simulator.stop().await;
        Played { transcript, events: events.into_inner().unwrap() }
    }

    pub async fn quietly(self) -> Played {
        self.run(|_, _| {}).await
    }
}
