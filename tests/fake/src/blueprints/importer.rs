//! `Importer`: validates a blueprint, and applies it all or not at all.

use std::collections::BTreeMap;

use desk_blueprint::{BlueprintError, Content, Document, Entry, NotABlueprint, Tag, Value as Node};
use serde_json::{Map, Value, json};

use super::tags::{Crash, Resolver, is_true, merge};
use super::{binding, find};
use crate::models::Model;
use crate::state::{Imported, Object, State};
use crate::validation::{Refusal, as_uuid};
use crate::writes::{save, validate};

/// A line of the importer's log.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) level: &'static str,
    pub(crate) logger: Option<&'static str>,
    pub(crate) event: String,
    pub(crate) attributes: Value,
}

/// Base classes are not allowed (recorded for a source).
const NO_SOURCE: &str = "Model <class 'authentik.core.models.Source'> not allowed";
const NO_MAPPING: &str = "Model <class 'authentik.core.models.PropertyMapping'> not allowed";

const IMPORTER: &str = "authentik.blueprints.v1.importer";

fn warning(event: impl Into<String>, attributes: Value) -> Line {
    Line { level: "warning", logger: Some(IMPORTER), event: event.into(), attributes }
}

/// How an import went.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outcome {
    pub(crate) is_successful: bool,
    pub(crate) lines: Vec<Line>,
}

/// Applies a blueprint to a state, which is left as it was if anything is refused.
///
/// # Errors
/// The server crashes; nothing is changed.
pub(crate) fn import(state: &mut State, text: &str, context: &Map<String, Value>) -> Result<Outcome, Crash> {
    let document = match desk_blueprint::read(text) {
        Ok(document) => document,
        Err(error) => return not_read(text, &error),
    };
    if document.sections.is_some() {
        // Entries in sections crash the endpoint (recorded).
        return Err(Crash);
    }
    let mut trial = state.clone();
    let mut import = Import { context: contexts(state, &document, context), ..Import::default() };
    let done = import.all(&mut trial, &document);
    if done == Ok(true) {
        *state = trial;
    }
    state.imported.append(&mut import.imported);
    Ok(Outcome { is_successful: done?, lines: import.lines })
}

fn not_read(text: &str, error: &BlueprintError) -> Result<Outcome, Crash> {
    let BlueprintError::NotABlueprint { why } = error else { return Err(Crash) };
    let refused = |line: Line| {
        let failed = warning("Blueprint validation failed", json!({}));
        Ok(Outcome { is_successful: false, lines: vec![line, failed] })
    };
    match why {
        // What is no mapping is an empty success (recorded).
        NotABlueprint::NotAMapping => Ok(Outcome { is_successful: true, lines: Vec::new() }),
        NotABlueprint::Version => {
            let line = Line {
                level: "warning",
                logger: None,
                event: "Invalid blueprint version".to_owned(),
                attributes: json!({}),
            };
            Ok(Outcome { is_successful: false, lines: vec![line] })
        }
        NotABlueprint::EntryPart { part: "identifiers", index } => {
            let error = "No or invalid identifiers";
            let document = Node::from_yaml(text).map_err(|_| Crash)?;
            let entries = document.get("entries").and_then(Node::as_sequence).ok_or(Crash)?;
            let entry = entries.get(*index).ok_or(Crash)?;
            let empty = (State::fresh(), Map::new(), BTreeMap::new());
            let mut resolver = Resolver::new(&empty.0, &empty.1, &empty.2);
            let mut part = |name: &str| entry.get(name).map_or(Ok(json!({})), |node| resolver.resolve(node));
            let shown = json!({
                "model": part("model")?,
                "state": "present",
                "conditions": [],
                "identifiers": {},
                "attrs": part("attrs")?,
                "permissions": [],
                "id": null,
                "_state": {"instance": null},
            });
            refused(warning(format!("Entry invalid: {error}"), json!({"entry": shown, "error": error})))
        }
        _ => Err(Crash),
    }
}

/// The context: the server's, then the blueprint's, then the instance's.
fn contexts(state: &State, document: &Document, given: &Map<String, Value>) -> Map<String, Value> {
    let mut context = Map::new();
    // A tuple with one item, so it is always true (authentik's importer.py).
    context.insert("goauthentik.io/enterprise/licensed".to_owned(), json!([state.is_licensed]));
    context.insert("goauthentik.io/rbac/models".to_owned(), json!({}));
    let empty = (Map::new(), BTreeMap::new());
    if let Some(Node::Mapping(pairs)) = &document.context {
        for (key, value) in pairs {
            // authentik resolves a tag in the context where the context is used, with the same result.
            let resolved = Resolver::new(state, &empty.0, &empty.1).resolve(value).unwrap_or_default();
            context.insert(key.as_text().unwrap_or_default().to_owned(), resolved);
        }
    }
    context.extend(given.clone());
    context
}

/// Why an entry is not valid.
enum Invalid {
    Told(String),
    Crash,
}

impl From<Crash> for Invalid {
    fn from(_: Crash) -> Invalid {
        Invalid::Crash
    }
}

#[derive(Default)]
struct Import {
    context: Map<String, Value>,
    keys: BTreeMap<String, String>,
    lines: Vec<Line>,
    /// What the serializers got.
    imported: Vec<Imported>,
}

impl Import {
    /// Applies all entries, and returns whether none was refused.
    fn all(&mut self, state: &mut State, document: &Document) -> Result<bool, Crash> {
        for entry in &document.entries {
            if !self.entry(state, entry)? {
                // It is found while validating, which writes no events; the real import goes over everything twice.
                self.lines.retain(|line| line.level != "info");
                self.lines.push(warning("Blueprint validation failed", json!({})));
                self.unread_again();
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Applies an entry, and returns whether the next may follow.
    fn entry(&mut self, state: &mut State, entry: &Entry) -> Result<bool, Crash> {
        let label = self.text(state, &entry.model)?;
        let (app, name) = label.split_once('.').filter(|(_, name)| !name.contains('.')).ok_or(Crash)?;
        let model = find::model(&label);
        if model.is_none() && !find::is_other_model(&label) {
            self.lines.push(warning("App or Model does not exist", json!({"app": app, "model": name})));
            return Ok(false);
        }
        for condition in &entry.conditions {
            if !is_true(&self.value(state, condition)?) {
                return Ok(true);
            }
        }
        let Some(model) = model else { return self.other(state, entry, &label) };
        let wanted = match &entry.state {
            None => "present".to_owned(),
            Some(state_node) => self.text(state, state_node)?,
        };
        if !["present", "created", "must_created", "absent"].contains(&wanted.as_str()) {
            return Err(Crash);
        }
        match self.checked(state, entry, model, &wanted) {
            Ok(checked) => {
                self.apply(state, entry, model, &wanted, checked);
                Ok(true)
            }
            Err(Invalid::Crash) => Err(Crash),
            Err(Invalid::Told(error)) => self.refused(state, entry, &error),
        }
    }

    /// Applies an entry of a model that the fake does not keep as objects of its own.
    fn other(&mut self, state: &mut State, entry: &Entry, label: &str) -> Result<bool, Crash> {
        let error = match label.to_ascii_lowercase().as_str() {
            "authentik_core.source" => NO_SOURCE.to_owned(),
            "authentik_core.propertymapping" => NO_MAPPING.to_owned(),
            "authentik_flows.flowstagebinding" => {
                let identifiers = self.value(state, &entry.identifiers)?;
                let attrs = self.value(state, &entry.attrs)?;
                match binding::write(state, &identifiers, &attrs) {
                    Ok(()) => return Ok(true),
                    Err(error) => error,
                }
            }
            // authentik would write it. Tests are told that this fake does not.
            other => format!("This fake does not write {other}"),
        };
        self.refused(state, entry, &error)
    }

    /// Logs an entry that is not valid, which resolves it once more.
    fn refused(&mut self, state: &State, entry: &Entry, error: &str) -> Result<bool, Crash> {
        if [&entry.identifiers, &entry.attrs].into_iter().any(has_key_of) {
            // The trap: the entry is logged without its blueprint, so `!KeyOf` fails there (recorded).
            return Err(Crash);
        }
        let mut shown = json!({
            "model": self.value(state, &entry.model)?,
            "state": "present",
            "conditions": [],
            "permissions": [],
            "id": entry.id,
            "_state": {"instance": null},
        });
        shown["identifiers"] = self.quietly(state, &entry.identifiers)?;
        shown["attrs"] = self.quietly(state, &entry.attrs)?;
        self.lines.push(warning(format!("Entry invalid: {error}"), json!({"entry": shown, "error": error})));
        Ok(false)
    }

    /// `_validate_single`.
    fn checked(
        &mut self,
        state: &State,
        entry: &Entry,
        model: &'static Model,
        wanted: &str,
    ) -> Result<Checked, Invalid> {
        let told = |error: &str| Err(Invalid::Told(error.to_owned()));
        let Value::Object(identifiers) = self.value(state, &entry.identifiers)? else {
            return told("No or invalid identifiers");
        };
        if identifiers.is_empty() {
            return told("No or invalid identifiers");
        }
        if let Some(name) = identifiers.keys().find(|name| !find::is_field(state, model, name)) {
            let choices = find::columns(model, &state.version);
            let error = format!(
                "Invalid identifier field: Cannot resolve keyword '{name}' into field. Choices are: {choices}"
            );
            return Err(Invalid::Told(error));
        }
        let existing = existing(state, model, &identifiers);
        if existing.is_some() && wanted == "must_created" {
            return told("State is set to must_created and object exists already");
        }
        if wanted == "absent" {
            return Ok(Checked {
                existing: existing.map(|object| object.pk.clone()),
                attrs: Map::new(),
                pk: None,
            });
        }
        let Value::Object(mut data) = self.value(state, &entry.attrs)? else { return told("Invalid attrs") };
        let given_pk = identifiers.get("pk").and_then(Value::as_str).and_then(as_uuid);
        merge(&mut data, identifiers);
        let mut given = data.clone();
        given.retain(|name, _| !find::is_key(name));
        self.imported.push(Imported { model, is_partial: existing.is_some(), data: given });
        let attrs = validate(state, model, existing, existing.is_some(), &Value::Object(data)).map_err(
            |refusal| match refusal {
                Refusal::Errors(errors) => Invalid::Told(format!("Serializer errors {}", errors.to_python())),
                Refusal::Crash => Invalid::Crash,
            },
        )?;
        Ok(Checked { existing: existing.map(|object| object.pk.clone()), attrs, pk: given_pk })
    }

    fn apply(
        &mut self,
        state: &mut State,
        entry: &Entry,
        model: &'static Model,
        wanted: &str,
        checked: Checked,
    ) {
        let existed = checked.existing.is_some();
        let (pk, action) = match (wanted, checked.existing) {
            ("absent", Some(pk)) => {
                let name = state.by_pk(&pk).map(|object| object.text("name").to_owned()).unwrap_or_default();
                state.delete(&pk);
                self.lines.push(written(model, &pk, &name, "model_deleted"));
                return;
            }
            ("absent", None) => return,
            ("created", Some(pk)) => (pk, None),
            (_, existing) => {
                let pk = save(state, model, existing, checked.attrs, checked.pk);
                (pk, Some(if existed { "model_updated" } else { "model_created" }))
            }
        };
        if let Some(action) = action {
            let name = state.by_pk(&pk).map(|object| object.text("name").to_owned()).unwrap_or_default();
            self.lines.push(written(model, &pk, &name, action));
        }
        if let Some(id) = &entry.id {
            self.keys.insert(id.clone(), pk);
        }
    }

    fn text(&mut self, state: &State, node: &Node) -> Result<String, Crash> {
        match self.value(state, node)? {
            Value::String(text) => Ok(text),
            _ => Err(Crash),
        }
    }

    fn value(&mut self, state: &State, node: &Node) -> Result<Value, Crash> {
        let mut resolver = Resolver::new(state, &self.context, &self.keys);
        let value = resolver.resolve(node);
        for path in std::mem::take(&mut resolver.unread) {
            self.lines.push(unread(&path));
        }
        value
    }

    /// Resolves what is logged, where a tag that gives nothing is spelled as Python does it (recorded).
    fn quietly(&self, state: &State, node: &Node) -> Result<Value, Crash> {
        let mut resolver = Resolver::new(state, &self.context, &self.keys);
        resolver.spells_nothing = true;
        resolver.resolve(node)
    }

    /// The files of a refused entry are read once more to log it, behind the last line (recorded).
    fn unread_again(&mut self) {
        let is_unread = |line: &&Line| line.logger == Some("authentik.blueprints.v1.common");
        let again: Vec<Line> = self.lines.iter().filter(is_unread).cloned().collect();
        self.lines.extend(again);
    }
}

struct Checked {
    existing: Option<String>,
    attrs: Map<String, Value>,
    pk: Option<String>,
}

/// The key or all other identifiers together.
fn existing<'a>(
    state: &'a State,
    model: &'static Model,
    identifiers: &Map<String, Value>,
) -> Option<&'a Object> {
    let (keys, others): (Vec<_>, Vec<_>) = identifiers.iter().partition(|(name, _)| find::is_key(name));
    let fits = |object: &&Object| {
        let by_key = keys.iter().any(|(name, value)| find::has(object, name, value));
        by_key || (!others.is_empty() && others.iter().all(|(name, value)| find::has(object, name, value)))
    };
    state.objects.iter().filter(|object| object.model == model).find(fits)
}

fn has_key_of(node: &Node) -> bool {
    match node {
        Node::Tagged(Tag::KeyOf, _) => true,
        Node::Sequence(items) | Node::Tagged(_, Content::Sequence(items)) => items.iter().any(has_key_of),
        Node::Mapping(pairs) | Node::Tagged(_, Content::Mapping(pairs)) => {
            pairs.iter().any(|(key, value)| has_key_of(key) || has_key_of(value))
        }
        _ => false,
    }
}

fn unread(path: &str) -> Line {
    let reason = format!("[Errno 2] No such file or directory: '{path}'");
    Line {
        level: "warning",
        logger: Some("authentik.blueprints.v1.common"),
        event: "Failed to read file. Falling back to default value".to_owned(),
        attributes: json!({"path": path, "exc": reason}),
    }
}

fn written(model: &'static Model, pk: &str, name: &str, action: &str) -> Line {
    let pk = pk.replace('-', "");
    let context = json!({"model": {"app": model.app, "model_name": model.name, "pk": pk, "name": name}});
    Line {
        level: "info",
        logger: Some("authentik.events.models"),
        event: "Created Event".to_owned(),
        attributes: json!({"action": action, "context": context}),
    }
}
