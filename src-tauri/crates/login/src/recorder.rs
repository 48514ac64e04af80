//! Keeps the transcript while a login runs, masks what goes into it and tells about it.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::http;
use crate::mask::Masks;
use crate::problem::LoginProblem;
use crate::transcript::{Event, Note, Request, Response, Step, StepName, StepState, Timings, WaitingFor};

/// The transcript in the making. It outlives the login's future, so a cancelled login still has its steps.
pub(crate) struct Recorder<'a> {
    kept: Mutex<Kept>,
    elapsed: &'a (dyn Fn() -> Duration + Send + Sync),
    events: &'a (dyn Fn(Event) + Send + Sync),
}

#[derive(Default)]
struct Kept {
    steps: Vec<Step>,
    began: Duration,
    masks: Masks,
    warnings: Vec<String>,
}

impl<'a> Recorder<'a> {
    pub(crate) fn new(
        elapsed: &'a (dyn Fn() -> Duration + Send + Sync),
        events: &'a (dyn Fn(Event) + Send + Sync),
    ) -> Recorder<'a> {
        Recorder { kept: Mutex::default(), elapsed, events }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Learns a secret that must not be shown from now on. Call it before anything that holds the secret is recorded.
    pub(crate) fn learn(&self, secret: &str) {
        self.kept().masks.learn(secret);
    }

    /// Returns milliseconds since the process's own zero, for `_=` parameters.
    pub(crate) fn now_ms(&self) -> u32 {
        milliseconds((self.elapsed)())
    }

    /// Begins a step.
    pub(crate) fn begin(&self, name: StepName) {
        let step = Step {
            name,
            state: StepState::Running,
            request: None,
            response: None,
            ms: 0,
            timings: None,
            notes: Vec::new(),
        };
        {
            let mut kept = self.kept();
            kept.steps.push(step.clone());
            kept.began = (self.elapsed)();
        }
        (self.events)(Event::Step { step });
    }

    /// Records what the running step sent.
    pub(crate) fn sent(&self, request: &Request) {
        let mut kept = self.kept();
        let shown = masked_request(&kept.masks, request);
        if let Some(step) = kept.steps.last_mut() {
            step.request = Some(shown);
            step.timings = None;
        }
    }

    /// Records what came back in the running step.
    pub(crate) fn received(&self, response: &Response) {
        let mut kept = self.kept();
        let shown = masked_response(&kept.masks, response);
        if let Some(step) = kept.steps.last_mut() {
            step.response = Some(shown);
        }
    }

    /// Returns the time since the process's own zero.
    pub(crate) fn elapsed(&self) -> Duration {
        (self.elapsed)()
    }

    /// Records how long the parts of an exchange of the running step took; of several the last counts.
    pub(crate) fn timed(&self, timings: Timings) {
        if let Some(step) = self.kept().steps.last_mut() {
            step.timings = Some(timings);
        }
    }

    /// Adds a note to the running step.
    pub(crate) fn note(&self, code: &str, subjects: Vec<String>) {
        let mut kept = self.kept();
        let subjects = subjects.iter().map(|subject| kept.masks.text(subject)).collect();
        if let Some(step) = kept.steps.last_mut() {
            step.notes.push(Note { code: code.to_owned(), subjects });
        }
    }

    /// Ends the running step.
    pub(crate) fn end(&self, state: StepState) {
        let ended = {
            let mut kept = self.kept();
            let ms = milliseconds((self.elapsed)().saturating_sub(kept.began));
            kept.steps.last_mut().filter(|step| step.state == StepState::Running).map(|step| {
                step.state = state;
                step.ms = ms;
                step.clone()
            })
        };
        if let Some(step) = ended {
            (self.events)(Event::Step { step });
        }
    }

    /// Tells that a QR code can be scanned.
    pub(crate) fn qr(&self, confirm_url: &str) {
        let confirm_url = self.kept().masks.text(confirm_url);
        (self.events)(Event::Qr { confirm_url });
    }

    /// Tells which page to open, and where the browser will land.
    pub(crate) fn page(&self, authorize_url: &str, callback_url: &str) {
        let authorize_url = self.kept().masks.text(authorize_url);
        (self.events)(Event::Page { authorize_url, callback_url: callback_url.to_owned() });
    }

    /// Tells what the page waits for.
    pub(crate) fn waiting(&self, waiting_for: WaitingFor) {
        (self.events)(Event::Waiting { waiting_for });
    }

    /// Tells of something unusual that does not end the login. The transcript has it on its callback step.
    pub(crate) fn warn(&self, code: &str) {
        {
            let mut kept = self.kept();
            if !kept.warnings.iter().any(|known| known == code) {
                kept.warnings.push(code.to_owned());
            }
        }
        (self.events)(Event::Warning { code: code.to_owned() });
    }

    /// Returns the step that runs or ran last.
    pub(crate) fn last(&self) -> StepName {
        self.kept().steps.last().map_or(StepName::Authorize, |step| step.name)
    }

    /// Returns a problem without secrets.
    pub(crate) fn problem(&self, problem: LoginProblem) -> LoginProblem {
        let kept = self.kept();
        LoginProblem {
            authentik_message: kept.masks.text(&problem.authentik_message),
            detail: problem.detail.map(|detail| kept.masks.text(&detail).chars().take(400).collect()),
            ..problem
        }
    }

    /// Returns a text without secrets.
    pub(crate) fn masked(&self, text: &str) -> String {
        self.kept().masks.text(text)
    }

    /// Returns a JSON value without secrets.
    pub(crate) fn masked_json(&self, value: serde_json::Value) -> serde_json::Value {
        self.kept().masks.json(value)
    }

    /// Returns the steps; masked once more, now that every secret of the login is known.
    pub(crate) fn steps(&self) -> Vec<Step> {
        let kept = self.kept();
        let mut steps: Vec<Step> = kept
            .steps
            .iter()
            .map(|step| Step {
                request: step.request.as_ref().map(|request| masked_request(&kept.masks, request)),
                response: step.response.as_ref().map(|response| masked_response(&kept.masks, response)),
                ..step.clone()
            })
            .collect();
        let warned = steps
            .iter()
            .position(|step| step.name == StepName::Callback)
            .or_else(|| steps.len().checked_sub(1))
            .and_then(|at| steps.get_mut(at));
        if let Some(step) = warned {
            step.notes
                .extend(kept.warnings.iter().map(|code| Note { code: code.clone(), subjects: Vec::new() }));
        }
        steps
    }
}

fn masked_request(masks: &Masks, request: &Request) -> Request {
    Request {
        method: request.method.clone(),
        url: masks.text(&request.url),
        headers: masks.headers(&request.headers),
        body: request.body.as_deref().map(|body| http::cut(&masks.text(body))),
    }
}

fn masked_response(masks: &Masks, response: &Response) -> Response {
    Response {
        status: response.status,
        headers: masks.headers(&response.headers),
        body: response.body.as_deref().map(|body| http::cut(&masks.text(body))),
    }
}

pub(crate) fn milliseconds(duration: Duration) -> u32 {
    u32::try_from(duration.as_millis()).unwrap_or(u32::MAX)
}
