//! Values of a plan as texts: the window gets no document of the server.

use desk_authentik::Model;
use desk_model::{Protocol, SourceType};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use specta::Type;

/// A value as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "is", rename_all = "lowercase")]
pub enum PlanValue {
    /// There is none, or it is empty.
    Nothing,
    /// Yes or no.
    Flag {
        /// Whether it is yes.
        on: bool,
    },
    /// One of the choices of a field.
    Choice {
        /// Its name in the API.
        value: String,
        /// The message with its words.
        label_id: String,
    },
    /// A text; a list is one line for each of its entries.
    Text {
        /// The text.
        text: String,
    },
    /// A secret, of which only its state is known.
    Secret {
        /// The state.
        state: SecretInPlan,
    },
}

/// What is known of a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum SecretInPlan {
    /// The server does not show it.
    Unknown,
    /// It will be set.
    Set,
    /// It stays as it is.
    Unchanged,
}

/// Which words the fields of an object have.
#[derive(Default, Clone, Copy)]
pub(super) struct Labels {
    kind: Option<&'static SourceType>,
}

impl Labels {
    pub(super) fn of_source(kind: Option<&'static SourceType>) -> Labels {
        Labels { kind }
    }

    /// The message with a field's label; a field that no form has goes by its API name.
    pub(super) fn label_id(self, model: Option<Model>, path: &str) -> Option<String> {
        match (model, path) {
            (Some(Model::Stage), "sources") => Some("plan-field-sources".to_owned()),
            (Some(Model::Mapping(_)), "expression") => Some("plan-field-expression".to_owned()),
            (Some(Model::Mapping(_) | Model::Stage), "name") => Some("plan-field-name".to_owned()),
            (Some(Model::Source(_)), "provider_type") => Some("plan-field-provider-type".to_owned()),
            (Some(Model::Source(protocol)), _) => self.field(protocol, path).map(desk_model::Field::label_id),
            _ => None,
        }
    }

    /// A field by the name that the API has for it.
    fn field(self, protocol: Protocol, path: &str) -> Option<&'static desk_model::Field> {
        let of = |kind: &'static SourceType| kind.fields.iter().find(|field| field.is_called(path));
        match self.kind {
            Some(kind) => of(kind),
            None => desk_model::catalogue::all().iter().filter(|kind| kind.protocol == protocol).find_map(of),
        }
    }

    pub(super) fn value(self, model: Option<Model>, path: &str, value: &Json) -> PlanValue {
        if let (Some(Model::Source(protocol)), Json::String(text)) = (model, value)
            && let Some(field) = self.field(protocol, path)
            && field.kind.choices().contains(&text.as_str())
        {
            return PlanValue::Choice { value: text.clone(), label_id: field.choice_id(text) };
        }
        shown(value)
    }
}

/// Returns a value as a person reads it.
pub(super) fn shown(value: &Json) -> PlanValue {
    match value {
        Json::Null => PlanValue::Nothing,
        Json::Bool(on) => PlanValue::Flag { on: *on },
        Json::Object(fields) => match fields.get("secret").and_then(Json::as_str) {
            Some("set") => PlanValue::Secret { state: SecretInPlan::Set },
            Some("unchanged") => PlanValue::Secret { state: SecretInPlan::Unchanged },
            Some(_) => PlanValue::Secret { state: SecretInPlan::Unknown },
            None => text(line(value)),
        },
        Json::Array(items) => text(items.iter().map(line).collect::<Vec<_>>().join("\n")),
        other => text(line(other)),
    }
}

fn text(text: String) -> PlanValue {
    if text.is_empty() { PlanValue::Nothing } else { PlanValue::Text { text } }
}

fn line(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Object(fields) if fields.is_empty() => String::new(),
        // What only the server resolves stands there as it stands in a blueprint.
        Json::Object(fields) => match fields.get("yaml").and_then(Json::as_str) {
            Some(yaml) => yaml.trim_end().to_owned(),
            None => value.to_string(),
        },
        Json::Null => String::new(),
        other => other.to_string(),
    }
}

impl PlanValue {
    /// The text to compare line by line; `None` for what is no text.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            PlanValue::Nothing => Some(""),
            PlanValue::Text { text } => Some(text),
            _ => None,
        }
    }
}
