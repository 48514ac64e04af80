//! One QR code's life as a pure state machine: no I/O and no clock, the present comes in.
//!
//! ```text
//! New --scan--> Scanned --allow--> Confirmed(code)
//!                  |  ^--scan--+
//!                  +--deny--> Cancelled
//! anything --lifetime over, or expire--> Expired
//! ```

use crate::options::SimulatorSecret;

/// Where a QR code is in its life.
pub(crate) enum State {
    /// Shown, not scanned.
    New,
    /// A phone shows the confirm page.
    Scanned,
    /// The person allowed the login.
    Confirmed {
        /// What the client exchanges for a token.
        code: SimulatorSecret,
    },
    /// The person cancelled. They can scan again.
    Cancelled,
    /// Over.
    Expired,
}

/// What can happen to a QR code.
pub(crate) enum Event {
    /// A phone opens the confirm page.
    Scan,
    /// The person allows; the code is used if this confirms the login.
    Allow {
        /// A fresh code.
        code: SimulatorSecret,
    },
    /// The person cancels.
    Deny,
    /// The lifetime is cut short.
    Expire,
}

/// What an event did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The state changed.
    Changed,
    /// The state is what the event asks for already.
    Unchanged,
    /// The event cannot happen in this state.
    Refused,
}

/// What a long poll is to do.
pub(crate) enum Poll<'session> {
    /// Answer this now.
    Answer(Frame<'session>),
    /// Wait for a change until this moment, in milliseconds since the epoch.
    Hold {
        /// The moment.
        until: i64,
    },
}

/// One answer of the long poll.
pub(crate) enum Frame<'session> {
    /// 408: nothing new.
    Elapsed,
    /// 404: scanned.
    Scanned,
    /// 405: confirmed.
    Confirmed {
        /// The code.
        code: &'session SimulatorSecret,
    },
    /// 403: cancelled on the phone.
    Cancelled,
    /// 402: expired.
    Expired,
}

/// One QR code, from the page that shows it to its end.
pub(crate) struct Session {
    expires_at: i64,
    state: State,
}

impl Session {
    /// A fresh one that ends `lifetime` milliseconds after `now`.
    pub(crate) fn new(now: i64, lifetime: i64) -> Self {
        Self { expires_at: now.saturating_add(lifetime), state: State::New }
    }

    /// The state at `now`.
    pub(crate) fn state(&self, now: i64) -> &State {
        if now >= self.expires_at { &State::Expired } else { &self.state }
    }

    /// How many milliseconds are left at `now`.
    pub(crate) fn remaining(&self, now: i64) -> i64 {
        match self.state(now) {
            State::Expired => 0,
            _ => self.expires_at.saturating_sub(now),
        }
    }

    /// Lets `event` happen at `now`.
    pub(crate) fn apply(&mut self, event: Event, now: i64) -> Outcome {
        if now >= self.expires_at {
            self.state = State::Expired;
        }
        let next = match (&self.state, event) {
            (State::Expired, Event::Expire)
            | (State::Scanned, Event::Scan)
            | (State::Confirmed { .. }, Event::Allow { .. })
            | (State::Cancelled, Event::Deny) => return Outcome::Unchanged,
            (State::New | State::Cancelled, Event::Scan) => State::Scanned,
            (State::Scanned, Event::Allow { code }) => State::Confirmed { code },
            (State::Scanned, Event::Deny) => State::Cancelled,
            (_, Event::Expire) => State::Expired,
            _ => return Outcome::Refused,
        };
        self.state = next;
        Outcome::Changed
    }

    /// What a poll at `now` is to do whose client has seen `last`, if a poll is held for `hold`
    /// milliseconds. 405 is never held back, so that a lost answer is not fatal.
    pub(crate) fn poll(&self, now: i64, last: Option<u16>, hold: i64) -> Poll<'_> {
        let frame = match self.state(now) {
            State::New => return self.hold(now, hold),
            State::Scanned => Frame::Scanned,
            State::Cancelled => Frame::Cancelled,
            State::Confirmed { code } => return Poll::Answer(Frame::Confirmed { code }),
            State::Expired => return Poll::Answer(Frame::Expired),
        };
        if last == Some(frame.errcode()) { self.hold(now, hold) } else { Poll::Answer(frame) }
    }

    fn hold(&self, now: i64, hold: i64) -> Poll<'_> {
        Poll::Hold { until: now.saturating_add(hold).min(self.expires_at) }
    }
}

impl Frame<'_> {
    /// `wx_errcode`.
    pub(crate) fn errcode(&self) -> u16 {
        match self {
            Self::Elapsed => 408,
            Self::Scanned => 404,
            Self::Confirmed { .. } => 405,
            Self::Cancelled => 403,
            Self::Expired => 402,
        }
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
