//! What the test login itself finds.

use super::evidence::{
    APPLE, AUTHENTIK_CALLBACK, AUTHENTIK_CLIENT, AUTHENTIK_TYPES, AUTHENTIK_WECHAT, CODE_DOCUMENT, RFC6749,
    TEST_LOGIN,
};
use super::{certain, uncertain};
use crate::decode::{Explanation, Family};

pub(super) const PART: &[Explanation] = &[
    certain(Family::TestLogin, "not-loopback", "explain-not-loopback", TEST_LOGIN, &[]),
    certain(Family::TestLogin, "unreachable", "explain-unreachable", TEST_LOGIN, &[]),
    certain(Family::TestLogin, "no-answer", "explain-no-answer", TEST_LOGIN, &[]),
    certain(Family::TestLogin, "too-large", "explain-too-large", TEST_LOGIN, &[]),
    certain(
        Family::TestLogin,
        "http-500",
        "explain-http-500",
        TEST_LOGIN,
        &["HTTP 500", "500", "500 Internal Server Error"],
    )
    .broad(),
    certain(Family::TestLogin, "http-error", "explain-http-error", TEST_LOGIN, &[]).broad(),
    certain(
        Family::TestLogin,
        "not-json",
        "explain-not-json",
        AUTHENTIK_CALLBACK,
        &["Failed to JSON-decode profile."],
    ),
    certain(
        Family::TestLogin,
        "control-characters",
        "explain-control-characters",
        AUTHENTIK_CALLBACK,
        &["Invalid control character"],
    ),
    certain(Family::TestLogin, "no-code", "explain-no-code", AUTHENTIK_WECHAT, &[]),
    certain(Family::TestLogin, "callback-elsewhere", "explain-callback-elsewhere", TEST_LOGIN, &[]),
    certain(Family::TestLogin, "unknown-page", "explain-unknown-page", TEST_LOGIN, &[]),
    certain(Family::TestLogin, "timeout", "explain-timeout", TEST_LOGIN, &[]),
    uncertain(Family::TestLogin, "unknown-errcode", "explain-unknown-errcode", CODE_DOCUMENT, &[]),
    certain(Family::TestLogin, "listener", "explain-listener", TEST_LOGIN, &[]),
    certain(Family::TestLogin, "nobody-pastes", "explain-nobody-pastes", TEST_LOGIN, &[]),
    certain(Family::TestLogin, "window-closed", "explain-window-closed", TEST_LOGIN, &[]),
    certain(Family::TestLogin, "window-never-back", "explain-window-never-back", TEST_LOGIN, &[]),
    certain(Family::TestLogin, "window-not-opened", "explain-window-not-opened", TEST_LOGIN, &[]),
    certain(Family::TestLogin, "no-authorization-url", "explain-no-authorization-url", AUTHENTIK_TYPES, &[]),
    certain(Family::TestLogin, "no-access-token-url", "explain-no-access-token-url", AUTHENTIK_TYPES, &[]),
    certain(Family::TestLogin, "http-redirect", "explain-http-redirect", TEST_LOGIN, &[]),
    certain(
        Family::TestLogin,
        "too-many-redirects",
        "explain-too-many-redirects",
        TEST_LOGIN,
        &["ERR_TOO_MANY_REDIRECTS", "TooManyRedirects"],
    ),
    certain(Family::TestLogin, "provider-page", "explain-provider-page", TEST_LOGIN, &[]),
    certain(Family::TestLogin, "discovery-issuer", "explain-discovery-issuer", AUTHENTIK_TYPES, &[]),
    certain(Family::TestLogin, "jwks-without-keys", "explain-jwks-without-keys", TEST_LOGIN, &[]),
    certain(
        Family::TestLogin,
        "no-access-token",
        "explain-no-access-token",
        AUTHENTIK_CLIENT,
        &["KeyError: 'access_token'"],
    ),
    certain(
        Family::TestLogin,
        "no-token-type",
        "explain-no-token-type",
        RFC6749,
        &["KeyError: 'token_type'"],
    ),
    certain(Family::TestLogin, "no-id-token", "explain-no-id-token", AUTHENTIK_TYPES, &[]),
    certain(
        Family::TestLogin,
        "jwt-malformed",
        "explain-jwt-malformed",
        TEST_LOGIN,
        &["Not enough segments"],
    ),
    certain(Family::TestLogin, "jwt-no-keys", "explain-jwt-no-keys", AUTHENTIK_TYPES, &[]),
    certain(
        Family::TestLogin,
        "apple-consumer-key",
        "explain-apple-consumer-key",
        AUTHENTIK_TYPES,
        &["Apple Source client_id should be formatted like"],
    ),
    certain(Family::TestLogin, "apple-private-key", "explain-apple-private-key", APPLE, &[]),
];
