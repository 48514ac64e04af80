//! Servers that are busy, slow or break off: a push ends, well or with an error that says why, and sends no more than it
//! must.

use std::time::Duration;

use desk_authentik::StepOutcome;
use desk_fake_authentik::{FakeAuthentik, Fault, Who};
use desk_model::Draft;
use desk_network::Limits;

use crate::engine::{Noted, Undisturbed, connect, push, run, wechat};

/// A server that hangs is given up on soon.
const LIMITS: Limits =
    Limits { connect: Duration::from_secs(5), total: Duration::from_millis(400), most_bytes: 1 << 20 };

fn drafts() -> Vec<Draft> {
    (1..=3).map(|number| wechat(number, 1)).collect()
}

fn answer(status: u16, retry_after: Option<&str>) -> Fault {
    let headers = retry_after.map(|text| ("retry-after".to_owned(), text.to_owned()));
    Fault::Answer { status, headers: headers.into_iter().collect(), body: String::new() }
}

/// What can go wrong with one request. The moment of the HTTP-date is a minute after the client's clock.
fn faults() -> Vec<Fault> {
    let mut faults =
        vec![Fault::ResetBefore, Fault::ResetAfter, Fault::HalfAnswer, Fault::ServerErrorAfter, Fault::Hang];
    for status in [429, 500, 502, 503, 504] {
        for retry_after in [None, Some("7"), Some("Thu, 01 Jan 2026 00:01:00 GMT"), Some("soon")] {
            faults.push(answer(status, retry_after));
        }
    }
    faults
}

/// Numbers that look random and are the same in each run.
fn next(state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state >> 33).unwrap()
}

#[test]
fn whatever_goes_wrong_it_ends_and_the_same_plan_given_again_completes_it() {
    run(async {
        let (mut n_well, mut n_failed) = (0, 0);
        for who in [Who::Admin, Who::Delegate] {
            let one = Undisturbed::push(&drafts(), who).await;
            for number in 0..30_u64 {
                let fake = FakeAuthentik::start();
                let mut random = 0x9e37_79b9_7f4a_7c15 ^ (number + 1);
                let script: Vec<Fault> = (0..one.n_requests * 2)
                    .map(|_| {
                        let faults = faults();
                        let is_wrong = next(&mut random) % 100 < usize::try_from(number).unwrap() * 3;
                        let which = next(&mut random) % faults.len();
                        if is_wrong { faults[which].clone() } else { Fault::Pass }
                    })
                    .collect();
                let place = format!("{who:?}, script {number}");
                let n_faults = script.iter().filter(|fault| **fault != Fault::Pass).count();
                fake.script(script);
                let connected = connect(fake.url(), who.token(), LIMITS);
                let journal = Noted::default();
                let applied = push(&connected.client, &one.plan, &journal, false).await;
                // A fault costs the request again, and after a write a look at the server.
                let most = one.n_requests + n_faults * (one.writes[0] + 2);
                let n_requests = fake.requests().len();
                assert!(n_requests <= most, "{place}: {n_requests} requests, {n_faults} faults, {most}");
                let waits = connected.waits.lock().unwrap().clone();
                assert!(waits.iter().all(|wait| *wait <= Duration::from_secs(120)), "{place}: {waits:?}");
                assert!(journal.0.lock().unwrap().iter().all(|(_, outcome)| outcome.is_some()), "{place}");
                fake.script(Vec::new());
                if applied.error.is_none() {
                    n_well += 1;
                    assert!(applied.outcomes.values().all(|outcome| *outcome == StepOutcome::Ok), "{place}");
                } else {
                    n_failed += 1;
                    let again = push(&connected.client, &one.plan, &Noted::default(), true).await;
                    assert_eq!(again.error, None, "{place}: after {:?}", applied.error);
                }
                assert!(fake.objects() == one.after, "{place}: what is there is not the plan");
            }
        }
        assert!(n_well >= 10 && n_failed >= 10, "{n_well} went well, {n_failed} did not");
    });
}

#[test]
fn a_server_that_stays_busy_is_left_alone_after_five_tries_and_asks_for_its_own_waits() {
    let second = Duration::from_secs;
    for (retry_after, n_requests, waits) in [
        (None, 5, vec![second(0) + Duration::from_millis(500), second(1), second(2), second(4)]),
        (Some("7"), 5, vec![second(7); 4]),
        (Some("86400"), 2, vec![second(120)]),
        (Some("Thu, 01 Jan 2026 00:00:20 GMT"), 5, vec![second(20); 4]),
        (Some("Mon, 01 Jan 2024 00:00:00 GMT"), 5, vec![second(0); 4]),
        (Some("<script>"), 5, vec![Duration::from_millis(500), second(1), second(2), second(4)]),
    ] {
        for status in [429, 503] {
            let fake = FakeAuthentik::start();
            let one = run(Undisturbed::push(&drafts(), Who::Admin));
            fake.script(vec![answer(status, retry_after); 200]);
            let connected = connect(fake.url(), Who::Admin.token(), LIMITS);
            let applied = run(push(&connected.client, &one.plan, &Noted::default(), false));
            let code = match applied.error {
                Some(desk_authentik::ApplyError::Server(error)) => error.code(),
                other => panic!("{other:?}"),
            };
            assert_eq!(code, "server-busy");
            // The server is asked twice: before, and for what is there afterwards.
            assert_eq!(fake.requests().len(), 2 * n_requests, "{retry_after:?}");
            assert_eq!(*connected.waits.lock().unwrap(), [waits.clone(), waits.clone()].concat());
        }
    }
}
