//! The property mappings of one login: base properties, each mapping in the order of the names, what is left.
//!
//! Source: `authentik/core/sources/mapper.py`, `authentik/lib/sync/mapper.py`.

use std::sync::Arc;

use desk_expression::{Answer, Kind, Outcome, Request};
use desk_model::catalogue::SourceType;
use desk_model::{PropertyMapping, Protocol};
use desk_prediction::{
    BadGroups, Base, Fact, KeyFate, Source, base, group_base, group_ids, key_fates, merge, with_defaults,
};
use serde_json::{Map, Value};

use super::changes::changes;
use super::given::Given;
use super::views::{
    DiscardedView, LabCall, LabEnd, LabError, LabGroup, LabLog, LabMappings, LabStep, PipelineView,
    PythonNote, ReturnedUse,
};
use crate::mappings::MappingList;
use crate::problem::Problem;

/// Runs one mapping.
pub(super) type Evaluate<'a> = dyn FnMut(&Request) -> Result<Answer, Problem> + 'a;

/// Everything that is the same for all people.
pub(super) struct Pipeline<'a> {
    pub(super) kind: &'a SourceType,
    pub(super) source: &'a Source,
    /// What mappings see as `source`.
    pub(super) source_facts: Map<String, Value>,
    /// In the order in which authentik runs them.
    pub(super) mappings: &'a LabMappings,
}

/// A group's id with its properties.
type Named = (String, Map<String, Value>);

/// A login whose mappings came to an end.
pub(super) struct Person {
    pub(super) identifier: String,
    pub(super) properties: Map<String, Value>,
    /// `None`: there are no group mappings.
    pub(super) groups: Option<Vec<Named>>,
}

/// What came of the mappings of one login.
pub(super) struct Ran {
    pub(super) view: PipelineView,
    /// `None`: it did not come to an end.
    pub(super) person: Option<Person>,
}

/// Brings mappings in the order in which authentik runs them: by their names.
pub(super) fn in_order(mut mappings: LabMappings) -> LabMappings {
    for list in [&mut mappings.user, &mut mappings.group] {
        list.sort_by(|one, other| one.name.cmp(&other.name));
    }
    mappings
}

/// Whether the order of these names depends on how the server's database sorts: by code points, or as a dictionary does.
fn depends_on_collation(mappings: &[PropertyMapping]) -> bool {
    let dictionary =
        |name: &str| name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let names: Vec<String> = mappings.iter().map(|mapping| dictionary(&mapping.name)).collect();
    !names.is_sorted()
}

impl Pipeline<'_> {
    /// Runs the mappings for one person.
    pub(super) fn run(&self, given: &Given, evaluate: &mut Evaluate<'_>) -> Result<Ran, Problem> {
        let Base { identifier, properties, doubts } = base(self.kind, &given.info);
        let mut doubts: Vec<String> = doubts.iter().map(|doubt| doubt.id().to_owned()).collect();
        let mappings = [&self.mappings.user, &self.mappings.group];
        if mappings.iter().any(|list| depends_on_collation(list)) {
            doubts.push("order-of-names".to_owned());
        }
        let mut properties = match with_defaults(self.source, properties.clone()) {
            Fact::Known(properties) => properties,
            Fact::NotKnown => {
                doubts.push("path-not-known".to_owned());
                properties
            }
        };
        let mut steps = Steps { pipeline: self, given, list: Vec::new(), ended: None };
        let base = Value::Object(properties.clone());
        if identifier.is_none() && self.kind.protocol.has_login_button() {
            steps.ended = Some(LabEnd::NoIdentifier);
        }
        for mapping in &self.mappings.user {
            steps.step(mapping, MappingList::User, None, &mut properties, evaluate)?;
        }
        let after_mappings = properties.clone();
        let fates = key_fates(self.source, &after_mappings);
        properties.retain(|_, value| !value.is_null());
        let claimed = properties.remove("groups").unwrap_or_else(|| Value::Array(Vec::new()));
        let groups = self.groups(&claimed, &mut steps, evaluate)?;
        let Steps { list: steps, ended, .. } = steps;
        let person = match (ended, identifier.clone()) {
            // With bad groups authentik gets as far as to crash over them, which the prediction tells.
            (None | Some(LabEnd::BadGroups), Some(identifier)) => Some(Person {
                identifier,
                properties: after_mappings,
                groups: (ended.is_none() && !self.mappings.group.is_empty()).then(|| groups.clone()),
            }),
            _ => None,
        };
        let not_run = match ended {
            Some(_) => self.not_run(&steps),
            None => Vec::new(),
        };
        let view = PipelineView {
            identifier,
            base,
            doubts,
            not_run,
            steps,
            properties: Value::Object(properties),
            groups: groups
                .into_iter()
                .map(|(id, properties)| LabGroup { id, properties: properties.into() })
                .collect(),
            kept: of_fate(&fates, |fate| (fate == KeyFate::Kept).then_some("")).map(|(key, _)| key).collect(),
            discarded: of_fate(&fates, why).map(|(key, why)| DiscardedView { key, why }).collect(),
            ended,
        };
        Ok(Ran { view, person })
    }

    fn groups(
        &self,
        claimed: &Value,
        steps: &mut Steps<'_>,
        evaluate: &mut Evaluate<'_>,
    ) -> Result<Vec<Named>, Problem> {
        if steps.ended.is_some() {
            return Ok(Vec::new());
        }
        let ids = match group_ids(claimed) {
            Ok(ids) => ids,
            Err(BadGroups::Crash | BadGroups::NotKnown) => {
                steps.ended = Some(LabEnd::BadGroups);
                return Ok(Vec::new());
            }
        };
        let mut groups = Vec::new();
        for id in ids {
            let mut properties = group_base(&id);
            for mapping in &self.mappings.group {
                steps.step(mapping, MappingList::Group, Some(&id), &mut properties, evaluate)?;
            }
            properties.retain(|_, value| !value.is_null());
            groups.push((id, properties));
        }
        Ok(groups)
    }

    fn not_run(&self, steps: &[LabStep]) -> Vec<String> {
        let all = self.mappings.user.iter().chain(&self.mappings.group);
        let has_run = |name: &str| steps.iter().any(|step| step.mapping == name);
        all.filter(|mapping| !has_run(&mapping.name)).map(|mapping| mapping.name.clone()).collect()
    }
}

struct Steps<'a> {
    pipeline: &'a Pipeline<'a>,
    given: &'a Given,
    list: Vec<LabStep>,
    ended: Option<LabEnd>,
}

impl Steps<'_> {
    /// Runs a mapping, unless one before it has ended the login.
    fn step(
        &mut self,
        mapping: &PropertyMapping,
        list: MappingList,
        group_id: Option<&str>,
        properties: &mut Map<String, Value>,
        evaluate: &mut Evaluate<'_>,
    ) -> Result<(), Problem> {
        if self.ended.is_some() {
            return Ok(());
        }
        let Some(kind) = kind_of(self.pipeline.kind.protocol, list) else { return Ok(()) };
        let mut variables = self.given.variables(kind);
        variables.insert("source".to_owned(), Value::Object(self.pipeline.source_facts.clone()));
        variables.insert("properties".to_owned(), Value::Object(properties.clone()));
        if let Some(id) = group_id {
            variables.insert("group_id".to_owned(), Value::String(id.to_owned()));
        }
        let request = Request {
            expression: mapping.expression.clone(),
            name: mapping.name.clone(),
            kind,
            variables,
            sample: Arc::clone(&self.given.sample),
        };
        let answer = evaluate(&request)?;
        let before = std::mem::take(properties);
        let live = answer.properties.unwrap_or_else(|| before.clone());
        let in_place = changes(&before, &live);
        *properties = live;
        let mut step = LabStep {
            mapping: mapping.name.clone(),
            list,
            group_id: group_id.map(str::to_owned),
            returned: Value::Null,
            use_of: ReturnedUse::Nothing,
            notes: Vec::new(),
            properties: Value::Null,
            changes: Vec::new(),
            in_place,
            log: answer.logs.into_iter().map(log).collect(),
            calls: answer.calls.into_iter().map(call).collect(),
            is_cut: answer.is_cut,
            error: None,
        };
        match answer.outcome {
            Outcome::Returned { value, notes } => {
                step.use_of = use_of(&value, &notes);
                if let (ReturnedUse::Merged, Value::Object(new)) = (step.use_of, &value) {
                    merge(properties, new);
                }
                step.notes = notes.into_iter().map(note).collect();
                step.returned = value;
            }
            other => {
                let (error, end) = error_of(other);
                step.error = Some(error);
                self.ended = Some(end);
            }
        }
        step.changes = changes(&before, properties);
        step.properties = Value::Object(properties.clone());
        self.list.push(step);
        Ok(())
    }
}

fn of_fate<'a>(
    fates: &'a [(String, KeyFate)],
    name: impl Fn(KeyFate) -> Option<&'static str> + 'a,
) -> impl Iterator<Item = (String, String)> + 'a {
    fates.iter().filter_map(move |(key, fate)| Some((key.clone(), name(*fate)?.to_owned())))
}

fn why(fate: KeyFate) -> Option<&'static str> {
    match fate {
        KeyFate::Kept => None,
        KeyFate::Discarded(why) => Some(super::predicted::why_id(why)),
        KeyFate::Raises => Some("raises"),
        KeyFate::NotKnown => Some("not_known"),
    }
}

/// authentik passes over what Python takes for false, and what is no dict.
fn use_of(value: &Value, notes: &[desk_expression::Note]) -> ReturnedUse {
    let is_dict = value.is_object() && !notes.iter().any(|note| note.path.is_empty());
    match value {
        Value::Object(members) if is_dict && !members.is_empty() => ReturnedUse::Merged,
        Value::Null | Value::Bool(false) => ReturnedUse::Empty,
        Value::Object(members) if members.is_empty() => ReturnedUse::Empty,
        Value::Array(items) if items.is_empty() => ReturnedUse::Empty,
        Value::String(text) if text.is_empty() => ReturnedUse::Empty,
        Value::Number(number) if number.as_f64() == Some(0.0) => ReturnedUse::Empty,
        _ => ReturnedUse::NotADict,
    }
}

fn error_of(outcome: Outcome) -> (LabError, LabEnd) {
    match outcome {
        Outcome::Raised(raised) => (
            LabError::Raised { type_name: raised.type_name, message: raised.message, line: raised.line },
            LabEnd::Raised,
        ),
        Outcome::Skipped | Outcome::Returned { .. } => (LabError::Skipped, LabEnd::Raised),
        Outcome::NeedsServer { what } => (LabError::NeedsServer { what }, LabEnd::NeedsServer),
        Outcome::Stopped { limit } => {
            (LabError::Stopped { limit: super::predicted::id_of(&limit) }, LabEnd::Stopped)
        }
    }
}

/// The place from which authentik calls a mapping at a login. `None`: groups of a kind that has none.
pub(super) fn kind_of(protocol: Protocol, list: MappingList) -> Option<Kind> {
    Some(match (protocol, list) {
        (Protocol::OAuth, MappingList::User) => Kind::OauthLogin,
        (Protocol::OAuth, MappingList::Group) => Kind::OauthGroup,
        (Protocol::Saml, MappingList::User) => Kind::SamlLogin,
        (Protocol::Saml, MappingList::Group) => Kind::SamlGroup,
        (Protocol::Ldap, _) => Kind::Ldap,
        (Protocol::Kerberos, MappingList::User) => Kind::KerberosLogin,
        (Protocol::Kerberos, MappingList::Group) => Kind::KerberosGroup,
        (Protocol::Plex, _) => Kind::Plex,
        (Protocol::Telegram, MappingList::User) => Kind::Telegram,
        (Protocol::Telegram, MappingList::Group) => return None,
        (Protocol::Scim, _) => Kind::Scim,
    })
}

fn log(line: desk_expression::LogLine) -> LabLog {
    let fields = line.fields.into_iter().map(|(name, value)| (name, shown(&value))).collect();
    LabLog { level: line.level, event: line.event, fields }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn call(call: desk_expression::Call) -> LabCall {
    LabCall { name: call.name, asked: Value::Object(call.asked), answer: call.answer }
}

fn note(note: desk_expression::Note) -> PythonNote {
    PythonNote { path: note.path, type_name: note.type_name, text: note.text }
}
