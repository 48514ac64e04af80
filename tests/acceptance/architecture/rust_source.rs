//! The product's Rust sources, found by following the modules from each package's roots.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::rust_text::{code_only, holds, without_comments, without_tests};
use crate::workspace::{TESTS, package, packages, shown};

/// One source file, as it is when no test is compiled. All views have the same lines.
pub struct Source {
    /// The path from the workspace on.
    pub path: String,
    /// The text without comments.
    pub text: String,
    /// The text without comments and without the insides of literals.
    pub code: String,
    /// The text with its comments.
    pub commented: String,
}

/// The sources of all packages that people get, build scripts and `cargo xtask` included.
pub fn product() -> Vec<Source> {
    packages()
        .iter()
        .filter(|package| !TESTS.contains(&package.name.as_str()))
        .flat_map(|package| of_package(&package.name))
        .collect()
}

/// The sources of one package.
pub fn of_package(name: &str) -> Vec<Source> {
    let package = package(name);
    let mut seen = BTreeSet::new();
    let mut sources = Vec::new();
    for root in &package.roots {
        assert!(root.starts_with(&package.folder), "{name}");
        add(root, root.parent().unwrap(), &mut seen, &mut sources);
    }
    sources
}

impl Source {
    fn read(path: &Path) -> Source {
        let commented =
            fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let code = code_only(&commented);
        Source {
            path: shown(path),
            text: without_tests(&without_comments(&commented), &code),
            commented: without_tests(&commented, &code),
            code: without_tests(&code, &code),
        }
    }

    /// The places of a name in the code, as `path:line`.
    pub fn places(&self, name: &str) -> Vec<String> {
        let lines = self.code.lines().enumerate();
        lines
            .filter(|(_, line)| holds(line, name))
            .map(|(number, _)| format!("{}:{}", self.path, number + 1))
            .collect()
    }
}

/// Adds a file and the modules that it declares; `folder` is where those are.
fn add(path: &Path, folder: &Path, seen: &mut BTreeSet<PathBuf>, sources: &mut Vec<Source>) {
    if !seen.insert(path.to_owned()) {
        return;
    }
    let source = Source::read(path);
    for line in source.code.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let declared = match words.as_slice() {
            ["mod", name] | [_, "mod", name] => name.strip_suffix(';'),
            _ => None,
        };
        if let Some(name) = declared {
            let (flat, deep) = (folder.join(format!("{name}.rs")), folder.join(name).join("mod.rs"));
            let file = if flat.exists() { flat } else { deep };
            add(&file, &folder.join(name), seen, sources);
        }
    }
    // Of what is included only the files beside the source are ours; the others are made by build scripts.
    for (at, _) in source.text.match_indices("include!(\"") {
        let name = source.text[at..].split('"').nth(1).unwrap();
        let included = path.parent().unwrap().join(name);
        add(&included, folder, seen, sources);
    }
    sources.push(source);
}

#[test]
fn the_sources_of_the_product_are_found_and_its_tests_are_not_among_them() {
    let paths: Vec<String> = product().into_iter().map(|source| source.path).collect();
    for expected in [
        "src-tauri/build.rs",
        "src-tauri/src/commands.rs",
        "src-tauri/src/command_names.rs",
        "src-tauri/crates/login/src/callback/head.rs",
        "src-tauri/crates/model/src/lint/wechat.rs",
        "src-tauri/crates/cli/src/commands/export.rs",
        "src-tauri/crates/xtask/src/run.rs",
    ] {
        assert!(paths.iter().any(|path| path == expected), "{expected}");
    }
    let tests: Vec<&String> = paths.iter().filter(|path| path.contains("tests")).collect();
    assert!(tests.is_empty(), "{tests:?}");
}
