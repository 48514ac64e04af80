//! What is asked of a worker and what it answers: one line of JSON each.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::ExpressionError;
use crate::kind::Kind;
use crate::limits::Limit;

/// What the interpreter runs first, the same in both engines.
pub const PROGRAM: &str = concat!(
    include_str!("python/values.py"),
    include_str!("python/models.py"),
    include_str!("python/requests.py"),
    include_str!("python/logging.py"),
    include_str!("python/globals.py"),
    include_str!("python/evaluate.py"),
    include_str!("python/serve.py"),
);

/// The line that a worker writes when the next request will be answered at once.
pub const READY: &str = "ready";

/// What a line begins with that holds an answer; the number of the request and the answer follow. Other lines are the
/// mapping's own and are passed over.
pub const ANSWER: &str = "answer ";

/// How large a request may be, in bytes of JSON.
const MOST_REQUEST: usize = 4 << 20;

/// One mapping, and all that it can see.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The mapping's text.
    pub expression: String,
    /// The mapping's name, which its tracebacks show.
    pub name: String,
    /// From where it is called.
    pub kind: Kind,
    /// The values of its variables. A name of the kind that is missing here is known to the server only; XML of SAML is
    /// a text; `properties` is the dictionary that the mappings before it left.
    pub variables: Map<String, Value>,
    /// What the server would know. It is the same for all people of a list, so it is shared and not copied for each.
    pub sample: Arc<Sample>,
}

/// What a server would know, as far as it was given: the offline doubles answer from it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Sample {
    /// The users that are there, with `username`, `email`, `groups` (names or dictionaries) and so on. `None`: nobody knows
    /// which users there are, so a question for one needs the server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub users: Option<Vec<Map<String, Value>>>,
    /// What policies answer.
    pub policies: Vec<SamplePolicy>,
    /// What names and addresses belong together.
    pub dns: Vec<SampleHost>,
    /// What other servers answer.
    pub http: Vec<SampleAnswer>,
    /// The request of the browser.
    pub http_request: HttpRequest,
}

/// What a policy answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SamplePolicy {
    /// Its name.
    pub name: String,
    /// Whether it passes.
    pub passing: bool,
    /// What it says.
    pub messages: Vec<String>,
}

/// A host and its addresses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SampleHost {
    /// Its name.
    pub host: String,
    /// Its addresses, of both versions.
    pub addresses: Vec<String>,
}

/// What another server answers to a request.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SampleAnswer {
    /// The method.
    pub method: String,
    /// The URL, letter for letter, without the parameters that are passed apart.
    pub url: String,
    /// The status.
    pub status: u16,
    /// The body: a text, or JSON.
    pub body: Value,
}

/// `request.http_request`, the request of the browser that logs in.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum HttpRequest {
    /// There is one and nothing is known of it.
    #[default]
    Unknown,
    /// There is none, as in a sync.
    Absent,
    /// Its attributes, such as `GET`, `META` and `session`.
    Known(Map<String, Value>),
}

impl Serialize for HttpRequest {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Unknown => serializer.serialize_str("unknown"),
            Self::Absent => serializer.serialize_none(),
            Self::Known(attributes) => attributes.serialize(serializer),
        }
    }
}

/// What came of a mapping.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// How it ended.
    pub outcome: Outcome,
    /// `properties` after it, with what it changed in place. `None`: there are none, or the process ended.
    pub properties: Option<Map<String, Value>>,
    /// What it logged and printed, in order.
    pub logs: Vec<LogLine>,
    /// What it asked of authentik and of other servers, in order.
    pub calls: Vec<Call>,
    /// Whether logs and calls are incomplete, because there were too many.
    pub is_cut: bool,
}

/// How a mapping ended.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// It returned a value. `null` is Python's `None`, which authentik passes over.
    Returned {
        /// The value, as JSON has it.
        value: Value,
        /// Where it is not what JSON has: sets, tuples, bytes, dates and so on.
        notes: Vec<Note>,
    },
    /// It raised `SkipObject`: the object is left out of the sync.
    Skipped,
    /// It raised another exception, or its text is not Python.
    Raised(Raised),
    /// Only a server can say: each text says what for, such as "imports authentik.core.models".
    NeedsServer {
        /// What it wanted, in order.
        what: Vec<String>,
    },
    /// It was ended.
    Stopped {
        /// By which limit.
        limit: Limit,
    },
}

/// A value that JSON has no type for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Where it is, such as `attributes.groups[0]`; empty for the whole value.
    pub path: String,
    /// Python's name of its type.
    #[serde(rename = "type")]
    pub type_name: String,
    /// Its text, where it has no parts of its own.
    pub text: String,
}

/// An exception.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raised {
    /// Its type, with the module where that is not `builtins`.
    #[serde(rename = "type")]
    pub type_name: String,
    /// Its text.
    pub message: String,
    /// The line of the mapping's own text, counted from 1. authentik's tracebacks say one more.
    pub line: Option<u32>,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LogLine {
    /// `debug`, `info`, `warning`, `error`, `critical`, or `print`.
    pub level: String,
    /// The text.
    pub event: String,
    /// The fields beside it.
    pub fields: Map<String, Value>,
}

/// A question to authentik or to another server.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// The function's name, such as `ak_user_by`, or `requests`.
    pub name: String,
    /// What it was given.
    pub asked: Map<String, Value>,
    /// What the sample data answered, where there is an answer.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub answer: Option<Value>,
}

impl Request {
    /// The line that a worker is sent. A worker that has the sample data already is not sent it again.
    pub(crate) fn line(&self, only_compile: bool, with_sample: bool) -> Result<String, ExpressionError> {
        let wire = WireRequest {
            expression: &self.expression,
            name: &self.name,
            names: self.kind.names(),
            is_sync: self.kind.is_sync(),
            variables: &self.variables,
            sample: with_sample.then_some(&self.sample),
            only_compile,
        };
        let mut line = serde_json::to_string(&wire).map_err(ExpressionError::Request)?;
        if line.len() > MOST_REQUEST {
            return Err(ExpressionError::TooLarge { size: line.len(), most: MOST_REQUEST });
        }
        line.push('\n');
        Ok(line)
    }
}

/// What a worker answered; it can be asked again.
pub(crate) struct Reply {
    /// What it said.
    pub answer: Answer,
    /// How many milliseconds of the processor it has used since it was started, as it says itself.
    pub used: u64,
}

impl Reply {
    /// Reads what a worker answered; `None` if its own program would not have written that.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let wire: WireAnswer = serde_json::from_str(text).ok()?;
        let outcome = match (wire.outcome, wire.raised) {
            (WireOutcome::Raised, Some(raised)) => Outcome::Raised(raised),
            (WireOutcome::Raised, None) => return None,
            (WireOutcome::Returned, _) => Outcome::Returned { value: wire.result, notes: wire.notes },
            (WireOutcome::Skipped, _) => Outcome::Skipped,
            (WireOutcome::NeedsServer, _) => Outcome::NeedsServer { what: wire.needs },
        };
        let answer = Answer {
            outcome,
            properties: wire.properties,
            logs: wire.logs,
            calls: wire.calls,
            is_cut: wire.is_cut,
        };
        Some(Self { answer, used: wire.used })
    }
}

impl Answer {
    /// The answer for a worker that was ended.
    pub(crate) fn stopped(limit: Limit) -> Self {
        Self {
            outcome: Outcome::Stopped { limit },
            properties: None,
            logs: Vec::new(),
            calls: Vec::new(),
            is_cut: true,
        }
    }
}

/// Tells an answer that is `null` from none.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

#[derive(Serialize)]
struct WireRequest<'a> {
    expression: &'a str,
    name: &'a str,
    names: &'a [&'a str],
    is_sync: bool,
    variables: &'a Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sample: Option<&'a Sample>,
    only_compile: bool,
}

#[derive(Deserialize)]
struct WireAnswer {
    outcome: WireOutcome,
    result: Value,
    notes: Vec<Note>,
    raised: Option<Raised>,
    properties: Option<Map<String, Value>>,
    logs: Vec<LogLine>,
    calls: Vec<Call>,
    needs: Vec<String>,
    is_cut: bool,
    used: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum WireOutcome {
    Returned,
    Skipped,
    Raised,
    NeedsServer,
}
