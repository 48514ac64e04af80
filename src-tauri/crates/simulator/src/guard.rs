//! Who is answered at all.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};

/// The status to refuse a request with that did not ask for this very address: a foreign name that
/// resolves to 127.0.0.1 (DNS rebinding) gets 421, and a page of another origin that plays the person
/// gets 403. `base_url` is `http://127.0.0.1:PORT`; `api` tells that a program is asking, not a page.
pub(crate) fn refusal(base_url: &str, request: &Request, api: bool) -> Option<StatusCode> {
    let own = base_url.strip_prefix("http://").unwrap_or_default();
    let port = base_url.rsplit(':').next().unwrap_or_default();
    let is_ours = |host: &str| host == own || host.strip_prefix("localhost:") == Some(port);
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok());
    let named = request.uri().authority().is_none_or(|authority| is_ours(authority.as_str()));
    if !host.is_some_and(is_ours) || hosts.next().is_some() || !named {
        return Some(StatusCode::MISDIRECTED_REQUEST);
    }
    let foreign = origin(request.headers()).is_some_and(|origin| !origin.is_some_and(is_ours));
    (foreign && !api && request.method() != Method::GET).then_some(StatusCode::FORBIDDEN)
}

/// The authority of the `Origin`, if there is one; `Some(None)` if it is not plain `http`.
fn origin(headers: &HeaderMap) -> Option<Option<&str>> {
    let origin = headers.get(header::ORIGIN)?;
    Some(origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://")))
}
