//! B6 and C1: who somebody is at the provider, and what the type says of them before any property mapping.

mod oauth;

use desk_model::Protocol;
use desk_model::catalogue::SourceType;
use serde_json::{Map, Value, json};

use crate::wechat_identifier;

/// What a type makes of the provider's information.
#[derive(Debug, Clone, PartialEq)]
pub struct Base {
    /// The user's id at the provider, as text. `None`: authentik says "Could not determine id.".
    pub identifier: Option<String>,
    /// The properties, without `path` and `attributes`, which [`crate::with_defaults`] adds. A key that the provider
    /// does not fill is there with null, as authentik's dict has it.
    pub properties: Map<String, Value>,
    /// What is not certain of it.
    pub doubts: Vec<Doubt>,
}

/// What is not certain of what a type makes of the information.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// Nothing is known of what this type says by itself: the properties are empty here.
    BaseNotKnown,
    /// GitHub keeps the address private, and authentik asks for the list of addresses; it is not among the information.
    EmailsNotGiven,
    /// authentik would ask Microsoft Graph for groups if the scope says so; they are not among the information.
    GroupsNotGiven,
}

impl Doubt {
    /// The name that messages have for it.
    pub fn id(self) -> &'static str {
        match self {
            Doubt::BaseNotKnown => "base-not-known",
            Doubt::EmailsNotGiven => "emails-not-given",
            Doubt::GroupsNotGiven => "groups-not-given",
        }
    }
}

/// What a kind of source makes of the provider's information (`get_base_user_properties` and `get_user_id` in
/// `authentik/sources/*`).
///
/// `info` is, for OAuth, Plex and Telegram, what authentik calls `info`. For SAML it has `name_id` (a text) and
/// `attributes` (lists of texts by their names); for Kerberos `principal`.
pub fn base(kind: &SourceType, info: &Map<String, Value>) -> Base {
    let mut base = Base { identifier: None, properties: Map::new(), doubts: Vec::new() };
    match (kind.protocol, kind.provider) {
        (Protocol::OAuth, Some(provider)) if provider.id == "wechat" => wechat(info, &mut base),
        (Protocol::OAuth, Some(provider)) => oauth::fill(provider, info, &mut base),
        (Protocol::Plex, _) => {
            base.identifier = info.get("id").filter(|id| !id.is_null()).map(as_text);
            for (key, from) in [("username", "username"), ("email", "email"), ("name", "title")] {
                base.properties.insert(key.to_owned(), get(info, from));
            }
        }
        (Protocol::Telegram, _) => {
            base.identifier = info.get("id").filter(|id| !id.is_null()).map(as_text);
            base.properties.insert("username".to_owned(), get(info, "username"));
            base.properties.insert("email".to_owned(), Value::Null);
            base.doubts.push(Doubt::BaseNotKnown);
        }
        (Protocol::Saml, _) => saml(info, &mut base),
        (Protocol::Kerberos, _) => {
            // The principal is all that a ticket says of a person.
            base.identifier = info.get("principal").filter(|principal| !principal.is_null()).map(as_text);
            base.doubts.push(Doubt::BaseNotKnown);
        }
        _ => base.doubts.push(Doubt::BaseNotKnown),
    }
    base
}

/// `sources/oauth/types/wechat.py`.
fn wechat(info: &Map<String, Value>, base: &mut Base) {
    let identifier = wechat_identifier(info).cloned();
    base.identifier = identifier.as_ref().map(as_text);
    base.properties.insert("username".to_owned(), identifier.unwrap_or_default());
    base.properties.insert("email".to_owned(), Value::Null);
    base.properties.insert("name".to_owned(), get(info, "nickname"));
    let attributes: Map<String, Value> =
        ["headimgurl", "sex", "city", "province", "country", "unionid", "openid"]
            .into_iter()
            .map(|key| (key.to_owned(), get(info, key)))
            .collect();
    base.properties.insert("attributes".to_owned(), Value::Object(attributes));
}

/// `sources/saml/models.py`: every attribute is a property of its name, a list of one is its item.
fn saml(info: &Map<String, Value>, base: &mut Base) {
    const GROUPS: &str = "http://schemas.xmlsoap.org/claims/Group";
    let name_id = info.get("name_id").filter(|id| !id.is_null()).map(as_text);
    if let Some(Value::Object(attributes)) = info.get("attributes") {
        for (name, value) in attributes {
            if name == GROUPS {
                let groups = if value.is_array() { value.clone() } else { json!([value]) };
                base.properties.insert("groups".to_owned(), groups);
                continue;
            }
            let flat = match value {
                Value::Array(items) if items.len() == 1 => items.first().cloned().unwrap_or_default(),
                _ => value.clone(),
            };
            base.properties.insert(name.clone(), flat);
        }
    }
    base.properties.insert("username".to_owned(), name_id.clone().map_or(Value::Null, Value::String));
    base.identifier = name_id;
}

pub(super) fn get(info: &Map<String, Value>, key: &str) -> Value {
    info.get(key).cloned().unwrap_or_default()
}

/// Python's `str` of what an identifier is: a text or a whole number.
pub(super) fn as_text(value: &Value) -> String {
    crate::python::text(value).map_or_else(|| value.to_string(), std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use desk_model::catalogue;

    use super::*;

    fn of(kind: &str, info: Value) -> Base {
        let Value::Object(info) = info else { unreachable!() };
        base(catalogue::find(kind).unwrap(), &info)
    }

    #[test]
    fn wechat_stores_unionid_nickname_and_what_is_missing_as_null() {
        let base = of("wechat", json!({"openid": "o", "unionid": "u", "nickname": "å¼\u{a0}", "sex": 1}));
        assert_eq!(base.identifier.as_deref(), Some("u"));
        assert_eq!(
            Value::Object(base.properties),
            json!({"username": "u", "email": null, "name": "å¼\u{a0}", "attributes": {"headimgurl": null,
                "sex": 1, "city": null, "province": null, "country": null, "unionid": "u", "openid": "o"}})
        );
        assert_eq!(of("wechat", json!({"openid": "o"})).properties["username"], json!("o"));
        assert_eq!(of("wechat", json!({"openid": "o", "unionid": ""})).identifier.as_deref(), Some(""));
        assert_eq!(of("wechat", json!({})).identifier, None);
    }

    #[test]
    fn saml_attributes_are_properties_of_their_names() {
        let base = of(
            "saml",
            json!({"name_id": "a@b.c", "attributes": {"urn:oid:2.5.4.42": ["Ada"], "roles": ["a", "b"],
                "http://schemas.xmlsoap.org/claims/Group": "admins"}}),
        );
        assert_eq!(base.identifier.as_deref(), Some("a@b.c"));
        assert_eq!(
            Value::Object(base.properties),
            json!({"urn:oid:2.5.4.42": "Ada", "roles": ["a", "b"], "groups": ["admins"], "username": "a@b.c"})
        );
    }

    #[test]
    fn a_synchronised_kind_says_nothing_that_is_known() {
        let kerberos = of("kerberos", json!({"principal": "a@EXAMPLE.COM"}));
        assert_eq!(kerberos.identifier.as_deref(), Some("a@EXAMPLE.COM"));
        let base = of("ldap", json!({"dn": "cn=a"}));
        assert!(base.properties.is_empty());
        assert_eq!(base.doubts, [Doubt::BaseNotKnown]);
    }
}
