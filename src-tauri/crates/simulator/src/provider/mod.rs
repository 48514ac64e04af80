//! A stand-in OAuth 2.0 and OpenID Connect provider on 127.0.0.1, with the manners of any of authentik's
//! types: discovery, key set, authorize with a login page, token, userinfo, and faults for each step.
//!
//! One implementation of the protocols (RFC 6749, 6750, 7636, 9700; OpenID Connect Core and Discovery;
//! Form Post Response Mode), and a table of how each provider differs ([`Manner`]): paths, how the client
//! proves who it is, scopes, the form of the token answer, of the user's document and of errors, and
//! quirks. WeChat is not in the table: it is no OAuth provider by the letter, and has an implementation
//! of its own, [`crate::Simulator`].
//!
//! Choices where sources are silent: a code lives for 600 s, an access token for 3600 s, a refresh token
//! until the provider stops; a code that comes twice takes its tokens back; a person is always asked,
//! even with `prompt=none` where the provider would have remembered them (Discord).
//!
//! # What is deliberately not here
//!
//! - No `private_key_jwt`, no implicit or hybrid flow, no encrypted tokens, no logout: authentik's
//!   sources use none of them.
//! - No sessions: nobody is ever logged in already.
//! - No TLS and no Fluent messages, as in the rest of this crate.

mod authorize;
mod breakage;
mod document;
mod errors;
mod exchange;
mod fault;
mod information;
mod issuer;
mod jwt;
mod keys;
mod ledger;
mod manner;
mod manners;
mod options;
mod pages;
mod person;
mod pkce;
mod running;
mod server;

pub use fault::{AuthorizeError, Breakage, Fault, Step, TokenError};
pub use information::information;
pub use keys::{Algorithm, Keys, KeysError, apple_key};
pub use manner::{
    ClientAuthentication, Discovery, Document, ErrorForm, IdToken, Manner, Pkce, Quirk, Refresh, TokenAnswer,
    TokenPlace, UnknownScope,
};
pub use options::{Client, Options};
pub use person::Person;
pub use running::{Endpoints, Provider, ProviderError};
