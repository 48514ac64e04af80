//! Which package may depend on which.

use std::collections::BTreeSet;
use std::process::Command;

use desk_test_support::program;

use crate::workspace::{Package, TESTS, ingredients, package, packages};

/// A heavy dependency (a name that ends with `*` stands for all that begin so), who may use it, and whose tests may.
const HOMES: &[(&str, &[&str], &[&str])] = &[
    ("tauri*", &["source-desk-desktop"], &[]),
    ("rfd", &["source-desk-desktop"], &[]),
    ("tracing*", &["desk-app"], &[]),
    ("rlimit", &["desk-app"], &[]),
    ("rpassword", &["source-desk-cli"], &[]),
    ("rusqlite", &["desk-store"], &[]),
    ("reqwest", &["desk-login"], &["desk-simulator"]),
    ("hyper", &["desk-network"], &[]),
    ("rustls", &["desk-login", "desk-network"], &[]),
    ("tokio-rustls", &["desk-login", "desk-network"], &[]),
    ("tokio-socks", &["desk-network"], &[]),
    ("rustls-native-certs", &["desk-app"], &[]),
    ("axum", &["desk-simulator"], &[]),
    ("serde-saphyr", &["desk-blueprint"], &[]),
    ("rustpython*", &["desk-expression"], &[]),
    ("quick-xml", &["desk-metadata"], &[]),
    ("x509-cert", &["desk-login", "desk-metadata", "desk-network"], &[]),
    ("qrcode", &["desk-app", "desk-simulator", "source-desk-cli"], &[]),
    ("secrecy", &["desk-model", "desk-simulator", "desk-vault"], &[]),
    ("chacha20poly1305", &["desk-vault"], &[]),
    ("argon2", &["desk-vault"], &[]),
    ("age", &["desk-vault"], &[]),
    ("hkdf", &["desk-vault"], &[]),
    ("hmac", &["desk-vault"], &[]),
    // The simulator signs tokens of its own, as the providers it stands in for do: decision 12. It seals nothing.
    ("sha2", &["desk-authentik", "desk-login", "desk-network", "desk-simulator", "desk-vault"], &[]),
    ("p256", &["desk-login", "desk-simulator"], &[]),
    ("rsa", &["desk-login", "desk-simulator"], &[]),
    ("keyring*", &["desk-vault"], &[]),
    ("zbus*", &["desk-vault"], &[]),
    ("windows-native-keyring-store", &["desk-vault"], &[]),
    ("apple-native-keyring-store", &["desk-vault"], &[]),
    ("fluent*", &["desk-messages"], &[]),
    ("clap", &["source-desk-cli"], &[]),
];

/// Each package and those of ours that it depends on.
const EDGES: &[(&str, &[&str])] = &[
    ("desk-model", &[]),
    ("desk-expression", &[]),
    // Whole numbers for the interpreter, under names that it asks for: decision 17.
    ("malachite-base", &[]),
    ("malachite-bigint", &[]),
    ("malachite-q", &["malachite-base"]),
    ("desk-simulator", &[]),
    ("desk-messages", &[]),
    ("desk-vault", &[]),
    ("xtask", &[]),
    ("desk-blueprint", &["desk-model"]),
    ("desk-export", &["desk-blueprint", "desk-model"]),
    ("desk-metadata", &["desk-model"]),
    ("desk-prediction", &["desk-model"]),
    ("desk-store", &["desk-model"]),
    ("desk-network", &["desk-model"]),
    ("desk-authentik", &["desk-blueprint", "desk-model", "desk-network"]),
    ("desk-login", &["desk-model", "desk-network"]),
    (
        "desk-app",
        &[
            "desk-blueprint",
            "desk-authentik",
            "desk-export",
            "desk-expression",
            "desk-login",
            "desk-network",
            "desk-messages",
            "desk-metadata",
            "desk-model",
            "desk-prediction",
            "desk-simulator",
            "desk-store",
            "desk-vault",
        ],
    ),
    ("source-desk-cli", &["desk-app"]),
    ("source-desk-desktop", &["desk-app"]),
];

/// Packages of ours that only tests of a package use beyond its own edges.
const TEST_EDGES: &[(&str, &str)] = &[("desk-expression", "desk-model"), ("desk-login", "desk-simulator")];

/// What a program without a window must not be made of.
const WINDOW: &[&str] = &[
    "tauri",
    "wry",
    "tao",
    "gtk",
    "gdk",
    "gio",
    "glib",
    "webkit2gtk",
    "webview2",
    "objc2-web-kit",
    "softbuffer",
];

/// What brings I/O or an executor with it.
const IO: &[&str] = &[
    "tokio",
    "async-std",
    "smol",
    "mio",
    "hyper",
    "reqwest",
    "axum",
    "rusqlite",
    "futures-executor",
    "socket2",
];

fn is_named(pattern: &str, name: &str) -> bool {
    pattern.strip_suffix('*').map_or(name == pattern, |start| name.starts_with(start))
}

#[test]
fn each_heavy_dependency_has_one_home() {
    for (pattern, users, users_in_tests) in HOMES {
        let uses = |names: &BTreeSet<String>| names.iter().any(|name| is_named(pattern, name));
        for package in packages().iter().filter(|package| !TESTS.contains(&package.name.as_str())) {
            let name = package.name.as_str();
            assert!(!uses(&package.dependencies) || users.contains(&name), "{name} must not use {pattern}");
            let may_test = users.contains(&name) || users_in_tests.contains(&name);
            assert!(!uses(&package.dev_dependencies) || may_test, "tests of {name} must not use {pattern}");
        }
        for user in *users {
            assert!(
                uses(&package(user).dependencies),
                "{user} no longer uses {pattern}: take it out of the table"
            );
        }
    }
}

#[test]
fn dependencies_point_one_way() {
    let ours: BTreeSet<&str> = packages().iter().map(|package| package.name.as_str()).collect();
    let edges_of = |names: &BTreeSet<String>| -> BTreeSet<String> {
        names.iter().filter(|name| ours.contains(name.as_str())).cloned().collect()
    };
    for Package { name, dependencies, dev_dependencies, .. } in packages() {
        if TESTS.contains(&name.as_str()) {
            continue;
        }
        let (_, allowed) =
            EDGES.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("{name} is in no table"));
        let allowed: BTreeSet<String> = allowed.iter().map(|&name| name.to_owned()).collect();
        assert_eq!(edges_of(dependencies), allowed, "the dependencies of {name}");
        for tested in edges_of(dev_dependencies).difference(&allowed) {
            assert!(
                TEST_EDGES.contains(&(name.as_str(), tested.as_str())),
                "tests of {name} must not use {tested}"
            );
        }
    }
    assert_eq!(EDGES.len() + TESTS.len(), ours.len(), "each package is in the table once: {ours:?}");
}

#[test]
fn nothing_that_does_io_is_in_the_pure_crates() {
    for name in ["desk-model", "desk-blueprint", "desk-export", "desk-metadata", "desk-prediction"] {
        let ingredients = ingredients(name);
        assert!(ingredients.contains("thiserror"), "the ingredients of {name} were found: {ingredients:?}");
        let wrong: Vec<&String> =
            ingredients.iter().filter(|ingredient| IO.contains(&ingredient.as_str())).collect();
        assert!(wrong.is_empty(), "{name} is made of {wrong:?}");
    }
}

#[test]
fn the_command_line_is_made_of_no_window_library() {
    let is_window =
        |name: &String| WINDOW.iter().any(|window| name == window || name.starts_with(&format!("{window}-")));
    assert!(
        ingredients("source-desk-desktop").iter().any(is_window),
        "the test knows a window when it sees one"
    );
    let ingredients = ingredients("source-desk-cli");
    assert!(ingredients.contains("desk-store"), "{ingredients:?}");
    let wrong: Vec<&String> = ingredients.iter().filter(|name| is_window(name)).collect();
    assert!(wrong.is_empty(), "source-desk-cli is made of {wrong:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn the_command_line_loads_no_window_library() {
    let loaded = |name: &str| {
        let output = Command::new("ldd").arg(program(name)).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let is_window = |line: &&str| {
        ["libgtk", "libgdk", "libwebkit", "libX11", "libwayland"].iter().any(|name| line.contains(name))
    };
    assert!(
        loaded("source-desk-desktop").lines().any(|line| is_window(&line)),
        "the test knows a window when it sees one"
    );
    let listing = loaded("source-desk");
    let wrong: Vec<&str> = listing.lines().filter(is_window).collect();
    assert!(listing.contains("libc.so") && wrong.is_empty(), "{wrong:?}");
}
