//! What a provider is started with.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use super::fault::Fault;
use super::keys::{Algorithm, Keys};
use super::manner::{Manner, Pkce};
use super::person::Person;
use crate::options::{Clock, Random, SimulatorSecret};

/// One client as the provider's console knows it.
pub struct Client {
    /// The client id, as authentik's consumer key has it; with Apple's manner that is
    /// `services id;team id;key id`.
    pub client_id: String,
    /// The client secret; with Apple's manner the text of the `.p8` file. `None` makes the client a public one, which
    /// has to send a code challenge.
    pub secret: Option<SimulatorSecret>,
    /// The name that the login page shows.
    pub name: String,
    /// The registered redirect URIs. A request's has to equal one of them, character by character
    /// (RFC 9700, section 2.1).
    pub redirect_uris: Vec<String>,
}

/// What a [`Provider`](super::Provider) is started with.
pub struct Options {
    /// Where to listen. Must be a loopback address; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Whose manners it has.
    pub manner: &'static Manner,
    /// The one client that it knows.
    pub client: Client,
    /// Who comes first on the login page.
    pub person: Person,
    /// What goes wrong, if anything.
    pub fault: Option<Fault>,
    /// The present, for lifetimes.
    pub clock: Clock,
    /// The source of keys, codes and tokens.
    pub random: Random,
    /// The keys to sign with; `None` makes some, if the manner has ID tokens.
    pub keys: Option<Arc<Keys>>,
    /// How ID tokens are signed.
    pub algorithm: Algorithm,
    /// What becomes of code challenges, where it is not as the manner says.
    pub pkce: Option<Pkce>,
    /// How long [`Breakage::Slow`](super::Breakage::Slow) delays an answer.
    pub slow: Duration,
    /// How long, in bytes, the answer of [`Breakage::Huge`](super::Breakage::Huge) is. It is made while it is sent.
    pub huge: u64,
    /// Where the callback is really delivered, as for [`crate::Options::deliver_to`].
    pub deliver_to: Option<String>,
}

impl Options {
    /// Listens on a free port of 127.0.0.1; the usual person, no fault, 3 s, 64 MiB.
    pub fn new(manner: &'static Manner, client: Client, clock: Clock, random: Random) -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            manner,
            client,
            person: Person::default(),
            fault: None,
            clock,
            random,
            keys: None,
            algorithm: Algorithm::default(),
            pkce: None,
            slow: Duration::from_secs(3),
            huge: 64 * 1_024 * 1_024,
            deliver_to: None,
        }
    }
}
