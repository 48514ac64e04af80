//! Profiles: add, list, change, check, remove.

use desk_authentik::{ServerAddress, ServerFacts, VersionStanding};
use desk_model::Secret;
use desk_model::catalogue::absent_in;
use desk_network::TrustedCertificates;

use super::client::address_of;
use super::pin::read_pin;
use super::problems::{of_address, of_server};
use super::views::{ServerCheckView, ServerView, VersionSupport};
use super::{Profile, ServerColour, document_of, read_profile};
use crate::desk::Desk;
use crate::network::and_own;
use crate::problem::Problem;

/// A name is shown in every dialog.
const LONGEST_NAME: usize = 60;

/// A server to add.
#[derive(Clone)]
pub struct NewServer {
    /// Its name.
    pub name: String,
    /// Its address, as a person writes it.
    pub url: String,
    /// Whether its host has to be typed before anything is sent.
    pub production: bool,
    /// Its colour.
    pub colour: ServerColour,
    /// Authorities that are believed for this server: PEM. Empty: none.
    pub ca: String,
    /// The fingerprint of the one certificate that is believed for this server, as a person writes it. Empty: the authorities
    /// are asked.
    pub pin: String,
    /// The token of an authentik user.
    pub token: Option<Secret>,
}

/// What is to change of a server; `None` leaves it.
#[derive(Clone, Default)]
pub struct ServerChange {
    /// Its address. Under another scheme, host or port the token has to be given again.
    pub url: Option<String>,
    /// Whether its host has to be typed before anything is sent.
    pub production: Option<bool>,
    /// Its colour.
    pub colour: Option<ServerColour>,
    /// Authorities that are believed for this server: PEM. Empty: none.
    pub ca: Option<String>,
    /// The fingerprint of the one certificate that is believed for this server. Empty: the authorities are asked.
    pub pin: Option<String>,
    /// The token of an authentik user.
    pub token: Option<Secret>,
}

impl Desk {
    /// Adds a server. Nothing is contacted. Without a vault the token is in memory only.
    ///
    /// # Errors
    ///
    /// `server-name-invalid`, `server-name-taken`, `server-address-…`, `network-ca-…`, `server-pin-…`, `vault-locked`.
    pub fn add_server(&self, new: &NewServer) -> Result<ServerView, Problem> {
        let name = new.name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
            return Err(Problem::about("server-name-invalid", name));
        }
        let address = read_address(&new.url)?;
        self.require_authorities(&new.ca)?;
        let profile = Profile {
            url: address.to_string(),
            production: new.production,
            colour: new.colour,
            ca: new.ca.trim().to_owned(),
            pin: read_pin(&new.pin, &address)?,
            ..Profile::default()
        };
        let document = document_of(&profile)?;
        if self.with_store(|store| store.servers())?.iter().any(|row| row.name == name) {
            return Err(Problem::about("server-name-taken", name));
        }
        // The token first: a profile without its token would have to be explained.
        if let Some(token) = &new.token {
            self.keep_token(name, &address, token)?;
        }
        self.with_store(|store| store.add_server(name, &document))?;
        self.server_view(name, &profile)
    }

    /// Returns the servers by name, without those whose profile cannot be read. Nothing is contacted.
    pub fn list_servers(&self) -> Result<Vec<ServerView>, Problem> {
        let rows = self.with_store(|store| store.servers())?;
        let view = |row: &desk_store::ServerRow| {
            // A newer Source Desk may have written one. The others are of use all the same.
            let profile = read_profile(&row.name, &row.document).ok()?;
            Some(self.server_view(&row.name, &profile))
        };
        rows.iter().filter_map(view).collect()
    }

    /// Returns one server. Nothing is contacted.
    pub fn show_server(&self, name: &str) -> Result<ServerView, Problem> {
        let profile = self.profile(name)?;
        self.server_view(name, &profile)
    }

    /// Changes a server. Under another address it is another server: its token, and what was pushed to it, are forgotten.
    ///
    /// # Errors
    ///
    /// Those of [`Desk::add_server`].
    pub fn change_server(&self, name: &str, change: &ServerChange) -> Result<ServerView, Problem> {
        let mut profile = self.profile(name)?;
        let before = address_of(&profile)?;
        let address = match &change.url {
            Some(url) => read_address(url)?,
            None => before.clone(),
        };
        if let Some(ca) = &change.ca {
            self.require_authorities(ca)?;
            ca.trim().clone_into(&mut profile.ca);
        }
        // One that stays is judged too: under the new address there may be no certificate.
        let kept = profile.pin.map(|pin| pin.to_string()).unwrap_or_default();
        profile.pin = read_pin(change.pin.as_deref().unwrap_or(&kept), &address)?;
        let is_another = address.origin() != before.origin();
        profile.url = address.to_string();
        profile.production = change.production.unwrap_or(profile.production);
        profile.colour = change.colour.unwrap_or(profile.colour);
        if is_another {
            (profile.instance, profile.version, profile.checked_at) = (None, None, None);
        }
        // The old token goes last: whatever fails before leaves the server as it was.
        if let Some(token) = &change.token {
            self.keep_token(name, &address, token)?;
        }
        self.keep_profile(name, &profile, is_another)?;
        if is_another {
            self.forget_drift(name);
            self.forget_token(name, &before)?;
        }
        self.server_view(name, &profile)
    }

    /// Removes a server and its token. Drafts and runs stay; nothing on the server changes.
    ///
    /// # Errors
    ///
    /// `server-not-known`.
    pub fn remove_server(&self, name: &str) -> Result<(), Problem> {
        self.with_store(|store| store.remove_server(name))?;
        self.forget_drift(name);
        self.forget_tokens(name)
    }

    /// Has a token for a server until the program ends, as a command line without a vault brings it along.
    ///
    /// # Errors
    ///
    /// `server-not-known`.
    pub fn lend_server_token(&self, name: &str, token: Secret) -> Result<(), Problem> {
        let address = address_of(&self.profile(name)?)?;
        self.lend_token(name, &address, token);
        Ok(())
    }

    /// Checks a server as [`Desk::check_server`] does, and accepts it if it is another one than before: it was set up anew.
    /// Then what was pushed to the one before is forgotten.
    ///
    /// # Errors
    ///
    /// Those of [`Desk::check_server`]; nothing is forgotten then.
    pub async fn accept_server(&self, name: &str) -> Result<ServerCheckView, Problem> {
        self.check_as(name, true).await
    }

    /// Checks a server: whether it answers, its version, its clock and what the token's user may do. Nothing on it changes.
    ///
    /// # Errors
    ///
    /// `server-…`: whatever stands in the way.
    pub async fn check_server(&self, name: &str) -> Result<ServerCheckView, Problem> {
        self.check_as(name, false).await
    }

    async fn check_as(&self, name: &str, accepts_another: bool) -> Result<ServerCheckView, Problem> {
        let mut profile = self.profile(name)?;
        let client = self.server_client(name, &profile)?;
        let host = client.address().host_and_port();
        let facts = ServerFacts::read(&client, self.host.now()).await;
        let facts = facts.map_err(|error| of_server(&error, &host).at_server(name))?;
        let same = require_same(&profile, facts.instance.as_ref(), &host);
        let is_another = accepts_another && same.is_err();
        if is_another {
            self.forget_drift(name);
        } else {
            same?;
        }
        profile.instance = facts.instance.clone().or(profile.instance);
        profile.version = Some(facts.version.clone());
        profile.checked_at = Some(self.host.now());
        self.keep_found(name, &profile, is_another)?;
        tracing::info!(target: crate::log::TARGET, event = "server-checked");
        Ok(ServerCheckView {
            reachable: true,
            version: facts.version,
            support: match facts.standing {
                VersionStanding::Known(_) => VersionSupport::Known,
                VersionStanding::Newer => VersionSupport::Newer,
                VersionStanding::Older => VersionSupport::Older,
            },
            absent: facts.standing.version().map(absent_in).unwrap_or_default(),
            user: facts.user,
            is_superuser: facts.is_superuser,
            permissions: facts.rights,
            skew_seconds: facts.skew.map(|skew| i32::try_from(skew / 1000).unwrap_or(i32::MAX)),
        })
    }

    fn server_view(&self, name: &str, profile: &Profile) -> Result<ServerView, Problem> {
        let address = address_of(profile)?;
        Ok(ServerView {
            name: name.to_owned(),
            url: profile.url.clone(),
            host: address.host_and_port(),
            production: profile.production,
            colour: profile.colour,
            ca: profile.ca.clone(),
            pin: profile.pin.map(|pin| pin.to_string()),
            has_token: self.has_token(name, &address)?,
            version: profile.version.clone(),
            checked_at: profile.checked_at.map(crate::drafts::rfc3339),
        })
    }

    fn require_authorities(&self, ca: &str) -> Result<(), Problem> {
        if ca.trim().is_empty() {
            return Ok(());
        }
        and_own(TrustedCertificates::system(Vec::new()), ca.as_bytes(), "PEM", self.host.now()).map(|_| ())
    }
}

/// Requires that the server which answers is the one that was checked first.
pub(super) fn require_same(profile: &Profile, found: Option<&String>, host: &str) -> Result<(), Problem> {
    match (&profile.instance, found) {
        (Some(known), Some(found)) if known != found => Err(Problem::about("server-another", host)),
        _ => Ok(()),
    }
}

fn read_address(text: &str) -> Result<ServerAddress, Problem> {
    ServerAddress::parse(text).map_err(|error| of_address(&error, text))
}
