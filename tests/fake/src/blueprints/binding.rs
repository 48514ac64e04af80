//! `authentik_flows.flowstagebinding` in an import: the place of a stage in a flow. Its identifiers are all that is written.

use serde_json::{Value, json};

use crate::models::Target;
use crate::state::State;

/// Makes the place, or leaves one that is there.
///
/// # Errors
/// What the serializer says, in short.
pub(crate) fn write(state: &mut State, identifiers: &Value, attrs: &Value) -> Result<(), String> {
    let part = |name: &str| identifiers.get(name).or_else(|| attrs.get(name)).cloned().unwrap_or_default();
    let (target, stage, order) = (part("target"), part("stage"), part("order"));
    for (name, value, kind) in [("target", &target, Target::Flow), ("stage", &stage, Target::Stage)] {
        if !value.as_str().is_some_and(|pk| state.has(kind, pk)) {
            return Err(format!("Serializer errors {{'{name}': does not exist}}"));
        }
    }
    if order.as_i64().is_none_or(|order| i32::try_from(order).is_err()) {
        return Err("Serializer errors {'order': A valid integer is required.}".to_owned());
    }
    let is_it = |binding: &Value| {
        binding["target"] == target && binding["stage"] == stage && binding["order"] == order
    };
    if !state.bindings.iter().any(is_it) {
        let pk = state.new_pk();
        state.bindings.push(json!({
            "pk": pk, "policybindingmodel_ptr_id": pk, "target": target, "stage": stage,
            "evaluate_on_plan": false, "re_evaluate_policies": true, "order": order,
            "policy_engine_mode": "any", "invalid_response_action": "retry",
        }));
    }
    Ok(())
}
