//! How much a mapping may use.

use std::time::Duration;

use serde::Serialize;

/// How much one evaluation may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How long it may take, from the request to the answer.
    pub wall: Duration,
    /// How many seconds of the processor its process may use, its start included. It counts in whole seconds.
    pub cpu_seconds: u64,
    /// How much memory its process may address, in bytes, the interpreter included.
    pub memory: u64,
    /// How much its process may write, in bytes, the answer included.
    pub output: u64,
    /// How long its process may take to become ready.
    pub start: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            wall: Duration::from_millis(2500),
            cpu_seconds: 2,
            memory: 512 << 20,
            output: 4 << 20,
            start: Duration::from_secs(20),
        }
    }
}

/// The limit that ended an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// It took too long.
    Time,
    /// It used more of the processor than it may.
    Processor,
    /// It needed more memory than it may have.
    Memory,
    /// It nested calls so deeply that its stack was full.
    Stack,
    /// It wrote more than it may.
    Output,
    /// Its process ended in another way, or wrote an answer that is none: by a mistake in the interpreter, or because the
    /// mapping reached past what it may.
    Ended,
}

/// What a worker is told of its limits, as arguments of its program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Locks {
    /// Seconds of the processor.
    pub cpu_seconds: u64,
    /// Bytes of memory that may be addressed.
    pub memory: u64,
}

impl Locks {
    /// The arguments.
    pub fn arguments(self) -> [String; 2] {
        [self.cpu_seconds.to_string(), self.memory.to_string()]
    }

    /// Reads the arguments; `None` if they are not two numbers.
    pub fn from_arguments(arguments: &[String]) -> Option<Self> {
        let [cpu_seconds, memory] = arguments else { return None };
        Some(Self { cpu_seconds: cpu_seconds.parse().ok()?, memory: memory.parse().ok()? })
    }
}
