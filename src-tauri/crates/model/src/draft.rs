//! A source in the making.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::catalogue::{self, Field, FieldKind, SourceType, Version};
use crate::checklist::Checklist;
use crate::kept::Kept;
use crate::mapping::PropertyMapping;
use crate::secret::Secrets;
use crate::tags;

/// The number of the document layout that [`Draft`] has now. Older documents are raised to it when they are read.
pub const SCHEMA: u32 = 3;

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
    /// A text, a choice, the slug of a flow, or the name of a certificate or group. An empty reference means none.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
    /// What only a server can resolve, as it stood in a blueprint.
    Tagged {
        /// The YAML, for example `!Env WECHAT_APPID`.
        yaml: String,
    },
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
    /// How far the registration with the provider is.
    #[serde(default, skip_serializing_if = "Checklist::is_empty")]
    pub checklist: Checklist,
    /// What people sort drafts by, see [`tags::tidy`](crate::tags::tidy). Never exported.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// What people note for themselves and each other. Never a secret, never exported.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// What a blueprint said beyond the form.
    #[serde(default, skip_serializing_if = "Kept::is_empty")]
    pub kept: Kept,
}

/// What authentik's form does not ask but the provider's console does.
#[derive(Debug, Clone, PartialEq, Eq, std::default::Default, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct Deployment {
    /// The authentik version that the source is made for.
    pub target: Version,
    /// The host that serves authentik, such as `auth.example.com`. Empty while unknown.
    pub authentik_host: String,
    /// Further hosts that serve the same authentik, one for each brand. authentik makes the callback URL of the host
    /// that the browser used, so each needs a callback of its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub brand_hosts: Vec<String>,
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
    /// The text names no authentik version that the catalogue knows.
    #[error("unknown authentik version {0}")]
    UnknownVersion(String),
    /// The field is no single value: property mappings are objects of their own.
    #[error("{0} is a list of property mappings")]
    IsMappings(String),
    /// The field holds one value, not a list.
    #[error("{0} is no list")]
    NotOneText(String),
    /// The field holds a list, not one text.
    #[error("{0} is a list")]
    IsList(String),
    /// A switch is `true` or `false`.
    #[error("{field} is a switch, not {value:?}")]
    NotASwitch {
        /// The field.
        field: String,
        /// What was given.
        value: String,
    },
    /// There are more items than fit.
    #[error("{field} holds up to {limit}")]
    TooMany {
        /// The field.
        field: String,
        /// How many items fit.
        limit: usize,
    },
    /// The text, or an item of a list, is longer than fits.
    #[error("{field} takes up to {limit} characters")]
    TooLong {
        /// The field.
        field: String,
        /// How many characters fit.
        limit: usize,
    },
    /// The text is no JSON object.
    #[error("{0} is no JSON object")]
    NotAnObject(String),
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
            checklist: Checklist::default(),
            tags: Vec::new(),
            notes: String::new(),
            kept: Kept::default(),
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
            ("target", _) => self.deployment.target.name(),
            ("notes", _) => &self.notes,
            (_, Some(FieldValue::Text(text))) => text,
            (_, Some(FieldValue::Switch(_) | FieldValue::List(_) | FieldValue::Tagged { .. }) | None) => "",
        }
    }

    /// Returns the texts of a list; none if the field is absent or something else.
    pub fn list(&self, field: &str) -> &[String] {
        match self.values.get(field) {
            Some(FieldValue::List(items)) => items,
            _ => &[],
        }
    }

    /// Returns whether only a server can tell the value of a field.
    pub fn is_tagged(&self, field: &str) -> bool {
        matches!(self.values.get(field), Some(FieldValue::Tagged { .. }))
    }

    /// Returns the secret fields that authentik should be given: those that it insists on, those that there are or that a
    /// tag says, and those without which another field makes little sense.
    pub fn wanted_secrets<'a>(
        &'a self,
        secrets_known: Option<&'a Secrets>,
    ) -> impl Iterator<Item = &'static Field> + 'a {
        let secrets = self.kind().into_iter().flat_map(SourceType::secrets);
        secrets.filter(move |field| {
            field.required_by_api
                || self.is_tagged(field.name)
                || secrets_known.is_some_and(|secrets| secrets.has(field.name))
                || field
                    .needed_with
                    .is_some_and(|other| !self.text(other).is_empty() || self.is_tagged(other))
        })
    }

    /// Returns whether a switch is on.
    pub fn switch(&self, field: &str) -> bool {
        matches!(self.values.get(field), Some(FieldValue::Switch(true)))
    }

    /// Sets a field from text, as a command line gives it. The text is kept as typed; lints judge it.
    ///
    /// Besides the fields of authentik's form it takes `authentik_host`, `brand_hosts`, `callback_domain`, `target`, `tags`
    /// and `notes`. The texts of a list are separated by commas or line breaks.
    pub fn set(&mut self, field: &str, text: &str) -> Result<(), FieldError> {
        match field {
            "name" => text.clone_into(&mut self.name),
            "slug" => text.clone_into(&mut self.slug),
            "authentik_host" => text.clone_into(&mut self.deployment.authentik_host),
            "brand_hosts" => self.deployment.brand_hosts = list_of(text),
            "callback_domain" => text.clone_into(&mut self.deployment.callback_domain),
            "tags" => self.tags = tags::tidy([text]),
            "notes" => text.clone_into(&mut self.notes),
            "target" => {
                self.deployment.target =
                    text.parse().map_err(|_| FieldError::UnknownVersion(text.to_owned()))?;
            }
            _ => {
                let (field, value) = self.parse_value(field, text)?;
                self.values.insert(field.name.to_owned(), value);
            }
        }
        Ok(())
    }

    /// Returns every reason why this document cannot be a draft of its kind: unknown fields, values of a wrong type, tags
    /// and notes that do not fit.
    pub fn check_values(&self) -> Vec<FieldError> {
        let errors = self.values.iter().filter_map(|(name, value)| self.check_value(name, value).err());
        errors.chain(tags::check(self)).collect()
    }

    fn check_value(&self, name: &str, value: &FieldValue) -> Result<(), FieldError> {
        let field = self.field(name)?;
        match (value, field.kind) {
            // What a tag resolves to is not known here. A secret's tag says where the secret is and is none itself.
            (FieldValue::Text(_), FieldKind::List) => Err(FieldError::IsList(name.to_owned())),
            (FieldValue::Tagged { .. }, FieldKind::Mappings) | (FieldValue::Text(_), _) => {
                self.parse_value(name, value.as_text()).map(|_| ())
            }
            (FieldValue::Tagged { .. }, _)
            | (FieldValue::Switch(_), FieldKind::Switch)
            | (FieldValue::List(_), FieldKind::List) => Ok(()),
            (FieldValue::Switch(on), _) => {
                Err(FieldError::NotASwitch { field: name.to_owned(), value: on.to_string() })
            }
            (FieldValue::List(_), _) => Err(FieldError::NotOneText(name.to_owned())),
        }
    }

    fn field(&self, name: &str) -> Result<&'static Field, FieldError> {
        let kind = self.kind().ok_or_else(|| FieldError::UnknownType(self.source_type.clone()))?;
        kind.field(name).ok_or_else(|| FieldError::UnknownField(name.to_owned()))
    }

    fn parse_value(&self, name: &str, text: &str) -> Result<(&'static Field, FieldValue), FieldError> {
        let field = self.field(name)?;
        let value = match field.kind {
            FieldKind::Secret => return Err(FieldError::IsSecret(name.to_owned())),
            FieldKind::Mappings => return Err(FieldError::IsMappings(name.to_owned())),
            FieldKind::Switch => match text {
                "true" => FieldValue::Switch(true),
                "false" => FieldValue::Switch(false),
                _ => {
                    return Err(FieldError::NotASwitch { field: name.to_owned(), value: text.to_owned() });
                }
            },
            FieldKind::Select(choices) | FieldKind::Radio(choices) => {
                if !choices.contains(&text) {
                    let choices = choices.iter().map(|&choice| choice.to_owned()).collect();
                    let field = name.to_owned();
                    return Err(FieldError::NotAChoice { field, value: text.to_owned(), choices });
                }
                FieldValue::Text(text.to_owned())
            }
            FieldKind::List => FieldValue::List(list_of(text)),
            FieldKind::Text
            | FieldKind::Slug
            | FieldKind::Monospace
            | FieldKind::Url
            | FieldKind::Code(_)
            | FieldKind::Icon
            | FieldKind::Flow
            | FieldKind::Certificate
            | FieldKind::UserGroup => FieldValue::Text(text.to_owned()),
        };
        Ok((field, value))
    }
}

/// Returns the items of a list that was typed with commas or line breaks between them.
fn list_of(text: &str) -> Vec<String> {
    text.split([',', '\n']).map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

impl Deployment {
    /// Returns every host as it was typed: authentik's own first, then those of the brands.
    pub fn hosts(&self) -> impl Iterator<Item = &str> {
        let all = std::iter::once(&self.authentik_host).chain(&self.brand_hosts);
        all.map(|text| text.trim()).filter(|text| !text.is_empty())
    }
}

impl FieldValue {
    /// Returns the text if it is one, else an empty text.
    pub fn as_text(&self) -> &str {
        match self {
            FieldValue::Text(text) => text,
            _ => "",
        }
    }
}

impl std::fmt::Display for FieldValue {
    /// Writes the value as [`Draft::set`] takes it; a tagged one as its YAML.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            FieldValue::Switch(on) => write!(formatter, "{on}"),
            FieldValue::Text(text) => formatter.write_str(text),
            FieldValue::List(items) => formatter.write_str(&items.join(", ")),
            FieldValue::Tagged { yaml } => formatter.write_str(yaml),
        }
    }
}

#[cfg(test)]
mod tests;
