//! A test login: what happens between the button on authentik's login page and the user that authentik stores.
//!
//! [`rehearse`] plays a whole login against a simulator on this computer. It sends what authentik sends, in
//! authentik's order, lets the provider send the browser back to a loopback [`callback::Listener`], exchanges the
//! code and computes the user that authentik would store. A [`Transcript`] holds every request and answer with its
//! secrets masked; [`decode`] explains every error that WeChat or authentik can show on the way.
//!
//! Deliberately not here: sentences for people (codes only, the words live in the message catalogues), the
//! simulator, a clock, a source of randomness, property mappings other than the nickname repair (they are named and
//! left out, never guessed), and any contact with a host other than this computer.

mod authentik;
mod body;
mod browser;
pub mod callback;
pub mod decode;
mod http;
mod mask;
pub mod network;
pub mod phone;
mod problem;
mod recorder;
mod rehearsal;
mod setup;
mod transcript;

pub use problem::LoginProblem;
pub use rehearsal::{Elapsed, Phone, Random, rehearse};
pub use setup::{Endpoints, Setup};
pub use transcript::{
    Event, Note, Outcome, Request, Response, Step, StepName, StepState, Transcript, WaitingFor,
};
