//! The invariants of docs/architecture.md, each with a test that goes red when it is broken.
#![cfg(test)]

mod lints;
mod packages;
mod rust_source;
mod rust_text;
mod secrets;
mod sources;
mod web;
mod words;
mod workspace;
