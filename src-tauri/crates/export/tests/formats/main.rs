//! What each format writes, read back.
#![cfg(test)]

mod compose;
mod drafts;
mod json;
mod kubernetes;
mod runbook;
mod secrets;
mod terraform;
mod texts;
