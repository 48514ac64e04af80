//! A test login: browser leg, callback listener, transcript, error decoder.
