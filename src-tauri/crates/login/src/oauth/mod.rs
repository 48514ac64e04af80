//! A test login of every OAuth type but WeChat: what authentik's `sources/oauth/clients/oauth2.py`,
//! `views/callback.py` and `types/*.py` do, for any provider of the catalogue.
//!
//! Deliberately not here: OAuth 1, which no type of authentik uses any more; refresh tokens, which authentik keeps but
//! never sends; a nonce, which authentik never sends.

mod browser;
mod exchange;
mod fetch;
mod id_token;
mod setup;
mod user;

use std::sync::atomic::{AtomicBool, Ordering};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use desk_model::Secret;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::authentik::StoredUser;
use crate::callback::Listener;
use crate::http::Client;
use crate::problem::Stop;
use crate::real::{self, Back};
use crate::recorder::Recorder;
use crate::rehearsal::{self, Clock, Random};
use crate::transcript::{StepName, StepState};

pub use setup::{ProviderEndpoints, ProviderSetup};

/// Letters and digits, of which authentik makes its code verifiers (`lib/generators.py`).
const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/// How long authentik's code verifiers are.
const VERIFIER_LENGTH: usize = 128;

/// Plays a whole login and returns the user that authentik would store. Without a `person` of the simulator's somebody logs
/// in there with a browser of their own.
pub(crate) async fn run(
    setup: &ProviderSetup,
    person: Option<&str>,
    listener: Listener,
    random: &Random,
    clock: &Clock,
    recorder: &Recorder<'_>,
) -> Result<StoredUser, Stop> {
    if !setup.endpoints.all().into_iter().all(desk_network::is_loopback) {
        return Err(Stop::failed(StepName::Authorize, "not-loopback"));
    }
    let client = Client::new().map_err(|error| error.stop(StepName::Authorize))?;
    let saved = fetch::when_saved(&client, setup, recorder).await?;
    let verifier = verifier(setup, random, recorder);
    let code = come_back(&client, setup, person, verifier.as_ref(), listener, random, recorder).await?;
    // EXPOSE: the recorder must know the value to mask it wherever it appears.
    recorder.learn(code.expose());
    recorder.end(StepState::Ok);
    from_code(&client, setup, &code, verifier.as_ref(), saved.keys.as_ref(), clock, recorder).await
}

/// Tests a login at the real provider. What the source does not name is taken from its discovery document, as authentik
/// takes it when the source is saved.
pub(crate) async fn run_real(
    client: &Client,
    mut setup: ProviderSetup,
    back: Back,
    random: &Random,
    clock: &Clock,
    recorder: &Recorder<'_>,
) -> Result<StoredUser, Stop> {
    let saved = fetch::when_saved(client, &setup, recorder).await?;
    setup.endpoints.fill(&saved.discovered);
    // Without either a person would log in for nothing.
    for (url, code) in [
        (&setup.endpoints.authorization, "no-authorization-url"),
        (&setup.endpoints.token, "no-access-token-url"),
    ] {
        if url.is_empty() {
            return Err(Stop::failed(StepName::Authorize, code));
        }
    }
    let profile = setup.endpoints.profile.as_deref();
    for url in [setup.endpoints.token.as_str()].into_iter().chain(profile) {
        client.look_ahead(url).await.map_err(|error| error.stop(StepName::Authorize))?;
    }
    let verifier = verifier(&setup, random, recorder);
    let state = rehearsal::state(random);
    let challenge = verifier.as_ref().map(|verifier| code_challenge(&setup, verifier));
    let authorize_url = setup.authorize_url(&state, challenge.as_deref());
    let code = real::land(&setup.callback_url, authorize_url, &state, back, setup.way(), recorder).await?;
    let code = code.map_err(|refused| browser::without_code(&refused))?;
    from_code(client, &setup, &code, verifier.as_ref(), saved.keys.as_ref(), clock, recorder).await
}

fn verifier(setup: &ProviderSetup, random: &Random, recorder: &Recorder<'_>) -> Option<Secret> {
    let verifier = setup.challenge_method.as_ref().map(|_| code_verifier(random));
    if let Some(verifier) = &verifier {
        // EXPOSE: the recorder must know the value to mask it wherever it appears.
        recorder.learn(verifier.expose());
    }
    verifier
}

/// What authentik's server does with a code.
async fn from_code(
    client: &Client,
    setup: &ProviderSetup,
    code: &Secret,
    verifier: Option<&Secret>,
    keys: Option<&Value>,
    clock: &Clock,
    recorder: &Recorder<'_>,
) -> Result<StoredUser, Stop> {
    recorder.begin(StepName::Token);
    let token = exchange::token(client, setup, code, verifier, clock, recorder).await?;
    recorder.end(StepState::Ok);

    recorder.begin(StepName::Userinfo);
    let mut profile = exchange::profile(client, setup, &token, keys, clock, recorder).await?;
    recorder.end(StepState::Ok);
    let identifier = user::identifier(setup, &profile).inspect_err(|_| recorder.begin(StepName::Mapping))?;

    exchange::groups(client, setup, &token, &mut profile, recorder).await?;
    let email = exchange::email(client, setup, &token, &profile, recorder).await?;

    recorder.begin(StepName::Mapping);
    let user = user::stored(setup, identifier, &profile, email, recorder);
    recorder.end(StepState::Ok);
    Ok(user)
}

/// The browser's whole way, until the listener has the code. The callback step is left running.
async fn come_back(
    client: &Client,
    setup: &ProviderSetup,
    person: Option<&str>,
    verifier: Option<&Secret>,
    listener: Listener,
    random: &Random,
    recorder: &Recorder<'_>,
) -> Result<Secret, Stop> {
    let state = rehearsal::state(random);
    let base = listener.base_url();
    let following = AtomicBool::new(false);
    let challenge = verifier.map(|verifier| code_challenge(setup, verifier));
    let authorize_url = setup.authorize_url(&state, challenge.as_deref());
    let Some(person) = person else {
        let back = Back::Listener(listener);
        let code =
            real::land(&setup.callback_url, authorize_url, &state, back, setup.way(), recorder).await?;
        return code.map_err(|refused| browser::without_code(&refused));
    };
    let way = async {
        let back = browser::log_in(client, setup, authorize_url, person, recorder).await?;
        recorder.begin(StepName::Callback);
        following.store(true, Ordering::Release);
        browser::follow(client, back, &base, recorder).await
    };
    let callback =
        rehearsal::meet(listener, &setup.callback_url, &state, setup.way(), way, &following, recorder);
    callback.await?.map_err(|refused| browser::without_code(&refused))
}

/// Makes a code verifier as authentik does. Values that would make some letters likelier than others are passed over.
fn code_verifier(random: &Random) -> Secret {
    let mut verifier = String::with_capacity(VERIFIER_LENGTH);
    let mut bytes = [0; VERIFIER_LENGTH];
    // A source that only gives what is passed over would keep this going for ever.
    for _ in 0..64 {
        random(&mut bytes);
        let fair = bytes.iter().filter(|byte| usize::from(**byte) < 4 * ALPHABET.len());
        verifier.extend(fair.map(|byte| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()])));
        if verifier.len() >= VERIFIER_LENGTH {
            break;
        }
    }
    verifier.truncate(VERIFIER_LENGTH);
    Secret::new(verifier)
}

/// Returns the challenge of a verifier (RFC 7636, section 4.2).
fn code_challenge(setup: &ProviderSetup, verifier: &Secret) -> String {
    // EXPOSE: with S256 the hash leaves, which gives nothing away; `plain` sends the verifier itself, as its name says.
    let verifier = verifier.expose();
    if setup.challenge_method.as_deref() == Some("plain") {
        verifier.to_owned()
    } else {
        URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_verifier_is_as_long_as_authentiks_and_of_letters_and_digits() {
        let random: Random = Arc::new(|buffer: &mut [u8]| {
            for (number, byte) in buffer.iter_mut().enumerate() {
                *byte = u8::try_from(number * 7 % 256).unwrap();
            }
        });
        let verifier = code_verifier(&random);
        let verifier = verifier.expose(); // EXPOSE: a test's own value.
        assert_eq!(verifier.len(), VERIFIER_LENGTH);
        assert!(verifier.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    }

    #[test]
    fn a_source_of_nothing_useful_does_not_keep_it_busy() {
        let random: Random = Arc::new(|buffer: &mut [u8]| buffer.fill(255));
        assert_eq!(code_verifier(&random).n_characters(), 0);
    }
}
