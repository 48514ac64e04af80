//! What the product's sources may say.

use std::fs;

use crate::rust_source::{Source, of_package, product};
use crate::workspace::{files, shown};

/// What brings the world in.
const WORLD: [&str; 7] =
    ["SystemTime::now", "Instant::now", "getrandom", "rand::", "std::env", "env::var", "env::var_os"];

/// The only files that may name it, and why.
const DOORS: &[(&str, &str)] = &[
    (
        "src-tauri/crates/expression/src/cage/calls.rs",
        "which processor a worker was built for decides how calls are refused",
    ),
    ("src-tauri/src/start.rs", "the environment says whether there is a display, before there is a Host"),
    ("src-tauri/build.rs", "a build script is told its folders by the environment"),
    ("src-tauri/crates/messages/build.rs", "a build script is told its folders by the environment"),
    ("src-tauri/crates/app/src/system.rs", "what both programs' Hosts take from the operating system"),
    (
        "src-tauri/crates/expression/src/main.rs",
        "a worker is told its limits by its arguments, and reads nothing else",
    ),
    (
        "src-tauri/crates/cli/src/terminal.rs",
        "the command line's Host, its arguments and --secret FIELD=env:NAME",
    ),
    (
        "src-tauri/crates/simulator/src/platform.rs",
        "tokio's own clock, which tests hold still, ends a held poll",
    ),
];

/// `cargo xtask` is a developer's tool: it starts programs and measures them, and no user ever runs it.
const TOOL: &str = "src-tauri/crates/xtask/";

/// What a crate must not name if it is to do no I/O, read no clock and not be async.
///
/// Of `std::net` the addresses are fine, which are mere values.
const IMPURE: [&str; 16] = [
    "async",
    "await",
    "tokio",
    "std::fs",
    "std::env",
    "std::process",
    "std::thread",
    "std::io",
    "std::os",
    "SystemTime",
    "Instant",
    "TcpStream",
    "TcpListener",
    "UdpSocket",
    "ToSocketAddrs",
    "getrandom",
];

/// The files that open sockets, and what must stand in each before it does, so that it can only be loopback.
const LISTENERS: &[(&str, &str)] = &[
    ("src-tauri/crates/login/src/callback.rs", "TcpListener::bind((Ipv4Addr::LOCALHOST, port))"),
    ("src-tauri/crates/simulator/src/simulator.rs", "if !listen.ip().is_loopback()"),
    ("src-tauri/crates/app/src/rehearsal.rs", "callback::Listener::bind("),
    ("src-tauri/crates/app/src/test_login.rs", "Listener::bind_registered("),
    ("src-tauri/crates/app/src/test_login.rs", "Listener::bind_host("),
];

/// A file with more lines is two files.
const MOST_LINES: usize = 400;

#[test]
fn the_pure_crates_do_no_io_read_no_clock_and_are_not_async() {
    for name in ["desk-model", "desk-blueprint", "desk-export", "desk-prediction"] {
        let sources = of_package(name);
        assert!(sources.len() > 5, "{name}");
        let found: Vec<String> =
            sources.iter().flat_map(|source| IMPURE.iter().flat_map(|word| source.places(word))).collect();
        assert!(found.is_empty(), "{name}: {found:#?}");
    }
}

#[test]
fn clock_randomness_and_environment_come_in_through_the_programs_doors() {
    let is_door = |path: &str| path.starts_with(TOOL) || DOORS.iter().any(|(door, _)| *door == path);
    let sources = product();
    let named = |source: &Source| WORLD.iter().flat_map(|word| source.places(word)).collect::<Vec<_>>();
    let found: Vec<String> = sources.iter().filter(|source| !is_door(&source.path)).flat_map(named).collect();
    assert!(found.is_empty(), "these take from the world what a Host must give: {found:#?}");
    for (door, reason) in DOORS.iter().filter(|(door, _)| !door.ends_with("build.rs")) {
        let source = sources.iter().find(|source| source.path == *door);
        let used = source.is_some_and(|source| !named(source).is_empty());
        assert!(used, "{door} is no door any more ({reason}): take it out of the list");
    }
}

#[test]
fn the_clock_in_the_simulator_is_tokios() {
    let platform =
        product().into_iter().find(|source| source.path.ends_with("simulator/src/platform.rs")).unwrap();
    assert!(
        platform.code.contains("use tokio::time::{Instant"),
        "only tokio's Instant stands still when a test says so"
    );
}

#[test]
fn nothing_listens_but_on_loopback() {
    let sources = product();
    for source in &sources {
        for unspecified in ["0.0.0.0", "UNSPECIFIED", "[::]"] {
            assert!(!source.text.contains(unspecified), "{} names {unspecified}", source.path);
        }
        // `bind` and its kind, such as `bind_registered`.
        let calls = ["::bind(", "::bind_"].map(|call| source.code.match_indices(call));
        let binds: Vec<usize> = calls.into_iter().flatten().map(|(at, _)| at).collect();
        let path = source.path.as_str();
        let proofs = LISTENERS.iter().filter(|(listed, _)| *listed == path).map(|(_, proof)| {
            source.code.find(proof).unwrap_or_else(|| panic!("{path} no longer says `{proof}`"))
        });
        let mut proven: Vec<usize> = proofs.collect();
        proven.sort_unstable();
        assert_eq!(
            binds.len(),
            proven.len(),
            "{path}: for each socket that it opens the test's list says why it is on loopback"
        );
        let mut binds = binds;
        binds.sort_unstable();
        assert!(
            binds.iter().zip(&proven).all(|(bound, proven)| bound > proven),
            "{path}: the address is certain before it is bound"
        );
    }
    assert!(
        LISTENERS.iter().all(|(path, _)| sources.iter().any(|source| source.path == *path)),
        "each file of the list exists"
    );
}

#[test]
fn only_the_check_of_the_network_contacts_other_hosts() {
    let (maker, connects) = ("src-tauri/crates/app/src/network.rs", "src-tauri/crates/network/src/dial.rs");
    for (word, home) in
        [("OutwardClient::new(", maker), ("TcpStream::connect(", connects), ("http1::Builder", "")]
    {
        let users: Vec<String> = product()
            .into_iter()
            .filter(|source| source.code.contains(word))
            .map(|source| source.path)
            .collect();
        let is_home = |path: &String| {
            path == home || (home.is_empty() && path.starts_with("src-tauri/crates/network/src/"))
        };
        assert!(!users.is_empty() && users.iter().all(is_home), "{word} is in {users:?}");
    }
    let dial = product().into_iter().find(|source| source.path == connects).unwrap();
    assert_eq!(dial.code.matches("dangerous()").count(), 1, "one place says whose certificates are believed");
    let dangers = product().into_iter().filter(|source| source.code.contains("dangerous()")).count();
    assert_eq!(dangers, 1, "and no other");
}

#[test]
fn a_lint_is_expected_with_a_reason_and_never_allowed() {
    for path in files("src-tauri", &[".rs"]).into_iter().chain(files("tests", &[".rs"])) {
        let code = crate::rust_text::code_only(&fs::read_to_string(&path).unwrap());
        for (number, line) in code.lines().enumerate() {
            let allows = ["#[allow(", "#![allow(", ", allow("].iter().any(|allow| line.contains(allow));
            assert!(!allows, "{}:{}", shown(&path), number + 1);
        }
    }
}

#[test]
fn no_file_is_longer_than_a_person_reads_at_once() {
    let rust = files("src-tauri", &[".rs"]).into_iter().chain(files("tests", &[".rs", ".mjs", ".ts", ".py"]));
    let web = files("ui/src", &[".ts", ".tsx", ".css"]).into_iter();
    let is_generated = |path: &std::path::Path| {
        let name = path.file_name().unwrap().to_string_lossy();
        name == "generated.ts" || name.ends_with(".generated.ts")
    };
    let long: Vec<String> = rust
        .chain(web)
        .filter(|path| !is_generated(path))
        .map(|path| (fs::read_to_string(&path).unwrap().lines().count(), path))
        .filter(|(n_lines, _)| *n_lines > MOST_LINES)
        .map(|(n_lines, path)| format!("{}: {n_lines} lines", shown(&path)))
        .collect();
    assert!(long.is_empty(), "more than {MOST_LINES} lines: {long:#?}");
}
