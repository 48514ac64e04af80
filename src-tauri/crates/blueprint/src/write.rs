//! Drafts to a blueprint.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use desk_model::catalogue::{self, Language};
use desk_model::{Draft, Field, FieldError, FieldKind, FieldValue, PropertyMapping, Protocol, Version, slug};

use crate::error::BlueprintError;
use crate::json::json_object;
use crate::login_page::login_page;
use crate::lookup::{find, reference};
use crate::scalar::is_printable;
use crate::secrets::{AtHand, NeededSecret, SecretStyle, needed_secrets, secret_value};
use crate::source_stage::{self, SourceStage, Staged};
use crate::value::{Tag, Value};

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
    /// The secrets that are at hand. Those that authentik does not insist on are written only if they are, or if
    /// another field makes little sense without them.
    pub at_hand: AtHand,
    /// The authentik version that the file is for; without one each draft's own.
    pub target: Option<Version>,
    /// The name of the identification stage that gets the button, if one shall, such as [`DEFAULT_LOGIN_PAGE`](crate::DEFAULT_LOGIN_PAGE).
    /// Buttons that are there already stay.
    pub login_page: Option<String>,
    /// The enterprise Source Stage that the one source with a login button gets, if one shall.
    pub source_stage: Option<SourceStage>,
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

/// Writes one blueprint for drafts.
///
/// For each draft it holds the property mappings, unconditional; then the source, with every field of the form written
/// out, on condition that its flows, certificates and secrets exist; then, if asked for, the login page, which appends
/// the source to what the page has, and the Source Stage with its place in a flow. Those repeat the source's conditions,
/// because a `!KeyOf` to a skipped entry fails the whole blueprint. Property mappings that drafts share are written once. What a draft keeps of the
/// blueprint that it came from is written where it stood.
///
/// What a draft knows and a blueprint does not (`deployment`) is not written, nor what the version does not have.
/// Empty required fields are written as they are: lints name them.
pub fn write(drafts: &[&Draft], options: &Options) -> Result<Blueprint, BlueprintError> {
    check(drafts, options)?;
    let secrets = needed_secrets(drafts, &options.secrets, &options.at_hand);
    let kept = drafts
        .iter()
        .map(|draft| Ok((kept_values(&draft.kept.before)?, kept_values(&draft.kept.after)?)))
        .collect::<Result<Vec<_>, BlueprintError>>()?;
    let kept_entries = kept.iter().flat_map(|(before, after)| before.iter().chain(after));
    let kept_ids = kept_entries.filter_map(|entry| entry.get("id")?.as_text());
    let own_ids = drafts.iter().filter_map(|draft| draft.kept.id.as_deref());
    let mut ids = Ids::taken(kept_ids.chain(own_ids).map(str::to_owned));
    let source_ids: Vec<String> = drafts
        .iter()
        .map(|draft| draft.kept.id.clone().unwrap_or_else(|| ids.free(draft.slug.clone())))
        .collect();
    let mut mappings = BTreeMap::new();
    let mut entries = Vec::new();
    let mut buttons = Vec::new();
    let mut behind = Vec::new();
    for ((draft, id), (before, after)) in drafts.iter().zip(&source_ids).zip(kept) {
        entries.extend(before);
        behind.extend(after);
        add_mappings(draft, &mut mappings, &mut ids, &mut entries)?;
        let source = source(draft, id, options, &secrets, &mappings)?;
        entries.push(source.entry);
        if let Some(stage) = &options.login_page
            && draft.kind().is_some_and(|kind| kind.protocol.has_login_button())
        {
            buttons.push(login_page(stage, id, source.conditions.clone()));
        }
        if let Some(stage) = options.source_stage.as_ref().filter(|_| source_stage::is_possible(draft)) {
            let staged = Staged { slug: &draft.slug, id, conditions: source.conditions };
            source_stage::add(stage, staged, &mut behind, &mut ids);
        }
    }
    entries.append(&mut buttons);
    for entry in behind {
        // A file that was written with the login page and read again keeps that entry already.
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    let text = text_of(&options.comments, &root(drafts, entries)?);
    Ok(Blueprint { text, secrets })
}

/// Returns the text of a file: what editors want to know of it, lines for people, the document.
pub(crate) fn text_of(comments: &[String], root: &Value) -> String {
    let mut text = SCHEMA_LINE.to_owned();
    for line in comments.iter().flat_map(|comment| comment.trim_end().split('\n')) {
        let line: String = line.chars().filter(|&character| is_printable(character)).collect();
        text.push_str(format!("# {line}").trim_end());
        text.push('\n');
    }
    text.push_str(&root.to_yaml());
    text
}

/// Returns the head of a new file, which authentik applies by itself when it finds it.
pub(crate) fn metadata(name: String) -> Value {
    let label = |name: &str| format!("blueprints.goauthentik.io/{name}");
    Value::mapping([(
        "metadata",
        Value::mapping([
            ("name", Value::Text(name)),
            ("labels", Value::mapping([(label("instantiate"), Value::text("true"))])),
        ]),
    )])
}

/// Returns the whole document. One draft brings the head of the file that it came from; several get a new one.
fn root(drafts: &[&Draft], entries: Vec<Value>) -> Result<Value, BlueprintError> {
    let mut head = vec![(Value::text("version"), Value::Integer(1))];
    let kept = match drafts {
        [draft] if !draft.kept.head.is_empty() => Value::from_yaml(&draft.kept.head)?,
        _ => metadata(title(drafts)),
    };
    if let Value::Mapping(pairs) = kept {
        head.extend(pairs);
    }
    head.push((Value::text("entries"), Value::Sequence(entries)));
    Ok(Value::Mapping(head))
}

fn kept_values(texts: &[String]) -> Result<Vec<Value>, BlueprintError> {
    texts.iter().map(|text| Value::from_yaml(text)).collect()
}

/// The entry ids of a file; what `!KeyOf` refers to must be unique.
#[derive(Default)]
pub(crate) struct Ids {
    taken: BTreeSet<String>,
}

impl Ids {
    /// Returns the ids that a file has already.
    pub(crate) fn taken(ids: impl Iterator<Item = String>) -> Ids {
        Ids { taken: ids.collect() }
    }

    pub(crate) fn for_mapping(&mut self, name: &str) -> String {
        self.free(match slug::from_name(name) {
            empty if empty.is_empty() => "mapping".to_owned(),
            stem => stem,
        })
    }

    /// Returns an id that no other entry has: the stem, with a number if there is such one.
    pub(crate) fn free(&mut self, stem: String) -> String {
        let mut id = stem.clone();
        let mut number = 2;
        while !self.taken.insert(id.clone()) {
            id = format!("{stem}-{number}");
            number += 1;
        }
        id
    }
}

/// The property mappings of a file: by model and name their id and expression.
type Mappings<'a> = BTreeMap<(&'a str, &'a str), (String, &'a str)>;

fn check(drafts: &[&Draft], options: &Options) -> Result<(), BlueprintError> {
    let mut slugs = BTreeSet::new();
    for draft in drafts {
        let slug = draft.slug.clone();
        let source_type = draft.source_type.clone();
        let Some(kind) = draft.kind() else {
            return Err(BlueprintError::UnknownType { slug, source_type });
        };
        let version = target(draft, options);
        if !kind.versions.contains(version) {
            return Err(BlueprintError::NotInVersion { slug, source_type, version });
        }
        let errors = draft.check_values();
        if !errors.is_empty() {
            return Err(BlueprintError::InvalidFields { slug, errors });
        }
        if !slugs.insert(&draft.slug) {
            return Err(BlueprintError::DuplicateSlug { slug });
        }
    }
    options.source_stage.as_ref().map_or(Ok(()), |_| source_stage::check(drafts))
}

fn target(draft: &Draft, options: &Options) -> Version {
    options.target.unwrap_or(draft.deployment.target)
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
    let model = draft.kind().map_or("", |kind| kind.mapping_model);
    for mapping in draft.user_property_mappings.iter().chain(&draft.group_property_mappings) {
        let key = (model, mapping.name.as_str());
        if let Some((_, expression)) = mappings.get(&key) {
            if *expression != mapping.expression {
                return Err(BlueprintError::MappingConflict { name: mapping.name.clone() });
            }
            continue;
        }
        let id = ids.for_mapping(&mapping.name);
        entries.push(mapping_entry(model, &id, mapping));
        mappings.insert(key, (id, &mapping.expression));
    }
    Ok(())
}

/// Returns the entry of a property mapping.
pub(crate) fn mapping_entry(model: &str, id: &str, mapping: &PropertyMapping) -> Value {
    Value::mapping([
        ("model", Value::text(model)),
        ("id", Value::text(id)),
        ("identifiers", Value::mapping([("name", Value::text(&mapping.name))])),
        ("attrs", Value::mapping([("expression", Value::text(&mapping.expression))])),
    ])
}

/// A source's entry, and its conditions for whatever depends on it.
struct SourceEntry {
    entry: Value,
    conditions: Vec<Value>,
}

fn source(
    draft: &Draft,
    id: &str,
    options: &Options,
    secrets: &[NeededSecret],
    mappings: &Mappings<'_>,
) -> Result<SourceEntry, BlueprintError> {
    let Some(kind) = draft.kind() else {
        return Err(BlueprintError::UnknownType {
            slug: draft.slug.clone(),
            source_type: draft.source_type.clone(),
        });
    };
    let version = target(draft, options);
    // What was kept of the file says it otherwise.
    let is_kept =
        |name: &str| draft.kept.attrs.contains_key(name) || draft.kept.identifiers.contains_key(name);
    let mut attrs = Vec::new();
    if !is_kept("name") {
        attrs.push(("name", Value::text(&draft.name)));
    }
    if kind.protocol == Protocol::OAuth {
        attrs.push(("provider_type", Value::text(&draft.source_type)));
    }
    let wanted: Vec<&str> =
        draft.wanted_secrets(options.at_hand.get(&draft.id)).map(|field| field.name).collect();
    let mut guards: Vec<Value> = Vec::new();
    let mut secret_guards = Vec::new();
    let references = |list: &[PropertyMapping]| {
        let ids =
            list.iter().filter_map(|mapping| mappings.get(&(kind.mapping_model, mapping.name.as_str())));
        Value::Sequence(ids.map(|(id, _)| Value::tagged_text(Tag::KeyOf, id)).collect())
    };
    for field in kind.fields_of(version) {
        let name = field.api_name(version);
        let value = match (field.name, field.kind) {
            ("name" | "slug", _) => None,
            (_, _) if is_kept(name) => None,
            ("user_property_mappings", _) => Some(references(&draft.user_property_mappings)),
            ("group_property_mappings", _) => Some(references(&draft.group_property_mappings)),
            (_, FieldKind::Secret) if !wanted.contains(&field.name) => None,
            (_, FieldKind::Secret) => {
                let secret = secret_value(draft, field.name, &options.secrets, &options.at_hand, secrets)?;
                secret_guards.extend(secret.guard);
                Some(secret.value)
            }
            _ => written(draft, field, &mut guards)?,
        };
        attrs.extend(value.map(|value| (name, value)));
        if field.name == "additional_scopes" {
            let absent = FIXED_FIELDS.iter().filter(|(name, _)| kind.field(name).is_none() && !is_kept(name));
            attrs.extend(absent.map(|(name, value)| (*name, Value::text(*value))));
        }
    }
    let mut conditions = guards;
    conditions.append(&mut secret_guards);
    for condition in kept_values(&draft.kept.conditions)? {
        if !conditions.contains(&condition) {
            conditions.push(condition);
        }
    }
    let mut identifiers = vec![("slug", Value::text(&draft.slug))];
    identifiers.extend(kept_pairs(&draft.kept.identifiers)?);
    let mut entry = vec![
        (Value::text("model"), Value::text(kind.model)),
        (Value::text("id"), Value::text(id)),
        (Value::text("identifiers"), Value::mapping(identifiers)),
    ];
    if !draft.kept.entry.is_empty()
        && let Value::Mapping(pairs) = Value::from_yaml(&draft.kept.entry)?
    {
        entry.extend(pairs);
    }
    if !conditions.is_empty() {
        entry.push((Value::text("conditions"), Value::Sequence(conditions.clone())));
    }
    attrs.extend(kept_pairs(&draft.kept.attrs)?);
    entry.push((Value::text("attrs"), Value::mapping(attrs)));
    Ok(SourceEntry { entry: Value::Mapping(entry), conditions })
}

fn kept_pairs(kept: &BTreeMap<String, String>) -> Result<Vec<(&str, Value)>, BlueprintError> {
    kept.iter().map(|(name, yaml)| Ok((name.as_str(), Value::from_yaml(yaml)?))).collect()
}

/// Returns what stands in the file for a field, or `None` if it is left out; what it needs to exist goes to `guards`.
pub(crate) fn written(
    draft: &Draft,
    field: &Field,
    guards: &mut Vec<Value>,
) -> Result<Option<Value>, BlueprintError> {
    let own = draft.values.get(field.name).cloned();
    let Some(value) = own.or_else(|| field.default_value()) else { return Ok(None) };
    let text = match value {
        FieldValue::Switch(on) => return Ok(Some(Value::Bool(on))),
        FieldValue::List(items) => {
            return Ok(Some(Value::Sequence(items.into_iter().map(Value::Text).collect())));
        }
        FieldValue::Tagged { yaml } => return Ok(Some(Value::from_yaml(&yaml)?)),
        FieldValue::Text(text) => text,
    };
    if text.is_empty() {
        // Left out, an optional field that must not be empty gets what the server makes up; an icon the kind's own.
        let is_made_up = field.never_empty && field.default == catalogue::Default::Text("");
        let has_own_icon = field.kind == FieldKind::Icon && field.default_value().is_some();
        let is_left_out = has_own_icon || is_made_up;
        let empty =
            if field.nullable || reference(field.kind).is_some() { Value::Null } else { Value::Text(text) };
        return Ok((!is_left_out).then_some(empty));
    }
    if let Some((model, key)) = reference(field.kind) {
        // `!Find` of what does not exist is null, and null means no flow at all, or that nothing is verified.
        let found = find(model, key, &text);
        if !guards.contains(&found) {
            guards.push(found.clone());
        }
        return Ok(Some(found));
    }
    if field.kind == FieldKind::Code(Language::Json) {
        return json_object(&text).map(Some).ok_or_else(|| BlueprintError::InvalidFields {
            slug: draft.slug.clone(),
            errors: vec![FieldError::NotAnObject(field.name.to_owned())],
        });
    }
    Ok(Some(Value::Text(text)))
}
