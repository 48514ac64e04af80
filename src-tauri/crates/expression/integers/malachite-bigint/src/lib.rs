//! `num-bigint` under the name that RustPython asks for.
//!
//! The crate that has this name on crates.io says of itself that it is a replacement for `num-bigint` with the same
//! functions. This one replaces it back, because its licence is the LGPL and ours are permissive.

pub use num_bigint::*;
