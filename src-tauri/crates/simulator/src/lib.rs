//! Stand-ins for login providers on 127.0.0.1: WeChat Open Platform (微信开放平台), for a website
//! application (网站应用), and in [`provider`] an OAuth 2.0 and OpenID Connect provider with the manners
//! of any other of authentik's types.
//!
//! The stand-in for WeChat answers the browser leg (`/connect/qrconnect`, its QR code, its long poll and the page that a
//! phone shows) and the API (`/sns/oauth2/access_token`, `/sns/oauth2/refresh_token`, `/sns/auth`,
//! `/sns/userinfo`) the way WeChat does, down to the order of the keys, so that an unmodified client
//! can be rehearsed against it without WeChat, without a phone and without a public host name.
//!
//! Sources: WeChat Open Platform document 网站应用微信登录, WeChat's own page script, and the answers
//! that open source clients recorded. Where those are silent, the choice is documented at the item:
//! hold 25 s and lifetime 300 s of a QR code, 405 repeated until the lifetime ends, 402 for an unknown
//! uuid, HTTP 200 for error pages, a wrong AppSecret does not consume the code, and the first of two
//! parameters with one name counts.
//!
//! # What is deliberately not here
//!
//! - No TLS, no name but the loopback address: clients are pointed here by their own settings.
//! - No fast login (快捷登录): the real one talks to the WeChat desktop program's own port.
//! - No Fluent messages: the pages imitate WeChat's own texts, which are Chinese (and English with
//!   `lang=en`), so their words live in `src/pages`, not in a catalogue. Every page carries a bar that
//!   says in both languages that it is a simulator.
//! - No clock, no randomness and no environment of its own: [`Options`] brings them in. Only the time
//!   that a poll is held and [`Fault::Slow`] are counted by tokio's timers.
//! - Nothing is sealed: the only keys are those that [`provider`] signs its own tokens with.
//! - Nothing is written to disk or to a log.

mod answers;
mod connections;
mod fault;
mod guard;
mod information;
mod options;
mod pages;
mod parameters;
mod platform;
mod profile;
pub mod provider;
mod qr;
mod qrconnect;
mod random;
mod server;
mod simulator;
mod state;
mod tokens;

pub use fault::Fault;
pub use information::information;
pub use options::{Application, ApplicationKind, Clock, Options, Random, SimulatorSecret};
pub use profile::Profile;
pub use simulator::{Simulator, SimulatorError};
