//! Starting and stopping.

use std::sync::Arc;

use crate::simulator::{Service, SimulatorError};

use super::fault::Fault;
use super::issuer::Issuer;
use super::keys::{Keys, apple_public_key};
use super::manner::{ClientAuthentication, Manner};
use super::options::Options;
use super::server;

/// Where a running provider answers: whole URLs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoints {
    /// Where the browser is sent.
    pub authorization: String,
    /// Where the code is exchanged.
    pub token: String,
    /// Where the user is read, with the query that authentik's own profile URL carries.
    pub profile: Option<String>,
    /// The discovery document.
    pub discovery: Option<String>,
    /// The key set.
    pub jwks: Option<String>,
}

/// A running provider. It stops when it is dropped.
pub struct Provider {
    issuer: Arc<Issuer>,
    service: Service,
}

impl Provider {
    /// Checks the options, makes keys if the manner publishes any, and begins to listen.
    ///
    /// # Errors
    /// [`ProviderError`].
    pub async fn start(mut options: Options) -> Result<Self, ProviderError> {
        crate::simulator::check_delivery(&mut options.deliver_to)?;
        let manner = options.manner;
        let apple = manner.client_authentication.contains(&ClientAuthentication::AppleToken);
        let apple_key = match (&options.client.secret, apple) {
            // EXPOSE: the public half is taken out, to check the client's tokens with.
            (Some(secret), true) => Some(apple_public_key(secret.expose()).ok_or(ProviderError::AppleKey)?),
            (None, true) => return Err(ProviderError::AppleKey),
            (_, false) => None,
        };
        let keys = match (&options.keys, manner.jwks_path()) {
            (Some(keys), _) => Some(Arc::clone(keys)),
            (None, None) => None,
            (None, Some(_)) => {
                let random = options.random.clone();
                // A key takes long enough to make that other work would have to wait for it.
                let made = tokio::task::spawn_blocking(move || Keys::generate(&random)).await;
                let keys = made.map_err(|_| ProviderError::Keys)?.map_err(|_| ProviderError::Keys)?;
                Some(Arc::new(keys))
            }
        };
        let (listener, base_url) = Service::listen(options.listen).await?;
        let issuer = Arc::new(Issuer::new(options, base_url, keys, apple_key));
        let service = Service::start(listener, server::router(Arc::clone(&issuer)));
        Ok(Self { issuer, service })
    }

    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn base_url(&self) -> String {
        self.issuer.base_url.clone()
    }

    /// Whose manners it has.
    pub fn manner(&self) -> &'static Manner {
        self.issuer.manner()
    }

    /// Where it answers.
    pub fn endpoints(&self) -> Endpoints {
        let manner = self.manner();
        let at = |path: &str| format!("{}{path}", self.issuer.base_url);
        let question = if manner.profile_query.is_empty() { "" } else { "?" };
        Endpoints {
            authorization: at(manner.authorize_path),
            token: at(manner.token_path),
            profile: manner
                .profile_path
                .map(|path| format!("{}{question}{}", at(path), manner.profile_query)),
            discovery: manner.discovery_path().map(|path| at(&path)),
            jwks: manner.jwks_path().map(at),
        }
    }

    /// The issuer that its ID tokens name.
    pub fn issuer(&self) -> String {
        self.issuer.issuer()
    }

    /// The keys that it signs with.
    pub fn keys(&self) -> Option<Arc<Keys>> {
        self.issuer.keys.clone()
    }

    /// Makes something else go wrong from now on, or nothing.
    pub fn set_fault(&self, fault: Option<Fault>) {
        self.issuer.set_fault(fault);
    }

    /// Closes the listener and every connection, and waits for the listener.
    pub async fn stop(self) {
        self.service.stop().await;
    }
}

/// Why a provider did not start.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    /// The address is not one of this computer alone, or cannot be had.
    #[error(transparent)]
    Listen(#[from] SimulatorError),
    /// No keys could be made.
    #[error("no keys could be made")]
    Keys,
    /// With Apple's manner the client secret has to be the text of a `.p8` file.
    #[error("the client secret is not a P-256 key in PKCS #8")]
    AppleKey,
}
