//! The fake authentik, held against what a real authentik 2026.5 answered (`tests/fixtures/servers`): every recorded
//! request that can be made again is made again, in its order, and must get the recorded status, keys and words.

#![cfg(test)]

mod blueprints;
mod client;
mod compare;
mod exchange;
mod exports;
mod faults;
mod interludes;
mod objects;
mod replay;
mod source_stages;

use crate::exchange::all;
use crate::replay::Replay;

/// What was recorded and cannot be replayed, with the reason. These recordings are not in the folder.
const NOT_REPLAYED: &[(&[u32], &str)] = &[
    (&[30], "policies are not kept by the fake"),
    (&[41, 42, 43, 45, 46], "the fake evaluates no Python"),
    (&[94], "OPTIONS describes the serializer; nobody asks for it"),
    (&[339, 340], "a flow's page and a static file, which authentik's web server has"),
    (&[341, 342, 343, 534], "the blueprint files that authentik brings along are not kept by the fake"),
    (&[347], "a worker had not applied the blueprint yet; the fake applies it at once"),
    (&[349, 353, 361, 376, 380, 388, 414, 423, 494, 504, 508, 526], "tasks of a worker"),
    (&[539], "the fake exports no flow"),
    (&[540], "the fake keeps no events"),
    (&[554, 555], "a worker that watches a folder"),
];

#[test]
fn every_recorded_exchange_is_answered_as_it_was() {
    let exchanges = all();
    assert!(exchanges.len() >= 467, "the recordings are there: {}", exchanges.len());
    let mut replay = Replay::start();
    let mut differences = Vec::new();
    for exchange in &exchanges {
        interludes::before(&mut replay, exchange);
        differences.extend(replay.exchange(exchange));
    }
    let n_replayed = exchanges.len();
    assert!(
        differences.is_empty(),
        "{} of {n_replayed} differ:\n{}",
        differences.len(),
        differences.join("\n")
    );
}

#[test]
fn what_is_left_out_is_not_in_the_folder_so_what_is_there_is_replayed() {
    let exchanges = all();
    for (numbers, reason) in NOT_REPLAYED {
        let there = exchanges.iter().find(|exchange| numbers.contains(&exchange.number));
        assert!(there.is_none(), "{} is there although: {reason}", there.unwrap().name);
    }
}
