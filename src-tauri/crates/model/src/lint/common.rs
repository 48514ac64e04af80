//! Rules for every source, whatever its kind (authentik's `core/api/sources.py` and `admin/files/validation.py`).

use super::rule::{error, info, warning};
use super::{Finding, Rule, finding, text};
use crate::draft::{Draft, FieldValue};
use crate::slug;

const REFUSED: &str = "answers of a live 2026.5 server";

pub(super) const RULES: &[Rule] = &[
    error("name-missing", REFUSED).refused(),
    error("slug-missing", REFUSED).refused(),
    error("slug-format", REFUSED).refused(),
    error("slug-reserved", REFUSED).refused(),
    error("user-path-empty", "authentik's OpenAPI file of the version").refused(),
    warning("user-path-template", "core/models.py: Source.get_user_path"),
    error("icon-format", "admin/files/validation.py; answers of a live 2026.5 server").refused(),
    warning("icon-http", "W3C Mixed Content, 4.1"),
    info("icon-theme", "admin/files/fields.py: %(theme)s"),
];

/// The slug of the source that every authentik has from the start.
const BUILT_IN: &str = "authentik-built-in";

pub(super) fn lint(draft: &Draft) -> Vec<Finding> {
    let mut findings = Vec::new();
    if draft.name.trim().is_empty() {
        findings.push(finding("name-missing", "name"));
    }
    findings.extend(lint_slug(draft));
    findings.extend(lint_user_path(draft));
    findings.extend(lint_icon(text(draft, "icon")));
    findings
}

fn lint_slug(draft: &Draft) -> Option<Finding> {
    let proposed = match slug::from_name(if draft.slug.is_empty() { &draft.name } else { &draft.slug }) {
        proposed if proposed.is_empty() || proposed == BUILT_IN => draft.source_type.clone(),
        proposed => proposed,
    };
    if draft.slug.is_empty() {
        return Some(finding("slug-missing", "slug").fixed_by_setting(proposed));
    }
    if draft.slug == BUILT_IN {
        return Some(finding("slug-reserved", "slug").with("slug", BUILT_IN).fixed_by_setting(proposed));
    }
    (!slug::is_valid(&draft.slug))
        .then(|| finding("slug-format", "slug").with("slug", &draft.slug).fixed_by_setting(proposed))
}

fn lint_user_path(draft: &Draft) -> Option<Finding> {
    const FIELD: &str = "user_path_template";
    const DEFAULT: &str = "goauthentik.io/sources/%(slug)s";
    if matches!(draft.values.get(FIELD), Some(FieldValue::Text(text)) if text.trim().is_empty()) {
        return Some(finding("user-path-empty", FIELD).fixed_by_setting(DEFAULT));
    }
    // Python's % formatting with {"slug": …}: anything but %(slug)s and %% fails, and authentik then falls back to `users`.
    let left = draft.text(FIELD).replace("%%", "").replace("%(slug)s", "");
    left.contains('%').then(|| finding("user-path-template", FIELD).fixed_by_setting(DEFAULT))
}

fn lint_icon(icon: &str) -> Option<Finding> {
    const FIELD: &str = "icon";
    const THEME: &str = "%(theme)s";
    if icon.is_empty() {
        return None;
    }
    let is_url = icon.starts_with("https://") || icon.starts_with("http://");
    let path = icon.strip_prefix("fa://").or_else(|| icon.strip_prefix("/static/")).unwrap_or(icon);
    let path = path.replace(THEME, "");
    let is_path = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._/-".contains(&byte))
        && !path.contains("..")
        && !path.starts_with('.')
        && icon.len() <= 1024;
    if !is_url && !is_path {
        return Some(finding("icon-format", FIELD));
    }
    if icon.starts_with("http://") {
        return Some(finding("icon-http", FIELD).fixed_by_setting(icon.replacen("http://", "https://", 1)));
    }
    (!icon.starts_with("fa://") && !icon.contains(THEME)).then(|| finding("icon-theme", FIELD))
}
