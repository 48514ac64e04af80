//! A push that broke off, seen from the desk: what the list of runs says, and that the same plan goes on, also in a program
//! that was started anew.

use desk_app::{Choices, Plan, StepOutcome};
use desk_fake_authentik::{Point, Who};

use crate::desk::Office;
use crate::engine::LOGIN_PAGE;

fn prepared(who: Who) -> (Office, Plan) {
    let office = Office::new(who);
    let ids: Vec<_> = (1..=4).map(|number| office.wechat(&format!("wechat-{number}"))).collect();
    let plan =
        office.plan_with(&ids.iter().collect::<Vec<_>>(), Some(LOGIN_PAGE), Choices::default()).unwrap();
    assert_eq!(plan.writes().count(), 5);
    (office, plan)
}

#[test]
fn the_same_plan_goes_on_in_a_program_that_was_started_anew() {
    for who in [Who::Admin, Who::Delegate] {
        let (whole, plan) = prepared(who);
        whole.fake.forget_requests();
        whole.apply(&plan);
        let requests = whole.fake.requests();
        let writes = requests.iter().enumerate().filter(|(_, request)| request.is_write());
        for (n, _) in writes {
            for point in [Point::BeforeCommit, Point::AfterCommit] {
                let (mut office, plan) = prepared(who);
                office.fake.die_after(n, point);
                let broken = office.try_apply(&plan).unwrap();
                assert!(broken.problem.unwrap().retryable);
                assert!(broken.operations.iter().any(|one| one.outcome == StepOutcome::Unknown));
                assert_eq!(office.desk.push_runs().unwrap()[0].state, "running");
                office.fake.come_back();
                office.restart();
                let plan = office.desk.read_plan(&plan.to_text(), "plan.json").unwrap();
                let done = office.apply(&plan);
                assert_eq!((done.run, done.applied), (1, 5));
                assert!(office.fake.objects() == whole.fake.objects(), "{who:?} {n} {point:?}");
                let runs = office.desk.push_runs().unwrap();
                assert_eq!((runs.len(), runs[0].state.as_str()), (1, "done"));
                assert_eq!(office.try_apply(&plan).unwrap_err().code, "plan-used");
                office.take_back();
            }
        }
    }
}

#[test]
fn a_push_that_broke_off_can_be_taken_back_as_far_as_it_came() {
    let (office, plan) = prepared(Who::Delegate);
    let before = office.fake.objects();
    // The second source is saved, and nobody hears of it.
    office.fake.forget_requests();
    let n_reads = {
        let (other, plan) = prepared(Who::Delegate);
        other.fake.forget_requests();
        other.apply(&plan);
        other.fake.requests().iter().take_while(|request| !request.is_write()).count()
    };
    office.fake.die_after(n_reads + 1, Point::AfterCommit);
    assert!(office.try_apply(&plan).unwrap().problem.is_some());
    office.fake.come_back();
    assert!(office.source("wechat-2").is_some() && office.source("wechat-3").is_none());
    let taken = office.take_back();
    assert_eq!((taken.applied, office.fake.objects()), (2, before));
}
