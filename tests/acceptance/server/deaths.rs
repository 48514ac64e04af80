//! A server that dies while fifty objects are pushed to it, at every operation: before it has saved, after, and in the
//! middle of its answer.

use desk_authentik::{StepOutcome, Way};
use desk_fake_authentik::{FakeAuthentik, Fault, Point, Who};
use desk_model::Draft;

use crate::engine::{Noted, Undisturbed, client, push, run, wechat};

/// Where in a request the server dies.
#[derive(Debug, Clone, Copy)]
enum Moment {
    Before,
    After,
    Middle,
}

const MOMENTS: [Moment; 3] = [Moment::Before, Moment::After, Moment::Middle];

/// 25 mappings, 24 sources and the login page.
fn fifty() -> Vec<Draft> {
    (1..=24).map(|number| wechat(number, if number == 1 { 2 } else { 1 })).collect()
}

/// Lets the server die at the request after the next `n`.
fn doom(fake: &FakeAuthentik, n: usize, moment: Moment) {
    match moment {
        Moment::Before => fake.die_after(n, Point::BeforeCommit),
        Moment::After => fake.die_after(n, Point::AfterCommit),
        Moment::Middle => {
            let mut script = vec![Fault::Pass; n];
            script.push(Fault::HalfAnswer);
            fake.script(script);
            fake.die_after(n + 1, Point::BeforeCommit);
        }
    }
}

async fn undisturbed(who: Who) -> Undisturbed {
    let one = Undisturbed::push(&fifty(), who).await;
    assert_eq!(one.plan.writes().count(), 50);
    one
}

/// Lets the server die at one point, brings it back, gives the same plan again, and looks at what is there.
async fn survives(who: Who, one: &Undisturbed, n: usize, moment: Moment) {
    let place = format!("{who:?}, request {n}, {moment:?}");
    // A fresh fake has the same keys each time, so that the plan fits it.
    let fake = FakeAuthentik::start();
    assert_eq!(fake.objects(), one.before);
    let client = client(&fake, who);
    let journal = Noted::default();
    doom(&fake, n, moment);
    let first = push(&client, &one.plan, &journal, false).await;
    assert!(fake.is_dead(), "{place}");
    let is_write = one.writes.contains(&n);
    let is_last = n + 1 == one.n_requests;
    assert_eq!(
        first.error.is_none(),
        !is_write && n > *one.writes.last().unwrap(),
        "{place}: {:?}",
        first.error
    );
    let rows = journal.0.lock().unwrap().clone();
    if is_write {
        let (step, outcome) = rows.last().unwrap();
        assert_eq!(*outcome, Some(StepOutcome::Unknown), "{place}: {}", step.path);
    }
    assert!(rows.iter().all(|(_, outcome)| outcome.is_some()), "{place}: each request has an outcome");
    assert!(!is_last || first.after.is_none(), "{place}");
    fake.come_back();
    if one.plan.way == Way::Import {
        let now = fake.objects();
        assert!(now == one.before || now == one.after, "{place}: half of an import is there");
    }
    let second = push(&client, &one.plan, &Noted::default(), true).await;
    assert_eq!(second.error, None, "{place}");
    assert!(second.outcomes.values().all(|outcome| *outcome == StepOutcome::Ok), "{place}");
    let now = fake.objects();
    assert!(now == one.after, "{place}: what is there is not the plan");
}

#[test]
fn one_by_one_it_goes_on_where_it_was_whenever_the_server_dies() {
    run(async {
        let one = undisturbed(Who::Delegate).await;
        assert_eq!((one.plan.way, one.writes.len()), (Way::Requests, 50));
        for n in 0..one.n_requests {
            // Reads are the same at each moment.
            let moments = if one.writes.contains(&n) { &MOMENTS[..] } else { &MOMENTS[..1] };
            for &moment in moments {
                survives(Who::Delegate, &one, n, moment).await;
            }
        }
    });
}

#[test]
fn an_import_is_there_or_not_whenever_the_server_dies() {
    run(async {
        let one = undisturbed(Who::Admin).await;
        assert_eq!((one.plan.way, one.writes.len()), (Way::Import, 1));
        for n in 0..one.n_requests {
            for moment in MOMENTS {
                survives(Who::Admin, &one, n, moment).await;
            }
        }
    });
}
