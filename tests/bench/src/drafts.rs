//! Measures the drafts' database: search at ten and a hundred thousand drafts in English and Chinese, bulk save, open;
//! each beside something plain in the same run.

#![expect(clippy::print_stdout, reason = "a measurement's output is the terminal")]

use std::fmt;
use std::fs;
use std::hint::black_box;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use desk_model::{Draft, DraftId, lint};
use desk_store::{Options, Query, Store, StoreError};

use crate::Failure;

/// How many drafts the window draws at once.
const PER_PAGE: u32 = 50;
/// How often each search is repeated: of so many the 95th percentile is told.
const N_SEARCHES: usize = 40;
/// How many drafts are saved one by one, each on the disk before the next.
const N_SAVED: u32 = 500;

/// What is looked for: what it is called, the text, whether it is a tag.
const SEARCHES: [(&str, &str, Option<&str>); 9] = [
    ("everything", "", None),
    ("en, in every draft", "example", None),
    ("en, in one draft", "shop-00777", None),
    ("en, one letter", "w", None),
    ("en, nothing", "zebra crossing", None),
    ("zh, one character", "店", None),
    ("zh, two characters", "微信", None),
    ("zh, four characters", "门店登录", None),
    ("a tag", "", Some("上海")),
];

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        Failure(error.to_string())
    }
}

/// Measures everything about drafts.
pub(crate) fn measure() -> Result<(), Failure> {
    let folder = std::env::temp_dir().join(format!("desk-bench-drafts-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let done = [10_000, 100_000].into_iter().try_for_each(|n_drafts| searches(&folder, n_drafts));
    let done = done.and_then(|()| bulk_save(&folder));
    fs::remove_dir_all(&folder)?;
    done
}

fn searches(folder: &Path, n_drafts: u32) -> Result<(), Failure> {
    let home = folder.join(n_drafts.to_string());
    let mut store = open(&home)?;
    let drafts: Vec<Draft> = (0..n_drafts).map(draft).collect::<Result<_, _>>()?;
    let start = Instant::now();
    store.insert_many(&drafts)?;
    println!("\n{n_drafts} drafts, made in {}", milliseconds(start.elapsed()));
    drop(store);

    // A plain search of the same texts: a file for each draft, and grep.
    let files = folder.join(format!("files-{n_drafts}"));
    fs::create_dir_all(&files)?;
    for (number, draft) in drafts.iter().enumerate() {
        let text = serde_json::to_string(draft).map_err(|error| Failure(error.to_string()))?;
        fs::write(files.join(format!("{number}.json")), text)?;
    }
    drop(drafts);

    let start = Instant::now();
    let store = open(&home)?;
    let page = store.page(Query { limit: Some(PER_PAGE), ..Query::default() })?;
    let opened = start.elapsed();
    black_box(judged(&page.listing.drafts));
    println!(
        "{:<34} {:>10}  and its lints {}",
        "open and first page",
        milliseconds(opened),
        milliseconds(start.elapsed() - opened)
    );
    let mut plain = Duration::ZERO;
    for _ in 0..3 {
        let start = Instant::now();
        grep(&files, "微信")?;
        plain = start.elapsed();
    }
    println!("{:<34} {:>10}", "grep -r 微信 over as many files", milliseconds(plain));
    println!("{:<34} {:>10} {:>10} {:>9}", "search, first page of 50", "median", "p95", "found");
    for (name, search, tag) in SEARCHES {
        let query = Query { search, tag, limit: Some(PER_PAGE), offset: 0 };
        let (times, n_found) = repeated(&store, query)?;
        println!(
            "{name:<34} {:>10} {:>10} {n_found:>9}  {:.3} of grep",
            milliseconds(percentile(&times, 50)),
            milliseconds(percentile(&times, 95)),
            percentile(&times, 95).as_secs_f64() / plain.as_secs_f64()
        );
    }
    let last = Query { limit: Some(PER_PAGE), offset: n_drafts - PER_PAGE, ..Query::default() };
    let (times, _) = repeated(&store, last)?;
    println!(
        "{:<34} {:>10} {:>10}",
        "the last page",
        milliseconds(percentile(&times, 50)),
        milliseconds(percentile(&times, 95))
    );
    Ok(())
}

/// Saves drafts one by one, each in a transaction of its own as a person's edits are, beside one transaction for all and
/// beside a file that is written and brought to the disk for each.
fn bulk_save(folder: &Path) -> Result<(), Failure> {
    println!("\n{N_SAVED} drafts saved");
    let drafts: Vec<Draft> = (0..N_SAVED).map(draft).collect::<Result<_, _>>()?;
    let mut store = open(&folder.join("one-by-one"))?;
    let start = Instant::now();
    for draft in &drafts {
        store.insert(draft)?;
    }
    let one_by_one = start.elapsed();
    let mut store = open(&folder.join("at-once"))?;
    let start = Instant::now();
    store.insert_many(&drafts)?;
    let at_once = start.elapsed();
    let files = folder.join("synced");
    fs::create_dir_all(&files)?;
    let start = Instant::now();
    for (number, draft) in drafts.iter().enumerate() {
        let text = serde_json::to_string(draft).map_err(|error| Failure(error.to_string()))?;
        let path = files.join(format!("{number}.json"));
        fs::write(&path, text)?;
        fs::File::open(&path)?.sync_all()?;
    }
    let synced = start.elapsed();
    for (name, took) in [("one by one", one_by_one), ("in one transaction", at_once)] {
        println!(
            "{name:<34} {:>10}  {:.2} of a synced file for each",
            milliseconds(took),
            took.as_secs_f64() / synced.as_secs_f64()
        );
    }
    println!("{:<34} {:>10}", "a synced file for each", milliseconds(synced));
    Ok(())
}

fn repeated(store: &Store, query: Query<'_>) -> Result<(Vec<Duration>, u32), Failure> {
    let mut times = Vec::with_capacity(N_SEARCHES);
    let mut n_found = 0;
    for _ in 0..N_SEARCHES {
        let start = Instant::now();
        let page = store.page(query)?;
        // What the window shows of a draft has its lints in it.
        black_box(judged(&page.listing.drafts));
        times.push(start.elapsed());
        n_found = page.n_found;
    }
    times.sort_unstable();
    Ok((times, n_found))
}

fn judged(drafts: &[desk_store::Stored]) -> usize {
    drafts.iter().map(|stored| lint::lint(&stored.draft, &desk_model::Secrets::default()).len()).sum()
}

fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(at).copied().unwrap_or_default()
}

fn open(home: &Path) -> Result<Store, StoreError> {
    Store::open(Options { home: home.to_owned(), now: Arc::new(|| 0), machine: "bench".to_owned() })
}

/// A draft as there might be many of: names in two languages, hosts, a mapping, tags, notes.
fn draft(number: u32) -> Result<Draft, Failure> {
    const NAMES: [&str; 5] = ["微信登录", "WeChat staff", "门店登录", "公司微信", "Partner login"];
    const TAGS: [&str; 4] = ["上海", "staging", "partner", "北京"];
    let at = |list: &[&'static str], n: u32| list.get(n as usize % list.len()).copied().unwrap_or_default();
    let id = DraftId::from_random(u128::from(number).to_be_bytes());
    let name = format!("{} {number}", at(&NAMES, number));
    let invalid = |error: desk_model::FieldError| Failure(error.to_string());
    let mut draft = Draft::new(id, "wechat", &name, &format!("shop-{number:05}")).map_err(invalid)?;
    draft.set("consumer_key", &format!("wx{number:016x}")).map_err(invalid)?;
    draft.set("authentik_host", &format!("auth{}.example.com", number % 97)).map_err(invalid)?;
    draft.tags = vec![at(&TAGS, number / 7).to_owned()];
    if number.is_multiple_of(10) {
        "Waiting for the review.\n审核中，请联系李工。".clone_into(&mut draft.notes);
    }
    Ok(draft)
}

fn grep(folder: &Path, text: &str) -> io::Result<()> {
    let mut command = Command::new("grep");
    command.args(["-rlF", text]).arg(folder).stdout(Stdio::null()).status().map(drop)
}

fn milliseconds(took: Duration) -> impl fmt::Display {
    format!("{:.1} ms", took.as_secs_f64() * 1_000.0)
}
