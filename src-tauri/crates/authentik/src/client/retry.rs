//! How long to wait before a request is sent again, and how often.

use std::time::Duration;

use jiff::fmt::rfc2822;

use crate::error::ServerError;

/// Of `Retry-After` at most so much is waited.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(120);

/// How patient a client is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// How often a request is sent at most.
    pub tries: u32,
    /// The most of the first wait; each further one is twice as long.
    pub first: Duration,
    /// The most of any wait.
    pub longest: Duration,
    /// How long after the first try a further one may begin.
    pub total: Duration,
}

impl Default for Patience {
    /// Five tries, waits of up to 0.5, 1, 2 and 4 seconds, three minutes in all.
    fn default() -> Patience {
        Patience {
            tries: 5,
            first: Duration::from_millis(500),
            longest: Duration::from_secs(30),
            total: Duration::from_secs(180),
        }
    }
}

impl Patience {
    /// Begins with a request.
    pub(crate) fn tries(self, now: i64) -> Tries {
        Tries { patience: self, n_failures: 0, waited: Duration::ZERO, began: now }
    }

    /// Returns a wait after so many failures: anything up to a bound that doubles, so that many clients do not come back
    /// at the same moment.
    pub(crate) fn backoff(self, n_failures: u32, spread: f64) -> Duration {
        self.bound(n_failures).mul_f64(spread.clamp(0.0, 1.0))
    }

    fn bound(self, n_failures: u32) -> Duration {
        let doubled = 2u32.saturating_pow(n_failures.saturating_sub(1));
        self.first.saturating_mul(doubled).min(self.longest)
    }
}

/// The tries of one request.
pub(crate) struct Tries {
    patience: Patience,
    n_failures: u32,
    waited: Duration,
    /// When the first was sent, in milliseconds since the Unix epoch.
    began: i64,
}

/// A wait: what the server asked for, or up to a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wait {
    /// Exactly so long.
    Asked(Duration),
    /// Up to so long.
    UpTo(Duration),
}

impl Wait {
    pub(crate) fn spread(self, spread: f64) -> Duration {
        match self {
            Wait::Asked(wait) => wait,
            Wait::UpTo(bound) => bound.mul_f64(spread.clamp(0.0, 1.0)),
        }
    }
}

impl Tries {
    /// Returns how long to wait after a request that got no answer; `None`: it is not sent again.
    pub(crate) fn after_failure(&mut self, failure: &ServerError, now: i64) -> Option<Wait> {
        use desk_network::NetworkError::{Refused, Reset, TimedOut};
        // What is wrong with an address or a certificate stays wrong.
        matches!(failure, ServerError::Unreachable(Refused | Reset | TimedOut))
            .then(|| self.next(None, now))
            .flatten()
    }

    /// Returns how long to wait after an answer that may be another one later, with its `Retry-After`.
    pub(crate) fn after_answer(&mut self, retry_after: Option<&str>, now: i64) -> Option<Wait> {
        self.next(retry_after.and_then(|text| asked(text, now)), now)
    }

    fn next(&mut self, asked: Option<Duration>, now: i64) -> Option<Wait> {
        self.n_failures += 1;
        if self.n_failures >= self.patience.tries {
            return None;
        }
        let wait = match asked {
            Some(asked) => Wait::Asked(asked.min(LONGEST_RETRY_AFTER)),
            None => Wait::UpTo(self.patience.bound(self.n_failures)),
        };
        self.waited += wait.spread(1.0);
        // Requests take time as well: a server that drips is not waited for five times.
        let passed = Duration::from_millis(u64::try_from(now.saturating_sub(self.began)).unwrap_or(0));
        (self.waited.max(passed + wait.spread(1.0)) <= self.patience.total).then_some(wait)
    }
}

/// Reads `Retry-After`: seconds, or a date (RFC 9110, section 10.2.3).
fn asked(text: &str, now: i64) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let moment = rfc2822::parse(text).ok()?.timestamp().as_millisecond();
    Some(Duration::from_millis(u64::try_from(moment.saturating_sub(now)).unwrap_or(0)))
}

/// Reads the moment of a `Date` header, in milliseconds since the Unix epoch.
pub(super) fn date(text: &str) -> Option<i64> {
    rfc2822::parse(text.trim()).ok().map(|moment| moment.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_network::NetworkError;

    #[test]
    fn waits_double_and_end_and_a_server_may_ask_for_its_own() {
        let mut tries = Patience::default().tries(0);
        let waits: Vec<_> = std::iter::from_fn(|| tries.after_answer(None, 0)).collect();
        let bound = |milliseconds| Wait::UpTo(Duration::from_millis(milliseconds));
        assert_eq!(waits, [bound(500), bound(1000), bound(2000), bound(4000)]);
        let ask = |text: &str| Patience::default().tries(1_445_412_470_000).after_answer(Some(text), 1_445_412_470_000);
        assert_eq!(ask("7"), Some(Wait::Asked(Duration::from_secs(7))));
        assert_eq!(ask("86400"), Some(Wait::Asked(LONGEST_RETRY_AFTER)));
        assert_eq!(ask("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Wait::Asked(Duration::from_secs(10))));
        assert_eq!(ask("Wed, 21 Oct 2015 07:00:00 GMT"), Some(Wait::Asked(Duration::ZERO)));
        assert_eq!(ask("tomorrow"), Some(bound(500)));
        let mut tries = Patience::default().tries(0);
        let asked = std::iter::from_fn(|| tries.after_answer(Some("120"), 0)).count();
        assert_eq!(asked, 1, "three minutes in all");
    }

    #[test]
    fn a_server_that_takes_its_time_is_not_asked_again_and_again() {
        let after = |now| {
            let mut tries = Patience::default().tries(0);
            tries.after_failure(&ServerError::Unreachable(NetworkError::TimedOut), now).is_some()
        };
        assert!(after(30_000) && !after(180_000));
    }

    #[test]
    fn what_will_not_change_is_not_tried_again() {
        let after =
            |error| Patience::default().tries(0).after_failure(&ServerError::Unreachable(error), 0).is_some();
        assert!(after(NetworkError::Reset) && after(NetworkError::Refused) && after(NetworkError::TimedOut));
        assert!(!after(NetworkError::NoSuchHost) && !after(NetworkError::NotHttps));
    }

    #[test]
    fn a_wait_is_anything_up_to_its_bound() {
        let patience = Patience::default();
        assert_eq!(patience.backoff(1, 0.5), Duration::from_millis(250));
        assert_eq!(patience.backoff(20, 1.0), Duration::from_secs(30));
        assert_eq!(patience.backoff(3, -1.0), Duration::ZERO);
    }
}
