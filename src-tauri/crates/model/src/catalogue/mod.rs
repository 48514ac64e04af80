//! The kinds of source that authentik's New Source list has, and the fields of their forms.
//!
//! Names, labels, groups, defaults and order are those of authentik 2026.5 (`web/src/admin/sources/oauth/
//! OAuthSourceForm.ts`, `schema.yml`). Labels and help texts are message ids here; their words are in the catalogues.

mod field;
mod wechat;

pub use field::{Default, Field, FieldKind, Group};

/// One entry of authentik's New Source list.
#[derive(Debug)]
pub struct SourceType {
    /// The short name, authentik's `provider_type` for OAuth sources: `wechat`.
    pub id: &'static str,
    /// The name in the list: `WeChat OAuth Source`.
    pub name: &'static str,
    /// The web component that draws authentik's form: `ak-source-oauth-form`.
    pub component: &'static str,
    /// The protocol: `OAuth`.
    pub protocol: &'static str,
    /// authentik's own description: `Social Login using WeChat.`
    pub description: &'static str,
    /// The model in a blueprint: `authentik_sources_oauth.oauthsource`.
    pub model: &'static str,
    /// The first authentik version that knows the kind.
    pub since: &'static str,
    /// The fields, in the order of the form.
    pub fields: &'static [Field],
}

impl SourceType {
    /// Returns the field with an API name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// Returns every kind that this version of Source Desk knows, in authentik's order.
pub fn all() -> &'static [SourceType] {
    &[wechat::WECHAT]
}

/// Returns the kind with an id.
pub fn find(id: &str) -> Option<&'static SourceType> {
    all().iter().find(|kind| kind.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_field_has_its_default_among_its_choices() {
        for field in all().iter().flat_map(|kind| kind.fields) {
            if let (FieldKind::Select(choices) | FieldKind::Radio(choices), Default::Text(default)) =
                (field.kind, field.default)
            {
                assert!(choices.contains(&default), "{}", field.name);
            }
        }
    }

    #[test]
    fn field_names_are_unique_within_a_kind() {
        for kind in all() {
            let mut names: Vec<_> = kind.fields.iter().map(|field| field.name).collect();
            names.sort_unstable();
            let n_names = names.len();
            names.dedup();
            assert_eq!(names.len(), n_names, "{}", kind.id);
        }
    }
}
