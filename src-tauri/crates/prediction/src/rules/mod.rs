//! The rules, in authentik's order, a file for each letter.

mod a_entry;
mod b_callback;
mod c_properties;
mod course;
mod d_action;
mod e_outcome;
mod f_stages;
mod f_user_fields;
mod f_user_login;
mod f_user_write;
mod g_groups;
mod written;

use crate::facts::{Layer, View};
use crate::{Callback, Directory, NextLogin, Person, Prediction, Source, Step, Unknown, Visit};

pub use b_callback::wechat_identifier;
pub use c_properties::{BadGroups, group_base, group_ids, with_defaults};
use course::{Course, Stop};
pub use written::{KeyFate, key_fates};

/// What authentik would do with this visit.
pub fn predict(source: &Source, visit: &Visit, directory: &Directory) -> Prediction {
    let view = View::of(directory);
    run(source, visit, &view).with_next_login(source, visit, &view).prediction
}

/// A prediction, and what it changes in the directory.
pub(crate) struct Ran {
    pub(crate) prediction: Prediction,
    pub(crate) changes: Layer,
}

impl Ran {
    /// Lets the same person come again, to what this login leaves behind.
    pub(crate) fn with_next_login(mut self, source: &Source, visit: &Visit, view: &View<'_>) -> Ran {
        if let Callback::Person(person) = &visit.callback {
            let again = run(source, &Visit::of(person.clone()), &view.under(&self.changes)).prediction;
            self.prediction.next_login = Some(NextLogin {
                action: again.action,
                step: again.step,
                outcome: again.outcome,
                user: again.user,
            });
        }
        self
    }
}

/// Takes a visit through the steps.
pub(crate) fn run(source: &Source, visit: &Visit, view: &View<'_>) -> Ran {
    let mut course = Course::new(source, visit.session, view);
    let end = steps(&mut course, visit).unwrap_or_else(|stop| stop);
    course.ended(end)
}

fn steps(course: &mut Course<'_>, visit: &Visit) -> Result<Stop, Stop> {
    a_entry::enter(course)?;
    if !course.source.protocol.has_login_button() {
        return Err(course.not_known(Step::A1, Unknown::NoLogin(course.source.protocol)));
    }
    let person: &Person = b_callback::read(course, &visit.callback)?;
    let (properties, groups) = c_properties::settle(course, person)?;
    let decision = d_action::decide(course, &person.identifier, &properties)?;
    e_outcome::carry_out(course, person, decision, properties, &groups)
}
