//! When an open vault locks itself. A state machine over times that it is told.

use std::time::Duration;

/// Decides when an open vault is to be locked.
#[derive(Debug, Clone)]
pub struct AutoLock {
    idle: Duration,
    last_active: Moment,
    /// Ticks come every second or so while the computer is awake.
    last_tick: Option<Moment>,
}

/// A point in time, on two clocks: the first stands still while a computer sleeps, the second can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The time since some fixed point, from a clock that never goes back.
    pub elapsed: Duration,
    /// Unix milliseconds.
    pub wall: i64,
}

/// What happens around an open vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The person typed, clicked, or gave a command.
    Activity,
    /// Time passed. Told every second or so while the computer is awake; a gap says that it slept.
    Tick,
    /// The computer is about to sleep.
    Sleep,
    /// The screen was locked, or another person's session came to the front.
    ScreenLocked,
    /// The person asked for it.
    Asked,
    /// The program ends.
    Quit,
}

/// Why a vault is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockReason {
    /// Nobody was active for as long as the policy says.
    Idle,
    /// The computer went to sleep.
    Sleep,
    /// The screen was locked.
    ScreenLocked,
    /// The person asked for it.
    Asked,
    /// The program ended.
    Quit,
}

impl AutoLock {
    /// A gap between two ticks that is longer than this was a sleep, or as good as one.
    pub const GAP: Duration = Duration::from_mins(1);

    /// How long nobody may be active, unless the person chose otherwise: 15 minutes.
    pub const USUAL: Duration = Duration::from_mins(15);

    /// Begins to watch a vault that was opened now. Less than a minute counts as one, more than an hour as an hour.
    pub fn new(idle: Duration, now: Moment) -> AutoLock {
        let idle = idle.clamp(Duration::from_mins(1), Duration::from_hours(1));
        AutoLock { idle, last_active: now, last_tick: None }
    }

    /// Hears what happened. `Some`: lock the vault now.
    ///
    /// Activity after the time is up locks as well: the person who is active then may be another one.
    pub fn hear(&mut self, event: Event, now: Moment) -> Option<LockReason> {
        let slept = event == Event::Tick && self.last_tick.replace(now).is_some_and(|tick| slept(tick, now));
        match event {
            Event::Tick if slept => Some(LockReason::Sleep),
            Event::Sleep => Some(LockReason::Sleep),
            Event::ScreenLocked => Some(LockReason::ScreenLocked),
            Event::Asked => Some(LockReason::Asked),
            Event::Quit => Some(LockReason::Quit),
            Event::Activity | Event::Tick if self.is_over(now) => Some(LockReason::Idle),
            Event::Activity => {
                self.last_active = now;
                None
            }
            Event::Tick => None,
        }
    }

    /// Returns how long the vault stays open if nobody is active, by the clock that never goes back.
    pub fn remaining(&self, now: Moment) -> Duration {
        if self.is_over(now) {
            return Duration::ZERO;
        }
        self.idle.saturating_sub(now.elapsed.saturating_sub(self.last_active.elapsed))
    }

    /// By either clock: the one shows that time passed in sleep, the other cannot be set back.
    fn is_over(&self, now: Moment) -> bool {
        let by_wall = now.wall.saturating_sub(self.last_active.wall);
        let by_wall = Duration::from_millis(u64::try_from(by_wall).unwrap_or(0));
        let elapsed = now.elapsed.saturating_sub(self.last_active.elapsed);
        elapsed >= self.idle || by_wall >= self.idle
    }
}

/// By either clock: on some systems both go on in sleep, on others only the one that can be set.
fn slept(tick: Moment, now: Moment) -> bool {
    let by_wall = Duration::from_millis(u64::try_from(now.wall.saturating_sub(tick.wall)).unwrap_or(0));
    by_wall > AutoLock::GAP || now.elapsed.saturating_sub(tick.elapsed) > AutoLock::GAP
}
