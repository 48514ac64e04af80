//! Many evaluations, one after the other, in one worker.

use std::sync::Arc;

use crate::error::ExpressionError;
use crate::evaluator::Evaluator;
use crate::limits::Limit;
use crate::protocol::{Answer, Reply, Request, Sample};
use crate::worker_process::Worker;

/// After how many evaluations a worker is renewed. The interpreter inside frees what nothing refers to, but no objects that
/// refer to each other, so its memory grows: by 20 to 50 MB in a thousand mappings that define classes.
const MOST_EVALUATIONS: u32 = 1000;

/// Several evaluations that belong together: the mappings of one person, or one mapping for many people.
///
/// All are asked of one worker as long as that is well, which costs a fraction of starting one for each. What differs from
/// one worker each:
///
/// - A mapping can leave something behind for the next of the same run, such as a changed attribute of a module, and one that
///   means to can falsify their answers. In authentik all mappings run in one process too. Builtins and the import are put
///   back after each. Mappings that must not know of each other need a run each.
/// - The wall limit, the limit on output and the size of a request hold for each evaluation. The limit on the processor is
///   that of the process: the worker is renewed when half of it is used, or after 1000 evaluations.
/// - An evaluation that ends by any limit but time, in a worker that others used before, is repeated in a fresh worker:
///   they might have used up what it needs, or broken the interpreter. So its answer is that of a mapping that is alone.
///
/// The worker ends with the run.
pub struct Run<'a> {
    evaluator: &'a Evaluator,
    asked: Option<Asked>,
}

/// A worker and what it was asked.
struct Asked {
    worker: Worker,
    n_evaluations: u32,
    /// The sample data that the worker has, so that it is not sent again.
    sample: Option<Arc<Sample>>,
}

impl<'a> Run<'a> {
    /// Begins with a worker that is ready.
    pub(crate) fn new(evaluator: &'a Evaluator, worker: Worker) -> Self {
        Self { evaluator, asked: Some(Asked::new(worker)) }
    }

    /// Evaluates a mapping. It blocks for at most [`Limits::wall`](crate::Limits::wall), and
    /// [`Limits::start`](crate::Limits::start) if a fresh worker is needed.
    pub fn evaluate(&mut self, request: &Request) -> Result<Answer, ExpressionError> {
        self.ask(request, false)
    }

    /// Only compiles a mapping, as authentik does when one is saved. The outcome is `Returned` with `null`, or `Raised` with
    /// the mistake and its line. The names of the request's kind count: `global info` is a mistake where `info` is one.
    pub fn check(&mut self, request: &Request) -> Result<Answer, ExpressionError> {
        self.ask(request, true)
    }

    fn ask(&mut self, request: &Request, only_compile: bool) -> Result<Answer, ExpressionError> {
        let mut asked = match self.asked.take() {
            Some(asked) => asked,
            None => Asked::new(self.evaluator.take_ready()?),
        };
        let reply = match asked.ask(request, only_compile, self.evaluator) {
            Ok(reply) => reply,
            Err(error) => {
                // Nothing was asked of it.
                self.asked = Some(asked);
                return Err(error);
            }
        };
        let Reply { answer, used } = match reply {
            Ok(reply) => reply,
            Err(limit) if limit == Limit::Time || asked.n_evaluations == 1 => {
                return Ok(Answer::stopped(limit));
            }
            Err(_) => {
                // The run has no worker now, so the next one is fresh and this does not repeat itself.
                drop(asked);
                return self.ask(request, only_compile);
            }
        };
        let half = self.evaluator.limits().cpu_seconds.saturating_mul(500);
        if asked.n_evaluations < MOST_EVALUATIONS && used < half {
            self.asked = Some(asked);
        }
        Ok(answer)
    }
}

impl Asked {
    fn new(worker: Worker) -> Self {
        Self { worker, n_evaluations: 0, sample: None }
    }

    fn ask(
        &mut self,
        request: &Request,
        only_compile: bool,
        evaluator: &Evaluator,
    ) -> Result<Result<Reply, Limit>, ExpressionError> {
        // As a rule it is the very same, which is found out without looking into it.
        let is_same = |known: &Arc<Sample>| Arc::ptr_eq(known, &request.sample) || **known == *request.sample;
        let is_known = self.sample.as_ref().is_some_and(is_same);
        let line = request.line(only_compile, !is_known)?;
        if !is_known {
            self.sample = Some(Arc::clone(&request.sample));
        }
        self.n_evaluations += 1;
        Ok(self.worker.ask(line, evaluator.limits()))
    }
}
