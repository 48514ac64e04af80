//! Whether the hosts that a login [`needs`] can be reached: [`check`] tries it over the way of `desk-network`, which a
//! login at the real provider goes as well.

mod check;
mod hosts;

pub use check::{FoundAddress, HostCheck, HostProblem, MOST_HOSTS, StageTime, Way, check};
pub use hosts::{Contact, NeededHost, Needs, needs};

#[cfg(test)]
mod tests;
