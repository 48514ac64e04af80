//! Rules for what a blueprint said beyond the form (authentik's `blueprints/v1`).

use super::rule::{error, info, warning};
use super::{Finding, Fix, Rule, finding, text};
use crate::catalogue::{self, SourceType};
use crate::draft::Draft;

const IGNORED: &str = "A live 2026.5 server takes and ignores it";

pub(super) const RULES: &[Rule] = &[
    warning("field-unknown", "A live 2026.5 server ignores unknown fields without a word"),
    warning("field-ignored", IGNORED),
    warning("field-number", "YAML 1.1: a number without quotes; a live 2026.5 server makes a text of it"),
    error("field-unfit", "answers of a live 2026.5 server").refused(),
    warning(
        "licensed-condition",
        "blueprints/v1/importer.py: the default context holds a tuple, which is always true",
    ),
    warning("login-page-replaced", "A blueprint's list replaces the stage's: blueprints/v1/importer.py"),
    warning("policies-not-enforced", "core/api/sources.py: only a person's settings page asks the policies"),
    warning("source-stage-login", "authentik documentation: Source stage"),
    info("policy-mode", "core/api/sources.py: only a person's settings page asks the policies"),
];

/// What only types with URLs of their own obey.
const OF_CUSTOMIZABLE_TYPES: &[&str] = &[
    "authorization_url",
    "access_token_url",
    "profile_url",
    "request_token_url",
    "oidc_well_known_url",
    "oidc_jwks_url",
    "oidc_jwks",
    "pkce",
    "authorization_code_auth_method",
];

/// The codes that are about what a draft keeps aside, which other rules do not judge.
pub(super) const CODES: &[&str] =
    &["field-unknown", "field-ignored", "field-number", "field-unfit", "pkce-garbage"];

pub(super) fn lint(draft: &Draft) -> Vec<Finding> {
    let Some(kind) = draft.kind() else { return Vec::new() };
    let mut findings: Vec<Finding> =
        draft.kept.attrs.iter().filter_map(|(name, yaml)| lint_attribute(kind, name, yaml)).collect();
    if draft.kept.conditions.iter().any(|yaml| yaml.contains(LICENSED) && !yaml.contains("AtIndex")) {
        findings.push(finding("licensed-condition", "enabled"));
    }
    let others = || draft.kept.before.iter().chain(&draft.kept.after);
    let has = |model: &str| others().any(|yaml| yaml.contains(model));
    let replaces = others().any(|yaml| {
        yaml.contains("authentik_stages_identification.identificationstage")
            && yaml.contains("sources:")
            && !yaml.contains("FindObject")
    });
    if replaces {
        findings.push(finding("login-page-replaced", "slug"));
    }
    if has("authentik_policies.policybinding") {
        findings.push(finding("policies-not-enforced", "policy_engine_mode"));
    } else if text(draft, "policy_engine_mode") == "all" {
        findings.push(finding("policy-mode", "policy_engine_mode"));
    }
    let logs_in = text(draft, "authentication_flow") == "default-source-authentication";
    if has("authentik_stages_source.sourcestage") && logs_in {
        findings.push(finding("source-stage-login", "authentication_flow"));
    }
    findings
}

const LICENSED: &str = "goauthentik.io/enterprise/licensed";

fn lint_attribute(kind: &SourceType, name: &str, yaml: &str) -> Option<Finding> {
    let is_tag = yaml.trim_start().starts_with('!');
    let unset = Fix::Unset { field: name.to_owned() };
    if let Some(field) = kind.field(name) {
        // Lists of mappings and tags are objects of a server. What a server made of PKCE has a rule of its own.
        let is_list = matches!(field.kind, catalogue::FieldKind::Mappings);
        if is_tag || is_list || yaml.contains('!') || name == "pkce" {
            return None;
        }
        let number = yaml.trim();
        let takes_text =
            !matches!(field.kind, catalogue::FieldKind::Switch) && field.kind.choices().is_empty();
        if takes_text && number.parse::<f64>().is_ok() {
            return Some(
                finding("field-number", name)
                    .with("label", field.label_id())
                    .with("value", number)
                    .fixed_by_setting(number),
            );
        }
        return Some(finding("field-unfit", name).with("label", field.label_id()).fixed_by(unset));
    }
    if kind.provider.is_some() && OF_CUSTOMIZABLE_TYPES.contains(&name) {
        return Some(finding("field-ignored", name).with("name", name).fixed_by(unset));
    }
    let squeezed = |text: &str| text.to_lowercase().replace(['_', '-', ' '], "");
    let meant =
        kind.fields.iter().map(|field| field.name).find(|field| is_near(&squeezed(field), &squeezed(name)));
    Some(match meant {
        Some(meant) => finding("field-unknown", name).with("name", name).with("meant", meant),
        None => finding("field-unknown", name).with("name", name).with("meant", "—"),
    })
}

/// Returns whether two names differ in at most one letter, or in the order of two that stand side by side.
fn is_near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same_start = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let [one, other] = [&one, &other].map(|name| name.get(same_start..).unwrap_or_default());
    let same_end = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    let [one, other] = [one, other].map(|name| name.get(..name.len() - same_end).unwrap_or_default());
    match (one, other) {
        ([] | [_], [] | [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn names_are_near_that_differ_in_one_letter_or_one_swap() {
        for (one, other, near) in [
            ("promoted", "promoted", true),
            ("promoted", "promted", true),
            ("promoted", "promotde", true),
            ("promoted", "promotet", true),
            ("icon", "enabled", false),
            ("pkce", "slug", false),
        ] {
            assert_eq!(is_near(one, other), near, "{one} {other}");
        }
    }
}
