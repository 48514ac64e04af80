//! `cargo xtask test`: everything that must pass before a change is merged, in the order in which it fails soonest.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::command::{self, Workspace};
use crate::failure::Failure;
use crate::prerequisites::{self, Need};
use crate::{conformance, packages, ui};

/// Runs the named steps, or all of them when none is named, and stops at the first that fails.
///
/// # Errors
/// [`Failure::Step`] with the step that failed; its own reason has been printed above the table.
pub(crate) fn run(workspace: &Workspace, only: &[&str]) -> Result<ExitCode, Failure> {
    let chosen: Vec<&Step> =
        STEPS.iter().filter(|step| only.is_empty() || only.contains(&step.name)).collect();
    let mut results = Vec::new();
    for step in &chosen {
        println!("\n==> {}: {}", step.name, step.purpose);
        let start = Instant::now();
        let outcome = (step.work)(workspace);
        let took = start.elapsed();
        match &outcome {
            Ok(Done::Ran) => println!("==> {}: passed in {}", step.name, seconds(took)),
            Ok(Done::NotHere(reason)) => println!("==> {}: not run: {reason}", step.name),
            Err(failure) => println!("==> {}: FAILED after {}\n{failure}", step.name, seconds(took)),
        }
        let failed = outcome.is_err();
        results.push((step.name, outcome, took));
        if failed {
            break;
        }
    }
    println!("\n{}", table(&chosen, &results));
    match results.iter().find(|(_, outcome, _)| outcome.is_err()) {
        Some((name, ..)) => Err(Failure::Step(name)),
        None => Ok(ExitCode::SUCCESS),
    }
}

/// Prints the names of the steps and what each is for.
pub(crate) fn list() {
    for step in STEPS {
        println!("{:<NAME_WIDTH$}  {}", step.name, step.purpose);
    }
}

/// The names of the steps, in the order in which they run.
pub(crate) fn step_names() -> impl Iterator<Item = &'static str> {
    STEPS.iter().map(|step| step.name)
}

/// One part of the gate.
struct Step {
    name: &'static str,
    purpose: &'static str,
    work: fn(&Workspace) -> Result<Done, Failure>,
}

/// How a step that did not fail ended.
enum Done {
    Ran,
    /// This system cannot run it, and why.
    NotHere(&'static str),
}

/// How wide the longest step name is.
const NAME_WIDTH: usize = 11;

const STEPS: &[Step] = &[
    Step { name: "setup", purpose: "what the build and the tests need", work: setup },
    Step { name: "format", purpose: "Rust is formatted", work: format },
    Step {
        name: "ui-check",
        purpose: "the web UI is formatted and free of lints",
        work: |w| npm(w, "check"),
    },
    Step { name: "ui-types", purpose: "the web UI's types agree", work: |w| npm(w, "typecheck") },
    Step { name: "ui-tests", purpose: "the web UI's unit tests", work: |w| npm(w, "test") },
    // Everything from here on compiles the desktop package, which embeds the built web UI.
    Step { name: "ui-build", purpose: "the web UI builds", work: ui_build },
    Step { name: "clippy", purpose: "Rust is free of lints", work: clippy },
    Step { name: "docs", purpose: "the documentation of every public item builds", work: docs },
    Step { name: "build", purpose: "every package and every test builds", work: build },
    Step {
        name: "conformance",
        purpose: "a Python with an unmodified WeChat client library",
        work: conformance,
    },
    Step { name: "tests", purpose: "unit, property, command-line and acceptance tests", work: rust_tests },
    Step { name: "browser", purpose: "the web UI in Chromium, with accessibility", work: browser },
    Step { name: "window", purpose: "the real program in a real window", work: window },
];

fn setup(workspace: &Workspace) -> Result<Done, Failure> {
    prerequisites::meet(Need::Tests)?;
    ui::install(workspace)?;
    Ok(Done::Ran)
}

fn format(workspace: &Workspace) -> Result<Done, Failure> {
    ran(workspace.cargo().args(["fmt", "--check"]))
}

fn npm(workspace: &Workspace, script: &str) -> Result<Done, Failure> {
    ran(workspace.npm().args(["run", script]))
}

fn ui_build(workspace: &Workspace) -> Result<Done, Failure> {
    ui::build(workspace)?;
    Ok(Done::Ran)
}

fn clippy(workspace: &Workspace) -> Result<Done, Failure> {
    ran(workspace.cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn docs(workspace: &Workspace) -> Result<Done, Failure> {
    ran(workspace.cargo().args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
}

/// Builds all packages in one go: features then unify in the same way as for the tests, which start these programs.
fn build(workspace: &Workspace) -> Result<Done, Failure> {
    ran(workspace.cargo().args(["build", "--workspace", "--all-targets"]))
}

fn conformance(workspace: &Workspace) -> Result<Done, Failure> {
    conformance::python(workspace)?;
    Ok(Done::Ran)
}

fn rust_tests(workspace: &Workspace) -> Result<Done, Failure> {
    let python = conformance::python(workspace)?;
    ran(workspace
        .cargo()
        .args(["test", "--workspace"])
        .env(conformance::VARIABLE, python)
        .env_remove("SOURCE_DESK_WINDOW_TESTS"))
}

fn browser(workspace: &Workspace) -> Result<Done, Failure> {
    let Some(chromium) = packages::CHROMIUM_PROGRAMS.iter().find_map(|name| command::on_path(name)) else {
        if !cfg!(target_os = "linux") {
            return Ok(Done::NotHere("there is no Chromium on the PATH of this system"));
        }
        return Err(Failure::Missing {
            what: format!("none of these is on the PATH: {}", packages::CHROMIUM_PROGRAMS.join(", ")),
            remedy: "install Chromium, or run: cargo xtask setup".to_owned(),
        });
    };
    ran(workspace
        .npm()
        .args(["run", "test:browser"])
        .env("SOURCE_DESK_BRIDGE", workspace.binary("desk-bridge"))
        .env("SOURCE_DESK_CHROMIUM", chromium))
}

#[cfg(not(target_os = "linux"))]
fn window(_workspace: &Workspace) -> Result<Done, Failure> {
    Ok(Done::NotHere("the window is tested on Linux only"))
}

/// The window tests by their modules. Each has a display of its own: without a window manager, a display remembers focus and
/// pointer of a window that is gone, and the next program's clicks go astray.
#[cfg(target_os = "linux")]
const WINDOW_TESTS: [&str; 3] = ["start::", "main_job::", "login_window::"];

/// Runs the window tests on a display and a session bus of their own, so that they neither disturb nor depend on those
/// of the person who runs them.
#[cfg(target_os = "linux")]
fn window(workspace: &Workspace) -> Result<Done, Failure> {
    for module in WINDOW_TESTS {
        window_tests(workspace, module)?;
    }
    Ok(Done::Ran)
}

#[cfg(target_os = "linux")]
fn window_tests(workspace: &Workspace, module: &str) -> Result<(), Failure> {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;

    let group = crate::group::Group::new()?;
    let mut display_server = workspace.program("Xvfb");
    // Xvfb picks a number that is free and writes it to its standard output when it is ready.
    display_server.args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]);
    display_server.stdin(Stdio::null()).stdout(Stdio::piped());
    let shown = command::shown(&display_server);
    println!("$ {shown}");
    let expected = || Failure::Answer { command: shown.clone(), expected: "the number of a free display" };
    let mut server = group.start(&mut display_server)?;
    let mut number = String::new();
    let mut output = BufReader::new(server.stdout.take().ok_or_else(expected)?);
    output.read_line(&mut number).map_err(|_| expected())?;
    let number: u32 = number.trim().parse().map_err(|_| expected())?;

    let mut tests = workspace.program("dbus-run-session");
    tests.arg("--").arg(workspace.cargo().get_program()).args([
        "test",
        "--workspace",
        "--test",
        "window",
        "--",
        module,
    ]);
    tests.env("DISPLAY", format!(":{number}")).env("GDK_BACKEND", "x11").env("SOURCE_DESK_WINDOW_TESTS", "1");
    // The session bus is new and has nobody who reads the screen. GTK would start that service and wait up to half a minute
    // for it, on a busy machine in vain.
    tests.env("NO_AT_BRIDGE", "1").env_remove("WAYLAND_DISPLAY").stdin(Stdio::null());
    let shown = command::shown(&tests);
    println!("$ {shown}");
    let ended = group.start(&mut tests)?.wait();
    drop(group);
    // Only reaps the server, which has been ended with its group.
    let _ = server.wait();
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::Ended { command: shown, status }),
        Err(error) => Err(Failure::CannotStart { command: shown, error }),
    }
}

fn ran(command: &mut std::process::Command) -> Result<Done, Failure> {
    command::run(command)?;
    Ok(Done::Ran)
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

fn table(chosen: &[&Step], results: &[(&str, Result<Done, Failure>, Duration)]) -> String {
    let line = |step: &&Step| match results.iter().find(|(name, ..)| *name == step.name) {
        Some((name, Ok(Done::Ran), took)) => format!("{name:<NAME_WIDTH$}  passed   {:>8}", seconds(*took)),
        Some((name, Ok(Done::NotHere(reason)), _)) => format!("{name:<NAME_WIDTH$}  not run  {reason}"),
        Some((name, Err(_), took)) => format!("{name:<NAME_WIDTH$}  FAILED   {:>8}", seconds(*took)),
        None => format!("{:<NAME_WIDTH$}  not run  an earlier step failed", step.name),
    };
    chosen.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn step_names_are_unique_and_fit_the_table() {
        let names: Vec<&str> = step_names().collect();
        assert_eq!(names.iter().map(|name| name.len()).max(), Some(NAME_WIDTH));
        let mut unique = names.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), names.len());
    }

    #[test]
    fn the_table_says_of_every_chosen_step_whether_it_passed_failed_or_was_not_run() {
        let chosen: Vec<&Step> = STEPS.iter().take(4).collect();
        let failure = Failure::Usage("any".to_owned());
        let results = [
            ("setup", Ok(Done::Ran), Duration::from_millis(1_250)),
            ("format", Ok(Done::NotHere("no such thing here")), Duration::ZERO),
            ("ui-check", Err(failure), Duration::from_secs(61)),
        ];
        let table = table(&chosen, &results);
        assert_eq!(
            table,
            "setup        passed      1.2 s\n\
             format       not run  no such thing here\n\
             ui-check     FAILED     61.0 s\n\
             ui-types     not run  an earlier step failed"
        );
    }

    #[test]
    fn the_web_ui_is_built_before_anything_compiles_the_program_that_embeds_it() {
        let place = |wanted: &str| step_names().position(|name| name == wanted).unwrap();
        for compiles in ["clippy", "docs", "build", "tests"] {
            assert!(place("ui-build") < place(compiles), "{compiles}");
        }
        assert!(place("build") < place("browser") && place("build") < place("window"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn every_module_of_window_tests_is_run() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/window");
        let mut modules: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| std::fs::read_to_string(path).unwrap().contains("test]\n"))
            .map(|path| format!("{}::", path.file_stem().unwrap().to_str().unwrap()))
            .collect();
        let mut run = WINDOW_TESTS.to_vec();
        modules.sort();
        run.sort_unstable();
        assert_eq!(modules, run);
    }
}
