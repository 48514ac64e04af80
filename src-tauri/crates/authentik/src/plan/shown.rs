//! Values as people read them, and when two of them are the same.

use desk_model::{FieldKind, SourceType};
use serde_json::{Map, Value as Json};

use crate::object::RemoteObject;
use crate::snapshot::Snapshot;

/// Returns a field of an object as people read it: flows by slug, mappings, certificates and groups by name.
pub(crate) fn shown(
    snapshot: &Snapshot,
    object: &RemoteObject,
    field: &str,
    kind: Option<&SourceType>,
) -> Json {
    let value = object.fields.get(field).cloned().unwrap_or(Json::Null);
    let sort = kind.and_then(|kind| kind.field(field)).map(|field| field.kind);
    match (sort, value) {
        (Some(FieldKind::Flow), Json::String(pk)) => {
            Json::String(snapshot.flows.get(&pk).map_or(pk, |flow| flow.slug.clone()))
        }
        (Some(FieldKind::Certificate), Json::String(pk)) => {
            Json::String(snapshot.certificates.get(&pk).cloned().unwrap_or(pk))
        }
        (Some(FieldKind::UserGroup), Json::String(pk)) => {
            Json::String(snapshot.groups.get(&pk).cloned().unwrap_or(pk))
        }
        (Some(FieldKind::Mappings), Json::Array(items)) => {
            let name = |pk: &Json| {
                let pk = pk.as_str()?;
                let found = snapshot.objects.iter().find(|object| object.pk == pk);
                Some(Json::String(found.map_or(pk, |object| &object.key).to_owned()))
            };
            Json::Array(items.iter().filter_map(name).collect())
        }
        (None, Json::Array(items)) if field == "sources" => Json::Array(
            items.iter().filter_map(Json::as_str).map(|pk| source_name(snapshot, pk).into()).collect(),
        ),
        (_, value) => value,
    }
}

/// Returns a source's slug, or its key where the token's user may not see it.
pub(super) fn source_name(snapshot: &Snapshot, pk: &str) -> String {
    let own = snapshot.objects.iter().find(|object| object.pk == pk).map(|object| object.key.clone());
    own.or_else(|| snapshot.sources.get(pk).map(|source| source.slug.clone()))
        .unwrap_or_else(|| pk.to_owned())
}

/// Returns whether two values are the same to authentik: white space around a text is cut off, null and an empty text
/// mean nothing, and a list of objects has no order.
pub fn same(one: &Json, other: &Json) -> bool {
    normal(one) == normal(other)
}

fn normal(value: &Json) -> Json {
    match value {
        Json::String(text) if text.trim().is_empty() => Json::Null,
        Json::String(text) => Json::String(text.trim().replace("\r\n", "\n")),
        Json::Array(items) if items.iter().all(Json::is_string) => {
            let mut texts: Vec<&str> = items.iter().filter_map(Json::as_str).collect();
            texts.sort_unstable();
            texts.dedup();
            Json::from(texts)
        }
        Json::Object(fields) => {
            let mut pairs: Vec<(&String, &Json)> = fields.iter().collect();
            pairs.sort_by_key(|(name, _)| *name);
            Json::Object(
                pairs.into_iter().map(|(name, value)| (name.clone(), normal(value))).collect::<Map<_, _>>(),
            )
        }
        other => other.clone(),
    }
}

/// Returns whether a difference is the server's own doing: what it fetched from a provider's discovery or key URL where
/// the draft leaves the field empty.
pub(crate) fn is_computed(object: &RemoteObject, field: &str, wanted: &Json) -> bool {
    let is_empty = match wanted {
        Json::Null => true,
        Json::String(text) => text.trim().is_empty(),
        Json::Object(fields) => fields.is_empty(),
        _ => false,
    };
    let has = |name: &str| !object.text(name).is_empty();
    let is_filled = match field {
        "authorization_url" | "access_token_url" | "profile_url" | "oidc_jwks_url" => {
            has("oidc_well_known_url")
        }
        // github and entraid have a key URL of their type.
        "oidc_jwks" => true,
        _ => false,
    };
    is_empty && is_filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_model::Protocol;
    use proptest::prelude::*;
    use serde_json::json;

    use crate::object::Model;

    #[test]
    fn what_means_the_same_to_authentik_is_the_same() {
        for (one, other, expected) in [
            (json!(null), json!(""), true),
            (json!("a "), json!("a"), true),
            (json!("return {}\n"), json!("return {}"), true),
            (json!("a\r\nb"), json!("a\nb"), true),
            (json!(["b", "a"]), json!(["a", "b"]), true),
            (json!(["a", "a"]), json!(["a"]), true),
            (json!({"a": 1, "b": ""}), json!({"b": null, "a": 1}), true),
            (json!(true), json!("true"), false),
            (json!("a"), json!("A"), false),
            (json!([]), json!(null), false),
        ] {
            assert_eq!(same(&one, &other), expected, "{one} {other}");
        }
    }

    #[test]
    fn what_a_server_fetched_is_its_own_doing_until_the_draft_says_something() {
        let fields = json!({"oidc_well_known_url": "https://idp.example/.well-known/openid-configuration"});
        let Json::Object(fields) = fields else { panic!() };
        let model = Model::Source(Protocol::OAuth);
        let mut object = RemoteObject { model, pk: "1".into(), key: "idp".into(), fields };
        assert!(is_computed(&object, "profile_url", &json!("")));
        assert!(is_computed(&object, "oidc_jwks", &json!({})));
        assert!(!is_computed(&object, "profile_url", &json!("https://idp.example/me")));
        assert!(!is_computed(&object, "consumer_key", &json!("")));
        object.fields.clear();
        assert!(!is_computed(&object, "profile_url", &json!("")));
    }

    proptest! {
        #[test]
        fn everything_is_the_same_as_itself(text in ".*", numbers in prop::collection::vec(any::<i32>(), 0..4)) {
            let value = json!({"text": text, "numbers": numbers, "list": [text.clone()]});
            prop_assert!(same(&value, &value));
        }
    }
}
