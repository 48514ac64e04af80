//! A hundred databases, each damaged in another way: nothing is lost that the file or a backup has.
#![cfg(test)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use desk_app::{Desk, Locale};
use desk_test_support::{TempHome, TestHost};

const N_CASES: u64 = 100;
const N_DRAFTS: usize = 60;
/// As many of them are newer than the backup.
const N_NEW: usize = 6;
const PAGE: usize = 4096;

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit).unwrap()).unwrap()
    }
}

/// Damages bytes, and says how.
fn damage(bytes: &mut Vec<u8>, case: u64) -> String {
    let mut random = Random(case.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let n_pages = bytes.len() / PAGE;
    match case % 6 {
        0 => {
            let n_flips = 1 + random.below(200);
            for _ in 0..n_flips {
                let place = random.below(bytes.len());
                bytes[place] ^= 1 << random.below(8);
            }
            format!("{n_flips} wrong bits")
        }
        1 => {
            let length = random.below(bytes.len());
            bytes.truncate(length);
            format!("cut off at {length}")
        }
        2 => {
            let page = random.below(n_pages);
            bytes[page * PAGE..(page + 1) * PAGE].fill(0);
            format!("page {page} empty")
        }
        3 => {
            let start = random.below(100);
            for byte in &mut bytes[start..start + 200] {
                *byte = u8::try_from(random.below(256)).unwrap();
            }
            format!("noise over the header from {start}")
        }
        4 => {
            let page = random.below(n_pages);
            for byte in &mut bytes[page * PAGE..(page + 1) * PAGE] {
                *byte = u8::try_from(random.below(256)).unwrap();
            }
            format!("page {page} noise")
        }
        _ => {
            let (from, to) = (random.below(n_pages), random.below(n_pages));
            let copied = bytes[from * PAGE..(from + 1) * PAGE].to_vec();
            bytes[to * PAGE..(to + 1) * PAGE].copy_from_slice(&copied);
            format!("page {to} written with page {from}")
        }
    }
}

fn desk(home: &Path, seed: u64) -> Desk {
    Desk::new(Arc::new(TestHost::new(home.to_owned(), Locale::En).seeded(seed)))
}

fn slugs(desk: &Desk) -> BTreeSet<String> {
    let listing = desk.list_drafts(None, None).unwrap();
    let unreadable = listing.unreadable.into_iter().map(|draft| draft.slug);
    listing.drafts.into_iter().map(|draft| draft.slug).chain(unreadable).collect()
}

#[test]
fn of_a_hundred_damaged_databases_each_can_be_used_again_and_is_kept() {
    let original = TempHome::new();
    let maker = desk(&original.data(), 1);
    for number in 0..N_DRAFTS - N_NEW {
        let view =
            maker.create_draft("wechat", &format!("微信 {number}"), &format!("slug-{number}")).unwrap();
        let changed = desk_app::Draft { name: format!("微信 {number} again"), ..view.draft };
        maker.save_draft(&changed, view.revision).unwrap();
    }
    maker.backup(None).unwrap();
    for number in N_DRAFTS - N_NEW..N_DRAFTS {
        maker.create_draft("wechat", &format!("微信 {number}"), &format!("slug-{number}")).unwrap();
    }
    drop(maker);
    let whole = fs::read(original.data().join("drafts.sqlite3")).unwrap();
    let backups: Vec<_> =
        fs::read_dir(original.data().join("backups")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let all: BTreeSet<String> = (0..N_DRAFTS).map(|number| format!("slug-{number}")).collect();
    let (mut n_found, mut n_recovered, mut n_nothing, mut n_unnoticed) = (0, 0, 0, 0);
    for case in 0..N_CASES {
        let home = TempHome::new();
        let data = home.data();
        fs::create_dir_all(data.join("backups")).unwrap();
        for backup in &backups {
            fs::copy(backup, data.join("backups").join(backup.file_name().unwrap())).unwrap();
        }
        let mut bytes = whole.clone();
        let how = damage(&mut bytes, case);
        fs::write(data.join("drafts.sqlite3"), &bytes).unwrap();

        // The window starts: it checks in the background, and offers the ways out.
        let started = desk(&data, case);
        if let Err(problem) = started.check_store() {
            // Wrong bits where the header says whose file it is, and how new, make it look like another's.
            assert!(
                ["store-corrupt", "store-not-ours", "store-newer"].contains(&problem.code.as_str()),
                "{case}, {how}: {problem:?}"
            );
            if problem.code != "store-corrupt" {
                assert_eq!(
                    fs::read(data.join("drafts.sqlite3")).unwrap(),
                    bytes,
                    "{case}, {how}: not touched"
                );
            }
            if problem.code == "store-newer" {
                started.restore_backup(&data.join("backups").join(backups[0].file_name().unwrap())).unwrap();
                n_found += slugs(&desk(&data, 1000 + case)).intersection(&all).count() + N_NEW;
                continue;
            }
            let recovery = started.recovery().unwrap();
            assert_eq!(recovery.backups.len(), 1, "{case}, {how}");
            let choice = &recovery.backups[0];
            // What both ways together keep.
            let n_here = recovery.recovered.as_ref().map_or(0, |recovered| recovered.n_drafts);
            let only_there = choice.difference.only_there.len();
            n_found += (usize::try_from(n_here).unwrap() + only_there).min(N_DRAFTS);
            let swapped = if recovery.recovered.is_some() && case % 2 == 0 {
                n_recovered += 1;
                started.recover(None).unwrap().1
            } else {
                n_nothing += usize::from(recovery.recovered.is_none());
                let backup = started.backup_named(&choice.backup.name).unwrap();
                started.restore_backup(&backup).unwrap()
            };
            if let Some(kept) = swapped.kept.filter(|kept| kept.contains("corrupt")) {
                assert_eq!(
                    fs::read(kept).unwrap(),
                    bytes,
                    "{case}, {how}: the damaged file is kept as it was"
                );
            }
        } else {
            // The damage is where nothing is, or within a text: SQLite has no checksums there.
            n_unnoticed += 1;
            n_found += slugs(&started).intersection(&all).count();
        }
        drop(started);
        let after = desk(&data, 1000 + case);
        assert!(after.doctor().is_well(), "{case}, {how}: {:?}", after.doctor());
        after.create_draft("wechat", "After", "after").unwrap();
        assert!(slugs(&after).contains("after"), "{case}, {how}");
    }
    let n_all = usize::try_from(N_CASES).unwrap() * N_DRAFTS;
    println!(
        "{N_CASES} damaged files ({n_unnoticed} without a finding, {n_nothing} of which nothing could be read, \
         {n_recovered} recovered): {n_found} of {n_all} drafts in what can be read or in the backup"
    );
    // What the backup has is never lost. Of what is newer, only what stood on pages that are gone or cut off.
    let n_new = usize::try_from(N_CASES).unwrap() * N_NEW;
    assert!(n_found >= n_all - n_new, "{n_found} of {n_all}");
    assert!((n_all - n_found) * 4 <= n_new, "{} of {n_new} newer drafts are lost", n_all - n_found);
}

#[test]
fn the_command_line_says_what_can_be_saved_and_does_it() {
    let home = TempHome::new();
    for slug in ["one", "two"] {
        home.run(&["new", "wechat", "--name", slug, "--slug", slug]).with_code(0);
    }
    home.run(&["backup"]).with_code(0);
    home.run(&["new", "wechat", "--name", "three", "--slug", "three"]).with_code(0);
    home.run(&["delete", "one"]).with_code(0);
    let database = home.data().join("drafts.sqlite3");
    let mut bytes = fs::read(&database).unwrap();
    bytes[..200].fill(0xA5);
    fs::write(&database, &bytes).unwrap();

    let listed = home.run(&["--json", "list"]).with_code(1).json();
    assert_eq!(listed["problem"]["code"], "store-corrupt");
    let told = home.run(&["doctor"]).with_code(1).stdout;
    for line in [
        "can be read of the damaged database: 2",
        "only in the backup: one",
        "only in what can be read: three",
    ] {
        assert!(told.contains(line), "{line} in {told}");
    }
    let document = home.run(&["--json", "doctor"]).with_code(1).json();
    assert_eq!(document["recovery"]["recovered"]["n_drafts"], 2);
    assert_eq!(document["recovery"]["backups"][0]["difference"]["only_there"][0]["slug"], "one");
    assert_eq!(fs::read(&database).unwrap(), bytes, "doctor changes nothing");

    let recovered = home.run(&["--json", "doctor", "--recover"]).with_code(0).json();
    let kept = recovered["kept"].as_str().unwrap();
    assert_eq!(fs::read(kept).unwrap(), bytes);
    let slugs = |home: &TempHome| -> BTreeSet<String> {
        let listed = home.run(&["--json", "list"]).with_code(0).json();
        listed.as_array().unwrap().iter().map(|draft| draft["slug"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(slugs(&home), ["three".to_owned(), "two".to_owned()].into());
    home.run(&["doctor", "--recover"]).with_code(0);

    let backup = fs::read_dir(home.data().join("backups")).unwrap().next().unwrap().unwrap().path();
    let restored = home.run(&["--json", "backup", "restore", backup.to_str().unwrap()]).with_code(0).json();
    assert_eq!(restored["drafts"], 2);
    assert_eq!(slugs(&home), ["one".to_owned(), "two".to_owned()].into());
    home.run(&["backup", "restore", restored["kept"].as_str().unwrap()]).with_code(0);
    assert_eq!(slugs(&home), ["three".to_owned(), "two".to_owned()].into());
    let again = home.run(&["doctor", "--recover", kept]).with_code(0).stdout;
    assert!(again.contains("Recovered (drafts: 2)"), "{again}");

    let refused = home.run(&["backup", "restore", kept]).with_code(2);
    assert!(refused.stderr.contains("is damaged, so it was not restored"), "{refused:?}");
    let missing = home.run(&["--json", "backup", "restore", "missing"]).with_code(1).json();
    assert_eq!(missing["problem"]["code"], "store-io");
}

#[cfg(unix)]
#[test]
fn a_program_that_is_killed_while_it_restores_leaves_one_whole_database() {
    let home = TempHome::new();
    let slugs = |home: &TempHome| -> Vec<String> {
        let listed = home.run(&["--json", "list"]).with_code(0).json();
        let slugs = listed.as_array().unwrap().iter().map(|draft| draft["slug"].as_str().unwrap().to_owned());
        slugs.collect::<BTreeSet<_>>().into_iter().collect()
    };
    home.run(&["new", "wechat", "--name", "one", "--slug", "one"]).with_code(0);
    let [one, two] = ["one.sqlite3", "two.sqlite3"].map(|name| home.path(name).display().to_string());
    home.run(&["backup", &one]).with_code(0);
    home.run(&["new", "wechat", "--name", "two", "--slug", "two"]).with_code(0);
    home.run(&["backup", &two]).with_code(0);
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let (mut n_killed, mut n_swapped) = (0, 0);
    for round in 0..30 {
        let before = slugs(&home);
        let backup = if before.len() == 1 { &two } else { &one };
        let mut child = home
            .source_desk()
            .args(["backup", "restore", backup])
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        for _ in 0..random.below(5_000_000) {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        n_killed += u32::from(child.wait().unwrap().code().is_none());
        let after = slugs(&home);
        assert!(after == ["one"] || after == ["one", "two"], "round {round}: {after:?}");
        n_swapped += u32::from(before != after);
        home.run(&["doctor"]).with_code(0);
    }
    println!(
        "{n_killed} of 30 restores were killed, {n_swapped} had swapped the database; each left a whole one"
    );
}
