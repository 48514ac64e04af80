//! What is read of a file that lost its end.

use std::fs;

use super::recovery::{filled, quick, recover};
use super::*;

#[test]
fn of_a_file_that_was_cut_off_everything_before_the_cut_is_read() {
    let (_folder, original) = filled();
    let mut store = open(&original);
    quick(&store);
    // Each table and index has a page of its own before the first row, so the file has rows enough to be cut among.
    for number in 200..250 {
        store.insert(&with_mapping(draft(number, "微信", &format!("slug-{number}")), "shared")).unwrap();
    }
    let documents: Vec<String> = store
        .connection
        .prepare("SELECT document FROM revision JOIN draft ON draft_id = id AND number = revision")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    drop(store);
    let whole = fs::read(original.join("drafts.sqlite3")).unwrap();
    let end_of = |document: &String| {
        let found = whole.windows(document.len()).rposition(|bytes| bytes == document.as_bytes());
        found.map(|start| start + document.len())
    };
    let ends: Vec<usize> = documents.iter().filter_map(end_of).collect();
    assert_eq!(ends.len(), documents.len(), "every document stands in one piece");
    let mut found = Vec::new();
    for tenth in 1..10 {
        let (_folder, home) = home();
        fs::create_dir(&home).unwrap();
        let cut = whole.len() * tenth / 10 + 123;
        fs::write(home.join("drafts.sqlite3"), &whole[..cut]).unwrap();
        let n_found = recover(&home, false).map_or(0, |recovered| recovered.drafts.len());
        let whole_pages = cut / 4096 * 4096;
        let n_before = ends.iter().filter(|end| **end <= whole_pages).count();
        assert!(n_found >= n_before, "{n_found} of the {n_before} drafts before {cut}");
        found.push(n_found);
    }
    println!("drafts found in one tenth of the file, two tenths, …: {found:?}");
    // The first tenths hold the tables' own pages.
    assert!(found.is_sorted() && found[4] > 5 && found[8] > 45, "{found:?}");
}
