//! People, directories and the text of a prediction.

use std::fmt::Write;

use desk_prediction::*;
use serde_json::{Map, Value, json};

/// The WeChat source of most tests.
pub fn wechat() -> Source {
    Source::wechat("wechat", "WeChat")
}

/// That source with a user matching mode.
pub fn wechat_by(mode: UserMatchingMode) -> Source {
    Source { user_matching_mode: mode, ..wechat() }
}

/// A JSON object as a map.
pub fn map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        other => panic!("{other} is no object"),
    }
}

/// What authentik's WeChat type makes of an answer of `sns/userinfo`, after C1 and without mappings.
pub fn wechat_properties(source: &Source, info: &Value) -> Map<String, Value> {
    let info = map(info.clone());
    let get = |name: &str| info.get(name).cloned().unwrap_or(Value::Null);
    let base = json!({
        "username": wechat_identifier(&info).cloned().unwrap_or(Value::Null),
        "email": null,
        "name": get("nickname"),
        "attributes": {
            "headimgurl": get("headimgurl"),
            "sex": get("sex"),
            "city": get("city"),
            "province": get("province"),
            "country": get("country"),
            "unionid": get("unionid"),
            "openid": get("openid"),
        },
    });
    let Fact::Known(properties) = with_defaults(source, map(base)) else { panic!("the path is known") };
    properties
}

/// The person of an answer of `sns/userinfo`.
pub fn wechat_person(source: &Source, info: &Value) -> Person {
    let identifier = wechat_identifier(info.as_object().unwrap()).unwrap().as_str().unwrap().to_owned();
    Person::new(&identifier, wechat_properties(source, info))
}

/// What WeChat says of 张三.
pub fn zhang_san() -> Value {
    json!({
        "openid": "oZhangSan_openid_28_chars_01",
        "nickname": "张三😀",
        "sex": 0,
        "language": "",
        "city": "",
        "province": "",
        "country": "",
        "headimgurl": "https://thirdwx.qlogo.cn/mmopen/vi_32/SIM/132",
        "privilege": [],
        "unionid": "oZhangSan_unionid_28_chars_1",
    })
}

/// A person with these properties, as they are after the mappings.
pub fn person(identifier: &str, properties: Value) -> Person {
    Person::new(identifier, map(properties))
}

/// A directory in which these users are connected with the WeChat source.
pub fn connected(users: Vec<User>, connections: &[(&str, u64)]) -> Directory {
    let connection = |(identifier, user): &(&str, u64)| UserConnection {
        source: "wechat".to_owned(),
        identifier: (*identifier).to_owned(),
        user: UserKey::Pk(*user),
    };
    let connections = connections.iter().map(connection).collect();
    Directory::new(users, Fact::Known(connections), Fact::Known((Vec::new(), Vec::new())))
}

/// An authentication flow for everybody with these stages.
pub fn flow(stages: Vec<StageBinding>) -> Fact<Option<Flow>> {
    Fact::Known(Some(Flow {
        slug: "our-flow".to_owned(),
        requires: Fact::Known(Requirement::None),
        policies_pass: Fact::Known(true),
        stages: Fact::Known(stages),
    }))
}

/// A user write stage as the default enrollment flow has it, in another mode.
pub fn user_write(user_creation_mode: UserCreationMode) -> UserWrite {
    UserWrite { user_creation_mode, ..UserWrite::default_source_enrollment() }
}

/// The text that a person reads.
pub fn text(prediction: &Prediction) -> &str {
    prediction.seen.as_ref().and_then(|seen| seen.text.as_deref()).unwrap_or("")
}

/// The page that a person sees.
pub fn page(prediction: &Prediction) -> Page {
    prediction.seen.as_ref().expect("something is seen").page
}

/// The texts of the log.
pub fn logged(prediction: &Prediction) -> Vec<&str> {
    prediction.log.iter().map(|line| line.text.as_str()).collect()
}

/// The record, which there must be.
pub fn record(prediction: &Prediction) -> &UserRecord {
    prediction.record.as_ref().unwrap_or_else(|| panic!("there is a record: {prediction:#?}"))
}

/// A prediction for a person to read, in few lines.
pub fn shown(prediction: &Prediction) -> String {
    let mut shown = String::new();
    let action = prediction.action.map_or("-", Action::name);
    let at = prediction.action_step.map_or("", Step::name);
    let outcome = &prediction.outcome;
    writeln!(shown, "{action} {at}, ends at {}: {outcome:?}", prediction.step.name()).unwrap();
    if let Some(seen) = &prediction.seen {
        writeln!(shown, "  sees {:?}: {}", seen.page, seen.text.as_deref().unwrap_or("-")).unwrap();
    }
    for line in &prediction.log {
        writeln!(shown, "  {:?}: {} {:?}", line.place, line.text, line.fields).unwrap();
    }
    if let Some(record) = &prediction.record {
        let fact = |fact: &Fact<String>| fact.known().map_or("?".to_owned(), |text| format!("{text:?}"));
        writeln!(
            shown,
            "  user {:?}{}: username {} email {} name {} path {} type {}",
            record.user,
            match (record.is_made, record.is_written) {
                (true, _) => " made",
                (_, true) => " written",
                _ => " untouched",
            },
            fact(&record.username),
            fact(&record.email),
            fact(&record.name),
            fact(&record.path),
            fact(&record.user_type),
        )
        .unwrap();
        let attributes = Value::Object(record.attributes.clone());
        writeln!(shown, "    attributes {attributes}").unwrap();
        for Discarded { key, why } in &record.discarded {
            writeln!(shown, "    discarded {key}: {why:?}").unwrap();
        }
    }
    for change in &prediction.groups.changes {
        writeln!(shown, "  group {} {:?}: {:?}", change.identifier, change.name, change.fate).unwrap();
    }
    writeln!(shown, "  connection {:?}, logged in {:?}", prediction.connection, prediction.logged_in)
        .unwrap();
    if let Some(next) = &prediction.next_login {
        let action = next.action.map_or("-", Action::name);
        writeln!(shown, "  next login: {action}, ends at {}: {:?}", next.step.name(), next.outcome).unwrap();
    }
    for unknown in &prediction.unknowns {
        writeln!(shown, "  not known: {unknown:?}").unwrap();
    }
    shown
}
