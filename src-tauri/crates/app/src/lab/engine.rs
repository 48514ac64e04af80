//! The programs that run mappings.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use desk_expression::{Engine, Evaluator, ExpressionError, Limits, Run};

use super::pipeline::Evaluate;
use super::views::LabEngine;
use crate::desk::lock;
use crate::host::Host;
use crate::problem::Problem;

/// The programs that this computer has to run mappings with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MappingPrograms {
    /// `source-desk-expression`, which comes with Source Desk. `None`: it is missing.
    pub worker: Option<PathBuf>,
    /// `python3` of the system.
    pub python: Option<PathBuf>,
}

/// The engines that have been asked for.
#[derive(Default)]
pub(super) struct Engines(Mutex<BTreeMap<LabEngine, Arc<Evaluator>>>);

impl Engines {
    /// Returns the engines that are here.
    pub(super) fn here(&self, host: &dyn Host) -> Vec<LabEngine> {
        let programs = host.mapping_programs();
        LabEngine::ALL.into_iter().filter(|engine| engine_of(*engine, programs.clone()).is_some()).collect()
    }

    /// Returns an engine.
    pub(super) fn get(&self, host: &dyn Host, engine: LabEngine) -> Result<Arc<Evaluator>, Problem> {
        let mut engines = lock(&self.0);
        if let Some(evaluator) = engines.get(&engine) {
            return Ok(Arc::clone(evaluator));
        }
        let programs = host.mapping_programs();
        if programs.worker.is_none() {
            return Err(Problem::new("lab-not-here"));
        }
        let program = engine_of(engine, programs).ok_or_else(|| Problem::new("lab-no-python"))?;
        // Workers run in an empty folder, where there is nothing to be found.
        let folder = host.home().join("mapping-lab");
        std::fs::create_dir_all(&folder)
            .map_err(|error| Problem::about("lab-not-started", "mapping-lab").detailed(error.to_string()))?;
        let evaluator = Arc::new(Evaluator::new(program, folder, Limits::default()));
        engines.insert(engine, Arc::clone(&evaluator));
        Ok(evaluator)
    }
}

/// Runs mappings, in one run from the first one on. Without a mapping nothing is started, and nothing need be here.
pub(super) struct Evaluating<'a> {
    pub(super) engines: &'a Engines,
    pub(super) host: &'a dyn Host,
    pub(super) engine: LabEngine,
}

impl Evaluating<'_> {
    /// Does something that runs mappings.
    pub(super) fn with<T>(
        &self,
        work: impl FnOnce(&mut Evaluate<'_>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let evaluator: OnceCell<Arc<Evaluator>> = OnceCell::new();
        let mut run: Option<Run<'_>> = None;
        work(&mut |request| {
            let run = match &mut run {
                Some(run) => run,
                none => {
                    let found = self.engines.get(self.host, self.engine)?;
                    none.insert(evaluator.get_or_init(|| found).begin().map_err(problem)?)
                }
            };
            run.evaluate(request).map_err(problem)
        })
    }
}

fn engine_of(engine: LabEngine, programs: MappingPrograms) -> Option<Engine> {
    let worker = programs.worker?;
    match engine {
        LabEngine::Inside => Some(Engine::Inside { worker }),
        LabEngine::Python => Some(Engine::SystemPython { worker, python: programs.python? }),
    }
}

/// Why there is no answer at all.
fn problem(error: ExpressionError) -> Problem {
    match error {
        ExpressionError::TooLarge { most, .. } => {
            Problem::new("lab-request-too-large").with("bytes", most.to_string())
        }
        ExpressionError::NotStarted { source, .. } => {
            Problem::about("lab-not-started", "source-desk-expression").detailed(source.to_string())
        }
        ExpressionError::NotReady { told, .. } => {
            Problem::about("lab-not-started", "source-desk-expression").detailed(told)
        }
        ExpressionError::Request(error) => Problem::new("internal").detailed(error.to_string()),
    }
}
