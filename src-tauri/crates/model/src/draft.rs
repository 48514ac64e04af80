//! A source in the making.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::catalogue::{self, Field, FieldKind, SourceType};
use crate::mapping::PropertyMapping;

/// The number of the document layout that [`Draft`] has now. Older documents are raised to it when they are read.
pub const SCHEMA: u32 = 1;

/// The identity of a draft for its whole life; the slug may change, the id does not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct DraftId(pub String);

impl DraftId {
    /// Makes an id from sixteen random bytes: a version 4 UUID in its usual text form.
    pub fn from_random(bytes: [u8; 16]) -> DraftId {
        DraftId(uuid::Builder::from_random_bytes(bytes).into_uuid().to_string())
    }
}

/// The value of one field. Secrets are not among them: a draft never holds one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(untagged)]
pub enum FieldValue {
    /// A switch.
    Switch(bool),
    /// A text, a choice, or the slug of a flow. An empty flow means none.
    Text(String),
}

/// One source in the making: the only currency between the crates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Draft {
    /// The layout of this document, see [`SCHEMA`].
    pub schema: u32,
    /// The identity.
    pub id: DraftId,
    /// The kind of source, for example `wechat`.
    #[serde(rename = "type")]
    pub source_type: String,
    /// The display name on the login button.
    pub name: String,
    /// The slug: part of the callback URL.
    pub slug: String,
    /// The other fields of authentik's form, by API name. A field that is absent has its default.
    pub values: BTreeMap<String, FieldValue>,
    /// The user property mappings.
    pub user_property_mappings: Vec<PropertyMapping>,
    /// The group property mappings.
    pub group_property_mappings: Vec<PropertyMapping>,
    /// Where the source will be used, which authentik's form does not ask.
    pub deployment: Deployment,
}

/// What authentik's form does not ask but the provider's console does.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct Deployment {
    /// The host that serves authentik, such as `auth.example.com`. Empty while unknown.
    pub authentik_host: String,
    /// What was typed into 授权回调域 in WeChat's console. Empty while unknown.
    pub callback_domain: String,
    /// What was registered with the provider, once it was.
    pub registered: Option<Registration>,
}

/// What a provider's console was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Registration {
    /// The slug at that time.
    pub slug: String,
    /// The callback URL at that time.
    pub callback_url: String,
}

/// Why a field does not take a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// authentik knows no such kind of source, or this version of Source Desk does not.
    #[error("unknown source type {0}")]
    UnknownType(String),
    /// The form has no such field.
    #[error("unknown field {0}")]
    UnknownField(String),
    /// A secret does not go into a draft.
    #[error("{0} is a secret")]
    IsSecret(String),
    /// The field is no single value: property mappings are objects of their own.
    #[error("{0} is a list of property mappings")]
    IsMappings(String),
    /// A switch is `true` or `false`.
    #[error("{field} is a switch, not {value:?}")]
    NotASwitch {
        /// The field.
        field: String,
        /// What was given.
        value: String,
    },
    /// The value is none of the choices.
    #[error("{value:?} is no choice of {field}")]
    NotAChoice {
        /// The field.
        field: String,
        /// What was given.
        value: String,
        /// What the field takes.
        choices: Vec<String>,
    },
}

impl Draft {
    /// Makes a draft of a kind, every field at the default that authentik's form shows.
    pub fn new(id: DraftId, source_type: &str, name: &str, slug: &str) -> Result<Draft, FieldError> {
        let kind =
            catalogue::find(source_type).ok_or_else(|| FieldError::UnknownType(source_type.to_owned()))?;
        let values = kind
            .fields
            .iter()
            .filter_map(|field| Some((field.name.to_owned(), field.default_value()?)))
            .collect();
        Ok(Draft {
            schema: SCHEMA,
            id,
            source_type: kind.id.to_owned(),
            name: name.to_owned(),
            slug: slug.to_owned(),
            values,
            user_property_mappings: Vec::new(),
            group_property_mappings: Vec::new(),
            deployment: Deployment::default(),
        })
    }

    /// Returns the kind of source, if this version knows it.
    pub fn kind(&self) -> Option<&'static SourceType> {
        catalogue::find(&self.source_type)
    }

    /// Returns the text of a field; empty if it is absent or a switch.
    pub fn text(&self, field: &str) -> &str {
        match (field, self.values.get(field)) {
            ("name", _) => &self.name,
            ("slug", _) => &self.slug,
            ("authentik_host", _) => &self.deployment.authentik_host,
            ("callback_domain", _) => &self.deployment.callback_domain,
            (_, Some(FieldValue::Text(text))) => text,
            (_, Some(FieldValue::Switch(_)) | None) => "",
        }
    }

    /// Returns whether a switch is on.
    pub fn switch(&self, field: &str) -> bool {
        matches!(self.values.get(field), Some(FieldValue::Switch(true)))
    }

    /// Sets a field from text, as a command line gives it. The text is kept as typed; lints judge it.
    ///
    /// Besides the fields of authentik's form it takes `authentik_host` and `callback_domain`.
    pub fn set(&mut self, field: &str, text: &str) -> Result<(), FieldError> {
        match field {
            "name" => text.clone_into(&mut self.name),
            "slug" => text.clone_into(&mut self.slug),
            "authentik_host" => text.clone_into(&mut self.deployment.authentik_host),
            "callback_domain" => text.clone_into(&mut self.deployment.callback_domain),
            _ => {
                let value = self.parse_value(field, text)?;
                self.values.insert(field.to_owned(), value);
            }
        }
        Ok(())
    }

    /// Returns every reason why this document cannot be a draft of its kind: unknown fields, values of a wrong type.
    pub fn check_values(&self) -> Vec<FieldError> {
        self.values
            .iter()
            .filter_map(|(field, value)| match value {
                FieldValue::Text(text) => self.parse_value(field, text).err(),
                FieldValue::Switch(on) => self
                    .parse_value(field, if *on { "true" } else { "false" })
                    .map(|parsed| {
                        (parsed != *value)
                            .then(|| FieldError::NotASwitch { field: field.clone(), value: on.to_string() })
                    })
                    .unwrap_or_else(Some),
            })
            .collect()
    }

    fn parse_value(&self, name: &str, text: &str) -> Result<FieldValue, FieldError> {
        let kind = self.kind().ok_or_else(|| FieldError::UnknownType(self.source_type.clone()))?;
        let field: &Field = kind.field(name).ok_or_else(|| FieldError::UnknownField(name.to_owned()))?;
        match field.kind {
            FieldKind::Secret => Err(FieldError::IsSecret(name.to_owned())),
            FieldKind::Mappings => Err(FieldError::IsMappings(name.to_owned())),
            FieldKind::Switch => match text {
                "true" => Ok(FieldValue::Switch(true)),
                "false" => Ok(FieldValue::Switch(false)),
                _ => Err(FieldError::NotASwitch { field: name.to_owned(), value: text.to_owned() }),
            },
            FieldKind::Select(choices) | FieldKind::Radio(choices) => {
                if choices.contains(&text) {
                    Ok(FieldValue::Text(text.to_owned()))
                } else {
                    let choices = choices.iter().map(|&choice| choice.to_owned()).collect();
                    Err(FieldError::NotAChoice { field: name.to_owned(), value: text.to_owned(), choices })
                }
            }
            FieldKind::Text | FieldKind::Slug | FieldKind::Monospace | FieldKind::Icon | FieldKind::Flow => {
                Ok(FieldValue::Text(text.to_owned()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn draft() -> Draft {
        Draft::new(DraftId::from_random([7; 16]), "wechat", "WeChat", "wechat").unwrap()
    }

    #[test]
    fn a_new_draft_has_the_defaults_of_authentiks_form() {
        let draft = draft();
        for (field, value) in [
            ("user_matching_mode", "identifier"),
            ("group_matching_mode", "identifier"),
            ("user_path_template", "goauthentik.io/sources/%(slug)s"),
            ("authentication_flow", "default-source-authentication"),
            ("enrollment_flow", "default-source-enrollment"),
            ("policy_engine_mode", "any"),
            ("additional_scopes", ""),
            ("icon", ""),
        ] {
            assert_eq!(draft.text(field), value, "{field}");
        }
        assert!(draft.switch("enabled") && !draft.switch("promoted"));
        assert_eq!(draft.check_values(), vec![]);
    }

    #[test]
    fn a_value_of_the_wrong_sort_is_refused_and_changes_nothing() {
        let mut changed = draft();
        for (field, text) in [
            ("enabled", "yes"),
            ("user_matching_mode", "nope"),
            ("consumer_secret", "x"),
            ("user_property_mappings", "x"),
            ("nonsense", "x"),
        ] {
            assert!(changed.set(field, text).is_err(), "{field}");
        }
        assert_eq!(changed, draft());
    }

    #[test]
    fn a_document_with_a_field_of_the_wrong_sort_is_told_field_by_field() {
        let mut draft = draft();
        draft.values.insert("enabled".into(), FieldValue::Text("x".into()));
        draft.values.insert("icon".into(), FieldValue::Switch(true));
        draft.values.insert("nonsense".into(), FieldValue::Switch(true));
        assert_eq!(draft.check_values().len(), 3);
    }

    proptest! {
        #[test]
        fn the_form_reads_back_what_was_written(name in ".*", key in ".*", host in ".*", promoted: bool) {
            let mut draft = draft();
            for (field, text) in [("name", &name), ("consumer_key", &key), ("authentik_host", &host)] {
                draft.set(field, text).unwrap();
                prop_assert_eq!(draft.text(field), text.as_str());
            }
            draft.set("promoted", if promoted { "true" } else { "false" }).unwrap();
            let document = serde_json::to_string(&draft).unwrap();
            prop_assert_eq!(serde_json::from_str::<Draft>(&document).unwrap(), draft);
        }
    }
}
