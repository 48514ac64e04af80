//! Lengths of time as authentik's fields take them: `hours=1;minutes=30` (authentik's `lib/utils/time.py`).

use std::fmt;

/// The units that authentik knows, and how many days each is.
const UNITS: [(&str, f64); 7] = [
    ("microseconds", 1e-6 / 86_400.0),
    ("milliseconds", 1e-3 / 86_400.0),
    ("seconds", 1.0 / 86_400.0),
    ("minutes", 1.0 / 1_440.0),
    ("hours", 1.0 / 24.0),
    ("days", 1.0),
    ("weeks", 7.0),
];

/// Beyond a hundred years Python may not be able to add it to the date of today.
const MOST_DAYS: f64 = 36_500.0;

/// A length of time that authentik reads as it is meant: more than nothing, and of units that it knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duration(String);

impl Duration {
    /// Reads `hours=1;minutes=2;seconds=3`. White space around units and numbers is dropped, upper case made lower.
    ///
    /// Stricter than authentik, which skips a unit that it does not know, so that `minute=10;seconds=1` is a second.
    /// Returns `None` if it is no such text, if a unit comes twice, or if it is nothing or more than a hundred years.
    pub fn parse(text: &str) -> Option<Duration> {
        let mut parts: Vec<(&str, &str)> = Vec::new();
        let mut n_days = 0.0;
        for pair in text.split(';') {
            let (unit, number) = pair.split_once('=')?;
            let unit = unit.trim().to_ascii_lowercase();
            let (unit, days) = UNITS.into_iter().find(|(known, _)| *known == unit)?;
            let number = number.trim();
            let value = number.parse::<f64>().ok().filter(|value| value.is_finite() && *value >= 0.0)?;
            if parts.iter().any(|(known, _)| *known == unit) {
                return None;
            }
            parts.push((unit, number));
            n_days += value * days;
        }
        if !(n_days > 0.0 && n_days <= MOST_DAYS) {
            return None;
        }
        let parts: Vec<String> = parts.iter().map(|(unit, number)| format!("{unit}={number}")).collect();
        Some(Duration(parts.join(";")))
    }

    /// Returns so many minutes.
    pub fn of_minutes(minutes: u16) -> Duration {
        Duration(format!("minutes={minutes}"))
    }

    /// Returns the text for authentik.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Returns whether authentik takes a text as a duration. Units that it does not know it skips, but one must be left.
pub fn is_taken(text: &str) -> bool {
    let mut n_known = 0;
    for pair in text.split(';') {
        let Some((unit, number)) = pair.split_once('=') else { return false };
        let unit = unit.trim().to_lowercase();
        let is_known = UNITS.iter().any(|(known, _)| *known == unit);
        if is_known && number.trim().parse::<f64>().is_err() {
            return false;
        }
        n_known += usize::from(is_known);
    }
    n_known > 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Duration, UNITS, is_taken};

    #[test]
    fn a_duration_is_units_and_numbers() {
        for (text, is) in [
            ("days=1", true),
            ("hours=1;minutes=2.5", true),
            ("Weeks=2", true),
            ("1 day", false),
            ("days", false),
            ("days=one", false),
            ("fortnights=1", false),
            ("days=1;", false),
        ] {
            assert_eq!(is_taken(text), is, "{text}");
        }
    }

    #[test]
    fn what_authentik_would_read_otherwise_than_it_is_meant_is_refused() {
        for (text, read) in [
            ("minutes=10", Some("minutes=10")),
            ("hours=1;minutes=2;seconds=3", Some("hours=1;minutes=2;seconds=3")),
            (" Hours = 1.5 ; seconds=3", Some("hours=1.5;seconds=3")),
            ("days=36500", Some("days=36500")),
            ("", None),
            ("10", None),
            ("10m", None),
            ("minutes", None),
            ("minutes=", None),
            ("minutes=ten", None),
            ("minutes=1=2", None),
            ("minutes=1;", None),
            ("minutes:10", None),
            ("minute=10;seconds=1", None),
            ("minutes=1;minutes=2", None),
            ("minutes=0", None),
            ("minutes=-5", None),
            ("minutes=nan", None),
            ("minutes=inf", None),
            ("days=36501", None),
        ] {
            assert_eq!(Duration::parse(text).as_ref().map(Duration::as_str), read, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_duration_comes_back_from_its_text(
            numbers in prop::collection::btree_map(0..UNITS.len(), 1_u32..1_000, 1..4)
        ) {
            let parts = numbers.iter().map(|(unit, number)| format!("{}={number}", UNITS[*unit].0));
            let text = parts.collect::<Vec<_>>().join(";");
            let read = Duration::parse(&text).map(|read| read.to_string());
            prop_assert_eq!(read.as_deref(), Some(text.as_str()));
            prop_assert!(is_taken(&text));
        }

        #[test]
        fn what_is_read_authentik_takes_too(text in "[a-z=;0-9. ]{0,30}") {
            if let Some(read) = Duration::parse(&text) {
                prop_assert!(is_taken(read.as_str()));
                prop_assert_eq!(Duration::parse(read.as_str()), Some(read));
            }
        }
    }
}
