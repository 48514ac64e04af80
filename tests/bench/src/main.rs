//! Measures what blueprints cost: hostile files one by one, and a thousand sources beside PyYAML; what each format of an
//! export costs; what drafts cost: search, open and bulk save; what secrets cost; what a simulated login costs; what a push
//! costs; what the evaluation of a property mapping costs, beside CPython; and what predictions over many people cost.
//!
//! `cargo xtask bench` builds and runs it. The ratios within one run are the result; absolute times say something about
//! the machine. Each hostile file is read in a process of its own, whose highest memory the system tells (on Linux).

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a measurement's output is the terminal")]

mod drafts;
mod export;
mod login;
mod mapping;
mod prediction;
mod push;
mod vault;

use std::hint::black_box;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};
use std::{fmt, fs, io};

use desk_bench::{Verdict, hostile_files, sources, thousand_sources};
use desk_blueprint::{AtHand, BlueprintError, Options, SecretStyle, draft_from, positions, read, write};
use desk_model::{Draft, DraftId};

/// The argument that makes the program read one hostile file, by name.
const ONE: &str = "--one";
/// The argument that leaves the measurements of blueprints out.
const DRAFTS: &str = "--drafts";
/// The argument that measures the vault alone.
const VAULT: &str = "--vault";
/// The argument that measures a simulated login alone.
const LOGIN: &str = "--login";
/// The argument that measures a push alone.
const PUSH: &str = "--push";
/// The argument that measures property mappings alone.
const MAPPING: &str = "--mapping";
/// The argument that measures predictions alone.
const PREDICTION: &str = "--prediction";
/// The variable with a Python that has PyYAML.
const PYTHON: &str = "SOURCE_DESK_CONFORMANCE_PYTHON";
/// The argument that measures exports alone.
const EXPORT: &str = "--export";
/// How often each measurement of a large file is repeated; the best counts.
const N_REPEATS: usize = 5;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.as_slice() {
        [option, name] if option == ONE => one(name),
        [] => everything()
            .and_then(|()| export::measure())
            .and_then(|()| drafts::measure())
            .and_then(|()| vault::measure())
            .and_then(|()| login::measure())
            .and_then(|()| push::measure())
            .and_then(|()| mapping::measure())
            .and_then(|()| prediction::measure()),
        [option] if option == EXPORT => export::measure(),
        [option] if option == PUSH => push::measure(),
        [option] if option == MAPPING => mapping::measure(),
        [option] if option == PREDICTION => prediction::measure(),
        [option] if option == LOGIN => login::measure(),
        [option] if option == VAULT => vault::measure(),
        [option] if option == DRAFTS => drafts::measure(),
        _ => Err(Failure(
            "desk-bench takes no arguments but --export, --drafts, --vault, --login, --push, --mapping and --prediction"
                .to_owned(),
        )),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(why)) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Why there is no measurement.
struct Failure(String);

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure(error.to_string())
    }
}

impl From<BlueprintError> for Failure {
    fn from(error: BlueprintError) -> Failure {
        Failure(error.to_string())
    }
}

fn everything() -> Result<(), Failure> {
    println!("Hostile files: time to read and draft, and the highest memory of the process\n");
    let mut worst_time = ("", Duration::ZERO);
    let mut worst_memory = ("", 0);
    for file in hostile_files() {
        let output = Command::new(std::env::current_exe()?).args([ONE, file.name]).output()?;
        if !output.status.success() {
            return Err(Failure(format!("{}: ended with {}", file.name, output.status)));
        }
        let measured = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut numbers = measured.split_whitespace().filter_map(|number| number.parse::<u64>().ok());
        let (Some(microseconds), Some(n_kilobytes)) = (numbers.next(), numbers.next()) else {
            return Err(Failure(format!("{}: said {measured}", file.name)));
        };
        let took = Duration::from_micros(microseconds);
        println!(
            "{:<34} {:>14} {:>9} {:>7} MB",
            file.name,
            format!("{:?}", file.verdict),
            milliseconds(took),
            n_kilobytes / 1_000
        );
        if took > worst_time.1 {
            worst_time = (file.name, took);
        }
        if n_kilobytes > worst_memory.1 {
            worst_memory = (file.name, n_kilobytes);
        }
    }
    println!("\nworst time    {:>9}  {}", milliseconds(worst_time.1), worst_time.0);
    println!("worst memory  {:>6} MB  {}\n", worst_memory.1 / 1_000, worst_memory.0);
    thousand()
}

/// Reads one hostile file and prints microseconds and the highest memory in kB; 0 if the system does not tell.
fn one(name: &str) -> Result<(), Failure> {
    let files = hostile_files();
    let Some(file) = files.iter().find(|file| file.name == name) else {
        return Err(Failure(format!("there is no {name}")));
    };
    let bytes = (file.bytes)();
    let start = Instant::now();
    let read = String::from_utf8(bytes).map_err(drop).and_then(|text| imported(&text).map_err(drop));
    let took = start.elapsed();
    if read.is_ok() != (file.verdict == Verdict::Harmless) {
        return Err(Failure(format!("{name} is not {:?}", file.verdict)));
    }
    println!("{} {}", took.as_micros(), highest_memory().unwrap_or_default());
    Ok(())
}

/// Does all that an import does with a text. Returns how many drafts it gave.
fn imported(text: &str) -> Result<usize, BlueprintError> {
    let document = read(text)?;
    let mut number = 0_u128;
    let drafted = draft_from(&document, || {
        number += 1;
        DraftId::from_random(number.to_be_bytes())
    });
    black_box(positions(text)?);
    Ok(black_box(drafted).drafts.len())
}

fn thousand() -> Result<(), Failure> {
    let text = thousand_sources();
    let n_bytes = text.len();
    println!("A thousand sources, {} kB; the best of {N_REPEATS}\n", n_bytes / 1_000);
    let import = best(|| imported(&text).map(drop))?;
    let document = read(&text)?;
    let mut number = 0_u128;
    let drafted = draft_from(&document, || {
        number += 1;
        DraftId::from_random(number.to_be_bytes())
    });
    let drafts: Vec<&Draft> = drafted.drafts.iter().map(|source| &source.draft).collect();
    let options = Options {
        secrets: SecretStyle::Env,
        at_hand: AtHand::new(),
        target: None,
        login_page: None,
        source_stage: None,
        comments: Vec::new(),
    };
    let export = best(|| write(&drafts, &options).map(drop))?;
    let fewer = sources(100);
    let tenth = best(|| imported(&fewer).map(drop))?;
    println!("{:<34} {:>9}", "import", milliseconds(import));
    println!("{:<34} {:>9}  {:.2} of import", "export", milliseconds(export), ratio(export, import));
    println!(
        "{:<34} {:>9}  1000 sources take {:.1} times as long",
        "import of 100 sources",
        milliseconds(tenth),
        ratio(import, tenth)
    );
    println!(
        "{:<34} {:>9}  {:.2} of itself: the noise of this run",
        "import once more",
        "",
        ratio(best(|| imported(&text).map(drop))?, import)
    );
    beside_pyyaml("load_with_pyyaml.py", &text, "import", import)
}

/// Has a script do the same with PyYAML, where there is one, and prints how long that takes beside our own.
fn beside_pyyaml(script: &str, text: &str, what: &str, own: Duration) -> Result<(), Failure> {
    let Some(python) = std::env::var_os(PYTHON) else {
        println!("{PYTHON} is not set, so there is no comparison with PyYAML");
        return Ok(());
    };
    let folder = std::env::temp_dir().join(format!("desk-bench-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let path = folder.join("thousand.yaml");
    fs::write(&path, text)?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(script);
    let output = Command::new(python).arg(script).arg(&path).output();
    fs::remove_dir_all(&folder)?;
    let output = output?;
    if !output.status.success() {
        return Err(Failure(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    // Each line is the name of a loader or dumper and its seconds.
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Some((name, seconds)) = line.split_once(' ') else { continue };
        let took = Duration::from_secs_f64(seconds.parse().unwrap_or_default());
        println!("{name:<34} {:>9}  {:.0} times as long as {what}", milliseconds(took), ratio(took, own));
    }
    Ok(())
}

fn best<E>(mut work: impl FnMut() -> Result<(), E>) -> Result<Duration, E> {
    let mut best = Duration::MAX;
    for _ in 0..N_REPEATS {
        let start = Instant::now();
        work()?;
        best = best.min(start.elapsed());
    }
    Ok(best)
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

fn milliseconds(took: Duration) -> impl fmt::Display {
    format!("{:.1} ms", took.as_secs_f64() * 1_000.0)
}

/// Returns the highest memory that the process has had in kB, where the system tells it.
fn highest_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
