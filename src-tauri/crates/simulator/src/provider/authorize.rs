//! The checks of an authorize request (RFC 6749, section 4.1.1), and the way back.

use url::form_urlencoded::Serializer;

use super::fault::{AuthorizeError, Fault};
use super::issuer::Issuer;
use super::ledger::Login;
use super::manner::{Quirk, Refresh, UnknownScope};
use super::pkce::Challenge;
use crate::parameters::Parameters;
use crate::qrconnect::delivered;

/// Why a login page is not shown.
pub(crate) enum Refusal {
    /// The person is told: nobody can be trusted with a redirect.
    Page(PageError),
    /// The client is told.
    Back(Back),
}

/// What the error page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageError {
    /// A parameter came twice, so that it is not sure whom to believe.
    Twice,
    /// The client id is not the registered one.
    Client,
    /// The redirect URI is none of the registered ones.
    RedirectUri,
}

/// How the browser goes back to the client.
pub(crate) enum Back {
    /// By a redirect to this address.
    Redirect(String),
    /// By a form that posts itself (OAuth 2.0 Form Post Response Mode).
    FormPost {
        /// Where to.
        action: String,
        /// Its fields.
        fields: Vec<(String, String)>,
    },
}

impl Back {
    /// The way back to `redirect_uri`, to where it is delivered.
    pub(crate) fn new(
        issuer: &Issuer,
        redirect_uri: &str,
        form_post: bool,
        fields: Vec<(String, String)>,
    ) -> Self {
        let action = delivered(redirect_uri, issuer.options.deliver_to.as_deref());
        if form_post {
            return Self::FormPost { action, fields };
        }
        let query = Serializer::new(String::new()).extend_pairs(&fields).finish();
        let joint = match (fields.is_empty(), action.contains('?')) {
            (true, _) => "",
            (false, true) => "&",
            (false, false) => "?",
        };
        Self::Redirect(format!("{action}{joint}{query}"))
    }
}

/// Checks a request. The client and its redirect URI come first: before both are known, nobody is
/// redirected anywhere.
pub(crate) fn check(issuer: &Issuer, request: &Parameters) -> Result<Login, Refusal> {
    let manner = issuer.manner();
    let repeated = manner.has(Quirk::RepeatedScopes).then_some(manner.scope_parameter);
    if request.any_twice_but(repeated) {
        return Err(Refusal::Page(PageError::Twice));
    }
    if request.get("client_id") != Some(issuer.client_id()) {
        return Err(Refusal::Page(PageError::Client));
    }
    let redirect_uri = request.get("redirect_uri").unwrap_or_default();
    if !issuer.options.client.redirect_uris.iter().any(|registered| registered == redirect_uri) {
        return Err(Refusal::Page(PageError::RedirectUri));
    }
    let form_post = request.get("response_mode") == Some("form_post");
    let refuse = |error: AuthorizeError, description: &str| {
        let mut fields = vec![("error".to_owned(), error.id().to_owned())];
        if !description.is_empty() {
            fields.push(("error_description".to_owned(), description.to_owned()));
        }
        if let Some(state) = request.get("state") {
            fields.push(("state".to_owned(), state.to_owned()));
        }
        Refusal::Back(Back::new(issuer, redirect_uri, form_post, fields))
    };
    match request.get("response_type") {
        Some("code") => {}
        None => return Err(refuse(AuthorizeError::InvalidRequest, "response_type is missing")),
        Some(_) => return Err(refuse(AuthorizeError::UnsupportedResponseType, "only code is supported")),
    }
    if !matches!(request.get("response_mode"), None | Some("query" | "form_post")) {
        return Err(refuse(AuthorizeError::InvalidRequest, "response_mode is not supported"));
    }
    let scopes = scopes(issuer, request)
        .ok_or_else(|| refuse(AuthorizeError::InvalidScope, "a requested scope is not known"))?;
    if manner.has(Quirk::FormPostForScopes) && !scopes.is_empty() && !form_post {
        let description = "response_mode must be form_post when name or email scope is requested.";
        return Err(refuse(AuthorizeError::InvalidRequest, description));
    }
    let challenge = Challenge::of(request, issuer.pkce(), issuer.is_public())
        .map_err(|description| refuse(AuthorizeError::InvalidRequest, description))?;
    let prompts = request.get("prompt").unwrap_or_default();
    if manner.has(Quirk::PromptNone) && prompts.split(' ').any(|prompt| prompt == "none") {
        return Err(refuse(AuthorizeError::LoginRequired, "nobody is logged in"));
    }
    if let Some(Fault::AuthorizeError(error)) = issuer.fault() {
        return Err(refuse(error, "as the simulator was told"));
    }
    let refreshable = match manner.refresh {
        Refresh::Never => false,
        Refresh::Always => true,
        Refresh::Scope(scope) => scopes.iter().any(|granted| granted == scope),
        Refresh::Parameter(name, value) => request.get(name) == Some(value),
    };
    Ok(Login {
        redirect_uri: redirect_uri.to_owned(),
        state: request.get("state").map(str::to_owned),
        scopes,
        nonce: request.get("nonce").map(str::to_owned),
        challenge,
        claims: request.get("claims").map(str::to_owned),
        form_post,
        refreshable,
    })
}

/// What is granted of what was asked for, each scope once. `None` if something is refused. GitHub,
/// Facebook and Slack separate by commas too; no scope of the table has one in its name.
fn scopes(issuer: &Issuer, request: &Parameters) -> Option<Vec<String>> {
    let manner = issuer.manner();
    let mut granted: Vec<String> = Vec::new();
    let asked = request.all(manner.scope_parameter).flat_map(|asked| asked.split([' ', ',']));
    for scope in asked.filter(|scope| !scope.is_empty()) {
        match (manner.scopes.contains(&scope), manner.unknown_scope) {
            (false, UnknownScope::Refused) => return None,
            (false, UnknownScope::Ignored) => continue,
            (true, _) | (false, UnknownScope::Granted) => {}
        }
        if !granted.iter().any(|known| known == scope) {
            granted.push(scope.to_owned());
        }
    }
    Some(granted)
}
