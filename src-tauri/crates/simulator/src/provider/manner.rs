//! How one provider differs from another, as data: the columns of the table in [`super::manners`].

use super::manners::MANNERS;

/// How one provider behaves, as far as a login can tell. Everything else is common to all of them.
#[derive(Debug)]
pub struct Manner {
    /// authentik's `provider_type`, and the name on a command line.
    pub id: &'static str,
    /// The provider's own name.
    pub name: &'static str,
    /// Where the browser is sent.
    pub authorize_path: &'static str,
    /// Where the code is exchanged.
    pub token_path: &'static str,
    /// Where the user is read; `None` if only the ID token tells who it is.
    pub profile_path: Option<&'static str>,
    /// The query that authentik's own profile URL carries.
    pub profile_query: &'static str,
    /// Other paths that the provider answers: further documents about the user.
    pub further: &'static [(&'static str, Document)],
    /// What is published about the provider.
    pub discovery: Discovery,
    /// What the user's document looks like.
    pub document: Document,
    /// How the access token may come to the profile path.
    pub profile_token: &'static [TokenPlace],
    /// How the client may prove who it is.
    pub client_authentication: &'static [ClientAuthentication],
    /// What becomes of a code challenge (RFC 7636).
    pub pkce: Pkce,
    /// The scopes that are known.
    pub scopes: &'static [&'static str],
    /// What becomes of others.
    pub unknown_scope: UnknownScope,
    /// The parameter that the person's scopes come in.
    pub scope_parameter: &'static str,
    /// What stands between two scopes in a token answer.
    pub scope_separator: char,
    /// `token_type` of a token answer, in the provider's own case.
    pub token_type: &'static str,
    /// The form of a token answer.
    pub token_answer: TokenAnswer,
    /// When a refresh token comes along.
    pub refresh: Refresh,
    /// When an ID token comes along.
    pub id_token: IdToken,
    /// The form of an error of the token path.
    pub token_error: ErrorForm,
    /// The form of an error of the profile path.
    pub profile_error: ErrorForm,
    /// What else is peculiar.
    pub quirks: &'static [Quirk],
}

/// What is published about a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discovery {
    /// Nothing.
    None,
    /// A JWKS only.
    KeysOnly {
        /// Its path.
        jwks: &'static str,
    },
    /// A discovery document (OpenID Connect Discovery 1.0) and a JWKS.
    Document {
        /// The path between the base URL and `/.well-known/openid-configuration`, empty or beginning
        /// with a slash; with the base URL it is the issuer.
        issuer: &'static str,
        /// The path of the JWKS.
        jwks: &'static str,
    },
}

/// The forms that a document about a person has. The names of the fields are those that authentik reads
/// (`authentik/sources/oauth/types/*.py`); the fields around them are from each provider's own
/// documentation, and were not recorded from a live one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// No path: the claims of the ID token, with Apple's own.
    Apple,
    /// Microsoft Graph's `/v1.0/me`.
    Graph,
    /// Microsoft Graph's `/v1.0/me/memberOf`.
    GraphGroups,
    /// Discord's `/users/@me`.
    Discord,
    /// Facebook's `/me`, with the fields that were asked for.
    Facebook,
    /// GitHub's `/user`.
    Github,
    /// GitHub's `/user/emails`.
    GithubEmails,
    /// GitLab's userinfo: it has `sub`, and no `id`.
    GitlabUserinfo,
    /// GitLab's `/api/v4/user`, which has the `id`.
    GitlabUser,
    /// Google's userinfo of version 1, which has `id`.
    Google,
    /// mailcow's `/oauth/profile`.
    Mailcow,
    /// Claims of OpenID Connect Core, section 5.1, by the granted scopes.
    Claims,
    /// Patreon's JSON:API document.
    Patreon,
    /// Reddit's `/api/v1/me`.
    Reddit,
    /// Slack's `openid.connect.userInfo`.
    Slack,
    /// Twitch's userinfo: the claims that the `claims` parameter asked for.
    Twitch,
    /// X's `/2/users/me`.
    Twitter,
}

/// How an access token may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenPlace {
    /// `Authorization: Bearer …` (RFC 6750, section 2.1); the scheme's case does not matter.
    Header,
    /// The same, with the scheme written exactly `Bearer`.
    ExactHeader,
    /// `?access_token=…` (section 2.3).
    Query,
}

/// How a client proves who it is (RFC 6749, section 2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientAuthentication {
    /// `client_secret_basic`.
    Basic,
    /// `client_secret_post`.
    Post,
    /// `client_secret_post`, and the secret is a token signed with ES256 by the key of Apple's console.
    AppleToken,
    /// `none`: a public client, which has to send a code challenge.
    Public,
}

impl ClientAuthentication {
    /// The name in a discovery document.
    pub fn id(self) -> &'static str {
        match self {
            Self::Basic => "client_secret_basic",
            Self::Post | Self::AppleToken => "client_secret_post",
            Self::Public => "none",
        }
    }
}

/// What becomes of a code challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pkce {
    /// It is not looked at.
    Ignored,
    /// It is checked if it comes, S256 or plain.
    Checked,
    /// It has to come, and be S256.
    RequiredS256,
}

/// What becomes of a scope that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownScope {
    /// The request is refused with `invalid_scope`.
    Refused,
    /// It is left out of what is granted.
    Ignored,
    /// It is granted: any resource may be named.
    Granted,
}

/// The form of a token answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenAnswer {
    /// RFC 6749, section 5.1.
    Json,
    /// As [`Json`](Self::Json), with `scope` as an array.
    ScopeArray,
    /// A form (`a=b&c=d`), unless `Accept` asks for JSON.
    FormUnlessJson,
    /// The person's token lies within `authed_user`.
    AuthedUser,
}

/// When a refresh token comes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refresh {
    /// Never.
    Never,
    /// Always.
    Always,
    /// If this scope was granted.
    Scope(&'static str),
    /// If the authorize request had this parameter with this value.
    Parameter(&'static str, &'static str),
}

/// When an ID token comes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdToken {
    /// Never.
    Never,
    /// If `openid` was granted.
    WithOpenid,
    /// Always.
    Always,
}

/// The form of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorForm {
    /// RFC 6749, section 5.2, and RFC 6750, section 3.
    Standard,
    /// As [`Standard`](Self::Standard), and with HTTP status 200.
    Always200,
    /// `{"ok":false,"error":…}` with status 200.
    Slack,
    /// `{"error":{"message","type","code"}}`.
    Facebook,
    /// `{"error":{"code","message"}}`.
    Graph,
    /// `{"error":{"code","message","status"}}`.
    Google,
    /// `{"message","documentation_url","status"}`.
    Github,
    /// `{"message","code"}`.
    Discord,
    /// `{"status","message"}`.
    Twitch,
    /// `{"title","type","status","detail"}`.
    Twitter,
    /// `{"message","error"}`.
    Reddit,
    /// `{"errors":[…]}` of JSON:API.
    Patreon,
}

/// What else is peculiar to a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quirk {
    /// `name` and `email` are granted only to a client that asks for `response_mode=form_post`.
    FormPostForScopes,
    /// Calls without a `User-Agent` are answered with 429.
    UserAgentRequired,
    /// `prompt=none` without a session is answered with `login_required`. The simulator never has one.
    PromptNone,
    /// The scopes may come in several parameters of one name, as authentik sends them (`types/slack.py`). Whether the real
    /// one reads all of them was not recorded.
    RepeatedScopes,
    /// The email claim has to be asked for with `claims` and allowed by `user:read:email`.
    EmailByClaims,
}

impl Manner {
    /// Every manner, in the order of authentik's New Source list.
    pub fn all() -> &'static [Self] {
        MANNERS
    }

    /// The manner with this [`id`](Self::id).
    pub fn parse(id: &str) -> Option<&'static Self> {
        MANNERS.iter().find(|manner| manner.id == id)
    }

    /// Whether the provider has this peculiarity.
    pub fn has(&self, quirk: Quirk) -> bool {
        self.quirks.contains(&quirk)
    }

    /// The path of the discovery document.
    pub fn discovery_path(&self) -> Option<String> {
        match self.discovery {
            Discovery::Document { issuer, .. } => Some(format!("{issuer}/.well-known/openid-configuration")),
            Discovery::None | Discovery::KeysOnly { .. } => None,
        }
    }

    /// The path of the JWKS.
    pub fn jwks_path(&self) -> Option<&'static str> {
        match self.discovery {
            Discovery::Document { jwks, .. } | Discovery::KeysOnly { jwks } => Some(jwks),
            Discovery::None => None,
        }
    }
}
