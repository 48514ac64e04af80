#![expect(
    clippy::unwrap_used,
    clippy::panic,
    dead_code,
    reason = "a test ends by panicking, and not every test uses everything"
)]
//! What the tests of this crate share.

use std::path::PathBuf;
use std::sync::Arc;

use desk_expression::{Answer, Engine, Evaluator, Kind, Limits, Outcome, Request};
use serde_json::{Map, Value};
use tempfile::TempDir;

/// An evaluator and the folder that its workers run in.
pub struct Lab {
    /// The evaluator.
    pub evaluator: Evaluator,
    /// The folder.
    pub folder: TempDir,
}

impl Lab {
    /// The interpreter that comes with the program.
    pub fn inside(limits: Limits) -> Self {
        Self::new(Engine::Inside { worker: worker() }, limits)
    }

    /// A Python of the system; `None` where there is none.
    pub fn python(limits: Limits) -> Option<Self> {
        let python = ["/usr/bin/python3", "/usr/local/bin/python3"]
            .map(PathBuf::from)
            .into_iter()
            .find(|path| path.exists())?;
        Some(Self::new(Engine::SystemPython { worker: worker(), python }, limits))
    }

    /// One of each engine that there is here.
    pub fn both(limits: Limits) -> Vec<Self> {
        [Some(Self::inside(limits)), Self::python(limits)].into_iter().flatten().collect()
    }

    fn new(engine: Engine, limits: Limits) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { evaluator: Evaluator::new(engine, folder.path().to_owned(), limits), folder }
    }

    /// Evaluates a mapping of an OAuth login.
    pub fn login(&self, expression: &str, variables: Value) -> Answer {
        self.evaluator.evaluate(&request(expression, Kind::OauthLogin, variables)).unwrap()
    }
}

fn worker() -> PathBuf {
    env!("CARGO_BIN_EXE_source-desk-expression").into()
}

/// Limits for a build that is not optimised, on a machine that does other things too.
pub fn patient() -> Limits {
    Limits { wall: std::time::Duration::from_secs(20), cpu_seconds: 10, ..Limits::default() }
}

/// A request without sample data.
pub fn request(expression: &str, kind: Kind, variables: Value) -> Request {
    Request {
        expression: expression.to_owned(),
        name: "mapping".to_owned(),
        kind,
        variables: object(variables),
        sample: Arc::default(),
    }
}

/// The members of an object.
pub fn object(value: Value) -> Map<String, Value> {
    let Value::Object(members) = value else { panic!("{value} is no object") };
    members
}

/// The value that was returned.
pub fn returned(answer: &Answer) -> &Value {
    let Outcome::Returned { value, .. } = &answer.outcome else { panic!("{answer:?}") };
    value
}
