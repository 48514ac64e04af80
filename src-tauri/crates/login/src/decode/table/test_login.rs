//! What the test login itself finds.

use super::evidence::{AUTHENTIK_CALLBACK, AUTHENTIK_WECHAT, CODE_DOCUMENT, TEST_LOGIN};
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
];
