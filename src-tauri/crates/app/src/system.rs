//! What the operating system gives to the programs' [`crate::Host`]s: clocks, randomness and the usual data folder.

use std::ffi::OsString;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use desk_model::Secret;
use desk_network::VARIABLES;
use desk_vault::{Cost, Keychain, SystemKeychain};

use crate::lab::MappingPrograms;

/// The operating system's clocks.
pub struct SystemClock {
    started: Instant,
}

impl SystemClock {
    /// Starts to count.
    pub fn start() -> SystemClock {
        SystemClock { started: Instant::now() }
    }

    /// Returns the time in milliseconds since the Unix epoch; 0 while the clock is set to before it.
    pub fn now(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }

    /// Returns the time since the start, which never goes back.
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

/// Fills a buffer with the operating system's random bytes.
///
/// A program without randomness could only make secrets that others can guess, so it ends instead.
pub fn fill_from_system(buffer: &mut [u8]) {
    if getrandom::fill(buffer).is_err() {
        std::process::abort();
    }
}

/// Returns the system's keychain. A call may take a minute, because the system may ask the person for a password.
pub fn system_keychain() -> Arc<dyn Keychain> {
    Arc::new(SystemKeychain::new(Duration::from_secs(60)))
}

/// Measures what trying a passphrase shall cost on this computer. That takes some tries, so up to a few seconds.
pub fn system_passphrase_cost() -> Cost {
    Cost::calibrate(|cost| {
        let started = Instant::now();
        match cost.try_once() {
            Ok(()) => started.elapsed(),
            // Too little memory for it: as good as too slow.
            Err(_) => Duration::MAX,
        }
    })
}

/// The longest name of a computer that is worth keeping, in characters.
const LONGEST_MACHINE_NAME: usize = 64;

/// Returns the name that the computer has in its network, without the network's own name.
pub fn machine_name_from_system() -> String {
    machine_name_from(&gethostname::gethostname().to_string_lossy())
}

fn machine_name_from(name: &str) -> String {
    let own = name.split('.').next().unwrap_or_default();
    own.chars().filter(|character| !character.is_control()).take(LONGEST_MACHINE_NAME).collect()
}

/// Returns the data folder: `SOURCE_DESK_HOME`, else the platform's usual place. `None`: the person has no home folder.
pub fn home_from_system() -> Option<PathBuf> {
    home_from(|name| std::env::var_os(name), std::env::consts::OS)
}

/// Returns the person's home folder.
pub fn person_home_from_system() -> Option<PathBuf> {
    let name = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    std::env::var_os(name).filter(|home| !home.is_empty()).map(PathBuf::from)
}

/// Returns the programs that can run property mappings: the one beside this program, and the system's Python 3.
pub fn mapping_programs_from_system() -> MappingPrograms {
    let beside = std::env::current_exe().ok();
    let folder = beside.as_deref().and_then(Path::parent);
    let path = std::env::var_os("PATH").unwrap_or_default();
    MappingPrograms {
        worker: folder.and_then(worker_in),
        // Elsewhere the cage of another program's interpreter has never been tried.
        python: cfg!(unix).then(|| python_in(std::env::split_paths(&path))).flatten(),
    }
}

fn worker_in(folder: &Path) -> Option<PathBuf> {
    let name = format!("source-desk-expression{}", std::env::consts::EXE_SUFFIX);
    Some(folder.join(name)).filter(|program| program.is_file())
}

/// A relative folder in the search path would let whoever owns the current folder choose the program. A script that
/// looks for the program, as version managers put there, starts other programs, which the cage refuses.
fn python_in(folders: impl Iterator<Item = PathBuf>) -> Option<PathBuf> {
    let programs = folders.filter(|folder| folder.is_absolute()).map(|folder| folder.join("python3"));
    programs.into_iter().find(|program| program.is_file() && !is_script(program))
}

fn is_script(program: &Path) -> bool {
    let mut start = [0; 2];
    let read = std::fs::File::open(program).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && start == *b"#!"
}

/// Returns the variables of the environment that speak of proxies.
pub(crate) fn proxy_variables() -> Vec<(String, Secret)> {
    let is_wanted = |name: &str| VARIABLES.iter().any(|wanted| name.eq_ignore_ascii_case(wanted));
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter(|(name, _)| is_wanted(name))
        .map(|(name, value)| (name, Secret::new(value)))
        .collect()
}

/// Returns the operating system and the processor that this program was built for.
pub(crate) fn platform() -> (&'static str, &'static str) {
    (std::env::consts::OS, std::env::consts::ARCH)
}

/// Lets no core file be written: it would hold every secret that is in memory. Where the system has none, or refuses,
/// nothing changes.
pub fn refuse_core_files() {
    #[cfg(unix)]
    {
        // A system that refuses keeps what it had; there is nothing else to be done about it.
        let _ = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
    }
}

fn home_from(variable: impl Fn(&str) -> Option<OsString>, system: &str) -> Option<PathBuf> {
    let folder = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(home) = folder("SOURCE_DESK_HOME") {
        return Some(home);
    }
    match system {
        "windows" => folder("APPDATA").map(|base| base.join("Source Desk")),
        "macos" => folder("HOME").map(|base| base.join("Library/Application Support/Source Desk")),
        // The XDG base directory specification ignores a relative path.
        _ => folder("XDG_DATA_HOME")
            .filter(|base| base.is_absolute())
            .or_else(|| folder("HOME").map(|base| base.join(".local/share")))
            .map(|base| base.join("source-desk")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(variables: &[(&str, &str)], system: &str, expected: Option<&str>) {
        let variable = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value))
        };
        assert_eq!(home_from(variable, system), expected.map(PathBuf::from), "{variables:?} on {system}");
    }

    #[test]
    fn pythons_own_program_is_found_behind_a_version_managers_script() {
        let folder = tempfile::tempdir().unwrap();
        let [shims, system] = ["shims", "system"].map(|name| folder.path().join(name));
        for (folder, text) in [(&shims, "#!/bin/sh\nexec pyenv\n"), (&system, "\u{7f}ELF")] {
            std::fs::create_dir(folder).unwrap();
            std::fs::write(folder.join("python3"), text).unwrap();
        }
        let found = python_in([PathBuf::from("here"), shims.clone(), system.clone()].into_iter());
        assert_eq!(found, Some(system.join("python3")));
        assert_eq!(python_in([shims].into_iter()), None);
    }

    #[test]
    fn each_platform_has_its_usual_place_and_a_variable_wins() {
        check(&[("HOME", "/h")], "linux", Some("/h/.local/share/source-desk"));
        check(&[("HOME", "/h"), ("XDG_DATA_HOME", "/x")], "linux", Some("/x/source-desk"));
        check(&[("HOME", "/h"), ("XDG_DATA_HOME", "x")], "linux", Some("/h/.local/share/source-desk"));
        check(&[("HOME", "/h")], "macos", Some("/h/Library/Application Support/Source Desk"));
        check(&[("APPDATA", "/a")], "windows", Some("/a/Source Desk"));
        check(&[("HOME", "/h"), ("SOURCE_DESK_HOME", "t")], "linux", Some("t"));
        check(&[("SOURCE_DESK_HOME", "")], "linux", None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn no_core_file_may_be_written() {
        refuse_core_files();
        let limits = std::fs::read_to_string("/proc/self/limits").unwrap();
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
        assert_eq!(core.split_whitespace().rev().nth(2), Some("0"), "{core}");
    }

    #[test]
    fn a_computer_is_called_by_its_own_name() {
        assert_eq!(machine_name_from("lis-laptop.corp.example.com"), "lis-laptop");
        assert_eq!(machine_name_from("李的电脑\n"), "李的电脑");
        assert_eq!(machine_name_from(&"a".repeat(300)).len(), LONGEST_MACHINE_NAME);
    }

    #[test]
    fn two_draws_differ() {
        let (mut one, mut two) = ([0; 32], [0; 32]);
        fill_from_system(&mut one);
        fill_from_system(&mut two);
        assert_ne!(one, two);
    }
}
