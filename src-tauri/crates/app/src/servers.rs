//! Servers: their profiles, what is there, what would change, apply, take back.
//!
//! Everything here that contacts a server does so because a person asked for it. Only [`apply`](Desk::apply_plan) writes.

mod apply;
mod client;
mod flows;
mod pin;
mod plan;
mod problems;
mod profile;
mod pull;
mod token;
mod views;
mod window;

use desk_network::Fingerprint;
use desk_store::ServerRow;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::desk::Desk;
use crate::problem::Problem;

pub use plan::PlanRequest;
pub use profile::{NewServer, ServerChange};
pub use views::{
    AppliedOperationView, AppliedView, MissingSecretView, PullOutcome, PulledSourceView, PulledView,
    PushRunView, ServerCheckView, ServerView, VersionSupport,
};
pub(crate) use window::ServersWindow;
pub use window::{
    DriftRowView, DriftSide, DriftView, DriftedDraftView, PlanChangeView, PlanConflictView, PlanDecision,
    PlanOperationView, PlanSort, PlanValue, PlanView, PushView, SecretInPlan,
};

/// The newest layout of [`Profile`].
const SCHEMA: u32 = 2;
/// The layout of a profile without a pin. A program that knows this one only would not look at a pin, so it must not take a
/// profile that has one.
const SCHEMA_WITHOUT_PIN: u32 = 1;

/// What is known of a server. The token is not among it: the vault has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Profile {
    /// The layout.
    schema: u32,
    /// The address, as [`desk_authentik::ServerAddress`] writes it.
    url: String,
    /// Whether its host has to be typed before anything is sent.
    production: bool,
    /// The colour that every dialog about it shows.
    colour: ServerColour,
    /// Authorities that are believed for this server beside the usual ones: PEM. Empty: none.
    ca: String,
    /// The one certificate that is believed for this server, whoever signed it; `None`: the authorities are asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pin: Option<Fingerprint>,
    /// What told the server from another when it was checked first.
    instance: Option<String>,
    /// The version that the last check found.
    version: Option<String>,
    /// When it was checked last, in milliseconds since the Unix epoch.
    checked_at: Option<i64>,
}

impl Default for Profile {
    fn default() -> Profile {
        Profile {
            schema: SCHEMA_WITHOUT_PIN,
            url: String::new(),
            production: false,
            colour: ServerColour::default(),
            ca: String::new(),
            pin: None,
            instance: None,
            version: None,
            checked_at: None,
        }
    }
}

/// The colours that tell servers apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum ServerColour {
    /// Grey.
    #[default]
    Grey,
    /// Blue.
    Blue,
    /// Green.
    Green,
    /// Orange.
    Orange,
    /// Purple.
    Purple,
    /// Red.
    Red,
}

impl ServerColour {
    /// All of them.
    pub const ALL: [ServerColour; 6] = [
        ServerColour::Grey,
        ServerColour::Blue,
        ServerColour::Green,
        ServerColour::Orange,
        ServerColour::Purple,
        ServerColour::Red,
    ];

    /// Returns the name for machines.
    pub fn name(self) -> &'static str {
        match self {
            ServerColour::Grey => "grey",
            ServerColour::Blue => "blue",
            ServerColour::Green => "green",
            ServerColour::Orange => "orange",
            ServerColour::Purple => "purple",
            ServerColour::Red => "red",
        }
    }

    /// Returns the colour with a name.
    pub fn find(name: &str) -> Option<ServerColour> {
        ServerColour::ALL.into_iter().find(|colour| colour.name() == name)
    }
}

impl Desk {
    /// Returns the profile of a server.
    pub(crate) fn profile(&self, name: &str) -> Result<Profile, Problem> {
        let rows = self.with_store(|store| store.servers())?;
        let row = rows.into_iter().find(|row| row.name == name);
        let ServerRow { document, .. } = row.ok_or_else(|| Problem::about("server-not-known", name))?;
        read_profile(name, &document)
    }

    pub(crate) fn keep_profile(
        &self,
        name: &str,
        profile: &Profile,
        is_another: bool,
    ) -> Result<(), Problem> {
        let document = document_of(profile)?;
        self.with_store(|store| store.change_server(name, &document, is_another))
    }

    /// Keeps what a server was found to be. A person may have changed its profile meanwhile: that stays, and if the server was
    /// found by another address or believed for another reason, what was found is not about this one.
    fn keep_found(&self, name: &str, found: &Profile, is_another: bool) -> Result<(), Problem> {
        let now = self.profile(name)?;
        if (&now.url, &now.ca, &now.pin) != (&found.url, &found.ca, &found.pin) {
            return Ok(());
        }
        let (instance, version) = (found.instance.clone(), found.version.clone());
        let kept = Profile { instance, version, checked_at: found.checked_at, ..now };
        self.keep_profile(name, &kept, is_another)
    }
}

fn document_of(profile: &Profile) -> Result<String, Problem> {
    let schema = if profile.pin.is_some() { SCHEMA } else { SCHEMA_WITHOUT_PIN };
    let profile = Profile { schema, ..profile.clone() };
    serde_json::to_string(&profile).map_err(|error| Problem::new("internal").detailed(error.to_string()))
}

fn read_profile(name: &str, document: &str) -> Result<Profile, Problem> {
    let profile: Profile =
        serde_json::from_str(document).map_err(|_| Problem::about("server-profile-unreadable", name))?;
    if profile.schema > SCHEMA {
        return Err(Problem::about("server-profile-unreadable", name));
    }
    Ok(profile)
}
