//! How an entry finds another object of the server by its natural key.

use desk_model::FieldKind;

use crate::value::{Content, Tag, Value};

const GROUP_MODEL: &str = "authentik_core.group";
const CERTIFICATE_MODEL: &str = "authentik_crypto.certificatekeypair";
pub(crate) const FLOW_MODEL: &str = "authentik_flows.flow";

/// Returns the model and the key by which a field of a kind refers to another object.
pub(crate) fn reference(kind: FieldKind) -> Option<(&'static str, &'static str)> {
    match kind {
        FieldKind::Flow => Some((FLOW_MODEL, "slug")),
        FieldKind::Certificate => Some((CERTIFICATE_MODEL, "name")),
        FieldKind::UserGroup => Some((GROUP_MODEL, "name")),
        _ => None,
    }
}

pub(crate) fn find(model: &str, field: &str, value: &str) -> Value {
    Value::tagged_sequence(Tag::Find, lookup(model, field, value))
}

pub(crate) fn lookup(model: &str, field: &str, value: &str) -> [Value; 2] {
    [Value::text(model), Value::Sequence(vec![Value::text(field), Value::text(value)])]
}

/// Returns the natural key by which a value finds an object of a model.
pub(crate) fn found<'a>(value: &'a Value, (model, key): (&str, &str)) -> Option<&'a str> {
    let Value::Tagged(Tag::Find, Content::Sequence(items)) = value else { return None };
    let [of, Value::Sequence(lookup)] = items.as_slice() else { return None };
    let [field, text] = lookup.as_slice() else { return None };
    text.as_text()
        .filter(|text| [of, field].map(Value::as_text) == [Some(model), Some(key)] && !text.is_empty())
}
