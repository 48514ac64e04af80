//! What the evaluation of a property mapping costs: in a worker of its own and in a run, beside CPython.

use std::fs;
use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use desk_expression::{Engine, Evaluator, ExpressionError, Kind, Limits, Outcome, Request};
use serde_json::{Map, Value, json};

use crate::Failure;

/// How many evaluations a row is the mean of, where each has a worker of its own.
const N_WORKERS: u32 = 20;
/// For how many people a mapping is evaluated in a run.
const N_PEOPLE: u32 = 10_000;

/// Three mappings as administrators write them: fields, groups, and a name that is taken apart.
const MAPPINGS: [(&str, &str); 3] = [
    (
        "fields",
        "return {\n    'username': info.get('openid'),\n    'name': info.get('nickname'),\n    'attributes': {'avatar': info.get('headimgurl')},\n}",
    ),
    (
        "groups",
        "groups = []\nfor dn in info.get('member_of', []):\n    first = dn.split(',')[0]\n    if first.lower().startswith('cn='):\n        groups.append(first[3:])\nreturn {'groups': [g for g in groups if g not in ('everyone', 'guests')], 'email': info['email'].lower()}",
    ),
    (
        "a function, re, datetime",
        "import re\nfrom datetime import datetime, timezone\n\ndef parts(name):\n    words = re.split(r'[\\s,]+', name.strip())\n    return words[0], ' '.join(words[1:])\n\nfirst, last = parts(info['nickname'])\nlogin = re.sub(r'[^a-z0-9]+', '.', f'{first} {last}'.lower()).strip('.')\nseen = datetime.fromtimestamp(info['seen'], timezone.utc).isoformat()\nif not re.fullmatch(r'[a-z0-9.]{2,32}', login):\n    return None\nreturn {'username': login, 'attributes': {'first': first, 'last': last, 'seen': seen}}",
    ),
];

impl From<ExpressionError> for Failure {
    fn from(error: ExpressionError) -> Failure {
        Failure(error.to_string())
    }
}

/// Measures and prints.
pub(crate) fn measure() -> Result<(), Failure> {
    let worker = std::env::current_exe()?
        .with_file_name(format!("source-desk-expression{}", std::env::consts::EXE_SUFFIX));
    if !worker.exists() {
        println!("\n{} is not there, so no mapping is evaluated", worker.display());
        return Ok(());
    }
    let folder = std::env::temp_dir().join(format!("desk-bench-mappings-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let done = measure_in(&worker, &folder);
    fs::remove_dir_all(&folder)?;
    done
}

fn measure_in(worker: &Path, folder: &Path) -> Result<(), Failure> {
    let inside = Engine::Inside { worker: worker.to_owned() };
    let python = ["/usr/bin/python3", "/usr/local/bin/python3"]
        .map(PathBuf::from)
        .into_iter()
        .find(|path| path.exists());
    println!(
        "\nMappings: the program has {:.1} MB; {N_WORKERS} evaluations in workers of their own, {N_PEOPLE} in a run",
        fs::metadata(worker)?.len() as f64 / 1e6
    );
    for (name, expression) in MAPPINGS {
        println!("\n{name}");
        let own = in_workers(&inside, folder, expression)?;
        let run = in_a_run(&inside, folder, expression)?;
        line("a cold worker", own.cold, None);
        line("a warm worker", own.warm, None);
        line("in a run", run, Some(("a cold worker", own.cold)));
        let Some(python) = &python else { continue };
        let engine = Engine::SystemPython { worker: worker.to_owned(), python: python.clone() };
        let system = in_workers(&engine, folder, expression)?;
        line("the system's Python, a cold worker", system.cold, Some(("ours", own.cold)));
        line("the system's Python, in a run", in_a_run(&engine, folder, expression)?, Some(("ours", run)));
        let start = Instant::now();
        for _ in 0..N_WORKERS {
            bare(python, expression, 1)?;
        }
        line(
            "bare CPython, started for each",
            start.elapsed() / N_WORKERS,
            Some(("a cold worker", own.cold)),
        );
        line(
            "bare CPython, exec of the same text",
            bare(python, expression, N_PEOPLE)?,
            Some(("in a run", run)),
        );
    }
    Ok(())
}

struct OwnWorkers {
    /// With the start of the worker.
    cold: Duration,
    /// With a worker that was ready.
    warm: Duration,
}

fn in_workers(engine: &Engine, folder: &Path, expression: &str) -> Result<OwnWorkers, Failure> {
    let mut took = OwnWorkers { cold: Duration::ZERO, warm: Duration::ZERO };
    for number in 0..N_WORKERS {
        let evaluator = Evaluator::new(engine.clone(), folder.to_owned(), Limits::default());
        let start = Instant::now();
        evaluate(&mut evaluator.begin()?, &request(expression, number))?;
        took.cold += start.elapsed() / N_WORKERS;
        let evaluator = Evaluator::new(engine.clone(), folder.to_owned(), Limits::default());
        evaluator.warm_up()?;
        let start = Instant::now();
        evaluate(&mut evaluator.begin()?, &request(expression, number))?;
        took.warm += start.elapsed() / N_WORKERS;
    }
    Ok(took)
}

fn in_a_run(engine: &Engine, folder: &Path, expression: &str) -> Result<Duration, Failure> {
    let evaluator = Evaluator::new(engine.clone(), folder.to_owned(), Limits::default());
    evaluator.warm_up()?;
    let start = Instant::now();
    let mut run = evaluator.begin()?;
    for number in 0..N_PEOPLE {
        evaluate(&mut run, &request(expression, number))?;
    }
    Ok(start.elapsed() / N_PEOPLE)
}

fn evaluate(run: &mut desk_expression::Run<'_>, request: &Request) -> Result<(), Failure> {
    match black_box(run.evaluate(request)?).outcome {
        Outcome::Returned { value: Value::Object(_), .. } => Ok(()),
        other => Err(Failure(format!("{other:?}"))),
    }
}

/// Has CPython run the text. Returns how long each took, as the script says; its start is not in it.
fn bare(python: &Path, expression: &str, times: u32) -> Result<Duration, Failure> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("exec_mapping.py");
    let mut child = Command::new(python)
        .args(["-I", "-S"])
        .arg(script)
        .arg(times.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let asked = json!({"expression": expression, "variables": variables(0)});
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(asked.to_string().as_bytes())?;
    }
    let output = child.wait_with_output()?;
    let seconds: f64 = String::from_utf8_lossy(&output.stdout)
        .trim()
        .parse()
        .map_err(|_| Failure("Python did not run the mapping".to_owned()))?;
    Ok(Duration::from_secs_f64(seconds) / times)
}

fn request(expression: &str, number: u32) -> Request {
    Request {
        expression: expression.to_owned(),
        name: "mapping".to_owned(),
        kind: Kind::OauthLogin,
        variables: variables(number),
        sample: Arc::default(),
    }
}

fn variables(number: u32) -> Map<String, Value> {
    let info = json!({
        "openid": format!("o{number}"), "nickname": format!("Grace Brewster Hopper {number}"),
        "headimgurl": "https://example.com/a.png", "email": format!("Grace{number}@example.com"), "seen": 1_700_000_000,
        "member_of": ["CN=Staff,OU=x,DC=example", "CN=everyone,DC=example", "OU=none", "CN=Sales,DC=example"],
    });
    Map::from_iter([("info".to_owned(), info), ("properties".to_owned(), json!({}))])
}

fn line(name: &str, took: Duration, beside: Option<(&str, Duration)>) {
    let beside = beside
        .map(|(other, than)| format!("  {:.3} of {other}", took.as_secs_f64() / than.as_secs_f64()))
        .unwrap_or_default();
    println!("{name:<40} {:>9.1} µs{beside}", took.as_secs_f64() * 1e6);
}
