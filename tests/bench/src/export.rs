//! What an export of a thousand sources costs in each format, beside PyYAML writing the same blueprint.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use desk_bench::thousand_sources;
use desk_blueprint::{AtHand, SecretStyle, draft_from, read};
use desk_export::{Export, ExportError, Options, compose, json, kubernetes, terraform};
use desk_model::{Draft, DraftId};

use crate::{Failure, N_REPEATS, PYTHON, milliseconds, ratio};

type Format = fn(&[&Draft], &Options<'_>) -> Result<Export, ExportError>;

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Failure {
        Failure(error.to_string())
    }
}

/// Measures each format and prints ratios.
pub(crate) fn measure() -> Result<(), Failure> {
    let mut number = 0_u128;
    let drafted = draft_from(&read(&thousand_sources())?, || {
        number += 1;
        DraftId::from_random(number.to_be_bytes())
    });
    let drafts: Vec<&Draft> = drafted.drafts.iter().map(|source| &source.draft).collect();
    let blueprint = desk_blueprint::Options {
        secrets: SecretStyle::Env,
        at_hand: AtHand::new(),
        target: None,
        login_page: None,
        comments: Vec::new(),
    };
    let words = |note: &desk_export::Note| note.code.to_owned();
    let options = Options { blueprint, words: &words };
    println!("\nAn export of {} sources; the best of {N_REPEATS}\n", drafts.len());
    let text = desk_blueprint::write(&drafts, &options.blueprint)?.text;
    let own = best(|| Ok(desk_blueprint::write(&drafts, &options.blueprint).map(drop)?))?;
    println!("{:<34} {:>9}  {} kB", "blueprint", milliseconds(own), text.len() / 1_000);
    let formats: [(&str, Format); 4] =
        [("terraform", terraform), ("kubernetes", kubernetes), ("compose", compose), ("json", json)];
    for (name, format) in formats {
        let took = best(|| Ok(format(&drafts, &options).map(drop)?))?;
        println!("{name:<34} {:>9}  {:.1} times as long as blueprint", milliseconds(took), ratio(took, own));
    }
    let Some(python) = std::env::var_os(PYTHON) else {
        println!("{PYTHON} is not set, so there is no comparison with PyYAML");
        return Ok(());
    };
    let path = std::env::temp_dir().join(format!("desk-bench-export-{}.yaml", std::process::id()));
    fs::write(&path, &text)?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("write_with_pyyaml.py");
    let output = Command::new(python).arg(script).arg(&path).output();
    fs::remove_file(&path)?;
    let output = output?;
    if !output.status.success() {
        return Err(Failure(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    // Each line is the name of a dumper and its seconds.
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Some((name, seconds)) = line.split_once(' ') else { continue };
        let took = Duration::from_secs_f64(seconds.parse().unwrap_or_default());
        println!("{name:<34} {:>9}  {:.0} times as long as blueprint", milliseconds(took), ratio(took, own));
    }
    Ok(())
}

fn best(mut work: impl FnMut() -> Result<(), Failure>) -> Result<Duration, Failure> {
    let mut best = Duration::MAX;
    for _ in 0..N_REPEATS {
        let start = Instant::now();
        work()?;
        best = best.min(start.elapsed());
    }
    Ok(best)
}
