//! Sources of a server to drafts.
//!
//! A source is written as the blueprint that would make it, with natural keys in place of the server's, and that is read
//! as any blueprint is: what the form does not have is kept, nothing is resolved, and a plan made of the draft finds
//! nothing to change.

use desk_blueprint::{Document, DraftedSource, Entry, Tag, Value, draft_from};
use desk_model::{Draft, DraftId, FieldKind, Protocol, Secrets, SourceType, Version, catalogue};
use serde_json::Value as Json;

use crate::address::ServerAddress;
use crate::object::{Model, READ_ONLY, RemoteObject};
use crate::snapshot::Snapshot;
use crate::yaml::yaml;

/// What was pulled.
pub struct Pulled {
    /// One draft for each source, in the order of the snapshot.
    pub sources: Vec<PulledSource>,
    /// Sources of a kind that this version does not know, by slug.
    pub unknown: Vec<String>,
}

/// One source.
pub struct PulledSource {
    /// The draft.
    pub draft: Draft,
    /// The server's key of it.
    pub pk: String,
    /// Secrets that the server shows, which few kinds have.
    pub secrets: Secrets,
    /// Secret fields that authentik insists on and that the server does not show.
    pub missing_secrets: Vec<&'static str>,
}

/// Makes drafts of the sources of a snapshot: all, or those with the given slugs.
pub fn pull(
    snapshot: &Snapshot,
    address: &ServerAddress,
    version: Version,
    slugs: &[String],
    mut new_id: impl FnMut() -> DraftId,
) -> Pulled {
    let mut pulled = Pulled { sources: Vec::new(), unknown: Vec::new() };
    let is_source = |object: &&RemoteObject| matches!(object.model, Model::Source(_));
    for source in snapshot.objects.iter().filter(is_source) {
        if !(slugs.is_empty() || slugs.contains(&source.key)) {
            continue;
        }
        let Some(kind) = kind_of(source) else {
            pulled.unknown.push(source.key.clone());
            continue;
        };
        let drafted = draft_from(&document(snapshot, source, kind, version), &mut new_id).drafts;
        pulled.sources.extend(drafted.into_iter().map(|drafted| {
            let DraftedSource { mut draft, secrets, .. } = drafted;
            draft.deployment.authentik_host = address.host_and_port();
            draft.deployment.target = version;
            // The entry's own id says nothing about the source.
            draft.kept.id = None;
            let wanted = draft.wanted_secrets(Some(&secrets)).map(|field| field.name);
            let missing_secrets = wanted.filter(|field| !secrets.has(field)).collect();
            PulledSource { draft, pk: source.pk.clone(), secrets, missing_secrets }
        }));
    }
    pulled
}

fn kind_of(source: &RemoteObject) -> Option<&'static SourceType> {
    match source.model {
        Model::Source(Protocol::OAuth) => catalogue::find(source.text("provider_type")),
        Model::Source(protocol) => catalogue::all().iter().find(|kind| kind.protocol == protocol),
        Model::Mapping(_) | Model::Stage => None,
    }
}

fn document(snapshot: &Snapshot, source: &RemoteObject, kind: &SourceType, version: Version) -> Document {
    let mut entries = Vec::new();
    let mut attrs = Vec::new();
    for (name, value) in &source.fields {
        if READ_ONLY.contains(&name.as_str()) || name == "slug" {
            continue;
        }
        let field = kind.fields_of(version).find(|field| field.api_name(version) == name);
        let found = |model: &str, key: &str, name: Option<&str>| {
            name.map_or(Value::Null, |name| {
                let pair = Value::Sequence(vec![Value::text(key), Value::text(name)]);
                Value::tagged_sequence(Tag::Find, [Value::text(model), pair])
            })
        };
        let pk = value.as_str().unwrap_or_default();
        let written = match field.map(|field| field.kind) {
            Some(FieldKind::Flow) => {
                found("authentik_flows.flow", "slug", snapshot.flows.get(pk).map(|flow| flow.slug.as_str()))
            }
            Some(FieldKind::Certificate) => {
                let name = snapshot.certificates.get(pk).map(String::as_str);
                found("authentik_crypto.certificatekeypair", "name", name)
            }
            Some(FieldKind::UserGroup) => {
                found("authentik_core.group", "name", snapshot.groups.get(pk).map(String::as_str))
            }
            Some(FieldKind::Mappings) => mappings(snapshot, value, &mut entries),
            // authentik fills this in by itself; a draft that said it would hold on to a provider's old keys.
            _ if name == "oidc_jwks" && is_fetched(source) => continue,
            _ => yaml(value),
        };
        attrs.push((name.clone(), written));
    }
    entries.push(Entry {
        section: None,
        model: Value::text(source.model.name()),
        id: None,
        identifiers: Value::mapping([("slug", Value::text(source.key.as_str()))]),
        attrs: Value::mapping(attrs),
        state: None,
        conditions: Vec::new(),
        permissions: None,
        rest: Vec::new(),
    });
    Document { version: 1, metadata: None, context: None, sections: None, entries, rest: Vec::new() }
}

fn is_fetched(source: &RemoteObject) -> bool {
    let has_own =
        ["oidc_jwks_url", "oidc_well_known_url"].into_iter().any(|field| !source.text(field).is_empty());
    let of_type = source.fields.get("type").and_then(|kind| kind.get("oidc_jwks_url"));
    has_own || of_type.is_some_and(Json::is_string)
}

fn mappings(snapshot: &Snapshot, value: &Json, entries: &mut Vec<Entry>) -> Value {
    let pks = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut references = Vec::new();
    for pk in pks.iter().filter_map(Json::as_str) {
        let Some(mapping) = snapshot.objects.iter().find(|object| object.pk == pk) else { continue };
        if !entries.iter().any(|entry| entry.id.as_deref() == Some(pk)) {
            entries.push(Entry {
                section: None,
                model: Value::text(mapping.model.name()),
                id: Some(pk.to_owned()),
                identifiers: Value::mapping([("name", Value::text(mapping.key.as_str()))]),
                attrs: Value::mapping([("expression", Value::text(mapping.text("expression")))]),
                state: None,
                conditions: Vec::new(),
                permissions: None,
                rest: Vec::new(),
            });
        }
        references.push(Value::tagged_text(Tag::KeyOf, pk));
    }
    Value::Sequence(references)
}
