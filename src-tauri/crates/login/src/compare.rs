//! What two test logins have in common and where they part.
//!
//! Some values differ in every login, or cannot be seen because they are masked; they say nothing and are told apart
//! from the differences as "ignored".

mod nature;

use std::collections::{BTreeMap, BTreeSet};

use desk_model::request::MASK;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use nature::{Nature, is_new_every_time};

use crate::har::{address, query};
use crate::transcript::{Request, Response, Step, StepName};

/// One step of two logins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct StepComparison {
    /// Which step.
    pub step: StepName,
    /// How the two compare.
    pub verdict: StepVerdict,
    /// What differs.
    pub differences: Vec<StepDifference>,
    /// What was not compared: values that are new in every login, and masked ones.
    pub ignored: Vec<StepPart>,
}

/// How a step of two logins compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum StepVerdict {
    /// Only the first login has it.
    OnlyA,
    /// Only the second login has it.
    OnlyB,
    /// Both have it, and it went the same way.
    Same,
    /// Both have it, and it differs.
    Differs,
}

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct StepDifference {
    /// What it is.
    pub part: StepPart,
    /// Its value in the first login; `None`: it is not there.
    pub a: Option<String>,
    /// Its value in the second login; `None`: it is not there.
    pub b: Option<String>,
}

/// A part of a step.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
pub struct StepPart {
    /// What kind of part.
    pub kind: StepPartKind,
    /// Its name: the parameter, the header, the path of a JSON key such as `user/name`. Empty if there is but one.
    pub name: String,
}

/// The kinds of parts that a step has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum StepPartKind {
    /// Whether the step went well.
    State,
    /// The request's method.
    Method,
    /// The request's URL up to its parameters.
    Address,
    /// A parameter of the request's URL.
    Parameter,
    /// A header of the request.
    RequestHeader,
    /// The request's body, or a field of it.
    RequestBody,
    /// The HTTP status of the answer.
    Status,
    /// A header of the answer.
    ResponseHeader,
    /// The answer's body, or a field of it.
    ResponseBody,
}

impl StepPartKind {
    /// Returns the kind as it is serialised and as message ids have it: `request-header`.
    pub fn id(self) -> &'static str {
        match self {
            StepPartKind::State => "state",
            StepPartKind::Method => "method",
            StepPartKind::Address => "address",
            StepPartKind::Parameter => "parameter",
            StepPartKind::RequestHeader => "request-header",
            StepPartKind::RequestBody => "request-body",
            StepPartKind::Status => "status",
            StepPartKind::ResponseHeader => "response-header",
            StepPartKind::ResponseBody => "response-body",
        }
    }
}

/// Compares two logins step by step, in the order of a login.
pub fn compare(a: &[Step], b: &[Step]) -> Vec<StepComparison> {
    let (known_a, known_b) = (Nature::of(a), Nature::of(b));
    let mut places: BTreeMap<(StepName, usize), Sides<'_>> = BTreeMap::new();
    for (key, step) in numbered(a) {
        places.entry(key).or_default().0 = Some(step);
    }
    for (key, step) in numbered(b) {
        places.entry(key).or_default().1 = Some(step);
    }
    let compared = places.into_iter().map(|((name, _), sides)| {
        let mut sheet =
            Sheet { nature: (&known_a, &known_b), differences: Vec::new(), ignored: BTreeSet::new() };
        let verdict = match sides {
            (Some(a), Some(b)) => {
                sheet.step(a, b);
                if sheet.differences.is_empty() { StepVerdict::Same } else { StepVerdict::Differs }
            }
            (Some(_), None) => StepVerdict::OnlyA,
            (None, _) => StepVerdict::OnlyB,
        };
        let Sheet { differences, ignored, .. } = sheet;
        StepComparison { step: name, verdict, differences, ignored: ignored.into_iter().collect() }
    });
    compared.collect()
}

/// A step in the first and in the second login.
type Sides<'a> = (Option<&'a Step>, Option<&'a Step>);

/// What was found in one step.
struct Sheet<'a> {
    nature: (&'a Nature, &'a Nature),
    differences: Vec<StepDifference>,
    ignored: BTreeSet<StepPart>,
}

impl Sheet<'_> {
    fn step(&mut self, a: &Step, b: &Step) {
        let state = |step: &Step| format!("{:?}", step.state).to_lowercase();
        self.text(part(StepPartKind::State, ""), Some(&state(a)), Some(&state(b)));
        self.request(a.request.as_ref(), b.request.as_ref());
        self.response(a.response.as_ref(), b.response.as_ref());
    }

    fn request(&mut self, a: Option<&Request>, b: Option<&Request>) {
        let field = |read: fn(&Request) -> &str| (a.map(read), b.map(read));
        let (method_a, method_b) = field(|request| &request.method);
        self.text(part(StepPartKind::Method, ""), method_a, method_b);
        let (url_a, url_b) = field(|request| &request.url);
        self.text(
            part(StepPartKind::Address, ""),
            url_a.map(address).as_deref(),
            url_b.map(address).as_deref(),
        );
        let parameters = |url: Option<&str>| url.map(query).unwrap_or_default();
        self.pairs(StepPartKind::Parameter, &parameters(url_a), &parameters(url_b));
        let headers = |request: Option<&Request>| lower(request.map(|request| request.headers.as_slice()));
        self.pairs(StepPartKind::RequestHeader, &headers(a), &headers(b));
        let body = |request: Option<&Request>| request.and_then(|request| request.body.clone());
        self.body(StepPartKind::RequestBody, body(a).as_deref(), body(b).as_deref());
    }

    fn response(&mut self, a: Option<&Response>, b: Option<&Response>) {
        let status = |response: Option<&Response>| response.map(|response| response.status.to_string());
        self.text(part(StepPartKind::Status, ""), status(a).as_deref(), status(b).as_deref());
        let headers =
            |response: Option<&Response>| lower(response.map(|response| response.headers.as_slice()));
        self.pairs(StepPartKind::ResponseHeader, &headers(a), &headers(b));
        let body = |response: Option<&Response>| response.and_then(|response| response.body.clone());
        self.body(StepPartKind::ResponseBody, body(a).as_deref(), body(b).as_deref());
    }

    /// Compares named values one by one, whatever their order. A name may come more than once.
    fn pairs(&mut self, kind: StepPartKind, a: &[(String, String)], b: &[(String, String)]) {
        let mut names: Vec<&String> = Vec::new();
        for (name, _) in a.iter().chain(b) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        for name in names {
            let values = |pairs: &[(String, String)]| -> Vec<String> {
                pairs.iter().filter(|(known, _)| known == name).map(|(_, value)| value.clone()).collect()
            };
            let (values_a, values_b) = (values(a), values(b));
            for place in 0..values_a.len().max(values_b.len()) {
                self.value(
                    kind,
                    name,
                    values_a.get(place).map(String::as_str),
                    values_b.get(place).map(String::as_str),
                );
            }
        }
    }

    /// Compares two values; URLs by their parts, because a redirect's parameters are what a person looks for.
    fn value(&mut self, kind: StepPartKind, name: &str, a: Option<&str>, b: Option<&str>) {
        match (a, b) {
            (Some(a), Some(b)) if is_url(a) && is_url(b) && !is_new_every_time(name) => {
                self.text(part(kind, name), Some(&address(a)), Some(&address(b)));
                let under = |url: &str| -> Vec<(String, String)> { query(url) };
                let (below_a, below_b) = (under(a), under(b));
                let names: BTreeSet<&String> = below_a.iter().chain(&below_b).map(|(name, _)| name).collect();
                for below in names {
                    let find = |pairs: &[(String, String)]| -> Option<String> {
                        let values: Vec<&str> = pairs
                            .iter()
                            .filter(|(known, _)| known == below)
                            .map(|(_, value)| value.as_str())
                            .collect();
                        (!values.is_empty()).then(|| values.join(", "))
                    };
                    let path = format!("{name}?{below}");
                    self.named(
                        part(kind, &path),
                        below,
                        find(&below_a).as_deref(),
                        find(&below_b).as_deref(),
                    );
                }
            }
            _ => self.named(part(kind, name), name, a, b),
        }
    }

    fn body(&mut self, kind: StepPartKind, a: Option<&str>, b: Option<&str>) {
        let json = |text: &str| {
            serde_json::from_str::<Value>(text).ok().filter(|value| value.is_object() || value.is_array())
        };
        if let (Some(Some(a)), Some(Some(b))) = (a.map(json), b.map(json)) {
            return self.json(kind, "", &a, &b);
        }
        let form = |text: &str| {
            let is_form =
                text.contains('=') && !text.contains(char::is_whitespace) && !text.starts_with(['<', '{']);
            is_form.then(|| query(&format!("?{text}")))
        };
        match (a.map(form), b.map(form)) {
            (Some(Some(a)), Some(Some(b))) => self.pairs(kind, &a, &b),
            _ => self.text(part(kind, ""), a, b),
        }
    }

    fn json(&mut self, kind: StepPartKind, path: &str, a: &Value, b: &Value) {
        let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}/{key}") };
        match (a, b) {
            (Value::Object(fields_a), Value::Object(fields_b)) => {
                let keys: BTreeSet<&String> = fields_a.keys().chain(fields_b.keys()).collect();
                for key in keys {
                    match (fields_a.get(key), fields_b.get(key)) {
                        (Some(a), Some(b)) => self.json(kind, &below(key), a, b),
                        (a, b) => self.leaf(kind, &below(key), a, b),
                    }
                }
            }
            (Value::Array(items_a), Value::Array(items_b)) => {
                for place in 0..items_a.len().max(items_b.len()) {
                    let path = below(&place.to_string());
                    match (items_a.get(place), items_b.get(place)) {
                        (Some(a), Some(b)) => self.json(kind, &path, a, b),
                        (a, b) => self.leaf(kind, &path, a, b),
                    }
                }
            }
            _ => self.leaf(kind, path, Some(a), Some(b)),
        }
    }

    fn leaf(&mut self, kind: StepPartKind, path: &str, a: Option<&Value>, b: Option<&Value>) {
        // Of two kinds of values, such as the text "1" and the number 1, the JSON tells them apart.
        let are_texts = [a, b].into_iter().flatten().all(Value::is_string);
        let write = |value: &Value| match value {
            Value::String(text) if are_texts => text.clone(),
            other => other.to_string(),
        };
        let (a, b) = (a.map(write), b.map(write));
        let name = path.rsplit('/').next().unwrap_or_default();
        self.named(part(kind, path), name, a.as_deref(), b.as_deref());
    }

    fn named(&mut self, part: StepPart, name: &str, a: Option<&str>, b: Option<&str>) {
        if a.is_some() && b.is_some() && is_new_every_time(name) {
            self.ignored.insert(part);
        } else {
            self.text(part, a, b);
        }
    }

    fn text(&mut self, part: StepPart, a: Option<&str>, b: Option<&str>) {
        let (Some(text_a), Some(text_b)) = (a, b) else {
            if a != b {
                self.differences.push(StepDifference {
                    part,
                    a: a.map(str::to_owned),
                    b: b.map(str::to_owned),
                });
            }
            return;
        };
        let is_hidden = text_a == MASK || text_b == MASK;
        if text_a == text_b {
            // Two masks look the same, whatever they hide.
            if text_a.contains(MASK) {
                self.ignored.insert(part);
            }
        } else if is_hidden || self.nature.0.strip(text_a) == self.nature.1.strip(text_b) {
            self.ignored.insert(part);
        } else {
            self.differences.push(StepDifference {
                part,
                a: Some(text_a.to_owned()),
                b: Some(text_b.to_owned()),
            });
        }
    }
}

fn part(kind: StepPartKind, name: &str) -> StepPart {
    StepPart { kind, name: name.to_owned() }
}

fn is_url(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

fn lower(headers: Option<&[(String, String)]>) -> Vec<(String, String)> {
    let headers = headers.unwrap_or_default().iter();
    headers.map(|(name, value)| (name.to_ascii_lowercase(), value.clone())).collect()
}

fn numbered(steps: &[Step]) -> impl Iterator<Item = ((StepName, usize), &Step)> {
    let mut seen: BTreeMap<StepName, usize> = BTreeMap::new();
    steps.iter().map(move |step| {
        let count = seen.entry(step.name).or_default();
        *count += 1;
        ((step.name, *count), step)
    })
}

#[cfg(test)]
#[path = "compare_tests.rs"]
pub(crate) mod tests;
