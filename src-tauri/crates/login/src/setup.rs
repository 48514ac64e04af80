//! What a test login needs to know of a source.

use std::time::Duration;

use desk_model::{Draft, PropertyMapping, Secret, request};

use crate::http;

/// Where the provider answers. In a rehearsal every endpoint must be on this computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoints {
    /// The page with the QR code, `BASE/connect/qrconnect`.
    pub authorize: String,
    /// The token endpoint, `BASE/sns/oauth2/access_token`.
    pub token: String,
    /// The endpoint for the user's information, `BASE/sns/userinfo`.
    pub userinfo: String,
}

impl Endpoints {
    /// Returns WeChat's endpoints as a simulator at `base_url` has them; `base_url` is `http://127.0.0.1:PORT`.
    pub fn at(base_url: &str) -> Endpoints {
        let base = base_url.trim_end_matches('/');
        Endpoints {
            authorize: format!("{base}/connect/qrconnect"),
            token: format!("{base}/sns/oauth2/access_token"),
            userinfo: format!("{base}/sns/userinfo"),
        }
    }

    pub(crate) fn all(&self) -> [&str; 3] {
        [&self.authorize, &self.token, &self.userinfo]
    }
}

/// A source, as a test login uses it.
#[derive(Clone)]
pub struct Setup {
    /// The consumer key: WeChat's AppID.
    pub appid: String,
    /// The consumer secret: WeChat's AppSecret.
    pub secret: Secret,
    /// The `redirect_uri` exactly as authentik would send it.
    pub callback_url: String,
    /// The scope parameter as authentik joins it.
    pub scope: String,
    /// The source's slug.
    pub slug: String,
    /// The source's name, which authentik writes into the user's attributes.
    pub source_name: String,
    /// The path of new users, such as `goauthentik.io/sources/%(slug)s`.
    pub user_path_template: String,
    /// Where the provider answers.
    pub endpoints: Endpoints,
    /// The user property mappings.
    pub mappings: Vec<PropertyMapping>,
    /// How long authentik waits for the token and for the user's information: 30 seconds, its default `http_timeout`.
    pub timeout: Duration,
}

impl Setup {
    /// Derives from a draft what authentik would work with.
    ///
    /// White space around the AppID and the AppSecret is cut off, because authentik's API cuts it off when it saves.
    pub fn new(draft: &Draft, secret: &Secret, callback_url: String, endpoints: Endpoints) -> Setup {
        Setup {
            appid: draft.text("consumer_key").trim().to_owned(),
            // EXPOSE: only to cut off white space; the copy is a Secret again at once.
            secret: Secret::new(secret.expose().trim().to_owned()),
            callback_url,
            scope: request::scope(draft.text("additional_scopes")),
            slug: draft.slug.clone(),
            source_name: draft.name.clone(),
            user_path_template: draft.text("user_path_template").to_owned(),
            endpoints,
            mappings: draft.user_property_mappings.clone(),
            timeout: http::TIMEOUT,
        }
    }
}
