//! A real test login: the provider's own page in the person's own browser, and what the provider really answers.

use desk_model::request;
use tokio_util::sync::CancellationToken;

use crate::authentik::StoredUser;
use crate::browser;
use crate::http::Client;
use crate::landing::Landed;
use crate::network::OutwardClient;
use crate::oauth::{self, ProviderSetup};
use crate::problem::Stop;
use crate::recorder::Recorder;
use crate::rehearsal::{self, Clock, Elapsed, Random};
use crate::setup::Setup;
use crate::transcript::{Event, Request, StepName, StepState, Transcript, WaitingFor};

/// How long a real test login may take. A code of WeChat lives for ten minutes, and a person has to find their phone.
const DEADLINE: std::time::Duration = std::time::Duration::from_secs(15 * 60);

/// A source whose login is tested at its real provider.
pub enum Source {
    /// WeChat.
    Wechat(Box<Setup>),
    /// Any other OAuth type.
    Provider(Box<ProviderSetup>),
}

/// What a real test login needs of its surroundings.
pub struct RealSurroundings<E> {
    /// Where the person's pasted address comes in.
    pub landed: Landed,
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

/// Tests a login at the real provider: tells the address to open ([`Event::Page`]), waits for the address that the
/// browser landed on, and does with its code what authentik would do. Whatever happens ends in a transcript.
pub async fn test_login(
    source: Source,
    client: OutwardClient,
    surroundings: RealSurroundings<impl Fn(Event) + Send + Sync>,
) -> Transcript {
    let RealSurroundings { landed, random, elapsed, clock, events, cancel } = surroundings;
    let recorder = Recorder::new(&*elapsed, &events);
    // EXPOSE: the recorder must know the value to mask it wherever it appears.
    recorder.learn(match &source {
        Source::Wechat(setup) => setup.secret.expose(),
        Source::Provider(setup) => setup.secret.expose(), // EXPOSE: as above.
    });
    let client = Client::Outward(client);
    let login = async {
        match source {
            Source::Wechat(setup) => wechat(&client, &setup, landed, &random, &recorder).await,
            Source::Provider(setup) => {
                oauth::run_real(&client, *setup, landed, &random, &clock, &recorder).await
            }
        }
    };
    rehearsal::play(&recorder, &cancel, DEADLINE, login).await
}

async fn wechat(
    client: &Client,
    setup: &Setup,
    landed: Landed,
    random: &Random,
    recorder: &Recorder<'_>,
) -> Result<StoredUser, Stop> {
    let state = rehearsal::state(random);
    let endpoint = &setup.endpoints.authorize;
    let url = request::authorize_url(endpoint, &setup.callback_url, &state, &setup.appid, &setup.scope);
    let code = land(&setup.callback_url, url, &state, landed, recorder).await?;
    let code = code.map_err(|_| browser::without_code())?;
    rehearsal::wechat_from_code(client, setup, &code, recorder).await
}

/// Sends the person to the provider, and waits until they are back with a code or with what came in its place.
pub(crate) async fn land(
    callback_url: &str,
    authorize_url: String,
    state: &str,
    mut landed: Landed,
    recorder: &Recorder<'_>,
) -> Result<Result<desk_model::Secret, crate::callback::Refused>, Stop> {
    recorder.begin(StepName::Authorize);
    recorder.sent(&opened(authorize_url.clone()));
    recorder.page(&authorize_url, callback_url);
    recorder.end(StepState::Ok);
    recorder.begin(StepName::Login);
    recorder.waiting(WaitingFor::Landing);
    let Some((address, found)) = landed.wait(callback_url, state).await else {
        return Err(Stop::failed(StepName::Login, "nobody-pastes"));
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

/// What the person's own browser opened. Its headers are not known.
fn opened(url: String) -> Request {
    Request { method: "GET".to_owned(), url, headers: Vec::new(), body: None }
}
