//! What drafts want to be on a server.
//!
//! It is the drafts' own blueprint, read back: what a push writes and what an exported file says cannot differ.

use desk_blueprint::{AtHand, BlueprintError, Content, Options, SecretStyle, Tag, Value};
use desk_model::{Draft, DraftId, Version};
use serde_json::Value as Json;

use crate::object::Model;
use crate::yaml::json;

/// What drafts want.
pub struct Desired {
    /// The objects, each after those that it refers to.
    pub objects: Vec<DesiredObject>,
    /// Objects that drafts keep of a blueprint beside their source, by model. They are not pushed.
    pub left_out: Vec<String>,
}

/// One object that a draft wants.
pub struct DesiredObject {
    /// What it is.
    pub model: Model,
    /// What others call it: the `id` of its entry.
    pub entry: String,
    /// What people know it by.
    pub key: String,
    /// The draft, of a source.
    pub draft: Option<DraftId>,
    /// The fields, in the order of the file, without the key.
    pub fields: Vec<(String, Wanted)>,
}

/// What a field is to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// A value.
    Value(Json),
    /// An object of the server, by its natural key.
    Find {
        /// The model's name in a blueprint.
        model: String,
        /// The natural key.
        key: String,
    },
    /// Objects that are wanted as well, by their entries.
    Entries(Vec<String>),
    /// A secret of the draft.
    Secret,
    /// What only a server can resolve, as YAML.
    ServerOnly(String),
}

impl Desired {
    /// Returns what drafts want on a server of a version.
    ///
    /// # Errors
    ///
    /// As [`desk_blueprint::write`]: what cannot be written cannot be pushed.
    pub fn of(drafts: &[&Draft], version: Version, at_hand: &AtHand) -> Result<Desired, BlueprintError> {
        let options = Options {
            secrets: SecretStyle::Context,
            at_hand: at_hand.clone(),
            target: Some(version),
            login_page: None,
            source_stage: None,
            comments: Vec::new(),
        };
        let text = desk_blueprint::write(drafts, &options)?.text;
        let document = desk_blueprint::read(&text)?;
        let mut desired = Desired { objects: Vec::new(), left_out: Vec::new() };
        for entry in document.entries {
            let model = entry.model.as_text().unwrap_or_default();
            let is_own = |model: &Model| match model {
                Model::Source(_) => drafts.iter().any(|draft| key_of(&entry, "slug") == draft.slug),
                Model::Mapping(_) => entry.id.is_some(),
                Model::Stage => false,
            };
            let known = Model::find(model).filter(is_own);
            let (Some(model), Some(id)) = (known, entry.id.clone()) else {
                desired.left_out.push(model.to_owned());
                continue;
            };
            let key = key_of(&entry, model.key_field()).to_owned();
            let draft = drafts.iter().find(|draft| matches!(model, Model::Source(_)) && draft.slug == key);
            let kind = draft.and_then(|draft| draft.kind());
            let is_secret =
                |name: &str| kind.and_then(|kind| kind.field(name)).is_some_and(desk_model::Field::is_secret);
            let pairs = [&entry.identifiers, &entry.attrs].map(|value| match value {
                Value::Mapping(pairs) => pairs.as_slice(),
                _ => &[],
            });
            let fields = pairs
                .into_iter()
                .flatten()
                .filter_map(|(name, value)| Some((name.as_text()?, value)))
                .filter(|(name, _)| *name != model.key_field())
                .map(|(name, value)| {
                    let is_reference = draft.is_none_or(|draft| !draft.is_tagged(name));
                    let wanted = if is_secret(name) && is_reference { Wanted::Secret } else { wanted(value) };
                    (name.to_owned(), wanted)
                });
            desired.objects.push(DesiredObject {
                model,
                entry: id,
                key,
                draft: draft.map(|draft| draft.id.clone()),
                fields: fields.collect(),
            });
        }
        Ok(desired)
    }
}

fn key_of<'a>(entry: &'a desk_blueprint::Entry, field: &str) -> &'a str {
    entry.field(field).and_then(Value::as_text).unwrap_or_default()
}

fn wanted(value: &Value) -> Wanted {
    match value {
        Value::Tagged(Tag::Find, Content::Sequence(items)) => match items.as_slice() {
            [Value::Text(model), Value::Sequence(lookup)] => match lookup.as_slice() {
                [Value::Text(_), Value::Text(key)] => Wanted::Find { model: model.clone(), key: key.clone() },
                _ => Wanted::ServerOnly(value.to_yaml()),
            },
            _ => Wanted::ServerOnly(value.to_yaml()),
        },
        Value::Sequence(items) if !items.is_empty() => {
            let entries: Option<Vec<String>> = items.iter().map(entry_of).collect();
            entries.map_or_else(|| plain(value), Wanted::Entries)
        }
        other => plain(other),
    }
}

fn entry_of(value: &Value) -> Option<String> {
    match value {
        Value::Tagged(Tag::KeyOf, Content::Text(id)) => Some(id.clone()),
        _ => None,
    }
}

fn plain(value: &Value) -> Wanted {
    json(value).map_or_else(|| Wanted::ServerOnly(value.to_yaml()), Wanted::Value)
}
