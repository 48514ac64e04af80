//! A rehearsal: a whole test login against the built-in simulator, through the loopback callback.

mod provider;

use std::sync::Arc;
use std::time::Duration;

use desk_login::{Event, Outcome, Phone, Setup, Step, StepName, Surroundings, Transcript, callback};
use desk_messages::{id, text};
use desk_model::{Draft, DraftId, Secret, catalogue, lint};
use desk_simulator::provider::{Manner, Person};
use desk_simulator::{Application, Fault, Profile, Simulator, SimulatorSecret};
use serde::{Deserialize, Serialize};
use specta::Type;
use tokio_util::sync::CancellationToken;

use crate::desk::Desk;
use crate::explain::ExplanationView;
use crate::operation::OperationEvent;
use crate::pictures;
use crate::preview::{host_of, known_kind};
use crate::problem::Problem;
use crate::test_login::{TestRouteView, refuse_oauth_1, routes};
use crate::test_runs::TestRunPlace;

/// How to rehearse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct RehearsalOptions {
    /// Who logs in: one of [`RehearsalChoices::profiles`].
    pub profile: String,
    /// What goes wrong: one of [`RehearsalChoices::faults`]; `None`: nothing.
    pub fault: Option<String>,
    /// Who holds the phone. Only WeChat asks for one; at every other provider this is who logs in on its page.
    pub phone: PhoneMode,
}

/// Who holds the simulated phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum PhoneMode {
    /// It scans and confirms by itself; elsewhere the profile logs in by itself.
    Automatic,
    /// A person scans and confirms; elsewhere a person logs in with a browser of their own, at the address that
    /// [`OperationEvent::Page`] tells.
    Person,
}

/// What a rehearsal offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RehearsalChoices {
    /// The people who may log in; the first is the usual one.
    pub profiles: Vec<String>,
    /// What may go wrong.
    pub faults: Vec<String>,
    /// The ways in which a test login can come back, the simulator's first.
    pub routes: Vec<TestRouteView>,
}

/// The result of a rehearsal. No value in it is secret.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct Rehearsal {
    /// How it ended.
    pub outcome: Outcome,
    /// What authentik would recognise the user by.
    pub identifier: Option<String>,
    /// The user that authentik would store.
    #[specta(type = Option<specta_typescript::Unknown>)]
    pub properties: Option<serde_json::Value>,
    /// The nickname as it was meant, if authentik would garble it.
    pub repaired_name: Option<String>,
    /// What happened, in order.
    pub steps: Vec<Step>,
    /// What went wrong, if something did.
    pub problem: Option<LoginProblemView>,
    /// What the QR code said: the simulator's confirm URL.
    pub confirm_url: Option<String>,
}

/// What went wrong in a test login.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LoginProblemView {
    /// The code: `40029`, `redirect-uri`.
    pub code: String,
    /// The step that failed.
    pub step: StepName,
    /// What authentik shows to its user, in authentik's own English. Empty if the user never gets back to authentik.
    pub authentik_message: String,
    /// What it was in particular, without secrets.
    pub detail: Option<String>,
    /// Which messages explain it.
    pub explanation: Option<ExplanationView>,
}

impl RehearsalChoices {
    /// Returns everything that a rehearsal of WeChat offers, but the routes of a real one.
    pub fn wechat() -> RehearsalChoices {
        RehearsalChoices {
            profiles: Profile::ALL.iter().map(|profile| profile.id().to_owned()).collect(),
            faults: Fault::ALL.iter().map(|fault| fault.id().to_owned()).collect(),
            routes: Vec::new(),
        }
    }
}

impl Desk {
    /// Returns what a rehearsal of a source of this type offers: nothing if it cannot be rehearsed.
    pub fn rehearsal_choices(&self, source_type: &str) -> RehearsalChoices {
        let mut choices = match Manner::parse(source_type) {
            Some(manner) => provider::choices(manner),
            None if source_type == WECHAT => RehearsalChoices::wechat(),
            None => RehearsalChoices { profiles: Vec::new(), faults: Vec::new(), routes: Vec::new() },
        };
        if let Some(provider) = catalogue::find(source_type).and_then(|kind| kind.provider) {
            choices.routes = routes(provider, self.host.has_login_windows());
        }
        choices
    }

    /// Returns the draft that a demonstration uses. It is stored nowhere.
    pub fn demo_draft(&self) -> Result<Draft, Problem> {
        let mut draft = self.new_draft("wechat", "WeChat", "wechat")?;
        draft.set("consumer_key", DEMO_APPID)?;
        draft.set("authentik_host", "auth.example.com")?;
        draft.set("callback_domain", "auth.example.com")?;
        Ok(draft)
    }

    /// Starts a rehearsal of a stored draft. Returns the operation's id.
    pub fn start_rehearsal(
        self: &Arc<Desk>,
        draft: &DraftId,
        options: RehearsalOptions,
    ) -> Result<String, Problem> {
        let draft = self.with_store(|store| store.get(draft))?.draft;
        Stage::of(&draft, &options)?;
        let operation_id = DraftId::from_random(self.random()).0;
        let operation = self.operations.start(operation_id.clone());
        let desk = Arc::clone(self);
        tokio::spawn(async move {
            let teller = Arc::clone(&operation);
            let result = desk
                .rehearse(&draft, &options, move |event| teller.tell(event), operation.cancel.clone())
                .await;
            let rehearsal = result.unwrap_or_else(|problem| Rehearsal::that_never_began(&problem));
            if desk.keep_test_run(&draft.id, TestRunPlace::Simulator, &rehearsal).is_err() {
                operation.tell(OperationEvent::Warning { code: "run-not-kept".to_owned() });
            }
            operation.tell(OperationEvent::Finished { rehearsal });
        });
        Ok(operation_id)
    }

    /// Rehearses a login with a draft and returns when it is over. `tell` hears each step as it happens.
    pub async fn rehearse(
        &self,
        draft: &Draft,
        options: &RehearsalOptions,
        tell: impl Fn(OperationEvent) + Send + Sync,
        cancel: CancellationToken,
    ) -> Result<Rehearsal, Problem> {
        let stage = Stage::of(draft, options)?;
        let (host, _) = host_of(draft, None)?;
        let callback_url = host.callback_url(&draft.slug);
        let random = self.random_source();
        let listener = callback::Listener::bind(&random, self.callback_pages())
            .await
            .map_err(|error| Problem::new("simulator-io").detailed(error.to_string()).retryable())?;
        let deliver_to = listener.base_url();
        let confirm_url = std::sync::Mutex::new(None);
        let events = |event| {
            let event = operation_event(event);
            if let OperationEvent::Qr { confirm_url: url, .. } = &event {
                *crate::desk::lock(&confirm_url) = Some(url.clone());
            }
            tell(event);
        };
        let (clock_host, elapsed_host) = (Arc::clone(&self.host), Arc::clone(&self.host));
        let clock: desk_login::Clock = Arc::new(move || clock_host.now());
        let elapsed: desk_network::Elapsed = Arc::new(move || elapsed_host.elapsed());
        let surroundings = Surroundings {
            listener,
            random: Arc::clone(&random),
            elapsed,
            clock: Arc::clone(&clock),
            events,
            cancel,
        };
        let transcript = match stage {
            Stage::Provider { provider, manner, person, fault } => {
                let (setup, simulator) = self
                    .simulated_provider(draft, provider, manner, person, fault, callback_url, deliver_to)
                    .await?;
                let person = (options.phone == PhoneMode::Automatic).then_some(person.id());
                let transcript = desk_login::rehearse_provider(setup, person, surroundings).await;
                simulator.stop().await;
                transcript
            }
            Stage::Wechat { profile, fault } => {
                let (secret, application) = self.application(draft, host.domain());
                let mut simulated = desk_simulator::Options::new(application, clock, random);
                simulated.profile = profile;
                simulated.fault = fault;
                simulated.deliver_to = Some(deliver_to);
                simulated.slow = SLOW;
                let simulator = Simulator::start(simulated).await?;
                let endpoints = desk_login::Endpoints::at(&simulator.base_url());
                let mut setup = Setup::new(draft, &secret, callback_url, endpoints);
                if fault == Some(Fault::Slow) {
                    setup.timeout = IMPATIENCE;
                }
                let phone = match options.phone {
                    PhoneMode::Automatic => Phone::Automatic,
                    PhoneMode::Person => Phone::Person,
                };
                let transcript = desk_login::rehearse(setup, phone, surroundings).await;
                simulator.stop().await;
                transcript
            }
        };
        let confirm_url = crate::desk::lock(&confirm_url).take();
        Ok(Rehearsal::of(transcript, confirm_url))
    }

    /// Returns the pages that a browser shows when it is back.
    pub(crate) fn callback_pages(&self) -> callback::Pages {
        let locale = self.locale();
        let page =
            |title, body| callback::page(locale.tag(), &text(locale, title, &[]), &text(locale, body, &[]));
        callback::Pages {
            accepted: page(id::CALLBACK_PAGE_TITLE, id::CALLBACK_PAGE_TEXT),
            refused: page(id::CALLBACK_PAGE_REFUSED_TITLE, id::CALLBACK_PAGE_REFUSED_TEXT),
        }
    }

    /// Returns the application that the simulator knows, and the secret that authentik would send.
    ///
    /// WeChat would know a well-formed AppID and its secret. A malformed one it cannot know, so the simulator knows
    /// another and refuses it, exactly as WeChat will.
    fn application(&self, draft: &Draft, host: &str) -> (Secret, Application) {
        let appid = draft.text("consumer_key").trim();
        let known_appid = if lint::is_appid(appid) { appid } else { DEMO_APPID_OF_OTHERS };
        let stand_in = || Secret::new(hex(&self.random::<16>()));
        let sent = self.secrets_of(&draft.id).get("consumer_secret").cloned().unwrap_or_else(stand_in);
        // EXPOSE: the simulator in this process has to know the same secret; a malformed one it cannot know.
        let text = sent.expose().trim();
        let known = if lint::is_appsecret(text) { text.to_owned() } else { hex(&self.random::<16>()) };
        let registered = draft.deployment.callback_domain.as_str();
        let domain = if registered.is_empty() { host } else { registered };
        let application =
            Application::new(known_appid, SimulatorSecret::new(known), draft.name.trim(), domain);
        (sent, application)
    }

    pub(crate) fn random_source(&self) -> desk_login::Random {
        let host = Arc::clone(&self.host);
        Arc::new(move |buffer: &mut [u8]| host.fill_random(buffer))
    }
}

/// With the fault `slow` the simulator answers after this time, and nobody waits that long: authentik's 30 seconds
/// are shortened to [`IMPATIENCE`], so that a person sees the end of them without sitting through them.
const SLOW: Duration = Duration::from_secs(3);
const IMPATIENCE: Duration = Duration::from_secs(2);
/// The one type that the table of manners does not have.
pub(crate) const WECHAT: &str = "wechat";
const DEMO_APPID: &str = "wx0000000000000001";
const DEMO_APPID_OF_OTHERS: &str = "wx00000000000000ff";

/// What is rehearsed.
enum Stage {
    Wechat {
        profile: Profile,
        fault: Option<Fault>,
    },
    Provider {
        provider: &'static catalogue::Provider,
        manner: &'static Manner,
        person: Person,
        fault: Option<desk_simulator::provider::Fault>,
    },
}

impl Stage {
    /// Checks whether a draft can be rehearsed, and with these options.
    fn of(draft: &Draft, options: &RehearsalOptions) -> Result<Stage, Problem> {
        let kind = known_kind(draft)?;
        refuse_oauth_1(draft)?;
        let no_profile = |known: Vec<String>| {
            Problem::about("profile-unknown", &options.profile).with("choices", known.join(", "))
        };
        let no_fault = |fault: &str, known: Vec<String>| {
            Problem::about("fault-unknown", fault).with("choices", known.join(", "))
        };
        let fault = options.fault.as_deref();
        match (kind.provider, Manner::parse(kind.id)) {
            (Some(provider), Some(manner)) => {
                let known = || provider::choices(manner);
                let parse = |fault: &str| {
                    desk_simulator::provider::Fault::parse(fault)
                        .filter(|parsed| parsed.suits(manner))
                        .ok_or_else(|| no_fault(fault, known().faults))
                };
                Ok(Stage::Provider {
                    provider,
                    manner,
                    person: Person::parse(&options.profile).ok_or_else(|| no_profile(known().profiles))?,
                    fault: fault.map(parse).transpose()?,
                })
            }
            (Some(_), None) if kind.id == WECHAT => {
                let known = RehearsalChoices::wechat;
                let parse = |fault: &str| Fault::parse(fault).ok_or_else(|| no_fault(fault, known().faults));
                Ok(Stage::Wechat {
                    profile: Profile::parse(&options.profile).ok_or_else(|| no_profile(known().profiles))?,
                    fault: fault.map(parse).transpose()?,
                })
            }
            _ => Err(Problem::about("rehearsal-nothing", &kind.name)),
        }
    }
}

pub(crate) fn operation_event(event: Event) -> OperationEvent {
    match event {
        Event::Step { step } => OperationEvent::Step { step },
        Event::Qr { confirm_url } => OperationEvent::Qr { svg: pictures::qr(&confirm_url), confirm_url },
        Event::Page { authorize_url, callback_url } => OperationEvent::Page { authorize_url, callback_url },
        Event::Waiting { waiting_for } => OperationEvent::Waiting { waiting_for },
        Event::Warning { code } => OperationEvent::Warning { code },
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Rehearsal {
    pub(crate) fn of(transcript: Transcript, confirm_url: Option<String>) -> Rehearsal {
        let Transcript { outcome, identifier, properties, repaired_name, steps, problem } = transcript;
        let problem = problem.map(|problem| LoginProblemView {
            explanation: crate::explain::find(&problem.code),
            code: problem.code,
            step: problem.step,
            authentik_message: problem.authentik_message,
            detail: problem.detail,
        });
        Rehearsal { outcome, identifier, properties, repaired_name, steps, problem, confirm_url }
    }

    pub(crate) fn that_never_began(problem: &Problem) -> Rehearsal {
        Rehearsal {
            outcome: Outcome::Failed,
            identifier: None,
            properties: None,
            repaired_name: None,
            steps: Vec::new(),
            problem: Some(LoginProblemView {
                code: problem.code.clone(),
                step: StepName::Authorize,
                authentik_message: String::new(),
                detail: problem.detail.clone(),
                explanation: crate::explain::find(&problem.code),
            }),
            confirm_url: None,
        }
    }

    /// Returns the QR code of the rehearsal as SVG, if it came to one.
    pub fn qr_svg(&self) -> Option<String> {
        self.confirm_url.as_deref().map(pictures::qr)
    }

    /// Returns how long all steps took together.
    pub fn duration(&self) -> Duration {
        self.steps.iter().map(|step| Duration::from_millis(u64::from(step.ms))).sum()
    }
}
