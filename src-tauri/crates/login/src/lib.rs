//! A test login: what happens between the button on authentik's login page and the user that authentik stores.
//!
//! [`rehearse`] plays a whole WeChat login against a simulator on this computer, [`rehearse_provider`] one at any other
//! OAuth provider, and [`test_login`] one at the real provider. They send what authentik sends, in authentik's order, let the provider send the browser back to a
//! loopback [`callback::Listener`], exchange the code and compute the user that authentik would store. A [`Transcript`]
//! holds every request and answer with its secrets masked; [`decode`] explains every error that a provider or authentik can
//! show on the way.
//!
//! Deliberately not here: sentences for people (codes only, the words live in the message catalogues), the
//! simulator, a clock, a source of randomness, property mappings other than the nickname repair (they are named and
//! left out, never guessed), and any contact with another host that nobody asked for: only [`test_login`] and
//! [`network::check`] make one.

mod authentik;
mod body;
mod browser;
pub mod callback;
pub mod compare;
pub mod decode;
pub mod drawing;
mod har;
mod http;
mod landing;
mod mask;
pub mod network;
mod oauth;
pub mod phone;
mod problem;
mod real;
mod recorder;
mod rehearsal;
mod setup;
mod transcript;

pub use har::har;
pub use landing::{Landed, Landings, NotTheLanding, landings};
pub use oauth::{ProviderEndpoints, ProviderSetup};
pub use problem::LoginProblem;
pub use real::{Back, RealSurroundings, Source, test_login};
pub use rehearsal::{Clock, Phone, Random, Surroundings, rehearse, rehearse_provider};
pub use setup::{Endpoints, Setup};
pub use transcript::{
    Event, Note, Outcome, Request, Response, Step, StepName, StepState, Timings, Transcript, WaitingFor,
};
