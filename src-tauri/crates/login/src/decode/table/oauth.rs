//! The errors of OAuth 2.0, its extensions, and OpenID Connect.

use super::certain;
use super::evidence::{DOCUMENTED_BY_PROVIDERS, OIDC_CORE, PYJWT, RFC6749, RFC6750, RFC7636};
use crate::decode::{Explanation, Family};

pub(super) const PART: &[Explanation] = &[
    certain(Family::OAuth, "invalid_request", "explain-invalid-request", RFC6749, &["invalid_request"])
        .broad(),
    certain(
        Family::OAuth,
        "unauthorized_client",
        "explain-unauthorized-client",
        RFC6749,
        &["unauthorized_client"],
    )
    .broad(),
    certain(Family::OAuth, "access_denied", "explain-access-denied", RFC6749, &["access_denied"]).broad(),
    certain(
        Family::OAuth,
        "unsupported_response_type",
        "explain-unsupported-response-type",
        RFC6749,
        &["unsupported_response_type"],
    )
    .broad(),
    certain(Family::OAuth, "invalid_scope", "explain-invalid-scope", RFC6749, &["invalid_scope"]).broad(),
    certain(Family::OAuth, "server_error", "explain-oauth-server-error", RFC6749, &["server_error"]).broad(),
    certain(
        Family::OAuth,
        "temporarily_unavailable",
        "explain-temporarily-unavailable",
        RFC6749,
        &["temporarily_unavailable"],
    )
    .broad(),
    certain(
        Family::OAuth,
        "invalid_client",
        "explain-invalid-client",
        RFC6749,
        &["invalid_client", "client authentication failed"],
    )
    .broad(),
    certain(Family::OAuth, "invalid_grant", "explain-invalid-grant", RFC6749, &["invalid_grant"]).broad(),
    certain(
        Family::OAuth,
        "unsupported_grant_type",
        "explain-unsupported-grant-type",
        RFC6749,
        &["unsupported_grant_type"],
    )
    .broad(),
    certain(
        Family::OAuth,
        "redirect_uri_mismatch",
        "explain-redirect-uri-mismatch",
        DOCUMENTED_BY_PROVIDERS,
        &["redirect_uri_mismatch", "redirect uri mismatch"],
    )
    .broad(),
    certain(
        Family::OAuth,
        "pkce-required",
        "explain-pkce-required",
        RFC7636,
        &[
            "code challenge required",
            "code_challenge is required",
            "pkce is required",
            "missing required parameter: code_challenge",
        ],
    ),
    certain(
        Family::OAuth,
        "pkce-verifier",
        "explain-pkce-verifier",
        RFC7636,
        &[
            "pkce verification failed",
            "invalid code_verifier",
            "invalid code verifier",
            "missing code_verifier",
            "code_verifier does not match",
            "code verifier does not match",
            "code_verifier mismatch",
        ],
    ),
    certain(Family::OAuth, "invalid_token", "explain-invalid-token", RFC6750, &["invalid_token"]).broad(),
    certain(
        Family::OAuth,
        "insufficient_scope",
        "explain-insufficient-scope",
        RFC6750,
        &["insufficient_scope"],
    )
    .broad(),
    certain(
        Family::Oidc,
        "interaction_required",
        "explain-interaction-required",
        OIDC_CORE,
        &["interaction_required"],
    )
    .broad(),
    certain(Family::Oidc, "login_required", "explain-login-required", OIDC_CORE, &["login_required"]).broad(),
    certain(
        Family::Oidc,
        "account_selection_required",
        "explain-account-selection-required",
        OIDC_CORE,
        &["account_selection_required"],
    )
    .broad(),
    certain(Family::Oidc, "consent_required", "explain-consent-required", OIDC_CORE, &["consent_required"])
        .broad(),
    certain(
        Family::Oidc,
        "invalid_request_uri",
        "explain-invalid-request-uri",
        OIDC_CORE,
        &["invalid_request_uri"],
    )
    .broad(),
    certain(
        Family::Oidc,
        "invalid_request_object",
        "explain-invalid-request-object",
        OIDC_CORE,
        &["invalid_request_object"],
    )
    .broad(),
    certain(
        Family::Oidc,
        "request_not_supported",
        "explain-request-not-supported",
        OIDC_CORE,
        &["request_not_supported"],
    )
    .broad(),
    certain(
        Family::Oidc,
        "request_uri_not_supported",
        "explain-request-uri-not-supported",
        OIDC_CORE,
        &["request_uri_not_supported"],
    )
    .broad(),
    certain(
        Family::Oidc,
        "registration_not_supported",
        "explain-registration-not-supported",
        OIDC_CORE,
        &["registration_not_supported"],
    )
    .broad(),
    certain(
        Family::Oidc,
        "jwt-signature",
        "explain-jwt-signature",
        PYJWT,
        &["signature verification failed", "invalidsignatureerror"],
    ),
    certain(
        Family::Oidc,
        "jwt-audience",
        "explain-jwt-audience",
        PYJWT,
        &["audience doesn't match", "invalid audience", "invalidaudienceerror"],
    ),
    certain(
        Family::Oidc,
        "jwt-expired",
        "explain-jwt-expired",
        PYJWT,
        &["signature has expired", "expiredsignatureerror"],
    ),
    certain(
        Family::Oidc,
        "jwt-not-yet-valid",
        "explain-jwt-not-yet-valid",
        PYJWT,
        &["the token is not yet valid", "immaturesignatureerror"],
    ),
];
