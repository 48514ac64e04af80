//! F: the user write stage (`authentik/stages/user_write/stage.py`).

use serde_json::{Map, Value, json};

use super::course::{Course, Stop};
use super::f_user_fields;
use crate::prediction::words;
use crate::{Fact, Level, Step, Unknown, User, UserCreationMode, UserKey, UserRecord, UserWrite};

/// The attribute in which authentik notes the sources that have written a user.
const SOURCES: &str = "goauthentik.io/user/sources";

/// How long Django lets these fields be, in characters (`django.contrib.auth.models.AbstractUser`).
const MOST_CHARACTERS: [(&str, usize); 4] =
    [("username", 150), ("email", 254), ("first_name", 150), ("last_name", 150)];

/// Writes a user: a new one where the flow has none, or always, as the stage is set.
///
/// 1. Mode `never_create` without a user: the stage is invalid.
/// 2. A new user has the source's path, `users` if that is empty, the stage's type, and is active unless the stage says otherwise.
/// 3. Each property is kept or discarded: `f_user_fields.rs`.
/// 4. The source's name is added to `goauthentik.io/user/sources`, once.
/// 5. An empty username: the stage is invalid, and gives no reason.
/// 6. A text that is too long for its column raises: the flow's error page.
/// 7. A username that somebody else has: "Failed to update user. Please try again later."
pub(super) fn write(
    course: &mut Course<'_>,
    stage: &UserWrite,
    pending: Option<UserKey>,
    data: &Map<String, Value>,
) -> Result<UserKey, Stop> {
    let (mut user, mut record) = ensure(course, stage, pending)?;
    record.discarded.clone_from(&course.dropped);
    record.kept.clear();
    f_user_fields::write(course, &mut user, &mut record, data)?;
    note_source(course, &mut user);
    forget_typed(course, &mut record);
    if record.path == Fact::NotKnown && record.is_made && !data.contains_key("path") {
        course.rests_on(Unknown::UserPath);
    }
    let is_username_typed = course.asked.iter().any(|key| key == "username");
    if is_username_typed {
        // The next login finds a user whose name it cannot know.
        user.username = String::new();
    } else if user.username.is_empty() {
        course.log(Level::Warning, "Aborting write to empty username", &[]);
        return Err(Stop::invalid(Step::FUserWrite, None));
    }
    if is_too_long(&user, &record) {
        return Err(Stop::raised(Step::FUserWrite));
    }
    if !is_username_typed && course.now().has_other_with_username(&user.username, user.pk) {
        course.log(Level::Warning, "Failed to save user", &[("username", &user.username)]);
        return Err(Stop::invalid(Step::FUserWrite, Some(words::USER_FAILED)));
    }
    if let Some(group) = &stage.create_users_group
        && !user.groups.contains(group)
    {
        user.groups.push(group.clone());
        course.groups.joined.push(group.clone());
    }
    record.attributes.clone_from(&user.attributes);
    record.is_written = true;
    let key = user.pk;
    course.user = Some(key);
    course.record = Some(record);
    course.changes.put_user(user);
    Ok(key)
}

/// Rules 1 and 2 (`ensure_user`).
fn ensure(
    course: &mut Course<'_>,
    stage: &UserWrite,
    pending: Option<UserKey>,
) -> Result<(User, UserRecord), Stop> {
    match (pending, stage.user_creation_mode) {
        (Some(key), UserCreationMode::NeverCreate | UserCreationMode::CreateWhenRequired) => {
            let Some(user) = course.user_now(key) else {
                return Err(course.not_known(Step::FUserWrite, Unknown::User(key)));
            };
            let record = course.record.take().unwrap_or_else(|| UserRecord::of(&user));
            Ok((user, record))
        }
        (None, UserCreationMode::NeverCreate) => {
            course.log(Level::Info, words::NO_USER, &[]);
            Err(Stop::invalid(Step::FUserWrite, Some(words::NO_USER)))
        }
        (_, UserCreationMode::AlwaysCreate | UserCreationMode::CreateWhenRequired) => {
            let path = match course.source.user_path() {
                Fact::Known(path) if path.is_empty() => Fact::Known("users".to_owned()),
                path => path,
            };
            let user = User {
                pk: course.now().new_user(),
                username: String::new(),
                email: String::new(),
                name: String::new(),
                path: path.known().cloned().unwrap_or_default(),
                is_active: !stage.create_users_as_inactive,
                attributes: Map::new(),
                groups: Vec::new(),
            };
            // A stage that is set to the one type that only authentik itself may use makes the other.
            let user_type = match stage.user_type.as_str() {
                "internal_service_account" => "service_account",
                user_type => user_type,
            };
            let record = UserRecord {
                is_made: true,
                path,
                user_type: Fact::Known(user_type.to_owned()),
                ..UserRecord::of(&user)
            };
            Ok((user, record))
        }
    }
}

/// Fields that the person types are not known.
fn forget_typed(course: &Course<'_>, record: &mut UserRecord) {
    for key in &course.asked {
        match key.as_str() {
            "username" => record.username = Fact::NotKnown,
            "email" => record.email = Fact::NotKnown,
            "name" => record.name = Fact::NotKnown,
            "path" => record.path = Fact::NotKnown,
            "type" => record.user_type = Fact::NotKnown,
            "is_active" => record.is_active = Fact::NotKnown,
            _ => {}
        }
    }
}

/// Rule 4.
fn note_source(course: &Course<'_>, user: &mut User) {
    let name = json!(course.source.name);
    match user.attributes.get_mut(SOURCES) {
        Some(Value::Array(sources)) => {
            if !sources.contains(&name) {
                sources.push(name);
            }
        }
        _ => {
            user.attributes.insert(SOURCES.to_owned(), json!([name]));
        }
    }
}

/// Rule 6.
fn is_too_long(user: &User, record: &UserRecord) -> bool {
    MOST_CHARACTERS.iter().any(|(field, most)| {
        let text = match *field {
            "username" => &user.username,
            "email" => &user.email,
            other => match record.other_fields.get(other) {
                Some(Value::String(text)) => text,
                _ => return false,
            },
        };
        text.chars().count() > *most
    })
}
