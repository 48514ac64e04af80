//! What authentik's server asks the provider for: the token, the user's profile, and what two types ask for beside it.
//!
//! Source: authentik's `sources/oauth/clients/oauth2.py`, `types/{apple,entra_id,github,oidc,slack,twitch}.py`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use desk_model::Secret;
use desk_model::catalogue::ProfileAuthentication;
use serde_json::{Map, Value};

use super::fetch::{ask, error_of, http_error};
use super::id_token::{Jwt, apple_secret};
use super::setup::ProviderSetup;
use crate::authentik::{as_text, get, not_an_object};
use crate::body::{self, NotAnObject};
use crate::http::{Client, FetchError};
use crate::problem::{NO_PROFILE, NO_TOKEN, SERVER_ERROR, Stop};
use crate::recorder::Recorder;
use crate::rehearsal::Clock;
use crate::transcript::{Request, StepName, StepState};

/// Microsoft's scope without which authentik asks for no groups.
const GROUPS_SCOPE: &str = "https://graph.microsoft.com/GroupMember.Read.All";

/// What the token endpoint gave.
pub(super) struct Token {
    access_token: Option<Secret>,
    token_type: Option<String>,
    id_token: Option<Secret>,
}

/// Exchanges the code for an access token.
pub(super) async fn token(
    client: &Client,
    setup: &ProviderSetup,
    code: &Secret,
    verifier: Option<&Secret>,
    clock: &Clock,
    recorder: &Recorder<'_>,
) -> Result<Token, Stop> {
    let step = StepName::Token;
    let request = token_request(setup, code, verifier, clock, recorder)?;
    recorder.sent(&request);
    let answer = client
        .ask(&request, setup.timeout, recorder)
        .await
        .map_err(|error| error.stop(step).seen_in_authentik(NO_TOKEN))?;
    let parsed = body::object(answer.content_type(), &answer.body);
    if let Ok(object) = &parsed {
        learn(recorder, object);
    }
    recorder.received(&answer.shown());
    if !answer.is_success() {
        return Err(http_error(step, &answer, NO_TOKEN));
    }
    // A token answer that is no JSON is not caught anywhere in authentik: its server answers with an error page.
    let object = parsed.map_err(|why| not_an_object(step, why, SERVER_ERROR))?;
    if let Some(error) = object.get("error") {
        let said = error_of(&object);
        let code = said.as_ref().and_then(|said| said.code).unwrap_or("oauth-error");
        let words = said.map_or_else(|| as_text(error), |said| said.words);
        return Err(Stop::failed(step, code)
            .seen_in_authentik(&format!("Authentication failed: {}", as_text(error)))
            .with_detail(words));
    }
    let text = |object: &Map<String, Value>, name: &str| {
        object.get(name).filter(|value| !value.is_null()).map(as_text)
    };
    let mut access_token = text(&object, "access_token");
    let mut token_type = text(&object, "token_type");
    match setup.provider.id {
        "slack" => {
            let of_user = object.get("authed_user").and_then(Value::as_object);
            access_token = of_user.and_then(|user| text(user, "access_token")).or(access_token);
            token_type = Some("Bearer".to_owned());
        }
        "twitch" => token_type = token_type.map(|kind| capitalized(&kind)),
        _ => {}
    }
    Ok(Token {
        access_token: access_token.map(Secret::new),
        token_type,
        id_token: text(&object, "id_token").map(Secret::new),
    })
}

fn token_request(
    setup: &ProviderSetup,
    code: &Secret,
    verifier: Option<&Secret>,
    clock: &Clock,
    recorder: &Recorder<'_>,
) -> Result<Request, Stop> {
    // EXPOSE: authentik sends code, verifier and secret to the token endpoint; so does a test login.
    let (secret, code) = (setup.secret.expose(), code.expose());
    let secret = if setup.provider.id == "apple" {
        let made = apple_secret(&setup.consumer_key, secret, clock().div_euclid(1_000))
            .map_err(|why| Stop::failed(StepName::Token, why.code()).seen_in_authentik(SERVER_ERROR))?;
        recorder.learn(&made);
        made
    } else {
        secret.to_owned()
    };
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.append_pair("redirect_uri", &setup.callback_url)
        .append_pair("code", code)
        .append_pair("grant_type", "authorization_code");
    if let Some(verifier) = verifier {
        form.append_pair("code_verifier", verifier.expose()); // EXPOSE: as above.
    }
    let mut request = get(setup.endpoints.token.clone());
    "POST".clone_into(&mut request.method);
    replace(&mut request, "Accept", "application/json");
    if setup.is_basic {
        let credentials = STANDARD.encode(format!("{}:{secret}", setup.client_id));
        recorder.learn(&credentials);
        request.headers.push(("Authorization".to_owned(), format!("Basic {credentials}")));
    } else {
        form.append_pair("client_id", &setup.client_id).append_pair("client_secret", &secret);
    }
    request.headers.push(("Content-Type".to_owned(), "application/x-www-form-urlencoded".to_owned()));
    request.body = Some(form.finish());
    Ok(request)
}

/// Asks who the user is, or reads it from the ID token.
pub(super) async fn profile(
    client: &Client,
    setup: &ProviderSetup,
    token: &Token,
    keys: Option<&Value>,
    clock: &Clock,
    recorder: &Recorder<'_>,
) -> Result<Map<String, Value>, Stop> {
    let step = StepName::Userinfo;
    let now = clock().div_euclid(1_000);
    let Some(url) = &setup.endpoints.profile else {
        return from_id_token(setup, token, keys, now, recorder);
    };
    if let (Some(id_token), Some(keys)) = (&token.id_token, keys) {
        // EXPOSE: it is checked here and goes nowhere.
        let checked = Jwt::parse(id_token.expose()).and_then(|jwt| jwt.check(keys, &setup.client_id, now));
        if let Err(why) = checked {
            recorder.note("id-token-not-looked-at", vec![why.code().to_owned()]);
        }
    }
    let request = bearing(setup, token, url)?;
    recorder.sent(&request);
    // A broken connection is caught nowhere in authentik: its server answers with an error page.
    let answer = client.ask(&request, setup.timeout, recorder).await.map_err(|error| {
        let message = if error == FetchError::TooLarge { NO_PROFILE } else { SERVER_ERROR };
        error.stop(step).seen_in_authentik(message)
    })?;
    recorder.received(&answer.shown());
    if !answer.is_success() {
        return Err(http_error(step, &answer, NO_PROFILE));
    }
    let object = body::object(answer.content_type(), &answer.body).map_err(|why| match why {
        NotAnObject::OtherJson => not_an_object(step, why, SERVER_ERROR),
        NotAnObject::NotJson | NotAnObject::ControlCharacter => not_an_object(step, why, NO_PROFILE),
    })?;
    // Slack says with HTTP 200 that a call went wrong. authentik does not look, and finds nobody in the answer.
    if object.get("ok") == Some(&Value::Bool(false))
        && let Some(said) = error_of(&object)
    {
        recorder.note("profile-says-error", vec![said.words]);
    }
    Ok(object)
}

/// Reads the user from the ID token: Apple's as it is, any other's once it is checked (`types/oidc.py`).
fn from_id_token(
    setup: &ProviderSetup,
    token: &Token,
    keys: Option<&Value>,
    now: i64,
    recorder: &Recorder<'_>,
) -> Result<Map<String, Value>, Stop> {
    let step = StepName::Userinfo;
    let is_checked = setup.provider.profile_authentication != ProfileAuthentication::UnverifiedIdToken;
    // Apple's type decodes whatever is there, and nothing catches what it cannot decode.
    let message = if is_checked { NO_PROFILE } else { SERVER_ERROR };
    let stop = |code: &str| Stop::failed(step, code).seen_in_authentik(message);
    let id_token = token.id_token.as_ref().ok_or_else(|| stop("no-id-token"))?;
    // EXPOSE: it is read here; only its claims go into the transcript, masked like everything else.
    let jwt = Jwt::parse(id_token.expose()).map_err(|why| stop(why.code()))?;
    if let Ok(claims) = serde_json::to_string(&jwt.claims) {
        recorder.note("id-token-claims", vec![claims]);
    }
    match (is_checked, keys) {
        (true, Some(keys)) => jwt.check(keys, &setup.client_id, now).map_err(|why| stop(why.code()))?,
        (true, None) => return Err(stop("jwt-no-keys")),
        (false, Some(keys)) => {
            if let Err(why) = jwt.check(keys, &setup.client_id, now) {
                recorder.note("id-token-not-looked-at", vec![why.code().to_owned()]);
            }
        }
        (false, None) => {}
    }
    Ok(jwt.claims)
}

/// Asks Microsoft for the groups, if the scope for them is asked for (`types/entra_id.py`).
pub(super) async fn groups(
    client: &Client,
    setup: &ProviderSetup,
    token: &Token,
    profile: &mut Map<String, Value>,
    recorder: &Recorder<'_>,
) -> Result<(), Stop> {
    let Some(url) = &setup.endpoints.groups else { return Ok(()) };
    if !matches!(setup.provider.id, "azuread" | "entraid") || !setup.additional_scopes.contains(GROUPS_SCOPE)
    {
        return Ok(());
    }
    let step = StepName::Groups;
    recorder.begin(step);
    let request = bearing(setup, token, url)?;
    let answer = ask(client, setup, step, &request, SERVER_ERROR, recorder).await?;
    if !answer.is_success() {
        return Err(http_error(step, &answer, NO_PROFILE));
    }
    let object = body::object(answer.content_type(), &answer.body)
        .map_err(|why| not_an_object(step, why, NO_PROFILE))?;
    profile.insert("raw_groups".to_owned(), Value::Object(object));
    recorder.end(StepState::Ok);
    Ok(())
}

/// Asks GitHub for the user's addresses if the profile has none; the primary one counts (`types/github.py`).
pub(super) async fn email(
    client: &Client,
    setup: &ProviderSetup,
    token: &Token,
    profile: &Map<String, Value>,
    recorder: &Recorder<'_>,
) -> Result<Option<String>, Stop> {
    let has_one = profile.get("email").and_then(Value::as_str).is_some_and(|email| !email.is_empty());
    let Some(url) = setup.endpoints.profile.as_ref().filter(|_| setup.provider.id == "github" && !has_one)
    else {
        return Ok(None);
    };
    let step = StepName::Emails;
    recorder.begin(step);
    let request = bearing(setup, token, &format!("{url}/emails"))?;
    let answer = ask(client, setup, step, &request, SERVER_ERROR, recorder).await?;
    let text = body::text(answer.content_type(), &answer.body);
    let found = if answer.is_success() {
        let several: Vec<Value> = serde_json::from_str(&text)
            .map_err(|_| not_an_object(step, NotAnObject::NotJson, SERVER_ERROR))?;
        let primary = several.iter().filter(|one| one.get("primary") == Some(&Value::Bool(true)));
        primary.filter_map(|one| one.get("email")?.as_str()).next_back().map(str::to_owned)
    } else {
        // authentik goes on without an address.
        recorder.note("emails-not-read", Vec::new());
        None
    };
    recorder.end(StepState::Ok);
    Ok(found)
}

/// A GET that carries the access token the way the type sends it.
fn bearing(setup: &ProviderSetup, token: &Token, url: &str) -> Result<Request, Stop> {
    let stop = |code| Stop::failed(StepName::Userinfo, code).seen_in_authentik(SERVER_ERROR);
    let how = setup.provider.profile_authentication;
    let in_query = matches!(how, ProfileAuthentication::HeaderAndQuery | ProfileAuthentication::Query);
    // EXPOSE: authentik sends the access token to the profile URL, and so does a test login.
    let access_token = token.access_token.as_ref().map(Secret::expose);
    let access_token = access_token.ok_or_else(|| stop("no-access-token"))?;
    let mut request = get(url.to_owned());
    if in_query {
        let joint = if url.contains('?') { '&' } else { '?' };
        let encoded: String = url::form_urlencoded::byte_serialize(access_token.as_bytes()).collect();
        request.url = format!("{url}{joint}access_token={encoded}");
    }
    if how != ProfileAuthentication::Query {
        let token_type = token.token_type.as_deref().ok_or_else(|| stop("no-token-type"))?;
        request.headers.push(("Authorization".to_owned(), format!("{token_type} {access_token}")));
    }
    Ok(request)
}

fn learn(recorder: &Recorder<'_>, object: &Map<String, Value>) {
    for name in ["access_token", "refresh_token", "id_token"] {
        let in_user = object.get("authed_user").and_then(|user| user.get(name));
        for secret in object.get(name).into_iter().chain(in_user).filter_map(Value::as_str) {
            recorder.learn(secret);
        }
    }
}

fn replace(request: &mut Request, name: &str, value: &str) {
    if let Some((_, known)) = request.headers.iter_mut().find(|(known, _)| known == name) {
        value.clone_into(known);
    }
}

/// Python's `str.capitalize`.
fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + &characters.as_str().to_lowercase()
}
