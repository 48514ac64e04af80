//! Rules for property mappings (authentik's `lib/expression/evaluator.py`, `core/sources/mapper.py`,
//! `stages/user_write/stage.py`; tried with its code of 2026.5).

use std::collections::{BTreeMap, BTreeSet};

use super::mapping_text::lint_expression;
use super::rule::{error, info, warning};
use super::{Finding, Fix, Rule, finding};
use crate::draft::Draft;
use crate::mapping::{MappingList, PropertyMapping};

const LIVE: &str = "answers of a live 2026.5 server";
const EVALUATOR: &str = "lib/expression/evaluator.py";
const MERGE: &str = "lib/merge.py; core/sources/mapper.py";
const WRITE: &str = "stages/user_write/stage.py";

pub(super) const RULES: &[Rule] = &[
    error("mapping-name-missing", LIVE).refused(),
    error("mapping-name-duplicate", "A blueprint finds a property mapping by its name"),
    warning("mapping-name-managed", "blueprints/system/sources-*.yaml"),
    error("mapping-expression-empty", LIVE).refused(),
    error("mapping-syntax", LIVE).refused(),
    error("mapping-without-return", MERGE),
    error("mapping-returns-no-dict", MERGE),
    error("mapping-unknown-name", EVALUATOR),
    error("mapping-skip-object", "lib/sync/mapper.py: only sources that sync catch it"),
    warning("mapping-empty-user", "policies/types.py: PolicyRequest of an empty User"),
    warning("mapping-key-discarded", WRITE),
    warning("mapping-groups-text", "core/sources/mapper.py: each character becomes a group"),
    info("mapping-groups-empty", MERGE),
    warning("mapping-triple-quotes", "lib/expression/evaluator.py: every line is indented"),
    warning("mapping-key-absent", "lib/expression/evaluator.py: an exception ends the login with HTTP 500"),
    info("mapping-changes-properties", "core/sources/mapper.py: every mapping is given the same dict"),
    warning(
        "mapping-sends-mail",
        "core/sources/flow_manager.py: mappings run at each login, before it is decided",
    ),
    warning("mapping-network", "lib/expression/evaluator.py: an exception ends the login with HTTP 500"),
    info("mapping-order", "core/sources/mapper.py: order by name"),
];

/// The lists of a draft, by field.
pub(super) const LISTS: [&str; 2] = ["user_property_mappings", "group_property_mappings"];

pub(super) fn lint(draft: &Draft) -> Vec<Finding> {
    let Some(kind) = draft.kind() else { return Vec::new() };
    let mut findings = Vec::new();
    let mut names: BTreeMap<&str, (&str, &PropertyMapping)> = BTreeMap::new();
    for field in LISTS {
        let list = list(draft, field);
        for mapping in list {
            findings.extend(lint_name(draft, field, mapping, &mut names));
            let of = if field == LISTS[0] { MappingList::User } else { MappingList::Group };
            for found in lint_expression(kind.protocol, of, &mapping.name, &mapping.expression) {
                let to = found.mended.map(|expression| PropertyMapping { expression, ..mapping.clone() });
                findings.push(Finding {
                    arguments: found.arguments,
                    ..finding(&found.code, field).fixed_by(to.map(|to| Fix::ChangePropertyMapping {
                        field: field.to_owned(),
                        from: mapping.clone(),
                        to,
                    }))
                });
            }
        }
        if !list.is_sorted_by(|one, other| one.name <= other.name) {
            let order: BTreeSet<&str> = list.iter().map(|mapping| mapping.name.as_str()).collect();
            findings.push(
                finding("mapping-order", field)
                    .with("order", order.into_iter().collect::<Vec<_>>().join(" → "))
                    .fixed_by(Fix::SortPropertyMappings { field: field.to_owned() }),
            );
        }
    }
    findings
}

pub(super) fn list<'a>(draft: &'a Draft, field: &str) -> &'a [PropertyMapping] {
    if field == "user_property_mappings" {
        &draft.user_property_mappings
    } else {
        &draft.group_property_mappings
    }
}

fn lint_name<'a>(
    draft: &Draft,
    field: &'static str,
    mapping: &'a PropertyMapping,
    names: &mut BTreeMap<&'a str, (&'a str, &'a PropertyMapping)>,
) -> Option<Finding> {
    let rename = |name: String| Fix::ChangePropertyMapping {
        field: field.to_owned(),
        from: mapping.clone(),
        to: PropertyMapping { name, ..mapping.clone() },
    };
    let taken =
        |name: &str| LISTS.iter().flat_map(|field| list(draft, field)).any(|mapping| mapping.name == name);
    let free = |stem: &str| (2..).map(|number| format!("{stem} {number}")).find(|name| !taken(name));
    if mapping.name.trim().is_empty() {
        let what = if field == LISTS[0] { "user" } else { "group" };
        let stem = format!("{}: {what}", draft.slug);
        let name = if taken(&stem) { free(&stem) } else { Some(stem) };
        return Some(finding("mapping-name-missing", field).fixed_by(name.map(rename)));
    }
    if mapping.name.to_lowercase().starts_with("authentik default") {
        let name = format!("{}: {}", draft.slug, mapping.name);
        return Some(
            finding("mapping-name-managed", field).with("mapping", &mapping.name).fixed_by(rename(name)),
        );
    }
    let duplicate = || finding("mapping-name-duplicate", field).with("mapping", &mapping.name);
    match names.insert(&mapping.name, (field, mapping)) {
        Some((other, same)) if same == mapping && other == field => Some(
            duplicate()
                .fixed_by(Fix::RemovePropertyMapping { field: field.to_owned(), mapping: mapping.clone() }),
        ),
        // One mapping for users and groups is one object.
        Some((_, same)) if same == mapping => None,
        Some(_) => Some(duplicate().fixed_by(free(&mapping.name).map(rename))),
        None => None,
    }
}
