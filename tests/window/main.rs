//! The real program in a real window, driven over WebDriver (WebKitWebDriver, from Debian's `webkit2gtk-driver`).
//!
//! `cargo xtask test` gives it a display and a session bus. Without them these tests say so and pass, so that
//! `cargo test --workspace` can run anywhere; the gate always gives them.

#![cfg(test)]

#[cfg(target_os = "linux")]
mod desktop;
#[cfg(target_os = "linux")]
mod login_window;
#[cfg(target_os = "linux")]
mod main_job;
#[cfg(target_os = "linux")]
mod provider;
#[cfg(target_os = "linux")]
mod start;
