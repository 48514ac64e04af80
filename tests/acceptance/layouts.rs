//! A database of every layout so far opens with the program as it is now, also when that is killed while it raises it.
#![cfg(test)]
#![cfg(unix)]

use std::fs;
use std::hint::spin_loop;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use desk_test_support::{TempHome, end};

/// How often the program is killed for each layout.
const ROUNDS: u64 = 50;

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/layouts");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "sqlite3"))
        .collect();
    paths.sort();
    paths
}

fn home_with(fixture: &Path) -> TempHome {
    let home = TempHome::new();
    fs::create_dir(home.data()).unwrap();
    fs::copy(fixture, home.data().join("drafts.sqlite3")).unwrap();
    home
}

/// Returns the compatibility line in the header of a database that is closed.
fn line(database: &Path) -> u32 {
    let bytes = fs::read(database).unwrap();
    u32::from_be_bytes(bytes[60..64].try_into().unwrap())
}

fn check(home: &TempHome, case: &str) {
    home.run(&["doctor"]).with_code(0);
    let listed = home.run(&["--json", "list"]).with_code(0).json();
    let mut slugs: Vec<&str> =
        listed.as_array().unwrap().iter().map(|draft| draft["slug"].as_str().unwrap()).collect();
    slugs.sort_unstable();
    assert_eq!(slugs, ["ldap", "shop", "wechat"], "{case}");
    let mappings = home.run(&["--json", "mapping", "list"]).with_code(0).json();
    assert!(mappings.as_array().unwrap().len() >= 3, "{case}: {mappings}");
    let found = home.run(&["--json", "list", "--search", "门店"]).with_code(0).json();
    assert_eq!(found[0]["slug"], "shop", "{case}: the search finds what was there before");
    home.run(&["redo"]).with_code(0);
    home.run(&["undo"]).with_code(0);
}

#[test]
fn every_layout_so_far_is_raised_and_kept_as_a_backup() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= 2);
    let newest = TempHome::new();
    newest.run(&["list"]).with_code(0);
    let known = line(&newest.data().join("drafts.sqlite3"));
    for (number, fixture) in (1..).zip(&fixtures) {
        let case = fixture.display().to_string();
        assert_eq!(line(fixture), number, "{case}: each layout has its file");
        let home = home_with(fixture);
        check(&home, &case);
        assert_eq!(line(&home.data().join("drafts.sqlite3")), known, "{case}");
        let backups: Vec<_> = fs::read_dir(home.data().join("backups"))
            .into_iter()
            .flatten()
            .map(|entry| entry.unwrap().path())
            .collect();
        if number < known {
            assert!(backups.iter().any(|backup| line(backup) == number), "{case}: {backups:?}");
        }
    }
    assert!(
        u32::try_from(fixtures.len()).unwrap() >= known,
        "layout {known} has no file in fixtures/layouts"
    );
}

#[test]
fn a_program_that_is_killed_while_it_raises_a_database_leaves_the_old_or_the_new_one() {
    let mut random: u64 = 0x2545_f491_4f6c_dd1d;
    let mut next = |below: u64| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random % below
    };
    let (mut n_killed, mut n_old, mut n_new) = (0, 0, 0);
    let mut older = fixtures();
    // The last one is of the newest layout, so nothing is raised there.
    older.pop();
    for fixture in older {
        for round in 0..ROUNDS {
            let home = home_with(&fixture);
            let mut child = home.source_desk().arg("list").stdout(Stdio::null()).spawn().unwrap();
            for _ in 0..next(3_000_000) {
                spin_loop();
            }
            child.kill().unwrap();
            n_killed += u32::from(child.wait().unwrap().code().is_none());
            let database = home.data().join("drafts.sqlite3");
            let before = line(&database);
            let case = format!("{}, round {round}", fixture.display());
            // The whole check takes a dozen programs, so most rounds ask only whether all is well.
            if round % 10 == 0 {
                check(&home, &case);
            } else {
                let told = end(home.source_desk().args(["--json", "doctor"])).with_code(0).json();
                assert!(
                    told["checks"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .any(|check| check["name"] == "drafts" && check["detail"] == "3"),
                    "{case}: {told}"
                );
            }
            if before == line(&fixture) { n_old += 1 } else { n_new += 1 }
        }
    }
    println!(
        "{n_killed} kills: {n_old} left the old layout in the file, {n_new} the new one; every one opened whole"
    );
    assert!(n_killed > 5, "only {n_killed} programs were killed before they ended by themselves");
}
