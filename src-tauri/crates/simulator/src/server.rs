//! The paths of the WeChat Open Platform over HTTP.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{self, DefaultBodyLimit, Path, RawQuery, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use crate::pages::{self, QrPage};
use crate::parameters::Parameters;
use crate::platform::{Act, Platform};
use crate::state::Outcome;
use crate::{Fault, guard, qr, random};

/// The largest request body, in bytes.
const LARGEST_BODY: usize = 64 * 1_024;

type Here = extract::State<Arc<Platform>>;

/// All routes of `platform`.
pub(crate) fn router(platform: Arc<Platform>) -> Router {
    Router::new()
        .route("/connect/qrconnect", get(qrconnect))
        .route("/connect/qrcode/{uuid}", get(qrcode))
        .route("/connect/confirm", get(scan).post(decide))
        .route("/connect/l/qrconnect", get(poll))
        .route("/connect/oauth2/authorize", get(authorize))
        .route("/sns/oauth2/access_token", get(access_token).post(access_token))
        .route("/sns/oauth2/refresh_token", get(refresh_token))
        .route("/sns/auth", get(auth))
        .route("/sns/userinfo", get(userinfo))
        .route("/__sim/sessions/{uuid}", get(describe))
        .route("/__sim/sessions/{uuid}/location", get(location))
        .route("/__sim/sessions/{uuid}/{act}", post(act))
        // Browsers ask for it unasked; nothing to show is better than an error in their console.
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn_with_state(platform.clone(), guard))
        .with_state(platform)
}

/// Answers only who asked for this very address.
async fn guard(extract::State(platform): Here, request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/sns/");
    match guard::refusal(&platform.base_url, &request, api) {
        Some(status) => status.into_response(),
        None => next.run(request).await,
    }
}

async fn qrconnect(extract::State(platform): Here, query: RawQuery) -> Response {
    let parameters = parameters(query);
    let opened = match platform.open(&parameters) {
        Ok(opened) => opened,
        Err(error) => return page(&platform, |nonce| pages::error_page(error.text(), nonce)),
    };
    let request = &opened.request;
    let content = QrPage {
        base_url: &platform.base_url,
        uuid: &opened.uuid,
        name: &platform.options.application.name,
        redirect_uri: &request.redirect_uri,
        delivered_uri: &platform.delivered(&request.redirect_uri),
        state: &request.state,
        self_redirect: parameters.get("self_redirect") == Some("true"),
        deny_redirect: platform.options.deny_redirect,
        english: parameters.get("lang") == Some("en"),
    };
    page(&platform, |nonce| pages::qr_page(&content, nonce))
}

async fn qrcode(extract::State(platform): Here, Path(uuid): Path<String>) -> Response {
    if !platform.knows(&uuid) {
        return page(&platform, |nonce| pages::error_page("该链接无法访问", nonce));
    }
    match qr::jpeg(&platform.confirm_url(&uuid)) {
        Some(picture) => answer("image/jpeg", "no-store", picture),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn scan(extract::State(platform): Here, query: RawQuery) -> Response {
    phone(&platform, &parameters(query), Act::Scan)
}

async fn decide(
    extract::State(platform): Here,
    query: RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let form = form(&headers, &body);
    match form.get("action") {
        Some("allow") => phone(&platform, &parameters(query), Act::Allow),
        Some("deny") => phone(&platform, &parameters(query), Act::Deny),
        _ => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// Does `act` and shows the phone what came of it.
fn phone(platform: &Platform, query: &Parameters, act: Act) -> Response {
    let uuid = query.get("uuid").unwrap_or_default();
    let state = platform.act(uuid, act).map_or("expired", |effect| effect.state);
    let name = &platform.options.application.name;
    page(platform, |nonce| match state {
        "scanned" => pages::confirm_page(name, uuid, nonce),
        "confirmed" => pages::phone_page("已确认登录", "请回到电脑上继续", nonce),
        "cancelled" => pages::phone_page("已取消登录", "如需登录，请再次扫描二维码", nonce),
        "new" => pages::phone_page("尚未扫描", "请先扫描二维码", nonce),
        _ => pages::phone_page("二维码已失效", "请在电脑上刷新二维码后重新扫描", nonce),
    })
}

async fn poll(extract::State(platform): Here, query: RawQuery) -> Response {
    let query = parameters(query);
    let last = query.get("last").and_then(|last| last.parse().ok());
    let body = platform.poll(query.get("uuid").unwrap_or_default(), last).await;
    answer("text/javascript", "no-cache", body)
}

/// The page of a 公众号, which a desktop browser cannot use: the endpoint that is often taken by mistake.
async fn authorize(extract::State(platform): Here) -> Response {
    page(&platform, |nonce| pages::error_page("请在微信客户端打开链接", nonce))
}

async fn access_token(
    extract::State(platform): Here,
    query: RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    platform.think().await;
    if platform.fault() == Some(Fault::ServerError) {
        let body = "<html><head><title>500 Internal Server Error</title></head>\
                    <body><center><h1>500 Internal Server Error</h1></center></body></html>";
        let headers = [(header::CONTENT_TYPE, "text/html")];
        return (StatusCode::INTERNAL_SERVER_ERROR, headers, Body::from(body)).into_response();
    }
    api(platform.exchange(&parameters(query).and(form(&headers, &body))))
}

async fn refresh_token(extract::State(platform): Here, query: RawQuery) -> Response {
    platform.think().await;
    api(platform.refresh(&parameters(query)))
}

async fn auth(extract::State(platform): Here, query: RawQuery) -> Response {
    platform.think().await;
    api(platform.auth(&parameters(query)))
}

async fn userinfo(extract::State(platform): Here, query: RawQuery) -> Response {
    platform.think().await;
    api(platform.userinfo(&parameters(query)))
}

async fn describe(extract::State(platform): Here, Path(uuid): Path<String>) -> Response {
    match platform.describe(&uuid) {
        Some(session) => answer("application/json", "no-store", session.to_string()),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn location(extract::State(platform): Here, Path(uuid): Path<String>) -> Response {
    match platform.location(&uuid) {
        Some(location) => answer("text/plain; charset=utf-8", "no-store", location),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn act(extract::State(platform): Here, Path((uuid, act)): Path<(String, String)>) -> Response {
    let act = match act.as_str() {
        "scan" => Act::Scan,
        "allow" => Act::Allow,
        "deny" => Act::Deny,
        "expire" => Act::Expire,
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let Some(effect) = platform.act(&uuid, act) else { return StatusCode::NOT_FOUND.into_response() };
    let refused = effect.outcome == Outcome::Refused;
    let status = if refused { StatusCode::CONFLICT } else { StatusCode::OK };
    let mut response = describe(extract::State(platform), Path(uuid)).await;
    *response.status_mut() = status;
    response
}

/// An answer of the API: `text/plain` without a charset, and 200 for errors too.
fn api(body: String) -> Response {
    let headers = [(header::CONNECTION, "keep-alive"), (header::CONTENT_TYPE, "text/plain")];
    (headers, Body::from(body)).into_response()
}

fn answer(content_type: &str, cache: &str, body: impl Into<Body>) -> Response {
    let headers = [(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, cache)];
    (headers, body.into()).into_response()
}

/// A page whose own style and script are the only ones that run. It may be framed: wxLogin.js does.
fn page(platform: &Platform, content: impl FnOnce(&str) -> String) -> Response {
    let nonce = random::base64url(&platform.options.random, 16);
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'"
    );
    let mut response = answer("text/html; charset=utf-8", "no-store", content(&nonce));
    let headers = [
        (header::CONTENT_SECURITY_POLICY, policy.as_str()),
        // Not `no-referrer`: with it browsers send `Origin: null` for the phone page's own form.
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    for (name, value) in headers {
        if let Ok(value) = value.parse() {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn parameters(RawQuery(query): RawQuery) -> Parameters {
    Parameters::parse(query.as_deref().unwrap_or_default())
}

/// The parameters of a form; of any other body there are none.
fn form(headers: &HeaderMap, body: &[u8]) -> Parameters {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_form = content_type.is_some_and(|value| value.starts_with("application/x-www-form-urlencoded"));
    Parameters::parse(std::str::from_utf8(body).ok().filter(|_| is_form).unwrap_or_default())
}
