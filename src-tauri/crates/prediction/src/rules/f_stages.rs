//! F: the flow's own stages, in their order (`authentik/flows/views/executor.py`; the default flows:
//! `blueprints/default/flow-default-source-*.yaml`).

use serde_json::{Map, Value};

use super::course::{Course, Stop};
use super::{f_user_login, f_user_write};
use crate::{
    Discarded, Fact, Flow, Person, PromptField, Runs, Stage, Step, Unknown, User, UserKey, UserRecord,
    WhyDiscarded,
};

/// Runs the stages and returns the user that the flow is about at its end.
///
/// A stage that is neither prompt, user write nor user login is taken to let the person through, and noted as unknown.
/// A flow that has no user at its end breaks at the stage that saves the connection.
pub(super) fn run(
    course: &mut Course<'_>,
    flow: &Flow,
    person: &Person,
    user: Option<UserKey>,
    properties: Map<String, Value>,
) -> Result<UserKey, Stop> {
    if let Some(key) = user {
        match course.user_now(key) {
            Some(user) => course.record = Some(untouched(course, &user, &properties)),
            None => course.rests_on(Unknown::User(key)),
        }
    }
    let Fact::Known(stages) = &flow.stages else {
        course.record = None;
        return Err(course.not_known(Step::FStages, Unknown::Stages(flow.slug.clone())));
    };
    let mut data = properties;
    let mut pending = user;
    for binding in stages {
        match &binding.runs {
            Runs::Always => {}
            Runs::WhenMissing(key) => {
                if data.contains_key(key) || course.asked.contains(key) {
                    continue;
                }
            }
            Runs::NotKnown => {
                return Err(course.not_known(Step::FStages, Unknown::StageRuns(flow.slug.clone())));
            }
        }
        match &binding.stage {
            Stage::Prompt { fields } => prompt(course, person, fields, &mut data),
            Stage::UserWrite(stage) => {
                pending = Some(f_user_write::write(course, stage, pending, &data)?);
            }
            Stage::UserLogin => f_user_login::log_in(course, pending)?,
            Stage::Other { component } => course.rests_on(Unknown::Stage(component.clone())),
        }
    }
    pending.ok_or_else(|| Stop::raised(Step::EConnection))
}

/// **Prompt**: what the person types takes the place of what the provider said. What they would type is not known
/// unless the caller says so; the flow is then followed as if it were accepted.
fn prompt(course: &mut Course<'_>, person: &Person, fields: &[PromptField], data: &mut Map<String, Value>) {
    for PromptField { field_key } in fields {
        if let Some(answer) = person.answers.get(field_key) {
            data.insert(field_key.clone(), answer.clone());
        } else {
            data.shift_remove(field_key);
            course.asked.push(field_key.clone());
            course.rests_on(Unknown::Typed(field_key.clone()));
        }
    }
}

/// The record of a user to whom nothing is written: the provider's news are lost, unless a user write stage runs.
fn untouched(course: &Course<'_>, user: &User, properties: &Map<String, Value>) -> UserRecord {
    let mut record = UserRecord::of(user);
    record.discarded.clone_from(&course.dropped);
    let unwritten = |key: &String| Discarded { key: key.clone(), why: WhyDiscarded::NoUserWrite };
    record.discarded.extend(properties.keys().map(unwritten));
    record
}

impl UserRecord {
    /// The record of a user that exists.
    pub(super) fn of(user: &User) -> UserRecord {
        UserRecord {
            user: user.pk,
            is_made: false,
            is_written: false,
            // Nobody has an empty username: it stands for one that a person typed in an earlier prediction.
            username: if user.username.is_empty() {
                Fact::NotKnown
            } else {
                Fact::Known(user.username.clone())
            },
            email: Fact::Known(user.email.clone()),
            name: Fact::Known(user.name.clone()),
            path: Fact::Known(user.path.clone()),
            user_type: Fact::NotKnown,
            is_active: Fact::Known(user.is_active),
            other_fields: Map::new(),
            attributes: user.attributes.clone(),
            kept: Vec::new(),
            discarded: Vec::new(),
        }
    }
}
