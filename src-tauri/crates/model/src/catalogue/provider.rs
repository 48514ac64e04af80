//! What an OAuth provider type is made of (authentik's `sources/oauth/types/*.py`).

/// An OAuth provider type.
#[derive(Debug)]
pub struct Provider {
    /// authentik's `provider_type`.
    pub id: &'static str,
    /// The name in authentik's New Source list before `OAuth Source`.
    pub name: &'static str,
    /// authentik's description in that list.
    pub description: &'static str,
    /// The endpoints that are used where the source has none of its own.
    pub urls: Urls,
    /// Whether a source may have URLs of its own.
    pub urls_customizable: bool,
    /// How PKCE is done.
    pub pkce: Pkce,
    /// The scopes that are asked for; authentik sorts them and joins them by a space.
    pub scopes: &'static [&'static str],
    /// Parameters that the authorize request has beside the usual ones.
    pub parameters: &'static [(&'static str, &'static str)],
    /// How client id and secret go to the token endpoint.
    pub token_authentication: TokenAuthentication,
    /// How the profile call authenticates.
    pub profile_authentication: ProfileAuthentication,
    /// The keys of the profile that may hold the user's identifier, the first that is there counts.
    pub user_id: &'static [&'static str],
    /// Where authentik finds what it stores about a user before any property mapping.
    pub base_properties: BaseProperties,
    /// What the provider's own console calls some fields: API name and term.
    pub terms: &'static [(&'static str, &'static str)],
}

impl Provider {
    /// Whether the provider sends the browser back with a form (OAuth 2.0 Form Post Response Mode), because authentik asks
    /// for it.
    pub fn sends_form(&self) -> bool {
        self.parameters.contains(&("response_mode", "form_post"))
    }
}

/// The endpoints of a provider. An empty text means that there is none.
#[derive(Debug)]
pub struct Urls {
    /// Where the browser is sent.
    pub authorization: &'static str,
    /// Where a code becomes a token.
    pub access_token: &'static str,
    /// Where the user's information is.
    pub profile: &'static str,
    /// The OIDC discovery document.
    pub well_known: &'static str,
    /// The keys that sign tokens.
    pub jwks: &'static str,
}

/// How PKCE is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pkce {
    /// Never.
    None,
    /// Always with S256.
    S256,
    /// As the source's `pkce` says.
    Source,
}

/// How client id and secret go to the token endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenAuthentication {
    /// In the body of a POST.
    PostBody,
    /// In an `Authorization: Basic` header.
    Basic,
    /// As the source's `authorization_code_auth_method` says.
    Source,
    /// In the query of a GET, as WeChat wants it.
    Query,
}

/// How the profile call authenticates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileAuthentication {
    /// In a header and in the query.
    HeaderAndQuery,
    /// In a header.
    Header,
    /// In the query.
    Query,
    /// In a header; without a profile URL the signed id token is read instead.
    HeaderOrIdToken,
    /// There is no call: the id token is read, and its signature is not checked.
    UnverifiedIdToken,
}

/// Where authentik finds what it stores about a user before any property mapping: paths in the profile, the first that
/// holds something counts. An empty list means that authentik stores nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BaseProperties {
    /// The user name; without one the default enrollment flow asks for it.
    pub username: &'static [&'static str],
    /// The e-mail address.
    pub email: &'static [&'static str],
    /// The display name.
    pub name: &'static [&'static str],
}
