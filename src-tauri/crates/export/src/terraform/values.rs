//! Fields to expressions.

use desk_model::catalogue::{Default, Language};
use desk_model::{Draft, Field, FieldKind, FieldValue};

use super::Writing;
use super::hcl::{Body, Expression};
use crate::export::{Finding, Note, is_made_up};

/// Returns the value of a field that would be lost: one that is not what authentik gives to a field that is left out.
pub(super) fn lost(draft: &Draft, field: &Field) -> Option<String> {
    if matches!(field.kind, FieldKind::Mappings | FieldKind::Secret) {
        return None;
    }
    let value = draft.values.get(field.name).cloned().or_else(|| field.default_value())?;
    let left_out = field.api_default.unwrap_or(field.default);
    let is_lost = match (&value, left_out) {
        (FieldValue::Text(text), Default::None) => !text.is_empty(),
        (FieldValue::Text(text), _) if text.is_empty() => false,
        (value, left_out) => left_out.value().as_ref() != Some(value),
    };
    is_lost.then(|| value.to_string())
}

impl Writing<'_> {
    /// Returns the value of a field that is no secret; `None` if authentik shall make one up.
    pub(super) fn value(&mut self, draft: &Draft, field: &Field) -> Option<Expression> {
        let value = draft.values.get(field.name).cloned().or_else(|| field.default_value())?;
        let text = match value {
            FieldValue::Switch(on) => return Some(Expression::Bool(on)),
            FieldValue::List(items) => {
                return Some(Expression::List(items.into_iter().map(Expression::Text).collect()));
            }
            FieldValue::Tagged { yaml } => return Some(self.tag_variable(draft, field.name, &yaml)),
            FieldValue::Text(text) => text,
        };
        let data = match field.kind {
            FieldKind::Flow => Some(("authentik_flow", "slug")),
            FieldKind::Certificate => Some(("authentik_certificate_key_pair", "name")),
            FieldKind::UserGroup => Some(("authentik_group", "name")),
            _ => None,
        };
        if text.is_empty() {
            if is_made_up(field) {
                return None;
            }
            let is_null = field.nullable || data.is_some();
            return Some(if is_null { Expression::Null } else { Expression::Text(text) });
        }
        if let Some((name, key)) = data {
            return Some(self.found(name, key, text));
        }
        if field.kind == FieldKind::Code(Language::Json)
            && let Ok(value) = serde_json::from_str::<serde_json::Value>(&text)
        {
            // One spelling for what means the same, so that no plan shows a change of white space.
            return Some(Expression::Text(value.to_string()));
        }
        Some(Expression::Text(text))
    }

    /// Returns the id of an object that exists on the server, found by its natural key.
    fn found(&mut self, name: &'static str, key: &str, value: String) -> Expression {
        let known = (name, value);
        if let Some(label) = self.found.get(&known) {
            return Expression::name(format!("data.{name}.{label}.id"));
        }
        let label = self.label(name, &known.1);
        let mut body = Body::default();
        body.attribute(key, Expression::text(&known.1));
        // Left out, Terraform fetches private keys and members, and writes them into its state.
        match name {
            "authentik_certificate_key_pair" => {
                body.attribute("fetch_certificate", Expression::Bool(false));
                body.attribute("fetch_key", Expression::Bool(false));
            }
            "authentik_group" => body.attribute("include_users", Expression::Bool(false)),
            _ => {}
        }
        self.data.blank();
        self.data.block(&format!("data \"{name}\" \"{label}\""), body);
        self.found.insert(known, label.clone());
        Expression::name(format!("data.{name}.{label}.id"))
    }

    /// Returns a variable for what only authentik can resolve.
    fn tag_variable(&mut self, draft: &Draft, field: &str, yaml: &str) -> Expression {
        let label = self.variable_labels.identifier(&format!("{}_{field}", draft.slug));
        let note =
            Note::new("terraform-tag").with("slug", &draft.slug).with("field", field).with("yaml", yaml);
        let mut body = Body::default();
        body.attribute("description", Expression::text(self.options.text(&note)));
        self.variables.blank();
        self.variables.block(&format!("variable \"{label}\""), body);
        let found = Finding::new("terraform-tag", draft, field).with("yaml", yaml);
        self.findings.push(found.with("variable", label.clone()));
        Expression::name(format!("var.{label}"))
    }
}
