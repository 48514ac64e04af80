//! A stand-in WeChat Open Platform on 127.0.0.1, with faults.
