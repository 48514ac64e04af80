//! The paths of a provider over HTTP.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{self, DefaultBodyLimit, Path, RawQuery, Request};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{any, get, post};
use serde_json::Value;
use url::Url;
use url::form_urlencoded::Serializer;

use super::authorize::{Back, PageError, Refusal};
use super::breakage;
use super::errors::UserRefusal;
use super::fault::{Breakage, Step};
use super::issuer::Issuer;
use super::manner::{Document, Quirk, TokenAnswer, TokenPlace};
use super::pages::{self, LoginPage};
use super::person::Person;
use crate::parameters::Parameters;
use crate::{guard, random};

/// The largest request body, in bytes.
const LARGEST_BODY: usize = 64 * 1_024;

type Here = extract::State<Arc<Issuer>>;

/// All routes of `issuer`.
pub(crate) fn router(issuer: Arc<Issuer>) -> Router {
    let manner = issuer.manner();
    let mut router = Router::new()
        .route("/__sim/logins/{id}", post(decide))
        // Browsers ask for it unasked; nothing to show is better than an error in their console.
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .route(manner.authorize_path, get(authorize).post(authorize))
        .route(manner.token_path, any(token));
    if let Some(path) = manner.discovery_path() {
        router = router.route(&path, get(discovery));
    }
    if let Some(path) = manner.jwks_path() {
        router = router.route(path, get(jwks));
    }
    let documents = manner.profile_path.map(|path| (path, manner.document));
    for (path, document) in documents.into_iter().chain(manner.further.iter().copied()) {
        let answer = move |here: Here, uri: Uri, query: RawQuery, headers: HeaderMap| {
            userinfo(here, document, uri, query, headers)
        };
        router = router.route(path, get(answer).post(answer));
    }
    router
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn_with_state(issuer.clone(), guarded))
        .with_state(issuer)
}

/// Answers only who asked for this very address.
async fn guarded(extract::State(issuer): Here, request: Request, next: Next) -> Response {
    let page = request.uri().path().starts_with("/__sim/");
    match guard::refusal(&issuer.base_url, &request, !page) {
        Some(status) => status.into_response(),
        None => next.run(request).await,
    }
}

/// What a step answers that breaks down. A slow step is waited for here, and then answers as ever.
async fn broken(issuer: &Issuer, step: Step, uri: &Uri) -> Option<Response> {
    match issuer.breakage(step)? {
        Breakage::Slow => {
            tokio::time::sleep(issuer.options.slow).await;
            None
        }
        Breakage::Cut => Some(breakage::cut()),
        Breakage::Html => Some(breakage::html()),
        Breakage::Huge => Some(breakage::huge(issuer.options.huge)),
        Breakage::ServerError => Some(breakage::server_error()),
        Breakage::RedirectLoop => {
            let here = uri.path_and_query().map_or(uri.path(), |here| here.as_str());
            Some(breakage::redirect_loop(here))
        }
    }
}

async fn discovery(extract::State(issuer): Here, uri: Uri) -> Response {
    match broken(&issuer, Step::Discovery, &uri).await {
        Some(response) => response,
        None => json(StatusCode::OK, &issuer.discovery()),
    }
}

async fn jwks(extract::State(issuer): Here, uri: Uri) -> Response {
    match broken(&issuer, Step::Jwks, &uri).await {
        Some(response) => response,
        None => json(StatusCode::OK, &issuer.jwks()),
    }
}

async fn authorize(
    extract::State(issuer): Here,
    uri: Uri,
    query: RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if let Some(response) = broken(&issuer, Step::Authorize, &uri).await {
        return response;
    }
    let request = parameters(query).and(form(&headers, &body));
    let client = &issuer.options.client;
    match issuer.open(&request) {
        Ok(id) => {
            let redirect_uri = request.get("redirect_uri").unwrap_or_default();
            let content = LoginPage {
                name: issuer.manner().name,
                client: &client.name,
                id: &id,
                first: issuer.options.person,
                scope: request.get(issuer.manner().scope_parameter).unwrap_or_default(),
                redirect_uri,
            };
            let target = crate::qrconnect::delivered(redirect_uri, issuer.options.deliver_to.as_deref());
            let mut response =
                page(&issuer, StatusCode::OK, &target, |nonce| pages::login_page(&content, nonce));
            // For programs that play the person and read no page.
            if let Ok(id) = id.parse() {
                response.headers_mut().insert("x-simulator-login", id);
            }
            response
        }
        Err(Refusal::Back(back)) => go_back(&issuer, &back),
        Err(Refusal::Page(error)) => {
            let (sent, registered) = match error {
                PageError::Twice => ("", String::new()),
                PageError::Client => ("client_id", issuer.client_id().to_owned()),
                PageError::RedirectUri => ("redirect_uri", client.redirect_uris.join("\n")),
            };
            let sent = request.get(sent).unwrap_or_default();
            page(&issuer, StatusCode::BAD_REQUEST, "", |nonce| {
                pages::error_page(issuer.manner().name, error, sent, &registered, nonce)
            })
        }
    }
}

/// What a person decides on the login page: `person=ID`, or `action=deny`.
async fn decide(
    extract::State(issuer): Here,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let form = form(&headers, &body);
    let person = form.get("person").map(Person::parse);
    let person = match (person, form.get("action")) {
        (Some(Some(person)), None) => Some(person),
        (None, Some("deny")) => None,
        _ => return StatusCode::BAD_REQUEST.into_response(),
    };
    match issuer.decide(&id, person) {
        Some(back) => go_back(&issuer, &back),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn go_back(issuer: &Issuer, back: &Back) -> Response {
    match back {
        // 303, so that the browser asks with GET whatever it sent.
        Back::Redirect(location) => {
            let headers = [(header::LOCATION, location.as_str()), (header::CACHE_CONTROL, "no-store")];
            (StatusCode::SEE_OTHER, headers).into_response()
        }
        Back::FormPost { action, fields } => page(issuer, StatusCode::OK, action, |nonce| {
            pages::form_post_page(issuer.manner().name, action, fields, nonce)
        }),
    }
}

async fn token(
    extract::State(issuer): Here,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if let Some(response) = broken(&issuer, Step::Token, &uri).await {
        return response;
    }
    if method != Method::POST {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "POST")]).into_response();
    }
    let manner = issuer.manner();
    if is_refused(&issuer, &headers) {
        let (status, body) = UserRefusal::NoUserAgent.answer(manner.profile_error);
        return json(status, &body);
    }
    let authorization = text(&headers, &header::AUTHORIZATION);
    let (status, body) = match issuer.token(authorization, &form(&headers, &body)) {
        Ok(answer) => (StatusCode::OK, answer),
        Err(refusal) => refusal.answer(manner.token_error),
    };
    let accepts_json = text(&headers, &header::ACCEPT).is_some_and(|accept| accept.contains("json"));
    let mut response = match (manner.token_answer, &body) {
        (TokenAnswer::FormUnlessJson, Value::Object(fields)) if !accepts_json => {
            let mut form = Serializer::new(String::new());
            for (name, value) in fields {
                let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                form.append_pair(name, &value);
            }
            answer(status, "application/x-www-form-urlencoded; charset=utf-8", form.finish())
        }
        _ => json(status, &body),
    };
    if status == StatusCode::UNAUTHORIZED && authorization.is_some() {
        set(&mut response, header::WWW_AUTHENTICATE, "Basic");
    }
    response
}

async fn userinfo(
    extract::State(issuer): Here,
    document: Document,
    uri: Uri,
    query: RawQuery,
    headers: HeaderMap,
) -> Response {
    if let Some(response) = broken(&issuer, Step::Userinfo, &uri).await {
        return response;
    }
    let manner = issuer.manner();
    let query = parameters(query);
    let token = manner.profile_token.iter().find_map(|place| match place {
        TokenPlace::Header => bearer(&headers, false),
        TokenPlace::ExactHeader => bearer(&headers, true),
        TokenPlace::Query => query.get("access_token"),
    });
    let result = if is_refused(&issuer, &headers) {
        Err(UserRefusal::NoUserAgent)
    } else {
        issuer.document(document, token, &query)
    };
    match result {
        Ok(value) => json(StatusCode::OK, &value),
        Err(refusal) => {
            let (status, body) = refusal.answer(manner.profile_error);
            let mut response = json(status, &body);
            if let Some(challenge) = refusal.challenge() {
                set(&mut response, header::WWW_AUTHENTICATE, challenge);
            }
            response
        }
    }
}

/// Whether the provider wants to know who calls, and is not told.
fn is_refused(issuer: &Issuer, headers: &HeaderMap) -> bool {
    issuer.manner().has(Quirk::UserAgentRequired) && !headers.contains_key(header::USER_AGENT)
}

/// The token of an `Authorization` header. `token` is a scheme that GitHub takes as well.
fn bearer(headers: &HeaderMap, exact: bool) -> Option<&str> {
    let (scheme, token) = text(headers, &header::AUTHORIZATION)?.split_once(' ')?;
    let right = if exact { scheme == "Bearer" } else { scheme.eq_ignore_ascii_case("bearer") };
    right.then(|| token.trim())
}

fn text<'headers>(headers: &'headers HeaderMap, name: &header::HeaderName) -> Option<&'headers str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn json(status: StatusCode, value: &Value) -> Response {
    answer(status, "application/json; charset=utf-8", value.to_string())
}

/// Answers are not kept: they hold tokens and documents about people (RFC 6749, section 5.1).
fn answer(status: StatusCode, content_type: &str, body: impl Into<Body>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "no-store"),
        (header::PRAGMA, "no-cache"),
    ];
    (status, headers, body.into()).into_response()
}

/// A page whose own style and script are the only ones that run, and whose form goes to this address
/// and, from there, to `target` only.
fn page(issuer: &Issuer, status: StatusCode, target: &str, content: impl FnOnce(&str) -> String) -> Response {
    let nonce = random::base64url(&issuer.options.random, 16);
    let target = match Url::parse(target) {
        Ok(url) if url.origin().is_tuple() => format!(" {}", url.origin().ascii_serialization()),
        Ok(url) => format!(" {}:", url.scheme()),
        Err(_) => String::new(),
    };
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; \
         form-action 'self'{target}; frame-ancestors 'none'; base-uri 'none'"
    );
    let mut response = answer(status, "text/html; charset=utf-8", content(&nonce));
    set(&mut response, header::CONTENT_SECURITY_POLICY, &policy);
    // Not `no-referrer`: with it browsers send `Origin: null` for the login page's own form.
    set(&mut response, header::REFERRER_POLICY, "same-origin");
    set(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    response
}

fn set(response: &mut Response, name: header::HeaderName, value: &str) {
    if let Ok(value) = value.parse() {
        response.headers_mut().insert(name, value);
    }
}

fn parameters(RawQuery(query): RawQuery) -> Parameters {
    Parameters::parse(query.as_deref().unwrap_or_default())
}

/// The parameters of a form; of any other body there are none.
fn form(headers: &HeaderMap, body: &[u8]) -> Parameters {
    let is_form = text(headers, &header::CONTENT_TYPE)
        .is_some_and(|value| value.starts_with("application/x-www-form-urlencoded"));
    Parameters::parse(std::str::from_utf8(body).ok().filter(|_| is_form).unwrap_or_default())
}
