//! The names of backups, and which backups stay.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// How many of the newest backups stay.
const NEWEST_KEPT: usize = 10;

/// Of how many weeks the newest backup stays.
const WEEKS_KEPT: i64 = 8;

/// Returns a name for a backup of this moment that the folder does not have.
pub(crate) fn free_name(folder: &Path, now: i64) -> String {
    let mut name = Name { stamp: stamp(now), number: 1 };
    while fs::symlink_metadata(folder.join(name.to_text())).is_ok() {
        name.number += 1;
    }
    name.to_text()
}

/// The name of a backup: when it was made, and the how manieth of that second it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    stamp: String,
    number: u32,
}

impl Name {
    pub(crate) fn to_text(&self) -> String {
        match self.number {
            1 => format!("drafts-{}.sqlite3", self.stamp),
            number => format!("drafts-{}-{number}.sqlite3", self.stamp),
        }
    }

    /// Reads exactly what [`Name::to_text`] writes; every other file is somebody else's.
    pub(crate) fn parse(text: &str) -> Option<Name> {
        let middle = text.strip_prefix("drafts-")?.strip_suffix(".sqlite3")?;
        let (stamp, number) = match middle.split_once('-') {
            None => (middle, 1),
            Some((stamp, number)) => (stamp, number.parse().ok()?),
        };
        let name = Name { stamp: stamp.to_owned(), number };
        let is_stamp = stamp.len() == "YYYYMMDDTHHMMSSZ".len()
            && stamp.char_indices().all(|(index, character)| match index {
                8 => character == 'T',
                15 => character == 'Z',
                _ => character.is_ascii_digit(),
            });
        (is_stamp && name.to_text() == text).then_some(name)
    }

    /// Returns when the backup was made: milliseconds since 1970-01-01 UTC. None if its name tells no real moment.
    pub(crate) fn made_at(&self) -> Option<i64> {
        let civil = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", &self.stamp).ok()?;
        jiff::tz::TimeZone::UTC.to_timestamp(civil).ok().map(jiff::Timestamp::as_millisecond)
    }
}

/// Returns which backups go, of names in any order: all but the newest ten, and the newest of each of the last eight
/// weeks, counted from the newest backup. The clock is not asked, so one that was set wrong removes nothing.
pub(crate) fn outdated(mut names: Vec<Name>) -> Vec<Name> {
    names.sort();
    names.reverse();
    let newest_week = names.iter().find_map(week);
    let mut weeks_kept = BTreeSet::new();
    let mut old = Vec::new();
    for (place, name) in names.into_iter().enumerate() {
        let week = week(&name);
        let is_of_last_weeks = match (week, newest_week) {
            (Some(week), Some(newest)) => newest - week < WEEKS_KEPT,
            _ => false,
        };
        let is_weeks_newest = is_of_last_weeks && weeks_kept.insert(week);
        if place >= NEWEST_KEPT && !is_weeks_newest {
            old.push(name);
        }
    }
    old
}

/// Returns the number of a backup's week, which starts on Monday.
fn week(name: &Name) -> Option<i64> {
    const DAY: i64 = 86_400_000;
    // 1970-01-01 was a Thursday.
    name.made_at().map(|made_at| (made_at.div_euclid(DAY) + 3).div_euclid(7))
}

/// Returns the moment as it stands in names of files: `20260102T030405Z`.
pub(crate) fn stamp(now: i64) -> String {
    jiff::Timestamp::from_millisecond(now)
        .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
        .strftime("%Y%m%dT%H%M%SZ")
        .to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_our_own_names_are_backups() {
        for text in [
            "drafts.sqlite3",
            "drafts-20260102T030405Z.sqlite3.1.tmp",
            "drafts-20260102T030405Z-1.sqlite3",
            "drafts-20260102T030405Z-02.sqlite3",
            "drafts-20260102T030405Z-x.sqlite3",
            "drafts-2026-01-02.sqlite3",
            "drafts-before the holidays.sqlite3",
            "my-20260102T030405Z.sqlite3",
        ] {
            assert_eq!(Name::parse(text), None, "{text}");
        }
    }

    fn at(day: i64) -> Name {
        Name { stamp: stamp(day * 86_400_000), number: 1 }
    }

    #[test]
    fn the_newest_ten_and_one_of_each_of_the_last_eight_weeks_stay() {
        // 2026-01-04 is a Sunday; one backup a day for half a year before it, and two from before that.
        let last = 20_457;
        let names: Vec<Name> = (last - 180..=last).map(at).collect();
        let old = outdated(names.clone());
        let kept: Vec<String> = names.iter().filter(|name| !old.contains(name)).map(Name::to_text).collect();
        let sundays = [49, 42, 35, 28, 21, 14].map(|days| last - days);
        let expected = sundays.into_iter().chain(last - 9..=last);
        let expected: Vec<String> = expected.map(|day| at(day).to_text()).collect();
        assert_eq!(kept, expected);
    }

    #[test]
    fn few_backups_all_stay_however_old_they_are() {
        assert_eq!(outdated((0..10).map(|year| at(year * 365)).collect()), []);
    }

    proptest! {
        #[test]
        fn a_rotation_never_takes_the_newest_ten(days in proptest::collection::vec(0i64..40_000, 0..40)) {
            let mut names: Vec<Name> = days.into_iter().map(at).collect();
            names.sort();
            names.dedup();
            let old = outdated(names.clone());
            for name in names.iter().rev().take(10) {
                prop_assert!(!old.contains(name));
            }
            prop_assert!(names.len() - old.len() <= 18);
        }


        #[test]
        fn a_name_reads_back_what_was_written(stamp in "[0-9]{8}T[0-9]{6}Z", number in 1u32..) {
            let name = Name { stamp, number };
            prop_assert_eq!(Name::parse(&name.to_text()), Some(name));
        }
    }
}
