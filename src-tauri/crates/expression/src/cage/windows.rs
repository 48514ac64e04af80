//! Job objects. Not built or run where this was written: the job's limits are those of `win32job`'s documentation.

use std::io;
use std::os::windows::io::AsRawHandle;
use std::path::Path;
use std::process::{Child, Command};

use win32job::{ExtendedLimitInfo, Job};

use super::{Cage, Closed};
use crate::limits::Locks;

/// Windows.
pub struct Windows;

impl Cage for Windows {
    fn prepare(&self, command: &mut Command) {
        use std::os::windows::process::CommandExt;
        /// No console window appears: CREATE_NO_WINDOW.
        const NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(NO_WINDOW);
    }

    fn close(&self, child: &Child, memory: u64) -> io::Result<Box<dyn Closed>> {
        let mut limits = ExtendedLimitInfo::new();
        limits.limit_kill_on_job_close();
        limits.limit_working_memory(1 << 20, usize::try_from(memory).unwrap_or(usize::MAX));
        let job = Job::create_with_limit_info(&limits).map_err(io::Error::other)?;
        job.assign_process(child.as_raw_handle() as isize).map_err(io::Error::other)?;
        Ok(Box::new(InJob(Some(job))))
    }
}

struct InJob(Option<Job>);

impl Closed for InJob {
    fn end(&mut self, child: &mut Child) {
        let _ = child.kill();
        // Closing the last handle of the job ends whatever is left in it.
        self.0 = None;
        let _ = child.wait();
    }
}

/// The job is set from outside.
pub fn lock(_locks: Locks, _opens_files: bool) -> io::Result<()> {
    Ok(())
}

/// A Python of the system is not offered on Windows.
pub fn run_python(_python: &Path, _program: &str) -> io::Error {
    io::Error::from(io::ErrorKind::Unsupported)
}
