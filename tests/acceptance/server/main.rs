//! The way to an authentik server and back, against the fake authentik: what is pushed, what goes wrong on the way, what a
//! hostile server can do, and what is pulled.
#![cfg(test)]

mod deaths;
mod desk;
mod engine;
mod hostile;
mod kinds;
mod pushes;
mod scripts;
