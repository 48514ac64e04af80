//! WeChat's three requests, which are like those of no other provider.
//!
//! Source: authentik's `sources/oauth/types/wechat.py`, `clients/base.py` and `views/redirect.py`; the authorize URL
//! equals the one that a live 2026.5 server answered with.

use super::{ExactRequest, MASK, in_braces, scope_parameter, text_or_name, with_query};
use crate::draft::Draft;

/// WeChat's page with the QR code.
pub const AUTHORIZE_ENDPOINT: &str = "https://open.weixin.qq.com/connect/qrconnect";
/// WeChat's token endpoint.
pub const TOKEN_ENDPOINT: &str = "https://api.weixin.qq.com/sns/oauth2/access_token";
/// WeChat's endpoint for the user's information.
pub const USERINFO_ENDPOINT: &str = "https://api.weixin.qq.com/sns/userinfo";
/// Returns the scope parameter. WeChat expects a comma between scopes and authentik writes a space, so more than one
/// scope can never work.
pub fn scope(additional_scopes: &str) -> String {
    scope_parameter(&["snsapi_login"], additional_scopes)
}

/// Returns the authorize URL as authentik writes it: `redirect_uri`, `response_type`, `state`, `appid`, `scope`.
pub fn authorize_url(endpoint: &str, redirect_uri: &str, state: &str, appid: &str, scope: &str) -> String {
    with_query(
        endpoint,
        &[
            ("redirect_uri", redirect_uri),
            ("response_type", "code"),
            ("state", state),
            ("appid", appid),
            ("scope", scope),
        ],
    )
}

/// Returns the token URL as authentik writes it. It holds the AppSecret and the code.
pub fn token_url(endpoint: &str, appid: &str, secret: &str, code: &str) -> String {
    with_query(
        endpoint,
        &[("appid", appid), ("secret", secret), ("code", code), ("grant_type", "authorization_code")],
    )
}

/// Returns the userinfo URL as authentik writes it. It holds the access token.
pub fn userinfo_url(endpoint: &str, access_token: &str, openid: &str) -> String {
    with_query(endpoint, &[("access_token", access_token), ("openid", openid), ("lang", "en")])
}

/// Returns the three requests that authentik will send for a draft; what only a login knows stands in braces.
pub(super) fn preview(draft: &Draft, callback_url: &str) -> Vec<ExactRequest> {
    let appid = text_or_name(draft, "consumer_key");
    let scope = scope(draft.text("additional_scopes"));
    let get = |name: &str, url: String| ExactRequest { url: in_braces(&url), ..ExactRequest::get(name) };
    vec![
        get("authorize", authorize_url(AUTHORIZE_ENDPOINT, callback_url, "{state}", &appid, &scope)),
        get("token", token_url(TOKEN_ENDPOINT, &appid, MASK, "{code}")),
        get("userinfo", userinfo_url(USERINFO_ENDPOINT, "{access_token}", "{openid}")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_authorize_url_equals_the_recorded_one() {
        let url = authorize_url(
            AUTHORIZE_ENDPOINT,
            "http://127.0.0.1:9000/source/oauth/callback/wechat/",
            "SmX92nzJ4aaxO41y3wS1MTaQSnoa4IFQ",
            "wx0123456789abcdef",
            &scope(""),
        );
        assert_eq!(
            url,
            "https://open.weixin.qq.com/connect/qrconnect?redirect_uri=http%3A%2F%2F127.0.0.1%3A9000%2Fsource%2Foauth%2Fcallback%2Fwechat%2F&response_type=code&state=SmX92nzJ4aaxO41y3wS1MTaQSnoa4IFQ&appid=wx0123456789abcdef&scope=snsapi_login"
        );
    }

    #[test]
    fn additional_scopes_are_joined_and_replaced_as_authentik_does() {
        for (additional, expected) in [
            ("", "snsapi_login"),
            ("x", "snsapi_login x"),
            ("*x", "x"),
            ("*", ""),
            ("a", "a snsapi_login"),
            ("snsapi_login", "snsapi_login"),
        ] {
            assert_eq!(scope(additional), expected, "{additional:?}");
        }
    }

    proptest! {
        #[test]
        fn every_parameter_comes_back_as_it_went_in(redirect in ".*", state in ".*", appid in ".*", scope in ".*") {
            let url = url::Url::parse(&authorize_url(AUTHORIZE_ENDPOINT, &redirect, &state, &appid, &scope)).unwrap();
            let values: Vec<(String, String)> = url.query_pairs().into_owned().collect();
            prop_assert_eq!(values, vec![
                ("redirect_uri".to_owned(), redirect), ("response_type".to_owned(), "code".to_owned()),
                ("state".to_owned(), state), ("appid".to_owned(), appid), ("scope".to_owned(), scope),
            ]);
        }
    }
}
