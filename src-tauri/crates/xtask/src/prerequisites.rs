//! What must be on the machine before a task can work: installed where we may, named exactly where we may not.

use std::process::Command;

use crate::command;
use crate::failure::Failure;
use crate::packages::{self, BROWSER, COMMAND_LINE, ICONS, Package, TESTS, WINDOW};

/// How much a task needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Build and run the command line only.
    CommandLine,
    /// Build and open the window.
    Window,
    /// Everything, with the browser and window tests.
    Tests,
    /// Draw the icons.
    Icons,
}

impl Need {
    fn packages(self) -> Vec<Package> {
        match self {
            Self::CommandLine => COMMAND_LINE.to_vec(),
            Self::Window => [COMMAND_LINE, WINDOW].concat(),
            Self::Tests => [COMMAND_LINE, WINDOW, TESTS, BROWSER].concat(),
            Self::Icons => ICONS.to_vec(),
        }
    }

    fn web_ui(self) -> bool {
        matches!(self, Self::Window | Self::Tests)
    }
}

/// Checks what the machine has, and on Debian and Ubuntu installs what it lacks.
///
/// # Errors
/// [`Failure::Missing`] names what is missing and what to do about it.
pub(crate) fn meet(need: Need) -> Result<(), Failure> {
    system(need)?;
    if need == Need::Tests {
        rust_component("fmt", "rustfmt")?;
        rust_component("clippy", "clippy")?;
    }
    if need.web_ui() {
        node()?;
    }
    Ok(())
}

fn system(need: Need) -> Result<(), Failure> {
    match std::env::consts::OS {
        "linux" if command::on_path("apt-get").is_some() => packages::install_missing(&need.packages()),
        "linux" => {
            let names: Vec<&str> = need.packages().iter().map(|package| package.name).collect();
            println!(
                "This is not Debian or Ubuntu, so nothing was checked. Should a step fail, install what your \
                 distribution calls: {}",
                names.join(" ")
            );
            Ok(())
        }
        "macos" => {
            require(Command::new("xcode-select").arg("-p"), "Apple's command-line tools are missing", || {
                "install them with: xcode-select --install".to_owned()
            })
        }
        "windows" => windows(need),
        _ => Ok(()),
    }
}

fn windows(need: Need) -> Result<(), Failure> {
    let installer =
        std::env::var("ProgramFiles(x86)").unwrap_or_else(|_| r"C:\Program Files (x86)".to_owned());
    let mut build_tools = Command::new(format!(r"{installer}\Microsoft Visual Studio\Installer\vswhere.exe"));
    build_tools.args(["-latest", "-products", "*", "-property", "installationPath"]);
    build_tools.args(["-requiresAny", "-requires", "Microsoft.VisualStudio.Component.VC.Tools.x86.x64"]);
    build_tools.args(["-requires", "Microsoft.VisualStudio.Component.VC.Tools.ARM64"]);
    if command::answer(&mut build_tools).is_none_or(|answer| answer.text.trim().is_empty()) {
        return Err(Failure::Missing {
            what: "Microsoft's C++ build tools are missing".to_owned(),
            remedy: "install \"Desktop development with C++\" from https://visualstudio.microsoft.com/visual-cpp-build-tools/"
                .to_owned(),
        });
    }
    // WebView2 writes its version under one of these keys, for the machine or for one person (Microsoft's document
    // "Distribute your app and the WebView2 Runtime", section on detecting an installed runtime).
    const CLIENT: &str = r"Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    let has_web_view =
        [r"HKLM\SOFTWARE\WOW6432Node", r"HKLM\SOFTWARE", r"HKCU\Software"].iter().any(|root| {
            command::answer(Command::new("reg").args(["query", &format!(r"{root}\{CLIENT}"), "/v", "pv"]))
                .is_some_and(|answer| answer.succeeded)
        });
    if need.web_ui() && !has_web_view {
        return Err(Failure::Missing {
            what: "Microsoft's WebView2 runtime is missing".to_owned(),
            remedy: "install it from https://developer.microsoft.com/microsoft-edge/webview2/".to_owned(),
        });
    }
    Ok(())
}

fn rust_component(subcommand: &str, component: &str) -> Result<(), Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    require(
        Command::new(cargo).args([subcommand, "--version"]),
        &format!("`cargo {subcommand}` is missing"),
        || format!("add it to the toolchain with: rustup component add {component}"),
    )
}

fn node() -> Result<(), Failure> {
    let found = command::answer(Command::new("node").arg("--version"));
    let version = found.as_ref().and_then(|answer| node_version(&answer.text));
    let what = match version {
        Some(version) if node_is_new_enough(version) => {
            return require(
                Command::new(command::npm_name()).arg("--version"),
                "npm is missing, although Node.js is here",
                || "install npm, for example with Node.js from https://nodejs.org/".to_owned(),
            );
        }
        Some((major, minor)) => format!("Node.js {major}.{minor} cannot build the web UI"),
        None => "Node.js is missing".to_owned(),
    };
    Err(Failure::Missing {
        what,
        remedy: "install Node.js 20.19 or newer in its series, or 22.12 or newer, from https://nodejs.org/"
            .to_owned(),
    })
}

fn node_version(answer: &str) -> Option<(u32, u32)> {
    let mut numbers = answer.trim().strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// Vite 8 says `^20.19.0 || >=22.12.0`.
fn node_is_new_enough(version: (u32, u32)) -> bool {
    matches!(version, (20, 19..)) || version >= (22, 12)
}

fn require(command: &mut Command, what: &str, remedy: impl FnOnce() -> String) -> Result<(), Failure> {
    if command::answer(command).is_some_and(|answer| answer.succeeded) {
        return Ok(());
    }
    Err(Failure::Missing { what: what.to_owned(), remedy: remedy() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_says_its_version_with_a_v_and_a_line_end() {
        assert_eq!(node_version("v20.20.2\n"), Some((20, 20)));
        assert_eq!(node_version("v22.0.0-nightly2024"), Some((22, 0)));
        for nonsense in ["", "20.1.1", "v", "v20", "vx.1"] {
            assert_eq!(node_version(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn only_the_node_versions_that_vite_supports_are_accepted() {
        let accepted = [(20, 19), (20, 20), (22, 12), (23, 0), (24, 1)];
        let refused = [(18, 20), (20, 18), (21, 7), (22, 11)];
        assert!(accepted.iter().all(|version| node_is_new_enough(*version)));
        assert!(!refused.iter().any(|version| node_is_new_enough(*version)));
    }

    #[test]
    fn the_command_line_needs_neither_a_web_view_nor_node() {
        assert!(!Need::CommandLine.web_ui());
        assert!(Need::CommandLine.packages().iter().all(|package| !package.name.contains("webkit")));
    }

    #[test]
    fn what_the_window_needs_the_tests_need_too() {
        let tests = Need::Tests.packages();
        assert!(Need::Window.packages().iter().all(|package| tests.contains(package)));
    }

    #[test]
    fn a_missing_program_is_reported_with_its_remedy() {
        let mut absent = Command::new("source-desk-has-no-such-program");
        let Err(failure) = require(&mut absent, "it is missing", || "get it".to_owned()) else {
            panic!("should be reported")
        };
        assert_eq!(failure.to_string(), "it is missing\n\nhint: get it");
    }
}
