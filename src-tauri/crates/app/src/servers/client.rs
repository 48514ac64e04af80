//! The client for a server: its authorities, its token, the way there.

use std::sync::Arc;

use desk_authentik::{Client, LIMITS, READ_LIMITS, ServerAddress, Waiting, Ways};
use desk_network::PrivateHosts;

use super::Profile;
use super::problems::of_address;
use crate::desk::Desk;
use crate::problem::Problem;

impl Desk {
    /// Makes the client for a server. Nothing is contacted.
    pub(crate) fn server_client(&self, name: &str, profile: &Profile) -> Result<Client, Problem> {
        let address = address_of(profile)?;
        let token = self.token(name, &address)?;
        let own = Some(profile.ca.as_str()).filter(|ca| !ca.is_empty());
        // A server that an admin has written down may be in a private network; nobody else's text leads there.
        let private_host = PrivateHosts::parse(address.host());
        let outward = self.client_for(&self.network_settings(), LIMITS, own, profile.pin, private_host)?;
        let write = outward.keeping_its_connection();
        let ways = Ways { read: write.with_limits(READ_LIMITS), write };
        let [host, spreading, pausing] = [0; 3].map(|_| Arc::clone(&self.host));
        let waiting = Waiting {
            pause: Arc::new(move |wait| pausing.pause(wait)),
            spread: Arc::new(move || {
                let mut bytes = [0; 4];
                spreading.fill_random(&mut bytes);
                f64::from(u32::from_le_bytes(bytes)) / f64::from(u32::MAX)
            }),
            now: Arc::new(move || host.now()),
        };
        Ok(Client::new(address, token, ways, waiting))
    }
}

/// Returns where a server is.
pub(super) fn address_of(profile: &Profile) -> Result<ServerAddress, Problem> {
    ServerAddress::parse(&profile.url).map_err(|error| of_address(&error, &profile.url))
}
