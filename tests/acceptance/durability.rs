//! A draft that was acknowledged is there after kill -9.
#![cfg(test)]
#![cfg(unix)]

use std::collections::BTreeMap;
use std::hint::spin_loop;
use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt as _;
use std::process::Stdio;
use std::sync::Arc;

use desk_app::{Desk, Locale};
use desk_test_support::{TempHome, TestHost, written_name};

/// How many rounds there are unless the variable says otherwise: what fits into every run. All 500:
/// `SOURCE_DESK_KILL_ROUNDS=500 cargo test -p acceptance --test durability`.
const ROUNDS: u64 = 100;
const ROUNDS_VARIABLE: &str = "SOURCE_DESK_KILL_ROUNDS";
/// Each data folder lives through so many rounds, so that both young and grown databases are killed.
const ROUNDS_IN_A_FOLDER: u64 = 10;

/// Runs a writer and kills it after `n_lines` acknowledgements and some turns of a loop. Returns what it acknowledged.
fn write_and_kill(home: &TempHome, seed: u64, n_lines: usize, n_spins: u64) -> Vec<(String, u32)> {
    let mut command = home.program("draft-writer");
    let mut child = command.arg(home.data()).arg(seed.to_string()).stdout(Stdio::piped()).spawn().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut text = String::new();
    for _ in 0..n_lines {
        output.read_line(&mut text).unwrap();
    }
    for _ in 0..n_spins {
        spin_loop();
    }
    child.kill().unwrap();
    let status = child.wait().unwrap();
    assert_eq!(status.signal(), Some(9), "round {seed}: the writer ended by itself: {status}");
    // What it acknowledged between the last line that was read and its end counts as well.
    while output.read_line(&mut text).unwrap() > 0 {}
    let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let lines = whole.lines().map(|line| line.split_once(' ').unwrap());
    lines.map(|(slug, revision)| (slug.to_owned(), revision.parse().unwrap())).collect()
}

/// Checks that everything acknowledged is there and whole. Returns how many drafts there are.
fn check(home: &TempHome, seed: u64, acknowledged: &BTreeMap<String, u32>, last: Option<&str>) -> usize {
    let desk = Desk::new(Arc::new(TestHost::new(home.data(), Locale::En).seeded(1_000_000 + seed)));
    let checkup = desk.doctor();
    assert!(checkup.is_well(), "round {seed}: {checkup:?}");
    let listing = desk.list_drafts(None, None).unwrap();
    assert!(listing.unreadable.is_empty(), "round {seed}: {:?}", listing.unreadable);
    let stored: BTreeMap<&str, u32> =
        listing.drafts.iter().map(|draft| (draft.slug.as_str(), draft.revision)).collect();
    for (slug, revision) in acknowledged {
        let found = stored.get(slug.as_str());
        assert!(
            found.is_some_and(|found| found >= revision),
            "round {seed}: {slug} {revision} was acknowledged, found {found:?}"
        );
    }
    for draft in &listing.drafts {
        assert_eq!(draft.name, written_name(&draft.slug, draft.revision), "round {seed}: a torn draft");
    }
    let found = desk.list_drafts(Some("微信"), None).unwrap().drafts.len();
    assert_eq!(found, listing.drafts.len(), "round {seed}: the search finds every draft");
    if let Some(slug) = last {
        let found = desk.list_drafts(Some(slug), None).unwrap().drafts;
        assert!(found.iter().any(|draft| draft.slug == slug), "round {seed}: the search finds {slug}");
    }
    listing.drafts.len()
}

#[test]
fn no_acknowledged_draft_is_lost_by_kill_9() {
    let rounds = std::env::var(ROUNDS_VARIABLE).ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS);
    let mut random: u64 = 0x2545_f491_4f6c_dd1d;
    let mut next = |below: u64| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random % below
    };
    let mut home = TempHome::new();
    let mut acknowledged: BTreeMap<String, u32> = BTreeMap::new();
    let (mut n_acknowledged, mut n_stored) = (0, 0);
    for round in 0..rounds {
        if round % ROUNDS_IN_A_FOLDER == 0 {
            home = TempHome::new();
            acknowledged.clear();
        }
        // Each folder's first writer is killed while it makes the database, or soon after.
        let n_lines = if round % ROUNDS_IN_A_FOLDER == 0 { 0 } else { usize::try_from(next(25)).unwrap() };
        let lines = write_and_kill(&home, round, n_lines, next(3_000_000));
        n_acknowledged += lines.len();
        let last = lines.last().map(|(slug, _)| slug.clone());
        for (slug, revision) in lines {
            let known = acknowledged.entry(slug).or_default();
            *known = revision.max(*known);
        }
        let n_drafts = check(&home, round, &acknowledged, last.as_deref());
        if round % ROUNDS_IN_A_FOLDER == ROUNDS_IN_A_FOLDER - 1 {
            n_stored += n_drafts;
            let listed = home.run(&["--json", "list"]).with_code(0).json();
            assert_eq!(listed.as_array().unwrap().len(), n_drafts, "the command line finds the same drafts");
            home.run(&["doctor"]).with_code(0);
        }
    }
    assert!(
        n_acknowledged > usize::try_from(rounds).unwrap() * 8,
        "only {n_acknowledged} writes were acknowledged: the kills come too soon"
    );
    println!(
        "{rounds} rounds of kill -9: {n_acknowledged} writes acknowledged, {n_stored} drafts stored, 0 lost"
    );
}
