//! The platform behind the pages: QR codes, the person with the phone, codes and tokens, as one thing.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

use crate::answers::{self, ApiError, TokenAnswer};
use crate::options::Options;
use crate::parameters::Parameters;
use crate::qrconnect::{self, LoginRequest, PageError};
use crate::random::alphanumeric;
use crate::state::{Event, Frame, Outcome, Poll, Session, State};
use crate::tokens::{Ledger, fresh_code};
use crate::{Fault, Profile};

/// How many QR codes are remembered; beyond that the oldest goes first and its polls get 402.
const REMEMBERED: usize = 1_024;
/// No poll is held longer than a day, whatever the options say: timers have an end.
const LONGEST_HOLD: u64 = 86_400_000;

/// One running stand-in.
pub(crate) struct Platform {
    pub(crate) options: Options,
    /// `http://127.0.0.1:PORT`.
    pub(crate) base_url: String,
    desk: Mutex<Desk>,
    changed: Notify,
}

/// What changes while it runs.
struct Desk {
    profile: Profile,
    fault: Option<Fault>,
    visits: VecDeque<Visit>,
    ledger: Ledger,
}

struct Visit {
    uuid: String,
    request: LoginRequest,
    session: Session,
}

/// A QR page that has just been opened.
pub(crate) struct Opened {
    pub(crate) uuid: String,
    pub(crate) request: LoginRequest,
}

/// What a person, or a test in their place, does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    Scan,
    Allow,
    Deny,
    Expire,
}

/// What came of an [`Act`].
pub(crate) struct Effect {
    pub(crate) outcome: Outcome,
    /// As in [`Platform::describe`].
    pub(crate) state: &'static str,
}

impl Platform {
    /// A platform that is reached at `base_url`.
    pub(crate) fn new(options: Options, base_url: String) -> Self {
        let desk = Desk {
            profile: options.profile,
            fault: options.fault,
            visits: VecDeque::new(),
            ledger: Ledger::default(),
        };
        Self { options, base_url, desk: Mutex::new(desk), changed: Notify::new() }
    }

    pub(crate) fn set_fault(&self, fault: Option<Fault>) {
        self.desk().fault = fault;
    }

    pub(crate) fn set_profile(&self, profile: Profile) {
        self.desk().profile = profile;
    }

    pub(crate) fn fault(&self) -> Option<Fault> {
        self.desk().fault
    }

    /// Checks a request for the QR page and makes its QR code.
    pub(crate) fn open(&self, parameters: &Parameters) -> Result<Opened, PageError> {
        let mut desk = self.desk();
        let request = qrconnect::check(&self.options.application, desk.fault, parameters)?;
        let uuid = alphanumeric(&self.options.random, 16);
        let session = Session::new(self.now(), milliseconds(self.options.lifetime));
        if desk.visits.len() >= REMEMBERED {
            desk.visits.pop_front();
        }
        desk.visits.push_back(Visit { uuid: uuid.clone(), request: request.clone(), session });
        Ok(Opened { uuid, request })
    }

    /// Whether this QR code was ever made and is remembered.
    pub(crate) fn knows(&self, uuid: &str) -> bool {
        self.desk().visit(uuid).is_some()
    }

    /// What the QR code says.
    pub(crate) fn confirm_url(&self, uuid: &str) -> String {
        format!("{}/connect/confirm?uuid={uuid}", self.base_url)
    }

    /// Does `act` to a QR code; `None` if there is none.
    pub(crate) fn act(&self, uuid: &str, act: Act) -> Option<Effect> {
        let now = self.now();
        let mut guard = self.desk();
        let desk = &mut *guard;
        let (profile, fault) = (desk.profile, desk.fault);
        let visit = desk.visits.iter_mut().find(|visit| visit.uuid == uuid)?;
        let code = fresh_code(&self.options.random);
        let event = match act {
            Act::Scan if fault == Some(Fault::Expired) => Event::Expire,
            Act::Scan => Event::Scan,
            Act::Allow if fault == Some(Fault::Denied) => Event::Deny,
            Act::Allow => Event::Allow { code: code.clone() },
            Act::Deny => Event::Deny,
            Act::Expire => Event::Expire,
        };
        let allows = matches!(event, Event::Allow { .. });
        let outcome = visit.session.apply(event, now);
        let state = name(visit.session.state(now));
        if allows && outcome == Outcome::Changed {
            desk.ledger.issue(code, profile, now);
        }
        drop(guard);
        self.changed.notify_waiters();
        Some(Effect { outcome, state })
    }

    /// A QR code for whoever drives a login without a browser; `None` if there is none.
    pub(crate) fn describe(&self, uuid: &str) -> Option<Value> {
        let now = self.now();
        let desk = self.desk();
        let visit = desk.visit(uuid)?;
        Some(json!({
            "uuid": visit.uuid,
            "state": name(visit.session.state(now)),
            "redirect_uri": visit.request.redirect_uri,
            "remaining_ms": visit.session.remaining(now),
        }))
    }

    /// Where the page navigates to in this state, if it does.
    pub(crate) fn location(&self, uuid: &str) -> Option<String> {
        let desk = self.desk();
        let visit = desk.visit(uuid)?;
        let uri = self.delivered(&visit.request.redirect_uri);
        match visit.session.state(self.now()) {
            // EXPOSE: the address that the page would navigate to, for a login without a browser.
            State::Confirmed { code } => Some(qrconnect::location(&uri, code.expose(), &visit.request.state)),
            State::Cancelled if self.options.deny_redirect => {
                Some(qrconnect::denied_location(&uri, &visit.request.state))
            }
            _ => None,
        }
    }

    /// `redirect_uri` as the browser is sent to it.
    pub(crate) fn delivered(&self, redirect_uri: &str) -> String {
        qrconnect::delivered(redirect_uri, self.options.deliver_to.as_deref())
    }

    /// The long poll: answers at once or when something happens, at the latest after the hold time.
    pub(crate) async fn poll(&self, uuid: &str, last: Option<u16>) -> String {
        let mut deadline = None;
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            // Listens before it looks, so that no change falls between the two.
            changed.as_mut().enable();
            let wait = match self.look(uuid, last) {
                Ok(body) => return body,
                Err(wait) => wait,
            };
            let deadline = *deadline.get_or_insert_with(|| Instant::now() + wait);
            tokio::select! {
                () = changed => {}
                () = sleep_until(deadline) => {
                    return self.look(uuid, last).unwrap_or_else(|_| frame_body(&Frame::Elapsed));
                }
            }
        }
    }

    /// The poll's body, or how long it is to be held.
    fn look(&self, uuid: &str, last: Option<u16>) -> Result<String, Duration> {
        let now = self.now();
        let desk = self.desk();
        let Some(visit) = desk.visit(uuid) else { return Ok(frame_body(&Frame::Expired)) };
        match visit.session.poll(now, last, milliseconds(self.options.hold)) {
            Poll::Answer(frame) => Ok(frame_body(&frame)),
            Poll::Hold { until } => {
                let wait = u64::try_from(until.saturating_sub(now)).unwrap_or(0);
                Err(Duration::from_millis(wait.min(LONGEST_HOLD)))
            }
        }
    }

    /// Waits as long as [`Fault::Slow`] makes WeChat think.
    pub(crate) async fn think(&self) {
        if self.fault() == Some(Fault::Slow) {
            tokio::time::sleep(self.options.slow).await;
        }
    }

    /// The body of `/sns/oauth2/access_token`.
    pub(crate) fn exchange(&self, request: &Parameters) -> String {
        let (application, random, now) = (&self.options.application, &self.options.random, self.now());
        let mut desk = self.desk();
        let fault = desk.fault;
        let result = desk.ledger.exchange(application, fault, request, now, random);
        self.token_body(result)
    }

    /// The body of `/sns/oauth2/refresh_token`.
    pub(crate) fn refresh(&self, request: &Parameters) -> String {
        let (application, random, now) = (&self.options.application, &self.options.random, self.now());
        let result = self.desk().ledger.refresh(application, request, now, random);
        self.token_body(result)
    }

    /// The body of `/sns/auth`.
    pub(crate) fn auth(&self, request: &Parameters) -> String {
        let (application, lenient) = (&self.options.application, self.options.lenient_openid);
        let result = self.desk().ledger.check(application, request, self.now(), lenient);
        result.map_or_else(|error| self.error_body(error), |_| answers::ok())
    }

    /// The body of `/sns/userinfo`.
    pub(crate) fn userinfo(&self, request: &Parameters) -> String {
        let (application, lenient) = (&self.options.application, self.options.lenient_openid);
        let desk = self.desk();
        match desk.ledger.user(application, desk.fault, request, self.now(), lenient) {
            Ok(profile) => answers::userinfo(profile, &application.appid, request.get("lang")),
            Err(error) => self.error_body(error),
        }
    }

    fn token_body(&self, result: Result<TokenAnswer, ApiError>) -> String {
        result.map_or_else(|error| self.error_body(error), |answer| answer.body())
    }

    fn error_body(&self, error: ApiError) -> String {
        let seconds = self.now().div_euclid(1_000);
        answers::error(error, seconds, self.options.legacy_hints, &self.options.random)
    }

    fn now(&self) -> i64 {
        (self.options.clock)()
    }

    /// Nothing here is left half done by a panic, so a poisoned lock is as good as any.
    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    fn visit(&self, uuid: &str) -> Option<&Visit> {
        self.visits.iter().find(|visit| visit.uuid == uuid)
    }
}

/// One line that a browser runs as a script.
fn frame_body(frame: &Frame<'_>) -> String {
    let code = match frame {
        // EXPOSE: WeChat hands the code to whoever polls with the uuid.
        Frame::Confirmed { code } => code.expose(),
        _ => "",
    };
    format!("window.wx_errcode={};window.wx_code='{code}';", frame.errcode())
}

fn name(state: &State) -> &'static str {
    match state {
        State::New => "new",
        State::Scanned => "scanned",
        State::Confirmed { .. } => "confirmed",
        State::Cancelled => "cancelled",
        State::Expired => "expired",
    }
}

fn milliseconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
#[path = "platform_tests.rs"]
mod tests;
