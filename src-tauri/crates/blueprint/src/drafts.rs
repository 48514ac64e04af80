//! A blueprint's sources as drafts.

mod mappings;

use std::collections::HashSet;

use desk_model::catalogue::{self, Language};
use desk_model::{
    Draft, DraftId, Field, FieldKind, FieldValue, PropertyMapping, Protocol, Secret, Secrets, SourceType,
};

use self::mappings::{
    MappingEntries, mapping_entries, mapping_ids, n_copied_bytes, referred_ids, used_mappings,
};
use crate::document::{Document, Entry};
use crate::json::object_text;
use crate::kept;
use crate::lookup::{found, reference};
use crate::secrets::is_own_reference;
use crate::value::Value;
use crate::write::FIXED_FIELDS;

/// What became of a blueprint. Every entry of the file is in one of the lists, and only in one.
pub struct Drafted {
    /// One draft for each source, in the order of the file.
    pub drafts: Vec<DraftedSource>,
    /// Property mappings that went into the drafts that use them.
    pub mappings: Vec<OtherEntry>,
    /// Other objects. They stay with the draft before or behind which they stood, and are written back from there.
    pub kept: Vec<OtherEntry>,
    /// Entries that are in no draft, and why.
    pub left_out: Vec<LeftOut>,
}

/// One source of a blueprint.
pub struct DraftedSource {
    /// The draft.
    pub draft: Draft,
    /// Which entry of the file it is, from 0.
    pub entry: usize,
    /// Secrets that stood in the file in plain text. They are in memory only, and not in the draft.
    pub secrets: Secrets,
    /// Fields that only a server can resolve, or that the form does not have. They stay with the draft as they are.
    pub not_judged: Vec<String>,
    /// Fields that are in neither: their value may be a secret, and is not a text that could be held in memory.
    pub dropped: Vec<String>,
}

/// An entry that is no source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherEntry {
    /// Which entry of the file it is, from 0.
    pub entry: usize,
    /// Its model.
    pub model: String,
    /// What identifies it, in one line.
    pub name: String,
}

/// An entry that is in no draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The entry.
    pub entry: OtherEntry,
    /// Why.
    pub why: WhyLeftOut,
}

/// Why an entry of a blueprint is in no draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyLeftOut {
    /// It holds a secret in plain text, and nothing secret is written to disk.
    PlainSecret,
    /// It deletes a source.
    Deletes,
    /// It is a source without a slug in plain text, so nothing tells which.
    NoSlug,
    /// It is an OAuth source whose provider type is missing, a tag, or unknown.
    NoType,
    /// The file has no source that it could stay with.
    NoSource,
}

/// What drafts may copy of property mappings that they share, in bytes. Beyond that a small file would become very large
/// drafts, so mappings stay entries of their own and lists stay as they are.
const MOST_COPIED_BYTES: usize = 8 * 1024 * 1024;

/// Makes drafts of the sources in a blueprint: the inverse of [`write()`](crate::write()).
///
/// Each draft gets an id from `new_id`. Nothing is resolved: a value behind a tag stays as it is, but for a flow,
/// certificate or group that `!Find` looks up by its natural key and a property mapping of the same file that `!KeyOf`
/// names. A blueprint knows nothing of `deployment` (authentik's host, 授权回调域, what was registered), so that is
/// empty. A field that the file leaves out has the default of the API, not that of the form.
pub fn draft_from(document: &Document, mut new_id: impl FnMut() -> DraftId) -> Drafted {
    let mut drafted =
        Drafted { drafts: Vec::new(), mappings: Vec::new(), kept: Vec::new(), left_out: Vec::new() };
    let mut mappings = mapping_entries(document);
    if n_copied_bytes(document, &mappings) > MOST_COPIED_BYTES {
        mappings.clear();
    }
    let used = used_mappings(document, &mappings);
    // A mapping that something else refers to stays an entry of its own, and lists with it stay as they are.
    mappings.retain(|id, _| used.contains(id));
    let referred = referred_ids(document);
    let ids: HashSet<&str> = document.entries.iter().filter_map(|entry| entry.id.as_deref()).collect();
    let dangling = &referred - &ids;
    let mut waiting = Vec::new();
    for (index, entry) in document.entries.iter().enumerate() {
        let other = || other(index, entry);
        let source = match source_of(entry) {
            Ok(Some((kind, slug))) => Some((kind, slug)),
            Ok(None) => None,
            Err(why) => {
                drafted.left_out.push(LeftOut { entry: other(), why });
                continue;
            }
        };
        let Some((kind, slug)) = source else {
            if entry.id.as_deref().is_some_and(|id| used.contains(id)) {
                drafted.mappings.push(other());
            } else if kept::holds_plain_secret(&entry.to_value()) {
                drafted.left_out.push(LeftOut { entry: other(), why: WhyLeftOut::PlainSecret });
            } else {
                waiting.push((index, entry));
            }
            continue;
        };
        let name = entry.field("name").and_then(Value::as_text).unwrap_or(slug);
        let Ok(mut draft) = Draft::new(new_id(), kind.id, name, slug) else { continue };
        for (at, entry) in waiting.drain(..) {
            draft.kept.before.push(kept::text(&entry.to_value()));
            drafted.kept.push(self::other(at, entry));
        }
        let source = Source { entry, kind, mappings: &mappings, referred: &referred, dangling: &dangling };
        let Filled { secrets, not_judged, dropped, .. } = source.fill(&mut draft);
        drafted.drafts.push(DraftedSource { draft, entry: index, secrets, not_judged, dropped });
    }
    match drafted.drafts.last_mut() {
        Some(last) => {
            last.draft.kept.after = waiting.iter().map(|(_, entry)| kept::text(&entry.to_value())).collect();
            drafted.kept.extend(waiting.into_iter().map(|(at, entry)| other(at, entry)));
        }
        None => drafted.left_out.extend(
            waiting
                .into_iter()
                .map(|(at, entry)| LeftOut { entry: other(at, entry), why: WhyLeftOut::NoSource }),
        ),
    }
    if let [only] = drafted.drafts.as_mut_slice() {
        only.draft.kept.head = kept::head(document, &only.draft.name);
    }
    drafted
}

fn other(index: usize, entry: &Entry) -> OtherEntry {
    let model = match &entry.model {
        Value::Text(model) => model.clone(),
        other => kept::text(other),
    };
    let first = match &entry.identifiers {
        Value::Mapping(pairs) => pairs.iter().find_map(|(_, value)| value.as_text()),
        _ => None,
    };
    OtherEntry { entry: index, model, name: first.unwrap_or_default().to_owned() }
}

/// Returns the kind and slug of an entry that is a source; `None` if it is none.
fn source_of(entry: &Entry) -> Result<Option<(&'static SourceType, &str)>, WhyLeftOut> {
    let mut kinds = catalogue::all().iter().filter(|kind| entry.is_of(kind.model)).peekable();
    let Some(first) = kinds.peek() else { return Ok(None) };
    let text = |field: &str| entry.field(field).and_then(Value::as_text);
    let kind = match first.protocol {
        Protocol::OAuth => kinds.find(|kind| Some(kind.id) == text("provider_type")),
        _ => kinds.next(),
    };
    if entry.state.as_ref().and_then(Value::as_text) == Some("absent") {
        return Err(WhyLeftOut::Deletes);
    }
    let kind = kind.ok_or(WhyLeftOut::NoType)?;
    Ok(Some((kind, text("slug").ok_or(WhyLeftOut::NoSlug)?)))
}

/// An entry that is a source, and what it may refer to.
struct Source<'a> {
    entry: &'a Entry,
    kind: &'static SourceType,
    mappings: &'a MappingEntries<'a>,
    /// What `!KeyOf` names anywhere in the file.
    referred: &'a HashSet<&'a str>,
    /// That of it which no entry is called.
    dangling: &'a HashSet<&'a str>,
}

/// What filling a draft brought beside its values.
struct Filled {
    secrets: Secrets,
    not_judged: Vec<String>,
    dropped: Vec<String>,
    /// Secret fields whose value is a reference as an export writes it, and the reference.
    own_references: Vec<(&'static str, String)>,
}

impl Source<'_> {
    fn fill(&self, draft: &mut Draft) -> Filled {
        let mut filled = Filled {
            secrets: Secrets::default(),
            not_judged: Vec::new(),
            dropped: Vec::new(),
            own_references: Vec::new(),
        };
        // What the file leaves out has the API's default, which is not always the form's: no flow, no StartTLS.
        for field in &self.kind.fields {
            if let (Some(default), Some(_)) = (field.api_default, field.default_value()) {
                let value = default.value().unwrap_or_else(|| FieldValue::Text(String::new()));
                draft.values.insert(field.name.to_owned(), value);
            }
        }
        let [identifiers, attrs] = [&self.entry.identifiers, &self.entry.attrs].map(|value| match value {
            Value::Mapping(pairs) => pairs.as_slice(),
            _ => &[],
        });
        let names: HashSet<&str> = identifiers.iter().filter_map(|(key, _)| key.as_text()).collect();
        let is_identifier = |key: &Value| key.as_text().is_some_and(|name| names.contains(name));
        for (key, value) in identifiers.iter().chain(attrs.iter().filter(|(key, _)| !is_identifier(key))) {
            let Some(name) = key.as_text() else { continue };
            // What the draft carries becomes an attribute: the slug alone says which source it is.
            if matches!(name, "slug" | "provider_type") || self.carry(draft, name, value, &mut filled) {
                continue;
            }
            let is_secret = kept::is_secret_name(name) && kept::holds_text(value);
            if is_secret || kept::holds_plain_secret(value) {
                // A secret where nobody expects one: its text must not get to disk.
                filled.dropped.push(name.to_owned());
                continue;
            }
            let kept = if is_identifier(key) { &mut draft.kept.identifiers } else { &mut draft.kept.attrs };
            kept.insert(name.to_owned(), kept::text(value));
            filled.not_judged.push(name.to_owned());
        }
        // An export writes these by itself only where the draft, as it is now, wants the secret.
        let wanted: HashSet<&str> = draft.wanted_secrets(None).map(|field| field.name).collect();
        filled.own_references.retain(|(field, _)| !wanted.contains(field));
        for (field, yaml) in filled.own_references.drain(..) {
            draft.values.insert(field.to_owned(), FieldValue::Tagged { yaml });
        }
        let is_referred_to = match self.entry.id.as_deref() {
            Some(id) => self.referred.contains(id),
            // An export calls a source by its slug, which is what a reference to nothing else must mean.
            None => self.dangling.contains(draft.slug.as_str()),
        };
        kept::keep_entry(draft, self.entry, is_referred_to);
        filled
    }

    /// Puts a field into the draft. Returns false if it has no place there.
    fn carry(&self, draft: &mut Draft, name: &str, value: &Value, filled: &mut Filled) -> bool {
        if name == "name" {
            return value.as_text().is_some();
        }
        let Some(field) = self.kind.field(name) else {
            return self.kind.protocol == Protocol::OAuth
                && FIXED_FIELDS.contains(&(name, value.as_text().unwrap_or_default()));
        };
        match field.kind {
            FieldKind::Mappings => self.carry_mappings(draft, name, value),
            FieldKind::Secret => self.carry_secret(draft, field, value, filled),
            _ => match self.value(field, value) {
                Some(own) => {
                    if matches!(own, FieldValue::Tagged { .. }) {
                        filled.not_judged.push(field.name.to_owned());
                    }
                    let before = draft.values.insert(field.name.to_owned(), own);
                    let fits = draft.check_values().is_empty();
                    if !fits {
                        draft.values.remove(field.name);
                        draft.values.extend(before.map(|before| (field.name.to_owned(), before)));
                    }
                    fits
                }
                None => false,
            },
        }
    }

    fn carry_mappings(&self, draft: &mut Draft, name: &str, value: &Value) -> bool {
        let Some(ids) = mapping_ids(value, self.mappings) else { return false };
        let text = |entry: &Entry, field: &str| {
            entry.field(field).and_then(Value::as_text).unwrap_or_default().to_owned()
        };
        let found = ids.into_iter().filter_map(|id| self.mappings.get(id)).map(|entry| PropertyMapping {
            name: text(entry, "name"),
            expression: text(entry, "expression"),
        });
        if name == "user_property_mappings" {
            draft.user_property_mappings = found.collect();
        } else {
            draft.group_property_mappings = found.collect();
        }
        true
    }

    fn carry_secret(
        &self,
        draft: &mut Draft,
        field: &'static Field,
        value: &Value,
        filled: &mut Filled,
    ) -> bool {
        match value {
            // EXPOSE: none yet; the text goes from the file into memory, where it can be wiped.
            Value::Text(text) => filled.secrets.set(field.name, Secret::new(text.clone())),
            _ if is_own_reference(value, &draft.slug, field.name) => {
                filled.own_references.push((field.name, kept::text(value)));
            }
            _ if kept::refers_to_secret(value) => {
                let yaml = kept::text(value);
                draft.values.insert(field.name.to_owned(), FieldValue::Tagged { yaml });
            }
            // A number, or a tag with a default that may be the secret itself.
            _ if kept::holds_text(value) => filled.dropped.push(field.name.to_owned()),
            _ => {}
        }
        true
    }

    /// Returns the value of a field that is neither a secret nor a list of mappings; `None` if it is of another sort.
    fn value(&self, field: &Field, value: &Value) -> Option<FieldValue> {
        let text = |text: &str| Some(FieldValue::Text(text.to_owned()));
        if let Some(reference) = reference(field.kind) {
            return match value {
                Value::Null => text(""),
                Value::Tagged(..) => found(value, reference).map_or_else(|| tagged(value), text),
                _ => None,
            };
        }
        match (field.kind, value) {
            (_, Value::Tagged(..)) => tagged(value),
            (FieldKind::Switch, Value::Bool(on)) => Some(FieldValue::Switch(*on)),
            (FieldKind::Switch, _) => None,
            (FieldKind::List, Value::Sequence(items)) => {
                let texts = items.iter().map(|item| item.as_text().map(str::to_owned));
                texts.collect::<Option<_>>().map(FieldValue::List)
            }
            (FieldKind::Code(Language::Json), Value::Mapping(pairs)) if pairs.is_empty() => text("{}"),
            (FieldKind::Code(Language::Json), _) => object_text(value).map(FieldValue::Text),
            (_, Value::Text(own)) => text(own),
            (FieldKind::Icon, Value::Null) => text(""),
            (_, Value::Null) if field.nullable => text(""),
            _ => None,
        }
    }
}

fn tagged(value: &Value) -> Option<FieldValue> {
    Some(FieldValue::Tagged { yaml: kept::text(value) })
}
