//! The way to other hosts: which proxy, whose certificates, what fails where.
//!
//! [`OutwardClient`] is the one HTTP client that leaves this computer; [`check`] tries with it whether the hosts that
//! a login [`needs`] can be reached. Everything about the world comes in as [`Surroundings`].

mod address;
mod certificate;
mod check;
mod client;
mod dial;
mod error;
mod hosts;
mod no_proxy;
mod proxy;
mod trust;

pub use address::{AddressKind, PrivateHosts};
pub use certificate::{PresentedCertificate, TrustedBy};
pub use check::{FoundAddress, HostCheck, HostProblem, MOST_HOSTS, StageTime, Way, check};
pub(crate) use client::Exchange;
pub use client::{Limits, Lookup, Now, OutwardClient, Resolver, Surroundings, system_resolver};
pub use dial::Stage;
pub(crate) use dial::Trace;
pub use error::NetworkError;
pub use hosts::{Contact, NeededHost, Needs, needs};
pub use proxy::{
    ChosenProxy, Direct, Origin, Proxy, ProxyDecision, ProxyScheme, ProxySettings, SystemProxies, VARIABLES,
    decide,
};
pub use trust::{TrustError, TrustedCertificates};

#[cfg(test)]
mod tests;
