//! Property mappings that many sources want, to start from.
//!
//! A recipe is a mapping's text with what it is for. Its words are the messages `recipe-ID-title`, `recipe-ID-what`
//! (what it does) and `recipe-ID-why` (when one wants it, and what to watch). A capitalised name at the top of its text,
//! such as `DOMAIN`, is for the administrator to fill in.
//!
//! A mapping cannot refuse anybody: an exception in it ends the login with HTTP 500 (authentik's
//! `core/sources/mapper.py`), and policies that are bound to a source are not asked at a login. So a recipe of a gate
//! only notes whether somebody belongs, and brings a policy that reads this where the flow is planned
//! (`flows/planner.py` gives flow policies `source` and `prompt_data`).

mod table;

use serde::{Deserialize, Serialize};
use specta::Type;

use self::table::{IDENTIFIERS, PICTURES, RECIPES, Row};
use crate::catalogue::SourceType;
use crate::draft::Draft;
use crate::mapping::{MappingList, PropertyMapping};

/// A mapping to start from, for one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Recipe {
    /// Which one: `avatar`.
    pub id: String,
    /// The list that the mapping belongs to.
    pub list: MappingList,
    /// A name for the mapping: the source's slug and what it does. It also decides the order, so that a mapping that
    /// reads what another one sets has the later name.
    pub name: String,
    /// The mapping's text.
    pub expression: String,
    /// The properties that it sets, such as `email` and `attributes.avatar`.
    pub sets: Vec<String>,
    /// The names at the top of its text that have to be filled in.
    pub to_fill_in: Vec<String>,
    /// The scopes that the source has to ask for besides those of its type.
    pub scopes: Vec<String>,
    /// The host that the mapping asks at each login.
    pub asks: Option<String>,
    /// The text of an expression policy that has to be bound to the source's flows.
    pub policy: Option<String>,
}

impl Recipe {
    /// Returns the mapping.
    pub fn mapping(&self) -> PropertyMapping {
        PropertyMapping { name: self.name.clone(), expression: self.expression.clone() }
    }
}

/// Returns the ids of all recipes.
pub fn ids() -> impl Iterator<Item = &'static str> {
    RECIPES.iter().map(|row| row.id)
}

/// Returns the recipes for a source. A draft of an unknown kind has none.
pub fn for_draft(draft: &Draft) -> Vec<Recipe> {
    draft.kind().map(|kind| for_source(kind, &draft.slug)).unwrap_or_default()
}

/// Returns the recipes for a kind of source, with the source's slug.
pub fn for_source(kind: &SourceType, slug: &str) -> Vec<Recipe> {
    RECIPES.iter().filter(|row| row.kinds.contains(&kind.id)).map(|row| row.recipe(kind.id, slug)).collect()
}

impl Row {
    fn recipe(&self, kind: &str, slug: &str) -> Recipe {
        // A draft can have any text there, also one that would end a text in Python.
        let plain = slug.replace(['"', '\\', '\n', '\r'], "");
        let said = |table: &[(&str, &'static str)]| {
            table.iter().find(|(of, _)| *of == kind).map_or("None", |(_, said)| said)
        };
        let fill = |text: &str| {
            text.replace("__IDENTIFIER__", said(IDENTIFIERS))
                .replace("__PICTURE__", said(PICTURES))
                .replace("__SLUG__", &plain)
        };
        let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
        Recipe {
            id: self.id.to_owned(),
            list: self.list,
            name: format!("{slug}: {}", self.name),
            expression: fill(self.expression),
            sets: texts(self.sets),
            to_fill_in: texts(self.to_fill_in),
            scopes: texts(self.scopes),
            asks: self.asks.map(str::to_owned),
            policy: self.policy.map(fill),
        }
    }
}

#[cfg(test)]
mod tests;
