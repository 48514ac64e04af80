//! Linux: system calls that a worker has no use for fail, whatever it finds a way to run.
//!
//! What is not listed goes through. A list of what is allowed would be tighter, and would end a worker where a C library or
//! a Python makes a call that nobody here has seen.

use std::collections::BTreeMap;
use std::io;

use libc::c_long;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    TargetArch,
};

/// Other hosts, other processes, and what a file system keeps beside the contents of files, which the limits see to.
const REFUSED: &[c_long] = &[
    libc::SYS_socket,
    libc::SYS_socketpair,
    libc::SYS_clone,
    libc::SYS_clone3,
    libc::SYS_execveat,
    libc::SYS_kill,
    libc::SYS_tkill,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_send_signal,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_setrlimit,
    libc::SYS_mknodat,
    libc::SYS_mkdirat,
    libc::SYS_unlinkat,
    libc::SYS_renameat2,
    libc::SYS_linkat,
    libc::SYS_symlinkat,
    libc::SYS_fchmod,
    libc::SYS_fchmodat,
    libc::SYS_fchown,
    libc::SYS_fchownat,
    libc::SYS_utimensat,
    libc::SYS_truncate,
    libc::SYS_ftruncate,
    libc::SYS_setxattr,
    libc::SYS_lsetxattr,
    libc::SYS_fsetxattr,
    libc::SYS_memfd_create,
    libc::SYS_chroot,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_io_uring_setup,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_init_module,
    libc::SYS_finit_module,
];

/// The same in an older form, which some systems have beside the newer.
#[cfg(target_arch = "x86_64")]
const REFUSED_OLDER: &[c_long] = &[
    libc::SYS_fork,
    libc::SYS_vfork,
    libc::SYS_mknod,
    libc::SYS_mkdir,
    libc::SYS_rmdir,
    libc::SYS_unlink,
    libc::SYS_rename,
    libc::SYS_renameat,
    libc::SYS_link,
    libc::SYS_symlink,
    libc::SYS_chmod,
    libc::SYS_chown,
    libc::SYS_lchown,
    libc::SYS_utime,
    libc::SYS_utimes,
    libc::SYS_futimesat,
];
#[cfg(not(target_arch = "x86_64"))]
const REFUSED_OLDER: &[c_long] = &[];

/// What the interpreter inside has no use for either: a Python of the system starts with these.
const REFUSED_INSIDE: &[c_long] = &[
    #[cfg(target_arch = "x86_64")]
    libc::SYS_open,
    libc::SYS_openat,
    libc::SYS_openat2,
    libc::SYS_execve,
];

/// Refuses the calls for this process, for good: they fail with `EPERM`. `opens_files` is for a Python of the system.
pub fn refuse(opens_files: bool) -> io::Result<()> {
    // Other processors have no filter: the limits hold there.
    let Ok(processor) = TargetArch::try_from(std::env::consts::ARCH) else { return Ok(()) };
    let inside: &[c_long] = if opens_files { &[] } else { REFUSED_INSIDE };
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
        [REFUSED, REFUSED_OLDER, inside].into_iter().flatten().map(|call| (*call, Vec::new())).collect();
    // Limits may be read, as the C library does, and not set.
    let sets = SeccompCondition::new(2, SeccompCmpArgLen::Qword, SeccompCmpOp::Ne, 0)
        .and_then(|condition| SeccompRule::new(vec![condition]))
        .map_err(io::Error::other)?;
    rules.insert(libc::SYS_prlimit64, vec![sets]);
    if cfg!(target_arch = "x86_64") {
        // The numbers of the calls by which a program with short addresses (x32) reaches the same.
        let short: Vec<_> = rules.iter().map(|(call, rules)| (call | 0x4000_0000, rules.clone())).collect();
        rules.extend(short);
    }
    let fails = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    let program: BpfProgram = SeccompFilter::new(rules, SeccompAction::Allow, fails, processor)
        .and_then(TryInto::try_into)
        .map_err(io::Error::other)?;
    seccompiler::apply_filter_all_threads(&program).map_err(io::Error::other)
}
