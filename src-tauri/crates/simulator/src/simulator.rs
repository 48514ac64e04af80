//! Starting and stopping.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use url::{Host, Url};

use crate::connections::BoundedListener;
use crate::options::Options;
use crate::platform::Platform;
use crate::{Fault, Profile, server};

/// How many connections are served at a time. A few would let slow clients keep others out.
const MOST_CONNECTIONS: usize = 512;

/// A running stand-in. It stops when it is dropped.
pub struct Simulator {
    platform: Arc<Platform>,
    service: Service,
}

impl Simulator {
    /// Checks the options and begins to listen.
    ///
    /// # Errors
    /// [`SimulatorError::NotLoopback`] and [`SimulatorError::DeliverTo`] if the options would leave
    /// this computer, [`SimulatorError::Listen`] if the address cannot be had.
    pub async fn start(mut options: Options) -> Result<Self, SimulatorError> {
        check_delivery(&mut options.deliver_to)?;
        let (listener, base_url) = Service::listen(options.listen).await?;
        let platform = Arc::new(Platform::new(options, base_url));
        let service = Service::start(listener, server::router(platform.clone()));
        Ok(Self { platform, service })
    }

    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn base_url(&self) -> String {
        self.platform.base_url.clone()
    }

    /// What the QR code with this uuid says: the page that stands in for the phone.
    pub fn confirm_url(&self, uuid: &str) -> String {
        self.platform.confirm_url(uuid)
    }

    /// Makes something else go wrong from now on, or nothing.
    pub fn set_fault(&self, fault: Option<Fault>) {
        self.platform.set_fault(fault);
    }

    /// Gives the phone to somebody else. Who confirmed a login already stays who they were.
    pub fn set_profile(&self, profile: Profile) {
        self.platform.set_profile(profile);
    }

    /// Closes the listener and every connection, held polls included, and waits for the listener.
    pub async fn stop(self) {
        self.service.stop().await;
    }

    /// Waits until it is stopped. It stops only with [`stop`](Self::stop) or by being dropped, so a
    /// caller that holds it waits for an interrupt beside this.
    pub async fn wait(&self) {
        self.service.stop.cancelled().await;
    }
}

/// A router that is served on a loopback address. It stops when it is dropped.
pub(crate) struct Service {
    stop: CancellationToken,
    server: Option<JoinHandle<()>>,
}

impl Service {
    /// A listener at `listen`, and its base URL.
    pub(crate) async fn listen(listen: SocketAddr) -> Result<(TcpListener, String), SimulatorError> {
        if !listen.ip().is_loopback() {
            return Err(SimulatorError::NotLoopback { listen });
        }
        let refused = |source| SimulatorError::Listen { listen, source };
        let listener = TcpListener::bind(listen).await.map_err(refused)?;
        let bound = listener.local_addr().map_err(refused)?;
        Ok((listener, format!("http://{bound}")))
    }

    /// Serves `router` until it is stopped.
    pub(crate) fn start(listener: TcpListener, router: Router) -> Self {
        let stop = CancellationToken::new();
        let listener = BoundedListener::new(listener, MOST_CONNECTIONS, stop.clone());
        let serve = axum::serve(listener, router);
        let stopped = stop.clone();
        let server = tokio::spawn(async move {
            tokio::select! {
                // It retries what fails, so it ends only by being stopped.
                _ = serve.into_future() => {}
                () = stopped.cancelled() => {}
            }
        });
        Self { stop, server: Some(server) }
    }

    /// Closes the listener and every connection, and waits for the listener.
    pub(crate) async fn stop(mut self) {
        self.stop.cancel();
        if let Some(server) = self.server.take() {
            // An error here is a panic or a runtime that shuts down; either way it listens no more.
            let _ = server.await;
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// Checks where callbacks are delivered, and takes slashes off its end.
pub(crate) fn check_delivery(deliver_to: &mut Option<String>) -> Result<(), SimulatorError> {
    if let Some(deliver_to) = deliver_to {
        if !is_loopback_url(deliver_to) {
            return Err(SimulatorError::DeliverTo);
        }
        deliver_to.truncate(deliver_to.trim_end_matches('/').len());
    }
    Ok(())
}

/// Why a simulator did not start.
#[derive(Debug, thiserror::Error)]
pub enum SimulatorError {
    /// The address to listen at is not a loopback address.
    #[error("not a loopback address: {listen}")]
    NotLoopback {
        /// The address.
        listen: SocketAddr,
    },
    /// `deliver_to` is not an `http` URL of a loopback address without query and fragment.
    #[error("deliver_to is not a plain loopback URL")]
    DeliverTo,
    /// The address cannot be listened at.
    #[error("cannot listen at {listen}")]
    Listen {
        /// The address.
        listen: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
}

fn is_loopback_url(text: &str) -> bool {
    let Ok(url) = Url::parse(text) else { return false };
    let loopback = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    let user = !url.username().is_empty() || url.password().is_some();
    let plain = text.starts_with("http://") && !text.contains(|c: char| c.is_control() || c == '\\');
    loopback && plain && !user && url.query().is_none() && url.fragment().is_none()
}
