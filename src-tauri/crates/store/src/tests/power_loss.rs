//! What a power cut leaves: a log that ends anywhere, or in which a bit is wrong.

use std::fs;

use super::*;

/// How many drafts are saved, each in a transaction of its own.
const N_COMMITS: u8 = 24;

struct Recorded {
    database: Vec<u8>,
    log: Vec<u8>,
    /// How long the log was after each commit.
    ends: Vec<usize>,
}

/// Saves drafts into the log of a database and takes both files while it is open.
fn record() -> Recorded {
    let (_folder, home) = home();
    drop(open(&home));
    let mut store = open(&home);
    let log = home.join("drafts.sqlite3-wal");
    let mut ends = Vec::new();
    for number in 0..N_COMMITS {
        store.insert(&draft(number, "微信", &format!("slug-{number}"))).unwrap();
        ends.push(usize::try_from(fs::metadata(&log).unwrap().len()).unwrap());
    }
    assert!(ends.is_sorted_by(|one, next| one < next), "each commit is in the log: {ends:?}");
    Recorded { database: fs::read(home.join("drafts.sqlite3")).unwrap(), log: fs::read(log).unwrap(), ends }
}

/// Opens what is left, and says how many of the commits are there. Anything but the first ones of them is a mistake.
fn n_kept(database: &[u8], log: &[u8], case: &str) -> usize {
    let (_folder, home) = home();
    fs::create_dir(&home).unwrap();
    fs::write(home.join("drafts.sqlite3"), database).unwrap();
    fs::write(home.join("drafts.sqlite3-wal"), log).unwrap();
    let mut store = open(&home);
    assert_eq!(store.health().unwrap().integrity, [""; 0], "{case}");
    let mut found = slugs(&store, "");
    found.reverse();
    let expected: Vec<String> = (0..found.len()).map(|number| format!("slug-{number}")).collect();
    assert_eq!(found, expected, "{case}");
    assert_eq!(slugs(&store, "微信").len(), found.len(), "{case}: the search finds all");
    store.insert(&draft(200, "After", "after")).unwrap();
    found.len()
}

#[test]
fn every_end_of_the_log_and_every_wrong_bit_opens_with_the_commits_before_it() {
    let Recorded { database, log, ends } = record();
    let mut random: u64 = 0x2545_f491_4f6c_dd1d;
    let mut next = |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        usize::try_from(random % u64::try_from(below).unwrap()).unwrap()
    };
    let whole = log.len();
    let mut cuts: Vec<usize> = ends.iter().flat_map(|end| [end - 1, *end, end + 1, end + 7]).collect();
    cuts.extend((0..74).map(|_| next(whole)));
    cuts.extend([0, 1, 31, 32, 33]);
    let mut n_cases = 0;
    for cut in cuts.into_iter().map(|cut| cut.min(whole)) {
        let fitting = ends.iter().filter(|end| **end <= cut).count();
        assert_eq!(n_kept(&database, &log[..cut], &format!("cut at {cut}")), fitting, "cut at {cut}");
        n_cases += 1;
    }
    let flips: Vec<usize> = ends.iter().map(|end| end - 1).chain((0..102).map(|_| next(whole))).collect();
    for place in flips {
        let mut log = log.clone();
        log[place] ^= 1 << next(8);
        // The commit with the wrong bit and all after it are gone, whatever they hold: none of them is half there.
        let before = ends.iter().filter(|end| **end <= place).count();
        // Eight bytes of the log's header and of each entry's are not covered by a checksum that counts here.
        let kept = n_kept(&database, &log, &format!("bit at {place}"));
        let is_harmless = kept == usize::from(N_COMMITS);
        assert!(kept == before || is_harmless, "bit at {place}: {kept} of the {before} commits before it");
        n_cases += 1;
    }
    assert!(n_cases >= 300, "{n_cases}");
    println!("{n_cases} cases, each opened with exactly the commits before the cut or the wrong bit");
}
