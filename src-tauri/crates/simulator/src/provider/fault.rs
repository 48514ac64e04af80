//! What can be made to go wrong, step by step.

use super::manner::{IdToken, Manner};

/// A step of a login that can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The discovery document.
    Discovery,
    /// The key set.
    Jwks,
    /// The browser's leg.
    Authorize,
    /// The exchange of the code.
    Token,
    /// The documents about the user.
    Userinfo,
}

/// How a step breaks, whatever it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Breakage {
    /// The answer comes after [`Options::slow`](super::Options::slow).
    Slow,
    /// The connection ends in the middle of the answer.
    Cut,
    /// A page of HTML comes, with status 200.
    Html,
    /// The answer is [`Options::huge`](super::Options::huge) bytes long.
    Huge,
    /// HTTP 500 with a page of HTML.
    ServerError,
    /// The address redirects to itself, for ever.
    RedirectLoop,
}

/// A fault that the provider plays until it is told otherwise. A fault acts at its own place in the
/// order of checks: an earlier mistake of the client still wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// A step breaks down.
    Broken(Step, Breakage),
    /// The discovery document names another issuer.
    DiscoveryWrongIssuer,
    /// The key set holds other keys than the ones that sign.
    JwksOtherKeys,
    /// The browser comes back with this error (RFC 6749, section 4.1.2.1), without having shown a page.
    AuthorizeError(AuthorizeError),
    /// The browser comes back with another state than it was sent with.
    AuthorizeWrongState,
    /// The browser comes back with neither a code nor an error.
    AuthorizeMissingCode,
    /// The token path answers this error (RFC 6749, section 5.2).
    TokenError(TokenError),
    /// The token answer has no `access_token`.
    TokenMissingAccessToken,
    /// The token answer has no `id_token`.
    IdTokenMissing,
    /// The ID token is of another issuer.
    IdTokenWrongIssuer,
    /// The ID token is for another client.
    IdTokenWrongAudience,
    /// The ID token has expired.
    IdTokenExpired,
    /// The ID token carries the signature of another one.
    IdTokenWrongSignature,
    /// The ID token is not signed at all (`alg` is `none`).
    IdTokenUnsigned,
    /// The ID token has another nonce than was asked for.
    IdTokenWrongNonce,
    /// The profile path says that the access token is not good (RFC 6750, section 3.1).
    UserinfoInvalidToken,
    /// The profile path says that the access token does not allow this.
    UserinfoInsufficientScope,
    /// The user's document is of somebody else than the ID token.
    UserinfoOtherSubject,
    /// What is known about the user has no identifier.
    MissingId,
    /// What is known about the user has no email address.
    MissingEmail,
}

/// An error that the browser brings back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AuthorizeError {
    /// The request is malformed.
    InvalidRequest,
    /// The client may not ask for a code in this way.
    UnauthorizedClient,
    /// The person refused.
    AccessDenied,
    /// The response type is not known.
    UnsupportedResponseType,
    /// A scope is not known.
    InvalidScope,
    /// The provider failed.
    ServerError,
    /// The provider is overloaded.
    TemporarilyUnavailable,
    /// Nobody is logged in, and nobody may be asked (OpenID Connect Core, section 3.1.2.6).
    LoginRequired,
}

/// An error of the token path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenError {
    /// The request is malformed.
    InvalidRequest,
    /// The client is not known, or did not prove who it is.
    InvalidClient,
    /// The code or the refresh token is not good.
    InvalidGrant,
    /// The client may not use this grant.
    UnauthorizedClient,
    /// The grant type is not known.
    UnsupportedGrantType,
    /// The scope is not good.
    InvalidScope,
}

impl Step {
    const ALL: [Self; 5] = [Self::Discovery, Self::Jwks, Self::Authorize, Self::Token, Self::Userinfo];

    fn id(self) -> &'static str {
        match self {
            Self::Discovery => "discovery",
            Self::Jwks => "jwks",
            Self::Authorize => "authorize",
            Self::Token => "token",
            Self::Userinfo => "userinfo",
        }
    }
}

impl Breakage {
    const ALL: [Self; 6] =
        [Self::Slow, Self::Cut, Self::Html, Self::Huge, Self::ServerError, Self::RedirectLoop];

    fn id(self) -> &'static str {
        match self {
            Self::Slow => "slow",
            Self::Cut => "cut",
            Self::Html => "html",
            Self::Huge => "huge",
            Self::ServerError => "500",
            Self::RedirectLoop => "redirect-loop",
        }
    }
}

impl AuthorizeError {
    const ALL: [Self; 8] = [
        Self::InvalidRequest,
        Self::UnauthorizedClient,
        Self::AccessDenied,
        Self::UnsupportedResponseType,
        Self::InvalidScope,
        Self::ServerError,
        Self::TemporarilyUnavailable,
        Self::LoginRequired,
    ];

    /// The value of `error`.
    pub fn id(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::AccessDenied => "access_denied",
            Self::UnsupportedResponseType => "unsupported_response_type",
            Self::InvalidScope => "invalid_scope",
            Self::ServerError => "server_error",
            Self::TemporarilyUnavailable => "temporarily_unavailable",
            Self::LoginRequired => "login_required",
        }
    }
}

impl TokenError {
    const ALL: [Self; 6] = [
        Self::InvalidRequest,
        Self::InvalidClient,
        Self::InvalidGrant,
        Self::UnauthorizedClient,
        Self::UnsupportedGrantType,
        Self::InvalidScope,
    ];

    /// The value of `error`.
    pub fn id(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::InvalidScope => "invalid_scope",
        }
    }
}

/// The faults that no other value is part of.
const PLAIN: [Fault; 17] = [
    Fault::DiscoveryWrongIssuer,
    Fault::JwksOtherKeys,
    Fault::AuthorizeWrongState,
    Fault::AuthorizeMissingCode,
    Fault::TokenMissingAccessToken,
    Fault::IdTokenMissing,
    Fault::IdTokenWrongIssuer,
    Fault::IdTokenWrongAudience,
    Fault::IdTokenExpired,
    Fault::IdTokenWrongSignature,
    Fault::IdTokenUnsigned,
    Fault::IdTokenWrongNonce,
    Fault::UserinfoInvalidToken,
    Fault::UserinfoInsufficientScope,
    Fault::UserinfoOtherSubject,
    Fault::MissingId,
    Fault::MissingEmail,
];

impl Fault {
    /// Every fault, in the order of a login.
    pub fn all() -> Vec<Self> {
        let mut faults = Vec::new();
        let broken = |step: Step| Breakage::ALL.into_iter().map(move |how| Self::Broken(step, how));
        for step in Step::ALL {
            match step {
                Step::Authorize => faults.extend(AuthorizeError::ALL.map(Self::AuthorizeError)),
                Step::Token => faults.extend(TokenError::ALL.map(Self::TokenError)),
                Step::Discovery | Step::Jwks | Step::Userinfo => {}
            }
            faults.extend(PLAIN.iter().filter(|fault| fault.step() == step));
            faults.extend(broken(step));
        }
        faults
    }

    /// The faults that a provider of this manner can have.
    pub fn all_for(manner: &Manner) -> Vec<Self> {
        Self::all().into_iter().filter(|fault| fault.suits(manner)).collect()
    }

    /// Whether a provider of this manner can have this fault.
    pub fn suits(self, manner: &Manner) -> bool {
        let issues = manner.id_token != IdToken::Never;
        match self {
            Self::IdTokenMissing
            | Self::IdTokenWrongIssuer
            | Self::IdTokenWrongAudience
            | Self::IdTokenExpired
            | Self::IdTokenWrongSignature
            | Self::IdTokenUnsigned
            | Self::IdTokenWrongNonce => issues,
            Self::UserinfoOtherSubject => issues && manner.profile_path.is_some(),
            Self::AuthorizeError(AuthorizeError::LoginRequired) => issues,
            Self::MissingId | Self::MissingEmail => true,
            _ => match self.step() {
                Step::Discovery => manner.discovery_path().is_some(),
                Step::Jwks => manner.jwks_path().is_some(),
                Step::Userinfo => manner.profile_path.is_some(),
                Step::Authorize | Step::Token => true,
            },
        }
    }

    /// The step that it shows at.
    pub fn step(self) -> Step {
        match self {
            Self::Broken(step, _) => step,
            Self::DiscoveryWrongIssuer => Step::Discovery,
            Self::JwksOtherKeys => Step::Jwks,
            Self::AuthorizeError(_) | Self::AuthorizeWrongState | Self::AuthorizeMissingCode => {
                Step::Authorize
            }
            Self::TokenError(_)
            | Self::TokenMissingAccessToken
            | Self::IdTokenMissing
            | Self::IdTokenWrongIssuer
            | Self::IdTokenWrongAudience
            | Self::IdTokenExpired
            | Self::IdTokenWrongSignature
            | Self::IdTokenUnsigned
            | Self::IdTokenWrongNonce => Step::Token,
            Self::UserinfoInvalidToken
            | Self::UserinfoInsufficientScope
            | Self::UserinfoOtherSubject
            | Self::MissingId
            | Self::MissingEmail => Step::Userinfo,
        }
    }

    /// The name on a command line: the step, and what happens there. The words of the RFCs stay as they
    /// are, with their underscores.
    pub fn id(self) -> String {
        let plain = match self {
            Self::Broken(step, how) => return format!("{}-{}", step.id(), how.id()),
            Self::AuthorizeError(error) => return format!("authorize-{}", error.id()),
            Self::TokenError(error) => return format!("token-{}", error.id()),
            Self::DiscoveryWrongIssuer => "discovery-wrong-issuer",
            Self::JwksOtherKeys => "jwks-other-keys",
            Self::AuthorizeWrongState => "authorize-wrong-state",
            Self::AuthorizeMissingCode => "authorize-missing-code",
            Self::TokenMissingAccessToken => "token-missing-access_token",
            Self::IdTokenMissing => "id_token-missing",
            Self::IdTokenWrongIssuer => "id_token-wrong-issuer",
            Self::IdTokenWrongAudience => "id_token-wrong-audience",
            Self::IdTokenExpired => "id_token-expired",
            Self::IdTokenWrongSignature => "id_token-wrong-signature",
            Self::IdTokenUnsigned => "id_token-unsigned",
            Self::IdTokenWrongNonce => "id_token-wrong-nonce",
            Self::UserinfoInvalidToken => "userinfo-invalid_token",
            Self::UserinfoInsufficientScope => "userinfo-insufficient_scope",
            Self::UserinfoOtherSubject => "userinfo-other-subject",
            Self::MissingId => "missing-id",
            Self::MissingEmail => "missing-email",
        };
        plain.to_owned()
    }

    /// The fault with this [`id`](Self::id).
    pub fn parse(id: &str) -> Option<Self> {
        Self::all().into_iter().find(|fault| fault.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_fault_is_found_again_by_its_id() {
        let all = Fault::all();
        for fault in &all {
            assert_eq!(Fault::parse(&fault.id()), Some(*fault));
        }
        assert_eq!(all.iter().map(|fault| fault.id()).collect::<BTreeSet<_>>().len(), all.len());
        assert_eq!(all.len(), 5 * 6 + 8 + 6 + PLAIN.len());
        assert_eq!(Fault::parse("40029"), None);
    }

    #[test]
    fn a_provider_has_no_fault_at_a_step_that_it_does_not_have() {
        let ids = |manner: &str| -> Vec<String> {
            Fault::all_for(Manner::parse(manner).unwrap()).into_iter().map(Fault::id).collect()
        };
        assert_eq!(ids("openidconnect").len(), Fault::all().len());
        assert!(!ids("apple").iter().any(|id| id.starts_with("userinfo")));
        assert!(
            !ids("discord")
                .iter()
                .any(|id| ["discovery", "jwks", "id_token"].iter().any(|step| id.starts_with(step)))
        );
        assert!(
            ids("github").contains(&"jwks-slow".to_owned())
                && !ids("github").contains(&"discovery-slow".to_owned())
        );
        for manner in Manner::all() {
            assert!(ids(manner.id).contains(&"missing-id".to_owned()));
        }
    }
}
