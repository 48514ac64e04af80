//! Things that only tests need.
