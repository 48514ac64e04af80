//! The web UI: its packages and its build, each skipped while nothing that it depends on has changed.

use crate::command::{self, Workspace};
use crate::failure::Failure;
use crate::fingerprint::Fingerprint;

/// Installs the web UI's packages as `ui/package-lock.json` names them.
///
/// # Errors
/// When a file cannot be read or npm fails.
pub(crate) fn install(workspace: &Workspace) -> Result<(), Failure> {
    let wanted = packages_wanted(workspace)?;
    let stamp = workspace.path("ui/node_modules/.source-desk-packages");
    if wanted.is_stamped(&stamp) {
        println!("The web UI's packages are up to date.");
        return Ok(());
    }
    // No package that we use needs its install script, and a script is the usual way for a bad package to do harm.
    command::run(workspace.npm().args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    wanted.stamp(&stamp)
}

/// Builds the web UI into `ui/dist`, which the desktop program embeds.
///
/// # Errors
/// When a file cannot be read or npm fails.
pub(crate) fn build(workspace: &Workspace) -> Result<(), Failure> {
    let sources = packages_wanted(workspace)?
        .with_folder(&workspace.path("ui"), is_not_source)?
        .with_folder(&workspace.path("src-tauri/crates/messages/locales"), is_not_source)?;
    let stamp = workspace.path("ui/node_modules/.source-desk-build");
    if workspace.path("ui/dist/index.html").is_file() && sources.is_stamped(&stamp) {
        println!("The web UI's build is up to date.");
        return Ok(());
    }
    command::run(workspace.npm().args(["run", "build"]))?;
    sources.stamp(&stamp)
}

fn packages_wanted(workspace: &Workspace) -> Result<Fingerprint, Failure> {
    // Some packages are programs for one system, so a folder shared between two systems is not up to date for both.
    let system = format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH);
    Fingerprint::EMPTY
        .with("system", system.as_bytes())
        .with_file(&workspace.path("ui/package.json"))?
        .with_file(&workspace.path("ui/package-lock.json"))
}

/// What lies in `ui/` but is made there: packages, builds, test output and editors' hidden folders.
fn is_not_source(name: &str) -> bool {
    matches!(name, "node_modules" | "dist" | "coverage" | "output" | "test-results")
        || name.starts_with('.')
        || name.ends_with(".tsbuildinfo")
        || name.ends_with('~')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_build_itself_writes_does_not_ask_for_another_build() {
        for made in ["node_modules", "dist", ".vite", "tsconfig.tsbuildinfo", "coverage"] {
            assert!(is_not_source(made), "{made}");
        }
        for source in ["src", "index.html", "vite.config.ts", "package-lock.json", "zh-CN", "wizard.ftl"] {
            assert!(!is_not_source(source), "{source}");
        }
    }
}
