//! Whole test logins, from the outside.
#![expect(clippy::unwrap_used, reason = "a test ends by a panic")]

mod hostile;
mod outcomes;
mod own_login;
mod person;
mod private;
mod provider;
mod provider_faults;
mod provider_types;
mod real;
mod support;
