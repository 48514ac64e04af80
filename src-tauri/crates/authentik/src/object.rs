//! The objects of a server that a push reads and writes.

use desk_model::{Protocol, catalogue};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use specta::Type;

/// A sort of object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(tag = "sort", content = "protocol", rename_all = "lowercase")]
pub enum Model {
    /// A property mapping for sources of a protocol.
    Mapping(Protocol),
    /// A source.
    Source(Protocol),
    /// An identification stage: a login page.
    Stage,
}

/// The name of the identification stage's model in a blueprint.
const STAGE_MODEL: &str = "authentik_stages_identification.identificationstage";

impl Model {
    /// Returns the name in a blueprint: `authentik_sources_oauth.oauthsource`.
    pub fn name(self) -> &'static str {
        match self {
            Model::Source(protocol) => {
                catalogue::all().iter().find(|kind| kind.protocol == protocol).map_or("", |kind| kind.model)
            }
            Model::Mapping(protocol) => protocol.mapping_model(),
            Model::Stage => STAGE_MODEL,
        }
    }

    /// Returns the model with a name in a blueprint; upper and lower case do not matter.
    pub fn find(name: &str) -> Option<Model> {
        let all = Protocol::ALL
            .into_iter()
            .flat_map(|protocol| [Model::Mapping(protocol), Model::Source(protocol)]);
        all.chain([Model::Stage]).find(|model| model.name().eq_ignore_ascii_case(name))
    }

    /// Returns the path of the list in the API: `api/v3/sources/oauth/`.
    pub(crate) fn path(self) -> String {
        match self {
            Model::Source(protocol) => format!("api/v3/sources/{}/", protocol.id()),
            Model::Mapping(protocol) => format!("api/v3/propertymappings/source/{}/", protocol.id()),
            Model::Stage => "api/v3/stages/identification/".to_owned(),
        }
    }

    /// Returns the path of one object. A source is found by its slug, everything else by its key.
    pub(crate) fn path_of(self, object: &RemoteObject) -> String {
        let key = match self {
            Model::Source(_) => &object.key,
            Model::Mapping(_) | Model::Stage => &object.pk,
        };
        format!("{}{}/", self.path(), segment(key))
    }

    /// Returns the field that people know an object by: `slug` or `name`.
    pub fn key_field(self) -> &'static str {
        match self {
            Model::Source(_) => "slug",
            Model::Mapping(_) | Model::Stage => "name",
        }
    }
}

/// What stays as it is in a segment of a path (RFC 3986, "unreserved").
const SEGMENT: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Writes a text as one segment of a path.
pub(crate) fn segment(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, SEGMENT).to_string()
}

/// An object as a server shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RemoteObject {
    /// What it is.
    pub model: Model,
    /// The server's key of it, a UUID.
    pub pk: String,
    /// What people know it by: a source's slug, a mapping's or stage's name.
    pub key: String,
    /// Everything that the API shows of it.
    pub fields: Map<String, Json>,
}

impl RemoteObject {
    /// Reads an object of a list; `None` if its key or name is missing.
    pub(crate) fn read(model: Model, fields: Map<String, Json>) -> Option<RemoteObject> {
        let text = |name: &str| fields.get(name).and_then(Json::as_str).map(str::to_owned);
        Some(RemoteObject { model, pk: text("pk")?, key: text(model.key_field())?, fields })
    }

    /// Returns a field as a text; empty if it is none.
    pub fn text(&self, field: &str) -> &str {
        self.fields.get(field).and_then(Json::as_str).unwrap_or_default()
    }

    /// Returns a field as a list of texts.
    pub fn list(&self, field: &str) -> Vec<&str> {
        let items = self.fields.get(field).and_then(Json::as_array);
        items.into_iter().flatten().filter_map(Json::as_str).collect()
    }
}

/// Fields that the API shows of an object and never takes: the difference of what authentik 2026.5's OpenAPI file has for an
/// answer and for a request.
pub(crate) const READ_ONLY: [&str; 13] = [
    "pk",
    "component",
    "verbose_name",
    "verbose_name_plural",
    "meta_model_name",
    "managed",
    "icon_url",
    "icon_themed_urls",
    "callback_url",
    "type",
    "connectivity",
    "root_url",
    "token_obj",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_model_is_found_by_its_name() {
        for protocol in Protocol::ALL {
            for model in [Model::Source(protocol), Model::Mapping(protocol)] {
                assert_eq!(Model::find(model.name()), Some(model));
            }
        }
        assert_eq!(Model::find("AUTHENTIK_STAGES_IDENTIFICATION.identificationstage"), Some(Model::Stage));
        assert_eq!(Model::find("authentik_flows.flow"), None);
    }

    #[test]
    fn a_source_is_reached_by_its_slug_and_a_mapping_by_its_key() {
        let object =
            |model| RemoteObject { model, pk: "0-1".into(), key: "a/微".into(), fields: Map::new() };
        let source = Model::Source(Protocol::OAuth);
        assert_eq!(source.path_of(&object(source)), "api/v3/sources/oauth/a%2F%E5%BE%AE/");
        let mapping = Model::Mapping(Protocol::Ldap);
        assert_eq!(mapping.path_of(&object(mapping)), "api/v3/propertymappings/source/ldap/0-1/");
    }
}
