//! The Debian and Ubuntu packages that Source Desk needs, and how they are checked and installed.

use std::collections::HashSet;
use std::io::{IsTerminal, stdin};
use std::process::Command;

use crate::command::{self, Answer};
use crate::failure::Failure;

/// A package, or a program that makes it unnecessary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Package {
    /// The name in Debian 12 and Ubuntu.
    pub(crate) name: &'static str,
    /// Programs of which any one on the PATH does as well, wherever it came from.
    pub(crate) or_program: &'static [&'static str],
}

const fn package(name: &'static str) -> Package {
    Package { name, or_program: &[] }
}

/// To build and run the command line: SQLite is compiled from C, and lld links several times as fast as bfd.
pub(crate) const COMMAND_LINE: &[Package] = &[package("build-essential"), package("lld")];

/// To build and open the window: the system's web view (which brings GTK), and type that can write Chinese.
pub(crate) const WINDOW: &[Package] = &[
    package("libwebkit2gtk-4.1-dev"),
    package("pkg-config"),
    package("fonts-dejavu-core"),
    package("fonts-noto-cjk"),
];

/// To test the window: a display without a screen, a driver for the web view, a session bus of its own, and Python for
/// the WeChat client that must complete a login against the simulator. To test the vault: a keychain. To test bundles: stock age.
pub(crate) const TESTS: &[Package] = &[
    package("age"),
    package("dbus"),
    package("gnome-keyring"),
    package("python3"),
    package("python3-venv"),
    package("webkit2gtk-driver"),
    package("xauth"),
    package("xdotool"),
    package("xvfb"),
];

/// To test the web UI in a plain browser. On Ubuntu there is no such package, so another Chromium does as well.
pub(crate) const BROWSER: &[Package] = &[Package { name: "chromium", or_program: CHROMIUM_PROGRAMS }];

/// To draw the icons again.
pub(crate) const ICONS: &[Package] = &[Package { name: "librsvg2-bin", or_program: &["rsvg-convert"] }];

/// The names under which Chromium is found.
pub(crate) const CHROMIUM_PROGRAMS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

/// Installs what is missing of these packages, or says how to.
///
/// # Errors
/// [`Failure::Missing`] with the exact command when we have no right to install; [`Failure::Ended`] when apt fails.
pub(crate) fn install_missing(wanted: &[Package]) -> Result<(), Failure> {
    let missing = missing(wanted);
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    let Some(right) = right_to_install() else {
        return Err(Failure::Missing {
            what: format!("these packages are missing: {list}"),
            remedy: format!(
                "install them with: sudo apt-get update && sudo apt-get install --no-install-recommends {list}"
            ),
        });
    };
    println!("Installing packages: {list}");
    command::run(right.apt_get().arg("update"))?;
    command::run(right.apt_get().args(["install", "--yes", "--no-install-recommends"]).args(missing))
}

fn missing(wanted: &[Package]) -> Vec<&'static str> {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat=${Package}\\t${db:Status-Status}\\n"]);
    query.args(wanted.iter().map(|package| package.name));
    // dpkg-query reports failure as soon as one name is unknown to it; what it does know is on its output all the same.
    let text = command::answer(&mut query).map_or_else(String::new, |answer: Answer| answer.text);
    not_installed(wanted, &text, |program| command::on_path(program).is_some())
}

fn not_installed(wanted: &[Package], dpkg_answer: &str, on_path: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let installed: HashSet<&str> = dpkg_answer
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter(|(_, status)| *status == "installed")
        .map(|(name, _)| name)
        .collect();
    wanted
        .iter()
        .filter(|package| !installed.contains(package.name))
        .filter(|package| !package.or_program.iter().any(|program| on_path(program)))
        .map(|package| package.name)
        .collect()
}

/// How we may install packages.
#[derive(Debug, Clone, Copy)]
enum Right {
    Root,
    Sudo,
}

impl Right {
    fn apt_get(self) -> Command {
        let mut command = match self {
            Self::Root => {
                let mut command = Command::new("apt-get");
                command.env("DEBIAN_FRONTEND", "noninteractive");
                command
            }
            Self::Sudo => {
                // sudo drops the caller's environment, so the variable is set on its far side.
                let mut command = Command::new("sudo");
                command.args(["-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
                command
            }
        };
        // A machine that has just started may be installing updates; waiting a little is kinder than failing.
        command.args(["-o", "DPkg::Lock::Timeout=120"]);
        if !stdin().is_terminal() {
            // Without a terminal apt's progress bar would fill a log with control characters.
            command.args(["-o", "Dpkg::Use-Pty=0"]);
        }
        command
    }
}

fn right_to_install() -> Option<Right> {
    let is_root =
        command::answer(Command::new("id").arg("-u")).is_some_and(|answer| answer.text.trim() == "0");
    if is_root {
        return Some(Right::Root);
    }
    let may_sudo =
        command::answer(Command::new("sudo").args(["-n", "true"])).is_some_and(|answer| answer.succeeded);
    may_sudo.then_some(Right::Sudo)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: &[Package] = &[
        package("xvfb"),
        package("lld"),
        package("dbus"),
        Package { name: "chromium", or_program: &["chrome"] },
    ];

    #[test]
    fn only_a_package_that_is_fully_installed_counts_as_installed() {
        let answer = "xvfb\tinstalled\nlld\tconfig-files\ndbus\tnot-installed\nchromium\thalf-installed\n";
        assert_eq!(not_installed(WANTED, answer, |_| false), ["lld", "dbus", "chromium"]);
    }

    #[test]
    fn a_package_that_dpkg_has_never_heard_of_is_missing() {
        assert_eq!(not_installed(WANTED, "xvfb\tinstalled\n", |_| false), ["lld", "dbus", "chromium"]);
        assert_eq!(not_installed(WANTED, "", |_| false).len(), WANTED.len());
    }

    #[test]
    fn a_package_for_two_architectures_is_installed_when_one_of_them_is() {
        let answer = "lld\tnot-installed\nlld\tinstalled\n";
        assert_eq!(not_installed(&[package("lld")], answer, |_| false), [""; 0]);
    }

    #[test]
    fn a_program_from_elsewhere_makes_its_package_unnecessary() {
        assert_eq!(not_installed(WANTED, "", |program| program == "chrome"), ["xvfb", "lld", "dbus"]);
    }

    #[test]
    fn no_package_is_listed_twice() {
        let all = [COMMAND_LINE, WINDOW, TESTS, BROWSER, ICONS].concat();
        let names: HashSet<&str> = all.iter().map(|package| package.name).collect();
        assert_eq!(names.len(), all.len());
    }
}
