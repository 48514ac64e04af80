//! Drafts to a blueprint.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use desk_model::{Draft, Field, FieldKind, FieldValue, PropertyMapping, slug};

use crate::error::BlueprintError;
use crate::scalar::is_printable;
use crate::secrets::{NeededSecret, SecretStyle, needed_secrets, secret_value};
use crate::value::{Tag, Value};

/// The identification stage of authentik's default login page.
pub const DEFAULT_LOGIN_PAGE: &str = "default-authentication-identification";

pub(crate) const SOURCE_MODEL: &str = "authentik_sources_oauth.oauthsource";
pub(crate) const MAPPING_MODEL: &str = "authentik_sources_oauth.oauthsourcepropertymapping";
pub(crate) const FLOW_MODEL: &str = "authentik_flows.flow";
const STAGE_MODEL: &str = "authentik_stages_identification.identificationstage";
/// Fields that forms without them leave at their default, and that a blueprint writes all the same: a server that
/// fills in `pkce` by itself can store garbage there (authentik issue 21665).
pub(crate) const FIXED_FIELDS: [(&str, &str); 2] =
    [("pkce", "none"), ("authorization_code_auth_method", "basic_auth")];
const SCHEMA_LINE: &str = "# yaml-language-server: $schema=https://goauthentik.io/blueprints/schema.json\n";

/// How a blueprint is written.
#[derive(Clone)]
pub struct Options {
    /// Where the secrets come from.
    pub secrets: SecretStyle,
    /// The name of the identification stage that gets the button, if one shall, such as [`DEFAULT_LOGIN_PAGE`].
    /// Buttons that are there already stay.
    pub login_page: Option<String>,
    /// Lines for people at the head of the file, without `#`: what it is, and which secrets must exist. They should
    /// say that an entry whose flow or secret is missing is skipped, and that the blueprint must then be applied again.
    pub comments: Vec<String>,
}

/// A blueprint's text, and what must exist on the server before it is applied.
///
/// Its `Debug` hides the text, which holds secrets if [`SecretStyle::Inline`] was asked for.
#[derive(Clone)]
pub struct Blueprint {
    /// The YAML.
    pub text: String,
    /// The secrets that the text refers to.
    pub secrets: Vec<NeededSecret>,
}

impl fmt::Debug for Blueprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n_bytes = self.text.len();
        formatter
            .debug_struct("Blueprint")
            .field("n_bytes", &n_bytes)
            .field("secrets", &self.secrets)
            .finish()
    }
}

/// Writes one blueprint for drafts of OAuth sources.
///
/// For each draft it holds the property mappings, unconditional; then the source, with every field of the form written
/// out, on condition that its flows and its secret exist; then, if asked for, the login page, which appends the source
/// to what the page has. The login page repeats the source's conditions, because a `!KeyOf` to a skipped entry fails
/// the whole blueprint. Property mappings that drafts share are written once. An empty icon is left out.
///
/// What a draft knows and a blueprint does not (`deployment`) is not written. Empty required fields are written as
/// they are: lints name them.
pub fn write(drafts: &[&Draft], options: &Options) -> Result<Blueprint, BlueprintError> {
    check(drafts)?;
    let secrets = needed_secrets(drafts, &options.secrets);
    let mut ids = Ids { taken: drafts.iter().map(|draft| draft.slug.clone()).collect() };
    let mut mappings = BTreeMap::new();
    let mut entries = Vec::new();
    let mut buttons = Vec::new();
    for draft in drafts {
        add_mappings(draft, &mut mappings, &mut ids, &mut entries)?;
        let (source, conditions) = source(draft, options, &secrets, &mappings)?;
        entries.push(source);
        if let Some(stage) = &options.login_page {
            buttons.push(login_page(stage, &draft.slug, conditions));
        }
    }
    entries.append(&mut buttons);
    let label = |name: &str| format!("blueprints.goauthentik.io/{name}");
    let root = Value::mapping([
        ("version", Value::Integer(1)),
        (
            "metadata",
            Value::mapping([
                ("name", Value::Text(title(drafts))),
                ("labels", Value::mapping([(label("instantiate"), Value::text("true"))])),
            ]),
        ),
        ("entries", Value::Sequence(entries)),
    ]);
    let mut text = SCHEMA_LINE.to_owned();
    for line in options.comments.iter().flat_map(|comment| comment.trim_end().split('\n')) {
        let line: String = line.chars().filter(|&character| is_printable(character)).collect();
        text.push_str(format!("# {line}").trim_end());
        text.push('\n');
    }
    text.push_str(&root.to_yaml());
    Ok(Blueprint { text, secrets })
}

/// The entry ids of a file; what `!KeyOf` refers to must be unique.
struct Ids {
    taken: BTreeSet<String>,
}

impl Ids {
    fn for_mapping(&mut self, name: &str) -> String {
        let stem = match slug::from_name(name) {
            empty if empty.is_empty() => "mapping".to_owned(),
            stem => stem,
        };
        let mut id = stem.clone();
        let mut number = 2;
        while !self.taken.insert(id.clone()) {
            id = format!("{stem}-{number}");
            number += 1;
        }
        id
    }
}

/// The property mappings of a file: by name their id and expression.
type Mappings<'a> = BTreeMap<&'a str, (String, &'a str)>;

fn check(drafts: &[&Draft]) -> Result<(), BlueprintError> {
    let mut slugs = BTreeSet::new();
    for draft in drafts {
        if draft.kind().is_none_or(|kind| kind.model != SOURCE_MODEL) {
            return Err(BlueprintError::NotAnOauthSource {
                slug: draft.slug.clone(),
                source_type: draft.source_type.clone(),
            });
        }
        let errors = draft.check_values();
        if !errors.is_empty() {
            return Err(BlueprintError::InvalidFields { slug: draft.slug.clone(), errors });
        }
        if !slugs.insert(&draft.slug) {
            return Err(BlueprintError::DuplicateSlug { slug: draft.slug.clone() });
        }
    }
    Ok(())
}

fn title(drafts: &[&Draft]) -> String {
    let names: Vec<&str> = drafts.iter().take(3).map(|draft| draft.name.as_str()).collect();
    let more = if drafts.len() > names.len() { ", …" } else { "" };
    format!("Source - {}{more}", names.join(", "))
}

fn add_mappings<'a>(
    draft: &'a Draft,
    mappings: &mut Mappings<'a>,
    ids: &mut Ids,
    entries: &mut Vec<Value>,
) -> Result<(), BlueprintError> {
    for mapping in draft.user_property_mappings.iter().chain(&draft.group_property_mappings) {
        if let Some((_, expression)) = mappings.get(mapping.name.as_str()) {
            if *expression != mapping.expression {
                return Err(BlueprintError::MappingConflict { name: mapping.name.clone() });
            }
            continue;
        }
        let id = ids.for_mapping(&mapping.name);
        entries.push(Value::mapping([
            ("model", Value::text(MAPPING_MODEL)),
            ("id", Value::text(&id)),
            ("identifiers", Value::mapping([("name", Value::text(&mapping.name))])),
            ("attrs", Value::mapping([("expression", Value::text(&mapping.expression))])),
        ]));
        mappings.insert(&mapping.name, (id, &mapping.expression));
    }
    Ok(())
}

/// Returns the source's entry, and its conditions for whatever depends on it.
fn source(
    draft: &Draft,
    options: &Options,
    secrets: &[NeededSecret],
    mappings: &Mappings<'_>,
) -> Result<(Value, Vec<Value>), BlueprintError> {
    let fields = draft.kind().map_or([].as_slice(), |kind| &kind.fields);
    let mut attrs =
        vec![("name", Value::text(&draft.name)), ("provider_type", Value::text(&draft.source_type))];
    let mut flow_guards: Vec<Value> = Vec::new();
    let mut secret_guards = Vec::new();
    let references = |list: &[PropertyMapping]| {
        let ids = list.iter().filter_map(|mapping| mappings.get(mapping.name.as_str()));
        Value::Sequence(ids.map(|(id, _)| Value::tagged_text(Tag::KeyOf, id)).collect())
    };
    for field in fields {
        let value = match (field.name, field.kind) {
            ("name" | "slug", _) => continue,
            ("user_property_mappings", _) => references(&draft.user_property_mappings),
            ("group_property_mappings", _) => references(&draft.group_property_mappings),
            (_, FieldKind::Secret) => {
                let secret = secret_value(draft, field.name, &options.secrets, secrets)?;
                secret_guards.extend(secret.guard);
                secret.value
            }
            (_, FieldKind::Flow) => match value_of(draft, field) {
                FieldValue::Text(flow) if !flow.is_empty() => {
                    let found = find(FLOW_MODEL, "slug", &flow);
                    if !flow_guards.contains(&found) {
                        flow_guards.push(found.clone());
                    }
                    found
                }
                _ => Value::Null,
            },
            (_, kind) => match value_of(draft, field) {
                FieldValue::Text(text) if kind == FieldKind::Icon && text.is_empty() => continue,
                FieldValue::Text(text) => Value::Text(text),
                FieldValue::Switch(on) => Value::Bool(on),
                FieldValue::List(items) => Value::Sequence(items.into_iter().map(Value::Text).collect()),
                FieldValue::Tagged { yaml } => Value::from_yaml(&yaml)?,
            },
        };
        attrs.push((field.name, value));
        if field.name == "additional_scopes" {
            let absent =
                FIXED_FIELDS.iter().filter(|(name, _)| fields.iter().all(|field| field.name != *name));
            attrs.extend(absent.map(|(name, value)| (*name, Value::text(*value))));
        }
    }
    let mut conditions = flow_guards;
    conditions.append(&mut secret_guards);
    let mut entry = vec![
        ("model", Value::text(SOURCE_MODEL)),
        ("id", Value::text(&draft.slug)),
        ("identifiers", Value::mapping([("slug", Value::text(&draft.slug))])),
    ];
    if !conditions.is_empty() {
        entry.push(("conditions", Value::Sequence(conditions.clone())));
    }
    entry.push(("attrs", Value::mapping(attrs)));
    Ok((Value::mapping(entry), conditions))
}

fn value_of(draft: &Draft, field: &Field) -> FieldValue {
    let own = draft.values.get(field.name).cloned();
    own.or_else(|| field.default_value()).unwrap_or_else(|| FieldValue::Text(String::new()))
}

fn find(model: &str, field: &str, value: &str) -> Value {
    Value::tagged_sequence(Tag::Find, lookup(model, field, value))
}

fn lookup(model: &str, field: &str, value: &str) -> [Value; 2] {
    [Value::text(model), Value::Sequence(vec![Value::text(field), Value::text(value)])]
}

/// Returns the entry that appends a source to an identification stage.
///
/// A blueprint can only replace `sources`, so the new list is computed from the old: `!FindObject` gives the stage
/// as it is, `!Enumerate` in `MAP` mode joins its sources with ours. The inner `!If` resolves the tags of the lists,
/// which `!Enumerate` would not; the outer one is needed because `!AtIndex` would start `!Enumerate` without its
/// context. Imported three times into a live 2026.5: other buttons stay, ours is there once.
fn login_page(stage: &str, source_id: &str, conditions: Vec<Value>) -> Value {
    let chosen = |value: Value, otherwise: Value| {
        Value::tagged_sequence(Tag::If, [Value::Bool(true), value, otherwise])
    };
    let present = Value::tagged_sequence(
        Tag::AtIndex,
        [Value::tagged_sequence(Tag::FindObject, lookup(STAGE_MODEL, "name", stage)), Value::text("sources")],
    );
    let ours = Value::Sequence(vec![Value::tagged_text(Tag::KeyOf, source_id)]);
    let joined = Value::tagged_sequence(
        Tag::Enumerate,
        [
            chosen(Value::Sequence(vec![present, ours]), Value::Sequence(Vec::new())),
            Value::text("MAP"),
            Value::mapping([("sources", Value::tagged_text(Tag::Value, "0"))]),
        ],
    );
    let sources = Value::tagged_sequence(
        Tag::AtIndex,
        [chosen(joined, Value::Mapping(Vec::new())), Value::text("sources")],
    );
    let mut guards = vec![find(STAGE_MODEL, "name", stage)];
    guards.extend(conditions);
    Value::mapping([
        ("model", Value::text(STAGE_MODEL)),
        ("identifiers", Value::mapping([("name", Value::text(stage))])),
        ("conditions", Value::Sequence(guards)),
        ("attrs", Value::mapping([("sources", sources)])),
    ])
}
