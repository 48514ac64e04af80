//! The requests of every provider but WeChat.

use super::{ExactRequest, MASK, in_braces, query, scope_parameter, text_or_name};
use crate::catalogue::{Pkce, ProfileAuthentication, Provider, TokenAuthentication};
use crate::draft::Draft;

/// What an authorize URL is made of beside the provider's own parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Authorize<'a> {
    /// The endpoint. It may have a query of its own.
    pub endpoint: &'a str,
    /// The client's id.
    pub client_id: &'a str,
    /// The callback URL.
    pub redirect_uri: &'a str,
    /// The state.
    pub state: &'a str,
    /// The PKCE challenge and its method, `plain` or `S256`, if there is one.
    pub challenge: Option<(&'a str, &'a str)>,
    /// What the source's field says.
    pub additional_scopes: &'a str,
}

/// Returns the authorize URL as authentik writes it: `client_id`, `redirect_uri`, `response_type`, `state`,
/// `code_challenge` and its method, `scope`, the provider's own parameters, then the query that the endpoint has.
///
/// A parameter that stands in the endpoint's query too has the endpoint's value. For Slack the additional scopes go to
/// `user_scope`, which is repeated for each scope, and a leading `*` replaces nothing (`types/slack.py`).
pub fn authorize_url(provider: &Provider, authorize: &Authorize<'_>) -> String {
    let is_slack = provider.id == "slack";
    let scope = match is_slack {
        true => String::new(),
        false => scope_parameter(provider.scopes, authorize.additional_scopes),
    };
    let mut parameters = vec![
        ("client_id", authorize.client_id),
        ("redirect_uri", authorize.redirect_uri),
        ("response_type", "code"),
        ("state", authorize.state),
    ];
    if let Some((challenge, method)) = authorize.challenge {
        parameters.extend([("code_challenge", challenge), ("code_challenge_method", method)]);
    }
    parameters.push(("scope", &scope));
    for (name, value) in provider.parameters {
        if is_slack && *name == "user_scope" {
            let additional = authorize.additional_scopes.trim_start_matches('*').split_whitespace();
            parameters.extend(value.split(' ').chain(additional).map(|scope| (*name, scope)));
        } else {
            parameters.push((name, value));
        }
    }
    let (before_fragment, fragment) = split(authorize.endpoint, '#');
    let (base, own_query) = split(before_fragment, '?');
    let own: Vec<(String, String)> = url::form_urlencoded::parse(own_query.as_bytes())
        .into_owned()
        // Python's `parse_qs` drops parameters without a value.
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let mut merged: Vec<(&str, &str)> = Vec::new();
    for (name, value) in &parameters {
        let theirs: Vec<&str> =
            own.iter().filter(|(own, _)| own == name).map(|(_, value)| value.as_str()).collect();
        match theirs.as_slice() {
            [] => merged.push((name, value)),
            _ if merged.iter().any(|(known, _)| known == name) => {}
            theirs => merged.extend(theirs.iter().map(|value| (*name, *value))),
        }
    }
    let is_new = |name: &str| !parameters.iter().any(|(known, _)| *known == name);
    merged.extend(
        own.iter().filter(|(name, _)| is_new(name)).map(|(name, value)| (name.as_str(), value.as_str())),
    );
    let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
    format!("{base}?{}{fragment}", query(&merged))
}

/// Returns the requests that authentik will send for a draft; what only a login knows stands in braces.
///
/// The order of the fields in the token request's body is ours: no recording shows it, and no provider minds.
pub(super) fn preview(provider: &Provider, draft: &Draft, callback_url: &str) -> Vec<ExactRequest> {
    let client_id = client_id(provider, draft);
    let pkce = pkce_method(provider, draft);
    let endpoint = |field, default| endpoint(provider, draft, field, default);
    let additional_scopes = text_or_name(draft, "additional_scopes");
    let authorize = Authorize {
        endpoint: &endpoint("authorization_url", provider.urls.authorization),
        client_id: &client_id,
        redirect_uri: callback_url,
        state: "{state}",
        challenge: pkce.map(|method| ("{code_challenge}", method)),
        additional_scopes: &additional_scopes,
    };
    let url = in_braces(&authorize_url(provider, &authorize));
    let mut requests = vec![ExactRequest { url, ..ExactRequest::get("authorize") }];
    let token_url = endpoint("access_token_url", provider.urls.access_token);
    requests.push(token(provider, draft, &client_id, callback_url, pkce.is_some(), token_url));
    let profile_url = endpoint("profile_url", provider.urls.profile);
    requests.extend(profile(provider, "userinfo", &profile_url));
    if provider.id == "github" {
        // The address is asked for only if the profile has none (`types/github.py`).
        requests.extend(profile(provider, "emails", &format!("{profile_url}/emails")));
    }
    requests
}

fn token(
    provider: &Provider,
    draft: &Draft,
    client_id: &str,
    callback_url: &str,
    has_verifier: bool,
    url: String,
) -> ExactRequest {
    let is_basic = is_basic(provider, draft);
    let mut headers = vec![("Accept", "application/json".to_owned())];
    let mut body =
        vec![("redirect_uri", callback_url), ("code", "{code}"), ("grant_type", "authorization_code")];
    if has_verifier {
        body.push(("code_verifier", "{code_verifier}"));
    }
    if is_basic {
        headers.push(("Authorization", format!("Basic {MASK}")));
    } else {
        body.extend([("client_id", client_id), ("client_secret", MASK)]);
    }
    headers.push(("Content-Type", "application/x-www-form-urlencoded".to_owned()));
    ExactRequest {
        method: "POST".to_owned(),
        url,
        headers: headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        body: body.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        ..ExactRequest::get("token")
    }
}

/// Returns the call for the user's information; `None` if authentik reads the id token instead.
fn profile(provider: &Provider, name: &str, url: &str) -> Option<ExactRequest> {
    use ProfileAuthentication::{Header, HeaderAndQuery, HeaderOrIdToken, Query, UnverifiedIdToken};
    let how = provider.profile_authentication;
    if how == UnverifiedIdToken || (how == HeaderOrIdToken && url.is_empty()) {
        return None;
    }
    let token = "access_token={access_token}";
    let url = match how {
        Header | HeaderOrIdToken | UnverifiedIdToken => url.to_owned(),
        HeaderAndQuery | Query if url.contains('?') => format!("{url}&{token}"),
        HeaderAndQuery | Query => format!("{url}?{token}"),
    };
    let token_type = match provider.id {
        // Twitch says `bearer` and wants `Bearer`; Slack says `user` (`types/twitch.py`, `types/slack.py`).
        "twitch" | "slack" => "Bearer",
        _ => "{token_type}",
    };
    let header = ("Authorization".to_owned(), format!("{token_type} {{access_token}}"));
    let headers = if how == Query { Vec::new() } else { vec![header] };
    Some(ExactRequest { url, headers, ..ExactRequest::get(name) })
}

/// Returns whether client id and secret go to the token endpoint in a header, and not in the body.
pub fn is_basic(provider: &Provider, draft: &Draft) -> bool {
    match provider.token_authentication {
        TokenAuthentication::Basic => true,
        TokenAuthentication::PostBody | TokenAuthentication::Query => false,
        TokenAuthentication::Source => draft.text("authorization_code_auth_method") != "post_body",
    }
}

/// Returns the client's id: the consumer key, of which Apple's has three parts (`types/apple.py`).
pub fn client_id(provider: &Provider, draft: &Draft) -> String {
    let key = text_or_name(draft, "consumer_key");
    match (provider.id, key.split(';').collect::<Vec<_>>().as_slice()) {
        ("apple", [services_id, _, _, ..]) => services_id.trim().to_owned(),
        _ => key,
    }
}

/// Returns how the code challenge is made, `plain` or `S256`, if there is one.
pub fn pkce_method<'a>(provider: &Provider, draft: &'a Draft) -> Option<&'a str> {
    match provider.pkce {
        Pkce::None => None,
        Pkce::S256 => Some("S256"),
        Pkce::Source => Some(draft.text("pkce")).filter(|method| matches!(*method, "plain" | "S256")),
    }
}

/// Returns the endpoint: the source's own where the type allows one, else the type's. What the server will read from the
/// discovery document, and what only a tag says, stands in braces.
fn endpoint(provider: &Provider, draft: &Draft, field: &str, default: &str) -> String {
    if !provider.urls_customizable {
        return default.to_owned();
    }
    let own = text_or_name(draft, field);
    let well_known = text_or_name(draft, "oidc_well_known_url");
    // The type's own document is known to say nothing that the type's endpoints do not (recorded for GitHub).
    let is_discovered = !well_known.is_empty() && well_known != provider.urls.well_known;
    match own.is_empty() {
        false => own,
        true if is_discovered => format!("{{{field}}}"),
        true => default.to_owned(),
    }
}

/// Returns what stands before and behind the first separator.
fn split(text: &str, separator: char) -> (&str, &str) {
    text.split_once(separator).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests;
