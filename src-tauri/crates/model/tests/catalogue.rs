//! The catalogue, held against authentik's own OpenAPI file of each version, and whole as a snapshot.

#![expect(clippy::unwrap_used, reason = "what reads a fixture for a test may fail the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use desk_model::catalogue::{self, Field, FieldKind, Language, Protocol, SourceType, Version};
use serde_json::Value;

/// What every OAuth source has and no form asks: it is what was chosen from the New Source list.
const PROVIDER_TYPE: &str = "provider_type";

/// The schemas of a version: what its source and property-mapping requests look like.
struct Schemas(Value);

impl Schemas {
    fn of(version: Version) -> Schemas {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/openapi");
        let text = std::fs::read(folder.join(format!("{version}.json"))).unwrap();
        let mut document: Value = serde_json::from_slice(&text).unwrap();
        assert_eq!(document["version"].as_str().unwrap().parse(), Ok(version));
        Schemas(document["schemas"].take())
    }

    fn request(&self, protocol: Protocol) -> &Value {
        &self.0[format!("{}SourceRequest", protocol.name())]
    }

    /// Returns a property with its reference replaced.
    fn resolved<'a>(&'a self, property: &'a Value) -> &'a Value {
        let reference = property["$ref"].as_str().or_else(|| property["allOf"][0]["$ref"].as_str());
        reference.and_then(|reference| reference.rsplit('/').next()).map_or(property, |name| &self.0[name])
    }
}

/// Says how a field differs from a property of the API.
fn differences(
    field: &Field,
    version: Version,
    schemas: &Schemas,
    property: &Value,
    required: bool,
) -> Vec<String> {
    let schema = schemas.resolved(property);
    let mut found = Vec::new();
    let mut check = |what: &str, ours: String, theirs: String| {
        if ours != theirs {
            found.push(format!("{what} is {theirs}, not {ours}"));
        }
    };
    check("required", field.required_by_api.to_string(), required.to_string());
    check(
        "writeOnly",
        field.write_only.is_some_and(|versions| versions.contains(version)).to_string(),
        property["writeOnly"].as_bool().unwrap_or(false).to_string(),
    );
    let limit =
        field.max_length.filter(|(_, versions)| versions.contains(version)).map(|(limit, _)| limit as u64);
    check("maxLength", format!("{limit:?}"), format!("{:?}", schema["maxLength"].as_u64()));
    let is_reference = matches!(field.kind, FieldKind::Flow);
    check(
        "minLength",
        (field.never_empty && !is_reference).to_string(),
        (schema["minLength"] == 1).to_string(),
    );
    check("type", api_type(field.kind).to_owned(), schema["type"].as_str().unwrap_or("string").to_owned());
    let set = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect::<BTreeSet<String>>();
    let theirs =
        schema["enum"].as_array().map(|values| values.iter().filter_map(Value::as_str).collect::<Vec<_>>());
    check(
        "enum",
        format!("{:?}", set(field.kind.choices())),
        format!("{:?}", set(&theirs.unwrap_or_default())),
    );
    found
}

fn api_type(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Switch => "boolean",
        FieldKind::List | FieldKind::Mappings => "array",
        FieldKind::Code(Language::Json) => "object",
        _ => "string",
    }
}

#[test]
fn every_request_field_of_every_version_is_in_the_catalogue_and_no_other() {
    let mut wrong = Vec::new();
    for version in Version::ALL {
        let schemas = Schemas::of(version);
        let mut by_protocol: BTreeMap<&str, Vec<&SourceType>> = BTreeMap::new();
        for kind in catalogue::all().iter().filter(|kind| kind.versions.contains(version)) {
            by_protocol.entry(kind.protocol.name()).or_default().push(kind);
        }
        for kinds in by_protocol.values() {
            let request = schemas.request(kinds[0].protocol);
            let required: BTreeSet<&str> =
                request["required"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            let mut left: BTreeSet<&str> =
                request["properties"].as_object().unwrap().keys().map(String::as_str).collect();
            for kind in kinds {
                for field in kind.fields_of(version) {
                    let name = field.api_name(version);
                    left.remove(name);
                    let at = format!("{version} {} {name}", kind.id);
                    match &request["properties"][name] {
                        Value::Null => wrong.push(format!("{at}: authentik has no such field")),
                        property => {
                            let found =
                                differences(field, version, &schemas, property, required.contains(name));
                            wrong.extend(found.into_iter().map(|difference| format!("{at}: {difference}")));
                        }
                    }
                }
            }
            if kinds[0].protocol == Protocol::OAuth {
                assert!(left.remove(PROVIDER_TYPE));
            }
            wrong
                .extend(left.into_iter().map(|name| format!("{version} {}: {name} is missing", kinds[0].id)));
        }
    }
    assert!(wrong.is_empty(), "the catalogue differs from authentik's OpenAPI files:\n{}", wrong.join("\n"));
}

#[test]
fn the_provider_types_of_every_version_are_those_of_the_catalogue() {
    for version in Version::ALL {
        let schemas = Schemas::of(version);
        let theirs: BTreeSet<&str> = schemas.0["ProviderTypeEnum"]["enum"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let ours: BTreeSet<&str> = catalogue::all()
            .iter()
            .filter(|kind| kind.protocol == Protocol::OAuth && kind.versions.contains(version))
            .map(|kind| kind.id)
            .collect();
        assert_eq!(ours, theirs, "{version}");
    }
}

#[test]
fn a_property_mapping_of_every_protocol_is_a_name_and_an_expression() {
    for version in Version::ALL {
        let schemas = Schemas::of(version);
        for kind in catalogue::all() {
            let request = &schemas.0[format!("{}SourcePropertyMappingRequest", kind.protocol.name())];
            let required: BTreeSet<&str> =
                request["required"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            assert_eq!(required, BTreeSet::from(["expression", "name"]), "{version} {}", kind.id);
        }
    }
}

#[test]
fn the_whole_catalogue() {
    let mut text = String::new();
    for kind in catalogue::all() {
        let SourceType { id, name, component, model, icon, .. } = kind;
        let versions = format!("{}–{}", kind.versions.since, kind.versions.until);
        writeln!(text, "{id} · {name} · {component} · {model} · {icon} · {versions}").unwrap();
        for field in &kind.fields {
            let mut marks = Vec::new();
            marks.extend(field.required.then_some("required"));
            marks.extend(field.required_by_api.then_some("required by the API"));
            marks.extend(field.is_secret().then_some("secret"));
            let default = field.default_value().map(|value| format!("{value:?}")).unwrap_or_default();
            let line =
                [field.group.id(), field.name, field.kind.id(), &default, &marks.join(", ")].join(" · ");
            writeln!(text, "    {}", line.trim_end_matches([' ', '·'])).unwrap();
        }
    }
    insta::assert_snapshot!(text);
}
