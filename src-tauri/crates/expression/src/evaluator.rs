//! Evaluations, with a worker that is ready before it is asked.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::cage;
use crate::error::ExpressionError;
use crate::limits::Limits;
use crate::protocol::{Answer, Request};
use crate::run::Run;
use crate::worker_process::Worker;

/// What evaluates mappings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Engine {
    /// The interpreter that comes with this program.
    Inside {
        /// The program `source-desk-expression`.
        worker: PathBuf,
    },
    /// A Python 3 of the system, in the same cage. It is the language itself; but what keeps it from files and sockets is
    /// Python's own audit hook, where the other interpreter has none to begin with.
    SystemPython {
        /// The program `source-desk-expression`, which locks the cage.
        worker: PathBuf,
        /// The program `python3`.
        python: PathBuf,
    },
}

impl Engine {
    pub(crate) fn worker(&self) -> &Path {
        match self {
            Self::Inside { worker } | Self::SystemPython { worker, .. } => worker,
        }
    }

    pub(crate) fn python(&self) -> Option<&Path> {
        match self {
            Self::Inside { .. } => None,
            Self::SystemPython { python, .. } => Some(python),
        }
    }
}

/// Evaluates mappings, in workers of which one is always ready.
pub struct Evaluator {
    engine: Engine,
    folder: PathBuf,
    limits: Limits,
    warm: Mutex<Option<Worker>>,
}

impl Evaluator {
    /// Makes an evaluator. Workers run in `folder`, which should be empty; they cannot write to it.
    pub fn new(engine: Engine, folder: PathBuf, limits: Limits) -> Self {
        Self { engine, folder, limits, warm: Mutex::new(None) }
    }

    /// Starts a worker, so that the next evaluation need not wait for it.
    pub fn warm_up(&self) -> Result<(), ExpressionError> {
        let mut worker = self.start()?;
        worker.wait_ready(&self.engine, &self.limits)?;
        *self.warm.lock().unwrap_or_else(PoisonError::into_inner) = Some(worker);
        Ok(())
    }

    /// Evaluates a mapping in a worker of its own. It blocks for at most [`Limits::start`] and [`Limits::wall`].
    pub fn evaluate(&self, request: &Request) -> Result<Answer, ExpressionError> {
        self.begin()?.evaluate(request)
    }

    /// Only compiles a mapping, as [`Run::check`] does.
    pub fn check(&self, request: &Request) -> Result<Answer, ExpressionError> {
        self.begin()?.check(request)
    }

    /// Begins evaluations that belong together, in a worker that nobody used before.
    pub fn begin(&self) -> Result<Run<'_>, ExpressionError> {
        Ok(Run::new(self, self.take_ready()?))
    }

    /// What each evaluation may use.
    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Takes the worker that is ready, and has the next one become ready meanwhile.
    pub(crate) fn take_ready(&self) -> Result<Worker, ExpressionError> {
        let warm = self.warm.lock().unwrap_or_else(PoisonError::into_inner).take();
        // The one that waited may have been ended meanwhile, by the system or by a person.
        let ready =
            warm.and_then(|mut worker| worker.wait_ready(&self.engine, &self.limits).ok().map(|()| worker));
        let worker = match ready {
            Some(worker) => worker,
            None => {
                let mut worker = self.start()?;
                worker.wait_ready(&self.engine, &self.limits)?;
                worker
            }
        };
        // If the next one does not start, the evaluation that needs it says why.
        *self.warm.lock().unwrap_or_else(PoisonError::into_inner) = self.start().ok();
        Ok(worker)
    }

    fn start(&self) -> Result<Worker, ExpressionError> {
        Worker::start(cage::of_this_system(), &self.engine, &self.folder, &self.limits)
    }
}
