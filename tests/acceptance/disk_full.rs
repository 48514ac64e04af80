//! A disk that is full costs the change that did not fit, and nothing else.
//!
//! The small disk is a tmpfs, which only root may mount; elsewhere the test says so and is left out.
#![cfg(test)]
#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use desk_app::{Desk, Locale};
use desk_test_support::{Ended, TempHome, TestHost, end, written_name};

/// A folder of three megabytes. It goes away with the value.
struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    fn mount(folder: PathBuf) -> Option<SmallDisk> {
        fs::create_dir(&folder).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=3m,mode=0700", "tmpfs"])
            .arg(&folder)
            .output();
        match mounted {
            Ok(output) if output.status.success() => Some(SmallDisk { folder }),
            Ok(output) => {
                println!(
                    "skipped: a small disk cannot be mounted here: {}",
                    String::from_utf8_lossy(&output.stderr)
                );
                None
            }
            Err(error) => {
                println!("skipped: a small disk cannot be mounted here: {error}");
                None
            }
        }
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.folder).status();
    }
}

/// Writes drafts until it cannot. Returns what was acknowledged.
fn write_until_full(home: &TempHome, data: &Path, seed: u32) -> (BTreeMap<String, u32>, Ended) {
    let ended = end(home.program("draft-writer").arg(data).arg(seed.to_string()));
    let mut acknowledged = BTreeMap::new();
    for line in ended.stdout.lines() {
        let (slug, revision) = line.split_once(' ').unwrap();
        acknowledged.insert(slug.to_owned(), revision.parse().unwrap());
    }
    (acknowledged, ended)
}

fn check(desk: &Desk, acknowledged: &BTreeMap<String, u32>) {
    let listing = desk.list_drafts(None, None).unwrap();
    assert!(listing.unreadable.is_empty());
    let stored: BTreeMap<String, u32> =
        listing.drafts.iter().map(|draft| (draft.slug.clone(), draft.revision)).collect();
    for (slug, revision) in acknowledged {
        assert_eq!(
            stored.get(slug),
            Some(revision),
            "{slug}: exactly what was acknowledged, not more and not less"
        );
    }
    // The one that did not fit is not there at all, or as it was acknowledged.
    assert_eq!(stored.len(), acknowledged.len());
    for draft in &listing.drafts {
        assert_eq!(draft.name, written_name(&draft.slug, draft.revision), "a torn draft");
    }
    assert_eq!(desk.list_drafts(Some("微信"), None).unwrap().drafts.len(), stored.len());
}

#[test]
fn a_full_disk_says_so_keeps_everything_and_is_usable_when_there_is_space_again() {
    let home = TempHome::new();
    let Some(disk) = SmallDisk::mount(home.path("disk")) else { return };
    let data = disk.folder.join("data");
    let filler = disk.folder.join("filler");
    fs::write(&filler, vec![1; 400_000]).unwrap();

    let (mut acknowledged, ended) = write_until_full(&home, &data, 1);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.stderr.contains("store-full"), "{ended:?}");
    assert!(acknowledged.len() > 10, "{}", acknowledged.len());

    // What people see.
    let cli = |arguments: &[&str]| end(home.program("source-desk").arg("--home").arg(&data).args(arguments));
    // Smaller writes may still fit, so the rest is filled up first.
    let rest = disk.folder.join("rest");
    let sizes = (0..60).rev().map(|n_pages| n_pages * 4096);
    sizes.take_while(|size| fs::write(&rest, vec![1; *size]).is_err()).for_each(drop);
    let refused = cli(&["new", "wechat", "--name", "One more", "--slug", "one-more"]);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.stderr.contains("The disk is full"), "{refused:?}");
    assert!(refused.stderr.contains("Free some space"), "{refused:?}");
    for arguments in [&["backup"][..], &["backup", "here.sqlite3"]] {
        let mut command = home.program("source-desk");
        command.arg("--home").arg(&data).args(arguments).current_dir(&disk.folder);
        let refused = end(&mut command);
        assert_eq!(refused.code, Some(1), "{refused:?}");
        assert!(refused.stderr.contains("The disk is full"), "{refused:?}");
    }
    assert!(!disk.folder.join("here.sqlite3").exists(), "half a backup is none");
    let leftovers = fs::read_dir(data.join("backups")).map(Iterator::count).unwrap_or_default();
    assert_eq!(leftovers, 0);

    // Reading goes on without any space.
    let listed = cli(&["--json", "list"]).with_code(0).json();
    assert_eq!(listed.as_array().unwrap().len(), acknowledged.len());

    fs::remove_file(&rest).unwrap();
    fs::remove_file(&filler).unwrap();
    let desk = Desk::new(Arc::new(TestHost::new(data.clone(), Locale::En).seeded(7)));
    assert!(desk.doctor().is_well(), "{:?}", desk.doctor());
    check(&desk, &acknowledged);
    desk.create_draft("wechat", &written_name("after", 1), "after").unwrap();
    acknowledged.insert("after".into(), 1);
    check(&desk, &acknowledged);
    println!("full after {} acknowledged drafts, all there", acknowledged.len());
}
