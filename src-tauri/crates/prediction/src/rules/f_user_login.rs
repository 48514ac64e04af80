//! F: the user login stage (`authentik/stages/user_login/stage.py`, `do_login`).

use super::course::{Course, Stop};
use crate::prediction::words;
use crate::{Level, Step, Unknown, UserKey};

/// Logs the flow's user in, whoever was logged in before. Without a user, and for one that is not active, the stage is
/// invalid; only the log says that the user is not active.
pub(super) fn log_in(course: &mut Course<'_>, pending: Option<UserKey>) -> Result<(), Stop> {
    let Some(key) = pending else {
        course.log(Level::Warning, words::NO_PENDING_USER, &[]);
        return Err(Stop::invalid(Step::FUserLogin, Some(words::NO_PENDING_USER)));
    };
    let Some(user) = course.user_now(key) else {
        return Err(course.not_known(Step::FUserLogin, Unknown::User(key)));
    };
    if !user.is_active {
        course.log(Level::Warning, "User is not active, login will not work.", &[("user", &user.username)]);
        return Err(Stop::invalid(Step::FUserLogin, None));
    }
    course.logged_in = Some(key);
    Ok(())
}
