//! D: the action (`authentik/core/sources/flow_manager.py`, `get_action`; `matcher.py`, `get_action`).

use serde_json::{Map, Value};

use super::course::{Course, Stop};
use crate::{Action, Level, Step, Unknown, UserKey, UserMatchingMode, python};

/// What is to be done.
pub(super) struct Decision {
    pub(super) action: Action,
    /// Who is logged in to, linked, or in the way.
    pub(super) user: Option<UserKey>,
}

/// Decides.
///
/// **D0** Somebody is logged in in this browser: by the connection if there is one, whoever owns it, else their account
/// is linked. The matching mode plays no part.
///
/// **D1** There is a connection with the identifier: log in, in every mode.
///
/// **D2** Mode `identifier`: enroll.
///
/// **D3** The property to match by is missing or empty: refuse. Only the log says why.
///
/// **D4** Nobody has exactly this value, upper and lower case being different: enroll.
///
/// **D5** Somebody has, and the mode links: link the first, active or not.
///
/// **D6** Somebody has, and the mode refuses.
pub(super) fn decide(
    course: &mut Course<'_>,
    identifier: &str,
    properties: &Map<String, Value>,
) -> Result<Decision, Stop> {
    let logged_in = course.session.user;
    let first = if logged_in.is_some() { Step::D0 } else { Step::D1 };
    if !course.view.knows_connections {
        return Err(course.not_known(first, Unknown::Connections));
    }
    let (action, step, user) =
        if let Some(connected) = course.view.connected_user(&course.source.slug, identifier) {
            (Action::Auth, first, Some(connected))
        } else if let Some(user) = logged_in {
            (Action::Link, Step::D0, Some(user))
        } else {
            by_mode(course, identifier, properties)?
        };
    course.action = Some((action, step));
    course.user = user;
    Ok(Decision { action, user })
}

/// D2 to D6.
fn by_mode(
    course: &mut Course<'_>,
    identifier: &str,
    properties: &Map<String, Value>,
) -> Result<(Action, Step, Option<UserKey>), Stop> {
    let mode = course.source.user_matching_mode;
    let Some(property) = mode.property() else { return Ok((Action::Enroll, Step::D2, None)) };
    let Some(value) = properties.get(property).filter(|value| python::is_truthy(value)) else {
        let fields = [("identifier", identifier), ("property", property)];
        course.log(Level::Warning, "Refusing to use none property", &fields);
        return Ok((Action::Deny, Step::D3, None));
    };
    let Some(value) = python::text(value) else {
        return Err(course.not_known(Step::D4, Unknown::Value(property.to_owned())));
    };
    let found = match mode {
        UserMatchingMode::EmailLink | UserMatchingMode::EmailDeny => course.view.by_email(&value),
        _ => course.view.by_username(&value),
    };
    let Some(found) = found else {
        course.log(Level::Debug, "No matching objects found, enrolling", &[("identifier", identifier)]);
        return Ok((Action::Enroll, Step::D4, None));
    };
    if mode.links() {
        return Ok((Action::Link, Step::D5, Some(found)));
    }
    let username = course.view.user(found).map_or(String::new(), |user| user.username.clone());
    course.log(Level::Info, "Denying source because object exists", &[("obj", &username)]);
    Ok((Action::Deny, Step::D6, Some(found)))
}
