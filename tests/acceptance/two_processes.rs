//! Two programs on one data folder: nothing is overwritten unseen, nothing exists twice.
#![cfg(test)]

use std::process::Stdio;
use std::thread;

use desk_test_support::{BridgeProcess, TempHome, end};
use serde_json::json;

#[test]
fn a_save_on_an_old_revision_is_a_conflict_and_loses_nothing() {
    let home = TempHome::new();
    let bridge = BridgeProcess::start(&home);
    let opened = bridge.create("WeChat", "wechat");
    let mut draft = opened["draft"].clone();

    home.run(&["set", "wechat", "name=From the command line"]).with_code(0);

    draft["name"] = json!("From the window");
    let refused = bridge.call("save_draft", &json!({ "draft": draft, "revision": 1 })).unwrap_err();
    assert_eq!(refused["code"], "draft-conflict", "{refused}");
    assert_eq!(
        (&refused["arguments"]["expected"], &refused["arguments"]["found"]),
        (&json!("1"), &json!("2"))
    );
    let shown = home.run(&["--json", "show", "wechat"]).with_code(0).json();
    assert_eq!((&shown["name"], &shown["revision"]), (&json!("From the command line"), &json!(2)));

    // Whoever looks again sees the other's change, and may then save on top of it.
    let seen = bridge.call("show_draft", &json!({ "id": draft["id"] })).unwrap();
    assert_eq!((&seen["draft"]["name"], &seen["revision"]), (&json!("From the command line"), &json!(2)));
    let saved = bridge.call("save_draft", &json!({ "draft": draft, "revision": 2 })).unwrap();
    assert_eq!((&saved["draft"]["name"], &saved["revision"]), (&json!("From the window"), &json!(3)));
    home.run(&["undo"]).with_code(0);
    let shown = home.run(&["--json", "show", "wechat"]).with_code(0).json();
    assert_eq!(shown["name"], "From the command line", "the change that was saved over is one undo away");
}

#[test]
fn of_two_that_make_the_same_slug_at_once_exactly_one_wins() {
    for round in 0..8 {
        // Both make the data folder and its database as well.
        let home = TempHome::new();
        let ended: Vec<_> = thread::scope(|scope| {
            let make = |name: &'static str| {
                let mut command = home.source_desk();
                command
                    .args(["--json", "new", "wechat", "--slug", "wechat", "--name", name])
                    .stdin(Stdio::null());
                scope.spawn(move || end(&mut command))
            };
            let makers = [make("One"), make("Two")];
            makers.map(|maker| maker.join().unwrap()).into()
        });
        let (won, lost): (Vec<_>, Vec<_>) = ended.into_iter().partition(|ended| ended.code == Some(0));
        let ([won], [lost]) = (won.as_slice(), lost.as_slice()) else {
            panic!("round {round}: {won:?} {lost:?}")
        };
        assert_eq!(
            (lost.code, &lost.json()["problem"]["code"]),
            (Some(2), &json!("slug-taken")),
            "round {round}: {lost:?}"
        );
        let listed = home.run(&["--json", "list"]).with_code(0).json();
        assert_eq!(listed.as_array().unwrap().len(), 1, "round {round}");
        assert_eq!(listed[0]["name"], won.json()["name"], "round {round}: the draft is the winner's");
    }
}
