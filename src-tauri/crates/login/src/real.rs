//! A real test login: the provider's own page, and what the provider really answers.

use std::time::Duration;

use desk_model::{Secret, request};
use tokio_util::sync::CancellationToken;

use crate::authentik::StoredUser;
use crate::browser;
use crate::callback::{Callback, CallbackError, Listener, Refused, Way};
use crate::http::Client;
use crate::landing::Landed;
use crate::oauth::{self, ProviderSetup};
use crate::problem::Stop;
use crate::recorder::Recorder;
use crate::rehearsal::{self, Clock, Random};
use crate::setup::Setup;
use crate::transcript::{Event, Request, StepName, StepState, Transcript, WaitingFor};
use desk_network::{Elapsed, OutwardClient};

/// How long a real test login may take. A code of WeChat lives for ten minutes, and a person has to find their phone.
const DEADLINE: Duration = Duration::from_secs(15 * 60);
/// How long a window of ours may stay at the provider. A state is good for ten minutes (security facts, TM-22).
const WINDOW_DEADLINE: Duration = Duration::from_secs(10 * 60);

/// A source whose login is tested at its real provider.
pub enum Source {
    /// WeChat.
    Wechat(Box<Setup>),
    /// Any other OAuth type.
    Provider(Box<ProviderSetup>),
}

/// How the person's browser comes back from the real provider.
pub enum Back {
    /// To the source's own callback URL, whose address the person pastes.
    Pasted(Landed),
    /// To the source's own callback URL, in a window of ours that tells the address and does not go there.
    Window(Landed),
    /// To this computer: its address is the setup's callback URL and is registered with the provider, or the callback
    /// URL's host is this computer for the time of the test.
    Listener(Listener),
}

/// What a real test login needs of its surroundings.
pub struct RealSurroundings<E> {
    /// How the browser comes back.
    pub back: Back,
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

/// Tests a login at the real provider: tells the address to open ([`Event::Page`]), waits until the browser is back, and
/// does with its code what authentik would do. Whatever happens ends in a transcript.
pub async fn test_login(
    source: Source,
    client: OutwardClient,
    surroundings: RealSurroundings<impl Fn(Event) + Send + Sync>,
) -> Transcript {
    let RealSurroundings { back, random, elapsed, clock, events, cancel } = surroundings;
    let recorder = Recorder::new(&*elapsed, &events);
    // EXPOSE: the recorder must know the value to mask it wherever it appears.
    recorder.learn(match &source {
        Source::Wechat(setup) => setup.secret.expose(),
        Source::Provider(setup) => setup.secret.expose(), // EXPOSE: as above.
    });
    let client = Client::Outward(client);
    let login = async {
        match source {
            Source::Wechat(setup) => wechat(&client, &setup, back, &random, &recorder).await,
            Source::Provider(setup) => {
                oauth::run_real(&client, *setup, back, &random, &clock, &recorder).await
            }
        }
    };
    rehearsal::play(&recorder, &cancel, DEADLINE, login).await
}

async fn wechat(
    client: &Client,
    setup: &Setup,
    back: Back,
    random: &Random,
    recorder: &Recorder<'_>,
) -> Result<StoredUser, Stop> {
    client.look_ahead(&setup.endpoints.token).await.map_err(|error| error.stop(StepName::Authorize))?;
    let state = rehearsal::state(random);
    let endpoint = &setup.endpoints.authorize;
    let url = request::authorize_url(endpoint, &setup.callback_url, &state, &setup.appid, &setup.scope);
    let code = land(&setup.callback_url, url, &state, back, Way::Query, recorder).await?;
    let code = code.map_err(|_| browser::without_code())?;
    rehearsal::wechat_from_code(client, setup, &code, recorder).await
}

/// Sends the person to the provider, and waits until they are back with a code or with what came in its place. A listener
/// takes them back in this `way`.
pub(crate) async fn land(
    callback_url: &str,
    authorize_url: String,
    state: &str,
    back: Back,
    way: Way,
    recorder: &Recorder<'_>,
) -> Result<Result<Secret, Refused>, Stop> {
    recorder.begin(StepName::Authorize);
    recorder.sent(&opened(authorize_url.clone()));
    recorder.page(&authorize_url, callback_url);
    recorder.end(StepState::Ok);
    recorder.begin(StepName::Login);
    let (address, found) = match back {
        Back::Pasted(mut landed) => {
            recorder.waiting(WaitingFor::Landing);
            landed.wait(callback_url, state).await.map_err(|why| Stop::failed(StepName::Login, why))?
        }
        Back::Window(mut landed) => {
            recorder.waiting(WaitingFor::Window);
            let waited = tokio::time::timeout(WINDOW_DEADLINE, landed.wait(callback_url, state)).await;
            let waited = waited.unwrap_or(Err("window-never-back"));
            waited.map_err(|why| Stop::failed(StepName::Login, why))?
        }
        Back::Listener(listener) => {
            recorder.waiting(WaitingFor::Browser);
            let path = url::Url::parse(callback_url).map(|url| url.path().to_owned()).unwrap_or_default();
            // Whoever cancels the login drops this wait with it.
            let never = CancellationToken::new();
            let warn = |refusal| rehearsal::warn(recorder, refusal);
            let found = match listener.wait(&path, state, way, warn, &never).await {
                Ok(Callback { code }) => Ok(code),
                Err(CallbackError::NoCode(refused)) => Err(refused),
                Err(_) => return Err(Stop::failed(StepName::Login, "listener")),
            };
            (Secret::new(format!("{callback_url}?{}", came_back_with(&found, state))), found)
        }
    };
    recorder.end(StepState::Ok);
    recorder.begin(StepName::Callback);
    if let Ok(code) = &found {
        recorder.learn(code.expose()); // EXPOSE: the recorder must know the value to mask it wherever it appears.
    }
    // EXPOSE: the transcript shows the address with its code masked.
    recorder.sent(&opened(address.expose().trim().to_owned()));
    if found.is_ok() {
        recorder.end(StepState::Ok);
    }
    Ok(found)
}

/// The parameters of a callback, written again from what was read of it. A code is masked before anybody sees it.
fn came_back_with(found: &Result<Secret, Refused>, state: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    match found {
        // EXPOSE: the transcript shows the address with its code masked.
        Ok(code) => query.append_pair("code", code.expose()),
        Err(refused) => {
            for (name, value) in [("error", &refused.error), ("error_description", &refused.description)] {
                if let Some(value) = value {
                    query.append_pair(name, value);
                }
            }
            &mut query
        }
    };
    query.append_pair("state", state).finish()
}

/// What the person's own browser opened. Its headers are not known.
fn opened(url: String) -> Request {
    Request { method: "GET".to_owned(), url, headers: Vec::new(), body: None }
}
