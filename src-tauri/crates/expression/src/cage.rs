//! The cage: what the system holds a worker to.
//!
//! One half is set by this program when it starts the worker, the other by the worker itself before it reads anything:
//! that way no code runs between fork and exec.

use std::io;
use std::process::{Child, Command};

#[cfg(target_os = "linux")]
mod calls;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub use unix::{lock, run_python};
#[cfg(windows)]
pub use windows::{lock, run_python};

/// What a system offers to hold a process in.
pub trait Cage: Send + Sync {
    /// Sets what has to be known before the worker starts.
    fn prepare(&self, command: &mut Command);

    /// Closes the cage around a worker that has started.
    fn close(&self, child: &Child, memory: u64) -> io::Result<Box<dyn Closed>>;
}

/// A worker's closed cage.
pub trait Closed: Send {
    /// Ends the worker and all that belongs to it, at once.
    fn end(&mut self, child: &mut Child);
}

/// The cage of this system.
pub fn of_this_system() -> &'static dyn Cage {
    #[cfg(unix)]
    return &unix::Unix;
    #[cfg(windows)]
    return &windows::Windows;
}
