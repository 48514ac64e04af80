//! The browser's part of a login: the provider's page, the person who logs in there, the way back.

use crate::callback::Refused;
use crate::decode;
use crate::http::{self, Answer, Client};
use crate::problem::{STATE_FAILED, Stop};
use crate::recorder::Recorder;
use crate::transcript::{Request, StepName, StepState};

use super::fetch::http_error;
use super::setup::ProviderSetup;

/// How often a browser follows a redirect before it gives up (RFC 9110, section 15.4: a client should notice a loop).
const MAX_REDIRECTS: usize = 20;
/// authentik's words when neither a code nor an error came back (`sources/oauth/clients/oauth2.py`).
const NO_TOKEN_RECEIVED: &str = "No token received.";

/// Where the provider sends the browser.
pub(super) enum Back {
    /// To this address.
    To(String),
    /// To an address with a form, which its page posts by itself.
    Post { action: String, form: String },
}

/// Opens the provider's page and logs in there as one of the simulator's people.
pub(super) async fn log_in(
    client: &Client,
    setup: &ProviderSetup,
    authorize_url: String,
    person: &str,
    recorder: &Recorder<'_>,
) -> Result<Back, Stop> {
    let step = StepName::Authorize;
    recorder.begin(step);
    let request = browse(authorize_url);
    recorder.sent(&request);
    let mut answer = send(client, &request, setup, step, recorder).await?;
    let mut n_redirects = 0;
    // A redirect within the provider is followed, as a browser does; one that leaves it is the way back.
    while let Some(next) = location(&answer, &request.url).filter(|next| is_same_place(next, &request.url)) {
        n_redirects += 1;
        if n_redirects > MAX_REDIRECTS {
            recorder.received(&answer.shown());
            return Err(Stop::failed(step, "too-many-redirects"));
        }
        answer = send(client, &browse(next), setup, step, recorder).await?;
    }
    learn(recorder, &answer);
    recorder.received(&answer.shown());
    if let Some(back) = way_back(&answer, &request.url) {
        recorder.end(StepState::Ok);
        return Ok(back);
    }
    if !answer.is_success() {
        return Err(refused_by_page(&answer));
    }
    let Some(login) = header(&answer, "x-simulator-login") else {
        return Err(Stop::failed(step, "provider-page"));
    };
    let login = login.to_owned();
    recorder.end(StepState::Ok);

    let step = StepName::Login;
    recorder.begin(step);
    let origin = origin(&request.url);
    let request = post(format!("{origin}/__sim/logins/{login}"), format!("person={person}"));
    recorder.sent(&request);
    let answer = send(client, &request, setup, step, recorder).await?;
    learn(recorder, &answer);
    recorder.received(&answer.shown());
    let back = way_back(&answer, &request.url).ok_or_else(|| Stop::failed(step, "provider-page"))?;
    recorder.end(StepState::Ok);
    Ok(back)
}

/// Goes where the provider sends the browser, if that is the listener at `callback_base`.
pub(super) async fn follow(
    client: &Client,
    back: Back,
    callback_base: &str,
    recorder: &Recorder<'_>,
) -> Result<(), Stop> {
    let step = StepName::Callback;
    let request = match back {
        Back::To(url) => browse(url),
        Back::Post { action, form } => post(action, form),
    };
    recorder.sent(&request);
    if !request.url.starts_with(&format!("{callback_base}/")) {
        return Err(Stop::failed(step, "callback-elsewhere"));
    }
    let answer = client.ask(&request, http::TIMEOUT, recorder).await.map_err(|error| error.stop(step))?;
    recorder.received(&answer.shown());
    match answer.status {
        200 => Ok(()),
        400 => Err(Stop::failed(step, "state").seen_in_authentik(STATE_FAILED)),
        status => Err(Stop::failed(step, "callback-elsewhere").with_detail(format!("HTTP {status}"))),
    }
}

/// The callback came without a code. authentik shows the description, else the error, else words of its own.
pub(super) fn without_code(refused: &Refused) -> Stop {
    let step = StepName::Callback;
    let said = refused.description.as_deref().or(refused.error.as_deref());
    let message = format!("Authentication failed: {}", said.unwrap_or(NO_TOKEN_RECEIVED));
    let error = refused.error.as_deref().unwrap_or_default();
    let stop = match (error, decode::by_code(error)) {
        ("access_denied", _) => {
            Stop { outcome: crate::Outcome::Denied, ..Stop::failed(step, "access_denied") }
        }
        ("", _) => Stop::failed(step, "no-token-received"),
        (_, Some(known)) => Stop::failed(step, known.code),
        (_, None) => Stop::failed(step, "oauth-error"),
    };
    let words: Vec<&str> =
        [refused.error.as_deref(), refused.description.as_deref()].into_iter().flatten().collect();
    let stop = stop.seen_in_authentik(&message);
    if words.is_empty() { stop } else { stop.with_detail(words.join(": ")) }
}

fn browse(url: String) -> Request {
    let agent = ("User-Agent".to_owned(), "Mozilla/5.0 (Source Desk test login; browser)".to_owned());
    Request { method: "GET".to_owned(), url, headers: vec![agent], body: None }
}

fn post(url: String, form: String) -> Request {
    let mut request = browse(url);
    "POST".clone_into(&mut request.method);
    request.headers.push(("Content-Type".to_owned(), "application/x-www-form-urlencoded".to_owned()));
    request.body = Some(form);
    request
}

async fn send(
    client: &Client,
    request: &Request,
    setup: &ProviderSetup,
    step: StepName,
    recorder: &Recorder<'_>,
) -> Result<Answer, Stop> {
    client.ask(request, setup.timeout, recorder).await.map_err(|error| error.stop(step))
}

/// A code is a secret as soon as it exists.
fn learn(recorder: &Recorder<'_>, answer: &Answer) {
    let parameters = match way_back(answer, "") {
        Some(Back::To(url)) => url.split_once('?').map(|(_, query)| query.to_owned()),
        Some(Back::Post { form, .. }) => Some(form),
        None => None,
    };
    for (name, value) in url::form_urlencoded::parse(parameters.unwrap_or_default().as_bytes()) {
        if name == "code" {
            recorder.learn(&value);
        }
    }
}

/// Where an answer sends the browser: by a redirect, or by a form that posts itself.
fn way_back(answer: &Answer, asked: &str) -> Option<Back> {
    if let Some(location) = location(answer, asked) {
        return Some(Back::To(location));
    }
    let page = answer.page();
    let (_, form) = page.split_once("method=\"post\" action=\"")?;
    let (action, rest) = form.split_once('"')?;
    let (fields, _) = rest.split_once("</form>")?;
    // The login page posts to the provider itself, and is for a person.
    if fields.contains("<button") && !fields.contains("<noscript>") {
        return None;
    }
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    for field in fields.split("<input type=\"hidden\" name=\"").skip(1) {
        let (name, rest) = field.split_once('"')?;
        let (_, value) = rest.split_once("value=\"")?;
        let (value, _) = value.split_once('"')?;
        form.append_pair(&unescaped(name), &unescaped(value));
    }
    Some(Back::Post { action: unescaped(action), form: form.finish() })
}

fn location(answer: &Answer, asked: &str) -> Option<String> {
    if !(300..400).contains(&answer.status) {
        return None;
    }
    let location = header(answer, "location")?;
    let absolute = url::Url::parse(asked).and_then(|base| base.join(location));
    Some(absolute.map_or_else(|_| location.to_owned(), String::from))
}

fn header<'answer>(answer: &'answer Answer, name: &str) -> Option<&'answer str> {
    let found = answer.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.as_str())
}

pub(super) fn origin(url: &str) -> String {
    url::Url::parse(url).map(|url| url.origin().ascii_serialization()).unwrap_or_default()
}

fn is_same_place(one: &str, other: &str) -> bool {
    origin(one) == origin(other)
}

/// What the provider's own error page says. The simulator's has one of the registered names as its heading.
fn refused_by_page(answer: &Answer) -> Stop {
    let page = answer.page();
    let heading =
        page.split_once("<h1>").and_then(|(_, rest)| rest.split_once("</h1>")).map(|(inner, _)| inner);
    match heading.and_then(|heading| Some((heading, decode::by_code(heading)?))) {
        Some((heading, known)) => Stop::failed(StepName::Authorize, known.code)
            .with_detail(format!("HTTP {} {heading}", answer.status)),
        None => http_error(StepName::Authorize, answer, ""),
    }
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
