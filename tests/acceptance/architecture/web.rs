//! What the web UI's sources may say.

use std::fs;
use std::path::PathBuf;

use crate::workspace::{files, root, shown};

/// Ways to make code or markup of data.
const MAKES_CODE: [&str; 9] = [
    "dangerouslySetInnerHTML",
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "new Function(",
    "srcdoc",
    "javascript:",
];

/// Ways to reach the network or the disk past the one table of commands.
const REACHES_OUT: [&str; 6] =
    ["fetch(", "XMLHttpRequest", "WebSocket", "EventSource", "sendBeacon", "indexedDB"];

/// The sources that people get; tests, and what only tests use, name what they look for.
fn sources() -> impl Iterator<Item = PathBuf> {
    let is_test =
        |path: &PathBuf| shown(path).contains(".test.") || shown(path).starts_with("ui/src/testing/");
    files("ui/src", &[".ts", ".tsx"]).into_iter().filter(move |path| !is_test(path))
}

#[test]
fn what_only_tests_use_stays_with_the_tests() {
    for path in sources() {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("/testing/"), "{} uses ui/src/testing", shown(&path));
    }
}

#[test]
fn only_the_platform_folder_knows_tauri() {
    let mut n_names = 0;
    for path in sources() {
        let text = fs::read_to_string(&path).unwrap();
        let names = text.contains("@tauri-apps") || text.contains("__TAURI_INTERNALS__");
        let at_home = shown(&path).starts_with("ui/src/platform/");
        assert!(!names || at_home, "{} names Tauri; only ui/src/platform may", shown(&path));
        n_names += usize::from(names);
    }
    assert!(n_names > 0, "the platform folder names it");
}

#[test]
fn data_never_becomes_code_or_markup() {
    for path in sources().chain([root().join("ui/index.html")]) {
        let text = fs::read_to_string(&path).unwrap();
        for way in MAKES_CODE {
            assert!(!text.contains(way), "{}: {way}", shown(&path));
        }
    }
}

#[test]
fn the_web_ui_reaches_nothing_but_the_commands() {
    for path in sources().filter(|path| !shown(path).starts_with("ui/src/platform/")) {
        let text = fs::read_to_string(&path).unwrap();
        for way in REACHES_OUT {
            // TanStack Query's `refetch()` calls a command again.
            let found = text
                .match_indices(way)
                .any(|(at, _)| !text[..at].ends_with(|before: char| before.is_alphanumeric()));
            assert!(!found, "{}: {way}", shown(&path));
        }
    }
}
