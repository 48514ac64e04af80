//! What a person gives to try: the provider's information, and what else is known.

use std::sync::Arc;

use desk_expression::{HttpRequest, Kind, Sample, SampleAnswer, SampleHost, SamplePolicy};
use desk_model::Protocol;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::problem::Problem;

/// The most bytes of a text that is given. A provider's information has some thousand.
const MOST_BYTES: usize = 1 << 20;

/// What is given for one person.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub(super) info: Map<String, Value>,
    protocol: Protocol,
    others: Map<String, Value>,
    pub(super) sample: Arc<Sample>,
}

/// What is known beside the information, for everybody.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    others: Map<String, Value>,
    sample: Arc<Sample>,
}

impl Given {
    pub(super) fn new(protocol: Protocol, info: Map<String, Value>, context: &Context) -> Given {
        Given { info, protocol, others: context.others.clone(), sample: Arc::clone(&context.sample) }
    }

    /// The variables that a mapping of this kind gets, as far as they are known.
    pub(super) fn variables(&self, kind: Kind) -> Map<String, Value> {
        let mut all = self.others.clone();
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                all.entry(name).or_insert(value);
            }
        };
        let of_info = |name: &str| self.info.get(name).cloned();
        match self.protocol {
            Protocol::OAuth | Protocol::Plex | Protocol::Telegram => {
                put("info", Some(Value::Object(self.info.clone())));
            }
            Protocol::Saml => put("name_id", of_info("name_id")),
            Protocol::Ldap => {
                put("dn", of_info("dn").or_else(|| of_info("distinguishedName")));
                put("ldap", of_info("ldap").or_else(|| Some(Value::Object(self.info.clone()))));
            }
            Protocol::Kerberos => {
                put("principal", of_info("principal"));
                put("principal_obj", of_info("principal_obj"));
            }
            Protocol::Scim => put("data", Some(Value::Object(self.info.clone()))),
        }
        all.retain(|name, _| kind.names().contains(&name.as_str()));
        all
    }
}

impl Context {
    /// Reads what is known beside the information. An empty text says nothing.
    ///
    /// Members that are named as variables of mappings (`token`, `client`, `auth_api` …) are their values; `users`,
    /// `policies`, `dns`, `http` and `http_request` are what the offline doubles answer from.
    pub(super) fn read(text: &str) -> Result<Context, Problem> {
        if text.trim().is_empty() {
            return Ok(Context::default());
        }
        let mut members = object(text, "context")?;
        let known = Known::deserialize(Value::Object(members.clone()))
            .map_err(|error| Problem::about("lab-context-wrong", "context").detailed(error.to_string()))?;
        for name in ["users", "policies", "dns", "http", "http_request"] {
            members.remove(name);
        }
        let is_variable = |name: &str| Kind::ALL.iter().any(|kind| kind.names().contains(&name));
        if let Some(name) = members.keys().find(|name| !is_variable(name)) {
            return Err(Problem::about("lab-context-unknown", name.clone()));
        }
        for name in ["source", "properties", "request"] {
            if members.contains_key(name) {
                return Err(Problem::about("lab-context-own", name));
            }
        }
        let http_request = match known.http_request {
            Asked::NotSaid => HttpRequest::Unknown,
            Asked::Said(None) => HttpRequest::Absent,
            Asked::Said(Some(attributes)) => HttpRequest::Known(attributes),
        };
        let sample = Sample {
            users: known.users,
            policies: known.policies.into_iter().map(SamplePolicy::from).collect(),
            dns: known.dns.into_iter().map(SampleHost::from).collect(),
            http: known.http.into_iter().map(SampleAnswer::from).collect(),
            http_request,
        };
        Ok(Context { others: members, sample: Arc::new(sample) })
    }

    /// Lets `ak_user_by` find these users, unless others were given.
    pub(super) fn with_users(mut self, users: impl FnOnce() -> Vec<Map<String, Value>>) -> Context {
        if self.sample.users.is_none() {
            Arc::make_mut(&mut self.sample).users = Some(users());
        }
        self
    }
}

/// Reads a JSON object. `what` names it in the problem: `info`, `context`.
pub(super) fn object(text: &str, what: &str) -> Result<Map<String, Value>, Problem> {
    match value(text, what)? {
        Value::Object(members) => Ok(members),
        _ => Err(Problem::about("lab-not-object", what)),
    }
}

/// Reads a JSON text.
pub(super) fn value(text: &str, what: &str) -> Result<Value, Problem> {
    if text.len() > MOST_BYTES {
        return Err(Problem::about("lab-too-large", what).with("bytes", MOST_BYTES.to_string()));
    }
    let text = text.trim_start_matches('\u{feff}');
    serde_json::from_str(text).map_err(|error| not_json(what, &error))
}

/// A text that is no JSON, with the place.
pub(super) fn not_json(what: &str, error: &serde_json::Error) -> Problem {
    Problem::about("lab-not-json", what)
        .with("line", error.line().to_string())
        .with("column", error.column().to_string())
        .detailed(error.to_string())
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Known {
    users: Option<Vec<Map<String, Value>>>,
    policies: Vec<KnownPolicy>,
    dns: Vec<KnownHost>,
    http: Vec<KnownAnswer>,
    http_request: Asked,
}

/// Tells null from nothing.
#[derive(Default)]
enum Asked {
    #[default]
    NotSaid,
    Said(Option<Map<String, Value>>),
}

impl<'de> Deserialize<'de> for Asked {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Asked, D::Error> {
        Option::deserialize(deserializer).map(Asked::Said)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownPolicy {
    name: String,
    passing: bool,
    #[serde(default)]
    messages: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownHost {
    host: String,
    addresses: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownAnswer {
    #[serde(default = "get")]
    method: String,
    url: String,
    #[serde(default = "ok")]
    status: u16,
    #[serde(default)]
    body: Value,
}

fn get() -> String {
    "GET".to_owned()
}

fn ok() -> u16 {
    200
}

impl From<KnownPolicy> for SamplePolicy {
    fn from(policy: KnownPolicy) -> SamplePolicy {
        SamplePolicy { name: policy.name, passing: policy.passing, messages: policy.messages }
    }
}

impl From<KnownHost> for SampleHost {
    fn from(host: KnownHost) -> SampleHost {
        SampleHost { host: host.host, addresses: host.addresses }
    }
}

impl From<KnownAnswer> for SampleAnswer {
    fn from(answer: KnownAnswer) -> SampleAnswer {
        SampleAnswer { method: answer.method, url: answer.url, status: answer.status, body: answer.body }
    }
}
