//! The provider from outside, over loopback HTTP, by a client that sends what authentik sends.

#![cfg(test)]

mod checks;
mod faults;
mod flows;
mod wire;
