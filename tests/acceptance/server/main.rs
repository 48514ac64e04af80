//! The way to an authentik server and back, against the fake authentik: what is pushed, what goes wrong on the way, what a
//! hostile server can do, and what is pulled.
#![cfg(test)]

mod broken_off;
mod contract;
mod deaths;
mod desk;
mod engine;
mod guards;
mod honest;
mod hostile;
mod kinds;
mod people;
mod pins;
mod profiles;
mod pulls;
mod pushes;
mod refused;
mod scripts;
