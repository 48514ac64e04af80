//! A whole test login from the button to the stored user.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use desk_model::Secret;
use tokio_util::sync::CancellationToken;

use desk_network::Elapsed;

use crate::authentik::{self, StoredUser};
use crate::browser;
use crate::callback::{self, Callback, CallbackError, Listener, Refusal, Refused};
use crate::http::Client;
use crate::oauth::{self, ProviderSetup};
use crate::problem::{LoginProblem, Stop};
use crate::recorder::Recorder;
use crate::setup::Setup;
use crate::transcript::{Event, Outcome, StepName, StepState, Transcript};

/// Fills a buffer with random bytes.
pub type Random = Arc<dyn Fn(&mut [u8]) + Send + Sync>;
/// Gives the present in milliseconds since the Unix epoch.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// How long a whole test login may take. A real QR code lives about as long.
const DEADLINE: Duration = Duration::from_secs(300);
/// How long the browser's last request may take to be recorded after the listener has its callback.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// Who scans the QR code and confirms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phone {
    /// The test login itself, at once.
    Automatic,
    /// A person, who opens the QR code's address on any device that reaches it.
    Person,
}

/// What every test login needs of its surroundings.
pub struct Surroundings<E> {
    /// Where the browser comes back.
    pub listener: Listener,
    /// The source of states and code verifiers.
    pub random: Random,
    /// The time, for how long each step takes.
    pub elapsed: Elapsed,
    /// The present, for lifetimes of tokens.
    pub clock: Clock,
    /// Hears what happens while it happens, from the login's own task.
    pub events: E,
    /// Ends the login when it is cancelled.
    pub cancel: CancellationToken,
}

/// Plays a whole WeChat login against the simulator at the setup's endpoints and returns what happened.
///
/// The simulator must deliver callbacks to the listener's `base_url()`. Whatever happens ends in a transcript: an error,
/// a refusal on the phone and a cancelled login are outcomes.
pub async fn rehearse(
    setup: Setup,
    phone: Phone,
    surroundings: Surroundings<impl Fn(Event) + Send + Sync>,
) -> Transcript {
    let Surroundings { listener, random, elapsed, clock: _, events, cancel } = surroundings;
    let recorder = Recorder::new(&*elapsed, &events);
    // EXPOSE: the recorder must know the value to mask it wherever it appears.
    recorder.learn(setup.secret.expose());
    play(&recorder, &cancel, DEADLINE, run(&setup, phone, listener, &random, &recorder)).await
}

/// Plays a whole login against a simulated provider of any other type, as [`rehearse`] does for WeChat. `person` is who
/// logs in there: one of the simulator's people; `None`: whoever opens the page that [`Event::Page`] tells.
pub async fn rehearse_provider(
    setup: ProviderSetup,
    person: Option<&str>,
    surroundings: Surroundings<impl Fn(Event) + Send + Sync>,
) -> Transcript {
    let Surroundings { listener, random, elapsed, clock, events, cancel } = surroundings;
    let recorder = Recorder::new(&*elapsed, &events);
    // EXPOSE: the recorder must know the value to mask it wherever it appears.
    recorder.learn(setup.secret.expose());
    let login = oauth::run(&setup, person, listener, &random, &clock, &recorder);
    play(&recorder, &cancel, DEADLINE, login).await
}

/// Lets a login run to its end, its deadline or its cancellation, and makes a transcript of it.
pub(crate) async fn play(
    recorder: &Recorder<'_>,
    cancel: &CancellationToken,
    deadline: Duration,
    login: impl Future<Output = Result<StoredUser, Stop>>,
) -> Transcript {
    let ended = tokio::select! {
        biased;
        () = cancel.cancelled() => None,
        ended = tokio::time::timeout(deadline, login) => {
            Some(ended.unwrap_or_else(|_| Err(Stop::failed(recorder.last(), "timeout"))))
        }
    };
    let (outcome, user, problem) = match ended {
        None => (Outcome::Cancelled, None, None),
        Some(Ok(user)) => (Outcome::Ok, Some(user), None),
        Some(Err(Stop { outcome, problem })) => (outcome, None, Some(problem)),
    };
    recorder.end(StepState::Failed);
    transcript(recorder, outcome, user, problem)
}

fn transcript(
    recorder: &Recorder<'_>,
    outcome: Outcome,
    user: Option<StoredUser>,
    problem: Option<LoginProblem>,
) -> Transcript {
    let (identifier, properties, repaired_name) = match user {
        Some(user) => (
            Some(recorder.masked(&user.identifier)),
            Some(recorder.masked_json(user.properties)),
            user.repaired_name.map(|name| recorder.masked(&name)),
        ),
        None => (None, None, None),
    };
    Transcript {
        outcome,
        identifier,
        properties,
        repaired_name,
        steps: recorder.steps(),
        problem: problem.map(|problem| recorder.problem(problem)),
    }
}

async fn run(
    setup: &Setup,
    phone: Phone,
    listener: Listener,
    random: &Random,
    recorder: &Recorder<'_>,
) -> Result<StoredUser, Stop> {
    if !setup.endpoints.all().into_iter().all(desk_network::is_loopback) {
        return Err(Stop::failed(StepName::Authorize, "not-loopback"));
    }
    let client = Client::new().map_err(|error| error.stop(StepName::Authorize))?;
    let code = come_back(&client, setup, phone, listener, random, recorder).await?;
    // EXPOSE: the recorder must know the value to mask it wherever it appears.
    recorder.learn(code.expose());
    recorder.end(StepState::Ok);
    wechat_from_code(&client, setup, &code, recorder).await
}

/// What authentik's server does with a code of WeChat.
pub(crate) async fn wechat_from_code(
    client: &Client,
    setup: &Setup,
    code: &Secret,
    recorder: &Recorder<'_>,
) -> Result<StoredUser, Stop> {
    recorder.begin(StepName::Token);
    let token = authentik::token(client, setup, code, recorder).await?;
    recorder.end(StepState::Ok);

    recorder.begin(StepName::Userinfo);
    let profile = authentik::userinfo(client, setup, &token, recorder).await?;
    recorder.end(StepState::Ok);

    recorder.begin(StepName::Mapping);
    let user = authentik::stored_user(setup, &profile, recorder)?;
    recorder.end(StepState::Ok);
    Ok(user)
}

/// The browser's whole way, until the listener has the code. The callback step is left running.
async fn come_back(
    client: &Client,
    setup: &Setup,
    phone: Phone,
    listener: Listener,
    random: &Random,
    recorder: &Recorder<'_>,
) -> Result<Secret, Stop> {
    let state = state(random);
    let base = listener.base_url();
    let following = AtomicBool::new(false);
    let way = async {
        let page = browser::authorize(client, setup, &state, recorder).await?;
        browser::confirm(client, &page, phone, recorder).await?;
        recorder.begin(StepName::Callback);
        following.store(true, Ordering::Release);
        browser::follow(client, &page, &base, recorder).await
    };
    let callback =
        meet(listener, &setup.callback_url, &state, callback::Way::Query, way, &following, recorder);
    callback.await?.map_err(|_| browser::without_code())
}

/// Makes a state of 256 random bits.
pub(crate) fn state(random: &Random) -> String {
    let mut bytes = [0; 32];
    random(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Lets the browser go its `way` until the listener has a callback: a code, or what came in its place. `following` tells
/// that the browser is on its way back. The callback step is left running.
pub(crate) async fn meet(
    listener: Listener,
    callback_url: &str,
    state: &str,
    accepted: callback::Way,
    way: impl Future<Output = Result<(), Stop>>,
    following: &AtomicBool,
    recorder: &Recorder<'_>,
) -> Result<Result<Secret, Refused>, Stop> {
    let path = url::Url::parse(callback_url).map_or_else(|_| "/".to_owned(), |url| url.path().to_owned());
    // Whoever cancels the login drops this wait with it.
    let never = CancellationToken::new();
    let waiting = listener.wait(&path, state, accepted, |refusal| warn(recorder, refusal), &never);
    tokio::pin!(way, waiting);
    let callback = tokio::select! {
        biased;
        gone = &mut way => {
            gone?;
            waiting.await
        }
        callback = &mut waiting => {
            if following.load(Ordering::Acquire) {
                // What the browser saw belongs into the transcript, but the login does not depend on it.
                let _ = tokio::time::timeout(LAST_WORDS, way).await;
            } else {
                // Another browser, such as a person's own, came back first.
                recorder.end(StepState::Ok);
                recorder.begin(StepName::Callback);
            }
            callback
        }
    };
    match callback {
        Ok(Callback { code }) => Ok(Ok(code)),
        Err(CallbackError::NoCode(refused)) => Ok(Err(refused)),
        Err(_) => Err(Stop::failed(StepName::Callback, "listener")),
    }
}

/// Tells of a request that tried to be the callback and was not. Other noise on the port is not worth a word.
pub(crate) fn warn(recorder: &Recorder<'_>, refusal: Refusal) {
    match refusal {
        Refusal::WrongState => recorder.warn("callback-wrong-state"),
        Refusal::Duplicate => recorder.warn("callback-duplicate"),
        Refusal::WrongHost => recorder.warn("callback-wrong-host"),
        Refusal::Malformed
        | Refusal::Slow
        | Refusal::TooLarge
        | Refusal::WrongMethod
        | Refusal::WrongOrigin
        | Refusal::WrongPath
        | Refusal::Late => {}
    }
}
