//! Two programs on one data folder: nothing is overwritten unseen, nothing exists twice.
#![cfg(test)]

use std::process::Stdio;
use std::thread;

use desk_test_support::{BridgeProcess, TempHome, end};
use serde_json::{Value, json};

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

/// How often each of the six programs changes the draft.
const N_CHANGES: u32 = 25;

/// Changes one field of the draft over and over, each time on what is there; whoever comes too late looks again. Returns
/// how many attempts that took.
fn change_over_and_over(mut attempt: impl FnMut(u32) -> Result<(), Value>) -> u32 {
    let mut n_attempts = 0;
    for number in 1..=N_CHANGES {
        loop {
            n_attempts += 1;
            assert!(n_attempts < N_CHANGES * 100, "no progress");
            match attempt(number) {
                Ok(()) => break,
                // The only thing that anybody may hear of another program; never a lock.
                Err(problem) => assert_eq!(problem["code"], "draft-conflict", "{problem}"),
            }
        }
    }
    n_attempts
}

#[test]
fn two_windows_and_four_command_lines_change_one_draft_and_no_change_is_lost() {
    let home = TempHome::new();
    let windows = [BridgeProcess::start(&home), BridgeProcess::start(&home)];
    let id = windows[0].create("WeChat", "wechat")["draft"]["id"].clone();
    let fields = [
        "name",
        "consumer_key",
        "authentik_host",
        "callback_domain",
        "authentication_flow",
        "enrollment_flow",
    ];
    let value = |number: u32| format!("v{number}.example.com");
    let n_attempts: u32 = thread::scope(|scope| {
        let (home, id) = (&home, &id);
        let in_windows = windows.iter().zip(&fields[..2]).map(|(window, field)| {
            scope.spawn(move || {
                change_over_and_over(|number| {
                    let seen = window.call("show_draft", &json!({ "id": id })).unwrap();
                    let mut draft = seen["draft"].clone();
                    if *field == "name" {
                        draft["name"] = json!(value(number));
                    } else {
                        draft["values"][field] = json!(value(number));
                    }
                    window
                        .call("save_draft", &json!({ "draft": draft, "revision": seen["revision"] }))
                        .map(drop)
                })
            })
        });
        let in_terminals = fields[2..].iter().map(|field| {
            scope.spawn(move || {
                change_over_and_over(|number| {
                    let ended = home.run(&["--json", "set", "wechat", &format!("{field}={}", value(number))]);
                    if ended.code == Some(0) { Ok(()) } else { Err(ended.json()["problem"].clone()) }
                })
            })
        });
        let threads: Vec<_> = in_windows.collect::<Vec<_>>().into_iter().chain(in_terminals).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    let shown = home.run(&["--json", "show", "wechat"]).with_code(0).json();
    let text = shown.to_string();
    let n_last = text.matches(&value(N_CHANGES)).count();
    assert!(n_last >= fields.len(), "every field has its last value: {shown:#}");
    let n_changes = N_CHANGES * u32::try_from(fields.len()).unwrap();
    assert_eq!(shown["revision"], json!(1 + n_changes), "each change is a revision of its own");
    home.run(&["doctor"]).with_code(0);
    println!("{n_changes} changes by six programs in {n_attempts} attempts, 0 lost");
}
