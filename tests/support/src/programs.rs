//! Where the built programs are.

use std::path::{Path, PathBuf};

/// Returns the path of a program that the workspace builds, such as `source-desk`.
///
/// Tests run in `TARGET/PROFILE/deps`; the programs are one folder up.
///
/// # Panics
/// If the program is not built, with the command that builds it.
pub fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap_or_default();
    let folder = test.parent().and_then(Path::parent).unwrap_or(Path::new("."));
    let path = folder.join(name).with_extension(std::env::consts::EXE_EXTENSION);
    assert!(path.exists(), "{} is not built; run `cargo build --workspace --all-targets`", path.display());
    path
}
