//! Source Desk's window.
