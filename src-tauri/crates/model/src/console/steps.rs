//! The steps of the checklists: from an account with the provider to a login that works.
//!
//! What a step asks for is in the messages; here is only which steps there are, in which order.

/// Most providers: an application of one's own, its callback, its key and secret.
pub(super) const USUAL: &[&str] = &["application", "callback", "key", "secret", "compare", "login"];

/// As [`USUAL`], with permissions, scopes or products to switch on.
pub(super) const WITH_PERMISSIONS: &[&str] =
    &["application", "callback", "permissions", "key", "secret", "compare", "login"];

/// As [`WITH_PERMISSIONS`], and the application has to be opened to everyone.
pub(super) const WITH_PUBLISHING: &[&str] =
    &["account", "application", "callback", "permissions", "key", "secret", "publish", "compare", "login"];

/// As [`USUAL`], with an account to open first.
pub(super) const WITH_ACCOUNT: &[&str] =
    &["account", "application", "callback", "key", "secret", "compare", "login"];

/// The provider runs on a server of one's own, whose URLs authentik has to be told.
pub(super) const WITH_URLS: &[&str] =
    &["application", "callback", "permissions", "key", "secret", "urls", "compare", "login"];

/// Google: the consent screen comes before the client.
pub(super) const GOOGLE: &[&str] =
    &["account", "consent", "application", "callback", "key", "secret", "publish", "compare", "login"];

/// Apple: two identifiers and a key, of which the consumer key is made.
pub(super) const APPLE: &[&str] =
    &["account", "app-id", "application", "callback", "secret", "key", "compare", "login"];

/// WeChat: an account that is verified, an application that is reviewed.
pub(super) const WECHAT: &[&str] = &[
    "account",
    "verification",
    "application",
    "review",
    "permissions",
    "callback",
    "key",
    "secret",
    "compare",
    "login",
];
