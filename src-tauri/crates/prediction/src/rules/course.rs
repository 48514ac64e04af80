//! The course of one login: what has happened so far.

use super::Ran;
use crate::facts::{Layer, View};
use crate::prediction::words;
use crate::{
    Action, ConnectionChange, Discarded, Groups, Level, LogLine, Outcome, Page, Place, Prediction, Seen,
    Session, Source, Step, Unknown, User, UserKey, UserRecord,
};

/// Where a login stops, or is through.
pub(super) struct Stop {
    pub(super) step: Step,
    pub(super) outcome: Outcome,
    pub(super) seen: Option<Seen>,
}

/// What has happened so far.
pub(super) struct Course<'a> {
    pub(super) source: &'a Source,
    pub(super) session: Session,
    pub(super) view: &'a View<'a>,
    /// What this login has written, to be seen by its later steps and by the next login.
    pub(super) changes: Layer,
    pub(super) action: Option<(Action, Step)>,
    pub(super) user: Option<UserKey>,
    pub(super) logged_in: Option<UserKey>,
    pub(super) log: Vec<LogLine>,
    pub(super) record: Option<UserRecord>,
    pub(super) groups: Groups,
    pub(super) connection: ConnectionChange,
    pub(super) unknowns: Vec<Unknown>,
    /// Keys that were dropped before the flow.
    pub(super) dropped: Vec<Discarded>,
    /// What the person was asked and has not answered.
    pub(super) asked: Vec<String>,
}

impl<'a> Course<'a> {
    pub(super) fn new(source: &'a Source, session: Session, view: &'a View<'a>) -> Course<'a> {
        Course {
            source,
            session,
            view,
            changes: Layer::default(),
            action: None,
            user: None,
            logged_in: session.user,
            log: Vec::new(),
            record: None,
            groups: Groups::default(),
            connection: ConnectionChange::None,
            unknowns: Vec::new(),
            dropped: Vec::new(),
            asked: Vec::new(),
        }
    }

    /// What there is now: what there was, under what this login has written.
    pub(super) fn now(&self) -> View<'_> {
        self.view.under(&self.changes)
    }

    /// A user as it is now.
    pub(super) fn user_now(&self, key: UserKey) -> Option<User> {
        self.now().user(key).cloned()
    }

    pub(super) fn log(&mut self, level: Level, text: &str, fields: &[(&str, &str)]) {
        self.line(Place::Log(level), text, fields);
    }

    pub(super) fn event(&mut self, action: &'static str, text: &str, fields: &[(&str, &str)]) {
        self.line(Place::Event(action), text, fields);
    }

    fn line(&mut self, place: Place, text: &str, fields: &[(&str, &str)]) {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.log.push(LogLine { place, text: text.to_owned(), fields });
    }

    /// Notes an unknown thing that the login may go on with.
    pub(super) fn rests_on(&mut self, unknown: Unknown) {
        if !self.unknowns.contains(&unknown) {
            self.unknowns.push(unknown);
        }
    }

    /// Stops because an unknown thing decides.
    pub(super) fn not_known(&mut self, step: Step, unknown: Unknown) -> Stop {
        self.rests_on(unknown);
        Stop { step, outcome: Outcome::NotKnown, seen: None }
    }

    /// The end as a prediction.
    pub(super) fn ended(self, end: Stop) -> Ran {
        let prediction = Prediction {
            action: self.action.map(|(action, _)| action),
            action_step: self.action.map(|(_, step)| step),
            step: end.step,
            outcome: end.outcome,
            user: self.user,
            logged_in: self.logged_in,
            seen: end.seen,
            log: self.log,
            record: self.record,
            groups: self.groups,
            connection: self.connection,
            next_login: None,
            unknowns: self.unknowns,
        };
        Ran { prediction, changes: self.changes }
    }
}

impl Stop {
    pub(super) fn failed(step: Step, page: Page, text: Option<&str>) -> Stop {
        let seen = Some(Seen { page, text: text.map(str::to_owned) });
        Stop { step, outcome: Outcome::Failed, seen }
    }

    pub(super) fn denied(step: Step, text: &str) -> Stop {
        let seen = Some(Seen { page: Page::AccessDenied, text: Some(text.to_owned()) });
        Stop { step, outcome: Outcome::Denied, seen }
    }

    /// A stage is invalid: the access denied page, with authentik's `Unknown error` where the stage gives no reason
    /// (`flows/views/executor.py`, `stage_invalid`). A flow whose binding is set to restart would begin anew instead.
    pub(super) fn invalid(step: Step, text: Option<&str>) -> Stop {
        Stop::failed(step, Page::AccessDenied, Some(text.unwrap_or(words::UNKNOWN)))
    }

    /// A stage raises: the flow's error page (`flows/views/executor.py`, `handle_exception`).
    pub(super) fn raised(step: Step) -> Stop {
        Stop::failed(step, Page::FlowError, None)
    }
}
