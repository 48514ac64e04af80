//! Rules for every source, whatever its provider (authentik's `core/api/sources.py` and `admin/files/validation.py`).

use std::collections::BTreeSet;

use super::rule::{error, warning};
use super::{Finding, Rule, finding};
use crate::draft::{Draft, FieldValue};
use crate::slug;

const REFUSED: &str = "answers of a live 2026.5 server";

pub(super) const RULES: &[Rule] = &[
    error("name-missing", REFUSED).refused(),
    error("slug-missing", REFUSED).refused(),
    error("slug-format", REFUSED).refused(),
    warning(
        "slug-changed",
        "sources/oauth/urls.py; sources/oauth/models.py: deleting a source deletes its connections",
    ),
    error("user-path-empty", "OpenAPI file: minLength 1").refused(),
    warning("user-path-template", "core/models.py: Source.get_user_path"),
    error("icon-format", "admin/files/validation.py; answers of a live 2026.5 server").refused(),
    error("mapping-name-missing", REFUSED).refused(),
    error("mapping-name-duplicate", "Property mappings are found by their name"),
    error("mapping-without-return", "core/sources/mapper.py"),
];

pub(super) fn lint(draft: &Draft) -> Vec<Finding> {
    let mut findings = Vec::new();
    if draft.name.trim().is_empty() {
        findings.push(finding("name-missing", "name"));
    }
    findings.extend(lint_slug(draft));
    findings.extend(lint_user_path(draft));
    if !icon_is_valid(draft.text("icon")) {
        findings.push(finding("icon-format", "icon"));
    }
    findings.extend(lint_mappings(draft));
    findings
}

/// Returns whether a field of the draft holds an empty text. A field that the kind lacks, or that was never set, does not.
fn is_empty(draft: &Draft, field: &str) -> bool {
    matches!(draft.values.get(field), Some(FieldValue::Text(text)) if text.is_empty())
}

fn lint_slug(draft: &Draft) -> Vec<Finding> {
    let mut findings = Vec::new();
    let proposed = match slug::from_name(if draft.slug.is_empty() { &draft.name } else { &draft.slug }) {
        proposed if proposed.is_empty() => draft.source_type.clone(),
        proposed => proposed,
    };
    if draft.slug.is_empty() {
        findings.push(finding("slug-missing", "slug").fixed_by_setting(proposed));
    } else if !slug::is_valid(&draft.slug) {
        findings.push(finding("slug-format", "slug").with("slug", &draft.slug).fixed_by_setting(proposed));
    }
    if let Some(registered) = &draft.deployment.registered
        && registered.slug != draft.slug
    {
        findings.push(
            finding("slug-changed", "slug")
                .with("registered", &registered.slug)
                .with("callback", &registered.callback_url)
                .fixed_by_setting(&registered.slug),
        );
    }
    findings
}

fn lint_user_path(draft: &Draft) -> Option<Finding> {
    const DEFAULT: &str = "goauthentik.io/sources/%(slug)s";
    let template = draft.text("user_path_template");
    if is_empty(draft, "user_path_template") {
        return Some(finding("user-path-empty", "user_path_template").fixed_by_setting(DEFAULT));
    }
    // Python's % formatting with {"slug": …}: anything but %(slug)s and %% fails, and authentik then falls back to `users`.
    let left = template.replace("%%", "").replace("%(slug)s", "");
    left.contains('%').then(|| finding("user-path-template", "user_path_template").fixed_by_setting(DEFAULT))
}

fn icon_is_valid(icon: &str) -> bool {
    if icon.is_empty() || icon.starts_with("https://") || icon.starts_with("http://") {
        return true;
    }
    let path = icon
        .strip_prefix("fa://")
        .or_else(|| icon.strip_prefix("/static/"))
        .unwrap_or(icon)
        .replace("%(theme)s", "");
    let characters = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._/-".contains(&byte));
    characters && !path.contains("..") && !path.starts_with('.') && icon.len() <= 1024
}

fn lint_mappings(draft: &Draft) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut names = BTreeSet::new();
    for (field, mappings) in [
        ("user_property_mappings", &draft.user_property_mappings),
        ("group_property_mappings", &draft.group_property_mappings),
    ] {
        for mapping in mappings {
            if mapping.name.trim().is_empty() {
                findings.push(finding("mapping-name-missing", field));
            } else if !names.insert(&mapping.name) {
                findings.push(finding("mapping-name-duplicate", field).with("mapping", &mapping.name));
            }
            let returns = mapping
                .expression
                .lines()
                .any(|line| line.split('#').next().is_some_and(|code| code.contains("return")));
            if !returns {
                findings.push(finding("mapping-without-return", field).with("mapping", &mapping.name));
            }
        }
    }
    findings
}
