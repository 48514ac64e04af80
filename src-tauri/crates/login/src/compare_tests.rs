use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::transcript::{StepState, Timings};

/// Returns a step that asked for a URL and got an empty answer.
pub(crate) fn step(name: StepName, url: &str) -> Step {
    Step {
        name,
        state: StepState::Ok,
        request: Some(Request { method: "GET".into(), url: url.into(), headers: Vec::new(), body: None }),
        response: Some(Response { status: 200, headers: Vec::new(), body: None }),
        ms: 1,
        timings: None,
        notes: Vec::new(),
    }
}

/// Any timings, also such as no clock measures.
pub(crate) fn any_timings() -> impl Strategy<Value = Timings> {
    (any::<[Option<u32>; 5]>(), any::<u32>()).prop_map(|([dns, connect, proxy, tls, first_byte], total)| {
        Timings { dns, connect, proxy, tls, first_byte, total }
    })
}

/// Any steps, also such as no login has.
pub(crate) fn any_steps() -> impl Strategy<Value = Vec<Step>> {
    let text = || prop_oneof![".{0,12}", Just(MASK.to_owned()), Just("https://a/?b=c&state=1".to_owned())];
    let json = prop_oneof![
        Just(json!({ "a": [1, { "b": null }], "access_token": MASK }).to_string()),
        Just("a=b&code=c".to_owned()),
        text(),
    ];
    let headers = || prop::collection::vec((text(), text()), 0..3);
    let request = (text(), text(), headers(), prop::option::of(json.clone()))
        .prop_map(|(method, url, headers, body)| Request { method, url, headers, body });
    let response = (0..600_u32, headers(), prop::option::of(json))
        .prop_map(|(status, headers, body)| Response { status, headers, body });
    let one = (
        prop::sample::select(StepName::ALL.to_vec()),
        prop::option::of(request),
        prop::option::of(response),
        any::<u32>(),
        prop::option::of(any_timings()),
    )
        .prop_map(|(name, request, response, ms, timings)| Step {
            name,
            state: StepState::Ok,
            request,
            response,
            ms,
            timings,
            notes: Vec::new(),
        });
    prop::collection::vec(one, 0..5)
}

fn answer(body: &serde_json::Value) -> Step {
    let mut step = step(StepName::Userinfo, "https://provider/userinfo");
    if let Some(response) = &mut step.response {
        response.body = Some(body.to_string());
    }
    step
}

/// Returns what differs in the one step of two logins: kind, name, both values.
fn differences(a: &Step, b: &Step) -> Vec<(&'static str, String, String, String)> {
    let compared = compare(std::slice::from_ref(a), std::slice::from_ref(b));
    assert_eq!(compared.len(), 1);
    let text = |value: Option<String>| value.unwrap_or_else(|| "-".into());
    let rows = compared[0].differences.clone().into_iter();
    rows.map(|row| (row.part.kind.id(), row.part.name, text(row.a), text(row.b))).collect()
}

fn row(kind: &'static str, name: &str, a: &str, b: &str) -> (&'static str, String, String, String) {
    (kind, name.to_owned(), a.to_owned(), b.to_owned())
}

#[test]
fn parameters_are_compared_one_by_one() {
    let a = step(
        StepName::Authorize,
        "http://127.0.0.1:1000/authorize?scope=a+b&state=first-state&prompt=none&_=1",
    );
    let b = step(StepName::Authorize, "http://127.0.0.1:2000/authorize?state=other-state&scope=a&_=2&x=");
    assert_eq!(
        differences(&a, &b),
        [
            row("parameter", "scope", "a b", "a"),
            row("parameter", "prompt", "none", "-"),
            row("parameter", "x", "-", "")
        ]
    );
    let compared = compare(&[a], &[b]);
    let ignored: Vec<_> =
        compared[0].ignored.iter().map(|part| (part.kind.id(), part.name.as_str())).collect();
    assert_eq!(ignored, [("address", ""), ("parameter", "_"), ("parameter", "state")]);
}

#[test]
fn a_redirect_is_compared_by_its_parameters() {
    let redirect = |to: &str| {
        let mut step = step(StepName::Login, "https://provider/login");
        if let Some(response) = &mut step.response {
            response.headers = vec![("Location".into(), to.into()), ("Date".into(), to.into())];
        }
        step
    };
    let a = redirect("https://auth/callback?code=••••••••&state=1");
    let b = redirect("https://auth/callback?error=access_denied&state=2");
    assert_eq!(
        differences(&a, &b),
        [
            row("response-header", "location?code", MASK, "-"),
            row("response-header", "location?error", "-", "access_denied"),
        ]
    );
}

#[test]
fn json_is_compared_key_by_key_and_kinds_of_values_are_told_apart() {
    let a =
        answer(&json!({ "sub": "1", "groups": ["a", "b"], "user": { "name": "x" }, "access_token": "A" }));
    let b = answer(
        &json!({ "sub": 1, "groups": ["a"], "user": { "name": "y", "new": null }, "access_token": "B" }),
    );
    assert_eq!(
        differences(&a, &b),
        [
            row("response-body", "groups/1", "b", "-"),
            row("response-body", "sub", "\"1\"", "1"),
            row("response-body", "user/name", "x", "y"),
            row("response-body", "user/new", "-", "null"),
        ]
    );
}

#[test]
fn texts_differ_only_where_no_login_of_its_own_is_named() {
    let page = |port: u16, state: &str, words: &str| {
        let mut step = step(StepName::Login, &format!("http://127.0.0.1:{port}/login?state={state}"));
        if let Some(response) = &mut step.response {
            response.body = Some(format!("<a href='http://127.0.0.1:{port}/?s={state}'>{words}</a>"));
        }
        step
    };
    let a = page(4000, "a-long-state", "Log in");
    assert_eq!(differences(&a, &page(5000, "another-state", "Log in")), []);
    assert_eq!(differences(&a, &page(5000, "another-state", "Log out")).len(), 1);
    let refused = |rid: &str, code: u32| {
        answer(&json!({ "errcode": code, "errmsg": format!("invalid code, rid: {rid}") }))
    };
    assert_eq!(differences(&refused("1-2", 40029), &refused("3-4", 40029)), []);
    assert_eq!(differences(&refused("1-2", 40029), &refused("3-4", 40163)).len(), 1);
}

#[test]
fn the_lots_of_a_page_and_of_the_callback_are_no_difference() {
    let page = |lot: &str| {
        let mut step =
            step(StepName::Callback, &format!("http://127.0.0.1:4000/{lot}/source/oauth/callback/x/"));
        if let Some(response) = &mut step.response {
            response.headers = vec![("CSP".into(), format!("style-src 'nonce-{lot}'; img-src 'self'"))];
            response.body = Some(format!("<style nonce=\"{lot}\"> a page"));
        }
        step
    };
    assert_eq!(differences(&page("aaaaaaaaaaaaaaaaaaaaaa"), &page("bbbbbbbbbbbbbbbbbbbbbb")), []);
}

#[test]
fn a_step_that_only_one_login_has_is_named() {
    let steps = [step(StepName::Authorize, "https://a/"), step(StepName::Token, "https://a/")];
    let verdicts = |a, b| compare(a, b).into_iter().map(|one| (one.step, one.verdict)).collect::<Vec<_>>();
    assert_eq!(
        verdicts(&steps, &steps[..1]),
        [(StepName::Authorize, StepVerdict::Same), (StepName::Token, StepVerdict::OnlyA)]
    );
    assert_eq!(
        verdicts(&steps[1..], &steps),
        [(StepName::Authorize, StepVerdict::OnlyB), (StepName::Token, StepVerdict::Same)]
    );
}

proptest! {
    #[test]
    fn a_run_compared_with_itself_has_no_difference(steps in any_steps()) {
        for compared in compare(&steps, &steps) {
            prop_assert_eq!((compared.verdict, compared.differences), (StepVerdict::Same, Vec::new()));
        }
    }

    #[test]
    fn the_other_way_round_the_sides_are_exchanged(a in any_steps(), b in any_steps()) {
        let (there, back) = (compare(&a, &b), compare(&b, &a));
        prop_assert_eq!(there.len(), back.len());
        for (there, back) in there.into_iter().zip(back) {
            let mut turned: Vec<_> = back
                .differences
                .into_iter()
                .map(|one| StepDifference { part: one.part, a: one.b, b: one.a })
                .collect();
            let mut differences = there.differences;
            let key = |one: &StepDifference| (one.part.clone(), one.a.clone(), one.b.clone());
            differences.sort_by_key(key);
            turned.sort_by_key(key);
            prop_assert_eq!(differences, turned);
            prop_assert_eq!(there.ignored, back.ignored);
        }
    }
}

#[test]
fn how_long_it_took_makes_no_difference_and_a_step_from_before_it_was_measured_is_read() {
    let timings = Timings { first_byte: Some(4), total: 6, ..Timings::default() };
    let a = Step { timings: Some(timings), ms: 7, ..step(StepName::Token, "https://provider/token") };
    let mut old = serde_json::to_value(&a).unwrap();
    assert!(old.as_object_mut().unwrap().remove("timings").is_some());
    let b: Step = serde_json::from_value(old).unwrap();
    assert_eq!(b, Step { timings: None, ..a.clone() });
    let b = Step { ms: 900, ..b };
    let compared = compare(&[a], &[b]);
    assert_eq!((compared[0].verdict, compared[0].ignored.len()), (StepVerdict::Same, 0));
}
