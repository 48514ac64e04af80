//! A document for scripts: what a source is, every field written out. Its layout is in `docs/json.md`.

use desk_model::callback::AuthentikHost;
use desk_model::{Draft, FieldKind, FieldValue, PropertyMapping, endpoint};
use serde_json::{Map, Value, json};

use crate::error::ExportError;
use crate::export::{Export, File, Finding, Options, is_made_up, stem};

/// What the document calls its layout.
pub const FORMAT: &str = "source-desk-sources";
/// The number of the layout. It grows when a reader of the one before would misread the document.
pub const VERSION: u32 = 1;

/// Returns drafts as a JSON document. It never holds a secret, only the names of those that authentik needs; tags and
/// notes, which people make for themselves, are not in it either.
pub fn json(drafts: &[&Draft], options: &Options<'_>) -> Result<Export, ExportError> {
    if options.is_inline() {
        return Err(ExportError::StyleNotFor { format: "json", style: "inline" });
    }
    desk_blueprint::write(drafts, &options.blueprint)?;
    let sources: Vec<Value> = drafts.iter().map(|draft| source(draft, options)).collect();
    let document = json!({ "format": FORMAT, "version": VERSION, "sources": sources });
    // A document of texts, lists and maps is always JSON.
    let text = serde_json::to_string_pretty(&document).unwrap_or_default() + "\n";
    Ok(Export {
        files: vec![File { name: format!("{}.json", stem(drafts)), text }],
        needed_secrets: Vec::new(),
        findings: drafts.iter().filter_map(|draft| Finding::of_kept(draft)).collect(),
    })
}

fn source(draft: &Draft, options: &Options<'_>) -> Value {
    let version = options.blueprint.target.unwrap_or(draft.deployment.target);
    let Some(kind) = draft.kind() else { return Value::Null };
    let mut fields = Map::new();
    for field in kind.fields_of(version) {
        let is_elsewhere = matches!(field.kind, FieldKind::Secret | FieldKind::Mappings)
            || matches!(field.name, "name" | "slug");
        if is_elsewhere {
            continue;
        }
        let own = draft.values.get(field.name).cloned().or_else(|| field.default_value());
        let value = match own {
            // What nobody said and what authentik makes up are its own defaults.
            None => Value::Null,
            Some(FieldValue::Text(text)) if text.is_empty() && is_made_up(field) => Value::Null,
            Some(FieldValue::Switch(on)) => on.into(),
            Some(FieldValue::Text(text)) => text.into(),
            Some(FieldValue::List(items)) => items.into(),
            Some(FieldValue::Tagged { yaml }) => json!({ "yaml": yaml }),
        };
        fields.insert(field.api_name(version).to_owned(), value);
    }
    let at_hand = options.blueprint.at_hand.get(&draft.id);
    let secrets: Vec<&str> = draft.wanted_secrets(at_hand).map(|field| field.name).collect();
    json!({
        "type": kind.id,
        "protocol": kind.protocol.id(),
        "model": kind.model,
        "authentik": version.name(),
        "name": draft.name,
        "slug": draft.slug,
        "fields": fields,
        "secrets": secrets,
        "user_property_mappings": mappings(&draft.user_property_mappings),
        "group_property_mappings": mappings(&draft.group_property_mappings),
        "hosts": hosts(draft),
    })
}

fn mappings(list: &[PropertyMapping]) -> Vec<Value> {
    list.iter().map(|mapping| json!({ "name": mapping.name, "expression": mapping.expression })).collect()
}

/// Returns the addresses that authentik makes on each host that is known.
fn hosts(draft: &Draft) -> Vec<Value> {
    let known = draft.deployment.hosts().filter_map(|text| AuthentikHost::parse(text).ok());
    known
        .map(|host| {
            let addresses: Map<String, Value> = endpoint::endpoints(draft, &host)
                .into_iter()
                .map(|endpoint| (endpoint.kind.id().to_owned(), endpoint.value.into()))
                .collect();
            json!({ "host": host.domain(), "addresses": addresses })
        })
        .collect()
}
