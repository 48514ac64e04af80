//! The exact requests that authentik sends for an OAuth source, in its order and encoding.
//!
//! Source: authentik's `sources/oauth/clients/base.py`, `clients/oauth2.py`, `views/redirect.py` and `types/*.py`; the
//! authorize URLs equal those that a live 2026.5 server answered with.

mod oauth;
mod wechat;

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::draft::Draft;

pub use oauth::{Authorize, authorize_url as oauth_authorize_url, client_id, is_basic, pkce_method};
pub use wechat::{
    AUTHORIZE_ENDPOINT, TOKEN_ENDPOINT, USERINFO_ENDPOINT, authorize_url, scope, token_url, userinfo_url,
};

/// What stands where a secret would be.
pub const MASK: &str = "••••••••";

/// A request as it goes over the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ExactRequest {
    /// The step it belongs to: `authorize`, `token`, `userinfo`, or `emails`, which only GitHub has.
    pub name: String,
    /// `GET` or `POST`.
    pub method: String,
    /// The whole URL. In a preview what is not known yet stands in braces, secrets are masked.
    pub url: String,
    /// The headers that matter, in order.
    pub headers: Vec<(String, String)>,
    /// The fields of the form in the body, in order, before they are encoded. A GET has none.
    pub body: Vec<(String, String)>,
}

/// Returns the requests that authentik will send for a draft, in order; none if its protocol is not OAuth.
///
/// What only a login or the server knows stands in braces. Further requests that depend on what a provider answers are
/// not among them: the groups that Entra ID is asked for when the scopes allow it.
pub fn preview(draft: &Draft, callback_url: &str) -> Vec<ExactRequest> {
    let provider = draft.kind().and_then(|kind| kind.provider);
    match provider {
        Some(provider) if provider.id == "wechat" => wechat::preview(draft, callback_url),
        Some(provider) => oauth::preview(provider, draft, callback_url),
        None => Vec::new(),
    }
}

/// Returns the scope parameter: the default scopes with the additional ones, each once, sorted and joined by a space.
///
/// A leading `*` replaces the defaults. Two spaces make an empty scope, as they do for authentik (`views/redirect.py`,
/// `clients/base.py`).
fn scope_parameter(defaults: &[&str], additional_scopes: &str) -> String {
    // One by one: collecting makes a list of all of them first, however often each occurs.
    let mut scopes = BTreeSet::new();
    match additional_scopes.strip_prefix('*') {
        Some(replacing) => scopes.extend(replacing.split(' ')),
        None => {
            scopes.extend(defaults);
            if !additional_scopes.is_empty() {
                scopes.extend(additional_scopes.split(' '));
            }
        }
    }
    scopes.into_iter().collect::<Vec<_>>().join(" ")
}

impl ExactRequest {
    fn get(name: &str) -> ExactRequest {
        ExactRequest {
            name: name.to_owned(),
            method: "GET".to_owned(),
            url: String::new(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }
}

/// Returns the text of a field; its name in braces if only the server can tell.
fn text_or_name(draft: &Draft, field: &str) -> String {
    if draft.is_tagged(field) { format!("{{{field}}}") } else { draft.text(field).trim().to_owned() }
}

/// What a preview puts in braces.
const UNKNOWN: [&str; 9] = [
    "state",
    "code",
    "code_challenge",
    "code_verifier",
    "access_token",
    "token_type",
    "openid",
    "consumer_key",
    "additional_scopes",
];

/// Returns a URL in which the braces around what is not known, and masks, are readable again.
fn in_braces(url: &str) -> String {
    let mut url = url.replace("%E2%80%A2", "•");
    for name in UNKNOWN {
        url = url.replace(&format!("%7B{name}%7D"), &format!("{{{name}}}"));
    }
    url
}

/// What Python's `urllib.parse.quote(safe="")` leaves as it is: letters, digits and `_.-~`.
const QUOTE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'_').remove(b'.').remove(b'-').remove(b'~');

fn with_query(endpoint: &str, parameters: &[(&str, &str)]) -> String {
    format!("{endpoint}?{}", query(parameters))
}

fn query(parameters: &[(&str, &str)]) -> String {
    let encode = |text| utf8_percent_encode(text, QUOTE);
    let pairs: Vec<String> =
        parameters.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    pairs.join("&")
}
