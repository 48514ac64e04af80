//! Hostile blueprints end as they must, in the real program and within limits that the system enforces: 100 MB of memory,
//! and processor time instead of a clock on the wall.
#![cfg(test)]
#![cfg(target_os = "linux")]

use std::fs;
use std::process::Command;

use desk_bench::{Hostile, Verdict, hostile_files};
use desk_test_support::{Ended, TempHome, end};

/// What the program may use for its data, in bytes.
const MOST_BYTES: u32 = 100_000_000;
/// How long it may compute, in seconds. The tests run an unoptimised program, some forty times slower than what people
/// get; the measurements of `cargo xtask bench` say how long that takes.
const MOST_SECONDS: u32 = 20;

/// Runs `source-desk lint FILE` within limits.
fn lint(home: &TempHome, most_bytes: u32, arguments: &[&str]) -> Ended {
    let program = home.source_desk();
    let mut command = Command::new("prlimit");
    command
        .arg(format!("--data={most_bytes}"))
        .arg(format!("--cpu={MOST_SECONDS}"))
        .arg("--core=0")
        .arg("--");
    command.arg(program.get_program()).args(program.get_args()).args(arguments);
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    end(command.current_dir(home.root()))
}

fn code_of(verdict: Verdict) -> Option<&'static str> {
    Some(match verdict {
        Verdict::TooLarge => "blueprint-too-large",
        Verdict::TooDeep => "blueprint-too-deep",
        Verdict::TooManyAliases => "blueprint-too-many-aliases",
        Verdict::NotYaml => "blueprint-not-yaml",
        Verdict::NotUtf8 => "blueprint-not-utf8",
        Verdict::NotABlueprint => "blueprint-unreadable",
        Verdict::Harmless => return None,
    })
}

fn wrong(home: &TempHome, Hostile { name, bytes, verdict }: &Hostile) -> Option<String> {
    let file = format!("{name}.yaml");
    fs::write(home.path(&file), bytes()).unwrap();
    let ended = lint(home, MOST_BYTES, &["--json", "lint", &file]);
    fs::remove_file(home.path(&file)).unwrap();
    let Ok(document) = serde_json::from_str::<serde_json::Value>(&ended.stdout) else {
        let end = ended.stderr.lines().last().unwrap_or_default().to_owned();
        return Some(format!("{name}: ended with {:?}: {end}", ended.code));
    };
    let findings = document["findings"].as_array()?;
    let unreadable = findings.iter().find_map(|finding| {
        let code = finding["code"].as_str()?;
        (code.starts_with("blueprint-")).then_some(code)
    });
    let has_errors = findings.iter().any(|finding| finding["severity"] == "error");
    let code = Some(i32::from(has_errors));
    if unreadable != code_of(*verdict) || ended.code != code {
        return Some(format!("{name}: {unreadable:?} and exit code {:?}, not {verdict:?}", ended.code));
    }
    None
}

#[test]
fn every_hostile_file_ends_as_it_must_within_the_limits() {
    let home = TempHome::new();
    let files = hostile_files();
    let n_refused = files.iter().filter(|file| file.verdict != Verdict::Harmless).count();
    assert!(n_refused >= 40, "{n_refused}");
    let wrong: Vec<String> = files.iter().filter_map(|file| wrong(&home, file)).collect();
    assert!(wrong.is_empty(), "{} of {} files:\n{}", wrong.len(), files.len(), wrong.join("\n"));
}

#[test]
fn the_limit_is_a_limit() {
    let home = TempHome::new();
    let files = hostile_files();
    let large = files.iter().find(|file| file.name == "as-many-values-as-are-read").unwrap();
    fs::write(home.path("large.yaml"), (large.bytes)()).unwrap();
    let ended = lint(&home, 10_000_000, &["--json", "lint", "large.yaml"]);
    assert!(!matches!(ended.code, Some(0..=2)), "{ended:?}");
}

#[test]
fn each_refusal_has_clear_words_in_both_languages() {
    let home = TempHome::new();
    for name in [
        "one-byte-too-long",
        "one-level-too-deep",
        "billion-laughs-lists",
        "a-zero-byte",
        "gbk",
        "another-version",
    ] {
        let files = hostile_files();
        let file = files.iter().find(|file| file.name == name).unwrap();
        fs::write(home.path("x.yaml"), (file.bytes)()).unwrap();
        let texts = ["en", "zh-CN"].map(|language| {
            let document = lint(&home, MOST_BYTES, &["--json", "--lang", language, "lint", "x.yaml"]).json();
            let finding = &document["findings"][0];
            for part in ["message", "fix"] {
                assert!(finding[part].as_str().unwrap().len() > 20, "{name}: {finding}");
            }
            let has_place = finding["line"].is_u64() && finding["column"].is_u64();
            assert_eq!(
                has_place,
                !["one-byte-too-long", "another-version"].contains(&name),
                "{name}: {finding}"
            );
            finding["message"].as_str().unwrap().to_owned()
        });
        assert!(
            texts[0].is_ascii() && texts[1].chars().any(|character| character >= '\u{4e00}'),
            "{texts:?}"
        );
    }
}
