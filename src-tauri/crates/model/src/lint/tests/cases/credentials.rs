//! Cases of the rules for WeChat, keys and secrets.

use super::{Case, NOTHING, SECRET};

pub(super) const CASES: &[Case] = &[
    // WeChat.
    ("appid-missing", "wechat", |it| it.set("consumer_key", ""), NOTHING),
    ("appid-format", "wechat", |it| it.set("consumer_key", " WX0000000000000001\n"), NOTHING),
    ("appid-format", "wechat", |it| it.set("consumer_key", "ww0000000000000001"), NOTHING),
    ("appsecret-missing", "wechat", NOTHING, |it| it.secret("consumer_secret", SECRET)),
    (
        "appsecret-whitespace",
        "wechat",
        |it| it.secret("consumer_secret", " 0123456789abcdef0123456789abcdef\n"),
        |it| it.secret("consumer_secret", SECRET),
    ),
    (
        "appsecret-format",
        "wechat",
        |it| it.secret("consumer_secret", "0123"),
        |it| it.secret("consumer_secret", SECRET),
    ),
    ("scopes-extra", "wechat", |it| it.set("additional_scopes", "snsapi_userinfo"), NOTHING),
    ("nickname-garbled", "wechat", |it| it.draft.user_property_mappings.clear(), NOTHING),
    // Keys and secrets.
    ("key-whitespace", "github", |it| it.set("consumer_key", "Ov23li0000000000000a "), NOTHING),
    ("key-format", "google", |it| it.set("consumer_key", "company"), NOTHING),
    ("key-format", "entraid", |it| it.set("consumer_key", "company"), NOTHING),
    ("key-format", "slack", |it| it.set("consumer_key", "A0000"), NOTHING),
    ("key-format", "discord", |it| it.set("consumer_key", "company"), NOTHING),
    ("key-format", "twitch", |it| it.set("consumer_key", "COMPANY"), NOTHING),
    ("key-format", "facebook", |it| it.set("consumer_key", "company"), NOTHING),
    (
        "key-format",
        "github",
        |it| it.set("consumer_key", "company"),
        |it| it.set("consumer_key", "0123456789abcdef0123"),
    ),
    ("apple-key-format", "apple", |it| it.set("consumer_key", "com.example.login"), NOTHING),
    ("secret-missing", "github", NOTHING, |it| it.secret("consumer_secret", "x")),
    ("secret-missing", "ldap", |it| it.set("bind_cn", "cn=x"), NOTHING),
    (
        "secret-whitespace",
        "okta",
        |it| it.secret("consumer_secret", " x"),
        |it| it.secret("consumer_secret", "x"),
    ),
    (
        "secret-format",
        "telegram",
        |it| it.secret("bot_token", "x"),
        |it| it.secret("bot_token", "100000000:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
    ),
    (
        "secret-format",
        "github",
        |it| it.secret("consumer_secret", "x"),
        |it| it.secret("consumer_secret", &format!("{SECRET}01234567")),
    ),
    (
        "secret-is-an-id",
        "entraid",
        |it| it.secret("consumer_secret", "00000000-0000-4000-8000-000000000001"),
        |it| it.secret("consumer_secret", "a~b"),
    ),
    (
        "apple-secret-format",
        "apple",
        |it| it.secret("consumer_secret", SECRET),
        |it| it.secret("consumer_secret", "-----BEGIN PRIVATE KEY-----\nMIG=\n-----END PRIVATE KEY-----\n"),
    ),
];
