//! Errors of the API in each provider's form.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::fault::TokenError;
use super::manner::ErrorForm;

/// Why the token path refuses.
#[derive(Debug)]
pub(crate) struct TokenRefusal {
    pub(crate) error: TokenError,
    pub(crate) description: &'static str,
}

impl TokenRefusal {
    pub(crate) fn new(error: TokenError, description: &'static str) -> Self {
        Self { error, description }
    }

    /// Status and body. 401 belongs to `invalid_client` (RFC 6749, section 5.2).
    pub(crate) fn answer(&self, form: ErrorForm) -> (StatusCode, Value) {
        let (error, description) = (self.error.id(), self.description);
        let status = match self.error {
            TokenError::InvalidClient => StatusCode::UNAUTHORIZED,
            _ => StatusCode::BAD_REQUEST,
        };
        match form {
            ErrorForm::Always200 => {
                // GitHub's and Reddit's documents: the call went well, what it says did not. GitHub has
                // words of its own for the two errors that are met most.
                (StatusCode::OK, json!({"error": error, "error_description": description}))
            }
            ErrorForm::Slack => {
                let code = match self.error {
                    TokenError::InvalidGrant => "invalid_code",
                    TokenError::InvalidClient => "bad_client_secret",
                    _ => "invalid_arguments",
                };
                (StatusCode::OK, json!({"ok": false, "error": code}))
            }
            ErrorForm::Facebook => (
                StatusCode::BAD_REQUEST,
                json!({"error": {"message": description, "type": "OAuthException", "code": 100}}),
            ),
            ErrorForm::Twitch => {
                let status = match self.error {
                    TokenError::InvalidClient => StatusCode::FORBIDDEN,
                    _ => StatusCode::BAD_REQUEST,
                };
                (status, json!({"status": status.as_u16(), "message": description}))
            }
            _ => (status, json!({"error": error, "error_description": description})),
        }
    }
}

/// Why a document about the user is refused (RFC 6750, section 3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UserRefusal {
    /// No token came.
    NoToken,
    /// The token is not good.
    InvalidToken,
    /// The token does not allow this.
    InsufficientScope,
    /// The client did not say who it is (Reddit).
    NoUserAgent,
}

impl UserRefusal {
    /// Status and body.
    pub(crate) fn answer(self, form: ErrorForm) -> (StatusCode, Value) {
        let (status, error, text) = match self {
            Self::NoToken => (StatusCode::UNAUTHORIZED, "invalid_request", "No access token was sent"),
            Self::InvalidToken => {
                (StatusCode::UNAUTHORIZED, "invalid_token", "The access token is not valid")
            }
            Self::InsufficientScope => {
                (StatusCode::FORBIDDEN, "insufficient_scope", "The access token does not allow this")
            }
            Self::NoUserAgent => (StatusCode::TOO_MANY_REQUESTS, "too_many_requests", "Too Many Requests"),
        };
        let code = status.as_u16();
        let body = match form {
            ErrorForm::Standard | ErrorForm::Always200 => {
                json!({"error": error, "error_description": text})
            }
            ErrorForm::Slack => {
                let code = match self {
                    Self::NoToken => "not_authed",
                    Self::InvalidToken => "invalid_auth",
                    _ => "missing_scope",
                };
                return (StatusCode::OK, json!({"ok": false, "error": code}));
            }
            ErrorForm::Facebook => {
                let body = json!({"error": {"message": text, "type": "OAuthException", "code": 190}});
                return (StatusCode::BAD_REQUEST, body);
            }
            ErrorForm::Graph => {
                let code = match self {
                    Self::InsufficientScope => "Authorization_RequestDenied",
                    _ => "InvalidAuthenticationToken",
                };
                json!({"error": {"code": code, "message": text}})
            }
            ErrorForm::Google => {
                let name = if code == 403 { "PERMISSION_DENIED" } else { "UNAUTHENTICATED" };
                json!({"error": {"code": code, "message": text, "status": name}})
            }
            ErrorForm::Github => json!({
                "message": if code == 401 { "Bad credentials" } else { text },
                "documentation_url": "https://docs.github.com/rest", "status": code.to_string(),
            }),
            ErrorForm::Discord => {
                let message = format!("{code}: {}", status.canonical_reason().unwrap_or_default());
                json!({"message": message, "code": 0})
            }
            ErrorForm::Twitch => json!({"status": code, "message": text}),
            ErrorForm::Twitter => {
                let title = status.canonical_reason().unwrap_or_default();
                json!({"title": title, "type": "about:blank", "status": code, "detail": title})
            }
            ErrorForm::Reddit => {
                json!({"message": status.canonical_reason().unwrap_or_default(), "error": code})
            }
            ErrorForm::Patreon => json!({"errors": [{
                "code": 1, "code_name": status.canonical_reason().unwrap_or_default(), "detail": text,
                "status": code.to_string(), "title": text,
            }]}),
        };
        (status, body)
    }

    /// The challenge that goes with a status of 401 or 403.
    pub(crate) fn challenge(self) -> Option<&'static str> {
        match self {
            Self::NoToken => Some("Bearer"),
            Self::InvalidToken => Some(r#"Bearer error="invalid_token""#),
            Self::InsufficientScope => Some(r#"Bearer error="insufficient_scope""#),
            Self::NoUserAgent => None,
        }
    }
}
