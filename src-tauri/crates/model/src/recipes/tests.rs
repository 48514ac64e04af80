//! The recipes hold together; what they do is tried in `desk-expression`.

use std::collections::BTreeSet;

use super::*;
use crate::catalogue;
use crate::draft::DraftId;
use crate::lint::{Severity, lint_expression};

fn all() -> impl Iterator<Item = (&'static SourceType, Recipe)> {
    catalogue::all()
        .iter()
        .flat_map(|kind| for_source(kind, "door").into_iter().map(move |recipe| (kind, recipe)))
}

#[test]
fn every_recipe_fits_a_kind_that_exists() {
    let kinds: BTreeSet<&str> = catalogue::all().iter().map(|kind| kind.id).collect();
    for row in RECIPES {
        assert!(row.kinds.iter().all(|kind| kinds.contains(kind)), "{}", row.id);
        assert!(!row.kinds.is_empty(), "{}", row.id);
    }
    assert_eq!(ids().collect::<BTreeSet<_>>().len(), RECIPES.len());
}

#[test]
fn nothing_is_left_to_replace() {
    for (kind, recipe) in all() {
        let texts = [Some(&recipe.expression), recipe.policy.as_ref()];
        assert!(!texts.iter().flatten().any(|text| text.contains("__")), "{} {}", kind.id, recipe.id);
        for name in &recipe.to_fill_in {
            let line = format!("{name} = ");
            assert!(recipe.expression.lines().any(|text| text.starts_with(&line)), "{} {name}", recipe.id);
        }
        // A kind without a place for its identifier or picture must not have the recipe.
        for name in ["identifier = None", "picture = None"] {
            assert!(!recipe.expression.contains(name), "{} {}", kind.id, recipe.id);
        }
    }
}

#[test]
fn no_recipe_has_a_finding_that_one_should_act_on() {
    for (kind, recipe) in all() {
        let findings = lint_expression(kind.protocol, recipe.list, &recipe.name, &recipe.expression);
        let bad: Vec<_> = findings.iter().filter(|finding| finding.severity != Severity::Info).collect();
        assert!(bad.is_empty(), "{} {}: {bad:?}", kind.id, recipe.id);
    }
}

#[test]
fn wechat_names_are_repaired_before_they_are_read() {
    let draft = Draft::new(DraftId::from_random([1; 16]), "wechat", "WeChat", "wechat").unwrap();
    let recipes = for_draft(&draft);
    let name = |id: &str| &recipes.iter().find(|recipe| recipe.id == id).unwrap().name;
    assert!(name("wechat-nickname") < name("username-readable"));
    assert_eq!(recipes.first().map(Recipe::mapping), Some(PropertyMapping::wechat_nickname_repair("wechat")));
}
