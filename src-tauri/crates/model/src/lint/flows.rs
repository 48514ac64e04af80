//! Rules for the flows that a source hands people to (authentik's `core/sources/flow_manager.py`).

use super::rule::{error, info, warning};
use super::{Finding, Rule, finding};
use crate::catalogue::{Field, FieldKind};
use crate::draft::{Draft, FieldValue};
use crate::slug;

const MANAGER: &str = "core/sources/flow_manager.py";

pub(super) const RULES: &[Rule] = &[
    error("authentication-flow-missing", MANAGER),
    info("enrollment-flow-missing", MANAGER),
    error("flow-format", "A blueprint finds a flow by its slug; `!Find` without a match gives null"),
    error("flow-designation", "blueprints/default; a live 2026.5 server accepts any designation"),
    warning("flow-asks-again", "blueprints/default/flow-default-authentication-flow.yaml"),
    warning("flows-equal", "A flow has one designation: flows/models.py"),
    info("flow-unknown", MANAGER).unknown_offline(),
];

const AUTHENTICATION: &str = "authentication";
const ENROLLMENT: &str = "enrollment";
const STAGE_CONFIGURATION: &str = "stage_configuration";

/// The flows that authentik's own blueprints make, and what each is for.
const OWN_FLOWS: &[(&str, &str)] = &[
    ("default-authentication-flow", AUTHENTICATION),
    ("default-source-authentication", AUTHENTICATION),
    ("default-source-enrollment", ENROLLMENT),
    ("default-source-pre-authentication", STAGE_CONFIGURATION),
    ("default-invalidation-flow", "invalidation"),
    ("default-provider-invalidation-flow", "invalidation"),
    ("default-provider-authorization-explicit-consent", "authorization"),
    ("default-provider-authorization-implicit-consent", "authorization"),
    ("default-password-change", STAGE_CONFIGURATION),
    ("default-user-settings-flow", STAGE_CONFIGURATION),
    ("initial-setup", STAGE_CONFIGURATION),
];

/// What a flow in a field must be for.
const DESIGNATIONS: &[(&str, &str)] = &[
    ("authentication_flow", AUTHENTICATION),
    ("enrollment_flow", ENROLLMENT),
    ("pre_authentication_flow", STAGE_CONFIGURATION),
];

pub(super) fn lint(draft: &Draft) -> Vec<Finding> {
    let mut findings = Vec::new();
    let is_none =
        |field: &str| matches!(draft.values.get(field), Some(FieldValue::Text(text)) if text.is_empty());
    if is_none("authentication_flow") {
        findings.push(
            finding("authentication-flow-missing", "authentication_flow")
                .fixed_by_setting("default-source-authentication"),
        );
    }
    if is_none("enrollment_flow") {
        findings.push(
            finding("enrollment-flow-missing", "enrollment_flow")
                .fixed_by_setting("default-source-enrollment"),
        );
    }
    let fields = draft.kind().into_iter().flat_map(|kind| &kind.fields);
    for field in fields.filter(|field| field.kind == FieldKind::Flow) {
        findings.extend(lint_flow(draft, field));
    }
    let [authentication, enrollment] =
        ["authentication_flow", "enrollment_flow"].map(|field| draft.text(field));
    if !authentication.is_empty() && authentication == enrollment && designation(enrollment).is_none() {
        findings.push(finding("flows-equal", "enrollment_flow").with("flow", enrollment));
    }
    findings
}

fn designation(slug: &str) -> Option<&'static str> {
    OWN_FLOWS.iter().find(|(own, _)| *own == slug).map(|(_, designation)| *designation)
}

fn lint_flow(draft: &Draft, field: &Field) -> Option<Finding> {
    let flow = draft.text(field.name);
    let about = |code| finding(code, field.name).with("label", field.label_id()).with("flow", flow);
    // A form that does not show the field proposes nothing; authentik's other forms do.
    let proposal = match field.name {
        "enrollment_flow" => "default-source-enrollment",
        "pre_authentication_flow" => "default-source-pre-authentication",
        _ => "default-source-authentication",
    };
    let is_identifier = uuid::Uuid::parse_str(flow).is_ok();
    let needed =
        DESIGNATIONS.iter().find(|(name, _)| *name == field.name).map(|(_, designation)| *designation);
    match (flow, designation(flow)) {
        ("", _) => None,
        _ if is_identifier || !slug::is_valid(flow) => Some(about("flow-format").fixed_by_setting(proposal)),
        (_, None) => Some(about("flow-unknown").with("designation", needed.unwrap_or_default())),
        (_, known) if known != needed => Some(
            about("flow-designation")
                .with("designation", known.unwrap_or_default())
                .fixed_by_setting(proposal),
        ),
        ("default-authentication-flow", _) => Some(about("flow-asks-again").fixed_by_setting(proposal)),
        _ => None,
    }
}
