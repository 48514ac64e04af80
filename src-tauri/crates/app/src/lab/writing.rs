//! What helps to write a mapping: recipes, the names that exist, findings.

use desk_model::lint::{ExpressionFinding, lint_expression};
use desk_model::mapping_words::{MappingWords, mapping_words};
use desk_model::recipes::{self, Recipe};
use desk_model::{DraftId, MappingList, Protocol};

use crate::desk::Desk;
use crate::problem::Problem;

impl Desk {
    /// Returns the mappings that one can start from for a source.
    pub fn recipes(&self, draft: &DraftId) -> Result<Vec<Recipe>, Problem> {
        let draft = self.with_store(|store| store.get(draft))?.draft;
        Ok(recipes::for_draft(&draft))
    }

    /// Returns the names that a mapping of a kind can use.
    pub fn mapping_words(&self, kind: Protocol, list: MappingList) -> MappingWords {
        mapping_words(kind, list)
    }

    /// Returns what is wrong with the text of a mapping, as far as that can be told without running it.
    pub fn lint_expression(
        &self,
        kind: Protocol,
        list: MappingList,
        name: &str,
        expression: &str,
    ) -> Vec<ExpressionFinding> {
        lint_expression(kind, list, name, expression)
    }
}
