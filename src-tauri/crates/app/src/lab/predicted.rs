//! Predictions as they are shown.

use desk_prediction::{
    Action, ConnectionChange, Directory, Fact, FlowKind, GroupFate, GroupKey, GroupMatchingMode, LogLine,
    Outcome, Place, Prediction, Unknown, UserKey, UserMatchingMode, UserRecord, WhyDiscarded,
};
use serde::Serialize;
use serde_json::Value;

use super::views::{GroupView, NextLoginView, PredictedLog, PredictionView, UnknownView, UserCard};

/// A prediction as it is shown.
pub(super) fn view(
    prediction: Prediction,
    modes: (UserMatchingMode, GroupMatchingMode),
    is_current: bool,
    directory: &Directory,
) -> PredictionView {
    let asked = match &prediction.outcome {
        Outcome::Asked { fields } => fields.clone(),
        _ => Vec::new(),
    };
    let name_of = |key: &GroupKey| match key {
        GroupKey::Pk(pk) => directory.group(key).map_or_else(|| pk.clone(), |group| group.name.clone()),
        GroupKey::New(_) => {
            let made = prediction.groups.changes.iter().find(|change| key_of(&change.fate) == Some(key));
            made.map(|change| change.name.clone()).unwrap_or_default()
        }
    };
    PredictionView {
        user_matching_mode: modes.0.id().to_owned(),
        group_matching_mode: modes.1.id().to_owned(),
        is_current,
        action: action(prediction.action, &prediction.outcome).to_owned(),
        step: prediction.step.name().to_owned(),
        action_step: prediction.action_step.map(|step| step.name().to_owned()),
        outcome: outcome_id(&prediction.outcome),
        asked,
        message: prediction.seen.as_ref().and_then(|seen| seen.text.clone()),
        page: prediction.seen.as_ref().map(|seen| id_of(&seen.page)),
        log: prediction.log.iter().map(log).collect(),
        before: prediction.user.and_then(|key| stored(key, directory)),
        user: prediction.record.as_ref().map(card),
        joined: prediction.groups.joined.iter().map(name_of).collect(),
        left: prediction.groups.left.iter().map(name_of).collect(),
        groups: prediction
            .groups
            .changes
            .iter()
            .map(|change| GroupView {
                identifier: change.identifier.clone(),
                name: change.name.clone(),
                fate: fate_id(&change.fate).to_owned(),
            })
            .collect(),
        connection: connection_id(prediction.connection).to_owned(),
        next_login: prediction.next_login.as_ref().map(|next| NextLoginView {
            action: action(next.action, &next.outcome).to_owned(),
            step: next.step.name().to_owned(),
            outcome: outcome_id(&next.outcome),
        }),
        unknowns: prediction.unknowns.iter().map(unknown).collect(),
    }
}

/// What authentik does, in one word: an error where it does not get to what it decided.
pub(super) fn action(action: Option<Action>, outcome: &Outcome) -> &'static str {
    match (outcome, action) {
        (Outcome::NotKnown, _) => "unknown",
        (Outcome::Denied, _) | (_, Some(Action::Deny)) => "deny",
        (Outcome::Failed, _) | (_, None) => "error",
        (_, Some(Action::Auth)) => "auth",
        (_, Some(Action::Link)) => "link",
        (_, Some(Action::Enroll)) => "enroll",
    }
}

/// The name of a reason in messages and JSON.
pub(super) fn why_id(why: WhyDiscarded) -> &'static str {
    match why {
        WhyDiscarded::NoValue => "no_value",
        WhyDiscarded::Component => "component",
        WhyDiscarded::Groups => "groups",
        WhyDiscarded::NoField => "no_field",
        WhyDiscarded::NoUserWrite => "no_user_write",
    }
}

/// The name of an outcome in messages and JSON.
pub(super) fn outcome_id(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Asked { .. } => "asked".to_owned(),
        other => id_of(other),
    }
}

/// The name that serde gives a variant without data.
pub(super) fn id_of(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

fn stored(key: UserKey, directory: &Directory) -> Option<UserCard> {
    let user = directory.user(key)?;
    Some(UserCard {
        pk: pk_of(key),
        is_made: false,
        is_written: false,
        username: Some(user.username.clone()),
        email: Some(user.email.clone()),
        name: Some(user.name.clone()),
        path: Some(user.path.clone()),
        user_type: None,
        is_active: Some(user.is_active),
        attributes: Value::Object(user.attributes.clone()),
    })
}

fn card(record: &UserRecord) -> UserCard {
    let known = |fact: &Fact<String>| fact.known().cloned();
    UserCard {
        pk: pk_of(record.user),
        is_made: record.is_made,
        is_written: record.is_written,
        username: known(&record.username),
        email: known(&record.email),
        name: known(&record.name),
        path: known(&record.path),
        user_type: known(&record.user_type),
        is_active: record.is_active.known().copied(),
        attributes: Value::Object(record.attributes.clone()),
    }
}

pub(super) fn pk_of(key: UserKey) -> Option<u32> {
    match key {
        UserKey::Pk(pk) => u32::try_from(pk).ok(),
        UserKey::New(_) => None,
    }
}

fn log(line: &LogLine) -> PredictedLog {
    let (place, event) = match line.place {
        Place::Log(level) => (id_of(&level), None),
        Place::Event(event) => ("event".to_owned(), Some(event.to_owned())),
    };
    PredictedLog { place, event, text: line.text.clone(), fields: line.fields.iter().cloned().collect() }
}

fn key_of(fate: &GroupFate) -> Option<&GroupKey> {
    match fate {
        GroupFate::Created(key)
        | GroupFate::Updated(key)
        | GroupFate::Linked(key)
        | GroupFate::Denied(key)
        | GroupFate::NameTaken(key)
        | GroupFate::ConnectedOtherwise(key) => Some(key),
        GroupFate::NoName | GroupFate::NoField(_) => None,
    }
}

fn fate_id(fate: &GroupFate) -> &'static str {
    match fate {
        GroupFate::Created(_) => "created",
        GroupFate::Updated(_) => "updated",
        GroupFate::Linked(_) => "linked",
        GroupFate::NoName => "no_name",
        GroupFate::Denied(_) => "denied",
        GroupFate::NameTaken(_) => "name_taken",
        GroupFate::ConnectedOtherwise(_) => "connected_otherwise",
        GroupFate::NoField(_) => "no_field",
    }
}

fn connection_id(change: ConnectionChange) -> &'static str {
    match change {
        ConnectionChange::None => "none",
        ConnectionChange::Made { .. } => "made",
        ConnectionChange::Kept { .. } => "kept",
        ConnectionChange::Moved { .. } => "moved",
        ConnectionChange::NotKnown => "not_known",
    }
}

pub(super) fn unknown(unknown: &Unknown) -> UnknownView {
    let (code, subject) = match unknown {
        Unknown::NoLogin(protocol) => ("no-login", Some(protocol.name().to_owned())),
        Unknown::Connections => ("connections", None),
        Unknown::Groups => ("groups", None),
        Unknown::User(key) => ("user", pk_of(*key).map(|pk| pk.to_string())),
        Unknown::Flow(FlowKind::Authentication) => ("flow", Some("authentication_flow".to_owned())),
        Unknown::Flow(FlowKind::Enrollment) => ("flow", Some("enrollment_flow".to_owned())),
        Unknown::Requirement(slug) => ("requirement", Some(slug.clone())),
        Unknown::Superuser(key) => ("superuser", pk_of(*key).map(|pk| pk.to_string())),
        Unknown::Policies(slug) => ("policies", Some(slug.clone())),
        Unknown::Stages(slug) => ("stages", Some(slug.clone())),
        Unknown::Stage(component) => ("stage", Some(component.clone())),
        Unknown::StageRuns(slug) => ("stage-runs", Some(slug.clone())),
        Unknown::Typed(field) => ("typed", Some(field.clone())),
        Unknown::UserPath => ("user-path", None),
        Unknown::Value(key) => ("value", Some(key.clone())),
        Unknown::NoField(key) => ("no-field", Some(key.clone())),
        Unknown::PrimaryKey(key) => ("primary-key", Some(key.clone())),
    };
    UnknownView { code: code.to_owned(), subject }
}
