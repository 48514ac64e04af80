//! Resource limits and process groups.

use std::io;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command};

use rustix::process::{Pid, Resource, Rlimit, Signal, kill_process_group, setrlimit};

use super::{Cage, Closed};
use crate::limits::Locks;

/// Linux, macOS and the like.
pub struct Unix;

impl Cage for Unix {
    fn prepare(&self, command: &mut Command) {
        // A group of its own: it can be ended as a whole, and Ctrl+C in a terminal is not for it.
        command.process_group(0);
    }

    fn close(&self, child: &Child, _memory: u64) -> io::Result<Box<dyn Closed>> {
        Ok(Box::new(Group { leader: Pid::from_child(child), is_ended: false }))
    }
}

struct Group {
    leader: Pid,
    /// Whether it was ended; its number may be another's then.
    is_ended: bool,
}

impl Closed for Group {
    fn end(&mut self, child: &mut Child) {
        if std::mem::replace(&mut self.is_ended, true) {
            return;
        }
        // Both fail when it has ended by itself, which is what is wanted.
        let _ = kill_process_group(self.leader, Signal::KILL);
        let _ = child.kill();
        let _ = child.wait();
    }
}

/// Locks this process in. What is locked cannot be opened again: the hard limits fall too. `RLIMIT_NPROC` does not bind root;
/// the filter of system calls does. `opens_files` is for a Python of the system, which has to find its library.
pub fn lock(locks: Locks, opens_files: bool) -> io::Result<()> {
    close_inherited()?;
    let limits = [
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        (Resource::Nofile, 16),
        (Resource::Nproc, 0),
        (Resource::Cpu, locks.cpu_seconds),
        (Resource::As, locks.memory),
    ];
    for (resource, most) in limits {
        // The processor's soft limit can be told from an end by the parent; a second later nothing can hold it back.
        let hard = if resource == Resource::Cpu { most + 1 } else { most };
        match setrlimit(resource, Rlimit { current: Some(most), maximum: Some(hard) }) {
            Ok(()) => {}
            // macOS does not limit the address space; the time limits hold there.
            Err(_) if resource == Resource::As && cfg!(target_os = "macos") => {}
            Err(error) => return Err(error.into()),
        }
    }
    #[cfg(target_os = "linux")]
    {
        rustix::thread::set_no_new_privs(true)?;
        rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)?;
        super::calls::refuse(opens_files)?;
    }
    #[cfg(not(target_os = "linux"))]
    let _ = opens_files;
    Ok(())
}

/// Becomes a Python of the system, within the same limits. Returns only if that failed.
pub fn run_python(python: &Path, program: &str) -> io::Error {
    Command::new(python).args(["-I", "-S", "-B", "-X", "utf8", "-c"]).arg(program).env_clear().exec()
}

/// Closes what the parent left open by mistake, as a window toolkit may.
fn close_inherited() -> io::Result<()> {
    let folder = if cfg!(target_os = "linux") { "/proc/self/fd" } else { "/dev/fd" };
    let open: Vec<i32> = std::fs::read_dir(folder)?
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter(|descriptor| *descriptor > 2)
        .collect();
    for descriptor in open {
        // The descriptor of the folder itself is among them, and is closed already.
        if std::fs::symlink_metadata(Path::new(folder).join(descriptor.to_string())).is_err() {
            continue;
        }
        #[expect(
            unsafe_code,
            reason = "nothing in this process has opened a descriptor yet, so nobody owns these"
        )]
        unsafe {
            rustix::io::close(descriptor);
        }
    }
    Ok(())
}
