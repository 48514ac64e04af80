//! OAuth types other than WeChat (`authentik/sources/oauth/types/*.py`).

use desk_model::catalogue::{Provider, first_of};
use serde_json::{Map, Value, json};

use super::{Base, Doubt, as_text};

/// Fills in what the type says.
///
/// GitHub's list of addresses is looked for in `emails`, and Microsoft Graph's groups in `raw_groups`, where authentik's
/// own calls put them or would read them.
pub(super) fn fill(provider: &Provider, info: &Map<String, Value>, base: &mut Base) {
    base.identifier = first_of(info, provider.user_id).map(as_text);
    let paths = provider.base_properties;
    let mut email = first_of(info, paths.email).cloned().unwrap_or_default();
    if provider.id == "github" && (email.is_null() || email == json!("")) {
        email = primary_email(info, base);
    }
    let found = |paths: &[&str]| first_of(info, paths).cloned().unwrap_or_default();
    // Types that never name a property do not have its key either; of email all have one.
    if !paths.username.is_empty() {
        base.properties.insert("username".to_owned(), found(paths.username));
    }
    base.properties.insert("email".to_owned(), email);
    if !paths.name.is_empty() {
        base.properties.insert("name".to_owned(), found(paths.name));
    }
    match provider.id {
        "openidconnect" | "okta" => {
            let groups = info.get("groups").cloned().unwrap_or_else(|| json!([]));
            base.properties.insert("groups".to_owned(), groups);
        }
        "azuread" | "entraid" => {
            let groups = graph_groups(info, base);
            base.properties.insert("groups".to_owned(), groups);
        }
        _ => {}
    }
}

/// GitHub: the last primary address of the list that authentik asks for where the profile has none.
fn primary_email(info: &Map<String, Value>, base: &mut Base) -> Value {
    let Some(Value::Array(emails)) = info.get("emails") else {
        base.doubts.push(Doubt::EmailsNotGiven);
        return Value::Null;
    };
    let primary = emails.iter().rfind(|email| email.get("primary") == Some(&json!(true)));
    primary.and_then(|email| email.get("email")).cloned().unwrap_or_default()
}

/// Microsoft: the names of the groups among what the account is a member of.
fn graph_groups(info: &Map<String, Value>, base: &mut Base) -> Value {
    let Some(Value::Array(members)) = info.get("raw_groups").and_then(|groups| groups.get("value")) else {
        base.doubts.push(Doubt::GroupsNotGiven);
        return json!([]);
    };
    let is_group = |member: &&Value| member.get("@odata.type") == Some(&json!("#microsoft.graph.group"));
    members.iter().filter(is_group).filter_map(|group| group.get("displayName").cloned()).collect()
}

#[cfg(test)]
mod tests {
    use desk_model::catalogue;

    use crate::base::{Doubt, base};
    use serde_json::{Value, json};

    fn of(kind: &str, info: Value) -> crate::Base {
        let Value::Object(info) = info else { unreachable!() };
        base(catalogue::find(kind).unwrap(), &info)
    }

    #[test]
    fn githubs_private_address_is_the_primary_of_its_list() {
        let info = json!({"id": 7, "login": "carol", "email": null, "name": "Carol"});
        let base = of("github", info.clone());
        assert_eq!(base.identifier.as_deref(), Some("7"));
        assert_eq!(base.doubts, [Doubt::EmailsNotGiven]);
        let mut with_list = info;
        with_list["emails"] =
            json!([{"email": "x@y.z", "primary": false}, {"email": "c@y.z", "primary": true}]);
        assert_eq!(of("github", with_list).properties["email"], json!("c@y.z"));
    }

    #[test]
    fn a_type_without_usernames_has_no_such_key_and_one_without_addresses_has_null() {
        let google = of("google", json!({"id": "1", "email": "a@b.c", "name": "A"}));
        assert!(!google.properties.contains_key("username"));
        let twitter = of("twitter", json!({"data": {"id": "1", "username": "u", "name": "U"}}));
        assert_eq!(Value::Object(twitter.properties), json!({"username": "u", "email": null, "name": "U"}));
    }

    #[test]
    fn groups_come_from_openid_connect_and_from_graph() {
        let openid = of("openidconnect", json!({"sub": "s", "groups": ["a"]}));
        assert_eq!(openid.properties["groups"], json!(["a"]));
        let entra = of(
            "entraid",
            json!({"id": "i", "raw_groups": {"value": [
            {"@odata.type": "#microsoft.graph.group", "displayName": "Staff"},
            {"@odata.type": "#microsoft.graph.directoryRole", "displayName": "Admin"}]}}),
        );
        assert_eq!(entra.properties["groups"], json!(["Staff"]));
        assert_eq!(of("entraid", json!({"id": "i"})).doubts, [Doubt::GroupsNotGiven]);
    }
}
