use proptest::prelude::*;

use super::*;

const LIFETIME: i64 = 1_000;
const HOLD: i64 = 250;

fn allow(code: &str) -> Event {
    Event::Allow { code: SimulatorSecret::new(code) }
}

/// The poll's errcode, its code, and until when it would be held instead.
fn look(session: &Session, now: i64, last: Option<u16>) -> Result<(u16, String), i64> {
    match session.poll(now, last, HOLD) {
        // EXPOSE: a made-up code, compared with itself.
        Poll::Answer(Frame::Confirmed { code }) => Ok((405, code.expose().to_owned())),
        Poll::Answer(frame) => Ok((frame.errcode(), String::new())),
        Poll::Hold { until } => Err(until),
    }
}

fn answer(errcode: u16) -> Result<(u16, String), i64> {
    Ok((errcode, String::new()))
}

#[test]
fn a_new_code_is_held_and_a_scanned_one_is_answered_once() {
    let mut session = Session::new(0, LIFETIME);
    assert_eq!(look(&session, 10, None), Err(260));
    assert_eq!(session.apply(Event::Scan, 20), Outcome::Changed);
    assert_eq!(look(&session, 20, None), answer(404));
    assert_eq!(look(&session, 20, Some(408)), answer(404));
    assert_eq!(look(&session, 20, Some(404)), Err(270));
    assert_eq!(session.apply(Event::Scan, 30), Outcome::Unchanged);
}

#[test]
fn a_confirmed_code_is_repeated_until_the_lifetime_ends() {
    let mut session = Session::new(0, LIFETIME);
    session.apply(Event::Scan, 1);
    assert_eq!(session.apply(allow("first"), 2), Outcome::Changed);
    assert_eq!(session.apply(allow("second"), 3), Outcome::Unchanged);
    for last in [None, Some(404), Some(405)] {
        assert_eq!(look(&session, LIFETIME - 1, last), Ok((405, "first".to_owned())));
    }
    assert_eq!(look(&session, LIFETIME, None), answer(402));
}

#[test]
fn a_cancelled_login_can_be_scanned_again() {
    let mut session = Session::new(0, LIFETIME);
    session.apply(Event::Scan, 1);
    assert_eq!(session.apply(Event::Deny, 2), Outcome::Changed);
    assert_eq!(look(&session, 3, Some(404)), answer(403));
    assert_eq!(look(&session, 3, Some(403)), Err(253));
    assert_eq!(session.apply(allow("code"), 4), Outcome::Refused);
    assert_eq!(session.apply(Event::Scan, 5), Outcome::Changed);
    assert_eq!(look(&session, 6, Some(403)), answer(404));
}

#[test]
fn nobody_can_allow_or_deny_what_was_not_scanned() {
    let mut session = Session::new(0, LIFETIME);
    assert_eq!(session.apply(allow("code"), 1), Outcome::Refused);
    assert_eq!(session.apply(Event::Deny, 1), Outcome::Refused);
    assert!(matches!(session.state(1), State::New));
}

#[test]
fn an_expired_code_stays_expired() {
    let mut session = Session::new(0, LIFETIME);
    assert_eq!(session.remaining(400), 600);
    assert_eq!(session.apply(Event::Expire, 400), Outcome::Changed);
    assert_eq!(session.apply(Event::Expire, 401), Outcome::Unchanged);
    assert_eq!(session.apply(Event::Scan, 401), Outcome::Refused);
    assert_eq!(look(&session, 401, Some(402)), answer(402));
    assert_eq!(session.remaining(401), 0);
}

#[test]
fn a_poll_is_never_held_beyond_the_lifetime() {
    let session = Session::new(0, LIFETIME);
    assert_eq!(look(&session, LIFETIME - 10, None), Err(LIFETIME));
}

#[derive(Clone, Debug)]
enum Step {
    Scan,
    Allow(u16),
    Deny,
    Expire,
    Poll(Option<u16>),
}

fn steps() -> impl Strategy<Value = Vec<(i64, Step)>> {
    let last = prop::sample::select(vec![None, Some(402), Some(403), Some(404), Some(405), Some(408)]);
    let step = prop_oneof![
        4 => Just(Step::Scan),
        4 => any::<u16>().prop_map(Step::Allow),
        2 => Just(Step::Deny),
        1 => Just(Step::Expire),
        4 => last.prop_map(Step::Poll),
    ];
    prop::collection::vec((0_i64..120, step), 0..40)
}

proptest! {
    /// Whatever happens, a code appears only after an allow that came after a scan, it is always the
    /// same one, and after 402 nothing else is ever answered.
    #[test]
    fn no_sequence_yields_a_code_without_an_allow(steps in steps()) {
        let mut session = Session::new(0, LIFETIME);
        let (mut now, mut scanned, mut confirmed, mut expired) = (0, false, None, false);
        for (wait, step) in steps {
            now += wait;
            match step {
                Step::Scan => scanned |= session.apply(Event::Scan, now) != Outcome::Refused,
                Step::Allow(number) => {
                    let code = number.to_string();
                    if session.apply(allow(&code), now) == Outcome::Changed {
                        prop_assert!(scanned);
                        prop_assert!(confirmed.is_none());
                        confirmed = Some(code);
                    }
                }
                Step::Deny => { session.apply(Event::Deny, now); }
                Step::Expire => { session.apply(Event::Expire, now); }
                Step::Poll(last) => match look(&session, now, last) {
                    Ok((405, code)) => {
                        prop_assert!(!expired);
                        prop_assert_eq!(Some(&code), confirmed.as_ref());
                    }
                    Ok((402, _)) => expired = true,
                    Ok((errcode, code)) => {
                        prop_assert!(!expired && confirmed.is_none());
                        prop_assert_eq!(code, "");
                        prop_assert_ne!(Some(errcode), last);
                    }
                    Err(until) => prop_assert!(!expired && until <= LIFETIME && until <= now + HOLD),
                },
            }
        }
    }
}
