//! What a draft keeps of a blueprint beyond its form, and what it must not keep.

use std::collections::HashSet;

use desk_model::{Draft, FieldKind, FieldValue};

use crate::document::{Document, Entry};
use crate::drafts::OtherEntry;
use crate::lookup::reference;
use crate::value::{Content, Tag, Value};

/// Returns a value as YAML on its own, as a draft keeps it.
pub(crate) fn text(value: &Value) -> String {
    value.to_yaml().trim_end_matches('\n').to_owned()
}

/// Returns the entries of other objects that a draft keeps, before the source first; or `None` if a draft from elsewhere
/// keeps what a blueprint would not have left there: what is no YAML, or holds a secret in plain text.
pub fn kept_entries(draft: &Draft) -> Option<Vec<OtherEntry>> {
    let kept = &draft.kept;
    let heads = [&kept.head, &kept.entry].into_iter().filter(|yaml| !yaml.is_empty());
    let parts = heads.chain(kept.identifiers.values()).chain(&kept.conditions);
    for yaml in parts {
        sound(yaml)?;
    }
    for (name, yaml) in &kept.attrs {
        let value = sound(yaml)?;
        if is_secret_name(name) && holds_text(&value) {
            return None;
        }
    }
    let entries = kept.before.iter().chain(&kept.after).enumerate();
    let other = |(entry, yaml): (usize, &String)| {
        let value = sound(yaml)?;
        let model = value.get("model").and_then(Value::as_text).unwrap_or_default().to_owned();
        let name = match value.get("identifiers") {
            Some(Value::Mapping(pairs)) => pairs.iter().find_map(|(_, value)| value.as_text()),
            _ => None,
        };
        Some(OtherEntry { entry, model, name: name.unwrap_or_default().to_owned() })
    };
    entries.map(other).collect()
}

fn sound(yaml: &str) -> Option<Value> {
    Value::from_yaml(yaml).ok().filter(|value| !holds_plain_secret(value))
}

/// Returns the head of a file, if it says more than an export would by itself.
pub(crate) fn head(document: &Document, name: &str) -> String {
    let mut pairs = Vec::new();
    pairs.extend(document.metadata.clone().map(|metadata| (Value::text("metadata"), metadata)));
    pairs.extend(document.context.clone().map(|context| (Value::text("context"), context)));
    pairs.extend(document.rest.iter().cloned());
    let head = Value::Mapping(pairs);
    if is_own_head(&head, name) || holds_plain_secret(&head) { String::new() } else { text(&head) }
}

fn is_own_head(head: &Value, name: &str) -> bool {
    let labels = Value::mapping([("blueprints.goauthentik.io/instantiate", Value::text("true"))]);
    let metadata = Value::mapping([("name", Value::text(format!("Source - {name}"))), ("labels", labels)]);
    *head == Value::Mapping(Vec::new()) || *head == Value::mapping([("metadata", metadata)])
}

/// Keeps what stands in a source's entry beside its fields. What others refer to keeps its id when the slug changes.
pub(crate) fn keep_entry(draft: &mut Draft, entry: &Entry, is_referred_to: bool) {
    let id = entry.id.as_deref().unwrap_or(&draft.slug).to_owned();
    draft.kept.id = (is_referred_to || id != draft.slug).then_some(id);
    let mut more = Vec::new();
    more.extend(entry.state.clone().map(|state| (Value::text("state"), state)));
    more.extend(entry.permissions.clone().map(|permissions| (Value::text("permissions"), permissions)));
    more.extend(entry.rest.iter().cloned());
    let more = Value::Mapping(more);
    if more != Value::Mapping(Vec::new()) && !holds_plain_secret(&more) {
        draft.kept.entry = text(&more);
    }
    let own = own_conditions(draft, entry);
    draft.kept.conditions = entry
        .conditions
        .iter()
        .filter(|condition| !own.contains(condition) && !holds_plain_secret(condition))
        .map(text)
        .collect();
}

/// Returns the conditions that an export writes by itself: what the source refers to and its secrets exist.
fn own_conditions(draft: &Draft, entry: &Entry) -> Vec<Value> {
    let mut own = Vec::new();
    for field in draft.kind().map(|kind| kind.fields.as_slice()).unwrap_or_default() {
        let is_found =
            matches!(draft.values.get(field.name), Some(FieldValue::Text(text)) if !text.is_empty());
        let Some(value) = entry.field(field.name) else { continue };
        if field.kind == FieldKind::Secret {
            own.push(Value::tagged_sequence(Tag::Condition, [Value::text("AND"), value.clone()]));
        } else if is_found && reference(field.kind).is_some() {
            own.push(value.clone());
        }
    }
    own
}

/// Adds what `!KeyOf` names in an entry, but for its attributes.
pub(crate) fn keys_beside_attrs<'a>(entry: &'a Entry, keys: &mut HashSet<&'a str>) {
    let parts = [&entry.identifiers].into_iter().chain(&entry.state).chain(&entry.permissions);
    let rest = entry.rest.iter().map(|(_, value)| value);
    parts.chain(&entry.conditions).chain(rest).for_each(|value| keys_of(value, keys));
}

/// Adds what `!KeyOf` names anywhere below a value.
pub(crate) fn keys_of<'a>(value: &'a Value, keys: &mut HashSet<&'a str>) {
    match value {
        Value::Tagged(Tag::KeyOf, Content::Text(id)) => {
            keys.insert(id);
        }
        Value::Sequence(items) | Value::Tagged(_, Content::Sequence(items)) => {
            items.iter().for_each(|item| keys_of(item, keys));
        }
        Value::Mapping(pairs) | Value::Tagged(_, Content::Mapping(pairs)) => {
            pairs.iter().for_each(|(_, value)| keys_of(value, keys));
        }
        _ => {}
    }
}

/// Returns whether a value only says where a secret is, so that the value itself is none: a tag without a default,
/// or with one that is empty.
pub(crate) fn refers_to_secret(value: &Value) -> bool {
    match value {
        Value::Tagged(Tag::File | Tag::Env | Tag::Context, Content::Text(_)) => true,
        Value::Tagged(Tag::File | Tag::Env | Tag::Context, Content::Sequence(items)) => {
            items.split_first().is_some_and(|(_, defaults)| !defaults.iter().any(holds_text))
        }
        _ => false,
    }
}

/// Returns whether a name sounds like that of a secret.
pub(crate) fn is_secret_name(name: &str) -> bool {
    const PARTS: [&str; 9] = [
        "secret",
        "password",
        "passphrase",
        "token",
        "private",
        "keytab",
        "credential",
        "key_data",
        "api_key",
    ];
    // Names of settings about secrets, and of URLs, hold none.
    const HARMLESS: [&str; 6] = ["_url", "_uri", "_flow", "_stage", "_validity", "_method"];
    let name = name.to_ascii_lowercase();
    PARTS.iter().any(|part| name.contains(part)) && !HARMLESS.iter().any(|end| name.ends_with(end))
}

/// Returns whether a field below a value sounds like a secret and holds text.
pub(crate) fn holds_plain_secret(value: &Value) -> bool {
    match value {
        Value::Sequence(items) | Value::Tagged(_, Content::Sequence(items)) => {
            items.iter().any(holds_plain_secret)
        }
        Value::Mapping(pairs) | Value::Tagged(_, Content::Mapping(pairs)) => {
            pairs.iter().any(|(key, value)| {
                (key.as_text().is_some_and(is_secret_name) && holds_text(value)) || holds_plain_secret(value)
            })
        }
        _ => false,
    }
}

/// Returns whether a value holds text or numbers that may be a secret: anything but a reference and a switch.
pub(crate) fn holds_text(value: &Value) -> bool {
    match value {
        _ if refers_to_secret(value) => false,
        Value::Null | Value::Bool(_) => false,
        Value::Tagged(Tag::KeyOf | Tag::Find | Tag::FindObject | Tag::Index | Tag::Value, _) => false,
        Value::Text(text) => !text.is_empty(),
        Value::Integer(_) | Value::Float(_) => true,
        Value::Sequence(items) => items.iter().any(holds_text),
        Value::Mapping(pairs) => pairs.iter().any(|(_, value)| holds_text(value)),
        Value::Tagged(..) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(yaml: &str) -> bool {
        holds_plain_secret(&Value::from_yaml(yaml).unwrap())
    }

    #[test]
    fn what_a_draft_from_elsewhere_keeps_is_named_or_refused() {
        let id = desk_model::DraftId("id".to_owned());
        let plain = Draft::new(id, "wechat", "WeChat", "wechat").unwrap();
        let with = |change: fn(&mut desk_model::Kept)| {
            let mut draft = plain.clone();
            change(&mut draft.kept);
            kept_entries(&draft)
        };
        assert_eq!(kept_entries(&plain), Some(Vec::new()));
        let found = with(|kept| {
            kept.after = vec!["model: authentik_flows.flow\nidentifiers: {slug: mine}".to_owned()];
        });
        let expected = OtherEntry { entry: 0, model: "authentik_flows.flow".into(), name: "mine".into() };
        assert_eq!(found, Some(vec![expected]));
        assert_eq!(with(|kept| kept.before = vec!["{a: b".to_owned()]), None);
        assert_eq!(with(|kept| kept.head = "context: {token: abc}".to_owned()), None);
        assert_eq!(with(|kept| drop(kept.attrs.insert("api_key".into(), "abc".into()))), None);
        assert_eq!(with(|kept| drop(kept.attrs.insert("api_key".into(), "!Env X".into()))), Some(Vec::new()));
    }

    #[test]
    fn a_secret_in_plain_text_is_seen_wherever_it_stands() {
        for yaml in [
            "client_secret: abc",
            "attrs: {password: 12345}",
            "a: [{b: {api_token: x}}]",
            "consumer_secret: !Env [X, default-secret]",
            "consumer_secret: !Format ['%s', secret]",
            "key_data: |\n  -----BEGIN\n",
        ] {
            assert!(holds(yaml), "{yaml}");
        }
        for yaml in [
            "client_secret: !File /run/secrets/x",
            "client_secret: !Env [X]",
            "client_secret: !Env [X, '']",
            "client_secret: !File [/run/secrets/x, null]",
            "password: ''",
            "password: null",
            "access_token_url: https://example.com",
            "password_stage: !Find [a.b, [name, c]]",
            "attrs: {name: x, set_password: true}",
        ] {
            assert!(!holds(yaml), "{yaml}");
        }
    }
}
