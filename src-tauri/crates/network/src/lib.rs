//! The way to other hosts: which proxy, whose certificates, what fails where.
//!
//! [`OutwardClient`] is the one HTTP client that leaves this computer: a test login at the real provider, the check of
//! the network and every request to an authentik server go through it. Everything about the world comes in as
//! [`Surroundings`]; what it waits for and how much it reads are [`Limits`].
//!
//! Deliberately not here: redirects, compression, cookies, a clock, settings, retries, and what a request means.

mod address;
mod certificate;
mod client;
mod dial;
mod error;
mod fingerprint;
mod kept;
mod no_proxy;
mod proxy;
mod trust;

pub use address::{AddressKind, PrivateHosts, kind};
pub use certificate::{PresentedCertificate, TrustedBy};
pub use client::{
    Answer, Elapsed, Exchange, Limits, Lookup, Now, Outgoing, OutwardClient, Resolver, Surroundings,
    system_resolver,
};
pub use dial::{Stage, Trace, is_loopback};
pub use error::NetworkError;
pub use fingerprint::{Fingerprint, NotAFingerprint};
pub use proxy::{
    ChosenProxy, Direct, Origin, Proxy, ProxyDecision, ProxyScheme, ProxySettings, SystemProxies, VARIABLES,
    decide,
};
pub use trust::{TrustError, TrustedCertificates};
