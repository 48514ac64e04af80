//! The login page's entry: a button more, without taking the others away.

use crate::lookup::{find, lookup};
use crate::value::{Tag, Value};

/// The identification stage of authentik's default login page.
pub const DEFAULT_LOGIN_PAGE: &str = "default-authentication-identification";

const STAGE_MODEL: &str = "authentik_stages_identification.identificationstage";

/// Returns the entry that appends a source to an identification stage, see [`append_source`].
pub(crate) fn login_page(stage: &str, source_id: &str, conditions: Vec<Value>) -> Value {
    let ours = vec![Value::tagged_text(Tag::KeyOf, source_id)];
    let mut guards = vec![find(STAGE_MODEL, "name", stage)];
    guards.extend(conditions);
    Value::mapping([
        ("model", Value::text(STAGE_MODEL)),
        ("identifiers", Value::mapping([("name", Value::text(stage))])),
        ("conditions", Value::Sequence(guards)),
        ("attrs", Value::mapping([("sources", append_source(stage, ours))])),
    ])
}

/// Returns the value of an identification stage's `sources` that appends some to what the stage has.
///
/// A blueprint can only replace `sources`, so the new list is computed from the old: `!FindObject` gives the stage
/// as it is, `!Enumerate` in `MAP` mode joins its sources with ours. The inner `!If` resolves the tags of the lists,
/// which `!Enumerate` would not; the outer one is needed because `!AtIndex` would start `!Enumerate` without its
/// context. Imported three times into a live 2026.5: other buttons stay, ours is there once.
pub fn append_source(stage: &str, ours: Vec<Value>) -> Value {
    let chosen = |value: Value, otherwise: Value| {
        Value::tagged_sequence(Tag::If, [Value::Bool(true), value, otherwise])
    };
    let present = Value::tagged_sequence(
        Tag::AtIndex,
        [Value::tagged_sequence(Tag::FindObject, lookup(STAGE_MODEL, "name", stage)), Value::text("sources")],
    );
    let joined = Value::tagged_sequence(
        Tag::Enumerate,
        [
            chosen(Value::Sequence(vec![present, Value::Sequence(ours)]), Value::Sequence(Vec::new())),
            Value::text("MAP"),
            Value::mapping([("sources", Value::tagged_text(Tag::Value, "0"))]),
        ],
    );
    Value::tagged_sequence(Tag::AtIndex, [chosen(joined, Value::Mapping(Vec::new())), Value::text("sources")])
}
