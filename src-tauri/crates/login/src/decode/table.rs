//! Every error that has an explanation. The words are the messages `explain-CODE`, `explain-CODE-why` and
//! `explain-CODE-fix`.

use super::Explanation;

const LOGIN_DOCUMENT: &str = "evidence-login-document";
const CODE_DOCUMENT: &str = "evidence-code-document";
const OFFICIAL_ACCOUNT_DOCUMENT: &str = "evidence-official-account-document";
const QR_PAGE: &str = "evidence-qr-page";
const COMMUNITY: &str = "evidence-community";
const RECORDED: &str = "evidence-recorded";
const AUTHENTIK_WECHAT: &str = "evidence-authentik-wechat";
const AUTHENTIK_CALLBACK: &str = "evidence-authentik-callback";
const AUTHENTIK_CLIENT: &str = "evidence-authentik-client";
const AUTHENTIK_FLOW_MANAGER: &str = "evidence-authentik-flow-manager";
const AUTHENTIK_USER_WRITE: &str = "evidence-authentik-user-write";
const TEST_LOGIN: &str = "evidence-test-login";

/// The errors, by where they come from.
pub(super) const EXPLANATIONS: &[Explanation] = &[
    // The QR page's error pages (connect/qrconnect).
    certain("appid", "explain-appid", RECORDED, &["AppID 参数错误", "AppID参数错误"]),
    certain(
        "scope",
        "explain-scope",
        COMMUNITY,
        &["Scope 参数错误或没有 Scope 权限", "Scope 参数错误", "没有 Scope 权限", "scope参数错误"],
    ),
    certain(
        "redirect-uri",
        "explain-redirect-uri",
        COMMUNITY,
        &["redirect_uri 参数错误", "redirect_uri参数错误"],
    ),
    uncertain("link-unreachable", "explain-link-unreachable", LOGIN_DOCUMENT, &["该链接无法访问"]),
    certain("open-in-wechat", "explain-open-in-wechat", RECORDED, &["请在微信客户端打开链接"]),
    // Error pages of Official Accounts (connect/oauth2/authorize).
    certain("10003", "explain-10003", OFFICIAL_ACCOUNT_DOCUMENT, &["redirect_uri域名与后台配置不一致"]),
    certain("10004", "explain-10004", OFFICIAL_ACCOUNT_DOCUMENT, &["此公众号被封禁"]),
    certain("10005", "explain-10005", OFFICIAL_ACCOUNT_DOCUMENT, &["此公众号并没有这些scope的权限"]),
    certain("10006", "explain-10006", OFFICIAL_ACCOUNT_DOCUMENT, &["必须关注此测试号"]),
    certain("10009", "explain-10009", OFFICIAL_ACCOUNT_DOCUMENT, &["操作太频繁了"]),
    certain("10010", "explain-10010", OFFICIAL_ACCOUNT_DOCUMENT, &["scope不能为空"]),
    certain("10011", "explain-10011", OFFICIAL_ACCOUNT_DOCUMENT, &["redirect_uri不能为空"]),
    certain("10012", "explain-10012", OFFICIAL_ACCOUNT_DOCUMENT, &["appid不能为空"]),
    certain("10013", "explain-10013", OFFICIAL_ACCOUNT_DOCUMENT, &["state不能为空"]),
    certain("10015", "explain-10015", OFFICIAL_ACCOUNT_DOCUMENT, &["公众号未授权第三方平台"]),
    certain("10016", "explain-10016", OFFICIAL_ACCOUNT_DOCUMENT, &["不支持微信开放平台的Appid"]),
    // The token call (sns/oauth2/access_token).
    certain("40029", "explain-40029", RECORDED, &["invalid code"]),
    certain("40163", "explain-40163", RECORDED, &["code been used"]),
    certain("40125", "explain-40125", RECORDED, &["invalid appsecret"]),
    certain("40013", "explain-40013", RECORDED, &["invalid appid"]),
    certain("41002", "explain-41002", RECORDED, &["appid missing"]),
    uncertain("41004", "explain-41004", CODE_DOCUMENT, &["appsecret missing"]),
    certain("41008", "explain-41008", RECORDED, &["missing code"]),
    uncertain("40002", "explain-40002", CODE_DOCUMENT, &["invalid grant_type", "invalid grant type"]),
    uncertain("42003", "explain-42003", CODE_DOCUMENT, &["oauth_code expired", "oauth_code超时"]),
    certain("45011", "explain-45011", RECORDED, &["api minute-quota reach limit"]),
    uncertain("45009", "explain-45009", CODE_DOCUMENT, &["reach max api daily quota limit"]),
    uncertain("50001", "explain-50001", CODE_DOCUMENT, &["user unauthorized"]),
    uncertain("50002", "explain-50002", CODE_DOCUMENT, &["user limited"]),
    uncertain("40164", "explain-40164", LOGIN_DOCUMENT, &["not in whitelist"]),
    uncertain("40243", "explain-40243", LOGIN_DOCUMENT, &["AppSecret已被冻结", "AppSecret 已被冻结"]),
    certain("-1", "explain-minus-1", CODE_DOCUMENT, &["system error", "system busy", "系统繁忙"]),
    // Refreshing, checking and reading the user (sns/…).
    certain(
        "40001",
        "explain-40001",
        CODE_DOCUMENT,
        &["invalid credential", "access_token is invalid or not latest"],
    ),
    certain("40003", "explain-40003", LOGIN_DOCUMENT, &["invalid openid"]),
    certain("40014", "explain-40014", CODE_DOCUMENT, &["invalid access_token"]),
    certain("40030", "explain-40030", LOGIN_DOCUMENT, &["invalid refresh_token"]),
    certain("41001", "explain-41001", RECORDED, &["access_token missing"]),
    uncertain("41003", "explain-41003", CODE_DOCUMENT, &["refresh_token missing"]),
    uncertain("41009", "explain-41009", CODE_DOCUMENT, &["missing openid", "openid missing"]),
    certain("42001", "explain-42001", CODE_DOCUMENT, &["access_token expired"]),
    uncertain("42002", "explain-42002", CODE_DOCUMENT, &["refresh_token expired", "refresh_token超时"]),
    certain("48001", "explain-48001", RECORDED, &["api unauthorized"]),
    // The QR page's long poll.
    certain("wx-408", "explain-wx-408", QR_PAGE, &["wx_errcode=408", "408"]),
    certain("wx-404", "explain-wx-404", QR_PAGE, &["wx_errcode=404", "404", "扫描成功"]),
    certain("wx-405", "explain-wx-405", QR_PAGE, &["wx_errcode=405", "405"]),
    certain("denied", "explain-denied", QR_PAGE, &["wx_errcode=403", "403", "您已取消此次登录"]),
    certain("expired", "explain-expired", QR_PAGE, &["wx_errcode=402", "402"]),
    certain("wx-500", "explain-wx-500", QR_PAGE, &["wx_errcode=500"]),
    // What authentik shows.
    certain(
        "could-not-retrieve-token",
        "explain-could-not-retrieve-token",
        AUTHENTIK_WECHAT,
        &["Could not retrieve token."],
    ),
    certain(
        "could-not-retrieve-profile",
        "explain-could-not-retrieve-profile",
        AUTHENTIK_WECHAT,
        &["Could not retrieve profile."],
    ),
    certain("state", "explain-state", AUTHENTIK_CLIENT, &["State check failed."]),
    certain("no-identifier", "explain-no-identifier", AUTHENTIK_CALLBACK, &["Could not determine id."]),
    certain(
        "flow-missing",
        "explain-flow-missing",
        AUTHENTIK_FLOW_MANAGER,
        &["Configured flow does not exist."],
    ),
    certain(
        "no-enrollment",
        "explain-no-enrollment",
        AUTHENTIK_FLOW_MANAGER,
        &["Source is not configured for enrollment."],
    ),
    certain(
        "denied-by-matching",
        "explain-denied-by-matching",
        AUTHENTIK_FLOW_MANAGER,
        &["has been denied. Please authenticate with the source you've previously signed up with"],
    ),
    certain(
        "user-write-failed",
        "explain-user-write-failed",
        AUTHENTIK_USER_WRITE,
        &["Failed to update user. Please try again later."],
    ),
    certain(
        "groups-failed",
        "explain-groups-failed",
        AUTHENTIK_FLOW_MANAGER,
        &["Failed to update groups. Please try again later."],
    ),
    certain("server-error", "explain-server-error", AUTHENTIK_CALLBACK, &["Server Error"]),
    uncertain("oauth-error", "explain-oauth-error", AUTHENTIK_CALLBACK, &[]),
    // What the test login itself finds.
    certain("not-loopback", "explain-not-loopback", TEST_LOGIN, &[]),
    certain("unreachable", "explain-unreachable", TEST_LOGIN, &["connection refused"]),
    certain("no-answer", "explain-no-answer", TEST_LOGIN, &["timed out"]),
    certain("too-large", "explain-too-large", TEST_LOGIN, &[]),
    certain("http-500", "explain-http-500", TEST_LOGIN, &["HTTP 500", "500", "500 Internal Server Error"]),
    certain("http-error", "explain-http-error", TEST_LOGIN, &[]),
    certain("not-json", "explain-not-json", AUTHENTIK_CALLBACK, &["Failed to JSON-decode profile."]),
    certain(
        "control-characters",
        "explain-control-characters",
        AUTHENTIK_CALLBACK,
        &["Invalid control character"],
    ),
    certain("no-code", "explain-no-code", AUTHENTIK_WECHAT, &[]),
    certain("callback-elsewhere", "explain-callback-elsewhere", TEST_LOGIN, &[]),
    certain("unknown-page", "explain-unknown-page", TEST_LOGIN, &[]),
    certain("timeout", "explain-timeout", TEST_LOGIN, &[]),
    uncertain("unknown-errcode", "explain-unknown-errcode", CODE_DOCUMENT, &[]),
    certain("listener", "explain-listener", TEST_LOGIN, &[]),
    // Symptoms without a number.
    certain("garbled-nickname", "explain-garbled-nickname", AUTHENTIK_WECHAT, &["å¼", "ä¸"]),
    certain("duplicate-users", "explain-duplicate-users", AUTHENTIK_WECHAT, &[]),
    certain("text-plain", "explain-text-plain", COMMUNITY, &["no suitable HttpMessageConverter"]),
    uncertain(
        "fast-login",
        "explain-fast-login",
        QR_PAGE,
        &["10057", "-11028", "微信侧仅支持扫一扫", "微信快捷登录", "微信快速登录"],
    ),
    certain(
        "local-network-access",
        "explain-local-network-access",
        LOGIN_DOCUMENT,
        &["local-network-access", "localhost.weixin.qq.com"],
    ),
    certain("second-qr", "explain-second-qr", COMMUNITY, &[]),
    certain("scanned-stall", "explain-scanned-stall", QR_PAGE, &["已扫码"]),
];

const fn certain(
    code: &'static str,
    message_id: &'static str,
    evidence_id: &'static str,
    aliases: &'static [&'static str],
) -> Explanation {
    Explanation { code, message_id, evidence_id, certain: true, aliases }
}

/// The facts are contradictory, inferred, or stand in a document that practice does not bear out.
const fn uncertain(
    code: &'static str,
    message_id: &'static str,
    evidence_id: &'static str,
    aliases: &'static [&'static str],
) -> Explanation {
    Explanation { code, message_id, evidence_id, certain: false, aliases }
}
