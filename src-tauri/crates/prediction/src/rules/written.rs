//! What a user write stage would do with each property, whatever the login comes to.

use serde_json::{Map, Value};

use super::course::Course;
use super::f_user_fields;
use crate::facts::View;
use crate::{Directory, Fact, Outcome, Session, Source, User, UserRecord, WhyDiscarded};

/// What becomes of a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFate {
    /// It is written.
    Kept,
    /// It is not written.
    Discarded(WhyDiscarded),
    /// Writing it raises: the login ends on the flow's error page.
    Raises,
    /// What is stored is not known.
    NotKnown,
}

/// What becomes of each property, in their order, each taken by itself.
pub fn key_fates(source: &Source, properties: &Map<String, Value>) -> Vec<(String, KeyFate)> {
    let nobody = Directory::default();
    let view = View::of(&nobody);
    properties
        .iter()
        .map(|(key, value)| {
            if value.is_null() {
                return (key.clone(), KeyFate::Discarded(WhyDiscarded::NoValue));
            }
            let mut course = Course::new(source, Session::default(), &view);
            let mut user = User::new(0, "", "");
            let mut record = record();
            let mut alone = Map::new();
            alone.insert(key.clone(), value.clone());
            let ended = f_user_fields::write(&mut course, &mut user, &mut record, &alone);
            let fate = match (ended, record.discarded.first()) {
                (Err(stop), _) if stop.outcome == Outcome::NotKnown => KeyFate::NotKnown,
                (Err(_), _) => KeyFate::Raises,
                (Ok(()), Some(discarded)) => KeyFate::Discarded(discarded.why),
                (Ok(()), None) if record.kept.is_empty() => KeyFate::NotKnown,
                (Ok(()), None) => KeyFate::Kept,
            };
            (key.clone(), fate)
        })
        .collect()
}

fn record() -> UserRecord {
    UserRecord {
        user: crate::UserKey::New(0),
        is_made: true,
        is_written: false,
        username: Fact::NotKnown,
        email: Fact::NotKnown,
        name: Fact::NotKnown,
        path: Fact::NotKnown,
        user_type: Fact::NotKnown,
        is_active: Fact::NotKnown,
        other_fields: Map::new(),
        attributes: Map::new(),
        kept: Vec::new(),
        discarded: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_property_has_its_own_fate() {
        let Value::Object(properties) = json!({
            "username": "a", "email": null, "attributes": {}, "attributes.x": 1, "groups": ["g"], "mobile": "1",
            "component": "c", "avatar": "x", "pk": 7, "locale": "de",
        }) else {
            unreachable!()
        };
        let fates: Vec<KeyFate> =
            key_fates(&Source::wechat("w", "W"), &properties).into_iter().map(|(_, fate)| fate).collect();
        assert_eq!(
            fates,
            [
                KeyFate::Kept,
                KeyFate::Discarded(WhyDiscarded::NoValue),
                KeyFate::Kept,
                KeyFate::Kept,
                KeyFate::Discarded(WhyDiscarded::Groups),
                KeyFate::Discarded(WhyDiscarded::NoField),
                KeyFate::Discarded(WhyDiscarded::Component),
                KeyFate::Raises,
                KeyFate::NotKnown,
                KeyFate::NotKnown,
            ]
        );
    }
}
