//! An open vault locks itself in time.

use std::time::Duration;

use super::NOW;
use crate::{AutoLock, Event, LockReason, Moment};

/// A moment so many seconds after the start on the one clock and on the other.
fn at(elapsed: u64, wall: i64) -> Moment {
    Moment { elapsed: Duration::from_secs(elapsed), wall: NOW + wall * 1000 }
}

fn opened(minutes: u64) -> AutoLock {
    AutoLock::new(Duration::from_mins(minutes), at(0, 0))
}

#[test]
fn it_locks_when_nobody_was_active_and_stays_open_while_somebody_is() {
    let mut lock = opened(15);
    assert_eq!(lock.hear(Event::Tick, at(899, 899)), None);
    assert_eq!(lock.remaining(at(899, 899)), Duration::from_secs(1));
    assert_eq!(lock.hear(Event::Activity, at(899, 899)), None);
    for second in 900..=1798 {
        assert_eq!(lock.hear(Event::Tick, at(second, i64::try_from(second).unwrap())), None);
    }
    assert_eq!(lock.remaining(at(1799, 1799)), Duration::ZERO);
    assert_eq!(lock.hear(Event::Tick, at(1799, 1799)), Some(LockReason::Idle));
}

#[test]
fn whoever_comes_too_late_does_not_keep_it_open() {
    assert_eq!(opened(15).hear(Event::Activity, at(900, 900)), Some(LockReason::Idle));
}

#[test]
fn sleep_that_nobody_announced_is_seen_on_the_wall_clock() {
    assert_eq!(opened(15).hear(Event::Tick, at(10, 8 * 3600)), Some(LockReason::Idle));
}

#[test]
fn a_sleep_shorter_than_the_time_without_activity_locks_too() {
    // Some systems stop the one clock in sleep, others let both go on.
    for woken in [at(61, 600), at(660, 660)] {
        let mut lock = opened(15);
        assert_eq!(lock.hear(Event::Tick, at(59, 59)), None);
        assert_eq!(lock.hear(Event::Tick, woken), Some(LockReason::Sleep));
    }
    let mut lock = opened(15);
    lock.hear(Event::Tick, at(0, 0));
    assert_eq!(lock.hear(Event::Tick, at(60, 60)), None, "a slow computer is not asleep");
}

#[test]
fn a_wall_clock_that_is_set_back_does_not_keep_it_open() {
    let mut lock = opened(15);
    for second in 10..900 {
        assert_eq!(lock.hear(Event::Tick, at(second, -3600)), None);
    }
    assert_eq!(lock.hear(Event::Tick, at(900, -3600)), Some(LockReason::Idle));
}

#[test]
fn sleep_a_locked_screen_a_wish_and_the_end_lock_at_once() {
    for (event, reason) in [
        (Event::Sleep, LockReason::Sleep),
        (Event::ScreenLocked, LockReason::ScreenLocked),
        (Event::Asked, LockReason::Asked),
        (Event::Quit, LockReason::Quit),
    ] {
        assert_eq!(opened(15).hear(event, at(1, 1)), Some(reason));
    }
}

#[test]
fn a_policy_is_kept_between_a_minute_and_an_hour() {
    assert_eq!(opened(0).remaining(at(0, 0)), Duration::from_mins(1));
    assert_eq!(opened(600).remaining(at(0, 0)), Duration::from_hours(1));
}
